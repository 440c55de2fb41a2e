"""The table of Han variants: every variant has one standing character."""

from __future__ import annotations

from kizuna.identity.han_variants import HAN_VARIANTS


def test_what_stands_for_a_variant_stands_for_itself() -> None:
    assert not set(HAN_VARIANTS.values()) & set(HAN_VARIANTS)


def test_each_entry_is_one_character_for_one() -> None:
    assert all(len(a) == len(b) == 1 for a, b in HAN_VARIANTS.items())
