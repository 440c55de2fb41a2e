"""An area: a named set of local governments, which different people draw differently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Composite, Entity, Property, composite
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import COUNTRY, NAME, TEXT, Text, reference
from kizuna.values import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Composite):
    """One way to draw an area: a key of its own and the governments that it takes in."""

    key: Annotated[Text, Property(TEXT, required=True)]
    members: Annotated[
        tuple[str, ...], Property(reference("government", "area"), many=True, required=True)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Entity):
    """A region, country or other named set; the preferred definition is the one used when none is named."""

    prefix: ClassVar[str] = "area"

    name: Annotated[Stated[Name], Property(NAME, many=True, dated=True, required=True)] = NOTHING
    definition: Annotated[
        Stated[Definition], Property(composite(Definition), many=True, rival_key="key")
    ] = NOTHING
    country: Annotated[Stated[str], Property(COUNTRY)] = NOTHING
