"""Contradictions: what in the register cannot all be true together; and whether the
database is sound.
"""

import re
from contextlib import suppress
from dataclasses import dataclass

from kizuna.analysis.consistency import Finding, check
from kizuna.errors import BadDate
from kizuna.publish.document import Document, Paragraph, Sentence, Table, Tone
from kizuna.publish.records import Records, columns, row_of
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.store import audited, schema
from kizuna.values import Edtf
from kizuna.workflows.clocks import Times
from kizuna.workflows.find_gaps import scope, subject_cells
from kizuna.workflows.question import param, question_class

TIMES = ("known_at",)
_DATES = frozenset(
    {
        "date",
        "other_date",
        "tie_date",
        "visit_date",
        "existence",
        "end",
        "term_end",
        "year",
    }
)


@question_class
class Question:
    """List what cannot all be true, and what one fact implies about another.

    `of` is a name or an id of a thing, taken with all that hangs on it ("":
    everything).
    """

    of: str = param("web-gaps-of", "any", example="osaka", default="")


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """What was found: problems first, then what is only worth knowing."""

    register: Register
    findings: tuple[Finding, ...]


_FINDING = columns("problem:flag code subject label text details:value claims:claims")
COLUMNS = {"findings": _FINDING}


def answer(question: Question, times: Times) -> CheckAnswer:
    """The findings about what is asked for. Raises NotFound and Ambiguous for a
    name.
    """
    register, refs = scope(question.of, times.known_at)
    return CheckAnswer(register, tuple(check(register, refs)))


def records(found: CheckAnswer, wording: Wording) -> Records:
    """A finding a row."""
    rows = []
    for one in found.findings:
        words = {
            "label": wording.label(one.subject),
            "text": finding_words(one, wording),
        }
        details = dict(one.details)
        rows.append(
            row_of(one, _FINDING, problem=one.is_problem, **words, details=details)
        )
    return Records("findings", _FINDING, rows)


def document(found: CheckAnswer, wording: Wording) -> Document:
    """A line a finding."""
    text = wording.messages.text
    problem = Sentence.of(text("web-check-problem"), tone=Tone.DENIED)
    remark = Sentence.of(text("web-check-remark"), tone=Tone.ASIDE)
    rows = []
    for one in found.findings:
        what = Sentence.of(capital(finding_words(one, wording)), one.claims)
        sort = problem if one.is_problem else remark
        rows.append((*subject_cells(one.subject, wording), sort, what))
    none = Paragraph.aside("" if found.findings else text("web-check-none"))
    heads = (
        "web-analysis-subject",
        "web-analysis-kind-of",
        "web-check-found",
        "web-check-what",
    )
    return wording.document("check", none, Table.of(map(text, heads), rows))


def finding_words(finding: Finding, wording: Wording) -> str:
    """What cannot all be true, or what one fact implies, without its subject."""
    said: dict[str, object] = {}
    for key, text in finding.details:
        said[key] = wording.name(text) if "/" in text and key not in _DATES else text
        if key in _DATES:
            with suppress(BadDate):
                said[key] = wording.messages.date(Edtf.parse(text))
    if finding.code == "series-start":
        said |= {"ordinal": _digits(said["nth"]), "step": _digits(said["step"]) or 1}
    if finding.code == "too-few-parties":
        said["count"] = _digits(said["count"])
    return wording.messages.text(f"web-check-{finding.code}", **said)


def _digits(text: object) -> int:
    found = re.search(r"\d+", str(text))
    return int(found[0]) if found else 0


def check_database(*, deep: bool = False) -> str:
    """Look whether the database is sound, `deep` also whether its indexes and
    references are.

    Returns what is to be said of the clock of this machine, "" where it agrees with the
    ledger. Raises StorageError with what is damaged.
    """
    schema.refuse_damage(deep=deep)
    return audited.clock_behind(audited.last_entry()) or ""
