"""Opening the evidence of a claim: its passage, its source, who says it, and what
speaks against it. For a thing, that of each of its claims.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from string import hexdigits
from typing import Any

from kizuna.claims import kinds
from kizuna.claims.claim import Claim, Judgement, Verdict, withdrawn
from kizuna.claims.kinds import Entity, Fact, property_of
from kizuna.claims.kinds.property import facts_of
from kizuna.languages import Messages
from kizuna.publish.document import (
    Block,
    Document,
    Facts,
    Listing,
    Paragraph,
    Piece,
    Section,
    Sentence,
    Tone,
    is_empty,
    quoted,
)
from kizuna.publish.records import CLAIMS, Column, Records, attributes, preferred_values
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.register.renditions import RenditionPassage
from kizuna.sources.passages import Context, context
from kizuna.store.queries import judgements
from kizuna.store.queries.claims import claim_by_id, claims_in, is_text_held
from kizuna.values import canonical_json, kind_of
from kizuna.workflows import ask, thing_evidence
from kizuna.workflows.clocks import Times
from kizuna.workflows.list_claims import (
    ACCEPTED,
    WeighedClaim,
    claim_row,
    weighed,
    weighed_row,
)
from kizuna.workflows.question import param, question_class
from kizuna.workflows.thing_evidence import ThingEvidence, claims_about

TIMES = ("known_at",)


@question_class
class Question:
    """Open a claim: its passage in context, its source and holder, competing claims and
    judgements. Of a thing, each of its claims with its passage and source.

    `claim` is its id or the first digits of it, or the name or id of a thing; `around`
    characters are shown on each side of a claim's passage.
    """

    claim: str = param("web-claim-id", is_argument=True, example="e907ac78")
    around: int = param("web-evidence-around", "number", most=5_000, default=240)


@dataclass(frozen=True, slots=True)
class WeighedJudgement:
    """A judgement, whether somebody has withdrawn it, and the claims that it weighs (a
    preference: the preferred one first) where they are asked for.
    """

    judgement: Judgement
    is_withdrawn: bool
    claims: tuple[Claim, ...] = ()

    @property
    def at(self) -> datetime:
        return self.judgement.judged_at

    @property
    def by(self) -> str:
        return self.judgement.judge


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that stands behind one claim.

    `context` is the passage with what surrounds it, None when the claim has no passage
    or nobody added the document's text. `document` is the description of the source,
    None when nothing is recorded of it. Of `related` the "supporting" say the same, the
    "competing" state another value where only one can be right, the "denying" deny it;
    `beside` are other claims on the very same passage. `is_held` says that somebody
    added the text of the passage: without a `context` it is then withheld from whoever
    reads. `renditions` are the passages of other documents that translate, transcribe
    or abstract it, as far as they may be read.
    """

    weighed: WeighedClaim
    register: Register
    context: Context | None
    document: kinds.Document | None
    related: Mapping[str, tuple[Claim, ...]]
    judgements: tuple[WeighedJudgement, ...]
    beside: tuple[Claim, ...] = ()
    is_held: bool = False
    renditions: tuple[RenditionPassage, ...] = ()

    @property
    def claim(self) -> Claim:
        return self.weighed.claim


def answer(question: Question, times: Times) -> Evidence | ThingEvidence:
    """The evidence of a claim or of each claim about a thing, as it was known.

    Raises NotFound for an unknown id or name, and Ambiguous for one of several.
    """
    if is_claim_id(question.claim):
        return claim_evidence(question, times)
    listed = claims_about(question.claim, times)
    subject = ask.resolver(times.known_at).resolve(question.claim)
    contexts = contexts_of(one.claim for one in listed.claims)
    return ThingEvidence(listed.register, subject, listed.claims, contexts)


def is_claim_id(text: str) -> bool:
    """Whether a text can be the id of a claim or the beginning of one: hex digits."""
    return bool(text.strip()) and set(text.strip().lower()) <= set(hexdigits)


def claim_evidence(question: Question, times: Times) -> Evidence:
    """The evidence of a claim, with what weighs it as it was known at the time.

    Raises NotFound for an unknown id and Ambiguous for the beginning of several.
    """
    claim = claim_by_id(question.claim.strip())
    around = question.around
    known_at = times.known_at
    beside: tuple[Claim, ...] = ()
    renditions: tuple[RenditionPassage, ...] = ()
    if claim.start is not None and claim.end is not None:
        place = (claim.start, claim.end)
        found = claims_in(claim.document, claim.sha256, *place, known_at=known_at)
        beside = tuple(
            c for c in found if (c.start, c.end) == place and c.id != claim.id
        )
        renditions = ask.renditions_near([claim.document], known_at).of(claim, around)
    refs = [
        claim.subject,
        claim.document,
        claim.holder,
        *(other.subject for other in beside),
    ]
    refs += [one.document for one in renditions]
    register = ask.known_register(known_at, refs)
    related = _related(register, claim)
    (with_status,) = weighed([claim], known_at)
    touching = [claim.id, *(c.id for c in related["competing"])]
    judged = judgements.judgements_about(touching, known_at=known_at)
    return Evidence(
        weighed=with_status,
        register=register,
        context=contexts_of([claim], around).get(claim.id),
        document=register.get(claim.document, kinds.Document),
        related=related,
        judgements=tuple(  # of the claim, and of its rivals against each other
            one
            for one in weighings(judged)
            if claim.id in (one.judgement.target, one.judgement.other)
            or one.judgement.verdict is Verdict.PREFER
        ),
        beside=beside,
        is_held=claim.has_passage and is_text_held(claim.sha256),
        renditions=renditions,
    )


def contexts_of(claims: Iterable[Claim], around: int = 240) -> dict[str, Context]:
    """The passages of claims by their ids, as far as the texts are held and may be
    read.
    """
    held = [claim for claim in claims if claim.has_passage]
    texts = ask.texts_of(claim.sha256 for claim in held)
    known = (c for c in held if c.sha256 in texts)
    return {
        c.id: context(texts[c.sha256], c.start or 0, c.end or 0, around) for c in known
    }


def _related(register: Register, claim: Claim) -> dict[str, tuple[Claim, ...]]:
    """The claims that support, compete with and deny what the claim says, without
    itself.

    A fact is what it says that rests on it, or has the same value for the same span.
    """
    entity = register.get(claim.subject, Entity)
    kind = property_of(claim.subject, claim.property).type

    def is_own(fact: Fact[Any]) -> bool:
        said = (canonical_json(kind.write(fact.value)), str(fact.valid or ""))
        return claim.id in fact.claim_ids or said == (claim.value, claim.valid)

    held = facts_of(entity, names=(claim.property,)) if entity else ()
    own = [one for one in held if is_own(one.fact)]
    rivals = [fact for one in own for fact in one.rivals if not is_own(fact)]
    found = {
        "supporting": [c for one in own for c in one.fact.claims],
        "competing": [c for fact in rivals for c in fact.claims],
        "denying": [c for one in own for c in one.fact.denials],
    }
    each = (
        (r, {c.id: c for c in held if c.id != claim.id}) for r, held in found.items()
    )
    return {relation: tuple(held.values()) for relation, held in each}


def weighings(about: Sequence[Judgement]) -> Iterator[WeighedJudgement]:
    """The judgements without withdrawals, in their order, each with whether it was
    withdrawn.
    """
    gone = withdrawn(about)
    return (
        WeighedJudgement(j, j.id in gone)
        for j in about
        if j.verdict is not Verdict.WITHDRAW
    )


COLUMNS = {"supporting": CLAIMS, "claims": thing_evidence.COLUMNS}
_JUDGED = ("id", "verdict", "target", "other", "reason", "judge", "judged_at")
_RENDITION = ("document", "label", "type", "start", "end")
_DESCRIBED = (
    *("date", "number", "issuer", "archive", "fonds", "inventory", "file", "leaves"),
    *("published_by", "address", "rights"),
)


def records(found: Evidence | ThingEvidence, wording: Wording) -> Records:
    """The claims about a thing, a row each; of a claim, `claim_records`."""
    if isinstance(found, ThingEvidence):
        return thing_evidence.records(found, wording)
    return claim_records(found, wording)


def claim_records(found: Evidence, wording: Wording) -> Records:
    """The claims that say the same, a row each, with all else that stands behind the
    claim beside them.

    The flat table has a row for the claim itself and for each that supports, competes
    with or denies it.
    """
    held = {"itself": (found.claim,), **found.related}
    flat = (
        {"relation": r, **claim_row(c)} for r, claims in held.items() for c in claims
    )
    every = Records("claims", (Column("relation"), *CLAIMS), flat)
    related = {
        relation: list(map(claim_row, held)) for relation, held in found.related.items()
    }
    claim, context, source = found.claim, found.context, found.document
    stated = preferred_values(source) if source else {}
    described = {name: stated[name] for name in _DESCRIBED if name in stated}
    title = wording.label(source.id) if source else None
    about = {
        "claim": weighed_row(found.weighed),
        "subject_label": wording.label(claim.subject),
        "holder_label": wording.label(claim.holder),
        "passage": {"held": context is not None, **_passage_json(context)},
        "renditions": [
            attributes(one, _RENDITION, label=wording.name(one.document))
            | _passage_json(one.context)
            for one in found.renditions
        ],
        "document": {"id": claim.document, "title": title, **described},
        "competing": related["competing"],
        "denying": related["denying"],
        "judgements": [
            attributes(one.judgement, _JUDGED)
            | {"reason": one.judgement.reason, "withdrawn": one.is_withdrawn}
            for one in found.judgements
        ],
    }
    return Records("supporting", CLAIMS, related["supporting"], about, every)


def _passage_json(held: Context | None) -> dict[str, str | None]:
    texts = (held.before, held.passage, held.after) if held else (None,) * 3
    return dict(zip(("before", "text", "after"), texts, strict=True))


def document(found: Evidence | ThingEvidence, wording: Wording) -> Document:
    """The claims about a thing with their passages; of a claim, `claim_document`."""
    if isinstance(found, ThingEvidence):
        return thing_evidence.document(found, wording)
    return claim_document(found, wording)


def claim_document(found: Evidence, wording: Wording) -> Document:
    """The passage, where it is from and who says it, what speaks for and against it,
    and what was judged.
    """
    claim, text = found.claim, wording.messages.text
    label = wording.messages.property(kind_of(claim.subject), claim.property)
    rendered: list[tuple[str, str, Block]] = []
    for at, one in enumerate(found.renditions):
        named = Sentence((wording.link(one.document),), tone=Tone.ASIDE)
        passage = quoted(one.context, language_of(found.register, one.document))
        title = wording.text("rendition", type=one.type)
        rendered.append((f"rendition-{at}", title, Paragraph((passage, named))))
    why = (
        ""  # what it does for a number that rests on it; pages show it beside a number
    )
    if found.weighed.status == ACCEPTED and claim.counts:
        part = _PARTS.get(property_of(claim.subject, claim.property).type.key, "tells")
        name, kind = (
            wording.name(claim.subject),
            wording.messages.kind(kind_of(claim.subject)),
        )
        why = text(f"web-claim-why-{part}", name=name, kind=kind)
    parts: list[tuple[str, str, Block]] = [
        ("passage", "", Paragraph(tuple(_passage(found, wording)))),
        ("why", "", Paragraph.aside(why)),
        *rendered,
        ("source", "", Facts(tuple(_facts(found, wording)))),
    ]
    between = Piece(wording.text("cell-separator"))
    for relation, claims in found.related.items():
        by = (
            (wording.link(c.holder), between, wording.link(c.document)) for c in claims
        )
        said = (
            Sentence((Piece("("), *named, Piece(")")), tone=Tone.ASIDE) for named in by
        )
        others = (_other(claim, wording) for claim in claims)
        listed = Listing(tuple(zip(others, said, strict=True)))
        parts.append((relation, text(f"web-claim-{relation}"), listed))
    judged = Listing(tuple(_judged(one, wording) for one in found.judgements))
    beside = Listing(tuple((_other(c, wording, is_whole=True),) for c in found.beside))
    parts.append(("judgements", text("web-claim-judgements"), judged))
    parts.append(("beside", text("web-claim-beside", count=len(found.beside)), beside))
    sections = (
        Section(a, title, (block,)) for a, title, block in parts if not is_empty(block)
    )
    title = f"{wording.name(claim.subject)}{wording.text('colon')}{label}"
    return Document(
        wording.messages.tag, title, wording.value_of(claim), tuple(sections)
    )


_PARTS = {
    **dict.fromkeys(("concept", "name", "identifier"), "names"),
    **dict.fromkeys(("reference", "direction", "signatory", "role"), "joins"),
    **dict.fromkeys(("date", "milestone", "statuschange"), "dates"),
    **dict.fromkeys(("quantity", "integer"), "measures"),
}
"""What a claim does for a number, by the type of its value; any other tells more of
what is counted.
"""


def _passage(found: Evidence, wording: Wording) -> Iterator[Sentence]:
    """The passage where it may be read, else why not and where the original is."""
    text = wording.messages.text
    if found.context:
        yield quoted(found.context, language_of(found.register, found.claim.document))
    elif found.claim.has_passage:
        key = "withheld" if found.is_held else "not-held"
        place = kept_at(found.document, wording.messages) if found.document else ""
        kept = (
            text("web-original-kept", place=place)
            if place and not found.is_held
            else ""
        )
        yield from Paragraph.aside(text(f"web-claim-{key}"), kept).sentences


def language_of(register: Register, document: str) -> str:
    """The language of a document's text as a tag, "" when nobody says."""
    described = register.get(document, kinds.Document)
    return (described.language.value if described else None) or ""


def kept_at(described: kinds.Document, messages: Messages) -> str:
    """Where the original of a document is kept: archive, fonds, inventory, file,
    leaves; "" where nobody says.
    """
    parts = []
    for name in ("archive", "fonds", "inventory", "file", "leaves"):
        if value := described.stated(name).value:
            label = (
                messages.property("document", name)
                if name in ("fonds", "leaves")
                else ""
            )
            parts.append(f"{label} {messages.rendering(value.text)}".strip())
    return ", ".join(parts)


def _facts(
    found: Evidence, wording: Wording
) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    """What the claim is, besides its value: its source, holder and stance, and how it
    is recorded and weighed.
    """
    claim, messages, described = found.claim, wording.messages, found.document
    pieces = [wording.link(claim.document)]
    if described:  # its date, and the addresses where it is published
        pieces += [Piece(messages.date(date)) for date in described.date.values[:1]]
        pieces += [
            Piece(address, address=address) for address in described.address.values
        ]
    status, by = (
        found.weighed.status,
        f" [{claim.method}]" if set("@:") & set(claim.method) else "",
    )
    counted = "counts" if claim.counts else "counts-not"
    weight = counted if status == ACCEPTED else f"status-{status}"
    concepts = (("stances", claim.stance), ("certainties", claim.certainty))
    stance = [wording.concept(scheme, concept) for scheme, concept in concepts]
    located = messages.rendering(claim.locator) if claim.locator else ""
    where = wording.text("cell-separator").join(
        filter(None, (located, wording.characters(claim)))
    )
    said = {
        "source": tuple(Sentence((piece,)) for piece in pieces),
        "where": (Sentence.of(where or messages.text("web-claim-nowhere")),),
        "holder": (Sentence((wording.link(claim.holder),)),),
        "stance": (Sentence.of(wording.text("parts-separator").join(stance)),),
        "recorded": (Sentence.of(f"{wording.recorded(claim)}{by}"),),
        "status": (Sentence.of(messages.text(f"web-claim-{weight}")),),
        "id": (Sentence((Piece(claim.id, page=f"claim/{claim.id}"),)),),
    }
    yield from (
        (messages.text(f"web-claim-{key}"), sentences)
        for key, sentences in said.items()
    )


def _other(claim: Claim, wording: Wording, *, is_whole: bool = False) -> Sentence:
    """Another claim, after the beginning of its id; `is_whole`: also what it is
    about.
    """
    said = wording.value_of(claim)
    pieces = [Piece(claim.id[:8], page=f"claim/{claim.id}"), Piece(" ")]
    if is_whole:
        label = wording.messages.property(kind_of(claim.subject), claim.property)
        pieces += [
            wording.link(claim.subject),
            Piece(f", {label}{wording.text('colon')}"),
        ]
    weight = wording.weight(claim)
    end = (Piece(f" [{weight}]"),) if weight else ()
    return Sentence((*pieces, *said.pieces, *end), tone=said.tone)


def _judged(weighing: WeighedJudgement, wording: Wording) -> tuple[Sentence, ...]:
    judged, text = weighing.judgement, wording.messages.text
    pieces = [Piece(capital(wording.concept("verdicts", judged.verdict)))]
    for at, ref in enumerate(filter(None, (judged.target, judged.other))):
        between = f" {text('web-claim-before')} " if at else " "
        pieces += [Piece(between), Piece(ref[:8], page=f"claim/{ref}")]
    if weighing.is_withdrawn:
        pieces.append(Piece(f" [{text('web-claim-judgement-withdrawn')}]"))
    reason = reason_in_words(wording.messages, judged.reason)
    by = f"{wording.name(judged.judge)}, {wording.moment_day(judged.judged_at)}"
    tone = Tone.SET_ASIDE if weighing.is_withdrawn else Tone.PLAIN
    return (
        Sentence(tuple(pieces), tone=tone),
        Sentence.of(reason),
        Sentence.of(by, tone=Tone.ASIDE),
    )


def reason_in_words(messages: Messages, reason: str) -> str:
    """The reason of a judgement: one that Kizuna gave by itself, or of the built-in
    register, in the reader's language; what a person wrote as they wrote it.
    """
    from kizuna.workflows.add_source import PUBLISHED
    from kizuna.workflows.mentions import REASONS
    from kizuna.workflows.review import CORRECTED, UNDONE

    if reason in (CORRECTED, UNDONE, PUBLISHED, *REASONS):
        return messages.text(f"web-reason-{reason.replace(' ', '-')}")
    return messages.rendering(reason)
