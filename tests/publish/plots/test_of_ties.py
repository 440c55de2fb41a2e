"""Timeline, volume and fields: the plots of ties that are named."""

from __future__ import annotations

import pytest

from builders import DAY, claim, government, register, tie
from kizuna.analysis.measures.breadth import breadth, fields_of
from kizuna.errors import BadQuestion, NotFound
from kizuna.publish.plots.fields import fields_beside
from kizuna.publish.plots.tie_timeline import tie_timeline
from kizuna.publish.plots.volume import volume_between, volume_of_tie
from kizuna.publish.report.brief import prepare
from kizuna.register.dating import Dating
from kizuna.register.places import side
from kizuna.register.register import Register

from .conftest import LANGUAGES

OSAKA, KOBE, KYOTO = "tie/osaka-shanghai", "tie/kobe-tianjin", "tie/kyoto-xian"


def test_the_timeline_has_rows_for_the_tie_the_ties_under_it_and_its_parts(
    built_in_register: Register, read
) -> None:
    titles = read(tie_timeline(built_in_register, OSAKA, DAY, "en")).titles("row")
    assert titles[:2] == ["Osaka – Shanghai", "Port of Osaka – Port of Shanghai"]
    assert {"Agreements", "Events", "Shipping (field of a tie)"} <= set(titles)


def test_every_mark_of_the_timeline_rests_on_claims(built_in_register: Register, read) -> None:
    plot = tie_timeline(built_in_register, OSAKA, DAY, "en")
    picture = read(plot)
    assert all(mark.get("data-claims") for mark in picture.of_class("mark"))
    assert picture.claims() <= set(plot.claims)


def test_what_began_after_the_day_is_in_no_row(built_in_register: Register, read) -> None:
    early = read(tie_timeline(built_in_register, OSAKA, 720000 + 1461, "en")).titles("row")
    assert not any("Environmental protection" in title for title in early)


def test_parts_without_a_date_are_counted_in_a_remark(built_in_register: Register) -> None:
    (remark,) = tie_timeline(built_in_register, OSAKA, DAY, "en").remarks
    assert remark.endswith("parts of the tie are not drawn, since their dates are not recorded.")


def test_the_volume_of_a_tie_is_by_programme_with_ranges(built_in_register: Register, read) -> None:
    picture = read(volume_of_tie(built_in_register, OSAKA, DAY, "en"))
    assert "20–25" in picture.words()
    assert {"Osaka → Shanghai", "Shanghai → Osaka", "persons a year"} <= set(picture.words())


def test_a_direction_without_a_number_is_no_zero(built_in_register: Register, read) -> None:
    picture = read(volume_of_tie(built_in_register, OSAKA, DAY, "en"))
    ends = [e[-1].text for e in (*picture.of_class("out"), *picture.of_class("in")) if len(e) > 1]
    assert "–" in ends
    assert "0" not in ends


def test_the_volume_between_two_sides_is_the_notes(built_in_register: Register, read) -> None:
    sides = [side(built_in_register, f"area/{name}", DAY) for name in ("kansai", "china")]
    brief = prepare(built_in_register, *sides, DAY)
    rows = read(volume_between(brief, "en")).titles("row")
    assert "Osaka – Shanghai" in rows


def test_a_dot_for_each_field_of_each_tie(built_in_register: Register, read) -> None:
    ties = [OSAKA, KOBE, KYOTO]
    picture = read(fields_beside(built_in_register, ties, DAY, "en"))
    dating = Dating.of(built_in_register)
    figures = [breadth(fields_of(built_in_register, tie, DAY, dating)) for tie in ties]
    assert len(picture.of_class("has")) == sum(figure.possible for figure in figures)
    assert [e.text for e in picture.of_class("sum")] == [str(f.certain) for f in figures]


def test_a_field_says_since_when(built_in_register: Register, read) -> None:
    picture = read(fields_beside(built_in_register, [OSAKA, KOBE], DAY, "en"))
    assert "since 1974" in picture.words()
    assert any(t == "Osaka – Shanghai: youth, 1974" for t in picture.titles("has"))


def test_shared_fields_come_first(built_in_register: Register, read) -> None:
    picture = read(fields_beside(built_in_register, [OSAKA, KOBE], DAY, "en"))
    heights = [float(e[1].get("cy")) for e in picture.of_class("has")]
    shared = [y for y in set(heights) if heights.count(y) == 2]
    alone = [y for y in set(heights) if heights.count(y) == 1]
    assert max(shared) < min(alone)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_of_them(built_in_register: Register, language: str) -> None:
    made = [
        tie_timeline(built_in_register, OSAKA, DAY, language),
        volume_of_tie(built_in_register, OSAKA, DAY, language),
        fields_beside(built_in_register, [OSAKA, KOBE], DAY, language),
    ]
    english = [
        tie_timeline(built_in_register, OSAKA, DAY, "en"),
        volume_of_tie(built_in_register, OSAKA, DAY, "en"),
        fields_beside(built_in_register, [OSAKA, KOBE], DAY, "en"),
    ]
    same = [a.picture() == b.picture() for a, b in zip(made, english, strict=True)]
    assert same == [language == "en"] * 3


def test_a_tie_that_is_not_held_is_an_error_that_quotes_it(built_in_register: Register) -> None:
    for plot in (tie_timeline, volume_of_tie):
        with pytest.raises(NotFound, match="tie/nowhere"):
            plot(built_in_register, "tie/nowhere", DAY, "en")


def test_the_same_tie_gives_the_same_bytes(built_in_register: Register) -> None:
    once, again = (tie_timeline(built_in_register, OSAKA, DAY, "ru").picture() for _ in range(2))
    assert once == again


def test_parties_of_one_country_stand_on_one_side(read) -> None:
    held = register(
        government("osaka"),
        government("osaka-prefecture", "prefecture"),
        government("shanghai", country="CN"),
        tie("both", "osaka", "osaka-prefecture", "shanghai"),
        claim("programme/visits", "tie", "tie/both"),
        claim("programme/visits", "activity", "Visits"),
        claim("programme/visits", "period", "1980"),
        claim("programme/visits", "recurrence", "annual"),
        claim("programme/visits", "size", {"min": 3, "max": 4, "unit": "persons"}),
        claim(
            "programme/visits",
            "direction",
            {"from": "government/osaka-prefecture", "to": "government/shanghai"},
        ),
    )
    words = read(volume_of_tie(held, "tie/both", DAY, "en")).words()
    assert "osaka and osaka-prefecture → shanghai" in words
    assert "3–4" in words


def test_a_tie_of_one_party_has_no_direction() -> None:
    held = register(government("osaka"), tie("alone", "osaka"))
    with pytest.raises(BadQuestion, match="tie/alone"):
        volume_of_tie(held, "tie/alone", DAY, "en")
