"""Gaps and checks of one thing and what hangs on it; sources; rebuilding."""

from __future__ import annotations

from builders import Filled, claim, document, milestone, tie
from kizuna.store.actions import add_document
from kizuna.workflows.check_register import check_register
from kizuna.workflows.find_gaps import find_gaps
from kizuna.workflows.list_sources import list_sources
from kizuna.workflows.rebuild import rebuild


def test_gaps_of_a_tie_are_those_of_the_tie_and_its_parts(filled: Filled) -> None:
    part = claim("programme/youth", "tie", "tie/a-b")
    filled([*tie("a-b", "a", "b"), part, *tie("c-d", "c", "d", date="")])
    assert {gap.subject for gap in find_gaps("a-b").found} == {"tie/a-b", "programme/youth"}


def test_a_check_of_a_place_reaches_the_parts_of_its_ties(filled: Filled) -> None:
    office = [claim("office/o", n, v) for n, v in (("opened", "1985"), ("closed", "1980"))]
    filled(
        [
            claim("government/a", "country", "JP"),
            *tie("a-b", "a", "b"),
            claim("office/o", "tie", "tie/a-b"),
            *office,
        ]
    )
    assert [f.code for f in check_register("government/a").found] == ["end-before-start"]


def test_sources_are_counted_with_their_claims_and_passages(filled: Filled) -> None:
    cited = {"sha256": "a" * 64, "start": 0, "end": 5}
    filled([*document("gazette"), milestone("a-b", **cited)])
    (source,) = list_sources().sources
    assert (source.ref, source.claims, source.passages) == ("document/gazette", 2, 1)


def test_a_source_whose_text_was_added_is_held(filled: Filled) -> None:
    filled(document("gazette"))
    held = add_document(
        ref="document/gazette", text="Text.", media_type="text/plain", title="", acting_user="t"
    )
    (source,) = list_sources().sources
    assert source.held == (held,)


def test_a_rebuild_tells_what_it_made(filled: Filled) -> None:
    claims = tie("a-b", "a", "b")
    filled(claims)
    assert rebuild(acting_user="t").claims == len(claims)
