"""Keys for programs: issued once, found by their secret until they end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kizuna.errors import BadQuestion, NotFound
from kizuna.store import open_database
from kizuna.store.actions import add_account
from kizuna.store.queries.accounts import Account
from kizuna.workflows.accounts import TokenAsked, issue_token, token_of


@pytest.fixture(autouse=True)
def _opened(built_in: Path) -> None:
    open_database(built_in)
    add_account(account=Account(0, "anna"), acting_user="tester")


def test_the_database_does_not_hold_the_secret(built_in: Path) -> None:
    made = issue_token(TokenAsked("a script", "anna"), acting_user="anna")
    held = b"".join(p.read_bytes() for p in built_in.parent.glob(f"{built_in.name}*"))
    assert b"a script" in held
    assert made.secret.removeprefix("kizuna_").encode() not in held


def test_a_secret_that_nobody_issued_opens_nothing() -> None:
    assert token_of("kizuna_guessed") is None
    assert token_of("\ud800") is None


@pytest.mark.parametrize(
    ("asked", "quoted"),
    [
        (TokenAsked(" ", "anna"), "no name"),
        (TokenAsked("x", "anna", ("write",)), "'write'"),
        (TokenAsked("x", "anna", ()), "without a scope"),
        (TokenAsked("x", "anna", expires_at=datetime.now(UTC) - timedelta(days=1)), "past"),
    ],
)
def test_a_key_that_cannot_be_is_refused_with_the_reason(asked: TokenAsked, quoted: str) -> None:
    with pytest.raises(BadQuestion, match=quoted):
        issue_token(asked, acting_user="tester")


@pytest.mark.parametrize("user", ["ghost", ""])
def test_a_key_belongs_to_an_account(user: str) -> None:
    with pytest.raises(NotFound, match=f"{user!r}.*kizuna user add"):
        issue_token(TokenAsked("x", user), acting_user="tester")
