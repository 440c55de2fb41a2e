"""Comparing in the browser: ties beside each other, places beside each other, a place among its peers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse

from kizuna.analysis.compare.peers import PeerGroup
from kizuna.analysis.compare.rows import Row
from kizuna.publish.wording import Wording
from kizuna.store.cache import cached
from kizuna.web.analysis.answering import answered
from kizuna.web.analysis.comparing import Cells
from kizuna.web.analysis.forms import NAMES, concepts, named
from kizuna.web.fields import given, number, one_of
from kizuna.web.visit import visit
from kizuna.workflows import compare
from kizuna.workflows.comparing.findings import Finding
from kizuna.workflows.comparing.reading import Reading

WHAT = ("ties", "places", "peers")
_FEWEST, _MOST = 3, len(NAMES)
_KEPT_AS = 10_000
"""How much of the bound a kept comparison takes: it holds a part of the register of its own."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A comparison in words: its cells by topic, what only one has, and the findings by kind."""

    found: compare.CompareAnswer
    wording: Wording
    cells: Cells

    @property
    def topics(self) -> list[tuple[str, list[Row]]]:
        """The rows of each topic, in order."""
        rows = groupby(self.found.comparison.rows, key=lambda row: row.topic)
        return [(topic, list(held)) for topic, held in rows]

    @property
    def alone(self) -> list[tuple[str, list[tuple[str, list[Row]]]]]:
        """What is recorded of only one of the compared, by topic; nothing where the others are silent."""
        comparison = self.found.comparison
        everyone = range(len(comparison.compared))
        if sum(not comparison.is_silent(at) for at in everyone) < 2:
            return []
        held = [
            (comparison.compared[at], groupby(comparison.alone(at), key=lambda row: row.topic))
            for at in everyone
        ]
        told = [(ref, [(topic, list(rows)) for topic, rows in by]) for ref, by in held]
        return [(ref, topics) for ref, topics in told if topics]

    @property
    def findings(self) -> list[tuple[str, list[Finding]]]:
        """The findings of each kind."""
        by = groupby(self.found.findings, key=lambda finding: finding.kind)
        return [(kind, list(held)) for kind, held in by]


@dataclass(frozen=True, slots=True)
class Among:
    """A place among its peers; `group` is None where nothing had been recorded by then."""

    group: PeerGroup | None
    wording: Wording


def compare_page(request: HttpRequest) -> HttpResponse:
    """The comparison as a page."""
    what = one_of(request, "what", WHAT)
    filled = len(named(request))
    return answered(
        request,
        "analysis/compare.html.jinja",
        lambda: _found(request, what),
        what=what,
        fields=NAMES[: min(_MOST, max(_FEWEST, filled + 1))],
        kinds=concepts(visit(request).messages, "tie-types"),
    )


def _found(request: HttpRequest, what: str) -> Beside | Among | None:
    names = named(request)
    if not names:
        return None
    here = visit(request)
    kind = "" if what == "ties" else given(request, "kind")
    reading = Reading(here.day.number, here.known_at, kind, here.messages)
    if what == "peers":
        most = number(request, "most", compare.MOST, 200)
        among = given(request, "among")
        peers = compare.compare_with_peers(names[0], reading, most, among)
        return Among(peers.group, Wording(peers.register, here.messages, here.day.number))
    ask = compare.compare_ties if what == "ties" else compare.compare_places
    key = (what, names, reading.day, reading.known_at, kind, here.language)
    found = cached(key, lambda: ask(names, reading), lambda _: _KEPT_AS)
    wording = Wording(found.register, here.messages, here.day.number)
    return Beside(found, wording, Cells(found, wording))
