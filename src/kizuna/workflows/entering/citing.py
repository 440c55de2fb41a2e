"""The source of an entry: a document of the register, or a new one made of an address or an office's own record.

Law: every claim cites a document, so what stands in no paper cites the record of the office that vouches for it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kizuna.errors import BadQuestion, KizunaError
from kizuna.languages import LANGUAGES, Messages
from kizuna.publish.wording import Wording
from kizuna.sources.passages import locate
from kizuna.values import slug_of
from kizuna.workflows import ask
from kizuna.workflows.acting import slug
from kizuna.workflows.entering.entry import SourceEntered, SourceKind
from kizuna.workflows.entering.hand import Hand
from kizuna.workflows.entering.values import Reading
from kizuna.workflows.propose import holder_of

OWN_RECORD = "own record"
_OFFICES = ("government", "organisation", "person")
_HOLDERS = (*_OFFICES, "document")


@dataclass(frozen=True, slots=True)
class CitedSource:
    """Where the claims of an entry say that they are from.

    `said` are what describes a document nobody has described yet, and names whose record it is: subject,
    property and value of each.
    """

    document: str
    holder: str
    locator: str
    sha256: str = ""
    start: int | None = None
    end: int | None = None
    said: tuple[tuple[str, str, Any], ...] = ()


def cited(source: SourceEntered, hand: Hand, reading: Reading) -> CitedSource | None:
    """The source as claims cite it; None when something is wrong with it, which `reading` then tells."""
    before = len(reading.problems)
    made = _CITED[source.kind](source, hand, reading)
    if made is None or len(reading.problems) > before:
        return None
    if not source.holder.strip():
        return made
    holder = reading.reference(source.holder, _HOLDERS, "source.holder")
    return CitedSource(
        made.document, holder, made.locator, made.sha256, made.start, made.end, made.said
    )


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
    found = [(sha, start, end) for sha, text in texts.items() for start, end in locate(text, quote)]
    if not found:
        raise BadQuestion(
            f"{quote!r} does not stand in {document}; copy the words as they stand there"
        )
    if len(found) > 1:
        raise BadQuestion(f"{quote!r} stands {len(found)} times in {document}; copy more words")
    return found[0]


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
    register = ask.known_register(None, [office], hops=0)
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
    SourceKind.ADDRESS: _address,
    SourceKind.OWN: _own,
}
