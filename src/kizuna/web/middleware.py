"""What every request goes through: log and health, headers, the visit, limits of pages;
and errors become pages, with the status that HTTP has for them.

Law: what no field of an address or a form may hold is refused here once, before
anything reads it. Who is signed in is counted by the account, anybody else by address,
in all processes together. The API counts its own requests. The defaults trouble no
reader: they are some twenty pages a second, and two costly ones.

`KIZUNA_PAGE_RATE`: pages a minute, 1,200 unless set; `KIZUNA_COSTLY_RATE`: costly pages
a minute, also of the API, 120 unless set. `KIZUNA_PROXIES`: how many proxies stand in
front, unless set 1 behind https and else 0; that many of the addresses in
X-Forwarded-For are believed, counted from its end.
"""

import ipaddress
import logging
import math
import os
import re
import secrets
import sys
import time
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from kizuna.errors import Ambiguous, BadQuestion, KizunaError, NotFound, TooLarge
from kizuna.store.queries import ledger
from kizuna.store.queries.accounts import account_of
from kizuna.store.rates import Left, Rates
from kizuna.store.schema import jobs_folder
from kizuna.store.sql import ReaderGone, one_snapshot, questions_counted, times_opened
from kizuna.web.api.v1.problems import Refused, problem, refusal
from kizuna.web.rendering import is_live, keep_choices, read_visit, render, visit
from kizuna.workflows.logs import REQUESTS
from kizuna.workflows.readers import reader_of, reading_as

Answer = Callable[[HttpRequest], HttpResponse]
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SECRET = re.compile(r"^/entrance/.+")
_LONGEST = 1000
"""How many characters a parameter of an address may have."""
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_WITH_A_QUESTION = re.compile(r"/(report|measure|suggest(\.\w+)?)")
"""Pages that are cheap while nothing is asked."""
_ALWAYS = re.compile(
    r"/report/.+|/export/.+|/plot/.+|/read/.+|/(network|survival)(\.\w+)?|/gaps|/check|/reconcile"
    r"|/api/v1/(report|network|exports/.+)"
)


def operations(get_response: Answer) -> Answer:
    """Answers for the server's health before anything else is asked; counts what all
    other requests ask of the database, adds headers to their answers, and logs them.
    """
    features = (
        "camera",
        "display-capture",
        "geolocation",
        "microphone",
        "payment",
        "usb",
    )
    unused = ", ".join(f"{feature}=()" for feature in features)

    def answer(request: HttpRequest) -> HttpResponse:
        """The answer, with the id under which the log has it (X-Request-ID): the
        proxy's, else a new one. What somebody who is signed in was shown is kept by
        nobody on the way.
        """
        if request.path == "/health":
            return health(request)
        given = request.headers.get("X-Request-ID", "")
        number = given if _ID.fullmatch(given) else secrets.token_hex(8)
        request.number = number
        is_gone = (
            request.META.get("kizuna.gone")
            if request.method in ("GET", "HEAD")
            else None
        )
        began, response = time.perf_counter(), None
        try:
            with questions_counted(is_gone) as questions:
                response = get_response(request)
            response.headers["X-Request-ID"] = number
            response.headers["Server-Timing"] = f'db;desc="{questions.number}"'
            response.headers.setdefault("Permissions-Policy", unused)
            if getattr(request, "account", None) is not None:
                response.headers.setdefault("Cache-Control", "private, no-cache")
            return response
        finally:
            _log(request, response, number, time.perf_counter() - began)

    return answer


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 while the database answers and the register's tables follow the ledger, else
    503 and why.
    """
    try:
        state = "behind" if ledger.needs_rebuild() else "ok"
    except KizunaError:
        state = "no database"
    status, headers = 200 if state == "ok" else 503, {"Cache-Control": "no-store"}
    return JsonResponse({"status": state}, status=status, headers=headers)


def _log(
    request: HttpRequest, response: HttpResponse | None, number: str, seconds: float
) -> None:
    """One line; without a response the reader has gone, or what was raised is told
    along.
    """
    raised = sys.exc_info()[1]
    is_gone = isinstance(raised, ReaderGone)
    lost = 499 if is_gone else 500  # as nginx writes
    status = lost if response is None else response.status_code
    level = logging.ERROR if status >= 500 and status != 503 else logging.INFO
    if not REQUESTS.isEnabledFor(level):
        return
    path = _SECRET.sub("/entrance/...", request.path)
    milliseconds = round(seconds * 1000, 1)
    asked = {"id": number, "method": request.method, "path": path, "status": status}
    size = (
        len(response.content)
        if response is not None and not response.streaming
        else None
    )
    who = getattr(request, "account", None)
    facts = {
        "ms": milliseconds,
        "bytes": size,
        "account": who.id if who is not None else None,
    }
    raised_here = raised if response is None and not is_gone else None
    message = f"{request.method} {path} {status} {milliseconds:.0f} ms {number}"
    REQUESTS.log(level, message, extra=asked | facts, exc_info=raised_here)


class VisitMiddleware:
    """Sets `request.account` and `request.visit`, refuses who asks too often, says who
    reads, so that nothing is shown that they may not see, keeps a language that was
    chosen, and turns errors into pages.
    """

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page, or a page that says what is wrong with the address."""
        user = request.user
        request.account = account_of(user) if user.is_authenticated else None
        error = read_visit(request)
        try:
            _check_sent(request)
            if error is not None:
                raise error
            _check_rate(request)
        except (KizunaError, Refused) as wrong:
            return fault_page(request, wrong)
        with reading_as(reader_of(request.account)), one_snapshot():
            response = self._get_response(request)
        keep_choices(request, response)
        response.headers.setdefault("Vary", "Accept-Language, Cookie")
        return response

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        """The page of one of Kizuna's own errors; None leaves others to Django."""
        return fault_page(request, error) if isinstance(error, KizunaError) else None


def _check_sent(request: HttpRequest) -> None:
    """Raise BadQuestion for a NUL in an address or a form and for a parameter that is
    too long, TooLarge for a form of too many fields or bytes.
    """
    asked = [
        (name, text) for name, texts in request.GET.lists() for text in (name, *texts)
    ]
    for name, text in asked:
        if len(text) > _LONGEST and name != "next":  # which is an address itself
            raise BadQuestion(
                f"{text[:40]!r} goes on for {len(text):,} characters; write at most"
                f" {_LONGEST:,}"
            )
    try:  # a body of another type is read by its view
        sent = request.POST.lists() if request.content_type in _FORMS else ()
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent) as error:
        raise TooLarge(f"the form is more than is taken at once: {error}") from None
    posted = (text for name, texts in sent for text in (name, *texts))
    for text in (request.path, *(text for _, text in asked), *posted):
        if "\0" in text:
            raise BadQuestion(f"{text!r} holds a NUL character; leave it out")


def is_costly(path: str, query: str) -> bool:
    """Whether the answer may take long: the whole register is read for it, or a note or
    a picture is made.
    """
    return bool(_ALWAYS.fullmatch(path) or (query and _WITH_A_QUESTION.fullmatch(path)))


def _check_rate(request: HttpRequest) -> None:
    """Raise Refused, which tells when to ask again: 429 for who asks too often, 503
    where the server turned a costly request away (`kizuna.crowded` in its environ).
    """
    limits = {}
    if not request.path.startswith("/api/"):
        limits["page"] = number_set("KIZUNA_PAGE_RATE", 1200, least=1)
    if is_costly(request.path, request.META.get("QUERY_STRING", "")):
        limits["costly"] = number_set("KIZUNA_COSTLY_RATE", 120, least=1)
    status, wait = 503, 5
    if not request.META.get("kizuna.crowded"):
        who = request.account
        reader = (
            f"account {who.id}" if who is not None else f"address {address_of(request)}"
        )
        left = [count(f"{kind} {reader}", limit) for kind, limit in limits.items()]
        waits = (math.ceil(each.wait) for each in left if not each.allowed)
        status, wait = 429, max(waits, default=0)
    if wait:
        detail = f"too much is asked at once; ask again in {wait} s"
        raise Refused(status, detail, {"Retry-After": str(wait)})


@lru_cache(maxsize=1)
def _rates(opened: int) -> Rates:
    """The counts beside the open database; `opened` tells it from the one before."""
    return Rates(jobs_folder() / "rates.sqlite3")


def count(client: str, limit: int) -> Left:
    """Count a request of a client, of `limit` a minute."""
    return _rates(times_opened()).take(client, limit, time.time())


def address_of(request: HttpRequest) -> str:
    """The client's address: the connection's, or where proxies stand in front what the
    first of them saw; of IPv6 the network.
    """
    own = str(request.META.get("REMOTE_ADDR", ""))
    proxies = number_set("KIZUNA_PROXIES", int(settings.SECURE_SSL_REDIRECT), least=0)
    parts = map(str.strip, request.headers.get("X-Forwarded-For", "").split(","))
    forwarded = list(filter(None, parts))
    return _network(forwarded[-proxies] if 0 < proxies <= len(forwarded) else own)


@lru_cache
def _network(address: str) -> str:
    """An address; of IPv6 the network of 64 bits, in which one client has as many
    addresses as it likes.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4 or found.ipv4_mapped:
        return str(found.ipv4_mapped if found.version == 6 else found)
    return str(ipaddress.ip_network((int(found), 64), strict=False))


def number_set(name: str, usual: int, *, least: int) -> int:
    """A whole number that the environment sets, the usual one where it sets none or
    what is no such number.
    """
    text = os.environ.get(name, "").strip()
    return max(least, int(text)) if text.isdecimal() else usual


def fault_page(request: HttpRequest, error: KizunaError | Refused) -> HttpResponse:
    """What went wrong, in the error's own words, with the candidates of an ambiguous
    name as links; or when to ask again, where too much was asked.

    Whoever asked the API gets a problem instead.
    """
    if request.path.startswith("/api/"):
        return problem(request, error)
    message, advice = str(error).partition("\n")[0], ""
    if isinstance(error, Refused):
        seconds = int(error.headers["Retry-After"])
        advice = visit(request).messages.text(
            f"web-fault-{error.status}-wait", seconds=seconds
        )
    refused = refusal(request, error)
    page = render(
        request,
        "fault_words.html.jinja" if is_live(request) else "fault.html.jinja",
        status=refused.status,
        heading=f"web-fault-{refused.status}",
        message="" if advice else message,
        candidates=error.candidates if isinstance(error, Ambiguous) else (),
        advice=advice,
    )
    for name, value in refused.headers.items():
        page.headers[name] = value
    if advice:
        page.headers["Cache-Control"] = "no-store"
    return page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that leads nowhere."""
    return fault_page(
        request, NotFound(f"{request.path!r} is not an address of this register")
    )


def broken(request: HttpRequest) -> HttpResponse:
    """The page for a fault of Kizuna's own, which the log of the server tells at
    length.
    """
    if not hasattr(request, "visit"):
        read_visit(request)
    return fault_page(
        request, KizunaError("the log of the server tells what went wrong")
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form without the secret of this site's own forms; the reason is
    not told.
    """
    if not is_live(request):
        return render(request, "forged.html.jinja", status=403)
    return render(
        request,
        "fault_words.html.jinja",
        status=403,
        message="",
        advice=visit(request).messages.text("web-forged-why"),
    )
