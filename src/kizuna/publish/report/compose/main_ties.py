"""The main ties one by one: how they were made, their agreements, fields, programmes, events and costs.

The voice of a note says what its brief holds as words of one language, each piece with its claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kizuna.analysis.figures import Measure
from kizuna.analysis.measures import TieMeasures
from kizuna.analysis.measures.calendar import Activeness
from kizuna.claims.kinds import (
    Agreement,
    Assessment,
    Entity,
    Fact,
    Objective,
    Statistic,
    properties_of,
)
from kizuna.languages import Messages
from kizuna.publish.document import (
    Block,
    Listing,
    Paragraph,
    Section,
    Sentence,
    Subheading,
    Table,
    Tone,
)
from kizuna.publish.report.brief import AT_LENGTH, Brief, TieBrief
from kizuna.publish.wording import Wording, capital, unique
from kizuna.register.dating import Part
from kizuna.register.places import fact_on, government_of
from kizuna.register.status import TieOnDay
from kizuna.values import kind_of

DASH = "—"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Voice(Wording):
    """Wording of what a brief holds, with the places of its second side last."""

    brief: Brief = field(kw_only=True, repr=False, compare=False)

    @classmethod
    def of(cls, brief: Brief, messages: Messages) -> Voice:
        """The voice of a note on a brief in the language of `messages`."""
        second = frozenset(brief.b.members | {brief.b.ref})
        return cls(brief.register, messages, brief.day, second, brief=brief)

    def sentence(self, key: str, claims: Iterable[str], /, **arguments: object) -> Sentence:
        """A sentence of fact with its claims."""
        return Sentence.of(capital(self.text(key, **arguments)), unique(claims))

    def aside(self, key: str, /, **arguments: object) -> Sentence:
        """A sentence of method or absence, which rests on no claim."""
        return Sentence.of(capital(self.text(key, **arguments)), tone=Tone.ASIDE)

    def first(self, items: Sequence[T]) -> tuple[Sequence[T], tuple[Sentence, ...]]:
        """As many of the items as a note tells at length, and a sentence on how many are left out, if any."""
        more = len(items) - AT_LENGTH
        left_out = (self.aside("left-out", count=more),) if more > 0 else ()
        return items[:AT_LENGTH], left_out

    def labelled(self, label: str, value: str) -> str:
        """A label and its value as one sentence; the value may be of any length."""
        stop = "" if value.endswith(".") else self.text("stop")
        return f"{capital(label)}{self.text('colon')}{value}{stop}"

    def fact(self, entity: Entity, name: str, fact: Fact[Any]) -> Sentence:
        """One fact as words with its claims."""
        kind = properties_of(type(entity))[name].type
        return Sentence.of(self.words(kind, fact.value), fact.claim_ids)

    def cell(self, entity: Entity, name: str, *, planned: bool = False) -> Sentence:
        """A property as the cell of a table: its preferred value, or all of many; a dash when nothing
        is recorded. What is only planned, forecast or unverified is left out unless `planned`."""
        stated, definition = entity.stated(name), properties_of(type(entity))[name]
        facts = [fact for fact in stated if fact.counts or planned]
        if not definition.many:
            facts = facts[:1]
        if not facts:
            return Sentence.of(DASH)
        words = [self.words(definition.type, fact.value) for fact in facts]
        return Sentence.of(
            self.text("cell-separator").join(dict.fromkeys(words)),
            unique(claim for fact in facts for claim in fact.claim_ids),
        )

    def measure(self, measure: Measure | None) -> Sentence:
        """A derived quantity, to whole numbers; a dash when nothing could be derived."""
        return self.number(measure, decimals=0) if measure else Sentence.of(DASH)


def joined(*groups: Iterable[str]) -> tuple[str, ...]:
    """The claim ids of several groups, in order of first mention, without repeats."""
    return unique(claim for group in groups for claim in group)


def measured(voice: Voice, measures: TieMeasures) -> Iterator[Sentence]:
    """The few measures that the note tells of a tie; those without evidence are left out, but activeness."""
    effective, steady = measures.breadth.shannon, measures.continuity
    if effective is not None:
        count = voice.number(effective, decimals=1).text
        yield voice.sentence("tie-effective", effective.claims, count=count)
    if steady is not None and steady.lived.possible:
        lived = voice.figure(steady.lived)
        yield voice.sentence(
            "tie-lived",
            (*lived.claims, *steady.longest_silence.claims),
            lived=lived.text,
            years=steady.last - steady.first + 1,
            silence=voice.number(steady.longest_silence, decimals=0).text,
        )
        if steady.lived.certain != steady.lived.possible:
            yield voice.aside("range")
    yield _active(voice, measures.activeness)


def _active(voice: Voice, alive: Activeness) -> Sentence:
    if not alive.states:
        why = voice.text(f"why-{alive.why}")
        return voice.aside("tie-active-none", why=why)
    first, last = (voice.text(f"state-{state}") for state in (alive.states[0], alive.states[-1]))
    state = first if first == last else voice.text("figure", certain=first, possible=last)
    if not alive.differs or alive.word is None:
        return voice.sentence("tie-active", alive.claims, state=state)
    status = voice.messages.concept("statuses", alive.word.value.status)
    claims = (*alive.claims, *alive.word.claim_ids)
    return voice.sentence("tie-active-otherwise", claims, state=state, status=status)


_TAKING_PART = ("taking-part", ("institution", "participants"))
_TABLES: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "fields": (
        ("number", ("number",)),
        ("field", ("concept",)),
        ("since", ("started",)),
        ("content", ("content",)),
    ),
    "programmes": (
        ("programme", ("activity",)),
        ("field", ("field",)),
        ("period", ("period",)),
        ("direction", ("direction",)),
        ("extent", ("recurrence", "size", "duration")),
        _TAKING_PART,
    ),
    "events": (
        ("date", ("date",)),
        ("event", ()),
        ("direction", ("direction",)),
        ("persons", ("size", "duration")),
        _TAKING_PART,
        ("leader", ("leader",)),
        ("outcome", ("outcome",)),
    ),
    "funding": (
        ("payer", ("payer",)),
        ("amount", ("amount",)),
        ("share", ("share",)),
        ("cost-type", ("cost_type",)),
        ("of-what", ("of",)),
        ("purpose", ("purpose",)),
    ),
}
"""The tables of a tie by the parts that stand in them: each column with the properties in its cells; without any
it names an event."""

TRADE = ("goods", "direction", "price_ratio", "share_of_trade", "scale", "period")
_LISTED: Mapping[str, tuple[str, ...]] = {
    "offices": ("type", "owner", "host", "opened", "closed", "task"),
    "sub-ties": ("party", "type", "milestone"),
    "honours": ("title", "recipient", "awarded_by", "date"),
    "trade": TRADE,
    "transport": ("mode", "carrier", "frequency", "per", "load", "period", "significance"),
}
"""The parts of a tie that are lists of labelled facts, with their properties."""


def main_ties(voice: Voice) -> Section:
    """The section of the ties of which more is recorded than that they stand."""
    blocks: list[Block] = []
    for tie in voice.brief.at_length:
        if tie.is_main and tie.on_day.between_governments:
            blocks.extend(_tie(voice, tie))
    if not blocks:
        blocks.append(Paragraph((voice.aside("nothing-recorded"),)))
    return Section("main-ties", voice.text("main-ties"), tuple(blocks))


def _tie(voice: Voice, tie: TieBrief) -> Iterator[Block]:
    kind = voice.cell(tie.on_day.tie, "type").text
    yield Subheading(capital(voice.name(tie.id)), tie.id.replace("/", "-"), remark=kind)
    yield Paragraph(tuple(_made(voice, tie)))
    yield Paragraph(tuple(measured(voice, tie.measures)))
    yield from _agreements(voice, tie)
    yield from _tables(voice, tie)
    yield from _bodies(voice, tie)
    yield from _aims_and_assessments(voice, tie)


def _made(voice: Voice, tie: TieBrief) -> Iterator[Sentence]:
    """The parties and their levels, the date with its basis, whose initiative it was, and why."""
    entity, standing = tie.on_day.tie, tie.on_day
    levels = [_with_level(voice, ref) for ref in tie.on_day.parties_by_side]
    claims = joined(entity.party.claim_ids, *(level.claims for level in levels))
    listed = voice.messages.listing([level.text for level in levels])
    yield voice.sentence("tie-parties", claims, parties=listed)
    established = standing.established
    if established is not None and established.value.date is not None:
        date, basis = date_and_basis(voice, standing)
        yield voice.sentence("tie-made", date.claims, date=date.text)
        if basis.text != DASH:
            yield voice.sentence("tie-basis", basis.claims, basis=basis.text)
    elif established is not None:
        yield voice.sentence("tie-undated", established.claim_ids)
    if entity.initiator:
        cell = voice.cell(entity, "initiator")
        yield voice.sentence("tie-initiator", cell.claims, party=cell.text)
    for fact in entity.motive:
        motive = voice.fact(entity, "motive", fact)
        yield voice.sentence("tie-motive", motive.claims, motive=motive.text)
    if tie.breadth.possible:
        figure = voice.figure(tie.breadth)
        yield voice.sentence("tie-breadth", figure.claims, count=figure.text)


def date_and_basis(voice: Voice, standing: TieOnDay) -> tuple[Sentence, Sentence]:
    """When the tie was made (or the stage that it reached), and what the date rests on."""
    fact = standing.stage if standing.is_pending else standing.established or standing.stage
    if fact is None:
        return Sentence.of(DASH), Sentence.of(DASH)
    date, basis = fact.value.date, fact.value.basis
    when = voice.messages.date(date) if date else voice.text("undated")
    rests_on = voice.messages.concept("date-bases", basis) if basis else DASH
    return Sentence.of(when, fact.claim_ids), Sentence.of(rests_on, fact.claim_ids if basis else ())


def _with_level(voice: Voice, ref: str) -> Sentence:
    government = government_of(voice.register, ref)
    level = fact_on(government.level, voice.brief.day) if government else None
    if government is None or level is None or government.id != ref:
        return Sentence.of(voice.name(ref))
    label = voice.messages.concept("levels", level.value)
    return Sentence.of(voice.text("with-level", name=voice.name(ref), level=label), level.claim_ids)


def _agreements(voice: Voice, tie: TieBrief) -> Iterator[Block]:
    if tie.agreements:
        yield _heading(voice, tie, "agreements")
        yield Listing(tuple(tuple(_agreement(voice, part.entity)) for part in tie.agreements))


def _heading(voice: Voice, tie: TieBrief, key: str) -> Subheading:
    return Subheading(voice.text(key), f"{tie.id.replace('/', '-')}-{key}", 2)


def _agreement(voice: Voice, agreement: Agreement) -> Iterator[Sentence]:
    name = voice.cell(agreement, "title") if agreement.title else voice.cell(agreement, "type")
    if name.text == DASH:
        name = Sentence.of(voice.messages.kind("agreement"), agreement.claim_ids)
    yield Sentence.of(capital(voice.text("item", text=name.text)), name.claims)
    if agreement.ordinal:
        ordinal = voice.cell(agreement, "ordinal")
        series = voice.cell(agreement, "series")
        claims = joined(ordinal.claims, series.claims)
        yield voice.sentence("agreement-ordinal", claims, ordinal=agreement.ordinal.value or 0)
    yield from listed(voice, agreement, _AGREED)


_AGREED = (
    "signed",
    "place",
    "occasion",
    "signatory",
    "recurrence",
    "in_force",
    "term",
    "renews",
    "provision",
)


def labelled(voice: Voice, entity: Entity, name: str) -> Sentence:
    """A property as "Label: value." with its claims."""
    cell = voice.cell(entity, name)
    label = voice.messages.property(entity.prefix, name)
    return Sentence.of(voice.labelled(label, cell.text), cell.claims)


def _tables(voice: Voice, tie: TieBrief) -> Iterator[Block]:
    """The fields, programmes, events and costs; after programmes how many went, and what is only planned."""
    for key in _TABLES:
        parts: Sequence[Part[Any]] = getattr(tie, key)
        is_with_volume = key == "programmes" and bool(parts or tie.planned)
        if parts or is_with_volume:
            yield _heading(voice, tie, key)
        if parts:
            yield from _table(voice, key, parts)
        if is_with_volume:
            yield Paragraph(tuple(_volume(voice, tie)))


def _several(voice: Voice, entity: Entity, names: Iterable[str]) -> Sentence:
    """Several properties as one cell, as far as each is stated."""
    cells = [voice.cell(entity, name) for name in names]
    stated = [cell for cell in cells if cell.text != DASH]
    if not stated:
        return Sentence.of(DASH)
    words = voice.text("cell-separator").join(cell.text for cell in stated)
    return Sentence.of(words, joined(*(cell.claims for cell in stated)))


def _volume(voice: Voice, tie: TieBrief) -> Iterator[Sentence]:
    """Persons and person-days a year each way, and what could not be counted."""
    a, b = (
        voice.messages.listing([voice.name(ref) for ref in refs])
        for refs in (tie.on_day.on_a, tie.on_day.on_b)
    )
    for flow, source, target in ((tie.volume.out, a, b), (tie.volume.back, b, a)):
        if flow.persons is None:
            continue
        persons, days = voice.measure(flow.persons), voice.measure(flow.person_days)
        claims = joined(persons.claims, days.claims)
        sides = {"source": source, "target": target, "persons": persons.text}
        if flow.person_days is None:
            yield voice.sentence("volume", claims, **sides)
        else:
            yield voice.sentence("volume-days", claims, days=days.text, **sides)
    if tie.volume.without_number:
        countless = tie.volume.without_number
        claims = joined(*(programme.claim_ids for programme in countless))
        yield voice.sentence("volume-without", claims, count=len(countless))
    for programme in tie.planned:
        yield voice.sentence("planned", programme.claim_ids, activity=voice.name(programme.id))


def _event(voice: Voice, event: Entity) -> Sentence:
    """An event by its name and what was done, else by its form."""
    named = [voice.name(event.id)] if event.stated("name") else []
    done = voice.cell(event, "activity" if event.stated("activity") else "form")
    claims = joined(event.stated("name").claim_ids, done.claims, event.stated("form").claim_ids)
    return Sentence.of(
        voice.text("cell-separator").join(dict.fromkeys((*named, done.text))), claims
    )


def _bodies(voice: Voice, tie: TieBrief) -> Iterator[Block]:
    """Offices, sub-ties, honours, trade and transport, as lists of labelled facts."""
    children = [t for t in voice.brief.ties if t.on_day.tie.parent.value == tie.id]
    held: Mapping[str, Sequence[Entity]] = {
        "sub-ties": [t.on_day.tie for t in children],
        **{key: [p.entity for p in getattr(tie, key)] for key in _LISTED if key != "sub-ties"},
    }
    for key, names in _LISTED.items():
        if held[key]:
            yield _heading(voice, tie, key)
            yield Listing(tuple(listed(voice, entity, names) for entity in held[key]))


def listed(voice: Voice, entity: Entity, names: Iterable[str]) -> tuple[Sentence, ...]:
    """The stated ones of the named properties as labelled sentences."""
    return tuple(labelled(voice, entity, name) for name in names if entity.stated(name))


def _aims_and_assessments(voice: Voice, tie: TieBrief) -> Iterator[Block]:
    """What holders state of the tie and its parts in figures, as aims, and as assessments, with their names."""
    for key, items in (
        ("statistics", [stated_figure(voice, s) for s in tie.statistics]),
        ("objectives", [attributed(voice, o, "objective") for o in tie.objectives]),
        ("assessments", [attributed(voice, a, "assessment") for a in tie.assessments]),
    ):
        if items:
            yield _heading(voice, tie, key)
            yield Listing(tuple((item,) for item in items))


def stated_figure(voice: Voice, statistic: Statistic) -> Sentence:
    """A number that a source states: of what (a tie goes without saying), as of when, and by whom."""
    value = statistic.value.best
    if value is None:
        return voice.aside("nothing-recorded")
    said = voice.text(
        "statistic" if statistic.as_of else "statistic-undated",
        measure=voice.cell(statistic, "measure").text,
        value=voice.fact(statistic, "value", value).text,
        when=voice.cell(statistic, "as_of").text,
        holder=voice.name(value.claims[0].holder),
    )
    sides = [ref for ref in (statistic.scope.value, statistic.partner.value) if ref]
    if len(sides) > 1:
        named = voice.messages.listing([voice.name(ref) for ref in sides])
        said = voice.text("about", about=named, said=said)
    return Sentence.of(capital(said), statistic.claim_ids)


_NAMED = frozenset({"field", "programme", "exchange", "office", "organisation", "agreement"})
"""The kinds that are named before what is said of them; the sides and the tie go without saying."""


def attributed(voice: Voice, entity: Objective | Assessment, kind: str) -> Sentence:
    """An aim or assessment with who holds it; second-hand ones say so by their holder."""
    fact = entity.text.best
    if fact is None:
        return voice.aside("nothing-recorded")
    words = voice.fact(entity, "text", fact)
    holder = voice.name(fact.claims[0].holder)
    if isinstance(entity, Objective):
        side = voice.cell(entity, "attributed_to").text
        key = f"{kind}-own" if side == holder else kind
        said = voice.text(key, holder=holder, side=side, text=words.text)
    else:
        label = capital(voice.cell(entity, "type", planned=True).text)
        said = voice.text(kind, holder=holder, type=label, text=words.text)
    about = [voice.name(ref) for ref in entity.about.values if kind_of(ref) in _NAMED]
    if about:
        said = voice.text("about", about=voice.messages.listing(about), said=said)
    return Sentence.of(capital(said), entity.claim_ids)


def _table(voice: Voice, key: str, parts: Sequence[Part[Any]]) -> Iterator[Block]:
    """A table of parts without columns of which nothing is recorded.

    A part that only possibly had begun is marked in its first cell, and the mark explained.
    """
    columns = [
        (label, [_cell(voice, part.entity, names) for part in parts])
        for label, names in _TABLES[key]
    ]
    stated = [column for column in columns if any(cell.text != DASH for cell in column[1])]
    rows = [list(row) for row in zip(*(cells for _, cells in stated), strict=True)]
    for part, row in zip(parts, rows, strict=False):
        if not part.begun.certain:
            row[0] = Sentence.of(voice.text("possibly", text=row[0].text), row[0].claims)
    names_of = tuple(voice.text(f"column-{label}") for label, _ in stated)
    yield Table(voice.text(f"{key}-caption"), names_of, tuple(map(tuple, rows)))
    if not all(part.begun.certain for part in parts):
        yield Paragraph((voice.aside("possibly-method"),))


def _cell(voice: Voice, entity: Entity, names: tuple[str, ...]) -> Sentence:
    return _several(voice, entity, names) if names else _event(voice, entity)
