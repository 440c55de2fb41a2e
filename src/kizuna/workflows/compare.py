"""Comparing: ties side by side, places side by side, and a place among its peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kizuna.analysis.compare.peers import PeerGroup, peer_group
from kizuna.analysis.compare.places import compare_places as lay_places
from kizuna.analysis.compare.places import shared_partners
from kizuna.analysis.compare.rows import Comparison
from kizuna.analysis.compare.sides import Compared, sides_of
from kizuna.analysis.compare.ties import compare_ties as lay_ties
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Funding, Tie
from kizuna.errors import BadQuestion
from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.register.dating import Dating
from kizuna.register.register import Register
from kizuna.register.ties import parties_in_order
from kizuna.workflows import ask
from kizuna.workflows.comparing.findings import Finding, Words
from kizuna.workflows.comparing.reading import Reading, several
from kizuna.workflows.comparing.surroundings import Surroundings, in_order
from kizuna.workflows.comparing.worded import WordedFindings

MOST = 20
"""How many peers are taken where nobody says."""
_ENGLISH = "en"
_NOTHING = Comparison((), (), frozenset())


@dataclass(frozen=True, slots=True)
class CompareAnswer:
    """What was compared, by id, with findings of one kind together.

    `homes` are the parties at home, one for each tie; () for places.
    """

    comparison: Comparison
    findings: tuple[Finding, ...]
    labels: Wording
    messages: Messages
    register: Register
    homes: tuple[str, ...] = ()

    def party(self, ref: str) -> str:
        """Who an id means: a body by its name, a funding by its payer with the share or amount that it pays."""
        funding = self.register.get(ref, Funding)
        if funding is None or funding.payer.value is None:
            return self.labels.label(ref)
        paid = funding.share.value or funding.amount.value
        payer = self.labels.label(funding.payer.value)
        return f"{payer} {self.messages.quantity(paid)}" if paid else payer


@dataclass(frozen=True, slots=True)
class PeersAnswer:
    """A place among its peers; `group` is None when nothing at all was recorded by then."""

    group: PeerGroup | None
    labels: Wording
    messages: Messages
    register: Register


def compare_ties(texts: Sequence[str], reading: Reading) -> CompareAnswer:
    """The ties that the texts name, beside each other; of nothing, when nothing at all was recorded by then.

    Raises NotFound for a tie that is not in the register, Ambiguous, and BadQuestion for fewer than two ties.
    """
    if ask.is_empty(reading.known_at):
        return _of_nothing(reading)
    names = ask.resolver(reading.known_at)
    refs = [names.resolve(text, ("tie",)) for text in texts]
    several(texts, refs, "ties")
    neighbours = reading.around_ties(refs)
    register = neighbours.scope.register
    labels = Wording.english(register, reading.day)
    ties = [_compared(register, ref) for ref in refs]
    homes = tuple(sides.home for sides in sides_of(register, ties, reading.day))
    comparison = lay_ties(register, ties, reading.day, Dating.of(register))
    words = _words(register, labels, reading)
    findings = Surroundings(neighbours, words).of_ties(comparison, homes)
    return CompareAnswer(comparison, findings, labels, words.messages, register, homes)


def _compared(register: Register, ref: str) -> Compared:
    tie = register.get(ref, Tie)
    return Compared(ref, parties_in_order(tie) if tie else ())


def compare_places(texts: Sequence[str], reading: Reading) -> CompareAnswer:
    """The places that the texts name, beside each other; of nothing, when nothing at all was recorded by then.

    Raises NotFound and Ambiguous for names, BadClaim for an unknown kind of tie, and BadQuestion for fewer than
    two places.
    """
    _check(reading)
    if ask.is_empty(reading.known_at):
        return _of_nothing(reading)
    neighbours, places = reading.around_places(ask.resolver(reading.known_at), texts)
    refs = [place.ref for place in places]
    several(texts, refs, "places")
    register = neighbours.scope.register
    labels = Wording.english(register, reading.day)
    words = _words(register, labels, reading)
    members = frozenset(ref for place in places for ref in place.members)
    single = [place.ref for place in places if place.is_single]
    shared = [words.shared(s, refs) for s in shared_partners(neighbours, places)]
    found = Surroundings(neighbours, words).of_places(members, single)
    findings = in_order([*shared, *found])
    return CompareAnswer(lay_places(neighbours, places), findings, labels, words.messages, register)


def compare_with_peers(
    text: str, reading: Reading, most: int = MOST, among: str = ""
) -> PeersAnswer:
    """The place that the text names among at most so many peers, all of one place or country if `among` names one.

    Raises NotFound and Ambiguous for names, BadClaim for an unknown kind of tie, and BadQuestion for what is no
    local government, has no tie, or for fewer than one peer asked for.
    """
    _check(reading)
    if most < 1:
        raise BadQuestion(f"{most} peers: ask for one or more")
    if ask.is_empty(reading.known_at):
        nothing = _of_nothing(reading)
        return PeersAnswer(None, nothing.labels, nothing.messages, nothing.register)
    names = ask.resolver(reading.known_at)
    place = names.resolve(text, ("government",))
    neighbours, members = reading.around_peers(names, place, among)
    if place not in neighbours.ties:
        raise BadQuestion(f"{text!r} has no tie on that day, and cannot be ranked by its ties")
    group = peer_group(neighbours, place, most, members)
    register = neighbours.scope.register
    return PeersAnswer(group, Wording.english(register, reading.day), Messages(_ENGLISH), register)


def _words(register: Register, labels: Wording, reading: Reading) -> Words:
    """What puts findings into words: English ones, or those of the language that the reading asks for."""
    if reading.messages is None:
        return Words(labels, Messages(_ENGLISH))
    wording = Wording(register, reading.messages, reading.day)
    return WordedFindings(labels, reading.messages, wording)


def _check(reading: Reading) -> None:
    if reading.kind:
        _ = vocabulary.scheme("tie-types")[reading.kind]


def _of_nothing(reading: Reading) -> CompareAnswer:
    register = ask.known_register(reading.known_at)
    return CompareAnswer(
        _NOTHING, (), Wording.english(register, reading.day), Messages(_ENGLISH), register
    )
