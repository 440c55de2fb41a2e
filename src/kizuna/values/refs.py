"""Checks entity ids, `kind/slug`; an id is plain ASCII and never changes its kind."""

from __future__ import annotations

import re
from functools import lru_cache

from kizuna.errors import BadReference

_REF = re.compile(r"([a-z]+(?:-[a-z]+)*)/([a-z0-9]+(?:-[a-z0-9]+)*)")
_EXPECTED = "write kind/slug in lower-case letters, digits and single hyphens: government/osaka"


def check_ref(text: object) -> str:
    """The id itself when it has the form kind/slug. Raises BadReference quoting it."""
    if not isinstance(text, str) or _REF.fullmatch(text) is None:
        raise BadReference(text, _EXPECTED)
    return text


@lru_cache(maxsize=1 << 16)
def kind_of(ref: str) -> str:
    """The kind of an entity id: "tie" of "tie/osaka-shanghai". Raises BadReference."""
    found = _REF.fullmatch(ref)
    if found is None:
        raise BadReference(ref, _EXPECTED)
    return found[1]


def slug_of(ref: str) -> str:
    """The part after the kind: "osaka-shanghai" of "tie/osaka-shanghai". Raises BadReference."""
    return check_ref(ref).partition("/")[2]
