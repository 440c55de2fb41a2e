"""What an import did, or would do: what a list says that is new, the same, sharper, in
conflict or missing, and a few ties as they would be recorded; as a document for pages
and terminals, and as files for spreadsheets.

Law: what is shown is what goes in: the names and countries that the register has, else
those of the list.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Literal, get_args

from kizuna.claims.mapping.entries import BadRow, Entry, MappingQuestion
from kizuna.claims.mapping.mapping import quoted
from kizuna.languages import Messages
from kizuna.publish.document import (
    Block,
    Document,
    KeyFigures,
    Listing,
    Paragraph,
    Piece,
    Section,
    Sentence,
    Subheading,
    Table,
    Tone,
)
from kizuna.publish.records import attributes, csv_text
from kizuna.publish.wording import Wording, capital
from kizuna.values import Edtf
from kizuna.workflows import ask
from kizuna.workflows.importing.known import Known, agree
from kizuna.workflows.importing.places import PlaceFinder

COLUMNS = ("difference", "row", "tie", "parties", "property", "here", "there")
_MOST = 25
"""So many reasons, questions and new places are told; the files have all."""
_SHOWN, _CHOICES, _SAMPLES = 12, 4, 5
"""So many differences of a sort, answers to a question, and ties as they would be
recorded, are told.
"""
REJECTED = "rejected"
_FIRST = (
    REJECTED,
    "conflict",
    "sharper",
    "vaguer",
    "missing-here",
    "missing-there",
    "new",
    "same",
)
_FIGURES = (
    "rows",
    "good",
    "rejected",
    "ties",
    "places",
    "claims",
    "new",
    "known",
    "proposed",
)
_QUOTED = re.compile(r"""'[^']*'|"[^"]*"|[0-9]+""")
Difference = Literal[
    "new", "same", "sharper", "vaguer", "conflict", "missing-here", "missing-there"
]
"""How what a list says of a tie stands to what the register holds."""


@dataclass(frozen=True, slots=True)
class Line:
    """One difference: the row (0 for a tie that the list lacks), the tie, its parties,
    the property, both values.
    """

    difference: Difference
    row: int
    tie: str
    parties: tuple[str, ...]
    property: str = ""
    here: str = ""
    there: str = ""


def compare(rows: Iterable[Entry], known: Known) -> Iterator[Line]:
    met: set[str] = set()
    for entry in rows:
        line = partial(Line, row=entry.row.number, tie=entry.tie, parties=entry.parties)
        if tie := known.ties.get(entry.tie):
            compared = [
                (f"date of {stage}", sorted(tie.dates.get(stage, ())), there)
                for stage, there in entry.dates
                if there or tie.dates.get(stage)
            ]
            compared += [("type", sorted(tie.types), entry.type)] if entry.type else []
            for name, here, there in compared:
                sort = _difference(name, here, there)
                yield line(sort, property=name, here=", ".join(here), there=there)
            if not compared:
                yield line("same", property="tie")
        elif entry.tie not in met:
            yield line("new", property="tie", there=entry.dated)
        met.add(entry.tie)


def _difference(name: str, here: list[str], there: str) -> Difference:
    """How the type or date in a list stands to those that are held; there is one on
    either side at least.
    """
    if not there or not here:
        return "missing-here" if there else "missing-there"
    if there not in here and name != "type":
        given, dates = Edtf.parse(there), [Edtf.parse(text) for text in here]
        if any(date.is_sharper_than(given) for date in dates):
            return "vaguer"
        if any(given.is_sharper_than(date) for date in dates):
            return "sharper"
    return "same" if any(agree(name, held, there) for held in here) else "conflict"


def lacking(
    rows: Sequence[Entry], known: Known, countries: Mapping[str, str]
) -> Iterator[Line]:
    """The ties that the register has and the list lacks, though they are in its reach.

    A tie is in reach when one party stands on side a of the list and the other lies in
    a country of its side b. `countries` are those of the places of the list.
    """

    def country(ref: str) -> str:
        return min(known.of(ref, "country"), default=countries.get(ref, ""))

    listed, home = {entry.tie for entry in rows}, {entry.parties[0] for entry in rows}
    abroad = {country(entry.parties[1]) for entry in rows} - {""}
    for ref, tie in sorted(known.ties.items()):
        others = tie.parties - home or tie.parties
        if (
            ref in listed
            or not tie.parties & home
            or abroad.isdisjoint(map(country, others))
        ):
            continue
        parties = tuple(sorted(tie.parties, key=lambda ref: (ref not in home, ref)))
        dates = ", ".join(sorted(tie.dates.get("formal", ())))
        yield Line("missing-there", 0, ref, parties, "tie", dates)


@dataclass(frozen=True, slots=True)
class SampleTie:
    """A tie as it would be recorded: its row, its parties with their names as the
    register or the list has them and their countries ("" not known), the date of its
    stage (EDTF, "" for none) and its type ("" for none).
    """

    row: int
    tie: str
    parties: tuple[str, str]
    names: tuple[str, str]
    countries: tuple[str, str]
    date: str
    type: str


def sample_ties(
    rows: Sequence[Entry], places: PlaceFinder, kind: str
) -> Iterator[SampleTie]:
    """The first row that went in and some others, spread over the list; of a type
    `kind` where they name none.
    """
    chosen = dict.fromkeys(
        len(rows) * at // _SAMPLES for at in range(_SAMPLES if rows else 0)
    )
    shown = [rows[at] for at in chosen]
    refs = sorted({ref for entry in shown for ref in entry.parties})
    labels = Wording.english(ask.known_register(None, refs))
    for entry in shown:
        pairs = [*zip(entry.parties, (entry.a, entry.b), strict=True)]
        one, other = (
            p.label if (p := places.made.get(r)) else labels.label(r) for r, _ in pairs
        )
        here, there = (
            min(places.known.of(r, "country"), default=p.country) for r, p in pairs
        )
        said = ((one, other), (here, there), entry.dated, entry.type or kind)
        yield SampleTie(entry.row.number, entry.tie, entry.parties, *said)


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many rows did not go in for one reason, whatever text it quotes; the reason
    and the row of the first.
    """

    rows: int
    reason: str
    row: int
    is_tie: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do when `is_trial`.

    `rows` is how many rows the list has (with those of a second list of places), `good`
    how many went in. `claims` is how many claims the good rows make, `new` and `known`
    how many of these the ledger did not and did hold (None in a trial). `proposed` is
    how many wait for a reviewer. `places` and `ties` are new ones, `names` and
    `countries` those of the new places by id. `guessed` is the TOML of a guessed
    mapping, "" when there was one. `questions` are what the list leaves open, `samples`
    a few ties as they would be recorded.
    """

    document: str
    holder: str
    mapping: str
    is_trial: bool
    rows: int
    good: int
    rejected: tuple[BadRow, ...]
    differences: tuple[Line, ...]
    claims: int
    new: int | None
    known: int | None
    places: int
    ties: int
    guessed: str = ""
    unknown: tuple[str, ...] = ()
    proposed: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[MappingQuestion, ...] = ()
    samples: tuple[SampleTie, ...] = ()

    @property
    def refused(self) -> int:
        """How many rows that may be ties did not go in."""
        return sum(one.is_tie for one in self.rejected)

    @property
    def other_rows(self) -> int:
        """How many rows are no ties: totals, headings and the like."""
        return len(self.rejected) - self.refused

    def count(self) -> dict[str, int]:
        found = Counter(line.difference for line in self.differences)
        return {sort: found[sort] for sort in get_args(Difference)}

    def reasons(self) -> list[ReasonCount]:
        """Why rows did not go in, the most frequent reason first.

        Texts in quotes and numbers make no other reason; a row with several reasons
        counts for each.
        """
        found: dict[str, ReasonCount] = {}
        for one, reason in (
            (row, reason) for row in self.rejected for reason in row.reasons
        ):
            key = _QUOTED.sub("…", reason)
            before = found.get(key, ReasonCount(0, reason, one.row, one.is_tie))
            found[key] = replace(before, rows=before.rows + 1, is_tie=one.is_tie)
        return sorted(found.values(), key=lambda one: (-one.rows, one.row))


def summary(done: Imported) -> dict[str, Any]:
    """The numbers of an import, None for what a trial does not know."""
    return {name: getattr(done, name) for name in _FIGURES} | {
        "rejected": len(done.rejected)
    }


def sections(done: Imported, messages: Messages) -> list[Section]:
    """What a report tells but for its differences: figures, rows as they are read,
    reasons, new places.
    """
    text = messages.text
    figures = [  # that are known; of those seldom met only what is not 0
        (text(f"web-import-figure-{name}", count=n), (Sentence.of(messages.number(n)),))
        for name, n in summary(done).items()
        if n or (n == 0 and name not in ("proposed", "known"))
    ]
    notes = (
        (done.proposed, text("web-import-proposed", count=done.proposed)),
        (done.other_rows, text("web-import-held-back", count=done.other_rows)),
        (
            done.unknown,
            text("web-import-unknown-columns", names=messages.listing(done.unknown)),
        ),
    )
    told = (Paragraph((Sentence.of(note),)) for is_so, note in notes if is_so)
    why = [
        (
            f"{text('web-import-why-rows', count=one.rows, row=str(one.row))}"
            f" {messages.told(one.reason)}"
        )
        for one in done.reasons()[:_MOST]
    ]
    named = list(done.names.items())[:_MOST]
    places = "; ".join(
        _place(name, done.countries.get(ref, ""), messages) for ref, name in named
    )
    if more := len(done.names) - len(named):
        places += f" {text('web-import-more-places', count=more)}"
    listed = (Paragraph((Sentence.of(places),)),) if places else ()
    read = (
        "web-import-samples-trial" if done.is_trial else "web-import-samples-recorded"
    )
    found = (
        Section("figures", "", (KeyFigures(tuple(figures)), *told)),
        Section(
            "samples",
            text(read),
            _listing(_sample(one, messages) for one in done.samples),
        ),
        Section("why", text("web-import-why"), _listing(why)),
        Section("places", text("web-import-new-places"), listed, folded=True),
    )
    return [section for section in found if section.blocks]


def _listing(items: Iterable[str]) -> tuple[Listing, ...]:
    held = tuple((Sentence.of(item),) for item in items)
    return (Listing(held),) if held else ()


def _place(name: str, country: str, messages: Messages) -> str:
    if not country:
        return name
    return messages.text(
        "web-import-place", name=name, country=messages.country(country)
    )


def _sample(sample: SampleTie, messages: Messages) -> str:
    """A tie in words: "Lyon, France – Kyiv, Ukraine · since 1992 · sister cities (row
    2)".
    """
    held = zip(sample.names, sample.countries, strict=True)
    told = [" – ".join(_place(name, country, messages) for name, country in held)]
    if sample.date:
        told.append(
            messages.text(
                "web-import-since", date=messages.date(Edtf.parse(sample.date))
            )
        )
    if sample.type:
        told.append(messages.concept("tie-types", sample.type))
    row = messages.text("web-import-in-row", row=str(sample.row))
    return f"{' · '.join(told)} {row}"


def question_words(question: MappingQuestion, messages: Messages) -> str:
    """What is to be decided in a mapping."""
    part, *_, last = question.path
    is_of_side = last in ("name", "country") and part != "terms"
    what = "word" if part == "terms" else f"side-{last}" if is_of_side else part
    side = messages.text(f"web-import-of-{part}") if is_of_side else ""
    return messages.text(
        f"web-import-ask-{what}", text=last, rows=question.rows, side=side
    )


def sorts(done: Imported) -> dict[str, int]:
    """How many rows or differences there are of each sort that there are any of, the
    most telling first.
    """
    counts = {**done.count(), REJECTED: len(done.rejected)}
    return {sort: counts[sort] for sort in _FIRST if counts[sort]}


def table(done: Imported, sort: str, part: slice, messages: Messages) -> Table:
    """A part of the rejected rows, with their reasons and cells, or of the differences
    of a sort, in words.
    """
    heads: tuple[str, ...] = ("row", "tie", "about", "here", "there")
    held = [line for line in done.differences if line.difference == sort]
    rows: Iterable[tuple[Sentence, ...]] = _differences(done, held[part], messages)
    if sort == REJECTED:
        heads = ("row", "reasons", "cells")
        rows = (
            (
                Sentence.of(str(row.row)),
                Sentence.of("; ".join(map(messages.told, row.reasons))),
                Sentence.of(" · ".join(filter(None, row.cells)), tone=Tone.ASIDE),
            )
            for row in done.rejected[part]
        )
    return Table.of((messages.text(f"web-import-{head}") for head in heads), rows, {0})


def document(done: Imported, messages: Messages) -> Document:
    """All of a report, with the first differences of each sort and where questions are
    answered.
    """
    text = messages.text
    asked = [
        f"{question_words(one, messages)} {_entry(one)}"
        for one in done.questions[:_MOST]
    ]
    blocks: list[Block] = []
    for sort, count in sorts(done).items():
        title = f"{text(f'web-import-sort-{sort}')}: {messages.number(count)}"
        blocks.append(
            Subheading(title, sort, remark=text(f"web-import-sort-means-{sort}"))
        )
        if sort not in (REJECTED, "same"):
            listed = table(done, sort, slice(_SHOWN), messages)
            blocks.append(replace(listed, more=max(0, count - _SHOWN)))
    further = (
        Section("questions", text("web-import-questions"), _listing(asked)),
        Section("differences", text("web-import-differences"), tuple(blocks)),
    )
    found = (
        *sections(done, messages),
        *(section for section in further if section.blocks),
    )
    title = text("web-import-of", name=done.document)
    return Document(messages.tag, title, Sentence.of(""), found)


def _entry(question: MappingQuestion) -> str:
    """Where the answer to a question goes in the mapping, with what it may be: [a]
    country = "JP".
    """
    *tables, key = question.path
    key = quoted(key) if tables[0] in ("terms", "columns", "countries") else key
    values = (question.suggested,) if question.suggested else question.options or ("…",)
    values = values if len(values) < _CHOICES else (*values[: _CHOICES - 1], "…")
    return f"[{'.'.join(tables)}] {key} = {' | '.join(map(quoted, values))}"


def _differences(
    done: Imported, lines: Sequence[Line], messages: Messages
) -> Iterator[tuple[Sentence, ...]]:
    refs = sorted(
        {ref for line in lines for ref in (line.tie, *line.parties)} or {"tie/none"}
    )
    register = ask.known_register(None, refs)
    wording = Wording(register, messages)
    for line in lines:
        parties = (
            wording.name(r) if r in register else done.names.get(r, r)
            for r in line.parties
        )
        named = Piece(" – ".join(parties), line.tie if line.tie in register else "")
        is_type, stage = line.property == "type", line.property.partition("date of ")[2]
        about = messages.text(
            "web-import-what-type" if is_type else "web-import-the-tie"
        )
        if stage:
            about = messages.text(
                "web-import-date-of", stage=messages.concept("stages", stage)
            )
        said = []
        for parts in (
            side.split(", ") if side else () for side in (line.here, line.there)
        ):
            types = [messages.concept("tie-types", part) for part in parts if is_type]
            dates = [messages.date(Edtf.parse(part)) for part in parts if not is_type]
            said.append(capital(messages.listing(types)) or messages.listing(dates))
        row = Sentence.of(str(line.row or ""))
        yield row, Sentence((named,)), Sentence.of(about), *map(Sentence.of, said)


def rejected_csv(rejected: Iterable[BadRow]) -> str:
    """The rejected rows with file, sheet, row and reasons before their cells."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    seen: tuple[str, tuple[str, ...]] | None = None
    for one in rejected:
        if seen != (one.file, one.columns):
            seen = one.file, one.columns
            writer.writerow(["file", "sheet", "row", "reasons", *one.columns])
        writer.writerow(
            [one.file, one.sheet, one.row, "; ".join(one.reasons), *one.cells]
        )
    return out.getvalue()


def difference_record(line: Line) -> dict[str, Any]:
    """A difference under COLUMNS; None for what there is not."""
    return attributes(line, COLUMNS, row=line.row or None)


def differences_csv(differences: Iterable[Line]) -> str:
    """The differences, one a row; the parties of a tie stand in one cell."""
    return csv_text(
        COLUMNS, (tuple(difference_record(line).values()) for line in differences)
    )
