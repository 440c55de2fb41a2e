"""The kinds of the register, each defined once; everything that knows a kind reads it from here."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kizuna.claims.kinds import entities
from kizuna.claims.kinds.entities import (
    Agreement,
    Area,
    Assessment,
    Definition,
    Document,
    Exchange,
    FieldOfExchange,
    Funding,
    Honour,
    LocalGovernment,
    Milestone,
    Objective,
    Office,
    Organisation,
    Person,
    Programme,
    Rendition,
    Statistic,
    StatusChange,
    Tie,
    TradeFact,
    TransportLink,
)
from kizuna.claims.kinds.property import (
    NOTHING,
    Composite,
    Entity,
    Fact,
    Property,
    Stated,
    naming_properties,
    parts_of,
    properties_of,
)
from kizuna.claims.kinds.types import Text, ValueType
from kizuna.errors import BadClaim
from kizuna.values import kind_of

KINDS: dict[str, type[Entity]] = {
    kind.prefix: kind
    for kind in vars(entities).values()
    if isinstance(kind, type) and issubclass(kind, Entity) and hasattr(kind, "prefix")
}


def kind_of_subject(subject: str) -> type[Entity]:
    """The kind that an entity id belongs to; raises BadClaim for an unknown one."""
    prefix = kind_of(subject)
    if prefix not in KINDS:
        raise BadClaim(f"{subject!r}: no kind is called {prefix!r}; there are {', '.join(KINDS)}")
    return KINDS[prefix]


def property_of(subject: str, name: str) -> Property:
    """The definition of a property of the subject's kind; raises BadClaim for an unknown one."""
    kind = kind_of_subject(subject)
    found = properties_of(kind).get(name)
    if found is None:
        known = ", ".join(properties_of(kind))
        raise BadClaim(f"{subject!r}: a {kind.prefix} has no {name!r}; it has {known}")
    return found


@lru_cache(maxsize=200_000)
def decode(prefix: str, name: str, value: str) -> Any:
    """The typed value of a claim from its canonical JSON text; the same text gives the same object."""
    from kizuna.values import parse_json

    return properties_of(KINDS[prefix])[name].type.read(parse_json(value))


__all__ = [
    "KINDS",
    "NOTHING",
    "Agreement",
    "Area",
    "Assessment",
    "Composite",
    "Definition",
    "Document",
    "Entity",
    "Exchange",
    "Fact",
    "FieldOfExchange",
    "Funding",
    "Honour",
    "LocalGovernment",
    "Milestone",
    "Objective",
    "Office",
    "Organisation",
    "Person",
    "Programme",
    "Property",
    "Rendition",
    "Stated",
    "Statistic",
    "StatusChange",
    "Text",
    "Tie",
    "TradeFact",
    "TransportLink",
    "ValueType",
    "decode",
    "kind_of_subject",
    "naming_properties",
    "parts_of",
    "properties_of",
    "property_of",
]
