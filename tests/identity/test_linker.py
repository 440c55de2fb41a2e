"""Linking: levels keep places apart, spellings and slips are bridged, and every candidate says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity.places import PLACES, linker
from kizuna.identity.gazetteer import GazetteerPlace
from kizuna.identity.linker import Linker
from kizuna.identity.mentions import Mention

_NAMES = st.text(max_size=20) | st.sampled_from([name for p in PLACES for name in p.names])


def _first(text: str, country: str = "", **given: str) -> str:
    found = linker().candidates(Mention(text, country=country, **given))
    return found[0].ref.removeprefix("government/") if found else ""


def _all(text: str, country: str = "") -> set[str]:
    found = linker().candidates(Mention(text, country=country))
    return {candidate.ref.removeprefix("government/") for candidate in found}


@pytest.mark.parametrize(
    ("text", "country", "ref"),
    [
        ("Osaka", "JP", "osaka"),
        ("Osaka City", "JP", "osaka"),
        ("City of Osaka", "", "osaka"),
        ("Osaka Prefecture", "JP", "osaka-prefecture"),
        ("Prefecture of Osaka", "JP", "osaka-prefecture"),
        ("大阪府", "JP", "osaka-prefecture"),
        ("大阪", "JP", "osaka"),
        ("Port of Osaka", "JP", "port-of-osaka"),
        ("Osima", "JP", "oshima"),
        ("Осима", "JP", "oshima"),
        ("Tientsin", "CN", "tianjin"),
        ("Tyantszin", "CN", "tianjin"),
        ("仏山", "CN", "foshan"),
        ("Oskaa", "JP", "osaka"),
        ("Fukusima-ken", "JP", "fukushima-prefecture"),
    ],
)
def test_a_mention_finds_its_place(text: str, country: str, ref: str) -> None:
    assert _first(text, country) == ref


@pytest.mark.parametrize(
    ("texts", "others"),
    [
        (("Osaka Prefecture", "Osaka Ken", "大阪府"), {"osaka", "port-of-osaka", "chuo"}),
        (("Osaka", "Osaka City", "大阪市"), {"port-of-osaka"}),
        (("Port of Osaka", "Osaka Port"), {"osaka", "osaka-prefecture"}),
    ],
)
def test_a_prefecture_a_city_and_a_port_are_never_taken_for_each_other(
    texts: tuple[str, ...], others: set[str]
) -> None:
    for text in texts:
        assert not _all(text, "JP") & others


@pytest.mark.parametrize(
    ("texts", "ref"),
    [
        (("Shaanxi", "Shaanxi Province", "Shensi", "Шэньси", "陝西省", "陕西"), "shaanxi-province"),
        (("Shanxi", "Shanxi Province", "Shansi", "Шаньси", "山西省"), "shanxi-province"),
    ],
)
def test_shaanxi_and_shanxi_never_meet(texts: tuple[str, ...], ref: str) -> None:
    assert [_all(text, "CN") for text in texts] == [{ref}] * len(texts)


def test_namesakes_are_told_apart_by_what_the_text_names() -> None:
    assert _first("Springfield", "US", context="a city in Illinois") == "springfield-a"


def test_every_candidate_explains_its_score() -> None:
    (found,) = linker().candidates(Mention("Oshimaa", country="JP"))
    assert found.reasons[:2] == ("one letter apart (+3.6)", "it is its first name (+0.5)")
    assert "same country (+1.0)" in found.reasons


def test_a_cyrillic_name_finds_its_place_by_its_latin_letters() -> None:
    (found,) = Linker([GazetteerPlace("pottendorf", ("Pottendorf",), "AT")]).candidates(
        Mention("Поттендорф", country="AT")
    )
    assert found.reasons[0] == "same sounds in another spelling (+5.2)"


def test_of_names_equally_many_letters_apart_the_longer_comes_first() -> None:
    places = [
        GazetteerPlace("fremont", ("Fremont",), "US"),
        GazetteerPlace("edgemont", ("Edgemont",), "US"),
    ]
    found = Linker(places).candidates(Mention("hgemont", country="US"))
    assert [candidate.ref for candidate in found] == ["edgemont", "fremont"]
    assert found[0].reasons[-1] == "share of letters that differ (-0.25)"


def test_an_empty_gazetteer_finds_nothing() -> None:
    assert Linker([]).candidates(Mention("Osaka", country="JP")) == ()


@given(st.lists(_NAMES, max_size=8), st.sampled_from(["", "JP", "CN", "US", "XX"]))
def test_any_text_is_answered_in_order_and_without_repeats(texts: list[str], country: str) -> None:
    found = linker().link([Mention(text, country=country) for text in texts])
    assert len(found) == len(texts)
    for candidates in found:
        scores = [candidate.score for candidate in candidates]
        assert scores == sorted(scores, reverse=True)
        assert len({candidate.ref for candidate in candidates}) == len(candidates)


@given(st.sampled_from([(p.ref, name, p.country) for p in PLACES for name in p.names]))
def test_every_name_of_a_place_finds_it(given_name: tuple[str, str, str]) -> None:
    ref, name, country = given_name
    found = linker().candidates(Mention(name, country=country))
    assert ref in {candidate.ref for candidate in found if not candidate.evidence.edits}


@given(st.lists(_NAMES, min_size=1, max_size=6))
def test_a_mention_is_linked_alike_alone_and_among_others(texts: list[str]) -> None:
    mentions = [Mention(text, country="JP") for text in texts]
    assert linker().link(mentions) == [linker().candidates(mention) for mention in mentions]
