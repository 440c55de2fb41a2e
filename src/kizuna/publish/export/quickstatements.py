"""QuickStatements (V1 commands): ties that Wikidata lacks, as statements of P190 with
their sources.

Law: a tie goes out only where it surely stands or stood, where a public page that
anybody can open says so, and where that page does not forbid reuse; what is left out is
counted with the reason.

A rights note of a document is taken to forbid reuse unless it names CC0 or the public
domain, the only terms that Wikidata takes; a document without a note forbids nothing,
since a bare fact is nobody's property.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.kinds import Document, LocalGovernment, Tie
from kizuna.claims.wikidata import HOLDER, SITE
from kizuna.publish.export.subject import Subject
from kizuna.register.register import Register
from kizuna.register.ties import TieOnDay
from kizuna.values import OPEN_END, Edtf

_TWINNED = "P190"
_PRECISIONS = {"year": 9, "month": 10, "day": 11}
_FREE = re.compile(r"\bCC0\b|public domain", re.IGNORECASE)
_NAMED = 10
"""How many of the ties left out for one reason are named."""

Pairs = frozenset[frozenset[str]]


def write_quickstatements(subject: Subject, out: BinaryIO) -> list[str]:
    """Write the commands, and give how many ties go out, and those left out by
    reason.
    """
    register = subject.scope.register
    ties = (tie for tie in register.of_kind(Tie) if _is_of_wikidata(tie))
    # the pairs of items that Wikidata itself ties, wherever in the register
    known = frozenset(
        frozenset(_items(register, tie.party.values).values()) for tie in ties
    )
    reasons: dict[str, list[str]] = defaultdict(list)
    for tie, reason, lines in _weighed(subject, known):
        out.writelines(f"{line}\n".encode() for line in lines)
        reasons[reason].append(tie)
    ready = len(reasons.pop("", ()))
    told = [
        "1 tie goes out, both ways" if ready == 1 else f"{ready} ties go out, both ways"
    ]
    if not known:
        told.append(
            "no tie of Wikidata was harvested: look there before sending, it may have"
            " these"
        )
    for reason, left in sorted(reasons.items()):
        more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
        told.append(f"{len(left)} left out, {reason}: {', '.join(left[:_NAMED])}{more}")
    return told


def _weighed(subject: Subject, known: Pairs) -> Iterator[tuple[str, str, list[str]]]:
    """Each tie of the scope with the reason why it does not go out ("": it does), and
    its commands.
    """
    register = subject.scope.register
    for tie in subject.scope.ties:
        items = _items(register, tie.parties)
        each = [
            {claim.document for claim in _sure_claims(tie, party)}
            for party in tie.parties
        ]
        refs = sorted(set.intersection(*each)) if each else ()
        stating = [found for ref in refs if (found := register.get(ref, Document))]
        allowed = [
            d
            for d in stating
            if all(_FREE.search(note.text) for note in d.rights.values)
        ]
        sources = [document for document in allowed if document.address]
        cited = {document.id for document in sources}
        end, is_open = (
            _end(tie, cited),
            not tie.span or tie.span.end_earliest == OPEN_END,
        )
        needed = {
            "no one document names both parties": stating,
            "the rights noted of its sources do not allow it": allowed,
            "none of its sources has an address on the web": sources,
            "it ended, on a day that none of its sources gives": end or is_open,
        }
        lacking = (reason for reason, found in needed.items() if not found)
        reason = _unfit(tie, items, known) or next(lacking, "")
        lines = (
            ()
            if reason
            else _lines([*items.values()], _start(tie, cited), end, sources)
        )
        yield tie.id, reason, [*lines]


def _unfit(tie: TieOnDay, items: Mapping[str, str], known: Pairs) -> str:
    """The first reason against a tie, whatever its sources; "" for none."""
    kind = tie.tie.type.value
    if _is_of_wikidata(tie.tie) or frozenset(items.values()) in known:
        return "Wikidata has it"
    if len(tie.parties) != 2 or len(set(items.values())) != 2:
        return "it is not of two governments with an item of Wikidata each"
    if len({fact.value for fact in tie.tie.party if fact.counts}) > 2:
        return "it passed to a successor, and its date is not that of these two"
    if (
        not kind
        or vocabulary.scheme("tie-types")[kind].close.get("wikidata") != _TWINNED
    ):
        return f"its type is none that the vocabulary gives as {_TWINNED}"
    denied = {fact.value for fact in tie.tie.party if fact.denials}
    if tie.span is None or not all(
        _sure_claims(tie, p) and p not in denied for p in tie.parties
    ):
        return "it is not certain, or a source denies it"
    if not tie.span.begun_by(tie.day).certain:
        return "it may not have begun on the day"
    return ""


def _items(register: Register, parties: Iterable[str]) -> dict[str, str]:
    """The item of each party that is a government and has one."""
    found: dict[str, str] = {}
    for party in parties:
        government = register.get(party, LocalGovernment)
        for fact in government.identifier if government else ():
            if fact.counts and fact.value.scheme == "wikidata":
                found.setdefault(party, fact.value.value)
    return found


def _is_of_wikidata(tie: Tie) -> bool:
    """Whether Wikidata says so, or a document that is drawn from it."""
    claims = (claim for fact in tie.party for claim in fact.claims)
    return any(
        c.holder == HOLDER or f"{c.document}-".startswith(f"{SITE}-") for c in claims
    )


def _sure_claims(tie: TieOnDay, party: str) -> list[Claim]:
    stated = (
        claim for fact in tie.tie.party if fact.value == party for claim in fact.claims
    )
    return [c for c in stated if c.counts and c.certainty is Certainty.CERTAIN]


def _start(tie: TieOnDay, cited: Collection[str]) -> Edtf | None:
    """The date of the tie where no source gives another, and one that is cited gives
    it.
    """
    made, span = tie.established, tie.span
    date = made.value.date if made else None
    if not (
        made and span and date and _is_plain(date) and _is_cited(made.claims, cited)
    ):
        return None
    first, last = date.span.start_earliest, date.span.start_latest
    return date if (span.start_earliest, span.start_latest) == (first, last) else None


def _end(tie: TieOnDay, cited: Collection[str]) -> Edtf | None:
    """The day from which the tie was no longer in force, where a source that is cited
    gives it.
    """
    last_day = tie.span.end_earliest if tie.span else OPEN_END
    for fact in tie.tie.status:
        valid = fact.valid
        if (
            valid
            and valid.span.start_earliest == last_day + 1
            and _is_cited(fact.claims, cited)
        ):
            first = Edtf.parse(valid.text.partition("/")[0])
            return first if _is_plain(first) else None
    return None


def _is_cited(claims: Iterable[Claim], cited: Collection[str]) -> bool:
    return any(claim.counts and claim.document in cited for claim in claims)


def _is_plain(date: Edtf) -> bool:
    """Whether it is one day, month or year that is neither uncertain nor
    approximate.
    """
    return date.precision in _PRECISIONS and not date.uncertain and not date.approximate


def _lines(
    items: Sequence[str],
    start: Edtf | None,
    end: Edtf | None,
    sources: Sequence[Document],
) -> Iterator[str]:
    """A command each way for each source: QuickStatements adds the sources to one
    statement.
    """
    given = {"P580": start, "P582": end}
    dates = [
        text for name, date in given.items() if date for text in (name, _time(date))
    ]
    for source in sources:
        date = source.date.value
        cited = [
            "S854",
            f'"{source.address.value}"',
        ]  # the address, and the day of publication
        cited += ["S577", _time(date)] if date and _is_plain(date) else []
        for first, second in (items, items[::-1]):
            yield "\t".join((first, _TWINNED, second, *dates, *cited))


def _time(date: Edtf) -> str:
    """A date as Wikidata writes times, with its precision."""
    year, month, day = (*date.text.split("-"), "00", "00")[:3]
    return f"+{year}-{month}-{day}T00:00:00Z/{_PRECISIONS[date.precision]}"
