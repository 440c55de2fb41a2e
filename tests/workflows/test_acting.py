"""Who acts: a name for the audit, and an id for what is recorded."""

from __future__ import annotations

import pytest

from kizuna.workflows.acting import acting_user, recorder_of, slug


def test_the_environment_names_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIZUNA_USER", "Anna Lee")
    assert acting_user() == "Anna Lee"


@pytest.mark.parametrize(
    ("user", "ref"),
    [("Anna Lee", "person/anna-lee"), ("Müller", "person/muller"), ("Осипов", "person/osipov")],
)
def test_a_user_records_under_an_id(user: str, ref: str) -> None:
    assert recorder_of(user) == ref


def test_a_slug_has_no_hyphens_at_its_ends() -> None:
    assert slug("--A_b  c!") == "a-b-c"
