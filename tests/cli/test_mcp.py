"""kizuna mcp: what it says where it cannot serve. What assistants do there has tests of its own."""

from __future__ import annotations

import pytest

from kizuna.cli import serve

from .conftest import Run


def test_without_the_package_it_says_how_to_install_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    ran = run("mcp")
    assert ran.code == 2
    assert "pip install 'kizuna[mcp]'" in ran.err


def test_by_http_an_account_is_refused_since_keys_say_who_asks(run: Run) -> None:
    ran = run("mcp", "--http", "--user", "anna-lee")
    assert (ran.code, "a key says who asks" in ran.err) == (2, True)
