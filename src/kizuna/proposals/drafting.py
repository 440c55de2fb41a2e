"""Drafting: the claims of one proposal, each checked; a part that cannot be a claim is kept with its reason."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, count, filterfalse
from typing import Any, Protocol

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.kinds import property_of
from kizuna.claims.rules import check_claim
from kizuna.errors import BadClaim, KizunaError, NotFound
from kizuna.proposals.frames import first_of
from kizuna.proposals.proposal import Proposal
from kizuna.values import Edtf, Quantity, kind_of, slug_of

_LIKELY = 0.8
_PARTY = ("government", "organisation")
_STANCES = {"reported": Stance.REPORTED, "planned": Stance.PLANNED, "negated": Stance.DENIED}
_PART_OF = ("assembly", "agency")
"""Types of organisations that belong to a government; the others only lie in its place."""
_LEVELS = {"prefectural": "Prefecture", "provincial": "Province", "county": "County"}
_WIDER = re.compile(rf"(.+?)(?:['’]s)?\s({'|'.join(_LEVELS)})\s", re.IGNORECASE)
_UNITS = {"people": "persons", "students": "persons", "yen": "JPY", "dollars": "USD"}


class Naming(Protocol):
    """What the register knows, for whoever maps names to it."""

    def named(self, name: str, kinds: tuple[str, ...]) -> str:
        """The id of what is called so; raises NotFound, and Ambiguous for a name of several."""

    def is_free(self, ref: str) -> bool:
        """Whether no claim is about the id yet."""

    def tie_of(self, parties: frozenset[str]) -> str:
        """The id of the tie that joins the two parties, "" when there is none."""

    def told(self, kind: str, passage: tuple[int, int], said: Mapping[str, str]) -> tuple[str, ...]:
        """The ids of the things of a kind of which claims cite this passage of the text, the nearest first.

        `said` are properties with the text that claims with passages in the text give them.
        """


@dataclass(frozen=True, slots=True)
class Citing:
    """What the claims of one reading share: the document, the text's digest, who asserts it, who records it
    and when, and the proposer with its version ("rules@1")."""

    document: str
    sha256: str
    holder: str
    recorder: str
    recorded_at: datetime
    method: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A proposal, or the part of it called `part` ("": all of it), that could not become a claim, and why."""

    proposal: Proposal
    part: str
    reason: str


@dataclass(slots=True)
class DraftedClaims:
    """What is drafted so far: the claims by id, what was left out, and the ids made for new names."""

    naming: Naming
    citing: Citing
    claims: dict[str, Claim] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    made: dict[tuple[str, str], str] = field(default_factory=dict)
    ties: dict[frozenset[str], str] = field(default_factory=dict)
    offices: dict[tuple[str, str, str], str] = field(default_factory=dict)
    subjects: set[str] = field(default_factory=set)

    def recent_tie_of(self, party: str) -> str:
        """The tie of a party that the text spoke of last, "" when it has spoken of none."""
        return next((ref for pair, ref in reversed(self.ties.items()) if party in pair), "")

    def tie_between(self, parties: frozenset[str]) -> str:
        """The tie of two parties that this reading or the register knows, "" when neither does."""
        return self.ties.get(parties, "") or self.naming.tie_of(parties)


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """The claims of one proposal in the making."""

    desk: DraftedClaims
    proposal: Proposal

    def say(
        self, subject: str, name: str, value: Any, valid: str = "", stance: Stance | None = None
    ) -> None:
        """Claim a value; None is nothing said. A value that the kind does not take is left out with the reason."""
        if value is None or value in ("", [], {}):
            return
        held = stance or _STANCES.get(self.proposal.status, Stance.ASSERTED)
        claim = self.part(name, lambda: self._claim(subject, name, value, valid, held))
        if claim is not None:
            self.desk.claims.setdefault(claim.id, claim)
            self.desk.subjects.add(subject)

    def name(self, subject: str, name: str, value: Any) -> None:
        """Claim what the passage takes for granted, whatever it then denies or plans: names and parties."""
        self.say(subject, name, value, stance=Stance.ASSERTED)

    def part(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` gives; None, and a reason kept, when it raises an error of Kizuna's."""
        try:
            return make()
        except KizunaError as error:
            self.leave_out(name, str(error))
            return None

    def leave_out(self, part: str, reason: str) -> None:
        """Keep that a part could not be claimed."""
        self.desk.left_out.append(LeftOut(self.proposal, part, reason))

    def _claim(self, subject: str, name: str, value: Any, valid: str, stance: Stance) -> Claim:
        citing, proposal = self.desk.citing, self.proposal
        claim = Claim(
            subject=subject,
            property=name,
            value=property_of(subject, name).type.canonical(value),
            valid=Edtf.parse(valid).text if valid else "",
            document=citing.document,
            sha256=citing.sha256,
            start=proposal.start,
            end=proposal.end,
            locator="",
            holder=citing.holder,
            stance=stance,
            certainty=certainty_of(proposal),
            method=method_of(citing.method, proposal),
            recorder=citing.recorder,
            recorded_at=citing.recorded_at,
        )
        check_claim(claim)
        return claim

    def party(self, name: str, kinds: tuple[str, ...] = _PARTY) -> str:
        """The id of what the name means; a name that nobody has gets an id of its own, and is claimed.

        Raises Ambiguous for a name of several, BadClaim for one without a letter.
        """
        try:
            return self.desk.naming.named(name, kinds)
        except NotFound as missing:
            if type(missing) is not NotFound:
                raise
        body = first_of("bodies", name) if "organisation" in kinds else ""
        return self.newcomer("organisation" if body else kinds[0], name, body or "other")

    def known(self, name: str, kinds: tuple[str, ...] = _PARTY) -> str:
        """The id of what the name means, if the register or this reading knows it; NotFound and Ambiguous else."""
        made = (self.desk.made.get((kind, slug(name)), "") for kind in kinds)
        return next(filter(None, made), "") or self.desk.naming.named(name, kinds)

    def body(self, name: str, otherwise: str) -> str:
        """The id of an organisation by its name; one that nobody knows is of the type `otherwise`."""
        try:
            return self.known(name, ("organisation",))
        except KizunaError:
            return self.newcomer("organisation", name, otherwise)

    def newcomer(self, kind: str, name: str, body: str = "other") -> str:
        """The id of somebody the register does not know, whose name is claimed with this passage."""
        key = (kind, slug(name))
        if key not in self.desk.made:
            self.desk.made[key] = self._free(f"{kind}/{slug(name)}")
        ref = self.desk.made[key]
        if ref not in self.desk.subjects:
            self.name(ref, "name", name)
            if kind == "organisation":
                self.name(ref, "type", body)
                place = "belongs_to" if body in _PART_OF else "located_in"
                self.name(ref, place, self.place_of(name))
            elif kind == "government":
                self.name(ref, "level", first_of("levels", name))
        return ref

    def place_of(self, name: str) -> str:
        """The id of the government that a body's name says it is of, "" where it says none.

        A port's name says so by itself; that of another body only where the text has told of a tie of the place.
        """
        is_port = name.lower().removeprefix("the ").startswith("port of ")
        for place in _places_in(name):
            with suppress(NotFound):
                ref = self.known(place, ("government",))
                if is_port or any(ref in pair for pair in self.desk.ties):
                    return ref
        return ""

    def wider_tie(self) -> str:
        """The id of the tie of their places, under which one of two organisations runs; "" where none is known."""
        names = (self.proposal.subject, self.proposal.object or "")
        if any(kind_of(ref) != "organisation" for ref in self.parties()):
            return ""
        places = frozenset(filter(None, map(self.place_of, names)))
        return self.desk.tie_between(places) if len(places) == 2 else ""

    def _free(self, ref: str) -> str:
        return numbered(ref, lambda made: not self.desk.naming.is_free(made))

    def tie(self) -> str:
        """The id of the tie between the proposal's two parties; a new one is claimed with both.

        Raises BadClaim where there are not two parties, Ambiguous for a name of several.
        """
        parties, ties = frozenset(self.parties()), self.desk.ties
        ref = ties.pop(parties, "") or self.desk.naming.tie_of(parties)
        if not ref:
            first, second = self.parties()
            ref = self._free(f"tie/{slug_of(first)}-{slug_of(second)}")
        ties[parties] = ref
        if ref not in self.desk.subjects and self.desk.naming.is_free(ref):
            self.join(ref)
        return ref

    def join(self, tie: str) -> None:
        """Claim the two parties of a tie."""
        for party in self.parties():
            self.name(tie, "party", party)

    def parties(self) -> tuple[str, str]:
        """The ids of the proposal's two parties; raises BadClaim where one is missing or both are one."""
        if not self.proposal.object:
            raise BadClaim(f"{self.proposal.subject!r} alone is no tie; name the other party")
        first, second = self.party(self.proposal.subject), self.party(self.proposal.object)
        if first == second:
            raise BadClaim(f"{self.proposal.subject!r} and {self.proposal.object!r} are one")
        return first, second

    def subject(self, kind: str, slug_text: str, **said: str) -> str:
        """The id of what the proposal is about: of what claims with this passage and with the properties
        `said` are about already; else a new one that the same passage of the same text always gets again."""
        proposal = self.proposal
        passage = (proposal.start, proposal.end)
        for told in self.desk.naming.told(kind, passage, said):
            if told not in self.desk.subjects:
                return told
        sign = hashlib.sha256(f"{self.desk.citing.sha256} {proposal.start}".encode()).hexdigest()
        return numbered(f"{kind}/{slug_text}-{sign[:6]}", self.desk.subjects.__contains__)

    def thing(self, kind: str) -> str:
        """The id of what the proposal is about as a thing of its tie, which is claimed of it."""
        tie = self.tie()
        ref = self.subject(kind, slug_of(tie), tie=tie)
        self.say(ref, "tie", tie)
        return ref

    def named(self, name: str, kinds: tuple[str, ...] = _PARTY) -> Any:
        """The id of whom the property of that name means; None where it is not stated or means nobody."""
        said = self.proposal.props.get(name)
        return self.part(name, lambda: self.party(str(said), kinds)) if said else None


def numbered(ref: str, is_taken: Callable[[str], bool]) -> str:
    """The id, or the first of "-2", "-3" and so on behind it that is not taken."""
    return next(filterfalse(is_taken, chain([ref], (f"{ref}-{number}" for number in count(2)))))


def _places_in(name: str) -> list[str]:
    """The names of places that the English name of a body may begin or end with, the likeliest first.

    "Port of Osaka" may be of Osaka, "Aville provincial assembly" of Aville Province or Aville.
    """
    after = re.search(r"\bof (?:the )?(.+)$", name)
    words = [re.sub(r"['’]s?$", "", word) for word in name.split()]
    begun = [" ".join(words[:count]) for count in range(min(3, len(words) - 1), 0, -1)]
    wider = _WIDER.match(name)
    levelled = [f"{wider[1]} {_LEVELS[wider[2].lower()]}"] if wider else []
    return [*([after[1]] if after else []), *levelled, *begun]


def certainty_of(proposal: Proposal) -> Certainty:
    """Likely from a confidence of 0.8, doubtful below; unverified where the text says so."""
    if proposal.status == "unverified":
        return Certainty.UNVERIFIED
    return Certainty.LIKELY if proposal.confidence >= _LIKELY else Certainty.DOUBTFUL


def method_of(method: str, proposal: Proposal) -> str:
    """How a claim came, with how sure its reader was, and what another reader read otherwise."""
    rival = f";rival={proposal.rival}" if proposal.rival else ""
    return f"{method};confidence={proposal.confidence:.2f}{rival}"


def rival_of(method: str) -> str:
    """What the rules read otherwise where a model read a claim ("start 1985"); "" where they agreed."""
    return method.partition(";rival=")[2]


def confidence_of(method: str) -> float | None:
    """The confidence that rules or a model gave a proposal here, 0..1; None for a claim that came without one."""
    found = re.fullmatch(r"(?:rules@|model:).*;confidence=(\d(?:\.\d+)?)(?:;rival=.*)?", method)
    return float(found[1]) if found else None


def quantity(raw: Any, unit: str = "") -> dict[str, Any] | None:
    """A number of the exchange form as a quantity's JSON; `unit` where the form's own is of no table.

    Raises BadQuantity or BadClaim, quoting what is wrong; None for None.
    """
    if raw is None:
        return None
    if not isinstance(raw, Mapping):
        raise BadClaim(f"{raw!r} is not a number with min, max, approx and unit")
    said = str(raw.get("unit") or unit)
    made = {
        "min": raw.get("min"),
        "max": raw.get("max"),
        "approximate": bool(raw.get("approx", False)),
        "unit": unit or _UNITS.get(said, said),
    }
    return Quantity.from_json(made).to_json()


def slug(name: str) -> str:
    """A name as the second part of an id: "Xi'an" is xian; a name without Latin letters is known by its digest."""
    joined = re.sub(r"['’ʻ`]", "", name)
    plain = unicodedata.normalize("NFKD", joined).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not any(letter.isalpha() for letter in name):
        raise BadClaim(f"{name!r} is no name")
    return made or f"n-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def english(text: str) -> dict[str, str]:
    """Words in English as a text value's JSON."""
    return {"text": " ".join(text.split()), "language": "en"}
