"""kizuna user: accounts are made, given roles and passwords, and listed without secrets."""

from __future__ import annotations

import io

import pytest

from cli.conftest import Run
from kizuna.store.queries.accounts import good_pass


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


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("add", "Anna Lee"), "Anna Lee", 2),
        (("add", "bo", "--government", "Atlantis"), "Atlantis", 3),
        (("role", "nobody", "reader"), "nobody", 3),
    ],
)
def test_what_is_wrong_is_quoted(run: Run, words: tuple[str, ...], said: str, code: int) -> None:
    left = run("user", *words)
    assert left.code == code
    assert said in left.err
