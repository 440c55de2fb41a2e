"""Sizes: what reads the whole register is not asked of a very large one while somebody waits.

`KIZUNA_API_LARGEST`: up to how many claims it is, 200,000 unless set.
"""

from __future__ import annotations

from kizuna.errors import BadQuestion
from kizuna.web.api.v1.limits import number_set
from kizuna.workflows import ask


def check_size(what: str) -> None:
    """Raise BadQuestion where the ledger is too large for an answer that reads all of it."""
    most = number_set("KIZUNA_API_LARGEST", 200_000, least=1)
    if ask.claims_recorded() > most:
        raise BadQuestion(
            f"the register is too large for {what} while you wait: it has over {most} claims; use the"
            " command line, or a release"
        )
