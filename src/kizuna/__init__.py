"""Kizuna: the register of record for ties between local governments, with the evidence
for every fact.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kizuna.python import OpenRegister

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(location: str | Path | None = None) -> OpenRegister:
    """The register of a database: a file, or postgresql://…; None: that of KIZUNA_DB,
    else one's own.

    Made on first use. Raises StorageError.
    """
    from kizuna.python import OpenRegister

    return OpenRegister(location)
