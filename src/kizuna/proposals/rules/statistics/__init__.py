"""Statistics: numbers of ties, of persons who took part, of money and goods."""

from kizuna.proposals.rules.statistics.findings import statistics_in

__all__ = ["statistics_in"]
