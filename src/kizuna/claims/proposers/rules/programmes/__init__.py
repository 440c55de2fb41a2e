"""Programmes: what two sides do again and again or keep doing."""

from kizuna.claims.proposers.rules.programmes.told import programmes_in

__all__ = ["programmes_in"]
