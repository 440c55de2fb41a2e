"""What somebody enters: facts about one thing from one source, and, for a correction, what they stand before."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.judgement import Judgement
from kizuna.register.register import Register
from kizuna.workflows.entering.papers import Paper, PaperToAdd
from kizuna.workflows.weigh_proposal import Effect


class SourceKind(StrEnum):
    """Where facts are from."""

    DOCUMENT = "document"
    PAPER = "paper"
    ADDRESS = "address"
    OWN = "own"


class Weighing(StrEnum):
    """What becomes of the fact that a correction speaks against."""

    BESIDE = "beside"
    PREFER = "prefer"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class SourceEntered:
    """The source that somebody names.

    DOCUMENT: `document` is the id or title of one in the register, `quote` the words of its passage ("" for none).
    PAPER: `paper` is a file that was sent with the entry, None when none was; `paper_title`, `paper_date`,
    `issuer` and `access` describe it ("" for nothing), `paper_quote` are the words of its passage. ADDRESS:
    `address` on the web, `title` of the page ("" for the address). OWN: `office` whose record it is, "" for
    that of whoever enters. `locator` says where to look; `holder` is who says so, if not the source itself.
    """

    kind: SourceKind
    document: str = ""
    quote: str = ""
    locator: str = ""
    address: str = ""
    title: str = ""
    office: str = ""
    holder: str = ""
    paper: Paper | None = None
    paper_title: str = ""
    paper_date: str = ""
    issuer: str = ""
    access: str = ""
    paper_quote: str = ""


@dataclass(frozen=True, slots=True)
class FactEntered:
    """One value: JSON of its type, or plain words. `path` names its field in errors; `valid` is the span in which
    it holds, in EDTF or plain words."""

    property: str
    value: Any
    path: str = ""
    valid: str = ""
    stance: Stance = Stance.ASSERTED
    certainty: Certainty = Certainty.CERTAIN

    @builtins.property
    def field(self) -> str:
        """The path of its field; the property where none is given."""
        return self.path or self.property


@dataclass(frozen=True, slots=True)
class Correction:
    """The claim that the first fact of its property speaks against, and what becomes of it, with the reason."""

    claim: str
    weighing: Weighing = Weighing.BESIDE
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Facts about one thing of a kind; `subject` is its id, "" for a new thing, whose id `slug` may choose."""

    kind: str
    facts: tuple[FactEntered, ...]
    source: SourceEntered
    subject: str = ""
    slug: str = ""
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """What recording an entry would do; nothing is recorded yet.

    `claims` are those of the facts, in order, `about_source` those of a new source, `places` those of the places
    that are created with it. `known` are the ids of claims
    that the ledger holds; `counts` whether they count at once. `effects` say what each claim would change in
    `register`. `paper` is the document that is added with it, None without one. `alike` are the ties that join
    the same parties; `missing` the required properties of a new thing that nothing is said of.
    """

    subject: str
    is_new: bool
    claims: tuple[Claim, ...]
    about_source: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]
    known: frozenset[str]
    counts: bool
    effects: tuple[Effect, ...]
    register: Register
    alike: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    paper: PaperToAdd | None = None
    places: tuple[Claim, ...] = ()

    @property
    def document(self) -> str:
        """The id of the source."""
        return self.claims[0].document

    @property
    def new(self) -> tuple[Claim, ...]:
        """The claims of the facts that the ledger does not hold."""
        return tuple(claim for claim in self.claims if claim.id not in self.known)


@dataclass(frozen=True, slots=True)
class Entered:
    """What was recorded: about what, how many claims and judgements were new and how many known, and whether the
    claims count or wait for a reviewer."""

    subject: str
    new: int
    known: int
    counts: bool
