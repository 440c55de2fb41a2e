"""Proposals in: what a program sends waits for a person; bad items are named, and no good one is lost."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from web.api.conftest import UNCOUNTED, asking, bearing, key_for
from web.conftest import Site, serving
from web.pages.reading import tells

SOURCE = {"document": "document/city-report-1990", "locator": "p. 12"}
BAD = {"subject": "tie/osaka-shanghai", "colour": "red"}
_NUMBERS = itertools.count(1)


def good(**more: Any) -> dict[str, Any]:
    """An item that the ledger takes, and has not met yet."""
    return {"subject": "tie/osaka-shanghai", "number": f"S-{next(_NUMBERS)}", **more}


@pytest.fixture(scope="module")
def open_site(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server that these tests may change, and that answers as often as it is asked."""
    with serving(copied(), **UNCOUNTED) as made:
        yield made


@pytest.fixture(scope="module")
def proposer(open_site: Site) -> Iterator[httpx.Client]:
    """A client with a key that may propose."""
    with asking(open_site, **bearing(key_for(open_site.path, "propose"))) as client:
        yield client


def send(client: httpx.Client, *state: dict[str, Any], **source: Any) -> httpx.Response:
    """Send items that share a source."""
    body = {"source": {**SOURCE, **source}, "state": list(state)}
    return client.post("/proposals", json=body)


def test_what_is_sent_waits_for_a_person_and_counts_for_nothing(proposer: httpx.Client) -> None:
    item = good()
    response = send(proposer, item)
    (ref,) = response.json()["claims"]
    held = proposer.get(f"/claims/{ref}").json()
    assert (held["status"], held["counts"], held["method"]) == ("proposed", False, "contributed")
    assert held["recorder"] == "person/anna-lee"
    assert proposer.get("/entities/tie/osaka-shanghai").json()["facts"]["number"] == []
    (again,) = send(proposer, item).json()["items"]
    assert (response.json()["items"][0]["known"], again["known"]) == ([], [ref])


def test_a_bad_item_is_named_with_its_reason_and_the_good_one_is_kept_and_then_known(
    proposer: httpx.Client,
) -> None:
    item = good()
    response = send(proposer, BAD, item)
    assert response.status_code == 201
    bad, kept = response.json()["items"]
    assert (bad["claims"], "'colour'" in bad["reasons"][0]) == ([], True)
    assert (len(kept["claims"]), kept["reasons"]) == (1, [])
    problem = send(proposer, BAD, {"number": "7"})
    assert problem.status_code == 422
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert [one["item"] for one in problem.json()["items"] if one["reasons"]] == [0, 1]


@pytest.mark.parametrize("method", ["rules@99", "contributed:model:x", "model:reader-1"])
def test_a_passage_is_kept_and_how_it_was_read_as_the_senders_word(
    proposer: httpx.Client, method: str
) -> None:
    (ref,) = send(proposer, good(at=[120, 180]), sha256="a" * 64, method=method).json()["claims"]
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
    proposer: httpx.Client, source: dict[str, str], item: dict[str, Any], quoted: str
) -> None:
    tells(send(proposer, item, **source), 422, quoted)


def test_a_body_that_is_too_large_is_a_problem(proposer: httpx.Client) -> None:
    answer = proposer.post("/proposals", content=b'{"state": ["' + b"x" * 20_000_000 + b'"]}')
    tells(answer, 413, "2,621,440 bytes")
