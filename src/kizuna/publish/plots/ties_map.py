"""The map of ties: great circles between the governments tied, one by one, or thin and many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from kizuna.analysis.scope import Scope
from kizuna.claims.kinds import LocalGovernment
from kizuna.languages import Messages
from kizuna.publish.drawings.dense_map import DenseMapLabels, MapGroup, draw_dense_map
from kizuna.publish.drawings.map import MapLabels, MapPlace, MapTie, draw_map
from kizuna.publish.plots.joining import pairs
from kizuna.publish.plots.plot import Plot, claims_of
from kizuna.publish.plots.sorting import home_of, partner_country
from kizuna.publish.plots.words import Words
from kizuna.register.status import TieOnDay

_SIZE = (820, 560)
_FEW = 80
"""Up to this many places, each is named and each tie has a line with its own title."""

_Joined = list[tuple[TieOnDay, list[tuple[str, str]]]]


def ties_map(scope: Scope, language: str) -> Plot:
    """The map of the ties that certainly or possibly stood on the scope's day.

    Ties of which a party's place is not known cannot be drawn, and their number is said.
    """
    words = Words(scope.register, scope.day, Messages(language))
    ties = scope.in_force(possible=True)
    home = home_of(scope, ties)
    weights = Counter(r for t in ties for pair in pairs(scope, t, governments=True) for r in pair)
    found = (_place(words, scope, ref, weight, home) for ref, weight in sorted(weights.items()))
    places = [place for place in found if place is not None]
    known = {place.ref for place in places}
    joined: _Joined = []
    for tie in ties:
        shown = [p for p in pairs(scope, tie, governments=True) if known.issuperset(p)]
        if shown:
            joined.append((tie, shown))
    drawn = {ref for _, held in joined for pair in held for ref in pair}
    places = [place for place in places if place.ref in drawn]
    few = len(places) <= _FEW
    make = _few if few else _many
    lost = len(ties) - len(joined)
    remarks = [words.text("no-place", count=lost)] if lost else []
    if not few:
        remarks.append(words.text("map-many", count=len(joined)))
    return Plot(
        svg=make(words, scope, places, joined),
        title=words.text("map-title"),
        subtitle=words.ties_on_day(scope.count),
        description=words.text("map-description", count=len(joined)),
        remarks=tuple(remarks),
        claims=claims_of([tie for tie, _ in joined]),
        language=words.tag,
    )


def _place(words: Words, scope: Scope, ref: str, weight: int, home: str) -> MapPlace | None:
    government = scope.register.get(ref, LocalGovernment)
    point = government.point.value if government else None
    if government is None or point is None:
        return None
    country = (
        next((p.country for p in scope.parties.values() if p.government == ref), "") if home else ""
    )
    side = ("a" if country == home else "b") if home else ""
    name = words.name(ref)
    return MapPlace(
        ref=ref,
        label=name,
        latitude=point.latitude,
        longitude=point.longitude,
        side=side,
        weight=weight,
        title=words.titled(name, weight, weight),
        claims=government.point.claim_ids,
    )


def _few(words: Words, scope: Scope, places: Sequence[MapPlace], joined: _Joined) -> str:
    ties = [
        MapTie(
            source=a,
            target=b,
            certain=tie.answer.certain,
            title=words.name(tie.tie.id),
            claims=tie.listed,
        )
        for tie, held in joined
        for a, b in held
    ]
    sides = dict(_sides(words, scope, joined))
    labels = MapLabels(
        title=words.text("map-title"),
        description=words.text("map-description", count=len(joined)),
        empty=words.text("map-empty"),
        side_a=sides.get("a", ""),
        side_b=sides.get("b", ""),
        certain=words.text("in-force"),
        possible=words.text("possibly-in-force"),
        language=words.tag,
    )
    return draw_map(places, ties, _SIZE, labels)


def _sides(words: Words, scope: Scope, joined: _Joined) -> tuple[tuple[str, str], ...]:
    """The words of each side: home and the one country or the others that it is tied to; or of all places
    alike."""
    shown = [tie for tie, _ in joined]
    home = home_of(scope, shown)
    if not home:
        return (("", words.text("map-dot")),)
    abroad = {partner_country(scope, tie, home) for tie in shown} - {home}
    other = words.country(next(iter(abroad))) if len(abroad) == 1 else words.text("other-countries")
    return (("a", words.country(home)), ("b", other))


def _many(words: Words, scope: Scope, places: Sequence[MapPlace], joined: _Joined) -> str:
    by_countries: dict[tuple[str, ...], _Joined] = defaultdict(list)
    for tie, held in joined:
        codes = sorted({scope.parties[ref].country for ref in tie.parties})
        by_countries[tuple(codes)].append((tie, held))
    groups = [
        _group(words, codes, held)
        for codes, held in sorted(by_countries.items(), key=lambda pair: -len(pair[1]))
    ]
    labels = DenseMapLabels(
        title=words.text("map-title"),
        description=words.text("map-description", count=len(joined)),
        empty=words.text("map-empty"),
        certain=words.text("in-force"),
        possible=words.text("possibly-in-force"),
        sides=_sides(words, scope, joined),
        language=words.tag,
    )
    return draw_dense_map(places, groups, _SIZE, labels)


def _group(words: Words, codes: tuple[str, ...], joined: _Joined) -> MapGroup:
    certain = [pair for t, held in joined if t.answer.certain for pair in held]
    possible = [pair for t, held in joined if not t.answer.certain for pair in held]
    sure = sum(tie.answer.certain for tie, _ in joined)
    name = " – ".join(words.country(code) for code in codes)
    return MapGroup(
        title=words.titled(name, sure, len(joined)),
        certain=tuple(certain),
        possible=tuple(possible),
        ties=tuple(tie.tie.id for tie, _ in joined),
    )
