"""Institutions: bodies, offices and houses that serve a tie, and ties of schools and chambers."""

from kizuna.proposals.rules.institutions.bodies import institutions_in

__all__ = ["institutions_in"]
