"""The columns of the map: every place and tie in small numbers, as their description
has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kizuna.analysis.tie_map import TiedPlace, TieMap, Years
from kizuna.claims.kinds import Fact, Stated, StatusChange, Tie
from kizuna.register.ties import TieOnDay
from kizuna.values import OPEN_END, OPEN_START, Answer, Span, day_number
from kizuna.web.pages.map import places_in_order, tie_columns

DAY = day_number("2020-06-01")
PLACES = {
    "kobe": TiedPlace(7, "kobe", "JP", (34.69, 135.195)),
    "osaka": TiedPlace(3, "osaka", "JP", (34.694, 135.502)),
    "suva": TiedPlace(2, "suva", "", (-18.1416, 178.4419)),
    "turin": TiedPlace(9, "turin", "IT", None),
}


def spell(first: str, sure: str = "", until: str = "", last: str = "") -> Span:
    """A time in force; "" for the first day that it surely began on, and for no end."""
    days = (first, sure or first), (until, last or until)
    begun, ended = (
        [day_number(day) if day else OPEN_END for day in pair] for pair in days
    )
    return Span(*begun, *ended)


def columns(
    *ties: tuple[str, str, Sequence[Span]], **fields: frozenset[str]
) -> dict[str, Any]:
    """The columns of ties between places, of a kind, in some spells; one of a kind has
    a status too.
    """
    held, homes = [], {}
    for number, (places, kind, spells) in enumerate(ties):
        ref, active = f"tie/{number}", Fact(StatusChange(status="active"), None, ())
        entity = Tie(id=ref, type=Stated((Fact(kind, None, ()),) if kind else ()))
        status = active if kind else None
        held.append(
            TieOnDay(entity, DAY, (), Answer.NO, tuple(spells), None, None, status)
        )
        homes[ref] = tuple(places.split())
    return tie_columns(
        TieMap(Years.around(DAY, DAY), PLACES, tuple(held), homes, fields)
    )


def test_the_columns_have_every_place_those_without_a_point_last_by_belts() -> None:
    found = TieMap(Years.around(DAY, DAY), PLACES, (), {}, {})
    assert [place.ref for place in places_in_order(found)] == [
        "suva",
        "kobe",
        "osaka",
        "turin",
    ]
    made = columns()
    assert (made["day"], made["first"], made["last"]) == ("2020-06-01", 1950, 2020)
    assert (made["countries"], made["placed"]) == (["", "IT", "JP"], 3)
    at = [-18142, 178442, 52832, -43247, 4, 307]
    assert made["places"] == {"at": at, "country": [0, 2, 2, 1]}
    assert made["ties"]["a"] == []


def test_a_tie_has_a_line_for_each_two_places_and_spell_with_the_years_of_both() -> (
    None
):
    """One of three places, one of a place alone, and one that was interrupted, possibly
    since ever.
    """
    known = spell("1974-05-01", "1976-12-31", "2000-01-01", "2001-12-31")
    apart = (
        Span(OPEN_START, OPEN_START, *[day_number("1979-12-31")] * 2),
        spell("1985-01-01"),
    )
    made = columns(
        ("kobe osaka turin", "sister-port", [known]),
        ("kobe", "", [spell("2010-12-31")]),
        ("osaka suva", "sister-port", apart),
        economy=frozenset({"tie/0", "tie/2"}),
    )
    assert made["kinds"][1:] == [
        ["sister-organisation"],
        ["sister-port", "sister-organisation"],
    ]
    assert made["statuses"] == ["", "active"]
    assert made["ties"] == {
        # suva-osaka twice, kobe-kobe, kobe-osaka, kobe-turin, osaka-turin
        "a": [0, 0, 1, 0, 0, 1],
        "b": [2, 0, 0, 1, 1, 1],
        "kind": [2, 2, 0, 2, 2, 2],
        "status": [1, 1, 0, 1, 1, 1],
        "from": [0, 35, 60, 24, 24, 24],
        "sure": [0, 0, 0, 2, 2, 2],
        "to": [41, 0, 0, 19, 19, 19],
        "until": [0, 0, 0, 2, 2, 2],
    }
    assert made["same"] == [(4, 3), (5, 3)]
    assert made["fields"] == {"economy": [0, 1, 2, 1, 1]}
