"""The two clocks of a visit as a sentence in the reader's language."""

from __future__ import annotations

from datetime import UTC

from kizuna.values import Edtf
from kizuna.web.visit import Visit


def words_of_clocks(visit: Visit) -> str:
    """As of which day, and as known when: "As of 1 April 1987, as known today"."""
    day = visit.messages.date(Edtf.parse(visit.day.text)) if visit.day_given else ""
    known = _known(visit)
    key = {
        (False, False): "web-clocks-today",
        (True, False): "web-clocks-day",
        (False, True): "web-clocks-known",
        (True, True): "web-clocks-both",
    }[bool(day), bool(known)]
    return visit.messages.text(key, day=day, known=known)


def _known(visit: Visit) -> str:
    if visit.known_at is None:
        return ""
    moment = visit.known_at.astimezone(UTC)
    day = visit.messages.date(Edtf.parse(moment.date().isoformat()))
    is_time = any(mark in visit.known_text for mark in "T ")
    return f"{day}, {moment:%H:%M} UTC" if is_time else day
