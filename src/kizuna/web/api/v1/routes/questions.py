"""Search, counts and the network of ties."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from kizuna.web.api.v1.parameters import MOST, Clocks
from kizuna.web.api.v1.routes.ties import Between, ties_question
from kizuna.web.api.v1.shapes.answers import Figures, Found, Network
from kizuna.web.api.v1.shapes.lists import FieldName, TieType
from kizuna.web.api.v1.shown.answers import figures, hits, network
from kizuna.web.visit import visit
from kizuna.workflows.count_ties import count_ties
from kizuna.workflows.network import measure_network
from kizuna.workflows.scoping import ScopeQuestion
from kizuna.workflows.search import KINDS
from kizuna.workflows.search import search as search_register

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


@router.get("/search", response=Found, summary="Search names, facts and passages")
def search(request: HttpRequest, asked: Query[SearchAsked]) -> Any:
    """What holds all the words, names also by another spelling of the same sounds."""
    kinds = (asked.found,) if asked.found else KINDS
    known_at = visit(request).known_at
    return hits(
        request, search_register(asked.q, limit=asked.limit, kinds=kinds, known_at=known_at)
    )


@router.get("/figures", response=Figures, summary="Count ties and governments")
def get_figures(request: HttpRequest, asked: Query[FiguresAsked]) -> Any:
    """How many ties stood on the day, and how many local governments had one: certain and possible."""
    question = ties_question(visit(request), asked.of, asked.between, asked.kind, asked.field)
    return figures(request, count_ties(question, asked.country), question, asked.country)


@router.get("/network", response=Network, summary="The network of ties")
def get_network(request: HttpRequest, asked: Query[NetworkAsked]) -> Any:
    """Nodes, links and measures of the ties asked for, as they stood on the day."""
    answer = measure_network(scope_question(request, asked), betweenness=asked.betweenness)
    return network(request, answer)


def scope_question(request: HttpRequest, asked: ScopeAsked) -> ScopeQuestion:
    """The question about many ties that a request asks. Raises BadQuestion for a number of sides other than
    two."""
    here = visit(request)
    question = ties_question(here, asked.of, asked.between, asked.kind, None)
    return ScopeQuestion(
        question.day, question.known_at, question.of, question.between, question.kind
    )
