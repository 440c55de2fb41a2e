"""Receiving proposals: statements that a program sends, what an assistant says of a
document that it reads as numbered sentences, and a page that somebody pastes or sends
to be read with the help of rules and an assistant.

Law: nothing that comes this way counts before somebody accepts it; the method that a
program states is kept as its word, never as that of rules or a model of this register;
a bad item is named with its reason, and no good one is lost. What the rules and an
answer say of a page is worked out anew each time from its text, so nobody hands in a
confidence or a passage; the page is kept for who sent it, until it goes to review or is
thrown away.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from kizuna.claims.claim import CONTRIBUTED, Claim
from kizuna.claims.statements import read_block
from kizuna.errors import BadFile, BadQuestion, InputError, NotAllowed, NotFound
from kizuna.identity.resolver import id_in_brackets
from kizuna.proposals.prompting import chunks_of
from kizuna.proposals.proposal import Page
from kizuna.register.access import INTERNAL
from kizuna.sources.blocking import blocks_of
from kizuna.sources.documents import SourceText
from kizuna.store.actions.ledger import add_register
from kizuna.store.queries import claims as ledger
from kizuna.store.queries import documents
from kizuna.values import language_tag
from kizuna.workflows import ask, propose
from kizuna.workflows.acting import recorder_of
from kizuna.workflows.add_source import SourceGiven, add_source
from kizuna.workflows.entering import sources
from kizuna.workflows.readers import text_is_closed


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """What became of one item, by its place among those sent: the ids of its claims
    that the ledger now holds, of which `known` were there before, and what is wrong
    with the rest.
    """

    item: int
    claims: tuple[str, ...]
    known: tuple[str, ...]
    reasons: tuple[str, ...]


def receive_proposals(
    source: Mapping[str, Any], state: Sequence[Mapping[str, Any]], *, acting_user: str
) -> tuple[ItemOutcome, ...]:
    """Take the items of a statement file: `source` is what they share, each of `state`
    one [[state]].

    A claim without a holder is asserted by the document's issuer; its method is
    contributed, with what the sender says of it behind a colon. Raises BadQuestion for
    too many items, or what the items share when it is wrong, and StorageError.
    """
    if len(state) > propose.MOST:
        raise BadQuestion(
            f"{len(state)} items are too many at once; send at most {propose.MOST}"
        )
    now, recorder = datetime.now(UTC), recorder_of(acting_user)
    if source.get("recorder", recorder) != recorder:
        raise BadQuestion(
            f"{source['recorder']!r} does not send this: leave the recorder out"
        )
    shared = {"method": CONTRIBUTED, **source, "recorder": recorder}
    read = [_read(f"item {at}", shared, block, now) for at, block in enumerate(state)]
    given = {claim.id: claim for claims, _ in read for claim in claims}
    known = set(ledger.claims_by_ids(given))
    if given:
        add_register(claims=given.values(), acting_user=acting_user)
    made = ((tuple(claim.id for claim in claims), reasons) for claims, reasons in read)
    return tuple(
        ItemOutcome(at, ids, tuple(filter(known.__contains__, ids)), reasons)
        for at, (ids, reasons) in enumerate(made)
    )


def _read(
    name: str, shared: Mapping[str, Any], block: Mapping[str, Any], now: datetime
) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    if "recorder" in block:
        return (), (f"{name}: 'recorder' cannot be set: it is whoever sends",)
    source, given = dict(shared), {**shared, **block}
    document = given.get("document")
    if "holder" not in given and isinstance(document, str) and document:
        source["holder"] = document
        with suppress(InputError):
            source["holder"] = propose.holder_of(document)
    claims, problems = read_block(name, source, block, now)
    good, reasons = list[Claim](), [*problems]
    for claim in claims:
        about = f"{name}: {claim.subject} {claim.property}"
        lengths = [len(text) for text in ask.texts_of([claim.sha256]).values()]
        if lengths and (claim.end or 0) > lengths[0]:
            place = f"[{claim.start}, {claim.end})"
            reasons += [
                f"{about}: {place} ends after its text of {lengths[0]} characters"
            ]
        elif not claim.is_proposal:
            reasons += [
                f"{about}: {claim.method!r} is no proposal's method; leave it out, or"
                " say rules@VERSION"
                " or model:NAME"
            ]
        else:
            method = (
                claim.method
                if claim.is_contributed
                else f"{CONTRIBUTED}:{claim.method}"
            )
            good.append(claim._replace(method=method))
    return tuple(good), tuple(reasons)


def read_sentences(
    name: str, first: int = 1, limit: int = 200
) -> tuple[documents.StoredDocument, list[dict[str, Any]], int]:
    """The text of a document, by its id or title, its sentences from the number `first`
    on, and how many it has.

    A sentence has its `number` from 1 through the document, where it is
    (text[start:end]), and the `heading` it stands under, "" for none.

    Raises NotFound where there is none or its text is not held, Ambiguous, and
    NotAllowed for a text that is withheld.
    """
    held = latest_text(name)
    found: dict[int, dict[str, Any]] = {}
    for chunk in chunks_of(blocks_of(held.text)):
        for number, (start, end) in chunk.sentences.items():
            words = " ".join(held.text[start:end].split())
            place = {"number": number, "start": start, "end": end}
            found.setdefault(number, {**place, "text": words, "heading": chunk.heading})
    return (
        held,
        [one for n, one in found.items() if first <= n < first + limit],
        len(found),
    )


def latest_text(name: str) -> documents.StoredDocument:
    """The text of a document that was added last; raises as `read_sentences` does."""
    ref = ask.resolver().resolve(name, ("document",))
    held = documents.document_texts(ref)
    if not held:
        raise NotFound(
            f"the text of {ref!r} is not held here; add it first: kizuna sources add"
        )
    if text_is_closed(ref):
        raise NotAllowed(f"the rights of {ref!r} do not let everybody read its text")
    return held[-1]


def receive_claims(
    name: str, claims: Sequence[Any], *, acting_user: str
) -> tuple[ItemOutcome, ...]:
    """Take claims of the exchange form about a held document, each checked against it;
    what passes waits for a reviewer, and each refusal has its reason.

    Raises as `latest_text` does, BadQuestion for too many claims, and StorageError.
    """
    held = latest_text(name)
    checked = propose.check_claims(claims, blocks_of(held.text), Page(title=held.title))
    passed = [
        (one.proposal, propose.ASSISTANT) for one in checked if one.proposal is not None
    ]
    about = {"document": held.document, "sha256": held.sha256}
    made = propose.claim_proposals(passed, **about, acting_user=acting_user)
    received = []
    for number, one in enumerate(checked):
        if one.proposal is None:
            received.append(ItemOutcome(number, (), (), (one.explanation,)))
            continue
        span = (one.proposal.start, one.proposal.end)
        own = tuple(ref for ref, c in made.claims.items() if (c.start, c.end) == span)
        known = tuple(filter(made.known.__contains__, own))
        parts = (part for part in made.left_out if part.proposal is one.proposal)
        left = (
            f"{part.part}: {part.reason}" if part.part else part.reason
            for part in parts
        )
        received.append(ItemOutcome(number, own, known, tuple(left)))
    return tuple(received)


LONGEST = 60_000
"""So many characters of a text are read in the browser, where somebody waits; some
thirty printed pages.
"""
LONGEST_ANSWER = 400_000
_ABOUT = "page.json"
_LONGEST_TITLE = 60
"""Characters of a first line that stand for a title; a pasted paragraph is one long
line.
"""


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A page that was sent: its token, the file, what is known of it, and an
    assistant's answer, "" without.
    """

    token: str
    paper: sources.Paper
    page: Page
    answer: str = ""


def keep_page(
    name: str, ending: str, content: bytes, page: Page, *, acting_user: str
) -> PageDraft:
    """Keep a file that was sent, once it can be read.

    Raises BadFile as `read_document` does and for a text that is too long, BadLanguage,
    and Ambiguous for a home town.
    """
    language = language_tag(page.language) if page.language.strip() else ""
    town, names = " ".join(page.home.split()), ask.resolver()
    ref = names.find(town, ("government",)) if town else ""
    if ref and id_in_brackets(town):
        town = town[: town.rindex("(")].strip()
    elif ref and ref == town:  # of an id the name that the register has
        town = names.describe(ref).partition(",")[0]
    known = replace(page, home=town, language=language)
    token = sources.new_token()
    paper = sources.keep_paper(token, name, ending, content, acting_user=acting_user)
    try:
        made = PageDraft(token, paper, known)
        _text(made)
        return _write(made)
    except BaseException:
        sources.forget_paper(token, acting_user)
        raise


def page_draft(token: str, user: str) -> PageDraft:
    """A page that the user sent, by its token; raises NotFound, BadQuestion for what is
    no token.
    """
    paper = sources.paper_of_draft(token, user)
    if paper is None or not (about := paper.path.with_name(_ABOUT)).is_file():
        raise NotFound("there is no such page, or not any more: send it again")
    held = json.loads(about.read_text("utf-8"))
    return PageDraft(token, paper, Page(**held["page"]), held["answer"])


def keep_answer(kept: PageDraft, answer: str) -> PageDraft:
    """The page with what an assistant answered ("" for nothing), kept so; raises
    BadQuestion for what is no answer.
    """
    if len(answer) > LONGEST_ANSWER:
        told = (
            f"the answer has {len(answer):,} characters; at most {LONGEST_ANSWER:,} are"
            " read"
        )
        raise BadQuestion(told)
    if answer.strip():
        propose.check_answer(answer, _text(kept))
    return _write(replace(kept, answer=answer.strip()))


def read_page(kept: PageDraft) -> propose.Proposed:
    """What the rules and the answer read in a page; raises BadFile where it can no
    longer be read.
    """
    read = propose.propose_of(
        kept.paper.path, _text(kept), propose.own_rules(), kept.page
    )
    return propose.with_answer(read, kept.answer) if kept.answer else read


def send(
    kept: PageDraft,
    read: propose.Proposed,
    chosen: Collection[int],
    *,
    acting_user: str,
) -> propose.ProposalOutcome:
    """Put the text and the chosen of its proposals, by their places from 0, into the
    ledger, for review.

    A text that the register holds already stays the document that it is; another is
    internal. Raises BadQuestion for none chosen, as `add_source` does, and
    StorageError.
    """
    wanted = [one for place, one in enumerate(read.found) if place in chosen]
    if not wanted:
        raise BadQuestion(
            "nothing is chosen that could go to review; choose a proposal"
        )
    sha256 = read.source.sha256
    document = sources.document_of_text(sha256)
    if not document:
        title = title_of(read)
        texts = {
            "title": title,
            "access_level": INTERNAL,
            "language": read.page.language,
        }
        ref, held = (
            sources.free_document(title, sha256),
            {n: t for n, t in texts.items() if t},
        )
        given = SourceGiven(read.path, ref, texts=held, name=kept.paper.name)
        document = add_source(given, acting_user=acting_user).document
    about = {"document": document, "sha256": sha256}
    made = propose.claim_proposals(wanted, **about, acting_user=acting_user)
    sources.forget_paper(kept.token, acting_user)
    return made


def title_of(read: propose.Proposed) -> str:
    """What a page is called: as its sender says, or its file, or the beginning of its
    first line.
    """
    first = next(filter(None, map(str.strip, read.source.text.splitlines())), "")
    beginning = first if len(first) <= _LONGEST_TITLE else f"{first[:_LONGEST_TITLE]}…"
    return read.page.title or read.source.title or beginning


def parties_of(read: propose.Proposed) -> dict[str, str]:
    """The parties of the proposals by name, with the id of the government or body that
    each names; "" for one that the register does not know, or knows several of.
    """
    names = ask.resolver()
    parties = (
        name for one in read.proposals for name in (one.subject, one.object) if name
    )
    found: dict[str, str] = {}
    for name in dict.fromkeys(parties):
        found[name] = ""
        with suppress(NotFound):
            found[name] = names.resolve(name, ("government", "organisation"))
    return found


def _text(kept: PageDraft) -> SourceText:
    """The text of a page, named as it was sent; raises BadFile for one that is too long
    to be read here.
    """
    text = kept.paper.text()
    if len(text.text) > LONGEST:
        raise BadFile(
            f"{kept.paper.name!r} has {len(text.text):,} characters; at most"
            f" {LONGEST:,} are read here: give a"
            " part of it, or use kizuna propose"
        )
    return text


def _write(kept: PageDraft) -> PageDraft:
    held = {"page": asdict(kept.page), "answer": kept.answer}
    kept.paper.path.with_name(_ABOUT).write_text(json.dumps(held), "utf-8")
    return kept
