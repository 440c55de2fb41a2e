"""The description of the API is a public surface: what is served is what the snapshot and the reference say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

from kizuna.languages import Messages
from kizuna.languages.catalogs import renderings
from kizuna.web.api.v1.problems import TITLES
from languages.scripts import OTHERS, OWN_LETTERS

_SNAPSHOT = Path(__file__).with_name("openapi.json")
_REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "api.md"


@pytest.fixture
def served(api: httpx.Client) -> dict[str, Any]:
    """The description as the server gives it."""
    found: dict[str, Any] = api.get("/openapi.json").raise_for_status().json()
    return found


def test_the_description_is_the_snapshot(served: dict[str, Any]) -> None:
    held = json.loads(_SNAPSHOT.read_text("utf-8"))
    assert served == held, "the API changed; if that is meant, run: python tools/openapi.py"


def test_every_operation_is_in_the_reference_and_no_other(served: dict[str, Any]) -> None:
    said = set(re.findall(r"^\| `(\w+)` \| `(/\S*)`", _REFERENCE.read_text("utf-8"), re.MULTILINE))
    held = {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, methods in served["paths"].items()
        for method in methods
    }
    assert said == held


def test_the_parameters_of_every_operation_are_in_the_reference(served: dict[str, Any]) -> None:
    text = _REFERENCE.read_text("utf-8")
    missing = {
        parameter["name"]
        for methods in served["paths"].values()
        for operation in methods.values()
        for parameter in operation["parameters"]
        if f"`{parameter['name']}`" not in text
    }
    assert missing == set()


def test_the_page_of_the_description_names_every_operation_and_its_links_lead_to_its_own_host(
    api: httpx.Client, served: dict[str, Any]
) -> None:
    page = api.get("/docs").raise_for_status().text
    assert [path for path in served["paths"] if f"<code>{path}</code>" not in page] == []
    linked = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert [address for address in linked if "//" in address] == []
    wanted = set(re.findall(r'href="#([^"]+)"', page))
    assert wanted - set(re.findall(r'id="([^"]+)"', page)) == set()


NAMES = {"OK"}
"""What is written so in every language."""


@cache
def described() -> frozenset[str]:
    """Every paragraph of the description, and the titles of problems."""
    from kizuna.web.api.v1.api import description

    parts = (part for text in texts(description()) for part in text.split("\n\n"))
    return frozenset(" ".join(part.split()) for part in (*parts, *TITLES.values())) - NAMES


def texts(schema: Any) -> Iterator[str]:
    """What the page shows of a description in words: nothing of headers, keys, and the columns of questions."""
    if isinstance(schema, list):
        yield from (text for held in schema for text in texts(held))
    elif isinstance(schema, dict):
        for key, held in schema.items():
            if key in ("summary", "description") and isinstance(held, str):
                yield held
            elif key not in ("headers", "content", "securitySchemes"):
                yield from texts(held)


@pytest.mark.parametrize("language", OTHERS)
def test_every_paragraph_is_said_in_the_language(site: str, language: str) -> None:
    said = {text: Messages(language).described(text) for text in described()}
    assert sorted(text for text, own in said.items() if not OWN_LETTERS[language].search(own)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_rendering_is_of_a_paragraph_that_is_gone(site: str, language: str) -> None:
    held = renderings(language, "api")
    assert sorted(set(held.texts) - described() - NAMES) == []
    fitting = {Messages(language).described(text) for text in described()}
    for pattern in held.patterns.values():
        shape = re.compile(".+".join(map(re.escape, re.split(r"\{\d+\}", pattern))))
        assert any(shape.fullmatch(text) for text in fitting), pattern


@pytest.mark.parametrize("language", OTHERS)
def test_a_rendering_keeps_what_is_set_as_code(language: str) -> None:
    for text, own in renderings(language, "api").texts.items():
        assert set(re.findall("`[^`]+`", text)) <= set(re.findall("`[^`]+`", own)), text


def test_the_page_describes_an_operation_in_the_language_of_who_reads(client: httpx.Client) -> None:
    page = client.get("/api/v1/docs", headers={"Accept-Language": "ja"}).text
    assert Messages("ja").described("List ties") in page
    assert "List ties" not in page
