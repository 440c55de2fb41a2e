"""The source of an entry: a document of the register, or a new one made of an address or an office's own record.

Law: every claim cites a document, so what stands in no paper cites the record of the office that vouches for it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kizuna.errors import BadFile, BadQuestion, KizunaError
from kizuna.languages import LANGUAGES, Messages
from kizuna.publish.wording import Wording
from kizuna.register.access import INTERNAL
from kizuna.sources.documents import read_document
from kizuna.sources.passages import locate
from kizuna.values import slug_of
from kizuna.workflows import ask
from kizuna.workflows.accounts import LEVELS
from kizuna.workflows.acting import slug
from kizuna.workflows.entering.entry import SourceEntered, SourceKind
from kizuna.workflows.entering.hand import Hand
from kizuna.workflows.entering.papers import PaperToAdd
from kizuna.workflows.entering.values import Reading
from kizuna.workflows.propose import holder_of

OWN_RECORD = "own record"
_OFFICES = ("government", "organisation", "person")
_HOLDERS = (*_OFFICES, "document")


@dataclass(frozen=True, slots=True)
class CitedSource:
    """Where the claims of an entry say that they are from.

    `said` are what describes a document nobody has described yet, and names whose record it is: subject,
    property and value of each. `paper` is the file that becomes the document, None where it is there already.
    """

    document: str
    holder: str
    locator: str
    sha256: str = ""
    start: int | None = None
    end: int | None = None
    said: tuple[tuple[str, str, Any], ...] = ()
    paper: PaperToAdd | None = None


def cited(source: SourceEntered, hand: Hand, reading: Reading) -> CitedSource | None:
    """The source as claims cite it; None when something is wrong with it, which `reading` then tells."""
    before = len(reading.problems)
    made = _CITED[source.kind](source, hand, reading)
    if made is None or len(reading.problems) > before:
        return None
    if not source.holder.strip():
        return made
    holder = reading.reference(source.holder, _HOLDERS, "source.holder")
    return replace(made, holder=holder)


def _document(source: SourceEntered, hand: Hand, reading: Reading) -> CitedSource | None:
    ref = reading.reference(source.document, ("document",), "source.document")
    if not ref:
        return None
    locator = source.locator.strip()
    if not source.quote.strip():
        if not locator:
            told = f"{ref!r} is a whole document; say where in it: a page, a paragraph, or the words themselves"
            reading.problems["source.locator"] = BadQuestion(told)
        return CitedSource(ref, holder_of(ref), locator)
    try:
        sha256, start, end = _passage(ref, source.quote)
    except KizunaError as error:
        reading.problems["source.quote"] = error
        return None
    return CitedSource(ref, holder_of(ref), locator, sha256, start, end)


def _passage(document: str, quote: str) -> tuple[str, int, int]:
    """Where the words stand: the digest of the text, start and end. Raises BadQuestion unless they stand once."""
    from kizuna.store.queries import documents

    digests = [text.sha256 for text in documents.document_texts(document)]
    texts = ask.texts_of(digests)
    if not texts:
        raise BadQuestion(
            f"{quote!r} cannot be found: the text of {document} is not held here; leave the words out, and say"
            " the page or paragraph"
        )
    return _once(texts, quote, document)


def _once(texts: Mapping[str, str], quote: str, document: str) -> tuple[str, int, int]:
    """Where the words stand in one of the texts by their digests; raises BadQuestion unless they stand once."""
    found = [(sha, start, end) for sha, text in texts.items() for start, end in locate(text, quote)]
    if not found:
        raise BadQuestion(
            f"{quote!r} does not stand in {document}; copy the words as they stand there"
        )
    if len(found) > 1:
        raise BadQuestion(f"{quote!r} stands {len(found)} times in {document}; copy more words")
    return found[0]


def _paper(source: SourceEntered, hand: Hand, reading: Reading) -> CitedSource | None:
    if source.paper is None:
        told = "no paper is here yet; choose a file: PDF, DOCX, HTML or text"
        reading.problems["source.file"] = BadQuestion(told)
        return None
    try:
        text = read_document(source.paper.path)
    except KizunaError as error:
        told = str(error).replace(repr(source.paper.path.name), repr(source.paper.name))
        reading.problems["source.file"] = BadFile(told)
        return None
    title = " ".join(source.paper_title.split()) or text.title or Path(source.paper.name).stem
    described = _described(source, reading)
    held = document_of_text(text.sha256)
    ref = held or free_document(title, text.sha256)
    locator, quote = source.locator.strip(), source.paper_quote
    sha256, start, end = "", None, None
    if not quote.strip() and not locator:
        told = (
            f"{source.paper.name!r} is a whole paper; say where in it: a page, a paragraph,"
            " or the words themselves"
        )
        reading.problems["source.locator"] = BadQuestion(told)
    elif quote.strip():
        try:
            sha256, start, end = _once({text.sha256: text.text}, quote, repr(source.paper.name))
        except KizunaError as error:
            reading.problems["source.paper_quote"] = error
            return None
    texts = {"title": title, **described}
    said = ((ref, name, value) for name, value in (*texts.items(), ("digest", text.sha256)))
    return CitedSource(
        document=ref,
        holder=holder_of(ref) if held else described.get("issuer", ref),
        locator=locator or (" ".join(quote.split()) if not (held or hand.decides) else ""),
        sha256=sha256,
        start=start,
        end=end,
        said=() if held else tuple(said),
        paper=None if held else PaperToAdd(source.paper, ref, texts),
    )


def _described(source: SourceEntered, reading: Reading) -> dict[str, str]:
    """What is said of a paper beside its title, by the names of a description; `reading` tells what is wrong."""
    found = {"date": reading.date(source.paper_date, "source.paper_date")}
    if source.issuer.strip():
        found["issuer"] = reading.reference(source.issuer, _OFFICES, "source.issuer")
    level = source.access.strip() or INTERNAL
    if level not in LEVELS:
        told = f"{level!r} is none of {', '.join(LEVELS)}"
        reading.problems["source.access"] = BadQuestion(told)
    found["access_level"] = level
    return {name: text for name, text in found.items() if text}


def document_of_text(sha256: str) -> str:
    """The document whose text is held with a digest, "" when there is none that whoever enters may see."""
    from kizuna.store.queries import documents

    held = documents.document_text(sha256)
    seen = held is not None and ask.texts_of([sha256])
    return held.document if held is not None and seen else ""


def free_document(title: str, sha256: str) -> str:
    """An id for a new document: of its title, with a part of the digest where that is held or something hidden."""
    from kizuna.store.queries import claims, documents
    from kizuna.store.redaction import redaction_of_facts, unredacted

    ref = f"document/{slug(title)[:60].strip('-') or sha256[:12]}"
    own = {c.subject for c in claims.claims(property="digest") if c.value == f'"{sha256}"'}
    with unredacted():
        is_held = bool(claims.claims(subjects=[ref], limit=1) or documents.document_texts(ref))
    if own:
        return min(own)
    return f"{ref}-{sha256[:8]}" if is_held or redaction_of_facts() is not None else ref


def _address(source: SourceEntered, hand: Hand, reading: Reading) -> CitedSource | None:
    address = source.address.strip()
    if not re.fullmatch(r"https?://[^\s/]+\S*", address):
        told = (
            f"{source.address!r} is not an address; write one that starts with https:// or http://"
        )
        reading.problems["source.address"] = BadQuestion(told)
        return None
    held = _document_at(address)
    ref = held or _made_of(address)
    title = " ".join(source.title.split()) or re.sub(r"^https?://", "", address).rstrip("/")
    said = () if held else ((ref, "title", title), (ref, "address", address))
    return CitedSource(ref, holder_of(ref), source.locator.strip() or address, said=said)


def _document_at(address: str) -> str:
    """The document that is published at an address, "" when none is."""
    from kizuna.store.queries import claims

    held = claims.claims(property="address")
    return next((c.subject for c in held if c.value == f'"{address}"'), "")


def _made_of(address: str) -> str:
    host = slug(urlsplit(address).hostname or "")
    return f"document/{host or 'web'}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"


def _own(source: SourceEntered, hand: Hand, reading: Reading) -> CitedSource | None:
    office = hand.recorder
    if source.office.strip():
        office = reading.reference(source.office, _OFFICES, "source.office")
        if not office:
            return None
    ref = f"document/own-record-{slug_of(office)}"
    said = () if _is_called(ref, "title") else tuple(_own_record(ref, office, hand))
    return CitedSource(ref, office, source.locator.strip() or OWN_RECORD, said=said)


def _is_called(ref: str, name: str) -> bool:
    from kizuna.store.queries import claims

    return bool(claims.claims(subjects=[ref], property=name, limit=1))


def _own_record(ref: str, office: str, hand: Hand) -> Iterator[tuple[str, str, Any]]:
    """The title in every language, and whose record it is; whoever enters is named."""
    register = ask.known_register(None, [office])
    for language in LANGUAGES:
        messages = Messages(language)
        name = hand.shown if office == hand.recorder else Wording(register, messages).name(office)
        title = messages.text("web-entry-own-record-of", name=name)
        yield ref, "title", {"text": title, "language": messages.tag}
    yield ref, "issuer", office
    if office == hand.recorder and not _is_called(office, "name"):
        yield office, "name", hand.shown


_CITED = {
    SourceKind.DOCUMENT: _document,
    SourceKind.PAPER: _paper,
    SourceKind.ADDRESS: _address,
    SourceKind.OWN: _own,
}
