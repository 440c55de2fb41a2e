"""What a comparison of ties or places comes upon: who is tied to both, what runs beside them, what sources say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kizuna.analysis.compare import around
from kizuna.analysis.compare.around import Hub, Neighbours, Triangle, claims_of, surest
from kizuna.analysis.compare.peers import Places, Shared, shared_partners
from kizuna.analysis.compare.rows import Comparison
from kizuna.analysis.parallels import Mismatch, Parallel
from kizuna.claims.kinds import Assessment, Tie
from kizuna.publish.document import Block, Listing, Paragraph, Section, Sentence
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording
from kizuna.register.dating import Dating
from kizuna.register.places import government_of
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay, tie_on_day

FINDINGS = ("silent", "told", "shared", "side-by-side", "unequal", "hub", "triangle")
"""The kinds of findings, in the order in which they are told."""
_NAMED = 5
_TOLD = 30
"""So many findings of a kind are told in a document; the records have them all."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a comparison comes upon: one of FINDINGS, and what was found (a TieOnDay, an Assessment, a Shared, a
    Parallel, a Mismatch, a Hub or a Triangle).

    `about` are the ids of the ties and places that it speaks of, `of` the places that share a partner.
    """

    kind: str
    found: Any
    about: tuple[str, ...]
    claims: tuple[str, ...]
    of: tuple[str, ...] = ()


def findings_of_ties(neighbours: Neighbours, comparison: Comparison) -> tuple[Finding, ...]:
    """The findings about compared ties."""
    register, ties = neighbours.scope.register, comparison.compared
    held = [tie for ref in ties if (tie := register.get(ref, Tie))]
    parties = [frozenset(_home(register, party) for party in tie.party.values) for tie in held]
    places = frozenset(_home(register, home) for home in comparison.homes)
    partners = frozenset[str]().union(*parties) - places
    triangles = (
        triangle
        for joined in parties
        for triangle in around.triangles(neighbours, min(joined & places or joined))
        if joined <= set(triangle.places)
    )
    around_them = _around(neighbours, ties, places, partners)
    return _in_order(
        *_silent(neighbours, comparison),
        *_told(register, ties),
        *around_them,
        *_triangles(triangles),
    )


def findings_of_places(neighbours: Neighbours, places: Places) -> tuple[Finding, ...]:
    """The findings about places, by the governments that they take in; of single ones, triangles too."""
    members = frozenset[str]().union(*places.values())
    ties = [tie.tie.id for tie in neighbours.ties_of(members)]
    single = (ref for ref, its in places.items() if its == {ref})
    triangles = (found for ref in single for found in around.triangles(neighbours, ref))
    shared = []
    for found in shared_partners(neighbours, places):
        of = tuple(ref for ref, held in zip(places, found.ties, strict=True) if held)
        claims = claims_of(tie for held in found.ties for tie in held)
        shared.append(Finding("shared", found, (found.partner, *_ids(found.ties)), claims, of))
    around_them = _around(neighbours, ties, members, neighbours.partners_of(members))
    return _in_order(*shared, *around_them, *_triangles(triangles))


def _in_order(*findings: Finding) -> tuple[Finding, ...]:
    """The findings of one kind together, each once."""
    found: dict[tuple[str, frozenset[str]], Finding] = {}
    for finding in findings:
        found.setdefault((finding.kind, frozenset(finding.about)), finding)
    return tuple(sorted(found.values(), key=lambda finding: FINDINGS.index(finding.kind)))


def _home(register: Register, party: str) -> str:
    """The government that a party is or belongs to or, when nobody says, the party itself."""
    home = government_of(register, party)
    return home.id if home else party


def _silent(neighbours: Neighbours, comparison: Comparison) -> Iterator[Finding]:
    """The ties of which nothing is recorded that could be compared."""
    scope, dating = neighbours.scope, Dating.of(neighbours.scope.register)
    for at, ref in enumerate(comparison.compared):
        tie = scope.register.get(ref, Tie)
        if tie is not None and comparison.is_silent(at):
            on_day = tie_on_day(tie, scope.day, dating)
            yield Finding("silent", on_day, (ref,), on_day.claims)


def _told(register: Register, ties: Sequence[str]) -> Iterator[Finding]:
    """What sources say that speak of two of the ties or more."""
    found = {a.id: a for ref in ties for a in register.referring(ref, Assessment)}
    for assessment in found.values():
        named = {*assessment.about.values, *assessment.compared_with.values}
        about = tuple(ref for ref in ties if ref in named)
        if assessment.counts and len(about) > 1:
            yield Finding("told", assessment, (assessment.id, *about), assessment.claim_ids)


def _around(
    neighbours: Neighbours, ties: Collection[str], places: Collection[str], partners: Iterable[str]
) -> Iterator[Finding]:
    for beside in around.beside(neighbours, ties, places):
        yield Finding(
            "side-by-side", beside, (beside.inner.tie.id, beside.outer.tie.id), beside.claims
        )
    for unequal in around.unequal(neighbours, ties, places):
        yield Finding("unequal", unequal, (unequal.between.tie.id,), unequal.claims)
    for hub in around.hubs(neighbours, places, sorted(partners)):
        yield Finding("hub", hub, (hub.partner, *hub.others), hub.count.claims)


def _triangles(triangles: Iterable[Triangle]) -> Iterator[Finding]:
    for found in triangles:
        yield Finding("triangle", found, (*found.places, *_ids(found.ties)), found.claims)


def _ids(sides: Iterable[Iterable[TieOnDay]]) -> Iterator[str]:
    return iter(dict.fromkeys(tie.id for ties in sides for tie in ties))


def finding_sections(findings: Sequence[Finding], wording: Wording) -> Iterator[Section]:
    """A section a kind of finding."""
    for kind, held in groupby(findings, key=lambda finding: finding.kind):
        listed = list(held)
        items = ((Sentence.of(finding_words(one, wording), one.claims),) for one in listed[:_TOLD])
        blocks: tuple[Block, ...] = (Listing(tuple(items)),)
        if (more := len(listed) - _TOLD) > 0:
            blocks += (Paragraph.aside(wording.messages.text("web-analysis-more", count=more)),)
        title = wording.messages.text(f"web-compare-finding-{kind}")
        yield Section(f"finding-{kind}", title, blocks)


def finding_words(finding: Finding, wording: Wording) -> str:
    """A finding in a sentence or two for a council."""
    found = finding.found

    def say(key: str, /, **arguments: object) -> str:
        return wording.messages.text(f"web-finding-{key}", **arguments)

    def named(refs: Iterable[str]) -> str:
        return wording.messages.listing([wording.name(ref) for ref in refs])

    match found:
        case TieOnDay():
            return say("silent", tie=wording.name(found.id))
        case Assessment():
            rank = found.rank.value
            told = [one.text for (one,) in Things(wording).statements([found]).items]
            return " ".join([*told, *([say("told-rank", rank=rank)] if rank else [])])
        case Shared():
            is_sure = all(surest(ties).certain for ties in found.ties if ties)
            key = "shared" if is_sure else "shared-possibly"
            return say(key, partner=wording.name(found.partner), places=named(finding.of))
        case Parallel() | Mismatch():
            told = [sentence.text for sentence in Things(wording).relation(found)]
            return " ".join(told if found.explanations else [*told, say("no-why")])
        case Hub():
            names, more = named(found.others[:_NAMED]), len(found.others) - _NAMED
            names = say("and-more", names=names, count=more) if more > 0 else names
            count = wording.count(found.count.certain, found.count.possible)
            return say("hub", partner=wording.name(found.partner), count=count, places=names)
    key = "triangle" if found.answer.certain else "triangle-possibly"
    told = [say(key, places=named(found.places))]
    a, b, c = map(wording.name, found.places)
    sides = zip((f"{a} – {b}", f"{b} – {c}", f"{a} – {c}"), found.ties, strict=True)
    unsure = [name for name, ties in sides if not surest(ties).certain]
    if 0 < len(unsure) < len(found.ties):
        told.append(say("unsure", ties=wording.messages.listing(unsure)))
    return " ".join(told)
