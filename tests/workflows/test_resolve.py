"""Resolving: what waits, what is decided, undo to what stood before, and places of a
gazetteer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from builders import Filled, claim, flat, government
from kizuna.claims.claim import Claim, Verdict
from kizuna.claims.kinds import Document, Entity, LocalGovernment, Statistic, Tie
from kizuna.errors import BadJudgement, BadQuestion, BadText, NotFound
from kizuna.identity.preferred import preferred_name
from kizuna.store.actions.ledger import Added, add_register
from kizuna.store.queries.judgements import judgements
from kizuna.workflows import ask, resolve
from kizuna.workflows.acting import Choice, Hand
from kizuna.workflows.enter import Entry, enter
from kizuna.workflows.history import take_back
from kizuna.workflows.mentions import known, place_claims, restoring
from kizuna.workflows.resolve import (
    IdentityDesk,
    decide,
    decide_mention,
    judge,
    queue,
    undo,
)
from kizuna.workflows.search import search

_WHO = Hand("tester")
_MENTION, _OSAKA = "government/osaka-of-the-sheet", "government/osaka"


def _place(
    ref: str, name: str, level: str, method: str, country: str = "JP"
) -> list[Claim]:
    said = {
        "name": {"text": name, "language": "en"},
        "level": level,
        "country": country,
    }
    return [claim(ref, each, value, method=method) for each, value in said.items()]


@pytest.fixture
def sheet(filled: Filled) -> None:
    """Two places that are known, and two mentions of a list."""
    filled(
        [
            *_place(_OSAKA, "Osaka", "city", "typed"),
            *_place(
                "government/osaka-prefecture", "Osaka Prefecture", "prefecture", "typed"
            ),
            *_place(_MENTION, "Ôsaka", "city", "imported"),
            *_place("government/zzyzx", "Zzyzx", "city", "imported", "US"),
        ]
    )


def _standing() -> Mapping[str, Entity]:
    return ask.known_register().entities


def test_a_mention_waits_with_candidates_and_reasons_until_it_is_decided(
    sheet: None,
) -> None:
    found = queue(min_population=None)
    waiting = [(row.ref, [one.ref for one in row.candidates]) for row in found]
    assert waiting == [(_MENTION, [_OSAKA]), ("government/zzyzx", [])]
    assert "same folded name (+6.0)" in found[0].candidates[0].reasons
    (made,) = decide(found, acting_user="anna")
    assert (made.verdict, made.target, made.other) == (Verdict.SAME, _MENTION, _OSAKA)
    assert "same folded name" in made.reason
    assert [row.ref for row in queue(min_population=None)] == ["government/zzyzx"]
    assert _MENTION not in _standing()


def test_a_decision_that_cannot_be_recorded_is_named_and_loses_no_other(
    sheet: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kobe = _place("government/kobe", "Kobe", "city", "typed")
    mention = _place("government/kobe-of-the-sheet", "Kobe", "city", "imported")
    add_register(claims=[*kobe, *mention], acting_user="anna")
    gazetteer_facts = resolve.facts_with

    def facts_but_of_osaka(pairs: Iterable[tuple[str, str]]) -> Any:
        named = list(pairs)
        if any(target == _MENTION for target, _ in named):
            raise BadText("Osaka", "leave out U+009F")
        return gazetteer_facts(named)

    monkeypatch.setattr(resolve, "facts_with", facts_but_of_osaka)
    decisions = resolve.decide_each(queue(min_population=None), acting_user="anna")
    assert [one.target for one in decisions.recorded] == [
        "government/kobe-of-the-sheet"
    ]
    (refused,) = decisions.refused
    assert refused.judgement.target == _MENTION
    assert "leave out U+009F" in refused.reason


def test_undo_restores_exactly_what_stood_before(sheet: None) -> None:
    before, waiting = _standing(), queue(min_population=None)
    judge(Verdict.SAME, _MENTION, _OSAKA, "the sheet of 1987", _WHO)
    assert _standing() != before
    undo(_MENTION, _WHO)
    assert _standing() == before
    assert queue(min_population=None) == waiting


def test_what_a_person_left_open_stays_so_and_undo_takes_back_the_newest(
    sheet: None,
) -> None:
    judge(Verdict.DIFFERENT, _MENTION, "government/osaka-prefecture", "", _WHO)
    judge(Verdict.UNDECIDED, _MENTION, _OSAKA, "", _WHO)
    found = queue(min_population=None)
    assert found[0].undecided == (_OSAKA,)
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
    ids=[
        "the place's own name",
        "a variant alone",
        "a name that the place does not have",
    ],
)
def test_of_the_names_for_one_place_one_alone_is_decided_which_it_has(
    filled: Filled,
    names: tuple[str, ...],
    mentions: dict[str, tuple[str, ...]],
    sure: set[str],
) -> None:
    listed = (_named(f"government/{slug}", *said) for slug, said in mentions.items())
    filled(flat(_named("government/kyiv", *names, method="typed"), *listed))
    assert {
        made.target for made in decide(queue(min_population=None), acting_user="anna")
    } == sure
    assert decide(queue(min_population=None), acting_user="anna") == ()


def _person(slug: str, name: str, method: str = "imported") -> list[Claim]:
    return [
        claim(f"person/{slug}", "name", {"text": name, "language": "en"}, method=method)
    ]


@pytest.fixture
def ledger(filled: Filled) -> None:
    """Three persons of a list, and one that is known."""
    listed = {"one": "Carl", "two": "Anna", "three": "Berta"}
    filled(
        flat(*map(_person, listed, listed.values()), _person("known", "Anna", "typed"))
    )


def _names(**asked: str) -> list[str]:
    desk = IdentityDesk.now()
    return [desk.found.mentions[ref].text for ref in desk.chosen(**asked)]


def test_they_come_by_name_one_after_the_other_and_narrowed_as_asked(
    ledger: None,
) -> None:
    asked: list[dict[str, str]] = [{}, {"text": "ERT"}, {"kind": "government"}]
    assert [_names(**one) for one in asked] == [
        ["Anna", "Berta", "Carl"],
        ["Berta"],
        [],
    ]
    desk = IdentityDesk.now()
    following = (
        desk.after("person/two"),
        desk.after("person/one"),
    )  # after the last the first
    assert following == ("person/three", "person/two")
    assert desk.after("person/one", text="Carl") == ""
    judge(Verdict.UNDECIDED, "person/three", "person/known", "", _WHO)
    assert (
        IdentityDesk.now().after("person/two") == "person/one"
    )  # not what was left open
    assert _names(state="put-off") == ["Berta"]


def test_two_kinds_are_never_judged_and_what_is_known_is_no_mention(
    ledger: None,
) -> None:
    with pytest.raises(BadJudgement, match="one kind"):
        decide_mention("person/two", Choice(Verdict.DIFFERENT, _OSAKA, "", ""), _WHO)
    with pytest.raises(NotFound, match="person/known"):
        decide_mention("person/known", Choice(Verdict.SAME, "person/two", "", ""), _WHO)


def test_who_is_known_is_cached_while_the_newest_judgement_decides(
    ledger: None,
) -> None:
    before = known()
    decide_mention("person/two", Choice(Verdict.SAME, "person/known", "", ""), _WHO)
    assert known() is before
    assert "Anna" not in _names()
    judge(Verdict.DIFFERENT, "person/two", "person/known", "", _WHO)
    assert "Anna" in _names()


_SEATTLE = "government/geonames-5809844"
_SEATLE, _SECOND = "government/seatle", "government/seattle-of-the-sheet"


def _listed(ref: str, name: str) -> list[Claim]:
    """A place of a list, with a tie to Kobe."""
    tie = f"tie/kobe-{ref[11:]}"
    told = [(ref, "name", {"text": name, "language": "en"}), (ref, "country", "US")]
    told += [(tie, "party", "government/kobe"), (tie, "party", ref)]
    return [claim(*said, method="imported") for said in told]


def _name_of(ref: str) -> str:
    place = ask.known_register().get(ref, LocalGovernment)
    found = preferred_name(place.name) if place else None
    return found.value.text if found else ""


def _called(words: str) -> set[str]:
    found = search(words)
    hits = () if found.is_similar else found.hits
    return {hit.ref for hit in hits if hit.ref.startswith("government/")}


def _bring(ref: str = _SEATTLE) -> Added:
    return add_register(
        claims=place_claims(ref), judgements=restoring([ref]), acting_user="anna"
    )


def _same(ref: str, place: str = _SEATTLE) -> str:
    return judge(Verdict.SAME, ref, place, "", _WHO).id


@pytest.mark.usefixtures("filled")
def test_a_place_brings_its_names_its_point_its_people_and_the_licence_of_the_source() -> (
    None
):
    first = _bring()
    held = ask.known_register()
    seattle, source = (
        held.get(_SEATTLE, LocalGovernment),
        held.get("document/geonames", Document),
    )
    assert seattle is not None
    names = {fact.value.text for fact in seattle.name}
    assert {"Seattle", "シアトル", "西雅圖", "Сиэтл"} <= names
    assert (seattle.country.value, str(seattle.identifier.value)) == (
        "US",
        "geonames:5809844",
    )
    assert round(seattle.point.value.latitude, 1) == 47.6  # type: ignore[union-attr]
    (people,) = held.of_kind(Statistic)
    assert (people.scope.value, people.measure.value) == (_SEATTLE, "population")
    assert people.value.facts[0].claims[0].holder == "organisation/geonames"
    assert "CC BY 4.0" in source.rights.value.text  # type: ignore[union-attr]
    assert not names & {
        "SEA",
        "xi ya tu",
    }  # codes of airports, and sounds of other scripts
    again = _bring()
    assert (again.new, again.known) == (0, first.new)
    for ref in ("government/geonames-1", "government/osaka", "tie/osaka-seattle"):
        with pytest.raises(NotFound, match=ref):
            place_claims(ref)


def test_a_misspelt_place_is_called_as_the_place_it_was_identified_with(
    filled: Filled,
) -> None:
    filled(_listed(_SEATLE, "Seatle"))
    _same(_SEATLE)
    assert _name_of(_SEATTLE) == "Seattle"
    assert _called("シアトル") == {_SEATTLE}
    held = ask.known_register()
    names = held.entity(_SEATTLE).stated("name").values
    assert "Seatle" in {name.text for name in names}
    assert [tie.id for tie in held.referring(_SEATTLE, Tie, "party")] == [
        "tie/kobe-seatle"
    ]


def test_undo_leaves_no_place_behind_unless_another_decision_names_it(
    filled: Filled,
) -> None:
    filled(flat(_listed(_SEATLE, "Seatle"), _listed(_SECOND, "Seattle of the sheet")))
    before = ask.known_register().entities
    _same(_SEATLE)
    _same(_SECOND)
    undo(_SEATLE, _WHO)
    assert _SEATTLE in ask.known_register()
    undo(_SECOND, _WHO)
    after = ask.known_register()
    left = {
        ref: e for ref, e in after.entities.items() if not ref.endswith("/geonames")
    }
    assert left == before
    assert _called("シアトル") == set()
    with pytest.raises(NotFound, match="did you mean"):
        ask.resolver().resolve("Seattle")


def test_a_decision_made_again_or_restored_in_history_brings_the_place(
    filled: Filled,
) -> None:
    filled(_listed(_SEATLE, "Seatle"))
    made = _same(_SEATLE)
    first = ask.known_register().entities
    take_back([made], "a slip", _WHO)
    assert _SEATTLE not in ask.known_register()
    back = next(j for j in judgements() if j.target == made)
    take_back([back.id], "no slip", _WHO)
    assert _name_of(_SEATTLE) == "Seattle"
    undo(_SEATLE, _WHO)
    _same(_SEATLE)
    assert ask.known_register().entities.keys() == first.keys()
    assert _name_of(_SEATTLE) == "Seattle"


def test_a_place_of_a_tie_stays_when_a_decision_is_taken_back_and_stands_again_when_an_entry_names_it(
    filled: Filled,
) -> None:
    filled(flat(_listed(_SEATLE, "Seatle"), government("kobe")))
    _same(_SEATLE)
    undo(_SEATLE, _WHO)
    assert _name_of(_SEATTLE) == ""
    parties = {"0": {"value": _SEATTLE}, "1": {"value": "government/kobe"}}
    enter(
        Entry("tie", {"party": parties, "source": {"office": "government/kobe"}}), _WHO
    )
    _same(_SEATLE)
    undo(_SEATLE, _WHO)
    assert _name_of(_SEATTLE) == "Seattle"
