"""Pages of the query service: polite, patient, and in the form of documents."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.errors import BadDate, FetchFailed
from kizuna.sources.fetch import Policy
from kizuna.sources.wikidata.entities import edtf_of, entity_of
from kizuna.sources.wikidata.sparql import Service, documents, items_after
from kizuna.values import Edtf
from query_service import answering

THREE = {"Q10": "Q20", "Q20": "Q10", "Q30": ""}


def _service(endpoint: str, waits: list[float] | None = None, **given: Any) -> Service:
    slept = [] if waits is None else waits
    policy = Policy(timeout=5, retries=3, backoff=0.01, allow_private=True, sleep=slept.append)
    return Service(endpoint, policy, **given)


def test_items_are_listed_page_after_page_by_who_says_who_asks_and_how_far_it_may_lag() -> None:
    with answering(THREE) as server:
        service = _service(server.endpoint, listed=2)
        first = items_after(service, "")
        assert (first, items_after(service, first[-1])) == (["Q10", "Q20"], ["Q30"])
    assert server.agents[0].startswith("Kizuna/")
    assert server.asked[0]["maxlag"] == ["5"]


def test_a_page_gives_documents_as_a_dump_does_and_a_partner_without_a_name_is_unknown() -> None:
    with answering(THREE) as server:
        entity, other = map(entity_of, documents(_service(server.endpoint), ["Q10", "Q30"]))
    assert entity is not None
    assert other is not None
    assert other.of("P190")[0].kind == "somevalue"
    assert (entity.revision, entity.modified) == (77, "2025-05-06")
    [statement] = entity.of("P190")
    assert (statement.id, statement.value) == ("Q10$AB-CD", "Q20")
    assert (statement.starts, statement.ends) == (("2001",), (None,))
    assert statement.references == ("https://a.example/",)


@pytest.mark.parametrize(
    ("reply", "wait"),
    [
        ((429, {"Retry-After": "7"}, b"slow down"), 7.0),
        ((200, {"Retry-After": "7"}, b'{"error": {"code": "maxlag", "lag": 9}}'), 7.0),
        ((200, {}, b'{"results": {"bindings": ['), 0.01),
    ],
    ids=["too many", "a lag", "an answer that breaks off"],
)
def test_the_wait_that_the_service_asks_for_is_kept(reply: Any, wait: float) -> None:
    waits: list[float] = []
    with answering(THREE, first=[reply]) as server:
        assert items_after(_service(server.endpoint, waits), "") == ["Q10", "Q20", "Q30"]
    assert waits == [wait]


def test_a_page_that_takes_too_long_is_halved() -> None:
    with answering(THREE, slow_above=1) as server:
        found = list(documents(_service(server.endpoint), ["Q10", "Q20", "Q30"]))
    assert [document["id"] for document in found] == ["Q10", "Q20", "Q30"]


@pytest.mark.parametrize(
    ("replies", "why"),
    [
        ([(403, {}, b"forbidden")], "forbidden"),
        *(([(200, {}, body)], "not a table") for body in (b'{"boolean": true}', b"[1]")),
        ([(200, {}, b'{"error": {"code": "maxlag"}}')] * 6, "lagged"),
    ],
    ids=["a refusal", "another form", "a list", "a lag without end"],
)
def test_a_service_that_gives_nothing_is_given_up(replies: Any, why: str) -> None:
    with answering(THREE, first=replies) as server, pytest.raises(FetchFailed, match=why):
        items_after(_service(server.endpoint), "")


def _time(day: str, precision: int, **more: Any) -> dict[str, Any]:
    return {"time": f"{day}T00:00:00Z", "precision": precision, **more}


@pytest.mark.parametrize(
    ("day", "precision", "expected"),
    [
        *(("+1947-00-00", 9, "1947"), ("+2001-01-01", 9, "2001"), ("-0044-00-00", 9, "-0043")),
        *(("+00000001962-04-00", 10, "1962-04"), ("+1974-04-18", 11, "1974-04-18")),
        *(("+1974-00-00", 11, "1974"), ("+1990-00-00", 8, "199X"), ("+2000-00-00", 7, "19XX")),
        *(("+1901-00-00", 7, "19XX"), ("+1000-00-00", 6, "0XXX"), ("+13000-00-00", 3, "")),
        ("+1974-04-18", 14, "1974-04-18"),
    ],
)
def test_a_time_is_as_precise_as_it_says(day: str, precision: int, expected: str) -> None:
    assert edtf_of(_time(day, precision)) == expected


def test_a_julian_day_becomes_a_gregorian_one_and_a_year_with_years_around_it_one_of_them() -> None:
    julian = "http://www.wikidata.org/entity/Q1985786"
    assert edtf_of(_time("+1917-10-25", 11, calendarmodel=julian)) == "1917-11-07"
    assert edtf_of(_time("+1975-00-00", 9, before=1, after=2)) == "[1974..1977]"
    for value in (None, "1974", {}, _time("1974", 9), _time("+1974-02-30", 11)):
        with pytest.raises(BadDate):
            edtf_of(value)


_MONTHS, _DAYS = st.integers(0, 15), st.integers(0, 40)
_CALENDARS = st.sampled_from(["Q1985786", "Q1985727"])


@given(st.integers(-(10**6), 10**6), _MONTHS, _DAYS, st.integers(-1, 15), _CALENDARS)
def test_every_time_is_edtf_or_refused(
    y: int, m: int, d: int, precision: int, calendar: str
) -> None:
    day = f"{'-' if y < 0 else '+'}{abs(y):04}-{m:02}-{d:02}"
    value = _time(day, precision, calendarmodel=calendar)
    try:
        text = edtf_of(value)
    except BadDate:
        return
    assert text == "" or Edtf.parse(text).text == text
