"""The browser of the tests, and the pages that those of the look visit; whoever makes a
page adds it here.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, _BROWSERS)), None)
"""The first of the browsers that is there, the lightest before the others; None when
none is.
"""

_SEEN = """
    / /search /search?q=Santori /map /map?place=government/kobe&year=1987 /map/list
    /map/list?show=ties&country=JP&other=CN /documents /claims /tie/osaka-shanghai
    /tie/osaka-shanghai/history /government/osaka /agreement/osaka-shanghai-1974
    /assessment/prefecture-paired-with-city /document/kansai-1987
    /document/kansai-1987-abstract/text /ties /check /compare /network /report /export /release
    /ties?a=kansai&b=china&as_of=1987-04-01
    /compare?what=ties&a=osaka-shanghai&b=kobe-tianjin&as_of=1987-04-01
    /suggest?what=partners&place=Kobe /survival?by=country
    /measure?a=osaka-shanghai&as_of=1987-04-01 /timeline?tie=osaka-shanghai
    /report?a=kansai&b=china&as_of=1987-04-01 /embed?of=osaka /changes /conflicts
    /conflict/tie/osaka-shanghai/type /jobs /sign-in /api/v1/docs
"""
LOOKS = _SEEN.split()
"""Addresses that answer with 200 on the built-in register, without an account."""

_READ = """
    /search?q=zzzzzz /map/list?show=countries
    /tie/osaka-shanghai?as_of=1980-01-01&known_at=2035-01-01 /programme/osaka-shanghai-specimens
    /exchange/osaka-ship-1974 /person/oshima-yasushi /organisation/website-hbzqbyyxgs /timeline
    /gaps /reconcile /suggest /measure /survival /compare?what=peers&a=government/osaka
    /network?by=countries /suggest?what=forms&tie=kobe-tianjin&as_of=1987-04-01 /embed
    /plot/map?a=kansai&b=china&as_of=1987-04-01 /conflicts?kind=tie&state=open /plot/years
"""
PAGES = (*LOOKS, *_READ.split())
"""The same, with those of which another one looks alike: these are read and not looked
at.
"""

FAULTS = ("/nowhere", "/tie/nobody", "/?as_of=1987-13-01", "/?look=pink")
"""Addresses that lead to a page which says what is wrong."""

PATIENCE = 180_000
"""Milliseconds after which a page is taken to hang, on a machine that is busy with
other things too.
"""
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1360, "height": 900}

_RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


def violations(page: Page, *, only: str = "") -> list[tuple[str, str, str]]:
    """What axe finds against WCAG, or against one rule: the rule, the element, and what
    is wrong with it.
    """
    from axe_playwright_python.sync_playwright import Axe

    asked = (
        {"type": "rule", "values": [only]}
        if only
        else {"type": "tag", "values": _RULES}
    )
    found = Axe().run(page, options={"runOnly": asked, "resultTypes": ["violations"]})
    return [
        (rule["id"], node["html"], node["failureSummary"])
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


def width(page: Page) -> int:
    """How wide the page is, however wide its window."""
    return int(page.evaluate("document.documentElement.scrollWidth"))
