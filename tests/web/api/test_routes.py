"""What the API answers: lists, facts with their claims, notes and files, the ledger;
nothing that is hidden.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx import Client

from builders import claim, tie
from kizuna.claims.heads import read_head
from kizuna.store import open_database
from kizuna.store.actions.accounts import add_account
from kizuna.store.actions.documents import erase_claims
from kizuna.store.actions.ledger import add_register
from kizuna.store.queries.accounts import Account, Role
from web.api.conftest import UNCOUNTED, asking, bearing, key_for
from web.conftest import Site, fill, serving
from web.pages.reading import tells

TIE = "tie/osaka-shanghai"


def pages(client: Client, address: str, **asked: Any) -> Iterator[dict[str, Any]]:
    """Every page of a list, by its `next`."""
    page = client.get(address, params=asked).raise_for_status().json()
    yield page
    while page["next"]:
        host = client.base_url.copy_with(raw_path=page["next"].encode())
        page = client.get(host).raise_for_status().json()
        yield page


def walk(client: Client, address: str, **asked: Any) -> list[dict[str, Any]]:
    """Every item of a list."""
    return [item for page in pages(client, address, **asked) for item in page["items"]]


def ids(items: list[dict[str, Any]]) -> list[str]:
    """The ids of items."""
    return [item["id"] for item in items]


def test_in_brief_the_list_says_the_same_of_the_same_ties(api: Client) -> None:
    asked = {"standing": "possible", "as_of": "1987-04-01", "limit": 40}
    long = {tie["id"]: tie for tie in walk(api, "/ties", **asked)}
    brief = {tie["id"]: tie for tie in walk(api, "/ties", brief=True, **asked)}
    assert list(brief) == list(long)
    for ref, short in brief.items():
        shared = ("type", "in_force", "span", "page")
        assert [short[k] for k in shared] == [long[ref][k] for k in shared]
        assert set(short["parties"]) <= {party["id"] for party in long[ref]["parties"]}
    first = next(iter(brief.values()))
    claims = (
        api.get(first["claims"].removeprefix("/api/v1"))
        .raise_for_status()
        .json()["items"]
    )
    assert {claim["subject"] for claim in claims} == {first["id"]}
    assert {"party", "milestone"} <= {claim["property"] for claim in claims}


def test_a_walk_misses_nothing_and_repeats_nothing_while_ties_are_added(
    built_in: Path,
) -> None:
    seen: list[str] = []
    with serving(built_in, **UNCOUNTED) as site, asking(site) as api:
        before = set(ids(walk(api, "/ties", standing="any")))
        for number, page in enumerate(pages(api, "/ties", standing="any", limit=40)):
            seen += ids(page["items"])
            fill(
                built_in, tie(f"aa-{number}", "osaka", "shanghai")
            )  # whose id comes early
    assert len(set(seen)) == len(seen)
    assert before <= set(seen)


def test_the_size_of_a_page_may_change_on_the_way_but_not_the_question(
    api: Client,
) -> None:
    first = api.get("/ties?limit=3").json()
    (cursor,) = parse_qs(urlsplit(first["next"]).query)["cursor"]
    rest = api.get("/ties", params={"limit": 200, "cursor": cursor}).json()
    assert ids([*first["items"], *rest["items"]]) == ids(walk(api, "/ties"))
    other = api.get("/ties", params={"kind": "sister-city", "cursor": cursor})
    tells(other, 400, "another question")


@pytest.mark.parametrize(
    ("address", "asked", "is_so"),
    [
        ("/ties", {"of": "大阪市"}, lambda tie: tie["id"] != "tie/kobe-tianjin"),
        (
            "/governments",
            {"country": "China"},
            lambda held: held["country"]["value"] == "CN",
        ),
        (
            "/governments",
            {"part_of": "kansai"},
            lambda held: held["id"] != "government/shanghai",
        ),
        ("/governments", {"q": "Осака"}, lambda held: held["id"] != "government/kobe"),
        (
            "/governments",
            {"level": "prefecture"},
            lambda held: held["id"] != "government/osaka",
        ),
    ],
)
def test_a_filter_leaves_what_it_says(
    api: Client,
    address: str,
    asked: dict[str, str],
    is_so: Callable[[dict[str, Any]], bool],
) -> None:
    params = {**asked, "limit": 200}
    found = api.get(address, params=params).raise_for_status().json()["items"]
    assert found
    assert [held for held in found if not is_so(held)] == []


def test_counts_carry_their_claims_and_where_they_are_listed(api: Client) -> None:
    asked = {"between": ["kansai", "china"], "as_of": "1987-04-01"}
    ties, governments = api.get("/figures", params=asked).json()["figures"]
    listed = api.get(ties["listed_at"].removeprefix("/api/v1")).json()
    assert len(listed["items"]) == ties["possible"] >= ties["certain"] > 0
    assert set(ties["claims"]) == {c for tie in listed["items"] for c in tie["claims"]}
    assert governments["claims"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("application/pdf", "application/pdf"),
        ("text/markdown", "text/markdown"),
        ("*/*", "application/json"),
        ("image/png", ""),
    ],
)
def test_the_format_of_the_note_is_that_which_accept_likes_best_of_those_there_are(
    api: Client, accept: str, kind: str
) -> None:
    response = api.get("/report?a=osaka&b=shanghai", headers={"Accept": accept})
    if kind:
        assert response.headers["Content-Type"].partition(";")[0] == kind
    else:
        tells(response, 406, "application/pdf")


def test_the_head_is_signed_with_the_key_that_is_served(api: Client) -> None:
    head = api.get("/ledger/head").raise_for_status()
    key = api.get("/ledger/key").raise_for_status().json()
    assert read_head(head.content, "head").key.hex() == key["key"]
    address = str(api.base_url.copy_with(path="/.well-known/kizuna-ledger-key.pem"))
    assert api.get(address).text == key["pem"]
    assert key["pem"].startswith("-----BEGIN PUBLIC KEY-----")


def test_a_proof_is_for_those_who_may_see_the_claim_and_an_erased_one_is_told(
    built_in: Path,
) -> None:
    secret = claim(TIE, "number", "secret-7", document="document/paper")
    open_ = claim(TIE, "number", "open-7")
    opened = open_database(built_in)
    graded = claim("document/paper", "access_level", "internal")
    add_register(claims=[graded, secret, open_], acting_user="tester")
    cleared = Account(
        0, "cleared", role=Role.READER, clearances=frozenset({"internal"})
    )
    add_account(account=cleared, acting_user="tester")
    opened.close()
    key = bearing(key_for(built_in, "read", user="cleared"))
    with serving(built_in, **UNCOUNTED) as site, asking(site) as client:
        proof = f"/ledger/proof?claim={secret.id}"
        assert client.get(proof).status_code == 404
        assert client.get(proof, headers=key).json()["claim"] == secret.id
        head = client.get("/ledger/head")
        again = {"If-None-Match": head.headers["ETag"]}
        assert client.get("/ledger/head", headers=again).status_code == 304

        opened = open_database(built_in)
        add_register(claims=(), acting_user="tester")
        later = client.get("/ledger/head", headers=again)
        assert later.json()["size"] == head.json()["size"] + 1
        assert "open-7" in client.get(f"/entities/{TIE}").text
        erase_claims(claims=[open_], reason="Article 17", acting_user="controller")
        opened.close()
        tells(client.get(f"/claims/{open_.id}"), 404, "by 'controller', act")
        for address in (f"/entities/{TIE}", f"/claims?subject={TIE}"):
            assert "open-7" not in client.get(address).text
        told = client.get(f"/ledger/proof?claim={open_.id}").json()
        assert told["entry"] is None
        assert "open-7" not in json.dumps(told)


HIDDEN, SECRET = "document/hidden-memo", "secret-number-7"


@pytest.fixture(scope="module")
def hiding(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server on a register with a memo that only those who are cleared may see, and
    two accounts.
    """
    graded = claim(HIDDEN, "access_level", "restricted", document=HIDDEN)
    path = fill(copied(), [graded, claim(TIE, "number", SECRET, document=HIDDEN)])
    cleared = Account(
        0, "cleared", role=Role.REVIEWER, clearances=frozenset({"restricted"})
    )
    opened = open_database(path)
    for account in (cleared, Account(0, "plain", role=Role.READER)):
        add_account(account=account, acting_user="tester")
    opened.close()
    with serving(path, **UNCOUNTED) as made:
        yield made


@pytest.mark.parametrize(
    ("user", "scope", "seen"),
    [("cleared", "read", [SECRET]), ("plain", "read", []), ("cleared", "propose", [])],
)
def test_a_key_for_reading_opens_what_its_user_may_see_under_a_tag_of_its_own(
    hiding: Site, user: str, scope: str, seen: list[str]
) -> None:
    key = bearing(key_for(hiding.path, scope, user=user))
    with asking(hiding) as anybody, asking(hiding, **key) as client:
        found, public = (asked.get(f"/entities/{TIE}") for asked in (client, anybody))
    assert [fact["value"]["text"] for fact in found.json()["facts"]["number"]] == seen
    assert not seen or found.headers["ETag"] != public.headers["ETag"]
