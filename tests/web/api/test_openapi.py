"""The description of the API is a public surface: what is served is what the snapshot
and the reference say, what it allows to be asked is answered as it says, and what it
does not allow is refused.

Texts that the description leaves free (names, days) are made ones of the register every
other time, so that answers are checked and not only refusals.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from httpx import Client
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from kizuna.languages import Messages
from kizuna.languages.catalogs import renderings
from kizuna.web.api.v1.problems import TITLES
from languages.scripts import OTHERS, OWN_LETTERS
from web.conftest import Site

_SNAPSHOT = Path(__file__).with_name("openapi.json")
_REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "api.md"


@pytest.fixture
def served(api: Client) -> dict[str, Any]:
    """The description as the server gives it."""
    return dict(api.get("/openapi.json").raise_for_status().json())


def test_the_description_is_the_snapshot(served: dict[str, Any]) -> None:
    held = json.loads(_SNAPSHOT.read_text("utf-8"))
    assert served == held, (
        "the API changed; if that is meant, run: python tools/openapi.py"
    )


def test_every_operation_is_in_the_reference_and_no_other(
    served: dict[str, Any],
) -> None:
    said = set(
        re.findall(
            r"^\| `(\w+)` \| `(/\S*)`", _REFERENCE.read_text("utf-8"), re.MULTILINE
        )
    )
    held = {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, methods in served["paths"].items()
        for method in methods
    }
    assert said == held


def test_the_parameters_of_every_operation_are_in_the_reference(
    served: dict[str, Any],
) -> None:
    text = _REFERENCE.read_text("utf-8")
    operations = [
        each for methods in served["paths"].values() for each in methods.values()
    ]
    names = {given["name"] for each in operations for given in each["parameters"]}
    assert [name for name in names if f"`{name}`" not in text] == []


def test_the_page_of_the_description_names_every_operation_and_its_links_lead_to_its_own_host(
    api: Client, served: dict[str, Any]
) -> None:
    page = api.get("/docs").raise_for_status().text
    assert [
        path for path in served["paths"] if f"<code>{path}</code>" not in page
    ] == []
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
    return (
        frozenset(" ".join(part.split()) for part in (*parts, *TITLES.values())) - NAMES
    )


def texts(schema: Any) -> Iterator[str]:
    """What the page shows of a description in words: nothing of headers, keys, and the
    columns of questions.
    """
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
    assert (
        sorted(
            text for text, own in said.items() if not OWN_LETTERS[language].search(own)
        )
        == []
    )


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


def test_the_page_describes_an_operation_in_the_language_of_who_reads(
    client: Client,
) -> None:
    page = client.get("/api/v1/docs", headers={"Accept-Language": "ja"}).text
    assert Messages("ja").described("List ties") in page
    assert "List ties" not in page


schema = schemathesis.openapi.from_path(_SNAPSHOT)
REAL: dict[str, tuple[Any, ...]] = {
    "as_of": ("1987-04-01", "1979", ""),
    "known_at": ("2999-01-01", "2020-01-01", ""),
    "lang": ("ja", "ru", "zh-Hans", ""),
    "cursor": ("",),
    "of": ("osaka", "kansai", "Осака", ""),
    "between": (["kansai", "china"], []),
    "country": ("CN", "Japan", ""),
    "part_of": ("kansai", ""),
    "q": ("Santori", "上海", "port"),
    "a": ("kansai",),
    "b": ("china", "shanghai"),
    "subject": ("osaka-shanghai", ""),
    "document": ("document/kansai-1987", ""),
    "property": ("milestone", ""),
    "base": ("",),
    "slug": ("osaka-shanghai", "osaka", "kobe-tianjin"),
}


def made_real(given: dict[str, Any] | None) -> dict[str, Any] | None:
    """What is given, with a text of the register for every other free text."""
    return given and {name: _real(name, value) for name, value in given.items()}


def _real(name: str, value: Any) -> Any:
    sign = sum(map(ord, repr(value)))
    found = REAL.get(name, ())
    return found[sign // 2 % len(found)] if found and sign % 2 else value


@schema.parametrize()
@settings(max_examples=3, derandomize=True, suppress_health_check=list(HealthCheck))
def test_answers_are_as_described(
    case: schemathesis.Case, api_site: Site, proposing: str
) -> None:
    case.query = made_real(case.query)
    case.path_parameters = made_real(case.path_parameters)
    if case.method == "POST":
        case.headers["Authorization"] = f"Bearer {proposing}"
    # A name that nobody has and a day that is none are well-formed, and refused all the
    # same.
    left_out = [positive_data_acceptance]
    case.call_and_validate(
        base_url=api_site.address, excluded_checks=left_out, timeout=60
    )
