"""The map of ties: its places, ties and fields, whatever was judged or proposed."""

from __future__ import annotations

from builders import DAY, Filled, claim, flat, government, status, tie
from kizuna.analysis.tie_map import MapQuestion
from kizuna.claims.claim import Claim
from kizuna.values import day_number
from kizuna.workflows import ask, list_ties
from kizuna.workflows.clocks import Times
from kizuna.workflows.list_ties import TiesQuestion
from kizuna.workflows.map_ties import answer, tie_map
from kizuna.workflows.open_register import open_register

PORT = "organisation/port-of-osaka"


def point(slug: str, latitude: float, longitude: float, **given: object) -> Claim:
    """Where a government lies."""
    return claim(f"government/{slug}", "point", [latitude, longitude], **given)


def sides() -> list[Claim]:
    """Osaka, Sakai and Shanghai with points, Lianyungang without."""
    return flat(
        *(government("osaka"), government("sakai"), point("osaka", 34.7, 135.5)),
        *(government("shanghai", country="CN"), government("lianyungang", country="CN")),
        *(point("sakai", 34.6, 135.5), point("shanghai", 31.2, 121.5)),
    )


def test_a_body_stands_at_its_government_a_place_without_a_point_too_and_a_tie_in_its_fields(
    filled: Filled,
) -> None:
    filled(
        [
            *sides(),
            claim(PORT, "belongs_to", "government/osaka"),
            *tie("ports", PORT, "shanghai"),
            *tie("one", "sakai", "lianyungang"),
            claim("programme/fair", "tie", "tie/one"),
            claim("programme/fair", "field", "trade-fairs"),
        ]
    )
    found = tie_map(DAY)
    towns = ("lianyungang", "osaka", "sakai", "shanghai")
    assert sorted(found.places) == [f"government/{town}" for town in towns]
    assert found.unplaced == 1
    assert set(found.fields) == {"trade-fairs", "trade", "economy"}


def test_the_count_of_a_map_is_the_count_of_the_list(shared_built_in: object) -> None:
    open_register(str(shared_built_in)).close()
    for text in ("1979-12-31", "1987-04-01", "2024-01-01"):
        day = day_number(text)
        found = tie_map(day)
        counted = answer(found, MapQuestion(found.years.pivot)).count
        listed = list_ties.answer(TiesQuestion(), Times.on(day)).count
        assert (counted.certain, counted.possible) == (listed.certain, listed.possible)


def test_a_map_of_an_empty_ledger_has_nothing(filled: Filled) -> None:
    filled([])
    assert (tie_map(DAY).ties, ask.is_empty()) == ((), True)


def interrupted() -> list[Claim]:
    """A tie of 1974 that was suspended from 1980 to 1985 and ended in 1995, and one that goes on."""
    changes = (("suspended", "1980-05"), ("active", "1985-03"), ("ended", "1995-01-01"))
    return flat(
        sides(),
        tie("osaka-shanghai", "osaka", "shanghai"),
        *(status("osaka-shanghai", code, since) for code, since in changes),
        tie("sakai-shanghai", "sakai", "shanghai"),
    )


def test_a_tie_is_not_on_the_map_of_a_year_in_which_it_was_suspended(filled: Filled) -> None:
    filled(interrupted())
    for year, number in {1979: 2, 1980: 1, 1984: 1, 1985: 2, 1994: 2, 1995: 1}.items():
        listed = list_ties.answer(TiesQuestion(), Times.on(day_number(f"{year}-12-31")))
        assert len(listed.lines) == number, year
        assert tie_map(DAY).answer(MapQuestion(year)).count.possible == number, year
