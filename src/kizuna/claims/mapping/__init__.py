"""Mappings: from the columns of a list to properties of the register, as data that its owner can correct."""

from __future__ import annotations

from kizuna.claims.mapping.cells import CellValue, PlaceGiven
from kizuna.claims.mapping.entries import Entry, RowFault, read_entries, read_places
from kizuna.claims.mapping.guessing import Given, Guess, TownUnknown, draft, guess_mapping
from kizuna.claims.mapping.mapping import (
    ListMapping,
    Places,
    SideDefaults,
    Source,
    read_mapping,
    ready_mapping,
    ready_names,
    ready_text,
)
from kizuna.claims.mapping.questions import MappingQuestion

__all__ = [
    "CellValue",
    "Entry",
    "Given",
    "Guess",
    "ListMapping",
    "MappingQuestion",
    "PlaceGiven",
    "Places",
    "RowFault",
    "SideDefaults",
    "Source",
    "TownUnknown",
    "draft",
    "guess_mapping",
    "read_entries",
    "read_mapping",
    "read_places",
    "ready_mapping",
    "ready_names",
    "ready_text",
]
