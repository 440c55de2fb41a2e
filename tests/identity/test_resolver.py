"""The resolver: from what was typed to one id, or an error that lists what it may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from builders import grouped
from kizuna.errors import Ambiguous, NotFound
from kizuna.identity.resolver import NamedRef, Resolver, id_in_brackets

_NAMES = (
    NamedRef("government/osaka", "Osaka", ""),
    NamedRef("government/osaka", "大阪市", ""),
    NamedRef("government/osaka", "Осака", ""),
    NamedRef("government/osaka-prefecture", "Osaka Prefecture", ""),
    NamedRef("government/osaka-prefecture", "大阪府", ""),
    NamedRef("government/xian", "Xi'an", ""),
    NamedRef("government/hiroshima", "Hiroshima", ""),
    NamedRef("government/nanyang-henan", "Nanyang", ""),
    NamedRef("government/nanyang-yamagata", "Nanyang", ""),
    NamedRef("area/china", "China", ""),
    NamedRef("area/china", "PRC", ""),
    NamedRef("area/china", "中国", ""),
    NamedRef("area/kansai", "Kansai", ""),
    NamedRef("person/oshima", "Y. Osima", ""),
    NamedRef("document/osaka-shanghai", "Page on Osaka and Shanghai", ""),
)
_IDS = {name.ref for name in _NAMES} | {"tie/osaka-shanghai"}


@dataclass(frozen=True)
class _Directory:
    def holding(self, refs: Sequence[str]) -> list[str]:
        return [ref for ref in refs if ref in _IDS]

    def identified(self, identifier: str) -> list[str]:
        return ["government/osaka"] if identifier == "wikidata:Q35765" else []

    def names(self) -> tuple[NamedRef, ...]:
        return _NAMES

    def joining(self, sides: Sequence[frozenset[str]]) -> list[str]:
        return []

    def parties(self, tie: str) -> list[str]:
        return []


def _resolve(text: str, *kinds: str) -> str:
    return Resolver(_Directory()).resolve(text, kinds)


_NAMED = """
government/osaka | government/osaka | wikidata:Q35765 | Q35765 | Osaka | osaka | OSAKA | Ōsaka | 大阪市 | 大阪 |
    Osaka City | City of Osaka
government/osaka-prefecture | Osaka Prefecture | 大阪府
government/xian | Xian
government/hiroshima | Khirosima
area/kansai | kansai
area/china | PRC | 中國
"""


@pytest.mark.parametrize(("text", "ref"), grouped(_NAMED))
def test_a_name_finds_its_place(text: str, ref: str) -> None:
    assert _resolve(text) == ref


@pytest.mark.parametrize(
    "text", ["Nanyang (government/nanyang-henan)", "南阳 (government/nanyang-henan) "]
)
def test_a_name_with_its_id_in_brackets_means_that_id(text: str) -> None:
    assert _resolve(text, "government") == "government/nanyang-henan"


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Osaka: the city (government/osaka)", "government/osaka"),
        ("kansai:with-mie", ""),
        ("Osaka (city)", ""),
    ],
)
def test_an_id_is_told_from_other_words_in_brackets(text: str, ref: str) -> None:
    assert id_in_brackets(text) == ref


def test_an_id_without_its_kind_is_a_tie_before_it_is_a_document() -> None:
    assert _resolve("osaka-shanghai") == "tie/osaka-shanghai"
    assert _resolve("document/osaka-shanghai", "document") == "document/osaka-shanghai"


def test_a_name_of_two_places_lists_both() -> None:
    with pytest.raises(Ambiguous) as caught:
        _resolve("Nanyang")
    assert [ref for ref, _ in caught.value.candidates] == [
        "government/nanyang-henan",
        "government/nanyang-yamagata",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Oskaa", r"'Oskaa'.*did you mean 'Osaka'"),
        ("Osaka (government/oosaka-east)", r"'Osaka \(government/oosaka-east\)'"),
    ],
)
def test_an_unknown_name_is_quoted_whole_with_near_ones(text: str, told: str) -> None:
    with pytest.raises(NotFound, match=told):
        _resolve(text)


@pytest.mark.parametrize("text", ["Hiroshma", "Hirsohima", "Khiroshima"])
def test_a_name_with_a_slip_or_two_is_similar(text: str) -> None:
    assert "government/hiroshima" in [name.ref for name in Resolver(_Directory()).similar(text)]


@pytest.mark.parametrize("text", ["", "Oz", "PRX", "東京", "Hamburg"])
def test_a_short_or_other_name_is_similar_to_nothing(text: str) -> None:
    assert not [n for n in Resolver(_Directory()).similar(text) if n.text != "PRC"]


def test_a_name_of_another_kind_says_what_it_is() -> None:
    with pytest.raises(NotFound, match="'China' is area/china, which is no government"):
        _resolve("China", "government")


def test_ids_judged_the_same_resolve_to_the_one_that_stands_for_them() -> None:
    same = {"government/nanyang-yamagata": "government/nanyang-henan"}
    assert Resolver(_Directory(), same).resolve("Nanyang") == "government/nanyang-henan"
