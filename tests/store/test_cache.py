"""The cache: the same answer while the ledger stands, a new one as soon as anything is
added.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from builders import DAY, Filled, claim, reject, tie, two_sides
from kizuna.store import cache, open_database
from kizuna.store.actions.ledger import add_register
from kizuna.store.cache import cached, judged
from kizuna.workflows import ask
from kizuna.workflows.ask import ScopeQuestion, scope
from kizuna.workflows.readers import ANONYMOUS, reading_as


def _ties() -> set[str]:
    return {scoped.tie.id for scoped in scope(ScopeQuestion(DAY)).ties}


def test_the_register_is_folded_once_while_nothing_is_added_and_then_anew(
    filled: Filled,
) -> None:
    filled([*two_sides(), *tie("osaka-shanghai", "osaka", "shanghai")])
    assert ask.known_register() is ask.known_register()
    assert scope(ScopeQuestion(DAY)) is scope(ScopeQuestion(DAY))
    filled(tie("sakai-lianyungang", "sakai", "lianyungang"))
    assert _ties() == {"tie/osaka-shanghai", "tie/sakai-lianyungang"}


def test_another_database_has_answers_of_its_own(
    filled: Filled, tmp_path: Path
) -> None:
    first = filled([*two_sides(), *tie("osaka-shanghai", "osaka", "shanghai")])
    assert _ties() == {"tie/osaka-shanghai"}
    open_database(tmp_path / "other.sqlite3")
    assert _ties() == set()
    open_database(first)
    assert _ties() == {"tie/osaka-shanghai"}


def test_what_one_reader_is_given_is_not_given_to_another_who_sees_less(
    filled: Filled,
) -> None:
    filled([*two_sides(), claim("document/letter", "access_level", "internal")])
    owner = cached("answer", object)
    with reading_as(ANONYMOUS):
        anybody = cached("answer", object)
        assert cached("answer", object) is anybody
    assert anybody is not owner
    assert cached("answer", object) is owner


def test_an_error_is_not_kept(filled: Filled) -> None:
    filled(two_sides())
    with pytest.raises(ZeroDivisionError):
        cached("answer", lambda: 1 // 0)
    assert cached("answer", lambda: 42) == 42


def test_what_was_asked_for_longest_ago_makes_room(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(two_sides())
    monkeypatch.setattr(cache, "MOST", 2)
    made = [cached(key, object) for key in ("a", "b")]
    assert cached("a", object) is made[0]
    cached("c", object)
    assert cached("a", object) is made[0]
    assert cached("b", object) is not made[1]
    huge = cached("huge", object, lambda _: 3)  # is given and not kept
    assert cached("huge", object, lambda _: 3) is not huge


def test_two_who_ask_at_once_wait_for_one_answer(filled: Filled) -> None:
    filled(two_sides())
    begun, go_on, made = threading.Event(), threading.Event(), []

    def make() -> object:
        made.append(1)
        begun.set()
        assert go_on.wait(60)
        return object()

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(cached, "answer", make)
        assert begun.wait(60)
        second = threads.submit(cached, "answer", make)
        go_on.set()
    assert first.result() is second.result()
    assert len(made) == 1


def test_what_is_made_of_judgements_stays_while_claims_are_added(
    filled: Filled,
) -> None:
    named = claim("government/osaka", "name", "Osaka")
    filled([named])
    made = cached("weighed", object, basis=judged)
    filled([claim("government/kobe", "name", "Kobe")])
    assert cached("weighed", object, basis=judged) is made
    add_register(claims=[], judgements=[reject(named)], acting_user="tester")
    assert cached("weighed", object, basis=judged) is not made


def test_readers_who_differ_in_unreviewed_proposals_alone_share_what_counts(
    filled: Filled,
) -> None:
    filled(
        [
            *two_sides(),
            claim("government/osaka", "name", "O-saka", method="contributed"),
        ]
    )
    owner = cached("facts", object, of_facts=True)
    with reading_as(ANONYMOUS):
        assert cached("facts", object, of_facts=True) is owner
        assert cached("facts", object) is not cached("facts", object, of_facts=True)
