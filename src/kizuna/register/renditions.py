"""Renditions: the passages that translate, transcribe or abstract a passage of another
document.

Which renders which is itself claimed (`rendition_of` of a document), so it is weighed
as any claim is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import Document, Rendition
from kizuna.register.register import Register
from kizuna.sources.passages import Context, context


@dataclass(frozen=True, slots=True)
class RenditionPassage:
    """The passage [start, end) of the text `sha256` of a `document`, in its context;
    `type` is how it renders the passage asked about, a concept of rendition-types.
    """

    document: str
    type: str
    sha256: str
    start: int
    end: int
    context: Context


@dataclass(frozen=True, slots=True)
class Alignment:
    """What a document renders and the claim that says so, whose passage is the one that
    renders it.
    """

    rendition: Rendition
    document: str
    claim: Claim

    @property
    def sort(self) -> tuple[str, str, str]:
        """What alignments share that are of one rendition: its document, its type, its
        text.
        """
        return self.document, self.rendition.type, self.claim.sha256

    @property
    def place(self) -> tuple[int, int]:
        """The passage that renders the other."""
        return self.claim.start or 0, self.claim.end or 0

    def meets(self, claim: Claim) -> bool:
        """Whether the rendered passage and that of the claim share a character."""
        start, end = (
            claim.start or 0,
            claim.end or 0,
        )  # without a passage both are 0: it meets none
        return (self.rendition.start or 0) < end and start < (self.rendition.end or 0)


def alignments(register: Register, documents: Iterable[str]) -> Iterator[Alignment]:
    """What the documents render and what renders them, by all claims that count, in
    order of document.

    Alignments are pairs of passages or of whole documents.
    """
    wanted = set(documents)
    for document in register.get_all(wanted | register.naming(wanted), Document):
        for fact in document.rendition_of:
            if fact.counts:
                yield from (
                    Alignment(fact.value, document.id, claim) for claim in fact.claims
                )


class Renditions:
    """The renditions among alignments, where their texts may be read (`texts`, by
    digest).
    """

    def __init__(self, found: Iterable[Alignment], texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._by_text: dict[str, list[Alignment]] = {}
        for one in sorted(found, key=lambda one: (one.sort, one.place)):
            if one.rendition.text and one.claim.sha256 in texts:
                self._by_text.setdefault(one.rendition.text, []).append(one)

    def of(self, claim: Claim, around: int = 160) -> tuple[RenditionPassage, ...]:
        """What renders the passage of a claim, with so many characters around it;
        passages that follow each other are one. Empty for a claim without a passage.
        """
        joined: list[tuple[Alignment, int, int]] = []
        for one in self._by_text.get(claim.sha256, ()):
            if not one.meets(claim):
                continue
            start, end = one.place
            text = self._texts[one.claim.sha256]
            if joined and joined[-1][0].sort == one.sort:
                _, first, before = joined[-1]
                if not text[
                    before:start
                ].strip():  # nothing but space stands between them
                    start, end = first, max(end, before)
                    joined.pop()
            joined.append((one, start, end))
        return tuple(
            RenditionPassage(
                *one.sort, a, b, context(self._texts[one.sort[2]], a, b, around)
            )
            for one, a, b in joined
        )
