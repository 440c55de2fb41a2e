"""Survival: how long the ties of a scope last, as seen from one day to another, and when they begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from kizuna.analysis.scope import Scope
from kizuna.analysis.survival.curves import Curve, curve_of
from kizuna.analysis.survival.flows import Flow, flows_of
from kizuna.analysis.survival.grouping import By, grouped
from kizuna.analysis.survival.spells import Spells, Window, intervals_of
from kizuna.errors import BadQuestion
from kizuna.publish.wording import Wording
from kizuna.values import OPEN_START, day_text
from kizuna.workflows import scoping
from kizuna.workflows.scoping import ScopeQuestion


@dataclass(frozen=True, slots=True)
class SurvivalQuestion:
    """Which ties, observed from which day to which, in which groups.

    `first` None takes ties as observed from their beginning; `last` None means the day of the scope.
    """

    scope: ScopeQuestion
    by: By = ""
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """The ties of a question as spells, with labels for what they name."""

    scope: Scope
    labels: Wording
    by: By
    spells: Spells

    def curves(self) -> list[Curve]:
        """The curve of each group that has one, in order of name.

        Raises BadQuestion where no tie can enter, or lifelines is not installed.
        """
        groups = grouped(self.scope, self.spells.spells, self.by)
        seen = {n: g for n, g in groups.items() if any(not spell.why_left_out for spell in g)}
        if not seen:
            reasons = (
                f"{why}: {f.possible}" for why, f in self.spells.left_out.items() if f.possible
            )
            raise BadQuestion(
                "no tie of the question has a known beginning and was seen in force: "
                + ("; ".join(reasons) or "it takes in no tie")
            )
        return [curve_of(name, group) for name, group in seen.items()]

    def flows(self) -> list[Flow]:
        """What was established and ended in each year and group."""
        return flows_of(self.scope, self.spells, self.by)


def observe(question: SurvivalQuestion) -> Observed:
    """The ties that a question asks for, as they are seen.

    Raises what scoping raises, and BadQuestion for an observation that ends before it begins or after the day of
    the scope, on which nobody can look ahead.
    """
    day = question.scope.day
    last = day if question.last is None else question.last
    if last > day:
        raise BadQuestion(
            f"observation to {day_text(last)}: it cannot end after the day asked about, {day_text(day)}"
        )
    window = Window(OPEN_START if question.first is None else question.first, last)
    scope = scoping.scope(question.scope)
    return Observed(
        scope, Wording.english(scope.register, day), question.by, intervals_of(scope, window)
    )
