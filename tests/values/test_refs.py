"""Entity ids, and directions between two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.errors import BadReference, BadValue
from kizuna.values import Direction, check_ref, kind_of, slug_of

slugs = st.lists(st.text("abyz09", min_size=1, max_size=5), min_size=1, max_size=4).map("-".join)


@given(st.builds("{}/{}".format, st.text("abyz", min_size=1, max_size=9), slugs))
def test_an_id_is_its_kind_and_its_slug(ref: str) -> None:
    assert f"{kind_of(ref)}/{slug_of(ref)}" == check_ref(ref) == ref


_NO_IDS = (
    "osaka government/ /osaka government/Osaka Government/osaka government/osaka/kita"
    " government/osaka--kita government/-osaka government/osaka- government/大阪"
)


@pytest.mark.parametrize(
    "ref", [*_NO_IDS.split(), "", "government/osaka\n", " government/osaka", None, 5]
)
def test_what_is_not_an_id_is_refused_and_quoted(ref: object) -> None:
    with pytest.raises(BadReference) as refused:
        check_ref(ref)
    assert repr(ref) in str(refused.value)


def test_the_kind_of_what_is_not_an_id_is_refused() -> None:
    with pytest.raises(BadReference, match="kind/slug"):
        kind_of("osaka")


OSAKA, SHANGHAI = "government/osaka", "government/shanghai"


@pytest.mark.parametrize(
    "obj",
    [{"from": OSAKA, "to": SHANGHAI}, {"from": OSAKA}, {"between": [OSAKA, SHANGHAI]}],
)
def test_the_json_of_a_direction_is_read_back(obj: object) -> None:
    assert Direction.from_json(obj).to_json() == obj


def test_the_order_of_a_mutual_exchange_does_not_matter() -> None:
    assert Direction.between(SHANGHAI, OSAKA) == Direction.between(OSAKA, SHANGHAI)


def test_a_party_nobody_named_is_not_among_the_parties() -> None:
    assert Direction(None, SHANGHAI).parties == (SHANGHAI,)


@pytest.mark.parametrize(
    ("direction", "text"),
    [
        (Direction(OSAKA, SHANGHAI), "government/osaka -> government/shanghai"),
        (Direction(OSAKA, None), "government/osaka -> ?"),
        (Direction.between(OSAKA, SHANGHAI), "government/osaka <-> government/shanghai"),
    ],
)
def test_a_direction_is_shown_as_an_arrow(direction: Direction, text: str) -> None:
    assert str(direction) == text


@pytest.mark.parametrize(
    "obj",
    [
        *(None, "government/osaka", {}, {"from": None, "to": None}),
        *({"from": OSAKA, "via": SHANGHAI}, {"from": OSAKA, "to": OSAKA}, {"between": [OSAKA]}),
        *({"between": OSAKA}, {"between": [OSAKA, SHANGHAI], "from": OSAKA}),
    ],
)
def test_what_is_not_a_direction_is_refused(obj: object) -> None:
    with pytest.raises(BadValue, match="between"):
        Direction.from_json(obj)


@pytest.mark.parametrize("obj", [{"from": "Osaka"}, {"between": [OSAKA, "Shanghai"]}, {"to": 5}])
def test_a_party_that_is_no_id_is_refused(obj: object) -> None:
    with pytest.raises(BadReference):
        Direction.from_json(obj)
