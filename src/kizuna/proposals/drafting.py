"""Drafting: the claims of one proposal, each checked; a part that cannot be a claim is
kept with its reason.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, count
from typing import Any, Protocol

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.kinds import property_of
from kizuna.claims.rules import check_claim
from kizuna.errors import BadClaim, KizunaError, NotFound
from kizuna.proposals.frames import first_of
from kizuna.proposals.proposal import Proposal, concept_of
from kizuna.values import Edtf, Quantity, slug_of
from kizuna.values.identifiers import ascii_slug

_LIKELY = 0.8
PARTY, GOVERNMENT = ("government", "organisation"), ("government",)
_STANCES = {
    "reported": Stance.REPORTED,
    "planned": Stance.PLANNED,
    "negated": Stance.DENIED,
}
_LEVELS = {"prefectural": "Prefecture", "provincial": "Province", "county": "County"}
_WIDER = re.compile(rf"(.+?)(?:['’]s)?\s({'|'.join(_LEVELS)})\s", re.IGNORECASE)
_UNITS = {"people": "persons", "students": "persons", "yen": "JPY", "dollars": "USD"}
Citing = partial[Claim]
"""What the claims of one reading share: the document, the text's digest, who asserts
it, who records it and when, and the proposer with its version ("rules@1").
"""


class Naming(Protocol):
    """What the register knows, for whoever maps names to it."""

    def named(self, name: str, kinds: tuple[str, ...]) -> str:
        """The id of what is called so; raises NotFound, and Ambiguous for a name of
        several.
        """

    def is_free(self, ref: str) -> bool:
        """Whether no claim is about the id yet."""

    def tie_of(self, parties: frozenset[str]) -> str:
        """The id of the tie that joins the two parties, "" when there is none."""

    def told(
        self, kind: str, passage: tuple[int, int], said: Mapping[str, str]
    ) -> tuple[str, ...]:
        """The ids of the things of a kind of which claims cite this passage of the
        text, the nearest first.

        `said` are properties with the text that claims with passages in the text give
        them.
        """


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A proposal, or the part of it called `part` ("": all of it), that could not
    become a claim, and why.
    """

    proposal: Proposal
    part: str
    reason: str


@dataclass(slots=True)
class Draft:
    """The claims of a reading in the making: those drafted so far by id, what was left
    out, and the ids made for new names; `proposal` is the one that is drafted now.
    """

    naming: Naming
    citing: Citing
    proposal: Proposal = field(init=False)
    claims: dict[str, Claim] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    made: dict[tuple[str, str], str] = field(default_factory=dict)
    ties: dict[frozenset[str], str] = field(default_factory=dict)
    offices: dict[tuple[str, str, str], str] = field(default_factory=dict)
    subjects: set[str] = field(default_factory=set)

    def say(self, subject: str, /, **said: Any) -> None:
        """Claim values by their properties, a tuple as several; None is nothing said. A
        value that the kind does not take is left out with the reason.
        """
        for name, value in said.items():
            for one in value if isinstance(value, tuple) else (value,):
                self.claim(subject, name, one)

    def claim(
        self,
        subject: str,
        name: str,
        value: Any,
        valid: str = "",
        stance: Stance | None = None,
    ) -> None:
        """Claim one value; what the passage takes for granted, names and parties, is
        asserted by its `stance` whatever the passage then denies or plans.

        It is likely from a confidence of 0.8, doubtful below. Its method says how sure
        its reader was, and what another reader read otherwise.
        """
        if value is None or value in ("", [], {}):
            return
        proposal = self.proposal
        certainty = (
            Certainty.LIKELY if proposal.confidence >= _LIKELY else Certainty.DOUBTFUL
        )
        rival = f";rival={proposal.rival}" if proposal.rival else ""
        method = f"{self.citing.keywords['method']};confidence={proposal.confidence:.2f}{rival}"
        try:
            claim = self.citing(
                method=method,
                subject=subject,
                property=name,
                locator="",
                value=property_of(subject, name).type.canonical(value),
                valid=Edtf.parse(valid).text if valid else "",
                start=proposal.start,
                end=proposal.end,
                stance=stance or _STANCES.get(proposal.status, Stance.ASSERTED),
                certainty=Certainty.UNVERIFIED
                if proposal.status == "unverified"
                else certainty,
            )
            check_claim(claim)
        except KizunaError as error:
            self.leave_out(name, str(error))
        else:
            self.claims.setdefault(claim.id, claim)
            self.subjects.add(subject)

    def leave_out(self, part: str, reason: str) -> None:
        self.left_out.append(LeftOut(self.proposal, part, reason))

    def part(self, name: str, make: Callable[..., Any], *given: Any) -> Any:
        """What `make` gives; None, and a reason kept, when it raises an error of
        Kizuna's.
        """
        try:
            return make(*given)
        except KizunaError as error:
            self.leave_out(name, str(error))
            return None

    def concept(self, name: str, scheme: str) -> Any:
        """The concept of a scheme that the property of that name means; None where it
        is not stated.
        """
        word = self.proposal.props.get(name)
        return self.part(name, concept_of, scheme, word) if word else None

    def quantity(self, name: str, unit: str = "") -> Any:
        """The number of that name as a quantity's JSON; None where there is none."""
        return self.part(name, quantity, self.proposal.props.get(name), unit)

    def named(
        self, name: str, kinds: tuple[str, ...] = PARTY, *, is_known: bool = False
    ) -> str | None:
        """The id of whom the property of that name means; None where it is not stated
        or means nobody, or one whom nobody knows where `is_known` asks for others.
        """
        said, find = (
            self.proposal.props.get(name),
            self.known if is_known else self.party,
        )
        return self.part(name, find, str(said), kinds) if said else None

    def persons(self, names: Iterable[Any]) -> tuple[str, ...]:
        found = (
            self.part("people", self.party, str(name), ("person",)) for name in names
        )
        return tuple(filter(None, found))

    def direction(self) -> dict[str, Any]:
        """Who goes to whom; empty where the proposal does not state it."""
        if self.proposal.props.get("direction") == "both":
            return {"between": list(self.parties())}
        made = {key: self.named(key) for key in ("from", "to")}
        return {key: party for key, party in made.items() if party}

    def party(self, name: str, kinds: tuple[str, ...] = PARTY, body: str = "") -> str:
        """The id of what the name means; a name that nobody has gets an id of its own,
        and is claimed: of an organisation of the type `body`, "" for that which its
        name tells.

        Raises Ambiguous for a name of several, BadClaim for one without a letter.
        """
        try:
            return self.known(name, kinds)
        except NotFound as missing:
            if type(missing) is not NotFound:
                raise
        body = body or (first_of("bodies", name) if "organisation" in kinds else "")
        kind = "organisation" if body else kinds[0]
        key, told = (kind, slug(name)), {"name": name}
        ref = self.made[key] = numbered("/".join(key), self.naming.is_free)
        if kind == "organisation":
            # the others only lie in the place of their government
            place = "belongs_to" if body in ("assembly", "agency") else "located_in"
            told |= {"type": body or "other", place: self.place_of(name)}
        elif kind == "government":
            told["level"] = first_of("levels", name)
        for part, value in told.items():
            self.claim(ref, part, value, stance=Stance.ASSERTED)
        return ref

    def known(self, name: str, kinds: tuple[str, ...] = PARTY) -> str:
        """The id of what the name means, if the register or this reading knows it;
        NotFound and Ambiguous else.
        """
        made = (self.made.get((kind, slug(name)), "") for kind in kinds)
        return next(filter(None, made), "") or self.naming.named(name, kinds)

    def place_of(self, name: str) -> str:
        """The id of the government that a body's name says it is of, "" where it says
        none.

        A port's name says so by itself; that of another body only where the text has
        told of a tie of the place.
        """
        is_port = name.lower().removeprefix("the ").startswith("port of ")
        # "Port of Osaka" may be of Osaka, "Aville provincial assembly" of Aville
        # Province or Aville
        after, wider = re.search(r"\bof (?:the )?(.+)$", name), _WIDER.match(name)
        words = [re.sub(r"['’]s?$", "", word) for word in name.split()]
        begun = [
            " ".join(words[:count]) for count in range(min(3, len(words) - 1), 0, -1)
        ]
        levelled = [f"{wider[1]} {_LEVELS[wider[2].lower()]}"] if wider else []
        for place in [*([after[1]] if after else []), *levelled, *begun]:
            with suppress(NotFound):
                ref = self.known(place, GOVERNMENT)
                if is_port or any(ref in pair for pair in self.ties):
                    return ref
        return ""

    def tie(self) -> str:
        """The id of the tie between the proposal's two parties; a new one is claimed
        with both.

        Raises BadClaim where there are not two parties, Ambiguous for a name of
        several.
        """
        first, second = self.parties()
        parties, named = (
            frozenset((first, second)),
            f"tie/{slug_of(first)}-{slug_of(second)}",
        )
        known = self.ties.pop(parties, "") or self.naming.tie_of(parties)
        ref = known or numbered(named, self.naming.is_free)
        self.ties[parties] = ref  # the last one told of stands last
        if ref not in self.subjects and self.naming.is_free(ref):
            self.join(ref)
        return ref

    def tie_between(self, parties: frozenset[str]) -> str:
        """The tie of two parties that this reading or the register knows, "" when
        neither does.
        """
        return self.ties.get(parties, "") or self.naming.tie_of(parties)

    def join(self, tie: str) -> None:
        for party in self.parties():
            self.claim(tie, "party", party, stance=Stance.ASSERTED)

    def parties(self) -> tuple[str, str]:
        """The ids of the proposal's two parties; raises BadClaim where one is missing
        or both are one.
        """
        if not self.proposal.object:
            raise BadClaim(
                f"{self.proposal.subject!r} alone is no tie; name the other party"
            )
        first, second = (
            self.party(self.proposal.subject),
            self.party(self.proposal.object),
        )
        if first == second:
            raise BadClaim(
                f"{self.proposal.subject!r} and {self.proposal.object!r} are one"
            )
        return first, second

    def subject(self, kind: str, slug_text: str, **said: str) -> str:
        """The id of what the proposal is about: of what claims with this passage and
        with the properties `said` are about already; else a new one that the same
        passage of the same text always gets again.
        """
        proposal = self.proposal
        told = self.naming.told(kind, (proposal.start, proposal.end), said)
        if known := next((ref for ref in told if ref not in self.subjects), ""):
            return known
        place = f"{self.citing.keywords['sha256']} {proposal.start}"
        sign = hashlib.sha256(place.encode()).hexdigest()
        return numbered(
            f"{kind}/{slug_text}-{sign[:6]}", lambda ref: ref not in self.subjects
        )

    def thing(self, kind: str) -> str:
        """The id of what the proposal is about as a thing of its tie, which is claimed
        of it.
        """
        tie = self.tie()
        ref = self.subject(kind, slug_of(tie), tie=tie)
        self.say(ref, tie=tie)
        return ref


def quantity(raw: Any, unit: str = "") -> dict[str, Any] | None:
    """A number of the exchange form as a quantity's JSON; `unit` where the form's own
    is of no table.

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
        "unit": unit or _UNITS.get(said, said),
    }
    return Quantity.from_json(
        {**made, "approximate": bool(raw.get("approx"))}
    ).to_json()


def numbered(ref: str, is_free: Callable[[str], bool]) -> str:
    """The id, or the first of "-2", "-3" and so on behind it that is free."""
    return next(
        filter(is_free, chain([ref], (f"{ref}-{number}" for number in count(2))))
    )


def slug(name: str) -> str:
    """A name as the second part of an id: "Xi'an" is xian; a name without Latin letters
    is known by its digest.
    """
    if not any(map(str.isalpha, name)):
        raise BadClaim(f"{name!r} is no name")
    made = ascii_slug(re.sub(r"['’ʻ`]", "", name))
    return made or f"n-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def confidence_of(method: str) -> float | None:
    """The confidence that rules or a model gave a proposal here, 0..1; None for a claim
    that came without one.
    """
    found = re.fullmatch(
        r"(?:rules@|model:).*;confidence=(\d(?:\.\d+)?)(?:;rival=.*)?", method
    )
    return float(found[1]) if found else None
