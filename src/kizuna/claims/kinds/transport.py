"""A transport link between two sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Entity, Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import DATE, PARTY, TEXT, TIE, Text, concept, quantity, reference
from kizuna.values import Edtf, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportLink(Entity):
    """A direct connection; `frequency` counts services in `per`, `load` is the share of places taken."""

    prefix: ClassVar[str] = "transport"
    begins: ClassVar[str] = "period"

    tie: Annotated[Stated[str], Property(TIE)] = NOTHING
    between: Annotated[Stated[str], Property(PARTY, many=True, required=True)] = NOTHING
    carrier: Annotated[Stated[str], Property(reference("organisation"), many=True)] = NOTHING
    mode: Annotated[Stated[str], Property(concept("transport-modes"), required=True)] = NOTHING
    frequency: Annotated[Stated[Quantity], Property(quantity("count"))] = NOTHING
    per: Annotated[Stated[Quantity], Property(quantity("duration"))] = NOTHING
    load: Annotated[Stated[Quantity], Property(quantity("share"))] = NOTHING
    significance: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    period: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
