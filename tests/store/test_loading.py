"""Claims checked and named for a load, batch by batch."""

from __future__ import annotations

import pickle

from kizuna.store.checking import measured_parts
from kizuna.store.fields import ClaimFields

from .building import claim


def _batch(size: int) -> list[ClaimFields]:
    """Claims with locators from "row 0" on."""
    return [
        ClaimFields.of(claim(f"tie/tie-{n}", "type", "sister-city", locator=f"row {n}"))
        for n in range(size)
    ]


def test_a_batch_comes_in_parts_in_its_order_each_with_its_own_texts() -> None:
    parts = [pickle.loads(part) for part in measured_parts(iter(_batch(1200)))]
    assert len(parts) > 1
    assert [x for part in parts for x in part.locator] == [f"row {n}" for n in range(1200)]
    subjects = [part.texts[place] for part in parts for place in part.terms[0]]
    assert subjects == [f"tie/tie-{n}" for n in range(1200)]
    assert all(len(part.texts) == len(set(part.texts)) for part in parts)
