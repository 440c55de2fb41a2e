"""Ties, governments, and everything else of the register by kind and id, as they stood
on a day.

The shape of a kind is read off its one definition.
"""

from functools import cache
from typing import Annotated, Any, Literal, Union

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BeforeValidator, Field, create_model

from kizuna.claims import vocabulary
from kizuna.claims.kinds import KINDS, LocalGovernment, ValueType, properties_of
from kizuna.errors import NotFound
from kizuna.publish.measures import measures_json
from kizuna.publish.records import fact_record, tie_record
from kizuna.publish.wording import Wording
from kizuna.register.places import government_of
from kizuna.register.ties import TieOnDay, counting_parties, parties_in_order
from kizuna.web.api.v1 import shapes
from kizuna.web.api.v1.door import JSON
from kizuna.web.rendering import Visit, visit
from kizuna.workflows.list_ties import Question as TiesQuestion
from kizuna.workflows.list_ties import fields_on
from kizuna.workflows.paging import page_governments, page_of_kind, page_ties
from kizuna.workflows.show import Thing, related_json, thing

entities, ties = Router(), Router()
Slug = Annotated[
    str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", description="The id after its kind")
]
KindName = Literal[tuple(KINDS)]
Level = Literal[tuple(vocabulary.scheme("levels"))]
TieType = Literal[tuple(vocabulary.scheme("tie-types"))]
FieldName = Literal[tuple(vocabulary.scheme("fields"))]
Answered = Literal["certain", "possible", "no"]
_SIDES = "Two areas, countries or local governments: give it twice"


class GovernmentsAsked(shapes.Paged):
    """Which governments."""

    country: str = Field(
        "", description="A country by its code or name", examples=["JP"]
    )
    level: Level | None = Field(
        None, description="A level of government, or a narrower one"
    )
    part_of: str = Field(
        "", description="An area or government that they lie in", examples=["kansai"]
    )
    q: str = Field(
        "",
        description="Words of a name, in any script and spelling",
        examples=["Осака"],
    )


class ScopeAsked(shapes.Clocks):
    """Which ties."""

    of: str = Field(
        "", description="A place, area, country or organisation", examples=["osaka"]
    )
    between: list[str] = Field(
        [], max_length=2, description=_SIDES, examples=[["kansai", "china"]]
    )
    kind: TieType | None = Field(None, description="A type of tie, or a narrower one")

    @property
    def scope(self) -> tuple[str, tuple[str, ...], str]:
        """The place, the sides and the kind that are asked for, as questions about many
        ties take them.
        """
        return self.of.strip(), tuple(self.between), self.kind or ""


class FiguresAsked(ScopeAsked):
    """Which ties are counted."""

    field: FieldName | None = Field(
        None, description="A field of exchange it was lived in"
    )
    country: str = Field(
        "", description="The country of a party, by code or name", examples=["CN"]
    )

    @property
    def question(self) -> TiesQuestion:
        """The question about ties that is asked."""
        return TiesQuestion(*self.scope, self.field or "")


class TiesAsked(FiguresAsked, shapes.Paged):
    """Which ties."""

    standing: Literal["certain", "possible", "any"] = Field(
        "possible",
        description=(
            "Those that certainly stood on the day, that possibly did too, or any"
        ),
    )
    brief: bool = Field(
        False,
        description=(
            "Tell of each tie only who is tied to whom, and when that was in force"
        ),
    )


class Rested(shapes.OfFact):
    """A value with the claims that it rests on."""

    value: Annotated[str, BeforeValidator(str)]


class RestedName(shapes.OfFact, shapes.Named):
    """A name with the claims that give it."""

    valid: shapes.Dated | None


class RestedPoint(shapes.OfFact, shapes.Placed):
    """A point with the claims that give it."""


class Government(shapes.Summary):
    """A local government as it was on the day; null is what nobody says."""

    names: list[RestedName]
    level: Rested | None = Field(description="A concept of the vocabulary `levels`")
    country: Rested | None = Field(description="ISO 3166-1 alpha-2")
    part_of: Rested | None
    point: RestedPoint | None
    identifiers: list[Rested]
    ties: shapes.Address = Field(description="Where its ties are listed")
    claims: shapes.Address = Field(description="Where all claims about it are listed")


class OneGovernment(Government, shapes.Asked):
    """A local government by itself."""


class Fact(shapes.Shape):
    """One value of a property with the claims that say so, the strongest first."""

    valid: shapes.Dated | None = Field(
        description="When it holds; null when no claim says so"
    )
    preferred: bool = Field(description="false for what a rival is put before")
    counts: bool = Field(
        description="false where no claim with a source says that it is so"
    )
    certainty: shapes.CertaintyOf = Field(description="That of the surest claim")
    claims: list[shapes.ClaimId] = Field(min_length=1)
    denied_by: list[shapes.ClaimId]


class Related(shapes.Shape):
    """What refers to the entity by one of its own properties."""

    kind: str
    property: str
    ids: list[shapes.EntityId]


class Whole(shapes.Asked, shapes.Summary):
    """All that is held of an entity, as of a day and as known at a time."""

    related: list[Related]
    claims: shapes.Address = Field(description="Where all claims about it are listed")


class Reached(shapes.OfFact):
    """A stage that a tie reached, when, and what that date rests on."""

    stage: Literal[tuple(vocabulary.scheme("stages"))]
    date: shapes.Dated | None = Field(description="null when no source gives one")
    basis: Literal[tuple(vocabulary.scheme("date-bases"))] | None


class StatusThen(shapes.OfFact):
    """A status with the span in which it holds."""

    status: Literal[tuple(vocabulary.scheme("statuses"))]
    valid: shapes.Dated | None


class Lived(shapes.Shape):
    """A field of exchange that may have begun by the day."""

    concept: FieldName
    since: Annotated[shapes.Dated | None, shapes.UNKNOWN] = Field(
        description="null when no source says since when"
    )
    claims: list[shapes.ClaimId] = Field(min_length=1)


class Party(shapes.Shape):
    """A party of a tie; level and country are those of the local government that it is
    or belongs to.
    """

    id: shapes.EntityId
    label: str
    level: Level | None
    country: str | None


class InForce(shapes.Shape):
    """Of what type a tie is, and when it was in force."""

    type: TieType | None
    in_force: Answered = Field(
        description="Whether it stood on the day, for sure or possibly"
    )
    span: shapes.Bounds | None = Field(
        description="When it was in force; null: never, as far as verified"
    )


class ListedTie(InForce, shapes.Summary):
    """A tie as it stood on the day."""

    parties: list[Party]
    established: Reached | None = Field(description="When it was formally entered into")
    stage: Reached | None = Field(
        description="The furthest stage that it may have reached by the day"
    )
    status: StatusThen | None
    fields: list[Lived]
    parent: shapes.EntityId | None = Field(
        description="The wider tie that it runs under"
    )
    claims: list[shapes.ClaimId] = Field(
        min_length=1, description="What its being listed rests on"
    )


class BriefTie(InForce):
    """A tie in brief: who is tied to whom, and when that was in force."""

    id: shapes.EntityId
    parties: list[shapes.EntityId] = Field(
        description="Those that a source gives, in order of id"
    )
    page: shapes.Address
    claims: shapes.Address = Field(
        description="Where the claims that it rests on are listed"
    )


class OneTie(ListedTie, shapes.Asked):
    """A tie by itself."""

    facts: shapes.Address = Field(description="All that is held of it, fact by fact")
    measures: dict[str, object] = Field(
        description="The MEASURES object of the reference of measures"
    )


_OF_KIND = "A page of entities of one kind, in order of id."
_HOMES = "A page of local governments, in order of id."
Entities = shapes.page_of("Entities", shapes.Summary, _OF_KIND)
Governments = shapes.page_of("Governments", Government, _HOMES)
Ties = shapes.page_of("Ties", ListedTie, "A page of ties, in order of id.")
BriefTies = shapes.page_of(
    "BriefTies", BriefTie, "A page of ties in brief, in order of id."
)


@cache
def fact_of(kind: ValueType[Any]) -> Any:
    """The shape of a fact of a type: `StagesConceptFact`, `ReferenceFact` ..., one for
    each that differs.
    """
    said = kind.detail if kind.key == "concept" else ()
    words = "-".join([*said, kind.key, "fact"]).split("-")
    name = "".join(map(str.capitalize, words))
    return create_model(name, __base__=Fact, value=(shapes.shape_of(kind), ...))


def whole_of(prefix: str) -> type[Whole]:
    """The shape of an entity of a kind."""
    kind = KINDS[prefix]
    held: dict[str, Any] = {
        name: (list[fact_of(one.type)], ...)  # type: ignore[misc]
        for name, one in properties_of(kind).items()
    }
    about = (
        f"The facts of each property of the kind {prefix}; empty where nothing is"
        " recorded."
    )
    facts = create_model(
        f"{kind.__name__}Facts", __base__=shapes.Shape, __doc__=about, **held
    )
    parts: dict[str, Any] = {"kind": (Literal[prefix], ...), "facts": (facts, ...)}
    return create_model(kind.__name__, __base__=Whole, __doc__=kind.__doc__, **parts)


AnyWhole = Annotated[
    Union[tuple(whole_of(prefix) for prefix in KINDS)],  # noqa: UP007
    Field(discriminator="kind"),
]
"""An entity of any kind."""


@entities.get("/governments", response=Governments, summary="List local governments")
def list_governments(request: HttpRequest, asked: Query[GovernmentsAsked]) -> Any:
    """Local governments in order of id, as they were on the day."""
    meant = (asked.country, asked.level or "", asked.part_of, asked.q)
    found = page_governments(visit(request).times, shapes.part(request, asked), *meant)
    said = shapes.wording(request, found.register)
    items = (_government(request, said, held) for held in found.things)
    return shapes.listed(request, items, found.after)


@entities.get(
    "/governments/{slug}", response=OneGovernment, summary="One local government"
)
def get_government(
    request: HttpRequest, slug: Path[Slug], asked: Query[shapes.Clocks]
) -> Any:
    """A local government as it was on the day."""
    found = _found(f"government/{slug}", visit(request))
    assert isinstance(found.entity, LocalGovernment)
    return _government(request, shapes.wording(request, found.register), found.entity)


@entities.get(
    "/entities/{kind}", response=Entities, summary="List the entities of a kind"
)
def list_entities(
    request: HttpRequest, kind: Path[KindName], asked: Query[shapes.Paged]
) -> Any:
    """Everything of one kind in order of id, each with its name."""
    found = page_of_kind(
        KINDS[kind], shapes.part(request, asked), visit(request).known_at
    )
    said = shapes.wording(request, found.register)
    items = (shapes.summary(said, held.id) for held in found.things)
    return shapes.listed(request, items, found.after)


@entities.get(
    "/entities/{kind}/{slug}",
    response=AnyWhole,
    summary="All that is held of one entity",
)
def get_entity(
    request: HttpRequest,
    kind: Path[KindName],
    slug: Path[Slug],
    asked: Query[shapes.Clocks],
) -> Any:
    """Every fact with its claims, rivals and denials, and what refers to it. With a
    day, facts that certainly do not hold on it are left out.
    """
    found = _found(f"{kind}/{slug}", visit(request))
    facts: dict[str, list[Any]] = {
        name: [] for name in properties_of(type(found.entity))
    }
    for item in found.facts:
        facts[item.property].append({**fact_record(item), "value": item.fact.value})
    return {
        **shapes.summary(shapes.wording(request, found.register), found.entity.id),
        "facts": facts,
        "related": related_json(found),
        "claims": shapes.claims_about(found.entity.id),
    }


@ties.get("/ties", response=Ties | BriefTies, summary="List ties")
def list_ties(request: HttpRequest, asked: Query[TiesAsked]) -> Any:
    """Ties in order of id, each as it stood on the day, certainly or possibly; in brief
    on request.
    """
    question, times = asked.question, visit(request).times
    found = page_ties(
        question, times, shapes.part(request, asked), asked.country, asked.standing
    )
    shape = BriefTies if asked.brief else Ties
    said = shapes.wording(request, found.register)
    items = (_brief(tie) if asked.brief else _listed(tie, said) for tie in found.things)
    listed = shapes.listed(request, items, found.after)
    shown = shape.model_validate(listed, context={"request": request})
    return HttpResponse(shown.model_dump_json(), content_type=JSON)


@ties.get("/ties/{slug}", response=OneTie, summary="One tie")
def get_tie(request: HttpRequest, slug: Path[Slug], asked: Query[shapes.Clocks]) -> Any:
    """A tie as it stood on the day, with its measures."""
    found, clocks = _found(f"tie/{slug}", visit(request)), visit(request).clocks()
    tie = found.on_day
    assert tie is not None
    return {
        **dict(_listed(tie, shapes.wording(request, found.register))),
        "facts": shapes.address(f"/entities/tie/{slug}", **clocks),
        "measures": measures_json(found.measures(tie)),
    }


def _found(ref: str, here: Visit) -> Thing:
    if (found := thing(ref, here.times)) is None:
        raise NotFound(f"nothing was recorded of {ref!r} by {here.known_text}")
    return found


def _government(
    request: HttpRequest, said: Wording, held: LocalGovernment
) -> dict[str, Any]:
    day = visit(request).day.number
    return {
        **shapes.summary(said, held.id),
        "names": [fact for fact in held.name if fact.counts and fact.may_hold(day)],
        "level": held.level.on(day),
        "country": held.country.on(day),
        "part_of": held.part_of.on(day),
        "point": held.point.best,
        "identifiers": [*held.identifier],
        "ties": shapes.address("/ties", of=held.id),
        "claims": shapes.claims_about(held.id),
    }


def _brief(tie: TieOnDay) -> BriefTie:
    return BriefTie.read(
        tie,
        type=tie.tie.type.value,
        in_force=tie.answer.name.lower(),
        parties=counting_parties(tie.tie),
        page=f"/{tie.id}",
        claims=shapes.claims_about(tie.id),
    )


def _listed(tie: TieOnDay, said: Wording) -> ListedTie:
    """A tie as it stood on the day asked about: its row, with objects that name their
    claims in place of words.
    """
    row, parties = tie_record(tie, said.register, said.name), []
    for ref in parties_in_order(tie.tie):
        home = government_of(said.register, ref)
        level = home.level.value_on(tie.day) if home else None
        country = home.country.value_on(tie.day) if home else None
        parties.append(
            {"id": ref, "label": said.name(ref), "level": level, "country": country}
        )
    return ListedTie.read(
        tie,
        **{name: row[name] for name in ("type", "in_force", "parent", "claims")},
        **shapes.summary(said, tie.id),
        parties=parties,
        fields=fields_on(said.register, tie),
    )
