"""Reading a page with the help of rules and an assistant: kept for who sent it, until it goes to review or is
thrown away.

Law: what the rules and the answer say is worked out anew each time from the text, so nobody hands in a confidence
or a passage. A page goes to review as an internal document with its proposals.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass, replace

from kizuna.errors import Ambiguous, BadFile, BadQuestion, NotFound
from kizuna.identity.resolver import id_in_brackets
from kizuna.proposals.proposal import Page
from kizuna.register.access import INTERNAL
from kizuna.sources.documents import SourceText, read_document
from kizuna.store.schema import jobs_folder
from kizuna.values import language_tag
from kizuna.workflows import ask
from kizuna.workflows.add_source import SourceGiven, add_source
from kizuna.workflows.answers import check_answer
from kizuna.workflows.entering.citing import document_of_text, free_document
from kizuna.workflows.entering.drafts import (
    Paper,
    forget_paper,
    keep_paper,
    kept_paper,
    new_token,
)
from kizuna.workflows.propose import (
    ProposalOutcome,
    Proposed,
    claim_proposals,
    own_rules,
    propose_of,
    with_answer,
)

LONGEST = 60_000
"""So many characters of a text are read in the browser, where somebody waits; some thirty printed pages."""
LONGEST_ANSWER = 400_000
_ABOUT = "page.json"
_DAY = 24 * 3600
_LONGEST_TITLE = 60
"""Characters of a first line that stand for a title; a pasted paragraph is one long line."""


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A page that was sent: its token, the file, what is known of it, and an assistant's answer, "" without."""

    token: str
    paper: Paper
    page: Page
    answer: str = ""


def keep_page(name: str, ending: str, content: bytes, page: Page, *, acting_user: str) -> PageDraft:
    """Keep a file that was sent, once it can be read.

    Raises BadFile as `read_document` does and for a text that is too long, BadLanguage, and Ambiguous for a home
    town.
    """
    language = language_tag(page.language) if page.language.strip() else ""
    known = replace(page, home=_town(page.home), language=language)
    token = new_token()
    paper = keep_paper(token, name, ending, content, acting_user=acting_user)
    try:
        made = PageDraft(token, paper, known)
        _text(made)
        _write(made)
    except BaseException:
        forget_paper(token, acting_user)
        raise
    return made


def page_draft(token: str, user: str) -> PageDraft:
    """A page that the user sent, by its token; raises NotFound, BadQuestion for what is no token."""
    paper = kept_paper(token, user)
    about = paper.path.with_name(_ABOUT) if paper else None
    if paper is None or about is None or not about.is_file():
        raise NotFound("there is no such page, or not any more: send it again")
    held = json.loads(about.read_text("utf-8"))
    return PageDraft(token, paper, Page(**held["page"]), held["answer"])


def keep_answer(kept: PageDraft, answer: str) -> PageDraft:
    """The page with what an assistant answered ("" for nothing), kept so; raises BadQuestion for what is no
    answer."""
    if len(answer) > LONGEST_ANSWER:
        raise BadQuestion(
            f"the answer has {len(answer):,} characters; at most {LONGEST_ANSWER:,} are read"
        )
    if answer.strip():
        check_answer(answer, _text(kept).blocked)
    changed = replace(kept, answer=answer.strip())
    _write(changed)
    return changed


def read_page(kept: PageDraft) -> Proposed:
    """What the rules and the answer read in a page; raises BadFile where it can no longer be read."""
    read = propose_of(kept.paper.path, _text(kept), own_rules(), kept.page)
    return with_answer(read, kept.answer) if kept.answer else read


def send(
    kept: PageDraft, read: Proposed, chosen: Collection[int], *, acting_user: str
) -> ProposalOutcome:
    """Put the text and the chosen of its proposals, by their places from 0, into the ledger, for review.

    A text that the register holds already stays the document that it is; another is internal. Raises BadQuestion
    for none chosen, as `add_source` does, and StorageError.
    """
    wanted = [one for place, one in enumerate(read.found) if place in chosen]
    if not wanted:
        raise BadQuestion("nothing is chosen that could go to review; choose a proposal")
    sha256 = read.source.sha256
    document = document_of_text(sha256)
    if not document:
        title = title_of(read)
        texts = {"title": title, "access_level": INTERNAL, "language": read.page.language}
        given = SourceGiven(
            read.path,
            free_document(title, sha256),
            texts={name: said for name, said in texts.items() if said},
            name=kept.paper.name,
        )
        document = add_source(given, acting_user=acting_user).document
    made = claim_proposals(wanted, document=document, sha256=sha256, acting_user=acting_user)
    forget_paper(kept.token, acting_user)
    return made


def title_of(read: Proposed) -> str:
    """What a page is called: as its sender says, or its file, or the beginning of its first line."""
    first = next((line.strip() for line in read.source.text.splitlines() if line.strip()), "")
    beginning = first if len(first) <= _LONGEST_TITLE else f"{first[:_LONGEST_TITLE]}…"
    return read.page.title or read.source.title or beginning


def parties_of(read: Proposed) -> dict[str, str]:
    """The parties of the proposals by name, with the id of the government or body that each names; "" for one that
    the register does not know, or knows several of."""
    names = ask.resolver()
    parties = (name for one in read.proposals for name in (one.subject, one.object) if name)
    found: dict[str, str] = {}
    for name in dict.fromkeys(parties):
        found[name] = ""
        with suppress(NotFound):
            found[name] = names.resolve(name, ("government", "organisation"))
    return found


def remove_old_pages(days: float) -> int:
    """Throw away the pages that nobody has changed for so many days; how many went."""
    removed = 0
    for about in list((jobs_folder() / "papers" / "drafts").glob(f"*/*/{_ABOUT}")):
        if about.stat().st_mtime < time.time() - days * _DAY:
            shutil.rmtree(about.parent, ignore_errors=True)
            removed += 1
    return removed


def _text(kept: PageDraft) -> SourceText:
    """The text of a page, named as it was sent; raises BadFile for one that is too long to be read here."""
    try:
        text = read_document(kept.paper.path)
    except BadFile as error:
        own = kept.paper
        raise BadFile(str(error).replace(repr(own.path.name), repr(own.name))) from None
    if len(text.text) > LONGEST:
        raise BadFile(
            f"{kept.paper.name!r} has {len(text.text):,} characters; at most {LONGEST:,} are read here: give a"
            " part of it, or use kizuna propose"
        )
    return text


def _town(given: str) -> str:
    """The name of a home town: of an id the register's, one that the register does not know as it is typed.

    Raises Ambiguous for a name of several.
    """
    plain, names = " ".join(given.split()), ask.resolver()
    if not plain:
        return ""
    try:
        ref = names.resolve(plain, ("government",))
    except Ambiguous:
        raise
    except NotFound:
        return plain
    if id_in_brackets(plain):
        return plain[: plain.rindex("(")].strip()
    return names.describe(ref).partition(",")[0] if plain == ref else plain


def _write(kept: PageDraft) -> None:
    held = {"page": asdict(kept.page), "answer": kept.answer}
    kept.paper.path.with_name(_ABOUT).write_text(json.dumps(held), "utf-8")
