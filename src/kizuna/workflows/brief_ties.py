"""Paging through ties in brief: who is tied to whom, of what type, and when that was in force; in order of id.

Law: in brief the same is said of the same ties as in the long list (`page_ties`). Of a large ledger the register's
tables say it, which takes a tenth of the time; what they cannot know is folded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kizuna.claims import vocabulary
from kizuna.register.status import Standing
from kizuna.register.ties import counting_parties, is_of_type
from kizuna.values import Answer, Span
from kizuna.workflows.list_ties import TiesQuestion, check_concepts, standings_of
from kizuna.workflows.page_ties import ANY, LEAST, TiesPageQuestion, is_by_tables, page_ties

if TYPE_CHECKING:
    from kizuna.store.queries.ties import TieOnDay


class BriefTie(NamedTuple):
    """A tie in brief: `type` is None when nobody states one, `parties` are the ids of those that count, in order;
    `span` is None where it was never entered into, as far as anybody has verified."""

    tie: str
    type: str | None
    parties: tuple[str, ...]
    in_force: Answer
    span: Span | None


class BriefPage(NamedTuple):
    """A page of ties in order of id; `after` is the id after which the next begins, "" when nothing is left."""

    lines: Sequence[BriefTie]
    after: str


def brief_ties(question: TiesPageQuestion) -> BriefPage:
    """The next ties in brief; a page of a large register may be short. Raises what the long list raises."""
    check_concepts(question.ties)
    if _is_told_by_tables(question):
        return _by_tables(question)
    found = page_ties(question)
    return BriefPage([_brief(line.standing) for line in found.lines], found.after)


def _is_told_by_tables(question: TiesPageQuestion) -> bool:
    asked = question.ties
    narrowed = asked.of or asked.between or asked.field or question.country
    return is_by_tables(asked) and question.standing != ANY and not narrowed


def _by_tables(question: TiesPageQuestion) -> BriefPage:
    """The next ties as the tables have them, but for those that were interrupted or are hidden in part."""
    from kizuna.store.queries import hidden, ties

    asked, after = question.ties, question.after
    rows = ties.ties_after(asked.day, kinds=_kinds(asked), after=after, limit=question.limit + 1)
    told = {row.tie: row for row in rows}
    half = {ref for ref in hidden.half_hidden_ties() if ref > after}
    refs = sorted(told.keys() | half)[: question.limit + 1]
    odd = [ref for ref in refs if ref not in told or not told[ref].unbroken]
    folded = {line.tie: line for line in _folded(odd, asked)}
    found = (folded.get(ref) if ref in odd else _told(told[ref]) for ref in refs[: question.limit])
    least = LEAST[question.standing]
    lines = [line for line in found if line is not None and not line.in_force < least]
    return BriefPage(lines, refs[question.limit - 1] if len(refs) > question.limit else "")


def _kinds(asked: TiesQuestion) -> list[str]:
    """The types of tie that are the one asked for or narrower; none where any is."""
    scheme = vocabulary.scheme("tie-types")
    return [kind for kind in scheme if scheme.is_within(kind, asked.kind)] if asked.kind else []


def _folded(refs: Sequence[str], asked: TiesQuestion) -> list[BriefTie]:
    if not refs:
        return []
    standings, _ = standings_of(refs, asked.day)
    return [_brief(standing) for standing in standings if is_of_type(standing.tie, asked.kind)]


def _told(row: TieOnDay) -> BriefTie:
    days = (row.start_earliest, row.start_latest, row.end_earliest, row.end_latest)
    return BriefTie(row.tie, row.type or None, row.parties, row.answer, Span(*days))


def _brief(standing: Standing) -> BriefTie:
    tie = standing.tie
    parties = counting_parties(tie)
    return BriefTie(tie.id, tie.type.value, parties, standing.in_force, standing.span)
