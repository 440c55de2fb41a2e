"""Governments, areas, organisations and everything else of the register, by kind and id.

The shape of a kind is read off its one definition.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal, Union

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import BeforeValidator, Field, create_model

from kizuna.claims import vocabulary
from kizuna.claims.kinds import KINDS, Entity, LocalGovernment, ValueType, properties_of
from kizuna.errors import NotFound
from kizuna.publish.records import fact_record
from kizuna.publish.wording import Wording
from kizuna.register.places import fact_on, level_on
from kizuna.web.api.v1.asked import (
    Clocks,
    Paged,
    address,
    after,
    claims_about,
    clocks,
    listed,
    summary,
    wording,
)
from kizuna.web.api.v1.shapes import (
    Address,
    Asked,
    CertaintyOf,
    ClaimId,
    Dated,
    EntityId,
    Named,
    OfFact,
    Page,
    Placed,
    Shape,
    Summary,
    shape_of,
)
from kizuna.web.visit import Visit, visit
from kizuna.workflows.paging import GovernmentsQuestion, page_governments, page_of_kind
from kizuna.workflows.show import Thing, related_json, thing

router = Router()
Slug = Annotated[
    str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", description="The id after its kind")
]
KindName = Literal[tuple(KINDS)]  # type: ignore[valid-type]
Level = Literal[tuple(vocabulary.scheme("levels"))]  # type: ignore[valid-type]


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


class Entities(Page):
    """A page of entities of one kind, in order of id."""

    items: list[Summary]


class Rested(OfFact):
    """A value with the claims that it rests on."""

    value: Annotated[str, BeforeValidator(str)]


class RestedName(OfFact, Named):
    """A name with the claims that give it."""

    valid: Dated | None


class RestedPoint(OfFact, Placed):
    """A point with the claims that give it."""


class Government(Summary):
    """A local government as it was on the day; null is what nobody says."""

    names: list[RestedName]
    level: Rested | None = Field(description="A concept of the vocabulary `levels`")
    country: Rested | None = Field(description="ISO 3166-1 alpha-2")
    part_of: Rested | None
    point: RestedPoint | None
    identifiers: list[Rested]
    ties: Address = Field(description="Where its ties are listed")
    claims: Address = Field(description="Where all claims about it are listed")


class Governments(Page):
    """A page of local governments, in order of id."""

    items: list[Government]


class OneGovernment(Government, Asked):
    """A local government by itself."""


class Fact(Shape):
    """One value of a property with the claims that say so, the strongest first."""

    valid: Dated | None = Field(description="When it holds; null when no claim says so")
    preferred: bool = Field(description="false for what a rival is put before")
    counts: bool = Field(description="false where no claim with a source says that it is so")
    certainty: CertaintyOf = Field(description="That of the surest claim")
    claims: list[ClaimId] = Field(min_length=1)
    denied_by: list[ClaimId]


class Related(Shape):
    """What refers to the entity by one of its own properties."""

    kind: str
    property: str
    ids: list[EntityId]


class Whole(Asked, Summary):
    """All that is held of an entity, as of a day and as known at a time."""

    related: list[Related]
    claims: Address = Field(description="Where all claims about it are listed")


@cache
def fact_of(kind: ValueType[Any]) -> type[Fact]:
    """The shape of a fact of a type."""
    return create_model(_name_of(kind), __base__=Fact, value=(shape_of(kind), ...))


def _name_of(kind: ValueType[Any]) -> str:
    """`StagesConceptFact`, `ReferenceFact` ...: one for each shape that differs."""
    said = kind.detail if kind.key == "concept" else ()
    words = "-".join([*said, kind.key]).split("-")
    return "".join(word.capitalize() for word in words) + "Fact"


@cache
def whole_of(prefix: str) -> type[Whole]:
    """The shape of an entity of a kind."""
    kind = KINDS[prefix]
    facts = create_model(
        f"{kind.__name__}Facts",
        __base__=Shape,
        __doc__=f"The facts of each property of the kind {prefix}; empty where nothing is recorded.",
        **_fields_of(kind),
    )
    return create_model(
        kind.__name__,
        __base__=Whole,
        __doc__=kind.__doc__,
        kind=(Literal[prefix], ...),
        facts=(facts, ...),
    )


def _fields_of(kind: type[Entity]) -> dict[str, Any]:
    return {
        name: (list[fact_of(definition.type)], ...)  # type: ignore[misc]
        for name, definition in properties_of(kind).items()
    }


AnyWhole = Annotated[
    Union[tuple(whole_of(prefix) for prefix in KINDS)],  # noqa: UP007
    Field(discriminator="kind"),
]
"""An entity of any kind."""


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
    return listed(request, (_government(request, said, g) for g in found.things), found.after)


@router.get("/governments/{slug}", response=OneGovernment, summary="One local government")
def get_government(request: HttpRequest, slug: Path[Slug], asked: Query[Clocks]) -> Any:
    """A local government as it was on the day."""
    found = _found(f"government/{slug}", visit(request))
    held = found.register.get(found.entity.id, LocalGovernment)
    assert held is not None
    return {**_government(request, wording(request, found.register), held), **clocks(request)}


@router.get("/entities/{kind}", response=Entities, summary="List the entities of a kind")
def list_entities(request: HttpRequest, kind: Path[KindName], asked: Query[Paged]) -> Any:
    """Everything of one kind in order of id, each with its name."""
    found = page_of_kind(KINDS[kind], asked.limit, after(request), visit(request).known_at)
    said = wording(request, found.register)
    return listed(request, (summary(said, held.id) for held in found.things), found.after)


@router.get("/entities/{kind}/{slug}", response=AnyWhole, summary="All that is held of one entity")
def get_entity(
    request: HttpRequest, kind: Path[KindName], slug: Path[Slug], asked: Query[Clocks]
) -> Any:
    """Every fact with its claims, rivals and denials, and what refers to it. With a day, facts that certainly
    do not hold on it are left out."""
    return _whole(request, _found(f"{kind}/{slug}", visit(request)))


def _found(ref: str, here: Visit) -> Thing:
    found = thing(ref, here.times).shown
    if found is None:
        raise NotFound(f"nothing was recorded of {ref!r} by {here.known_text}")
    return found


def _whole(request: HttpRequest, found: Thing) -> dict[str, Any]:
    """All that is held of an entity, by the properties of its kind."""
    entity = found.entity
    facts: dict[str, list[Any]] = {name: [] for name in properties_of(type(entity))}
    for item in found.facts:
        facts[item.property].append({**fact_record(item), "value": item.fact.value})
    return {
        **summary(wording(request, found.register), entity.id),
        **clocks(request),
        "facts": facts,
        "related": related_json(found),
        "claims": claims_about(entity.id),
    }


def _government(request: HttpRequest, said: Wording, held: LocalGovernment) -> dict[str, Any]:
    """A local government as it was on the day asked about."""
    day = visit(request).day.number
    return {
        **summary(said, held.id),
        "names": [fact for fact in held.name if fact.counts and fact.may_hold(day)],
        "level": level_on(held, day),
        "country": fact_on(held.country, day),
        "part_of": fact_on(held.part_of, day),
        "point": held.point.best,
        "identifiers": [*held.identifier],
        "ties": address("/ties", of=held.id),
        "claims": claims_about(held.id),
    }
