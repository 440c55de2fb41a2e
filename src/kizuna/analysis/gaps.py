"""Gaps: what a reader would ask and the register cannot answer; a gap is about our
knowledge, not about the past.

The codes:

- undated: nothing says when it began
- unsourced: nothing that a reader could look up says so (no address, archive or digest)
- unverified: a source is named, and no source read confirms it
- one-sided: only sources of one side speak of it
- missing: a property that everything of its kind has is not recorded
"""

import builtins
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kizuna.claims.claim import Certainty, Judgement
from kizuna.claims.kinds import Document, Entity, Fact, Organisation, Tie, properties_of
from kizuna.register.places import government_of
from kizuna.register.register import Register
from kizuna.register.ties import established
from kizuna.values import kind_of

CODES = ("undated", "unsourced", "unverified", "one-sided", "missing")
_BACKGROUND = frozenset({"government", "area", "organisation", "person", "document"})


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is not known.

    `code` is one of CODES, `subject` an entity id, `property` the one concerned ("" for
    one-sided), `claims` the ids of the claims that leave the gap, empty where nothing
    is recorded.
    """

    code: str
    subject: str
    property: str
    claims: tuple[str, ...]


def gaps(register: Register, refs: Iterable[str] | None = None) -> list[Gap]:
    """The gaps of the given entities (None: of all), in order of code, then as the
    entities come.

    Places, bodies, persons and documents are asked only for what they lack, not for
    their sources.
    """
    entities = register.entities.values() if refs is None else register.in_order(refs)
    found = [gap for entity in entities for gap in _of(register, entity)]
    return sorted(found, key=lambda gap: CODES.index(gap.code))


def _of(register: Register, entity: Entity) -> Iterator[Gap]:
    for name, definition in properties_of(type(entity)).items():
        if definition.required and not entity.stated(name) and name != entity.begins:
            yield Gap("missing", entity.id, name, ())
    if kind_of(entity.id) in _BACKGROUND:
        return
    if isinstance(entity, Tie):
        begun = established(entity)
        if begun is not None and begun.value.date is None:
            yield Gap("undated", entity.id, "milestone", begun.claim_ids)
        if _is_one_sided(register, entity):
            yield Gap("one-sided", entity.id, "", entity.claim_ids)
    elif entity.begins and not entity.stated(entity.begins):
        yield Gap("undated", entity.id, entity.begins, entity.claim_ids)
    # Properties of which no fact was read anywhere; the chief one alone where that is
    # so of all.
    unread = [
        name
        for name in properties_of(type(entity))
        if (claims := [claim for fact in entity.stated(name) for claim in fact.claims])
        and all(claim.certainty is Certainty.UNVERIFIED for claim in claims)
    ]
    if (
        unread and not entity.counts
    ):  # how and when a tie was made, else when the thing began
        chief = "milestone" if isinstance(entity, Tie) else entity.begins
        unread = [chief if chief in unread else unread[0]]
    for name in unread:
        stated = entity.stated(name)
        cited = {claim.document for fact in stated for claim in fact.claims}
        documents = (register.get(ref, Document) for ref in cited)
        is_found = any(d and (d.address or d.archive or d.digest) for d in documents)
        yield Gap(
            "unverified" if is_found else "unsourced", entity.id, name, stated.claim_ids
        )


def _is_one_sided(register: Register, tie: Tie) -> bool:
    """Whether everybody known to speak for a side speaks for the same one, and no
    outsider speaks.

    In a claim its holder speaks, or who issued its document when the holder's side is
    unknown.
    """
    sides = {_country(register, party) for party in tie.party.values}
    if len(sides) < 2 or None in sides or not tie.milestone:
        return False
    speakers = set()
    for claim in (
        claim for fact in tie.milestone for claim in fact.claims if claim.counts
    ):
        source = register.get(claim.document, Document)
        issuer = source.issuer.value if source else None
        own = _country(register, claim.holder)
        speakers.add(_country(register, issuer) if issuer and not own else own)
    return len(speakers) == 1 and speakers <= sides


def _country(register: Register, ref: str) -> str | None:
    """The country that a government or body belongs to; None when unknown."""
    home = government_of(register, ref)
    body = register.get(ref, Organisation)
    if home is None and body is not None and body.located_in.value:
        home = government_of(register, body.located_in.value)
    return home.country.value if home else None


@dataclass(frozen=True, slots=True)
class Dispute:
    """Rival facts of one property of one subject, the preferred one first.

    `judgements` are the preferences behind the order, with their reasons; empty when
    the order is only the default one (surer, sharper, better attested), and nobody has
    decided.
    """

    subject: str
    property: str
    facts: tuple[Fact[Any], ...]
    judgements: tuple[Judgement, ...]

    @builtins.property
    def claims(self) -> tuple[str, ...]:
        """The ids of all claims in dispute."""
        return tuple(dict.fromkeys(c for fact in self.facts for c in fact.claim_ids))


def disputes(register: Register, refs: Iterable[str]) -> list[Dispute]:
    """Every dispute about the given entities, in their order."""
    found = []
    for entity in (register.entity(ref) for ref in refs if ref in register):
        for name in dict.fromkeys(name for name, _ in entity.facts()):
            for group in entity.stated(name).conflicts:
                judgements = {j.id: j for fact in group for j in fact.preferences}
                found.append(
                    Dispute(entity.id, name, group, tuple(judgements.values()))
                )
    return found
