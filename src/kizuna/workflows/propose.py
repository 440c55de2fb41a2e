"""Proposing: reads documents, has rules propose claims, and puts text and proposals into the ledger.

A proposed claim counts for nothing until somebody accepts it. A file that cannot be read is named, and the
others are read all the same.
"""

from __future__ import annotations

import os
import shlex
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import Tie
from kizuna.errors import Ambiguous, InputError, KizunaError, NotFound
from kizuna.identity.gazetteer import gazetteer
from kizuna.identity.resolver import Resolver
from kizuna.proposals import reader
from kizuna.proposals.drafting import Citing, LeftOut
from kizuna.proposals.endpoint import ModelSettings, Usage
from kizuna.proposals.layout import cells_of
from kizuna.proposals.ledger import claims_of
from kizuna.proposals.model import Asking, Plan, plan, propose_by_model, summary
from kizuna.proposals.place_names import NameBook
from kizuna.proposals.proposal import UNKNOWN, Page, Proposal
from kizuna.proposals.reader import READER_VERSION
from kizuna.proposals.rivals import fill
from kizuna.publish.wording import Wording
from kizuna.register.fold import Weights
from kizuna.register.ties import counting_parties
from kizuna.sources.documents import SourceText, beside, read_description, read_document
from kizuna.sources.reading import BlockedText
from kizuna.store.actions import add_claims
from kizuna.store.queries import claims, judgements, names
from kizuna.store.queries.claims import proposals
from kizuna.store.schema import beside as beside_database
from kizuna.values import canonical_json, kind_of, parse_json
from kizuna.workflows import ask
from kizuna.workflows.acting import recorder_of
from kizuna.workflows.add_source import SourceGiven, add_source

_SAME_PASSAGE = 0.5
_SAME_SENTENCE = 0.1
"""How much of two passages is shared where they are about one thing; less is asked of a measured number."""


class LedgerNaming:
    """Looks names up in the open database; `cited` are the claims that cite the text that is read."""

    def __init__(self, names: Resolver, cited: Iterable[Claim]) -> None:
        self._names = names
        self._found: dict[tuple[str, tuple[str, ...]], str | NotFound] = {}
        self._passages: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
        self._said: dict[tuple[str, str], set[str]] = defaultdict(set)
        for claim in cited:
            self._said[claim.subject, claim.property].add(claim.value)
            if claim.start is not None and claim.end is not None:
                place = (claim.start, claim.end, claim.subject)
                self._passages[kind_of(claim.subject)].add(place)

    def named(self, name: str, kinds: tuple[str, ...]) -> str:
        """The id of what is called so; raises NotFound, and Ambiguous for a name of several."""
        key = (name, kinds)
        if key not in self._found:
            try:
                self._found[key] = self._resolved(name, kinds)
            except NotFound as missing:
                self._found[key] = missing
        found = self._found[key]
        if isinstance(found, NotFound):
            raise found
        return found

    def _resolved(self, name: str, kinds: tuple[str, ...]) -> str:
        """One kind after the other: a government goes before an organisation of the same name."""
        for kind in kinds[:-1]:
            try:
                return self._names.resolve(name, (kind,))
            except Ambiguous:
                raise
            except NotFound:
                continue
        return self._names.resolve(name, kinds[-1:])

    def is_free(self, ref: str) -> bool:
        """Whether no claim is about the id yet."""
        return not claims.claims(subjects=[ref], limit=1)

    def tie_of(self, parties: frozenset[str]) -> str:
        """The id of the tie that joins the two parties, the widest where there are several; "" when none does."""
        joined = [
            {c.subject for c in claims.claims_referring_to(party) if c.property == "party"}
            for party in parties
        ]
        shared = sorted(set.intersection(*joined), key=lambda ref: (len(ref), ref))
        if len(shared) < 2:
            return shared[0] if shared else ""
        under = {c.subject for c in claims.claims(subjects=shared, property="parent")}
        return next((ref for ref in shared if ref not in under), shared[0])

    def told(self, kind: str, passage: tuple[int, int], said: Mapping[str, str]) -> tuple[str, ...]:
        """The ids of the things of a kind of which claims cite this passage of the text, the nearest first.

        `said` are properties with the text that claims with passages in the text give them.
        """
        start, end = passage
        near: dict[str, float] = {}
        for first, last, subject in self._passages.get(kind, ()):
            shared = min(end, last) - max(start, first)
            both = max(end, last) - min(start, first)
            least = _SAME_SENTENCE if "measure" in said else _SAME_PASSAGE
            if shared / both > least and self._says(subject, said):
                near[subject] = max(near.get(subject, 0), shared / both)
        return tuple(sorted(near, key=lambda subject: (-near[subject], subject)))

    def _says(self, subject: str, said: Mapping[str, str]) -> bool:
        return all(
            canonical_json(text) in self._said.get((subject, name), ())
            for name, text in said.items()
        )


def name_book() -> NameBook:
    """Every name of a government that is not merely proposed; the gazetteer is read when asked for another."""
    unweighed = _only_proposed()
    held = (one for one in names.names() if one.claim not in unweighed)
    found = {one.text for one in held if kind_of(one.ref) == "government"}
    return NameBook(found, lambda name: gazetteer().population(name))


def _only_proposed() -> frozenset[str]:
    """The ids of proposed claims that nobody has accepted."""
    proposed = {claim.id for claim in proposals() if claim.property == "name"}
    weights = Weights.of(judgements.judgements_about(proposed))
    return frozenset(proposed - weights.accepted.keys())


Rules = Callable[[BlockedText, Page], Sequence[Proposal]]

_LEAST_ROWS = 5
_IMPORTED = (".html", ".htm", ".xhtml", ".wikitext", ".mediawiki")
"""Documents whose tables `kizuna import` reads."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was proposed of one file: its text, and the proposals of the rules in the order of the text.

    `by_model` are those of a language model that the verifier let pass, and `proposals` then those that it left;
    `model_method` is how they came ("model:NAME"), `dropped` what did not pass, counted ("3 quote, 1 number"),
    `usage` the tokens that it took, None without a model. `page` is what is known of the page.
    """

    path: Path
    source: SourceText
    proposals: tuple[Proposal, ...]
    by_model: tuple[Proposal, ...] = ()
    model_method: str = ""
    dropped: str = ""
    usage: Usage | None = None
    page: Page = UNKNOWN

    @property
    def doc(self) -> str:
        """How the exchange form calls the document: the file's name without its ending."""
        return self.path.stem

    @property
    def all(self) -> tuple[Proposal, ...]:
        """Every proposal, in the order of the text."""
        return tuple(sorted((*self.proposals, *self.by_model), key=lambda p: (p.start, p.end)))

    def as_json(self) -> dict[str, Any]:
        """The exchange form: {"doc", "claims"}."""
        numbered = enumerate(self.all, 1)
        return {"doc": self.doc, "claims": [p.as_json(f"{self.doc}-{n:03}") for n, p in numbered]}


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be read, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalOutcome:
    """What of proposals came into the ledger: the `claims` of a document by their ids, which of them it held
    before, and the proposals and parts of proposals that are no claims."""

    document: str
    claims: Mapping[str, Claim]
    known: frozenset[str]
    left_out: tuple[LeftOut, ...]

    @property
    def new(self) -> int:
        """How many of the claims the ledger did not hold."""
        return len(self.claims) - len(self.known)

    def of(self, proposal: Proposal) -> tuple[str, ...]:
        """The ids of the claims that cite the passage of a proposal."""
        span = (proposal.start, proposal.end)
        return tuple(ref for ref, one in self.claims.items() if (one.start, one.end) == span)


def propose(
    files: Iterable[Path], rules: Rules | None = None, page: Page = UNKNOWN
) -> list[Proposed | Failed]:
    """What is proposed of each file, in order; `rules` None: the project's own, with the ledger's names.

    `page` is what the caller knows of the files.
    """
    proposer = rules or own_rules()
    found: list[Proposed | Failed] = []
    for path in files:
        try:
            source = read_document(path)
            known = page_of(path, source, page)
            proposals = proposer(source.blocked, known)
        except KizunaError as error:
            found.append(Failed(path, str(error)))
        else:
            ordered = sorted(proposals, key=lambda p: (p.start, p.end))
            found.append(Proposed(path, source, tuple(ordered), page=known))
    return found


def import_hint(path: Path, document: BlockedText, proposals: Sequence[Proposal]) -> str:
    """What to do with a table of five ties and more, with the command; "" where there is none.

    Of a file that cannot be imported it says to copy the table into a spreadsheet.
    """
    told = {p.start: p for p in proposals if p.kind == "tie"}
    rows = [block for block in document.blocks if block.kind == "row"]
    ties = [told[row.start] for row in rows if row.start in told]
    if len(ties) < _LEAST_ROWS:
        return ""
    first = next(at for at, row in enumerate(rows) if row.start in told)
    header = rows[max(0, first - 1)]
    cells = cells_of(document.of(header), header.start)
    columns = ", ".join(text for a, b in cells if (text := document.text[a:b]))
    holds = f"{path.name} holds a table of {len(ties)} ties ({columns})"
    if path.suffix.lower() not in _IMPORTED:
        return f"{holds}: copy it into a spreadsheet for kizuna import, which takes all its columns"
    town = _home_of(ties)
    option = f" --town {shlex.quote(town)}" if town else ""
    return f"{holds}: kizuna import {shlex.quote(str(path))}{option}"


def _home_of(ties: Sequence[Proposal]) -> str:
    """The town that all ties share and no row names, which the import has to be told; "" where rows name both."""
    shared = set.intersection(*({tie.subject, str(tie.object)} for tie in ties))
    return next((name for name in shared if not any(name in tie.quote for tie in ties)), "")


def add_model(
    proposed: Iterable[Proposed | Failed], settings: ModelSettings, *, is_filled: bool = True
) -> list[Proposed | Failed]:
    """The same with what a language model proposes and the verifier lets pass.

    The model's claims stand, and the rules fill what it did not read, unless `is_filled` is False. Raises
    FetchFailed when the server refuses or does not answer.
    """
    names = known_names()
    found: list[Proposed | Failed] = []
    for one in proposed:
        if isinstance(one, Proposed):
            read = propose_by_model(one.source.blocked, settings, asking_of(one.page, names))
            by_model, left = fill(read.verified, one.proposals if is_filled else (), read.spans)
            one = replace(
                one,
                proposals=tuple(left),
                by_model=tuple(by_model),
                model_method=settings.method,
                dropped=summary(read.verified.dropped),
                usage=read.usage,
            )
        found.append(one)
    return found


def plan_model(
    files: Iterable[Path], settings: ModelSettings, page: Page
) -> list[tuple[Path, Plan]]:
    """What asking the model about files would take, each in turn; nothing is asked. Raises BadFile."""
    names = known_names()
    found = []
    for path in files:
        source = read_document(path)
        asking = asking_of(page_of(path, source, page), names)
        found.append((path, plan(source.blocked, settings, asking)))
    return found


def known_names() -> tuple[str, ...]:
    """The names of governments that the register holds."""
    return tuple(sorted(name_book().names))


def asking_of(page: Page, names: Sequence[str]) -> Asking:
    """What a model is told of a page: names of the register, and the partners of its home town."""
    return Asking(page, names, _partners_of(page.home))


def _partners_of(home: str) -> tuple[str, ...]:
    """The names of those with whom a government has ties, () for one that the register does not know."""
    try:
        ref = ask.resolver().resolve(home, ("government",)) if home else ""
    except NotFound:
        return ()
    register = ask.known_register(None, [ref] if ref else [], hops=1)
    ties = register.referring(ref, Tie, "party") if ref else ()
    others = (other for tie in ties for other in counting_parties(tie) if other != ref)
    return tuple(Wording.english(register).label(other) for other in dict.fromkeys(others))


def page_of(path: Path, source: SourceText, given: Page = UNKNOWN) -> Page:
    """What is known of the page in a file: what is `given`, else the description beside it, else its title."""
    where = beside(path)
    held = read_description(where) if where else None
    language = held.languages[0] if held and held.languages else ""
    return Page(
        title=given.title or (held.title if held else "") or source.title,
        published=given.published or (held.texts.get("date", "") if held else ""),
        home=given.home,
        language=given.language or language,
    )


def model_settings(model: str, url: str, *, is_cached: bool = True) -> ModelSettings:
    """The language model of the options, else of the environment; raises BadQuestion when none is named.

    Its answers are kept beside the database unless `is_cached` is False.
    """
    cache = beside_database("-model-answers") if is_cached else None
    return ModelSettings.of(os.environ, model=model, url=url, cache=cache)


def has_model() -> bool:
    """Whether the environment names a language model."""
    return bool(os.environ.get("KIZUNA_MODEL", "").strip())


def own_rules() -> Rules:
    """The reader of this version, knowing every name that the ledger holds."""
    names = name_book()
    return lambda document, page: reader.propose(document, names, page)


def rules_method() -> str:
    """How claims by the reader of this version came: "rules@8"."""
    return f"rules@{READER_VERSION}"


def save_each(
    proposed: Iterable[Proposed], *, acting_user: str, document: str = ""
) -> list[ProposalOutcome | Failed]:
    """Save what was proposed of each file; a file whose document cannot be told is named, the others are saved.

    Raises StorageError.
    """
    found: list[ProposalOutcome | Failed] = []
    for one in proposed:
        try:
            found.append(save(one, acting_user=acting_user, document=document))
        except (InputError, NotFound) as error:
            found.append(Failed(one.path, str(error)))
    return found


def save(proposed: Proposed, *, acting_user: str, document: str = "") -> ProposalOutcome:
    """Put the text (with the description beside the file) and the proposed claims into the ledger.

    `document` "": the one known by the text, else one named after the file. Raises as `add_source` does, and
    StorageError.
    """
    added = add_source(SourceGiven(proposed.path, document), acting_user=acting_user)
    found = [(rules_method(), proposed.proposals)]
    if proposed.by_model:
        found.append((proposed.model_method, proposed.by_model))
    return claim_proposals(
        found, document=added.document, sha256=added.sha256, acting_user=acting_user
    )


def claim_proposals(
    found: Iterable[tuple[str, Sequence[Proposal]]],
    *,
    document: str,
    sha256: str,
    acting_user: str,
) -> ProposalOutcome:
    """Put proposals, those of each method apart, into the ledger as claims of a document whose text is held.

    What two methods say is claimed by the first. Raises StorageError.
    """
    cited = [c for c in claims.claims(document=document) if c.sha256 == sha256]
    citing = Citing(
        document=document,
        sha256=sha256,
        holder=holder_of(document),
        recorder=recorder_of(acting_user),
        recorded_at=datetime.now(UTC),
        method="",
    )
    naming = LedgerNaming(ask.resolver(), cited)
    drafts = [claims_of(held, naming, replace(citing, method=by)) for by, held in found]
    drafted = {one.id: one for draft in reversed(drafts) for one in draft.claims}
    known = frozenset(claims.claims_by_ids(drafted))
    if drafted:
        add_claims(claims=drafted.values(), acting_user=acting_user)
    left_out = tuple(left for draft in drafts for left in draft.left_out)
    return ProposalOutcome(document, drafted, known, left_out)


def holder_of(document: str) -> str:
    """Who asserts what a document says: its issuer, or the document itself where no issuer is recorded."""
    issuers = claims.claims(subjects=[document], property="issuer")
    return str(parse_json(issuers[-1].value)) if issuers else document
