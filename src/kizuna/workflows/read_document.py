"""Reading a document: what it is, what it says claim by claim, and its text with every passage that is cited."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from kizuna.claims.claim import Claim
from kizuna.errors import BadQuestion, NotFound
from kizuna.register.register import Register
from kizuna.sources.blocking import blocks_of
from kizuna.sources.blocks import Block
from kizuna.workflows import ask
from kizuna.workflows.list_claims import WeighedClaim, weighed
from kizuna.workflows.show import Shown, shown_of, standing_for

PAGE = 100
"""Claims on one page of a document's claims."""
CHARACTERS = 20_000
"""About as much of a text is on one page of it; a page ends with a block."""


@dataclass(frozen=True, slots=True)
class HeldText:
    """A text of a document that somebody added, by its digest, and what it was read from and by; "" where that
    is not known."""

    sha256: str
    characters: int
    original: str
    reader: str
    file_sha256: str


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """A document and one page of the claims that it carries, in the order of the passages, then of recording.

    `shown` is None where nothing is recorded of the document itself. `register` holds what the claims are about.
    `total` counts all claims of it, `page` and `pages` count from 1. `texts` are those that are held; they are
    withheld where the document is not public.
    """

    ref: str
    shown: Shown | None
    register: Register
    claims: tuple[WeighedClaim, ...]
    total: int
    page: int
    pages: int
    texts: tuple[HeldText, ...]
    is_withheld: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a block that the same passages cover: text[start:end), with the claims of those, the
    narrowest passage first; none where nothing cites it."""

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
    """One page of a document's text; `page` and `pages` count from 1, `asked` is the claim that was asked for.

    `blocks` is empty, with `is_held` False, where nobody added a text, and with `is_withheld` where it may not be
    shown.
    """

    ref: str
    shown: Shown | None
    register: Register
    blocks: tuple[ReadBlock, ...]
    page: int
    pages: int
    asked: Claim | None
    is_held: bool
    is_withheld: bool


def read_document(
    ref: str, page: int = 1, day: int | None = None, known_at: datetime | None = None
) -> DocumentRead | None:
    """A document by its id with a page of its claims; None when nothing was known of it by `known_at`.

    Raises NotFound for an id that no claim is about and none comes from, or a page that there is not.
    """
    from kizuna.store.queries import cited, documents

    total = cited.count_claims_from(ref, known_at=known_at)
    pages = max(1, -(-total // PAGE))
    if not 1 <= page <= pages:
        raise NotFound(f"{ref!r} has {pages} pages of claims, and no page {page}")
    found = cited.claims_from(ref, known_at=known_at, first=(page - 1) * PAGE, limit=PAGE)
    register = ask.register_near([ref, *{c.subject for c in found}], 0, known_at)
    shown = _shown(ref, register, day, known_at)
    held = documents.document_texts(ref)
    if shown is None and not total and not held:
        return _nothing(ref, known_at)
    return DocumentRead(
        ref=ref,
        shown=shown,
        register=register,
        claims=tuple(weighed(found, known_at)),
        total=total,
        page=page,
        pages=pages,
        texts=tuple(
            HeldText(d.sha256, len(d.text), d.original, d.reader, d.file_sha256) for d in held
        ),
        is_withheld=ask.text_is_withheld(ref),
    )


@dataclass(frozen=True, slots=True)
class TextQuestion:
    """Which page of a document's text is asked for: by its number, or by a claim or a place of the text that is on
    it; the first page where none is given. `claim` is the beginning of an id."""

    ref: str
    page: int | None = None
    claim: str = ""
    at: int = 0


def read_text(question: TextQuestion, known_at: datetime | None = None) -> TextRead | None:
    """A page of the text of a document; None as for `read_document`.

    Raises NotFound for an unknown document, page or claim, BadQuestion for a claim that has no passage in it.
    """
    from kizuna.store.queries import cited, documents
    from kizuna.store.queries.claims import claim_by_id

    ref = question.ref
    asked = claim_by_id(question.claim) if question.claim else None
    if asked is not None and asked.document != ref:
        raise BadQuestion(f"the claim {asked.id!r} is from {asked.document!r}, not from {ref!r}")
    held = documents.document_texts(ref)
    chosen = next(
        (d for d in held if asked and d.sha256 == asked.sha256), held[0] if held else None
    )
    about = ask.register_near([ref], 0, known_at)
    shown = _shown(ref, about, None, known_at)
    if shown is None and not held and not cited.count_claims_from(ref, known_at=known_at):
        _nothing(ref, known_at)
        return None
    if chosen is None or ask.text_is_withheld(ref):
        is_held, is_withheld = chosen is not None, ask.text_is_withheld(ref)
        return TextRead(ref, shown, about, (), 1, 1, asked, is_held, is_withheld)
    opened = _Opened(chosen.text, chosen.sha256, question, asked)
    return _page_read(opened, shown, known_at)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A text that may be shown, with what is asked of it."""

    text: str
    sha256: str
    question: TextQuestion
    asked: Claim | None

    def pages(self) -> tuple[list[list[Block]], int]:
        """The blocks of every page, and the number of the page asked for; raises NotFound for one that is not."""
        parts = list(_pages(blocks_of(self.text).blocks))
        asked, question = self.asked, self.question
        start = asked.start if asked and asked.start is not None else question.at
        number = question.page or _page_of(parts, start)
        if not 1 <= number <= len(parts):
            raise NotFound(
                f"the text of {question.ref!r} has {len(parts)} pages, and no page {number}"
            )
        return parts, number


def _page_read(opened: _Opened, shown: Shown | None, known_at: datetime | None) -> TextRead:
    from kizuna.store.queries import cited

    ref, (parts, number) = opened.question.ref, opened.pages()
    blocks = parts[number - 1]
    found = cited.claims_in(ref, opened.sha256, blocks[0].start, blocks[-1].end, known_at=known_at)
    return TextRead(
        ref=ref,
        shown=shown,
        register=ask.register_near([ref, *{c.subject for c in found}], 0, known_at),
        blocks=tuple(_read(opened.text, blocks, weighed(found, known_at))),
        page=number,
        pages=len(parts),
        asked=opened.asked,
        is_held=True,
        is_withheld=False,
    )


def _shown(
    ref: str, register: Register, day: int | None, known_at: datetime | None
) -> Shown | None:
    """The description of the document; None where nothing was recorded of it."""
    entity = standing_for(register, ref)
    return shown_of(register, entity, day) if entity else None


def _nothing(ref: str, known_at: datetime | None) -> None:
    """Nothing was known by a time, or ever: that is an error."""
    from kizuna.store.queries import claims

    if known_at is not None and (
        claims.claims(document=ref, limit=1) or claims.claims(subjects=[ref], limit=1)
    ):
        return
    raise NotFound(f"nothing in the register has the id {ref!r}")


def _pages(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks in pages, none empty."""
    page: list[Block] = []
    for block in blocks:
        if page and block.end - page[0].start > CHARACTERS:
            yield page
            page = []
        page.append(block)
    if page:
        yield page


def _page_of(parts: Sequence[Sequence[Block]], start: int) -> int:
    """The number of the page on which a place of the text lies."""
    return max(1, bisect_right([part[0].start for part in parts], start))


def _read(
    text: str, blocks: Sequence[Block], claims: Sequence[WeighedClaim]
) -> Iterator[ReadBlock]:
    starts = [block.start for block in blocks]
    beginning: dict[int, list[WeighedClaim]] = {}
    for one in claims:
        at = max(0, bisect_right(starts, one.claim.start or 0) - 1)
        beginning.setdefault(at, []).append(one)
    for at, block in enumerate(blocks):
        covering = [c.claim for c in claims if _covers(c.claim, block.start, block.end)]
        stretches = tuple(_stretches(text, block, covering))
        yield ReadBlock(block, stretches, tuple(beginning.get(at, ())))


def _stretches(text: str, block: Block, claims: Iterable[Claim]) -> Iterator[Stretch]:
    """The block cut at every edge of a passage."""
    held = sorted(claims, key=lambda c: ((c.end or 0) - (c.start or 0), c.start or 0))
    edges = {block.start, block.end}
    for claim in held:
        edges |= {
            e for e in (claim.start, claim.end) if e is not None and block.start < e < block.end
        }
    for start, end in pairwise(sorted(edges)):
        covering = tuple(c for c in held if _covers(c, start, end))
        yield Stretch(text[start:end], start, end, covering)


def _covers(claim: Claim, start: int, end: int) -> bool:
    """Whether the claim's passage and [start, end) meet."""
    return (
        claim.start is not None
        and claim.end is not None
        and claim.start < end
        and start < claim.end
    )
