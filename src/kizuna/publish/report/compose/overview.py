"""The pictures of the note: a map, a timeline, ties by year, and the volume of exchange by direction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kizuna.analysis.parts import Part
from kizuna.claims.kinds import Exchange
from kizuna.publish.charts.chart import Caption, Counted
from kizuna.publish.charts.map import MapTies, TiedPlace, draw_map, map_place
from kizuna.publish.charts.palette import SIDE_A
from kizuna.publish.charts.timeline import Mark, Row, claims_of_rows, draw_timeline, event
from kizuna.publish.charts.volume import volume_between
from kizuna.publish.charts.years import Series, Totals, draw_years
from kizuna.publish.document import Drawing, Section
from kizuna.publish.report.brief import TieBrief
from kizuna.publish.report.compose.voice import Voice, joined
from kizuna.publish.wording import unique
from kizuna.values import Edtf, Span, day_text

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
            weights.update(dict.fromkeys(pair, 1 + tie.breadth.possible))
    sides = {"a": voice.name(brief.a.ref), "b": voice.name(brief.b.ref)}
    places: dict[str, TiedPlace] = {}
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
    claims = joined(*(tie.claims for tie in ties), *(place.claims for place in places.values()))
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
    caption = replace(caption, description=voice.run_on((caption.description, *left_out)))
    as_of = (brief.day, voice.messages.date(Edtf.parse(day_text(brief.day))))
    drawn = draw_timeline(rows, as_of, voice.text("events"), caption)
    return _drawing(drawn, caption, claims_of_rows(rows))


def _row(voice: Voice, tie: TieBrief, span: Span) -> Row:
    """The life of a tie with its dated events on it."""
    name = voice.name(tie.id)
    life = Mark(span, name, tie.on_day.claims)
    events = (_event(voice, part) for part in tie.events if part.entity.date)
    return Row(name, (life, *events), name)


def _event(voice: Voice, part: Part[Exchange]) -> Mark:
    words = [voice.cell(part.entity, name).text for name in ("form", "date")]
    title = voice.text("parts-separator").join(words)
    return event(part.life, title, part.entity.date.claim_ids)


def _years(voice: Voice) -> Drawing:
    """The ties formed in each year, and the total; of very many, the bars carry no claims."""
    brief = voice.brief
    counts, totals = {}, {}
    for held in brief.years:
        formed, standing = held.formed, held.standing
        said = {
            "formed": voice.wording.figure(formed).text,
            "standing": voice.wording.figure(standing).text,
        }
        title = voice.text("year-title", year=str(held.year), **said)
        claims = () if brief.in_short else formed.claims
        counts[held.year] = Counted(formed.certain, formed.possible, title, claims)
        totals[held.year] = (standing.certain, standing.possible)
    caption = _caption(voice, "years", "years-certain", "years-possible")
    series = [Series(caption.certain, SIDE_A, counts)]
    over = None
    if brief.years:
        formed, standing = brief.years[0].formed, brief.years[0].standing
        certain = max(0, standing.certain - formed.certain)
        before = (certain, max(certain, standing.possible - formed.possible))
        over = Totals(voice.text("years-standing"), before, totals)
    drawn = draw_years(series, voice.text("years-formed"), caption, over)
    return _drawing(drawn, caption, joined(*(year.standing.claims for year in brief.years)))


def _volume(voice: Voice) -> Drawing:
    return volume_between(voice.brief, voice.messages.language).drawing()
