"""The measures of the panel: what each is called, and the rule by which it is computed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeasureDefinition:
    """A measure: its key, the family it is shown with, its English label, and how it is computed, in one line.

    `places` says whether it needs to know of the parties, which a mere list of edges does not.
    """

    key: str
    family: str
    label: str
    how: str
    places: bool = False


_GIANT = "pairs within the largest component"
_JOINED = "all pairs that a path joins"
_KNOWN = "of edges with both known"

MEASURES = (
    MeasureDefinition("density", "size", "density", "2m / n(n - 1)"),
    MeasureDefinition("mean_degree", "degree", "mean degree", "2m / n"),
    MeasureDefinition("max_degree", "degree", "highest degree", "the most neighbours"),
    MeasureDefinition(
        "degree_assortativity",
        "degree",
        "assortativity by degree",
        "edges in both directions (Newman 2002)",
    ),
    MeasureDefinition("components", "components", "components", "sets of nodes joined by paths"),
    MeasureDefinition("giant_nodes", "components", "nodes of the largest", "largest component"),
    MeasureDefinition("giant_share", "components", "share of the largest", "its nodes / all nodes"),
    MeasureDefinition("triangles", "clustering", "triangles", "three nodes, all tied"),
    MeasureDefinition(
        "transitivity",
        "clustering",
        "transitivity",
        "3 triangles / paths of length two",
    ),
    MeasureDefinition(
        "average_clustering",
        "clustering",
        "mean local clustering",
        "Watts & Strogatz 1998; 0 where degree < 2",
    ),
    MeasureDefinition("mean_distance", "distances", "mean distance", _GIANT),
    MeasureDefinition("diameter", "distances", "diameter", _GIANT),
    MeasureDefinition("mean_distance_joined", "distances", "mean distance, all joined", _JOINED),
    MeasureDefinition("longest_distance", "distances", "longest distance of all", _JOINED),
    MeasureDefinition(
        "max_core", "cores", "highest core", "largest k with a k-core (Seidman 1983)"
    ),
    MeasureDefinition("max_core_nodes", "cores", "nodes in it", "nodes of that core number"),
    MeasureDefinition(
        "communities", "communities", "communities", "Leiden (Traag et al. 2019), seed 1987"
    ),
    MeasureDefinition(
        "modularity",
        "communities",
        "modularity",
        "of these (Newman & Girvan 2004)",
    ),
    MeasureDefinition(
        "measured_edges", "geography", "edges with a length", "both ends have a point", places=True
    ),
    MeasureDefinition(
        "length_q1_km", "geography", "length, lower quartile (km)", "great circle", True
    ),
    MeasureDefinition("length_median_km", "geography", "length, median (km)", "great circle", True),
    MeasureDefinition(
        "length_q3_km", "geography", "length, upper quartile (km)", "great circle", True
    ),
    MeasureDefinition("domestic_share", "geography", "share within a country", _KNOWN, places=True),
    *(
        definition
        for group in ("country", "level", "tier")
        for definition in (
            MeasureDefinition(
                f"ei_{group}",
                "homophily",
                f"E-I index by {group}",
                "Krackhardt & Stern 1988: 1 is all between",
                places=True,
            ),
            MeasureDefinition(
                f"assortativity_{group}",
                "homophily",
                f"assortativity by {group}",
                "Newman 2003: 1 is all inside",
                places=True,
            ),
        )
    ),
)
BETWEENNESS = MeasureDefinition(
    "max_betweenness",
    "betweenness",
    "highest betweenness",
    "exact, each pair once (Brandes 2001)",
)
