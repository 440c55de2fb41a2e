"""The fields of an address: what each says, or an error that quotes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.http import HttpRequest

from kizuna.errors import BadQuestion, name_some

N = TypeVar("N", bound=int | None)

MOST = 10**9
"""The largest number that a page or a place in a list may have."""


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


def one_of(request: HttpRequest, name: str, known: Sequence[str]) -> str:
    """The choice of a field, the first of the known ones where it is empty. Raises BadQuestion for another."""
    text = given(request, name) or known[0]
    if text not in known:
        raise BadQuestion(f"{text!r} is none of {name_some(filter(None, known))}")
    return text
