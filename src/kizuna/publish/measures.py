"""The measures of a tie as JSON, for the note and for whoever asks by program."""

from __future__ import annotations

from typing import Any

from kizuna.analysis.figures import Derived, Measure
from kizuna.analysis.measures import Cost, TieMeasures
from kizuna.analysis.measures.calendar import Activeness, Continuity
from kizuna.analysis.measures.volume import Moved, Share, TieVolume

Json = dict[str, Any]


def measures_json(measures: TieMeasures) -> Json:
    """The MEASURES object of the reference of measures; what is null rests on no evidence."""
    breadth, depth = measures.breadth, measures.depth
    return {
        "breadth": {
            "fields": breadth.fields.as_json(),
            "shannon": _json(breadth.shannon),
            "simpson": _json(breadth.simpson),
        },
        "depth": {
            "institutions": depth.institutions.as_json(),
            "sub_ties": depth.sub_ties.as_json(),
            "offices": depth.offices.as_json(),
            "agreements": depth.agreements.as_json(),
            "longest_series": _json(depth.series),
        },
        "volume": _volume(measures.volume),
        "balance": [_share(share) for share in measures.balance],
        "continuity": _continuity(measures.continuity) if measures.continuity else None,
        "activeness": _activeness(measures.activeness),
        "cost": _cost(measures.cost) if measures.cost else None,
        "missing": {code: list(refs) for code, refs in measures.missing},
    }


def _json(number: Derived | Measure | None) -> Json | None:
    return number.as_json() if number is not None else None


def _volume(volume: TieVolume) -> Json:
    return {
        "years": [volume.first, volume.last],
        "events": volume.events.as_json(),
        "persons": _json(volume.persons),
        "person_days": _json(volume.person_days),
        "by_sender": [_moved(moved) for moved in volume.by_sender],
        "by_year": [
            {"year": held.year, "by_sender": [_moved(moved) for moved in held.moved]}
            for held in volume.by_year
        ],
    }


def _moved(moved: Moved) -> Json:
    return {
        "sender": moved.sender or None,
        "events": moved.events.as_json(),
        "persons": _json(moved.persons),
        "person_days": _json(moved.person_days),
    }


def _share(share: Share) -> Json:
    return {
        "sender": share.sender,
        "events": _json(share.events),
        "persons": _json(share.persons),
    }


def _continuity(continuity: Continuity) -> Json:
    return {
        "years": [continuity.first, continuity.last],
        "lived": continuity.lived.as_json(),
        "longest_silence": continuity.longest_silence.as_json(),
    }


def _activeness(activeness: Activeness) -> Json:
    word = activeness.word
    return {
        "states": list(activeness.states),
        "why_none": activeness.why or None,
        "years_since_last_sign": _json(activeness.since),
        "status": {"value": word.value.status, "claims": list(word.claim_ids)} if word else None,
        "differs_from_status": activeness.differs,
        "rule": activeness.rule,
        "claims": list(activeness.claims),
    }


def _cost(cost: Cost) -> Json:
    return {
        "paid": [
            {
                "of": paid.of or None,
                "payer": paid.payer or None,
                "party": paid.party or None,
                "share": _json(paid.share),
                "amount": _json(paid.amount),
                "cost_type": paid.cost_type,
                "claims": list(paid.claims),
            }
            for paid in cost.paid
        ],
        "amounts": [amount.as_json() for amount in cost.amounts],
    }
