"""A field of exchange: one of the areas of life in which a tie is lived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Entity, Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import DATE, INTEGER, TEXT, TIE, Text, concept, reference
from kizuna.values import Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOfExchange(Entity):
    """A field of one tie with its own start; `number` is its place in the list of the source."""

    prefix: ClassVar[str] = "field"
    begins: ClassVar[str] = "started"

    tie: Annotated[Stated[str], Property(TIE, required=True)] = NOTHING
    concept: Annotated[Stated[str], Property(concept("fields"), required=True)] = NOTHING
    started: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    number: Annotated[Stated[int], Property(INTEGER)] = NOTHING
    content: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING
    agreement: Annotated[Stated[str], Property(reference("agreement"))] = NOTHING
