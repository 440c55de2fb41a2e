"""What tests of several floors share: shared documents, databases, and the profile of hypothesis."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from builders import Filled
from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.store import open_database
from kizuna.store.actions import add_register
from kizuna.workflows.open_register import open_register

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

settings.register_profile("kizuna", deadline=None, max_examples=60)
settings.load_profile("kizuna")


@pytest.fixture(scope="session", autouse=True)
def _the_clock_is_what_tests_say() -> Iterator[None]:
    """The audit has the times of the claims and judgements that tests give, so that these may lie in the past."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kizuna.store.audited.now", lambda: 0)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared documents: KIZUNA_SHARED, else "shared" beside the repository; skips without it."""
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("KIZUNA_SHARED", beside))
    if not folder.is_dir():
        pytest.skip(f"the shared documents are not in {folder}")
    return folder


@pytest.fixture(scope="session")
def _built_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built-in") / "kizuna.sqlite3"
    open_register(path).close()
    return path


@pytest.fixture
def built_in(_built_in: Path, tmp_path: Path) -> Path:
    """The path of a database of one's own that holds the built-in register; not open yet."""
    return Path(shutil.copy(_built_in, tmp_path / "kizuna.sqlite3"))


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "kizuna.sqlite3"
    open_database(path).close()
    return path


@pytest.fixture
def filled(_empty: Path, tmp_path: Path) -> Iterator[Filled]:
    """A function that makes a database of claims and judgements alone, leaves it open, and gives its path."""
    path = Path(shutil.copy(_empty, tmp_path / "small.sqlite3"))
    opened = open_database(path)

    def fill(claims: Iterable[Claim], judgements: Iterable[Judgement] = ()) -> Path:
        add_register(claims=claims, judgements=judgements, acting_user="tester")
        return path

    yield fill
    opened.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, without a window.

    Playwright keeps a loop of asyncio in this thread, beside which Django refuses to ask the database, here and in
    every test after this one, unless it is told that nobody else uses the loop.
    """
    if CHROMIUM is None:
        pytest.skip("no Chromium to open the pages with")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()
