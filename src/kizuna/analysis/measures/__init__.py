"""The measures of a tie: how broad, deep, voluminous, balanced, steady, alive and dear it is on a day."""

from __future__ import annotations

from kizuna.analysis.measures.tie import TieMeasures, measures_of

__all__ = ["TieMeasures", "measures_of"]
