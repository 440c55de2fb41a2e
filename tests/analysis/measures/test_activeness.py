"""Activeness: by what is recorded and by a stated rule, never by a status alone."""

from __future__ import annotations

import pytest

from builders import Claims, claim, document, status
from kizuna.analysis.measures.calendar import Activeness

from .conftest import exchange, measured, part, programme


def _found(*claims: Claims, **given: str) -> Activeness:
    return measured(*claims, **given).activeness


def _read() -> Claims:
    """The gazette says of a field that the tie is lived in it, so that its silence on events tells something."""
    return part("field", "f", concept="youth")


_JUDGED: dict[str, tuple[list[Claims], tuple[str, ...], str]] = {
    "three years since the last event": ([_read(), exchange("x", "1984-04-10")], ("active",), ""),
    "more than three": ([_read(), exchange("x", "1984-03-20")], ("slowing",), ""),
    "more than three, in years of which no document tells": (
        *([exchange("x", "1984-03-20")], (), "not-read"),
    ),
    "five": ([exchange("old", "1975"), _read(), exchange("x", "1982-04-10")], ("slowing",), ""),
    "more than five": ([_read(), exchange("x", "1982-03-20")], ("dormant",), ""),
    "an uncertain date": ([_read(), exchange("x", "1984")], ("active", "slowing"), ""),
    "no date at all": ([_read(), exchange("x")], (), "undated"),
    "a programme that runs": ([programme("x", "1976/..", recurrence="regular")], ("active",), ""),
    "a programme that ended": ([programme("x", "1976/1978")], ("dormant",), ""),
    "the paper that made the tie": ([part("agreement", "a", signed="1974-04-18")], (), "no-event"),
    "a later paper": ([_read(), part("agreement", "b", signed="1986-09")], ("active",), ""),
}


@pytest.mark.parametrize(("claims", "states", "why"), _JUDGED.values(), ids=_JUDGED)
def test_the_last_sign_that_the_tie_is_lived_decides(
    claims: list[Claims], states: tuple[str, ...], why: str
) -> None:
    found = _found(*claims)
    assert (found.states, found.why) == (states, why)


def test_a_tie_without_events_has_no_evidence_whatever_its_status() -> None:
    for word in ("active", "dormant"):
        found = _found(status("a-b", word, "1987"))
        assert (found.states, found.why, found.differs) == ((), "no-event", None)


def test_where_no_document_accounts_for_the_last_years_there_is_no_evidence() -> None:
    found = _found(programme("x", "1976/.."), on="2020-01-01")
    assert (found.states, found.why) == ((), "not-read")


def test_a_memoir_of_one_visit_does_not_account_for_the_years_in_which_it_was_written() -> None:
    memoir = [
        *document("memoir", "2019"),
        claim("exchange/x", "size", "5 persons", document="document/memoir"),
    ]
    assert _found(exchange("x", "1986"), memoir, on="2020-01-01").why == "not-read"


def test_a_chronicle_of_several_visits_does() -> None:
    chronicle = document("chronicle", "2019")
    visits = [exchange(slug, "1986") for slug in ("x", "y", "z")]
    told = [
        claim(f"exchange/{slug}", "size", "5 persons", document="document/chronicle")
        for slug in ("x", "y", "z")
    ]
    assert _found(*visits, chronicle, told, on="2020-01-01").states == ("dormant",)


def test_the_status_stands_beside_the_rule_and_says_whether_it_differs() -> None:
    silent = (_read(), exchange("x", "1976"))
    assert _found(*silent, status("a-b", "active", "1987")).differs is True
    assert _found(*silent, status("a-b", "dormant", "1987")).differs is False
    assert _found(exchange("x", "1986"), status("a-b", "suspended", "1987")).differs is True
    assert _found(exchange("x", "1986")).differs is None


def test_the_last_sign_is_dated_from_least_to_most() -> None:
    since = _found(_read(), exchange("x", "1984")).since
    assert since is not None
    assert (since.least, since.most) == (2.25, 3.25)


def test_activeness_rests_on_what_may_be_the_last_sign() -> None:
    last = exchange("x", "1986")
    assert set(_found(exchange("old", "1975"), last).claims) == {c.id for c in last}
