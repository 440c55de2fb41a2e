"""A note as JSON, which is a contract for programs.

Every object of the JSON that states a fact carries its claims; docs/reference/note-json.md describes the shape.
Counts are FIGURE objects, dates EDTF, quantities {min, max, approximate, unit}, concepts and entities ids.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from kizuna.analysis.counts import Year
from kizuna.analysis.gaps import Dispute, Gap
from kizuna.analysis.measures import measures_of
from kizuna.analysis.measures.volume import Flow
from kizuna.analysis.parallels import Mismatch, Parallel
from kizuna.claims.heads import Head
from kizuna.claims.kinds import Entity, Fact, properties_of
from kizuna.identity.preferred import preferred_name
from kizuna.languages import Messages
from kizuna.publish.measures import measures_json
from kizuna.publish.report.brief import Brief, TieBrief
from kizuna.register.dating import Dating, Part
from kizuna.register.places import fact_on, government_of, is_country
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay
from kizuna.values import day_text, parse_json

Json = dict[str, Any]
_OTHER_PARTS = ("offices", "funding", "honours", "trade", "transport")


def note_json(
    brief: Brief,
    known_at: datetime | None,
    language: str = "en",
    ledger: Head | None = None,
) -> Json:
    """The JSON form of the note on a brief; names are given in `language` where the register has them.

    `ledger` is the state of the ledger that the note was made from.
    """
    return {
        "a": _party(brief.register, brief.a.ref, brief.day, language),
        "b": _party(brief.register, brief.b.ref, brief.day, language),
        "as_of": day_text(brief.day),
        "known_at": known_at.isoformat() if known_at else None,
        "ledger": {"entries": ledger.size, "root": ledger.root.hex()} if ledger else None,
        "summary": _summary(brief),
        "ties": [_tie(brief, tie, language) for tie in brief.ties],
        "pending": [_pending(brief, tie, language) for tie in brief.pending],
        "unverified": [_pending(brief, tie, language) for tie in brief.unverified],
        "parallel_ties": [_parallel(parallel) for parallel in brief.parallels],
        "level_mismatches": [_mismatch(mismatch) for mismatch in brief.mismatches],
        "years": [_year(year) for year in brief.years],
        **{name: list(map(_part, parts)) for name, parts in brief.beside.items()},
        "statistics": [entity_json(statistic) for statistic in brief.statistics],
        "objectives": [entity_json(objective) for objective in brief.objectives],
        "assessments": [entity_json(assessment) for assessment in brief.assessments],
        "conflicts": [_conflict(dispute) for dispute in brief.disputes],
        "gaps": [_gap(gap) for gap in brief.gaps],
        "sources": [entity_json(document) for document in brief.sources],
    }


def _summary(brief: Brief) -> Json:
    return {
        "municipalities": brief.municipalities.as_json(),
        "prefectures": brief.prefectures.as_json(),
        "level_not_known": brief.level_not_known.as_json(),
        "ties": brief.tie_count.as_json(),
        "sub_ties": brief.sub_tie_count.as_json(),
        "pending": brief.pending_count.as_json(),
    }


def _party(register: Register, ref: str, day: int, language: str) -> Json:
    """An entity with its name and, for a local government, its level on the day."""
    entity = register.entity(ref) if ref in register else None
    name = preferred_name(entity.stated("name"), language, day) if entity else None
    government = government_of(register, ref)
    level = fact_on(government.level, day) if government and government.id == ref else None
    claims = [*(name.claim_ids if name else ()), *(level.claim_ids if level else ())]
    return {
        "id": ref,
        "name": name.value.text if name else _called(ref, language),
        "level": level.value if level else None,
        "claims": claims,
    }


def _called(ref: str, language: str) -> str:
    """A country's name in the language; the id of what has no name."""
    messages = Messages(language)
    return messages.country(ref) if is_country(ref) else messages.not_harvested(ref) or ref


def _standing(standing: TieOnDay) -> Json:
    milestone = standing.stage if standing.is_pending else standing.established or standing.stage
    status = standing.status
    return {
        "in_force": standing.answer.name.lower(),
        "date": str(milestone.value.date) if milestone and milestone.value.date else None,
        "date_basis": milestone.value.basis if milestone else None,
        "stage": standing.stage.value.stage if standing.stage else None,
        "status": status.value.status if status else None,
    }


def _tie(brief: Brief, tie: TieBrief, language: str) -> Json:
    entity, register = tie.on_day.tie, brief.register
    measures = measures_of(register, entity.id, brief.day, Dating.of(register))
    parties = tie.on_day.parties_by_side
    return {
        "id": entity.id,
        "parties": [_party(register, ref, brief.day, language) for ref in parties],
        "kind": entity.type.value,
        **_standing(tie.on_day),
        "parent": entity.parent.value,
        "initiator": _fact(entity, "initiator"),
        "claims": list(entity.claim_ids),
        "breadth": tie.breadth.fields.as_json(),
        "fields": list(map(_field, tie.begun["fields"])),
        "agreements": list(map(_agreement, tie.begun["agreements"])),
        "programmes": list(map(_part, tie.begun["programmes"])),
        "planned": [entity_json(programme) for programme in tie.planned],
        "events": list(map(_part, tie.begun["events"])),
        "volume": {"out": _flow(tie.volume.out), "back": _flow(tie.volume.back)},
        "measures": measures_json(measures),
        **{name: list(map(_part, tie.begun[name])) for name in _OTHER_PARTS},
        "statistics": [entity_json(statistic) for statistic in tie.statistics],
        "objectives": [entity_json(objective) for objective in tie.objectives],
        "assessments": [entity_json(assessment) for assessment in tie.assessments],
    }


def _pending(brief: Brief, tie: TieOnDay, language: str) -> Json:
    parties = tie.parties_by_side
    later = tie.established
    return {
        "id": tie.id,
        "parties": [_party(brief.register, ref, brief.day, language) for ref in parties],
        **_standing(tie),
        "entered_into": str(later.value.date) if later and later.value.date else None,
        "claims": list(tie.tie.claim_ids),
    }


def entity_json(entity: Entity) -> Json:
    """An entity with the preferred value of each property (a list where it has many) and its claims."""
    held: Json = {"id": entity.id}
    for name, definition in properties_of(type(entity)).items():
        stated = entity.stated(name)
        if not stated:
            continue
        values = [definition.type.write(fact.value) for fact in stated]
        held[name] = values if definition.many else values[0]
    return {**held, "claims": list(entity.claim_ids)}


def _part(part: Part[Any]) -> Json:
    return {**entity_json(part.entity), "certain": part.begun.certain}


def _field(part: Part[Any]) -> Json:
    held = _part(part)
    since = held.pop("started", None)
    return {**held, "concept": held.get("concept"), "since": since}


def _agreement(part: Part[Any]) -> Json:
    held = _part(part)
    titles = held.get("title") or [{"text": None}]
    return {
        **held,
        "title": titles[0]["text"] if isinstance(titles[0], dict) else titles[0],
        "ordinal": held.get("ordinal"),
        "signed": held.get("signed"),
    }


def _fact(entity: Entity, name: str) -> Json | None:
    fact = entity.stated(name).best
    if fact is None:
        return None
    return {"value": _written(entity, name, fact), "claims": list(fact.claim_ids)}


def _written(entity: Entity, name: str, fact: Fact[Any]) -> Any:
    return properties_of(type(entity))[name].type.write(fact.value)


def _flow(flow: Flow) -> Json:
    return {
        "persons_a_year": flow.persons.as_json() if flow.persons else None,
        "person_days_a_year": flow.person_days.as_json() if flow.person_days else None,
    }


def _parallel(parallel: Parallel) -> Json:
    return {
        "ties": [parallel.inner.tie.id, parallel.outer.tie.id],
        "same_partner": parallel.same_partner,
        "explanations": [entity_json(e) for e in parallel.explanations],
        "claims": list(parallel.claims),
    }


def _mismatch(mismatch: Mismatch) -> Json:
    return {
        "tie": mismatch.between.tie.id,
        "levels": [level.value for level in mismatch.levels],
        "tiers_differ": mismatch.tiers_differ,
        "explanations": [entity_json(e) for e in mismatch.explanations],
        "claims": list(mismatch.claims),
    }


def _year(year: Year) -> Json:
    return {
        "year": year.year,
        "formed": year.formed.as_json(),
        "standing": year.standing.as_json(),
    }


def _conflict(dispute: Dispute) -> Json:
    return {
        "subject": dispute.subject,
        "property": dispute.property,
        "values": [_disputed(dispute, fact) for fact in dispute.facts],
        "reasons": [judgement.reason for judgement in dispute.judgements],
        "judgements": [judgement.id for judgement in dispute.judgements],
        "claims": list(dispute.claims),
    }


def _disputed(dispute: Dispute, fact: Fact[Any]) -> Json:
    return {
        "value": parse_json(fact.claims[0].value),
        "preferred": fact is dispute.facts[0],
        "holders": _unique(claim.holder for claim in fact.claims),
        "documents": _unique(claim.document for claim in fact.claims),
        "claims": list(fact.claim_ids),
    }


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _gap(gap: Gap) -> Json:
    return {
        "code": gap.code,
        "subject": gap.subject,
        "property": gap.property,
        "claims": list(gap.claims),
    }
