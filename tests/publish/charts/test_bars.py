"""Bars of ties by year and of volumes: what is possible is hatched on what is certain,
and ranges stay ranges.
"""

from __future__ import annotations

import pytest

from builders import DAY, claim, facts, government, milestone, register, tie, two_sides
from kizuna.analysis.figures import Measure
from kizuna.analysis.measures.volume import Flow, Volume
from kizuna.errors import BadQuestion
from kizuna.publish.charts import plot
from kizuna.publish.charts.bars import (
    Totals,
    YearSeries,
    draw_years,
    volume_between,
    volume_of_tie,
    volumes,
    years,
)
from kizuna.publish.charts.partners import Sorting, area_of
from kizuna.publish.charts.plot import Counted, words_of
from kizuna.publish.report.brief import prepare
from kizuna.register.places import side
from kizuna.values import OPEN_START, Quantity
from subjects import built_in

from .conftest import Drawn, chart, everything, place, scoped, three_countries

CHINA = ("China", "#111111", {1974: Counted(2, 2, "1974, China")})
FRANCE = ("France", "#222222", {1974: Counted(1, 2, ""), 1980: Counted(0, 1, "")})


def bars(*series: YearSeries, totals: Totals | None = None) -> Drawn:
    held = chart()
    draw_years(held, series, totals)
    return Drawn(held.drawing(()).svg)


def test_the_possible_part_is_hatched_and_stands_on_all_that_is_certain() -> None:
    groups = bars(CHINA, FRANCE).groups("year")
    solid = [
        bar for group in groups[:2] for bar in group if bar.get("class") == "certain"
    ]
    hatched = groups[1][-1]
    assert hatched.get("fill", "").startswith("url(#")
    bottom = float(hatched.get("y", 0)) + float(hatched.get("height", 0))
    assert bottom == pytest.approx(
        min(float(bar.get("y", 0)) for bar in solid), abs=0.05
    )
    heights = [float(bar.get("height", 0)) for bar in solid]
    assert heights[0] == pytest.approx(2 * heights[1], abs=0.05)


def test_totals_are_a_line_that_ends_at_the_last_and_nothing_lies_outside_of_many_years() -> (
    None
):
    totals = {1974: (3, 5), 1975: (4, 5)}
    drawn = bars(CHINA, totals=totals)
    assert [e.text for e in drawn.groups("last")] == ["4–5"]
    assert len(drawn.groups("total", "possible")) == 1
    assert {"standing at the end of the year", "possible"} <= set(drawn.words())
    many = {
        year: Counted(year % 5, year % 5 + 1, str(year)) for year in range(1890, 2027)
    }
    totals = {year: (year, year + 9) for year in many}
    for given in ({}, totals):
        assert bars(("", "#111", many), totals=given).outside() == []


def test_every_dated_tie_is_counted_once() -> None:
    made = years(everything(), "en")
    spans = [(tie, tie.span) for tie in everything().ties if tie.span]
    dated = [(tie, span) for tie, span in spans if span.start_earliest != OPEN_START]
    begun = [tie for tie, span in dated if span.begun_by(DAY).certain]
    counted = (
        title.rpartition(": ")[2].split(",")[0] for title in Drawn(made).titles("year")
    )
    assert sum(map(int, counted)) == len(begun)
    assert set(made.claims) == {c for tie in begun for c in tie.listed}


def test_ties_with_one_home_are_stacked_by_the_partners_country() -> None:
    """An uncertain year is possible in each year that it may be; a tie without a date
    is in none.
    """
    made = years(three_countries(), "en")
    drawn = Drawn(made)
    assert {"China", "United States"} <= set(drawn.words())
    assert not {"Japan", "Italy"} & set(drawn.words())
    assert [t for t in drawn.titles("year") if "United States" in t] == [
        f"{year}, United States: 0, possibly 1" for year in (1973, 1974, 1975)
    ]
    assert made.remarks == ("One tie is in no year, since its date is not recorded.",)


def test_a_tie_whose_dates_lie_far_apart_is_in_no_year_and_named_with_the_reason() -> (
    None
):
    rival = milestone("osaka-shanghai", date="1977", holder="organisation/other")
    pair = tie("osaka-shanghai", "osaka", "shanghai", date="1952")
    (remark,) = years(scoped(two_sides(), pair, rival), "en").remarks
    reason = "One tie is in no year, since its dates disagree by more than 10 years"
    assert (remark.startswith(reason), "osaka – shanghai" in remark.lower()) == (
        True,
        True,
    )


def test_small_charts_carry_claims_and_large_ones_ids_of_ties(monkeypatch) -> None:
    monkeypatch.setattr(plot, "MANY", 4)
    small = Drawn(years(three_countries(), "en"))
    assert small.grounds()
    assert not small.grounds("ties")
    places = [place(f"p{n}", 0, n / 10, country="FR") for n in range(5)]
    ties = [tie(f"t{n}", "osaka", f"p{n}", date="1980") for n in range(5)]
    large = Drawn(years(scoped(place("osaka", 34.7, 135.5), *places, *ties), "en"))
    assert large.grounds("ties") == {f"tie/t{n}" for n in range(5)}
    assert not large.grounds()


def test_ties_are_sorted_by_what_tells_the_most() -> None:
    """Of two countries in all home has more places; without a home there are pairs of
    countries.
    """
    codes = {"osaka": "JP", "kobe": "JP", "shanghai": "CN", "paris": "FR", "lyon": "FR"}
    towns = [government(slug, country=code) for slug, code in codes.items()]
    cases = {
        "osaka shanghai, kobe shanghai": (
            "area",
            ["government/kobe", "government/osaka"],
        ),
        "osaka paris, lyon paris, osaka organisation/x": ("pair", ["", "FR", "FR+JP"]),
    }
    for ties, sorting in cases.items():
        scope = scoped(
            *towns, *(tie(f"t{n}", *p.split()) for n, p in enumerate(ties.split(", ")))
        )
        found = Sorting(scope, scope.ties)
        assert (found.by, sorted(map(found.key, scope.ties))) == sorting


def test_the_area_of_a_town_is_its_prefecture_and_of_a_district_its_city() -> None:
    whole = claim("government/osaka-prefecture", "part_of", "government/japan")
    luwan = government("luwan", "district", "shanghai", country="CN")
    held = register(two_sides(), government("japan", "national"), whole, luwan)
    assert area_of(held, "government/sakai", DAY) == "government/osaka-prefecture"
    assert area_of(held, "government/luwan", DAY) == "government/shanghai"
    ring = register(government("a", "city", "b"), government("b", "city", "a"))
    assert area_of(ring, "government/a", DAY) == "government/b"


OSAKA = "tie/osaka-shanghai"


def persons(low: float | None, high: float | None, claims: str = "c1") -> Measure:
    return Measure(Quantity(low, high, False, "persons"), (claims,))


Row = tuple[str, Measure | None, Measure | None]
EXPERTS = ("港湾技術者", persons(12, 12), persons(20, 25, "c2"))
SHIP = ("青年の船", persons(400, None), None)


def drawn(*rows: Row) -> Drawn:
    held = [
        (name, Volume(Flow(out, None), Flow(back, None), ()))
        for name, out, back in rows
    ]
    return Drawn(volumes(words_of(register(), DAY, "ja"), ["大阪", "上海"], held).svg)


def test_each_direction_has_its_words_claims_and_range_out_to_the_right() -> None:
    picture = drawn(EXPERTS)
    assert {"大阪 → 上海", "上海 → 大阪", "年間の人数", "港湾技術者"} <= set(
        picture.words()
    )
    ((out,), (back,)) = picture.groups("out"), picture.groups("in")
    assert (out.get("data-claims"), back.get("data-claims")) == ("c1", "c2")
    assert "20～25" in picture.titles("in")[0]
    assert [bar.get("class") for bar in back[1:3]] == ["possible", "certain"]
    assert back[1].get("fill", "").startswith("url(#")
    assert float(back[2].get("x", 0)) < float(out[1].get("x", 0))


def test_or_more_ends_in_an_arrow_and_nothing_recorded_is_not_zero() -> None:
    picture = drawn(SHIP)
    assert len(picture.groups("open")) == 1
    assert {"≥\u2009400", "–"} <= set(picture.words())
    assert "–" not in drawn(("青年の船", persons(400, None), persons(0, 0))).words()
    large = ("Специалисты " * 12, persons(10_000, 25_000_000), persons(1, None))
    assert drawn(EXPERTS, SHIP, large).outside() == []


def test_a_volume_is_of_the_programmes_of_a_tie_or_of_the_ties_between_two_sides() -> (
    None
):
    words = Drawn(volume_of_tie(built_in(), OSAKA, DAY, "en")).words()
    assert {"20–25", "Osaka → Shanghai", "Shanghai → Osaka", "persons a year"} <= set(
        words
    )
    sides = [side(built_in(), f"area/{name}", DAY) for name in ("kansai", "china")]
    plot = volume_between(prepare(built_in(), *sides, DAY), "en")
    assert "Osaka – Shanghai" in Drawn(plot).titles("row")


def test_parties_of_one_country_stand_on_one_side() -> None:
    way = {"from": "government/osaka-prefecture", "to": "government/shanghai"}
    yearly = {
        "period": "1980",
        "recurrence": "annual",
        "size": "3..4 persons",
        "direction": way,
    }
    visits = facts("programme/visits", tie="tie/both", activity="Visits", **yearly)
    pair = tie("both", "osaka", "osaka-prefecture", "shanghai")
    held = register(two_sides(), pair, visits)
    words = Drawn(volume_of_tie(held, "tie/both", DAY, "en")).words()
    assert "osaka-prefecture and osaka → shanghai" in words
    assert "3–4" in words


def test_a_tie_of_one_party_has_no_direction() -> None:
    held = register(government("osaka"), tie("alone", "osaka"))
    with pytest.raises(BadQuestion, match="tie/alone"):
        volume_of_tie(held, "tie/alone", DAY, "en")
