"""Measuring: breadth, depth, volume, balance, continuity, activity and cost of a tie or of many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from kizuna.analysis.figures import Derived, Figure, Measure
from kizuna.analysis.measures import Paid, TieMeasures, measures_of
from kizuna.analysis.measures.calendar import Activeness
from kizuna.analysis.measures.volume import Moved, runs_of
from kizuna.errors import Ambiguous, BadQuestion, NotFound
from kizuna.identity.resolver import PARTIES
from kizuna.publish.document import (
    Block,
    Document,
    Facts,
    Listing,
    Paragraph,
    Piece,
    Section,
    Sentence,
    Table,
    Tone,
    is_empty,
)
from kizuna.publish.measures import measures_json
from kizuna.publish.records import Column, Records
from kizuna.publish.wording import Wording
from kizuna.register.dating import Dating
from kizuna.register.register import Register
from kizuna.values import Answer, kind_of
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import Param
from kizuna.workflows.scoping import ScopeQuestion, scope

_HOPS = 2
"""A tie's parts, and the fundings of those."""
_YEARS = re.compile(r"(-?\d{1,4})(?:\s*\.\.\s*(-?\d{1,4}))?|(\d{4})\s*[-–]\s*(\d{4})")
_NAMED = 5
"""So many of what could not go in are named."""


@dataclass(frozen=True, slots=True)
class MeasureQuestion:
    """Measure ties: breadth, depth, volume, balance, continuity, activity and cost.

    `names` are one tie or place, or two places; `years` ("1980..1986", or one year) narrow volume and balance ("":
    from the start).
    """

    names: Annotated[
        tuple[str, ...],
        Param("web-measuring-of", "tie place", names=("a", "b"), is_argument=True, example="Osaka"),
    ]
    years: Annotated[str, Param("web-measuring-years", example="1980..1986")] = ""


Question = MeasureQuestion


@dataclass(frozen=True, slots=True)
class MeasureAnswer:
    """The measures of each tie, in order of date; `is_tie` when one tie was asked for by name.

    Of a place, or between two, those ties are measured that certainly or possibly stood on the day.
    """

    register: Register
    ties: tuple[TieMeasures, ...]
    is_tie: bool


def answer(question: MeasureQuestion, times: Times) -> MeasureAnswer:
    """The measures asked for; no ties at all where nothing was recorded by then.

    Raises NotFound and Ambiguous for names, BadQuestion for more than two names, two that are one place, or years
    that are none or out of order.
    """
    if not 1 <= len(question.names) <= 2:
        listed = ", ".join(map(repr, question.names))
        raise BadQuestion(f"{listed}: measure one tie, one place, or the ties between two places")
    years = _years(question.years)
    if ask.is_empty(times.known_at):
        return MeasureAnswer(ask.known_register(times.known_at), (), is_tie=False)
    if len(question.names) == 2:
        return _of_scope(_scoped(times, between=question.names), years)
    return _of_one(question.names[0], times, years)


def _years(text: str) -> tuple[int, int] | None:
    """The years that a text names, None for ""; raises BadQuestion quoting it."""
    if not text:
        return None
    found = _YEARS.fullmatch(text.strip())
    if found is None:
        raise BadQuestion(f"{text!r}: write two years, such as 1980..1986, or one")
    first, last = (int(year) for year in (found[1] or found[3], found[2] or found[4] or found[1]))
    if first > last:
        raise BadQuestion(f"the years {first}..{last} run backwards; write {last}..{first}")
    return first, last


def _of_one(name: str, times: Times, years: tuple[int, int] | None) -> MeasureAnswer:
    """The tie that the name means or, where it means none, the ties of the place."""
    try:
        ref = ask.resolver(times.known_at).resolve(name, ("tie", *PARTIES))
    except Ambiguous:
        raise
    except NotFound as missing:
        try:
            return _of_scope(_scoped(times, of=name), years)  # a country, by its name or code
        except NotFound:
            raise missing from None
    if kind_of(ref) != "tie":
        return _of_scope(_scoped(times, of=ref), years)
    register = ask.known_register(times.known_at, [ref], hops=_HOPS)
    measured = measures_of(register, ref, times.day.number, Dating.of(register), years)
    return MeasureAnswer(register, (measured,), is_tie=True)


def _of_scope(asked: ScopeQuestion, years: tuple[int, int] | None) -> MeasureAnswer:
    found = scope(asked)
    register, dating = found.register, Dating.of(found.register)
    ties = [tie.tie.id for tie in found.in_force(possible=True)]
    measured = (measures_of(register, tie, asked.day, dating, years) for tie in ties)
    return MeasureAnswer(register, tuple(measured), is_tie=False)


def _scoped(times: Times, of: str = "", between: tuple[str, ...] = ()) -> ScopeQuestion:
    return ScopeQuestion(times.day.number, times.known_at, of, between)


def _of_type(kind: str, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, kind) for name in names)


_DEPTH = ("institutions", "sub_ties", "offices", "agreements")
_MOVED = (
    Column("sender"),
    Column("events", "figure"),
    *_of_type("range", "persons", "person_days"),
)
_COLUMNS = (
    *_of_type("text", "id", "label"),
    Column("parties", "ids"),
    Column("in_force"),
    Column("claims", "claims"),
    Column(
        "breadth", "object", (Column("fields", "figure"), *_of_type("range", "shannon", "simpson"))
    ),
    Column("depth", "object", (*_of_type("figure", *_DEPTH), Column("longest_series", "range"))),
    Column(
        "volume",
        "object",
        (
            Column("years", "value"),
            *_MOVED[1:],
            Column("by_sender", "rows", _MOVED),
            Column(
                "by_year", "rows", (Column("year", "integer"), Column("by_sender", "rows", _MOVED))
            ),
        ),
    ),
    Column("balance", "rows", (Column("sender"), *_of_type("range", "events", "persons"))),
    Column(
        "continuity",
        "object",
        (Column("years", "value"), Column("lived", "figure"), Column("longest_silence", "range")),
    ),
    Column(
        "activeness",
        "object",
        (
            Column("states", "texts"),
            Column("why_none"),
            Column("years_since_last_sign", "range"),
            Column("status", "object", (Column("value"), Column("claims", "claims"))),
            Column("differs_from_status", "flag"),
            Column("rule"),
            Column("claims", "claims"),
        ),
    ),
    *_of_type("value", "cost", "missing"),
)
COLUMNS = {"ties": _COLUMNS}
_FLAT = (
    *_of_type("text", "id", "label"),
    *_of_type("integer", "first_year", "last_year"),
    *_of_type("figure", "fields", *_DEPTH, "events", "lived_years"),
    *_of_type("range", "shannon", "simpson", "longest_series", "persons", "person_days"),
    Column("longest_silence", "range"),
    Column("activeness", "texts"),
    *_of_type("text", "why_none", "status"),
    Column("differs_from_status", "flag"),
    Column("rule"),
    Column("claims", "claims"),
)


def records(found: MeasureAnswer, wording: Wording) -> Records:
    """A tie a row; the flat table has a number of each measure, empty where there is no evidence."""
    rows = [_record(measured, wording) for measured in found.ties]
    flat = Records("ties", _FLAT, map(_flat, rows))
    return Records("ties", _COLUMNS, rows, flat=flat)


def _record(measured: TieMeasures, wording: Wording) -> dict[str, Any]:
    return {
        "id": measured.tie.id,
        "label": wording.label(measured.tie.id),
        "parties": list(measured.tie.party.values),
        "in_force": measured.standing.answer.name.lower(),
        "claims": list(measured.standing.claims),
        **measures_json(measured),
    }


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    volume, alive = record["volume"], record["activeness"]
    steady = record["continuity"] or {}
    measures = {column.name: record[column.name] for column in _COLUMNS[5:]}
    return {
        "id": record["id"],
        "label": record["label"],
        "first_year": volume["years"][0],
        "last_year": volume["years"][1],
        **record["breadth"],
        **record["depth"],
        **volume,
        "lived_years": steady.get("lived"),
        "longest_silence": steady.get("longest_silence"),
        **alive,
        "activeness": alive["states"],
        "status": alive["status"]["value"] if alive["status"] else None,
        "claims": _claims_of(measures),
    }


def _claims_of(held: Any) -> list[str]:
    """Every claim that any of the numbers rests on, in order of first mention."""
    found: dict[str, None] = {}
    pending = [held]
    while pending:
        item = pending.pop(0)
        if isinstance(item, dict):
            found.update(dict.fromkeys(item.get("claims", ())))
            pending += [value for key, value in item.items() if key != "claims"]
        elif isinstance(item, list):
            pending += item
    return list(found)


Number = Figure | Derived | Measure | None
_HEADS = ("fields", "shannon", "institutions", "events", "persons", "lived", "silence")


def document(found: MeasureAnswer, wording: Wording) -> Document:
    """One tie measure by measure, or a row a tie of which anything is recorded that can be measured."""
    words = _Words(wording)
    if found.is_tie:
        measured = found.ties[0]
        made = wording.document("measure", words.standing(measured))
        return replace(made, sections=(*made.sections, *sections_of(measured, wording)))
    told = [measured for measured in found.ties if measured.has_evidence]
    count = words.say("count", count=len(found.ties))
    claims = (claim for measured in found.ties for claim in measured.standing.claims)
    said = [Sentence.of(count, claims)]
    if bare := len(found.ties) - len(told):
        said.append(Sentence.of(words.say("bare", count=bare), tone=Tone.ASIDE))
    if told:
        said.append(Sentence.of(words.say("none-means"), tone=Tone.ASIDE))
    heads = (
        wording.messages.text("web-analysis-tie"),
        *(words.say(key) for key in (*_HEADS, "activeness")),
    )
    table = Table("", heads, tuple(map(words.row, told)), frozenset(range(1, len(heads) - 1)))
    return wording.document("measure", Paragraph(tuple(said)), table)


def sections_of(measured: TieMeasures, wording: Wording) -> Iterator[Section]:
    """The measures of one tie: a section a measure, then the volume by year and what could not go in."""
    return _Words(wording).sections(measured)


@dataclass(frozen=True, slots=True)
class _Words:
    """The measures of a tie in words."""

    wording: Wording

    def say(self, key: str, /, **arguments: object) -> str:
        """A message of this question."""
        return self.wording.messages.text(f"web-measuring-{key}", **arguments)

    def row(self, measured: TieMeasures) -> tuple[Sentence, ...]:
        """A tie among others; a dash where there is no evidence."""
        steady = measured.continuity
        numbers = (
            measured.breadth.fields,
            measured.breadth.shannon,
            measured.depth.institutions,
            measured.volume.events,
            measured.volume.persons,
            steady.lived if steady else None,
            steady.longest_silence if steady else None,
        )
        cells = map(self._cell, numbers)
        alive = measured.activeness
        state = self._state(alive, "–")
        if alive.differs and alive.word:
            status = self.wording.concept("statuses", alive.word.value.status)
            said = f"{state.text} ({self.say('status')}{self.wording.text('colon')}{status})"
            state = Sentence.of(said, (*alive.claims, *alive.word.claim_ids))
        return (
            Sentence((self.wording.link(measured.tie.id),)),
            *cells,
            state,
        )

    def standing(self, measured: TieMeasures) -> Paragraph:
        """The tie, and whether it may not have stood on the day."""
        said = [Sentence((self.wording.link(measured.tie.id),))]
        standing = measured.standing
        if standing.answer is not Answer.CERTAIN:
            words = self.wording.text(f"in-force-{standing.answer.name.lower()}")
            said.append(Sentence.of(f"({words})", standing.claims, Tone.DOUBTFUL))
        return Paragraph(tuple(said))

    def sections(self, measured: TieMeasures) -> Iterator[Section]:
        """A section a measure, then the volume by year and what could not go in."""
        breadth, depth, volume = measured.breadth, measured.depth, measured.volume
        years = {"first": str(volume.first), "last": str(volume.last)}
        held: tuple[tuple[str, str, Block], ...] = (
            ("breadth", self.say("breadth"), self._facts(breadth, "fields", "shannon", "simpson")),
            ("depth", self.say("depth"), self._facts(depth, *_DEPTH, "series")),
            ("volume", self.say("volume", **years), Facts(tuple(self._volume(measured)))),
            ("balance", self.say("balance"), Facts(tuple(self._balance(measured)))),
            ("continuity", self.say("continuity"), Facts(tuple(self._continuity(measured)))),
            ("activeness", self.say("activeness"), Facts(tuple(self._activeness(measured)))),
            ("cost", self.say("cost"), Facts(tuple(self._cost(measured)))),
            ("years", self.say("by-year"), self._years(measured)),
            ("missing", self.say("missing"), Listing(tuple(self._missing(measured)))),
        )
        for anchor, title, block in held:
            if not is_empty(block):
                yield Section(anchor, title, (block,))

    def _facts(self, held: object, *names: str) -> Facts:
        return Facts(
            tuple(
                (self.say(name.replace("_", "-")), (self._number(getattr(held, name)),))
                for name in names
            )
        )

    def _volume(self, measured: TieMeasures) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
        volume = measured.volume
        yield from self._facts(volume, "events", "persons", "person_days").facts
        for moved in volume.by_sender:
            if moved.persons:
                label = self.say("persons-from", sender=self._sender(moved))
                yield label, (self._number(moved.persons),)

    def _balance(self, measured: TieMeasures) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
        for share in measured.balance:
            sender = self.wording.name(share.sender)
            for what, value in (("events", share.events), ("persons", share.persons)):
                yield self.say(f"share-{what}", sender=sender), (self.wording.percent(value),)

    def _continuity(self, measured: TieMeasures) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
        steady = measured.continuity
        lived = self._number(steady.lived if steady else None)
        if steady and lived.claims:
            of = {"years": steady.last - steady.first + 1, "first": str(steady.first)}
            words = self.say("lived-of", lived=lived.text, last=str(steady.last), **of)
            lived = Sentence.of(words, lived.claims)
        yield self.say("lived"), (lived,)
        yield self.say("silence"), (self._number(steady.longest_silence if steady else None),)

    def _activeness(self, measured: TieMeasures) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
        alive = measured.activeness
        why = self.wording.number(None).text
        if alive.why:
            why += self.wording.text("colon") + self.wording.text(f"why-{alive.why}")
        yield self.say("state", rule=alive.rule), (self._state(alive, why),)
        yield self.say("since"), (self._number(alive.since),)
        if alive.word is None:
            yield self.say("status"), (self.wording.number(None),)
            return
        status = self.wording.concept("statuses", alive.word.value.status)
        if alive.differs is not None:
            status += f" ({self.say('differs' if alive.differs else 'agrees')})"
        yield self.say("status"), (Sentence.of(status, alive.word.claim_ids),)

    def _cost(self, measured: TieMeasures) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
        cost = measured.cost
        if cost is None:
            yield self.say("who-pays"), (self.wording.number(None),)
            return
        for paid in cost.paid:
            payer = self.wording.name(paid.payer) if paid.payer else self.say("somebody")
            yield payer, (self._paid(paid),)
        for amount in cost.amounts or (None,):
            yield self.say("amounts"), (self._number(amount),)

    def _paid(self, paid: Paid) -> Sentence:
        stated = [
            self.wording.messages.quantity(measure.quantity)
            for measure in (paid.share, paid.amount)
            if measure
        ]
        words = self.wording.text("parts-separator").join(stated) or self.say("not-stated")
        of = [self._thing(paid.of), Piece(self.wording.text("colon"))] if paid.of else []
        return Sentence((*of, Piece(words)), paid.claims)

    def _years(self, measured: TieMeasures) -> Table:
        """The volume by year; years that moved the same are one run."""
        heads = ("each-year", "sender", "events", "persons", "person-days")
        by_year = measured.volume.by_year
        is_moved = any(m.persons or m.events.possible for held in by_year for m in held.moved)
        rows = [
            (Sentence.of(f"{first}–{last}" if last > first else str(first)), *self._moved(moved))
            for first, last, sent in (runs_of(by_year) if is_moved else ())
            for moved in sent
        ]
        return Table("", tuple(map(self.say, heads)), tuple(rows), frozenset({2, 3, 4}))

    def _moved(self, moved: Moved) -> tuple[Sentence, ...]:
        numbers = (moved.events, moved.persons, moved.person_days)
        return (Sentence.of(self._sender(moved)), *map(self._cell, numbers))

    def _missing(self, measured: TieMeasures) -> Iterator[tuple[Sentence, ...]]:
        for code, refs in measured.missing:
            said = self.say(f"missing-{code}", count=len(refs)) + self.wording.text("colon")
            yield (Sentence((Piece(said), *self._things(refs))),)

    def _things(self, refs: Sequence[str]) -> Iterable[Piece]:
        between = self.wording.text("cell-separator")
        for at, ref in enumerate(refs[:_NAMED]):
            yield from ([Piece(between)] if at else [])
            yield self._thing(ref)
        if len(refs) > _NAMED:
            more = self.wording.text("and-more", count=len(refs) - _NAMED)
            yield Piece(f"{between}{more}")

    def _thing(self, ref: str) -> Piece:
        """An entity by its name, a field by its label."""
        return self.wording.link(ref) if "/" in ref else Piece(self.wording.concept("fields", ref))

    def _sender(self, moved: Moved) -> str:
        if moved.sender in self.wording.register:
            return self.wording.name(moved.sender)
        return self.say(f"sender-{'together' if moved.sender else 'nobody'}")

    def _state(self, alive: Activeness, none: str) -> Sentence:
        """The state by the rule; `none` where nothing shows it."""
        if not alive.states:
            return Sentence.of(none, alive.claims, Tone.ASIDE)
        states = [self.wording.text(f"state-{state}") for state in alive.states]
        return Sentence.of(self.wording.messages.listing(states, "or"), alive.claims)

    def _number(self, number: Number) -> Sentence:
        """A number; what rests on no claim is no evidence."""
        return self.wording.number(number if number is not None and number.claims else None)

    def _cell(self, number: Number) -> Sentence:
        """A number under a heading that says its unit; a dash for no evidence."""
        if number is None or not number.claims:
            return Sentence.of("–", tone=Tone.ASIDE)
        if isinstance(number, Measure):
            return Sentence.of(number.quantity.figure_text, number.claims)
        return self.wording.number(number)
