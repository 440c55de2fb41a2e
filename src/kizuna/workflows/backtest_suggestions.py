"""Back-testing suggestions: on the dated ties of the register, or on ties listed in a
file.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from kizuna.analysis.figures import Measure
from kizuna.analysis.scope import Party
from kizuna.analysis.suggest.backtest import (
    NON_TIES,
    SEED,
    Backtest,
    DatedTie,
    backtest,
)
from kizuna.analysis.suggest.features import PRIOR
from kizuna.analysis.suggest.holdings import places_of
from kizuna.errors import BadFile, BadQuestion, BadValue
from kizuna.publish.document import Block, Paragraph, Sentence, Table, Tone
from kizuna.publish.records import Records, columns
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.sources.readers.spreadsheet import read_table
from kizuna.values import OPEN_END, OPEN_START, Edtf, Point, Quantity
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times

_ENOUGH = 100
"""Below so many ranked pairs a margin means nothing, and that is said."""
_SHARE_BEFORE = 0.8
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BacktestAnswer:
    """The result, and the last year of the past; `file` is the name of the file of
    ties, "" for those of the register.
    """

    result: Backtest
    until: int
    file: str
    register: Register


def backtest_suggestions(
    times: Times,
    until: int | None = None,
    edges: Path | None = None,
    places: Path | None = None,
    seed: int = SEED,
) -> BacktestAnswer:
    """How well later ties are ranked from the past.

    Tested is the register at its times, or `edges`, a table with the columns a, b and
    since (EDTF, empty when unknown), and `places`, one with id, country, latitude,
    longitude and population, what is unknown empty. Ties made up to the end of the year
    `until` are past; None: the last year before four fifths of the dated ties had been
    made.

    Raises BadFile for a file that cannot be read or a line of it that is wrong,
    BadQuestion for places without edges and where there is nothing to fit on or to
    rank.
    """
    if places and not edges:
        raise BadQuestion(f"{str(places)!r}: places are given with a file of edges")
    known: Mapping[str, Party]
    if edges:
        heads = ("id", "country", "latitude", "longitude", "population")
        known = dict(_rows(places, heads, _place)) if places else {}
        ties = list(_rows(edges, ("a", "b", "since"), _tie))
    else:
        known, ties = _register(times)
    if until is None:
        dated = sorted(tie.latest for tie in ties if tie.earliest != OPEN_START)
        if not dated:
            raise BadQuestion("nothing to back-test: no tie has a date")
        day = dated[min(int(len(dated) * _SHARE_BEFORE), len(dated) - 1)]
        first, last = date(2, 1, 1).toordinal(), date.max.toordinal()
        until = date.fromordinal(min(max(day, first), last)).year - 1
    if not 1 <= until <= 9999:
        raise BadQuestion(f"{until} is not a year from 1 to 9999")
    result = backtest(known, ties, date(until, 12, 31).toordinal(), seed)
    register = ask.known_register(times.known_at)
    return BacktestAnswer(result, until, edges.name if edges else "", register)


def _register(times: Times) -> tuple[Mapping[str, Party], list[DatedTie]]:
    found = ask.scope(ask.ScopeQuestion(times.day.number, times.known_at))
    ties = []
    for tie in found.ties:
        if tie.span and all(
            found.parties[party].is_government for party in tie.parties
        ):
            begun = (tie.span.start_earliest, tie.span.start_latest)
            ties += [
                DatedTie(a, b, *begun)
                for a in tie.parties
                for b in tie.parties
                if a < b
            ]
    return places_of(found), ties


def _tie(a: str, b: str, since: str) -> DatedTie:
    if not (a and b):
        raise ValueError("a tie has two ends, a and b")
    span = Edtf.parse(since).span if since else None
    begun = (span.start_earliest, span.start_latest) if span else (OPEN_START, OPEN_END)
    return DatedTie(a, b, *begun)


def _place(ref: str, country: str, *numbers: str) -> tuple[str, Party]:
    *degrees, persons = (float(number) if number else None for number in numbers)
    point = Point.from_json(degrees) if degrees != [None, None] else None
    population = Measure(Quantity.exact(persons, "persons"), ()) if persons else None
    return ref, Party(ref, country=country, point=point, population=population)


def _rows(path: Path, columns: tuple[str, ...], make: Callable[..., T]) -> Iterator[T]:
    """What is made of the texts of each row of a table in its columns, all of which it
    must have.
    """
    table = read_table(path)
    if missing := [name for name in columns if name not in table.columns]:
        needed = ", ".join(columns)
        raise BadFile(
            f"{path.name}: there is no column {missing[0]!r}; it needs {needed}"
        )
    places = [table.columns.index(name) for name in columns]
    for row in table.rows:
        try:
            yield make(*(row.text(at) for at in places))
        except (ValueError, BadValue) as wrong:
            raise BadFile(f"{path.name}, line {row.number}: {wrong}") from wrong


SCORES = columns("name hits_at_10:number auc:number")


def backtest_records(answer: BacktestAnswer, wording: Wording) -> Records:
    """A row for each way to rank, this one first."""
    result, margin = answer.result, answer.result.margin
    weights, held_back = result.fit
    about = {
        "data": _data(answer, wording),
        "until": answer.until,
        "seed": result.seed,
        "ties": {
            **{
                n: getattr(result, n)
                for n in ("past", "later", "unclear", "unseen", "ranked")
            },
            "held_back": held_back,
        },
        "places": result.places,
        "candidates": result.candidates,
        "weights": {f.name: round(n, 3) for f, n in zip(PRIOR, weights, strict=True)},
        "margin": {
            "over": margin.rival,
            "hits_at_10": round(margin.hits, 4),
            "least": round(margin.least, 4),
            "most": round(margin.most, 4),
            "verdict": _verdict(answer, wording),
        },
    }
    scores = ((s.name, round(s.hits, 4), round(s.auc, 4)) for s in result.scores)
    rows = (
        dict(zip(("name", "hits_at_10", "auc"), score, strict=True)) for score in scores
    )
    return Records("scores", SCORES, rows, about)


def backtest_blocks(answer: BacktestAnswer, wording: Wording) -> Iterator[Block]:
    """The verdict, what was ranked, and a row for each way to rank."""
    result, number = answer.result, wording.messages.number

    def said(key: str, tone: Tone = Tone.PLAIN, /, **arguments: object) -> Sentence:
        return Sentence.of(
            wording.messages.text(f"web-suggest-{key}", **arguments), tone=tone
        )

    verdicts = [Sentence.of(_verdict(answer, wording))]
    if result.ranked < _ENOUGH:
        verdicts.append(said("too-few", Tone.DOUBTFUL, count=result.ranked))
    yield Paragraph(tuple(verdicts))
    heads = (wording.messages.text("web-suggest-ranked-by"), "Hits@10", "AUC")
    named = ((s.name.lower().replace(" ", "-"), s) for s in result.scores)
    rows = (
        (said(f"rival-{name}"), f"{s.hits:.4f}", f"{s.auc:.4f}") for name, s in named
    )
    yield Table.of(
        heads, rows, (1, 2), caption=wording.messages.text("web-suggest-backtest")
    )
    counts = {name: getattr(result, name) for name in ("past", "later", "ranked")}
    yield Paragraph(
        (
            Sentence.of(_data(answer, wording)),
            said("past", until=str(answer.until), **counts),
            said("among", places=result.places, candidates=result.candidates),
            said("fitted", Tone.ASIDE, held_back=result.fit[1]),
            said("set-aside", Tone.ASIDE, unclear=result.unclear, unseen=result.unseen),
            said("scores", Tone.ASIDE),
            said("drawn", Tone.ASIDE, places=number(NON_TIES), seed=str(result.seed)),
        )
    )


def _data(answer: BacktestAnswer, wording: Wording) -> str:
    of = "file" if answer.file else "register"
    return wording.messages.text(f"web-suggest-of-{of}", file=answer.file)


def _verdict(answer: BacktestAnswer, wording: Wording) -> str:
    margin = answer.result.margin
    hits, least, most = (
        f"{n * 100:+.1f}" for n in (margin.hits, margin.least, margin.most)
    )
    verdict = (
        "behind" if margin.hits <= 0 else "chance" if margin.least <= 0 else "ahead"
    )
    said = {"margin": hits, "least": least, "most": most}
    return wording.messages.text(f"web-suggest-verdict-{verdict}", **said)
