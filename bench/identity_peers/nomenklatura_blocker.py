"""nomenklatura's blocker: places and mentions as entities of FollowTheMoney, met by the
tokens they share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker.index import Index
from nomenklatura.resolver import Linker
from nomenklatura.store.memory import MemoryStore

from kizuna.identity.gazetteer import GazetteerPlace
from kizuna.identity.mentions import Mention

_DATASET = Dataset.make({"name": "places", "title": "Places"})
_MOST = 5


class NomenklaturaBlocker:
    """An index of all places; `link` gives the candidates in the order of the blocker's
    score.
    """

    def __init__(self, places: Sequence[GazetteerPlace]) -> None:
        store: MemoryStore = MemoryStore(_DATASET, Linker({}))
        with store.writer() as writer:
            for number, place in enumerate(places):
                writer.add_entity(_entity("place", number, place.names, place.country))
        self._folder = TemporaryDirectory()
        self._index = Index(store.default_view(), Path(self._folder.name))
        self._index.build()

    def link(self, mentions: Sequence[Mention], workers: int) -> list[list[int]]:
        """The places of each mention by number; none where all of its tokens are too
        common or unknown.
        """
        self._index.con.execute(f"SET threads = {workers}")
        asked = (
            _entity("mention", at, [m.text], m.country) for at, m in enumerate(mentions)
        )
        found: list[list[int]] = [[] for _ in mentions]
        for mention, candidates in self._index.match_entities(asked):
            found[_number(mention.id)] = [
                _number(place.id) for place, _ in candidates[:_MOST]
            ]
        return found


def _entity(
    kind: str, number: int, names: Iterable[str], country: str
) -> StatementEntity:
    said = {"name": [name for name in names if name], "country": [country.lower()]}
    given = {"id": f"{kind}-{number}", "schema": "PublicBody", "properties": said}
    return StatementEntity.from_data(_DATASET, given)


def _number(entity_id: str) -> int:
    return int(entity_id.partition("-")[2])
