"""The network of ties in the browser: its measures, by country, by year, with the picture of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from kizuna.analysis.network.countries import CountryNetwork
from kizuna.analysis.network.definitions import MEASURES, Definition
from kizuna.analysis.network.panel import Panel
from kizuna.analysis.network.series import Series, Snapshot
from kizuna.errors import BadQuestion
from kizuna.publish.wording import Wording
from kizuna.store.cache import cached
from kizuna.web.analysis.answering import answered
from kizuna.web.analysis.forms import concepts, scope_asked
from kizuna.web.fields import given, is_on, number, one_of
from kizuna.web.visit import visit
from kizuna.workflows.network import (
    NetworkAnswer,
    measure_countries,
    measure_network,
    measure_years,
)

BY = ("parties", "countries", "years")
_YEAR = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class OfParties:
    """The network whose nodes are the parties; details are of what certainly or of what possibly stood."""

    found: NetworkAnswer
    wording: Wording
    wants_possible: bool
    top: int

    @property
    def panels(self) -> list[tuple[str, Panel]]:
        """One panel where nothing is uncertain, else the certain and the possible one."""
        network = self.found.network
        if network.is_certain:
            return [("certain", network.certain)]
        return [("certain", network.certain), ("possible", network.possible)]

    @property
    def details(self) -> Panel:
        """The panel that the first parties and the spreads are of."""
        network = self.found.network
        return network.possible if self.wants_possible else network.certain

    @property
    def families(self) -> list[tuple[str, list[Definition]]]:
        """The measures by the family that they are shown with."""
        held: dict[str, list[Definition]] = {}
        for definition in MEASURES:
            held.setdefault(definition.family, []).append(definition)
        return list(held.items())

    def leading(self) -> Iterator[dict[str, Any]]:
        """The first parties with their degree, core and community."""
        panel, parties = self.details, self.found.scope.parties
        named = [panel.graph.names[node] for node in panel.leading(self.top)]
        claims = self._claims(frozenset(named))
        for node, ref in zip(panel.leading(self.top), named, strict=True):
            yield {
                "ref": ref,
                "country": parties[ref].country,
                "degree": int(panel.graph.degrees[node]),
                "core": int(panel.cores[node]),
                "community": int(panel.membership[node]) + 1,
                "claims": tuple(claims[ref]),
            }

    def _claims(self, refs: frozenset[str]) -> dict[str, dict[str, None]]:
        """The claims behind the ties of each of the parties, without repeats."""
        found: dict[str, dict[str, None]] = {ref: {} for ref in refs}
        for tie in self.found.scope.in_force(possible=self.wants_possible):
            for ref in refs.intersection(tie.parties):
                found[ref].update(dict.fromkeys(tie.listed))
        return found


@dataclass(frozen=True, slots=True)
class OfCountries:
    """The network whose nodes are countries."""

    found: CountryNetwork
    top: int


@dataclass(frozen=True, slots=True)
class OfYears:
    """The network at the end of each year; `series` is None where no tie is dated."""

    series: Series | None

    @property
    def years(self) -> list[tuple[int, Snapshot, Snapshot]]:
        """Each year, the latest first, with what certainly and what possibly stood at its end."""
        if self.series is None:
            return []
        held = zip(self.series.ends, self.series.certain, self.series.possible, strict=True)
        years = [(date.fromordinal(end).year, certain, possible) for end, certain, possible in held]
        return years[::-1]

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that all of it rests on."""
        ties = self.series.ties if self.series else ()
        return tuple(dict.fromkeys(claim for tie in ties for claim in tie.listed))


def network_page(request: HttpRequest) -> HttpResponse:
    """The network as a page."""
    by = one_of(request, "by", BY)
    kinds = concepts(visit(request).messages, "tie-types")
    return answered(
        request, "analysis/network.html.jinja", lambda: _found(request, by), by=by, kinds=kinds
    )


def _found(request: HttpRequest, by: str) -> OfParties | OfCountries | OfYears:
    here, scope, top = visit(request), scope_asked(request), number(request, "top", 20, 500)
    if by == "countries":
        return OfCountries(measure_countries(scope), top)
    if by == "years":
        return OfYears(measure_years(scope, _year(request, "from"), _year(request, "to")))
    found = cached(("network", scope), lambda: measure_network(scope), _size)
    wording = Wording(found.scope.register, here.messages, here.day.number)
    wants_possible = is_on(request, "possible") and not found.network.is_certain
    return OfParties(found, wording, wants_possible, top)


def _size(found: NetworkAnswer) -> int:
    return len(found.scope.ties)


def _year(request: HttpRequest, name: str) -> int | None:
    """The year of a field, None where it is empty. Raises BadQuestion for what is none."""
    text = given(request, name)
    if text and not (_YEAR.fullmatch(text) and int(text)):
        raise BadQuestion(f"{text!r} is not a year: write one, such as 1972")
    return int(text) if text else None
