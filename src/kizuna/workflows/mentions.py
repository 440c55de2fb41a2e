"""Who is known and who is merely mentioned, and the linkers that find the one for the other.

Law: a mention is an entity that came by import or proposal, has no identifier, and of which nobody typed anything.
Which things are mentions does not depend on who was judged to be whom, so it is kept while such judgements come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import chain
from threading import Lock

from kizuna.claims.judgement import Judgement, Verdict, in_force
from kizuna.claims.kinds import Entity, LocalGovernment, Organisation, Person
from kizuna.identity.folding import fold_name
from kizuna.identity.gazetteer import (
    DATASETS,
    GazetteerPlace,
    gazetteer,
    geonames_id,
    geonames_places,
    joined,
)
from kizuna.identity.linker import Linker
from kizuna.identity.mentions import NO_LEVEL, Levels, Mention, read_level
from kizuna.identity.preferred import preferred_name
from kizuna.register.register import Register, fold
from kizuna.store.cache import cached
from kizuna.store.queries import claims, identifying, judgements
from kizuna.store.queries.identifying import edition_beside_identities
from kizuna.values.countries import former_codes
from kizuna.workflows.acting import LINKER

IDENTITY = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED})
KINDS: Mapping[str, type[Entity]] = {
    kind.prefix: kind for kind in (LocalGovernment, Organisation, Person)
}
"""The kinds whose mentions can be identified, by the first part of their ids."""
_TOLD = frozenset({"name", "country", "level", "point", "part_of", "identifier"})
"""What the linker is told of those who are known."""
_LEVELS = {
    concept: level
    for level, concepts in {
        Levels.SETTLEMENT: "municipality city designated-city prefecture-level-city county-level-city town"
        " village township",
        Levels.DISTRICT: "ward special-ward district",
        Levels.COUNTY: "county",
        Levels.SETTLEMENT | Levels.UPPER: "province-level-municipality federal-city",
        Levels.UPPER: "prefecture metropolis province autonomous-region state region department oblast krai"
        " republic autonomous-prefecture special-administrative-region",
    }.items()
    for concept in concepts.split()
}
POPULATION = DATASETS[0]
"""The gazetteer that is asked where nobody chooses: all of it."""
_OF_NO_COUNTRY = 15_000
"""A mention without a country is sought among places of so many people and more, of all countries."""
_LINKERS_KEPT = 8
_BUILDING = Lock()


@dataclass(frozen=True, slots=True)
class MentionIndex:
    """Everybody in the ledger without any judgement of identity.

    `mentions` are the mentions by id as the linker reads them, in order of id; `places` those who are known,
    by the first part of their ids and by country; `register` holds what was told of all of them.
    """

    register: Register
    mentions: Mapping[str, Mention]
    places: Mapping[str, Mapping[str, tuple[GazetteerPlace, ...]]]

    def under_other_names(self, ref: str) -> list[Mention]:
        """A mention once more for each other name that a source gives it."""
        mention = self.mentions[ref]
        names = {
            fold_name(f.value.text): f.value.text for f in self.register.entity(ref).stated("name")
        }
        names.pop(fold_name(mention.text), None)
        return [replace(mention, text=text) for text in names.values()]


_BASIS = partial(edition_beside_identities, LINKER)
"""Judgements of who is whom, and what the linker records along with them, leave it as it is."""


def known() -> MentionIndex:
    """Who is known and who is mentioned in the ledger as it is now, for who reads."""
    return cached(
        "known",
        _read,
        lambda found: len(found.register.claims) + len(found.register),
        basis=_BASIS,
        of_facts=True,
    )


def _read() -> MentionIndex:
    things = identifying.things(KINDS)
    named = [ref for ref, is_known in things.items() if is_known]
    told = [
        *claims.claims(subjects=[ref for ref, is_known in things.items() if not is_known]),
        *(c for c in claims.claims(subjects=named) if c.property in _TOLD),
    ]
    weighing = in_force(judgements.judgements_about(c.id for c in told))
    register = fold(told, (j for j in weighing if j.verdict not in IDENTITY))
    mentions = {ref: mention_of(register, ref) for ref in register.entities if not things[ref]}
    places = {}
    for prefix, kind in KINDS.items():
        held: dict[str, list[GazetteerPlace]] = defaultdict(list)
        for entity in register.of_kind(kind):
            if entity.id not in mentions and (place := place_of(register, entity)):
                held[place.country].append(place)
        places[prefix] = {country: tuple(mine) for country, mine in held.items()}
    return MentionIndex(register, mentions, places)


def judged() -> tuple[Judgement, ...]:
    """The judgements of identity in force, the oldest first; of those on one pair, only the newest, which
    decides."""
    found: dict[frozenset[str], Judgement] = {}
    for judgement in in_force(identifying.identity_judgements()):
        if judgement.verdict in IDENTITY:
            pair = frozenset({judgement.target, judgement.other})
            found.pop(pair, None)
            found[pair] = judgement
    return tuple(found.values())


@lru_cache(maxsize=_LINKERS_KEPT)
def _linker(own: Sequence[GazetteerPlace], country: str, min_population: int | None) -> Linker:
    if min_population is None:
        return Linker(own)
    if not country:
        return Linker(joined(own, geonames_places(max(min_population, _OF_NO_COUNTRY))))
    return Linker(joined(own, gazetteer(min_population).places(country)))


def linker_for(found: MentionIndex, kind: str, country: str, min_population: int | None) -> Linker:
    """The linker for mentions of a kind and country ("": of no country, to all places of some size) to those who
    are known, and for governments to the places of the gazetteer too.

    It is made when it is first needed and kept as long as nothing changes that it was told. `min_population` is
    one of DATASETS; None asks for what the register holds alone.
    """
    places = found.places[kind]
    own = places.get(country, ()) if country else tuple(chain(*places.values()))
    with _BUILDING:  # whoever asks for what is just being built waits for it
        return _linker(own, country, min_population if kind == LocalGovernment.prefix else None)


def place_of(register: Register, entity: Entity) -> GazetteerPlace | None:
    """An entity of the register as the gazetteer holds places; None when it has no name."""
    if not isinstance(entity, LocalGovernment | Organisation | Person):
        return None
    chief = preferred_name(entity.name)
    if chief is None:
        return None
    names = tuple(dict.fromkeys([chief.value.text, *(fact.value.text for fact in entity.name)]))
    if not isinstance(entity, LocalGovernment):
        level = read_level(names[0]).level & Levels.PORT
        return GazetteerPlace(entity.id, names, level=level)
    point, level = entity.point.value, NO_LEVEL
    for fact in (
        entity.level
    ):  # all that it ever had, so that a county that became a district is found as either
        level |= _LEVELS.get(fact.value, NO_LEVEL)
    whole = register.get(entity.part_of.value, LocalGovernment)
    return GazetteerPlace(
        ref=entity.id,
        names=names,
        country=next((f.value for f in entity.country if f.value not in former_codes()), ""),
        level=level,
        within=tuple(fact.value.text for fact in whole.name) if whole else (),
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        geonames=tuple(
            geonames_id(fact.value.value)
            for fact in entity.identifier
            if fact.value.scheme == "geonames"
        ),
    )


def mention_of(register: Register, ref: str) -> Mention:
    """A mention as the linker reads it; without a name it is called by its id."""
    place = place_of(register, register.entity(ref))
    if place is None:
        return Mention(ref.partition("/")[2].replace("-", " "))
    return Mention(
        place.names[0],
        country=place.country,
        context=" ".join(place.within),
        level=place.level,
        latitude=place.latitude,
        longitude=place.longitude,
    )
