"""Counting: how many ties stood on a day, and how many local governments had one; certain and possible."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from kizuna.analysis.figures import Figure
from kizuna.errors import BadQuestion
from kizuna.register.places import government_of
from kizuna.values import Answer
from kizuna.workflows import ask, list_ties
from kizuna.workflows.clocks import Times
from kizuna.workflows.list_ties import TiesQuestion, check_concepts, standings_of
from kizuna.workflows.page_ties import (
    code_of,
    country_meant,
    is_of_country,
    sides_of,
)

SMALL = 20_000
"""Ties of ledgers of more claims are counted by the register's tables where these tell it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Ties counted by the register's tables, without their claims: the list of ties has those."""

    certain: int
    possible: int


def count_ties(
    question: TiesQuestion, times: Times, country: str = ""
) -> dict[str, Figure | Tally]:
    """The number of `ties` that are asked for, and of `governments` that are or hold a party of them.

    Of a large ledger as it is now, the register's tables tell the number of ties alone where all of them, those
    of a country or those between two sides are asked for. Raises what listing ties raises.
    """
    code = code_of(country)
    if question.of and question.between:
        raise BadQuestion(f"{question.of!r} and two sides: ask for one place or for two sides")
    check_concepts(question)
    if _is_by_tables(question, times):
        tally = _tally(question, times.day.number, code)
        if tally is not None:
            return {"ties": tally}
    answer = list_ties.answer(replace(question, every=False), times)
    lines = [
        line
        for line in answer.lines
        if not code or is_of_country(answer.register, line.tie, code, times.day.number)
    ]
    held: dict[str, list[tuple[Answer, tuple[str, ...]]]] = defaultdict(list)
    for line in lines:
        homes = (government_of(answer.register, party) for party in answer.parties(line))
        for home in sorted({home.id for home in homes if home is not None}):
            held[home].append((line.answer, line.listed))
    return {
        "ties": Figure.count((line.answer, line.listed) for line in lines),
        "governments": Figure.count(
            (max(answered for answered, _ in said), [c for _, claims in said for c in claims])
            for said in held.values()
        ),
    }


def _is_by_tables(question: TiesQuestion, times: Times) -> bool:
    """Whether the register's tables count: of a large ledger, as it is now, for sides that are drawn as usual."""
    narrowed = question.field or question.kind or any(":" in side for side in question.between)
    return times.known_at is None and not narrowed and ask.claims_recorded() > SMALL


def _tally(question: TiesQuestion, day: int, country: str) -> Tally | None:
    """The count by the register's tables; None where they do not tell it."""
    from kizuna.store.queries import hidden, ties

    if question.between and not country and not hidden.partly_hidden_ties():
        first, second = sides_of(question)
        found = ties.ties_between(first.ref, second.ref, day)
        if all(tie.unbroken for tie in found):
            return Tally(sum(tie.answer.certain for tie in found), len(found))
    region = country_meant(question.of) or country
    if question.between or (question.of and (not region or country)):
        return None
    return tally(day, region)


def tally(day: int, region: str = "") -> Tally:
    """The ties on a day by the register's tables, as known now; with a region (the code of a country), those that
    have a party in it.

    Ties that were interrupted, or of which part is hidden from whoever asks, are folded.
    """
    from kizuna.store.queries import hidden, tie_counts

    certain, possible = tie_counts.unbroken_on(day, region)
    odd = {*tie_counts.broken_on(day, region), *hidden.partly_hidden_ties()}
    if not odd:
        return Tally(certain, possible)
    standings, register = standings_of(odd, day)
    seen = [
        standing.answer
        for standing in standings
        if not region or is_of_country(register, standing.tie, region, day)
    ]
    return Tally(
        certain + sum(answer.certain for answer in seen),
        possible + sum(answer.possible for answer in seen),
    )
