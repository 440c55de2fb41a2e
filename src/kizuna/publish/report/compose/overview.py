"""The pictures of the note: a map, a timeline, ties by year, and the volume of exchange by direction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kizuna.analysis.figures import Figure
from kizuna.analysis.parts import Part
from kizuna.claims.kinds import Exchange, LocalGovernment
from kizuna.publish.document import Drawing, Section
from kizuna.publish.drawings.bars import BarsLabels, YearCount, draw_ties_by_year
from kizuna.publish.drawings.dense_map import DenseMapLabels, MapGroup, draw_dense_map
from kizuna.publish.drawings.map import MapLabels, draw_map
from kizuna.publish.drawings.map_facts import MapPlace, MapTie
from kizuna.publish.drawings.timeline import Mark, TimelineLabels, TimelineRow, draw_timeline
from kizuna.publish.drawings.volume import VolumeLabels, VolumeRow, draw_volume
from kizuna.publish.plots.volume import volume_row
from kizuna.publish.report.brief import TieBrief
from kizuna.publish.report.compose.voice import Voice, joined
from kizuna.publish.wording import unique
from kizuna.register.dating import Dating
from kizuna.register.status import span_of
from kizuna.values import Edtf, Span, day_text

_MAP_SIZE, _DENSE_SIZE = (760, 520), (760, 400)
_PAGE = 36
"""How many ties the timeline draws of more than are told at length, so that it fits a page."""


def overview(voice: Voice) -> Section:
    """The section of pictures; each says in words what it draws."""
    drawings = (_map(voice), _timeline(voice), _years(voice), _volume(voice))
    return Section("overview", voice.text("overview"), drawings)


def _map(voice: Voice) -> Drawing:
    """The map of all ties of governments; of more than are told at length, as thin lines without names."""
    brief = voice.brief
    held = [tie for tie in brief.ties if tie.between.between_governments]
    joins = [(tie, a, b) for tie in held for a in tie.between.on_a for b in tie.between.on_b]
    weights: Counter[str] = Counter()
    for tie, a, b in joins:
        weights.update(dict.fromkeys((a, b), 1 + tie.breadth.possible))
    found = (_place(voice, ref, weight) for ref, weight in weights.items())
    places = [place for place in found if place is not None]
    known = {place.ref for place in places}
    ties = [
        MapTie(
            source=a,
            target=b,
            certain=tie.between.on_day.answer.certain,
            title=voice.name(tie.id),
            claims=tie.between.on_day.claims,
        )
        for tie, a, b in joins
        if a in known and b in known
    ]
    if brief.in_short:
        return _dense_map(voice, places, ties)
    labels = MapLabels(
        title=voice.text("map"),
        description=voice.text("map-description"),
        empty=voice.text("map-empty"),
        side_a=voice.name(brief.a.ref),
        side_b=voice.name(brief.b.ref),
        certain=voice.text("map-certain"),
        possible=voice.text("map-possible"),
        language=voice.messages.tag,
    )
    claims = joined(*(tie.claims for tie in ties), *(place.claims for place in places))
    drawn = draw_map(places, ties, _MAP_SIZE, labels)
    return Drawing(drawn, labels.title, labels.description, claims)


def _dense_map(voice: Voice, places: Iterable[MapPlace], ties: Sequence[MapTie]) -> Drawing:
    brief = voice.brief
    sides = [(key, voice.name(ref)) for key, ref in (("a", brief.a.ref), ("b", brief.b.ref))]
    labels = DenseMapLabels(
        title=voice.text("map"),
        description=voice.text("map-description"),
        empty=voice.text("map-empty"),
        certain=voice.text("map-certain"),
        possible=voice.text("map-possible"),
        sides=tuple(sides),
        language=voice.messages.tag,
    )
    group = MapGroup(
        title=" – ".join(name for _, name in sides),
        certain=tuple((tie.source, tie.target) for tie in ties if tie.certain),
        possible=tuple((tie.source, tie.target) for tie in ties if not tie.certain),
        ties=(),
    )
    drawn = draw_dense_map(list(places), [group], _DENSE_SIZE, labels)
    return Drawing(drawn, labels.title, labels.description, joined(*(tie.claims for tie in ties)))


def _place(voice: Voice, ref: str, weight: int) -> MapPlace | None:
    government = voice.register.get(ref, LocalGovernment)
    point = government.point.value if government else None
    if point is None:
        return None
    return MapPlace(
        ref=ref,
        label=voice.name(ref),
        latitude=point.latitude,
        longitude=point.longitude,
        side="a" if ref in voice.brief.a.members else "b",
        weight=weight,
        title=voice.name(ref),
        claims=government.point.claim_ids if government else (),
    )


def _timeline(voice: Voice) -> Drawing:
    dating = Dating.of(voice.register)
    brief = voice.brief
    shown = brief.ties[:_PAGE] if brief.in_short else brief.ties
    spans = [(tie, span_of(tie.between.tie, dating)) for tie in shown]
    known = [(tie, span) for tie, span in spans if span is not None]
    known.sort(key=lambda pair: (pair[1].start_latest, pair[0].id))
    rows = [_row(voice, tie, span) for tie, span in known]
    missing = len(brief.ties) - len(shown)
    left_out = [voice.text("left-out", count=missing)] if missing else []
    labels = TimelineLabels(
        title=voice.text("timeline"),
        description=voice.run_on((voice.text("timeline-description"), *left_out)),
        empty=voice.text("timeline-empty"),
        as_of=voice.messages.date(Edtf.parse(day_text(voice.brief.day))),
        certain=voice.text("map-certain"),
        possible=voice.text("map-possible"),
        event=voice.text("events"),
        language=voice.messages.tag,
    )
    drawn = draw_timeline(rows, voice.brief.day, labels)
    claims = joined(*(mark.claims for row in rows for mark in row.marks))
    return Drawing(drawn, labels.title, labels.description, claims)


def _row(voice: Voice, tie: TieBrief, span: Span) -> TimelineRow:
    """The life of a tie with its dated events on it."""
    name = voice.name(tie.id)
    ends = (span.end_earliest, span.end_latest)
    claims = tie.between.on_day.claims
    life = Mark(span.start_earliest, span.start_latest, *ends, name, claims=claims)
    events = (_event(voice, part) for part in tie.events if part.entity.date)
    return TimelineRow(name, (life, *events), name)


def _event(voice: Voice, part: Part[Exchange]) -> Mark:
    when = (part.life.start_earliest, part.life.start_latest)
    words = [voice.cell(part.entity, name).text for name in ("form", "date")]
    title = voice.text("parts-separator").join(words)
    return Mark(*when, *when, title, "event", part.entity.date.claim_ids)


def _years(voice: Voice) -> Drawing:
    counts = [
        YearCount(
            year=year.year,
            certain=year.formed.certain,
            possible=year.formed.possible,
            title=_year_title(voice, year.year, year.formed, year.standing),
            claims=() if voice.brief.in_short else year.formed.claims,
            total=(year.standing.certain, year.standing.possible),
        )
        for year in voice.brief.years
    ]
    labels = BarsLabels(
        title=voice.text("years"),
        description=voice.text("years-description"),
        empty=voice.text("years-empty"),
        total=voice.text("years-standing"),
        yearly=voice.text("years-formed"),
        certain=voice.text("years-certain"),
        possible=voice.text("years-possible"),
        language=voice.messages.tag,
    )
    claims = joined(*(year.standing.claims for year in voice.brief.years))
    drawn = draw_ties_by_year(counts, labels)
    return Drawing(drawn, labels.title, labels.description, claims)


def _year_title(voice: Voice, year: int, formed: Figure, standing: Figure) -> str:
    formed_text, standing_text = voice.figure(formed).text, voice.figure(standing).text
    return voice.text("year-title", year=str(year), formed=formed_text, standing=standing_text)


def _volume(voice: Voice) -> Drawing:
    rows: list[VolumeRow] = []
    claims: list[str] = []
    for tie in voice.brief.ties:
        row = volume_row(voice.name(tie.id), tie.volume, lambda m: voice.measure(m).text)
        if row is None:
            continue
        rows.append(row)
        claims.extend(joined(row.out_claims, row.in_claims))
    a, b = voice.name(voice.brief.a.ref), voice.name(voice.brief.b.ref)
    labels = VolumeLabels(
        title=voice.text("volume-picture"),
        description=voice.text("volume-description"),
        empty=voice.text("volume-empty"),
        out=f"{a} → {b}",
        in_=f"{b} → {a}",
        certain=voice.text("volume-least"),
        possible=voice.text("volume-most"),
        language=voice.messages.tag,
    )
    drawn = draw_volume(rows, labels)
    return Drawing(drawn, labels.title, labels.description, unique(claims))
