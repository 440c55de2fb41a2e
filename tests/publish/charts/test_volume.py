"""Volumes of exchange go out to the right and in to the left, and keep their ranges."""

from __future__ import annotations

import pytest

from builders import DAY, facts, government, register, tie, two_sides
from kizuna.analysis.figures import Measure
from kizuna.analysis.measures.volume import Flow, Volume
from kizuna.errors import BadQuestion
from kizuna.publish.charts.bars import volume_between, volume_of_tie, volumes
from kizuna.publish.charts.plot import words_of
from kizuna.publish.report.brief import prepare
from kizuna.register.places import side
from kizuna.values import Quantity
from subjects import built_in

from .conftest import Drawn

OSAKA = "tie/osaka-shanghai"


def persons(low: float | None, high: float | None, claims: str = "c1") -> Measure:
    return Measure(Quantity(low, high, False, "persons"), (claims,))


Row = tuple[str, Measure | None, Measure | None]
EXPERTS = ("港湾技術者", persons(12, 12), persons(20, 25, "c2"))
SHIP = ("青年の船", persons(400, None), None)


def drawn(*rows: Row) -> Drawn:
    held = [(name, Volume(Flow(out, None), Flow(back, None), ())) for name, out, back in rows]
    return Drawn(volumes(words_of(register(), DAY, "ja"), ["大阪", "上海"], held).svg)


def test_each_direction_has_its_words_claims_and_range_out_to_the_right() -> None:
    picture = drawn(EXPERTS)
    assert {"大阪 → 上海", "上海 → 大阪", "年間の人数", "港湾技術者"} <= set(picture.words())
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


def test_a_volume_is_of_the_programmes_of_a_tie_or_of_the_ties_between_two_sides() -> None:
    words = Drawn(volume_of_tie(built_in(), OSAKA, DAY, "en")).words()
    assert {"20–25", "Osaka → Shanghai", "Shanghai → Osaka", "persons a year"} <= set(words)
    sides = [side(built_in(), f"area/{name}", DAY) for name in ("kansai", "china")]
    plot = volume_between(prepare(built_in(), *sides, DAY), "en")
    assert "Osaka – Shanghai" in Drawn(plot).titles("row")


def test_parties_of_one_country_stand_on_one_side() -> None:
    way = {"from": "government/osaka-prefecture", "to": "government/shanghai"}
    yearly = {"period": "1980", "recurrence": "annual", "size": "3..4 persons", "direction": way}
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
