"""The formats of `kizuna export`, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kizuna.publish.export.subject import ExportFormat

_ALL: tuple[ExportFormat, ...] = ()

FORMATS: Mapping[str, ExportFormat] = MappingProxyType({held.name: held for held in _ALL})
"""Every format, in the order in which people meet them."""
