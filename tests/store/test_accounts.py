"""Accounts and the addresses that let somebody in once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from kizuna.errors import BadClaim, BadQuestion, BadReference, NotFound, WeakPassword
from kizuna.store.actions import accounts as actions
from kizuna.store.actions.accounts import (
    add_account,
    change_account,
    revoke_token,
    use_pass,
)
from kizuna.store.queries import accounts as held
from kizuna.store.queries.accounts import (
    Account,
    Role,
    Token,
    accounts,
    good_pass,
    token_of,
)
from kizuna.store.queries.ledger import acts
from kizuna.store.sql import execute, fetch

from .conftest import sqlite_only

pytestmark = pytest.mark.usefixtures("database")

PASSWORD = "four words for tests"
DAY = timedelta(days=1)
OWNER = Account(0, "owner", role=Role.ADMINISTRATOR)


def added(name: str = "anna-lee", **given: object) -> Account:
    """An account that was added."""
    made = Account(0, name, **given)  # type: ignore[arg-type]
    return add_account(account=made, password=PASSWORD, acting_user="tester")


def test_an_account_comes_back_as_it_was_given() -> None:
    given = Account(
        *(0, "anna-lee", "Anna Lee 李", "anna@example.org", Role.COORDINATOR),
        ("government/osaka", "government/kobe"),
        frozenset({"internal", "secret"}),
        ("Asia desk", "アジア課"),
    )
    made = add_account(account=given, password=PASSWORD, acting_user="tester")
    assert replace(made, id=0, has_password=False) == given
    assert accounts() == [made]
    assert held.account_named("Anna-Lee") == made
    ((kept,),) = fetch("SELECT password FROM users")
    assert kept.startswith("argon2$")
    assert all(PASSWORD not in entry.what for entry in acts(limit=50))
    with pytest.raises(BadQuestion, match="already"):
        added("ANNA-LEE")


@sqlite_only
@pytest.mark.parametrize(
    ("given", "error"),
    [
        *(
            ({"name": name}, BadQuestion)
            for name in ("", "Anna Lee", "李", "a" * 61, "-a", "a--b")
        ),
        ({"governments": ("osaka",)}, BadReference),
        ({"governments": ("tie/osaka-shanghai",)}, BadQuestion),
        ({"role": Role.COORDINATOR}, BadQuestion),
        ({"clearances": frozenset({"cosmic"})}, BadClaim),
        ({"email": "nowhere"}, BadQuestion),
        ({"receives_as": ("two\nlines",)}, BadQuestion),
    ],
    ids=str,
)
def test_what_is_wrong_in_an_account_or_its_name_is_refused(
    given: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        added(**given)  # type: ignore[arg-type]
    assert accounts() == []


@sqlite_only
@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("eleven char", "short"),
        ("1qaz2wsx3edc4rfv", "common"),
        ("anna-lee-1234", "like-the-name"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(
    password: str, fault: str
) -> None:
    added()
    with pytest.raises(WeakPassword) as told:
        actions.set_password(name="anna-lee", password=password, acting_user="tester")
    assert fault in told.value.faults
    assert password not in str(told.value)


def test_the_audit_tells_which_rights_changed() -> None:
    changed = replace(added(), role=Role.REVIEWER, clearances=frozenset({"internal"}))
    change_account(account=changed, acting_user="boss")
    newest = acts(limit=1)[0]
    assert (newest.acting_user, newest.verb) == ("boss", "change_account")
    assert (
        newest.what
        == "anna-lee: role 'reader' -> 'reviewer', clearances '' -> 'internal'"
    )


@pytest.mark.parametrize("lost", [{"role": Role.READER}, {"is_active": False}])
def test_the_last_administrator_stays_one(lost: dict[str, object]) -> None:
    boss = added("boss", role=Role.ADMINISTRATOR)
    with pytest.raises(BadQuestion, match="last administrator"):
        change_account(account=replace(boss, **lost), acting_user="boss")  # type: ignore[arg-type]
    assert held.has_administrator()
    added("second", role=Role.ADMINISTRATOR)
    change_account(account=replace(boss, **lost), acting_user="boss")  # type: ignore[arg-type]
    assert held.has_administrator()


def test_a_role_that_is_none_is_refused_by_the_table_itself() -> None:
    added()
    with pytest.raises(DatabaseError), transaction.atomic():
        execute("UPDATE users SET role = 'emperor'")
    with pytest.raises(BadQuestion, match="emperor"):
        held.role_named("emperor")


def invited() -> str:
    """The secret of an invitation of anna-lee."""
    return actions.add_pass(
        name="anna-lee", purpose=held.Purpose.INVITATION, acting_user="boss"
    )


def test_a_pass_lets_in_once_and_is_void_when_old_overtaken_or_of_a_closed_account() -> (
    None
):
    made = added()
    first, second = invited(), invited()
    with pytest.raises(WeakPassword):
        use_pass(secret=second, password="")
    assert good_pass(second) == (
        held.Purpose.INVITATION,
        "anna-lee",
    )  # as good as before
    change_account(account=replace(made, is_active=False), acting_user="boss")
    with pytest.raises(NotFound):
        good_pass(second)
    change_account(account=made, acting_user="boss")
    use_pass(secret=second, password="another four words")
    third = invited()
    execute("UPDATE passes SET expires_at = made_at WHERE used_at IS NULL")
    for void in (first, second, third, "never made"):
        with pytest.raises(NotFound):
            use_pass(secret=void, password="another four words")


def test_an_owner_without_an_account_gets_one_by_their_pass_whose_secret_is_kept_nowhere() -> (
    None
):
    secret = actions.add_pass(name="", purpose=held.Purpose.OWNER, acting_user="owner")
    assert secret not in repr(fetch("SELECT * FROM passes"))
    assert all(secret not in entry.what for entry in acts(limit=50))
    assert use_pass(secret=secret, owner=OWNER).is_administrator
    assert held.account_named("owner").has_password is False


def issued(username: str = "anna-lee", **given: object) -> tuple[Token, str]:
    """A key of an account, and its secret."""
    asked = {"name": "a script", "username": username, "acting_user": "tester"}
    return actions.issue_token(**asked | given)  # type: ignore[arg-type]


def test_the_keys_of_one_user_are_listed_without_those_of_others_or_a_secret() -> None:
    added()
    added("boris")
    token, secret = issued(scopes=("propose", "read"))
    assert (token.name, token.scopes) == ("a script", ("read", "propose"))
    ((digest,),) = fetch("SELECT digest FROM api_tokens")
    (entry,) = acts(limit=1)
    assert (entry.verb, secret in digest, "a script" in entry.what) == (
        "add_token",
        False,
        True,
    )
    assert not {secret, digest} & set(entry.what.split())
    issued("boris")
    assert held.tokens(username="anna-lee") == [token_of(secret)] == [token]
    assert len(held.tokens()) == 2


def test_a_key_opens_nothing_once_it_is_revoked_or_too_old_nor_one_that_nobody_issued() -> (
    None
):
    added()
    (first, secret), (_, second) = issued(), issued(expires_at=datetime.now(UTC) + DAY)
    revoked = revoke_token(number=first.id, acting_user="tester")
    assert revoke_token(number=first.id, acting_user="tester") == revoked
    assert token_of(second) is not None
    execute("UPDATE api_tokens SET expires_at = 1 WHERE expires_at IS NOT NULL")
    for void in (secret, second, "kizuna_guessed", "\ud800"):
        assert token_of(void) is None
    with pytest.raises(NotFound, match="99"):
        revoke_token(number=99, acting_user="tester")


@sqlite_only
@pytest.mark.parametrize(
    ("asked", "error", "quoted"),
    [
        ({"name": " "}, BadQuestion, "no name"),
        ({"expires_at": datetime.now(UTC) - DAY}, BadQuestion, "past"),
        ({"username": "ghost"}, NotFound, "'ghost'.*kizuna user add"),
    ],
    ids=["no name", "past", "nobody"],
)
def test_a_key_that_cannot_be_is_refused_with_the_reason(
    asked: dict[str, object], error: type[Exception], quoted: str
) -> None:
    added()
    with pytest.raises(error, match=quoted):
        issued(**asked)  # type: ignore[arg-type]
