"""What all shapes share: nothing is in an answer that its schema does not say."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kizuna.values import Span, day_text
from kizuna.values.spans import OPEN_END, OPEN_START


class Shape(BaseModel):
    """An object of an answer."""

    model_config = ConfigDict(extra="forbid")


ClaimId = Annotated[
    str, Field(pattern="^[0-9a-f]{32}$", description="A claim: /api/v1/claims/{id}/evidence")
]
EntityId = Annotated[
    str,
    Field(
        pattern="^[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*$",
        description="An id: /api/v1/entities/{id}",
    ),
]
Sided = Annotated[str, Field(description="An entity's id, or the code of a country (ISO 3166-1)")]
Address = Annotated[str, Field(description="An address of this server")]


class Bounds(Shape):
    """When something began and ended: each between two days (ISO 8601), both inclusive. null: there is no such
    day, it has always been so or has no end."""

    start_earliest: str | None
    start_latest: str | None
    end_earliest: str | None
    end_latest: str | None


class Dated(Bounds):
    """A date or interval as EDTF (ISO 8601-2:2019), with the four bounds of what it may mean."""

    edtf: str


def bounds(span: Span) -> dict[str, str | None]:
    """A span as BOUNDS."""
    days = (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest)
    return dict(zip(Bounds.model_fields, map(_day, days), strict=True))


def _day(day: int) -> str | None:
    return None if day in (OPEN_START, OPEN_END) else day_text(day)


class Stated(Shape):
    """A total that a source states, beside what the register counts."""

    value: dict[str, object]
    holder: EntityId
    claims: list[ClaimId]


class Counted(Shape):
    """A count: how many there are on every reading of the evidence, and on at least one; with the claims that
    it rests on, or the address that lists what is counted."""

    certain: int = Field(ge=0)
    possible: int = Field(ge=0)
    claims: list[ClaimId] | None = Field(description="null where `listed_at` lists them instead")
    listed_at: Address | None
