"""Composes a note: a brief set in one language, section by section, or an answer, with the evidence behind it.

The evidence has one entry a passage, numbered in the order in which it is first cited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kizuna.analysis.gaps import Dispute
from kizuna.claims import kinds
from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import Entity, Fact, decode, properties_of
from kizuna.errors import BadQuestion
from kizuna.languages import Messages
from kizuna.publish.document import (
    Block,
    CitedPassage,
    Document,
    HeaderLine,
    Letterhead,
    Note,
    Paragraph,
    Proof,
    Quote,
    Rival,
    Section,
    Sentence,
    Table,
    Tone,
    sentences_of,
)
from kizuna.publish.report.brief import Brief
from kizuna.publish.report.compose.chapters import (
    Voice,
    aims,
    doubts,
    economy,
    main_ties,
    relations,
    sources,
)
from kizuna.publish.report.compose.overview import overview, summary, ties
from kizuna.publish.wording import Wording
from kizuna.register.renditions import Renditions
from kizuna.sources.passages import Context, context
from kizuna.values import Edtf, day_text, kind_of

FORMATS = ("html", "pdf", "docx", "md", "json")
"""The formats of a note, by the ending of its file."""
_ROOT_DIGITS = 16
"""So many digits of the root are printed: enough that nobody makes another ledger to fit them by chance."""
_SECTIONS = (summary, overview, ties, main_ties, relations, economy, aims, doubts, sources)


def compose(
    brief: Brief,
    messages: Messages,
    library: Library,
    head: Letterhead,
    known_at: datetime | None,
) -> Note:
    """The note on a brief in the language of `messages`."""
    voice = Voice.of(brief, messages)
    sections = _with_counts(voice, (section(voice) for section in _SECTIONS))
    a, b = voice.name(brief.a.ref), voice.name(brief.b.ref)
    day = messages.date(Edtf.parse(day_text(brief.day)))
    return Note(
        language=messages.tag,
        title=voice.text("title", a=a, b=b),
        subtitle=voice.text("subtitle", day=day),
        header=_header(voice, head, known_at),
        sections=sections,
        evidence=evidence(voice, sections, library, brief.disputes, by_row=bool(brief.in_short)),
        words=words_of(voice),
    )


def _with_counts(wording: Wording, sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections with a line under each table that says how many rows it leaves out."""

    def blocks(section: Section) -> Iterator[Block]:
        for block in section.blocks:
            yield block
            if isinstance(block, Table) and block.more:
                said = wording.messages.text("web-analysis-more", count=block.more)
                yield Paragraph((Sentence.of(said, tone=Tone.ASIDE),))

    return tuple(replace(section, blocks=tuple(blocks(section))) for section in sections)


_WORDS = (
    *("contents", "evidence", "skip", "description", "cited_in", "passage", "not_held", "holder"),
    *("stance", "certainty", "recorded", "competing", "judgements", "close", "made_with"),
)


def words_of(wording: Wording) -> dict[str, str]:
    """The words that renderers set themselves."""
    return {name: wording.text(f"word-{name.replace('_', '-')}") for name in _WORDS}


def note_of(
    document: Document, wording: Wording, library: Library, known_at: datetime | None
) -> Note:
    """An answer as a note: what it says, with the evidence behind it; a lead that states facts opens it."""
    lead = document.lead
    opening = (Section("lead", "", (Paragraph((lead,)),)),) if lead.claims else ()
    sections = _with_counts(wording, (*opening, *document.sections))
    known = _known(wording, known_at)
    lines = {"as-of": wording.day_words(wording.day), "known-at": known} if wording.day else {}
    return Note(
        language=document.language,
        title=document.title,
        subtitle="" if lead.claims else lead.text,
        header=(
            *document.asked,
            *(HeaderLine(wording.text(f"head-{key}"), said) for key, said in lines.items()),
        ),
        sections=sections,
        evidence=evidence(wording, sections, library),
        words=words_of(wording),
        one_page=document.one_page,
    )


def _header(voice: Voice, head: Letterhead, known_at: datetime | None) -> tuple[HeaderLine, ...]:
    messages, brief = voice.messages, voice.brief
    number = head.number or "/".join((brief.a.slug, brief.b.slug, day_text(brief.day)))
    lines = {
        "number": number,
        "as-of": messages.date(Edtf.parse(day_text(brief.day))),
        "known-at": _known(voice, known_at),
        "author": head.author or voice.text("author"),
        "distribution": voice.text("cell-separator").join(head.distribution)
        or voice.text("distribution-none"),
        "access": messages.concept("access-levels", head.access),
    }
    if head.ledger is not None:
        root = head.ledger.root.hex()[:_ROOT_DIGITS]
        lines["ledger"] = voice.text("ledger", count=head.ledger.size, root=root)
    return tuple(HeaderLine(voice.text(f"head-{key}"), text) for key, text in lines.items())


def _known(wording: Wording, known_at: datetime | None) -> str:
    """The day as of which the register was known, in words."""
    if known_at is None:
        return wording.text("known-now")
    return wording.messages.date(Edtf.parse(known_at.date().isoformat()))


_CELL = ", column "
"""What stands between a row and a cell in the locator of a table's cell."""


@dataclass(frozen=True, slots=True)
class Library:
    """The texts of documents that are held, by the sha256 of the text, and what renders passages of them."""

    texts: Mapping[str, str]
    renditions: Renditions | None = None


def evidence(
    wording: Wording,
    sections: Sequence[Section],
    library: Library,
    disputes: Iterable[Dispute] = (),
    *,
    by_row: bool = False,
) -> tuple[CitedPassage, ...]:
    """An entry for every passage on which a cited claim rests, with those claims, and what the disputes set
    against them; `by_row` makes the cells of one row of a table one passage."""
    passages: dict[tuple[object, ...], list[Claim]] = {}
    for claim_id in cited(sections):
        claim = wording.register.claims[claim_id]
        passages.setdefault(_passage(claim, _locator(claim, by_row)), []).append(claim)
    numbers = {c.id: i for i, held in enumerate(passages.values(), start=1) for c in held}
    frame = _Frame(numbers, _rivals(disputes), library, by_row)
    return tuple(_entry(wording, held, frame) for held in passages.values())


def _locator(claim: Claim, by_row: bool) -> str:
    return claim.locator.partition(_CELL)[0] if by_row else claim.locator


def _passage(claim: Claim, locator: str) -> tuple[object, ...]:
    """What claims must share to stand under one number: the passage, and who says it how."""
    where = (claim.document, claim.sha256, claim.start, claim.end, locator)
    how = (claim.holder, claim.stance, claim.certainty, claim.method, claim.recorder)
    return (*where, *how, claim.recorded_at.date())


def cited(sections: Iterable[Section]) -> Iterator[str]:
    """The claims that the sections cite, in order of first mention."""
    found: dict[str, None] = {}
    for section in sections:
        for block in section.blocks:
            for sentence in sentences_of(block):
                found.update(dict.fromkeys(sentence.claims))
            found.update(dict.fromkeys(getattr(block, "claims", ())))
    return iter(found)


def _rivals(disputes: Iterable[Dispute]) -> dict[str, tuple[Fact[object], ...]]:
    """For each claim in dispute, the facts that it competes with."""
    found: dict[str, tuple[Fact[object], ...]] = {}
    for dispute in disputes:
        for fact in dispute.facts:
            others = tuple(other for other in dispute.facts if other is not fact)
            found.update(dict.fromkeys(fact.claim_ids, others))
    return found


@dataclass(frozen=True, slots=True)
class _Frame:
    """The numbers of all cited claims, the facts that each claim in dispute competes with, the texts that are
    held, and whether the cells of a row are one passage."""

    numbers: Mapping[str, int]
    facts: Mapping[str, tuple[Fact[object], ...]]
    library: Library
    by_row: bool

    def rivals(self, wording: Wording, claim: Claim) -> Iterator[Rival]:
        """The cited claims that say otherwise, one a fact."""
        for fact in self.facts.get(claim.id, ()):
            rival = next((c for c in fact.claims if c.id in self.numbers), None)
            if rival is not None:
                yield Rival(self.numbers[rival.id], statement(wording, rival))


def _entry(wording: Wording, claims: Sequence[Claim], frame: _Frame) -> CitedPassage:
    messages, first = wording.messages, claims[0]
    document = wording.register.get(first.document, kinds.Document)
    rivals = {r: None for claim in claims for r in frame.rivals(wording, claim)}
    judged = {
        said: None
        for claim in claims
        for said in _judgements(wording, claim, frame.facts.get(claim.id, ()))
    }
    return CitedPassage(
        number=frame.numbers[first.id],
        proofs=tuple(Proof(claim.id, statement(wording, claim)) for claim in claims),
        source=wording.name(first.document),
        locator=messages.rendering(locator) if (locator := _locator(first, frame.by_row)) else "",
        address=(document.address.value if document else None) or "",
        holder=wording.name(first.holder),
        stance=messages.concept("stances", first.stance),
        certainty=messages.concept("certainties", first.certainty),
        recorded=wording.recorded(first),
        quotes=tuple(_quotes(wording, first, frame.library)),
        rivals=tuple(rivals),
        judgements=tuple(judged),
    )


def _quotes(wording: Wording, claim: Claim, library: Library) -> Iterator[Quote]:
    """The passage in its context, where the text is held, and those that render it, each with what it is."""

    def quote(found: Context, ref: str, label: str = "") -> Quote:
        document = wording.register.get(ref, kinds.Document)
        language = (document.language.value if document else None) or ""
        return Quote(found.passage, found.before, found.after, language, label)

    text = library.texts.get(claim.sha256)
    if text is not None and claim.start is not None and claim.end is not None:
        yield quote(context(text, claim.start, claim.end), claim.document)
    for one in library.renditions.of(claim) if library.renditions else ():
        yield quote(one.context, one.document, wording.text("rendition", type=one.type))


def statement(wording: Wording, claim: Claim) -> str:
    """What a claim states, in words: subject, property, value, and the span in which it holds."""
    prefix = kind_of(claim.subject)
    definition = properties_of(type(wording.register.entity(claim.subject)))[claim.property]
    value = decode(prefix, claim.property, claim.value)
    said = wording.text(
        "statement",
        subject=wording.name(claim.subject),
        property=wording.messages.property(prefix, claim.property),
        value=wording.words(definition.type, value),
    )
    if not claim.valid:
        return said
    return wording.text(
        "statement-valid", said=said, when=wording.messages.date(Edtf.parse(claim.valid))
    )


def _judgements(
    wording: Wording, claim: Claim, rivals: tuple[Fact[object], ...]
) -> tuple[str, ...]:
    """The preferences for this claim or against it, with their reasons."""
    said = []
    for judgement in _preferences(wording, claim):
        reason = wording.messages.rendering(judgement.reason)
        said.append(wording.text("judged-for", reason=reason, judge=wording.name(judgement.judge)))
    for rival in rivals:
        for judgement in rival.preferences:
            if judgement.other == claim.id:
                reason = wording.messages.rendering(judgement.reason)
                judge = wording.name(judgement.judge)
                said.append(wording.text("judged-against", reason=reason, judge=judge))
    return tuple(dict.fromkeys(said))


def _preferences(wording: Wording, claim: Claim) -> list[Judgement]:
    entity = wording.register.get(claim.subject, Entity)
    facts = entity.stated(claim.property).facts if entity else ()
    return [j for fact in facts for j in fact.preferences if j.target == claim.id]


def typeset(note: Note, form: str) -> bytes:
    """The note as the content of a file (html, pdf, docx or md); the same note gives the same bytes.

    Raises BadQuestion for an unknown form, and RenderError when a renderer fails; each is imported only when it is
    asked for.
    """
    match form:
        case "html":
            from kizuna.publish.report.renderers.html import render_html

            return render_html(note).encode()
        case "md":
            from kizuna.publish.report.renderers.markdown import render_markdown

            return render_markdown(note).encode()
        case "docx":
            from kizuna.publish.report.renderers.docx import render_docx

            return render_docx(note)
        case "pdf":
            from kizuna.publish.report.renderers.pdf import render_pdf

            return render_pdf(note)
    raise BadQuestion(f"{form!r} is not a format of a note; there are {', '.join(FORMATS)}")
