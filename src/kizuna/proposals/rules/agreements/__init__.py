"""Agreements: instruments that were signed or adopted, and the councils' resolutions."""

from kizuna.proposals.rules.agreements.signed import (
    agreements_in,
    instruments_in,
    listed_agreement,
)

__all__ = ["agreements_in", "instruments_in", "listed_agreement"]
