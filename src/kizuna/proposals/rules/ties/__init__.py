"""Ties: that two local governments are sisters, twins, partners or friends, of what type and since when."""

from kizuna.proposals.rules.ties.stated import ties_in
from kizuna.proposals.rules.ties.words import type_of

__all__ = ["ties_in", "type_of"]
