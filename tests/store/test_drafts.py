"""Drafts: kept anew in one place, seen by their owner alone, gone when thrown away."""

from __future__ import annotations

import pytest

from kizuna.errors import BadQuestion, NotFound
from kizuna.store import Database
from kizuna.store.actions import remove_draft, save_draft
from kizuna.store.queries.documents import draft, drafts

TOKEN = "0123456789abcdef"
FIELDS = (("party.0", "Osaka"), ("party.1", "上海"), ("party.1", "again"))


def keep(
    token: str = TOKEN, owner: str = "anna", fields: tuple[tuple[str, str], ...] = FIELDS
) -> None:
    """Keep a draft of a new tie."""
    save_draft(token=token, kind="tie", subject="", fields=fields, acting_user=owner)


def test_a_draft_comes_back_with_its_fields_in_order_as_it_was_last_kept(
    database: Database,
) -> None:
    keep(fields=(("party.0", "Kobe"),))
    keep()
    assert draft("anna", TOKEN).fields == FIELDS
    assert [held.fields for held in drafts("anna")] == [FIELDS]


def test_a_draft_is_its_owners_until_it_is_thrown_away(database: Database) -> None:
    keep()
    assert drafts("ben") == []
    with pytest.raises(NotFound, match=TOKEN):
        draft("ben", TOKEN)
    assert not remove_draft(token=TOKEN, acting_user="ben")
    assert remove_draft(token=TOKEN, acting_user="anna")
    assert drafts("anna") == []


@pytest.mark.parametrize(
    ("token", "length", "said"),
    [("", 1, "token"), ("../x", 1, "token"), ("0123", 1, "token"), (TOKEN, 500_000, "too long")],
    ids=["none", "a path", "short", "beyond all measure"],
)
def test_what_is_no_draft_is_refused(
    database: Database, token: str, length: int, said: str
) -> None:
    with pytest.raises(BadQuestion, match=said):
        keep(token, fields=(("motive.0.text", "x" * length),))
