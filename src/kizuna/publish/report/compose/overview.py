"""The opening of the note: key figures, how the sides were drawn, pictures, and the ties in one table.

The pictures are a map, a timeline, ties by year, and the volume of exchange by direction. The broadest ties come
first; those that were agreed but not yet entered into stand apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kizuna.analysis.figures import Figure
from kizuna.claims.kinds import Exchange, Fact, Milestone
from kizuna.publish.charts.chart import Caption, Counted
from kizuna.publish.charts.map import DrawnPlace, MapTies, draw_map, map_place
from kizuna.publish.charts.svg import SIDE_A
from kizuna.publish.charts.timeline import Row, TimelineMark, claims_of_rows, draw_timeline, event
from kizuna.publish.charts.volume import volume_between
from kizuna.publish.charts.years import Totals, YearSeries, draw_years
from kizuna.publish.document import (
    Block,
    Drawing,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Sentence,
    Subheading,
    Table,
    Tone,
)
from kizuna.publish.report.brief import TieBrief
from kizuna.publish.report.compose.chapters import Voice
from kizuna.publish.wording import capital, unique
from kizuna.register.dating import Part
from kizuna.register.status import TieOnDay
from kizuna.values import Edtf, Span, day_text


def summary(voice: Voice) -> Section:
    """The section "In brief"."""
    blocks: list[Block] = [KeyFigures(tuple(_figures(voice)))]
    blocks.extend(Paragraph(tuple(p)) for p in (_sides(voice), _remarks(voice)) if p)
    return Section("summary", voice.text("summary"), tuple(blocks))


def _figures(voice: Voice) -> Iterator[KeyFigure]:
    brief = voice.brief
    a = voice.name(brief.a.ref)
    for key, figure in brief.figures.items():
        label = voice.text(f"count-{key}", a=a, b=voice.name(brief.b.ref))
        yield KeyFigure(voice.figure(figure), label, _stated(voice, figure))


def _stated(voice: Voice, figure: Figure) -> Sentence | None:
    """What sources state as the total, beside what the register counts."""
    said = voice.stated(figure)
    if not said:
        return None
    text = voice.text("cell-separator").join(one.text for one in said)
    return Sentence.of(text, unique(claim for one in said for claim in one.claims))


def _sides(voice: Voice) -> list[Sentence]:
    """How each side was drawn; an area that can be drawn in several ways says which one was used."""
    brief = voice.brief
    said = []
    for side in (brief.a, brief.b):
        if side.definition is not None:
            members = [voice.name(ref) for ref in side.definition.value.members]
            said.append(
                voice.sentence(
                    "side-drawn",
                    side.definition.claim_ids,
                    side=voice.name(side.ref),
                    members=voice.messages.listing(members),
                )
            )
    return said


def _remarks(voice: Voice) -> list[Sentence]:
    brief = voice.brief
    day = voice.messages.date(Edtf.parse(day_text(brief.day)))
    said = [voice.aside("method", day=day)]
    if not brief.ties:
        said.append(voice.aside("no-ties", a=voice.name(brief.a.ref), b=voice.name(brief.b.ref)))
    undated = voice.undated_lists(tie.on_day for tie in brief.ties)
    if undated:
        said.append(Sentence.of(undated, tone=Tone.ASIDE))
    for tie in brief.unverified:
        name = voice.name(tie.id)
        said.append(voice.sentence("unverified", tie.tie.claim_ids, tie=name))
    return said


_PAGE = 36
"""How many ties the timeline draws of more than are told at length, so that it fits a page."""


def overview(voice: Voice) -> Section:
    """The section of pictures; each says in words what it draws."""
    drawings = (_map(voice), _timeline(voice), _years(voice), _volume(voice))
    return Section("overview", voice.text("overview"), drawings)


def _caption(voice: Voice, kind: str, certain: str, possible: str) -> Caption:
    """The words of a kind of picture, with those of the keys in its legend."""
    return Caption(
        title=voice.text(kind),
        description=voice.text(f"{kind}-description"),
        empty=voice.text(f"{kind}-empty"),
        certain=voice.text(certain),
        possible=voice.text(possible),
        language=voice.messages.tag,
    )


def _drawing(svg: str, caption: Caption, claims: Iterable[str]) -> Drawing:
    return Drawing(svg, caption.title, caption.description, unique(claims))


def _map(voice: Voice) -> Drawing:
    """The map of all ties of governments; of more than are told at length, as thin lines without names."""
    brief = voice.brief
    held = [tie for tie in brief.ties if tie.on_day.between_governments]
    joins = [(tie, [(a, b) for a in tie.on_day.on_a for b in tie.on_day.on_b]) for tie in held]
    weights: Counter[str] = Counter()
    for tie, pairs in joins:
        for pair in pairs:
            weights.update(dict.fromkeys(pair, 1 + tie.breadth.fields.possible))
    sides = {"a": voice.name(brief.a.ref), "b": voice.name(brief.b.ref)}
    places: dict[str, DrawnPlace] = {}
    for ref, weight in weights.items():
        side = "a" if ref in brief.a.members else "b"
        if found := map_place(voice.register, ref, voice.name(ref), side, weight):
            places[ref] = found
    ties = []
    for tie, pairs in joins:
        known = [pair for pair in pairs if places.keys() >= set(pair)]
        if not known:
            continue
        sure, unsure = (known, []) if tie.on_day.answer.certain else ([], known)
        ties.append(MapTies(voice.name(tie.id), sure, unsure, tie.on_day.claims))
    claims = [claim for tie in ties for claim in tie.claims]
    claims += [claim for place in places.values() for claim in place.claims]
    if brief.in_short:
        certain = [pair for tie in ties for pair in tie.certain]
        possible = [pair for tie in ties for pair in tie.possible]
        ties = [MapTies(" – ".join(sides.values()), certain, possible)]
    caption = _caption(voice, "map", "map-certain", "map-possible")
    is_dense = bool(brief.in_short)
    drawn = draw_map(list(places.values()), ties, caption, sides, is_dense=is_dense)
    return _drawing(drawn, caption, claims)


def _timeline(voice: Voice) -> Drawing:
    brief = voice.brief
    shown = brief.ties[:_PAGE] if brief.in_short else brief.ties
    spans = [(tie, tie.on_day.span) for tie in shown]
    known = [(tie, span) for tie, span in spans if span is not None]
    known.sort(key=lambda pair: (pair[1].start_latest, pair[0].id))
    rows = [_row(voice, tie, span) for tie, span in known]
    missing = len(brief.ties) - len(shown)
    left_out = [voice.text("left-out", count=missing)] if missing else []
    caption = _caption(voice, "timeline", "map-certain", "map-possible")
    caption = replace(caption, description=voice.messages.run_on((caption.description, *left_out)))
    as_of = (brief.day, voice.messages.date(Edtf.parse(day_text(brief.day))))
    drawn = draw_timeline(rows, as_of, voice.text("events"), caption)
    return _drawing(drawn, caption, claims_of_rows(rows))


def _row(voice: Voice, tie: TieBrief, span: Span) -> Row:
    """The life of a tie with its dated events on it."""
    name = voice.name(tie.id)
    life = TimelineMark(span, name, tie.on_day.claims)
    events = (_event(voice, part) for part in tie.events if part.entity.date)
    return Row(name, (life, *events), name)


def _event(voice: Voice, part: Part[Exchange]) -> TimelineMark:
    words = [voice.things.cell(part.entity, name).text for name in ("form", "date")]
    title = voice.text("parts-separator").join(words)
    return event(part.life, title, part.entity.date.claim_ids)


def _years(voice: Voice) -> Drawing:
    """The ties formed in each year, and the total; of very many, the bars carry no claims."""
    brief = voice.brief
    counts, totals = {}, {}
    for held in brief.years:
        formed, standing = held.formed, held.standing
        said = {
            "formed": voice.figure(formed).text,
            "standing": voice.figure(standing).text,
        }
        title = voice.text("year-title", year=str(held.year), **said)
        claims = () if brief.in_short else formed.claims
        counts[held.year] = Counted(formed.certain, formed.possible, title, claims)
        totals[held.year] = (standing.certain, standing.possible)
    caption = _caption(voice, "years", "years-certain", "years-possible")
    series = [YearSeries(caption.certain, SIDE_A, counts)]
    over = None
    if brief.years:
        formed, standing = brief.years[0].formed, brief.years[0].standing
        certain = max(0, standing.certain - formed.certain)
        before = (certain, max(certain, standing.possible - formed.possible))
        over = Totals(voice.text("years-standing"), before, totals)
    drawn = draw_years(series, voice.text("years-formed"), caption, over)
    return _drawing(drawn, caption, (c for year in brief.years for c in year.standing.claims))


def _volume(voice: Voice) -> Drawing:
    return volume_between(voice.brief, voice.messages.language).drawing()


def ties(voice: Voice) -> Section:
    """The section of all ties."""
    blocks: list[Block] = []
    governments = [tie for tie in voice.brief.at_length if tie.on_day.between_governments]
    if governments:
        blocks.append(_table(voice, governments))
    else:
        blocks.append(Paragraph((voice.aside("nothing-recorded"),)))
    if voice.brief.in_short:
        blocks.append(_in_short(voice))
    if voice.brief.pending:
        blocks.append(Subheading(voice.text("pending-title"), "pending"))
        blocks.append(Paragraph((voice.aside("pending-method"),)))
        pending, left_out = voice.first(voice.brief.pending)
        blocks.append(_pending(voice, pending))
        blocks.extend(Paragraph((sentence,)) for sentence in left_out)
    return Section("ties", voice.text("ties"), tuple(blocks))


def _table(voice: Voice, held: Iterable[TieBrief]) -> Table:
    columns = ("party-a", "party-b", "kind", "date", "basis", "fields", "standing")
    return Table(
        caption=voice.text("ties-caption"),
        columns=tuple(voice.text(f"column-{column}") for column in columns),
        rows=tuple(_cells(voice, tie) for tie in held),
        numeric=frozenset({5}),
    )


def _in_short(voice: Voice) -> Table:
    """The ties that are not told at length, a line each, with the claims of the whole line at its end."""
    rows = []
    for tie in voice.brief.in_short:
        a, b, kind, date, _, _, standing = (cell.text for cell in _cells(voice, tie))
        what = voice.text("cell-separator").join(filter(None, (kind, date, standing)))
        rows.append((Sentence.of(a), Sentence.of(b), Sentence.of(what, tie.on_day.listed)))
    columns = ("party-a", "party-b", "in-short")
    return Table(
        caption=voice.text("in-short-caption", count=len(rows)),
        columns=tuple(voice.text(f"column-{column}") for column in columns),
        rows=tuple(rows),
    )


def _cells(voice: Voice, tie: TieBrief) -> tuple[Sentence, ...]:
    breadth = voice.figure(tie.breadth.fields) if tie.breadth.fields.possible else Sentence(())
    return (
        *_parties(voice, tie.on_day),
        voice.things.cell(tie.on_day.tie, "type"),
        *_date_and_basis(voice, tie.on_day.established or tie.on_day.stage),
        breadth,
        voice.status(tie.on_day),
    )


def _date_and_basis(voice: Voice, fact: Fact[Milestone] | None) -> tuple[Sentence, Sentence]:
    """When a stage was reached, and what the date rests on."""
    if fact is None:
        return Sentence(()), Sentence(())
    date, basis = fact.value.date, fact.value.basis
    when = voice.messages.date(date) if date else voice.text("undated")
    rests_on = Sentence.of(voice.concept("date-bases", basis), fact.claim_ids)
    return Sentence.of(when, fact.claim_ids), rests_on if basis else Sentence(())


def _parties(voice: Voice, tie: TieOnDay) -> tuple[Sentence, Sentence]:
    said = {fact.value: fact.claim_ids for fact in tie.tie.party}

    def named(refs: tuple[str, ...]) -> Sentence:
        names = capital(voice.messages.listing([voice.name(ref) for ref in refs]))
        return Sentence.of(names, tuple(c for ref in refs for c in said.get(ref, ())))

    others = tuple(ref for ref in tie.parties_by_side if ref not in (*tie.on_a, *tie.on_b))
    b = named(tie.on_b)
    if others:
        also = named(others)
        text = voice.text("with-others", names=b.text, others=also.text)
        b = Sentence.of(text, unique((*b.claims, *also.claims)))
    return named(tie.on_a), b


def _pending(voice: Voice, pending: Iterable[TieOnDay]) -> Table:
    columns = ("party-a", "party-b", "stage", "date", "basis")
    rows = []
    for tie in pending:
        stage = tie.stage
        reached = Sentence(())
        if stage:
            reached = Sentence.of(voice.concept("stages", stage.value.stage), stage.claim_ids)
        rows.append((*_parties(voice, tie), reached, *_date_and_basis(voice, stage)))
    return Table(
        caption=voice.text("pending-caption"),
        columns=tuple(voice.text(f"column-{column}") for column in columns),
        rows=tuple(rows),
    )
