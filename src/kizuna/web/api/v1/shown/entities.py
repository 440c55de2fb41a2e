"""Entities in their shapes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from kizuna.claims.kinds import LocalGovernment, properties_of
from kizuna.publish.things import WeighedFact
from kizuna.publish.wording import Wording
from kizuna.register.places import fact_on, holds_on, level_on
from kizuna.web.api.v1.shapes.values import dated, shown
from kizuna.web.api.v1.shown.asked import address, claims_about, clocks, wording
from kizuna.web.visit import visit
from kizuna.workflows.show import Thing, related_json


def summary(said: Wording, ref: str) -> dict[str, Any]:
    """An entity by its id, named in the language of the question."""
    return {
        "id": ref,
        "kind": ref.partition("/")[0],
        "label": said.name(ref),
        "href": address(f"/entities/{ref}"),
        "page": f"/{ref}",
    }


def whole(request: HttpRequest, found: Thing) -> dict[str, Any]:
    """All that is held of an entity, by the properties of its kind."""
    entity = found.entity
    facts: dict[str, list[Any]] = {name: [] for name in properties_of(type(entity))}
    for item in found.facts:
        facts[item.property].append(_fact(item))
    return {
        **summary(wording(request, found.register), entity.id),
        **clocks(request),
        "facts": facts,
        "related": related_json(found),
        "claims": claims_about(entity.id),
    }


def _fact(item: WeighedFact) -> dict[str, Any]:
    fact = item.fact
    return {
        "value": shown(item.definition.type, fact.value),
        "valid": dated(fact.valid) if fact.valid else None,
        "preferred": item.is_preferred,
        "counts": fact.counts,
        "certainty": str(fact.certainty),
        "claims": list(fact.claim_ids),
        "denied_by": [claim.id for claim in fact.denials],
    }


def government(request: HttpRequest, said: Wording, held: LocalGovernment) -> dict[str, Any]:
    """A local government as it was on the day asked about."""
    day = visit(request).day.number
    point = held.point.best
    return {
        **summary(said, held.id),
        "names": [
            {
                **shown(properties_of(LocalGovernment)["name"].type, fact.value),
                "valid": dated(fact.valid) if fact.valid else None,
                "claims": list(fact.claim_ids),
            }
            for fact in held.name
            if fact.counts and holds_on(fact, day)
        ],
        "level": _on_day(level_on(held, day)),
        "country": _on_day(fact_on(held.country, day)),
        "part_of": _on_day(fact_on(held.part_of, day)),
        "point": {
            "latitude": point.value.latitude,
            "longitude": point.value.longitude,
            "claims": list(point.claim_ids),
        }
        if point
        else None,
        "identifiers": [
            {"value": str(fact.value), "claims": list(fact.claim_ids)} for fact in held.identifier
        ],
        "ties": address("/ties", of=held.id),
        "claims": claims_about(held.id),
    }


def _on_day(fact: Any) -> dict[str, Any] | None:
    return {"value": fact.value, "claims": list(fact.claim_ids)} if fact else None
