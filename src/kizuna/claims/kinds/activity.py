"""What a programme and an exchange have in common: a tie is lived in them, by somebody, one way or both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from kizuna.claims.kinds.property import Entity, Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import DIRECTION, PARTY, TEXT, TIE, Text, concept, quantity
from kizuna.values import Direction, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Entity):
    """Exchange of a tie, recurring or not; `size` is the party of one occasion, `duration` its length."""

    tie: Annotated[Stated[str], Property(TIE, required=True)] = NOTHING
    field: Annotated[Stated[str], Property(concept("fields"), many=True)] = NOTHING
    direction: Annotated[Stated[Direction], Property(DIRECTION)] = NOTHING
    size: Annotated[Stated[Quantity], Property(quantity("count"))] = NOTHING
    duration: Annotated[Stated[Quantity], Property(quantity("duration"))] = NOTHING
    participants: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING
    institution: Annotated[Stated[str], Property(PARTY, many=True)] = NOTHING
