"""Writes a part of the register in formats that other tools read, by name; a module
holds formats of one sort.

Law: an export says what the register says on one day as known at one time, with the
claims behind it, and the same question always gives the same bytes.
"""

from collections.abc import Mapping
from functools import partial

from kizuna.analysis.dyads import by_country
from kizuna.publish.export.ical import write_ical
from kizuna.publish.export.linked import write_jsonld, write_turtle
from kizuna.publish.export.network import write_geojson, write_gexf, write_graphml
from kizuna.publish.export.panel import write_panel
from kizuna.publish.export.quickstatements import write_quickstatements
from kizuna.publish.export.spreadsheets import (
    write_csv_package,
    write_parquet,
    write_xlsx,
)
from kizuna.publish.export.subject import FileFormat, Write

_PURPOSES = """
csv: Spreadsheets and statistics: a CSV file a kind, the facts and claims behind them, a data dictionary
xlsx: Reading and sorting in a spreadsheet: a sheet a kind, with a data dictionary and the sources
parquet: pandas, R and DuckDB: the same tables with types and lists, a Parquet file each
geojson: Maps: places as points, ties as great circles (RFC 7946; QGIS, Leaflet, MapLibre)
graphml: Networks on the day: networkx, igraph, yEd, Gephi (typed attributes)
gexf: Networks over time: Gephi's timeline (GEXF 1.3 with a spell for each tie)
jsonld: Linked data as JSON: the same graph as turtle, with its context inside (JSON-LD 1.1)
turtle: Linked data: schema.org, PROV-O, SKOS and Wikidata's properties (RDF 1.1 Turtle)
ical: Calendars: anniversaries of the ties in force, and the days on which terms of agreements end
quickstatements: Wikidata: ties that it lacks, with their sources, for a person to look over and send
panel: Gravity, SAOM and event-history models: a row a pair of governments and year, with codebook
panel-countries: The same for pairs of countries
panel-all-pairs: The same for every pair of the scope's governments
"""
_WRITERS: dict[str, tuple[str, Write]] = {
    "csv": ("zip", write_csv_package),
    "xlsx": ("xlsx", write_xlsx),
    "parquet": ("parquet.zip", write_parquet),
    "geojson": ("geojson", write_geojson),
    "graphml": ("graphml", write_graphml),
    "gexf": ("gexf", write_gexf),
    "jsonld": ("jsonld", write_jsonld),
    "turtle": ("ttl", write_turtle),
    "ical": ("ics", write_ical),
    "quickstatements": ("txt", write_quickstatements),
    "panel": ("zip", write_panel),
    "panel-countries": ("zip", partial(write_panel, unit=by_country)),
    "panel-all-pairs": ("zip", partial(write_panel, every=True)),
}

FORMATS: Mapping[str, FileFormat] = {
    name: FileFormat(name, *_WRITERS[name], purpose)
    for name, purpose in (
        line.split(": ", 1) for line in _PURPOSES.strip().splitlines()
    )
}
"""Every format, in the order in which people meet them."""
