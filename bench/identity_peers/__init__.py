"""Peers to measure against, each over the same places and mentions, where its package
is installed.

Kizuna needs none of them but RapidFuzz: `pip install "splink>=5" nomenklatura` brings
the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from kizuna.identity.gazetteer import GazetteerPlace
from kizuna.identity.mentions import Mention


class Linking(Protocol):
    """Something made of places that links mentions to them."""

    def link(self, mentions: Sequence[Mention], workers: int) -> list[list[int]]:
        """For each mention the numbers of up to five places, the likest first."""
        ...


@dataclass(frozen=True, slots=True)
class Peer:
    """What a peer is called, the package it needs, and where here the class is that
    links with it.

    A `slow` one is given fewer mentions, and nothing is asked of Kizuna beside it.
    """

    name: str
    package: str
    module: str
    linking: str
    slow: bool = False

    @property
    def is_installed(self) -> bool:
        """Whether its package can be imported."""
        return find_spec(self.package) is not None

    def over(self, places: Sequence[GazetteerPlace]) -> Linking:
        """The peer with its index of places made."""
        made: Linking = getattr(
            import_module(f"{__name__}.{self.module}"), self.linking
        )(places)
        return made


PEERS = (
    Peer("RapidFuzz alone", "rapidfuzz", "rapidfuzz_alone", "RapidFuzzAlone"),
    Peer(
        "untrained splink", "splink", "splink_untrained", "UntrainedSplink", slow=True
    ),
    Peer(
        "nomenklatura's blocker",
        "nomenklatura",
        "nomenklatura_blocker",
        "NomenklaturaBlocker",
        slow=True,
    ),
)
"""All of them, the one that is asked to be surpassed first."""
