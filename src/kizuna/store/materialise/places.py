"""Which regions a place lies in: its countries, the areas that take it in, the governments above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kizuna.claims.kinds import Area, Entity, LocalGovernment, Organisation, Stated
from kizuna.store.identities import Identities
from kizuna.store.materialise.folding import (
    PLACE_KINDS,
    PLACE_PROPERTIES,
    fold_entities,
)
from kizuna.store.sql import among, execute, fetch, insert_rows
from kizuna.store.terms import intern_terms, known_terms, texts_of
from kizuna.values import kind_of

REGION_COLUMNS = ("place", "region", "alias")


@dataclass(frozen=True, slots=True)
class Links:
    """Where a place lies directly, by ids and country codes.

    `members` are what an area takes in, as its first definition draws it. `alias` is the country that an area
    without a definition stands for, "" for everything else.
    """

    above: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    alias: str = ""


def links_of(entity: Entity) -> Links:
    """The direct links of a government, an organisation or an area; facts that do not count make none."""
    if isinstance(entity, LocalGovernment):
        return Links(_counting(entity.country) + _counting(entity.part_of))
    if isinstance(entity, Organisation):
        return Links(_counting(entity.belongs_to) or _counting(entity.located_in))
    if isinstance(entity, Area):
        if entity.definition.best is not None:
            return Links(members=tuple(entity.definition.best.value.members))
        codes = _counting(entity.country)[:1]
        return Links(above=codes, alias="".join(codes))
    return Links()


def _counting(stated: Stated[str]) -> tuple[str, ...]:
    return tuple(fact.value for fact in stated if fact.counts)


def regions_from(links: Mapping[str, Links]) -> dict[str, frozenset[str]]:
    """Every region of every place, however far above, from the direct links of all of them."""
    above: dict[str, set[str]] = {ref: set(found.above) for ref, found in links.items()}
    for ref, found in links.items():
        for member in found.members:
            above.setdefault(member, set()).add(ref)
    done: dict[str, frozenset[str]] = {}
    for ref in above:
        _climb(ref, above, done)
    return done


def _climb(
    ref: str, above: Mapping[str, set[str]], done: dict[str, frozenset[str]]
) -> frozenset[str]:
    """The regions of one place; a circle of parts is walked once."""
    if ref in done:
        return done[ref]
    found: set[str] = set()
    edge = set(above.get(ref, ()))
    while edge:
        found |= edge
        edge = {up for one in edge for up in done.get(one, above.get(one, ()))} - found
    done[ref] = frozenset(found)
    return done[ref]


@dataclass(frozen=True, slots=True)
class PlacePlan:
    """What the table of regions will hold for the places that a change reaches.

    `moved` are the places whose regions change, with the places that they begin or cease to lie in.
    """

    affected: frozenset[str]
    regions: Mapping[str, frozenset[str]]
    aliases: Mapping[str, str]
    moved: frozenset[str]


def plan_places(refs: Iterable[str], identities: Identities) -> PlacePlan:
    """Find the regions of places anew, and of all that lies in them; nothing is written yet."""
    touched = identities.members(ref for ref in refs if kind_of(ref) in PLACE_KINDS)
    entities = fold_entities(touched, PLACE_PROPERTIES, identities) if touched else {}
    members = {m for entity in entities.values() for m in links_of(entity).members}
    affected = touched | members | (_inside(touched | members) if touched else set())
    links = _links_above(affected, identities)
    found = regions_from(links)
    before = _regions_now(affected)
    after = {ref: found.get(ref, frozenset()) for ref in identities.canonical(affected)}
    moved: set[str] = set()
    for ref in affected | after.keys():
        old, new = before.get(ref, frozenset()), after.get(ref, frozenset())
        if old != new:
            moved |= {ref} | (old ^ new)
    aliases = {ref: links[ref].alias for ref in after if ref in links and links[ref].alias}
    return PlacePlan(frozenset(affected | after.keys()), after, aliases, frozenset(moved))


def write_places(plan: PlacePlan) -> None:
    """Bring the table of regions to the plan."""
    if not plan.affected:
        return
    condition, params = among("place", known_terms(plan.affected).values())
    execute(f"DELETE FROM place_regions WHERE {condition} AND place <> region", params)
    insert_rows("place_regions", REGION_COLUMNS, region_rows(plan.regions, plan.aliases))
    _settle_selves(ref for ref in plan.moved if "/" in ref)


def _links_above(refs: Iterable[str], identities: Identities) -> dict[str, Links]:
    """The links of places and of everything above them, areas that list them included."""
    links: dict[str, Links] = {}
    edge = identities.canonical(refs)
    while edge:
        entities = fold_entities(edge, PLACE_PROPERTIES, identities)
        for ref in edge:
            links[ref] = links_of(entities[ref]) if ref in entities else Links()
        above = {up for ref in edge for up in links[ref].above if "/" in up}
        edge = identities.canonical(above | _areas_naming(identities.members(edge))) - links.keys()
    return links


def _areas_naming(refs: Iterable[str]) -> set[str]:
    condition, params = among("r.target", known_terms(refs).values())
    rows = fetch(
        "SELECT DISTINCT c.subject FROM claim_references r JOIN claims c ON c.seq = r.claim"
        f" WHERE {condition} AND c.property = (SELECT id FROM terms WHERE text = 'definition')",
        params,
    )
    return set(texts_of(subject for (subject,) in rows).values())


def _inside(refs: Iterable[str]) -> set[str]:
    """The places that lie in the given ones by the table as it stands."""
    condition, params = among("region", known_terms(refs).values())
    rows = fetch(f"SELECT DISTINCT place FROM place_regions WHERE {condition}", params)
    return set(texts_of(place for (place,) in rows).values())


def _regions_now(refs: Iterable[str]) -> dict[str, frozenset[str]]:
    condition, params = among("p.id", known_terms(refs).values())
    rows = fetch(
        "SELECT p.text, r.text FROM place_regions x JOIN terms p ON p.id = x.place"
        f" JOIN terms r ON r.id = x.region WHERE {condition} AND x.place <> x.region",
        params,
    )
    found: dict[str, set[str]] = {}
    for place, region in rows:
        found.setdefault(place, set()).add(region)
    return {place: frozenset(regions) for place, regions in found.items()}


def region_rows(
    regions: Mapping[str, frozenset[str]], aliases: Mapping[str, str]
) -> list[tuple[int, int, bool]]:
    """The rows of places in regions other than themselves, in the order of the table's key."""
    terms = intern_terms({g for found in regions.values() for g in found} | regions.keys())
    return sorted(
        (terms[ref], terms[g], aliases.get(ref) == g)
        for ref, found in regions.items()
        for g in found
        if g != ref
    )


def _settle_selves(refs: Iterable[str]) -> None:
    """Let places lie in themselves exactly while others lie in them."""
    condition, params = among("region", known_terms(refs).values())
    execute(f"DELETE FROM place_regions WHERE {condition} AND place = region", params)
    fill_selves(f" AND {condition}", params)


def fill_selves(where: str = "", params: Sequence[object] = ()) -> None:
    """Let every region that is no country's code lie in itself; `where` narrows the regions."""
    execute(
        "INSERT INTO place_regions (place, region, alias)"
        " SELECT DISTINCT region, region, FALSE FROM place_regions"
        f" JOIN terms t ON t.id = region WHERE length(t.text) > 2{where}",
        params,
    )
