"""Checking: what in the register cannot all be true together."""

from __future__ import annotations

from datetime import datetime

from kizuna.analysis.consistency import Finding, check
from kizuna.workflows.find_gaps import Reviewed, scope
from kizuna.workflows.labels import Labels


def check_register(of: str = "", known_at: datetime | None = None) -> Reviewed[Finding]:
    """The findings about what a name or id means and all that hangs on it ("": about everything).

    Raises NotFound and Ambiguous.
    """
    register, refs = scope(of, known_at)
    return Reviewed(tuple(check(register, refs)), Labels(register), register)
