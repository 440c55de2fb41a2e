"""Reading a document: what it is, what it says claim by claim, and its text with every
passage that is cited.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import Entity, Rendition, decode
from kizuna.errors import BadQuestion, NotFound
from kizuna.register.register import Register
from kizuna.register.renditions import alignments
from kizuna.sources.blocking import blocks_of
from kizuna.sources.passages import cut
from kizuna.sources.reading import Block
from kizuna.store.queries import claims, documents
from kizuna.workflows import ask
from kizuna.workflows.list_claims import WeighedClaim, weighed
from kizuna.workflows.readers import text_is_closed

PAGE = 100
"""Claims on one page of a document's claims."""
CHARACTERS = 20_000
"""About as much of a text is on one page of it; a page ends with a block."""
Places = Mapping[str, tuple[int, int]]
_RENDITION = "rendition_of"


@dataclass(frozen=True, slots=True)
class RenditionLink:
    """A document that renders another, how (a concept of rendition-types), and in how
    many passages (0 where only the documents are named); `is_held` is whether its text
    is held and may be read.
    """

    document: str
    original: str
    type: str
    passages: int
    is_held: bool


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """A document and one page of the claims that it carries, in the order of the
    passages, then of recording.

    `entity` is None where nothing is recorded of the document itself. `register` holds
    what the claims are about. `total` counts all claims of it, `page` and `pages` count
    from 1. `texts` are those that are held; they are withheld where the document is not
    public. `renditions` are the documents that render it, and those that it renders.
    """

    ref: str
    entity: Entity | None
    register: Register
    claims: tuple[WeighedClaim, ...]
    total: int
    page: int
    pages: int
    texts: tuple[documents.StoredDocument, ...]
    is_withheld: bool
    renditions: tuple[RenditionLink, ...] = ()

    @property
    def rendered_by(self) -> tuple[RenditionLink, ...]:
        """The renditions of it whose text can be read."""
        return tuple(r for r in self.renditions if r.original == self.ref and r.is_held)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a block that the same passages cover: text[start:end), with the
    claims of those, the narrowest passage first; none where nothing cites it.
    """

    text: str
    start: int
    end: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A block of the text in stretches, with the claims whose passage begins in it."""

    block: Block
    stretches: tuple[Stretch, ...]
    claims: tuple[WeighedClaim, ...]


@dataclass(frozen=True, slots=True)
class TextRead:
    """One page of a document's text; `page` and `pages` count from 1, `asked` is the
    claim that was asked for.

    `blocks` is empty, with `is_held` False, where nobody added a text, and with
    `is_withheld` where it may not be shown. `places` are the passages of the claims in
    this text, by the claim's id: in the text of a rendition, the passages that render
    those of the original; `rendition` says then of what. `rendered_in` is the document
    in which a text that is not shown can be read all the same, "" where there is none.
    """

    ref: str
    register: Register
    blocks: tuple[ReadBlock, ...]
    page: int
    pages: int
    asked: Claim | None
    is_held: bool
    is_withheld: bool
    places: Places = field(default_factory=dict)
    rendition: Rendition | None = None
    rendered_in: str = ""


def read_document(
    ref: str, page: int = 1, known_at: datetime | None = None
) -> DocumentRead | None:
    """A document by its id with a page of its claims; None when nothing was known of it
    by `known_at`.

    Raises NotFound for an id that no claim is about and none comes from, or a page that
    there is not.
    """
    total = claims.count_claims_from(ref, known_at=known_at)
    pages = max(1, -(-total // PAGE))
    if not 1 <= page <= pages:
        raise NotFound(f"{ref!r} has {pages} pages of claims, and no page {page}")
    found = claims.claims(
        document=ref, known_at=known_at, first=(page - 1) * PAGE, limit=PAGE
    )
    renditions = _renditions(ref, known_at)
    named = {r for one in renditions for r in (one.document, one.original)}
    register = ask.known_register(known_at, [ref, *named, *{c.subject for c in found}])
    entity, held = register.get(ref, Entity), documents.document_texts(ref)
    if entity is None and not total and not held:
        _nothing(ref, known_at)
        return None
    carried = (tuple(weighed(found, known_at)), total, page, pages)
    texts = (tuple(held), text_is_closed(ref), renditions)
    return DocumentRead(ref, entity, register, *carried, *texts)


def _renditions(ref: str, known_at: datetime | None) -> tuple[RenditionLink, ...]:
    aligned = alignments(ask.known_register(known_at), [ref])
    found = [one for one in aligned if ref in (one.document, one.rendition.document)]
    held = ask.texts_of(one.claim.sha256 for one in found)
    counted: Counter[tuple[str, str, str]] = Counter()
    for one in found:
        counted[one.document, one.rendition.document, one.rendition.type] += (
            one.claim.has_passage
        )
    readable = {one.document for one in found if one.claim.sha256 in held}
    return tuple(
        RenditionLink(*key, n, key[0] in readable) for key, n in counted.items()
    )


def read_text(
    ref: str,
    page: int | None = None,
    claim: str = "",
    at: int = 0,
    known_at: datetime | None = None,
) -> TextRead | None:
    """A page of the text of a document: that of a number, or the one on which a claim
    (the beginning of its id) or a place of the text is; None as for `read_document`.

    Raises NotFound for an unknown document, page or claim, BadQuestion for a claim that
    has no passage in it.
    """
    asked = claims.claim_by_id(claim) if claim else None
    sha256, place = _place(ref, asked, known_at)
    held = documents.document_texts(ref)
    chosen = next((d for d in held if d.sha256 == sha256), held[-1] if held else None)
    about = ask.known_register(known_at, [ref])
    if (
        ref not in about
        and not held
        and not claims.count_claims_from(ref, known_at=known_at)
    ):
        _nothing(ref, known_at)
        return None
    is_withheld = text_is_closed(ref)
    if chosen is None or is_withheld:
        found = TextRead(ref, about, (), 1, 1, asked, chosen is not None, is_withheld)
        readable = (
            r for r in _renditions(ref, known_at) if r.original == ref and r.is_held
        )
        return replace(found, rendered_in=next((one.document for one in readable), ""))
    parts = list[list[Block]]()
    for block in blocks_of(chosen.text).blocks:
        if not parts or block.end - parts[-1][0].start > CHARACTERS:
            parts.append([])
        parts[-1].append(block)
    begins = [part[0].start for part in parts]
    number = page or max(1, bisect_right(begins, at if place is None else place))
    if not 1 <= number <= len(parts):
        raise NotFound(
            f"the text of {ref!r} has {len(parts)} pages, and no page {number}"
        )
    found = TextRead(ref, about, (), number, len(parts), asked, True, is_withheld)
    return _with_blocks(found, chosen, parts[number - 1], known_at)


def _place(
    ref: str, asked: Claim | None, known_at: datetime | None
) -> tuple[str, int | None]:
    """The digest of the text of a document in which the passage of a claim is, and
    where it begins: its own, or what renders it there. Raises BadQuestion for a claim
    of another document that nothing there renders.
    """
    if asked is None:
        return "", None
    if asked.document == ref:
        return (asked.sha256, asked.start) if asked.has_passage else ("", None)
    for one in ask.renditions_near([asked.document], known_at).of(asked):
        if asked.has_passage and one.document == ref:
            return one.sha256, one.start
    raise BadQuestion(
        f"the claim {asked.id!r} is from {asked.document!r}, not from {ref!r}"
    )


def _with_blocks(
    found: TextRead,
    chosen: documents.StoredDocument,
    blocks: Sequence[Block],
    known_at: datetime | None,
) -> TextRead:
    begin, end = blocks[0].start, blocks[-1].end
    held = claims.claims_in(found.ref, chosen.sha256, begin, end, known_at=known_at)
    own = [claim for claim in held if claim.property != _RENDITION]
    places = {c.id: (c.start or 0, c.end or 0) for c in own}
    values = (c.value for c in held if c.property == _RENDITION)
    rendered: list[Rendition] = [
        decode("document", _RENDITION, value) for value in values
    ]
    spans: dict[
        tuple[str, str], list[int]
    ] = {}  # in the texts of which these render passages
    for one in rendered:
        if one.text is not None:
            spans.setdefault((one.document, one.text), []).extend(
                (one.start or 0, one.end or 0)
            )
    renditions = ask.renditions_near({document for document, _ in spans}, known_at)
    for (document, text), edges in spans.items():
        for claim in claims.claims_in(
            document, text, min(edges), max(edges), known_at=known_at
        ):
            passages = (p for p in renditions.of(claim, 0) if p.sha256 == chosen.sha256)
            if passage := next(passages, None):
                own.append(claim)
                places[claim.id] = passage.start, passage.end
    own.sort(key=lambda claim: places[claim.id])
    refs = [found.ref, *{c.subject for c in own}, *{r.document for r in rendered}]
    register, first = (
        ask.known_register(known_at, refs),
        rendered[0] if rendered else None,
    )
    read = tuple(_read(chosen.text, blocks, weighed(own, known_at), places))
    return replace(
        found, register=register, blocks=read, places=places, rendition=first
    )


def _nothing(ref: str, known_at: datetime | None) -> None:
    """Nothing was known by a time, or ever: that is an error."""
    by_now = claims.claims(document=ref, limit=1) or claims.claims(
        subjects=[ref], limit=1
    )
    if known_at is None or not by_now:
        raise NotFound(f"nothing in the register has the id {ref!r}")


def _read(
    text: str, blocks: Sequence[Block], claims: Sequence[WeighedClaim], places: Places
) -> Iterator[ReadBlock]:
    starts = [block.start for block in blocks]
    beginning: dict[int, list[WeighedClaim]] = {}
    for one in claims:
        at = max(0, bisect_right(starts, places[one.claim.id][0]) - 1)
        beginning.setdefault(at, []).append(one)
    for at, block in enumerate(blocks):
        near = [c.claim for c in claims if places[c.claim.id][0] < block.end]
        over = [claim for claim in near if block.start < places[claim.id][1]]
        over.sort(key=lambda c: (places[c.id][1] - places[c.id][0], places[c.id][0]))
        stretches = tuple(  # the block cut at every edge of a passage
            Stretch(text[start:end], start, end, tuple(over[n] for n in those))
            for start, end, those in cut(
                block.start, block.end, [places[c.id] for c in over]
            )
        )
        yield ReadBlock(block, stretches, tuple(beginning.get(at, ())))
