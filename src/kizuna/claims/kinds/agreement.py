"""An agreement: a paper that parties of a tie signed, alone or in a series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Composite, Entity, Property, composite
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import (
    DATE,
    INTEGER,
    LANGUAGE,
    NAME,
    PARTY,
    TEXT,
    TIE,
    Text,
    concept,
    quantity,
    reference,
)
from kizuna.values import Edtf, Name, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory(Composite):
    """Who signed, for whom, and in what capacity."""

    person: Annotated[str | None, Property(reference("person"))] = None
    signed_for: Annotated[str | None, Property(PARTY)] = None
    capacity: Annotated[Text | None, Property(TEXT)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Entity):
    """A signed or adopted instrument; `ordinal` is its place in `series` (7 for the 7th annual one)."""

    prefix: ClassVar[str] = "agreement"
    begins: ClassVar[str] = "signed"

    tie: Annotated[Stated[str], Property(TIE, required=True)] = NOTHING
    title: Annotated[Stated[Name], Property(NAME, many=True)] = NOTHING
    type: Annotated[Stated[str], Property(concept("agreement-types"))] = NOTHING
    signed: Annotated[Stated[Edtf], Property(DATE, required=True)] = NOTHING
    place: Annotated[Stated[str], Property(PARTY)] = NOTHING
    occasion: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    visit: Annotated[Stated[str], Property(reference("exchange"))] = NOTHING
    signatory: Annotated[Stated[Signatory], Property(composite(Signatory), many=True)] = NOTHING
    term: Annotated[Stated[Quantity], Property(quantity("duration"))] = NOTHING
    in_force: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    series: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    ordinal: Annotated[Stated[int], Property(INTEGER)] = NOTHING
    review: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    review_cycle: Annotated[Stated[Quantity], Property(quantity("duration"))] = NOTHING
    recurrence: Annotated[Stated[str], Property(concept("recurrences"))] = NOTHING
    renews: Annotated[Stated[str], Property(reference("agreement"))] = NOTHING
    replaces: Annotated[Stated[str], Property(reference("agreement"))] = NOTHING
    provision: Annotated[Stated[str], Property(concept("fields"), many=True)] = NOTHING
    language: Annotated[Stated[str], Property(LANGUAGE, many=True)] = NOTHING
    document: Annotated[Stated[str], Property(reference("document"))] = NOTHING
