"""Ties: those of a place, between two sides, of a kind, in a field, with a country, as they stood on a day."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from kizuna.errors import BadQuestion, NotFound
from kizuna.publish.measures import measures_json
from kizuna.web.api.v1.cursors import after
from kizuna.web.api.v1.parameters import Clocks, Paged
from kizuna.web.api.v1.routes.entities import Slug
from kizuna.web.api.v1.shapes.lists import BriefTies, FieldName, OneTie, Ties, TieType
from kizuna.web.api.v1.shown.asked import address, clocks, listed, wording, written
from kizuna.web.api.v1.shown.ties import in_brief, tie
from kizuna.web.visit import visit
from kizuna.workflows.list_ties import TiesQuestion
from kizuna.workflows.page_ties import TiesPageQuestion, page_ties
from kizuna.workflows.show import thing, tie_of

router = Router()
Between = Annotated[
    list[str],
    Field(max_length=2, description="Two areas, countries or local governments: give it twice"),
]


class TiesAsked(Paged):
    """Which ties."""

    of: str = Field("", description="A place, area, country or organisation", examples=["osaka"])
    between: Between = Field([], examples=[["kansai", "china"]])
    kind: TieType | None = Field(None, description="A type of tie, or a narrower one")
    field: FieldName | None = Field(None, description="A field of exchange it was lived in")
    country: str = Field("", description="The country of a party, by code or name", examples=["CN"])
    standing: Literal["certain", "possible", "any"] = Field(
        "possible",
        description="Those that certainly stood on the day, that possibly did too, or any",
    )
    brief: bool = Field(
        False,
        description="Tell of each tie only who is tied to whom, and when that was in force",
    )


@router.get("/ties", response=Ties | BriefTies, summary="List ties")
def list_ties(request: HttpRequest, asked: Query[TiesAsked]) -> Any:
    """Ties in order of id, each as it stood on the day, certainly or possibly; in brief on request."""
    here = visit(request)
    ties = ties_question(asked.of, asked.between, asked.kind, asked.field)
    question = TiesPageQuestion(
        ties, here.times, asked.country, asked.standing, after(request), asked.limit
    )
    found = page_ties(question)
    if asked.brief:
        return written(listed(request, map(in_brief, found.lines), found.after))
    said = wording(request, found.register)
    items = (tie(request, said, line) for line in found.lines)
    return written(listed(request, items, found.after))


@router.get("/ties/{slug}", response=OneTie, summary="One tie")
def get_tie(request: HttpRequest, slug: Path[Slug], asked: Query[Clocks]) -> Any:
    """A tie as it stood on the day, with its measures."""
    here = visit(request)
    answer = thing(f"tie/{slug}", here.times)
    found = tie_of(answer)
    if found is None:
        raise NotFound(f"nothing was recorded of 'tie/{slug}' by {here.known_text}")
    return {
        **tie(request, wording(request, answer.register), found.on_day),
        **clocks(request),
        "facts": address(f"/entities/tie/{slug}", **here.clocks()),
        "measures": measures_json(found.measures),
    }


def ties_question(of: str, between: list[str], kind: str | None, field: str | None) -> TiesQuestion:
    """The question about ties that a request asks. Raises BadQuestion for a number of sides other than two."""
    if len(between) == 1:
        raise BadQuestion(f"{between[0]!r} is one side; give `between` twice")
    return TiesQuestion(
        of=of.strip(),
        between=tuple(between),
        field=field or "",
        kind=kind or "",
    )
