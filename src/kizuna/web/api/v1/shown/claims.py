"""Claims and evidence in their shapes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import properties_of
from kizuna.values import Edtf
from kizuna.web.api.v1.shapes.values import dated
from kizuna.web.api.v1.shown.asked import address, clocks, moment, wording
from kizuna.workflows.list_claims import WeighedClaim, claim_row, weighed_row
from kizuna.workflows.open_evidence import Evidence, Weighing


def claim(weighed: WeighedClaim) -> dict[str, Any]:
    """A claim with how it is weighed."""
    return {**weighed_row(weighed), **_added(weighed.claim)}


def stated(held: Claim) -> dict[str, Any]:
    """A claim by itself."""
    return {**claim_row(held), **_added(held)}


def _added(held: Claim) -> dict[str, Any]:
    """What the API says of a claim beside its row: the span with its bounds, and where its evidence is."""
    valid = dated(Edtf.parse(held.valid)) if held.valid else None
    return {"valid": valid, "evidence": address(f"/claims/{held.id}/evidence")}


def evidence(request: HttpRequest, found: Evidence) -> dict[str, Any]:
    """Everything that stands behind a claim."""
    said, context = wording(request, found.register), found.context
    return {
        **clocks(request),
        "claim": claim(found.weighed),
        "subject_label": said.name(found.claim.subject),
        "holder_label": said.name(found.claim.holder),
        "passage": {
            "held": context is not None,
            "before": context.before if context else None,
            "text": context.passage if context else None,
            "after": context.after if context else None,
        },
        "renditions": [
            {
                "document": one.document,
                "label": said.name(one.document),
                "type": one.type,
                "start": one.start,
                "end": one.end,
                "before": one.context.before,
                "text": one.context.passage,
                "after": one.context.after,
            }
            for one in found.renditions
        ],
        "document": {
            "id": found.claim.document,
            "label": said.name(found.claim.document),
            "page": f"/{found.claim.document}",
            "described": _described(found),
        },
        "supporting": [stated(other) for other in found.supporting],
        "competing": [stated(other) for other in found.competing],
        "denying": [stated(other) for other in found.denying],
        "judgements": [_judged(weighing) for weighing in found.judgements],
    }


def _described(found: Evidence) -> dict[str, list[Any]]:
    document = found.document
    if document is None:
        return {}
    held = ((n, p.type, document.stated(n)) for n, p in properties_of(type(document)).items())
    return {name: [kind.write(v) for v in said.values] for name, kind, said in held if said}


def _judged(weighing: Weighing) -> dict[str, Any]:
    judgement = weighing.judgement
    return {
        "id": judgement.id,
        "verdict": str(judgement.verdict),
        "target": judgement.target,
        "other": judgement.other or None,
        "reason": judgement.reason,
        "judge": judgement.judge,
        "judged_at": moment(judgement.judged_at),
        "withdrawn": weighing.is_withdrawn,
    }
