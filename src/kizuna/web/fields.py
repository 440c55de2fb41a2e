"""The fields of an address or a form: what each says, or an error that quotes it.

What somebody wrote and could not send, as the session had ended, is kept and shown once when the page opens again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from kizuna.errors import BadQuestion, name_some

N = TypeVar("N", bound=int | None)

MOST = 10**9
"""The largest number that a page or a place in a list may have."""

_UNSENT = "unsent"
_MOST_UNSENT = 20_000
_WRITTEN = ("reason", "quote", "text", "value")
"""The last part of the names of fields in which one writes."""


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


def page_of(request: HttpRequest, rows: int, size: int) -> tuple[int, int]:
    """The page of a list that the address asks for, and how many there are, at least one, of `size` rows each.
    Raises BadQuestion for one that the list does not have."""
    pages = max(1, -(-rows // size))
    return number(request, "page", 1, pages), pages


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
