"""Batches measured by all processors."""

from __future__ import annotations

from itertools import chain

import pytest

from kizuna.errors import BadClaim
from kizuna.store.fields import ClaimFields
from kizuna.store.measurers import measured_by_all

from .building import claim


def _batch(first: int, size: int = 40) -> list[ClaimFields]:
    """Claims whose locators count on from `first`."""
    numbers = range(first, first + size)
    return [
        ClaimFields.of(claim(f"tie/tie-{n}", "type", "sister-city", locator=f"row {n}"))
        for n in numbers
    ]


def test_claims_come_in_the_order_of_their_batches_whoever_measured_them() -> None:
    batches = [_batch(40 * each) for each in range(60)]
    locators = chain.from_iterable(claims.locator for _, claims in measured_by_all(batches))
    assert list(locators) == [f"row {n}" for n in range(2400)]


def test_each_claim_keeps_its_subject_though_every_text_is_sent_once() -> None:
    texts: dict[int, list[str]] = {}
    subjects = []
    for measurer, claims in measured_by_all([_batch(0), _batch(20), _batch(0), _batch(30)]):
        known = texts.setdefault(measurer, [])
        known.extend(claims.texts)
        subjects += [known[place] for place in claims.terms[0]]
    numbers = chain(range(40), range(20, 60), range(40), range(30, 70))
    assert subjects == [f"tie/tie-{n}" for n in numbers]
    assert all(len(known) == len(set(known)) for known in texts.values())


def test_a_bad_claim_is_quoted_though_another_process_met_it() -> None:
    bad = _batch(7, 1)[0]._replace(valid="1974-99")
    with pytest.raises(BadClaim, match=r"tie/tie-7 type: .*1974-99"):
        list(measured_by_all([[bad], *map(_batch, range(0, 400, 40))]))
