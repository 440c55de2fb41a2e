"""A visit: in which language and look somebody reads, as of which day, and as known at which time.

Law: an address carries both clocks; links from a page keep them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import escape_uri_path

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


def see(request: HttpRequest, path: str, **query: object) -> HttpResponse:
    """Lead to another path of this site, with the clocks of the visit; after a form that was sent by 303."""
    status = 303 if request.method == "POST" else 302
    return HttpResponseRedirect(visit(request).address(path, **query), status=status)


def read_visit(request: HttpRequest) -> KizunaError | None:
    """Set the visit that the address and the cookie ask for; what is wrong with it first comes back, None where
    nothing is: then it is that of today, and `asked` is without what cannot be read."""
    errors: dict[str, KizunaError] = {}

    def read(name: str, act: Callable[[str | None], Any]) -> tuple[Any, str]:
        text = request.GET.get(name, "").strip()
        try:
            return act(text or None), text
        except KizunaError as error:
            errors[name] = error
            return act(None), ""

    read(LOOK, _check_look)
    language, _ = read("lang", lambda text: folder_of(text) if text else _preferred(request))
    day, day_text = read("as_of", clocks.as_of)
    known_at, known_text = read("known_at", clocks.known_at)
    if errors:
        day, day_text, known_at, known_text = clocks.as_of(None), "", None, ""
    asked = ((name, text) for name, texts in request.GET.lists() for text in texts)
    request.visit = Visit(  # type: ignore[attr-defined]
        messages=Messages(language),
        day=day,
        day_given=bool(day_text),
        known_at=known_at,
        known_text=known_text,
        path=escape_uri_path(request.path),
        asked=tuple(pair for pair in asked if pair[0] not in ("lang", LOOK, *errors)),
        wrong=tuple((n, request.GET[n].strip()) for n in ("as_of", "known_at") if n in errors),
    )
    return next(iter(errors.values()), None)


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


def look_of(request: HttpRequest) -> str:
    """One of LOOKS: that of the address, else of the cookie, else the device's."""
    for given in (request.GET.get(LOOK), request.COOKIES.get(_LOOK_COOKIE)):
        if given in LOOKS:
            return given
    return LOOKS[0]


def _check_look(look: str | None) -> None:
    """Raises BadQuestion for a look that is none."""
    if look and look not in LOOKS:
        raise BadQuestion(f"{look!r} is not a look; there are {', '.join(LOOKS)}")


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
