"""The network of countries: ties between them and within, each figure with its
claims.
"""

from __future__ import annotations

from builders import DAY, Claims, government, register, tie, two_sides
from kizuna.analysis.dyads import CountryNetwork, country_network
from kizuna.analysis.scope import scope_of


def _countries(*claims: Claims) -> CountryNetwork:
    held = register(
        two_sides(),
        government("leningrad", "city", country="SU"),
        tie("osaka-shanghai", "osaka", "shanghai"),
        tie("osaka-lianyungang", "osaka", "lianyungang", date=""),
        tie("osaka-sakai", "osaka", "sakai"),
        *claims,
    )
    return country_network(scope_of(held, DAY))


def _pairs(network: CountryNetwork) -> dict[str, tuple[int, int]]:
    return {f"{a}-{b}": (n.certain, n.possible) for (a, b), n in network.pairs.items()}


def test_ties_between_countries_and_within_one_are_counted_with_their_claims() -> None:
    network = _countries()
    assert _pairs(network) == {"CN-JP": (1, 2), "JP-JP": (1, 1)}
    between = network.pairs["CN", "JP"]
    assert {c.id for c in tie("osaka-shanghai", "osaka", "shanghai")} <= set(
        between.claims
    )


def test_the_strength_of_a_country_leaves_out_the_ties_at_home() -> None:
    japan = _countries().countries["JP"]
    assert (japan.strength.certain, japan.strength.possible) == (1, 2)
    assert (japan.domestic.certain, japan.partners.certain) == (1, 1)


def test_a_tie_of_three_countries_joins_each_two_of_them() -> None:
    network = _countries(tie("three", "osaka", "shanghai", "leningrad"))
    assert _pairs(network) == {
        "CN-JP": (2, 3),
        "CN-SU": (1, 1),
        "JP-JP": (1, 1),
        "JP-SU": (1, 1),
    }
    japan = network.countries["JP"]
    assert (japan.strength.certain, japan.partners.certain) == (3, 2)


def test_a_partner_that_is_only_possible_is_possible() -> None:
    network = _countries(tie("osaka-leningrad", "osaka", "leningrad", date=""))
    japan = network.countries["JP"]
    assert (japan.partners.certain, japan.partners.possible) == (1, 2)


def test_a_tie_whose_partner_has_no_country_is_counted_apart() -> None:
    network = _countries(tie("osaka-nowhere", "osaka", "nowhere"))
    assert (network.unknown.certain, network.unknown.possible) == (1, 1)
    assert network.unknown.claims
