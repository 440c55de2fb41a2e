"""The opening of the note: key figures, how the sides were drawn, pictures, and the ties in one table.

The pictures are a map, a timeline, ties by year, and the volume of exchange by direction. The broadest ties come
first; those that were agreed but not yet entered into stand apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kizuna.analysis.figures import count_of
from kizuna.claims.kinds import Fact, Milestone
from kizuna.languages import Messages
from kizuna.publish.charts.bars import Totals, YearSeries, draw_years, volume_between
from kizuna.publish.charts.map import MapTies, draw_map, map_place
from kizuna.publish.charts.sheet import Caption, Counted
from kizuna.publish.charts.svg import SIDE_A
from kizuna.publish.charts.timeline import Row, TimelineMark, claims_of_rows, draw_timeline, event
from kizuna.publish.document import (
    Block,
    Document,
    Drawing,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Sentence,
    Subheading,
    Table,
    Tone,
    is_empty,
)
from kizuna.publish.report.brief import Brief, TieBrief
from kizuna.publish.report.compose.chapters import Voice
from kizuna.publish.wording import capital, unique
from kizuna.register.status import TieOnDay

_PREVIEWED = 12
"""So many ties are listed before a note is made."""
_COUNTED = ("programmes", "events", "agreements")


def summary(voice: Voice) -> Iterator[Block]:
    """The key figures, how the sides were drawn, and by what method."""
    brief = voice.brief
    drawn = []
    for side in (brief.a, brief.b):
        if (fact := side.definition) is not None:  # an area, which can be drawn in several ways
            of = {"side": voice.name(side.ref), "members": voice.names(fact.value.members)}
            drawn.append(voice.sentence("side-drawn", fact.claim_ids, **of))
    remarks = [voice.aside("method", day=voice.day_words(brief.day)), *_no_ties(voice)]
    if undated := voice.undated_lists(tie.on_day for tie in brief.ties):
        remarks.append(Sentence.of(undated, tone=Tone.ASIDE))
    remarks += [
        voice.sentence("unverified", tie.tie.claim_ids, tie=voice.name(tie.id))
        for tie in brief.unverified
    ]
    yield _figures(voice)
    yield from (Paragraph(tuple(said)) for said in (drawn, remarks) if said)


def _no_ties(voice: Voice) -> tuple[Sentence, ...]:
    """That there are no ties between the sides, where there are none."""
    a, b = voice.sides
    return () if voice.brief.ties else (voice.aside("no-ties", a=a, b=b),)


def preview(brief: Brief, messages: Messages) -> Document:
    """What a note is on, before it is set: its key figures, and how much is recorded of its first ties."""
    voice = Voice.of(brief, messages)
    columns = ("column-since", "column-fields", *_COUNTED)
    heads = (messages.text("web-analysis-tie"), *map(voice.text, columns))
    rows = []
    for tie in brief.ties[:_PREVIEWED]:
        figures = (tie.breadth.fields, *(count_of(tie.begun[name]) for name in _COUNTED))
        counted = (voice.figure(one) if one.possible else Sentence(()) for one in figures)
        named = Sentence((voice.link(tie.id),), tie.on_day.claims)
        rows.append((named, voice.signed(tie.on_day), *counted))
    more = len(brief.ties) - len(rows)
    table = Table.of(heads, rows, range(2, len(heads)), more, voice.text("ties-caption"))
    blocks: tuple[Block, ...] = (_figures(voice), Paragraph(_no_ties(voice)), table)
    parts = (Section(f"preview-{at}", "", (block,)) for at, block in enumerate(blocks, 1))
    title = voice.text("with-level", name=voice.title, level=voice.day_words(brief.day))
    shown = tuple(part for part in parts if not is_empty(part.blocks[0]))
    return Document(messages.tag, title, Sentence(()), shown)


def _figures(voice: Voice) -> KeyFigures:
    """The key figures, each with what sources state as the total."""
    (a, b), made = voice.sides, []
    for key, figure in voice.brief.figures.items():
        remark = None
        if stated := voice.stated(figure):
            text = voice.text("cell-separator").join(one.text for one in stated)
            remark = Sentence.of(text, (claim for one in stated for claim in one.claims))
        label = voice.text(f"count-{key}", a=a, b=b)
        made.append(KeyFigure(voice.figure(figure), label, remark))
    return KeyFigures(tuple(made))


_PAGE = 36
"""How many ties the timeline draws of more than are told at length, so that it fits a page."""


def overview(voice: Voice) -> Iterator[Block]:
    """The pictures; each says in words what it draws."""
    yield from (_map(voice), _timeline(voice), _years(voice))
    yield volume_between(voice.brief, voice.messages.language).drawing()


def _caption(voice: Voice, kind: str, legend: str = "map") -> Caption:
    """The words of a kind of picture and of its legend."""
    keys = (f"{legend}-certain", f"{legend}-possible")
    return Caption.of(voice.text, kind, keys, voice.messages.tag)


def _map(voice: Voice) -> Drawing:
    """The map of all ties of governments; of more than are told at length, as thin lines without names."""
    brief = voice.brief
    held = [tie for tie in brief.ties if tie.on_day.between_governments]
    joins = [(tie, [(a, b) for a in tie.on_day.on_a for b in tie.on_day.on_b]) for tie in held]
    weights: Counter[str] = Counter()
    for tie, pairs in joins:
        for pair in pairs:
            weights.update(dict.fromkeys(pair, 1 + tie.breadth.fields.possible))
    sides = dict(zip("ab", voice.sides, strict=True))
    side_of = {ref: "a" if ref in brief.a.members else "b" for ref in weights}
    found = [map_place(voice, ref, side_of[ref], weight) for ref, weight in weights.items()]
    places = {place.ref: place for place in found if place}
    ties = []
    for tie, pairs in joins:
        known = [pair for pair in pairs if places.keys() >= set(pair)]
        sure, unsure = (known, []) if tie.on_day.answer.certain else ([], known)
        if known:
            ties.append(MapTies(voice.name(tie.id), sure, unsure, tie.on_day.claims))
    claims = [claim for tie in ties for claim in tie.claims]
    claims += [claim for place in places.values() for claim in place.claims]
    if brief.in_short:
        certain = [pair for tie in ties for pair in tie.certain]
        possible = [pair for tie in ties for pair in tie.possible]
        ties = [MapTies(" – ".join(sides.values()), certain, possible)]
    caption, dense = _caption(voice, "map"), bool(brief.in_short)
    drawn = draw_map(list(places.values()), ties, caption, sides, is_dense=dense)
    return Drawing(drawn, caption.title, caption.description, unique(claims))


def _timeline(voice: Voice) -> Drawing:
    brief = voice.brief
    shown = brief.ties[:_PAGE] if brief.in_short else brief.ties
    spans = [(tie, tie.on_day.span) for tie in shown]
    known = [(tie, span) for tie, span in spans if span is not None]
    known.sort(key=lambda pair: (pair[1].start_latest, pair[0].id))
    rows = []
    for tie, span in known:  # the life of a tie with its dated events on it
        name = voice.name(tie.id)
        marks = [TimelineMark(span, name, tie.on_day.claims)]
        for part in tie.begun["events"]:
            if date := part.entity.date:
                words = [voice.things.cell(part.entity, one).text for one in ("form", "date")]
                title = voice.text("parts-separator").join(words)
                marks.append(event(part.life, title, date.claim_ids))
        rows.append(Row(name, tuple(marks), name))
    missing = len(brief.ties) - len(shown)
    left_out = [voice.text("left-out", count=missing)] if missing else []
    caption = _caption(voice, "timeline")
    caption = replace(caption, description=voice.messages.run_on((caption.description, *left_out)))
    as_of = (brief.day, voice.day_words(brief.day))
    drawn = draw_timeline(rows, as_of, voice.text("events"), caption)
    return Drawing(drawn, caption.title, caption.description, claims_of_rows(rows))


def _years(voice: Voice) -> Drawing:
    """The ties formed in each year, and the total; of very many, the bars carry no claims."""
    brief = voice.brief
    counts, totals = {}, {}
    for held in brief.years:
        formed, standing = held.formed, held.standing
        said = {"formed": voice.figure(formed).text, "standing": voice.figure(standing).text}
        title = voice.text("year-title", year=str(held.year), **said)
        bar = () if brief.in_short else formed.claims
        counts[held.year] = Counted(formed.certain, formed.possible, title, bar)
        totals[held.year] = (standing.certain, standing.possible)
    caption = _caption(voice, "years", "years")
    series = [YearSeries(caption.certain, SIDE_A, counts)]
    over = None
    if brief.years:
        formed, standing = brief.years[0].formed, brief.years[0].standing
        certain = max(0, standing.certain - formed.certain)
        before = (certain, max(certain, standing.possible - formed.possible))
        over = Totals(voice.text("years-standing"), before, totals)
    drawn = draw_years(series, voice.text("years-formed"), caption, over)
    claims = unique(claim for year in brief.years for claim in year.standing.claims)
    return Drawing(drawn, caption.title, caption.description, claims)


_IN_FORCE = ("party-a", "party-b", "kind", "date", "basis", "fields", "standing")
_PENDING = ("party-a", "party-b", "stage", "date", "basis")
_SHORT = ("party-a", "party-b", "in-short")


def ties(voice: Voice) -> Iterator[Block]:
    """All ties."""
    brief = voice.brief
    governments = [tie for tie in brief.at_length if tie.on_day.between_governments]
    if governments:
        listed = (_brief_cells(voice, tie) for tie in governments)
        yield _table(voice, "ties", _IN_FORCE, listed)
    else:
        yield Paragraph((voice.aside("nothing-recorded"),))
    if brief.in_short:
        short = (_short_cells(voice, tie) for tie in brief.in_short)
        yield _table(voice, "in-short", _SHORT, short)
    if brief.pending:
        pending, left_out = voice.first(brief.pending)
        yield Subheading(voice.text("pending-title"), "pending")
        yield Paragraph((voice.aside("pending-method"),))
        cells = (_cells(voice, tie, tie.stage) for tie in pending)
        yield _table(voice, "pending", _PENDING, cells)
        yield from (Paragraph((sentence,)) for sentence in left_out)


Cells = dict[str, Sentence]
"""The cells of a row by their columns; empty ones are left out."""


def _table(voice: Voice, name: str, columns: Sequence[str], rows: Iterable[Cells]) -> Table:
    """Ties a row each under some columns; its caption may say how many."""
    listed = [[row.get(column, Sentence(())) for column in columns] for row in rows]
    caption = voice.text(f"{name}-caption", count=len(listed))
    numeric = (at for at, column in enumerate(columns) if column == "fields")
    heads = (voice.text(f"column-{column}") for column in columns)
    return Table.of(heads, listed, numeric, caption=caption)


def _cells(voice: Voice, tie: TieOnDay, reached: Fact[Milestone] | None) -> Cells:
    """The parties of a tie, its kind and status, and which stage it reached when, and what that date rests on."""
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
        cells |= {n: Sentence.of(text, reached.claim_ids) for n, text in told.items() if text}
    return cells


def _brief_cells(voice: Voice, tie: TieBrief) -> Cells:
    """The same of a tie in force, with the number of its fields."""
    cells = _cells(voice, tie.on_day, tie.on_day.established or tie.on_day.stage)
    fields = tie.breadth.fields
    return {**cells, "fields": voice.figure(fields)} if fields.possible else cells


def _short_cells(voice: Voice, tie: TieBrief) -> Cells:
    """A tie that is not told at length, in a line, with the claims of the whole line at its end."""
    cells = {name: cell.text for name, cell in _brief_cells(voice, tie).items()}
    words = filter(None, map(cells.get, ("kind", "date", "standing")))
    what = Sentence.of(voice.text("cell-separator").join(words), tie.on_day.listed)
    return {"in-short": what, **{n: Sentence.of(cells[n]) for n in ("party-a", "party-b")}}


def _parties(voice: Voice, tie: TieOnDay) -> tuple[Sentence, Sentence]:
    said = {fact.value: fact.claim_ids for fact in tie.tie.party}

    def named(refs: tuple[str, ...]) -> Sentence:
        claims = (claim for ref in refs for claim in said.get(ref, ()))
        return Sentence.of(capital(voice.names(refs)), claims)

    b = named(tie.on_b)
    others = tuple(ref for ref in tie.parties_by_side if ref not in (*tie.on_a, *tie.on_b))
    if others:
        also = named(others)
        text = voice.text("with-others", names=b.text, others=also.text)
        b = Sentence.of(text, (*b.claims, *also.claims))
    return named(tie.on_a), b
