"""A person who signed, led, held an office or was honoured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Composite, Entity, Property, composite
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import NAME, PARTY, TEXT, Text, concept
from kizuna.values import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Composite):
    """What somebody was, of which body, with the title as given."""

    role: Annotated[str, Property(concept("roles"), required=True)]
    of: Annotated[str | None, Property(PARTY)] = None
    title: Annotated[Text | None, Property(TEXT)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Entity):
    """Somebody named by a source; each role is dated by the span in which its claim holds."""

    prefix: ClassVar[str] = "person"

    name: Annotated[Stated[Name], Property(NAME, many=True, required=True)] = NOTHING
    role: Annotated[Stated[Role], Property(composite(Role), many=True, dated=True)] = NOTHING
