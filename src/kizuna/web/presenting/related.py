"""What refers to a thing, as sections of its page: a table a kind, lists of ties, and what holders say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kizuna.claims.kinds import Assessment, Entity, Objective, Tie
from kizuna.publish.wording import capital
from kizuna.register.dating import Dating
from kizuna.register.status import in_order, tie_on_day
from kizuna.web.presenting.facts import Facts
from kizuna.web.presenting.tables import Table, Tabling, TieLine, tie_line
from kizuna.workflows.show import Shown

SHOWN = 200
"""Rows of one table on a page."""


@dataclass(frozen=True, slots=True)
class Related:
    """The things of one kind that refer to a thing by one property: in a `table`, as `ties`, or as what is `said`.

    `as_what` is the property in the reader's language, "" where the title says enough.
    """

    anchor: str
    title: str
    as_what: str
    table: Table | None = None
    ties: tuple[TieLine, ...] = ()
    said: tuple[Entity, ...] = ()


def related(
    shown: Shown, facts: Facts, day: int, *, without: Sequence[str] = ()
) -> Iterator[Related]:
    """Sections for all that refers to the thing, but for what is of the kinds `without`; ties as of the day."""
    tabling, messages = Tabling.of(facts), facts.messages
    for (kind, name), refs in shown.related.items():
        if kind in without:
            continue
        entities = [shown.register.entity(ref) for ref in refs]
        title, as_what = capital(messages.kind(kind)), messages.property(kind, name)
        anchor = f"{kind}-{name.replace('_', '-')}"
        if kind == "tie":
            yield Related(anchor, title, as_what, ties=_ties(facts, entities, day))
        elif kind in ("objective", "assessment"):
            yield Related(anchor, title, as_what, said=tuple(entities))
        else:
            hidden = () if name in _SEVERAL else (name,)
            table = tabling.table(entities, without=hidden, limit=SHOWN)
            yield Related(anchor, title, as_what, table=table)


_SEVERAL = ("role", "signatory", "direction", "between", "party", "of")
"""Properties of a referring thing that say more than that it refers."""


def _ties(facts: Facts, entities: Sequence[Entity], day: int) -> tuple[TieLine, ...]:
    dating = Dating.of(facts.register)
    ties = (entity for entity in entities if isinstance(entity, Tie))
    return tuple(tie_line(facts, s) for s in in_order(tie_on_day(t, day, dating) for t in ties))


def sayings_of(facts: Facts, ref: str) -> tuple[Entity, ...]:
    """The objectives and assessments that name an entity, once each."""
    register = facts.register
    found: dict[str, Entity] = {}
    for kind in (Objective, Assessment):
        found.update((entity.id, entity) for entity in register.referring(ref, kind))
    return tuple(found.values())
