"""Timelines: everything dated about a tie, in order, and the undated at the end."""

from __future__ import annotations

from builders import DAY, Filled, claim, facts, milestone, tie
from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.languages import Messages
from kizuna.publish.document import Table, Tone
from kizuna.publish.wording import Wording
from kizuna.workflows import draw_timeline
from kizuna.workflows.clocks import Times
from kizuna.workflows.draw_timeline import Moment, TimelineAnswer


def _drawn(text: str = "a-b", day: int | None = None) -> TimelineAnswer:
    times = Times.of(None) if day is None else Times.on(day)
    return draw_timeline.answer(draw_timeline.Question(text), times)


def _moments(text: str = "a-b", day: int | None = None) -> tuple[Moment, ...]:
    return _drawn(text, day).moments


def _part(ref: str, **stated: object) -> list[Claim]:
    return facts(ref, tie="tie/a-b", **stated)


def test_moments_are_in_order_of_time_with_claims_and_undated_ones_last(filled: Filled) -> None:
    plan = claim("exchange/v", "date", "1990", stance=Stance.PLANNED)
    filled(
        [
            *tie("a-b", "a", "b", date="1974-04-18"),
            *_part("exchange/visit", date="1973"),
            *_part("programme/youth", activity="Youth"),
            *_part("agreement/one", signed="1980"),
            *_part("office/o", opened="1977", closed="1985"),
            *_part("exchange/v"),
            plan,
        ]
    )
    moments = _moments()
    assert [m.event for m in moments] == [
        *("exchange", "stage", "opened", "agreement", "closed", "exchange", "programme")
    ]
    assert [m.counts for m in moments] == [True] * 5 + [False, True]
    assert all(moment.claims for moment in moments)


def test_a_tie_named_by_its_parties_has_what_had_begun_and_the_stages_of_ties_under_it(
    filled: Filled,
) -> None:
    filled(
        [
            *(claim("government/a", "name", "Osaka"), claim("government/b", "name", "Shanghai")),
            *tie("a-b", "a", "b"),
            *tie("c-d", "organisation/c", "organisation/d", date="1981"),
            claim("tie/c-d", "parent", "tie/a-b"),
            *_part("exchange/visit", date="1990"),
        ]
    )
    assert [m.event for m in _moments(day=DAY)] == ["stage", "stage"]
    assert [m.event for m in _moments()] == ["stage", "stage", "exchange"]
    found = _drawn()
    rows = list(draw_timeline.records(found, Wording.english(found.register)).rows)
    assert rows[1]["words"] == "c – d: formal tie"
    assert _moments("Shanghai and Osaka") == _moments("tie/a-b")


def test_a_document_marks_what_does_not_count_and_what_is_superseded(filled: Filled) -> None:
    plan = claim("exchange/v", "date", "1990", stance=Stance.PLANNED)
    doubtful = milestone("a-b", date="1974-05", certainty=Certainty.DOUBTFUL)
    filled([*tie("a-b", "a", "b", date="1974"), doubtful, *_part("exchange/v"), plan])
    found = _drawn()
    for language in ("en", "ja"):
        document = draw_timeline.document(found, Wording(found.register, Messages(language)))
        (table,) = (b for b in document.sections[0].blocks if isinstance(b, Table))
        tones = [row[2].tone for row in table.rows]
        assert tones == [Tone.PLAIN, Tone.SET_ASIDE, Tone.DOUBTFUL]
        assert all(row[2].claims for row in table.rows)
