"""Search, counts and the network of ties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field, create_model

from kizuna.languages import Messages
from kizuna.publish.records import schema
from kizuna.web.api.v1.media import JSON
from kizuna.web.api.v1.parameters import MOST, Clocks
from kizuna.web.api.v1.routes.ties import Between, ties_question
from kizuna.web.api.v1.shapes.answers import Figures, Found, Network
from kizuna.web.api.v1.shapes.lists import FieldName, TieType
from kizuna.web.api.v1.shown.answers import figures, hits, network
from kizuna.web.api.v1.shown.asked import written
from kizuna.web.visit import visit
from kizuna.workflows.network import measure_network
from kizuna.workflows.page_ties import count_ties
from kizuna.workflows.question import (
    QUESTIONS,
    ask,
    missing,
    parameters,
    question_file,
    read_question,
    records_of,
    times_of,
)
from kizuna.workflows.scoping import ScopeQuestion
from kizuna.workflows.search import SearchQuestion
from kizuna.workflows.search import answer as search_register

router = Router()


class SearchAsked(Clocks):
    """Words to search for."""

    q: str = Field(min_length=1, description="Words, in any script", examples=["Santori"])
    found: Literal["name", "fact", "passage"] | None = Field(
        None, description="Only hits of a sort"
    )
    limit: int = Field(50, ge=1, le=MOST, description="So many hits at most")


class ScopeAsked(Clocks):
    """Which ties."""

    of: str = Field("", description="A place, area, country or organisation", examples=["kansai"])
    between: Between = Field([], examples=[["kansai", "china"]])
    kind: TieType | None = Field(None, description="A type of tie, or a narrower one")


class FiguresAsked(ScopeAsked):
    """Which ties are counted."""

    field: FieldName | None = Field(None, description="A field of exchange they were lived in")
    country: str = Field("", description="The country of a party, by code or name", examples=["CN"])


class NetworkAsked(ScopeAsked):
    """Which ties, and whether betweenness too."""

    betweenness: bool = Field(False, description="Also exact betweenness, which takes longer")


def _add_question(name: str) -> None:
    """Add the address of a question, its parameters and its answer as its file says them."""
    file, text = question_file(name), Messages("en").text
    shared = Clocks.model_fields
    fields: dict[str, Any] = {n: (str, shared[n]) for n in (*times_of(file), "lang")}
    fields |= {
        field: (str, Field("", description=text(parameter.about.label)))
        for parameter in parameters(file.Question)
        for field in parameter.names
    }
    asked: Any = create_model(f"{name.capitalize()}Question", __base__=Schema, **fields)

    def answer(request: HttpRequest, query: Any) -> HttpResponse:
        given = query.dict()
        question = read_question(file.Question, lambda field: str(given.get(field, "")))
        if question is None:
            raise missing(file.Question)
        here = visit(request)
        found, wording = ask(file, question, here.times, here.messages)
        return written(records_of(file, found, wording, here.times).to_json())

    answer.__name__ = f"ask_{name}"
    answer.__annotations__["query"] = Query[asked]  # made here, so that no annotation can name it
    columns = file.COLUMNS if isinstance(file.COLUMNS, Mapping) else {name: file.COLUMNS}
    content = {JSON: {"schema": schema(columns)}}
    router.get(
        f"/questions/{name}",
        summary=text(f"web-{name}-title"),
        description=text(f"web-{name}-lead"),
        openapi_extra={"responses": {200: {"description": "OK", "content": content}}},
    )(answer)


for _name in QUESTIONS:
    _add_question(_name)


@router.get("/search", response=Found, summary="Search names, facts and passages")
def search(request: HttpRequest, asked: Query[SearchAsked]) -> Any:
    """What holds all the words, names also by another spelling of the same sounds."""
    kinds = (asked.found,) if asked.found else ()
    question = SearchQuestion(asked.q, kinds, asked.limit)
    return hits(request, search_register(question, visit(request).times))


@router.get("/figures", response=Figures, summary="Count ties and governments")
def get_figures(request: HttpRequest, asked: Query[FiguresAsked]) -> Any:
    """How many ties stood on the day, and how many local governments had one: certain and possible."""
    question = ties_question(asked.of, asked.between, asked.kind, asked.field)
    return figures(
        request, count_ties(question, visit(request).times, asked.country), question, asked.country
    )


@router.get("/network", response=Network, summary="The network of ties")
def get_network(request: HttpRequest, asked: Query[NetworkAsked]) -> Any:
    """Nodes, links and measures of the ties asked for, as they stood on the day."""
    answer = measure_network(scope_question(request, asked), betweenness=asked.betweenness)
    return network(request, answer)


def scope_question(request: HttpRequest, asked: ScopeAsked) -> ScopeQuestion:
    """The question about many ties that a request asks. Raises BadQuestion for a number of sides other than
    two."""
    here = visit(request)
    question = ties_question(asked.of, asked.between, asked.kind, None)
    return ScopeQuestion(
        here.day.number, here.known_at, question.of, question.between, question.kind
    )
