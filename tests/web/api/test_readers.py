"""Readers: what somebody may not see is in no answer; a key opens what its user may see."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from builders import claim
from kizuna.store import open_database
from kizuna.store.actions import add_account, add_claims
from kizuna.store.queries.accounts import Account, Role
from kizuna.workflows.add_source import SourceGiven, add_source
from web.api.conftest import UNCOUNTED, bearing, key_for
from web.api.test_lists import walk
from web.conftest import Site, serving

HIDDEN, SECRET = "document/hidden-memo", "secret-number-7"


@pytest.fixture(scope="module")
def hiding(_built_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server on a register with a memo that only those who are cleared may see, and two accounts."""
    path = Path(shutil.copy(_built_in, tmp_path_factory.mktemp("hiding") / "kizuna.sqlite3"))
    opened = open_database(path)
    add_claims(
        claims=[
            claim(HIDDEN, "title", {"text": "A memo", "language": "en"}, document=HIDDEN),
            claim(HIDDEN, "access_level", "restricted", document=HIDDEN),
            claim("tie/osaka-shanghai", "number", SECRET, document=HIDDEN),
        ],
        acting_user="tester",
    )
    cleared = Account(0, "cleared", role=Role.REVIEWER, clearances=frozenset({"restricted"}))
    for account in (cleared, Account(0, "plain", role=Role.READER)):
        add_account(account=account, acting_user="tester")
    opened.close()
    with serving(path, **UNCOUNTED) as made:
        yield made


def asking(site: Site, **headers: str) -> httpx.Client:
    """A client of the site."""
    return httpx.Client(base_url=f"{site.address}/api/v1", headers=headers, timeout=60)


@pytest.mark.parametrize(
    ("user", "scope", "seen"),
    [("cleared", "read", [SECRET]), ("plain", "read", []), ("cleared", "propose", [])],
)
def test_a_key_for_reading_opens_what_its_user_may_see(
    hiding: Site, user: str, scope: str, seen: list[str]
) -> None:
    with asking(hiding, **bearing(key_for(hiding.path, scope, user=user))) as client:
        facts = client.get("/entities/tie/osaka-shanghai").json()["facts"]["number"]
    assert [fact["value"]["text"] for fact in facts] == seen


def test_readers_who_see_different_things_have_different_tags(hiding: Site) -> None:
    headers = bearing(key_for(hiding.path, "read", user="cleared"))
    with asking(hiding) as anybody, asking(hiding, **headers) as cleared:
        tags = {client.get("/ties?limit=1").headers["ETag"] for client in (anybody, cleared)}
    assert len(tags) == 2


def test_a_passage_is_shown_to_those_whom_its_rights_let_read_it(
    shared: Path, hiding: Site
) -> None:
    text = shared / "documents" / "kansai-1987.txt"
    opened = open_database(hiding.path)
    added = add_source(SourceGiven(text), acting_user="tester")
    opened.close()
    headers = bearing(key_for(hiding.path, "read", user="plain"))
    with asking(hiding) as anybody, asking(hiding, **headers) as reader:
        claims = walk(anybody, "/claims", document=added.document, limit=200)
        cited = next(held for held in claims if held["sha256"] == added.sha256)
        evidence = f"/claims/{cited['id']}/evidence"
        withheld, shown = (c.get(evidence).json()["passage"] for c in (anybody, reader))
    assert not withheld["held"]
    assert cited["start"] < cited["end"]
    assert shown["text"] == text.read_text("utf-8")[cited["start"] : cited["end"]]
