"""Resolving: what waits, what is decided by itself, and undo to exactly what stood before."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builders import Filled, claim, flat
from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Verdict
from kizuna.claims.kinds import Entity, LocalGovernment
from kizuna.errors import BadJudgement, BadQuestion, NotFound
from kizuna.identity.preferred import preferred_name
from kizuna.register.register import fold
from kizuna.store.queries.accounts import Account, Role
from kizuna.workflows import ask
from kizuna.workflows.acting import Choice, Hand, hand_of
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


def _claims() -> list[Claim]:
    return [
        *_place(_OSAKA, "Osaka", "city", "typed"),
        *_place("government/osaka-prefecture", "Osaka Prefecture", "prefecture", "typed"),
        *_place(_MENTION, "Ôsaka", "city", "imported"),
        *_place("government/zzyzx", "Zzyzx", "city", "imported", "US"),
    ]


def _standing() -> Mapping[str, Entity]:
    return ask.known_register().entities


def test_a_mention_waits_with_its_candidates_and_their_reasons(filled: Filled) -> None:
    filled(_claims())
    found = queue(min_population=None)
    assert [row.ref for row in found.waiting] == [_MENTION, "government/zzyzx"]
    (osaka,) = found.waiting[0].candidates
    assert osaka.ref == _OSAKA
    assert "same folded name (+6.0)" in osaka.reasons
    assert found.waiting[1].candidates == ()


def test_what_is_sure_is_decided_and_the_rest_waits(filled: Filled) -> None:
    filled(_claims())
    (made,) = decide(queue(min_population=None), acting_user="anna")
    assert (made.verdict, made.target, made.other) == (Verdict.SAME, _MENTION, _OSAKA)
    assert "same folded name" in made.reason
    assert [row.ref for row in queue(min_population=None).waiting] == ["government/zzyzx"]
    assert _MENTION not in _standing()


def test_undo_restores_exactly_what_stood_before(filled: Filled) -> None:
    filled(_claims())
    before, waiting = _standing(), queue(min_population=None)
    judge(Verdict.SAME, _MENTION, _OSAKA, "the sheet of 1987", _WHO)
    assert _standing() != before
    undo(_MENTION, _WHO)
    assert _standing() == before
    assert queue(min_population=None) == waiting


def test_undo_takes_back_the_newest_decision_alone(filled: Filled) -> None:
    filled(_claims())
    judge(Verdict.DIFFERENT, _MENTION, "government/osaka-prefecture", "", _WHO)
    judge(Verdict.UNDECIDED, _MENTION, _OSAKA, "", _WHO)
    assert undo(_MENTION, _WHO).verdict is Verdict.UNDECIDED
    assert undo(_MENTION, _WHO).verdict is Verdict.DIFFERENT
    with pytest.raises(NotFound, match="nothing to undo"):
        undo(_MENTION, _WHO)


def test_what_a_person_left_open_is_not_decided_by_itself(filled: Filled) -> None:
    filled(_claims())
    judge(Verdict.UNDECIDED, _MENTION, _OSAKA, "", _WHO)
    found = queue(min_population=None)
    assert found.waiting[0].undecided == (_OSAKA,)
    assert decide(found, acting_user="anna") == ()


def test_an_unknown_data_set_and_what_is_no_mention_are_named(filled: Filled) -> None:
    filled(_claims())
    with pytest.raises(BadQuestion, match="700"):
        queue(min_population=700)
    with pytest.raises(NotFound, match="government/osaka"):
        queue(min_population=None, refs=[_OSAKA])


def _named(ref: str, *names: str, method: str = "imported") -> list[Claim]:
    said = [claim(ref, "name", name, method=method) for name in names]
    return [*said, claim(ref, "country", "UA", method=method)]


def _decided(claims: list[Claim], filled: Filled) -> set[str]:
    filled(claims)
    return {made.target for made in decide(queue(min_population=None), acting_user="anna")}


def test_of_two_names_for_one_place_its_own_alone_is_decided(filled: Filled) -> None:
    place = _named("government/kyiv", "Kyiv", "Kiev", method="typed")
    kyiv, kiev = _named("government/a", "Kyiv"), _named("government/b", "Kiev")
    chief = next(name for name in (kyiv, kiev) if name[0].value == _first_name(place))
    assert _decided([*place, *kyiv, *kiev], filled) == {chief[0].subject}
    assert decide(queue(min_population=None), acting_user="anna") == ()


def test_a_name_that_alone_is_a_variant_of_the_place_is_decided(filled: Filled) -> None:
    place = _named("government/kyiv", "Kyiv", "Kiev", method="typed")
    assert _decided([*place, *_named("government/b", "Kiev")], filled) == {"government/b"}


def test_a_mention_with_a_name_that_the_place_does_not_have_waits(filled: Filled) -> None:
    place = _named("government/kyiv", "Kyiv", method="typed")
    district = _named("government/podil", "Kyiv", "Podil (Kyiv)")
    assert _decided([*place, *district], filled) == set()


def _first_name(claims: list[Claim]) -> str:
    held = fold(claims).get(claims[0].subject, LocalGovernment)
    fact = preferred_name(held.name) if held else None
    return fact.claims[0].value if fact else ""


_ANNA = Account(1, "anna", role=Role.REVIEWER)


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
    desk = IdentityDesk.now()
    return [desk.found.mentions[ref].text for ref in desk.chosen(**asked)]


def test_they_come_by_name_and_narrowed_as_asked(ledger: None) -> None:
    assert _names() == ["Anna", "Berta", "Carl"]
    assert _names(text="ERT") == ["Berta"]
    assert _names(kind="government") == []


def test_the_next_is_the_one_after_in_the_list_and_after_the_last_the_first(ledger: None) -> None:
    assert IdentityDesk.now().after("person/two") == "person/three"
    assert IdentityDesk.now().after("person/one") == "person/two"
    assert IdentityDesk.now().after("person/one", text="Carl") == ""


def test_what_was_left_open_does_not_come_next(ledger: None) -> None:
    judge(Verdict.UNDECIDED, "person/three", "person/known", "", _WHO)
    assert IdentityDesk.now().after("person/two") == "person/one"
    assert _names(state="put-off") == ["Berta"]


def test_two_kinds_are_never_judged_and_what_is_known_is_no_mention(ledger: None) -> None:
    with pytest.raises(BadJudgement, match="one kind"):
        decide_mention("person/two", Choice(Verdict.DIFFERENT, _OSAKA, "", ""), hand_of(_ANNA))
    with pytest.raises(NotFound, match="person/known"):
        decide_mention("person/known", Choice(Verdict.SAME, "person/two", "", ""), hand_of(_ANNA))


def test_who_is_known_is_cached_while_identities_are_judged_of_which_the_newest_decides(
    ledger: None,
) -> None:
    before = known()
    decide_mention("person/two", Choice(Verdict.SAME, "person/known", "", ""), hand_of(_ANNA))
    assert known() is before
    assert "Anna" not in _names()
    judge(Verdict.DIFFERENT, "person/two", "person/known", "", _WHO)
    assert "Anna" in _names()
