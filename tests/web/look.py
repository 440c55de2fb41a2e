"""The browser of the tests, and the pages that those of the look visit; whoever makes a page adds it here."""

from __future__ import annotations

import shutil

_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, _BROWSERS)), None)
"""The first of the browsers that is there, the lightest before the others; None when none is."""

PAGES = (
    "/",
    "/search",
    "/search?q=Santori",
    "/search?q=zzzzzz",
    "/map",
    "/map?place=government/kobe&year=1987",
    "/map/list",
    "/map/list?show=ties&country=JP&other=CN",
    "/map/list?show=countries",
    "/documents",
    "/claims",
    "/tie/osaka-shanghai",
    "/tie/osaka-shanghai?as_of=1980-01-01&known_at=2035-01-01",
    "/tie/osaka-shanghai/history",
    "/government/osaka",
    "/agreement/osaka-shanghai-1974",
    "/programme/osaka-shanghai-specimens",
    "/exchange/osaka-ship-1974",
    "/person/oshima-yasushi",
    "/organisation/website-hbzqbyyxgs",
    "/assessment/prefecture-paired-with-city",
    "/document/kansai-1987",
    "/document/kansai-1987-abstract/text",
    "/ties",
    "/timeline",
    "/plot/years",
    "/gaps",
    "/check",
    "/reconcile",
    "/compare",
    "/network",
    "/suggest",
    "/measure",
    "/survival",
    "/report",
    "/export",
    "/release",
    "/embed",
    "/ties?a=kansai&b=china&as_of=1987-04-01",
    "/compare?what=ties&a=osaka-shanghai&b=kobe-tianjin&as_of=1987-04-01",
    "/compare?what=peers&a=government/osaka",
    "/network?by=countries",
    "/suggest?what=partners&place=Kobe",
    "/suggest?what=forms&tie=kobe-tianjin&as_of=1987-04-01",
    "/survival?by=country",
    "/measure?a=osaka-shanghai&as_of=1987-04-01",
    "/timeline?tie=osaka-shanghai",
    "/report?a=kansai&b=china&as_of=1987-04-01",
    "/plot/map?a=kansai&b=china&as_of=1987-04-01",
    "/embed?of=osaka",
    "/changes",
    "/conflicts",
    "/conflicts?kind=tie&state=open",
    "/conflict/tie/osaka-shanghai/type",
    "/jobs",
    "/sign-in",
    "/api/v1/docs",
)
"""Addresses that answer with 200 on the built-in register, without an account."""

FAULTS = ("/nowhere", "/tie/nobody", "/?as_of=1987-13-01", "/?look=pink")
"""Addresses that lead to a page which says what is wrong."""

PATIENCE = 180_000
"""Milliseconds after which a page is taken to hang, on a machine that is busy with other things too."""
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1360, "height": 900}
