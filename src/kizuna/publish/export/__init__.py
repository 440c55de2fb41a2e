"""Writes a part of the register in formats that other tools read, by name; one module a format.

Law: an export says what the register says on one day as known at one time, with the claims behind it, and the same
question always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kizuna.publish.export.geojson import GEOJSON
from kizuna.publish.export.ical import ICAL
from kizuna.publish.export.linked import JSONLD, TURTLE
from kizuna.publish.export.network import GEXF, GRAPHML
from kizuna.publish.export.panel import PANELS
from kizuna.publish.export.quickstatements import QUICKSTATEMENTS
from kizuna.publish.export.spreadsheets import CSV, PARQUET, XLSX
from kizuna.publish.export.subject import FileFormat

_NETWORKS = (GEOJSON, GRAPHML, GEXF, JSONLD, TURTLE)
_ALL = (CSV, XLSX, PARQUET, *_NETWORKS, ICAL, QUICKSTATEMENTS, *PANELS)

FORMATS: Mapping[str, FileFormat] = MappingProxyType({held.name: held for held in _ALL})
"""Every format, in the order in which people meet them."""
