"""The page of one thing of the register: its facts, each with its evidence, and what refers to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from kizuna.errors import NotFound
from kizuna.publish.wording import Wording
from kizuna.web.rendering import render
from kizuna.web.visit import Visit, visit
from kizuna.workflows.show import Shown, ShownFact, show


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in words: `valid` the span in which it holds, "" when no claim gives one."""

    words: str
    valid: str
    item: ShownFact

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of its claims, the strongest first."""
        return self.item.fact.claim_ids


@dataclass(frozen=True, slots=True)
class PropertyLines:
    """A property by its name in the reader's language, with its facts."""

    name: str
    label: str
    facts: tuple[FactLine, ...]


def entity_page(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The page; raises NotFound for an id that nothing is recorded of."""
    here = visit(request)
    shown = show(f"{kind}/{slug}", here.asked_day, here.known_at)
    if shown is None:
        raise NotFound(f"nothing was recorded by {here.known_text}")
    wording = Wording(shown.register, here.messages, here.asked_day)
    return render(
        request,
        "entity.html.jinja",
        shown=shown,
        wording=wording,
        properties=list(properties_in_words(shown, wording, here)),
    )


def properties_in_words(shown: Shown, wording: Wording, here: Visit) -> Iterator[PropertyLines]:
    """The properties of which something is recorded, in the order of the kind."""
    held: dict[str, list[FactLine]] = {}
    for item in shown.facts:
        words = wording.words(item.definition.type, item.fact.value)
        valid = here.messages.date(item.fact.valid) if item.fact.valid else ""
        held.setdefault(item.property, []).append(FactLine(words, valid, item))
    for name, facts in held.items():
        label = here.messages.property(shown.entity.prefix, name)
        yield PropertyLines(name, label, tuple(facts))
