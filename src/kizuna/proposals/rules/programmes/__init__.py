"""Programmes: what two sides do again and again or keep doing."""

from kizuna.proposals.rules.programmes.told import programmes_in

__all__ = ["programmes_in"]
