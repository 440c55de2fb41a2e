import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.errors import BadReference
from kizuna.values import check_ref, kind_of, slug_of


@given(st.from_regex(r"[a-z]{1,9}/[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,3}", fullmatch=True))
def test_an_id_is_its_kind_and_its_slug(ref: str) -> None:
    assert f"{kind_of(ref)}/{slug_of(ref)}" == check_ref(ref) == ref


@pytest.mark.parametrize(
    "ref",
    [
        "",
        "osaka",
        "government/",
        "/osaka",
        "government/Osaka",
        "Government/osaka",
        "government/osaka/kita",
        "government/osaka--kita",
        "government/-osaka",
        "government/osaka-",
        "government/大阪",
        "government/osaka\n",
        " government/osaka",
        None,
        5,
    ],
)
def test_what_is_not_an_id_is_refused_and_quoted(ref: object) -> None:
    with pytest.raises(BadReference) as refused:
        check_ref(ref)
    assert repr(ref) in str(refused.value)


def test_the_kind_of_what_is_not_an_id_is_refused() -> None:
    with pytest.raises(BadReference, match="kind/slug"):
        kind_of("osaka")
