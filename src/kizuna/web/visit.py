"""A visit: in which language and look somebody reads, as of which day, and as known at which time.

Law: an address carries both clocks; links from a page keep them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path
from django.utils.http import url_has_allowed_host_and_scheme

from kizuna.errors import BadLanguage, BadQuestion, KizunaError
from kizuna.languages import LANGUAGES, Messages, folder_of
from kizuna.workflows import clocks

_LANGUAGE_COOKIE, _LOOK_COOKIE = "kizuna_language", "kizuna_look"
_YEAR = 365 * 24 * 3600
LOOK = "look"
"""The name of the look in an address."""
LOOKS = ("device", "light", "dark")


@dataclass(frozen=True, slots=True)
class Visit:
    """How a page was asked for.

    `day` is the day asked about, `day_given` whether the address names it; `known_at` is None for now,
    `known_text` what the address says of it. `path` is the page's own, with its query but the language and
    the look in `asked`. `wrong` holds the clocks that could not be read, as they were written.
    """

    messages: Messages
    day: clocks.Day
    day_given: bool
    known_at: datetime | None
    known_text: str = ""
    path: str = "/"
    asked: tuple[tuple[str, str], ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()

    @property
    def language(self) -> str:
        """One of LANGUAGES."""
        return self.messages.language

    @property
    def times(self) -> clocks.Times:
        """The day and the time of knowing that the address asks for."""
        return clocks.Times(self.day, self.known_at, self.day_given)

    @property
    def asked_day(self) -> int | None:
        """The number of the day that the address names; None without one."""
        return self.day.number if self.day_given else None

    def clocks(self) -> dict[str, str]:
        """The clocks that the address names, as its query has them."""
        held = {"as_of": self.day.text if self.day_given else "", "known_at": self.known_text}
        return {name: text for name, text in held.items() if text}

    def address(self, path: str, **query: object) -> str:
        """A path of this site with both clocks and more in its query; None and "" leave a part out."""
        given = self.clocks() | {n: str(v) for n, v in query.items() if v is not None}
        kept = {name: text for name, text in given.items() if text}
        return f"{path}?{urlencode(kept)}" if kept else path

    def here(self, **query: object) -> str:
        """This page, with its query changed: None and "" leave a part out."""
        changed = {n: str(v) if v is not None else "" for n, v in query.items()}
        asked = [(name, text) for name, text in self.asked if name not in changed]
        kept = [(name, text) for name, text in (*asked, *changed.items()) if text]
        return f"{self.path}?{urlencode(kept)}" if kept else self.path


def visit(request: HttpRequest) -> Visit:
    """How the page was asked for."""
    held: Visit = request.visit  # type: ignore[attr-defined]
    return held


def set_visit(request: HttpRequest, made: Visit) -> None:
    """Say how the page was asked for."""
    request.visit = made  # type: ignore[attr-defined]


def visit_of(request: HttpRequest) -> Visit:
    """The visit that the address and the cookie ask for. Raises BadDate, BadQuestion and BadLanguage."""
    as_of = request.GET.get("as_of", "").strip()
    known_at = request.GET.get("known_at", "").strip()
    check_look(request)
    return Visit(
        messages=Messages(_language(request)),
        day=clocks.as_of(as_of or None),
        day_given=bool(as_of),
        known_at=clocks.known_at(known_at or None),
        known_text=known_at,
        path=escape_uri_path(request.path),
        asked=_asked(request),
    )


def plain_visit(request: HttpRequest) -> Visit:
    """The visit of today, for an address that asks for what is none."""
    try:
        language = _language(request)
    except BadLanguage:
        language = _preferred(request)
    wrong = tuple((name, text) for name, text in _clock_texts(request) if not _is_clock(name, text))
    return Visit(
        messages=Messages(language),
        day=clocks.as_of(None),
        day_given=False,
        known_at=None,
        path=escape_uri_path(request.path),
        asked=tuple((name, text) for name, text in _asked(request) if name not in dict(wrong)),
        wrong=wrong,
    )


def _asked(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The query with every value of each name, but what the visit keeps in cookies."""
    held = ((name, text) for name, texts in request.GET.lists() for text in texts)
    return tuple((name, text) for name, text in held if name not in ("lang", LOOK))


def _clock_texts(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    return tuple((name, request.GET.get(name, "").strip()) for name in ("as_of", "known_at"))


def _is_clock(name: str, text: str) -> bool:
    read = clocks.as_of if name == "as_of" else clocks.known_at
    try:
        read(text or None)
    except KizunaError:
        return False
    return True


def _language(request: HttpRequest) -> str:
    chosen = request.GET.get("lang")
    return folder_of(chosen) if chosen else _preferred(request)


def _preferred(request: HttpRequest) -> str:
    """The language of the cookie, else the first of those that the browser asks for; English."""
    kept = request.COOKIES.get(_LANGUAGE_COOKIE, "")
    if kept in LANGUAGES:
        return kept
    for part in request.headers.get("Accept-Language", "").split(","):
        try:
            return folder_of(part.partition(";")[0].strip())
        except BadLanguage:
            continue
    return "en"


def is_own_address(request: HttpRequest, address: Any) -> bool:
    """Whether an address leads to this site, so that one may be sent there."""
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())


def look_of(request: HttpRequest) -> str:
    """One of LOOKS: that of the address, else of the cookie, else the device's."""
    for given in (request.GET.get(LOOK), request.COOKIES.get(_LOOK_COOKIE)):
        if given in LOOKS:
            return given
    return LOOKS[0]


def check_look(request: HttpRequest) -> None:
    """Raises BadQuestion for a look in the address that is none."""
    given = request.GET.get(LOOK)
    if given and given not in LOOKS:
        raise BadQuestion(f"{given!r} is not a look; there are {', '.join(LOOKS)}")


def keep_choices(request: HttpRequest, response: HttpResponse) -> None:
    """Keep in cookies the language of a page and the look that the address names; the device's look needs none."""
    language, look = request.GET.get("lang"), request.GET.get(LOOK)
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if language and is_page:  # no file that a page fetches chooses for its reader
        _keep(response, _LANGUAGE_COOKIE, folder_of(language))
    if look == LOOKS[0]:
        response.delete_cookie(_LOOK_COOKIE, samesite="Lax")
    elif look in LOOKS:
        _keep(response, _LOOK_COOKIE, look)


def _keep(response: HttpResponse, cookie: str, text: str) -> None:
    response.set_cookie(cookie, text, max_age=_YEAR, samesite="Lax")
