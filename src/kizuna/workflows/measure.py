"""Measuring: how broad, deep, voluminous, balanced, steady, alive and dear a tie is, or the ties of a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kizuna.analysis.measures import TieMeasures, measures_of
from kizuna.errors import Ambiguous, BadQuestion, NotFound
from kizuna.identity.resolver import PARTIES
from kizuna.publish.wording import Wording
from kizuna.register.dating import Dating
from kizuna.register.register import Register
from kizuna.values import kind_of
from kizuna.workflows import ask
from kizuna.workflows.scoping import ScopeQuestion, scope

_HOPS = 2
"""A tie's parts, and the fundings of those."""


@dataclass(frozen=True, slots=True)
class MeasureQuestion:
    """What is to be measured on which day, as known at which time (None: now).

    `names` are one tie or place, or two places; `years` narrow volume and balance (None: from the start).
    """

    names: tuple[str, ...]
    day: int
    known_at: datetime | None = None
    years: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class MeasureAnswer:
    """The measures of each tie, in order of date; `is_tie` when one tie was asked for by name.

    Of a place, or between two, those ties are measured that certainly or possibly stood on the day.
    """

    register: Register
    labels: Wording
    ties: tuple[TieMeasures, ...]
    is_tie: bool


def measure(question: MeasureQuestion) -> MeasureAnswer:
    """The measures asked for; no ties at all where nothing was recorded by `known_at`.

    Raises NotFound and Ambiguous for names, BadQuestion for more than two names, two that are one place, or years
    out of order.
    """
    if not 1 <= len(question.names) <= 2:
        listed = ", ".join(map(repr, question.names))
        raise BadQuestion(f"{listed}: measure one tie, one place, or the ties between two places")
    if question.years is not None and question.years[0] > question.years[1]:
        first, last = question.years
        raise BadQuestion(f"the years {first}..{last} run backwards; write {last}..{first}")
    if ask.is_empty(question.known_at):
        return _answer(question, ask.known_register(question.known_at), (), is_tie=False)
    if len(question.names) == 2:
        return _of_scope(question, _scoped(question, between=question.names))
    return _of_one(question, question.names[0])


def _of_one(question: MeasureQuestion, name: str) -> MeasureAnswer:
    """The tie that the name means or, where it means none, the ties of the place."""
    try:
        ref = ask.resolver(question.known_at).resolve(name, ("tie", *PARTIES))
    except Ambiguous:
        raise
    except NotFound as missing:
        try:
            return _of_scope(question, _scoped(question, of=name))  # a country, by its name or code
        except NotFound:
            raise missing from None
    if kind_of(ref) != "tie":
        return _of_scope(question, _scoped(question, of=ref))
    register = ask.known_register(question.known_at, [ref], hops=_HOPS)
    return _answer(question, register, (ref,), is_tie=True)


def _of_scope(question: MeasureQuestion, asked: ScopeQuestion) -> MeasureAnswer:
    found = scope(asked)
    ties = tuple(tie.tie.id for tie in found.in_force(possible=True))
    return _answer(question, found.register, ties, is_tie=False)


def _scoped(
    question: MeasureQuestion, of: str = "", between: tuple[str, ...] = ()
) -> ScopeQuestion:
    return ScopeQuestion(question.day, question.known_at, of, between)


def _answer(
    question: MeasureQuestion, register: Register, ties: tuple[str, ...], *, is_tie: bool
) -> MeasureAnswer:
    dating, day = Dating.of(register), question.day
    measured = (measures_of(register, tie, day, dating, question.years) for tie in ties)
    return MeasureAnswer(register, Wording.english(register, day), tuple(measured), is_tie)
