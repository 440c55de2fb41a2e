"""The register as folded: entities with their facts, and who refers to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import Entity, naming_properties
from kizuna.errors import NotFound

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True)
class Register:
    """All that is held, as known at a time (None: now).

    `entities` maps ids to entities, in order of id. `claims` are all claims known, the rejected ones
    too; `rejected` maps a claim id to the judgement that rejects it. `same` maps an id that was judged the same
    as another to the id that stands for both: the entity has that id alone, while claims keep the id they were
    recorded with.
    """

    entities: Mapping[str, Entity]
    claims: Mapping[str, Claim]
    rejected: Mapping[str, Judgement]
    known_at: datetime | None = None
    same: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    _referring: dict[str, tuple[tuple[str, str], ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for entity in self.entities.values():
            for name, target in references(entity):
                found[target].append((name, entity.id))
        self._referring.update({target: tuple(refs) for target, refs in found.items()})

    def __contains__(self, ref: str) -> bool:
        return ref in self.entities

    def __len__(self) -> int:
        return len(self.entities)

    def get(self, ref: str | None, kind: type[E]) -> E | None:
        """The entity that an id means, or None when it is not held or is of another kind."""
        found = self._meant(ref) if ref else None
        return found if isinstance(found, kind) else None

    def entity(self, ref: str) -> Entity:
        """The entity that an id means; raises NotFound quoting it."""
        found = self._meant(ref)
        if found is None:
            raise NotFound(f"nothing in the register has the id {ref!r}")
        return found

    def _meant(self, ref: str) -> Entity | None:
        found = self.entities.get(ref)
        return found if found is not None else self.entities.get(self.same.get(ref, ""))

    def of_kind(self, kind: type[E]) -> Iterator[E]:
        """Every entity of a kind, in order of id."""
        return (e for e in self.entities.values() if isinstance(e, kind))

    def referring(self, ref: str, kind: type[E], name: str = "") -> tuple[E, ...]:
        """The entities of a kind that refer to `ref` (by the property `name`, when given), in order of id."""
        ids = dict.fromkeys(i for n, i in self._referring.get(ref, ()) if not name or n == name)
        found = (self.entities[i] for i in ids)
        return tuple(e for e in found if isinstance(e, kind))


def references(entity: Entity) -> Iterator[tuple[str, str]]:
    """Every (property, entity id) that an entity's facts refer to."""
    for name, definition in naming_properties(type(entity)).items():
        for fact in entity.stated(name).facts:
            value: Any = fact.value
            for target in definition.type.refs(value):
                yield name, target
