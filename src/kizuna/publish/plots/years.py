"""Ties by year: how many were formed in each, stacked by partner country, pair of countries or area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kizuna.analysis.scope import Scope
from kizuna.languages import Messages
from kizuna.publish.drawings.palette import SERIES
from kizuna.publish.drawings.scales import year_of
from kizuna.publish.drawings.stacks import Slice, StackLabels, draw_stacked_years
from kizuna.publish.plots.plot import Grounds, Plot, claims_of
from kizuna.publish.plots.sorting import Sorting, first, home_of, sorting_of
from kizuna.publish.plots.words import Words
from kizuna.register.status import TieOnDay
from kizuna.values import OPEN_START, Answer

_OTHERS = "others"
_WIDEST = 10
"""A tie whose start is uncertain over more years than this is told in words; that many are named."""

_Formed = dict[tuple[int, str], list[tuple[TieOnDay, Answer]]]


def years(scope: Scope, language: str) -> Plot:
    """The plot of a scope: every tie that began by its day in the year of its beginning, ended or not.

    A tie whose date may lie in several years is possible in each of them; one without a date, or with dates that
    lie too far apart, is in none, and their number is said.
    """
    words = Words(scope.register, scope.day, Messages(language))
    begun = [t for t in scope.ties if t.span and t.span.begun_by(scope.day).possible]
    dated = [tie for tie in begun if _years(tie, scope.day)]
    sorting = sorting_of(scope, dated, home_of(scope, begun))
    kept = first((sorting.key(tie) for tie in dated), len(SERIES))
    if len(set(map(sorting.key, dated))) > len(kept):
        kept = [*kept, _OTHERS]
    formed = _formed(scope, dated, sorting, kept)
    slices = list(_slices(words, formed, sorting, kept, len(dated)))
    labels = StackLabels(
        title=words.text("years-title"),
        description=words.text("years-description", by=words.text(f"by-{sorting.by}")),
        empty=words.text("years-empty"),
        axis=words.text("years-axis"),
        series=tuple(_label(words, sorting, key) for key in kept),
        possible=words.text("possible"),
        language=words.tag,
    )
    return Plot(
        svg=draw_stacked_years(slices, labels),
        title=labels.title,
        subtitle=words.text(
            "years-subtitle",
            count=words.messages.number(len(dated)),
            day=words.on_day(),
            by=words.text(f"by-{sorting.by}"),
        ),
        description=labels.description,
        remarks=_left_out(words, [tie for tie in begun if not _years(tie, scope.day)]),
        claims=claims_of(dated),
        language=words.tag,
    )


def _left_out(words: Words, ties: Sequence[TieOnDay]) -> tuple[str, ...]:
    """How many ties are in no year, by the reason; those whose dates lie far apart by name."""
    wide = [tie for tie in ties if not _is_undated(tie)]
    named = [words.name(tie.tie.id) for tie in wide[:_WIDEST]]
    undated = len(ties) - len(wide)
    remarks = [words.text("undated", count=undated)] if undated else []
    if wide:
        ties_named = words.messages.listing([*named, *(["…"] if len(wide) > _WIDEST else [])])
        remarks.append(words.text("wide", count=len(wide), years=_WIDEST, ties=ties_named))
    return tuple(remarks)


def _is_undated(tie: TieOnDay) -> bool:
    return tie.span is None or tie.span.start_earliest == OPEN_START


def _years(tie: TieOnDay, day: int) -> range:
    """The years in which the tie may have begun; none when nothing is known of its date, or too little."""
    span = tie.span
    if span is None or _is_undated(tie) or span.start_earliest > day:
        return range(0)
    low, high = year_of(span.start_earliest), year_of(min(span.start_latest, day))
    return range(low, high + 1) if high - low < _WIDEST else range(0)


def _formed(
    scope: Scope, dated: Sequence[TieOnDay], sorting: Sorting, kept: Sequence[str]
) -> _Formed:
    formed: _Formed = defaultdict(list)
    for tie in dated:
        key = sorting.key(tie)
        held = _years(tie, scope.day)
        known = tie.span is not None and tie.span.begun_by(scope.day).certain
        answer = Answer.CERTAIN if len(held) == 1 and known else Answer.POSSIBLE
        for year in held:
            formed[year, key if key in kept else _OTHERS].append((tie, answer))
    return formed


def _slices(
    words: Words, formed: _Formed, sorting: Sorting, kept: Sequence[str], drawn: int
) -> Iterator[Slice]:
    for (year, key), held in sorted(formed.items()):
        certain = sum(answer.certain for _, answer in held)
        name = f"{year}, {_label(words, sorting, key)}"
        grounds = Grounds.of([tie for tie, _ in held], drawn)
        yield Slice(
            year=year,
            series=kept.index(key),
            certain=certain,
            possible=len(held),
            title=words.titled(name, certain, len(held)),
            claims=grounds.claims,
            ties=grounds.ties,
        )


def _label(words: Words, sorting: Sorting, key: str) -> str:
    return words.text("others") if key == _OTHERS else sorting.label(words, key)
