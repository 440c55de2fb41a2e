"""Measuring: breadth, depth, volume, balance, continuity, activity and cost of a tie or
of many.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from kizuna.analysis.measures import TieMeasures, measures_of
from kizuna.analysis.measures.activity import TieActivity
from kizuna.errors import BadQuestion
from kizuna.publish.document import Document, Paragraph, Sentence, Table
from kizuna.publish.measures import MEASURES, MeasureWords, measures_json
from kizuna.publish.records import Records, columns, row_of
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.register.ties import tie_of, tie_on_day
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import param, question_class

_YEARS = re.compile(r"(-?\d{1,4})(?:\s*\.\.\s*(-?\d{1,4}))?|(\d{4})\s*[-–]\s*(\d{4})")


@question_class
class Question:
    """Measure ties: breadth, depth, volume, balance, continuity, activity and cost.

    `names` are one tie or place, or two places; `years` ("1980..1986", or one year)
    narrow volume and balance ("": from the start).
    """

    names: tuple[str, ...] = param(
        "web-measuring-of",
        "tie place",
        names=("a", "b"),
        is_argument=True,
        example="Osaka",
    )
    years: str = param("web-measuring-years", example="1980..1986", default="")


@dataclass(frozen=True, slots=True)
class MeasureAnswer:
    """The measures of each tie, in order of date; `is_tie` when one tie was asked for
    by name.

    Of a place, or between two, those ties are measured that certainly or possibly stood
    on the day.
    """

    register: Register
    ties: tuple[TieMeasures, ...]
    is_tie: bool


def answer(question: Question, times: Times) -> MeasureAnswer:
    """The measures asked for; no ties at all where nothing was recorded by then.

    Raises NotFound and Ambiguous for names, BadQuestion for more than two names, two
    that are one place, or years that are none or out of order.
    """
    if not 1 <= len(question.names) <= 2:
        listed = ", ".join(map(repr, question.names))
        raise BadQuestion(
            f"{listed}: measure one tie, one place, or the ties between two places"
        )
    years, text, day = None, question.years, times.day.number
    if text:
        span = _YEARS.fullmatch(text.strip())
        if span is None:
            raise BadQuestion(f"{text!r}: write two years, such as 1980..1986, or one")
        first, last = int(span[1] or span[3]), int(span[2] or span[4] or span[1])
        if first > last:
            raise BadQuestion(
                f"the years {first}..{last} run backwards; write {last}..{first}"
            )
        years = (first, last)
    if ask.is_empty(times.known_at):
        return MeasureAnswer(ask.known_register(times.known_at), (), is_tie=False)
    of, between = (
        (question.names[0], ()) if len(question.names) == 1 else ("", question.names)
    )
    if of and (ref := ask.tie_named(of, times.known_at)):
        # a tie's parts, and the fundings of those
        register = ask.known_register(times.known_at, [ref], hops=2)
        on_day = tie_on_day(tie_of(register, ref), day, register.dating)
        measured = measures_of(TieActivity(register, on_day), years)
        return MeasureAnswer(register, (measured,), is_tie=True)
    found = ask.scope(ask.ScopeQuestion(day, times.known_at, of, between))
    active = (TieActivity(found.register, tie) for tie in found.in_force(possible=True))
    every = tuple(measures_of(each, years) for each in active)
    return MeasureAnswer(found.register, every, is_tie=False)


_TIE = columns("id label parties:ids in_force claims:claims")
COLUMNS = {"ties": (*_TIE, *MEASURES)}
_FLAT = columns(
    "id label first_year:integer last_year:integer fields:figure institutions:figure"
    " sub_ties:figure"
    " offices:figure agreements:figure events:figure lived_years:figure shannon:range"
    " simpson:range"
    " longest_series:range persons:range person_days:range longest_silence:range"
    " activeness:texts"
    " why_none status differs_from_status:flag rule claims:claims"
)


def records(found: MeasureAnswer, wording: Wording) -> Records:
    """A tie a row; the flat table has a number of each measure, empty where there is no
    evidence.
    """
    rows, flat = [], []
    for measured, tie in ((one, one.standing) for one in found.ties):
        label, numbers = wording.label(tie.id), measures_json(measured)
        row = row_of(
            tie, _TIE, label=label, parties=tie.tie.party.values, in_force=tie.answer
        )
        rows.append({**row, **numbers})
        volume, alive, steady = (
            numbers[n] for n in ("volume", "activeness", "continuity")
        )
        flat.append(
            {
                "id": tie.id,
                "label": label,
                **dict(zip(("first_year", "last_year"), volume["years"], strict=True)),
                **numbers["breadth"],
                **numbers["depth"],
                **volume,
                "lived_years": steady and steady["lived"],
                "longest_silence": steady and steady["longest_silence"],
                **alive,
                "activeness": alive["states"],
                "status": alive["status"] and alive["status"]["value"],
                "claims": _claims_of(
                    {column.name: numbers[column.name] for column in MEASURES}
                ),
            }
        )
    return Records("ties", COLUMNS["ties"], rows, flat=Records("ties", _FLAT, flat))


def _claims_of(held: Any) -> list[str]:
    """Every claim that any of the numbers rests on, in order of first mention."""
    found, pending = dict[str, None](), [held]
    while pending:
        match pending.pop(0):
            case dict() as item:
                found |= dict.fromkeys(item.get("claims", ()))
                pending += [value for key, value in item.items() if key != "claims"]
            case list() as item:
                pending += item
    return list(found)


def document(found: MeasureAnswer, wording: Wording) -> Document:
    """One tie measure by measure, or a row a tie of which anything is recorded that can
    be measured.
    """
    words = MeasureWords(wording)
    if found.is_tie:
        measured = found.ties[0]
        made = wording.document("measure", words.standing(measured))
        return replace(made, sections=(*made.sections, *words.sections(measured)))
    told = [measured for measured in found.ties if measured.has_evidence]
    count = words.say("count", count=len(found.ties))
    claims = (claim for measured in found.ties for claim in measured.standing.claims)
    bare = len(found.ties) - len(told)
    none = words.say("bare", count=bare) if bare else ""
    asides = Paragraph.aside(none, words.say("none-means") if told else "")
    said = Paragraph((Sentence.of(count, claims), *asides.sentences))
    measures = (
        "fields",
        "shannon",
        "institutions",
        "events",
        "persons",
        "lived",
        "silence",
    )
    heads = map(words.say, (*measures, "activeness"))
    columns = (wording.messages.text("web-analysis-tie"), *heads)
    table = Table.of(columns, map(words.row, told), range(1, len(columns) - 1))
    return wording.document("measure", said, table)
