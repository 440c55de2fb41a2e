"""A value as somebody types it: JSON where it reads as such, a name or id for a thing, else plain text."""

from __future__ import annotations

import json
from typing import Any

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import property_of
from kizuna.errors import BadQuestion
from kizuna.workflows import ask


def typed_value(claim: Claim, text: str) -> Any:
    """The JSON of a new value for what the claim is about; raises BadQuestion for an empty text, NotFound and
    Ambiguous for a name."""
    said = text.strip()
    if not said:
        raise BadQuestion("a corrected claim needs a value")
    kind = property_of(claim.subject, claim.property).type
    if kind.key == "reference":
        return ask.resolver().resolve(said, kind.detail)
    if kind.key not in ("integer", "composite") and said[0] not in '{["':
        return said
    try:
        return json.loads(said)
    except json.JSONDecodeError:
        return said
