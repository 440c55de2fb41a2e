"""The formats of `kizuna export`, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kizuna.publish.export.csv_tables import CSV
from kizuna.publish.export.geojson import GEOJSON
from kizuna.publish.export.gexf import GEXF
from kizuna.publish.export.graphml import GRAPHML
from kizuna.publish.export.ical import ICAL
from kizuna.publish.export.jsonld import JSONLD
from kizuna.publish.export.panel import PANEL, PANEL_ALL_PAIRS, PANEL_COUNTRIES
from kizuna.publish.export.parquet import PARQUET
from kizuna.publish.export.quickstatements import QUICKSTATEMENTS
from kizuna.publish.export.subject import ExportFormat
from kizuna.publish.export.turtle import TURTLE
from kizuna.publish.export.xlsx import XLSX

_ALL: tuple[ExportFormat, ...] = (
    CSV,
    XLSX,
    PARQUET,
    GEOJSON,
    GRAPHML,
    GEXF,
    JSONLD,
    TURTLE,
    ICAL,
    QUICKSTATEMENTS,
    PANEL,
    PANEL_COUNTRIES,
    PANEL_ALL_PAIRS,
)

FORMATS: Mapping[str, ExportFormat] = MappingProxyType({held.name: held for held in _ALL})
"""Every format, in the order in which people meet them."""
