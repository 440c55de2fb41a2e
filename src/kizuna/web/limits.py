"""Limits of pages: how often one reader may ask in a minute, and which pages are costly.

Law: who is signed in is counted by the account, anybody else by address, in all processes together. The API counts
its own requests. The defaults trouble no reader: they are some twenty pages a second, and two costly ones.

`KIZUNA_PAGE_RATE`: pages a minute, 1,200 unless set; `KIZUNA_COSTLY_RATE`: costly pages a minute, also of the API,
120 unless set. `KIZUNA_PROXIES`: how many proxies stand in front, unless set 1 behind https and else 0; that
many of the addresses in X-Forwarded-For are believed, counted from its end.
"""

from __future__ import annotations

import ipaddress
import math
import os
import re
import time
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kizuna.store.rates import Left, Rates
from kizuna.store.schema import jobs_folder
from kizuna.web.access import account
from kizuna.web.api.v1.problems import Refused
from kizuna.web.middleware import fault_page

Answer = Callable[[HttpRequest], HttpResponse]
_PAGES, _COSTLY = 1200, 120
_WITH_A_QUESTION = re.compile(r"/(report|measure|suggest(\.\w+)?)")
"""Pages that are cheap while nothing is asked."""
_ALWAYS = re.compile(
    r"/report/.+|/export/.+|/plot/.+|/read/.+|/(network|survival)(\.\w+)?|/gaps|/check|/reconcile"
    r"|/api/v1/(report|network|exports/.+)"
)
_RETRY_AFTER = 5
"""Seconds after which whoever was turned away, since too many costly pages were asked for, may ask again."""


def is_costly(path: str, query: str) -> bool:
    """Whether the answer may take long: the whole register is read for it, or a note or a picture is made."""
    return bool(_ALWAYS.fullmatch(path) or (query and _WITH_A_QUESTION.fullmatch(path)))


def limiting(get_response: Answer) -> Answer:
    """Answers 429 with Retry-After to who asks too often, and 503 where the server turned a costly request away
    (`kizuna.crowded` in its environ)."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.META.get("kizuna.crowded"):
            return _refusal(request, 503, _RETRY_AFTER)
        who = account(request)
        reader = f"account {who.id}" if who is not None else f"address {address_of(request)}"
        for kind, limit in _limits(request):
            left = take(f"{kind} {reader}", limit)
            if not left.allowed:
                return _refusal(request, 429, max(1, math.ceil(left.wait)))
        return get_response(request)

    return answer


def _limits(request: HttpRequest) -> list[tuple[str, int]]:
    """What the request is counted as, each with its limit a minute."""
    found = []
    if not request.path.startswith("/api/"):
        found.append(("page", number_set("KIZUNA_PAGE_RATE", _PAGES, least=1)))
    if is_costly(request.path, request.META.get("QUERY_STRING", "")):
        found.append(("costly", number_set("KIZUNA_COSTLY_RATE", _COSTLY, least=1)))
    return found


def _refusal(request: HttpRequest, status: int, wait: int) -> HttpResponse:
    """The page, or for the API the problem, that tells when to ask again."""
    detail = f"too much is asked at once; ask again in {wait} s"
    return fault_page(request, Refused(status, detail, {"Retry-After": str(wait)}))


_rates = cache(Rates)


def take(client: str, limit: int) -> Left:
    """Count a request of a client, of `limit` a minute."""
    return _rates(jobs_folder() / "rates.sqlite3").take(client, limit, time.time())


def address_of(request: HttpRequest) -> str:
    """The client's address: the connection's, or where proxies stand in front what the first of them saw.

    Of IPv6 the network of 64 bits, in which one client has as many addresses as it likes.
    """
    own = str(request.META.get("REMOTE_ADDR", ""))
    proxies = number_set("KIZUNA_PROXIES", int(settings.SECURE_SSL_REDIRECT), least=0)
    parts = request.headers.get("X-Forwarded-For", "").split(",")
    told = [part.strip() for part in parts if part.strip()]
    address = told[-proxies] if 0 < proxies <= len(told) else own
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4 or found.ipv4_mapped:
        return str(found.ipv4_mapped if found.version == 6 else found)
    return str(ipaddress.ip_network((int(found), 64), strict=False))


def number_set(name: str, usual: int, *, least: int) -> int:
    """A whole number that the environment sets, the usual one where it sets none or what is no such number."""
    text = os.environ.get(name, "").strip()
    return max(least, int(text)) if text.isdecimal() else usual
