"""Who is known and who is merely mentioned, the linkers that find the one for the
other, and what the gazetteer holds of a place, brought into the ledger as claims of
GeoNames.

Law: a mention is an entity that came by import or proposal, has no identifier, and of
which nobody typed anything. Which things are mentions does not depend on who was judged
to be whom, so it is kept while such judgements come. Claims of GeoNames are brought for
a place that a decision or a person names, never for the whole gazetteer, and are taken
back by judgements when nothing names the place any more. They cite `document/geonames`,
whose rights name CC BY.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from itertools import chain
from threading import Lock
from typing import Any

from kizuna.claims import vocabulary
from kizuna.claims.claim import (
    IDENTITY,
    Certainty,
    Claim,
    Judgement,
    Stance,
    Verdict,
    in_force,
)
from kizuna.claims.kinds import (
    Entity,
    LocalGovernment,
    Organisation,
    Person,
    decode,
    property_of,
)
from kizuna.errors import NotFound
from kizuna.identity.gazetteer import (
    DATASETS,
    GazetteerPlace,
    gazetteer,
    geonames_id,
    geonames_places,
    is_geonames,
    joined,
)
from kizuna.identity.linker import Linker
from kizuna.identity.mentions import NO_LEVEL, Levels, Mention, read_level
from kizuna.identity.preferred import preferred_name
from kizuna.register.register import Register, fold
from kizuna.store.cache import cached
from kizuna.store.queries import claims, identifying, judgements
from kizuna.values import kind_of, slug_of
from kizuna.values.countries import former_codes
from kizuna.workflows.acting import LINKER

KINDS: Mapping[str, type[Entity]] = {
    kind.prefix: kind for kind in (LocalGovernment, Organisation, Person)
}
"""The kinds whose mentions can be identified, by the first part of their ids."""
_TOLD = frozenset({"name", "country", "level", "point", "part_of", "identifier"})
"""What the linker is told of those who are known."""
_LEVELS = {
    "municipality": Levels.SETTLEMENT,
    **dict.fromkeys(("ward", "district"), Levels.DISTRICT),
    "county": Levels.COUNTY,
    "province-level-municipality": Levels.SETTLEMENT | Levels.UPPER,
    "federal-city": Levels.SETTLEMENT | Levels.UPPER,
    "national": NO_LEVEL,
}
"""What the broadest concepts of levels are to the linker; any other is UPPER."""
POPULATION = DATASETS[0]
"""The gazetteer that is asked where nobody chooses: all of it."""
_BUILDING = Lock()


@dataclass(frozen=True, slots=True)
class MentionIndex:
    """Everybody in the ledger without any judgement of identity.

    `mentions` are the mentions by id as the linker reads them, in order of id; `places`
    those who are known, by the first part of their ids and by country; `register` holds
    what was told of all of them.
    """

    register: Register
    mentions: Mapping[str, Mention]
    places: Mapping[str, Mapping[str, tuple[GazetteerPlace, ...]]]


_BASIS = partial(identifying.edition_beside_identities, LINKER)
"""Judgements of who is whom, and what the linker records along with them, leave it as
it is.
"""


def known() -> MentionIndex:
    """Who is known and who is mentioned in the ledger as it is now, for who reads."""
    return cached(
        "known",
        _read,
        lambda found: len(found.register.claims) + len(found.register.entities),
        basis=_BASIS,
        of_facts=True,
    )


def _read() -> MentionIndex:
    things = identifying.things(KINDS)
    named = [ref for ref, is_known in things.items() if is_known]
    told = [
        *claims.claims(
            subjects=[ref for ref, is_known in things.items() if not is_known]
        ),
        *(c for c in claims.claims(subjects=named) if c.property in _TOLD),
    ]
    weighing = in_force(judgements.judgements_about(c.id for c in told))
    register = fold(told, (j for j in weighing if j.verdict not in IDENTITY))
    mentions, places = dict[str, Mention](), {}
    for ref in (ref for ref in register.entities if not things[ref]):
        if (
            place := place_of(register, register.entity(ref))
        ) is None:  # it is called by its id
            mentions[ref] = Mention(ref.partition("/")[2].replace("-", " "))
            continue
        where = (" ".join(place.within), place.level, place.latitude, place.longitude)
        mentions[ref] = Mention(place.names[0], place.country, *where)
    for prefix, kind in KINDS.items():
        held: dict[str, list[GazetteerPlace]] = defaultdict(list)
        for entity in register.of_kind(kind):
            if entity.id not in mentions and (place := place_of(register, entity)):
                held[place.country].append(place)
        places[prefix] = {country: tuple(mine) for country, mine in held.items()}
    return MentionIndex(register, mentions, places)


@lru_cache(maxsize=8)
def _linker(
    own: Sequence[GazetteerPlace], country: str, min_population: int | None
) -> Linker:
    if min_population is None:
        return Linker(own)
    if not country:  # it is sought among the larger places of all
        return Linker(joined(own, geonames_places(max(min_population, 15_000))))
    return Linker(joined(own, gazetteer(min_population).places(country)))


def linker_for(
    found: MentionIndex, kind: str, country: str, min_population: int | None
) -> Linker:
    """The linker for mentions of a kind and country ("": of no country, to all places
    of some size) to those who are known, and for governments to the places of the
    gazetteer too.

    It is made when it is first needed and kept as long as nothing changes that it was
    told. `min_population` is one of DATASETS; None asks for what the register holds
    alone.
    """
    places = found.places[kind]
    own = places.get(country, ()) if country else tuple(chain(*places.values()))
    with _BUILDING:  # whoever asks for what is just being built waits for it
        return _linker(
            own, country, min_population if kind == LocalGovernment.prefix else None
        )


def place_of(register: Register, entity: Entity) -> GazetteerPlace | None:
    """An entity of the register as the gazetteer holds places; None when it has no
    name.
    """
    if not isinstance(entity, LocalGovernment | Organisation | Person):
        return None
    if (chief := preferred_name(entity.name)) is None:
        return None
    names = tuple(
        dict.fromkeys([chief.value.text, *(fact.value.text for fact in entity.name)])
    )
    if not isinstance(entity, LocalGovernment):
        return GazetteerPlace(
            entity.id, names, level=read_level(names[0]).level & Levels.PORT
        )
    point, level = entity.point.value, NO_LEVEL
    # all that it ever had, so that a county that became a district is found as either
    for fact in entity.level:
        level |= _LEVELS.get(
            vocabulary.scheme("levels").wider(fact.value)[-1], Levels.UPPER
        )
    whole = register.get(entity.part_of.value, LocalGovernment)
    numbers = (
        fact.value for fact in entity.identifier if fact.value.scheme == "geonames"
    )
    return GazetteerPlace(
        ref=entity.id,
        names=names,
        country=next(
            (f.value for f in entity.country if f.value not in former_codes()), ""
        ),
        level=level,
        within=tuple(fact.value.text for fact in whole.name) if whole else (),
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        geonames=tuple(geonames_id(number.value) for number in numbers),
    )


GEONAMES = "document/geonames"
HOLDER = "organisation/geonames"
REASONS = _GONE, _AGAIN, _ITS_NAME = (
    "no longer named",
    "named again",
    "name of the place",
)
"""Why the linker takes claims back, restores them, and puts a name before another."""
_RIGHTS = "Creative Commons Attribution 4.0 International (CC BY 4.0)"


def place_claims(ref: str) -> list[Claim]:
    """The claims of the gazetteer on one place, with those that describe GeoNames as
    their source.

    `ref` is government/geonames-NUMBER. Raises NotFound for what the gazetteer does not
    have.
    """
    if not (found := gazetteer().by_ids([ref])):
        raise NotFound(f"the gazetteer has no place {ref!r}")
    return claims_of(found.values())


def facts_with(pairs: Iterable[tuple[str, str]]) -> tuple[list[Claim], list[Judgement]]:
    """What is to be recorded with the decision that each two ids mean the same: what
    the gazetteer holds of those that are its places, and the judgements by which its
    claims count again and its name is shown.

    A name in the same script that differs from the place's own stays, as a variant.
    """
    listed = list(pairs)
    refs = [*filter(is_geonames, chain.from_iterable(listed))]
    places = gazetteer().by_ids(refs) if refs else {}  # it takes two seconds to read
    claims = claims_of(places.values())
    chief = {
        claim.subject: claim for claim in reversed(claims) if claim.property == "name"
    }
    return claims, [*restoring(places), *_preferring(listed, chief)]


def withdrawals_with(decision: Judgement) -> list[Judgement]:
    """The judgements to be recorded where a decision that two ids mean the same is
    taken back: they withdraw the preferences that came with it, and reject what the
    gazetteer holds of a place that nothing else names.
    """
    now = datetime.now(UTC)
    standing = in_force(identifying.identity_judgements())
    others = [j for j in standing if j.verdict is Verdict.SAME and j.id != decision.id]
    named = {ref for j in others for ref in (j.target, j.other)}
    sides = (decision.target, decision.other)
    names = {c.id for c in claims.claims(subjects=sides, property="name")}
    back = [  # what is between names of the two, as `facts_with` made it
        Judgement(Verdict.WITHDRAW, j.id, "", _GONE, LINKER, now)
        for j in in_force(judgements.judgements_about(names))
        if j.reason == _ITS_NAME and names >= {j.target, j.other}
    ]
    for ref in filter(is_geonames, sides):
        people = _population(ref)
        referring = claims.claims_referring_to(ref)
        if ref in named or any(claim.subject != people for claim in referring):
            continue
        held = claims.claims(subjects=[ref, people])
        if all(claim.document == GEONAMES for claim in held):
            back += [
                Judgement(Verdict.REJECT, c.id, "", _GONE, LINKER, now) for c in held
            ]
    return back


def restoring(refs: Iterable[str]) -> list[Judgement]:
    """The withdrawals of the rejections by which the claims on places were dropped, so
    that they count again.
    """
    subjects = [about for ref in refs for about in (ref, _population(ref))]
    held, now = claims.claims(subjects=subjects) if subjects else [], datetime.now(UTC)
    standing = in_force(judgements.judgements_about(claim.id for claim in held))
    dropping = (
        j for j in standing if j.verdict is Verdict.REJECT and j.reason == _GONE
    )
    return [
        Judgement(Verdict.WITHDRAW, j.id, "", _AGAIN, LINKER, now) for j in dropping
    ]


def _preferring(
    pairs: Iterable[tuple[str, str]], chief: Mapping[str, Claim]
) -> Iterator[Judgement]:
    """The judgements that put the place's own name before each name of a mention that
    is spelt otherwise.
    """
    everybody, now = known(), datetime.now(UTC)
    register, mentions = everybody.register, everybody.mentions
    for mention, place in (side for pair in pairs for side in (pair, pair[::-1])):
        if mention not in mentions or place in mentions:
            continue
        entity = register.get(place, Entity)
        shown = preferred_name(entity.stated("name")) if entity else None
        if better := chief.get(place) or (shown.claims[0] if shown else None):
            own = decode(kind_of(better.subject), "name", better.value)
            for fact in register.entity(mention).stated("name"):
                if fact.value.script == own.script and fact.value.text != own.text:
                    for claim in fact.claims:
                        yield Judgement(
                            Verdict.PREFER, better.id, claim.id, _ITS_NAME, LINKER, now
                        )


def _population(ref: str) -> str:
    return f"statistic/population-{slug_of(ref)}"


def claims_of(places: Iterable[GazetteerPlace]) -> list[Claim]:
    """The claims on places of the gazetteer, after those on their source; none where
    there is no place.
    """
    now, made = datetime.now(UTC), list[Claim]()
    said = [(f"place {one.ref.rpartition('-')[2]}", _statements(one)) for one in places]
    for locator, stated in [("main page", _SOURCE), *said] if said else ():
        named = set[tuple[str, str]]()
        for subject, name, value in stated:
            # of the names of a place the first is certain, the others are spellings of
            # any language
            is_other = name == "name" and (subject, name) in named
            named.add((subject, name))
            written = property_of(subject, name).type.canonical(value)
            cited = (GEONAMES, "", None, None, locator, HOLDER)
            certainty = Certainty.LIKELY if is_other else Certainty.CERTAIN
            weight = (Stance.ASSERTED, certainty, "imported", LINKER, now)
            made.append(Claim(subject, name, written, "", *cited, *weight))
    return made


_Statement = tuple[str, str, Any]
_NAMED = {"text": "GeoNames", "language": "en"}
_SOURCE: Sequence[_Statement] = (
    (HOLDER, "name", _NAMED),
    (HOLDER, "type", "other"),
    (GEONAMES, "title", _NAMED),
    (GEONAMES, "published_by", _NAMED),
    (GEONAMES, "rights", {"text": _RIGHTS, "language": "en"}),
    (GEONAMES, "address", "https://www.geonames.org/"),
)
"""What is said once of GeoNames itself: subject, property, value."""


def _statements(place: GazetteerPlace) -> Iterator[_Statement]:
    """What the gazetteer says of a place, its own name before others."""
    yield place.ref, "identifier", f"geonames:{place.ref.rpartition('-')[2]}"
    for name in (
        place.names
    ):  # without a capital it is a sound that was read off another script
        if name == place.names[0] or not name.islower():
            yield place.ref, "name", {"text": name}
    yield place.ref, "country", place.country
    if place.latitude is not None and place.longitude is not None:
        yield place.ref, "point", [round(place.latitude, 6), round(place.longitude, 6)]
    if place.population:
        statistic = _population(place.ref)
        people = {"min": place.population, "max": place.population, "unit": "persons"}
        yield statistic, "measure", "population"
        yield statistic, "scope", place.ref
        yield statistic, "value", people | {"approximate": False}
