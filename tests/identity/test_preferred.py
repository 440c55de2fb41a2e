"""The preferred name: in the reader's language and script, and not one that has lapsed."""

from __future__ import annotations

from builders import DAY, claim, register
from kizuna.claims.kinds import LocalGovernment
from kizuna.identity.preferred import preferred_name

_REF = "government/saint-petersburg"


def _named(language: str, *claims: tuple[object, str], day: int | None = DAY) -> str:
    held = register([claim(_REF, "name", value, valid) for value, valid in claims])
    city = held.get(_REF, LocalGovernment)
    fact = preferred_name(city.name, language, day) if city else None
    return fact.value.text if fact else ""


def test_a_name_in_the_readers_language_comes_first() -> None:
    names = [
        ({"text": "Leningrad", "language": "en"}, ""),
        ({"text": "レニングラード", "language": "ja"}, ""),
    ]
    assert _named("ja", *names) == "レニングラード"


def test_without_the_language_a_name_in_its_script_comes_first() -> None:
    names = [
        ({"text": "レニングラード", "language": "ja"}, ""),
        ({"text": "Leningrad", "language": "de"}, ""),
    ]
    assert _named("en", *names) == "Leningrad"


def test_a_name_that_does_not_hold_on_the_day_comes_last() -> None:
    names = [
        ({"text": "Saint Petersburg", "language": "en"}, "1991-09-06/.."),
        ({"text": "Leningrad", "language": "en"}, "1924-01-26/1991-09-06"),
    ]
    assert _named("en", *names) == "Leningrad"


def test_nothing_named_has_no_preferred_name() -> None:
    held = register([claim(_REF, "country", "RU")])
    city = held.get(_REF, LocalGovernment)
    assert city is not None
    assert preferred_name(city.name) is None
