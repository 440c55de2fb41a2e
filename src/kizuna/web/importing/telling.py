"""How far an import is and what came of it, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kizuna.languages import Messages
from kizuna.publish.wording import Wording, capital
from kizuna.values import Edtf
from kizuna.web.importing.mapping_form import QuestionField, question_field
from kizuna.web.presenting.jobs import JobTelling, size_words, telling_of
from kizuna.workflows import ask
from kizuna.workflows.ask_import import Steps
from kizuna.workflows.importing.differences import Line, SampleTie
from kizuna.workflows.importing.kept import KeptList
from kizuna.workflows.importing.report import BadRow, ReasonCount, Report

SHOWN = 50
"""So many differences or rows stand on one page."""

_MOST = 25
"""So many reasons, questions and new places are told; the files have all."""

REJECTED = "rejected"
_FIRST = ("conflict", "sharper", "vaguer", "missing-here", "missing-there", "new", "same")
_FIGURES = ("rows", "good", "rejected", "ties", "places", "claims", "new", "known", "proposed")


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list among others: its address, its name, its size in words, whose it is, and when it came (ISO 8601)."""

    address: str
    name: str
    size: str
    owner: str
    came: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the report by its name, in words."""

    name: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Tab:
    """A sort of difference that the report has, or the rejected rows: its words, and how many there are."""

    sort: str
    words: str
    count: str


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A difference in words; `row` is 0 for a tie that the list lacks, `is_held` whether the tie has a page."""

    row: int
    tie: str
    is_held: bool
    parties: tuple[str, ...]
    what: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class SampleLine:
    """A tie as it would be recorded: its row, its parties with their countries, and its date and type in words,
    each "" for none."""

    row: int
    parties: tuple[str, str]
    date: str
    type: str


@dataclass(frozen=True, slots=True)
class ReportTelling:
    """A page of a report: the figures, the sorts, and the lines of the sort that is shown."""

    figures: tuple[Figure, ...]
    tabs: tuple[Tab, ...]
    shown: str
    lines: tuple[DifferenceLine, ...]
    bad: tuple[BadRow, ...]
    page: int
    pages: int
    unknown: tuple[str, ...]
    document: str
    is_trial: bool
    good: int
    rows: int
    refused: int
    proposed: int
    samples: tuple[SampleLine, ...] = ()
    reasons: tuple[ReasonCount, ...] = ()
    questions: tuple[QuestionField, ...] = ()
    places: tuple[str, ...] = ()
    more_places: int = 0


def line_of(kept: KeptList, messages: Messages) -> ListLine:
    """A list among others."""
    about = kept.about
    size = size_words(about.size, messages)
    return ListLine(f"/import/{kept.token}", about.name, size, about.owner, about.came)


def job_telling(steps: Steps, messages: Messages) -> JobTelling | None:
    """The newest job of an import, None before the first."""
    return telling_of(steps.newest, messages) if steps.newest else None


def report_telling(report: Report, shown: str, page: int, messages: Messages) -> ReportTelling:
    """A page of a report; `shown` is a sort, or REJECTED, or "" for the first that there is."""
    counts = {**report.counts(), REJECTED: len(report.rejected)}
    sorts = [sort for sort in (REJECTED, *_FIRST) if counts[sort]]
    shown = shown if shown in sorts else next(iter(sorts), "")
    found = report.rejected if shown == REJECTED else report.of_sort(shown)
    pages = max(1, -(-len(found) // SHOWN))
    page = min(page, pages)
    part = found[(page - 1) * SHOWN : page * SHOWN]
    told = {**report.told, "rejected": len(report.rejected)}
    return ReportTelling(
        figures=tuple(
            Figure(name, messages.number(told[name]), told[name])
            for name in _FIGURES
            if told.get(name) is not None and (told[name] or name not in ("proposed", "known"))
        ),
        tabs=tuple(
            Tab(s, messages.text(f"web-import-sort-{s}"), messages.number(counts[s])) for s in sorts
        ),
        shown=shown,
        lines=_lines([d for d in part if isinstance(d, Line)], told["names"], messages),
        bad=tuple(row for row in part if isinstance(row, BadRow)),
        page=page,
        pages=pages,
        unknown=tuple(report.told["unknown"]),
        document=report.told["document"],
        is_trial=report.told["is_trial"],
        good=report.told["good"],
        rows=report.told["rows"],
        refused=report.refused,
        proposed=report.told["proposed"],
        samples=tuple(_sample(sample, messages) for sample in report.samples),
        reasons=tuple(report.reasons()[:_MOST]),
        questions=tuple(question_field(q, messages) for q in report.questions[:_MOST]),
        places=tuple(
            _with_country(name, report.told.get("countries", {}).get(ref, ""), messages)
            for ref, name in list(told["names"].items())[:_MOST]
        ),
        more_places=max(0, len(told["names"]) - _MOST),
    )


def _sample(sample: SampleTie, messages: Messages) -> SampleLine:
    first, second = (
        _with_country(name, code, messages)
        for name, code in zip(sample.names, sample.countries, strict=True)
    )
    since = messages.date(Edtf.parse(sample.date)) if sample.date else ""
    kind = messages.concept("tie-types", sample.type) if sample.type else ""
    return SampleLine(sample.row, (first, second), since, kind)


def _with_country(name: str, code: str, messages: Messages) -> str:
    if not code:
        return name
    return messages.text("web-import-place", name=name, country=messages.country(code))


def _lines(
    found: Sequence[Line], names: Mapping[str, str], messages: Messages
) -> tuple[DifferenceLine, ...]:
    """Differences in words; `names` are those of places that the register does not know yet."""
    refs = sorted({ref for line in found for ref in (line.tie, *line.parties)} or {"tie/none"})
    register = ask.known_register(None, refs)
    wording = Wording(register, messages)
    return tuple(
        DifferenceLine(
            row=line.row,
            tie=line.tie,
            is_held=line.tie in register,
            parties=tuple(
                wording.name(ref) if ref in register else names.get(ref, ref)
                for ref in line.parties
            ),
            what=_what(line.property, messages),
            here=_value(line, line.here, messages),
            there=_value(line, line.there, messages),
        )
        for line in found
    )


def _what(name: str, messages: Messages) -> str:
    """What a difference is about, in words."""
    if name.startswith("date of "):
        stage = messages.concept("stages", name.removeprefix("date of "))
        return messages.text("web-import-date-of", stage=stage)
    return messages.text("web-import-what-type" if name == "type" else "web-import-the-tie")


def _value(line: Line, text: str, messages: Messages) -> str:
    """A date or a kind of tie in words; several stand with commas between them."""
    if not text:
        return ""
    parts = text.split(", ")
    if line.property == "type":
        return capital(messages.listing([messages.concept("tie-types", part) for part in parts]))
    return messages.listing([messages.date(Edtf.parse(part)) for part in parts])
