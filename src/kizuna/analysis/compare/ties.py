"""Ties side by side: fields, agreements, programmes, events, bodies, offices, money and
people; and the rows that a comparison is made of, with a cell for each of what is
compared.

What stands in a row is what sources tell of the tie itself; ties that run under it are
counted as such, and what is lived in them is theirs. Something counts from the day on
which it had certainly or possibly begun.

One party of each tie is at home, so that what goes out of one is laid beside what goes
out of the others.

Law: a cell for which there is no evidence is None, never a zero; every other cell has
its claims.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kizuna.analysis.figures import Derived, Figure, Measure, unique
from kizuna.analysis.measures import TieMeasures, measures_of
from kizuna.analysis.measures.activity import TieActivity, fields_of
from kizuna.analysis.measures.calendar import year_of
from kizuna.analysis.measures.volume import volume_of
from kizuna.claims import kinds
from kizuna.register.places import bodies_of, country_of
from kizuna.register.register import Register
from kizuna.register.ties import Part, parties_in_order, tie_of, tie_on_day
from kizuna.values import OPEN_START, Answer

TOTAL = ""
"""The key of the row that counts all that a topic holds."""
UNSTATED = "unstated"
"""The key of the row for what no source classes."""
UNDATED = "undated"
"""The key of events whose year nobody gives."""
KEY_SCHEMES = {
    "fields": "fields",
    "agreements": "agreement-types",
    "programmes": "forms",
    "events": "forms",
    "institutions": "organisation-types",
    "offices": "office-types",
    "under": "tie-types",
    "transport": "transport-modes",
    "kinds": "tie-types",
}
"""The concept scheme of the keys of a topic; the keys of other topics are no
concepts.
"""
LIKENED = frozenset({*KEY_SCHEMES, "funding", "honours", "countries"})
"""The topics in which having a key or not is a difference that can be told."""
VALUE_SCHEMES = {"kind": "tie-types", "status": "statuses", "level": "levels"}
"""The concept scheme of what is said in the rows of a key."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to count: whether it is so, what it is, since when (EDTF text, ""
    unknown), and by what claims.
    """

    answer: Answer
    ref: str
    claims: tuple[str, ...]
    since: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many things there are, and which; `since` is the earliest date that any of
    them states, "" for none.
    """

    figure: Figure
    refs: tuple[str, ...]
    since: str = ""

    @property
    def claims(self) -> tuple[str, ...]:
        return self.figure.claims


@dataclass(frozen=True, slots=True)
class SourcedValue:
    """What sources say in a word: a concept id, a date as EDTF text, a country; with
    the claims (never empty).
    """

    value: str
    claims: tuple[str, ...]


Cell = Counted | Measure | Derived | SourcedValue


@dataclass(frozen=True, slots=True)
class Row:
    """A topic ("fields"), a key in it (a concept of the topic's vocabulary; TOTAL for
    the whole of it), and what each of the compared has there; None where there is no
    evidence.
    """

    topic: str
    key: str
    cells: tuple[Cell | None, ...]

    @property
    def count(self) -> int:
        """How many of the compared have something here."""
        return sum(cell is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, by id, and the rows in the order of their topics.

    `homes` are the parties at home, one for each tie, () where places are compared.
    """

    compared: tuple[str, ...]
    rows: tuple[Row, ...]
    homes: tuple[str, ...] = ()

    def alone(self, at: int) -> tuple[Row, ...]:
        """What only the one at this place has, as far as sources tell."""
        return tuple(
            r for r in self._keyed_rows() if r.count == 1 and r.cells[at] is not None
        )

    def lacks(self, at: int) -> tuple[Row, ...]:
        """What at least one other has and of which nothing is recorded for the one at
        this place.
        """
        return tuple(r for r in self._keyed_rows() if r.count and r.cells[at] is None)

    def is_silent(self, at: int) -> bool:
        """Whether nothing that could be compared is recorded of the one at this
        place.
        """
        return all(row.cells[at] is None for row in self.rows if row.topic in LIKENED)

    def _keyed_rows(self) -> Iterable[Row]:
        return (
            r
            for r in self.rows
            if r.topic in LIKENED and r.key not in (TOTAL, UNSTATED)
        )


def counted(items: Iterable[Item]) -> Counted | None:
    """The count of the items that are or may be so; None for none. An item named twice
    counts once.
    """
    held: dict[str, Item] = {}
    for item in items:
        if item.answer > (held[item.ref].answer if item.ref in held else Answer.NO):
            held[item.ref] = item
    if not held:
        return None
    figure = Figure.count((item.answer, item.claims) for item in held.values())
    since = min((item.since for item in held.values() if item.since), default="")
    return Counted(figure, tuple(held), since)


def rows_by_key(topic: str, sides: Sequence[Mapping[str, Cell | None]]) -> list[Row]:
    """The rows of a topic from the cells of each side by key, without those in which
    none has anything.
    """
    keys = dict.fromkeys(key for side in sides for key in side)
    rows = (Row(topic, key, tuple(side.get(key) for side in sides)) for key in keys)
    return [row for row in rows if row.count]


Items = Mapping[str, Sequence[Item]]
"""What one of the compared has in a topic, by key."""


def counted_items(side: Items) -> Counted | None:
    return counted(item for items in side.values() for item in items)


def counted_keys(side: Items) -> Counted | None:
    """The count of the keys but UNSTATED: each is so as surely as the surest of its
    items.
    """
    return counted(
        Item(
            max(i.answer for i in held), key, unique(c for i in held for c in i.claims)
        )
        for key, held in side.items()
        if key != UNSTATED
    )


def rows_of(topic: str, sides: Sequence[Items]) -> list[Row]:
    """The rows of a topic, whose items each side has by key: the total (of countries
    and partners that of the keys), then a row for each key, those first that most of
    the compared have; years in order, without a total.
    """
    made = rows_by_key(
        topic, [{key: counted(side[key]) for key in side} for side in sides]
    )
    if topic == "years":
        return sorted(made, key=lambda row: (row.key == UNDATED, row.key))
    made.sort(key=lambda row: (row.key == UNSTATED, -row.count, row.key))
    total = counted_keys if topic in ("countries", "partners") else counted_items
    return [*rows_by_key(topic, [{TOTAL: total(side)} for side in sides]), *made]


@dataclass(frozen=True, slots=True)
class Sides:
    """The party at home and those across, each with the bodies that belong to them.

    `home` and `across` are the parties alone; `home` is "" for a tie without parties.
    """

    home: str
    across: tuple[str, ...]
    with_home: frozenset[str]
    with_across: frozenset[str]

    def of(self, ref: str | None) -> str:
        """Where somebody stands: "home", "home-bodies", "across", "across-bodies",
        "others", or UNSTATED.
        """
        if not ref:
            return UNSTATED
        if ref == self.home or ref in self.across:
            return "home" if ref == self.home else "across"
        if ref in self.with_home:
            return "home-bodies"
        return "across-bodies" if ref in self.with_across else "others"


def sides_of(
    register: Register, ties: Sequence[Sequence[str]], day: int
) -> tuple[Sides, ...]:
    """The sides of each tie, which is given by its parties in the order in which people
    name them.

    At home is the party that all the ties share; where they share none, the one of the
    country in which each has exactly one party (of two such countries, that of the
    first party named); else the party named first.
    """
    found = []
    for parties, home in zip(ties, _homes(register, ties, day), strict=True):
        across = tuple(party for party in parties if party != home)
        with_home = bodies_of(register, {home}) | {home} if home else frozenset[str]()
        with_across = frozenset(across).union(
            *(bodies_of(register, {ref}) for ref in across)
        )
        found.append(Sides(home, across, with_home, with_across))
    return tuple(found)


def _homes(register: Register, ties: Sequence[Sequence[str]], day: int) -> list[str]:
    first = [parties[0] if parties else "" for parties in ties]
    shared = set.intersection(*map(set, ties)) if ties else set()
    if shared:
        party = next((p for p in first if p in shared), min(shared))
        return [party] * len(ties)

    places = [
        [(country_of(register, party, day), party) for party in parties]
        for parties in ties
    ]
    for code, _ in places[0]:
        found = [[party for other, party in held if other == code] for held in places]
        if code and all(len(parties) == 1 for parties in found):
            return [parties[0] for parties in found]
    return first


def _counted(figure: Figure) -> Counted | None:
    return Counted(figure, ()) if figure.possible else None


Cells = dict[str, Cell | None]
_PAID = (kinds.Programme, kinds.Exchange, kinds.Agreement, kinds.Office)


@dataclass(frozen=True, slots=True)
class _Lived:
    """All that is told of one tie, as it is compared, and its sides."""

    held: TieActivity
    sides: Sides
    measured: TieMeasures

    def standing(self) -> Cells:
        tie = self.held.on_day
        return {
            "kind": _value(tie.tie.type.best, str),
            "since": _value(
                tie.made if tie.since else None, lambda made: str(made.date)
            ),
            "in-force": SourcedValue(tie.answer.name.lower(), tie.claims),
            "status": _value(tie.status, lambda change: change.status),
        }

    def measures(self) -> Cells:
        measures, activeness = self.measured, self.measured.activeness
        continuity, state = measures.continuity, " or ".join(activeness.states)
        share = next((s for s in measures.balance if s.sender == self.sides.home), None)
        amounts = measures.cost.amounts if measures.cost else ()
        paid: Cells = {f"paid-{amount.quantity.unit}": amount for amount in amounts}
        return {
            "activeness": SourcedValue(state, activeness.claims) if state else None,
            "years-since-last-sign": activeness.since,
            "years-lived": _counted(continuity.lived) if continuity else None,
            "longest-silence": continuity.longest_silence if continuity else None,
            "effective-fields": measures.breadth.shannon,
            "share-of-events-sent": share.events if share else None,
            "share-of-persons-sent": share.persons if share else None,
            **paid,
        }

    def volume(self) -> Cells:
        """What went out of the home party and what came back: in all up to the day, and
        yearly by programmes.
        """
        programmes = (part.entity for part in self.held.parts(kinds.Programme))
        yearly = volume_of(programmes, self.sides.with_home, self.sides.with_across)
        moved = {each.sender: each for each in self.measured.volume.by_sender}
        back = [moved[party] for party in self.sides.across if party in moved]
        sole = back[0] if len(back) == 1 else None
        ways = {
            "out": (moved.get(self.sides.home), yearly.out),
            "back": (sole, yearly.back),
        }
        return {
            f"{way}-{name}": cell
            for way, (sent, flow) in ways.items()
            for name, cell in (
                ("events", _counted(sent.events) if sent else None),
                ("persons-in-all", sent.persons if sent else None),
                ("persons", flow.persons),
                ("person-days", flow.person_days),
            )
        }

    def fields(self) -> Iterator[tuple[str, Item]]:
        held = self.held
        for part in fields_of(held.register, held.on_day.id, held.on_day.day):
            key = _concept(part.entity.concept)
            yield key, replace(_item(part, part.begun), ref=key)

    def years(self) -> Iterator[tuple[str, Item]]:
        """The events by the years in which they may have begun; one spread over a
        century or more has no year.
        """
        for event in self.held.events:
            if not isinstance(event.entity, kinds.Exchange):
                continue
            first, last = event.window or (OPEN_START, 0)
            keys = [UNDATED]
            if first != OPEN_START:
                years = range(
                    year_of(first), year_of(min(last, self.held.on_day.day)) + 1
                )
                keys = list(map(str, years)) if 0 < len(years) <= 100 else keys
            sure = event.begun if len(keys) == 1 else Answer.POSSIBLE
            for key in keys:
                yield key, Item(sure, event.entity.id, event.entity.claim_ids)

    def institutions(self) -> Iterator[tuple[str, Item]]:
        """The bodies, other than its parties, that programmes and events run through,
        and those of ties under.
        """
        parts = (*self.held.parts(kinds.Programme), *self.held.parts(kinds.Exchange))
        stated = [(part.begun, part.entity.institution) for part in parts]
        stated += [(under.answer, under.tie.party) for under in self.held.sub_ties()]
        for answer, fact in (
            (answer, fact) for answer, facts in stated for fact in facts
        ):
            if fact.counts and self.sides.of(fact.value) not in ("home", "across"):
                body = self.held.register.get(fact.value, kinds.Organisation)
                key = _concept(body.type) if body else UNSTATED
                yield key, Item(answer, fact.value, fact.claim_ids)

    def under(self) -> Iterator[tuple[str, Item]]:
        for under in self.held.sub_ties():
            yield (
                _concept(under.tie.type),
                Item(under.answer, under.id, under.listed, under.since),
            )

    def funding(self) -> Iterator[tuple[str, Item]]:
        """Who pays, by the side on which the payer stands."""
        paid = (part.entity.id for kind in _PAID for part in self.held.parts(kind))
        for ref in (self.held.on_day.id, *paid):
            for part in self.held.parts(kinds.Funding, ref):
                yield self.sides.of(part.entity.payer.value), _item(part, part.begun)


def compare_ties(register: Register, refs: Sequence[str], day: int) -> Comparison:
    """The ties beside each other as they had been lived by the day; raises NotFound for
    an id of no tie.
    """
    ties = [tie_on_day(tie_of(register, ref), day, register.dating) for ref in refs]
    sides_each = sides_of(register, [parties_in_order(tie.tie) for tie in ties], day)
    active = [TieActivity(register, tie) for tie in ties]
    lived = [
        _Lived(a, s, measures_of(a)) for a, s in zip(active, sides_each, strict=True)
    ]
    rows = rows_by_key("standing", [each.standing() for each in lived])
    for topic, items_of in _TOPICS.items():
        by_key: list[dict[str, list[Item]]] = [defaultdict(list) for _ in lived]
        for each, found in zip(lived, by_key, strict=True):
            for key, item in items_of(each):
                found[key].append(item)
        rows += rows_of(topic, by_key)
    rows += rows_by_key("volume", [each.volume() for each in lived])
    rows += rows_by_key("measures", [each.measures() for each in lived])
    return Comparison(
        tuple(refs), tuple(rows), tuple(each.sides.home for each in lived)
    )


def _value(
    fact: kinds.Fact[Any] | None, words: Callable[[Any], str]
) -> SourcedValue | None:
    return (
        SourcedValue(words(fact.value), fact.claim_ids)
        if fact and fact.counts
        else None
    )


def _classed(
    kind: type[Any], by: str
) -> Callable[[_Lived], Iterator[tuple[str, Item]]]:
    """The parts of a kind (of offices those that are open on the day) by the concept of
    one property, honours by the side of it.
    """

    def items(lived: _Lived) -> Iterator[tuple[str, Item]]:
        for part in lived.held.parts(kind):
            stated, is_open = (
                part.entity.stated(by),
                part.life.on(lived.held.on_day.day),
            )
            key = (
                lived.sides.of(stated.value)
                if kind is kinds.Honour
                else _concept(stated)
            )
            yield key, _item(part, is_open if kind is kinds.Office else part.begun)

    return items


_TOPICS: dict[str, Callable[[_Lived], Iterator[tuple[str, Item]]]] = {
    "fields": _Lived.fields,
    "agreements": _classed(kinds.Agreement, "type"),
    "programmes": _classed(kinds.Programme, "form"),
    "events": _classed(kinds.Exchange, "form"),
    "years": _Lived.years,
    "institutions": _Lived.institutions,
    "offices": _classed(kinds.Office, "type"),
    "funding": _Lived.funding,
    "under": _Lived.under,
    "honours": _classed(kinds.Honour, "awarded_by"),
    "transport": _classed(kinds.TransportLink, "mode"),
}


def _item(part: Part[Any], answer: Answer) -> Item:
    """A part with the date of its beginning as a source writes it, "" for none."""
    entity: kinds.Entity = part.entity
    begun = entity.stated(entity.begins).value
    since = str(begun).partition("/")[0].strip(".") if begun is not None else ""
    return Item(answer, entity.id, entity.claim_ids, since)


def _concept(stated: kinds.Stated[str]) -> str:
    return stated.value or UNSTATED
