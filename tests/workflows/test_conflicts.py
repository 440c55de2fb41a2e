"""Conflicts: those of the whole register, one after the other; lists that differ; gaps
and checks.
"""

from __future__ import annotations

from typing import Any

import pytest

from builders import (
    Filled,
    claim,
    facts,
    flat,
    judgement,
    milestone,
    prefer,
    reject,
    tie,
)
from kizuna.analysis.consistency import Finding
from kizuna.analysis.gaps import disputes
from kizuna.claims.claim import Certainty, Claim, Verdict
from kizuna.errors import BadJudgement, BadQuestion, NotFound
from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.register.fold import strength
from kizuna.values import day_number
from kizuna.workflows import ask, check_register, conflicts, find_gaps
from kizuna.workflows.acting import Choice, Hand
from kizuna.workflows.check_register import finding_words
from kizuna.workflows.clocks import Times
from kizuna.workflows.conflicts import (
    STRENGTHS,
    OpenConflict,
    all_conflicts,
    open_conflict,
)
from kizuna.workflows.history import take_back
from kizuna.workflows.question import ask as ask_question
from kizuna.workflows.reconcile import Question, Reconciled, answer

_SHARP = milestone("a-b", date="1974-04-18")
_WIDE = milestone("a-b", date="1975", document="document/other")


def _claims() -> list[Claim]:
    return flat(
        tie("a-b", "a", "b"),
        _WIDE,
        claim("government/a", "country", "JP"),
        claim("government/a", "name", "Aville"),
        claim("government/a-of-the-list", "country", "CN"),
        claim("government/b", "level", "town", "1950/1980"),
        claim("government/b", "level", "city", "1981/.."),
        claim("document/gazette", "date", "1974"),
    )


def test_they_are_those_of_the_whole_register_and_what_follows_in_time_or_is_rejected_is_none(
    filled: Filled,
) -> None:
    filled(
        _claims(), [judgement(Verdict.SAME, "government/a", "government/a-of-the-list")]
    )
    found, whole = all_conflicts(), ask.known_register()
    assert list(found) == disputes(whole, whole.entities)
    named = [(one.subject, one.property) for one in found]
    assert named == [("government/a", "country"), ("tie/a-b", "milestone")]
    filled([], [reject(_WIDE)])
    assert [one.property for one in all_conflicts()] == ["country"]


def _listed(day: int | None = None, **asked: str) -> list[dict[str, Any]]:
    times = Times.of(None) if day is None else Times.on(day)
    found, wording = ask_question(
        conflicts, conflicts.Question(**asked), times, Messages("en")
    )
    return list(conflicts.records(found, wording).rows)


def test_they_are_settled_once_somebody_puts_one_before_the_other(
    filled: Filled,
) -> None:
    filled(_claims(), [prefer(_SHARP, _WIDE)])
    assert _listed(state="open") == []
    (row,) = _listed(state="settled", kind="tie", of="Aville")
    assert (row["subject"], row["property"], row["state"]) == (
        "tie/a-b",
        "milestone",
        "settled",
    )
    assert [fact["claims"] for fact in row["facts"]] == [[_SHARP.id], [_WIDE.id]]


def test_facts_that_do_not_hold_on_the_day_are_left_out(filled: Filled) -> None:
    filled(
        claim("government/b", "level", level, "1950/1980") for level in ("town", "city")
    )
    assert len(_listed(day_number("1960-01-01"))) == 1
    assert _listed(day_number("1990-01-01")) == []


def test_the_one_that_goes_first_stands_first_and_says_why(filled: Filled) -> None:
    filled(_claims(), [prefer(_SHARP, _WIDE, reason="the day is printed")])
    found, wording = ask_question(
        conflicts, conflicts.Question(), Times.of(None), Messages("en")
    )
    figures, table = conflicts.document(found, wording).sections[0].blocks
    assert [said[0].text for _, said in figures.facts] == ["0", "1"]
    first, second = table.rows
    assert first[0].pieces[-1].page == "conflict/tie/a-b/milestone"
    assert first[0] == second[0]
    assert first[1].text == "formal tie, 18 April 1974"
    assert (first[3].text, second[3].text) == (
        "Preferred: the day is printed",
        "Kept beside it.",
    )


def test_of_a_ledger_too_large_for_a_page_something_has_to_be_named_that_may_be_in_conflict(
    filled: Filled,
) -> None:
    filled(_claims())
    with ask.reading_at_most(2):
        for asked, told in (
            ({}, "name a place"),
            ({"property": "party"}, "'party' is never"),
        ):
            with pytest.raises(BadQuestion, match=told):
                _listed(**asked)
        assert len(_listed(of="Aville")) == 1


_THIRD = milestone("a-b", date="1976", document="document/third")


def _open() -> OpenConflict:
    return open_conflict("tie/a-b", "milestone")


def _order() -> list[str]:
    return [fact.claims[0].id for fact in _open().disputes[0].facts]


def _put_first(claim: Claim, reason: str = "seen") -> list[str]:
    """The ids of the judgements that put a claim before the others."""
    choice = Choice("prefer", claim.id, reason, _open().seen)
    made = conflicts.decide_conflict("tie/a-b", "milestone", choice, Hand("anna"))
    return [one.id for one in made]


@pytest.fixture
def three(filled: Filled) -> None:
    """Three sources with three dates."""
    filled(flat(tie("a-b", "a", "b"), _WIDE, _THIRD))


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"date": "1975", "certainty": Certainty.DOUBTFUL}, "surer"),
        ({"date": "1975"}, "sharper"),
        ({"date": "1975-04-18"}, "arbitrary"),
    ],
)
def test_why_one_goes_first_is_the_first_strength_in_which_they_differ(
    filled: Filled, other: dict[str, str], why: str
) -> None:
    filled(
        flat(tie("a-b", "a", "b"), milestone("a-b", document="document/other", **other))
    )
    (dispute,) = _open().disputes
    assert conflicts.why_behind(dispute.facts[1], dispute) == (why, None)
    assert len(strength(dispute.facts[0])) == len(STRENGTHS)


def test_what_is_preferred_goes_first_whatever_stood_before(three: None) -> None:
    for chosen in (_WIDE, _SHARP, _THIRD, _WIDE):
        _put_first(chosen)
        assert _order()[0] == chosen.id


def test_taking_a_choice_back_restores_what_stood_once(three: None) -> None:
    _put_first(_WIDE)
    before = _order()
    ids = _put_first(_THIRD)
    assert _order()[0] == _THIRD.id
    take_back(ids, "undone", Hand("ben"))
    assert _order() == before
    for refused, told in ((ids, "already"), ([], "at least one")):
        with pytest.raises(BadJudgement, match=told):
            take_back(refused, "undone", Hand("anna"))


def test_a_decision_without_a_reason_or_on_what_is_in_no_conflict_or_not_recorded_is_refused(
    three: None,
) -> None:
    with pytest.raises(BadJudgement, match="needs a reason"):
        _put_first(_WIDE, reason=" ")
    with pytest.raises(BadJudgement, match="in no conflict"):
        _put_first(claim("tie/a-b", "party", "government/a"))
    for ref, name in (
        ("tie/a-b", "type"),
        ("tie/nobody", "type"),
        ("tie/a-b", "colour"),
    ):
        with pytest.raises(NotFound):
            open_conflict(ref, name)


def reconcile(**asked: object) -> Reconciled:
    return answer(Question(**asked), Times.of(None))  # type: ignore[arg-type]


def listing(
    slug: str, *parties: str, holder: str, document: str = "list"
) -> list[Claim]:
    """A holder's statement that places are tied."""
    given = {"holder": holder, "document": f"document/{document}"}
    return [
        claim(f"tie/{slug}", "party", f"government/{party}", **given)
        for party in parties
    ]


def places() -> list[Claim]:
    lie = {"osaka": "JP", "kobe": "JP", "shanghai": "CN", "tianjin": "CN"}.items()
    return flat(
        *(
            facts(f"government/{s}", country=c, level="city", name=s.title())
            for s, c in lie
        )
    )


def register_of(country: str, seat: str) -> list[Claim]:
    """An association whose list speaks for a country."""
    told = {"name": f"Register of {country}", "located_in": f"government/{seat}"}
    return facts(f"organisation/register-{country}", type="association", **told)


def own(a: str, b: str, *by: str) -> list[Claim]:
    """What the sides themselves list in one crawl of their pages."""
    holders = (f"government/{side}" for side in by)
    return flat(
        *(listing(f"{a}-{b}", a, b, holder=h, document="crawl") for h in holders)
    )


def test_in_a_crawl_a_tie_that_one_page_lists_is_one_sided(filled: Filled) -> None:
    both = own("osaka", "shanghai", "osaka", "shanghai")
    filled([*places(), *both, *own("kobe", "tianjin", "kobe")])
    (found,) = reconcile().of("one-sided")
    assert (found.tie, found.missing_from) == ("tie/kobe-tianjin", "government/tianjin")
    assert found.document == "document/crawl"


def test_registers_of_two_countries_are_laid_side_by_side(filled: Filled) -> None:
    japan, china = "organisation/register-jp", "organisation/register-cn"
    filled(
        [
            *places(),
            *register_of("jp", "osaka"),
            *register_of("cn", "shanghai"),
            *listing(
                "osaka-shanghai", "osaka", "shanghai", holder=japan, document="jp"
            ),
            *listing(
                "osaka-shanghai", "osaka", "shanghai", holder=china, document="cn"
            ),
            *listing("kobe-tianjin", "kobe", "tianjin", holder=japan, document="jp"),
        ]
    )
    found = reconcile()
    assert [(f.tie, f.holders) for f in found.of("one-sided")] == [
        ("tie/kobe-tianjin", (japan,))
    ]
    assert found.of("unanswered") == []


def test_a_partner_without_a_list_leaves_a_tie_unanswered(filled: Filled) -> None:
    filled(
        [
            *places(),
            *listing("osaka-shanghai", "osaka", "shanghai", holder="government/osaka"),
        ]
    )
    found = reconcile()
    assert found.of("one-sided") == []
    assert [f.tie for f in found.of("unanswered")] == ["tie/osaka-shanghai"]


def dated(**by_holder: str) -> list[Claim]:
    """The tie of Osaka and Shanghai with a date by each holder."""
    tied = listing("osaka-shanghai", "osaka", "shanghai", holder="organisation/a")
    dates = (
        milestone("osaka-shanghai", date=date, holder=f"organisation/{holder}")
        for holder, date in by_holder.items()
    )
    return [*places(), *tied, *dates]


def test_dates_that_cannot_be_one_day_are_told_by_holder_until_rejected(
    filled: Filled,
) -> None:
    dates = {"a": "1974-04-18", "b": "1974", "c": "1975"}
    held = dated(**dates)
    filled(held)
    (found,) = reconcile().of("disagreement")
    assert found.values == tuple(
        (f"organisation/{who}", (day,)) for who, day in dates.items()
    )
    assert found.about == "formal"
    filled([], [reject(held[-1])])
    assert reconcile().of("disagreement") == []


def test_kinds_that_differ_are_told(filled: Filled) -> None:
    kinds = {"a": "sister-city", "b": "friendship-city"}.items()
    told = [
        claim("tie/osaka-shanghai", "type", k, holder=f"organisation/{h}")
        for h, k in kinds
    ]
    filled([*dated(), *told])
    (found,) = reconcile().of("disagreement")
    assert (found.about, found.parties) == (
        "type",
        ("government/osaka", "government/shanghai"),
    )


def test_only_the_ties_asked_about_are_laid_side_by_side(filled: Filled) -> None:
    own_lists = (
        own("osaka", "shanghai", "osaka", "shanghai"),
        own("osaka", "kobe", "kobe"),
    )
    china = facts("area/china", country="CN", name="China")
    filled(flat(places(), china, *own_lists, own("kobe", "tianjin", "kobe")))
    assert [f.tie for f in reconcile(of="Osaka").of("one-sided")] == ["tie/osaka-kobe"]
    assert [f.tie for f in reconcile(between=("Kobe", "China")).of("one-sided")] == [
        "tie/kobe-tianjin"
    ]
    with pytest.raises(BadQuestion, match="one place or for two sides"):
        reconcile(of="Osaka", between=("Kobe", "China"))


def test_gaps_and_checks_of_a_thing_reach_the_parts_of_its_ties(filled: Filled) -> None:
    part = facts("office/o", tie="tie/a-b", opened="1985", closed="1980")
    country = claim("government/a", "country", "JP")
    filled([country, *tie("a-b", "a", "b"), *part, *tie("c-d", "c", "d", date="")])
    gaps = find_gaps.answer(find_gaps.Question("a-b"), Times.of(None)).gaps
    assert {gap.subject for gap in gaps} == {"tie/a-b", "office/o"}
    checked = check_register.answer(
        check_register.Question("government/a"), Times.of(None)
    )
    assert [found.code for found in checked.findings] == ["end-before-start"]


def test_a_finding_names_things_and_dates_in_the_language_of_the_reader(
    filled: Filled,
) -> None:
    details = (("party", "government/a"), ("date", "1974-04-18"), ("existence", "1980"))
    finding = Finding("before-party-exists", "tie/a-b", details, ("x",))
    filled([claim("government/a", "name", "Aville")])
    said = finding_words(finding, Wording.english(ask.known_register()))
    assert said == "made 18 April 1974, but Aville exists only from 1980"
