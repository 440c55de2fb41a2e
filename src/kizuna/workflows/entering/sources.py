"""The source of an entry - a document of the register, or a new one made of a paper, an
address or an office's own record - and what somebody types until it is recorded, for
them alone: forms, and the papers sent with an entry.

Law: every claim cites a document, so what stands in no paper cites the record of the
office that vouches for it. Nobody but who sent it sees a paper before somebody who
decides has let it in. A paper lies under a name of ours.
"""

import hashlib
import json
import re
import secrets
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from kizuna.errors import BadEntry, BadFile, BadQuestion, KizunaError
from kizuna.languages import LANGUAGES, Messages
from kizuna.publish.wording import Wording
from kizuna.register.access import INTERNAL, PUBLIC
from kizuna.sources.documents import SourceText, read_document
from kizuna.sources.passages import locate
from kizuna.store.actions.documents import remove_draft
from kizuna.store.private_files import create_folder
from kizuna.store.queries import claims, documents
from kizuna.store.redaction import redaction_of_facts, unredacted
from kizuna.store.schema import jobs_folder
from kizuna.values import slug_of
from kizuna.workflows import ask
from kizuna.workflows.accounts import LEVELS
from kizuna.workflows.acting import Hand, recorder_of, slug
from kizuna.workflows.add_source import BODIES, SourceGiven, Statement, add_source
from kizuna.workflows.entering.values import FieldReader, chosen
from kizuna.workflows.list_claims import ACCEPTED, weighed
from kizuna.workflows.propose import holder_of

_ABOUT = "about.json"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it was sent: the name that it is shown under, where it lies, and its
    size in bytes.
    """

    name: str
    path: Path
    size: int

    def text(self) -> SourceText:
        """Its text; raises BadFile, which calls it as it was sent, and DatabaseBusy."""
        try:
            return read_document(self.path)
        except BadFile as error:
            raise BadFile(
                str(error).replace(repr(self.path.name), repr(self.name))
            ) from None


def new_token() -> str:
    """A token for a form that nobody has kept yet: 16 hex digits."""
    return secrets.token_hex(8)


def throw_away(token: str, *, acting_user: str) -> None:
    """Remove a draft of the user's with its paper, if there is one; raises BadQuestion
    for a bad token.
    """
    if token:
        forget_paper(token, acting_user)
    remove_draft(token=token, acting_user=acting_user)


def keep_paper(
    token: str, name: str, ending: str, content: bytes, *, acting_user: str
) -> Paper:
    """Keep a paper beside the draft of a token, in the place of an earlier one; raises
    BadQuestion for a bad token.
    """
    forget_paper(token, acting_user)
    return _write_paper(_beside(token, acting_user), name, f"paper{ending}", content)


def paper_of_draft(token: str, user: str) -> Paper | None:
    """The paper beside the draft of a token, None without one; raises BadQuestion for a
    bad token.
    """
    about = _beside(token, user) / _ABOUT
    return _paper_in(about) if about.is_file() else None


def forget_paper(token: str, user: str) -> None:
    """Throw the paper of a draft away, if there is one."""
    shutil.rmtree(_beside(token, user), ignore_errors=True)


def hold(given: SourceGiven, *, acting_user: str) -> None:
    """Hold a paper until its document is accepted: a contributor's word publishes
    nothing.
    """
    content, texts = given.path.read_bytes(), given.texts
    folder = jobs_folder() / "papers/waiting" / hashlib.sha256(content).hexdigest()
    about = {"owner": acting_user, "document": given.ref, "title": texts["title"]}
    about["access"] = texts.get("access_level", "")
    _write_paper(folder, given.called, given.path.name, content, **about)


def let_in_accepted() -> None:
    """Add the texts of the papers whose documents were accepted.

    One that was sent as not public waits until its access level is accepted too.
    """
    for about in list(jobs_folder().glob(f"papers/waiting/*/{_ABOUT}")):
        held = json.loads(about.read_text("utf-8"))
        ref, owner = held["document"], held["owner"]
        with unredacted():
            own = recorder_of(owner)
            said = weighed(claims.claims(is_proposed=True, document=ref, recorder=own))
        accepted = [
            (c.claim.subject, c.claim.property) for c in said if c.status == ACCEPTED
        ]
        is_open = held["access"] in ("", PUBLIC)
        if accepted if is_open else (ref, "access_level") in accepted:
            paper, texts = _paper_in(about), {"title": held["title"]}
            given = SourceGiven(paper.path, ref, texts=texts, name=paper.name)
            add_source(given, acting_user=owner)
            shutil.rmtree(about.parent, ignore_errors=True)


def remove_old(days: float) -> int:
    """Throw away the lists to import and the pages that nobody has changed for so many
    days; how many went.

    A paper stays as long as the form beside which it lies.
    """
    patterns = ("lists/*/about.json", "papers/drafts/*/*/page.json")
    about = chain.from_iterable(map(jobs_folder().glob, patterns))
    old = [
        one.parent for one in about if one.stat().st_mtime < time.time() - days * 86_400
    ]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def _write_paper(
    folder: Path, name: str, file: str, content: bytes, **about: str
) -> Paper:
    create_folder(folder)
    (folder / file).write_bytes(content)
    (folder / _ABOUT).write_text(
        json.dumps({"name": name, "file": file, **about}), "utf-8"
    )
    return Paper(name, folder / file, len(content))


def _paper_in(about: Path) -> Paper:
    held = json.loads(about.read_text("utf-8"))
    path = about.with_name(held["file"])
    return Paper(held["name"], path, path.stat().st_size)


def _beside(token: str, user: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{16,32}", token):
        raise BadQuestion(f"{token!r} is not the token of a draft")
    return (
        jobs_folder()
        / "papers/drafts"
        / hashlib.sha256(user.encode()).hexdigest()[:16]
        / token
    )


OWN_RECORD = "own record"


class SourceKind(StrEnum):
    """Where facts are from, and the texts that name the source ("" for nothing).

    DOCUMENT: `document` is the id or title of one in the register, `quote` the words of
    its passage. PAPER: `paper_title`, `paper_date`, `issuer` and `access` describe a
    file that was sent with the entry, `paper_quote` are the words of its passage.
    ADDRESS: `address` on the web, `title` of the page, else the address. OWN: `office`
    whose record it is, else that of whoever enters. Of each, `locator` says where to
    look, and `holder` who says so, if not the source itself.
    """

    DOCUMENT = "document"
    PAPER = "paper"
    ADDRESS = "address"
    OWN = "own"


class CitedSource(NamedTuple):
    """Where the claims of an entry say that they are from, first what a claim has of
    it, in that order.

    `said` describes it where that is new, and whose record it is: statements by
    subject, property and value. `paper` is the file that becomes the document, None
    where it is there already.
    """

    document: str = ""
    sha256: str = ""
    start: int | None = None
    end: int | None = None
    locator: str = ""
    holder: str = ""
    said: tuple[Statement, ...] = ()
    paper: SourceGiven | None = None


@dataclass(frozen=True, slots=True)
class EnteredSource:
    """The source that somebody names: its texts by their names, and the `paper` that
    was sent, None without one; what is wrong with it is told in `reading`.
    """

    texts: Mapping[str, str]
    paper: Paper | None
    hand: Hand
    reading: FieldReader

    def text(self, name: str) -> str:
        """A text on one line, "" for nothing."""
        return " ".join(self.texts.get(name, "").split())

    def reference(self, name: str, kinds: tuple[str, ...] = BODIES) -> str:
        """The id of whom a text names, "" where it names nobody or is wrong."""
        said = self.text(name)
        return self.reading.reference(said, kinds, f"source.{name}") if said else ""


def cited(source: EnteredSource) -> CitedSource | None:
    """The source as claims cite it; None when something is wrong with it."""
    problems = source.reading.problems
    before = len(problems)
    try:
        made = _CITED[chosen(SourceKind, source.text("kind") or SourceKind.OWN)](source)
        holder = source.reference("holder", (*BODIES, "document"))
        made = made._replace(holder=holder or made.holder)
    except BadEntry as error:
        problems |= error.problems
    return made if len(problems) == before else None


def _wrong(name: str, told: str) -> BadEntry:
    return BadEntry({f"source.{name}": BadQuestion(told)})


def _document(source: EnteredSource) -> CitedSource:
    ref = source.reading.reference(
        source.text("document"), ("document",), "source.document"
    )
    made = CitedSource(ref, locator=source.text("locator"), holder=holder_of(ref))
    if not ref:
        return made
    texts = ask.texts_of(text.sha256 for text in documents.document_texts(ref))
    if (quote := source.texts.get("quote", "")) and not texts:
        told = (
            f"{quote!r} cannot be found: the text of {ref} is not held here; leave the"
            " words out, and say"
            " the page or paragraph"
        )
        raise _wrong("quote", told)
    return _placed(made, texts, source, "quote", repr(ref))


def _placed(
    made: CitedSource,
    texts: Mapping[str, str],
    source: EnteredSource,
    quoted: str,
    name: str,
) -> CitedSource:
    """The source with the passage of the words that are `quoted` in one of its texts by
    their digests, or as it says where in it; raises BadEntry for a whole one, and
    unless the words stand once.
    """
    quote = source.texts.get(quoted, "")
    if not (quote or made.locator):
        told = (
            f"{name} is a whole document; say where in it: a page, a paragraph, or the"
            " words themselves"
        )
        raise _wrong("locator", told)
    if not quote:
        return made
    found = [
        (sha, start, end)
        for sha, text in texts.items()
        for start, end in locate(text, quote)
    ]
    if len(found) != 1:
        told = f"{quote!r} does not stand in {name}; copy the words as they stand there"
        often = f"{quote!r} stands {len(found)} times in {name}; copy more words"
        raise _wrong(quoted, often if found else told)
    sha256, start, end = found[0]
    return made._replace(sha256=sha256, start=start, end=end)


def _paper(source: EnteredSource) -> CitedSource:
    paper = source.paper
    if paper is None:
        raise _wrong(
            "file", "no paper is here yet; choose a file: PDF, DOCX, HTML or text"
        )
    try:
        text = paper.text()
    except KizunaError as error:
        raise BadEntry({"source.file": error}) from None
    title = source.text("paper_title") or text.title or Path(paper.name).stem
    level = source.text("access") or INTERNAL
    if level not in LEVELS:
        told = BadQuestion(f"{level!r} is none of {', '.join(LEVELS)}")
        source.reading.problems["source.access"] = told
    date = source.reading.date(source.text("paper_date"), "source.paper_date")
    found = {"title": title, "date": date, "issuer": source.reference("issuer")}
    texts = {
        name: said for name, said in (found | {"access_level": level}).items() if said
    }
    locator = source.text("locator")
    if ref := document_of_text(text.sha256):
        made = CitedSource(ref, locator=locator, holder=holder_of(ref))
    else:
        ref = free_document(title, text.sha256)
        told_of = texts | {"digest": text.sha256}
        made = CitedSource(
            document=ref,
            holder=texts.get("issuer", ref),
            locator=locator
            or ("" if source.hand.decides else source.text("paper_quote")),
            said=tuple((ref, name, value) for name, value in told_of.items()),
            paper=SourceGiven(paper.path, ref, texts=texts, name=paper.name),
        )
    return _placed(
        made, {text.sha256: text.text}, source, "paper_quote", repr(paper.name)
    )


def document_of_text(sha256: str) -> str:
    """The document whose text is held with a digest, "" when there is none that whoever
    enters may see.
    """
    held = documents.document_text(sha256)
    return held.document if held is not None and ask.texts_of([sha256]) else ""


def free_document(title: str, sha256: str) -> str:
    """An id for a new document: of its title, with a part of the digest where that is
    held or something hidden.
    """
    if own := ask.documents_stating("digest", sha256):
        return own[0]
    ref = f"document/{slug(title)[:60].strip('-') or sha256[:12]}"
    with unredacted():
        is_held = bool(
            claims.claims(subjects=[ref], limit=1) or documents.document_texts(ref)
        )
    return f"{ref}-{sha256[:8]}" if is_held or redaction_of_facts() is not None else ref


def _address(source: EnteredSource) -> CitedSource:
    address = source.text("address")
    if not re.fullmatch(r"https?://[^\s/]+\S*", address):
        told = (
            f"{address!r} is not an address; write one that starts with https:// or"
            " http://"
        )
        raise _wrong("address", told)
    held = next(iter(ask.documents_stating("address", address)), "")
    host, digest = (
        slug(urlsplit(address).hostname or ""),
        hashlib.sha256(address.encode()),
    )
    ref = held or f"document/{host or 'web'}-{digest.hexdigest()[:8]}"
    title = source.text("title") or re.sub(r"^https?://", "", address).rstrip("/")
    said = () if held else ((ref, "title", title), (ref, "address", address))
    locator = source.text("locator") or address
    return CitedSource(ref, locator=locator, holder=holder_of(ref), said=said)


def _own(source: EnteredSource) -> CitedSource:
    """The record of an office, whose document has a title in every language; whoever
    enters is named.
    """
    hand = source.hand
    office = source.reference("office") or hand.recorder
    ref, is_own = f"document/own-record-{slug_of(office)}", office == hand.recorder
    said = list[Statement]()
    if not claims.claims(subjects=[ref], property="title", limit=1):
        register = ask.known_register(None, [office])
        for messages in map(Messages, LANGUAGES):
            name = hand.shown if is_own else Wording(register, messages).name(office)
            title = messages.text("web-entry-own-record-of", name=name)
            said.append((ref, "title", {"text": title, "language": messages.tag}))
        said.append((ref, "issuer", office))
        if is_own and not claims.claims(subjects=[office], property="name", limit=1):
            said.append((office, "name", hand.shown))
    locator = source.text("locator") or OWN_RECORD
    return CitedSource(ref, locator=locator, holder=office, said=tuple(said))


_CITED = dict(zip(SourceKind, (_document, _paper, _address, _own), strict=True))
