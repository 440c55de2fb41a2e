"""Reads numbers as people say them ("20-25 persons", "over 400", "約400人", "более 400 человек") as quantities.

The words of other languages are put into those of the English grammar that reads documents; units are known by the
words that Kizuna itself uses for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from kizuna.errors import BadQuantity
from kizuna.languages import LANGUAGES, Messages
from kizuna.values import Quantity
from kizuna.values.number_words import NUMBER, amounts_in, number_from
from kizuna.values.quantities import COUNTS, DURATIONS, dimension_of, unit_named

_EXPECTED = "write a number, a range or a bound: 20, 20-25, over 400, up to 25, about 400 (and choose the unit)"
_LONGEST = 100
_SCALES = {
    "тыс.": 1e3,
    **dict.fromkeys(("миллионов", "миллиона", "миллион", "млн.", "млн"), 1e6),
    **dict.fromkeys(("млрд.", "млрд"), 1e9),
    "万": 1e4,
    **dict.fromkeys("億亿", 1e8),
}
_SCALED = re.compile(rf"([0-9]+(?:\.[0-9]+)?) ?({'|'.join(map(re.escape, _SCALES))})")
_GROUPS = re.compile(r"(?<=[0-9])[ ,](?=[0-9]{3}(?![0-9]))")
_RANGE = re.compile(r"(?:от )?(?<![0-9])([0-9.]+) ?(?:-|–|—|~|〜|から|至|到|до) ?(?=[0-9])")
_BOUNDS = {
    "over": (
        r"более(?: чем)?|свыше|больше|не менее(?: чем)?|не меньше|от|至少|超过|超過|少なくとも|≥|>=",
        r"以上|余り|余|強|多|超|\+",
    ),
    "up to": (
        r"до|не более(?: чем)?|не больше|менее|最多|最大|至多|不超过|≤|<=",
        r"以下|以内|未満|弱",
    ),
    "about": (
        r"около|примерно|порядка|приблизительно|およそ|おおよそ|大约|大約|约|約|~",
        r"程度|ほど|前後|左右|くらい",
    ),
}
"""The English word for a bound, with those that stand before a number in other languages, and after one."""
_ENGLISH = re.compile(rf"{NUMBER}(?: ?(?P<unit>[^\d\s].*))?", re.IGNORECASE)
_SHORT_UNITS = {**dict.fromkeys(("名", "人", "чел."), "persons"), "日": "days", "天": "days"}


def entered_quantity(raw: Mapping[str, str], dimensions: Sequence[str]) -> Quantity:
    """The quantity of what was entered: `text`, or the bounds `min` and `max`, whether it is `approximate`, and
    the `unit`. Raises BadQuantity."""
    words, unit = raw.get("text", ""), raw.get("unit") or _only_unit(dimensions)
    least, most = (_bound(raw[name]) if name in raw else None for name in ("min", "max"))
    if least is None and most is None:
        is_marked = "approximate" in raw and words[:1].isdigit()
        return read_plain_quantity(f"~{words}" if is_marked else words, dimensions, unit)
    if words:
        raise BadQuantity(words, "give the number in words or by its least and most, not both")
    return Quantity(least, most, "approximate" in raw, unit)


def _bound(said: str) -> float:
    try:
        return float(said.replace(",", "").replace(" ", ""))
    except ValueError:
        raise BadQuantity(said, "give digits, such as 400") from None


def read_plain_quantity(text: str, dimensions: Sequence[str], unit: str = "") -> Quantity:
    """The quantity that plain words mean; `unit` is that chosen beside them, "" when the words must name it.

    A single possible unit (of a share or a ratio) need not be named, and 75% is a share. Raises BadQuantity, which
    quotes the text.
    """
    plain = " ".join(unicodedata.normalize("NFKC", str(text)).split())
    if not plain or len(plain) > _LONGEST:
        raise BadQuantity(text, _EXPECTED)
    chosen = unit or _only_unit(dimensions)
    for read in (_written, _money, _worded):
        try:
            found = read(plain, chosen, dimensions)
        except ValueError:
            continue
        if found is None:
            continue
        if chosen and found.unit != chosen:
            told = f"its unit is {found.unit}, but the unit {chosen} is chosen"
            raise BadQuantity(plain, told)
        return found
    raise BadQuantity(text, _EXPECTED)


def _only_unit(dimensions: Sequence[str]) -> str:
    """The unit of a share or a ratio, "" where there are several."""
    return dimensions[0] if tuple(dimensions) in (("share",), ("ratio",)) else ""


def _written(plain: str, unit: str, dimensions: Sequence[str]) -> Quantity | None:
    """The text form of a quantity ("20..25", "3/4", "75%"), with the unit chosen or its own."""
    if "share" in dimensions and re.fullmatch(r"~?[0-9.]+%", plain):
        return Quantity.parse(f"{plain} share")
    for whole in (plain, f"{plain} {unit}"):
        try:
            return Quantity.parse(whole)
        except BadQuantity:
            continue
    return None


def _money(plain: str, unit: str, dimensions: Sequence[str]) -> Quantity | None:
    amounts = amounts_in(plain) if "money" in dimensions else []
    if len(amounts) != 1 or (amounts[0].start, amounts[0].end) != (0, len(plain)):
        return None
    number = amounts[0].number
    return Quantity(number.low, number.high, number.approx, number.unit)


def _worded(plain: str, unit: str, dimensions: Sequence[str]) -> Quantity | None:
    """The words of prose, of any language put into those of English."""
    found = _ENGLISH.fullmatch(_in_english(plain))
    if found is None:
        return None
    word = (found["unit"] or "").strip().casefold()
    named = _named(word, dimensions) if word else unit
    if not named:
        told = "its unit is not known; choose one" if word else "it needs a unit; choose one"
        raise BadQuantity(plain, told)
    number = number_from(found, named)
    return Quantity(number.low, number.high, number.approx, named)


def _in_english(plain: str) -> str:
    """The words with figures, ranges and bounds as English has them: "over 400人" of "400人以上"."""
    bare = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", _GROUPS.sub("", plain))
    bare = _SCALED.sub(lambda found: f"{float(found[1]) * _SCALES[found[2]]:f}", bare)
    bare = _RANGE.sub(r"\1-", bare)
    for english, (before, after) in _BOUNDS.items():
        bound = rf"^(?:{before}) ?(?=[0-9])|(?<=[0-9]) ?(?:{after})(?=\D*$)|(?<=\S) ?(?:{after})$"
        bare, is_bound = re.subn(bound, "", bare, count=1)
        if is_bound:
            return f"{english} {bare}"
    return bare


def _named(word: str, dimensions: Sequence[str]) -> str:
    unit = unit_named(word) or unit_named(word.upper()) or _spellings().get(word, "")
    return unit if unit and dimension_of(unit) in dimensions else ""


@cache
def _spellings() -> dict[str, str]:
    """Units by the words that Kizuna has for them, in every language and number."""
    found = dict(_SHORT_UNITS)
    for language in LANGUAGES:
        said = Messages(language)
        for unit in (*COUNTS, *DURATIONS):
            for count in (1, 2, 5):
                words = said.quantity(Quantity.exact(count, unit))
                found.setdefault(words.replace(said.number(count), "").strip().casefold(), unit)
    return found
