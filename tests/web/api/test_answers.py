"""Answers: facts with their claims, evidence with passage and rivals, counts, networks, notes and exports."""

from __future__ import annotations

import io
import zipfile

import httpx
import pytest

from kizuna.publish.export import FORMATS
from web.api.test_lists import ids


def test_every_fact_of_an_entity_names_its_claims_and_each_opens(api: httpx.Client) -> None:
    found = api.get("/entities/tie/osaka-shanghai").json()
    facts = [fact for held in found["facts"].values() for fact in held]
    assert facts
    assert all(fact["claims"] for fact in facts)
    opened = api.get(f"/claims/{facts[0]['claims'][0]}/evidence").json()
    assert opened["claim"]["subject"] == "tie/osaka-shanghai"


def test_counts_carry_their_claims_and_where_they_are_listed(api: httpx.Client) -> None:
    asked = {"between": ["kansai", "china"], "as_of": "1987-04-01"}
    ties, governments = api.get("/figures", params=asked).json()["figures"]
    listed = api.get(ties["listed_at"].removeprefix("/api/v1")).json()
    assert len(listed["items"]) == ties["possible"] >= ties["certain"] > 0
    assert set(ties["claims"]) == {c for tie in listed["items"] for c in tie["claims"]}
    assert governments["claims"]


def test_the_network_counts_the_links_that_it_lists(api: httpx.Client) -> None:
    found = api.get("/network", params={"between": ["kansai", "china"]}).json()
    assert found["links_counted"]["possible"] == len(found["links"])
    assert found["nodes_counted"]["possible"] == len(found["nodes"])
    degrees = {node["id"]: node["degree"] for node in found["nodes"]}
    ends = [end for link in found["links"] for end in (link["source"], link["target"])]
    assert degrees == {ref: ends.count(ref) for ref in degrees}
    measured = {held["measure"]: held["possible"] for held in found["measures"]}
    assert measured["max_degree"] == max(degrees.values())


def test_betweenness_is_told_when_it_is_asked_for(api: httpx.Client) -> None:
    asked = {"between": ["kansai", "china"]}
    without = api.get("/network", params=asked).json()["nodes"]
    with_it = api.get("/network", params={**asked, "betweenness": "true"}).json()["nodes"]
    assert {node["betweenness"] for node in without} == {None}
    assert all(node["betweenness"] is not None for node in with_it)


@pytest.mark.parametrize("words", ["Santori", "サントリー", "Suntory"])
def test_a_name_is_found_in_any_script_and_spelling(api: httpx.Client, words: str) -> None:
    items = api.get("/search", params={"q": words}).json()["items"]
    assert "organisation/suntory" in ids(items)


def test_labels_are_in_the_language_asked_for(api: httpx.Client) -> None:
    labels = {
        tag: api.get("/governments/osaka", params={"lang": tag}).json()["label"]
        for tag in ("en", "ja", "zh-Hans", "ru")
    }
    assert labels["en"] == "Osaka"
    assert labels["ja"].startswith("大阪")
    assert labels["ru"] == "Осака"


def test_asking_in_a_language_sets_no_cookie(api: httpx.Client) -> None:
    assert "Set-Cookie" not in api.get("/governments/osaka", params={"lang": "ja"}).headers


_MAGIC = {
    "html": b"<!DOCTYPE html>",
    "pdf": b"%PDF-",
    "docx": b"PK",
    "md": b"",
    "json": b"{",
}


@pytest.mark.parametrize("form", _MAGIC)
def test_the_note_comes_in_every_format(api: httpx.Client, form: str) -> None:
    asked = {"a": "kansai", "b": "china", "as_of": "1987-04-01", "format": form}
    response = api.get("/report", params=asked).raise_for_status()
    assert response.content.startswith(_MAGIC[form])
    assert f'filename="kansai-china.{form}"' in response.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("application/pdf", "application/pdf"),
        ("text/markdown", "text/markdown"),
        ("*/*", "application/json"),
    ],
)
def test_the_format_of_the_note_is_that_which_accept_likes_best(
    api: httpx.Client, accept: str, kind: str
) -> None:
    asked = {"a": "osaka", "b": "shanghai"}
    response = api.get("/report", params=asked, headers={"Accept": accept}).raise_for_status()
    assert response.headers["Content-Type"].partition(";")[0] == kind


def test_a_format_that_no_note_has_is_refused_with_those_there_are(api: httpx.Client) -> None:
    asked = {"a": "osaka", "b": "shanghai"}
    response = api.get("/report", params=asked, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "application/pdf" in response.json()["detail"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_export_comes_as_a_file(api: httpx.Client, name: str) -> None:
    response = api.get(f"/exports/{name}", params={"between": ["kansai", "china"]})
    assert response.status_code == 200
    suffix = FORMATS[name].suffix
    assert f'filename="kizuna-{name}.{suffix}"' in response.headers["Content-Disposition"]
    if suffix.endswith("zip"):
        assert zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert response.content


def test_the_kinds_and_vocabularies_tell_what_a_claim_may_say(api: httpx.Client) -> None:
    kinds = {held["kind"]: held for held in api.get("/kinds").json()["items"]}
    level = next(p for p in kinds["government"]["properties"] if p["name"] == "level")
    assert (level["type"], level["of"]) == ("concept", ["levels"])
    concepts = ids(api.get("/vocabularies/levels").json()["concepts"])
    assert "designated-city" in concepts
