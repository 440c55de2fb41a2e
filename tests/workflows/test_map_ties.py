"""The map of ties: its places, ties and fields, whatever was judged or proposed."""

from __future__ import annotations

from builders import DAY, Filled, claim, flat, government, status, tie
from kizuna.analysis.tie_map import MapQuestion
from kizuna.claims.claim import Claim
from kizuna.values import day_number
from kizuna.workflows import list_ties
from kizuna.workflows.clocks import Times
from kizuna.workflows.map_ties import answer, tie_map
from kizuna.workflows.open_register import open_register

PORT = "organisation/port-of-osaka"


def sides() -> list[Claim]:
    """Osaka, Sakai and Shanghai with points, Lianyungang without."""
    points = {"osaka": [34.7, 135.5], "sakai": [34.6, 135.5], "shanghai": [31.2, 121.5]}
    return flat(
        *(government("osaka"), government("sakai")),
        *(
            government("shanghai", country="CN"),
            government("lianyungang", country="CN"),
        ),
        *(
            claim(f"government/{slug}", "point", point)
            for slug, point in points.items()
        ),
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
        listed = list_ties.answer(list_ties.Question(), Times.on(day)).count
        assert (counted.certain, counted.possible) == (listed.certain, listed.possible)


def test_a_tie_is_not_on_the_map_of_a_year_in_which_it_was_suspended(
    filled: Filled,
) -> None:
    assert tie_map(DAY).ties == ()
    changes = (("suspended", "1980-05"), ("active", "1985-03"), ("ended", "1995-01-01"))
    changed = (status("osaka-shanghai", code, since) for code, since in changes)
    ties = (tie(f"{slug}-shanghai", slug, "shanghai") for slug in ("osaka", "sakai"))
    filled(flat(sides(), *ties, *changed))
    for year, number in {1979: 2, 1980: 1, 1984: 1, 1985: 2, 1994: 2, 1995: 1}.items():
        listed = list_ties.answer(
            list_ties.Question(), Times.on(day_number(f"{year}-12-31"))
        )
        assert len(listed.lines) == number, year
        assert tie_map(DAY).answer(MapQuestion(year)).count.possible == number, year
