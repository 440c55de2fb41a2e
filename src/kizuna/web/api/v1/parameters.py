"""Parameters: what a question's address may say; a parameter that nobody reads is an error, never left out
silently."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from typing import Any

from django.http import HttpRequest
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import Field

from kizuna.errors import BadQuestion
from kizuna.web.api.v1.problems import Refused

MOST = 200
"""So many items are on a page at most."""
Describe = Callable[[], dict[str, Any]]
"""Gives the description of the API (OpenAPI 3.1)."""


class Clocks(Schema):
    """The two clocks of a question, and the language of its labels."""

    as_of: str = Field(
        "",
        description="The day asked about: a day, a month or a year (its last day); today without it",
        examples=["1987-04-01"],
    )
    known_at: str = Field(
        "",
        description="Use only what had been recorded by then: a day (its end, UTC) or a time; now without it",
        examples=["2999-01-01"],
    )
    lang: str = Field(
        "",
        description="The language of labels: en, ja, zh-Hans or ru; else that of Accept-Language",
        examples=["en"],
    )


class Paged(Clocks):
    """A list a page at a time."""

    limit: int = Field(50, ge=1, le=MOST, description="So many items on a page at most")
    cursor: str = Field("", description="Where to go on, as `next` of the page before gives it")


def check_parameters(request: HttpRequest, describe: Describe) -> None:
    """Raise BadQuestion for a parameter that the address does not take, or one given twice that it takes once."""
    match = request.resolver_match
    taken = _taken(match.route, describe) if match else None
    if taken is None or request.method not in taken:
        return
    known = taken[request.method]
    for name, values in request.GET.lists():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = (
                f"did you mean {near[0]!r}?" if near else f"it takes {', '.join(known) or 'none'}"
            )
            raise BadQuestion(f"{name!r} is no parameter of this address; {hint}")
        if len(values) > 1 and not known[name]:
            raise BadQuestion(f"{name!r} is given {len(values)} times; give it once")


@cache
def _taken(route: str, describe: Describe) -> dict[str, dict[str, bool]] | None:
    """The parameters of each method at a route and whether each may be repeated; None for what has no schema."""
    path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
    operations = describe()["paths"].get(path)
    if operations is None:
        return None
    taken = {method.upper(): _queried(operation) for method, operation in operations.items()}
    return {**taken, **({"HEAD": taken["GET"]} if "GET" in taken else {})}


def _queried(operation: dict[str, Any]) -> dict[str, bool]:
    return {
        held["name"]: held["schema"].get("type") == "array"
        for held in operation["parameters"]
        if held["in"] == "query"
    }


def refusal(error: ValidationError) -> Refused:
    """What is wrong with the parameters or the body, each by its place, as one problem."""
    wrong = [
        {"where": ".".join(str(part) for part in one["loc"]), "detail": _said(one)}
        for one in error.errors
    ]
    first = wrong[0]
    return Refused(400, f"{first['where']}: {first['detail']}", members={"errors": wrong})


def _said(one: dict[str, Any]) -> str:
    given = one.get("input")
    quoted = f"{given!r}: " if isinstance(given, str | int | float | bool) else ""
    return f"{quoted}{one['msg']}"
