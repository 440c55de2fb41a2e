"""Governments, areas, organisations and everything else of the register, by kind and id."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from kizuna.claims.kinds import KINDS, LocalGovernment
from kizuna.errors import NotFound
from kizuna.web.api.v1.cursors import after
from kizuna.web.api.v1.parameters import Clocks, Paged
from kizuna.web.api.v1.shapes.entities import AnyWhole
from kizuna.web.api.v1.shapes.lists import (
    Entities,
    Governments,
    KindName,
    Level,
    OneGovernment,
)
from kizuna.web.api.v1.shown.asked import clocks, listed, wording
from kizuna.web.api.v1.shown.entities import government, summary, whole
from kizuna.web.visit import Visit, visit
from kizuna.workflows.page_governments import GovernmentsQuestion, page_governments
from kizuna.workflows.paging import Walk, page
from kizuna.workflows.show import Thing, thing

router = Router()
Slug = Annotated[
    str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", description="The id after its kind")
]


class GovernmentsAsked(Paged):
    """Which governments."""

    country: str = Field("", description="A country by its code or name", examples=["JP"])
    level: Level | None = Field(None, description="A level of government, or a narrower one")
    part_of: str = Field(
        "", description="An area or government that they lie in", examples=["kansai"]
    )
    q: str = Field(
        "", description="Words of a name, in any script and spelling", examples=["Осака"]
    )


@router.get("/governments", response=Governments, summary="List local governments")
def list_governments(request: HttpRequest, asked: Query[GovernmentsAsked]) -> Any:
    """Local governments in order of id, as they were on the day."""
    here = visit(request)
    found = page_governments(
        GovernmentsQuestion(
            day=here.day.number,
            known_at=here.known_at,
            country=asked.country,
            level=asked.level or "",
            part_of=asked.part_of,
            words=asked.q,
            after=after(request),
            limit=asked.limit,
        )
    )
    said = wording(request, found.register)
    return listed(request, (government(request, said, g) for g in found.things), found.after)


@router.get("/governments/{slug}", response=OneGovernment, summary="One local government")
def get_government(request: HttpRequest, slug: Path[Slug], asked: Query[Clocks]) -> Any:
    """A local government as it was on the day."""
    found = _found(f"government/{slug}", visit(request))
    held = found.register.get(found.entity.id, LocalGovernment)
    assert held is not None
    return {**government(request, wording(request, found.register), held), **clocks(request)}


@router.get("/entities/{kind}", response=Entities, summary="List the entities of a kind")
def list_entities(request: HttpRequest, kind: Path[KindName], asked: Query[Paged]) -> Any:
    """Everything of one kind in order of id, each with its name."""
    walk = Walk(KINDS[kind], asked.limit, after(request), visit(request).known_at)
    found = page(walk)
    said = wording(request, found.register)
    return listed(request, (summary(said, held.id) for held in found.things), found.after)


@router.get("/entities/{kind}/{slug}", response=AnyWhole, summary="All that is held of one entity")
def get_entity(
    request: HttpRequest, kind: Path[KindName], slug: Path[Slug], asked: Query[Clocks]
) -> Any:
    """Every fact with its claims, rivals and denials, and what refers to it. With a day, facts that certainly
    do not hold on it are left out."""
    return whole(request, _found(f"{kind}/{slug}", visit(request)))


def _found(ref: str, here: Visit) -> Thing:
    found = thing(ref, here.times).shown
    if found is None:
        raise NotFound(f"nothing was recorded of {ref!r} by {here.known_text}")
    return found
