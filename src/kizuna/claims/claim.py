"""A claim: what a source says of one property of one subject; frozen, and named by what it states."""

from __future__ import annotations

import builtins
import hashlib
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

import orjson

from kizuna.errors import BadClaim


class Stance(StrEnum):
    """How the holder stands to what is claimed."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    PLANNED = "planned"
    FORECAST = "forecast"
    DENIED = "denied"


class Certainty(StrEnum):
    """How sure the claim is, best first; an unverified claim has no source that was read, and never counts.

    `rank` is 0 for certain to 3 for unverified.
    """

    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"
    UNVERIFIED = "unverified"

    def __init__(self, _: str) -> None:
        self.rank = len(type(self).__members__)


CONTRIBUTED = "contributed"
"""How a claim came that was proposed by somebody who may not decide; after a colon, how they say that they read
it ("contributed:model:NAME")."""

_OF_FACT = (Stance.ASSERTED, Stance.REPORTED)
_UNVERIFIED = Certainty.UNVERIFIED
"""Looked up in its class (Python 3.11) it takes five times as long, and this is asked most."""


class _Stated(NamedTuple):
    subject: str
    property: str
    value: str
    valid: str
    document: str
    sha256: str
    start: int | None
    end: int | None
    locator: str
    holder: str
    stance: Stance
    certainty: Certainty
    method: str
    recorder: str
    recorded_at: datetime
    id: str


class Claim(_Stated):
    """One statement with its evidence.

    `subject` is an entity id, `property` a property of its kind, `value` the value as canonical JSON text. `valid`
    is the EDTF span in which it holds, "" when the source gives none. `document` is the id of the source;
    `sha256`, `start` and `end` give the passage [start, end) in the normalised text with that digest, `locator`
    says where to look without it ("" when the passage alone is given). `holder` is the entity id of who asserts
    it, which for a second-hand claim is not the document's author. `method` is "typed", "imported", "contributed",
    "contributed:METHOD", "rules@VERSION" or "model:NAME". `recorded_at` is an aware UTC time. `id` is 32 hex
    digits: the same statement with the same evidence always has the same id.

    It is a named tuple because a question about the whole register makes some hundred thousand of them.
    """

    __slots__ = ()

    def __new__(
        cls,
        subject: str,
        property: str,
        value: str,
        valid: str,
        document: str,
        sha256: str,
        start: int | None,
        end: int | None,
        locator: str,
        holder: str,
        stance: Stance,
        certainty: Certainty,
        method: str,
        recorder: str,
        recorded_at: datetime,
    ) -> Claim:
        stated = (subject, property, value, valid, document, sha256, start, end, locator, holder)
        said = stance, certainty
        made = claim_id((*stated, *said))
        return cls._make((*stated, *said, method, recorder, recorded_at, made))

    def _replace(self, **changes: Any) -> Claim:
        stated = self._asdict() | changes
        del stated["id"]
        return Claim(**stated)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self[:-1]

    def stated(self) -> tuple[str | int | None, ...]:
        """What the claim states, in the order that its id hashes; who recorded it and when is not part of it."""
        return self[:12]

    @builtins.property
    def has_passage(self) -> bool:
        """Whether the claim gives a stand-off passage, not only a locator."""
        return self.start is not None

    @builtins.property
    def is_contributed(self) -> bool:
        """Whether a contributor proposed it, whatever they say of how they read it."""
        return self.method.partition(":")[0] == CONTRIBUTED

    @builtins.property
    def is_proposal(self) -> bool:
        """Whether a rule set, a model or a contributor made it: it counts only once a reviewer has accepted it."""
        return _is_proposing(self.method)

    @builtins.property
    def counts(self) -> bool:
        """Whether the claim can carry a fact: said to be so, and not unverified."""
        return self.stance in _OF_FACT and self.certainty is not _UNVERIFIED


@cache
def _is_proposing(method: str) -> bool:
    return method.partition(":")[0] == CONTRIBUTED or method.startswith(("rules@", "model:"))


def check_passage(start: int | None, end: int | None, sha256: str | None) -> None:
    """Raise BadClaim unless these are a passage [start, end) of the text of that digest."""
    if start is None or end is None:
        raise BadClaim(f"a passage needs both ends, not [{start}, {end})")
    if not 0 <= start < end:
        raise BadClaim(f"[{start}, {end}) is not a passage")
    if not sha256:
        raise BadClaim("a passage needs the sha256 of its document's text")


def claim_id(stated: tuple[str | int | None, ...]) -> str:
    """The first 128 bits, in hex, of the SHA-256 of the JSON array of what a claim states."""
    return claim_digests((orjson.dumps(stated),))[0].hex()


def claim_digests(stated: Iterable[bytes]) -> list[bytes]:
    """The 16 bytes that the id of each claim spells in hex, in order; of the JSON arrays of what they state."""
    return [made.digest()[:16] for made in map(hashlib.sha256, stated)]
