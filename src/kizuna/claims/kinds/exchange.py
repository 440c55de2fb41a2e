"""An exchange: one event of a tie - a visit, a ship, a match, a signing, a secondment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Entity, Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import (
    DATE,
    DIRECTION,
    NAME,
    PARTY,
    TEXT,
    TIE,
    Text,
    concept,
    quantity,
    reference,
)
from kizuna.values import Direction, Edtf, Name, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange(Entity):
    """Something that happened, or is planned, once; `date` may be an interval or a set of years."""

    prefix: ClassVar[str] = "exchange"
    begins: ClassVar[str] = "date"

    tie: Annotated[Stated[str], Property(TIE, required=True)] = NOTHING
    field: Annotated[Stated[str], Property(concept("fields"), many=True)] = NOTHING
    programme: Annotated[Stated[str], Property(reference("programme"))] = NOTHING
    form: Annotated[Stated[str], Property(concept("forms"), required=True)] = NOTHING
    name: Annotated[Stated[Name], Property(NAME, many=True)] = NOTHING
    activity: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    date: Annotated[Stated[Edtf], Property(DATE, required=True)] = NOTHING
    direction: Annotated[Stated[Direction], Property(DIRECTION)] = NOTHING
    size: Annotated[Stated[Quantity], Property(quantity("count"))] = NOTHING
    duration: Annotated[Stated[Quantity], Property(quantity("duration"))] = NOTHING
    leader: Annotated[Stated[str], Property(reference("person"))] = NOTHING
    participants: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING
    institution: Annotated[Stated[str], Property(PARTY, many=True)] = NOTHING
    place: Annotated[Stated[str], Property(PARTY)] = NOTHING
    outcome: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING
