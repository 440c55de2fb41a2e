"""Conditional requests: an answer that is still the same is not sent again; what may differ has another tag."""

from __future__ import annotations

import httpx
import pytest

from web.api.conftest import bearing, key_for
from web.conftest import Site


def again(client: httpx.Client, address: str, tag: str, **headers: str) -> httpx.Response:
    """The question asked again by somebody who holds the answer of a tag."""
    return client.get(address, headers={"If-None-Match": tag, **headers})


@pytest.mark.parametrize(
    "address",
    [
        "/ties?limit=3",
        "/governments/osaka",
        "/search?q=Santori",
        "/figures?of=osaka",
        "/exports/geojson?of=osaka",
        "/report?a=kansai&b=china",
        "/openapi.json",
    ],
)
def test_an_answer_that_is_still_the_same_is_not_sent_again(
    api: httpx.Client, address: str
) -> None:
    first = api.get(address).raise_for_status()
    second = again(api, address, first.headers["ETag"])
    assert second.status_code == 304
    assert second.content == b""
    assert second.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize(
    ("other", "language"),
    [
        *(("/ties?limit=2", ""), ("/ties?limit=1&as_of=1980", ""), ("/ties?limit=1&lang=ja", "")),
        *(("/governments?limit=1", ""), ("/ties?limit=1", "ru")),
    ],
)
def test_another_question_or_preferred_language_has_another_tag(
    api: httpx.Client, other: str, language: str
) -> None:
    tag = api.get("/ties?limit=1").headers["ETag"]
    headers = {"Accept-Language": language} if language else {}
    assert again(api, other, tag, **headers).status_code == 200


def test_a_wrong_question_is_wrong_whatever_the_client_holds(api: httpx.Client) -> None:
    assert again(api, "/ties?limit=0", "*").status_code == 400
    assert again(api, "/ties?limit=1", "*").status_code == 304


def test_what_anybody_may_see_may_be_kept_by_anybody_and_what_a_key_opens_by_nobody_else(
    api: httpx.Client, api_site: Site
) -> None:
    assert api.get("/ties?limit=1").headers["Cache-Control"] == "public, no-cache"
    key = key_for(api_site.path, "read")
    response = api.get("/ties?limit=1", headers=bearing(key))
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in response.headers["Vary"]


def test_a_question_asked_again_is_answered_alike_in_whole_and_for_its_head(
    api: httpx.Client,
) -> None:
    address = "/vocabularies/stages?lang=ru"
    heads = [api.head(address)]
    first, second = api.get(address), api.get(address)
    for head in (*heads, api.head(address)):
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["ETag"] == first.headers["ETag"]
    assert first.json() == second.json()
    assert first.headers["Content-Type"] == second.headers["Content-Type"]
