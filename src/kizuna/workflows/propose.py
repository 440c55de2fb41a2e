"""Proposing: reads documents, has rules propose claims, and puts text and proposals
into the ledger.

A proposed claim counts for nothing until somebody accepts it. A file that cannot be
read is named, and the others are read all the same.
"""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from kizuna.claims.claim import CONTRIBUTED, Claim
from kizuna.claims.kinds import Tie
from kizuna.errors import BadQuestion, NotFound
from kizuna.identity.gazetteer import gazetteer
from kizuna.identity.resolver import Resolver
from kizuna.proposals import model, reader
from kizuna.proposals.drafting import LeftOut, Naming
from kizuna.proposals.endpoint import ModelSettings, Usage
from kizuna.proposals.layout import cells_of
from kizuna.proposals.ledger import claims_of
from kizuna.proposals.place_names import OWN, Population
from kizuna.proposals.prompting import Chunk, chunks_of, messages_for, near, whole
from kizuna.proposals.proposal import UNKNOWN, Page, Proposal
from kizuna.proposals.verifier import ClaimCheck, Verifier
from kizuna.publish.wording import Wording
from kizuna.register.ties import counting_parties
from kizuna.sources import documents
from kizuna.sources.reading import BlockedText
from kizuna.store.actions.ledger import add_register
from kizuna.store.queries import claims, identifying
from kizuna.values import canonical_json, kind_of, parse_json
from kizuna.workflows import ask
from kizuna.workflows.acting import recorder_of
from kizuna.workflows.add_source import SourceGiven, add_source
from kizuna.workflows.list_claims import ACCEPTED, weighed

ASSISTANT = f"{CONTRIBUTED}:assistant"
"""How claims came that an assistant answered and a person, or the assistant with a
person's key, brought.
"""
RULES = f"rules@{reader.READER_VERSION}"
"""How claims by the reader of this version came."""
MOST = 1000
"""So many claims are taken of one answer."""
_CHUNK = 12_000
"""How many tokens of a document are in one prompt; assistants take long messages, and
people dislike many.
"""


def prompts(document: BlockedText, page: Page) -> tuple[str, ...]:
    """What a person pastes into an assistant to have the document read, one text for
    each part of a long one.
    """
    known = [name.text for name in ask.recorded_names()]
    chunks = chunks_of(document, _CHUNK, 0)
    text = document.text
    asked = (
        messages_for(c, text, page, near(known, text[slice(*c.span)])) for c in chunks
    )
    return tuple(
        "\n\n".join(one["content"].strip() for one in said) + "\n" for said in asked
    )


def law() -> str:
    """How claims are written, in words for an assistant."""
    return str(messages_for(Chunk(), "")[0]["content"])


def check_answer(
    said: str, document: BlockedText, page: Page = UNKNOWN
) -> tuple[ClaimCheck, ...]:
    """Each claim of an answer, of several that follow each other too, against the
    document.

    Raises BadQuestion for an answer without an object {"claims": [...]}, and for too
    many claims.
    """
    claims, _ = model.read_answer(said)
    if claims is None:
        start = " ".join(said.split())[:80]
        raise BadQuestion(
            f"{start!r} is no answer to the request: a JSON object with a list of"
            " claims is wanted; copy the whole"
            " answer"
        )
    return check_claims(claims, document, page)


def check_claims(
    claims: Sequence[Any], document: BlockedText, page: Page = UNKNOWN
) -> tuple[ClaimCheck, ...]:
    """Each claim of the exchange form against the document, in order; raises
    BadQuestion for too many.
    """
    if len(claims) > MOST:
        raise BadQuestion(
            f"{len(claims)} claims are too many at once; send at most {MOST}"
        )
    return model.check_claims(claims, Verifier(document, page), whole(document)).checked


class LedgerNaming(Naming):
    """What the open database knows; `cited` are the claims that cite the text that is
    read.
    """

    def __init__(self, names: Resolver, cited: Sequence[Claim]) -> None:
        self._names = names
        self._found: dict[tuple[str, tuple[str, ...]], str] = {}
        self._said = {(claim.subject, claim.property, claim.value) for claim in cited}
        self._passages: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
        for claim in cited:
            if claim.start is not None and claim.end is not None:
                self._passages[kind_of(claim.subject)].add(
                    (claim.start, claim.end, claim.subject)
                )

    def named(self, name: str, kinds: tuple[str, ...]) -> str:
        if (name, kinds) not in self._found:
            # a government before an organisation of the same name
            refs = (self._names.find(name, (kind,)) for kind in kinds)
            self._found[name, kinds] = next(filter(None, refs), "")
        return self._found[name, kinds] or self._names.resolve(name, kinds[-1:])

    def is_free(self, ref: str) -> bool:
        return not claims.claims(subjects=[ref], limit=1)

    def tie_of(self, parties: frozenset[str]) -> str:
        """The id of the tie that joins the two parties, the widest where there are
        several; "" when none does.
        """
        naming = map(claims.claims_referring_to, parties)
        joined = ({c.subject for c in held if c.property == "party"} for held in naming)
        shared = set.intersection(*joined)
        parents = (
            claims.claims(subjects=shared, property="parent") if len(shared) > 1 else ()
        )
        under = {claim.subject for claim in parents}
        return min(shared, key=lambda ref: (ref in under, len(ref), ref), default="")

    def told(
        self, kind: str, passage: tuple[int, int], said: Mapping[str, str]
    ) -> tuple[str, ...]:
        start, end = passage
        # two passages about one thing share at least half; of a measured number they
        # need not
        least = 0.1 if "measure" in said else 0.5
        texts = [(name, canonical_json(text)) for name, text in said.items()]
        found: list[tuple[float, str]] = []
        for first, last, subject in self._passages[kind]:
            shared = min(end, last) - max(start, first)
            share = shared / (max(end, last) - min(start, first))
            if share > least and all((subject, *one) in self._said for one in texts):
                found.append((-share, subject))
        return tuple(dict.fromkeys(subject for _, subject in sorted(found)))


def own_names() -> frozenset[str]:
    """Every name of a government that is not merely proposed."""
    proposed = weighed(
        claim for claim in claims.claims(is_proposed=True) if claim.property == "name"
    )
    unweighed = {one.claim.id for one in proposed if one.status != ACCEPTED}
    held = (one for one in identifying.names() if one.claim not in unweighed)
    return frozenset(one.text for one in held if kind_of(one.ref) == "government")


def population() -> Population:
    """How many live in the largest place of a name; the names of the ledger count
    before all others.
    """
    names = own_names()
    return lambda name: OWN if name in names else gazetteer().population(name)


Rules = Callable[[BlockedText, Page], Sequence[Proposal]]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was proposed of one file: its text, what is known of the page, and the
    proposals in the order of the text, each with how it came ("rules@8", "model:NAME").

    `verified` is what a model or an assistant said, as it was checked; `usage` are the
    tokens that a model took, None without one.
    """

    path: Path
    source: documents.SourceText
    page: Page
    found: tuple[tuple[Proposal, str], ...]
    verified: model.ModelReading = field(default_factory=model.ModelReading)
    usage: Usage | None = None

    @property
    def proposals(self) -> list[Proposal]:
        return [proposal for proposal, _ in self.found]

    def as_json(self) -> dict[str, Any]:
        """The exchange form: {"doc": the file's name without its ending, "claims"}."""
        numbered, doc = enumerate(self.proposals, 1), self.path.stem
        return {"doc": doc, "claims": [p.as_json(f"{doc}-{n:03}") for n, p in numbered]}

    def with_reading(
        self, read: model.ModelReading, method: str, *, is_filled: bool = True
    ) -> Proposed:
        """The same with what a model or an assistant said, which stands; the rules fill
        what it did not read, if `is_filled`.
        """
        said, left = model.fill(read, self.proposals if is_filled else ())
        found = [*((one, method) for one in said), *((one, RULES) for one in left)]
        found.sort(key=lambda one: (one[0].start, one[0].end))
        usage = None if method == ASSISTANT else read.usage
        return replace(self, found=tuple(found), verified=read, usage=usage)


@dataclass(frozen=True, slots=True)
class ProposalOutcome:
    """What of proposals came into the ledger: the `claims` of a document by their ids,
    which of them it held before, and the proposals and parts of proposals that are no
    claims.
    """

    document: str
    claims: Mapping[str, Claim]
    known: frozenset[str]
    left_out: tuple[LeftOut, ...]


def propose(path: Path, rules: Rules, page: Page = UNKNOWN) -> Proposed:
    """What rules propose of a file; `page` is what the caller knows of it. Raises what
    is wrong with the file.
    """
    source = documents.read_document(path)
    return propose_of(path, source, rules, page_of(path, source, page))


def propose_of(
    path: Path, source: documents.SourceText, rules: Rules, page: Page
) -> Proposed:
    """What rules propose of the text of a file."""
    return Proposed(
        path, source, page, tuple((one, RULES) for one in rules(source, page))
    )


def import_hint(
    path: Path, document: BlockedText, proposals: Sequence[Proposal]
) -> str:
    """What to do with a table of five ties and more, with the command; "" where there
    is none.

    Of a file that cannot be imported it says to copy the table into a spreadsheet.
    """
    told = {p.start: p for p in proposals if p.kind == "tie"}
    rows = [block for block in document.blocks if block.kind == "row"]
    ties = [told[row.start] for row in rows if row.start in told]
    if len(ties) < 5:
        return ""
    first = next(at for at, row in enumerate(rows) if row.start in told)
    header = rows[max(0, first - 1)]
    cells = cells_of(document.of(header), header.start)
    columns = ", ".join(filter(None, (document.text[a:b] for a, b in cells)))
    holds = f"{path.name} holds a table of {len(ties)} ties ({columns})"
    if path.suffix.lower() not in (
        ".html",
        ".htm",
        ".xhtml",
        ".wikitext",
        ".mediawiki",
    ):
        return (
            f"{holds}: copy it into a spreadsheet for kizuna import, which takes all"
            " its columns"
        )
    shared = set.intersection(*({tie.subject, str(tie.object)} for tie in ties))
    town = next(
        (name for name in shared if not any(name in tie.quote for tie in ties)), ""
    )
    option = f" --town {shlex.quote(town)}" if town else ""
    return f"{holds}: kizuna import {shlex.quote(str(path))}{option}"


def with_model(
    one: Proposed, settings: ModelSettings, *, is_filled: bool = True
) -> Proposed:
    """The same with what a language model proposes and the verifier lets pass.

    Raises FetchFailed when the server refuses or does not answer.
    """
    read = model.propose_by_model(one.source, settings, context_of(one.page))
    return one.with_reading(read, settings.method, is_filled=is_filled)


def with_answer(one: Proposed, said: str) -> Proposed:
    """The same with what an assistant answered: to all of a text of one prompt, of
    several to those of which it says something. Raises BadQuestion as `check_answer`
    does.
    """
    checked = check_answer(said, one.source, one.page)
    prompted = [chunk.span for chunk in chunks_of(one.source, _CHUNK, 0)]
    places = [claim.asked.start for claim in checked if claim.asked is not None]
    if len(prompted) > 1:
        prompted = [
            (a, b) for a, b in prompted if any(a <= place < b for place in places)
        ]
    return one.with_reading(
        model.ModelReading(checked, spans=tuple(prompted)), ASSISTANT
    )


def plan_model(path: Path, settings: ModelSettings, page: Page) -> Usage:
    """What asking the model about a file would take; nothing is asked. Raises
    BadFile.
    """
    source = documents.read_document(path)
    return model.plan(source, settings, context_of(page_of(path, source, page)))


def context_of(page: Page) -> model.Context:
    """What a model is told of a page: names of the register, and those of the partners
    of its home town, as far as the register knows it.
    """
    held, ref = tuple(sorted(own_names())), ""
    with suppress(NotFound):
        ref = ask.resolver().find(page.home, ("government",)) if page.home else ""
    if not ref:
        return page, held, ()
    register = ask.known_register(None, [ref], hops=1)
    ties = register.referring(ref, Tie, "party")
    others = (other for tie in ties for other in counting_parties(tie) if other != ref)
    partners = map(Wording.english(register).label, dict.fromkeys(others))
    return page, held, tuple(partners)


def page_of(path: Path, source: documents.SourceText, given: Page = UNKNOWN) -> Page:
    """What is known of the page in a file: what is `given`, else the description beside
    it, else its title.
    """
    where = documents.beside(path)
    held = documents.read_description(where) if where else {}
    first = {key: texts[0] for key, texts in held.items() if texts}
    title = given.title or first.get("title") or source.title
    date, language = first.get("date", ""), given.language or first.get("languages", "")
    return replace(
        given, title=title, published=given.published or date, language=language
    )


def own_rules() -> Rules:
    """The reader of this version, knowing every name that the ledger holds."""
    known = population()
    return lambda document, page: reader.propose(document, known, page)


def save(
    proposed: Proposed, *, acting_user: str, document: str = ""
) -> ProposalOutcome:
    """Put the text (with the description beside the file) and the proposed claims into
    the ledger.

    `document` "": the one known by the text, else one named after the file. Raises as
    `add_source` does, and StorageError.
    """
    added = add_source(SourceGiven(proposed.path, document), acting_user=acting_user)
    text = {"document": added.document, "sha256": added.sha256}
    return claim_proposals(proposed.found, **text, acting_user=acting_user)


def claim_proposals(
    found: Iterable[tuple[Proposal, str]],
    *,
    document: str,
    sha256: str,
    acting_user: str,
) -> ProposalOutcome:
    """Put proposals, each with how it came, into the ledger as claims of a document
    whose text is held.

    What two methods say is claimed by the first, and by the rules before others. Raises
    StorageError.
    """
    cited = [c for c in claims.claims(document=document) if c.sha256 == sha256]
    citing = partial(
        Claim,
        document=document,
        sha256=sha256,
        holder=holder_of(document),
        recorder=recorder_of(acting_user),
        recorded_at=datetime.now(UTC),
    )
    by: dict[str, list[Proposal]] = {RULES: []}
    for proposal, method in found:
        by.setdefault(method, []).append(proposal)
    naming = LedgerNaming(ask.resolver(), cited)
    drafts = [
        claims_of(held, naming, partial(citing, method=how)) for how, held in by.items()
    ]
    drafted = {one.id: one for drafted, _ in reversed(drafts) for one in drafted}
    known = frozenset(claims.claims_by_ids(drafted))
    if drafted:
        add_register(claims=drafted.values(), acting_user=acting_user)
    left_out = tuple(left for _, lefts in drafts for left in lefts)
    return ProposalOutcome(document, drafted, known, left_out)


def holder_of(document: str) -> str:
    """Who asserts what a document says: its issuer, or the document itself where no
    issuer is recorded.
    """
    issuers = claims.claims(subjects=[document], property="issuer")
    return str(parse_json(issuers[-1].value)) if issuers else document
