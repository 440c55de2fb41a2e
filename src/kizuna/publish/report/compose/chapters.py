"""The chapters of a note after its opening: the main ties, relations between ties, trade, aims, doubts, sources.

A tie is told by the same blocks as on its page. Parallel ties and unequal levels have the explanations that
sources give; aims, assessments and forecasts their holders; conflicts stand side by side with what is preferred
and why; documents have their archival description, as far as it is recorded (ISAD(G)). The voice of a note says
what its brief holds as words of one language, each sentence with its claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from kizuna.analysis.gaps import Gap
from kizuna.analysis.measures import measures_of
from kizuna.analysis.parallels import Mismatch, Parallel
from kizuna.claims.kinds import Entity, Statistic, properties_of, property_of
from kizuna.languages import Messages
from kizuna.publish.document import (
    Block,
    Facts,
    Listing,
    Paragraph,
    Piece,
    Sentence,
    Subheading,
    Table,
    Tone,
    is_empty,
)
from kizuna.publish.measures import MeasureWords
from kizuna.publish.report.brief import AT_LENGTH, Brief, TieBrief
from kizuna.publish.things import TIE_PARTS, Things
from kizuna.publish.wording import Wording, capital, unique
from kizuna.register.dating import Dating
from kizuna.values import kind_of

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

    @property
    def sides(self) -> tuple[str, str]:
        """The names of both sides."""
        return self.name(self.brief.a.ref), self.name(self.brief.b.ref)

    @property
    def title(self) -> str:
        """The title of the note."""
        a, b = self.sides
        return self.text("title", a=a, b=b)

    @property
    def things(self) -> Things:
        """Makes the blocks about things."""
        return Things(self, self.brief.day)

    def sentence(self, key: str, claims: Iterable[str], /, **arguments: object) -> Sentence:
        """A sentence of fact with its claims."""
        return Sentence.of(capital(self.text(key, **arguments)), unique(claims))

    def aside(self, key: str, /, **arguments: object) -> Sentence:
        """A sentence of method or absence, which rests on no claim."""
        return Sentence.of(capital(self.text(key, **arguments)), tone=Tone.ASIDE)

    def names(self, refs: Iterable[str]) -> str:
        """The names of things as a list in a sentence."""
        return self.messages.listing([self.name(ref) for ref in refs])

    def first(self, items: Sequence[T]) -> tuple[Sequence[T], tuple[Sentence, ...]]:
        """As many of the items as a note tells at length, and a sentence on how many are left out, if any."""
        more = len(items) - AT_LENGTH
        left_out = (self.aside("left-out", count=more),) if more > 0 else ()
        return items[:AT_LENGTH], left_out

    def labelled(self, label: str, said: Sentence) -> Sentence:
        """What is said after its label, as one sentence; it may be of any length."""
        stop = "" if said.text.endswith(".") else self.text("stop")
        words = f"{capital(label)}{self.text('colon')}{said.text}{stop}"
        return replace(said, pieces=(Piece(words),))


_WIDEST = 8
"""A table of more columns is set as a list in print."""


def main_ties(voice: Voice) -> Iterator[Block]:
    """The ties of which more is recorded than that they stand."""
    main = [t for t in voice.brief.at_length if t.parts and t.on_day.between_governments]
    if main:
        yield Paragraph((MeasureWords(voice).method(),))
    for tie in main:
        yield from _tie(replace(voice, about=tie.id), tie)


def _tie(voice: Voice, tie: TieBrief) -> Iterator[Block]:
    """What the page of a tie says of it: its facts, the chief measures, its parts, and what is said of it."""
    things, on_day = voice.things, tie.on_day
    anchor, kind = tie.id.replace("/", "-"), voice.concept("tie-types", on_day.tie.type.value)
    measured = measures_of(voice.register, tie.id, on_day.day, Dating.of(voice.register))
    facts = (
        *things.key_facts(on_day).facts,
        *things.other_facts(on_day).facts,
        *MeasureWords(voice).chief(measured),
    )
    yield Subheading(capital(voice.name(tie.id)), anchor, remark=kind)
    yield Facts(tuple((capital(label), said) for label, said in facts))
    children = [t.on_day for t in voice.brief.ties if t.on_day.tie.parent.value == tie.id]
    held: tuple[tuple[str, tuple[Block, ...]], ...] = (
        *((key, tuple(_parts(voice, tie, key))) for key in TIE_PARTS),
        ("sub-ties", (things.ties(children),)),
        ("statistics", (_statistics(voice, tie.statistics),)),
        ("objectives", (things.statements(tie.objectives),)),
        ("assessments", (things.statements(tie.assessments),)),
    )
    for key, blocks in held:
        if shown := [block for block in blocks if not is_empty(block)]:
            yield Subheading(voice.text(key), f"{anchor}-{key}", 2)
            yield from shown


def _parts(voice: Voice, tie: TieBrief, key: str) -> Iterator[Block]:
    """The parts of a kind with those that are only planned; after programmes how many went."""
    begun = (part.entity for part in tie.begun[key])
    planned = (e for e in tie.planned if e.prefix == _PLANNED.get(key))
    yield from _in_print(voice, voice.things.table((*begun, *planned)))
    if key == "programmes":
        yield Paragraph(tuple(_volume(voice, tie)))


_PLANNED = {"programmes": "programme", "events": "exchange"}
"""The kinds of what may be only planned, by their headings."""


def _in_print(voice: Voice, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with each table that is too wide for paper as a list, an item a row."""
    for block in blocks:
        if not isinstance(block, Table) or len(block.columns) <= _WIDEST:
            yield block
            continue
        items = []
        for name, *cells in block.rows:
            title = replace(name, pieces=(Piece(voice.text("item", text=name.text)),))
            columns = zip(block.columns[1:], cells, strict=True)
            said = (voice.labelled(label, cell) for label, cell in columns if cell.pieces)
            items.append((title, *said))
        yield Listing(tuple(items))


def _volume(voice: Voice, tie: TieBrief) -> Iterator[Sentence]:
    """Persons and person-days a year each way, and what could not be counted."""
    a, b = map(voice.names, (tie.on_day.on_a, tie.on_day.on_b))
    for flow, source, target in ((tie.volume.out, a, b), (tie.volume.back, b, a)):
        if flow.persons is None:
            continue
        persons, days = (voice.number(n, decimals=0) for n in (flow.persons, flow.person_days))
        key = "volume" if flow.person_days is None else "volume-days"
        said = {"source": source, "target": target, "persons": persons.text, "days": days.text}
        yield voice.sentence(key, (*persons.claims, *days.claims), **said)
    if countless := tie.volume.without_number:
        claims = (claim for programme in countless for claim in programme.claim_ids)
        yield voice.sentence("volume-without", claims, count=len(countless))


def _statistics(voice: Voice, held: Iterable[Statistic]) -> Listing:
    """What sources state in figures."""
    return Listing(tuple((_stated_figure(voice, one),) for one in held))


def _stated_figure(voice: Voice, statistic: Statistic) -> Sentence:
    """A number that a source states: of what (a tie goes without saying), as of when, and by whom."""
    value = statistic.value.best
    if value is None:
        return voice.aside("nothing-recorded")
    said = voice.text(
        "statistic" if statistic.as_of else "statistic-undated",
        measure=voice.words(property_of(statistic.id, "measure").type, statistic.measure.value),
        value=voice.messages.quantity(value.value),
        when=voice.things.cell(statistic, "as_of").text,
        holder=voice.name(value.claims[0].holder),
    )
    sides = [ref for ref in (statistic.scope.value, statistic.partner.value) if ref]
    if len(sides) > 1:
        said = voice.text("about", about=voice.names(sides), said=said)
    return Sentence.of(capital(said), statistic.claim_ids)


def relations(voice: Voice) -> Iterator[Block]:
    """Parallel ties and level mismatches."""
    brief, said = voice.brief, set[Sentence]()
    groups: dict[str, Sequence[Parallel | Mismatch]] = {
        "parallels": brief.parallels,
        "mismatches": brief.mismatches,
    }
    for title, found in groups.items():
        first, left_out = voice.first(found)
        items = []
        for item in (*map(voice.things.relation, first), *((one,) for one in left_out)):
            items.append(tuple(one for one in item if one not in said))  # nothing is said twice
            said.update(item)
        yield Subheading(voice.text(title), title)
        yield _found(voice, items)


def _found(voice: Voice, items: Iterable[tuple[Sentence, ...]]) -> Block:
    """A list of what was found, or that nothing was."""
    listed = Listing(tuple(items))
    return listed if listed.items else Paragraph((voice.aside("nothing-found"),))


def economy(voice: Voice) -> Iterator[Block]:
    """Trade, offices and stated economic weights that belong to no single tie."""
    for name in ("trade", "programmes", "offices"):
        table = voice.things.table(part.entity for part in voice.brief.beside[name])
        yield from _in_print(voice, table)
    if voice.brief.statistics:
        yield _statistics(voice, voice.brief.statistics)


_OUTLOOK = ("forecast", "recommendation")


def aims(voice: Voice) -> Iterator[Block]:
    """Objectives as attributed, assessments, and outlook."""
    brief = voice.brief
    held = [a for t in brief.ties for a in t.assessments if a.type.value in _OUTLOOK]
    told = {a.id: a for a in (*held, *brief.assessments)}
    ranked = sorted(brief.assessments, key=lambda a: (a.type.value or "", a.rank.value or 0, a.id))
    groups: dict[str, Sequence[Entity]] = {
        "objectives": brief.objectives,
        "assessments": [a for a in ranked if a.type.value not in _OUTLOOK],
        "outlook": [a for a in told.values() if a.type.value in _OUTLOOK],
    }
    yield Paragraph((voice.aside("aims-method"),))
    for title, entities in groups.items():
        if entities:
            yield Subheading(voice.text(title), title)
            yield voice.things.statements(entities)


_NAMED = 50
"""How many subjects of one gap are named; of more, the rest are counted."""


def doubts(voice: Voice) -> Iterator[Block]:
    """Conflicts and gaps."""
    yield Subheading(voice.text("conflicts"), "conflicts")
    totals = [(item,) for item in _totals(voice)]
    disputes, left_out = voice.first(voice.brief.disputes)
    table = voice.things.disputes(disputes)
    if totals or not table.rows:
        yield _found(voice, totals)
    if table.rows:
        yield replace(table, caption=voice.text("conflicts-caption"))
        yield from (Paragraph((sentence,)) for sentence in left_out)
    yield Subheading(voice.text("gaps"), "gaps")
    yield _found(voice, ((gap,) for gap in _gaps(voice)))


def _totals(voice: Voice) -> Iterator[Sentence]:
    """Where a total that a source states cannot be what the register counts."""
    for key in ("municipalities", "prefectures"):
        figure = voice.brief.counts[key]
        for stated in figure.stated:
            low, high = stated.value.min or 0, stated.value.max
            possible = figure.possible + voice.brief.counts["level-not-known"].possible
            if low > possible or (high is not None and high < figure.certain):
                yield voice.sentence(
                    f"total-differs-{key}",
                    (*stated.claims, *figure.claims),
                    holder=voice.name(stated.holder),
                    stated=voice.messages.quantity(stated.value),
                    counted=voice.figure(figure).text,
                )


def _gaps(voice: Voice) -> Iterator[Sentence]:
    """The gaps of one sort and one kind of thing in one sentence."""
    grouped: dict[tuple[str, str, str], list[Gap]] = defaultdict(list)
    for gap in voice.brief.gaps:
        name = gap.property if gap.code == "missing" else ""
        grouped[gap.code, kind_of(gap.subject), name].append(gap)
    for _, gaps in sorted(grouped.items()):
        claims = (claim for gap in gaps for claim in gap.claims)
        said = Sentence.of(_subjects(voice, gaps), claims)
        yield voice.labelled(voice.things.gap_label(gaps[0]), said)


def _subjects(voice: Voice, gaps: Iterable[Gap]) -> str:
    """The subjects by name; parts of a tie as their number beside the tie's name."""
    named: list[str] = []
    parts: Counter[str] = Counter()
    for gap in gaps:
        entity = voice.register.entity(gap.subject)
        tie = entity.stated("tie").value if "tie" in properties_of(type(entity)) else None
        if tie is None:
            named.append(voice.name(gap.subject))
        else:
            parts[voice.name(tie)] += 1
    named += [voice.text("counted", subject=tie, count=str(n)) for tie, n in parts.items()]
    named, left_out = list(dict.fromkeys(named)), len(dict.fromkeys(named)) - _NAMED
    if left_out > 1:
        named[_NAMED:] = [voice.text("and-more", count=left_out)]
    return voice.text("cell-separator").join(named)


_DESCRIPTION = (
    *("number", "date", "issuer", "signatory", "translator", "published_by", "archive", "fonds"),
    *("inventory", "file", "leaves", "original_language", "addressee", "copies", "mark"),
    *("access_level", "address", "rights"),
)


def sources(voice: Voice) -> Iterator[Block]:
    """The sources; a document described at length comes first."""
    described = [(d, [n for n in _DESCRIPTION if d.stated(n)]) for d in voice.brief.sources]
    items = []
    for document, names in sorted(described, key=lambda one: (-len(one[1]), one[0].id)):
        title = voice.text("item", text=voice.name(document.id))
        cells = ((name, voice.things.cell(document, name)) for name in names)
        label = partial(voice.messages.property, document.prefix)
        said = (voice.labelled(label(name), cell) for name, cell in cells if cell.pieces)
        items.append((Sentence.of(title, document.title.claim_ids), *said))
    yield Listing(tuple(items), numbered=True)
