"""The names of all places of a map in a reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kizuna.analysis.tie_map import TiedPlace
from kizuna.identity.preferred import preferred_name
from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.values import slug_of
from kizuna.workflows import ask


def map_names(
    places: Iterable[TiedPlace],
    messages: Messages,
    day: int | None = None,
    known_at: datetime | None = None,
) -> list[str]:
    """The name of each place as pages call it, by the names of a day (None: the latest)."""
    from kizuna.store.queries.place_names import names_of

    listed = list(places)
    if known_at is not None:
        wording = Wording(ask.known_register(known_at), messages, day)
        return [wording.name(place.ref) for place in listed]
    held = names_of({place.key: place.ref for place in listed})
    found = (preferred_name(held.get(place.key, ()), messages.tag, day) for place in listed)
    return [
        messages.rendering(name.value.text)
        if name
        else messages.not_harvested(place.ref) or slug_of(place.ref)
        for name, place in zip(found, listed, strict=True)
    ]
