"""Ties in their shapes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from kizuna.claims.kinds import Fact, Milestone
from kizuna.publish.wording import Wording
from kizuna.register.places import government_of, level_on, on_day
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay
from kizuna.register.ties import counting_parties, parties_in_order
from kizuna.values import Answer, Edtf
from kizuna.web.api.v1.shapes.shape import bounds
from kizuna.web.api.v1.shapes.values import dated
from kizuna.web.api.v1.shown.asked import claims_about
from kizuna.web.api.v1.shown.entities import summary
from kizuna.web.visit import visit
from kizuna.workflows.list_ties import fields_on

IN_FORCE = {Answer.CERTAIN: "certain", Answer.POSSIBLE: "possible", Answer.NO: "no"}


def tie(request: HttpRequest, said: Wording, line: TieOnDay) -> dict[str, Any]:
    """A tie as it stood on the day asked about."""
    day, register = visit(request).day.number, said.register
    return {
        **summary(said, line.tie.id),
        "type": line.tie.type.value,
        "parties": [_party(said, register, party, day) for party in parties_in_order(line.tie)],
        "in_force": IN_FORCE[line.answer],
        "span": bounds(line.span) if line.span else None,
        "established": _reached(line.established),
        "stage": _reached(line.stage),
        "status": {
            "status": line.status.value.status,
            "valid": dated(line.status.valid) if line.status.valid else None,
            "claims": list(line.status.claim_ids),
        }
        if line.status
        else None,
        "fields": [
            {
                "concept": field.concept,
                "since": dated(Edtf.parse(field.since)) if field.since else None,
                "claims": list(field.claims),
            }
            for field in fields_on(register, line)
        ],
        "parent": line.tie.parent.value,
        "claims": list(line.listed),
    }


def in_brief(line: TieOnDay) -> dict[str, Any]:
    """A tie in brief as it stood on the day asked about."""
    return {
        "id": line.id,
        "type": line.tie.type.value,
        "parties": counting_parties(line.tie),
        "in_force": IN_FORCE[line.answer],
        "span": bounds(line.span) if line.span else None,
        "page": f"/{line.id}",
        "claims": claims_about(line.id),
    }


def _party(said: Wording, register: Register, ref: str, day: int) -> dict[str, Any]:
    home = government_of(register, ref)
    level = level_on(home, day) if home else None
    return {
        "id": ref,
        "label": said.name(ref),
        "level": level.value if level else None,
        "country": on_day(home.country, day) if home else None,
    }


def _reached(fact: Fact[Milestone] | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    reached = fact.value
    return {
        "stage": reached.stage,
        "date": dated(reached.date) if reached.date else None,
        "basis": reached.basis,
        "claims": list(fact.claim_ids),
    }
