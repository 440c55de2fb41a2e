"""Withholding: the one definition of what is hidden from whom.

Law, by all that is known now, whatever time is asked about:

- A document that no source gives an access level is public. Where sources differ on its level, the strictest
  holds, unless a judgement prefers another.
- A document of another level is seen by readers who are cleared for that level, who stand on its distribution
  list, or who recorded its level. From everybody else it is hidden with all that it says and all that is said of
  it.
- A person without a public office or part is seen by readers with an account alone: hidden from anybody else with
  all that is said of them, and with what names them among the participants of an event or a programme. Who holds
  an office, or signed, issued, translated, led or was honoured, is public.
- A proposal that nobody has judged yet is seen by those who review, and by whoever proposed it.
- A text whose rights do not let anybody read it is withheld from readers without an account; its passages' places
  stay.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kizuna.claims.kinds import Agreement, Document, Exchange, Honour, Person
from kizuna.register.dating import standing_facts
from kizuna.register.register import Register
from kizuna.sources.rights import lets_anybody_read
from kizuna.store.sight import Sight, seeing_everything, sight
from kizuna.workflows.readers import Reader

PUBLIC, INTERNAL = "public", "internal"
"""Levels of access; a document that is uploaded is internal until it is published."""
PRIVATE_PARTS = frozenset({"delegation-member", "interpreter", "coordinator"})
"""The roles that make nobody a public person."""

_PUBLIC_PARTS = (
    (Agreement, "signatory"),
    (Document, "signatory"),
    (Document, "issuer"),
    (Document, "translator"),
    (Exchange, "leader"),
    (Honour, "recipient"),
)


@dataclass(frozen=True, slots=True)
class Restricted:
    """A document that is not public, under all its `ids`: its levels, the names on its distribution list, and who
    recorded its level."""

    ids: frozenset[str]
    levels: frozenset[str]
    addressees: frozenset[str]
    recorders: frozenset[str]

    def is_seen_by(self, reader: Reader) -> bool:
        """Whether a reader may see it."""
        return (
            self.levels <= reader.clearances
            or bool(self.addressees & {plain(name) for name in reader.receives_as})
            or bool(reader.recorder and reader.recorder in self.recorders)
        )


def look_as(reader: Reader) -> Sight | None:
    """What is hidden from a reader; None when nothing is."""
    from kizuna.store.terms import term_of

    with seeing_everything():
        found = _all_withheld()
        own = term_of(reader.proposer) if found.proposing and reader.proposer else None
    documents = {ref for d in found.restricted if not d.is_seen_by(reader) for ref in d.ids}
    persons = found.persons if reader.is_anonymous else ()
    texts = found.texts if reader.is_anonymous else ()
    unreviewed = () if reader.reviews else found.proposing
    if not (documents or persons or texts or unreviewed):
        return None
    return Sight(
        documents=found.numbered(documents),
        persons=found.numbered(persons),
        texts=found.numbered(texts),
        naming=found.naming if persons else (),
        unreviewed=unreviewed,
        own=-1 if own is None else own,
    )


@dataclass(frozen=True, slots=True)
class Withheld:
    """Every document that is `restricted`, every private person, every document whose text not everybody may read;
    `numbers` are the terms of all their ids, `naming` the claims whose words name a private person, `proposing`
    the terms of the methods of proposals."""

    restricted: tuple[Restricted, ...] = ()
    persons: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    naming: tuple[int, ...] = ()
    proposing: tuple[int, ...] = ()

    def numbered(self, refs: Iterable[str]) -> tuple[int, ...]:
        """The terms of some of the ids."""
        return tuple(sorted(self.numbers[ref] for ref in refs))


def _all_withheld() -> Withheld:
    from kizuna.workflows.keeping import kept

    return kept("withheld", _read, lambda found: len(found.numbers) + 1)


def _read() -> Withheld:
    from kizuna.store.identities import identities_read
    from kizuna.store.queries import hidden, judged
    from kizuna.store.terms import known_terms
    from kizuna.workflows import ask

    proposing = tuple(sorted(judged.proposing_methods()))
    described = hidden.described_as(("access_level", "rights"))
    persons = hidden.persons()
    refs = sorted({*described, *persons})
    if not refs:
        return Withheld(proposing=proposing)
    register = ask.known_register(None, refs, hops=1 if persons else 0)
    same = identities_read().same
    restricted = tuple(
        _restricted(document, same)
        for document in register.of_kind(Document)
        if not is_public(document)
    )
    gone = frozenset(ref for document in restricted for ref in document.ids)
    private, closed = _private(register, persons, gone, same), _closed(register, same)
    numbers = known_terms(gone | private | closed)
    naming = _naming(register, private) if private else ()
    return Withheld(
        restricted, tuple(sorted(private)), tuple(sorted(closed)), numbers, naming, proposing
    )


def _naming(register: Register, private: Iterable[str]) -> tuple[int, ...]:
    """The claims on participants in whose words a private person is named, as the register writes the name."""
    from kizuna.store.queries import hidden

    people = (register.get(ref, Person) for ref in private)
    names = {plain(name.text) for person in people if person for name in person.name.values}
    stated = hidden.stated_of(("exchange", "programme"), ("participants",))
    return tuple(
        seq for seq, value in stated if any(name in plain(value) for name in names if name)
    )


def is_public(document: Document) -> bool:
    """Whether anybody may see a document: no source gives it another level, or a judgement prefers "public"."""
    return all(fact.value == PUBLIC for fact in standing_facts(document.access_level))


def _restricted(document: Document, same: Mapping[str, str]) -> Restricted:
    facts = standing_facts(document.access_level)
    names = [fact.value for fact in document.addressee if fact.counts]
    texts = [n.name.text for n in names] + [n.expansion.text for n in names if n.expansion]
    return Restricted(
        ids=frozenset(_cluster(document.id, same)),
        levels=frozenset(fact.value for fact in facts) - {PUBLIC},
        addressees=frozenset(map(plain, texts)),
        recorders=frozenset(claim.recorder for fact in facts for claim in fact.claims),
    )


def _cluster(ref: str, same: Mapping[str, str]) -> Iterator[str]:
    """All ids that mean the same thing."""
    yield ref
    yield from (other for other, stands in same.items() if stands == ref)


def plain(name: str) -> str:
    """A name on a distribution list as it is compared: without case, width and spaces at its ends."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _closed(register: Register, same: Mapping[str, str]) -> set[str]:
    """The documents whose rights do not let anybody read their text."""
    found: set[str] = set()
    for document in register.of_kind(Document):
        notes = [fact.value.text for fact in document.rights if fact.counts]
        if not lets_anybody_read(notes):
            found.update(_cluster(document.id, same))
    return found


def _private(
    register: Register, persons: Iterable[str], gone: frozenset[str], same: Mapping[str, str]
) -> set[str]:
    """The persons without a public office or part in what anybody may read."""
    return {ref for ref in persons if not _has_part(register, same.get(ref, ref), gone)}


def _has_part(register: Register, ref: str, gone: frozenset[str]) -> bool:
    person = register.get(ref, Person)
    if person is not None:
        for fact in person.role:
            seen = any(claim.document not in gone for claim in fact.claims)
            if fact.counts and seen and fact.value.role not in PRIVATE_PARTS:
                return True
    for kind, name in _PUBLIC_PARTS:
        for entity in register.referring(ref, kind, name):
            if entity.id in gone:
                continue
            for fact in entity.stated(name):
                named = getattr(fact.value, "person", fact.value)
                if named == ref and any(claim.document not in gone for claim in fact.claims):
                    return True
    return False


def text_is_withheld(document: str) -> bool:
    """Whether whoever reads may not read the text of a document, for its rights."""
    from kizuna.store.terms import known_terms

    found = sight()
    return found is not None and known_terms([document]).get(document) in found.texts
