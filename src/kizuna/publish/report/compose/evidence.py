"""The evidence behind a note: one entry a passage, numbered in the order in which the note first cites it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import Document, Entity, Fact, decode, properties_of
from kizuna.publish.document import Section, sentences_of
from kizuna.publish.report.compose.voice import Voice
from kizuna.publish.report.note import Evidence, Proof, Quote, Rival
from kizuna.register.renditions import Renditions
from kizuna.sources.passages import Context, context
from kizuna.values import Edtf, kind_of

_CELL = ", column "
"""What stands between a row and a cell in the locator of a table's cell."""


@dataclass(frozen=True, slots=True)
class Library:
    """The texts of documents that are held, by the sha256 of the text, and what renders passages of them."""

    texts: Mapping[str, str]
    renditions: Renditions | None = None


def evidence(voice: Voice, sections: Iterable[Section], library: Library) -> tuple[Evidence, ...]:
    """An entry for every passage on which a cited claim rests, with those claims.

    Where ties are told in a line each, the cells of one row of a table are one passage.
    """
    passages: dict[tuple[object, ...], list[Claim]] = {}
    for claim_id in _cited(sections):
        claim = voice.register.claims[claim_id]
        passages.setdefault(_passage(claim, _locator(voice, claim)), []).append(claim)
    numbers = {c.id: i for i, held in enumerate(passages.values(), start=1) for c in held}
    rivals = _rivals(voice)
    return tuple(
        _entry(voice, number, held, _Opposed(numbers, rivals), library)
        for number, held in enumerate(passages.values(), start=1)
    )


def _locator(voice: Voice, claim: Claim) -> str:
    """Where to look: the cell, or its row where ties are told in a line each."""
    return claim.locator.partition(_CELL)[0] if voice.brief.in_short else claim.locator


def _passage(claim: Claim, locator: str) -> tuple[object, ...]:
    """What claims must share to stand under one number: the passage, and who says it how."""
    where = (claim.document, claim.sha256, claim.start, claim.end, locator)
    how = (claim.holder, claim.stance, claim.certainty, claim.method, claim.recorder)
    return (*where, *how, claim.recorded_at.date())


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


@dataclass(frozen=True, slots=True)
class _Opposed:
    """The numbers of all cited claims, and the facts that each claim in dispute competes with."""

    numbers: Mapping[str, int]
    facts: Mapping[str, tuple[Fact[object], ...]]

    def rivals(self, voice: Voice, claim: Claim) -> Iterator[Rival]:
        """The cited claims that say otherwise, one a fact."""
        for fact in self.facts.get(claim.id, ()):
            cited = next((c for c in fact.claims if c.id in self.numbers), None)
            if cited is not None:
                yield Rival(self.numbers[cited.id], statement(voice, cited))


def _entry(
    voice: Voice, number: int, claims: Sequence[Claim], opposed: _Opposed, library: Library
) -> Evidence:
    messages, first = voice.messages, claims[0]
    document = voice.register.get(first.document, Document)
    quoted = _quoted(first, library)
    rivals = {r: None for claim in claims for r in opposed.rivals(voice, claim)}
    judged = {
        said: None
        for claim in claims
        for said in _judgements(voice, claim, opposed.facts.get(claim.id, ()))
    }
    return Evidence(
        number=number,
        proofs=tuple(Proof(claim.id, statement(voice, claim)) for claim in claims),
        source=voice.name(first.document),
        locator=messages.rendering(locator) if (locator := _locator(voice, first)) else "",
        address=(document.address.value if document else None) or "",
        holder=voice.name(first.holder),
        stance=messages.concept("stances", first.stance),
        certainty=messages.concept("certainties", first.certainty),
        recorded=_recorded(voice, first),
        quote=quoted.passage if quoted else "",
        before=quoted.before if quoted else "",
        after=quoted.after if quoted else "",
        quote_language=(document.language.value if document else None) or "",
        rivals=tuple(rivals),
        judgements=tuple(judged),
        renditions=tuple(_rendered(voice, first, library)),
    )


def _recorded(voice: Voice, claim: Claim) -> str:
    method = claim.method.partition("@")[0].partition(":")[0]
    day = Edtf.parse(claim.recorded_at.date().isoformat())
    return voice.text(
        "recorded",
        recorder=voice.name(claim.recorder),
        method=voice.messages.concept("methods", method),
        day=voice.messages.date(day),
    )


def _quoted(claim: Claim, library: Library) -> Context | None:
    """The passage in its context, None where the text is not held or no passage is given."""
    text = library.texts.get(claim.sha256)
    if text is None or claim.start is None or claim.end is None:
        return None
    return context(text, claim.start, claim.end)


def _rendered(voice: Voice, claim: Claim, library: Library) -> Iterator[Quote]:
    """The passages that render the claim's, each with what it is."""
    for one in library.renditions.of(claim) if library.renditions else ():
        held, found = voice.register.get(one.document, Document), one.context
        language = (held.language.value if held else None) or ""
        label = voice.text("rendition", type=one.type)
        yield Quote(found.passage, found.before, found.after, language, label)


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
    entity = voice.register.get(claim.subject, Entity)
    facts = entity.stated(claim.property).facts if entity else ()
    return [j for fact in facts for j in fact.preferences if j.target == claim.id]
