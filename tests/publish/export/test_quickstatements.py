"""QuickStatements: what Wikidata lacks goes out with its source, and nothing that a
source forbids.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from builders import Claims, claim, government, milestone, register, status, tie
from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.publish.export.subject import Subject
from subjects import built_in_subject, notes, subject_of, written

_COMMAND = re.compile(
    r"Q[1-9]\d*\tP190\tQ[1-9]\d*"
    r"(\tP58[02]\t\+\d{4}-\d\d-\d\dT00:00:00Z/(9|10|11))*"
    r'\tS854\t"https?://[^"\s]+"(\tS577\t\+\d{4}-\d\d-\d\dT00:00:00Z/(9|10|11))?'
)


def _about(
    *claims: Claims, date="1974-04-18", kind="friendship-city", **given: Any
) -> Subject:
    """Osaka and Shanghai, which have items of Wikidata, tied by a gazette on the
    web.
    """
    held = [
        *government("osaka", "designated-city"),
        *government("shanghai", "province-level-municipality", country="CN"),
        claim("government/osaka", "identifier", "wikidata:Q35765"),
        claim("government/shanghai", "identifier", "wikidata:Q8686"),
        *tie("osaka-shanghai", "osaka", "shanghai", date=date, **given),
        claim("tie/osaka-shanghai", "type", kind),
        claim("document/gazette", "address", "https://gazette.example/7"),
    ]
    return subject_of(register(held, *claims))


def _lines(about: Subject) -> list[str]:
    return written("quickstatements", about).decode().splitlines()


def test_a_tie_goes_out_both_ways_with_its_source_since_when_and_when_it_ended() -> (
    None
):
    more = 'P580\t+1974-04-18T00:00:00Z/11\tS854\t"https://gazette.example/7"'
    assert _lines(_about()) == [
        f"Q35765\tP190\tQ8686\t{more}",
        f"Q8686\tP190\tQ35765\t{more}",
    ]
    for free in ("CC0 1.0", "In the public domain"):
        assert _lines(_about(claim("document/gazette", "rights", free))) == _lines(
            _about()
        )
    (first, _) = _lines(_about(status("osaka-shanghai", "ended", "1980/..")))
    assert "P582\t+1980-00-00T00:00:00Z/9" in first


_YEAR, _MONTH = "\tP580\t+1974-00-00T00:00:00Z/9", "\tP580\t+1974-04-00T00:00:00Z/10"
_UNSURE = ("1974~", "1974?", "197X", "[1973,1974]", "1974-04-18")


@pytest.mark.parametrize(
    ("date", "time"),
    [("1974", _YEAR), ("1974-04", _MONTH), *((date, "") for date in _UNSURE)],
)
def test_a_date_is_as_precise_as_it_is_known_and_left_out_where_it_is_uncertain_or_contested(
    date, time
) -> None:
    rival = milestone("osaka-shanghai", date="1974-05-10", locator="page 2")
    (first, _) = _lines(_about(rival if date == "1974-04-18" else [], date=date))
    assert first.startswith(f"Q35765\tP190\tQ8686{time}\tS854")


KOBE, LETTER = "government/kobe", "document/letter"


def _party(**given: Any) -> Claim:
    return claim("tie/osaka-shanghai", "party", "government/osaka", **given)


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        (
            _about(claim("document/gazette", "rights", "All rights reserved.")),
            "rights noted",
        ),
        (_about(_party(holder="organisation/wikidata")), "Wikidata has"),
        (
            _about(tie("o", "osaka", "shanghai", document="document/wikidata-q1")),
            "Wikidata has",
        ),
        (_about(_party(stance=Stance.DENIED)), "denies"),
        (
            _about(claim("tie/osaka-shanghai", "party", KOBE, "1974/1980")),
            "to a successor",
        ),
        (_about(status("osaka-shanghai", "ended")), "it ended"),
        (_about(kind="sister-port"), "P190"),
        (
            _about(claim(LETTER, "title", "A letter"), document=LETTER),
            "has an address on the web",
        ),
        (_about(certainty=Certainty.LIKELY), "not certain"),
    ],
)
def test_a_tie_that_may_not_go_out_is_told_with_the_reason(about, reason) -> None:
    assert (_lines(about), reason in notes("quickstatements", about)) == ([], True)


def test_every_line_of_the_built_in_register_is_a_command() -> None:
    lines = _lines(built_in_subject())
    assert len(lines) > 10
    assert "no tie of Wikidata was harvested" in notes(
        "quickstatements", built_in_subject()
    )
    assert all(_COMMAND.fullmatch(line) for line in lines)
