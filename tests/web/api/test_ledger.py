"""The ledger's head, proofs and key over the API; what they prove is tested with the workflow."""

from __future__ import annotations

import json
from pathlib import Path

import httpx

from builders import claim
from kizuna.claims.heads import read_head
from kizuna.store import open_database
from kizuna.store.actions import add_account, add_claims, erase_claims
from kizuna.store.queries.accounts import Account, Role
from proof_script import is_extended
from web.api.conftest import UNCOUNTED, bearing, key_for
from web.conftest import serving


def test_the_head_is_signed_with_the_key_that_is_served(api: httpx.Client) -> None:
    head = api.get("/ledger/head").raise_for_status()
    key = api.get("/ledger/key").raise_for_status().json()
    assert read_head(head.content, "head").key.hex() == key["key"]
    address = str(api.base_url.copy_with(path="/.well-known/kizuna-ledger-key.pem"))
    assert api.get(address).text == key["pem"]
    assert key["pem"].startswith("-----BEGIN PUBLIC KEY-----")


def test_every_earlier_head_is_proved(api: httpx.Client) -> None:
    first = api.get("/ledger/head?size=1000").json()
    proof = api.get("/ledger/consistency?first=1000").raise_for_status().json()
    assert proof["first"] == {"size": 1000, "root": first["root"]}
    path = [bytes.fromhex(each) for each in proof["path"]]
    old, new = bytes.fromhex(first["root"]), bytes.fromhex(proof["head"]["root"])
    assert is_extended(1000, old, proof["head"]["size"], new, path)


def test_sizes_that_the_ledger_never_had_and_strange_claims_are_problems(api: httpx.Client) -> None:
    for address, status in (
        ("/ledger/head?size=999999999", 400),
        ("/ledger/head?size=-1", 400),
        ("/ledger/consistency", 400),
        ("/ledger/consistency?first=9&second=4", 400),
        ("/ledger/proof?claim=zz", 400),
        ("/ledger/proof?claim=00000000", 404),
        ("/ledger/proof", 400),
    ):
        assert api.get(address).status_code == status, address


def test_a_proof_is_for_those_who_may_see_the_claim_and_an_erased_one_is_told(
    built_in: Path,
) -> None:
    secret = claim("tie/osaka-shanghai", "number", "secret-7", document="document/paper")
    open_ = claim("tie/osaka-shanghai", "number", "open-7")
    opened = open_database(built_in)
    graded = claim("document/paper", "access_level", "internal")
    add_claims(claims=[graded, secret, open_], acting_user="tester")
    cleared = Account(0, "cleared", role=Role.READER, clearances=frozenset({"internal"}))
    add_account(account=cleared, acting_user="tester")
    opened.close()
    key = bearing(key_for(built_in, "read", user="cleared"))
    with (
        serving(built_in, **UNCOUNTED) as site,
        httpx.Client(base_url=f"{site.address}/api/v1", timeout=60) as client,
    ):
        proof = f"/ledger/proof?claim={secret.id}"
        assert client.get(proof).status_code == 404
        assert client.get(proof, headers=key).json()["claim"] == secret.id
        head = client.get("/ledger/head")
        again = {"If-None-Match": head.headers["ETag"]}
        assert client.get("/ledger/head", headers=again).status_code == 304

        opened = open_database(built_in)
        add_claims(claims=(), acting_user="tester")
        later = client.get("/ledger/head", headers=again)
        assert later.json()["size"] == head.json()["size"] + 1
        assert "open-7" in client.get("/entities/tie/osaka-shanghai").text
        erase_claims(claims=[open_], reason="Article 17", acting_user="controller")
        opened.close()
        gone = client.get(f"/claims/{open_.id}")
        assert gone.status_code == 404
        assert "by 'controller', act" in gone.json()["detail"]
        for address in ("/entities/tie/osaka-shanghai", "/claims?subject=tie/osaka-shanghai"):
            assert "open-7" not in client.get(address).text
        told = client.get(f"/ledger/proof?claim={open_.id}").json()
        assert told["entry"] is None
        assert "open-7" not in json.dumps(told)
