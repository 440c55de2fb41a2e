"""Adding a source: stores the text of a document and what is said of it; passages that
cite it light up.

A property that can have one value only, and has one, is left as it is: a description
beside a file does not compete with what an editor has typed from the paper.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kizuna.claims.claim import Certainty, Claim, Judgement, Stance, Verdict
from kizuna.claims.kinds import Document, property_of
from kizuna.claims.rules import check_claim
from kizuna.errors import BadQuestion, NotAllowed, NotFound
from kizuna.identity.folding import fold_name
from kizuna.register.access import INTERNAL, PUBLIC, is_public
from kizuna.register.register import standing_facts
from kizuna.sources import documents
from kizuna.store.actions.documents import add_document
from kizuna.store.actions.ledger import add_register
from kizuna.store.audited import audited, writing
from kizuna.store.queries import claims
from kizuna.store.queries.accounts import Account, Role
from kizuna.store.queries.documents import document_text, document_texts
from kizuna.values import canonical_json, check_ref, kind_of, parse_json
from kizuna.workflows import ask
from kizuna.workflows.acting import recorder_of, slug

_AS_WRITTEN = (
    *(
        "title",
        "digest",
        "date",
        "number",
        "archive",
        "fonds",
        "inventory",
        "file",
        "leaves",
    ),
    *("original_language", "published_by", "rights", "mark", "access_level"),
)
_PERSONS, BODIES = (
    ("translator", "signatories"),
    ("government", "organisation", "person"),
)
_NAMING = (*_PERSONS, "issuer", "place")
"""What is written by the name of a person or body."""
_PROPERTIES = {key: key for key in (*_AS_WRITTEN, "issuer", "translator", "place")}
_PROPERTIES |= {
    "catalogue_title": "title",
    "languages": "language",
    "addresses": "address",
}
_PROPERTIES |= {"signatories": "signatory"}
"""The property that each key of a description states."""

Statement = tuple[str, str, Any]
"""Subject, property and value as JSON."""


@dataclass(frozen=True, slots=True)
class SourceGiven:
    """A document as somebody hands it in.

    `path` is the file. `ref` is the id of the document, "" to find it by what cites the
    text, or make one of the file's name. `description` is a TOML file, None for the one
    beside the document; `texts` are single entries that go before those of the file.
    `name` is what the file is called where it lies under another name.
    """

    path: Path
    ref: str = ""
    description: Path | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    name: str = ""

    @property
    def called(self) -> str:
        return self.name or self.path.name


@dataclass(frozen=True, slots=True)
class SourceAdded:
    """What came of it.

    `is_new` is False when the text was held already. `lit` is how many claims have a
    passage in the text; `elsewhere` how many cite a passage in another text of the same
    document, which this one does not light up. `described` is how many claims about the
    document were added.
    """

    document: str
    title: str
    sha256: str
    characters: int
    is_new: bool
    lit: int
    elsewhere: int
    described: int
    description: str


def add_source(given: SourceGiven, *, acting_user: str) -> SourceAdded:
    """Store the document and its description, both or neither.

    Raises BadFile for what cannot be read (naming the file and the first bad byte),
    BadQuestion when the id is already that of a document with another text, Ambiguous
    for a name in the description that fits several, BadReference for a bad id, and
    StorageError; then nothing was stored.
    """
    text = documents.read_document(given.path)
    file = given.description or documents.beside(given.path)
    texts = documents.read_description(file) if file else {}
    texts = {**texts, **documents.described(given.texts, "the options")}
    document, title = (
        _document_of(given, text),
        "".join(texts.get("title", ())) or text.title,
    )
    locator = f"description {file.name}" if file else "description given with the file"
    recorder = recorder_of(acting_user)
    cited = (document, "", None, None, locator, recorder)
    weight = (Stance.ASSERTED, Certainty.CERTAIN, "typed", recorder, datetime.now(UTC))
    said: dict[str, Claim] = {}
    for ref, name, value in _statements(given, document, texts, title, text.sha256):
        claim = Claim(
            ref, name, property_of(ref, name).type.canonical(value), "", *cited, *weight
        )
        check_claim(claim)
        said[claim.id] = claim
    was_held = document_text(text.sha256) is not None
    with audited("add_source", acting_user) as notes:
        notes.append(f"{document} {given.called}")
        add_document(
            ref=document,
            text=text.text,
            media_type=text.media_type,
            title=title,
            acting_user=acting_user,
            original=given.called,
            reader=text.reader,
            file_sha256=text.file_sha256,
        )
        added = (
            add_register(claims=said.values(), acting_user=acting_user)
            if said
            else None
        )
    lit = Counter(c.sha256 for c in claims.claims(document=document) if c.has_passage)
    here, described = lit.pop(text.sha256, 0), added.new if added else 0
    counts = (len(text.text), not was_held, here, sum(lit.values()), described)
    return SourceAdded(document, title, text.sha256, *counts, file.name if file else "")


def _statements(
    given: SourceGiven,
    document: str,
    told: documents.Description,
    title: str,
    sha256: str,
) -> Iterator[Statement]:
    """What descriptions say of a document beside what is known of it, in order.

    An untitled one is called after its file, and one that nothing is known of is
    internal unless its description says otherwise. Persons and bodies that no name of
    the register fits are made, with that name. Raises Ambiguous for a name that fits
    several.
    """
    known: dict[str, list[str]] = defaultdict(list)
    for claim in (held := tuple(claims.claims(subjects=[document]))):
        value = parse_json(claim.value)
        stated = value.get("text", value) if isinstance(value, dict) else value
        known[claim.property].append(fold_name(str(stated)))
    title = title or ("" if known["title"] else Path(given.called).stem)
    says = {**told, "title": (title,) if title else (), "digest": (sha256,)}
    if not (held or any(claims.claims(document=document, limit=1))):
        says.setdefault("access_level", (INTERNAL,))
    for key, name in _PROPERTIES.items():
        is_many = property_of(document, name).many and key not in _NAMING
        for text in says.get(key, ()):
            if fold_name(text) in known[name] if is_many else known[name]:
                continue
            if key not in _NAMING:
                yield document, name, text
                continue
            kinds = ("person",) if key in _PERSONS else BODIES
            called, _, capacity = (
                text.partition(",") if key in _PERSONS else (text, "", "")
            )
            called, capacity = called.strip(), capacity.strip()
            ref = ask.resolver().find(called, kinds)
            if not ref:
                made = "person" if key in _PERSONS else "organisation"
                ref = f"{made}/{slug(called) or 'unnamed'}"
                yield ref, "name", called
            signature = (
                {"person": ref, "capacity": capacity} if capacity else {"person": ref}
            )
            yield document, name, signature if name == "signatory" else ref


def ref_of_kind(kind: str, text: str) -> str:
    """The id that a text gives of a kind, with or without its first part; raises
    BadReference and BadQuestion.
    """
    said = text.strip()
    ref = check_ref(said if "/" in said else f"{kind}/{said}")
    if kind_of(ref) != kind:
        raise BadQuestion(f"{text!r} is not the id of a {kind}; write {kind}/name")
    return ref


def _document_of(given: SourceGiven, text: documents.SourceText) -> str:
    if given.ref:
        return ref_of_kind("document", given.ref)
    if held := document_text(text.sha256):
        return held.document
    if known := ask.documents_stating("digest", text.sha256):
        return known[0]
    made = f"document/{slug(given.path.stem) or text.sha256[:12]}"
    texts = {one.sha256 for one in document_texts(made)}
    texts |= {
        str(parse_json(c.value))
        for c in claims.claims(subjects=[made], property="digest")
    }
    texts |= {c.sha256 for c in claims.claims(document=made) if c.has_passage}
    if texts - {text.sha256}:
        raise BadQuestion(
            f"{made!r} is already a document with another text (this one has the sha256"
            f" {text.sha256[:12]}…); say with --id which document {given.path.name!r}"
            " is"
        )
    return made


PUBLISHED = "published"
"""The reason that publishing gives by itself."""


def publish(ref: str, *, acting_user: str, account: Account | None = None) -> None:
    """Publish a document; where an `account` is given, only as far as it may.

    Raises NotFound where there is none, NotAllowed, BadQuestion for a public one, and
    StorageError.
    """
    with writing():
        document = ask.known_register(None, [ref]).get(ref, Document)
        if document is None:
            raise NotFound(f"no document has the id {ref!r}")
        if account is not None and not may_publish(document, account):
            raise NotAllowed(f"{account.name!r} does not decide about {document.id!r}")
        if is_public(document):
            raise BadQuestion(f"{document.id!r} is public already")
        standing = [
            c for fact in standing_facts(document.access_level) for c in fact.claims
        ]
        closed = [claim for claim in standing if claim.value != canonical_json(PUBLIC)]
        recorder, now = recorder_of(acting_user), datetime.now(UTC)
        cited = (closed[0].document, "", None, None, PUBLISHED, recorder)
        weight = (Stance.ASSERTED, Certainty.CERTAIN, "typed", recorder, now)
        about, level = closed[0].subject, canonical_json(PUBLIC)
        opening = Claim(about, "access_level", level, "", *cited, *weight)
        said = (PUBLISHED, recorder, now)
        judged = [
            Judgement(Verdict.PREFER, opening.id, claim.id, *said) for claim in closed
        ]
        stated, note = [opening], document.id
        add_register(
            claims=stated,
            judgements=judged,
            acting_user=acting_user,
            verb="publish",
            note=note,
        )


def document_is_public(ref: str) -> bool:
    """Whether a document is open to everybody."""
    found = ask.known_register(None, [ref]).get(ref, Document)
    return found is None or is_public(found)


def may_publish(document: Document, account: Account | None) -> bool:
    """Whether an account may publish a document that it sees: a reviewer or
    administrator; what is restricted or secret, an administrator alone.
    """
    if account is None or account.role not in (Role.REVIEWER, Role.ADMINISTRATOR):
        # A coordinator decides about the ties of some governments; documents have none.
        return False
    levels = {fact.value for fact in standing_facts(document.access_level)}
    return account.is_administrator or levels <= {PUBLIC, INTERNAL}
