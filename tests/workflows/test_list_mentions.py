"""Mentions: which wait, in which order, and that what is known is kept while identities are judged."""

from __future__ import annotations

import pytest

from builders import Filled, claim, flat
from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Verdict
from kizuna.errors import BadJudgement, NotFound
from kizuna.store.queries.accounts import Account, Role
from kizuna.workflows.entering.hand import Hand
from kizuna.workflows.list_mentions import MentionsQuestion, list_mentions, next_mention
from kizuna.workflows.mentions import known
from kizuna.workflows.open_mention import Decision, decide
from kizuna.workflows.resolve import judge

_ANNA = Account(1, "anna", role=Role.REVIEWER)
_OSAKA = "government/osaka"


def _person(slug: str, name: str, method: str = "imported") -> list[Claim]:
    return [claim(f"person/{slug}", "name", {"text": name, "language": "en"}, method=method)]


@pytest.fixture
def ledger(filled: Filled) -> None:
    """Three persons of a list, and one that is known."""
    filled(
        flat(
            _person("one", "Carl"),
            _person("two", "Anna"),
            _person("three", "Berta"),
            _person("known", "Anna", "typed"),
        )
    )


def _names(**asked: str) -> list[str]:
    return [row.name for row in list_mentions(MentionsQuestion(**asked)).rows]


def test_they_come_by_name_and_narrowed_as_asked(ledger: None) -> None:
    assert _names() == ["Anna", "Berta", "Carl"]
    assert _names(text="ERT") == ["Berta"]
    assert _names(kind="government") == []


def test_the_next_is_the_one_after_in_the_list_and_after_the_last_the_first(ledger: None) -> None:
    assert next_mention(MentionsQuestion(), "person/two") == "person/three"
    assert next_mention(MentionsQuestion(), "person/one") == "person/two"
    assert next_mention(MentionsQuestion(text="Carl"), "person/one") == ""


def test_what_was_left_open_does_not_come_next(ledger: None) -> None:
    judge(Verdict.UNDECIDED, "person/three", "person/known", "", Hand("anna"))
    assert next_mention(MentionsQuestion(), "person/two") == "person/one"
    assert _names(state="put-off") == ["Berta"]


def test_two_kinds_are_never_judged_and_what_is_known_is_no_mention(ledger: None) -> None:
    with pytest.raises(BadJudgement, match="one kind"):
        decide(Decision(Verdict.DIFFERENT, "person/two", _OSAKA, "", ""), _ANNA)
    with pytest.raises(NotFound, match="person/known"):
        decide(Decision(Verdict.SAME, "person/known", "person/two", "", ""), _ANNA)


def test_who_is_known_is_cached_while_identities_are_judged_of_which_the_newest_decides(
    ledger: None,
) -> None:
    before = known()
    decide(Decision(Verdict.SAME, "person/two", "person/known", "", ""), _ANNA)
    assert known() is before
    assert "Anna" not in _names()
    judge(Verdict.DIFFERENT, "person/two", "person/known", "", Hand("anna"))
    assert "Anna" in _names()
