"""A document: the description of a source, after ISAD(G)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kizuna.claims.kinds.property import Composite, Entity, Property, composite
from kizuna.claims.kinds.stated import NOTHING, Stated
from kizuna.claims.kinds.types import (
    ADDRESS,
    DATE,
    DIGEST,
    INTEGER,
    LANGUAGE,
    NAME,
    PARTY,
    TEXT,
    Text,
    concept,
    reference,
)
from kizuna.errors import BadClaim
from kizuna.values import Edtf, Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee(Composite):
    """One line of a distribution list; `expansion` only where the edition itself resolves the name."""

    copy: Annotated[int, Property(INTEGER, required=True)]
    name: Annotated[Text, Property(TEXT, required=True)]
    expansion: Annotated[Text | None, Property(TEXT)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Composite):
    """Who signed a document, and in what capacity."""

    person: Annotated[str, Property(reference("person"), required=True)]
    capacity: Annotated[Text | None, Property(TEXT)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition(Composite):
    """What a document renders, and how: another document, or the passage [start, end) of its text.

    `text` is the sha256 of the rendered text; text, start and end are None together, where no passage is given.
    The passage that renders it is the one that the claim cites.
    """

    document: Annotated[str, Property(reference("document"), required=True)]
    type: Annotated[str, Property(concept("rendition-types"), required=True)]
    text: Annotated[str | None, Property(DIGEST)] = None
    start: Annotated[int | None, Property(INTEGER)] = None
    end: Annotated[int | None, Property(INTEGER)] = None

    def __post_init__(self) -> None:
        if (self.text, self.start, self.end) == (None, None, None):
            return
        if self.start is None or self.end is None:
            raise BadClaim(f"a passage needs both ends, not [{self.start}, {self.end})")
        if not 0 <= self.start < self.end:
            raise BadClaim(f"[{self.start}, {self.end}) is not a passage")
        if self.text is None:
            raise BadClaim("a passage needs the sha256 of its document's text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Entity):
    """A source of claims: what it is, where it lies, in what language, who may see it."""

    prefix: ClassVar[str] = "document"
    begins: ClassVar[str] = "date"

    title: Annotated[Stated[Name], Property(NAME, many=True, required=True)] = NOTHING
    number: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    date: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    issuer: Annotated[Stated[str], Property(reference("government", "organisation", "person"))] = (
        NOTHING
    )
    signatory: Annotated[Stated[Signature], Property(composite(Signature), many=True)] = NOTHING
    translator: Annotated[Stated[str], Property(reference("person"))] = NOTHING
    archive: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    fonds: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    inventory: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    file: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    leaves: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    original_language: Annotated[Stated[str], Property(LANGUAGE)] = NOTHING
    language: Annotated[Stated[str], Property(LANGUAGE, many=True)] = NOTHING
    address: Annotated[Stated[str], Property(ADDRESS, many=True)] = NOTHING
    digest: Annotated[Stated[str], Property(DIGEST, many=True)] = NOTHING
    published_by: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    rights: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    addressee: Annotated[
        Stated[Addressee], Property(composite(Addressee), many=True, rival_key="copy")
    ] = NOTHING
    copies: Annotated[Stated[int], Property(INTEGER)] = NOTHING
    access_level: Annotated[Stated[str], Property(concept("access-levels"))] = NOTHING
    mark: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    place: Annotated[Stated[str], Property(PARTY)] = NOTHING
    rendition_of: Annotated[Stated[Rendition], Property(composite(Rendition), many=True)] = NOTHING
