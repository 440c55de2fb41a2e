"""Institutions: bodies, offices and houses that serve a tie, and ties of schools and chambers."""

from kizuna.claims.proposers.rules.institutions.bodies import institutions_in

__all__ = ["institutions_in"]
