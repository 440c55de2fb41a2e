"""From proposals to claims: each kind says what the text says, and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.rules import check_claim
from kizuna.errors import Ambiguous, NotFound
from kizuna.proposals.drafting import Citing, confidence_of
from kizuna.proposals.ledger import Drafted, claims_of
from kizuna.proposals.proposal import KINDS, Proposal
from kizuna.values import kind_of, parse_json

_CITING = Citing(
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

    def told(self, kind: str, passage: tuple[int, int], said: Mapping[str, str]) -> tuple[str, ...]:
        return self.cited.get(kind, ())


_TWO = _Known({"Aville": "government/aville", "Bville": "government/bville"})


def _proposal(kind: str, props: dict[str, Any] | None = None, **given: Any) -> Proposal:
    said: dict[str, Any] = {
        "subject": "Aville",
        "object": "Bville",
        "quote": "as the gazette says",
        "start": 100,
        "end": 119,
        "confidence": 0.9,
    }
    return Proposal(kind, props=props or {}, **{**said, **given})


def _drafted(*proposals: Proposal, known: _Known = _TWO) -> Drafted:
    drafted = claims_of(proposals, known, _CITING)
    for claim in drafted.claims:
        check_claim(claim)
    return drafted


def _said(drafted: Drafted, prefix: str, ref: str = "") -> dict[str, Any]:
    """The values of the one subject of a kind (or of `ref`), by property; several values as a list."""
    found: dict[str, Any] = {}
    (subject,) = (
        [ref] if ref else {c.subject for c in drafted.claims if kind_of(c.subject) == prefix}
    )
    for claim in drafted.claims:
        if claim.subject == subject:
            value = parse_json(claim.value)
            held = found.get(claim.property)
            found[claim.property] = value if held is None else [held, value]
    return found


def test_a_tie_has_its_parties_its_type_and_its_beginning() -> None:
    drafted = _drafted(
        _proposal("tie", {"type": "sister_city", "status": "active", "start": "1974-05"})
    )
    assert _said(drafted, "tie") == {
        "party": ["government/aville", "government/bville"],
        "type": "sister-city",
        "milestone": {"stage": "formal", "date": "1974-05"},
        "status": {"status": "active"},
    }
    assert drafted.left_out == ()


def test_a_status_holds_from_the_beginning_of_the_tie_and_an_end_from_its_end() -> None:
    active = _drafted(_proposal("tie", {"status": "active", "start": "1974"}))
    ended = _drafted(_proposal("tie", {"status": "ended", "start": "1974", "end": "1990"}))
    valid = [
        claim.valid
        for drafted in (active, ended)
        for claim in drafted.claims
        if claim.property == "status"
    ]
    assert valid == ["1974/..", "1990/.."]


def test_every_claim_cites_the_passage_and_says_how_sure_it_is() -> None:
    for claim in _drafted(_proposal("field", {"field": "youth"}, confidence=0.83)).claims:
        assert (claim.sha256, claim.start, claim.end) == ("a" * 64, 100, 119)
        assert claim.method.startswith("rules@1")
        assert confidence_of(claim.method) == 0.83


@pytest.mark.parametrize(
    ("confidence", "status", "certainty"),
    [(0.8, "asserted", "likely"), (0.79, "asserted", "doubtful"), (1, "unverified", "unverified")],
)
def test_certainty_follows_confidence(confidence: float, status: str, certainty: str) -> None:
    drafted = _drafted(_proposal("field", {"field": "youth"}, confidence=confidence, status=status))
    assert {claim.certainty for claim in drafted.claims} == {Certainty(certainty)}


def test_what_is_denied_is_denied_but_its_parties_are_named() -> None:
    drafted = _drafted(_proposal("tie", {"type": "sister_city"}, status="negated"))
    stances = {claim.property: claim.stance for claim in drafted.claims}
    assert stances == {"party": Stance.ASSERTED, "type": Stance.DENIED}


def test_a_tie_that_the_register_has_is_kept() -> None:
    parties = frozenset(("government/aville", "government/bville"))
    known = _Known(_TWO.names, {parties: "tie/known"})
    drafted = _drafted(_proposal("field", {"field": "youth"}), known=known)
    assert {c.subject for c in drafted.claims} == {"field/known-youth"}


def test_two_orders_of_the_same_names_are_one_tie() -> None:
    drafted = _drafted(
        _proposal("tie", {"type": "twin_town"}),
        _proposal("tie", {"type": "twin_town"}, subject="Bville", object="Aville", start=90),
    )
    assert {c.subject for c in drafted.claims} == {"tie/aville-bville"}


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Xi'an", "government/xian"),
        ("Żory", "government/zory"),
        ("Green Prefecture", "government/green-prefecture"),
        ("Port of Aville", "organisation/port-of-aville"),
        ("University of Cville", "organisation/university-of-cville"),
    ],
)
def test_a_name_that_nobody_has_gets_an_id_and_is_claimed(name: str, ref: str) -> None:
    drafted = _drafted(_proposal("tie", {"type": "other"}, subject=name))
    assert _said(drafted, kind_of(ref), ref)["name"]["text"] == name


def test_a_name_in_other_letters_gets_an_id_too() -> None:
    drafted = _drafted(_proposal("tie", {"type": "other"}, subject="青町"))
    assert any(c.subject.startswith("government/n-") for c in drafted.claims)


def test_an_id_that_is_taken_by_another_name_is_not_used_again() -> None:
    known = _Known({**_TWO.names, "Old Cville": "government/cville"})
    drafted = _drafted(_proposal("tie", {"type": "other"}, object="Cville"), known=known)
    assert "government/cville-2" in {c.subject for c in drafted.claims}


def test_a_name_of_several_is_left_out_with_the_reason() -> None:
    known = _Known({**_TWO.names, "Cville": "several"})
    drafted = _drafted(_proposal("tie", {"type": "other"}, object="Cville"), known=known)
    assert drafted.claims == ()
    assert "'Cville' may mean any of these" in drafted.left_out[0].reason


def test_an_agreement_dates_the_tie_by_its_signing() -> None:
    props = {
        "type": "sister_city_agreement",
        "signed": "1974-05-04",
        "place": "Bville",
        "people": ["A. Brown"],
        "frequency": "annual",
    }
    drafted = _drafted(_proposal("agreement", props), _proposal("tie", {"start": "1974-05-04"}))
    assert _said(drafted, "agreement") == {
        "tie": "tie/aville-bville",
        "type": "sister-city-agreement",
        "signed": "1974-05-04",
        "recurrence": "annual",
        "place": "government/bville",
        "signatory": {"person": "person/a-brown"},
    }
    assert _said(drafted, "tie")["milestone"] == {
        "stage": "formal",
        "date": "1974-05-04",
        "basis": "signing",
    }


def test_a_field_keeps_its_number_in_the_list() -> None:
    drafted = _drafted(
        _proposal("field", {"field": "flora_fauna", "start": "1974"}, quote="7. Plants. Began")
    )
    assert _said(drafted, "field") == {
        "tie": "tie/aville-bville",
        "concept": "flora-fauna",
        "started": "1974",
        "number": 7,
    }


def test_a_programme_has_size_length_direction_and_payers() -> None:
    props = {
        "activity": "delegation of youth leaders",
        "field": "youth",
        "from": "Aville",
        "to": "Bville",
        "frequency": "every_5_years",
        "persons": _PERSONS,
        "duration": {"min": None, "max": 5, "approx": False, "unit": "days"},
        "start": "1981",
        "funding": [{"source": "Blue Company", "share": 0.75}, {"source": "Aville"}],
    }
    drafted = _drafted(_proposal("programme", props))
    said = _said(drafted, "programme")
    assert said["period"] == "1981/.."
    assert said["recurrence"] == "every-five-years"
    assert said["direction"] == {"from": "government/aville", "to": "government/bville"}
    assert said["size"]["max"] == 25
    assert said["duration"]["max"] == 5
    assert said["form"] == "delegation"
    payers = [parse_json(c.value) for c in drafted.claims if c.property == "payer"]
    assert payers == ["organisation/blue-company", "government/aville"]
    assert sum(c.property == "share" for c in drafted.claims) == 1


def test_a_direction_that_the_text_does_not_state_is_not_claimed() -> None:
    drafted = _drafted(_proposal("programme", {"activity": "letters"}))
    assert "direction" not in {c.property for c in drafted.claims}


def test_both_ways_is_a_mutual_direction() -> None:
    drafted = _drafted(_proposal("programme", {"activity": "letters", "direction": "both"}))
    assert _said(drafted, "programme")["direction"] == {
        "between": ["government/aville", "government/bville"]
    }


def test_an_event_becomes_an_exchange() -> None:
    props = {"type": "ship", "date": "1974", "from": "Aville", "place": "Bville"}
    said = _said(_drafted(_proposal("event", props, status="planned")), "exchange")
    assert (said["form"], said["date"], said["place"]) == (
        "ship-of-friendship",
        "1974",
        "government/bville",
    )
    assert said["direction"] == {"from": "government/aville"}


def test_a_place_that_nobody_knows_is_left_out_and_the_rest_is_kept() -> None:
    drafted = _drafted(_proposal("event", {"type": "visit", "place": "Brodbeck Hall"}))
    assert [left.part for left in drafted.left_out] == ["place"]
    assert _said(drafted, "exchange")["form"] == "visit"


def test_an_office_has_an_owner_and_a_host() -> None:
    drafted = _drafted(
        _proposal("tie", {"type": "sister_city"}),
        _proposal(
            "institution",
            {"type": "office", "place": "Bville", "founded": "1977"},
            subject="Aville trade office",
            object="Aville",
        ),
    )
    said = _said(drafted, "office")
    assert said.pop("name")["text"] == "Aville trade office"
    assert said == {
        "tie": "tie/aville-bville",
        "type": "trade-representative",
        "owner": "government/aville",
        "host": "government/bville",
        "opened": "1977",
    }


def test_an_office_of_the_same_owner_host_and_type_is_told_of_twice() -> None:
    offices = [
        _proposal(
            "institution", {"type": "office", "place": "Bville"}, subject=name, object="Aville"
        )
        for name in ("Aville economic office", "Aville's economic mission", "Aville tourist office")
    ]
    drafted = _drafted(_proposal("tie", {"type": "sister_city"}), *offices)
    found = {c.subject for c in drafted.claims if kind_of(c.subject) == "office"}
    assert len(found) == 2


def test_another_institution_is_an_organisation() -> None:
    drafted = _drafted(
        _proposal(
            "institution",
            {"type": "association", "founded": "1990"},
            subject="Aville Sister Cities Association",
            object="Aville",
        )
    )
    said = _said(drafted, "organisation")
    assert (said["type"], said["belongs_to"], said["existence"]) == (
        "association",
        "government/aville",
        "1990/..",
    )


def test_ties_of_unnamed_schools_go_to_the_tie_spoken_of_last() -> None:
    drafted = _drafted(
        _proposal("tie", {"type": "sister_city"}, object="Cville"),
        _proposal("tie", {"type": "sister_city"}),
        _proposal("institution", {"type": "school_tie"}, subject="schools", object="Aville"),
    )
    assert _said(drafted, "programme")["tie"] == "tie/aville-bville"


def test_schools_of_no_tie_are_left_out() -> None:
    schools = _proposal("institution", {"type": "school_tie"}, subject="schools", object="Aville")
    assert "belongs to no tie" in _drafted(schools).left_out[0].reason


def test_bodies_of_both_sides_without_names_are_a_programme_and_no_organisation() -> None:
    drafted = _drafted(
        _proposal("tie", {"type": "sister_city"}),
        _proposal(
            "institution", {"type": "other"}, subject="zoos of Aville and Bville", object="Aville"
        ),
    )
    assert _said(drafted, "programme")["form"] == "institutional-ties"
    assert "organisation" not in {kind_of(c.subject) for c in drafted.claims}


def test_a_tie_of_bodies_runs_under_that_of_their_places() -> None:
    first, second = "Aville dockers' union", "Bville dockers' union"
    drafted = _drafted(
        _proposal("tie", {"type": "sister_city"}),
        _proposal("tie", {"type": "other"}, subject=first, object=second, start=90),
    )
    (ref,) = {c.subject for c in drafted.claims if c.property == "parent"}
    said = _said(drafted, "tie", ref)
    assert (said["type"], said["parent"]) == ("other", "tie/aville-bville")


def test_a_body_lies_only_in_a_place_whose_ties_the_text_tells_of() -> None:
    known = _Known({**_TWO.names, "Lincoln": "government/lincoln"})
    drafted = _drafted(
        _proposal("tie", {"type": "other"}, subject="Lincoln High School", object="Hill School"),
        known=known,
    )
    assert "located_in" not in {c.property for c in drafted.claims}


def test_a_town_with_a_port_in_its_name_is_a_town() -> None:
    drafted = _drafted(_proposal("tie", {"type": "twin_town"}, subject="Port Ellen"))
    assert "government/port-ellen" in {c.subject for c in drafted.claims}


def test_a_title_that_was_awarded_is_an_honour_and_no_exchange() -> None:
    quote = "In 1990 Anna Lee was made an honorary citizen of Bville"
    drafted = _drafted(
        _proposal("event", {"type": "award", "date": "1990", "people": ["Ivo Stam"]}, quote=quote)
    )
    said = _said(drafted, "honour")
    assert (said["title"]["text"], said["recipient"]) == ("honorary citizen", "person/anna-lee")
    assert (said["awarded_by"], said["date"]) == ("government/bville", "1990")
    assert "exchange" not in {kind_of(c.subject) for c in drafted.claims}


def test_an_award_of_no_told_title_is_an_exchange() -> None:
    drafted = _drafted(_proposal("event", {"type": "award"}))
    assert _said(drafted, "exchange")["form"] == "award"


def test_a_line_between_the_two_sides_is_a_transport_link_for_each_carrier() -> None:
    quote = "The airline Tern and the Danish state airline fly one flight each a week between"
    drafted = _drafted(_proposal("programme", {"field": "transport"}, quote=quote))
    links = {c.subject for c in drafted.claims if kind_of(c.subject) == "transport"}
    assert len(links) == 2
    for link in links:
        said = _said(drafted, "transport", link)
        assert (said["mode"], said["frequency"]["max"], said["frequency"]["unit"]) == (
            "air",
            1,
            "flights",
        )
        assert said["between"] == ["government/aville", "government/bville"]


def test_how_often_several_carriers_run_together_is_told_of_none() -> None:
    quote = "The airline Tern and the Danish state airline complete ten flights a week"
    drafted = _drafted(_proposal("programme", {"field": "transport"}, quote=quote))
    assert "frequency" not in {c.property for c in drafted.claims}


def test_trade_has_goods_direction_and_a_price_ratio() -> None:
    ratio = {"min": 2, "max": 3, "approx": False, "unit": "times below market price"}
    props = {"goods": ["squid", "shrimp"], "from": "Bville", "to": "Aville", "ratio": ratio}
    said = _said(_drafted(_proposal("trade", props)), "trade")
    assert [goods["text"] for goods in said["goods"]] == ["squid", "shrimp"]
    assert said["price_ratio"] == {"min": 2, "max": 3, "approximate": False, "unit": "ratio"}


def test_a_statistic_has_a_measure_and_a_scope() -> None:
    props = {
        "measure": "cities with ties to the PRC",
        "value": {"min": 24, "max": 24, "approx": False, "unit": "cities"},
        "as_of": "1987",
    }
    said = _said(
        _drafted(_proposal("statistic", props, subject="Green Region", object=None)), "statistic"
    )
    assert (said["measure"], said["scope"]) == ("municipalities-with-ties", "area/green-region")


def test_a_measure_that_the_register_does_not_keep_is_told() -> None:
    drafted = _drafted(_proposal("statistic", {"measure": "rainfall"}, object=None))
    assert "'rainfall' is no measure" in drafted.left_out[0].reason


def test_what_claims_of_the_same_passage_are_about_is_not_made_again() -> None:
    known = _Known(_TWO.names, cited={"programme": ("programme/choirs",)})
    drafted = _drafted(_proposal("programme", {"activity": "choirs"}), known=known)
    assert _said(drafted, "programme")["activity"]["text"] == "choirs"
    assert "programme/choirs" in {c.subject for c in drafted.claims}


@pytest.mark.parametrize(
    "props",
    [
        {"activity": "x", "persons": {"min": 30, "max": 20, "unit": "persons"}},
        {"activity": "x", "persons": {"min": 2, "max": 2, "unit": "furlongs"}},
        {"activity": "x", "start": "the other day"},
        {"activity": "x", "frequency": "hourly"},
    ],
)
def test_a_part_that_no_property_takes_is_left_out_alone(props: dict[str, Any]) -> None:
    drafted = _drafted(_proposal("programme", props))
    assert len(drafted.left_out) == 1
    assert _said(drafted, "programme")["activity"]["text"] == "x"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@given(
    st.sampled_from(KINDS),
    st.dictionaries(
        st.sampled_from(
            ["type", "start", "signed", "field", "persons", "place", "from", "people", "funding"]
        ),
        _JSON,
    ),
    st.text(max_size=6),
    st.none() | st.text(max_size=6),
)
def test_whatever_a_proposal_holds_it_becomes_claims_or_is_listed(
    kind: str, props: dict[str, Any], subject: str, other: str | None
) -> None:
    drafted = _drafted(_proposal(kind, props, subject=subject, object=other))
    assert drafted.claims or drafted.left_out
