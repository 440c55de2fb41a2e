"""Quantities and their units: arithmetic keeps every possible result."""

from __future__ import annotations

from ast import literal_eval
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import rows
from kizuna.errors import BadQuantity
from kizuna.values import Quantity, canonical_json, parse_json
from kizuna.values.quantities import COUNTS, DURATIONS, unit_named

numbers = st.one_of(st.integers(0, 10**6), st.floats(1e-9, 10**6))


@st.composite
def quantities(draw: st.DrawFn, unit: str = "persons") -> Quantity:
    low, high = sorted(draw(st.tuples(numbers, numbers)))
    bounds = draw(st.sampled_from([(low, high), (low, None), (None, high), (low, low)]))
    return Quantity(*bounds, draw(st.booleans()), unit)


@st.composite
def quantities_with_a_number(draw: st.DrawFn, unit: str) -> tuple[Quantity, Fraction]:
    """A quantity, and a number that it may be."""
    quantity = draw(quantities(unit))
    least = Fraction(quantity.min or 0)
    most = Fraction(quantity.max) if quantity.max is not None else least + 1000
    part = draw(st.fractions(0, 1, max_denominator=100))
    return quantity, least + (most - least) * part


def holds(quantity: Quantity, number: Fraction) -> bool:
    """Whether the number is in the quantity, but for the last digit of a float."""
    slack = number * Fraction(1, 10**12)
    return (quantity.min is None or quantity.min <= number + slack) and (
        quantity.max is None or number - slack <= quantity.max
    )


_TEXTS = """
20 persons | 20 | 20 | persons || 1 person | 1 | 1 | persons || 20..25 persons | 20 | 25 | persons
400.. persons | 400 | None | persons || ..5 days | None | 5 | days || ~400 persons | 400 | 400 | persons
~ 20..25 people | 20 | 25 | persons || 3/4 share | 0.75 | 0.75 | share || 30% share | 0.3 | 0.3 | share
2..3 ratio | 2 | 3 | ratio || 1000000 JPY | 1000000 | 1000000 | JPY || 24 cities | 24 | 24 | cities
1 half-year period | 1 | 1 | half-years || 2.50 weeks | 2.5 | 2.5 | weeks
"""


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"), rows(_TEXTS.replace(" || ", "\n"))
)
def test_the_text_form_is_read(text: str, low: str, high: str, unit: str) -> None:
    made = Quantity(literal_eval(low), literal_eval(high), text.startswith("~"), unit)
    assert Quantity.parse(text) == made


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "persons",
            "20",
            "twenty persons",
            "20-25 persons",
            "25..20 persons",
            ".. days",
        ),
        *(
            "-5 days",
            "5/0 share",
            "5/4 share",
            "1,000 JPY",
            "20 parsecs",
            "20 QQQ",
            "20 XXX",
        ),
        *("9" * 30 + " persons", "20 25 persons", None, 20, {"min": 1}),
        {"min": 1, "max": 2, "unit": "days", "note": ""},
        {"min": 1, "max": 2, "unit": "days", "approximate": "yes"},
        [20, "persons"],
    ],
    ids=repr,
)
def test_what_is_not_a_quantity_is_refused_and_quoted(text: object) -> None:
    with pytest.raises(BadQuantity) as refused:
        Quantity.from_json(text)
    assert repr(text) in str(refused.value)


@pytest.mark.parametrize("number", [-1, float("nan"), float("inf"), True, "20", 10**18])
def test_a_bound_that_is_no_number_of_things_is_refused(number: object) -> None:
    with pytest.raises(BadQuantity):
        Quantity.from_json({"min": number, "max": None, "unit": "persons"})


@given(quantities())
def test_a_quantity_is_read_back_from_its_text_and_from_its_json(
    quantity: Quantity,
) -> None:
    assert Quantity.parse(str(quantity)) == quantity
    assert Quantity.from_json(parse_json(canonical_json(quantity))) == quantity


def test_the_text_form_and_the_object_have_one_canonical_text() -> None:
    typed = {"min": 20.0, "max": 25, "unit": "person"}, "20..25 persons"
    assert len({canonical_json(Quantity.from_json(form)) for form in typed}) == 1


def test_the_unit_gives_the_dimension() -> None:
    texts = ("20 persons", "1 flight", "2 weeks", "3/4 share", "2 ratio", "5 SUR")
    wanted = ["count", "count", "duration", "share", "ratio", "money"]
    assert [Quantity.parse(text).dimension for text in texts] == wanted


_FIGURES = """
20 persons | 20 || 20..25 persons | 20-25 || 400.. persons | ≥400 || ..5 days | ≤5 || ~400 persons | ~400
2/3 share | 0.6667 || 0.00001234 share | 0.00001234 || 1000000 JPY | 1000000 || 2.50 weeks | 2.5
100.00001 weeks | 100 || 0 flights | 0
"""


@pytest.mark.parametrize(("text", "figure"), rows(_FIGURES.replace(" || ", "\n")))
def test_the_figure_is_in_signs_of_no_language(text: str, figure: str) -> None:
    assert Quantity.parse(text).figure_text == figure


def test_only_one_number_that_is_not_about_is_exact() -> None:
    texts = ["20 persons", "~20 persons", "20..25 persons", "20.. persons"]
    assert [Quantity.parse(text).is_exact for text in texts] == [
        True,
        False,
        False,
        False,
    ]


@given(*map(quantities_with_a_number, ("persons", "persons", "ratio")))
def test_sums_and_products_hold_those_of_any_numbers_and_stay_approximate(
    one: tuple[Quantity, Fraction],
    two: tuple[Quantity, Fraction],
    ratio: tuple[Quantity, Fraction],
) -> None:
    added, times = one[0] + two[0], one[0].times(ratio[0])
    assert holds(added, one[1] + two[1])
    assert holds(times, one[1] * ratio[1])
    assert added.approximate == (one[0].approximate or two[0].approximate)
    assert times.approximate == (one[0].approximate or ratio[0].approximate)


_PRODUCTS = """
20 persons | 2 weeks | 280 person-days || 1 person | 12 months | 365.25 person-days
20..25 persons | 3 ratio | 60..75 persons || 400.. persons | 2..3 ratio | 800.. persons
..5 persons | 2..3 ratio | ..15 persons || 400.. persons | 0 ratio | 0 persons
400.. persons | ..3 ratio | 0.. persons
"""


@pytest.mark.parametrize(
    ("one", "other", "product"), rows(_PRODUCTS.replace(" || ", "\n"))
)
def test_a_product_has_the_unit_that_makes_sense(
    one: str, other: str, product: str
) -> None:
    assert str(Quantity.parse(one).times(Quantity.parse(other))) == product


@pytest.mark.parametrize(("one", "other"), [("2 JPY", "2 JPY"), ("3 visits", "2 days")])
def test_a_product_without_a_unit_is_refused_and_different_things_are_never_added(
    one: str, other: str
) -> None:
    with pytest.raises(BadQuantity, match="no unit"):
        Quantity.parse(one).times(Quantity.parse(other))
    with pytest.raises(BadQuantity, match="one unit"):
        Quantity.parse("20 persons") + Quantity.parse(other)


def test_every_unit_is_named_by_itself_and_a_singular_and_a_currency_name_theirs() -> (
    None
):
    units = [*COUNTS, *DURATIONS, "share", "ratio"]
    assert [unit_named(unit) for unit in units] == units
    units = [
        unit_named(text)
        for text in ("person", "city", "half-year", "leaf", "CNY", "SUR")
    ]
    assert units == ["persons", "cities", "half-years", "leaves", "CNY", "SUR"]


@pytest.mark.parametrize(
    "spelling", ["", "parsecs", "jpy", "QQQ", "XXX", "XTS", "EURO"]
)
def test_an_unknown_spelling_names_no_unit(spelling: str) -> None:
    assert unit_named(spelling) is None
