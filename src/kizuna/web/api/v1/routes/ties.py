"""Ties: those of a place, between two sides, of a kind, in a field, with a country, as they stood on a day."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from kizuna.claims import vocabulary
from kizuna.errors import NotFound
from kizuna.publish.measures import measures_json
from kizuna.publish.records import tie_record
from kizuna.publish.wording import Wording
from kizuna.register.places import government_of, level_on, on_day
from kizuna.register.status import TieOnDay
from kizuna.register.ties import counting_parties, parties_in_order
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
from kizuna.web.api.v1.door import JSON
from kizuna.web.api.v1.routes.entities import Level, Slug
from kizuna.web.api.v1.shapes import (
    UNKNOWN,
    Address,
    Asked,
    Bounds,
    ClaimId,
    Dated,
    EntityId,
    OfFact,
    Page,
    Shape,
    Summary,
)
from kizuna.web.visit import visit
from kizuna.workflows.list_ties import TiesQuestion, fields_on
from kizuna.workflows.paging import TiesPageQuestion, page_ties
from kizuna.workflows.show import thing, tie_of

router = Router()
Between = Annotated[
    list[str],
    Field(max_length=2, description="Two areas, countries or local governments: give it twice"),
]
TieType = Literal[tuple(vocabulary.scheme("tie-types"))]  # type: ignore[valid-type]
FieldName = Literal[tuple(vocabulary.scheme("fields"))]  # type: ignore[valid-type]
Stage = Literal[tuple(vocabulary.scheme("stages"))]  # type: ignore[valid-type]
Status = Literal[tuple(vocabulary.scheme("statuses"))]  # type: ignore[valid-type]
Basis = Literal[tuple(vocabulary.scheme("date-bases"))]  # type: ignore[valid-type]
Answered = Literal["certain", "possible", "no"]


class ScopeAsked(Clocks):
    """Which ties."""

    of: str = Field("", description="A place, area, country or organisation", examples=["osaka"])
    between: Between = Field([], examples=[["kansai", "china"]])
    kind: TieType | None = Field(None, description="A type of tie, or a narrower one")


class FiguresAsked(ScopeAsked):
    """Which ties are counted."""

    field: FieldName | None = Field(None, description="A field of exchange it was lived in")
    country: str = Field("", description="The country of a party, by code or name", examples=["CN"])

    @property
    def question(self) -> TiesQuestion:
        """The question about ties that is asked."""
        field, kind = self.field or "", self.kind or ""
        return TiesQuestion(self.of.strip(), tuple(self.between), field=field, kind=kind)


class TiesAsked(FiguresAsked, Paged):
    """Which ties."""

    standing: Literal["certain", "possible", "any"] = Field(
        "possible",
        description="Those that certainly stood on the day, that possibly did too, or any",
    )
    brief: bool = Field(
        False,
        description="Tell of each tie only who is tied to whom, and when that was in force",
    )


class Reached(OfFact):
    """A stage that a tie reached, when, and what that date rests on."""

    stage: Stage
    date: Dated | None = Field(description="null when no source gives one")
    basis: Basis | None


class StatusThen(OfFact):
    """A status with the span in which it holds."""

    status: Status
    valid: Dated | None


class Lived(Shape):
    """A field of exchange that may have begun by the day."""

    concept: FieldName
    since: Annotated[Dated | None, UNKNOWN] = Field(
        description="null when no source says since when"
    )
    claims: list[ClaimId] = Field(min_length=1)


class Party(Shape):
    """A party of a tie; level and country are those of the local government that it is or belongs to."""

    id: EntityId
    label: str
    level: Level | None
    country: str | None


class InForce(Shape):
    """Of what type a tie is, and when it was in force."""

    type: TieType | None
    in_force: Answered = Field(description="Whether it stood on the day, for sure or possibly")
    span: Bounds | None = Field(description="When it was in force; null: never, as far as verified")


class ListedTie(InForce, Summary):
    """A tie as it stood on the day."""

    parties: list[Party]
    established: Reached | None = Field(description="When it was formally entered into")
    stage: Reached | None = Field(
        description="The furthest stage that it may have reached by the day"
    )
    status: StatusThen | None
    fields: list[Lived]
    parent: EntityId | None = Field(description="The wider tie that it runs under")
    claims: list[ClaimId] = Field(min_length=1, description="What its being listed rests on")


class Ties(Page):
    """A page of ties, in order of id."""

    items: list[ListedTie]


class BriefTie(InForce):
    """A tie in brief: who is tied to whom, and when that was in force."""

    id: EntityId
    parties: list[EntityId] = Field(description="Those that a source gives, in order of id")
    page: Address
    claims: Address = Field(description="Where the claims that it rests on are listed")


class BriefTies(Page):
    """A page of ties in brief, in order of id."""

    items: list[BriefTie]


class OneTie(ListedTie, Asked):
    """A tie by itself."""

    facts: Address = Field(description="All that is held of it, fact by fact")
    measures: dict[str, object] = Field(
        description="The MEASURES object of the reference of measures"
    )


@router.get("/ties", response=Ties | BriefTies, summary="List ties")
def list_ties(request: HttpRequest, asked: Query[TiesAsked]) -> Any:
    """Ties in order of id, each as it stood on the day, certainly or possibly; in brief on request."""
    here = visit(request)
    following = (asked.standing, after(request), asked.limit)
    found = page_ties(TiesPageQuestion(asked.question, here.times, asked.country, *following))
    shape: type[Ties | BriefTies] = BriefTies if asked.brief else Ties
    said = wording(request, found.register)
    items = (_brief(tie) if asked.brief else _listed(tie, said) for tie in found.things)
    shown = shape.model_validate(listed(request, items, found.after))
    return HttpResponse(shown.model_dump_json(), content_type=JSON)


@router.get("/ties/{slug}", response=OneTie, summary="One tie")
def get_tie(request: HttpRequest, slug: Path[Slug], asked: Query[Clocks]) -> Any:
    """A tie as it stood on the day, with its measures."""
    here = visit(request)
    answer = thing(f"tie/{slug}", here.times)
    found = tie_of(answer)
    if found is None:
        raise NotFound(f"nothing was recorded of 'tie/{slug}' by {here.known_text}")
    return {
        **dict(_listed(found.on_day, wording(request, answer.register))),
        **clocks(request),
        "facts": address(f"/entities/tie/{slug}", **here.clocks()),
        "measures": measures_json(found.measures),
    }


def _brief(tie: TieOnDay) -> BriefTie:
    """A tie in brief."""
    return BriefTie.read(
        tie,
        type=tie.tie.type.value,
        in_force=tie.answer.name.lower(),
        parties=counting_parties(tie.tie),
        page=f"/{tie.id}",
        claims=claims_about(tie.id),
    )


def _listed(tie: TieOnDay, said: Wording) -> ListedTie:
    """A tie as it stood on the day asked about: its row, with objects that name their claims in place of words."""
    row = tie_record(tie, said.register, said.name)
    return ListedTie.read(
        tie,
        **{name: row[name] for name in ("type", "in_force", "parent", "claims")},
        **summary(said, tie.id),
        parties=[_party(said, party, tie.day) for party in parties_in_order(tie.tie)],
        fields=fields_on(said.register, tie),
    )


def _party(said: Wording, ref: str, day: int) -> dict[str, Any]:
    home = government_of(said.register, ref)
    level = level_on(home, day) if home else None
    return {
        "id": ref,
        "label": said.name(ref),
        "level": level.value if level else None,
        "country": on_day(home.country, day) if home else None,
    }
