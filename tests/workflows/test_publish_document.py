"""Publishing: what is uploaded is internal, and opened by those who may, in a step that can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import DAY, Filled, claim, judgement
from kizuna.claims.judgement import Verdict
from kizuna.errors import BadQuestion, NotAllowed, NotFound
from kizuna.store.actions import add_judgements
from kizuna.store.queries import judgements
from kizuna.store.queries.accounts import Account, Role
from kizuna.store.queries.recent import acts
from kizuna.workflows.add_source import (
    SourceGiven,
    add_source,
    document_is_public,
    publish,
    publish_as,
)
from kizuna.workflows.clocks import Times
from kizuna.workflows.readers import ANONYMOUS, reader_of, reading_as
from kizuna.workflows.show import thing

LETTER = "document/letter"


@pytest.fixture
def letter(filled: Filled, tmp_path: Path) -> Path:
    """A file in an empty register."""
    filled([])
    path = tmp_path / "letter.txt"
    path.write_text("We are your sister town.")
    return path


def is_seen() -> bool:
    """Whether anybody sees the letter."""
    with reading_as(ANONYMOUS):
        try:
            return thing(LETTER, Times.on(DAY)) is not None
        except NotFound:
            return False


def test_a_document_that_is_added_is_internal_until_it_is_published_once(letter: Path) -> None:
    add_source(SourceGiven(letter), acting_user="Anna")
    assert not is_seen()
    publish(LETTER, acting_user="Anna")
    assert is_seen()
    (act,) = [act for act in acts(limit=9) if act.verb == "publish"]
    assert (act.acting_user, LETTER in act.what) == ("Anna", True)
    with pytest.raises(BadQuestion, match="'document/letter' is public already"):
        publish(LETTER, acting_user="Anna")
    with pytest.raises(NotFound, match="'document/nothing'"):
        publish("document/nothing", acting_user="Anna")


@pytest.mark.parametrize("known", [True, False], ids=["known before", "described as public"])
def test_a_document_that_is_known_or_described_keeps_its_level(
    filled: Filled, letter: Path, known: bool
) -> None:
    if known:
        filled([claim(LETTER, "title", "A letter")])
    else:
        letter.with_suffix(".toml").write_text('access_level = "public"')
    add_source(SourceGiven(letter, LETTER), acting_user="Anna")
    assert document_is_public(LETTER)
    assert is_seen()


def test_who_takes_the_judgement_back_closes_the_document_again(letter: Path) -> None:
    add_source(SourceGiven(letter), acting_user="Anna")
    publish(LETTER, acting_user="Anna")
    (made,) = judgements.judgements()
    add_judgements(
        judgements=[judgement(Verdict.WITHDRAW, made.id, reason="too soon")], acting_user="Anna"
    )
    assert not is_seen()


@pytest.mark.parametrize(
    ("role", "level", "cleared", "error"),
    [
        (Role.REVIEWER, "internal", True, None),
        (Role.REVIEWER, "internal", False, NotFound),
        (Role.CONTRIBUTOR, "internal", True, NotAllowed),
        (Role.COORDINATOR, "internal", True, NotAllowed),
        (Role.REVIEWER, "secret", True, NotAllowed),
        (Role.ADMINISTRATOR, "secret", True, None),
        (Role.ADMINISTRATOR, "secret", False, NotFound),
    ],
)
def test_who_sees_a_document_and_decides_publishes_it(
    filled: Filled, role: Role, level: str, cleared: bool, error: type[Exception] | None
) -> None:
    filled([claim(LETTER, "title", "A letter"), claim(LETTER, "access_level", level)])
    clearances = frozenset({level} if cleared else ())
    account = Account(1, "anna", role=role, clearances=clearances)
    with reading_as(reader_of(account)):
        if error is None:
            publish_as(LETTER, account)
        else:
            with pytest.raises(error):
                publish_as(LETTER, account)
    assert is_seen() == (error is None)
