"""Drafts: kept anew in one place, seen by their owner alone, gone when thrown away."""

from __future__ import annotations

import pytest

from kizuna.errors import BadQuestion, NotFound
from kizuna.store import Database
from kizuna.store.actions import remove_draft, save_draft
from kizuna.store.queries.drafts import draft, drafts

TOKEN = "0123456789abcdef"
FIELDS = (("party.0", "Osaka"), ("party.1", "上海"), ("party.1", "again"))


def keep(
    token: str = TOKEN, owner: str = "anna", fields: tuple[tuple[str, str], ...] = FIELDS
) -> None:
    """Keep a draft of a new tie."""
    save_draft(token=token, kind="tie", subject="", fields=fields, acting_user=owner)


def test_a_draft_comes_back_with_its_fields_in_order(database: Database) -> None:
    keep()
    assert draft("anna", TOKEN).fields == FIELDS


def test_a_draft_kept_again_is_one_draft(database: Database) -> None:
    keep()
    keep(fields=(("party.0", "Kobe"),))
    assert [held.fields for held in drafts("anna")] == [(("party.0", "Kobe"),)]


def test_nobody_sees_the_draft_of_another(database: Database) -> None:
    keep()
    assert drafts("ben") == []
    with pytest.raises(NotFound, match=TOKEN):
        draft("ben", TOKEN)
    assert not remove_draft(token=TOKEN, acting_user="ben")


def test_a_draft_that_was_thrown_away_is_gone(database: Database) -> None:
    keep()
    assert remove_draft(token=TOKEN, acting_user="anna")
    assert drafts("anna") == []


@pytest.mark.parametrize("token", ["", "../x", "0123"])
def test_what_is_no_token_is_refused(database: Database, token: str) -> None:
    with pytest.raises(BadQuestion, match="token"):
        keep(token)


def test_a_draft_beyond_all_measure_is_refused(database: Database) -> None:
    with pytest.raises(BadQuestion, match="too long"):
        keep(fields=(("motive.0.text", "x" * 500_000),))
