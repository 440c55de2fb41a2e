"""Which party of a compared tie is at home."""

from __future__ import annotations

from builders import DAY, claim, government, register, two_sides
from kizuna.analysis.compare.ties import Compared, Sides, sides_of

_PORT = "organisation/port-of-osaka"


def _sides(*ties: tuple[str, ...]) -> list[Sides]:
    held = register(
        two_sides(),
        government("kobe"),
        government("tianjin", country="CN"),
        government("milan", country="IT"),
        claim(_PORT, "belongs_to", "government/osaka"),
    )
    named = [
        Compared(f"tie/{at}", tuple(p if "/" in p else f"government/{p}" for p in parties))
        for at, parties in enumerate(ties)
    ]
    return list(sides_of(held, named, DAY))


def _homes(*ties: tuple[str, ...]) -> list[str]:
    return [sides.home.removeprefix("government/") for sides in _sides(*ties)]


def test_at_home_is_the_party_that_all_share() -> None:
    assert _homes(("shanghai", "osaka"), ("osaka", "milan")) == ["osaka", "osaka"]


def test_without_one_it_is_the_party_of_the_country_that_all_have_one_of() -> None:
    assert _homes(("osaka", "shanghai"), ("tianjin", "kobe")) == ["osaka", "kobe"]


def test_a_country_with_two_parties_of_one_tie_is_nobodys_home() -> None:
    assert _homes(("osaka", "kobe"), ("sakai", "shanghai")) == ["osaka", "sakai"]


def test_without_a_common_country_it_is_the_party_named_first() -> None:
    assert _homes(("milan", "shanghai"), ("kobe", "sakai")) == ["milan", "kobe"]


def test_a_port_stands_with_the_city_that_it_belongs_to() -> None:
    sides, _ = _sides(("osaka", "shanghai"), ("osaka", "milan"))
    assert sides.of("government/osaka") == "home"
    assert sides.of(_PORT) == "home-bodies"
    assert sides.of("government/shanghai") == "across"
    assert sides.of("government/kobe") == "others"
