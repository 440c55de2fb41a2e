"""Comparing: ties side by side, places side by side, and a place among its peers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from kizuna.analysis.compare.around import Finding, Neighbours
from kizuna.analysis.compare.peers import (
    PeerGroup,
    compare_places,
    of_like_size,
    peer_group,
)
from kizuna.analysis.compare.ties import (
    KEY_SCHEMES,
    TOTAL,
    UNSTATED,
    VALUE_SCHEMES,
    Cell,
    Comparison,
    Counted,
    Row,
    SourcedValue,
    compare_ties,
)
from kizuna.analysis.figures import Derived, Measure
from kizuna.analysis.scope import populations, scope_of
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Funding, Tie
from kizuna.errors import Ambiguous, BadDate, BadQuestion, NotFound
from kizuna.identity.resolver import Resolver
from kizuna.publish.document import (
    Document,
    Drawing,
    Facts,
    Paragraph,
    Piece,
    Section,
    Sentence,
    Table,
    Tone,
)
from kizuna.publish.records import Column, Records, attributes, columns
from kizuna.publish.wording import Wording, capital
from kizuna.register.places import family_of, government_of
from kizuna.register.register import Register, fold
from kizuna.store.queries import claims, judgements
from kizuna.values import Edtf, kind_of
from kizuna.workflows import ask, comparing
from kizuna.workflows.clocks import Times
from kizuna.workflows.peers import PEERS, peer_document, peer_records
from kizuna.workflows.question import param, question_class

_NAMES = tuple("abcdefghijklmnop")
_NOTHING = Comparison((), ())
_SORTS = ("ties", "places", "peers")
_SHARES = ("share-of-events-sent", "share-of-persons-sent")
_ONCE = ("agreements", "events", "honours")
"""Topics of what happens once; the others go on."""
_BY_NAME, _FEW = ("institutions", "funding"), 3
"""Topics in which so few things are named one by one."""


@question_class
class Question:
    """Lay ties or places side by side: what each has, what the others lack, and what
    surrounds them.

    `names` are two or more ties, or two or more places; with `what` "peers" one local
    government, which is laid among the `most` nearest of its peers, those of `among`
    alone where that is named. `kind` narrows the ties of places.
    """

    names: tuple[str, ...] = param(
        "web-compare-of",
        "tie place",
        names=_NAMES,
        least=2,
        is_argument=True,
        option="place",
        example="Osaka Kobe",
    )
    what: str = param(
        "web-compare-what", choices=_SORTS, flags={"peers": "peers"}, default=""
    )
    kind: str = param("web-analysis-kind", "concept", "tie-types", default="")
    among: str = param("web-compare-among", "place", example="Japan", default="")
    most: int = param("web-compare-most", "number", example="20", most=200, default=20)


@dataclass(frozen=True, slots=True)
class CompareAnswer:
    """What was compared, by id, with findings of one kind together; or a place among
    its peers (`group`).

    `what` is "ties", "places" or "peers". There is neither comparison nor group where
    nothing at all was recorded by then.
    """

    register: Register
    what: str
    day: int
    comparison: Comparison = _NOTHING
    findings: tuple[Finding, ...] = ()
    group: PeerGroup | None = None

    @property
    def is_drawable(self) -> bool:
        """Whether there are ties, whose fields can be drawn."""
        return self.what == "ties" and bool(self.comparison.compared)


def answer(question: Question, times: Times) -> CompareAnswer:
    """The ties or the places that are named, beside each other, or the place among its
    peers.

    Raises NotFound and Ambiguous for names, BadClaim for an unknown kind of tie, and
    BadQuestion for fewer than two names, for one that is named twice, for a tie beside
    a place, and for a place without ties among peers.
    """
    if question.kind:
        _ = vocabulary.scheme("tie-types")[question.kind]
    if question.what == "peers":
        return _among_peers(question, times)
    if question.among:
        raise BadQuestion(
            f"{question.among!r} chooses peers: ask for a place among its peers"
        )
    if ask.is_empty(times.known_at):
        register = ask.known_register(times.known_at)
        return CompareAnswer(register, question.what or "ties", times.day.number)
    names = ask.resolver(times.known_at)
    what = question.what or _sort_of(question.names, times.known_at)
    return (_ties if what == "ties" else _places)(names, question, times)


def _sort_of(texts: Sequence[str], known_at: datetime | None) -> str:
    """Whether the texts name ties or places; raises BadQuestion for some of each."""
    named: dict[bool, str] = {}
    for text in texts:
        try:
            is_tie = bool(ask.tie_named(text, known_at))
        except NotFound:
            continue
        except Ambiguous as error:
            is_tie = any(kind_of(ref) == "tie" for ref, _ in error.candidates)
        named.setdefault(is_tie, text)
    if len(named) == 2:
        raise BadQuestion(
            f"{named[True]!r} is a tie and {named[False]!r} a place: compare ties, or"
            " compare places"
        )
    return "places" if False in named else "ties"


def _ties(names: Resolver, question: Question, times: Times) -> CompareAnswer:
    refs = [names.resolve(text, ("tie",)) for text in question.names]
    _check_several(question.names, refs, "ties")
    if question.kind:
        raise BadQuestion(
            f"{question.kind!r} chooses among the ties of places: name places"
        )
    register, day = ask.known_register(times.known_at, refs, hops=1), times.day.number
    parties = {
        party for tie in register.get_all(refs, Tie) for party in tie.party.values
    }
    neighbours = _neighbours(register, day, parties | _families(register, parties, day))
    comparison = compare_ties(register, refs, day)
    findings = comparing.findings_of_ties(neighbours, comparison)
    return CompareAnswer(register, "ties", day, comparison, findings)


def _places(names: Resolver, question: Question, times: Times) -> CompareAnswer:
    """First what hangs on the places named is read, then what hangs on their partners
    and families.
    """
    named, day = [ask.place(names, text) for text in question.names], times.day.number
    refs = [place.ref for place in named]
    _check_several(question.names, refs, "places")
    register = ask.known_register(times.known_at, refs)
    places = {place.ref: place.members(register, day) for place in named}
    members = frozenset[str]().union(*places.values())
    partners = _neighbours(register, day, members, question.kind).partners_of(members)
    around_them = members | partners.keys() | _families(register, members, day)
    neighbours = _neighbours(register, day, around_them, question.kind)
    findings = comparing.findings_of_places(neighbours, places)
    return CompareAnswer(
        register, "places", day, compare_places(neighbours, places), findings
    )


def _neighbours(
    register: Register, day: int, places: Collection[str], kind: str = ""
) -> Neighbours:
    """The neighbours by the ties of places, of every tie where none are given."""
    return Neighbours.of(scope_of(register, day, [places] if places else [], kind))


def _families(register: Register, places: Iterable[str], day: int) -> set[str]:
    """What the governments of places are part of, and what is part of them."""
    homes = [home.id for place in places if (home := government_of(register, place))]
    return {ref for home in homes for ref in family_of(register, home, day)}


def _check_several(texts: Sequence[str], refs: Sequence[str], what: str) -> None:
    if len(refs) < 2:
        given = f"only {texts[0]!r} is named" if texts else "none is named"
        raise BadQuestion(f"{given}: name two or more {what} to compare")
    for at, ref in enumerate(refs):
        if ref in refs[:at]:
            first, again = texts[refs.index(ref)], texts[at]
            raise BadQuestion(
                f"{first!r} and {again!r} are the same, {ref}; name different {what}"
            )


def _among_peers(question: Question, times: Times) -> CompareAnswer:
    counts = [text for text in question.names if text.isdecimal()]
    places = [text for text in question.names if not text.isdecimal()]
    if len(places) != 1:
        listed = ", ".join(map(repr, question.names))
        raise BadQuestion(f"{listed}: name one local government to lay among its peers")
    most = int(counts[0]) if counts else question.most
    if most < 1:
        raise BadQuestion(f"{most} peers: ask for one or more")
    register, day = ask.known_register(times.known_at), times.day.number
    if ask.is_empty(times.known_at):
        return CompareAnswer(register, "peers", day)
    names = ask.resolver(times.known_at)
    place = names.resolve(places[0], ("government",))
    within = ask.place(names, question.among) if question.among else None
    of_statistics, known_at = ("measure", "scope", "value", "as_of"), times.known_at
    stated = [
        c
        for name in of_statistics
        for c in claims.claims(property=name, known_at=known_at)
    ]
    statistics = fold(stated, judgements.judgements(known_at=known_at))
    like = of_like_size(populations(statistics), place)
    neighbours = _neighbours(
        register, day, {place, *like} if like else (), question.kind
    )
    if place not in neighbours.ties:
        raise BadQuestion(
            f"{places[0]!r} has no tie on that day, and cannot be ranked by its ties"
        )
    members = within.side(register, day).members if within else None
    return CompareAnswer(
        register, "peers", day, group=peer_group(neighbours, place, most, members)
    )


_ROWS = columns("topic key label cells:value")
_FLAT = columns(
    "topic key label compared value certain:integer possible:integer least:number"
    " most:number"
    " unit since:edtf refs:ids claims:claims"
)
COLUMNS: Mapping[str, tuple[Column, ...]] = {"rows": _ROWS, "peers": PEERS}


def records(found: CompareAnswer, wording: Wording) -> Records:
    """A row for each thing that any of the compared has, or for each peer; the flat
    table has a row a cell.
    """
    if found.what == "peers":
        return peer_records(found.group, wording)
    comparison, cells = found.comparison, _Cells(wording)
    homes = comparison.homes or [None] * len(comparison.compared)
    about = {
        "compared": [
            {"id": ref, "label": wording.label(ref), "home": home}
            for ref, home in zip(comparison.compared, homes, strict=True)
        ],
        "differences": [
            {"id": ref}
            | {"alone": list(map(_key, comparison.alone(at)))}
            | {"lacks": list(map(_key, comparison.lacks(at)))}
            for at, ref in enumerate(comparison.compared)
        ],
        "findings": [
            {"finding": one.kind, "text": comparing.finding_words(one, wording)}
            | attributes(one, ("about", "claims"))
            for one in found.findings
        ],
    }
    rows, flat = [], []  # of the flat table each cell is one that is not empty
    for row in comparison.rows:
        of, made = {**_key(row), "label": cells.label(row)}, list(map(_cell, row.cells))
        rows.append({**of, "cells": [whole for whole, _ in made]})
        for ref, cell, (_, parts) in zip(
            comparison.compared, row.cells, made, strict=True
        ):
            if cell is not None:
                empty = dict.fromkeys(column.name for column in _FLAT)
                flat.append(
                    {**empty, **of, "compared": ref, "claims": cell.claims, **parts}
                )
    return Records("rows", _ROWS, rows, about, Records("rows", _FLAT, flat))


def _key(row: Row) -> dict[str, Any]:
    return {"topic": row.topic, "key": row.key}


def _cell(cell: Cell | None) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """A cell as one value, and in the columns of the flat table."""
    match cell:
        case Counted(figure, refs, since):
            whole = {
                "count": figure.as_json(),
                "refs": list(refs),
                "since": since or None,
            }
            bounds = {"certain": figure.certain, "possible": figure.possible}
            return whole, {**bounds, "since": since, "refs": refs}
        case Measure(quantity):
            unit = {"unit": quantity.unit, "value": str(quantity)}
            return {"amount": cell.as_json()}, {
                "least": quantity.min,
                "most": quantity.max,
                **unit,
            }
        case Derived():
            ends = {"least": cell.least, "most": cell.most, "unit": cell.how}
            return {"number": cell.as_json()}, ends
        case SourcedValue(value, claims):
            return {"value": value, "claims": list(claims)}, {"value": value}
    return None, {}


def document(found: CompareAnswer, wording: Wording) -> Document:
    """The compared in columns, then what only one of them has, and what was found
    around them.
    """
    text, cells = wording.messages.text, _Cells(wording)
    compared = found.comparison.compared
    if not compared and found.group is None:
        return wording.document(
            "compare", Paragraph.aside(text("web-analysis-nothing-known"))
        )
    if found.group is not None:
        return peer_document(found.group, wording)
    pieces = [piece for ref in compared for piece in (Piece(" · "), wording.link(ref))]
    of = Paragraph((Sentence(tuple(pieces[1:])),))
    heads = (
        text("web-compare-topic"),
        text("web-compare-of-what"),
        *map(wording.name, compared),
    )
    rows: list[tuple[Sentence | str, ...]] = []
    for topic, held in groupby(found.comparison.rows, key=lambda row: row.topic):
        name = capital(cells.topic(topic))  # before the first row of each
        for row in held:
            label = text("web-compare-all") if row.key == TOTAL else cells.label(row)
            rows.append((name, label, *(cells.words(row, cell) for cell in row.cells)))
            name = ""
    table = Table.of(heads, rows)
    homes = [wording.name(home) for home in dict.fromkeys(found.comparison.homes)]
    at_home = (
        f"{text('web-compare-homes')} {wording.messages.listing(homes)}."
        if homes
        else ""
    )
    method = Paragraph.aside(text("web-compare-dash"), at_home)
    made = wording.document("compare", of, table, method)
    findings = comparing.finding_sections(found.findings, wording)
    return replace(
        made, sections=(*made.sections, *_alone(found.comparison, cells), *findings)
    )


def _alone(comparison: Comparison, cells: _Cells) -> Iterator[Section]:
    """What is recorded of only one of the compared, by topic; nothing where the others
    are silent.
    """
    compared = comparison.compared
    if sum(not comparison.is_silent(at) for at in range(len(compared))) < 2:
        return
    separator = cells.wording.text("cell-separator")
    for at, ref in enumerate(compared):
        facts = []
        for topic, held in groupby(comparison.alone(at), key=lambda row: row.topic):
            rows = list(held)
            claims = [
                claim
                for row in rows
                for cell in row.cells
                if cell
                for claim in cell.claims
            ]
            labels = separator.join(map(cells.label, rows))
            facts.append((cells.topic(topic), (Sentence.of(labels, claims),)))
        if facts:
            title = (
                f"{cells.wording.messages.text('web-compare-alone')}"
                f" {cells.wording.name(ref)}"
            )
            yield Section(f"alone-{at + 1}", title, (Facts(tuple(facts)),))


@dataclass(frozen=True, slots=True)
class _Cells:
    wording: Wording

    def topic(self, topic: str) -> str:
        return self.wording.messages.text(f"web-compare-topic-{topic}")

    def label(self, row: Row) -> str:
        """What a row is about; the whole of a topic is called as the topic is."""
        messages, key = self.wording.messages, row.key
        if key == TOTAL:
            return self.topic(row.topic)
        if row.topic in KEY_SCHEMES and key in vocabulary.scheme(
            KEY_SCHEMES[row.topic]
        ):
            return messages.concept(KEY_SCHEMES[row.topic], key)
        if row.topic == "countries" and key != UNSTATED:
            return messages.country(key)
        if key.startswith("paid-"):
            currency = messages.currency(key.removeprefix("paid-"))
            return messages.text("web-compare-key-paid", currency=currency)
        return key if key.isdigit() else messages.text(f"web-compare-key-{key}")

    def words(self, row: Row, cell: Cell | None) -> Sentence:
        match cell:
            case None:
                return Sentence.of("–", tone=Tone.ASIDE)
            case Counted():
                return self._counted(row, cell)
            case Derived() if row.key in _SHARES:
                return self.wording.percent(cell)
            case Measure() | Derived():
                return self.wording.number(cell)
        return Sentence.of(self._said(row, cell), cell.claims)

    def _counted(self, row: Row, cell: Counted) -> Sentence:
        messages, since = (
            self.wording.messages,
            self._date(cell.since) if row.key else "",
        )
        text = self.wording.figure(cell.figure).text
        if row.topic == "fields" and row.key:
            sure = "since" if since else "yes"
            key = sure if cell.figure.certain else "possibly"
            text = messages.text(f"web-compare-{key}", date=since)
        elif row.topic in _BY_NAME and row.key and len(cell.refs) <= _FEW:
            text = messages.listing([self._party(ref) for ref in cell.refs])
        elif since and row.topic not in _ONCE:
            text = f"{text} ({messages.text('web-compare-since', date=since)})"
        elif since and cell.figure.possible > 1:
            text = f"{text} ({messages.text('web-compare-first', date=since)})"
        elif since:
            text = f"{text} ({since})"
        return Sentence.of(text, cell.claims)

    def _said(self, row: Row, cell: SourcedValue) -> str:
        if row.key in VALUE_SCHEMES:
            return self.wording.concept(VALUE_SCHEMES[row.key], cell.value)
        if row.key == "since":
            return self._date(cell.value)
        if row.key == "in-force":
            return self.wording.text(f"in-force-{cell.value}")
        states = [
            self.wording.text(f"state-{state}") for state in cell.value.split(" or ")
        ]
        return self.wording.messages.listing(states, "or")

    def _date(self, text: str) -> str:
        """The date in words; what the source writes in another form stays as it is."""
        try:
            return self.wording.messages.date(Edtf.parse(text)) if text else ""
        except BadDate:
            return text

    def _party(self, ref: str) -> str:
        """A body by its name, a funding by its payer with the share or amount that it
        pays.
        """
        funding = self.wording.register.get(ref, Funding)
        if funding is None or funding.payer.value is None:
            return self.wording.name(ref)
        paid = funding.share.value or funding.amount.value
        payer = self.wording.name(funding.payer.value)
        return f"{payer} {self.wording.messages.quantity(paid)}" if paid else payer


def chart(found: CompareAnswer, language: str) -> Drawing:
    """The fields of the ties side by side. Raises BadQuestion for anything but ties."""
    from kizuna.publish.charts.timeline import fields_beside

    if not found.is_drawable:
        raise BadQuestion("the picture is of the fields of ties; name ties")
    return fields_beside(found.register, found.comparison.compared, found.day, language)
