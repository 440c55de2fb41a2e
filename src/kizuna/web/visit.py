"""A visit: in which language and look somebody reads, as of which day, and as known at which time; and the fields
of an address or a form: what each says, or an error that quotes it.

Law: an address carries both clocks; links from a page keep them. What somebody wrote and could not send, as the
session had ended, is kept and shown once when the page opens again.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import escape_uri_path
from django.utils.translation.trans_real import parse_accept_lang_header

from kizuna.errors import BadLanguage, BadQuestion, KizunaError, name_some
from kizuna.languages import LANGUAGES, Messages, folder_of
from kizuna.workflows import clocks

_LANGUAGE_COOKIE, _LOOK_COOKIE = "kizuna_language", "kizuna_look"
_YEAR = 365 * 24 * 3600
LOOK = "look"
"""The name of the look in an address."""
LOOKS = ("device", "light", "dark")
N = TypeVar("N", bound=int | None)
MOST = 10**9
"""The largest number that a page or a place in a list may have."""
_UNSENT = "unsent"
_MOST_UNSENT = 20_000
_WRITTEN = ("reason", "quote", "text", "value")
"""The last part of the names of fields in which one writes."""


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

    def clocks(self) -> dict[str, str]:
        """The clocks that the address names, as its query has them."""
        held = {"as_of": self.day.text if self.day_given else "", "known_at": self.known_text}
        return {name: text for name, text in held.items() if text}

    def address(self, path: str, **query: object) -> str:
        """A path of this site with both clocks and more in its query; None and "" leave a part out."""
        if not (query or self.day_given or self.known_text):
            return path
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
    """The language of the cookie, else the one that the browser likes best of those that it asks for; English."""
    kept = request.COOKIES.get(_LANGUAGE_COOKIE, "")
    if kept in LANGUAGES:
        return kept
    for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        with suppress(BadLanguage):
            return folder_of(tag)
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
    is_page, kept = response.headers.get("Content-Type", "").startswith("text/html"), {}
    if language and is_page:  # no file that a page fetches chooses for its reader
        kept[_LANGUAGE_COOKIE] = folder_of(language)
    if look == LOOKS[0]:
        response.delete_cookie(_LOOK_COOKIE, samesite="Lax")
    elif look in LOOKS:
        kept[_LOOK_COOKIE] = look
    for cookie, text in kept.items():
        response.set_cookie(cookie, text, max_age=_YEAR, samesite="Lax")


def given(request: HttpRequest, name: str) -> str:
    """The text of a field, without the blanks around it; "" where it is empty or missing."""
    return request.GET.get(name, "").strip()


def is_on(request: HttpRequest, name: str) -> bool:
    """Whether a box is ticked."""
    return given(request, name) not in ("", "0")


def number(
    request: HttpRequest, name: str, usual: N, most: int = MOST, *, least: int = 1
) -> int | N:
    """The whole number of a field, from `least` to `most`; the usual one where it is empty. Raises BadQuestion."""
    text = given(request, name)
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise BadQuestion(f"{text!r}: write a whole number from {least} to {most}")
    return int(text)


def page_of(request: HttpRequest, rows: int, size: int) -> tuple[int, int, slice]:
    """The page of a list that the address asks for, how many there are, at least one, of `size` rows each, and the
    rows that it has. Raises BadQuestion for one that the list does not have."""
    pages = max(1, -(-rows // size))
    page = number(request, "page", 1, pages)
    return page, pages, slice((page - 1) * size, page * size)


def one_of(request: HttpRequest, name: str, known: Sequence[str]) -> str:
    """The choice of a field, the first of the known ones where it is empty. Raises BadQuestion for another."""
    text = given(request, name) or known[0]
    if text not in known:
        raise BadQuestion(f"{text!r} is none of {name_some(filter(None, known))}")
    return text


def keep_unsent(request: HttpRequest, back: str) -> None:
    """Keep what was written in a form, up to 20,000 characters a field, until the page `back` is opened."""
    fields = request.POST.items()
    words = [text for name, text in fields if name.rpartition(".")[2] in _WRITTEN and text.strip()]
    if words:
        kept = {"at": urlsplit(back).path, "words": [text[:_MOST_UNSENT] for text in words]}
        request.session[_UNSENT] = kept


def take_unsent(request: HttpRequest) -> tuple[str, ...]:
    """What was written on this page and not sent, which is then kept no longer; empty for nothing."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.method != "GET":
        return ()
    kept = request.session.get(_UNSENT)
    if not kept or kept["at"] != request.path:
        return ()
    del request.session[_UNSENT]
    return tuple(kept["words"])
