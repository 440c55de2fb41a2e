"""Gaps: what the register cannot answer, about everything or about one thing and what
hangs on it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kizuna.analysis.gaps import CODES, Gap, gaps
from kizuna.claims.kinds import KINDS, Entity, Tie
from kizuna.publish.document import Document, Paragraph, Piece, Sentence, Table, Tone
from kizuna.publish.records import Records, columns, row_of
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.values import kind_of
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import param, question_class

TIMES = ("known_at",)


@question_class
class Question:
    """List what is not known: undated, unsourced, unverified, listed by one side only,
    missing.

    `of` is a name or an id of a thing, taken with all that hangs on it ("":
    everything); `code` one of CODES.
    """

    of: str = param(
        "web-gaps-of", "any", is_argument=True, option="of", example="Osaka", default=""
    )
    code: str = param("web-gaps-code", choices=CODES, default="")


@dataclass(frozen=True, slots=True)
class GapsAnswer:
    """The gaps of the code asked for; `counts` say how many there are of each."""

    register: Register
    gaps: tuple[Gap, ...]
    counts: Counter[str]


COLUMNS = columns("code subject label property text claims:claims")


def answer(question: Question, times: Times) -> GapsAnswer:
    """The gaps of what is asked for. Raises NotFound and Ambiguous for a name."""
    register, refs = scope(question.of, times.known_at)
    found = gaps(register, refs)
    shown = (gap for gap in found if question.code in ("", gap.code))
    return GapsAnswer(register, tuple(shown), Counter(gap.code for gap in found))


def records(found: GapsAnswer, wording: Wording) -> Records:
    """A gap a row."""
    said = (
        (gap, wording.label(gap.subject), gap_words(gap, wording)) for gap in found.gaps
    )
    rows = (row_of(gap, COLUMNS, label=label, text=text) for gap, label, text in said)
    return Records("gaps", COLUMNS, rows)


def document(found: GapsAnswer, wording: Wording) -> Document:
    """How many gaps there are of each sort, and a line a gap."""
    text = wording.messages.text
    counts = {
        text(f"choice-{code}"): found.counts[code]
        for code in CODES
        if found.counts[code]
    }
    none = Paragraph.aside("" if found.gaps else text("web-gaps-none"))
    return wording.document(
        "gaps", wording.figures(counts), none, gap_table(found.gaps, wording)
    )


def gap_table(gaps: Sequence[Gap], wording: Wording, most: int | None = None) -> Table:
    """A row a gap, `most` of them (None: all)."""
    said = ((gap, capital(gap_words(gap, wording))) for gap in gaps[:most])
    rows = [
        (*subject_cells(g.subject, wording), Sentence.of(words, g.claims))
        for g, words in said
    ]
    heads = ("web-analysis-subject", "web-analysis-kind-of", "web-gaps-unknown")
    return Table.of(map(wording.messages.text, heads), rows, more=len(gaps) - len(rows))


def gap_words(gap: Gap, wording: Wording) -> str:
    """What is not known, without its subject."""
    messages = wording.messages
    named = (
        messages.property(kind_of(gap.subject), gap.property) if gap.property else ""
    )
    return messages.text(f"web-gap-{gap.code}", property=named)


def gap_counts(gaps: Sequence[Gap], wording: Wording) -> list[str]:
    """How many gaps there are of each sort, in words."""
    text, counts = wording.messages.text, Counter(gap.code for gap in gaps)
    said = ((text(f"choice-{code}"), counts[code]) for code in CODES if counts[code])
    return [text("note-counted", subject=sort, count=count) for sort, count in said]


def subject_cells(ref: str, wording: Wording) -> tuple[Sentence, Sentence]:
    """The label of an entity, leading to it, and its kind."""
    kind = wording.messages.kind(kind_of(ref))
    return Sentence((Piece(wording.label(ref), ref),)), Sentence.of(
        kind, tone=Tone.ASIDE
    )


def scope(of: str, known_at: datetime | None) -> tuple[Register, Sequence[str] | None]:
    """The register, and the ids of a thing with the ties it is in and the parts of
    those (None: all).
    """
    if not of or ask.is_empty(known_at):
        return ask.known_register(known_at), None
    ref = ask.resolver(known_at).resolve(of)
    register = ask.known_register(known_at, [ref])
    refs = {ref: None, **dict.fromkeys(_referring(register, ref))}
    for tie in [r for r in refs if isinstance(register.get(r, Entity), Tie)]:
        refs |= dict.fromkeys(_referring(register, tie))
    return register, list(refs)


def _referring(register: Register, ref: str) -> list[str]:
    return [e.id for kind in KINDS.values() for e in register.referring(ref, kind)]
