"""Readers: who asks, and so what is hidden from them.

Law: who asks by the command line owns the database and sees everything; every other
door says who reads. By all that is known now, whatever time is asked about, there is
hidden

- from readers who are not cleared for its level, do not stand on its distribution list
  and did not record its level: a restricted document, with all that it says and all
  that is said of it;
- from readers without an account: a private person, with all that is said of them and
  with what names them among the participants of an event or a programme; and a text
  whose rights do not let anybody read it, but for its passages' places;
- from those who neither review nor proposed it: a proposal that nobody has judged yet.

Which documents are restricted, persons private and texts closed, the core says
(`kizuna.register.access`).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import cache

from kizuna.claims.kinds import Person
from kizuna.register import access
from kizuna.register.access import Reader, RestrictedDocument, plain_name
from kizuna.register.register import Register
from kizuna.store.cache import cached
from kizuna.store.ledger import StoreLedger
from kizuna.store.queries import hidden
from kizuna.store.queries.accounts import Account, Role
from kizuna.store.queries.claims import proposing_methods
from kizuna.store.queries.hidden import with_consequences
from kizuna.store.redaction import (
    Redaction,
    redact_by_default,
    redacting,
    redaction,
    unredacted,
)
from kizuna.store.sql import known_terms
from kizuna.workflows.acting import recorder_of

ANONYMOUS = Reader()

_READER: ContextVar[Reader | None] = ContextVar("reader")
_default: Reader | None = None


def reader() -> Reader | None:
    """Who reads; None for the owner of the database, who sees everything."""
    return _READER.get(_default)


def reader_of(account: Account | None) -> Reader:
    """An account as a reader; ANONYMOUS for None."""
    if account is None:
        return ANONYMOUS
    recorder, receives_as = recorder_of(account.name), frozenset(account.receives_as)
    cleared = (account.name, account.clearances, receives_as)
    return Reader(*cleared, recorder, recorder, account.has(Role.REVIEWER))


@contextmanager
def reading_as(who: Reader | None) -> Iterator[None]:
    """What is asked inside the block is asked by this reader (None: the owner).

    What is hidden from the reader is found when first something is asked, and stays so
    to the end of the block.
    """
    token = _READER.set(who)
    try:
        with redacting(None if who is None else cache(lambda: hidden_from(who))):
            yield
    finally:
        _READER.reset(token)


def nobody_unless_said() -> None:
    """From now on whatever does not say who reads is asked by ANONYMOUS: for processes
    that serve others.
    """
    global _default
    _default = ANONYMOUS
    redact_by_default(lambda: hidden_from(ANONYMOUS))


def hidden_from(who: Reader) -> Redaction | None:
    """What is hidden from a reader; None when nothing is."""
    with unredacted():
        not_public, found = cached(
            "closed", _closed, lambda made: len(made[0]) + len(made[1].persons) + 1
        )
        documents = {
            term for one, its in not_public if not one.is_seen_by(who) for term in its
        }
        hidden = replace(found, documents=tuple(sorted(documents)))
        if who.name:  # there is an account
            hidden = replace(hidden, persons=(), naming=(), texts=())
        if who.reviews or not found.unreviewed:
            hidden = replace(hidden, unreviewed=())
        elif (
            who.proposer
            and (own := known_terms((who.proposer,)).get(who.proposer)) is not None
        ):
            hidden = replace(hidden, own=own)
        facts = hidden.of_facts
        if facts is None:
            return hidden if hidden.texts or hidden.unreviewed else None
        whole = cached(
            facts, lambda: with_consequences(facts), lambda found: len(found.ties)
        )
        return replace(hidden, judgements=whole.judgements, ties=whole.ties)


def text_is_closed(document: str) -> bool:
    """Whether the current reader may not read the text of a document, for its
    rights.
    """
    found = redaction()
    return found is not None and known_terms([document]).get(document) in found.texts


def _closed() -> tuple[
    tuple[tuple[RestrictedDocument, tuple[int, ...]], ...], Redaction
]:
    """The restricted documents with the terms of their ids, and what else is hidden
    from anybody.
    """
    anybody = Redaction(unreviewed=tuple(sorted(proposing_methods())))
    documents = hidden.described_as(("access_level", "rights"))
    persons = hidden.persons()
    if not documents and not persons:
        return (), anybody
    register = Register(StoreLedger())
    register.preload([*documents, *persons], hops=1 if persons else 0)
    not_public = access.restricted(register, documents)
    closed = {ref for one in not_public for ref in one.ids}
    private = access.private_persons(register, persons, closed)
    people = (register.get(ref, Person) for ref in private)
    names = {
        plain_name(name.text)
        for person in people
        if person
        for name in person.name.values
    }
    # on participants, in whose words a private person is named, as the register writes
    # the name
    stated = (
        hidden.stated_of(("exchange", "programme"), ("participants",))
        if private
        else ()
    )
    naming = (
        seq for seq, said in stated if any(n in plain_name(said) for n in names if n)
    )
    texts = _terms(access.closed_texts(register, documents))
    found = replace(anybody, persons=_terms(private), naming=tuple(naming), texts=texts)
    return tuple((one, _terms(one.ids)) for one in not_public), found


def _terms(refs: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted(known_terms(refs).values()))
