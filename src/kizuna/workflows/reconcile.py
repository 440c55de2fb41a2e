"""Register differences: two lists of the same ties - A's and B's - laid side by side,
by who asserts what.

Law: a side speaks through its own statements, through what belongs to it, and through
the register that its country keeps. A tie is one-sided when one side lists it and the
other side's list lacks it; where the other side has no list at all it is unanswered,
which says nothing about the tie.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations, product, starmap

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import decode
from kizuna.publish.document import Document, Paragraph, Piece, Sentence, Table, Tone
from kizuna.publish.records import Records, columns, row_of
from kizuna.publish.wording import Wording
from kizuna.register.fold import Weights
from kizuna.register.register import Register
from kizuna.store.ledger import weights
from kizuna.values import Edtf
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times
from kizuna.workflows.importing.known import admitted, agree
from kizuna.workflows.question import param, question_class

_SPEAKING = (
    *("association", "foundation", "administration", "ministry", "agency", "committee"),
    *("friendship-society", "union"),
)
"""The types of organisation whose list of ties speaks for the country that they sit
in.
"""
_OF_PLACES = ("country", "belongs_to", "located_in", "type")


@question_class
class Question:
    """Lay two lists of the same ties side by side: one-sided ties, and dates and kinds
    that differ.

    `of` and `between` name places, areas or countries, `source` a document; "" and ()
    ask for all. With `every`, ties whose other side has no list are listed too.
    """

    of: str = param("web-analysis-of", "place", example="osaka", default="")
    between: tuple[str, ...] = param(
        "web-analysis-between", "place", names=("a", "b"), example="JP CN", default=()
    )
    source: str = param("web-reconcile-source", "document", default="")
    every: bool = param("web-reconcile-every", "flag", option="all", default=False)


TIMES = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What the lists do not agree on of one tie.

    "one-sided" is a tie that one side lists and the other does not, "unanswered" one
    whose other side has no list: `listed_by` and `missing_from` are its parties,
    `document` the list in which both sides speak, "" when they are different documents.
    "disagreement" is a tie on which holders differ: `about` is "type" or the stage of
    the date, `values` are by holder. `holders` assert it.
    """

    finding: str
    tie: str
    holders: tuple[str, ...]
    claims: tuple[str, ...]
    document: str = ""
    listed_by: str = ""
    missing_from: str = ""
    parties: tuple[str, ...] = ()
    about: str = ""
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What the lists do not agree on of `ties` ties; `question` has ids for what was
    named.

    What is unanswered is listed where `every` is asked for.
    """

    register: Register
    question: Question
    ties: int
    findings: tuple[Finding, ...]

    def of(self, sort: str) -> list[Finding]:
        return [found for found in self.findings if found.finding == sort]


@dataclass(slots=True)
class _Tie:
    """What the lists say of one tie: whoever gives it a party, a date or a kind lists
    it; `said` is by holder.
    """

    id: str
    parties: set[str] = field(default_factory=set)
    listed: list[Claim] = field(default_factory=list)
    said: dict[str, dict[str, dict[str, list[str]]]] = field(
        default_factory=lambda: defaultdict(
            lambda: defaultdict(lambda: defaultdict(list))
        )
    )


def answer(question: Question, times: Times) -> Reconciled:
    """The ties that only one side lists, and those on which holders differ, as known
    now.

    Raises NotFound and Ambiguous for names, and BadQuestion for both at once or one
    side alone.
    """
    asked = ask.places_meant(question.of, question.between)
    ask.check_whole()
    current, register, today = weights(), ask.known_register(), date.today().toordinal()
    sides = [place.side(register, today).members for place in asked]
    source = (
        ask.resolver().resolve(question.source, ("document",))
        if question.source
        else ""
    )
    known = _ties(current, source)
    ties = [tie for tie in known if all(tie.parties & members for members in sides)]
    if len(sides) == 2:
        ties = [tie for tie in ties if len(tie.parties & (sides[0] | sides[1])) > 1]
    listed = {tie.id for tie in ties}
    one_sided = (
        one for one in _one_sided(known, _Places(current)) if one.tie in listed
    )
    refs = tuple(place.ref for place in asked)
    of, between = (refs[0], ()) if question.of else ("", refs)
    meant = replace(question, of=of, between=between, source=source)
    return Reconciled(register, meant, len(ties), (*one_sided, *_disagreements(ties)))


def _ties(current: Weights, document: str) -> list[_Tie]:
    found, same = dict[str, _Tie](), current.same
    stated = admitted(
        current, ("tie",), "party", "milestone", "type", document=document
    )
    for ref, claim in ((ref, claim) for ref, claim in stated if claim.counts):
        tie = found.setdefault(ref, _Tie(ref))
        value = decode("tie", claim.property, claim.value)
        holder = same.get(claim.holder, claim.holder)
        tie.listed.append(claim)
        if claim.property == "party":
            tie.parties.add(same.get(value, value))
        elif claim.property == "type":
            tie.said["type"][holder][value].append(claim.id)
        elif value.date is not None:
            tie.said[value.stage][holder][value.date.text].append(claim.id)
    return [found[ref] for ref in sorted(found) if found[ref].parties]


class _Places:
    """Where places lie and for whom holders speak, by what the ledger says of
    governments and organisations.
    """

    def __init__(self, current: Weights) -> None:
        self._said = dict[tuple[str, str], str]()
        for ref, claim in admitted(
            current, ("government", "organisation"), *_OF_PLACES
        ):
            value = claim.value.strip('"')
            self._said.setdefault((claim.property, ref), current.same.get(value, value))

    def _of(self, ref: str, *properties: str) -> str:
        """The first of some properties that is said of a thing; "" for none."""
        return next(
            filter(None, (self._said.get((name, ref)) for name in properties)), ""
        )

    def _with_above(self, ref: str, *properties: str) -> Iterator[str]:
        """A thing, and what that belongs to by the first of some properties, a few
        steps up.
        """
        for _ in range(5):
            yield ref
            ref = self._of(ref, *properties)

    def spoken_for(self, holder: str, parties: Iterable[str]) -> str:
        """The one party of a tie that a holder speaks for; "" when it speaks for
        neither.
        """
        listed, above = set(parties), self._with_above(holder, "belongs_to")
        if home := next(filter(listed.__contains__, above), ""):
            return home
        country = self.country_spoken_for(holder)
        there = [p for p in listed if country and self.country(p) == country]
        return there[0] if len(there) == 1 else ""

    def country_spoken_for(self, holder: str) -> str:
        """The country whose register a holder keeps, "" for none."""
        speaks = self._of(holder, "type") in _SPEAKING
        return self._of(self._of(holder, "located_in"), "country") if speaks else ""

    def country(self, party: str) -> str:
        """The country of a party, of what an organisation belongs to or sits in; ""
        when unknown.
        """
        above = self._with_above(party, "belongs_to", "located_in")
        return next(filter(None, (self._of(ref, "country") for ref in above)), "")


def _one_sided(ties: list[_Tie], places: _Places) -> Iterator[Finding]:
    """The one-sided ties: within documents in which many sides speak for themselves,
    and across all others.
    """
    speakers: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        for claim in tie.listed:
            if claim.holder in tie.parties:
                speakers[claim.document].add(claim.holder)
    # in which several governments each speak for themselves: each of their pages was
    # read
    crawled = frozenset(
        document for document, found in speakers.items() if len(found) > 2
    )
    own = (
        (c.holder, t.parties)
        for t in ties
        for c in t.listed
        if c.document not in crawled
    )
    speaking = (
        {  # who lists ties of their own, and the countries whose register is held
            places.country_spoken_for(h) or places.spoken_for(h, parties)
            for h, parties in own
        }
        - {""}
    )
    for tie in ties:
        lists: dict[str, dict[str, list[Claim]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for claim in tie.listed if len(tie.parties) == 2 else ():
            sides = lists[claim.document if claim.document in crawled else ""]
            if party := places.spoken_for(claim.holder, tie.parties):
                sides[party].append(claim)
        for document, sides in lists.items():
            if len(sides) != 1:
                continue
            ((party, given),) = sides.items()
            (other,) = tie.parties - {party}
            answered = (
                document or other in speaking or places.country(other) in speaking
            )
            holders = tuple(dict.fromkeys(claim.holder for claim in given))
            finding, ids = (
                "one-sided" if answered else "unanswered",
                tuple(c.id for c in given),
            )
            yield Finding(finding, tie.id, holders, ids, document, party, other)


def _disagreements(ties: list[_Tie]) -> Iterator[Finding]:
    for tie in ties:
        for about, by_holder in sorted(tie.said.items()):
            apart = set[str]()
            for pair in combinations(by_holder, 2):
                said = product([about], *(by_holder[holder] for holder in pair))
                if not any(starmap(agree, said)):
                    apart |= {*pair}
            if holders := tuple(sorted(apart)):
                values = tuple((h, tuple(sorted(by_holder[h]))) for h in holders)
                ids = tuple(
                    i for h in holders for found in by_holder[h].values() for i in found
                )
                differing = (tuple(sorted(tie.parties)), about, values)
                yield Finding(
                    "disagreement", tie.id, holders, ids, "", "", "", *differing
                )


_FINDING = columns(
    "finding tie document listed_by missing_from about values:value holders:ids"
    " claims:claims"
)
COLUMNS = {"findings": _FINDING}


def records(found: Reconciled, wording: Wording) -> Records:
    """A one-sided tie, or a disagreement on a tie, a row."""
    asked = found.question
    one_sided, unanswered, differing = map(
        found.of, ("one-sided", "unanswered", "disagreement")
    )
    rows = (
        row_of(one, _FINDING, values={h: list(held) for h, held in one.values} or None)
        for one in (*one_sided, *differing, *(unanswered if asked.every else ()))
    )
    counts = {
        "one_sided": one_sided,
        "unanswered": unanswered,
        "disagreements": differing,
    }
    about = {
        "of": asked.of or None,
        "between": list(asked.between) or None,
        "source": asked.source or None,
        "counts": {
            "ties": found.ties,
            **{sort: len(held) for sort, held in counts.items()},
        },
        "one_sided_by_document": dict(
            Counter(one.document for one in one_sided).most_common()
        ),
    }
    return Records("findings", _FINDING, rows, about)


def document(found: Reconciled, wording: Wording) -> Document:
    """How many there are, the one-sided ties, and the disagreements."""
    text = wording.messages.text
    one_sided, unanswered, differing = map(
        found.of, ("one-sided", "unanswered", "disagreement")
    )
    counts = {"ties": found.ties, "one": len(one_sided), "two": len(differing)}
    said = [Sentence.of(text("web-reconcile-count", **counts))]
    tables = [_one_sided_table("web-reconcile-one-sided", one_sided, wording)]
    if found.question.every:
        tables.append(
            _one_sided_table("web-reconcile-unanswered-title", unanswered, wording)
        )
    elif unanswered:
        more = text("web-reconcile-unanswered", count=len(unanswered))
        said.append(Sentence.of(more, tone=Tone.ASIDE))
    rows = []
    for two in differing:
        is_kind, by = two.about == "type", []
        about = (
            wording.text("column-kind")
            if is_kind
            else wording.concept("stages", two.about)
        )
        for holder, values in two.values:
            dates = (
                wording.messages.date(Edtf.parse(value))
                for value in values
                if not is_kind
            )
            kinds = (wording.concept("tie-types", value) for value in values if is_kind)
            listed = wording.messages.listing([*dates, *kinds])
            by.append(f"{wording.name(holder)}{wording.text('colon')}{listed}")
        parties = Piece(" – ".join(map(wording.name, two.parties)), two.tie)
        rows.append(
            (
                Sentence((parties,), two.claims),
                *map(Sentence.of, (about, "; ".join(by))),
            )
        )
    heads = ("web-analysis-tie", "web-reconcile-about", "web-reconcile-says")
    differ = Table(text("web-reconcile-disagree"), tuple(map(text, heads)), tuple(rows))
    return wording.document("reconcile", Paragraph(tuple(said)), *tables, differ)


def _one_sided_table(title: str, listed: Iterable[Finding], wording: Wording) -> Table:
    text = wording.messages.text
    heads = [
        "web-analysis-tie",
        *(f"web-reconcile-{head}" for head in ("by", "not-by", "document")),
    ]
    different = Sentence.of(text("web-reconcile-different"), tone=Tone.ASIDE)

    def row(one: Finding) -> tuple[Sentence, ...]:
        by, missing = wording.name(one.listed_by), wording.name(one.missing_from)
        return (
            Sentence((Piece(f"{by} – {missing}", one.tie),), one.claims),
            Sentence((Piece(by, one.listed_by),)),
            Sentence((Piece(missing, one.missing_from),)),
            Sentence((wording.link(one.document),)) if one.document else different,
        )

    return Table(text(title), tuple(map(text, heads)), tuple(map(row, listed)))
