"""The voice of a note: what its brief holds as words of one language, each piece with its claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kizuna.analysis.figures import Measure
from kizuna.claims.kinds import Entity, Fact, properties_of
from kizuna.languages import Messages
from kizuna.publish.document import Sentence, Tone
from kizuna.publish.report.brief import AT_LENGTH, Brief
from kizuna.publish.wording import Wording, capital, unique

DASH = "—"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Voice(Wording):
    """Wording of what a brief holds, with the places of its second side last."""

    brief: Brief = field(kw_only=True, repr=False, compare=False)

    @classmethod
    def of(cls, brief: Brief, messages: Messages) -> Voice:
        """The voice of a note on a brief in the language of `messages`."""
        second = frozenset(brief.b.members | {brief.b.ref})
        return cls(brief.register, messages, brief.day, second, brief=brief)

    def sentence(self, key: str, claims: Iterable[str], /, **arguments: object) -> Sentence:
        """A sentence of fact with its claims."""
        return Sentence.of(capital(self.text(key, **arguments)), unique(claims))

    def aside(self, key: str, /, **arguments: object) -> Sentence:
        """A sentence of method or absence, which rests on no claim."""
        return Sentence.of(capital(self.text(key, **arguments)), tone=Tone.ASIDE)

    def first(self, items: Sequence[T]) -> tuple[Sequence[T], tuple[Sentence, ...]]:
        """As many of the items as a note tells at length, and a sentence on how many are left out, if any."""
        more = len(items) - AT_LENGTH
        left_out = (self.aside("left-out", count=more),) if more > 0 else ()
        return items[:AT_LENGTH], left_out

    def labelled(self, label: str, value: str) -> str:
        """A label and its value as one sentence; the value may be of any length."""
        stop = "" if value.endswith(".") else self.text("stop")
        return f"{capital(label)}{self.text('colon')}{value}{stop}"

    def fact(self, entity: Entity, name: str, fact: Fact[Any]) -> Sentence:
        """One fact as words with its claims."""
        kind = properties_of(type(entity))[name].type
        return Sentence.of(self.words(kind, fact.value), fact.claim_ids)

    def cell(self, entity: Entity, name: str, *, planned: bool = False) -> Sentence:
        """A property as the cell of a table: its preferred value, or all of many; a dash when nothing
        is recorded. What is only planned, forecast or unverified is left out unless `planned`."""
        stated, definition = entity.stated(name), properties_of(type(entity))[name]
        facts = [fact for fact in stated if fact.counts or planned]
        if not definition.many:
            facts = facts[:1]
        if not facts:
            return Sentence.of(DASH)
        words = [self.words(definition.type, fact.value) for fact in facts]
        return Sentence.of(
            self.text("cell-separator").join(dict.fromkeys(words)),
            unique(claim for fact in facts for claim in fact.claim_ids),
        )

    def measure(self, measure: Measure | None) -> Sentence:
        """A derived quantity, to whole numbers; a dash when nothing could be derived."""
        return self.number(measure, decimals=0) if measure else Sentence.of(DASH)


def joined(*groups: Iterable[str]) -> tuple[str, ...]:
    """The claim ids of several groups, in order of first mention, without repeats."""
    return unique(claim for group in groups for claim in group)
