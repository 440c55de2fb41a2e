"""A programme: exchange that recurs or goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Entity, Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import (
    DATE,
    DIRECTION,
    PARTY,
    TEXT,
    TIE,
    Text,
    concept,
    quantity,
    reference,
)
from kizuna.values import Direction, Edtf, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Entity):
    """A recurring or continuing exchange; `size` is the party of one occasion, `duration` its length."""

    prefix: ClassVar[str] = "programme"
    begins: ClassVar[str] = "period"

    tie: Annotated[Stated[str], Property(TIE, required=True)] = NOTHING
    field: Annotated[Stated[str], Property(concept("fields"), many=True)] = NOTHING
    activity: Annotated[Stated[Text], Property(TEXT, required=True)] = NOTHING
    form: Annotated[Stated[str], Property(concept("forms"))] = NOTHING
    period: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    recurrence: Annotated[Stated[str], Property(concept("recurrences"))] = NOTHING
    direction: Annotated[Stated[Direction], Property(DIRECTION)] = NOTHING
    size: Annotated[Stated[Quantity], Property(quantity("count"))] = NOTHING
    duration: Annotated[Stated[Quantity], Property(quantity("duration"))] = NOTHING
    participants: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING
    institution: Annotated[Stated[str], Property(PARTY, many=True)] = NOTHING
    agreement: Annotated[Stated[str], Property(reference("agreement"))] = NOTHING
