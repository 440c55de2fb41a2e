"""Access: what the documents and persons of a register close to whom.

Law: a document that no source gives an access level is public; where sources differ,
the strictest level holds, unless a judgement prefers another. A person without a public
office or part is private: who holds an office, or signed, issued, translated, led or
was honoured, is public.

A text with no note of its rights is shown: whoever added it to an open register answers
for that. A note shows it only when it names terms under which anybody may read and pass
the text on, and says nothing against them; any other note withholds it. This is no
legal advice but a rule that errs on the side of the rights' owner.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from kizuna.claims.kinds import Agreement, Document, Exchange, Fact, Honour, Person
from kizuna.register.register import Register, standing_facts

PUBLIC, INTERNAL = "public", "internal"
"""Levels of access; a document that is uploaded is internal until it is published."""
NON_PUBLIC_ROLES = frozenset({"delegation-member", "interpreter", "coordinator"})
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
class Reader:
    """Somebody who reads through a door.

    `name` is that of the account, "" for somebody without one; `clearances` are the
    access levels, besides public, that they are cleared for; `receives_as` the names
    under which they stand on distribution lists; `recorder` the id under which they
    record claims, `proposer` that under which they propose. `reviews`: they see every
    proposal before it is reviewed, others their own alone.
    """

    name: str = ""
    clearances: frozenset[str] = frozenset()
    receives_as: frozenset[str] = frozenset()
    recorder: str = ""
    proposer: str = ""
    reviews: bool = False


@dataclass(frozen=True, slots=True)
class RestrictedDocument:
    """A document that is not public, under all its `ids`: its levels, the names on its
    distribution list, and who recorded its level.
    """

    ids: frozenset[str]
    levels: frozenset[str]
    addressees: frozenset[str]
    recorders: frozenset[str]

    def is_seen_by(self, reader: Reader) -> bool:
        """Whether a reader may see it."""
        return (
            self.levels <= reader.clearances
            or bool(self.addressees & {plain_name(name) for name in reader.receives_as})
            or bool(reader.recorder and reader.recorder in self.recorders)
        )


def is_public(document: Document) -> bool:
    """Whether anybody may see a document: no source gives it another level, or a
    judgement prefers "public".
    """
    return all(fact.value == PUBLIC for fact in standing_facts(document.access_level))


def restricted(
    register: Register, refs: Iterable[str]
) -> tuple[RestrictedDocument, ...]:
    """The documents among the ids that not everybody may see."""
    found = []
    for document in register.get_all(refs, Document):
        facts = standing_facts(document.access_level)
        if levels := frozenset(fact.value for fact in facts) - {PUBLIC}:
            names = [fact.value for fact in document.addressee if fact.counts]
            texts = [n.name.text for n in names] + [
                n.expansion.text for n in names if n.expansion
            ]
            ids = frozenset(register.members([document.id]))
            recorders = frozenset(
                claim.recorder for fact in facts for claim in fact.claims
            )
            addressees = frozenset(map(plain_name, texts))
            found.append(RestrictedDocument(ids, levels, addressees, recorders))
    return tuple(found)


def plain_name(name: str) -> str:
    """A name as it is compared: without case, width and spaces at its ends."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def closed_texts(register: Register, refs: Iterable[str]) -> set[str]:
    """The documents among the ids, under all their ids, whose rights do not let
    everybody read their text.
    """
    closed = (
        document.id
        for document in register.get_all(refs, Document)
        if not lets_anybody_read(
            [fact.value.text for fact in document.rights if fact.counts]
        )
    )
    return register.members(closed)


def private_persons(
    register: Register, refs: Iterable[str], restricted: Collection[str]
) -> frozenset[str]:
    """Those of the ids of persons that have no public office or part by what
    unrestricted documents say.
    """

    def is_seen(fact: Fact[Any]) -> bool:
        return any(claim.document not in restricted for claim in fact.claims)

    def is_public(ref: str) -> bool:
        person, meant = register.get(ref, Person), register.canonical(ref)
        roles = (
            [fact for fact in person.role if fact.counts and is_seen(fact)]
            if person
            else []
        )
        return any(fact.value.role not in NON_PUBLIC_ROLES for fact in roles) or any(
            getattr(fact.value, "person", fact.value) == meant and is_seen(fact)
            for kind, name in _PUBLIC_PARTS
            for entity in register.referring(meant, kind, name)
            if entity.id not in restricted
            for fact in entity.stated(name)
        )

    return frozenset(ref for ref in refs if not is_public(ref))


_FREE = re.compile(
    r"\bCC[ -]?0\b|\bCC[ -]BY\b|creative commons|public domain|open government"
    r" licen[cs]e|licence ouverte"
    r"|open data commons|\bODbL\b|\bPDDL\b|\bGFDL\b|free documentation licen[cs]e|may"
    r" be (?:freely )?"
    r"(?:reproduced|republished|shown|read by anybody)|government standard terms of use"
    r"|パブリック・?ドメイン|クリエイティブ・?コモンズ|政府標準利用規約|公共データ利用規約|自由に利用"
    r"|公有领域|公有領域|知识共享|知識共享|可自由(?:使用|转载)"
    r"|общественно[емго]+ достояни|свободн\w+ лиценз|криэйтив коммонс",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:not|no|never|without|except|cannot|nor)\b|n['’]t\b|all rights"
    r" reserved|ません|ない|禁止|無断"
    r"|不得|未经|非公有|\bне\b|\bнет\b|запрещ|все права",
    re.IGNORECASE,
)


def lets_anybody_read(notes: Iterable[str]) -> bool:
    """Whether a document with these notes on its rights may have its text shown to
    anybody; True without any.
    """
    return all(_FREE.search(note) and not _AGAINST.search(note) for note in notes)
