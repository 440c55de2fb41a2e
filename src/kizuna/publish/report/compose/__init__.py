"""Composes a note: a brief set in one language, section by section, or an answer, with
the evidence behind it.

The evidence has one entry a passage, numbered in the order in which it is first cited.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from kizuna.claims import kinds
from kizuna.claims.claim import Claim
from kizuna.claims.kinds.property import facts_of
from kizuna.errors import BadQuestion
from kizuna.languages import Messages
from kizuna.publish.document import (
    Block,
    CitedPassage,
    Document,
    Facts,
    Letterhead,
    Note,
    Paragraph,
    Piece,
    Section,
    Sentence,
    Table,
    Tone,
    quoted,
    sentences_of,
)
from kizuna.publish.report.brief import Brief
from kizuna.publish.report.compose import chapters
from kizuna.publish.report.compose.chapters import Voice
from kizuna.publish.report.renderers.setting import language_of
from kizuna.publish.wording import Wording
from kizuna.register.renditions import Renditions
from kizuna.sources.passages import Context, context
from kizuna.values import Edtf, day_text, kind_of

FORMATS = ("html", "pdf", "docx", "md", "json")
"""The formats of a note, by the ending of its file."""
_SECTIONS = {
    "summary": chapters.summary,
    "overview": chapters.pictures,
    "ties": chapters.ties,
    "main-ties": chapters.main_ties,
    "relations": chapters.relations,
    "economy": chapters.economy,
    "aims": chapters.aims,
    "doubts": chapters.doubts,
    "sources": chapters.sources,
}
"""What makes the blocks of each section, by its anchor."""
_WORDS = (
    *(
        "contents",
        "evidence",
        "skip",
        "description",
        "cited_in",
        "passage",
        "close",
        "made_with",
    ),
)


@dataclass(frozen=True, slots=True)
class Library:
    """The texts of documents that are held, by the sha256 of the text, and what renders
    passages of them.
    """

    texts: Mapping[str, str]
    renditions: Renditions | None = None


LibraryOf = Callable[[Sequence[Claim]], Library]
"""Opens the texts that claims rest on."""


def compose(
    brief: Brief,
    messages: Messages,
    library: LibraryOf,
    head: Letterhead,
    known_at: datetime | None,
) -> Note:
    """The note on a brief in the language of `messages`."""
    voice = Voice.of(brief, messages)
    nothing = Paragraph((voice.aside("nothing-recorded"),))
    lines = {
        "number": head.number
        or "/".join((brief.a.slug, brief.b.slug, day_text(brief.day))),
        "as-of": voice.day_words(brief.day),
        "known-at": _known(voice, known_at),
        "author": head.author or voice.text("author"),
        "distribution": voice.text("cell-separator").join(head.distribution)
        or voice.text("distribution-none"),
        "access": voice.concept("access-levels", head.access),
    }
    if head.ledger is not None:
        root = head.ledger.root.hex()[
            :16
        ]  # nobody makes another ledger to fit them by chance
        lines["ledger"] = voice.text("ledger", count=head.ledger.size, root=root)
    document = Document(
        messages.tag,
        title=voice.title,
        lead=Sentence.of(voice.text("subtitle", day=voice.day_words(brief.day))),
        sections=tuple(
            Section(anchor, voice.text(anchor), tuple(blocks(voice)) or (nothing,))
            for anchor, blocks in _SECTIONS.items()
        ),
        header=_labelled(voice, lines),
    )
    return _noted(document, voice, library, by_row=brief.is_long)


def note_of(
    document: Document, wording: Wording, library: LibraryOf, known_at: datetime | None
) -> Note:
    """An answer as a note: what it says, with the evidence behind it; a lead that
    states facts opens it.
    """
    lead, header = document.lead, document.header
    if lead.claims:
        opening = Section("lead", "", (Paragraph((lead,)),))
        document = replace(
            document, lead=Sentence(()), sections=(opening, *document.sections)
        )
    if wording.day:
        times = {
            "as-of": wording.day_words(wording.day),
            "known-at": _known(wording, known_at),
        }
        header = Facts((*header.facts, *_labelled(wording, times).facts))
    return _noted(replace(document, header=header), wording, library)


def _noted(
    document: Document, wording: Wording, library: LibraryOf, by_row: bool = False
) -> Note:
    """The document with its evidence, and with a line under each table that says how
    many rows it leaves out.
    """

    def blocks(section: Section) -> Iterator[Block]:
        for block in section.blocks:
            yield block
            if isinstance(block, Table) and block.more:
                yield Paragraph.aside(
                    wording.messages.text("web-analysis-more", count=block.more)
                )

    sections = tuple(
        replace(one, blocks=tuple(blocks(one))) for one in document.sections
    )
    held = {one.name: getattr(document, one.name) for one in fields(document)}
    evidence = _Passages(wording, library, sections, by_row).evidence()
    return Note(
        **{**held, "sections": sections}, evidence=evidence, words=words_of(wording)
    )


def words_of(wording: Wording) -> dict[str, str]:
    """The words that renderers set themselves."""
    return {name: wording.text(f"word-{name.replace('_', '-')}") for name in _WORDS}


def _labelled(wording: Wording, lines: Mapping[str, str]) -> Facts:
    said = (
        (wording.text(f"head-{key}"), (Sentence.of(text),))
        for key, text in lines.items()
    )
    return Facts(tuple(said))


def _known(wording: Wording, known_at: datetime | None) -> str:
    return wording.moment_day(known_at) if known_at else wording.text("known-now")


def cited(sections: Iterable[Section]) -> Iterator[str]:
    """The claims that the sections cite, in order of first mention."""
    blocks = (block for section in sections for block in section.blocks)
    parts = (part for block in blocks for part in (*sentences_of(block), block))
    return iter(
        dict.fromkeys(claim for part in parts for claim in getattr(part, "claims", ()))
    )


class _Passages:
    """Makes an entry for every passage on which a claim that the sections cite rests,
    with those claims; `by_row` makes the cells of one row of a table one passage.
    """

    def __init__(
        self,
        wording: Wording,
        library: LibraryOf,
        sections: Sequence[Section],
        by_row: bool,
    ) -> None:
        self.wording, self.by_row = wording, by_row
        claims = [wording.register.claims[ref] for ref in cited(sections)]
        self.library = library(claims)
        self.passages: dict[tuple[object, ...], list[Claim]] = {}
        for claim in claims:
            where = (
                claim.document,
                claim.sha256,
                claim.start,
                claim.end,
                self._locator(claim),
            )
            how = (
                claim.holder,
                claim.stance,
                claim.certainty,
                claim.method,
                claim.recorder,
            )
            self.passages.setdefault(
                (*where, *how, claim.recorded_at.date()), []
            ).append(claim)
        entries = enumerate(self.passages.values(), start=1)
        self.numbers = {claim.id: number for number, held in entries for claim in held}

    def evidence(self) -> tuple[CitedPassage, ...]:
        return tuple(map(self._entry, self.passages.values()))

    def _locator(self, claim: Claim) -> str:
        return claim.locator.partition(", column ")[0] if self.by_row else claim.locator

    def _entry(self, claims: Sequence[Claim]) -> CitedPassage:
        first, wording = claims[0], self.wording
        by_whom = (
            wording.name(first.holder),
            wording.concept("stances", first.stance),
            wording.concept("certainties", first.certainty),
            f"{wording.text('word-recorded')} {wording.recorded(first)}",
        )
        said = (wording.text("word-holder"), map(Sentence.of, by_whom))
        stated = (
            (wording.name(claim.subject), (self._stated(claim),)) for claim in claims
        )
        facts = Facts.grouped((said, *stated, *self._weighing(claims)))
        own, text = None, self.library.texts.get(first.sha256)
        if text is not None and first.start is not None and first.end is not None:
            own = context(text, first.start, first.end)
        ids, quotes = (
            tuple(claim.id for claim in claims),
            tuple(self._quotes(first, own)),
        )
        source = tuple(self._source(first, own))
        return CitedPassage(self.numbers[first.id], ids, quotes, source, facts)

    def _source(self, claim: Claim, own: Context | None) -> Iterator[Sentence]:
        wording, locator = self.wording, self._locator(claim)
        document = wording.register.get(claim.document, kinds.Document)
        yield Sentence.of(wording.name(claim.document))
        if locator:
            yield Sentence.of(wording.messages.rendering(locator))
        if document and (address := document.address.value):
            yield Sentence((Piece(address, address=address),))
        if own is None:
            yield Sentence.of(wording.text("word-not-held"), tone=Tone.ASIDE)

    def _stated(self, claim: Claim) -> Sentence:
        wording, kind, name = self.wording, kind_of(claim.subject), claim.property
        value = kinds.decode(kind, name, claim.value)
        said = wording.words(kinds.property_of(claim.subject, name).type, value)
        if claim.valid:
            when = wording.messages.date(Edtf.parse(claim.valid))
            said = wording.text("statement-valid", said=said, when=when)
        label = wording.messages.property(kind, name) + wording.text("colon")
        return Sentence.of(f"{label}{said}", (claim.id,))

    def _weighing(
        self, claims: Sequence[Claim]
    ) -> Iterator[tuple[str, Iterable[Sentence]]]:
        """The cited claims that say otherwise, one a fact; then the preferences for and
        against each claim, with their reasons.
        """
        wording, competing, judged = (
            self.wording,
            dict[str, Sentence](),
            dict[str, Sentence](),
        )
        for claim in claims:
            entity = wording.register.get(claim.subject, kinds.Entity)
            held = list(facts_of(entity, names=(claim.property,))) if entity else []
            rivals = next((o.rivals for o in held if claim.id in o.fact.claim_ids), ())
            for fact in rivals:
                if rival := next(
                    (c for c in fact.claims if c.id in self.numbers), None
                ):
                    about = wording.name(rival.subject) + wording.text("colon")
                    said = f"{about}{self._stated(rival).text}"
                    competing[said] = Sentence.of(said, (rival.id,))
            facts = [one.fact for one in held]
            ways = (
                ("judged-for", "target", facts),
                ("judged-against", "other", rivals),
            )
            for key, of, weighed in ways:
                for judgement in (one for fact in weighed for one in fact.preferences):
                    if getattr(judgement, of) == claim.id:
                        reason = wording.messages.rendering(judgement.reason)
                        said = wording.text(
                            key, reason=reason, judge=wording.name(judgement.judge)
                        )
                        judged[said] = Sentence.of(said)
        for name, found in (("competing", competing), ("judgements", judged)):
            if found:
                yield wording.text(f"word-{name}"), found.values()

    def _quotes(
        self, claim: Claim, own: Context | None
    ) -> Iterator[tuple[str, Sentence]]:
        """The passage in its context, where the text is held, and those that render it,
        each after what it is.
        """
        rendering, text = self.library.renditions, self.wording.text
        quotes = [("", own, claim.document)] if own else []
        rendered = rendering.of(claim) if rendering else ()
        quotes += (
            (text("rendition", type=o.type), o.context, o.document) for o in rendered
        )
        for label, found, ref in quotes:
            document = self.wording.register.get(ref, kinds.Document)
            tag = document.language.value if document else None
            yield (
                label,
                quoted(
                    found, tag or language_of(found.passage, self.wording.messages.tag)
                ),
            )


def typeset(note: Note, form: str) -> bytes:
    """The note as the content of a file (html, pdf, docx or md); the same note gives
    the same bytes.

    Raises BadQuestion for an unknown form, and RenderError when a renderer fails; each
    is imported only when it is asked for.
    """
    match form:
        case "html" | "md":
            from kizuna.publish.report.renderers.markup import (
                render_html,
                render_markdown,
            )

            return (render_html if form == "html" else render_markdown)(note).encode()
        case "docx":
            from kizuna.publish.report.renderers.docx import render_docx

            return render_docx(note)
        case "pdf":
            from kizuna.publish.report.renderers.typesetting import render_pdf

            return render_pdf(note)
    raise BadQuestion(
        f"{form!r} is not a format of a note; there are {', '.join(FORMATS)}"
    )
