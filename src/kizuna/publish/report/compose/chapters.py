"""The chapters of a note: key figures, pictures, all ties, the main ones, relations,
aims, doubts, sources.

The broadest ties come first; those that were agreed but not yet entered into stand
apart. A tie is told by the same blocks as on its page. Parallel ties and unequal levels
have the explanations that sources give; aims, assessments and forecasts their holders;
conflicts stand side by side with what is preferred and why; documents have their
archival description, as far as it is recorded (ISAD(G)). The voice of a note says what
its brief holds as words of one language, each sentence with its claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from kizuna.analysis.compare.around import Mismatch, Parallel
from kizuna.analysis.figures import count_of
from kizuna.analysis.gaps import Gap
from kizuna.analysis.measures import measures_of
from kizuna.analysis.measures.activity import TieActivity
from kizuna.claims.kinds import (
    Entity,
    Fact,
    Milestone,
    Statistic,
    properties_of,
    property_of,
)
from kizuna.languages import Messages
from kizuna.publish.charts.bars import volume_between, years_between
from kizuna.publish.charts.map import map_between
from kizuna.publish.charts.timeline import timeline_between
from kizuna.publish.document import (
    Block,
    Document,
    Facts,
    KeyFigures,
    Listing,
    Paragraph,
    Piece,
    Section,
    Sentence,
    Subheading,
    Table,
    Tone,
    is_empty,
)
from kizuna.publish.measures import MeasureWords
from kizuna.publish.report.brief import AT_LENGTH, Brief, TieBrief
from kizuna.publish.things import TIE_PARTS, Things
from kizuna.publish.wording import Wording, capital
from kizuna.register.ties import TieOnDay
from kizuna.values import kind_of

T = TypeVar("T")
_PREVIEWED = 12
"""So many ties are listed before a note is made."""
_COUNTED = ("programmes", "events", "agreements")
_IN_FORCE = ("party-a", "party-b", "kind", "date", "basis", "fields", "standing")
_PENDING = ("party-a", "party-b", "stage", "date", "basis")
Cells = dict[str, Sentence]
"""The cells of a row by their columns; empty ones are left out."""
_OUTLOOK = ("forecast", "recommendation")
_NAMED = 50
"""How many subjects of one gap are named; of more, the rest are counted."""
_DESCRIPTION = (
    *(
        "number",
        "date",
        "issuer",
        "signatory",
        "translator",
        "published_by",
        "archive",
        "fonds",
    ),
    *(
        "inventory",
        "file",
        "leaves",
        "original_language",
        "addressee",
        "copies",
        "mark",
    ),
    *("access_level", "address", "rights"),
)


@dataclass(frozen=True, slots=True)
class Voice(Wording):
    """Wording of what a brief holds, with the places of its second side last."""

    brief: Brief = field(kw_only=True, repr=False, compare=False)

    @classmethod
    def of(cls, brief: Brief, messages: Messages) -> Voice:
        second = frozenset(brief.b.members | {brief.b.ref})
        return cls(brief.register, messages, brief.day, second, brief=brief)

    @property
    def sides(self) -> tuple[str, str]:
        return self.name(self.brief.a.ref), self.name(self.brief.b.ref)

    @property
    def title(self) -> str:
        a, b = self.sides
        return self.text("title", a=a, b=b)

    @property
    def things(self) -> Things:
        return Things(self, self.brief.day)

    def sentence(
        self, key: str, claims: Iterable[str], /, **arguments: object
    ) -> Sentence:
        return Sentence.of(capital(self.text(key, **arguments)), claims)

    def aside(self, key: str, /, **arguments: object) -> Sentence:
        """A sentence of method or absence, which rests on no claim."""
        return Sentence.of(capital(self.text(key, **arguments)), tone=Tone.ASIDE)

    def names(self, refs: Iterable[str]) -> str:
        return self.messages.listing([self.name(ref) for ref in refs])

    def first(self, items: Sequence[T]) -> tuple[Sequence[T], tuple[Sentence, ...]]:
        """As many of the items as a note tells at length, and a sentence on how many
        are left out, if any.
        """
        more = len(items) - AT_LENGTH
        left_out = (self.aside("left-out", count=more),) if more > 0 else ()
        return items[:AT_LENGTH], left_out

    def labelled(self, label: str, said: Sentence) -> Sentence:
        """What is said after its label, as one sentence; it may be of any length."""
        stop = "" if said.text.endswith(".") else self.text("stop")
        words = f"{capital(label)}{self.text('colon')}{said.text}{stop}"
        return replace(said, pieces=(Piece(words),))


def summary(voice: Voice) -> Iterator[Block]:
    """The key figures, how the sides were drawn, and by what method."""
    brief = voice.brief
    drawn = []
    for side in (brief.a, brief.b):
        if (
            fact := side.definition
        ) is not None:  # an area, which can be drawn in several ways
            of = {
                "side": voice.name(side.ref),
                "members": voice.names(fact.value.members),
            }
            drawn.append(voice.sentence("side-drawn", fact.claim_ids, **of))
    remarks = [voice.aside("method", day=voice.day_words(brief.day)), *_no_ties(voice)]
    if undated := voice.undated_lists(tie.on_day for tie in brief.ties):
        remarks.append(Sentence.of(undated, tone=Tone.ASIDE))
    for tie in brief.unverified:
        named = voice.name(tie.id)
        remarks.append(voice.sentence("unverified", tie.tie.claim_ids, tie=named))
    yield _figures(voice)
    yield from (Paragraph(tuple(said)) for said in (drawn, remarks) if said)


def _no_ties(voice: Voice) -> tuple[Sentence, ...]:
    a, b = voice.sides
    return () if voice.brief.ties else (voice.aside("no-ties", a=a, b=b),)


def preview(brief: Brief, messages: Messages) -> Document:
    """What a note is on, before it is set: its key figures, and how much is recorded of
    its first ties.
    """
    voice = Voice.of(brief, messages)
    columns = ("column-since", "column-fields", *_COUNTED)
    heads = (messages.text("web-analysis-tie"), *map(voice.text, columns))
    rows = []
    for tie in brief.ties[:_PREVIEWED]:
        figures = (tie.breadth, *(count_of(tie.begun[name]) for name in _COUNTED))
        counted = (
            voice.figure(one) if one.possible else Sentence(()) for one in figures
        )
        named = Sentence((voice.link(tie.id),), tie.on_day.claims)
        rows.append((named, voice.signed(tie.on_day), *counted))
    more = len(brief.ties) - len(rows)
    table = Table.of(
        heads, rows, range(2, len(heads)), more, voice.text("ties-caption")
    )
    blocks: tuple[Block, ...] = (_figures(voice), Paragraph(_no_ties(voice)), table)
    parts = (
        Section(f"preview-{at}", "", (block,)) for at, block in enumerate(blocks, 1)
    )
    title = voice.text("with-level", name=voice.title, level=voice.day_words(brief.day))
    shown = tuple(part for part in parts if not is_empty(part.blocks[0]))
    return Document(messages.tag, title, Sentence(()), shown)


def _figures(voice: Voice) -> KeyFigures:
    """The key figures, each with what sources state as the total."""
    (a, b), made = voice.sides, []
    for key, figure in voice.brief.figures.items():
        said = [voice.figure(figure)]
        if stated := [*voice.stated(figure)]:
            text = voice.text("cell-separator").join(one.text for one in stated)
            said.append(
                Sentence.of(text, (claim for one in stated for claim in one.claims))
            )
        made.append((voice.text(f"count-{key}", a=a, b=b), tuple(said)))
    return KeyFigures(tuple(made))


def pictures(voice: Voice) -> Iterator[Block]:
    """The pictures; each says in words what it draws."""
    for picture in (map_between, timeline_between, years_between, volume_between):
        yield picture(voice.brief, voice.messages.language)


def ties(voice: Voice) -> Iterator[Block]:
    """All ties: those of governments, and all that are told nowhere else."""
    brief = voice.brief
    listed = [t for t in brief.at_length if t.on_day.between_governments]
    rows = []
    for tie in (*listed, *brief.ties[len(brief.at_length) :]):
        cells = _cells(voice, tie.on_day, tie.on_day.made)
        rows.append(
            cells
            | ({"fields": voice.figure(tie.breadth)} if tie.breadth.possible else {})
        )
    if rows:
        yield _table(voice, "ties", _IN_FORCE, rows)
    else:
        yield Paragraph((voice.aside("nothing-recorded"),))
    if brief.pending:
        pending, left_out = voice.first(brief.pending)
        yield Subheading(voice.text("pending-title"), "pending")
        yield Paragraph((voice.aside("pending-method"),))
        yield _table(
            voice,
            "pending",
            _PENDING,
            (_cells(voice, tie, tie.stage) for tie in pending),
        )
        yield from (Paragraph((sentence,)) for sentence in left_out)


def _table(
    voice: Voice, name: str, columns: Sequence[str], rows: Iterable[Cells]
) -> Table:
    listed = ([row.get(column, Sentence(())) for column in columns] for row in rows)
    numeric = (at for at, column in enumerate(columns) if column == "fields")
    heads = (voice.text(f"column-{column}") for column in columns)
    return Table.of(heads, listed, numeric, caption=voice.text(f"{name}-caption"))


def _cells(voice: Voice, tie: TieOnDay, reached: Fact[Milestone] | None) -> Cells:
    """The parties of a tie, its kind and status, and which stage it reached when, and
    what that date rests on.
    """
    a, b = _parties(voice, tie)
    kind, standing = voice.things.cell(tie.tie, "type"), voice.status(tie)
    cells = {"party-a": a, "party-b": b, "kind": kind, "standing": standing}
    if reached:
        date, basis = reached.value.date, reached.value.basis
        told = {
            "stage": voice.concept("stages", reached.value.stage),
            "date": voice.messages.date(date) if date else voice.text("undated"),
            "basis": voice.concept("date-bases", basis),
        }
        cells |= {
            n: Sentence.of(text, reached.claim_ids) for n, text in told.items() if text
        }
    return cells


def _parties(voice: Voice, tie: TieOnDay) -> tuple[Sentence, Sentence]:
    said = {fact.value: fact.claim_ids for fact in tie.tie.party}
    others = [ref for ref in tie.parties_by_side if ref not in (*tie.on_a, *tie.on_b)]
    a, b, also = (
        Sentence.of(
            capital(voice.names(refs)), (c for ref in refs for c in said.get(ref, ()))
        )
        for refs in (tie.on_a, tie.on_b, others)
    )
    if others:
        text = voice.text("with-others", names=b.text, others=also.text)
        b = Sentence.of(text, (*b.claims, *also.claims))
    return a, b


def main_ties(voice: Voice) -> Iterator[Block]:
    """The ties of which more is recorded than that they stand."""
    main = [
        t for t in voice.brief.at_length if t.parts and t.on_day.between_governments
    ]
    if main:
        yield Paragraph((MeasureWords(voice).method(),))
    # as its page: its facts, the chief measures, its parts, and what is said of it
    for tie in main:
        voice = replace(voice, about=tie.id)
        things, on_day = voice.things, tie.on_day
        anchor, kind = (
            tie.id.replace("/", "-"),
            voice.concept("tie-types", on_day.tie.type.value),
        )
        measured = measures_of(TieActivity(voice.register, on_day))
        own = (*things.key_facts(on_day).facts, *things.other_facts(on_day).facts)
        facts = (*own, *MeasureWords(voice).chief(measured))
        yield Subheading(capital(voice.name(tie.id)), anchor, remark=kind)
        yield Facts(tuple((capital(label), said) for label, said in facts))
        children = [
            t.on_day for t in voice.brief.ties if t.on_day.tie.parent.value == tie.id
        ]
        told: dict[str, Iterable[Block]] = {
            **{key: _parts(voice, tie, key) for key in TIE_PARTS},
            "sub-ties": [things.ties(children)],
            "statistics": [
                Listing(tuple(_stated(voice, one) for one in tie.statistics))
            ],
            "objectives": [things.statements(tie.objectives)],
            "assessments": [things.statements(tie.assessments)],
        }
        for key, blocks in told.items():
            if shown := [block for block in blocks if not is_empty(block)]:
                yield Subheading(voice.text(key), f"{anchor}-{key}", 2)
                yield from shown


def _parts(voice: Voice, tie: TieBrief, key: str) -> Iterator[Block]:
    begun = (part.entity for part in tie.begun[key])
    planned = (entity for entity in tie.planned if isinstance(entity, TIE_PARTS[key]))
    yield from _in_print(voice, voice.things.table((*begun, *planned)))
    if key == "programmes":
        yield Paragraph(tuple(_volume(voice, tie)))


def _in_print(voice: Voice, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with each table that is too wide for paper as a list, an item a
    row.
    """
    for block in blocks:
        if not isinstance(block, Table) or len(block.columns) <= 8:
            yield block
            continue
        items = []
        for name, *cells in block.rows:
            title = replace(name, pieces=(Piece(voice.text("item", text=name.text)),))
            columns = zip(block.columns[1:], cells, strict=True)
            said = (
                voice.labelled(label, cell) for label, cell in columns if cell.pieces
            )
            items.append((title, *said))
        yield Listing(tuple(items))


def _volume(voice: Voice, tie: TieBrief) -> Iterator[Sentence]:
    """Persons and person-days a year each way, and what could not be counted."""
    a, b = map(voice.names, (tie.on_day.on_a, tie.on_day.on_b))
    for flow, source, target in ((tie.volume.out, a, b), (tie.volume.back, b, a)):
        if flow.persons is None:
            continue
        persons, days = (
            voice.number(n, whole=True) for n in (flow.persons, flow.person_days)
        )
        key = "volume" if flow.person_days is None else "volume-days"
        said = {
            "source": source,
            "target": target,
            "persons": persons.text,
            "days": days.text,
        }
        yield voice.sentence(key, (*persons.claims, *days.claims), **said)
    if countless := tie.volume.without_number:
        claims = (claim for programme in countless for claim in programme.claim_ids)
        yield voice.sentence("volume-without", claims, count=len(countless))


def _stated(voice: Voice, statistic: Statistic) -> tuple[Sentence]:
    """A number that a source states: of what (a tie goes without saying), as of when,
    and by whom.
    """
    value, *_ = statistic.value
    said = voice.text(
        "statistic" if statistic.as_of else "statistic-undated",
        measure=voice.words(
            property_of(statistic.id, "measure").type, statistic.measure.value
        ),
        value=voice.messages.quantity(value.value),
        when=voice.things.cell(statistic, "as_of").text,
        holder=voice.name(value.claims[0].holder),
    )
    sides = [ref for ref in (statistic.scope.value, statistic.partner.value) if ref]
    if len(sides) > 1:
        said = voice.text("about", about=voice.names(sides), said=said)
    return (Sentence.of(capital(said), statistic.claim_ids),)


def relations(voice: Voice) -> Iterator[Block]:
    brief, said = voice.brief, set[Sentence]()
    groups: dict[str, Sequence[Parallel | Mismatch]]
    groups = {"parallels": brief.parallels, "mismatches": brief.mismatches}
    for title, found in groups.items():
        first, left_out = voice.first(found)
        items = []
        for item in (*map(voice.things.relation, first), *((one,) for one in left_out)):
            items.append(
                tuple(one for one in item if one not in said)
            )  # nothing is said twice
            said.update(item)
        yield Subheading(voice.text(title), title)
        yield _found(voice, items)


def _found(voice: Voice, items: Iterable[tuple[Sentence, ...]]) -> Block:
    listed = Listing(tuple(items))
    return listed if listed.items else Paragraph((voice.aside("nothing-found"),))


def economy(voice: Voice) -> Iterator[Block]:
    """Trade, offices and stated economic weights that belong to no single tie."""
    for name in ("trade", "programmes", "offices"):
        table = voice.things.table(part.entity for part in voice.brief.beside[name])
        yield from _in_print(voice, table)
    if voice.brief.statistics:
        yield Listing(tuple(_stated(voice, one) for one in voice.brief.statistics))


def aims(voice: Voice) -> Iterator[Block]:
    brief = voice.brief
    held = [a for t in brief.ties for a in t.assessments if a.type.value in _OUTLOOK]
    told = {a.id: a for a in (*held, *brief.assessments)}
    ranked = sorted(
        brief.assessments, key=lambda a: (a.type.value or "", a.rank.value or 0, a.id)
    )
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


def doubts(voice: Voice) -> Iterator[Block]:
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
    grouped: dict[tuple[str, str, str], list[Gap]] = defaultdict(list)
    for (
        gap
    ) in voice.brief.gaps:  # those of one sort and one kind of thing are one sentence
        name = gap.property if gap.code == "missing" else ""
        grouped[gap.code, kind_of(gap.subject), name].append(gap)
    items = []
    for _, gaps in sorted(grouped.items()):
        said = Sentence.of(
            _subjects(voice, gaps), (c for gap in gaps for c in gap.claims)
        )
        items.append((voice.labelled(voice.things.gap_label(gaps[0]), said),))
    yield _found(voice, items)


def _totals(voice: Voice) -> Iterator[Sentence]:
    """Where a total that a source states cannot be what the register counts."""
    for key in ("municipalities", "prefectures"):
        figure = voice.brief.counts[key]
        for stated in figure.stated:
            low, high = stated.value.min or 0, stated.value.max
            possible = figure.possible + voice.brief.counts["level-not-known"].possible
            if low > possible or (high is not None and high < figure.certain):
                holder, total = (
                    voice.name(stated.holder),
                    voice.messages.quantity(stated.value),
                )
                said = {
                    "holder": holder,
                    "stated": total,
                    "counted": voice.figure(figure).text,
                }
                claims = (*stated.claims, *figure.claims)
                yield voice.sentence(f"total-differs-{key}", claims, **said)


def _subjects(voice: Voice, gaps: Iterable[Gap]) -> str:
    """The subjects by name; parts of a tie as their number beside the tie's name."""
    named, parts = list[str](), Counter[str]()
    for gap in gaps:
        entity = voice.register.entity(gap.subject)
        if "tie" in properties_of(type(entity)) and (tie := entity.stated("tie").value):
            parts[voice.name(tie)] += 1
        else:
            named.append(voice.name(gap.subject))
    named += [
        voice.text("counted", subject=tie, count=str(n)) for tie, n in parts.items()
    ]
    once = list(dict.fromkeys(named))
    return voice.first_of(once, _NAMED if len(once) > _NAMED + 1 else len(once))


def sources(voice: Voice) -> Iterator[Block]:
    """The sources; a document described at length comes first."""
    described = [
        (d, [n for n in _DESCRIPTION if d.stated(n)]) for d in voice.brief.sources
    ]
    items = []
    for document, names in sorted(described, key=lambda one: (-len(one[1]), one[0].id)):
        title = voice.text("item", text=voice.name(document.id))
        cells = ((name, voice.things.cell(document, name)) for name in names)
        label = partial(voice.messages.property, document.prefix)
        said = (
            voice.labelled(label(name), cell) for name, cell in cells if cell.pieces
        )
        items.append((Sentence.of(title, document.title.claim_ids), *said))
    yield Listing(tuple(items), numbered=True)
