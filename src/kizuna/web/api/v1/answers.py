"""Answers kept for those who ask the same while nothing has changed.

Law: an answer is kept under its tag, which differs with the ledger's head, the question and the reader; so what is
given again is what would be made again.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from kizuna.web.api.v1.media import JSON

_LARGEST = 256 * 1024
_MOST = 200
"""So many answers of at most so many bytes are kept: 50 MB in each process."""


@dataclass(slots=True)
class Answers:
    """The answers last given, in JSON, by their tags."""

    _lock: Lock = field(default_factory=Lock)
    _held: OrderedDict[str, bytes] = field(default_factory=OrderedDict)

    def get(self, tag: str) -> HttpResponse | None:
        """The answer of a tag, None where it is not kept."""
        with self._lock:
            content = self._held.get(tag)
            if content is None:
                return None
            self._held.move_to_end(tag)
        return HttpResponse(content, content_type=JSON)

    def keep(self, tag: str, response: HttpResponseBase) -> None:
        """Keep an answer, if it is JSON of no great size; whatever was asked for longest ago goes."""
        if not isinstance(response, HttpResponse) or response.status_code != 200:
            return
        if response.headers.get("Content-Type") != JSON:
            return
        if len(response.content) > _LARGEST or "Content-Disposition" in response.headers:
            return
        with self._lock:
            self._held[tag] = response.content
            if len(self._held) > _MOST:
                self._held.popitem(last=False)
