"""Who acts: a name for the audit, and an id for what is recorded."""

from __future__ import annotations

import pytest

from kizuna.workflows.acting import acting_user, recorder_of, slug


def test_the_environment_names_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIZUNA_USER", "Anna Lee")
    assert acting_user() == "Anna Lee"


def test_the_name_of_the_systems_user_stays_out_of_the_register(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("KIZUNA_USER", raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "root")
    assert acting_user() == "owner"


@pytest.mark.parametrize(
    ("user", "ref"),
    [("Anna Lee", "person/anna-lee"), ("Müller", "person/muller"), ("大阪", "person/unknown")],
)
def test_a_user_records_under_an_id(user: str, ref: str) -> None:
    assert recorder_of(user) == ref


def test_a_slug_has_no_hyphens_at_its_ends() -> None:
    assert slug("--A_b  c!") == "a-b-c"
