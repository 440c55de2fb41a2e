"""Which regions a place lies in: its countries, the areas that take it in, the governments above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kizuna.claims.kinds import Area, Entity, LocalGovernment, Organisation, Stated
from kizuna.store.ledger import Identities
from kizuna.store.materialise.folding import (
    PLACE_KINDS,
    PLACE_PROPERTIES,
    fold_entities,
)
from kizuna.store.sql import among, execute, fetch, insert_rows
from kizuna.store.terms import intern_terms, known_terms, texts_of
from kizuna.values import kind_of

_REGION_COLUMNS = ("place", "region", "alias")


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


def links_among(refs: Iterable[str], identities: Identities) -> dict[str, Links]:
    """The direct links of the places among the ids that something is said of."""
    entities = fold_entities(refs, PLACE_PROPERTIES, identities)
    return {ref: links_of(entity) for ref, entity in entities.items()}


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


def refold_places(refs: Iterable[str], identities: Identities) -> None:
    """Make the regions of the places among the ids anew, and of all that lies in them."""
    touched = identities.members(ref for ref in refs if kind_of(ref) in PLACE_KINDS)
    if not touched:
        return
    members = {m for found in links_among(touched, identities).values() for m in found.members}
    affected = touched | members | _inside(touched | members)
    links = _links_above(affected, identities)
    regions = regions_from(links)
    after = {ref: regions.get(ref, frozenset()) for ref in identities.canonical(affected)}
    aliases = {ref: links[ref].alias for ref in after if ref in links and links[ref].alias}
    condition, params = among("place", known_terms(affected | after.keys()).values())
    rows = f"FROM place_regions WHERE {condition} AND place <> region"
    before = {region for (region,) in fetch(f"SELECT DISTINCT region {rows}", params)}
    execute(f"DELETE {rows}", params)
    _insert_regions(after, aliases)
    now = known_terms({region for found in after.values() for region in found})
    _settle_selves(before | set(now.values()))


def insert_regions(links: Mapping[str, Links]) -> None:
    """Insert the regions of all places into the empty table, from the direct links of all."""
    aliases = {ref: found.alias for ref, found in links.items() if found.alias}
    _insert_regions(regions_from(links), aliases)
    _fill_selves()


def _links_above(refs: Iterable[str], identities: Identities) -> dict[str, Links]:
    """The links of places and of everything above them, areas that list them included."""
    links: dict[str, Links] = {}
    edge = identities.canonical(refs)
    while edge:
        links |= dict.fromkeys(edge, Links()) | links_among(edge, identities)
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


def _insert_regions(regions: Mapping[str, frozenset[str]], aliases: Mapping[str, str]) -> None:
    """Insert places in regions other than themselves, in the order of the table's key."""
    terms = intern_terms({g for found in regions.values() for g in found} | regions.keys())
    rows = sorted(
        (terms[ref], terms[g], aliases.get(ref) == g)
        for ref, found in regions.items()
        for g in found
        if g != ref
    )
    insert_rows("place_regions", _REGION_COLUMNS, rows)


def _settle_selves(regions: Iterable[int]) -> None:
    """Let regions (terms) lie in themselves exactly while others lie in them."""
    condition, params = among("region", regions)
    execute(f"DELETE FROM place_regions WHERE {condition} AND place = region", params)
    _fill_selves(f" AND {condition}", params)


def _fill_selves(where: str = "", params: Sequence[object] = ()) -> None:
    """Let every region that is no country's code lie in itself; `where` narrows the regions."""
    execute(
        "INSERT INTO place_regions (place, region, alias)"
        " SELECT DISTINCT region, region, FALSE FROM place_regions"
        f" JOIN terms t ON t.id = region WHERE length(t.text) > 2{where}",
        params,
    )
