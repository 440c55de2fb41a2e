"""What the stories in a browser share: a server of each story's own, and people who set
out in two languages.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from story.web.journey import Journey, set_out
from web.conftest import Site
from web.conftest import copied as copied
from web.conftest import house as house


@pytest.fixture(params=["en", "ja"])
def language(request: pytest.FixtureRequest) -> str:
    """The language that a story is told in."""
    return str(request.param)


@pytest.fixture
def journey(
    browser: Browser, house: Site, language: str, request: pytest.FixtureRequest
) -> Iterator[Journey]:
    """Somebody without an account; any error of a script fails the test."""
    story = request.node.originalname.removeprefix("test_").replace("_", "-")
    with set_out(browser, house, language, story) as made:
        yield made
