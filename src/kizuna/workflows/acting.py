"""Who acts: the user whose name stands in the audit and under the claims that a command records."""

from __future__ import annotations

import getpass
import os
import re
import unicodedata

from anyascii import anyascii

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
    """The entity id under which a user's claims are recorded: person/anna-lee for "Anna Lee".

    Who has recorded under an id made of the letters of ASCII alone keeps it.
    """
    from kizuna.store.sql import term_of

    ref, former = f"person/{slug(user) or 'unknown'}", f"person/{ascii_slug(user)}"
    is_former = former not in (ref, "person/") and term_of(former) is not None
    return former if is_former else ref


def slug(text: str) -> str:
    """The text as the second part of an id (a-z, 0-9, single hyphens), other letters and scripts romanised; ""
    when nothing is left."""
    return ascii_slug(anyascii(unicodedata.normalize("NFC", text)))


def ascii_slug(text: str) -> str:
    """The same of the letters of ASCII alone: Łódź gives odz."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
