"""Listing ties: those of a place, between two sides, in a field or of a kind, as they stood on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kizuna.analysis.figures import Figure
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Exchange, FieldOfExchange, LocalGovernment, Programme, Tie
from kizuna.errors import BadQuestion
from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.register.between import ties_between
from kizuna.register.dating import Dating
from kizuna.register.places import government_of, level_on
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay, in_order, tie_on_day
from kizuna.register.ties import is_of_type, parties_in_order, ties_of_sides
from kizuna.values import Answer
from kizuna.workflows import ask


@dataclass(frozen=True, slots=True)
class TiesQuestion:
    """Which ties are asked for, on which day, as known at which time (None: now).

    `of` and `between` are names or ids; `field` and `kind` ids of concepts, which take in their narrower
    ones; "" and () ask for any. With `every`, ties that did not stand on the day are listed too.
    """

    day: int
    known_at: datetime | None = None
    of: str = ""
    between: tuple[str, ...] = ()
    field: str = ""
    kind: str = ""
    every: bool = False


@dataclass(frozen=True, slots=True)
class FieldOnDay:
    """A field of exchange that may have begun by the day; `since` is EDTF text, "" when unknown."""

    concept: str
    since: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TiesAnswer:
    """The ties in order of date, and how many certainly and possibly stood on the day.

    `pending` are agreed, negotiated or wished for but not entered into; `of` and `between` are the ids that
    the names of the question meant.
    """

    register: Register
    labels: Wording
    of: str
    between: tuple[str, ...]
    lines: tuple[TieOnDay, ...]
    count: Figure
    pending: int
    first: frozenset[str] = frozenset()

    def parties(self, line: TieOnDay) -> tuple[str, ...]:
        """The ids of all parties that are named, those of the side named first before the others."""
        return tuple(sorted(parties_in_order(line.tie), key=lambda party: party not in self.first))

    def fields(self, line: TieOnDay) -> tuple[FieldOnDay, ...]:
        """The fields of a tie that are not known to have begun after the day, in the source's order."""
        return fields_on(self.register, line)

    def undated_lists(self, messages: Messages) -> str:
        """Why ties of undated documents are only possible, and how to mend it; "" where there are none."""
        return Wording(self.register, messages).undated_lists(line for line in self.lines)

    def level(self, party: str, day: int) -> str | None:
        """The level of a party that is a local government, on a day; None when unknown or another body."""
        found = self.register.get(party, LocalGovernment)
        level = level_on(found, day) if found else None
        return level.value if level else None


COLUMNS = (
    *("id", "parties", "type", "date", "date_basis", "stage", "in_force", "status", "parent"),
    *("fields", "claims"),
)
"""The columns of a list of ties, in its files too."""


def list_ties(question: TiesQuestion) -> TiesAnswer:
    """The ties that the question asks for.

    Raises NotFound and Ambiguous for names, BadClaim for an unknown field or kind, BadQuestion for two sides
    that are one.
    """
    check_concepts(question)
    places = [question.of] if question.of else list(question.between)
    register = ask.known_register(question.known_at)
    if ask.is_empty(question.known_at):
        return _answer(question, register, (), ())
    names = ask.resolver(question.known_at)
    kinds = ("government", "area", "organisation") if question.of else ("government", "area")
    asked = [ask.place(names, text, kinds) for text in places]
    if len(asked) == 2 and asked[0] == asked[1]:
        raise BadQuestion(f"{places[0]!r} and {places[1]!r} are the same place: {asked[0].ref}")
    return _answer(question, register, asked, list(_standings(question, register, asked)))


def check_concepts(question: TiesQuestion) -> None:
    """Raise BadClaim, with the nearest ones, for a field or a kind that is none."""
    if question.field:
        _ = vocabulary.scheme("fields")[question.field]
    if question.kind:
        _ = vocabulary.scheme("tie-types")[question.kind]


def _standings(
    question: TiesQuestion, register: Register, asked: list[ask.Place]
) -> Iterator[TieOnDay]:
    day = question.day
    if len(asked) == 2:
        a, b = (place.side(register, day) for place in asked)
        yield from (found.on_day for found in ties_between(register, a, b, day))
        return
    members = asked[0].members(register, day) if asked else None
    dating = Dating.of(register)
    for tie in ties_of_sides(register, [members] if members else []):
        if members is None or _is_of(register, tie, members):
            yield tie_on_day(tie, day, dating)


def _is_of(register: Register, tie: Tie, members: frozenset[str]) -> bool:
    for party in tie.party.values:
        home = government_of(register, party)
        if party in members or (home and home.id in members):
            return True
    return False


def _answer(
    question: TiesQuestion,
    register: Register,
    asked: Sequence[ask.Place],
    standings: Iterable[TieOnDay],
) -> TiesAnswer:
    fitting = [s for s in in_order(standings) if fits(question, register, s.tie)]
    standing = [s for s in fitting if s.answer is not Answer.NO]
    refs = tuple(place.ref for place in asked)
    first = asked[0].side(register, question.day).members if len(refs) == 2 else frozenset()
    return TiesAnswer(
        register=register,
        labels=Wording.english(register, question.day),
        of=refs[0] if len(refs) == 1 else "",
        between=refs if len(refs) == 2 else (),
        lines=tuple(fitting if question.every else standing),
        first=first,
        count=Figure.count((s.answer, s.claims) for s in standing),
        pending=sum(s.is_pending for s in fitting),
    )


def standings_of(refs: Iterable[str], day: int) -> tuple[list[TieOnDay], Register]:
    """How some ties stand on a day as known now, folded from what is said of them, in order of id; and the
    register that they and their parties are in."""
    listed = sorted(refs)
    register = ask.known_register(None, listed, hops=1)
    dating = Dating.of(register)
    ties = (register.get(ref, Tie) for ref in listed)
    return [tie_on_day(tie, day, dating) for tie in ties if tie], register


def fits(question: TiesQuestion, register: Register, tie: Tie) -> bool:
    """Whether the tie is of the kind asked for and was ever lived in the field asked for."""
    if not is_of_type(tie, question.kind):
        return False
    if not question.field:
        return True
    fields = vocabulary.scheme("fields")
    lived: list[str] = []
    for field in register.referring(tie.id, FieldOfExchange, "tie"):
        lived.extend(field.concept.values)
    for programme in register.referring(tie.id, Programme, "tie"):
        lived.extend(programme.field.values)
    for exchange in register.referring(tie.id, Exchange, "tie"):
        lived.extend(exchange.field.values)
    return any(fields.is_within(concept, question.field) for concept in lived)


def fields_on(register: Register, line: TieOnDay) -> tuple[FieldOnDay, ...]:
    """The fields of a tie that are not known to have begun after the day, in the source's order."""
    found = register.referring(line.id, FieldOfExchange, "tie")
    return tuple(
        FieldOnDay(
            concept=field.concept.value,
            since=field.started.value.text if field.started.value else "",
            claims=(*field.concept.claim_ids, *field.started.claim_ids),
        )
        for field in sorted(found, key=lambda f: (f.number.value or 0, f.id))
        if field.concept.value
        and (
            field.started.value is None
            or field.started.value.span.begun_by(line.day) is not Answer.NO
        )
    )


def record_of(answer: TiesAnswer, line: TieOnDay) -> dict[str, Any]:
    """A tie of the answer as one flat record; what nobody says is None."""
    made = line.established.value if line.established else None
    return {
        "id": line.id,
        "parties": list(answer.parties(line)),
        "type": line.tie.type.value,
        "date": str(made.date) if made and made.date else None,
        "date_basis": made.basis if made else None,
        "stage": line.stage.value.stage if line.stage else None,
        "in_force": line.answer.name.lower(),
        "status": line.status.value.status if line.status else None,
        "parent": line.tie.parent.value,
        "fields": [field.concept for field in answer.fields(line)],
        "claims": list(line.listed),
    }
