"""What the stories in a browser share: a server of each story's own, and people who set out in two languages.

Pictures of the steps are kept in the folder KIZUNA_SCREENSHOTS; without it, with the other things of the test.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from story.web.journey import Journey, set_out
from web.conftest import Site
from web.conftest import copied as copied
from web.conftest import house as house


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """The folder for pictures."""
    folder = Path(os.environ.get("KIZUNA_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(params=["en", "ja"])
def language(request: pytest.FixtureRequest) -> str:
    """The language that a story is told in."""
    return str(request.param)


@pytest.fixture
def journey(
    browser: Browser,
    house: Site,
    language: str,
    pictures: Path,
    request: pytest.FixtureRequest,
) -> Iterator[Journey]:
    """Somebody without an account; any error of a script fails the test."""
    story = request.node.originalname.removeprefix("test_").replace("_", "-")
    made = set_out(browser, house, language, pictures, story)
    yield made
    made.page.context.close()
    assert made.errors == []
