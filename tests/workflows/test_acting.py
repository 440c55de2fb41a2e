"""Who acts: a name for the audit, and an id for what is recorded."""

from __future__ import annotations

import pytest

from builders import Filled, claim
from kizuna.workflows.acting import acting_user, recorder_of, slug


def test_the_environment_names_the_user_and_never_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KIZUNA_USER", "Anna Lee")
    assert acting_user() == "Anna Lee"
    monkeypatch.delenv("KIZUNA_USER")
    monkeypatch.setattr("getpass.getuser", lambda: "root")
    assert acting_user() == "owner"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        *(("--A_b  c!", "a-b-c"), ("Łódź", "lodz"), ("Måløy", "maloy"), ("Bağcılar", "bagcilar")),
        *(("Straße", "strasse"), ("Осака", "osaka"), ("提携一覧", "tixieyilan")),
    ],
)
def test_letters_of_all_scripts_are_romanised_in_ids(text: str, made: str) -> None:
    assert slug(text) == made


def test_who_has_recorded_under_an_older_form_of_id_keeps_it(filled: Filled) -> None:
    assert recorder_of("Anna Lee") == "person/anna-lee"
    assert recorder_of("Łucja") == "person/lucja"
    filled([claim("government/lodz", "country", "PL")._replace(recorder="person/ucja")])
    assert recorder_of("Łucja") == "person/ucja"
