"""Keys of programs: found by the digest of their secret, ended by time or by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kizuna.errors import NotFound
from kizuna.store import Database
from kizuna.store.actions import add_token, revoke_token
from kizuna.store.queries.accounts import Token, token_with, tokens
from kizuna.store.queries.recent import acts

NOW = datetime.now(UTC)


def add(digest: str = "a" * 64, username: str = "anna", expires: datetime | None = None) -> Token:
    return add_token(
        digest=digest,
        name="a script",
        username=username,
        scopes=("read", "propose"),
        expires_at=expires,
        acting_user="tester",
    )


def test_the_keys_of_one_user_are_listed_without_those_of_others(database: Database) -> None:
    anna, _ = add(), add("b" * 64, "boris")
    assert tokens(username="anna") == [anna]
    assert len(tokens()) == 2


def test_a_revoked_key_is_valid_no_more_and_keeps_the_time_of_its_end(database: Database) -> None:
    added = add()
    revoked = revoke_token(number=added.id, acting_user="tester")
    assert not revoked.is_valid(NOW)
    assert revoke_token(number=added.id, acting_user="tester").revoked_at == revoked.revoked_at


def test_nobody_revokes_the_key_of_somebody_else(database: Database) -> None:
    added = add()
    with pytest.raises(NotFound, match=str(added.id)):
        revoke_token(number=added.id, acting_user="boris", username="boris")
    assert token_with("a" * 64) == added


def test_the_audit_tells_of_a_key_and_never_its_digest(database: Database) -> None:
    add()
    (entry,) = acts(limit=1)
    assert entry.verb == "add_token"
    assert "a script" in entry.what
    assert "a" * 64 not in entry.what
