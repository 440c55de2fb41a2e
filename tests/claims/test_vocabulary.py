"""The vocabularies: whole in every language, and strict about what they hold."""

from __future__ import annotations

from typing import Any

import pytest

from builders import grouped
from kizuna.claims import vocabulary
from kizuna.claims.kinds import types as value_types
from kizuna.errors import BadClaim

SCHEMES = vocabulary.scheme_ids()


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_a_scheme_is_whole_in_every_language_and_no_concept_its_own_ancestor(
    scheme_id: str,
) -> None:
    scheme = vocabulary.scheme(scheme_id)
    for held in (scheme, *scheme.values()):
        assert set(held.labels) == set(vocabulary.LANGUAGES), held.id
        assert all(label == label.strip() != "" for label in held.labels.values()), (
            held.id
        )
        assert held.definition.endswith("."), held.id
        assert all(word.isalnum() and word.islower() for word in held.id.split("-")), (
            held.id
        )
    for concept in scheme.values():
        assert concept.broader is None or concept.id not in scheme.wider(
            concept.broader
        )


def test_every_level_but_the_state_is_counted_as_a_city_or_as_a_prefecture() -> None:
    tiers = {c.id: c.tier for c in vocabulary.scheme("levels").values()}
    assert (
        tiers["province-level-municipality"] == "prefecture"
    )  # a city with a province's rank
    assert [k for k, t in tiers.items() if t not in ("municipality", "prefecture")] == [
        "national"
    ]


def test_the_stages_are_ordered_without_a_tie_and_only_formal_and_upgraded_bind() -> (
    None
):
    stages = vocabulary.scheme("stages").values()
    assert [stage.order for stage in stages] == list(range(1, len(stages) + 1))
    assert [stage.id for stage in stages if stage.binding] == ["formal", "upgraded"]


def test_every_status_says_whether_the_tie_stands() -> None:
    statuses = vocabulary.scheme("statuses").values()
    assert all(status.in_force is not None for status in statuses)
    assert [s.id for s in statuses if s.in_force] == ["active", "dormant", "emeritus"]


def test_a_narrower_concept_is_within_its_broader_one_and_not_the_other_way_round() -> (
    None
):
    types = vocabulary.scheme("tie-types")
    assert types.is_within("sister-port", "sister-organisation")
    assert types.is_within("sister-port", "sister-port")
    assert not types.is_within("sister-organisation", "sister-port")


@pytest.mark.parametrize(
    ("scheme_id", "concept_id", "told"),
    [
        ("fields", "sports", "'sports' is not a concept of 'fields'.*sport"),
        ("transport-modes", "teleport", "known are air, sea, rail, road"),
        ("level", "city", "'level' is not a vocabulary.*levels"),
        *(("fields", wrong, "is not a concept") for wrong in (None, 3)),
    ],
)
def test_what_is_unknown_is_quoted_with_the_nearest_ids_or_with_all(
    scheme_id: str, concept_id: Any, told: str
) -> None:
    with pytest.raises(BadClaim, match=told):
        vocabulary.scheme(scheme_id)[concept_id]
    assert concept_id not in vocabulary.scheme("fields")


@pytest.mark.parametrize("wrong", [[], {}, 3])
def test_a_claim_of_a_concept_that_is_no_text_is_refused(wrong: Any) -> None:
    with pytest.raises(BadClaim, match="is not a concept"):
        value_types.concept("fields").read(wrong)


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_no_two_concepts_of_a_scheme_are_named_by_one_word(scheme_id: str) -> None:
    meant: dict[str, set[str]] = {}
    for concept in vocabulary.scheme(scheme_id).values():
        others = (text for texts in concept.alt.values() for text in texts)
        for text in (concept.id, *concept.labels.values(), *others):
            meant.setdefault(vocabulary.fold_label(text), set()).add(concept.id)
    assert {word: ids for word, ids in meant.items() if len(ids) > 1} == {}


_USUAL = """
sister-city | Sister City | sister_cities | SISTER-CITY | hermanamiento | 姊妹城市 | 자매도시 | Город–побратим
twin-town | Twin Towns | Twinning | Jumelage | gemellaggio
partnership | Städtepartnerschaft | Miasto partnerskie | город-партнёр | parceria | partnerstad
friendship-city | Friendship City | 友好城市 | 우호도시 | 友誼城市
contact | Kontakt | контакты
friendly-relations | Freundschaft
"""


@pytest.mark.parametrize(("word", "concept"), grouped(_USUAL))
def test_the_usual_names_of_a_kind_of_tie_are_known(word: str, concept: str) -> None:
    assert vocabulary.scheme("tie-types").named(word) == concept


def test_a_letter_and_a_misspelt_word_suggest_a_concept_and_are_never_read_as_it() -> (
    None
):
    types = vocabulary.scheme("tie-types")
    wanted = {
        "P": "partnership",
        "F": "friendly-relations",
        "K": "contact",
        "marriage": "",
    }
    wanted["Sister Citty"] = "sister-city"
    assert {word: types.suggested(word) for word in wanted} == wanted
    assert {types.named(word) for word in wanted} == {""}
