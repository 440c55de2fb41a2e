"""A local government: a body that governs less than a state and can have ties of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Entity, Property
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import (
    COUNTRY,
    DATE,
    GOVERNMENT,
    IDENTIFIER,
    NAME,
    POINT,
    concept,
    reference,
)
from kizuna.values import Edtf, Identifier, Name, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalGovernment(Entity):
    """A municipality, prefecture, province or other body, through renamings and changes of level."""

    prefix: ClassVar[str] = "government"

    name: Annotated[Stated[Name], Property(NAME, many=True, dated=True, required=True)] = NOTHING
    level: Annotated[Stated[str], Property(concept("levels"), dated=True, required=True)] = NOTHING
    country: Annotated[Stated[str], Property(COUNTRY, dated=True, required=True)] = NOTHING
    part_of: Annotated[Stated[str], Property(reference("government", "area"), dated=True)] = NOTHING
    point: Annotated[Stated[Point], Property(POINT)] = NOTHING
    identifier: Annotated[Stated[Identifier], Property(IDENTIFIER, many=True)] = NOTHING
    existence: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    predecessor: Annotated[Stated[str], Property(GOVERNMENT, many=True)] = NOTHING
    successor: Annotated[Stated[str], Property(GOVERNMENT, many=True)] = NOTHING
