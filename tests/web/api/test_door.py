"""The door of the API: keys and limits, conditional requests, what is no success as a
problem (RFC 9457); and proposals in, which wait for a person: bad items are named, and
no good one is lost.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx import Client, Response

from kizuna.store import open_database
from kizuna.store.actions.accounts import change_account, revoke_token
from kizuna.store.queries.accounts import Role, account_named, tokens
from kizuna.store.sql import execute
from web.api.conftest import UNCOUNTED, asking, bearing, key_for
from web.conftest import Site, serving
from web.pages.reading import tells


@pytest.mark.parametrize(
    ("scope", "role", "said"),
    [
        ("read", Role.CONTRIBUTOR, "the key has read"),
        ("propose", Role.READER, "'contributor'"),
    ],
)
def test_a_key_to_read_and_an_account_that_only_reads_do_not_propose(
    api: Client, api_site: Site, scope: str, role: Role, said: str
) -> None:
    headers = bearing(key_for(api_site.path, scope, user=f"{role}-{scope}", role=role))
    tells(api.post("/proposals", json={"nonsense": True}, headers=headers), 403, said)


@pytest.mark.parametrize(
    "header", ["Bearer kizuna_unknown", "Bearer", "Basic YTpi", "kizuna_unknown"]
)
def test_a_key_that_opens_nothing_is_refused_and_not_read_as_nobody(
    api: Client, header: str
) -> None:
    assert api.get("/ties", headers={"Authorization": header}).status_code == 401


def test_nothing_that_was_sent_is_read_without_a_key_and_what_is_no_json_is_refused_with_one(
    api: Client, proposing: str
) -> None:
    refused = api.post("/proposals", json={"nonsense": True})
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    assert "needs a key with the scope 'propose'" in str(problem(refused))
    headers = bearing(proposing) | {"Content-Type": "application/json"}
    response = api.post("/proposals", content=b"{", headers=headers)
    assert (response.status_code, problem(response)["status"]) == (400, 400)


def test_a_key_that_was_revoked_or_whose_account_was_closed_or_is_gone_opens_nothing(
    api: Client, api_site: Site
) -> None:
    keys = [
        bearing(key_for(api_site.path, "read", user=user))
        for user in ("boris", "cora", "dan")
    ]
    assert [api.get("/ties?limit=1", headers=key).status_code for key in keys] == [
        200
    ] * 3
    opened = open_database(api_site.path)
    (token,) = tokens(username="boris")
    revoke_token(number=token.id, acting_user="tester")
    change_account(
        account=replace(account_named("cora"), is_active=False), acting_user="tester"
    )
    execute("DELETE FROM users WHERE username = 'dan'")
    opened.close()
    assert [api.get("/ties?limit=1", headers=key).status_code for key in keys] == [
        401
    ] * 3


@pytest.fixture(scope="module")
def strict(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server that answers three questions a minute, five with a key, behind one
    proxy.
    """
    limits = {"KIZUNA_API_RATE": "3", "KIZUNA_API_RATE_KEY": "5", "KIZUNA_PROXIES": "1"}
    with serving(copied(), **limits) as made:
        yield made


def ask(site: Site, address: str, **headers: str) -> Response:
    """One question that the proxy says to come from an address; each test has addresses
    of its own.
    """
    told = {"X-Forwarded-For": address, **headers}
    return httpx.get(f"{site.address}/api/v1/vocabularies", headers=told, timeout=60)


def test_the_fourth_question_of_three_is_refused_and_told_when_to_come_again(
    strict: Site,
) -> None:
    answers = [ask(strict, "198.51.100.1") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert answers[0].headers["RateLimit-Policy"] == '"minute";q=3;w=60'
    left = [answer.headers["RateLimit"][:12] for answer in answers]
    assert left[:2] == ['"minute";r=2', '"minute";r=1']
    refused = ask(strict, "198.51.100.1")
    assert "3 questions a minute" in str(problem(refused))
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 20


def test_addresses_behind_a_proxy_are_counted_apart_and_cannot_be_made_up(
    strict: Site,
) -> None:
    for number in range(3):
        assert ask(strict, f"203.0.113.{number}, 198.51.100.7").status_code == 200
    assert ask(strict, "203.0.113.9, 198.51.100.7").status_code == 429
    assert ask(strict, "198.51.100.8").status_code == 200


def test_a_key_has_a_count_of_its_own(strict: Site) -> None:
    headers = bearing(key_for(strict.path, "read"))
    for _ in range(4):
        ask(strict, "198.51.100.2")
    statuses = [ask(strict, "198.51.100.2", **headers).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def test_keys_cannot_be_tried_out_without_end(strict: Site) -> None:
    tried = [
        ask(strict, "198.51.100.3", **bearing(f"kizuna_{n}")).status_code
        for n in range(4)
    ]
    assert tried == [401, 401, 401, 429]


def again(client: Client, address: str, tag: str, **headers: str) -> Response:
    """The question asked again by somebody who holds the answer of a tag."""
    return client.get(address, headers={"If-None-Match": tag, **headers})


SAME = """
    /ties?limit=3 /figures?of=osaka /exports/geojson?of=osaka /report?a=kansai&b=china /openapi.json
"""


@pytest.mark.parametrize("address", SAME.split())
def test_an_answer_that_is_still_the_same_is_not_sent_again(
    api: Client, address: str
) -> None:
    first = api.get(address).raise_for_status()
    second = again(api, address, first.headers["ETag"])
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize(
    ("other", "language"),
    [
        *(
            ("/ties?limit=2", ""),
            ("/ties?limit=1&as_of=1980", ""),
            ("/ties?limit=1&lang=ja", ""),
        ),
        *(("/governments?limit=1", ""), ("/ties?limit=1", "ru")),
    ],
)
def test_another_question_or_preferred_language_has_another_tag(
    api: Client, other: str, language: str
) -> None:
    tag = api.get("/ties?limit=1").headers["ETag"]
    headers = {"Accept-Language": language} if language else {}
    assert again(api, other, tag, **headers).status_code == 200


def test_a_question_asked_again_is_answered_alike_in_whole_and_for_its_head(
    api: Client,
) -> None:
    address = "/vocabularies/stages?lang=ru"
    wrong = again(api, "/vocabularies/stages?limit=0", "*")
    assert (wrong.status_code, again(api, address, "*").status_code) == (400, 304)
    before, first, second, after = (
        ask(address) for ask in (api.head, api.get, api.get, api.head)
    )
    for head in (before, after):
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["ETag"] == first.headers["ETag"]
    assert first.json() == second.json()
    assert first.headers["Content-Type"] == second.headers["Content-Type"]


def problem(response: Response) -> dict[str, object]:
    """The problem in a response."""
    assert response.headers["Content-Type"] == "application/problem+json"
    held: dict[str, object] = response.json()
    assert held["status"] == response.status_code
    assert held["type"] == f"/api/v1/docs#problem-{response.status_code}"
    return held


QUOTED = "between=kansai limit=1000 cursor=elsewhere as_of=1987-13"


@pytest.mark.parametrize(
    ("address", "status", "quoted"),
    [
        ("/ties?of=Nowhereville", 404, "Nowhereville"),
        ("/no-such-address", 404, "no-such-address"),
        *((f"/ties?{asked}", 400, asked.partition("=")[2]) for asked in QUOTED.split()),
        ("/ties?contry=JP", 400, "did you mean 'country'?"),
        ("/ties?of=osaka&of=kobe", 400, "2 times"),
        ("/search", 400, "query.q"),
        ("/exports/csv?base=https://example.org/", 400, "https://example.org/"),
        ("/ties?as_of=1987-13", 400, "'code': 'bad-date'"),
        ("/ties/no-such-tie", 404, "tie/no-such-tie"),
        ("/ties/no-such-tie", 404, "'code': 'not-found'"),
    ],
)
def test_a_wrong_question_is_a_problem_that_quotes_it_and_names_the_kind_of_error(
    api: Client, address: str, status: int, quoted: str
) -> None:
    said = problem(api.get(address))
    assert (said["status"], quoted in str(said)) == (status, True)


def test_a_script_of_another_site_may_read_and_bring_a_key_by_the_methods_that_an_address_takes(
    api: Client, api_site: Site
) -> None:
    asked = api.options("/ties", headers={"Origin": "https://example.org"})
    assert asked.status_code == 204
    assert "Authorization" in asked.headers["Access-Control-Allow-Headers"]
    found = api.get("/ties?limit=1")
    assert found.headers["Access-Control-Allow-Origin"] == "*"
    assert found.headers["Cache-Control"] == "public, no-cache"
    own = api.get("/ties?limit=1", headers=bearing(key_for(api_site.path, "read")))
    assert own.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in own.headers["Vary"]
    refused = api.delete("/ties")
    assert "DELETE" in str(problem(refused)["detail"])
    assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"


SOURCE = {"document": "document/city-report-1990", "locator": "p. 12"}
BAD = {"subject": "tie/osaka-shanghai", "colour": "red"}
_NUMBERS = itertools.count(1)


def good(**more: Any) -> dict[str, Any]:
    """An item that the ledger takes, and has not met yet."""
    return {"subject": "tie/osaka-shanghai", "number": f"S-{next(_NUMBERS)}", **more}


@pytest.fixture(scope="module")
def proposer(copied: Callable[[], Path]) -> Iterator[Client]:
    """A client with a key that may propose, of a server that answers as often as it is
    asked.
    """
    path = copied()
    key = bearing(key_for(path, "propose"))
    with serving(path, **UNCOUNTED) as site, asking(site, **key) as client:
        yield client


def send(client: Client, *state: dict[str, Any], **source: Any) -> Response:
    """Send items that share a source."""
    body = {"source": {**SOURCE, **source}, "state": list(state)}
    return client.post("/proposals", json=body)


def test_what_is_sent_waits_for_a_person_and_counts_for_nothing(
    proposer: Client,
) -> None:
    item = good()
    response = send(proposer, item)
    (ref,) = response.json()["claims"]
    held = proposer.get(f"/claims/{ref}").json()
    assert (held["status"], held["counts"], held["method"]) == (
        "proposed",
        False,
        "contributed",
    )
    assert held["recorder"] == "person/anna-lee"
    assert proposer.get("/entities/tie/osaka-shanghai").json()["facts"]["number"] == []
    (again,) = send(proposer, item).json()["items"]
    assert (response.json()["items"][0]["known"], again["known"]) == ([], [ref])


def test_a_bad_item_is_named_with_its_reason_and_the_good_one_is_kept_and_then_known(
    proposer: Client,
) -> None:
    item = good()
    response = send(proposer, BAD, item)
    assert response.status_code == 201
    bad, kept = response.json()["items"]
    assert (bad["claims"], "'colour'" in bad["reasons"][0]) == ([], True)
    assert (len(kept["claims"]), kept["reasons"]) == (1, [])
    refused = send(proposer, BAD, {"number": "7"})
    assert problem(refused)["status"] == 422
    assert [one["item"] for one in refused.json()["items"] if one["reasons"]] == [0, 1]


@pytest.mark.parametrize(
    "method", ["rules@99", "contributed:model:x", "model:reader-1"]
)
def test_a_passage_is_kept_and_how_it_was_read_as_the_senders_word(
    proposer: Client, method: str
) -> None:
    (ref,) = send(proposer, good(at=[120, 180]), sha256="a" * 64, method=method).json()[
        "claims"
    ]
    held = proposer.get(f"/claims/{ref}").json()
    assert (held["start"], held["end"], held["sha256"]) == (120, 180, "a" * 64)
    assert held["method"] == f"contributed:{method.removeprefix('contributed:')}"
    assert held["status"] == "proposed"


@pytest.mark.parametrize(
    ("source", "item", "quoted"),
    [
        ({"method": "typed"}, good(), "'typed'"),
        ({"method": "rules@1;confidence=0.99"}, good(), "kizuna propose alone sets"),
        ({"certainty": "sure"}, good(), "sure"),
        ({}, good(at=[5]), "[5]"),
        ({}, good(recorder="person/boris"), "'recorder'"),
        ({}, {"subject": "osaka", "number": "7"}, "'osaka'"),
    ],
)
def test_what_the_ledger_would_not_take_is_refused_with_the_reason(
    proposer: Client, source: dict[str, str], item: dict[str, Any], quoted: str
) -> None:
    tells(send(proposer, item, **source), 422, quoted)


def test_a_body_that_is_too_large_is_a_problem(proposer: Client) -> None:
    answer = proposer.post(
        "/proposals", content=b'{"state": ["' + b"x" * 20_000_000 + b'"]}'
    )
    tells(answer, 413, "2,621,440 bytes")
