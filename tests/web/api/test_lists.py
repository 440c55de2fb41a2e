"""Lists: a walk by `next` gives each thing once, whatever is recorded meanwhile, and filters mean what they
say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from builders import claim
from kizuna.store import open_database
from kizuna.store.actions import add_claims


def pages(client: httpx.Client, address: str, **asked: Any) -> Iterator[dict[str, Any]]:
    """Every page of a list, by its `next`."""
    page = client.get(address, params=asked).raise_for_status().json()
    yield page
    while page["next"]:
        host = client.base_url.copy_with(raw_path=page["next"].encode())
        page = client.get(host).raise_for_status().json()
        yield page


def walk(client: httpx.Client, address: str, **asked: Any) -> list[dict[str, Any]]:
    """Every item of a list."""
    return [item for page in pages(client, address, **asked) for item in page["items"]]


def ids(items: list[dict[str, Any]]) -> list[str]:
    """The ids of items."""
    return [item["id"] for item in items]


SHARED = ("type", "in_force", "span", "page")
"""What a tie has in brief and at length."""


def test_in_brief_the_list_says_the_same_of_the_same_ties(api: httpx.Client) -> None:
    asked = {"standing": "possible", "as_of": "1987-04-01", "limit": 40}
    long = {tie["id"]: tie for tie in walk(api, "/ties", **asked)}
    brief = {tie["id"]: tie for tie in walk(api, "/ties", brief=True, **asked)}
    assert list(brief) == list(long)
    for ref, tie in brief.items():
        assert [tie[k] for k in SHARED] == [long[ref][k] for k in SHARED]
        assert set(tie["parties"]) <= {party["id"] for party in long[ref]["parties"]}
    first = next(iter(brief.values()))
    claims = api.get(first["claims"].removeprefix("/api/v1")).raise_for_status().json()["items"]
    assert {claim["subject"] for claim in claims} == {first["id"]}
    assert {"party", "milestone"} <= {claim["property"] for claim in claims}


@pytest.mark.parametrize("address", ["/governments", "/documents", "/entities/field"])
def test_a_walk_in_small_steps_gives_what_one_in_large_steps_gives(
    api: httpx.Client, address: str
) -> None:
    small = walk(api, address, limit=23)
    assert small == walk(api, address, limit=200)
    assert len(set(ids(small))) == len(small) > 23


def test_a_walk_misses_nothing_and_repeats_nothing_while_ties_are_added(
    built_in: Path, own_api: httpx.Client
) -> None:
    before = set(ids(walk(own_api, "/ties", standing="any")))
    seen: list[str] = []
    for number, page in enumerate(pages(own_api, "/ties", standing="any", limit=40)):
        seen += ids(page["items"])
        add_tie(built_in, number)
    assert len(set(seen)) == len(seen)
    assert before <= set(seen)


def add_tie(path: Path, number: int) -> None:
    """Record one more tie, whose id comes early."""
    opened = open_database(path)
    ref = f"tie/aa-{number}"
    parties = [claim(ref, "party", party) for party in ("government/osaka", "government/shanghai")]
    milestone = claim(ref, "milestone", {"stage": "formal", "date": "1990-01-01"})
    add_claims(
        claims=[*parties, milestone, claim(ref, "type", "sister-city")], acting_user="tester"
    )
    opened.close()


def test_the_size_of_a_page_may_change_on_the_way_but_not_the_question(api: httpx.Client) -> None:
    first = api.get("/ties?limit=3").json()
    (cursor,) = parse_qs(urlsplit(first["next"]).query)["cursor"]
    rest = api.get("/ties", params={"limit": 200, "cursor": cursor}).json()
    assert ids([*first["items"], *rest["items"]]) == ids(walk(api, "/ties"))
    response = api.get("/ties", params={"kind": "sister-city", "cursor": cursor})
    assert response.status_code == 400
    assert "another question" in response.json()["detail"]


Held = dict[str, Any]


@pytest.mark.parametrize(
    ("address", "asked", "is_so"),
    [
        ("/ties", {"kind": "friendship-city"}, lambda tie: tie["type"] == "friendship-city"),
        ("/ties", {"country": "Russia"}, lambda tie: tie["id"] != "tie/osaka-shanghai"),
        ("/ties", {"field": "education"}, lambda tie: tie["id"] != "tie/kobe-perm"),
        ("/ties", {"of": "大阪市"}, lambda tie: tie["id"] != "tie/kobe-tianjin"),
        ("/governments", {"country": "China"}, lambda held: held["country"]["value"] == "CN"),
        ("/governments", {"part_of": "kansai"}, lambda held: held["id"] != "government/shanghai"),
        ("/governments", {"q": "Осака"}, lambda held: held["id"] != "government/kobe"),
        ("/governments", {"level": "prefecture"}, lambda held: held["id"] != "government/osaka"),
    ],
)
def test_a_filter_leaves_what_it_says(
    api: httpx.Client, address: str, asked: dict[str, str], is_so: Callable[[Held], bool]
) -> None:
    params = {**asked, "limit": 200}
    found = api.get(address, params=params).raise_for_status().json()["items"]
    assert found
    assert [held for held in found if not is_so(held)] == []


BEFORE, AFTER = "2000-01-01", "2999-01-01"
LISTS = ("ties", "governments", "entities/tie", "claims", "documents", "search?q=Osaka")


@pytest.mark.parametrize(
    ("address", "held"),
    [
        *((f"/{name}", lambda answer: answer["items"]) for name in LISTS),
        ("/figures", lambda answer: answer["figures"][0]["possible"]),
        ("/network", lambda answer: answer["nodes"]),
    ],
)
def test_before_anything_was_recorded_there_is_nothing(
    api: httpx.Client, address: str, held: Callable[[Held], Any]
) -> None:
    joint = "&" if "?" in address else "?"
    then, now = (
        api.get(f"{address}{joint}known_at={time}").raise_for_status().json()
        for time in (BEFORE, AFTER)
    )
    assert then["known_at"] == f"{BEFORE}T23:59:59.999999Z"
    assert not held(then)
    assert held(now)


@pytest.mark.parametrize(
    "address", ["/ties/osaka-shanghai", "/entities/tie/osaka-shanghai", "/governments/osaka"]
)
def test_what_was_not_recorded_yet_is_not_found(api: httpx.Client, address: str) -> None:
    assert api.get(address, params={"known_at": BEFORE}).status_code == 404
    assert api.get(address, params={"known_at": AFTER}).status_code == 200
