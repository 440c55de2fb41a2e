"""Holds a number as it is known, from a least to a most, in a unit; arithmetic keeps
every possible result.
"""

import re
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Self

from kizuna.errors import BadQuantity

DAYS_OF_MONTH = 30.4375
"""A month counts as a twelfth of 365.25 days."""

DURATIONS: dict[str, float] = {
    "days": 1,
    "weeks": 7,
    "months": DAYS_OF_MONTH,
    "half-years": 6 * DAYS_OF_MONTH,
    "years": 12 * DAYS_OF_MONTH,
}
"""Units of duration, and how many days one counts as."""

_COUNTS = """
persons person-days delegations groups visits events times flights sailings ships
cities prefectures provinces regions countries governments ties agreements fields programmes exchanges
organisations companies schools universities hospitals offices works items copies leaves projects
tonnes square-kilometres
"""
COUNTS: tuple[str, ...] = tuple(_COUNTS.split())
"""Units of things counted, or measured in a unit that nothing is converted to."""

_UNITS = (*DURATIONS, *COUNTS, "share", "ratio")
_UNIT_OF_SPELLING = {
    **{re.sub("ies$", "y", unit).removesuffix("s"): unit for unit in _UNITS},
    **{unit: unit for unit in _UNITS},
    **dict.fromkeys(("half-year period", "half-year periods"), "half-years"),
} | {"people": "persons", "leaf": "leaves", "km²": "square-kilometres"}


def unit_named(spelling: str) -> str | None:
    """The unit of a spelling in singular or plural, or of a currency's code; None for
    neither.
    """
    return _UNIT_OF_SPELLING.get(spelling) or (
        spelling if spelling in currencies() else None
    )


def dimension_of(unit: str) -> str:
    """What a unit measures: count, duration, share, ratio or money."""
    if unit in ("share", "ratio"):
        return unit
    if unit in DURATIONS:
        return "duration"
    return "count" if unit in COUNTS else "money"


@cache
def currencies() -> frozenset[str]:
    """The codes of ISO 4217, without those of no currency and of tests."""
    from babel.numbers import list_currencies

    return frozenset(list_currencies()) - {"XXX", "XTS"}


Number = int | float

_EXPECTED = (
    'write a number, a range or a share with a unit: "20 persons", "20..25 persons", '
    '"400.. persons", "..5 days", "~400 persons", "3/4 share"'
)
_NUMBER = r"[0-9]{1,18}(?:\.[0-9]{1,400})?(?:/[1-9][0-9]{0,17})?%?"
_TEXT = re.compile(
    rf"(?P<approximate>~?)\s*(?:(?P<one>{_NUMBER})|(?P<min>{_NUMBER})?\.\.(?P<max>{_NUMBER})?)"
    r"\s+(?P<unit>\S.*)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number known to lie in min..max, in one unit.

    `min` None: no least is known; `max` None: no most is known; not both. Numbers are
    zero or more, whole floats become ints; a share is at most 1. `approximate`: the
    source says "about". `unit` is one of the table of units or a currency (ISO 4217).
    Raises BadQuantity.
    """

    min: Number | None
    max: Number | None
    approximate: bool
    unit: str

    def __post_init__(self) -> None:
        unit = unit_named(self.unit) if isinstance(self.unit, str) else None
        if unit is None:
            raise BadQuantity(
                self.unit, "its unit is not known; see the table of units"
            )
        object.__setattr__(self, "unit", unit)
        for bound in ("min", "max"):
            object.__setattr__(self, bound, _checked(getattr(self, bound)))
        if self.min is None and self.max is None:
            raise BadQuantity(str(self), "a quantity needs a least or a most")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise BadQuantity(str(self), "the least comes first: 20..25 persons")
        if unit == "share" and max(self.min or 0, self.max or 0) > 1:
            raise BadQuantity(str(self), "a share is at most 1: 3/4 share")

    @classmethod
    def exact(cls, number: Number, unit: str) -> Self:
        return cls(number, number, False, unit)

    @classmethod
    def parse(cls, text: object) -> Self:
        """Reads the text form: "20..25 persons", "~400 persons", "3/4 share", "1000000
        JPY".
        """
        found = _TEXT.fullmatch(text.strip()) if isinstance(text, str) else None
        if found is None:
            raise BadQuantity(text, _EXPECTED)
        low, high = (_number(found[bound] or found["one"]) for bound in ("min", "max"))
        try:
            return cls(low, high, bool(found["approximate"]), found["unit"])
        except BadQuantity as problem:
            raise BadQuantity(text, problem.expected) from None

    @classmethod
    def from_json(cls, obj: object) -> Self:
        """Reads the text form, or an object with min, max, approximate and unit."""
        if isinstance(obj, str):
            return cls.parse(obj)
        keys = {"min", "max", "approximate", "unit"}
        if not isinstance(obj, dict) or not obj.keys() <= keys or "unit" not in obj:
            raise BadQuantity(obj, _EXPECTED)
        approximate = obj.get("approximate", False)
        if not isinstance(approximate, bool):
            raise BadQuantity(obj, "approximate is true or false")
        return cls(obj.get("min"), obj.get("max"), approximate, obj["unit"])

    def to_json(self) -> dict[str, object]:
        """{"min", "max", "approximate", "unit"}; null for a bound that is not known."""
        return asdict(self)

    @property
    def dimension(self) -> str:
        return dimension_of(self.unit)

    @property
    def is_exact(self) -> bool:
        """True for one number that the source does not call approximate."""
        return self.min == self.max and not self.approximate

    @property
    def whole(self) -> Self:
        """The quantity to whole numbers; what was rounded is said to be approximate."""
        low, high = (None if n is None else round(n) for n in (self.min, self.max))
        rounded = (low, high) != (self.min, self.max)
        return replace(self, min=low, max=high, approximate=self.approximate or rounded)

    @property
    def figure_text(self) -> str:
        """The number alone, in signs of no language: 20, 20-25, ≥400, ≤5, ~400.

        Rounded to four decimals, or to four digits that count when below 1.
        """
        bound = "≥" if self.max is None else "≤" if self.min is None else ""
        figures = (
            _plain(n) for n in dict.fromkeys((self.min, self.max)) if n is not None
        )
        return ("~" if self.approximate else "") + bound + "-".join(figures)

    def __add__(self, other: Self) -> Self:
        """The sum. Raises BadQuantity for two units."""
        if self.unit != other.unit:
            raise BadQuantity(
                f"{self} + {other}", "only quantities of one unit can be added"
            )
        low = (
            None
            if self.min is None and other.min is None
            else (self.min or 0) + (other.min or 0)
        )
        high = None if self.max is None or other.max is None else self.max + other.max
        return replace(
            self, min=low, max=high, approximate=self.approximate or other.approximate
        )

    def times(self, other: Self) -> Self:
        """So many times the quantity, by a ratio; persons times a duration are
        person-days, a month of 30.4375.

        Raises BadQuantity for pairs with no such unit.
        """
        is_ratio = other.unit == "ratio"
        days = 1 if is_ratio else DURATIONS.get(other.unit, 0)
        if not days or not (is_ratio or self.unit == "persons"):
            raise BadQuantity(
                f"{self} x {other}", "no unit is defined for this product"
            )
        unit = self.unit if is_ratio else "person-days"
        high = (
            None
            if self.max is None or other.max is None
            else self.max * (other.max * days)
        )
        high = 0 if 0 in (self.max, other.max) else high
        low = (
            None
            if self.min is None or other.min is None
            else self.min * (other.min * days)
        )
        low = 0 if low is None and high is None else low
        return type(self)(low, high, self.approximate or other.approximate, unit)

    def __str__(self) -> str:
        about = "~" if self.approximate else ""
        low, high = _written(self.min), _written(self.max)
        return f"{about}{low if low == high else f'{low}..{high}'} {self.unit}"


def _number(text: str | None) -> Number | None:
    if text is None:
        return None
    numerator, _, denominator = text.rstrip("%").partition("/")
    number = (
        Fraction(numerator) / Fraction(denominator or 1) / (100 if "%" in text else 1)
    )
    return int(number) if number.denominator == 1 else float(number)


def _checked(number: object) -> Number | None:
    if number is None:
        return None
    if (
        isinstance(number, bool)
        or not isinstance(number, int | float)
        or not 0 <= number < 10**18
    ):
        raise BadQuantity(number, "a number is zero or more and below 10 to the 18th")
    return int(number) if number == int(number) else number


def _written(bound: Number | None) -> str:
    return "" if bound is None else format(Decimal(repr(bound)), "f")


def _plain(number: Number) -> str:
    if isinstance(number, int):
        return str(number)
    return format(
        Decimal(f"{number:.4f}" if number >= 1 else f"{number:.4g}").normalize(), "f"
    )
