"""Listing ties: those of a place, between two sides, in a field or of a kind, as they
stood on a day.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kizuna.analysis.figures import Figure
from kizuna.claims import vocabulary
from kizuna.claims.kinds import FieldOfExchange, LocalGovernment
from kizuna.publish.document import Document, Drawing, Paragraph, Piece, Sentence, Table
from kizuna.publish.records import TIES, Records, columns, tie_record
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.register.ties import TieOnDay, TieQuery, in_order, parties_in_order, ties
from kizuna.workflows import ask
from kizuna.workflows.clocks import Day, Times
from kizuna.workflows.question import param, question_class


@question_class
class Question(ask.ScopedQuestion):
    """List the ties in force on a day, counted as certain and possible.

    `of` and `between` are names or ids; `field` and `kind` ids of concepts, which take
    in their narrower ones; "" and () ask for any. With `every`, ties that were not in
    force on the day are listed too.
    """

    field: str = param("web-analysis-field", "concept", "fields", default="")
    every: bool = param("web-ties-every", "flag", option="all", default=False)


@dataclass(frozen=True, slots=True)
class TiesAnswer:
    """The ties in order of date, and how many certainly and possibly were in force on
    the day.

    `pending` are agreed, negotiated or wished for but not entered into; `of` and
    `between` are the ids that the names of the question meant, `first` the places of
    the first side.
    """

    register: Register
    of: str
    between: tuple[str, ...]
    lines: tuple[TieOnDay, ...]
    count: Figure
    pending: int
    day: Day
    first: frozenset[str] = frozenset()

    def parties(self, line: TieOnDay) -> tuple[str, ...]:
        """The ids of all parties that are named, those of the side named first before
        the others.
        """
        return tuple(
            sorted(
                parties_in_order(line.tie), key=lambda party: party not in self.first
            )
        )


def answer(question: Question, times: Times) -> TiesAnswer:
    """The ties that the question asks for.

    Raises NotFound and Ambiguous for names, BadClaim for an unknown field or kind,
    BadQuestion for a place and two sides at once, for one side alone, and for two sides
    that are one.
    """
    register = ask.known_register(times.known_at)
    query, refs = tie_query(question, times)
    found = [] if ask.is_empty(times.known_at) else in_order(ties(register, query))
    in_force = [tie for tie in found if tie.answer.possible]
    return TiesAnswer(
        register=register,
        of=refs[0] if len(refs) == 1 else "",
        between=refs if len(refs) == 2 else (),
        lines=tuple(found if question.every else in_force),
        count=Figure.count((tie.answer, tie.claims) for tie in in_force),
        pending=sum(tie.is_pending for tie in found),
        day=times.day,
        first=frozenset(query.sides[0]) if len(refs) == 2 else frozenset(),
    )


def tie_query(
    question: Question, times: Times, country: str = ""
) -> tuple[TieQuery, tuple[str, ...]]:
    """Which ties are meant, `country` (a code) being that of a party; and the ids of
    the places that are named.

    Raises what `answer` raises.
    """
    for scheme, concept in (("fields", question.field), ("tie-types", question.kind)):
        if concept:
            _ = vocabulary.scheme(scheme)[concept]
    asked: tuple[ask.Place, ...] = ()
    if not ask.is_empty(times.known_at):
        asked = ask.places_meant(question.of, question.between, times.known_at)
    day = times.day.number
    sides = ask.sides_of(ask.known_register(times.known_at), asked, day)
    query = TieQuery(day, sides, question.kind, question.field, country)
    return query, tuple(place.ref for place in asked)


def fields_on(register: Register, line: TieOnDay) -> list[dict[str, Any]]:
    """The fields of a tie that are not known to have begun after the day, in the
    source's order, as rows.
    """
    found = register.referring(line.id, FieldOfExchange, "tie")
    listed = sorted(found, key=lambda field: (field.number.value or 0, field.id))
    return [
        {
            "concept": field.concept.value,
            "since": since.text if since else None,
            "claims": [*field.concept.claim_ids, *field.started.claim_ids],
        }
        for field in listed
        for since in (field.started.value,)
        if field.concept.value
        and (since is None or since.span.begun_by(line.day).possible)
    ]


_FIELD = columns("concept since:edtf claims:claims")
_NESTED = columns(
    "parties:rows fields:rows", parties=columns("id name level"), fields=_FIELD
)
_BY_NAME = {column.name: column for column in (*TIES, *_NESTED)}
_NAMES = (
    "id label type parties date date_basis stage in_force status parent fields claims"
    " countries"
    " begins_earliest begins_latest ends_earliest ends_latest"
)
COLUMNS = tuple(_BY_NAME[name] for name in _NAMES.split())


def records(found: TiesAnswer, wording: Wording) -> Records:
    """A tie a row; what no source says is None."""
    about = {
        "of": found.of or None,
        "between": list(found.between) or None,
        "count": found.count.as_json(),
        "pending": found.pending,
    }
    rows = tie_rows(((tie, found.parties(tie)) for tie in found.lines), wording)
    return Records("ties", COLUMNS, rows, about)


def tie_rows(
    ties: Iterable[tuple[TieOnDay, Sequence[str]]], wording: Wording
) -> Iterator[dict[str, Any]]:
    """Ties on their day as rows under COLUMNS, each given with its parties in their
    order.
    """
    for tie, parties in ties:
        yield {
            **tie_record(tie, wording.register, wording.label),
            "parties": [
                {
                    "id": ref,
                    "name": wording.label(ref),
                    "level": on and on.level.value_on(tie.day),
                }
                for ref in parties
                for on in (wording.register.get(ref, LocalGovernment),)
            ],
            "fields": fields_on(wording.register, tie),
        }


def document(found: TiesAnswer, wording: Wording) -> Document:
    """How many ties were in force, and a line a tie."""
    text, day = wording.messages.text, wording.day_words(found.day.number)
    count = wording.figures({text("web-ties-in-force", day=day): found.count})
    asides = [
        wording.undated_lists(found.lines),
        "" if found.lines else text("web-ties-none"),
    ]
    if found.pending and not any(tie.is_pending for tie in found.lines):
        asides.append(text("web-ties-pending", count=found.pending))
    rows = []
    for tie in found.lines:
        parties = " – ".join(map(wording.name, found.parties(tie)))
        fields = fields_on(found.register, tie)
        active = wording.first_of(
            [wording.concept("fields", field["concept"]) for field in fields]
        )
        named = Sentence((Piece(parties, tie.id),), tie.listed)
        kind = Sentence.of(wording.concept("tie-types", tie.tie.type.value))
        lasting = Sentence.of(
            active, (claim for field in fields for claim in field["claims"])
        )
        rows.append((wording.signed(tie), named, kind, wording.status(tie), lasting))
    since, *others = (
        text(f"note-column-{n}") for n in ("since", "kind", "standing", "fields")
    )
    table = Table.of((since, text("web-ties-column-tie"), *others), rows)
    return wording.document("ties", count, Paragraph.aside(*asides), table)


def chart(found: TiesAnswer, language: str) -> Drawing:
    """The map of the ties that are listed."""
    from kizuna.analysis.scope import scope_of
    from kizuna.publish.charts.map import ties_map

    listed = {tie.id for tie in found.lines}
    return ties_map(scope_of(found.register, found.day.number, among=listed), language)
