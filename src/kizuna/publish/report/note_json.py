"""A note as JSON, which is a contract for programs.

Every object of the JSON that states a fact carries its claims;
docs/reference/note-json.md describes the shape. Counts are FIGURE objects, dates EDTF,
quantities {min, max, approximate, unit}, concepts and entities ids.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from kizuna.analysis.compare.around import Mismatch, Parallel
from kizuna.analysis.gaps import Dispute
from kizuna.analysis.measures import measures_of
from kizuna.analysis.measures.activity import TieActivity
from kizuna.analysis.measures.volume import Flow
from kizuna.claims.heads import Head
from kizuna.claims.kinds import Entity
from kizuna.languages import Messages
from kizuna.publish.measures import measures_json
from kizuna.publish.records import attributes, preferred_values
from kizuna.publish.report.brief import Brief, TieBrief
from kizuna.publish.wording import name_of
from kizuna.register.places import government_of, is_country
from kizuna.register.register import Register
from kizuna.register.ties import Part, TieOnDay
from kizuna.values import day_text, parse_json

Json = dict[str, Any]
_OTHER_PARTS = ("offices", "funding", "honours", "trade", "transport")
_STATED = ("statistics", "objectives", "assessments")


def note_json(
    brief: Brief, known_at: datetime | None, language: str, ledger: Head | None
) -> Json:
    """The JSON form of the note on a brief; names are given in `language` where the
    register has them.

    `ledger` is the state of the ledger that the note was made from.
    """
    return {
        "a": _party(brief.register, brief.a.ref, brief.day, language),
        "b": _party(brief.register, brief.b.ref, brief.day, language),
        "as_of": day_text(brief.day),
        "known_at": known_at.isoformat() if known_at else None,
        "ledger": {"entries": ledger.size, "root": ledger.root.hex()}
        if ledger
        else None,
        "summary": {
            key.replace("-", "_"): one.as_json() for key, one in brief.counts.items()
        },
        "ties": [_tie(brief, tie, language) for tie in brief.ties],
        "pending": [_pending(brief, tie, language) for tie in brief.pending],
        "unverified": [_pending(brief, tie, language) for tie in brief.unverified],
        "parallel_ties": [
            {
                "ties": [p.inner.id, p.outer.id],
                "same_partner": p.same_partner,
                **_explained(p),
            }
            for p in brief.parallels
        ],
        "level_mismatches": [
            {
                "tie": one.between.id,
                "levels": [level.value for level in one.levels],
                "tiers_differ": one.tiers_differ,
                **_explained(one),
            }
            for one in brief.mismatches
        ],
        "years": [
            attributes(year, ("year", "formed", "standing")) for year in brief.years
        ],
        **{name: list(map(_part, parts)) for name, parts in brief.beside.items()},
        **{name: list(map(_entity, getattr(brief, name))) for name in _STATED},
        "conflicts": list(map(_conflict, brief.disputes)),
        "gaps": [{**asdict(gap), "claims": list(gap.claims)} for gap in brief.gaps],
        "sources": list(map(_entity, brief.sources)),
    }


def _explained(found: Parallel | Mismatch) -> Json:
    return {
        "explanations": list(map(_entity, found.explanations)),
        "claims": list(found.claims),
    }


def _party(register: Register, ref: str, day: int, language: str) -> Json:
    """An entity with its name (of a country that in the language; without one its id)
    and, for a local government, its level on the day.
    """
    messages = Messages(language)
    entity = register.get(ref, Entity)
    name = name_of(entity, language, day) if entity else None
    called = (
        messages.country(ref) if is_country(ref) else messages.not_harvested(ref) or ref
    )
    government = government_of(register, ref)
    level = government.level.on(day) if government and government.id == ref else None
    return {
        "id": ref,
        "name": name.value.text if name else called,
        "level": level.value if level else None,
        "claims": [
            *(name.claim_ids if name else ()),
            *(level.claim_ids if level else ()),
        ],
    }


def _standing(standing: TieOnDay) -> Json:
    milestone = standing.stage if standing.is_pending else standing.made
    status = standing.status
    return {
        "in_force": standing.answer.name.lower(),
        "date": str(milestone.value.date)
        if milestone and milestone.value.date
        else None,
        "date_basis": milestone.value.basis if milestone else None,
        "stage": standing.stage.value.stage if standing.stage else None,
        "status": status.value.status if status else None,
    }


def _tie(brief: Brief, tie: TieBrief, language: str) -> Json:
    entity, register = tie.on_day.tie, brief.register
    parties, initiator = tie.on_day.parties_by_side, entity.initiator.best
    return {
        "id": entity.id,
        "parties": [_party(register, ref, brief.day, language) for ref in parties],
        "kind": entity.type.value,
        **_standing(tie.on_day),
        "parent": entity.parent.value,
        "initiator": initiator
        and {"value": initiator.value, "claims": list(initiator.claim_ids)},
        "claims": list(entity.claim_ids),
        "breadth": tie.breadth.as_json(),
        "fields": list(map(_field, tie.begun["fields"])),
        "agreements": list(map(_agreement, tie.begun["agreements"])),
        "programmes": list(map(_part, tie.begun["programmes"])),
        "planned": list(map(_entity, tie.planned)),
        "events": list(map(_part, tie.begun["events"])),
        "volume": {"out": _flow(tie.volume.out), "back": _flow(tie.volume.back)},
        "measures": measures_json(measures_of(TieActivity(register, tie.on_day))),
        **{name: list(map(_part, tie.begun[name])) for name in _OTHER_PARTS},
        **{name: list(map(_entity, getattr(tie, name))) for name in _STATED},
    }


def _pending(brief: Brief, tie: TieOnDay, language: str) -> Json:
    later, parties = tie.established, tie.parties_by_side
    return {
        "id": tie.id,
        "parties": [
            _party(brief.register, ref, brief.day, language) for ref in parties
        ],
        **_standing(tie),
        "entered_into": str(later.value.date) if later and later.value.date else None,
        "claims": list(tie.tie.claim_ids),
    }


def _entity(entity: Entity) -> Json:
    """An entity with the preferred value of each property (a list where it has many)
    and its claims.
    """
    return {
        "id": entity.id,
        **preferred_values(entity),
        "claims": list(entity.claim_ids),
    }


def _part(part: Part[Any]) -> Json:
    return {**_entity(part.entity), "certain": part.begun.certain}


def _field(part: Part[Any]) -> Json:
    held = _part(part)
    since = held.pop("started", None)
    return {**held, "concept": held.get("concept"), "since": since}


def _agreement(part: Part[Any]) -> Json:
    held = _part(part)
    (title, *_) = held.get("title") or [None]
    text = title["text"] if isinstance(title, dict) else title
    return held | {
        "title": text,
        "ordinal": held.get("ordinal"),
        "signed": held.get("signed"),
    }


def _flow(flow: Flow) -> Json:
    held = attributes(flow, ("persons", "person_days"))
    return {f"{name}_a_year": value for name, value in held.items()}


def _conflict(dispute: Dispute) -> Json:
    return {
        "subject": dispute.subject,
        "property": dispute.property,
        "values": [
            {
                "value": parse_json(fact.claims[0].value),
                "preferred": at == 0,
                "holders": list(dict.fromkeys(claim.holder for claim in fact.claims)),
                "documents": list(
                    dict.fromkeys(claim.document for claim in fact.claims)
                ),
                "claims": list(fact.claim_ids),
            }
            for at, fact in enumerate(dispute.facts)
        ],
        "reasons": [judgement.reason for judgement in dispute.judgements],
        "judgements": [judgement.id for judgement in dispute.judgements],
        "claims": list(dispute.claims),
    }
