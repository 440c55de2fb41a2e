"""Resolving: what waits, what is decided by itself, and undo to exactly what stood before."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builders import Filled, claim, flat
from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Verdict
from kizuna.claims.kinds import Entity
from kizuna.errors import BadJudgement, BadQuestion, NotFound
from kizuna.workflows import ask
from kizuna.workflows.acting import Choice, Hand
from kizuna.workflows.mentions import known
from kizuna.workflows.resolve import (
    IdentityDesk,
    decide,
    decide_mention,
    judge,
    queue,
    undo,
)

_WHO = Hand("tester")
_MENTION, _OSAKA = "government/osaka-of-the-sheet", "government/osaka"


def _place(ref: str, name: str, level: str, method: str, country: str = "JP") -> list[Claim]:
    return [
        claim(ref, "name", {"text": name, "language": "en"}, method=method),
        claim(ref, "level", level, method=method),
        claim(ref, "country", country, method=method),
    ]


@pytest.fixture
def sheet(filled: Filled) -> None:
    """Two places that are known, and two mentions of a list."""
    filled(
        [
            *_place(_OSAKA, "Osaka", "city", "typed"),
            *_place("government/osaka-prefecture", "Osaka Prefecture", "prefecture", "typed"),
            *_place(_MENTION, "Ôsaka", "city", "imported"),
            *_place("government/zzyzx", "Zzyzx", "city", "imported", "US"),
        ]
    )


def _standing() -> Mapping[str, Entity]:
    return ask.known_register().entities


def test_a_mention_waits_with_its_candidates_and_reasons_until_the_sure_one_is_decided(
    sheet: None,
) -> None:
    found = queue(min_population=None)
    assert [row.ref for row in found.waiting] == [_MENTION, "government/zzyzx"]
    (osaka,) = found.waiting[0].candidates
    assert osaka.ref == _OSAKA
    assert "same folded name (+6.0)" in osaka.reasons
    assert found.waiting[1].candidates == ()
    (made,) = decide(found, acting_user="anna")
    assert (made.verdict, made.target, made.other) == (Verdict.SAME, _MENTION, _OSAKA)
    assert "same folded name" in made.reason
    assert [row.ref for row in queue(min_population=None).waiting] == ["government/zzyzx"]
    assert _MENTION not in _standing()


def test_undo_restores_exactly_what_stood_before(sheet: None) -> None:
    before, waiting = _standing(), queue(min_population=None)
    judge(Verdict.SAME, _MENTION, _OSAKA, "the sheet of 1987", _WHO)
    assert _standing() != before
    undo(_MENTION, _WHO)
    assert _standing() == before
    assert queue(min_population=None) == waiting


def test_what_a_person_left_open_is_not_decided_and_undo_takes_back_the_newest_alone(
    sheet: None,
) -> None:
    judge(Verdict.DIFFERENT, _MENTION, "government/osaka-prefecture", "", _WHO)
    judge(Verdict.UNDECIDED, _MENTION, _OSAKA, "", _WHO)
    found = queue(min_population=None)
    assert found.waiting[0].undecided == (_OSAKA,)
    assert decide(found, acting_user="anna") == ()
    assert undo(_MENTION, _WHO).verdict is Verdict.UNDECIDED
    assert undo(_MENTION, _WHO).verdict is Verdict.DIFFERENT
    with pytest.raises(NotFound, match="nothing to undo"):
        undo(_MENTION, _WHO)


def test_an_unknown_data_set_and_what_is_no_mention_are_named(sheet: None) -> None:
    with pytest.raises(BadQuestion, match="700"):
        queue(min_population=700)
    with pytest.raises(NotFound, match="government/osaka"):
        queue(min_population=None, refs=[_OSAKA])


def _named(ref: str, *names: str, method: str = "imported") -> list[Claim]:
    said = [claim(ref, "name", name, method=method) for name in names]
    return [*said, claim(ref, "country", "UA", method=method)]


@pytest.mark.parametrize(
    ("names", "mentions", "sure"),
    [
        (("Kyiv", "Kiev"), {"a": ("Kyiv",), "b": ("Kiev",)}, {"government/b"}),
        (("Kyiv", "Kiev"), {"a": ("Kyiv",)}, {"government/a"}),
        (("Kyiv",), {"podil": ("Kyiv", "Podil (Kyiv)")}, set()),
    ],
    ids=["the place's own name", "a variant alone", "a name that the place does not have"],
)
def test_of_the_names_for_one_place_one_alone_is_decided_which_it_has(
    filled: Filled, names: tuple[str, ...], mentions: dict[str, tuple[str, ...]], sure: set[str]
) -> None:
    listed = (_named(f"government/{slug}", *said) for slug, said in mentions.items())
    filled(flat(_named("government/kyiv", *names, method="typed"), *listed))
    assert {made.target for made in decide(queue(min_population=None), acting_user="anna")} == sure
    assert decide(queue(min_population=None), acting_user="anna") == ()


def _person(slug: str, name: str, method: str = "imported") -> list[Claim]:
    return [claim(f"person/{slug}", "name", {"text": name, "language": "en"}, method=method)]


@pytest.fixture
def ledger(filled: Filled) -> None:
    """Three persons of a list, and one that is known."""
    listed = {"one": "Carl", "two": "Anna", "three": "Berta"}
    filled(flat(*map(_person, listed, listed.values()), _person("known", "Anna", "typed")))


def _names(**asked: str) -> list[str]:
    desk = IdentityDesk.now()
    return [desk.found.mentions[ref].text for ref in desk.chosen(**asked)]


def test_they_come_by_name_one_after_the_other_and_narrowed_as_asked(ledger: None) -> None:
    asked: list[dict[str, str]] = [{}, {"text": "ERT"}, {"kind": "government"}]
    assert [_names(**one) for one in asked] == [["Anna", "Berta", "Carl"], ["Berta"], []]
    desk = IdentityDesk.now()
    following = (desk.after("person/two"), desk.after("person/one"))  # after the last the first
    assert following == ("person/three", "person/two")
    assert desk.after("person/one", text="Carl") == ""
    judge(Verdict.UNDECIDED, "person/three", "person/known", "", _WHO)
    assert IdentityDesk.now().after("person/two") == "person/one"  # not what was left open
    assert _names(state="put-off") == ["Berta"]


def test_two_kinds_are_never_judged_and_what_is_known_is_no_mention(ledger: None) -> None:
    with pytest.raises(BadJudgement, match="one kind"):
        decide_mention("person/two", Choice(Verdict.DIFFERENT, _OSAKA, "", ""), _WHO)
    with pytest.raises(NotFound, match="person/known"):
        decide_mention("person/known", Choice(Verdict.SAME, "person/two", "", ""), _WHO)


def test_who_is_known_is_cached_while_identities_are_judged_of_which_the_newest_decides(
    ledger: None,
) -> None:
    before = known()
    decide_mention("person/two", Choice(Verdict.SAME, "person/known", "", ""), _WHO)
    assert known() is before
    assert "Anna" not in _names()
    judge(Verdict.DIFFERENT, "person/two", "person/known", "", _WHO)
    assert "Anna" in _names()
