"""Search, counts and networks in their shapes."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from kizuna.analysis.figures import Derived, Figure
from kizuna.analysis.network.definitions import BETWEENNESS, MEASURES
from kizuna.analysis.network.graph import pairs_of
from kizuna.analysis.network.panel import Panel
from kizuna.register.status import TieOnDay
from kizuna.values import Answer
from kizuna.web.api.v1.shown.asked import address, clocks, wording
from kizuna.web.api.v1.shown.entities import summary
from kizuna.web.api.v1.shown.ties import IN_FORCE
from kizuna.web.visit import visit
from kizuna.workflows.list_ties import TiesQuestion
from kizuna.workflows.network import NetworkAnswer
from kizuna.workflows.search import Found, records

_MOST_CLAIMS = 1_000
_LABELS = {
    "ties": "ties in force on the day",
    "governments": "local governments that had such a tie, themselves or by a body of theirs",
}


def hits(request: HttpRequest, found: Found) -> dict[str, Any]:
    """What a search found."""
    said = wording(request, found.register)
    items = []
    for row in records(found, said).rows:
        held = {key: value for key, value in row.items() if key not in ("kind", "ref")}
        items.append({**held, **summary(said, row["ref"]), "found": row["kind"]})
    return {**clocks(request), "similar": found.is_similar, "items": items}


def counted(figure: Figure, listed_at: str | None = None) -> dict[str, Any]:
    """A count with its claims, and where what it counts is listed; there alone, where they are many."""
    are_many = listed_at is not None and len(figure.claims) > _MOST_CLAIMS
    return {
        "certain": figure.certain,
        "possible": figure.possible,
        "claims": None if are_many else list(figure.claims),
        "listed_at": listed_at,
    }


def figures(
    request: HttpRequest,
    found: dict[str, Figure],
    question: TiesQuestion,
    country: str,
) -> dict[str, Any]:
    """Counts by their keys; the list of ties that is asked for by the same words lists what is counted."""
    asked = [
        *visit(request).clocks().items(),
        *(("of", text) for text in [question.of] if text),
        *(("between", side) for side in question.between),
        *((name, text) for name, text in _narrowed(question, country) if text),
    ]
    listed = f"{address('/ties')}?{urlencode(asked)}" if asked else address("/ties")
    shown = [
        {"key": key, "label": _LABELS[key], **counted(figure, listed)}
        for key, figure in found.items()
    ]
    return {**clocks(request), "figures": shown}


def _narrowed(question: TiesQuestion, country: str) -> list[tuple[str, str]]:
    return [("kind", question.kind), ("field", question.field), ("country", country)]


def network(request: HttpRequest, answer: NetworkAnswer) -> dict[str, Any]:
    """The nodes and links of what possibly stood, and the measures of that and of what certainly stood."""
    found = answer.network
    return {
        **clocks(request),
        "ties": counted(answer.scope.count),
        "nodes_counted": counted(found.nodes),
        "links_counted": counted(found.edges),
        "nodes": _nodes(request, answer, found.possible),
        "links": _links(answer),
        "measures": [
            {
                "measure": definition.key,
                "label": definition.label,
                "how": definition.how,
                "certain": _least(found.certain.measures[definition.key]),
                "possible": _least(found.possible.measures[definition.key]),
            }
            for definition in (*MEASURES, BETWEENNESS)
            if definition.key in found.possible.measures
        ],
        "evidence": {
            "certain": list(found.certain.graph.evidence),
            "possible": list(found.possible.graph.evidence),
        },
    }


def _least(derived: Derived | None) -> float | None:
    return None if derived is None else derived.least


def _nodes(request: HttpRequest, answer: NetworkAnswer, panel: Panel) -> list[dict[str, Any]]:
    said = wording(request, answer.scope.register)
    between = panel.betweenness
    shown = []
    for number, ref in enumerate(panel.graph.names):
        party = answer.scope.parties[ref]
        shown.append(
            {
                "id": ref,
                "label": said.name(ref),
                "country": party.country or None,
                "level": party.level or None,
                "degree": int(panel.graph.degrees[number]),
                "core": int(panel.cores[number]),
                "community": int(panel.membership[number]) + 1,
                "betweenness": None if between is None else float(between[number]),
            }
        )
    return shown


def _links(answer: NetworkAnswer) -> list[dict[str, Any]]:
    held: dict[tuple[str, str], list[TieOnDay]] = defaultdict(list)
    for tie in answer.scope.in_force(possible=True):
        for a, b in pairs_of(tie):
            held[min(a, b), max(a, b)].append(tie)
    return [
        {
            "source": source,
            "target": target,
            "in_force": IN_FORCE[max((t.answer for t in ties), default=Answer.NO)],
            "ties": [tie.tie.id for tie in ties],
            "claims": list(dict.fromkeys(c for tie in ties for c in tie.listed)),
        }
        for (source, target), ties in sorted(held.items())
    ]
