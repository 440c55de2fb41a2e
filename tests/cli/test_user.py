"""kizuna user and kizuna token: accounts and keys are made, listed without secrets, changed, and ended."""

from __future__ import annotations

import io

import pytest

from cli.conftest import Run
from kizuna.store.queries.accounts import good_pass, token_of


def test_a_new_account_shows_the_address_at_which_a_password_is_chosen(run: Run) -> None:
    made = run(
        *("user", "add", "anna-lee", "--role", "coordinator", "--government", "Osaka"),
        *("--clearance", "internal", "--format", "json"),
    ).json
    assert made["governments"] == ["government/osaka"]
    assert good_pass(made["entrance"].removeprefix("/entrance/")).account == "anna-lee"
    listed = run("user", "list", "--format", "json").json
    assert listed == [{key: value for key, value in made.items() if key != "entrance"}]


def test_a_role_and_a_password_take_the_place_of_the_old_ones(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("user", "add", "anna-lee")
    role = ("user", "role", "anna-lee", "--format", "json")
    changed = run(*role, "reviewer", "--clearance", "secret").json
    assert (changed["role"], changed["clearances"]) == ("reviewer", ["secret"])
    monkeypatch.setattr("sys.stdin", io.StringIO("four words for tests\n"))
    assert "anna-lee has a new password" in run("user", "password", "anna-lee").out
    assert run(*role, "reader", "--close").json["open"] is False


def test_a_new_key_shows_its_secret_and_the_list_does_not_until_it_is_revoked(run: Run) -> None:
    run("user", "add", "tester")
    add = ("token", "add", "a script", "--scope", "propose", "--expires", "2999-01-31")
    made = run(*add, "--format", "json").json
    assert token_of(made["secret"]) is not None
    assert (made["user"], made["scopes"]) == ("tester", ["propose"])
    assert made["expires_at"] == "2999-01-31T23:59:59Z"
    listed = run("token", "list", "--format", "json")
    assert listed.json == [{key: made[key] for key in made if key != "secret"}]
    assert f"key {made['number']}" in run("token", "revoke", str(made["number"])).out
    assert token_of(made["secret"]) is None


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("user", "add", "Anna Lee"), "Anna Lee", 2),
        (("user", "add", "bo", "--government", "Atlantis"), "Atlantis", 3),
        (("user", "role", "nobody", "reader"), "nobody", 3),
        (("token", "revoke", "99"), "99", 3),
    ],
)
def test_what_is_wrong_is_quoted(run: Run, words: tuple[str, ...], said: str, code: int) -> None:
    left = run(*words)
    assert (left.code, said in left.err) == (code, True)
