"""What a comparison of ties or places comes upon: who is tied to both, what runs beside
them, what sources say.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from kizuna.analysis.compare import around
from kizuna.analysis.compare.around import Finding, Neighbours, Places
from kizuna.analysis.compare.ties import Comparison
from kizuna.claims.kinds import Assessment, Tie
from kizuna.publish.document import Block, Listing, Paragraph, Section, Sentence
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording
from kizuna.register.places import government_of
from kizuna.register.register import Register
from kizuna.register.ties import tie_on_day

FINDINGS = ("silent", "told", "shared", "side-by-side", "unequal", "hub", "triangle")
"""The kinds of findings, in the order in which they are told."""
_NAMED = 5
_TOLD = 30
"""So many findings of a kind are told in a document; the records have them all."""


def findings_of_ties(
    neighbours: Neighbours, comparison: Comparison
) -> tuple[Finding, ...]:
    register, ties = neighbours.scope.register, comparison.compared
    held = [tie for ref in ties if (tie := register.get(ref, Tie))]
    parties = [
        frozenset(_home(register, party) for party in tie.party.values) for tie in held
    ]
    places = frozenset(_home(register, home) for home in comparison.homes)
    partners = frozenset[str]().union(*parties) - places
    triangles = (
        triangle
        for joined in parties
        for triangle in around.triangles(neighbours, min(joined & places or joined))
        if joined <= set(triangle.places)
    )
    day, dating = neighbours.scope.day, register.dating
    silent = (
        register.get(ref, Tie)
        for at, ref in enumerate(ties)
        if comparison.is_silent(at)
    )
    on_day = (tie_on_day(tie, day, dating) for tie in silent if tie)
    # what sources say that speak of two of the ties or more
    said = {
        a.id: a for ref in ties for a in register.referring(ref, Assessment) if a.counts
    }
    named = ((a, {*a.about.values, *a.compared_with.values}) for a in said.values())
    told = ((a, [ref for ref in ties if ref in refs]) for a, refs in named)
    return _in_order(
        *(Finding("silent", (tie.id,), tie.claims) for tie in on_day),
        *(
            Finding("told", (one.id, *refs), one.claim_ids)
            for one, refs in told
            if len(refs) > 1
        ),
        *_around(neighbours, ties, places, partners),
        *triangles,
    )


def findings_of_places(neighbours: Neighbours, places: Places) -> tuple[Finding, ...]:
    """The findings about places, by the governments that they take in; of single ones,
    triangles too.
    """
    members = frozenset[str]().union(*places.values())
    ties = [tie.id for tie in neighbours.ties_of(members)]
    single = (ref for ref, its in places.items() if its == {ref})
    return _in_order(
        *around.shared_partners(neighbours, places),
        *_around(neighbours, ties, members, neighbours.partners_of(members)),
        *(found for ref in single for found in around.triangles(neighbours, ref)),
    )


def _in_order(*findings: Finding) -> tuple[Finding, ...]:
    """The findings of one kind together, each once."""
    found: dict[tuple[str, frozenset[str]], Finding] = {}
    for finding in findings:
        found.setdefault((finding.kind, frozenset(finding.about)), finding)
    return tuple(
        sorted(found.values(), key=lambda finding: FINDINGS.index(finding.kind))
    )


def _home(register: Register, party: str) -> str:
    """The government that a party is or belongs to or, when nobody says, the party
    itself.
    """
    home = government_of(register, party)
    return home.id if home else party


def _around(
    neighbours: Neighbours,
    ties: Collection[str],
    places: Collection[str],
    partners: Iterable[str],
) -> Iterator[Finding]:
    for pair in around.beside(neighbours, ties, places):
        yield Finding("side-by-side", (pair.inner.id, pair.outer.id), pair.claims, pair)
    for unequal in around.unequal(neighbours, ties, places):
        yield Finding("unequal", (unequal.between.id,), unequal.claims, unequal)
    yield from around.hubs(neighbours, places, partners)


def finding_sections(
    findings: Sequence[Finding], wording: Wording
) -> Iterator[Section]:
    """A section a kind of finding."""
    for kind, held in groupby(findings, key=lambda finding: finding.kind):
        listed = list(held)
        items = (
            (Sentence.of(finding_words(one, wording), one.claims),)
            for one in listed[:_TOLD]
        )
        blocks: tuple[Block, ...] = (Listing(tuple(items)),)
        if (more := len(listed) - _TOLD) > 0:
            blocks += (
                Paragraph.aside(wording.messages.text("web-analysis-more", count=more)),
            )
        title = wording.messages.text(f"web-compare-finding-{kind}")
        yield Section(f"finding-{kind}", title, blocks)


def finding_words(finding: Finding, wording: Wording) -> str:
    """A finding in a sentence or two for a council."""
    first, places = (
        wording.name(finding.about[0]),
        list(map(wording.name, finding.places)),
    )
    sure, listing = (
        [answer.certain for answer in finding.answers],
        wording.messages.listing,
    )

    def say(key: str, /, **arguments: object) -> str:
        return wording.messages.text(f"web-finding-{key}", **arguments)

    if found := finding.found:
        told = [sentence.text for sentence in Things(wording).relation(found)]
        return " ".join(told if found.explanations else [*told, say("no-why")])
    match finding.kind:
        case "silent":
            return say("silent", tie=first)
        case "told":
            (assessment,) = wording.register.get_all(finding.about[:1], Assessment)
            rank = assessment.rank.value
            told = [
                one.text for (one,) in Things(wording).statements([assessment]).items
            ]
            return " ".join([*told, *([say("told-rank", rank=rank)] if rank else [])])
        case "shared":
            key = "shared" if all(sure) else "shared-possibly"
            return say(key, partner=first, places=listing(places))
        case "hub":
            names, more = listing(places[:_NAMED]), len(places) - _NAMED
            names = say("and-more", names=names, count=more) if more > 0 else names
            count = wording.count(sum(sure), len(sure))
            return say("hub", partner=first, count=count, places=names)
    told = [
        say("triangle" if all(sure) else "triangle-possibly", places=listing(places))
    ]
    a, b, c = places
    sides = zip((f"{a} – {b}", f"{b} – {c}", f"{a} – {c}"), sure, strict=True)
    unsure = [name for name, is_sure in sides if not is_sure]
    if 0 < len(unsure) < len(sure):
        told.append(say("unsure", ties=listing(unsure)))
    return " ".join(told)
