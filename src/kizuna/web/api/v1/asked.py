"""What is asked: the parameters that addresses share, where a list goes on, and how an answer repeats both clocks.

Law: a list is in order of something that never changes (an id, a place in the ledger), and a cursor says after
which item to go on; so a walk gives each item once, whatever is added meanwhile. A cursor belongs to one question.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, get_origin
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field, ValidationInfo, model_validator
from pydantic.fields import FieldInfo

from kizuna.errors import BadQuestion
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.web.visit import visit
from kizuna.workflows.paging import Part

MOST = 200
"""So many items are on a page at most."""


def check_parameters(request: HttpRequest, known: Mapping[str, FieldInfo]) -> None:
    """Raise BadQuestion for a parameter that the address does not take, or one given twice that it takes once."""
    for name, values in request.GET.lists():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            takes = f"it takes {', '.join(known) or 'none'}"
            hint = f"did you mean {near[0]!r}?" if near else takes
            raise BadQuestion(f"{name!r} is no parameter of this address; {hint}")
        if len(values) > 1 and get_origin(known[name].annotation) is not list:
            raise BadQuestion(f"{name!r} is given {len(values)} times; give it once")


class Parameters(Schema):
    """The parameters of an address, which takes no others."""

    @model_validator(mode="before")
    @classmethod
    def _take_no_others(cls, given: Any, info: ValidationInfo) -> Any:
        check_parameters(info.context["request"], cls.model_fields)
        return given


class Clocks(Parameters):
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


_FREE = ("cursor", "limit")
"""What may change from page to page."""


def part(request: HttpRequest, asked: Paged) -> Part:
    """The part of the list that is asked for.

    Raises BadQuestion for what is no cursor, or one of another question.
    """
    given = asked.cursor
    if not given:
        return Part("", asked.limit)
    try:
        padded = given + "=" * (-len(given) % 4)
        question, item = orjson.loads(base64.b64decode(padded, b"-_", validate=True))
    except (ValueError, TypeError):
        raise BadQuestion(f"{given!r} is no cursor; follow `next` as it is given") from None
    if question != _question(request):
        raise BadQuestion(f"{given!r} is the cursor of another question; follow `next` as it is")
    return Part(str(item), asked.limit)


def _question(request: HttpRequest) -> str:
    """A digest of what is asked, without what may change from page to page."""
    kept = [(name, texts) for name, texts in request.GET.lists() if name not in _FREE]
    asked = sorted((name, text) for name, texts in kept for text in texts)
    return hashlib.sha256(orjson.dumps([request.path, asked])).hexdigest()[:12]


def clocks(request: HttpRequest) -> dict[str, str | None]:
    """Both clocks, as they were taken: the day, and the time to the second (null for now)."""
    return visit(request).times.as_json()


def wording(request: HttpRequest, register: Register) -> Wording:
    """Says what a register holds in the language of the question, by the names of its day."""
    here = visit(request)
    return Wording(register, here.messages, here.day.number)


def listed(request: HttpRequest, items: Iterable[Any], after: str) -> dict[str, Any]:
    """A page of a list; `after` is the item after which the next page begins, "" when nothing is left."""
    following = None
    if after:
        query = request.GET.copy()
        query.pop("cursor", None)
        text = orjson.dumps([_question(request), after])
        query["cursor"] = base64.urlsafe_b64encode(text).decode().rstrip("=")
        following = f"{request.path}?{query.urlencode()}"
    return {**clocks(request), "items": list(items), "next": following}


def address(path: str, **query: str | None) -> str:
    """An address of the API; empty parts of its query are left out."""
    kept = {name: text for name, text in query.items() if text}
    return f"/api/v1{path}?{urlencode(kept)}" if kept else f"/api/v1{path}"


def claims_about(ref: str) -> str:
    """Where all claims about an entity are listed."""
    return address("/claims", subject=ref)


def summary(said: Wording, ref: str) -> dict[str, Any]:
    """An entity by its id, named in the language of the question."""
    return {
        "id": ref,
        "kind": ref.partition("/")[0],
        "label": said.name(ref),
        "href": address(f"/entities/{ref}"),
        "page": f"/{ref}",
    }
