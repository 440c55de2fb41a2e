"""The tree over the ledger: roots, inclusion and consistency, against the definitions of RFC 9162 written out."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from kizuna.claims import merkle
from proof_script import is_extended, root_over

# the leaves that logs of certificates are tested with, and the root of all of them
_DATA = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "60616263" * 4)
]
_DATA[-1] = bytes(range(0x60, 0x70))
_ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def _plain_root(leaves: list[bytes]) -> bytes:
    """MTH of section 2.1.1, from the data."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\1" + _plain_root(leaves[:k]) + _plain_root(leaves[k:])).digest()


def _nodes(leaves: list[bytes]) -> merkle.Nodes:
    def nodes(level: int, number: int) -> bytes:
        part = leaves[number << level : (number + 1) << level]
        assert len(part) == 1 << level, "only full subtrees are asked for"
        return _plain_root(part)

    return nodes


_sizes = st.integers(1, 70)


def test_the_root_of_the_known_leaves_is_the_known_one() -> None:
    assert merkle.root(8, _nodes(_DATA)).hex() == _ROOT
    assert merkle.root(0, _nodes([])) == merkle.EMPTY == sha256(b"").digest()


@given(_sizes)
def test_a_root_is_that_of_the_definition(size: int) -> None:
    leaves = [bytes([n]) for n in range(size)]
    assert merkle.root(size, _nodes(leaves)) == _plain_root(leaves)


@given(_sizes, st.data())
def test_an_inclusion_proof_leads_to_the_root_and_for_no_other_leaf(
    size: int, data: st.DataObject
) -> None:
    leaves = [bytes([n]) for n in range(size)]
    index = data.draw(st.integers(0, size - 1))
    path = merkle.inclusion(index, size, _nodes(leaves))
    whole = _plain_root(leaves)
    leaf, other = (sha256(b"\0" + data).digest() for data in (leaves[index], b"other"))
    assert root_over(index, size, leaf, path) == whole
    assert root_over(index, size, other, path) != whole
    assert root_over(index, size, leaf, [*path, whole]) is None


@given(_sizes, st.data())
def test_a_consistency_proof_leads_to_both_roots_and_never_from_another_old_one(
    new: int, data: st.DataObject
) -> None:
    leaves = [bytes([n]) for n in range(new)]
    old = data.draw(st.integers(1, new))
    before, after = _plain_root(leaves[:old]), _plain_root(leaves)
    path = merkle.consistency(old, new, _nodes(leaves))
    assert is_extended(old, before, new, after, path)
    assert not is_extended(old, sha256(b"other").digest(), new, after, path)
