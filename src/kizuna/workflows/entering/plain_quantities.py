"""Reads numbers as people say them ("20-25 persons", "over 400", "約400人", "более 400 человек") as quantities.

English is read by the grammar that reads documents; units are known by the words that Kizuna itself uses for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from kizuna.errors import BadQuantity
from kizuna.languages import LANGUAGES, Messages
from kizuna.values import Quantity
from kizuna.values.number_words import NUMBER, amounts_in, number_from
from kizuna.values.units import COUNTS, DURATIONS, dimension_of, unit_named

_EXPECTED = "write a number, a range or a bound: 20, 20-25, over 400, up to 25, about 400 (and choose the unit)"
_LONGEST = 100
_FIGURE = r"[0-9]+(?:[.,][0-9]+)?(?: ?(?:тыс\.|млн\.?|млрд\.?|миллион(?:а|ов)?|万|億|亿))?"
_RANGE = rf"(?P<low>{_FIGURE})(?: ?(?:-|–|—|~|〜|～|から|至|到|до) ?(?P<high>{_FIGURE}))?"
_SCALES = {
    "тыс.": 1e3,
    "млн": 1e6,
    "млн.": 1e6,
    "миллион": 1e6,
    "миллиона": 1e6,
    "миллионов": 1e6,
    "млрд": 1e9,
    "млрд.": 1e9,
    "万": 1e4,
    "億": 1e8,
    "亿": 1e8,
}
_ABOUT = r"(?:около|примерно|порядка|приблизительно|およそ|おおよそ|大约|大約|约|約|~)"
_OVER = (
    r"(?:более(?: чем)?|свыше|больше|не менее(?: чем)?|не меньше|от|至少|超过|超過|少なくとも|≥|>=)"
)
_UP_TO = r"(?:до|не более(?: чем)?|не больше|менее|最多|最大|至多|不超过|≤|<=)"
_AFTER_OVER = r"(?:以上|余り|余|強|多|超|\+)"
_AFTER_UP_TO = r"(?:以下|以内|未満|弱)"
_OTHER = re.compile(
    rf"(?:(?P<about>{_ABOUT})|(?P<over>{_OVER})|(?P<upto>{_UP_TO}))? ?{_RANGE}"
    rf" ?(?:(?P<after_over>{_AFTER_OVER})|(?P<after_upto>{_AFTER_UP_TO}))? ?(?P<unit>\D*?)"
    rf" ?(?:(?P<last_over>{_AFTER_OVER})|(?P<last_upto>{_AFTER_UP_TO})|(?P<circa>程度|ほど|前後|左右|くらい))?"
)
_ENGLISH = re.compile(rf"{NUMBER}(?: ?(?P<unit>[^\d\s].*))?", re.IGNORECASE)
_GROUPED = re.compile(r"(?<=[0-9])[ \u00a0\u202f,](?=[0-9]{3}(?![0-9]))")


def read_plain_quantity(text: str, dimensions: Sequence[str], unit: str = "") -> Quantity:
    """The quantity that plain words mean; `unit` is that chosen beside them, "" when the words must name it.

    A single possible unit (of a share or a ratio) need not be named, and 75% is a share. Raises BadQuantity, which
    quotes the text.
    """
    plain = " ".join(unicodedata.normalize("NFKC", str(text)).split())
    if not plain or len(plain) > _LONGEST:
        raise BadQuantity(text, _EXPECTED)
    chosen = unit or (dimensions[0] if tuple(dimensions) in (("share",), ("ratio",)) else "")
    for read in (_written, _money, _worded, _other):
        try:
            found = read(plain, chosen, dimensions)
        except ValueError:
            continue
        if found is not None:
            return found
    raise BadQuantity(text, _EXPECTED)


def _written(plain: str, unit: str, dimensions: Sequence[str]) -> Quantity | None:
    """The text form of a quantity ("20..25", "3/4", "75%"), with the unit chosen or its own."""
    if "share" in dimensions and re.fullmatch(r"~?[0-9.]+%", plain):
        return Quantity.parse(f"{plain} share")
    for whole in (plain, f"{plain} {unit}" if unit else ""):
        try:
            found = Quantity.parse(whole)
        except BadQuantity:
            continue
        return _agreeing(found, unit, plain)
    return None


def _agreeing(found: Quantity, unit: str, plain: str) -> Quantity:
    if unit and found.unit != unit:
        raise BadQuantity(plain, f"its unit is {found.unit}, but the unit {unit} is chosen")
    return found


def _money(plain: str, unit: str, dimensions: Sequence[str]) -> Quantity | None:
    amounts = amounts_in(plain) if "money" in dimensions else []
    if len(amounts) != 1 or (amounts[0].start, amounts[0].end) != (0, len(plain)):
        return None
    number = amounts[0].number
    return _agreeing(Quantity(number.low, number.high, number.approx, number.unit), unit, plain)


def _worded(plain: str, unit: str, dimensions: Sequence[str]) -> Quantity | None:
    """The words of English prose."""
    bare = _GROUPED.sub("", plain).replace("–", "-")
    found = _ENGLISH.fullmatch(bare) if bare.isascii() else None
    if found is None:
        return None
    named = _unit(plain, found["unit"] or "", unit, dimensions)
    number = number_from(found, named)
    return Quantity(number.low, number.high, number.approx, named)


def _other(plain: str, unit: str, dimensions: Sequence[str]) -> Quantity | None:
    """The words of the other languages."""
    bare = _GROUPED.sub("", plain)
    found = _OTHER.fullmatch(bare.removeprefix("от ") if " до " in bare else bare)
    if found is None:
        return None
    named = _unit(plain, found["unit"].strip(), unit, dimensions)
    low = _figure(found["low"])
    high = _figure(found["high"]) if found["high"] else low
    if found["over"] or found["after_over"] or found["last_over"]:
        return Quantity(low, None, False, named)
    if found["upto"] or found["after_upto"] or found["last_upto"]:
        return Quantity(None, high, False, named)
    return Quantity(low, high, bool(found["about"] or found["circa"]), named)


def _figure(text: str) -> float:
    found = re.fullmatch(r"([0-9.,]+) ?(\D*)", text)
    if found is None:
        raise ValueError(text)
    return float(found[1].replace(",", ".")) * _SCALES.get(found[2], 1)


def _unit(plain: str, word: str, chosen: str, dimensions: Sequence[str]) -> str:
    """The unit that a word names, which must be the one chosen; raises BadQuantity."""
    named = _named(word.strip().casefold(), dimensions) if word.strip() else chosen
    if not named:
        raise BadQuantity(
            plain, "its unit is not known; choose one" if word else "it needs a unit; choose one"
        )
    if chosen and named != chosen:
        raise BadQuantity(plain, f"its unit is {named}, but the unit {chosen} is chosen")
    return named


def _named(word: str, dimensions: Sequence[str]) -> str:
    unit = unit_named(word) or unit_named(word.upper()) or _spellings().get(word, "")
    return unit if unit and dimension_of(unit) in dimensions else ""


@cache
def _spellings() -> dict[str, str]:
    """Units by the words that Kizuna has for them, in every language and number."""
    found: dict[str, str] = {
        "名": "persons",
        "人": "persons",
        "чел.": "persons",
        "日": "days",
        "天": "days",
    }
    for language in LANGUAGES:
        said = Messages(language)
        for unit in (*COUNTS, *DURATIONS):
            for count in (1, 2, 5):
                words = said.quantity(Quantity.exact(count, unit))
                found.setdefault(words.replace(said.number(count), "").strip().casefold(), unit)
    return found
