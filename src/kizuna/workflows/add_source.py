"""Adding a source: stores the text of a document and what is said of it; passages that cite it light up.

A property that can have one value only, and has one, is left as it is: a description beside a file
does not compete with what an editor has typed from the paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.judgement import Judgement, Verdict
from kizuna.claims.kinds import Document, property_of
from kizuna.claims.rules import check_claim
from kizuna.errors import Ambiguous, BadQuestion, NotAllowed, NotFound
from kizuna.identity.folding import fold_name
from kizuna.identity.resolver import Resolver
from kizuna.register.access import INTERNAL, PUBLIC, is_public
from kizuna.register.dating import standing_facts
from kizuna.sources.documents import (
    Description,
    SourceText,
    beside,
    described,
    read_description,
    read_document,
)
from kizuna.store.actions import add_claims, add_document, add_register
from kizuna.store.audited import audited, writing
from kizuna.store.queries import claims, documents
from kizuna.store.queries.accounts import Account, Role
from kizuna.values import canonical_json, check_ref, kind_of, parse_json
from kizuna.workflows import ask
from kizuna.workflows.acting import recorder_of, slug

_AS_WRITTEN = (
    *("date", "number", "archive", "fonds", "inventory", "file", "leaves", "original_language"),
    *("published_by", "rights", "mark", "access_level"),
)
_BODIES = ("government", "organisation", "person")
_PERSON = ("person",)

Statement = tuple[str, str, Any]
"""Subject, property and value as JSON."""


@dataclass(frozen=True, slots=True)
class _Describing:
    """What descriptions say of a document that is not held yet: `held` are the claims about it so far, `names`
    knows everybody."""

    document: str
    held: tuple[Claim, ...]
    names: Resolver

    def statements(self, told: Description, title: str, sha256: str) -> list[Statement]:
        """What is to be stated, in order.

        Persons and bodies that no name of the register fits are made, with that name. Raises Ambiguous for a name
        that fits several.
        """
        texts = [("title", title), ("title", told.texts.get("catalogue_title", ""))]
        texts += [("digest", sha256), *((name, told.texts.get(name, "")) for name in _AS_WRITTEN)]
        texts += [("language", tag) for tag in told.languages]
        texts += [("address", address) for address in told.addresses]
        found: list[Statement] = [
            (self.document, n, text) for n, text in texts if text and self._is_new(n, text)
        ]
        for name, kinds in (("issuer", _BODIES), ("translator", _PERSON), ("place", _BODIES)):
            text = told.texts.get(name, "")
            if text and not self._values(name):
                written = text.partition(",")[0].strip() if kinds == _PERSON else text
                ref, made = self._somebody(written, kinds)
                found += [*made, (self.document, name, ref)]
        for text, capacity in told.signatories if not self._values("signatory") else ():
            ref, made = self._somebody(text, _PERSON)
            signature = {"person": ref, **({"capacity": capacity} if capacity else {})}
            found += [*made, (self.document, "signatory", signature)]
        return found

    def _somebody(self, text: str, kinds: tuple[str, ...]) -> tuple[str, list[Statement]]:
        """The id of whoever the name means, and what to state where nobody is called so."""
        try:
            return self.names.resolve(text, kinds), []
        except Ambiguous:
            raise
        except NotFound:
            kind = "person" if kinds == _PERSON else "organisation"
            ref = f"{kind}/{slug(text) or 'unnamed'}"
            return ref, [(ref, "name", text)]

    def _values(self, name: str) -> list[str]:
        """What is held of a property, as text."""
        raw = [parse_json(claim.value) for claim in self.held if claim.property == name]
        return [str(v.get("text", v)) if isinstance(v, dict) else str(v) for v in raw]

    def _is_new(self, name: str, text: str) -> bool:
        held = self._values(name)
        if not property_of(self.document, name).many:
            return not held
        return fold_name(text) not in map(fold_name, held)


@dataclass(frozen=True, slots=True)
class SourceGiven:
    """A document as somebody hands it in.

    `path` is the file. `ref` is the id of the document, "" to find it by what cites the text, or make one
    of the file's name. `description` is a TOML file, None for the one beside the document; `texts` are single
    entries that go before those of the file. `name` is what the file is called where it lies under another name.
    """

    path: Path
    ref: str = ""
    description: Path | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    name: str = ""

    @property
    def called(self) -> str:
        """The name of the file."""
        return self.name or self.path.name


@dataclass(frozen=True, slots=True)
class SourceAdded:
    """What came of it.

    `is_new` is False when the text was held already. `lit` is how many claims have a passage in the text;
    `elsewhere` how many cite a passage in another text of the same document, which this one does not light
    up. `described` is how many claims about the document were added.
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

    Raises BadFile for what cannot be read (naming the file and the first bad byte), BadQuestion when the id
    is already that of a document with another text, Ambiguous for a name in the description that fits several,
    BadReference for a bad id, and StorageError; then nothing was stored.
    """
    text = read_document(given.path)
    beside_it = given.description or beside(given.path)
    told = _description(given, beside_it)
    document = _document_of(given, text)
    title = told.title or text.title
    said = _said(given, document, told, text, acting_user)
    was_held = documents.document_text(text.sha256) is not None
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
        added = add_claims(claims=said, acting_user=acting_user) if said else None
    cited = Counter(c.sha256 for c in claims.claims(document=document) if c.has_passage)
    return SourceAdded(
        document=document,
        title=title,
        sha256=text.sha256,
        characters=len(text.text),
        is_new=not was_held,
        lit=cited.pop(text.sha256, 0),
        elsewhere=sum(cited.values()),
        described=added.new if added else 0,
        description=beside_it.name if beside_it else "",
    )


def _said(
    given: SourceGiven, document: str, told: Description, text: SourceText, acting_user: str
) -> tuple[Claim, ...]:
    """The claims about the document, each checked; an untitled one is called after its file, and one that nothing
    is known of is internal unless its description says otherwise."""
    held = tuple(claims.claims(subjects=[document]))
    if not held and not claims.claims(document=document, limit=1):
        told = replace(told, texts={"access_level": INTERNAL, **told.texts})
    titled = any(claim.property == "title" for claim in held)
    file = given.description or beside(given.path)
    locator = f"description {file.name}" if file else "description given with the file"
    now, recorder = datetime.now(UTC), recorder_of(acting_user)
    title = told.title or text.title or ("" if titled else Path(given.called).stem)
    said = _Describing(document, held, ask.resolver()).statements(told, title, text.sha256)
    cited = (document, "", None, None, locator, recorder)
    weight = (Stance.ASSERTED, Certainty.CERTAIN, "typed", recorder, now)
    made = [
        Claim(ref, name, property_of(ref, name).type.canonical(value), "", *cited, *weight)
        for ref, name, value in said
    ]
    for claim in made:
        check_claim(claim)
    return tuple({claim.id: claim for claim in made}.values())


def _description(given: SourceGiven, path: Path | None) -> Description:
    told = read_description(path) if path else Description({})
    if not given.texts:
        return told
    said = described(given.texts, "the options")
    return Description(
        {**told.texts, **said.texts},
        told.signatories,
        said.languages or told.languages,
        said.addresses or told.addresses,
    )


def ref_of_kind(kind: str, text: str) -> str:
    """The id that a text gives of a kind, with or without its first part; raises BadReference and BadQuestion."""
    said = text.strip()
    ref = check_ref(said if "/" in said else f"{kind}/{said}")
    if kind_of(ref) != kind:
        raise BadQuestion(f"{text!r} is not the id of a {kind}; write {kind}/name")
    return ref


def _document_of(given: SourceGiven, text: SourceText) -> str:
    """The id given; else that of the document known by this digest; else one of the file's name."""
    if given.ref:
        return ref_of_kind("document", given.ref)
    held = documents.document_text(text.sha256)
    if held is not None:
        return held.document
    digests = [(c.subject, c.value.strip('"')) for c in claims.claims(property="digest")]
    if known := next((document for document, sha256 in digests if sha256 == text.sha256), ""):
        return known
    made = f"document/{slug(given.path.stem) or text.sha256[:12]}"
    texts = {one.sha256 for one in documents.document_texts(made)}
    texts |= {sha256 for document, sha256 in digests if document == made}
    texts |= {c.sha256 for c in claims.claims(document=made) if c.has_passage}
    if texts - {text.sha256}:
        raise BadQuestion(
            f"{made!r} is already a document with another text (this one has the sha256"
            f" {text.sha256[:12]}…); say with --id which document {given.path.name!r} is"
        )
    return made


PUBLISHED = "published"
"""The reason that publishing gives by itself."""


def publish(ref: str, *, acting_user: str) -> None:
    """Publish a document. Raises NotFound where there is none, BadQuestion for a public one, and StorageError."""
    with writing():
        document = _known_document(ref)
        if is_public(document):
            raise BadQuestion(f"{document.id!r} is public already")
        standing = [c for fact in standing_facts(document.access_level) for c in fact.claims]
        closed = [claim for claim in standing if claim.value != canonical_json(PUBLIC)]
        recorder, now = recorder_of(acting_user), datetime.now(UTC)
        cited = (closed[0].document, "", None, None, PUBLISHED, recorder)
        weight = (Stance.ASSERTED, Certainty.CERTAIN, "typed", recorder, now)
        about, level = closed[0].subject, canonical_json(PUBLIC)
        opening = Claim(about, "access_level", level, "", *cited, *weight)
        add_register(
            claims=[opening],
            judgements=[
                Judgement(Verdict.PREFER, opening.id, claim.id, PUBLISHED, recorder, now)
                for claim in closed
            ],
            acting_user=acting_user,
            verb="publish",
            note=document.id,
        )


def document_is_public(ref: str) -> bool:
    """Whether a document is open to everybody."""
    found = _description_of(ref)
    return found is None or is_public(found)


def _description_of(ref: str) -> Document | None:
    return ask.known_register(None, [ref]).get(ref, Document)


def _known_document(ref: str) -> Document:
    found = _description_of(ref)
    if found is None:
        raise NotFound(f"no document has the id {ref!r}")
    return found


def publish_as(ref: str, account: Account) -> None:
    """Publish a document as an account. Raises NotAllowed where the account may not, and as `publish` does."""
    document = _known_document(ref)
    if not may_publish(document, account):
        raise NotAllowed(f"{account.name!r} does not decide about {document.id!r}")
    publish(document.id, acting_user=account.name)


def may_publish(document: Document, account: Account | None) -> bool:
    """Whether an account may publish a document that it sees: a reviewer or administrator; what is restricted or
    secret, an administrator alone."""
    if account is None or account.role not in (Role.REVIEWER, Role.ADMINISTRATOR):
        return False  # a coordinator decides about the ties of some governments, and documents are of no tie
    levels = {fact.value for fact in standing_facts(document.access_level)}
    return account.is_administrator or levels <= {PUBLIC, INTERNAL}
