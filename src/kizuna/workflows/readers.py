"""Readers: who asks, and so what is hidden from them.

Law: who asks by the command line owns the database and sees everything; every other door says who reads. By all
that is known now, whatever time is asked about, there is hidden

- from readers who are not cleared for its level, do not stand on its distribution list and did not record its
  level: a restricted document, with all that it says and all that is said of it;
- from readers without an account: a private person, with all that is said of them and with what names them among
  the participants of an event or a programme; and a text whose rights do not let anybody read it, but for its
  passages' places;
- from those who neither review nor proposed it: a proposal that nobody has judged yet.

Which documents are restricted, persons private and texts closed, the core says (`kizuna.register.access`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache

from kizuna.claims.kinds import Person
from kizuna.register.access import (
    Reader,
    RestrictedDocument,
    closed_texts,
    plain_name,
    private_persons,
    restricted,
)
from kizuna.register.register import Register
from kizuna.store.cache import cached
from kizuna.store.ledger import StoreLedger
from kizuna.store.queries import hidden
from kizuna.store.queries.accounts import Account, Role
from kizuna.store.queries.claims import proposing_methods
from kizuna.store.queries.hidden import with_consequences
from kizuna.store.redaction import Redaction, redact_by_default, redacting, redaction, unredacted
from kizuna.store.sql import known_terms, term_of
from kizuna.workflows.acting import recorder_of

ANONYMOUS = Reader()
"""Anybody."""

_READER: ContextVar[Reader | None] = ContextVar("reader")
_default: Reader | None = None


def reader() -> Reader | None:
    """Who reads; None for the owner of the database, who sees everything."""
    return _READER.get(_default)


def reader_of(account: Account | None) -> Reader:
    """An account as a reader; ANONYMOUS for None."""
    if account is None:
        return ANONYMOUS
    recorder = recorder_of(account.name)
    return Reader(
        account.name,
        account.clearances,
        frozenset(account.receives_as),
        recorder,
        recorder,
        account.has(Role.REVIEWER),
    )


@contextmanager
def reading_as(who: Reader | None) -> Iterator[None]:
    """What is asked inside the block is asked by this reader (None: the owner).

    What is hidden from the reader is found when first something is asked, and stays so to the end of the block.
    """
    token = _READER.set(who)
    try:
        with redacting(None if who is None else cache(lambda: hidden_from(who))):
            yield
    finally:
        _READER.reset(token)


def nobody_unless_said() -> None:
    """From now on whatever does not say who reads is asked by ANONYMOUS: for processes that serve others."""
    global _default
    _default = ANONYMOUS
    redact_by_default(lambda: hidden_from(ANONYMOUS))


def hidden_from(who: Reader) -> Redaction | None:
    """What is hidden from a reader; None when nothing is."""
    with unredacted():
        found = cached("closed", _closed, lambda found: len(found.numbers) + 1)
        own = term_of(who.proposer) if found.proposing and who.proposer else None
        documents = {ref for d in found.restricted if not d.is_seen_by(who) for ref in d.ids}
        hidden = Redaction(
            documents=found.numbered(documents),
            persons=found.numbered(found.persons) if who.is_anonymous else (),
            naming=found.naming if who.is_anonymous else (),
            texts=found.numbered(found.texts) if who.is_anonymous else (),
            unreviewed=() if who.reviews else found.proposing,
            own=-1 if own is None else own,
        )
        facts = hidden.of_facts
        if facts is None:
            return hidden if hidden.texts or hidden.unreviewed else None
        whole = cached(facts, lambda: with_consequences(facts), lambda found: len(found.ties))
        return replace(hidden, judgements=whole.judgements, ties=whole.ties)


def text_is_closed(document: str) -> bool:
    """Whether the current reader may not read the text of a document, for its rights."""
    found = redaction()
    return found is not None and known_terms([document]).get(document) in found.texts


@dataclass(frozen=True, slots=True)
class _Closed:
    """All that is closed to some reader.

    `restricted` documents, private `persons`, documents with closed `texts`; `numbers` are the terms of all their
    ids, `naming` the places of claims whose words name a private person, `proposing` the terms of the methods of
    proposals.
    """

    restricted: tuple[RestrictedDocument, ...] = ()
    persons: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    numbers: Mapping[str, int] = field(default_factory=dict)
    naming: tuple[int, ...] = ()
    proposing: tuple[int, ...] = ()

    def numbered(self, refs: Iterable[str]) -> tuple[int, ...]:
        """The terms of some of the ids."""
        return tuple(sorted(self.numbers[ref] for ref in refs))


def _closed() -> _Closed:
    proposing = tuple(sorted(proposing_methods()))
    documents = hidden.described_as(("access_level", "rights"))
    persons = hidden.persons()
    if not documents and not persons:
        return _Closed(proposing=proposing)
    register = Register(StoreLedger())
    register.preload([*documents, *persons], hops=1 if persons else 0)
    not_public = restricted(register, documents)
    gone = {ref for document in not_public for ref in document.ids}
    private = private_persons(register, persons, gone)
    texts = frozenset(closed_texts(register, documents))
    return _Closed(
        not_public,
        private,
        texts,
        known_terms(gone | private | texts),
        _naming(register, private) if private else (),
        proposing,
    )


def _naming(register: Register, private: Iterable[str]) -> tuple[int, ...]:
    """The claims on participants in whose words a private person is named, as the register writes the name."""
    people = (register.get(ref, Person) for ref in private)
    names = {plain_name(name.text) for person in people if person for name in person.name.values}
    stated = hidden.stated_of(("exchange", "programme"), ("participants",))
    return tuple(
        seq for seq, value in stated if any(name in plain_name(value) for name in names if name)
    )
