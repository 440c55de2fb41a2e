"""splink 5 without training: names of one country with the same beginning or end, by
likeness, on DuckDB.

Its chances of agreement are the ones it starts from, since there is nothing to learn
them from: a name says all.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import duckdb
import pyarrow
import splink.comparison_library as comparisons
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

from kizuna.identity.folding import fold_fresh
from kizuna.identity.gazetteer import GazetteerPlace
from kizuna.identity.mentions import Mention

_SETTINGS = SettingsCreator(
    link_type="link_only",
    blocking_rules_to_generate_predictions=[
        block_on("country", "substr(name, 1, 3)"),
        block_on("country", "substr(name, -3)"),
    ],
    comparisons=[
        comparisons.DamerauLevenshteinAtThresholds("name", [1, 2]),
        comparisons.JaroWinklerAtThresholds("name", [0.95, 0.9, 0.8]),
    ],
    additional_columns_to_retain=["place", "people"],
    retain_matching_columns=False,
)
_FIVE = """
    SELECT mention, place FROM (
        SELECT unique_id_l AS mention, place_r AS place,
               max(match_weight) AS weight, any_value(people_r) AS people
        FROM {predicted} GROUP BY ALL
    )
    WINDOW likest AS (PARTITION BY mention ORDER BY weight DESC, people DESC, place)
    QUALIFY row_number() OVER likest <= 5
    ORDER BY mention, weight DESC, people DESC, place
"""
"""Among places equally likely, the larger first."""


class UntrainedSplink:
    """The names of all places as a table; `link` predicts the pairs of mentions and
    names.
    """

    def __init__(self, places: Sequence[GazetteerPlace]) -> None:
        self._database = duckdb.connect()
        self._splink = DuckDBAPI(self._database)
        rows = [
            (name, place.country, number, place.population)
            for number, place in enumerate(places)
            for name in {fold_fresh(text) for text in place.names}
            if name
        ]
        self._names = self._registered("places", rows)

    def link(self, mentions: Sequence[Mention], workers: int) -> list[list[int]]:
        """The places of each mention by number."""
        self._database.execute(f"SET threads = {workers}")
        asked = self._registered(
            "mentions", [(fold_fresh(m.text), m.country, -1, 0) for m in mentions]
        )
        linker = Linker([asked, self._names], _SETTINGS, log_level=logging.ERROR)
        predicted = linker.inference.predict()
        found: list[list[int]] = [[] for _ in mentions]
        rows = self._database.execute(
            _FIVE.format(predicted=predicted.physical_name)
        ).fetchall()
        for mention, place in rows:
            found[mention].append(place)
        return found

    def _registered(
        self, name: str, rows: Sequence[tuple[str, str, int, int]]
    ) -> object:
        names, countries, places, people = zip(*rows, strict=True)
        columns = {
            "name": names,
            "country": countries,
            "place": places,
            "people": people,
        }
        table = pyarrow.table({"unique_id": range(len(rows)), **columns})
        return self._splink.register(table, dataset_display_name=name)
