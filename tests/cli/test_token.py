"""kizuna token: the secret is shown once, and a key is revoked by its number."""

from __future__ import annotations

import pytest

from cli.conftest import Run
from kizuna.store.queries.accounts import token_of


@pytest.fixture(autouse=True)
def _account(run: Run) -> None:
    """Whose keys they are."""
    assert run("user", "add", "tester").code == 0


def test_a_new_key_shows_its_secret_and_the_list_does_not(run: Run) -> None:
    made = run("token", "add", "a script", "--scope", "propose", "--format", "json").json
    assert token_of(made["secret"]) is not None
    listed = run("token", "list", "--format", "json")
    assert listed.json == [{key: made[key] for key in made if key != "secret"}]
    assert made["user"] == "tester"
    assert made["scopes"] == ["propose"]
    assert f"key {made['number']}" in run("token", "revoke", str(made["number"])).out
    assert token_of(made["secret"]) is None


def test_a_key_opens_until_the_end_of_the_day_it_is_given(run: Run) -> None:
    made = run("token", "add", "x", "--expires", "2999-01-31", "--format", "json").json
    assert made["expires_at"] == "2999-01-31T23:59:59Z"
    left = run("token", "revoke", "99")
    assert (left.code, "99" in left.err) == (3, True)
