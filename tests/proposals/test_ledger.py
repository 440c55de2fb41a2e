"""From proposals to claims: each kind says what the text says, and nothing is lost on
the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.rules import check_claim
from kizuna.errors import Ambiguous, NotFound
from kizuna.proposals.drafting import LeftOut, confidence_of
from kizuna.proposals.ledger import claims_of
from kizuna.proposals.proposal import KINDS, Proposal
from kizuna.values import kind_of, parse_json

_CITING = partial(
    Claim,
    document="document/gazette",
    sha256="a" * 64,
    holder="organisation/council",
    recorder="person/anna-lee",
    recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
    method="rules@1",
)
_PERSONS = {"min": 20, "max": 25, "approx": False, "unit": "persons"}


@dataclass
class _Known:
    """A register that knows a few names and ties."""

    names: Mapping[str, str] = field(default_factory=dict)
    ties: Mapping[frozenset[str], str] = field(default_factory=dict)
    cited: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def named(self, name: str, kinds: tuple[str, ...]) -> str:
        ref = self.names.get(name, "")
        if ref == "several":
            raise Ambiguous(name, [("government/a", ""), ("government/b", "")])
        if not ref or kind_of(ref) not in kinds:
            raise NotFound(name)
        return ref

    def is_free(self, ref: str) -> bool:
        return ref not in {*self.names.values(), *self.ties.values()}

    def tie_of(self, parties: frozenset[str]) -> str:
        return self.ties.get(parties, "")

    def told(
        self, kind: str, passage: tuple[int, int], said: Mapping[str, str]
    ) -> tuple[str, ...]:
        return self.cited.get(kind, ())


_TWO = _Known({"Aville": "government/aville", "Bville": "government/bville"})


def _proposal(kind: str, props: dict[str, Any] | None = None, **given: Any) -> Proposal:
    said: dict[str, Any] = {"subject": "Aville", "object": "Bville", "confidence": 0.9}
    said |= {"quote": "as the gazette says", "start": 100, "end": 119}
    return Proposal(kind, props=props or {}, **{**said, **given})


class Drafted(NamedTuple):
    """The claims that proposals make, and what was left out."""

    claims: list[Claim]
    left_out: list[LeftOut]


def _drafted(*proposals: Proposal, known: _Known = _TWO) -> Drafted:
    drafted = Drafted(*claims_of(proposals, known, _CITING))
    for claim in drafted.claims:
        check_claim(claim)
    return drafted


def _said(drafted: Drafted, prefix: str, ref: str = "") -> dict[str, Any]:
    """The values of the one subject of a kind (or of `ref`), by property; several
    values as a list.
    """
    found: dict[str, Any] = {}
    (subject,) = (
        [ref]
        if ref
        else {c.subject for c in drafted.claims if kind_of(c.subject) == prefix}
    )
    for claim in drafted.claims:
        if claim.subject == subject:
            value = parse_json(claim.value)
            held = found.get(claim.property)
            found[claim.property] = value if held is None else [held, value]
    return found


def _institution(name: str, **props: str) -> Proposal:
    return _proposal("institution", props, subject=name, object="Aville")


_AVILLE, _BVILLE = "government/aville", "government/bville"
_SISTERS, _TIED = (
    _proposal("tie", {"type": "sister_city"}),
    {"tie": "tie/aville-bville"},
)
_FIVE_DAYS = {"min": None, "max": 5, "approx": False, "unit": "days"}
_AGREED = {"type": "sister_city_agreement", "signed": "1974-05-04", "place": "Bville"}
_SIGNED_BY = {**_AGREED, "people": ["A. Brown"], "frequency": "annual"}
_PAID = [{"source": "Blue Company", "share": 0.75}, {"source": "Aville"}]
_LEADERS = {
    "activity": "delegation of youth leaders",
    "field": "youth",
    "start": "1981",
}
_SENT = {"from": "Aville", "to": "Bville", "persons": _PERSONS, "duration": _FIVE_DAYS}
_OFTEN = {"frequency": "every_5_years", "funding": _PAID}
_YOUTH = _proposal("programme", {**_LEADERS, **_SENT, **_OFTEN})
_HONOUR = _proposal(
    "event",
    {"type": "award", "date": "1990", "people": ["Ivo Stam"]},
    quote="In 1990 Anna Lee was made an honorary citizen of Bville",
)
_RATIO = {"min": 2, "max": 3, "approx": False, "unit": "times below market price"}
_CITIES = {"min": 24, "max": 24, "approx": False, "unit": "cities"}
_SAID: dict[str, tuple[list[Proposal], str, dict[str, Any]]] = {
    "a tie has its parties, its type and its beginning": (
        [_proposal("tie", {"type": "sister_city", "status": "active", "start": "1974-05"})], "tie",
        {"party": [_AVILLE, _BVILLE], "type": "sister-city", "status": {"status": "active"},
         "milestone": {"stage": "formal", "date": "1974-05"}}),
    "an agreement has its type, day, place, recurrence and signatory": (
        [_proposal("agreement", _SIGNED_BY)], "agreement",
        {**_TIED, "type": "sister-city-agreement", "signed": "1974-05-04", "recurrence": "annual",
         "place": _BVILLE, "signatory": {"person": "person/a-brown"}}),
    "an agreement dates the tie by its signing": (
        [_proposal("agreement", _AGREED), _proposal("tie", {"start": "1974-05-04"})], "tie",
        {"milestone": {"stage": "formal", "date": "1974-05-04", "basis": "signing"}}),
    "a field keeps its number in the list": (
        [_proposal("field", {"field": "flora_fauna", "start": "1974"}, quote="7. Plants. Began")], "field",
        {**_TIED, "concept": "flora-fauna", "started": "1974", "number": 7}),
    "a programme has size, length, direction and form": (
        [_YOUTH], "programme",
        {"period": "1981/..", "recurrence": "every-five-years", "form": "delegation",
         "direction": {"from": _AVILLE, "to": _BVILLE},
         "size": {"min": 20, "max": 25, "approximate": False, "unit": "persons"},
         "duration": {"min": None, "max": 5, "approximate": False, "unit": "days"}}),
    "both ways is a mutual direction": (
        [_proposal("programme", {"activity": "letters", "direction": "both"})], "programme",
        {"direction": {"between": [_AVILLE, _BVILLE]}}),
    "a direction that the text does not state is not claimed": (
        [_proposal("programme", {"activity": "letters"})], "programme", {"direction": None}),
    "an event becomes an exchange": (
        [_proposal("event", {"type": "ship", "date": "1974", "from": "Aville", "place": "Bville"})], "exchange",
        {"form": "ship-of-friendship", "date": "1974", "place": _BVILLE, "direction": {"from": _AVILLE}}),
    "an award of no told title is an exchange": (
        [_proposal("event", {"type": "award"})], "exchange", {"form": "award"}),
    "a title that was awarded is an honour": (
        [_HONOUR], "honour",
        {"title": {"text": "honorary citizen", "language": "en"}, "recipient": "person/anna-lee",
         "awarded_by": _BVILLE, "date": "1990"}),
    "an office has an owner and a host": (
        [_SISTERS, _institution("Aville trade office", type="office", place="Bville", founded="1977")], "office",
        {**_TIED, "type": "trade-representative", "owner": _AVILLE, "host": _BVILLE, "opened": "1977"}),
    "another institution is an organisation": (
        [_institution("Aville Sister Cities Association", type="association", founded="1990")], "organisation",
        {"type": "association", "belongs_to": _AVILLE, "existence": "1990/.."}),
    "ties of unnamed schools go to the tie spoken of last": (
        [_proposal("tie", {"type": "sister_city"}, object="Cville"), _SISTERS,
         _institution("schools", type="school_tie")], "programme", _TIED),
    "bodies of both sides without names are a programme": (
        [_SISTERS, _institution("zoos of Aville and Bville", type="other")], "programme",
        {"form": "institutional-ties"}),
    "trade has goods and a price ratio": (
        [_proposal("trade", {"goods": ["squid"], "from": "Bville", "ratio": _RATIO})], "trade",
        {"goods": {"text": "squid", "language": "en"},
         "price_ratio": {"min": 2, "max": 3, "approximate": False, "unit": "ratio"}}),
    "a statistic has a measure and a scope": (
        [_proposal("statistic", {"measure": "cities with ties to the PRC", "value": _CITIES, "as_of": "1987"},
                   subject="Green Region", object=None)], "statistic",
        {"measure": "municipalities-with-ties", "scope": "area/green-region"}),
}  # fmt: skip


@pytest.mark.parametrize(("proposals", "kind", "said"), _SAID.values(), ids=list(_SAID))
def test_each_kind_says_what_the_text_says(
    proposals: list[Proposal], kind: str, said: dict[str, Any]
) -> None:
    drafted = _drafted(*proposals)
    found = _said(drafted, kind)
    assert {name: found.get(name) for name in said} == said
    assert drafted.left_out == []


def test_an_honour_is_no_exchange_and_bodies_without_names_are_no_organisation() -> (
    None
):
    bodies = _institution("zoos of Aville and Bville", type="other")
    kinds = {kind_of(c.subject) for c in _drafted(_SISTERS, bodies, _HONOUR).claims}
    assert not {"exchange", "organisation"} & kinds


def test_each_payer_of_a_programme_is_claimed_with_the_share_that_is_told() -> None:
    drafted = _drafted(_YOUTH)
    payers = [parse_json(c.value) for c in drafted.claims if c.property == "payer"]
    assert payers == ["organisation/blue-company", _AVILLE]
    assert sum(c.property == "share" for c in drafted.claims) == 1


@pytest.mark.parametrize(
    ("status", "valid"), [("active", "1974/.."), ("ended", "1990/..")]
)
def test_a_status_holds_from_the_beginning_of_the_tie_and_an_end_from_its_end(
    status: str, valid: str
) -> None:
    drafted = _drafted(
        _proposal("tie", {"status": status, "start": "1974", "end": "1990"})
    )
    assert [claim.valid for claim in drafted.claims if claim.property == "status"] == [
        valid
    ]


def test_every_claim_cites_the_passage_and_says_how_sure_it_is() -> None:
    for claim in _drafted(
        _proposal("field", {"field": "youth"}, confidence=0.83)
    ).claims:
        assert (claim.sha256, claim.start, claim.end) == ("a" * 64, 100, 119)
        assert claim.method.startswith("rules@1")
        assert confidence_of(claim.method) == 0.83


@pytest.mark.parametrize(
    ("confidence", "status", "certainty"),
    [
        (0.8, "asserted", "likely"),
        (0.79, "asserted", "doubtful"),
        (1, "unverified", "unverified"),
    ],
)
def test_certainty_follows_confidence(
    confidence: float, status: str, certainty: str
) -> None:
    drafted = _drafted(
        _proposal("field", {"field": "youth"}, confidence=confidence, status=status)
    )
    assert {claim.certainty for claim in drafted.claims} == {Certainty(certainty)}


def test_what_is_denied_is_denied_but_its_parties_are_named() -> None:
    drafted = _drafted(_proposal("tie", {"type": "sister_city"}, status="negated"))
    stances = {claim.property: claim.stance for claim in drafted.claims}
    assert stances == {"party": Stance.ASSERTED, "type": Stance.DENIED}


def test_a_tie_that_the_register_has_is_kept_and_two_orders_of_its_names_are_one() -> (
    None
):
    known = _Known(_TWO.names, {frozenset((_AVILLE, _BVILLE)): "tie/known"})
    drafted = _drafted(_proposal("field", {"field": "youth"}), known=known)
    assert {c.subject for c in drafted.claims} == {"field/known-youth"}
    turned = _proposal(
        "tie", {"type": "sister_city"}, subject="Bville", object="Aville", start=90
    )
    assert {c.subject for c in _drafted(_SISTERS, turned).claims} == {
        "tie/aville-bville"
    }


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        *(("Xi'an", "government/xian"), ("Żory", "government/zory")),
        *(("Port Ellen", "government/port-ellen"), ("青町", "government/n-c783b106")),
        ("Green Prefecture", "government/green-prefecture"),
        ("Port of Aville", "organisation/port-of-aville"),
        ("University of Cville", "organisation/university-of-cville"),
        ("Dville", "government/dville-2"),  # another place has the id without a number
    ],
)
def test_a_name_that_nobody_has_gets_an_id_and_is_claimed(name: str, ref: str) -> None:
    known = _Known({**_TWO.names, "Old Dville": "government/dville"})
    drafted = _drafted(_proposal("tie", {"type": "other"}, subject=name), known=known)
    assert _said(drafted, kind_of(ref), ref)["name"]["text"] == name


_LEFT_OUT = {
    "'Cville' may mean any of these": _proposal(
        "tie", {"type": "other"}, object="Cville"
    ),
    "'schools' belongs to no tie": _institution("schools", type="school_tie"),
    "'rainfall' is no measure": _proposal(
        "statistic", {"measure": "rainfall"}, object=None
    ),
}


@pytest.mark.parametrize(("reason", "proposal"), _LEFT_OUT.items())
def test_what_cannot_be_claimed_is_left_out_with_the_reason(
    reason: str, proposal: Proposal
) -> None:
    drafted = _drafted(proposal, known=_Known({**_TWO.names, "Cville": "several"}))
    assert drafted.claims == []
    assert reason in drafted.left_out[0].reason


def test_an_office_of_the_same_owner_host_and_type_is_told_of_twice() -> None:
    names = (
        "Aville economic office",
        "Aville's economic mission",
        "Aville tourist office",
    )
    offices = [_institution(name, type="office", place="Bville") for name in names]
    drafted = _drafted(_SISTERS, *offices)
    found = {c.subject for c in drafted.claims if kind_of(c.subject) == "office"}
    assert len(found) == 2


def test_a_tie_of_bodies_runs_under_that_of_their_places() -> None:
    first, second = "Aville dockers' union", "Bville dockers' union"
    bodies = _proposal("tie", {"type": "other"}, subject=first, object=second, start=90)
    drafted = _drafted(_SISTERS, bodies)
    (ref,) = {c.subject for c in drafted.claims if c.property == "parent"}
    said = _said(drafted, "tie", ref)
    assert (said["type"], said["parent"]) == ("other", "tie/aville-bville")


def test_a_body_lies_only_in_a_place_whose_ties_the_text_tells_of() -> None:
    known = _Known({**_TWO.names, "Lincoln": "government/lincoln"})
    names = {"subject": "Lincoln High School", "object": "Hill School"}
    drafted = _drafted(_proposal("tie", {"type": "other"}, **names), known=known)
    assert "located_in" not in {c.property for c in drafted.claims}


def _flown(words: str) -> Drafted:
    quote = f"The airline Tern and the Danish state airline {words}"
    return _drafted(_proposal("programme", {"field": "transport"}, quote=quote))


def test_a_line_is_a_transport_link_for_each_carrier_with_what_each_runs_by_itself() -> (
    None
):
    drafted = _flown("fly one flight each a week between")
    links = {c.subject for c in drafted.claims if kind_of(c.subject) == "transport"}
    assert len(links) == 2
    for link in links:
        said = _said(drafted, "transport", link)
        assert (said["mode"], said["frequency"]["max"]) == ("air", 1)
        assert (said["between"], said["frequency"]["unit"]) == (
            [_AVILLE, _BVILLE],
            "flights",
        )
    together = _flown("complete ten flights a week")
    assert "frequency" not in {c.property for c in together.claims}


def test_what_claims_of_the_same_passage_are_about_is_not_made_again() -> None:
    known = _Known(_TWO.names, cited={"programme": ("programme/choirs",)})
    drafted = _drafted(_proposal("programme", {"activity": "choirs"}), known=known)
    assert _said(drafted, "programme")["activity"]["text"] == "choirs"
    assert "programme/choirs" in {c.subject for c in drafted.claims}


@pytest.mark.parametrize(
    "props",
    [
        {"persons": {"min": 30, "max": 20, "unit": "persons"}},
        {"persons": {"min": 2, "max": 2, "unit": "furlongs"}},
        *({"date": "the other day"}, {"field": "cooking"}, {"place": "Brodbeck Hall"}),
    ],
)
def test_a_part_that_no_property_takes_is_left_out_alone(props: dict[str, Any]) -> None:
    drafted = _drafted(_proposal("event", {"type": "visit", "activity": "x", **props}))
    assert len(drafted.left_out) == 1
    said = _said(drafted, "exchange")
    assert (said["form"], said["activity"]["text"]) == ("visit", "x")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner)
    ),
    max_leaves=4,
)


_KEYS = "type start signed field persons place from people funding"
_PROPS = st.dictionaries(st.sampled_from(_KEYS.split()), _JSON)
_NAME = st.text(max_size=6)


@given(st.sampled_from(KINDS), _PROPS, _NAME, st.none() | _NAME)
def test_whatever_a_proposal_holds_it_becomes_claims_or_is_listed(
    kind: str, props: dict[str, Any], subject: str, other: str | None
) -> None:
    drafted = _drafted(_proposal(kind, props, subject=subject, object=other))
    assert drafted.claims or drafted.left_out
