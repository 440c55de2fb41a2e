"""The kinds of the register, each defined once; everything that knows a kind reads it from here."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kizuna.claims.kinds import entities
from kizuna.claims.kinds.entities import Agreement as Agreement
from kizuna.claims.kinds.entities import Area as Area
from kizuna.claims.kinds.entities import Assessment as Assessment
from kizuna.claims.kinds.entities import Definition as Definition
from kizuna.claims.kinds.entities import Document as Document
from kizuna.claims.kinds.entities import Exchange as Exchange
from kizuna.claims.kinds.entities import FieldOfExchange as FieldOfExchange
from kizuna.claims.kinds.entities import Funding as Funding
from kizuna.claims.kinds.entities import Honour as Honour
from kizuna.claims.kinds.entities import LocalGovernment as LocalGovernment
from kizuna.claims.kinds.entities import Milestone as Milestone
from kizuna.claims.kinds.entities import Objective as Objective
from kizuna.claims.kinds.entities import Office as Office
from kizuna.claims.kinds.entities import Organisation as Organisation
from kizuna.claims.kinds.entities import Person as Person
from kizuna.claims.kinds.entities import Programme as Programme
from kizuna.claims.kinds.entities import Rendition as Rendition
from kizuna.claims.kinds.entities import Statistic as Statistic
from kizuna.claims.kinds.entities import StatusChange as StatusChange
from kizuna.claims.kinds.entities import Tie as Tie
from kizuna.claims.kinds.entities import TradeFact as TradeFact
from kizuna.claims.kinds.entities import TransportLink as TransportLink
from kizuna.claims.kinds.property import NOTHING as NOTHING
from kizuna.claims.kinds.property import Composite as Composite
from kizuna.claims.kinds.property import Entity as Entity
from kizuna.claims.kinds.property import Fact as Fact
from kizuna.claims.kinds.property import Property as Property
from kizuna.claims.kinds.property import Stated as Stated
from kizuna.claims.kinds.property import naming_properties as naming_properties
from kizuna.claims.kinds.property import parts_of as parts_of
from kizuna.claims.kinds.property import properties_of as properties_of
from kizuna.claims.kinds.types import Text as Text
from kizuna.claims.kinds.types import ValueType as ValueType
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
