"""A statistic: a number that a source states of a scope on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Entity, Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import DATE, concept, quantity, reference
from kizuna.values import Edtf, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic(Entity):
    """A stated total or share; it is its holder's number, shown beside the one that the register counts."""

    prefix: ClassVar[str] = "statistic"
    begins: ClassVar[str] = "as_of"

    measure: Annotated[Stated[str], Property(concept("measures"), required=True)] = NOTHING
    scope: Annotated[
        Stated[str], Property(reference("government", "area", "tie"), required=True)
    ] = NOTHING
    partner: Annotated[Stated[str], Property(reference("government", "area"))] = NOTHING
    value: Annotated[
        Stated[Quantity],
        Property(quantity("count", "share", "money", "ratio", "duration"), required=True),
    ] = NOTHING
    as_of: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
