"""Reads the world's land in outline, drawn by hand for maps of small scale; not for measurement."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from kizuna.errors import BadFile
from kizuna.publish.drawings.geometry import Box, Spot


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed ring of (longitude, latitude) pairs in degrees; longitudes may pass 180.

    `kind` is "land" or "lake"; lakes lie on land.
    """

    name: str
    kind: str
    ring: tuple[Spot, ...]
    bounds: Box


@lru_cache(maxsize=1)
def outlines() -> tuple[Outline, ...]:
    """Every outline, land before lakes. Raises BadFile when the file cannot be read."""
    file = resources.files("kizuna.publish.drawings") / "land.toml"
    shapes = tomllib.loads(file.read_text("utf-8"))["shape"]
    read = [_outline(shape) for shape in shapes]
    return tuple(sorted(read, key=lambda outline: outline.kind != "land"))


def _outline(shape: dict[str, str]) -> Outline:
    ring = tuple(_spot(pair, shape["name"]) for pair in shape["outline"].split())
    return Outline(shape["name"], shape["kind"], ring, Box.around(ring))


def _spot(pair: str, name: str) -> Spot:
    try:
        latitude, longitude = map(float, pair.split(","))
    except ValueError:
        raise BadFile(
            f"{pair!r} in the outline of {name!r} is not a latitude and a longitude: "
            "write them as 34.65,135.43"
        ) from None
    return longitude, latitude
