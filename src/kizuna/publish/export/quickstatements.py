"""QuickStatements (V1 commands): ties that Wikidata lacks, as statements of P190 with their sources.

Law: a tie goes out only where it surely stands or stood, where a public page that anybody can open says so, and
where that page does not forbid reuse; what is left out is counted with the reason.

A rights note of a document is taken to forbid reuse unless it names CC0 or the public domain, the only terms that
Wikidata takes; a document without a note forbids nothing, since a bare fact is nobody's property.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.kinds import Document, LocalGovernment, Tie
from kizuna.claims.wikidata import HOLDER, SITE
from kizuna.publish.export.subject import ExportFormat, Subject
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay
from kizuna.values import OPEN_END, Edtf

_TWINNED = "P190"
_START, _END = "P580", "P582"
_ADDRESS, _PUBLISHED = "S854", "S577"
_PRECISIONS = {"year": 9, "month": 10, "day": 11}
_FREE = re.compile(r"\bCC0\b|public domain", re.IGNORECASE)
_NAMED = 10
"""How many of the ties left out for one reason are named."""

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A tie that goes out: the items of its two parties, its two dates where they are sure, and its sources."""

    items: tuple[str, str]
    start: Edtf | None
    end: Edtf | None
    sources: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class _LeftOut:
    """A tie that does not go out, and why."""

    tie: str
    reason: str


@dataclass(frozen=True)
class _Sorting:
    """What deciding on the ties of one register, on one day, rests on."""

    register: Register
    day: int
    known: frozenset[Pair]

    @classmethod
    def of(cls, subject: Subject) -> _Sorting:
        """With the pairs of items that Wikidata itself ties, wherever in the register."""
        register, day = subject.scope.register, subject.scope.day
        ties = register.of_kind(Tie)
        pairs = (_items(register, t.party.values) for t in ties if _is_of_wikidata(t))
        return cls(register, day, frozenset(frozenset(pair.values()) for pair in pairs))

    def sort(self, scoped: TieOnDay) -> _Ready | _LeftOut:
        """The tie as it goes out, or why it does not."""
        reason, sources = self._weighed(scoped)
        if reason:
            return _LeftOut(scoped.tie.id, reason)
        items = _items(self.register, scoped.parties)
        first, second = (items[party] for party in scoped.parties)
        start, end = _start(scoped, sources), _end(scoped, sources)
        if _has_ended(scoped) and end is None:
            return _LeftOut(scoped.tie.id, "it ended, on a day that none of its sources gives")
        return _Ready((first, second), start, end, sources)

    def _weighed(self, scoped: TieOnDay) -> tuple[str, tuple[Document, ...]]:
        """The first reason against the tie, "" for none, and the documents that may be cited for it."""
        tie = scoped.tie
        items = _items(self.register, scoped.parties)
        if _is_of_wikidata(tie) or frozenset(items.values()) in self.known:
            return "Wikidata has it", ()
        if len(scoped.parties) != 2 or len(set(items.values())) != 2:
            return "it is not of two governments with an item of Wikidata each", ()
        if len({fact.value for fact in tie.party if fact.counts}) > 2:
            return "it passed to a successor, and its date is not that of these two", ()
        if not _is_twinning(tie):
            return f"its type is none that the vocabulary gives as {_TWINNED}", ()
        if scoped.span is None or not all(_is_sure(tie, party) for party in scoped.parties):
            return "it is not certain, or a source denies it", ()
        if not scoped.span.begun_by(self.day).certain:
            return "it may not have begun on the day", ()
        sources = tuple(self._sources(tie, scoped.parties))
        return ("" if sources else _why_none(self._stating(tie, scoped.parties))), sources

    def _sources(self, tie: Tie, parties: Sequence[str]) -> Iterator[Document]:
        for document in self._stating(tie, parties):
            if document.address and not _forbids(document):
                yield document

    def _stating(self, tie: Tie, parties: Sequence[str]) -> list[Document]:
        """The documents that name every party, in order of id."""
        each = [{c.document for c in _claims(tie, party)} for party in parties]
        held = (self.register.get(ref, Document) for ref in sorted(set.intersection(*each)))
        return [document for document in held if document is not None]


def _write(subject: Subject, out: BinaryIO) -> None:
    for sorted_ in _sorted(subject):
        if isinstance(sorted_, _Ready):
            out.writelines(f"{line}\n".encode() for line in _lines(sorted_))


def _notes(subject: Subject) -> list[str]:
    """How many ties go out, and those left out by reason."""
    reasons: dict[str, list[str]] = defaultdict(list)
    ready = 0
    for sorted_ in _sorted(subject):
        if isinstance(sorted_, _LeftOut):
            reasons[sorted_.reason].append(sorted_.tie)
        else:
            ready += 1
    told = ["1 tie goes out, both ways" if ready == 1 else f"{ready} ties go out, both ways"]
    if not _Sorting.of(subject).known:
        told.append(
            "no tie of Wikidata was harvested: look there before sending, it may have these"
        )
    for reason, ties in sorted(reasons.items()):
        more = f" and {len(ties) - _NAMED} more" if len(ties) > _NAMED else ""
        told.append(f"{len(ties)} left out, {reason}: {', '.join(ties[:_NAMED])}{more}")
    return told


def _sorted(subject: Subject) -> Iterator[_Ready | _LeftOut]:
    sorting = _Sorting.of(subject)
    return (sorting.sort(scoped) for scoped in subject.scope.ties)


def _items(register: Register, parties: Iterable[str]) -> Mapping[str, str]:
    """The item of each party that is a government and has one."""
    found = {}
    for party in parties:
        government = register.get(party, LocalGovernment)
        stated = government.identifier if government else ()
        held = [f.value.value for f in stated if f.counts and f.value.scheme == "wikidata"]
        if held:
            found[party] = held[0]
    return found


def _is_of_wikidata(tie: Tie) -> bool:
    return any(_is_wikidatas(claim) for fact in tie.party for claim in fact.claims)


def _is_wikidatas(claim: Claim) -> bool:
    """Whether Wikidata says so, or a document that is drawn from it."""
    return claim.holder == HOLDER or claim.document == SITE or claim.document.startswith(f"{SITE}-")


def _is_twinning(tie: Tie) -> bool:
    """Whether the vocabulary gives Wikidata's property as a close match of the type of the tie."""
    kind = tie.type.value
    return kind is not None and (
        vocabulary.scheme("tie-types")[kind].close.get("wikidata") == _TWINNED
    )


def _has_ended(scoped: TieOnDay) -> bool:
    return scoped.span is not None and scoped.span.end_earliest != OPEN_END


def _claims(tie: Tie, party: str) -> list[Claim]:
    return [
        claim
        for fact in tie.party
        if fact.value == party
        for claim in fact.claims
        if claim.counts and claim.certainty is Certainty.CERTAIN
    ]


def _is_sure(tie: Tie, party: str) -> bool:
    denied = any(fact.denials for fact in tie.party if fact.value == party)
    return bool(_claims(tie, party)) and not denied


def _forbids(document: Document) -> bool:
    return any(not _FREE.search(note.text) for note in document.rights.values)


def _why_none(stating: Sequence[Document]) -> str:
    """Why no document that states the tie may be cited for it."""
    if not stating:
        return "no one document names both parties"
    if all(_forbids(document) for document in stating):
        return "the rights noted of its sources do not allow it"
    return "none of its sources has an address on the web"


def _start(scoped: TieOnDay, sources: Sequence[Document]) -> Edtf | None:
    """The date of the tie where no source gives another, and one that is cited gives it."""
    made, span = scoped.established, scoped.span
    date = made.value.date if made else None
    if made is None or span is None or date is None or not _is_plain(date):
        return None
    is_sole = (span.start_earliest, span.start_latest) == (
        date.span.start_earliest,
        date.span.start_latest,
    )
    return date if is_sole and _is_cited(made.claims, sources) else None


def _end(scoped: TieOnDay, sources: Sequence[Document]) -> Edtf | None:
    """The day from which the tie was no longer in force, where a source that is cited gives it."""
    last_day = scoped.span.end_earliest if scoped.span else OPEN_END
    for fact in scoped.tie.status:
        valid = fact.valid
        if valid and valid.span.start_earliest == last_day + 1 and _is_cited(fact.claims, sources):
            first = Edtf.parse(valid.text.partition("/")[0])
            return first if _is_plain(first) else None
    return None


def _is_cited(claims: Iterable[Claim], sources: Sequence[Document]) -> bool:
    cited = {document.id for document in sources}
    return any(c.counts and c.document in cited for c in claims)


def _is_plain(date: Edtf) -> bool:
    """Whether it is one day, month or year that is neither uncertain nor approximate."""
    return date.precision in _PRECISIONS and not date.uncertain and not date.approximate


def _lines(ready: _Ready) -> Iterator[str]:
    """A command each way for each source: QuickStatements adds the sources to one statement."""
    a, b = ready.items
    dates = [(_START, ready.start), (_END, ready.end)]
    qualifiers = [text for name, date in dates if date for text in (name, _time(date))]
    for source in ready.sources:
        cited = _cited(source)
        for first, second in ((a, b), (b, a)):
            yield "\t".join((first, _TWINNED, second, *qualifiers, *cited))


def _cited(document: Document) -> list[str]:
    address = document.address.value or ""
    parts = [_ADDRESS, f'"{address}"']
    date = document.date.value
    if date and _is_plain(date):
        parts += [_PUBLISHED, _time(date)]
    return parts


def _time(date: Edtf) -> str:
    """A date as Wikidata writes times, with its precision."""
    year, month, day = (*date.text.split("-"), "00", "00")[:3]
    return f"+{year}-{month}-{day}T00:00:00Z/{_PRECISIONS[date.precision]}"


QUICKSTATEMENTS = ExportFormat(
    "quickstatements",
    "txt",
    "Wikidata: ties that it lacks, with their sources, for a person to look over and send",
    _write,
    _notes,
)
