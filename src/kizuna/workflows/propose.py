"""Proposing: reads documents, has rules propose claims, and puts text and proposals into the ledger.

A proposed claim counts for nothing until somebody accepts it. A file that cannot be read is named, and the
others are read all the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kizuna.claims.claim import Claim
from kizuna.errors import InputError, KizunaError, NotFound
from kizuna.proposals.drafting import Citing, LeftOut
from kizuna.proposals.ledger import claims_of
from kizuna.proposals.proposal import Proposal
from kizuna.sources.blocks import BlockedText
from kizuna.sources.documents import SourceText, read_document
from kizuna.values import parse_json
from kizuna.workflows import ask
from kizuna.workflows.acting import recorder_of
from kizuna.workflows.add_source import SourceGiven, add_source
from kizuna.workflows.naming import LedgerNaming

if TYPE_CHECKING:
    from kizuna.proposals.model import ModelSettings

Rules = Callable[[BlockedText], Sequence[Proposal]]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was proposed of one file: its text, and the proposals of the rules in the order of the text.

    `by_model` are those of a language model that passed the gate and that the rules do not have, `model_method`
    how they came ("model:NAME"), `dropped` what did not pass, counted ("3 quote, 1 number"); "" without one.
    """

    path: Path
    source: SourceText
    proposals: tuple[Proposal, ...]
    by_model: tuple[Proposal, ...] = ()
    model_method: str = ""
    dropped: str = ""

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
class Saved:
    """What of one file came into the ledger.

    `claims` is how many claims the proposals made, `new` and `known` how many of them the ledger did not and
    did hold; `left_out` are the proposals and parts of proposals that are no claims.
    """

    document: str
    claims: int
    new: int
    known: int
    left_out: tuple[LeftOut, ...]


def propose(files: Iterable[Path], rules: Rules | None = None) -> list[Proposed | Failed]:
    """What is proposed of each file, in order; `rules` None: the project's own, with the ledger's names."""
    proposer = rules or own_rules()
    found: list[Proposed | Failed] = []
    for path in files:
        try:
            source = read_document(path)
            proposals = proposer(source.blocked)
        except KizunaError as error:
            found.append(Failed(path, str(error)))
        else:
            ordered = sorted(proposals, key=lambda p: (p.start, p.end))
            found.append(Proposed(path, source, tuple(ordered)))
    return found


def add_model(
    proposed: Iterable[Proposed | Failed], settings: ModelSettings
) -> list[Proposed | Failed]:
    """The same with what a language model proposes besides; its claims go through the gate.

    Raises FetchFailed when the server refuses or does not answer.
    """
    from kizuna.proposals.model import propose_by_model, summary

    found: list[Proposed | Failed] = []
    for one in proposed:
        if isinstance(one, Proposed):
            gated = propose_by_model(one.source.blocked, settings)
            besides = [
                p for p in gated.passed if not any(is_alike(p, rule) for rule in one.proposals)
            ]
            one = replace(
                one,
                by_model=tuple(besides),
                model_method=settings.method,
                dropped=summary(gated.dropped),
            )
        found.append(one)
    return found


def model_settings(model: str, url: str) -> ModelSettings:
    """The language model of the options, else of the environment; raises BadQuestion when none is named."""
    from kizuna.proposals.model import ModelSettings

    return ModelSettings.of(os.environ, model=model, url=url)


def is_alike(proposal: Proposal, other: Proposal) -> bool:
    """Whether two proposals say something of one kind about the same parties in overlapping passages."""
    sides = ({p.subject, p.object} for p in (proposal, other))
    return (
        proposal.kind == other.kind
        and next(sides) == next(sides)
        and min(proposal.end, other.end) > max(proposal.start, other.start)
        and proposal.props.get("field") == other.props.get("field")
    )


def own_rules() -> Rules:
    """The reader of this version, knowing every name that the ledger holds."""
    from kizuna.proposals import reader
    from kizuna.workflows.name_book import name_book

    names = name_book()
    return lambda document: reader.propose(document, names)


def rules_method() -> str:
    """How claims by the reader of this version came: "rules@6"."""
    from kizuna.proposals.reader import READER_VERSION

    return f"rules@{READER_VERSION}"


def save_each(
    proposed: Iterable[Proposed], *, acting_user: str, document: str = ""
) -> list[Saved | Failed]:
    """Save what was proposed of each file; a file whose document cannot be told is named, the others are saved.

    Raises StorageError.
    """
    found: list[Saved | Failed] = []
    for one in proposed:
        try:
            found.append(save(one, acting_user=acting_user, document=document))
        except (InputError, NotFound) as error:
            found.append(Failed(one.path, str(error)))
    return found


def save(proposed: Proposed, *, acting_user: str, method: str = "", document: str = "") -> Saved:
    """Put the text (with the description beside the file) and the proposed claims into the ledger.

    `method` "": the rules of this version; `document` "": the one known by the text, else one named after the
    file. Raises as `add_source` does, and StorageError.
    """
    added = add_source(SourceGiven(proposed.path, document), acting_user=acting_user)
    found = [(method or rules_method(), proposed.proposals)]
    if proposed.by_model:
        found.append((proposed.model_method, proposed.by_model))
    made = claim_proposals(
        found, document=added.document, sha256=added.sha256, acting_user=acting_user
    )
    return Saved(
        document=added.document,
        claims=len(made.claims),
        new=len(made.claims) - len(made.known),
        known=len(made.known),
        left_out=made.left_out,
    )


@dataclass(frozen=True, slots=True)
class Claimed:
    """What of proposals came into the ledger: the `claims` by their ids, which of them it held before, and the
    parts of proposals that are no claims."""

    claims: Mapping[str, Claim]
    known: frozenset[str]
    left_out: tuple[LeftOut, ...]

    def of(self, proposal: Proposal) -> tuple[str, ...]:
        """The ids of the claims that cite the passage of a proposal."""
        span = (proposal.start, proposal.end)
        return tuple(ref for ref, one in self.claims.items() if (one.start, one.end) == span)


def claim_proposals(
    found: Iterable[tuple[str, Sequence[Proposal]]],
    *,
    document: str,
    sha256: str,
    acting_user: str,
) -> Claimed:
    """Put proposals, those of each method apart, into the ledger as claims of a document whose text is held.

    What two methods say is claimed by the first. Raises StorageError.
    """
    from kizuna.store.actions import add_claims
    from kizuna.store.queries import claims

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
    return Claimed(drafted, known, tuple(left for draft in drafts for left in draft.left_out))


def holder_of(document: str) -> str:
    """Who asserts what a document says: its issuer, or the document itself where no issuer is recorded."""
    from kizuna.store.queries import claims

    issuers = claims.claims(subjects=[document], property="issuer")
    return str(parse_json(issuers[-1].value)) if issuers else document
