"""Every entry of the ledger is a leaf of its tree, in the order of entry, on both
databases.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from builders import add_text
from kizuna.claims import heads
from kizuna.errors import NotFound, StorageError
from kizuna.store import open_database, tree
from kizuna.store.actions.ledger import load_claims
from kizuna.store.backups.backup import restore
from kizuna.store.checking import ClaimFields
from kizuna.store.queries import ledger
from kizuna.store.queries.ledger import acts
from kizuna.store.sql import execute, fetch
from proof_script import is_extended, root_over

from .building import add, back_up_of_first, claim, judgement, kansai, tie

pytestmark = pytest.mark.usefixtures("database")


PASSAGE = {"sha256": "ab" * 32, "start": 3, "end": 9, "locator": "ö\n"}


def leaf(place: int, content: dict[str, object]) -> bytes:
    """A leaf as an outsider makes it of the JSON, with the standard library alone."""
    text = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    data = place.to_bytes(8, "big") + sha256(text.encode()).digest()
    return sha256(b"\0" + data).digest()


def entries_in_order() -> list[tuple[str, int]]:
    """The kind and number of every leaf, as the runs tell them."""
    runs = fetch("SELECT kind, first_number, count FROM tree_runs ORDER BY first_leaf")
    return [(kind, first + at) for kind, first, count in runs for at in range(count)]


def expected_root() -> bytes:
    """The root of the tree, made of the leaves alone."""
    level = [
        leaf(at, tree.content_of(*entry)) for at, entry in enumerate(entries_in_order())
    ]

    def hash_of(leaves: list[bytes]) -> bytes:
        if len(leaves) == 1:
            return leaves[0]
        middle = 1 << (len(leaves) - 1).bit_length() - 1
        return sha256(
            b"\1" + hash_of(leaves[:middle]) + hash_of(leaves[middle:])
        ).digest()

    return hash_of(level) if level else heads.EMPTY


def fields(count: int, first: int = 0) -> list[ClaimFields]:
    """So many claims for a bulk load."""
    made = (
        claim(f"government/town-{n}", "country", "JP")
        for n in range(first, first + count)
    )
    return [ClaimFields.of(each) for each in made]


def test_each_action_adds_its_claims_its_judgements_and_last_its_line_of_the_audit() -> (
    None
):
    assert (tree.size(), tree.root()) == (0, heads.EMPTY)
    made = kansai()[:3]
    add(*made, judgement("accept", made[0].id))
    add(*made, claim("government/nara", "country", "JP"))
    entries = [("claim", 1), ("claim", 2), ("claim", 3), ("judgement", 1), ("audit", 1)]
    assert entries_in_order() == [*entries, ("claim", 4), ("audit", 2)]
    assert tree.root() == expected_root()
    places = [
        tree.leaf_of(kind, n) for kind, n in (("claim", 4), ("audit", 1), ("claim", 5))
    ]
    assert places == [5, 4, None]
    with pytest.raises(NotFound, match="no entry 'claim' 5"):
        tree.content_of("claim", 5)


def test_a_claim_is_hashed_with_all_that_it_records() -> None:
    made = claim(
        "government/osaka", "name", {"text": '大阪"市', "language": "ja"}, **PASSAGE
    )
    add(made)
    held = tree.content_of("claim", 1)
    assert held == {
        "kind": "claim",
        "id": made.id,
        "stated": list(made.stated()),
        "method": "typed",
        "recorder": "organisation/editors",
        "recorded_at": 1577836800000000,
    }
    assert tree.nodes(0, 0) == leaf(0, held)


def test_a_bulk_load_leaves_the_tree_that_claims_added_one_by_one_would() -> None:
    add(*kansai())
    given = fields(700)
    load_claims(batches=[given[:300], given[250:], given[:10]], acting_user="loader")
    load_claims(batches=[given[600:], fields(150, 700)], acting_user="loader")
    assert tree.size() == 853 + len(kansai())
    assert len(
        {number for kind, number in entries_in_order() if kind == "claim"}
    ) == 850 + len(kansai())
    assert tree.root() == expected_root()


def test_the_leaves_of_claims_are_those_that_every_ledger_has_had() -> None:
    given = [*fields(300), *map(ClaimFields.of, kansai())]
    odd = ClaimFields.of(claim("government/osaka", "name", '大阪"市', **PASSAGE))
    given += [odd, odd._replace(method='model:"ß"', recorder="person/nobu", end=10)]
    load_claims(batches=[given[:200], given[200:]], acting_user="loader")
    assert tree.size() == len(given) + 1
    known = "237a68ceb533393b89a52c4a040c9e116c71a445d230343f884c1de1c5edbbe3"
    assert heads.root(len(given), tree.nodes).hex() == known


def test_proofs_are_read_from_the_tiles_of_which_a_claim_touches_one_of_each_level() -> (
    None
):
    load_claims(batches=[fields(1100)], acting_user="loader")
    size, root = tree.size(), tree.root()
    for place in (0, 255, 256, 1023, 1024, size - 1):
        path = heads.inclusion(place, size, tree.nodes)
        assert root_over(place, size, tree.nodes(0, place), path) == root
    path = heads.consistency(700, size, tree.nodes)
    assert is_extended(700, heads.root(700, tree.nodes), size, root, path)
    before = set(fetch("SELECT level, number, hashes FROM tree_tiles"))
    add(claim("government/nara", "country", "JP"))
    after = set(fetch("SELECT level, number, hashes FROM tree_tiles"))
    assert [(level, number) for level, number, _ in after - before] == [(0, 4)]


def test_what_is_undone_leaves_the_tree_as_it_was_and_a_damaged_one_takes_no_more() -> (
    None
):
    add(*kansai())
    before = tree.size(), tree.root()
    with pytest.raises(NotFound):
        add(*tie("nara-xian", ["nara", "xian"]), judgement("accept", "0" * 32))
    assert (tree.size(), tree.root()) == before
    execute("DELETE FROM tree_tiles")
    with pytest.raises(StorageError, match="damaged in tile 0/0: kizuna verify tells"):
        add(claim("government/nara", "country", "JP"))
    assert ledger.counts().claims == len(kansai())


def test_a_backup_without_a_tree_gets_one_in_order_of_time_and_says_so(
    location: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = kansai()
    add(*made, judgement("accept", made[0].id))
    add_text("document/gazette", "A gazette.")
    path = back_up_of_first(tmp_path / "first.zip", monkeypatch).path
    restore(path=path, location=location, is_replacing=True, acting_user="restorer")
    open_database(location)
    first = [("claim", number) for number in range(1, len(made) + 1)]
    acts_held = [("audit", number) for number in range(1, 6)]
    assert entries_in_order() == [*first, ("judgement", 1), *acts_held]
    assert tree.root() == expected_root()
    assert [act.verb for act in acts(limit=3)] == ["rebuild", "restore", "add_tree"]
    assert (
        f"the ledger has got its tree: {len(made) + 3} entries"
        in capsys.readouterr().err
    )
