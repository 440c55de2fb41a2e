"""The evidence behind a note: one entry a claim, numbered in the order in which the note first cites it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import Document, Fact, decode, properties_of
from kizuna.publish.report.compose.voice import Voice
from kizuna.publish.report.note import Evidence, Section, sentences_of
from kizuna.sources.passages import Context, context
from kizuna.values import Edtf, day_text, kind_of


@dataclass(frozen=True, slots=True)
class Library:
    """The texts of documents that are held, by the sha256 of the text."""

    texts: Mapping[str, str]


def evidence(voice: Voice, sections: Iterable[Section], library: Library) -> tuple[Evidence, ...]:
    """An entry for every claim that the sections cite."""
    numbers = {claim: i for i, claim in enumerate(_cited(sections), start=1)}
    rivals = _rivals(voice)
    return tuple(
        _entry(voice, voice.register.claims[claim], numbers, rivals.get(claim, ()), library)
        for claim in numbers
    )


def _cited(sections: Iterable[Section]) -> Iterator[str]:
    cited: dict[str, None] = {}
    for section in sections:
        for block in section.blocks:
            for sentence in sentences_of(block):
                cited.update(dict.fromkeys(sentence.claims))
            cited.update(dict.fromkeys(getattr(block, "claims", ())))
    return iter(cited)


def _rivals(voice: Voice) -> dict[str, tuple[Fact[object], ...]]:
    """For each claim in dispute, the facts that it competes with."""
    found: dict[str, tuple[Fact[object], ...]] = {}
    for dispute in voice.brief.disputes:
        for fact in dispute.facts:
            others = tuple(other for other in dispute.facts if other is not fact)
            found.update(dict.fromkeys(fact.claim_ids, others))
    return found


def _entry(
    voice: Voice,
    claim: Claim,
    numbers: Mapping[str, int],
    rivals: tuple[Fact[object], ...],
    library: Library,
) -> Evidence:
    messages = voice.messages
    document = voice.register.get(claim.document, Document)
    address = document.address.value if document else None
    quoted = _quoted(claim, library)
    recorder, method = voice.name(claim.recorder), _method(claim)
    return Evidence(
        claim=claim.id,
        number=numbers[claim.id],
        statement=statement(voice, claim),
        source=voice.name(claim.document),
        locator=messages.rendering(claim.locator) if claim.locator else "",
        address=address or "",
        holder=voice.name(claim.holder),
        stance=messages.concept("stances", claim.stance),
        certainty=messages.concept("certainties", claim.certainty),
        recorded=voice.text(
            "recorded",
            recorder=recorder,
            method=messages.concept("methods", method),
            day=messages.date(Edtf.parse(day_text(claim.recorded_at.date().toordinal()))),
        ),
        quote=quoted.passage if quoted else "",
        before=quoted.before if quoted else "",
        after=quoted.after if quoted else "",
        competing=tuple(numbers[c] for r in rivals for c in r.claim_ids if c in numbers),
        judgements=_judgements(voice, claim, rivals),
    )


def _quoted(claim: Claim, library: Library) -> Context | None:
    """The passage in its context, None where the text is not held or no passage is given."""
    text = library.texts.get(claim.sha256)
    if text is None or claim.start is None or claim.end is None:
        return None
    return context(text, claim.start, claim.end)


def _method(claim: Claim) -> str:
    return claim.method.partition("@")[0].partition(":")[0]


def statement(voice: Voice, claim: Claim) -> str:
    """What a claim states, in words: subject, property, value, and the span in which it holds."""
    prefix = kind_of(claim.subject)
    definition = properties_of(type(voice.register.entity(claim.subject)))[claim.property]
    value = decode(prefix, claim.property, claim.value)
    said = voice.text(
        "statement",
        subject=voice.name(claim.subject),
        property=voice.messages.property(prefix, claim.property),
        value=voice.words(definition.type, value),
    )
    if not claim.valid:
        return said
    return voice.text(
        "statement-valid", said=said, when=voice.messages.date(Edtf.parse(claim.valid))
    )


def _judgements(voice: Voice, claim: Claim, rivals: tuple[Fact[object], ...]) -> tuple[str, ...]:
    """The preferences for this claim or against it, with their reasons."""
    said = []
    for judgement in _preferences(voice, claim):
        reason = voice.messages.rendering(judgement.reason)
        said.append(voice.text("judged-for", reason=reason, judge=voice.name(judgement.judge)))
    for rival in rivals:
        for judgement in rival.preferences:
            if judgement.other == claim.id:
                reason = voice.messages.rendering(judgement.reason)
                judge = voice.name(judgement.judge)
                said.append(voice.text("judged-against", reason=reason, judge=judge))
    return tuple(dict.fromkeys(said))


def _preferences(voice: Voice, claim: Claim) -> list[Judgement]:
    entity = voice.register.entities.get(claim.subject)
    facts = entity.stated(claim.property).facts if entity else ()
    return [j for fact in facts for j in fact.preferences if j.target == claim.id]
