"""A funding: who pays which share or amount of what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Entity, Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import TEXT, Text, concept, quantity, reference
from kizuna.values import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding(Entity):
    """One payer of one thing; shares are fractions 0..1, amounts money with a currency."""

    prefix: ClassVar[str] = "funding"

    of: Annotated[
        Stated[str],
        Property(reference("programme", "exchange", "tie", "office", "agreement"), required=True),
    ] = NOTHING
    payer: Annotated[
        Stated[str], Property(reference("government", "organisation", "person"), required=True)
    ] = NOTHING
    share: Annotated[Stated[Quantity], Property(quantity("share"))] = NOTHING
    amount: Annotated[Stated[Quantity], Property(quantity("money"))] = NOTHING
    cost_type: Annotated[Stated[str], Property(concept("cost-types"))] = NOTHING
    purpose: Annotated[Stated[Text], Property(TEXT)] = NOTHING
