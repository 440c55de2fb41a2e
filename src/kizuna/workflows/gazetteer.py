"""Bringing what the gazetteer holds of a place into the ledger: claims of GeoNames, cited as such.

Law: they are brought for a place that a decision or a person names, never for the whole gazetteer, and are taken
back by judgements when nothing names the place any more. They cite `document/geonames`, whose rights name CC BY.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.judgement import Judgement, Verdict, in_force
from kizuna.claims.kinds import Entity, decode, property_of
from kizuna.errors import NotFound
from kizuna.identity.gazetteer import GazetteerPlace, gazetteer, is_geonames
from kizuna.identity.preferred import preferred_name
from kizuna.store.queries import claims, identifying, judgements
from kizuna.values import kind_of, slug_of
from kizuna.workflows.acting import LINKER
from kizuna.workflows.mentions import known

GEONAMES = "document/geonames"
HOLDER = "organisation/geonames"
REASONS = _GONE, _AGAIN, _ITS_NAME = ("no longer named", "named again", "name of the place")
"""Why the linker takes claims back, restores them, and puts a name before another."""
_RIGHTS = "Creative Commons Attribution 4.0 International (CC BY 4.0)"


def place_claims(ref: str) -> list[Claim]:
    """The claims of the gazetteer on one place, with those that describe GeoNames as their source.

    `ref` is government/geonames-NUMBER. Raises NotFound for what the gazetteer does not have.
    """
    found = gazetteer().by_ids([ref])
    if ref not in found:
        raise NotFound(f"the gazetteer has no place {ref!r}")
    return claims_of(found.values())


def facts_with(pairs: Iterable[tuple[str, str]]) -> tuple[list[Claim], list[Judgement]]:
    """What is to be recorded with the decision that each two ids mean the same: what the gazetteer holds of
    those that are its places, and the judgements by which its claims count again and its name is shown.

    A name in the same script that differs from the place's own stays, as a variant.
    """
    listed = list(pairs)
    places = gazetteer().by_ids(chain.from_iterable(listed))
    claims = claims_of(places.values())
    chief = {claim.subject: claim for claim in reversed(claims) if claim.property == "name"}
    now = datetime.now(UTC)
    preferred = [
        Judgement(Verdict.PREFER, better, worse, _ITS_NAME, LINKER, now)
        for better, worse in _spellings(listed, chief)
    ]
    return claims, [*restoring(places), *preferred]


def withdrawals_with(decision: Judgement) -> list[Judgement]:
    """The judgements to be recorded where a decision that two ids mean the same is taken back: they withdraw the
    preferences that came with it, and reject what the gazetteer holds of a place that nothing else names.
    """
    now = datetime.now(UTC)
    standing = in_force(identifying.identity_judgements())
    others = [j for j in standing if j.verdict is Verdict.SAME and j.id != decision.id]
    named = {ref for j in others for ref in (j.target, j.other)}
    names = {
        c.id for c in claims.claims(subjects=(decision.target, decision.other), property="name")
    }
    preferring = (  # between names of the two, as `facts_with` made them
        j
        for j in in_force(judgements.judgements_about(names))
        if j.reason == _ITS_NAME and names >= {j.target, j.other}
    )
    back = [Judgement(Verdict.WITHDRAW, j.id, "", _GONE, LINKER, now) for j in preferring]
    for ref in filter(is_geonames, (decision.target, decision.other)):
        if ref not in named:
            back += [Judgement(Verdict.REJECT, c.id, "", _GONE, LINKER, now) for c in _alone(ref)]
    return back


def _alone(ref: str) -> list[Claim]:
    """The claims on a place of the gazetteer of which and to which nobody else says anything; else none."""
    people = _population(ref)
    if any(claim.subject != people for claim in claims.claims_referring_to(ref)):
        return []
    held = claims.claims(subjects=[ref, people])
    return held if all(claim.document == GEONAMES for claim in held) else []


def restoring(refs: Iterable[str]) -> list[Judgement]:
    """The withdrawals of the rejections by which the claims on places were dropped, so that they count again."""
    subjects = [about for ref in refs for about in (ref, _population(ref))]
    held, now = claims.claims(subjects=subjects) if subjects else [], datetime.now(UTC)
    standing = in_force(judgements.judgements_about(claim.id for claim in held))
    dropping = (j for j in standing if j.verdict is Verdict.REJECT and j.reason == _GONE)
    return [Judgement(Verdict.WITHDRAW, j.id, "", _AGAIN, LINKER, now) for j in dropping]


def _spellings(
    pairs: Iterable[tuple[str, str]], chief: Mapping[str, Claim]
) -> Iterator[tuple[str, str]]:
    """For each name of a mention that is spelt otherwise than its place, the ids of the claim of the place's own
    name and of the claim of the mention's."""
    everybody = known()
    register, mentions = everybody.register, everybody.mentions
    for ref, other in pairs:
        for mention, place in ((ref, other), (other, ref)):
            if mention not in mentions or place in mentions:
                continue
            entity = register.get(place, Entity)
            shown = preferred_name(entity.stated("name")) if entity else None
            better = chief.get(place) or (shown.claims[0] if shown else None)
            if better is None:
                continue
            own = decode(kind_of(better.subject), "name", better.value)
            for fact in register.entity(mention).stated("name"):
                if fact.value.script == own.script and fact.value.text != own.text:
                    yield from ((better.id, claim.id) for claim in fact.claims)


def _population(ref: str) -> str:
    return f"statistic/population-{slug_of(ref)}"


def claims_of(places: Iterable[GazetteerPlace]) -> list[Claim]:
    """The claims on places of the gazetteer, after those on their source; none where there is no place."""
    now = datetime.now(UTC)
    claims = [_claim(*statement, now) for place in places for statement in _statements(place)]
    return [*(_claim(*statement, now) for statement in _SOURCE), *claims] if claims else []


_NAMED = {"text": "GeoNames", "language": "en"}
_SOURCE = tuple(
    (ref, name, value, "main page", Certainty.CERTAIN)
    for ref, name, value in (
        (HOLDER, "name", _NAMED),
        (HOLDER, "type", "other"),
        (GEONAMES, "title", _NAMED),
        (GEONAMES, "published_by", _NAMED),
        (GEONAMES, "rights", {"text": _RIGHTS, "language": "en"}),
        (GEONAMES, "address", "https://www.geonames.org/"),
    )
)
"""What is said once of GeoNames itself: subject, property, value, locator, certainty."""


def _statements(place: GazetteerPlace) -> Iterator[tuple[str, str, Any, str, Certainty]]:
    """What the gazetteer says of a place; of its names the first is certain, the others are spellings of any
    language."""
    number = place.ref.rpartition("-")[2]
    where = f"place {number}"
    yield place.ref, "identifier", f"geonames:{number}", where, Certainty.CERTAIN
    chief, *others = place.names
    yield place.ref, "name", {"text": chief}, where, Certainty.CERTAIN
    for name in others:
        if not name.islower():  # without a capital it is a sound that was read off another script
            yield place.ref, "name", {"text": name}, where, Certainty.LIKELY
    yield place.ref, "country", place.country, where, Certainty.CERTAIN
    if place.latitude is not None and place.longitude is not None:
        point = [round(place.latitude, 6), round(place.longitude, 6)]
        yield place.ref, "point", point, where, Certainty.CERTAIN
    if place.population:
        statistic = _population(place.ref)
        people = {"min": place.population, "max": place.population, "unit": "persons"}
        yield statistic, "measure", "population", where, Certainty.CERTAIN
        yield statistic, "scope", place.ref, where, Certainty.CERTAIN
        yield statistic, "value", people | {"approximate": False}, where, Certainty.CERTAIN


def _claim(
    subject: str, name: str, value: Any, locator: str, certainty: Certainty, now: datetime
) -> Claim:
    written = property_of(subject, name).type.canonical(value)
    cited = (GEONAMES, "", None, None, locator, HOLDER)
    return Claim(
        subject, name, written, "", *cited, Stance.ASSERTED, certainty, "imported", LINKER, now
    )
