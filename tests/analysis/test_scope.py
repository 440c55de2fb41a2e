"""Scopes: which ties a question takes in, when they were in force, and what is known of their parties."""

from __future__ import annotations

from datetime import date

from builders import DAY, Claims, claim, facts, government, register, tie, two_sides
from kizuna.analysis.scope import Scope, scope_of

_PORT = "organisation/port-of-osaka"


def _scope(*claims: Claims, sides: tuple[frozenset[str], ...] = (), kind: str = "") -> Scope:
    held = register(
        two_sides(),
        tie("osaka-shanghai", "osaka", "shanghai"),
        tie("sakai-lianyungang", "sakai", "lianyungang", date=""),
        tie("ports", _PORT, "shanghai"),
        claim("tie/ports", "type", "sister-port"),
        claim(_PORT, "belongs_to", "government/osaka"),
        *claims,
    )
    return scope_of(held, DAY, sides, kind)


def test_without_sides_every_tie_is_counted_as_certain_or_possible_with_its_claims() -> None:
    scope = _scope()
    assert (len(scope.in_force()), len(scope.in_force(possible=True)), len(scope.ties)) == (2, 3, 3)
    assert (scope.count.certain, scope.count.possible) == (2, 3)
    assert {c.id for c in tie("osaka-shanghai", "osaka", "shanghai")} <= set(scope.count.claims)


def test_a_town_and_its_successor_are_parties_each_in_its_own_time() -> None:
    first = claim("tie/passed-on", "party", "government/naniwa", "1970/1980")
    then = claim("tie/passed-on", "party", "government/osaka", "1981/..")
    passed = tie("passed-on", "shanghai", date="1970-05-01")
    held = register(two_sides(), government("naniwa"), passed, first, then)
    for year, partner in {1960: "naniwa", 1975: "naniwa", 1985: "osaka"}.items():
        (passed_on,) = scope_of(held, date(year, 1, 1).toordinal()).ties
        assert set(passed_on.parties) == {f"government/{partner}", "government/shanghai"}


def test_a_party_is_known_by_the_government_that_it_belongs_to() -> None:
    port = _scope().parties[_PORT]
    assert (port.government, port.country, port.tier) == ("government/osaka", "JP", "municipality")
    assert not port.is_government


def test_the_latest_population_is_taken_with_its_claims() -> None:
    of = {"measure": "population", "scope": "government/osaka"}
    new = facts("statistic/new", **of, value="2636249 persons", as_of="1985")
    old = facts("statistic/old", **of, value="2648180 persons", as_of="1980")
    population = _scope(new, old).parties["government/osaka"].population
    assert population.quantity.min == 2_636_249
    assert population.claims


def test_a_place_without_a_country_or_level_is_a_party_all_the_same() -> None:
    scope = _scope(tie("osaka-nowhere", "osaka", "nowhere"))
    nowhere = scope.parties["government/nowhere"]
    assert (nowhere.government, nowhere.country, nowhere.population) == ("", "", None)


def test_a_district_is_no_part_of_the_side_of_its_city() -> None:
    ward = government("kita", "ward", "osaka")
    found = _scope(ward, tie("w", "kita", "shanghai"), sides=(frozenset({"government/osaka"}),))
    assert "tie/w" not in {scoped.id for scoped in found.ties}
