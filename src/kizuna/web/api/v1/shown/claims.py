"""Claims and evidence in their shapes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import properties_of
from kizuna.values import Edtf
from kizuna.web.api.v1.shapes.values import dated
from kizuna.web.api.v1.shown.asked import address, clocks, wording
from kizuna.workflows.list_claims import WeighedClaim, claim_row, weighed_row
from kizuna.workflows.open_evidence import Evidence, records


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
    said, ref = wording(request, found.register), found.claim.document
    described = _described(found)
    return {
        **clocks(request),
        **records(found, said).to_json(),
        "claim": claim(found.weighed),
        "subject_label": said.name(found.claim.subject),
        "holder_label": said.name(found.claim.holder),
        "document": {"id": ref, "label": said.name(ref), "page": f"/{ref}", "described": described},
        "supporting": [stated(other) for other in found.supporting],
        "competing": [stated(other) for other in found.competing],
        "denying": [stated(other) for other in found.denying],
    }


def _described(found: Evidence) -> dict[str, list[Any]]:
    document = found.document
    if document is None:
        return {}
    held = ((n, p.type, document.stated(n)) for n, p in properties_of(type(document)).items())
    return {name: [kind.write(v) for v in said.values] for name, kind, said in held if said}
