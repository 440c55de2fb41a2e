"""A plot: a chart with the words around it, set with a caption or alone as a picture; and the groups of ties.

Ties are sorted by whom they are with. Where one country has a part in every tie it is home, and ties are told
apart by the partner's country; where that is one too, by the area of home (the prefecture or province of the
party). Else by the pair of countries.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from kizuna.analysis.figures import unique
from kizuna.analysis.scope import Scope
from kizuna.claims.kinds import Entity, LocalGovernment, Tie, properties_of
from kizuna.languages import Messages
from kizuna.publish.charts import svg
from kizuna.publish.charts.sheet import Caption, Counted
from kizuna.publish.charts.svg import Element, element
from kizuna.publish.document import Drawing
from kizuna.publish.report.brief import Brief
from kizuna.publish.wording import Wording
from kizuna.register.places import PREFECTURE, above, tier_on
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay
from kizuna.values import slug_of

MANY = 400
"""Charts of more ties than this carry the ids of ties (data-ties) where smaller ones carry those of claims."""

_EDGE = 18.0
_TITLE, _WORDS = (17.0, 23.0), (12.0, 17.0)
"""The size of letters and the height of a line."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart as SVG, and what is said of it.

    `subtitle` says what was counted and when, `remarks` what is not drawn and why, `description` the same
    content in words for readers who cannot see it. `claims` are all claims behind it; `language` is a BCP
    47 tag.
    """

    svg: str
    title: str
    subtitle: str
    description: str
    remarks: tuple[str, ...]
    claims: tuple[str, ...]
    language: str

    def picture(self) -> str:
        """The picture that stands alone, as SVG: the chart under its title and over its remarks, on white."""
        box, bottom = self.svg.partition('viewBox="0 0 ')[2].partition('"')[0], _EDGE
        wide, high = map(float, box.split())
        body: list[Element] = []

        def write(words: Iterable[str], font: tuple[float, float], **look: Any) -> None:
            nonlocal bottom
            size, line_high = font
            for line in (line for said in words if said for line in svg.wrapped(said, size, wide)):
                bottom += line_high
                body.append(svg.text(line, (_EDGE, bottom - line_high / 3), size, **look))

        write([self.title], _TITLE, class_="title", font_weight="600", fill=svg.INK)
        write([self.subtitle], _WORDS, class_="subtitle", fill=svg.MUTED)
        placed = f"translate({_EDGE:g} {svg.number(bottom + 10)})"
        body.append(element("g", Element(self.svg), transform=placed))
        bottom += high + 22
        write(self.remarks, _WORDS, class_="remark", fill=svg.MUTED)
        prefix = "k" + hashlib.sha256(self.svg.encode()).hexdigest()[:10]
        size = (wide + 2 * _EDGE, bottom + _EDGE - 4)
        words = (self.title, self.description, self.language)
        return svg.document("picture", size, words, prefix, body)

    def drawing(self) -> Drawing:
        """The chart as a note holds it, with the remarks in its description."""
        sign = "" if self.language[:2] in ("ja", "zh") else " "
        said = sign.join([self.description, *self.remarks])
        return Drawing(self.svg, self.title, said, self.claims)


@dataclass(frozen=True, slots=True)
class PlotWords(Wording):
    """The words of plots: Wording, and the messages of plots."""

    def message(self, key: str, /, **arguments: object) -> str:
        """A message of plots (`plots-` is put before the key)."""
        return self.messages.text(f"plots-{key}", **arguments)

    def caption(self, kind: str, /, *legend: str, **arguments: object) -> Caption:
        """The words of a kind of plot, by its messages and those of its legend."""
        legend = legend or ("certain", "possible")
        return Caption.of(self.message, kind, legend, self.messages.tag, **arguments)

    def _described(self, entity: Entity) -> str:
        """What has no name though its kind has, and is no tie, is called by its id."""
        is_unnamed = "name" in properties_of(type(entity)) and not isinstance(entity, Tie)
        return slug_of(entity.id) if is_unnamed else Wording._described(self, entity)

    def country(self, code: str) -> str:
        """The name of a state by its code; "" is one that is not recorded."""
        return self.messages.country(code) if code else self.message("no-country")

    def titled(self, name: str, certain: int, possible: int) -> str:
        """What a mark says when it is pointed at: "France: 18, possibly 19"."""
        return f"{name}{self.text('colon')}{self.count(certain, possible)}"

    def counted(self, name: str, ties: Sequence[TieOnDay], certain: int, drawn: int) -> Counted:
        """So many certain of the ties, in a chart of so many (`drawn`) ties in all."""
        title = self.titled(name, certain, len(ties))
        return Counted(certain, len(ties), title, *grounds(ties, drawn))

    def on_day(self) -> str:
        """The day asked about, in words."""
        return self.day_words(self.day or 0)

    def ties_on_day(self, scope: Scope) -> str:
        """The subtitle of a plot of ties: how many stood on which day."""
        count = self.count(len(scope.in_force()), len(scope.in_force(possible=True)))
        return self.message("ties-on-day", count=count, day=self.on_day())

    def plot(
        self,
        drawn: str,
        caption: Caption,
        claims: Iterable[str],
        remarks: Iterable[str] = (),
        said: str = "",
    ) -> Plot:
        """The chart with its words; `said` is its subtitle, without which it is the day up to which it goes."""
        said = said or self.message("up-to", day=self.on_day())
        words = (caption.title, said, caption.description, tuple(remarks))
        return Plot(drawn, *words, unique(claims), caption.language)


def words_of(register: Register, day: int, language: str) -> PlotWords:
    """The words of a register on a day in a language. Raises BadLanguage."""
    return PlotWords(register, Messages(language), day)


def words_between(brief: Brief, language: str) -> PlotWords:
    """The words of a brief in a language: places of its second side stand last. Raises BadLanguage."""
    second = frozenset(brief.b.members | {brief.b.ref})
    return PlotWords(brief.register, Messages(language), brief.day, second)


def grounds(ties: Sequence[TieOnDay], drawn: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a mark for some ties rests on in a chart of so many (`drawn`): claims or, of many, ids of ties."""
    return ((), tuple(tie.tie.id for tie in ties)) if drawn > MANY else (claims_of(ties), ())


def claims_of(ties: Iterable[TieOnDay]) -> tuple[str, ...]:
    """The claims of the ties, in order and without repeats."""
    return unique(claim for tie in ties for claim in tie.listed)


OTHERS = "others"
"""The key of what is not told apart."""


Key = Callable[[TieOnDay], str]


def label(words: PlotWords, key: str, by: str = "") -> str:
    """What a key of one place, of countries, or of others is called, where ties are told apart `by` something."""
    if key == OTHERS:
        return words.message("others")
    if by == "area" and not key:
        return words.message("no-area")
    if by == "pair" and key and "+" not in key:
        return words.message("within", country=words.country(key))
    return words.name(key) if "/" in key else " – ".join(map(words.country, key.split("+")))


def sorting_of(scope: Scope, ties: Sequence[TieOnDay], home: str) -> tuple[str, Key]:
    """What tells the most of these ties of the scope, which share `home` ("": no country): "country", "pair" or
    "area", and the key of a tie by it."""

    def pair(tie: TieOnDay) -> str:
        codes = countries_of(scope, tie)
        return "+".join(codes) if all(codes) else ""

    def area(tie: TieOnDay) -> str:
        parties = [scope.parties[ref] for ref in tie.parties]
        at_home = next((party for party in parties if party.country == home), parties[0])
        return area_of(scope.register, at_home.government, scope.day)

    if not home:
        return "pair", pair
    if len({partner_country(scope, tie, home) for tie in ties}) > 1:
        return "country", lambda tie: partner_country(scope, tie, home)
    return "area", area


def home_of(scope: Scope, ties: Sequence[TieOnDay]) -> str:
    """The country that has a part in every tie, "" when none has; of two the one with more places, since the
    smaller number is the more telling to sort by."""
    first = countries_of(scope, ties[0]) if ties else ()
    shared = [c for c in first if c and all(c in countries_of(scope, tie) for tie in ties)]
    if len(shared) < 2:
        return "".join(shared)
    parties = Counter(scope.parties[ref].country for ref in {p for t in ties for p in t.parties})
    return max(shared, key=lambda code: parties[code])


def partner_country(scope: Scope, tie: TieOnDay, home: str) -> str:
    """The country of the tie that is not home; home itself for a tie within it, "" when not recorded."""
    codes = [scope.parties[ref].country for ref in tie.parties]
    return next((code for code in codes if code != home), home)


def area_of(register: Register, ref: str, day: int) -> str:
    """The prefecture or province that a government is, or is part of, on a day; where there is none, the outermost
    municipality; "" of no government ("")."""
    outermost = ref
    for at in (ref, *(fact.value for fact in above(register, ref, day))):
        government = register.get(at, LocalGovernment)
        tier = tier_on(government, day) if government else None
        if at != ref and tier is None:
            break
        outermost = at
        if tier == PREFECTURE:
            break
    return outermost


def most_frequent(keys: Iterable[str], most: int) -> list[str]:
    """The most frequent keys, at most so many and the most frequent first, and OTHERS for more."""
    counted = Counter(keys)
    order = sorted(counted, key=lambda key: (-counted[key], key))
    return [*order[:most], *([OTHERS] if len(order) > most else [])]


def pairs(scope: Scope, tie: TieOnDay, *, governments: bool) -> list[tuple[str, str]]:
    """Every pair of the tie's parties across countries or, where it stays in one, every pair at all.

    With `governments` each party is the government that it is or belongs to, as far as that is known.
    """
    held = (scope.parties[ref] for ref in tie.parties)
    ends = {(governments and p.government) or p.ref: p.country for p in held}
    every = list(combinations(ends, 2))
    return [(a, b) for a, b in every if ends[a] != ends[b]] or every


def countries_of(scope: Scope, tie: TieOnDay) -> tuple[str, ...]:
    """The codes of the countries of a tie, sorted, "" for one that is not recorded."""
    return tuple(sorted({scope.parties[ref].country for ref in tie.parties}))
