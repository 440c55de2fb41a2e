"""What the page of a place shows beyond its facts: names in all scripts, levels over time, where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kizuna.claims.kinds import Area, Entity, LocalGovernment
from kizuna.publish.wording import capital
from kizuna.register.places import fact_on
from kizuna.values import OPEN_START
from kizuna.web.presenting.facts import Facts, FactView

_TOLD = ("name", "level", "part_of", "definition", "country")


@dataclass(frozen=True, slots=True)
class NameLine:
    """One spelling of a name: `language` in words, `notes` its script and scheme as codes."""

    view: FactView
    tag: str
    language: str
    notes: str


def names_of(facts: Facts, entity: Entity) -> list[NameLine]:
    """All names of a place at all times, those of one language together."""
    lines = []
    for view in facts.of(entity, "name", every=True):
        name = view.fact.value
        notes = ", ".join(part for part in (name.script, name.scheme) if part)
        lines.append(NameLine(view, name.language, facts.language_name(name), notes))
    return lines


def over_time(facts: Facts, entity: Entity, name: str) -> list[FactView]:
    """The facts of a dated property at all times, the first in time first."""

    def began(view: FactView) -> int:
        return view.fact.valid.span.start_earliest if view.fact.valid else OPEN_START

    return sorted(facts.of(entity, name, every=True), key=began)


def line_above(facts: Facts, entity: Entity, day: int) -> list[str]:
    """What the place is part of on the day, the nearest first, without its country."""
    line: list[str] = []
    at: Entity | None = entity
    country = fact_on(entity.country, day) if isinstance(entity, LocalGovernment) else None
    while isinstance(at, LocalGovernment):
        above = fact_on(at.part_of, day)
        if above is None or above.value in line:
            break
        at = facts.register.get(above.value, Entity)
        if country and isinstance(at, Area) and at.country.value == country.value:
            break
        line.append(above.value)
    return line


def other_facts(facts: Facts, entity: Entity) -> list[tuple[str, tuple[FactView, ...]]]:
    """The facts that no section of the page tells."""
    return [(name, views) for name, views in facts.all(entity) if name not in _TOLD]


def drawings(facts: Facts, entity: Entity) -> list[FactView]:
    """The ways in which an area is drawn, the preferred one first; none of another place."""
    return list(facts.of(entity, "definition")) if isinstance(entity, Area) else []


def sections_of(facts: Facts, context: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The sections that the page has, by anchor and title, in their order."""
    text = facts.messages.text
    sections: Iterable[tuple[str, str, object]] = (
        ("ties", text("web-place-ties"), True),
        ("pending", text("web-place-pending"), context["pending"]),
        ("others", text("web-place-others"), context["others"]),
        ("bodies", text("web-place-bodies"), context["bodies"] or context["of_bodies"]),
        ("names", text("web-place-names"), context["names"]),
        ("standing", text("web-place-standing"), context["levels"] or context["part_of"]),
        ("drawn", text("web-place-drawn"), context["drawings"]),
        ("parts", text("web-place-parts"), context["parts"]),
        ("facts", text("web-other-facts"), context["shown_facts"]),
        *((group.anchor, capital(group.title), True) for group in context["related"]),
    )
    named: dict[str, str] = {}
    for anchor, title, held in sections:
        if held:
            named.setdefault(title, anchor)
    return [(anchor, title) for title, anchor in named.items()]
