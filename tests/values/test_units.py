import pytest

from kizuna.values.quantities import COUNTS, DURATIONS, dimension_of, unit_named


@pytest.mark.parametrize("unit", [*COUNTS, *DURATIONS, "share", "ratio"])
def test_every_unit_is_named_by_itself(unit: str) -> None:
    assert unit_named(unit) == unit


@pytest.mark.parametrize(
    ("spelling", "unit"),
    [
        ("person", "persons"),
        ("city", "cities"),
        ("half-year", "half-years"),
        ("leaf", "leaves"),
        ("CNY", "CNY"),
        ("SUR", "SUR"),
    ],
)
def test_a_singular_and_a_currency_name_their_unit(spelling: str, unit: str) -> None:
    assert unit_named(spelling) == unit


@pytest.mark.parametrize("spelling", ["", "parsecs", "jpy", "QQQ", "XXX", "XTS", "EURO"])
def test_an_unknown_spelling_names_no_unit(spelling: str) -> None:
    assert unit_named(spelling) is None


def test_currencies_no_longer_in_use_still_measure_money() -> None:
    assert dimension_of("SUR") == "money"
