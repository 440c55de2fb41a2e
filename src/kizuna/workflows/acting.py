"""Who acts: the user whose name stands in the audit and under the claims that a command records."""

from __future__ import annotations

import getpass
import os
import re
import unicodedata

LINKER = "organisation/kizuna-linker"
"""Who judges identity when no person does."""


OWNER = "owner"
"""Who acts where nobody says who. Others read a register, so the name of the system's user stays out of it."""


def acting_user() -> str:
    """KIZUNA_USER, else "owner"."""
    return os.environ.get("KIZUNA_USER", "").strip() or OWNER


def system_user() -> str:
    """The name of the system's user, after whom earlier registers called their owner; "" when it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def recorder_of(user: str) -> str:
    """The entity id under which a user's claims are recorded: person/anna-lee for "Anna Lee"."""
    return f"person/{slug(user) or 'unknown'}"


def slug(text: str) -> str:
    """The text as the second part of an id (a-z, 0-9, single hyphens); "" when nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
