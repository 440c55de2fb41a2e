"""Answers: facts with their claims, evidence with passage and rivals, counts, networks, notes and exports."""

from __future__ import annotations

import io
import re
import zipfile

import httpx
import pytest

from kizuna.publish.export import FORMATS


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


def test_labels_are_in_the_language_asked_for(api: httpx.Client) -> None:
    for tag, label in (("en", "Osaka"), ("ja", "大阪市"), ("ru", "Осака")):
        answer = api.get("/governments/osaka", params={"lang": tag})
        assert answer.json()["label"] == label
        assert "Set-Cookie" not in answer.headers


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
    api: httpx.Client, accept: str, kind: str
) -> None:
    asked = {"a": "osaka", "b": "shanghai"}
    response = api.get("/report", params=asked, headers={"Accept": accept})
    assert response.status_code == (200 if kind else 406)
    if kind:
        assert response.headers["Content-Type"].partition(";")[0] == kind
    else:
        assert "application/pdf" in response.json()["detail"]


@pytest.mark.parametrize("name", ["csv", "geojson"])
def test_every_export_comes_as_a_file(api: httpx.Client, name: str) -> None:
    response = api.get(f"/exports/{name}", params={"between": ["kansai", "china"]})
    assert response.status_code == 200
    suffix = FORMATS[name].suffix
    assert re.search(
        rf'filename="kizuna-{name}-[0-9-]+\.{suffix}"', response.headers["Content-Disposition"]
    )
    if suffix.endswith("zip"):
        assert zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert response.content
