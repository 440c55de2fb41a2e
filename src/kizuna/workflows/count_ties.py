"""Counting: how many ties stood on a day, and how many local governments had one; certain and possible."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from kizuna.analysis.figures import Figure
from kizuna.errors import BadQuestion
from kizuna.register.places import government_of
from kizuna.values import Answer
from kizuna.workflows import ask
from kizuna.workflows.list_ties import TiesQuestion, list_ties
from kizuna.workflows.page_ties import code_of, is_of_country


@dataclass(frozen=True, slots=True)
class Tally:
    """Ties counted by the register's tables, without their claims: the list of ties has those."""

    certain: int
    possible: int


def count_ties(question: TiesQuestion, country: str = "") -> dict[str, Figure | Tally]:
    """The number of `ties` that are asked for, and of `governments` that are or hold a party of them.

    Of a large ledger only the number of all ties is told where no place is asked for. Raises what listing ties
    raises, and BadQuestion where more is asked of a large ledger without a place.
    """
    code = code_of(country)
    if question.of and question.between:
        raise BadQuestion(f"{question.of!r} and two sides: ask for one place or for two sides")
    if ask.is_large() and not (question.of or question.between):
        return {"ties": _tally(question, country)}
    answer = list_ties(replace(question, every=False))
    lines = [
        line
        for line in answer.lines
        if not code or is_of_country(answer.register, line.tie, code, question.day)
    ]
    held: dict[str, list[tuple[Answer, tuple[str, ...]]]] = defaultdict(list)
    for line in lines:
        homes = (government_of(answer.register, party) for party in line.parties)
        for home in {home.id for home in homes if home is not None}:
            held[home].append((line.standing.in_force, line.claim_ids))
    return {
        "ties": Figure.count((line.standing.in_force, line.claim_ids) for line in lines),
        "governments": Figure.count(
            (max(answered for answered, _ in said), [c for _, claims in said for c in claims])
            for said in held.values()
        ),
    }


def _tally(question: TiesQuestion, country: str) -> Tally:
    from kizuna.store.queries import tie_counts

    if question.known_at or question.field or question.kind or country:
        raise BadQuestion(
            "the register is too large to count so: name a place (of), two sides (between), or"
            " ask without known_at, kind, field and country"
        )
    return Tally(*tie_counts.ties_on(question.day))
