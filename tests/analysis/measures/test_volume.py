"""Volume: persons and person-days a year, and of each year, by the party that sent
them; no number is guessed.
"""

from __future__ import annotations

from typing import Any

import pytest

from builders import Claims, claim, government, register
from kizuna.analysis.figures import Measure
from kizuna.analysis.measures.activity import yearly
from kizuna.analysis.measures.volume import TieVolume, Volume, volume_of
from kizuna.claims.claim import Certainty
from kizuna.claims.kinds import Programme

from .conftest import BACK, BOTH, A, B, exchange, measured, part, programme


def _said(measure: Measure | None) -> str:
    return str(measure.quantity).removesuffix(" persons") if measure else ""


_RECURRENCES = {
    "monthly": 720,
    "twice-a-year": 120,
    "annual": 60,
    "every-two-years": 30,
}
_RECURRENCES |= {
    "every-three-years": 20,
    "every-five-years": 12,
    "regular": None,
    "once": None,
}


@pytest.mark.parametrize(
    ("recurrence", "size", "persons"),
    [
        *(
            (recurrence, "60 persons", persons)
            for recurrence, persons in _RECURRENCES.items()
        ),
        *((None, "60 persons", None), ("annual", "2 delegations", None)),
    ],
)
def test_only_a_recurrence_and_a_size_in_numbers_say_how_many_go_in_a_year(
    recurrence, size, persons
) -> None:
    stated = register(programme("x", recurrence=recurrence, size=size))
    found = yearly(stated.of_kind(Programme)[0])
    assert (str(found) if found else None) == (
        f"{persons} persons" if persons else None
    )


_UNCONFIRMED = claim(
    "programme/x", "size", "90 persons", certainty=Certainty.UNVERIFIED
)
_TWO_SIZES = [programme("x", size="20..25 persons"), programme("y", size="~10 persons")]
_REGULAR = programme("x", direction=BOTH, recurrence="regular")
_WAYS = {
    "each its own way": (
        [programme("x"), programme("y", direction=BACK)],
        "20",
        "20",
        [],
    ),
    "a mutual one both ways": ([programme("x", direction=BOTH)], "20", "20", []),
    "the sender alone is enough": (
        [programme("x", direction={"from": A})],
        "20",
        "",
        [],
    ),
    "the receiver too": ([programme("x", direction={"to": B})], "20", "", []),
    "ranges and approximate numbers stay so when added": (
        _TWO_SIZES,
        "~30..35",
        "",
        [],
    ),
    "no upper bound": (
        [programme("x", size="4.. persons"), programme("y")],
        "24..",
        "",
        [],
    ),
    "one without a yearly number is listed": (
        [_REGULAR, programme("y")],
        "20",
        "",
        ["x"],
    ),
    "one without a direction is listed": (
        [programme("x", direction=None)],
        "",
        "",
        ["x"],
    ),
    "an unconfirmed size stays out": (
        [programme("x", size=None), _UNCONFIRMED],
        "",
        "",
        ["x"],
    ),
}


def _programmes(*claims: Claims) -> Volume:
    return volume_of(
        register(*claims).of_kind(Programme), frozenset({A}), frozenset({B})
    )


@pytest.mark.parametrize(
    ("claims", "out", "back", "without"), _WAYS.values(), ids=_WAYS
)
def test_programmes_move_their_persons_there_and_back(
    claims, out, back, without
) -> None:
    found = _programmes(*claims)
    assert (_said(found.out.persons), _said(found.back.persons)) == (out, back)
    assert [p.id for p in found.without_number] == [
        f"programme/{slug}" for slug in without
    ]


def test_person_days_are_persons_times_the_length_of_the_stay_and_rest_on_its_programme() -> (
    None
):
    stay = programme("x", duration="2 weeks")
    found = _programmes(stay, programme("y"), programme("z", direction=BACK))
    assert _said(found.out.person_days) == "280 person-days"
    assert set(found.out.person_days.claims) == {c.id for c in stay}
    assert found.back.person_days is None


def _volume(*claims: Claims, **given: Any) -> TieVolume:
    return measured(*claims, **given).volume


_EXCHANGE = exchange("x", "1984", size="20 persons", duration="2 years")
_IN_EITHER = exchange("x", "[1980,1981]", size="12 persons")
_OF_A = {A: "20"}
_YEARS = {
    "a yearly programme in every year from its start, and in one that is not over perhaps": (
        *(programme("x", "1986/..", size="20..25 persons"), "1987-04-01"),
        {1986: {A: "20..25"}, 1987: {A: "0..25"}},
    ),
    "after the last document that attests it a programme perhaps": (
        *(programme("x", "1987/.."), "1988-12-31", {1987: _OF_A, 1988: {A: "0..20"}}),
    ),
    "one of unknown start perhaps before it was told of": (
        *(programme("x"), "1975-12-31", {1974: {A: "0..20"}, 1975: {A: "0..20"}}),
    ),
    "one that ended not later": (
        *(programme("x", "1980/1981"), "1987-04-01", {1980: _OF_A, 1981: _OF_A}),
    ),
    "a mutual one each way": (
        *(
            programme("x", "1986/1986", direction=BOTH),
            "1987-04-01",
            {1986: {**_OF_A, B: "20"}},
        ),
    ),
    "an event in the year in which it began": (_EXCHANGE, "1987-04-01", {1984: _OF_A}),
    "an event in one of several years perhaps in each": (
        *(_IN_EITHER, "1987-04-01", {1980: {A: "0..12"}, 1981: {A: "0..12"}}),
    ),
    "an undated event in none": (exchange("x", size="400.. persons"), "1987-04-01", {}),
}


@pytest.mark.parametrize(("claims", "on", "persons"), _YEARS.values(), ids=_YEARS)
def test_persons_are_moved_in_the_years_of_their_activities(
    claims, on, persons
) -> None:
    found = _volume(claims, on=on).by_year
    assert {
        y.year: {m.sender: _said(m.persons) for m in y.by_sender} for y in found
    } == persons


_COUNTED = programme("x", "1986/1986")
_OF_IT = exchange("v", "1986", size="22 persons", programme="programme/x")
_WHOLE = {
    "an event in one of several years is one in all": (
        [_IN_EITHER],
        1,
        {"persons": "12"},
    ),
    "an exchange of a counted programme adds no persons": (
        *([_COUNTED, _OF_IT], 1, {"persons": "20"}),
    ),
    "unknown sizes are listed and not guessed": (
        [exchange("x", "1980"), programme("y", size=None)],
        *(1, {"persons": "", "without_number": ["exchange/x", "programme/y"]}),
    ),
    "undated events count": (
        [exchange("x", size="400.. persons")],
        *(1, {"persons": "400..", "undated": ["exchange/x"]}),
    ),
    "persons of a time not stated are named for the person-days": (
        [_EXCHANGE, exchange("y", "1981", size="10 persons")],
        *(2, {"person_days": "14610 person-days", "without_duration": ["exchange/y"]}),
    ),
    "an undated agreement is no event": ([part("agreement", "a", ordinal=1)], 0, {}),
}


@pytest.mark.parametrize(("claims", "events", "told"), _WHOLE.values(), ids=_WHOLE)
def test_the_whole_is_counted_with_what_is_missing(claims, events, told) -> None:
    found = _volume(*claims)
    assert (found.events.certain, found.events.possible) == (events, events)
    for name, expected in told.items():
        held = getattr(found, name)
        listed = (
            [entity.id for entity in held] if isinstance(held, tuple) else _said(held)
        )
        assert listed == expected


def test_years_narrow_the_volume_and_leave_undated_events_out() -> None:
    claims = (exchange("x", "1980"), exchange("y", "1984"), exchange("z"))
    volume = _volume(*claims, years=(1983, 1985))
    assert (volume.events.certain, *volume.years) == (1, 1983, 1985)


_PORT = "organisation/port"
_A_SIGNING = part("agreement", "a", signed="1980")
_SIGNED = part("agreement", "a", signed="1980", visit="exchange/v")
_BODY = [
    claim(_PORT, "belongs_to", A),
    exchange("x", "1980", direction={"from": _PORT}),
]
_CITY = [claim(_PORT, "belongs_to", "government/c"), claim("tie/a-b", "party", _PORT)]
_CITIZENS = [government("c"), exchange("x", "1980", direction={"from": "government/c"})]
_UNKNOWN = [
    exchange("x", "1980", direction=None),
    exchange("y", "1981", direction=BACK),
]
_SENDERS = {
    "a signing is of both": ([_A_SIGNING], {"together": 1}),
    "and is one with the visit on which it took place": (
        [exchange("v", "1980"), _SIGNED],
        {A: 1},
    ),
    "people of a party's body are sent by the party": (_BODY, {A: 1}),
    "those of the city of a port by the port in its own tie": (
        [*_CITY, *_CITIZENS],
        {_PORT: 1},
    ),
    "who is received by one was sent by the other": (
        *([exchange("x", "1980", direction={"to": A})], {B: 1}),
    ),
    "no known direction stands by itself": (_UNKNOWN, {"": 1, B: 1}),
}


@pytest.mark.parametrize(("claims", "senders"), _SENDERS.values(), ids=_SENDERS)
def test_events_are_counted_by_who_sent_people(claims, senders) -> None:
    found = {moved.sender: moved.events for moved in _volume(*claims).by_sender}
    assert {sender: events.certain for sender, events in found.items()} == senders
    assert {sender: events.possible for sender, events in found.items()} == senders


def _answered(there: str) -> list[Claims]:
    """A visit there, and one of ten persons back."""
    back = exchange("y", "1981", size="10 persons", direction=BACK)
    return [exchange("x", "1980", size=there), back]


_EXACT, _RANGED, _OPEN = map(
    _answered, ("30 persons", "10..30 persons", "40.. persons")
)
_OF_NOBODY = [exchange("x", "1980"), exchange("y", "1981", direction=None)]
_MUTUAL, _HALF, _NONE = (
    [exchange("x", "1980", direction=BOTH)],
    (0.5, 0.5),
    [None, None],
)
_SHARES = {
    "known directions give exact shares": (
        _EXACT,
        [_HALF, (0.75, 0.75)],
        [_HALF, (0.25, 0.25)],
    ),
    "one without direction is anybody's": (
        _OF_NOBODY,
        [(0.5, 1), None],
        [(0, 0.5), None],
    ),
    "a mutual event is one of each": (_MUTUAL, [_HALF, None], [_HALF, None]),
    "ranges of persons give ranges": (
        _RANGED,
        [_HALF, (0.5, 0.75)],
        [_HALF, (0.25, 0.5)],
    ),
    "without an upper bound": (_OPEN, [_HALF, (0.8, 1)], [_HALF, (0, 0.2)]),
    "a party that sent nobody has none": (
        [programme("x")],
        [None, (0, 1)],
        [None, (0, 0)],
    ),
    "a signing divides nothing": ([_A_SIGNING], _NONE, _NONE),
    "without events there are none": ([], _NONE, _NONE),
}


@pytest.mark.parametrize(("claims", "of_a", "of_b"), _SHARES.values(), ids=_SHARES)
def test_each_party_has_its_shares_of_events_and_persons(claims, of_a, of_b) -> None:
    found = {s.sender: (s.events, s.persons) for s in measured(*claims).balance}
    shares = {
        ref: [(share.least, share.most) if share else None for share in both]
        for ref, both in found.items()
    }
    assert shares == {A: of_a, B: of_b}
