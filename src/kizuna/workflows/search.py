"""Searching: names in any script and spelling, ties by their parties, facts in words,
passages of documents.

What is known best comes first: places and ties, then what was agreed and done, then
bodies and persons, then documents; each thing once. Where nothing holds the words, the
names that differ in a few letters are offered.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kizuna.claims.kinds import Entity, LocalGovernment, Tie
from kizuna.identity.resolver import PARTIES, beginnings, sides, sound_keys
from kizuna.publish.document import Document, Paragraph, Piece, Section, Sentence, Table
from kizuna.publish.records import Records, columns, row_of
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.sources.passages import highlight
from kizuna.store.ledger import weights
from kizuna.store.queries import claims, documents, entities
from kizuna.store.search import Hit, folded, words_in
from kizuna.store.search import search as search_store
from kizuna.values import kind_of, slug_of
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import param, question_class

KINDS = ("name", "fact", "passage")
_RANKS = {
    **dict.fromkeys(("government", "area", "tie"), 0),
    **dict.fromkeys(("agreement", "programme", "exchange", "field"), 1),
    **dict.fromkeys(("office", "organisation", "person"), 2),
}
_LAST = 3
_NAMES_A_THING = 4
"""So many names of each thing are looked at."""
_COMPLETIONS = 20
"""So many completions of what is typed are offered of each kind of thing."""
_TIES_OF_ONE = 20
"""So many ties of a place are shown with it; its own page has them all."""
TIMES = ("known_at",)


@question_class
class Question:
    """Search names in any script and spelling, facts in words, and passages of the
    documents that are held.

    All `words` must be found; `kind` are of KINDS (none: all), `limit` is the largest
    number of hits.
    """

    words: str = param(
        "web-search-words", names=("q",), is_argument=True, example="Santori"
    )
    kind: tuple[str, ...] = param(
        "web-search-kind",
        choices=KINDS,
        none="web-search-all",
        names=("in",),
        default=(),
    )
    limit: int = param("web-search-limit", "number", most=500, default=50)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, names first.

    `ties` is how many ties each place and body has that was found by name. Where
    `is_similar`, nothing holds the words, and the hits are names like them; where
    `is_cut`, more was found than was asked for.
    """

    words: str
    hits: tuple[Hit, ...]
    register: Register
    ties: Mapping[str, int] = field(default_factory=dict)
    is_similar: bool = False
    is_cut: bool = False

    def country(self, ref: str) -> str:
        """The code of the country of a government that was found; "" for others, and
        where nobody states it.
        """
        place = self.register.get(ref, LocalGovernment)
        return (place.country.value or "") if place else ""


def answer(question: Question, times: Times) -> Found:
    """What holds the words. Raises BadQuestion where there is no word."""
    kinds = question.kind or KINDS
    return search(
        question.words, limit=question.limit, kinds=kinds, known_at=times.known_at
    )


def search(
    words: str,
    *,
    limit: int = 50,
    kinds: tuple[str, ...] = KINDS,
    things: tuple[str, ...] = (),
    known_at: datetime | None = None,
) -> Found:
    """What holds all the words as known at a time (None: now); names are also found by
    another spelling of the same sounds, and ties by the names of their parties.

    `kinds` are of KINDS; `things` are the kinds of what is found (none: any). A passage
    was known from when its text was added. Raises BadQuestion when there is no word.
    """
    hits = _names(words, limit, things, known_at) if "name" in kinds else []
    if others := [kind for kind in kinds if kind != "name"]:
        held = search_store(words, limit=limit, kinds=others, things=things)
        told = {(hit.ref, hit.text, hit.start): hit for hit in _known(held, known_at)}
        hits += sorted(
            told.values(), key=lambda hit: (KINDS.index(hit.kind), _rank(hit))
        )
    similar = [] if hits or "name" not in kinds else _similar(words, things, known_at)
    shown = tuple((hits or similar)[:limit])
    named = {hit.ref for hit in shown if hit.kind == "name"}
    parties = sorted(
        ref for ref in named if kind_of(ref) in ("government", "organisation")
    )
    register = ask.known_register(known_at, {hit.ref for hit in shown}).preload(
        parties, hops=1
    )
    ties = {
        ref: len(register.referring(ref, Tie, "party")) for ref in parties
    }  # of any time
    return Found(words, shown, register, ties, bool(similar), len(shown) >= limit)


def suggest_names(
    words: str,
    limit: int = 10,
    things: tuple[str, ...] = (),
    known_at: datetime | None = None,
) -> Found:
    """The things that somebody who has typed these words may mean, the likeliest first;
    without a word none.
    """
    if not words.strip():
        return Found(words, (), ask.known_register(known_at))
    return search(words, limit=limit, kinds=("name",), things=things, known_at=known_at)


def completions(begun: str, things: tuple[str, ...]) -> dict[str, str]:
    """What may be meant by the beginning of an id or a name, of kinds of things, with
    the id: ids and their last parts, and names with hyphens for spaces, which are read
    as the names are; a few of each kind, none for "".
    """
    kind, slash, slug = begun.rpartition("/")
    found: dict[str, str] = {}
    for thing in things if begun else ():
        if not slash or kind == thing:
            before = (
                f"{thing}/{slug[:-1]}{chr(ord(slug[-1]) - 1)}\U0010ffff" if slug else ""
            )
            ids = entities.ids_of_kind(thing, after=before, limit=_COMPLETIONS)
            of_kind = (ref for ref in ids if ref.startswith(f"{thing}/{slug}"))
            found |= {ref if slash else slug_of(ref): ref for ref in of_kind}
    if any(map(str.isalnum, begun)) and not slash:
        hits = search_store(
            begun.replace("-", " "), limit=200, kinds=("name",), things=things
        )
        named = ((hit.text.replace(" ", "-"), hit.ref) for hit in hits)
        found |= dict(
            [(name, ref) for name, ref in named if name.startswith(begun)][
                :_COMPLETIONS
            ]
        )
    return found


def _names(
    words: str, limit: int, things: tuple[str, ...], known_at: datetime | None
) -> list[Hit]:
    """The things that have a name with all the words, each once, in the order in which
    they are shown.
    """
    held = search_store(
        words, limit=limit * _NAMES_A_THING, kinds=("name",), things=things
    )
    names = ask.resolver()
    sounding = [*names.with_sounds(words), *names.sounding(words)]
    first = {name.ref: name for name in reversed(sounding)}.values()
    wanted = (name for name in first if not things or kind_of(name.ref) in things)
    spelt = [Hit("name", name.ref, name.text, name.claim) for name in wanted]
    same = weights(known_at).same
    known = _known([*held, *spelt], known_at)
    named = (replace(h, ref=same[h.ref]) if h.ref in same else h for h in known)
    ranked = [
        ((_likeness(hit.text, words), len(hit.text), hit.ref), hit) for hit in named
    ]
    if not things or "tie" in things:
        ranked += _ties(words, known_at)
    found = {
        ref: Hit("name", ref, ref)
        for ref in ask.resolver(known_at).with_id(words.strip())
    }
    for _, hit in sorted(ranked, key=lambda one: (_rank(one[1]), *one[0])):
        found.setdefault(hit.ref, hit)
    return list(found.values())


def _rank(hit: Hit) -> int:
    return _RANKS.get(kind_of(hit.ref), _LAST)


_SAME, _JOINED, _BEGUN, _OF_ONE, _NO_MORE, _MORE = range(6)
"""How a thing has the words, the likeliest first: by its whole name; as a tie, by its
parties; by the beginning of its name; as a tie, by one party alone; by a name that says
no more, or more.
"""


def _likeness(text: str, words: str) -> int:
    if sound_keys(text) & sound_keys(words):
        return _SAME
    if folded(text).startswith(folded(words.strip())):
        return _BEGUN
    of_name = {
        word for word in words_in(text) if word.strip("–-/·,")
    }  # a dash is no word
    return _NO_MORE if of_name <= set(words_in(words)) else _MORE


def marked(words: str, text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether one of the words of a question is what it
    says.
    """
    plain = folded(text)
    hits = (
        hit for word in words_in(words) for hit in re.finditer(re.escape(word), plain)
    )
    return highlight(text, [hit.span() for hit in hits])


def _known(hits: Iterable[Hit], known_at: datetime | None) -> list[Hit]:
    """The hits that rest on a claim or a text which was recorded by a time (None:
    all).
    """
    held = list(hits)
    if known_at is None:
        return held
    made = claims.claims_by_ids(hit.claim for hit in held if hit.claim)
    recorded = {ref: claim.recorded_at for ref, claim in made.items()}
    texts = {
        hit.sha256: documents.document_text(hit.sha256) for hit in held if hit.sha256
    }
    recorded |= {
        digest: text.added_at for digest, text in texts.items() if text is not None
    }
    times = ((hit, recorded.get(hit.claim or hit.sha256)) for hit in held)
    return [hit for hit, at in times if at is not None and at <= known_at]


def _ties(
    words: str, known_at: datetime | None
) -> Iterator[tuple[tuple[int, int, str], Hit]]:
    """The ties whose parties the words name, with what they are ordered by; the last
    name may be only begun.

    Of one place or body alone, those of which most is recorded.
    """
    for first, rest in ((_called(words), ""), *beginnings(words, _called)):
        if not first:
            continue
        ties, register = ask.ties_joining([first], known_at)
        named = _called(rest)
        if rest:
            ties = [
                t
                for t in ties
                if _joins(t, named) or _has_begun(t, first, rest, register)
            ]
        ties.sort(key=lambda tie: (not _joins(tie, named), -len(tie.claim_ids)))
        for place, tie in enumerate(ties[:_TIES_OF_ONE]):
            yield (_JOINED if rest else _OF_ONE, place, tie.id), _tie_hit(tie, register)
    for several in sides(words, _called):
        if len(several) > 2:
            ties, register = ask.ties_joining(several, known_at)
            yield from (((_JOINED, 0, tie.id), _tie_hit(tie, register)) for tie in ties)


def _joins(tie: Tie, parties: frozenset[str]) -> bool:
    return not parties.isdisjoint(tie.party.values)


def _has_begun(tie: Tie, first: frozenset[str], rest: str, register: Register) -> bool:
    """Whether another party than the first has a name of which a word begins with the
    rest.
    """
    begun, others = (
        folded(rest.strip()),
        (ref for ref in tie.party.values if ref not in first),
    )
    parties = register.get_all(others, Entity)
    names = (
        folded(fact.value.text) for party in parties for fact in party.stated("name")
    )
    return any(name.startswith(begun) or f" {begun}" in name for name in names)


def _tie_hit(tie: Tie, register: Register) -> Hit:
    return Hit(
        "name", tie.id, Wording.english(register).label(tie.id), tie.party.claim_ids[0]
    )


def _similar(
    words: str, things: tuple[str, ...], known_at: datetime | None
) -> list[Hit]:
    """The things whose names differ from the words in a few letters, the nearest first;
    then ties of such.
    """
    names = ask.resolver(known_at)
    same, similar = weights(known_at).same, names.similar(words, things)
    found = [Hit("name", same.get(n.ref, n.ref), n.text, n.claim) for n in similar]
    ties = names.similar_ties(words) if not things or "tie" in things else ()
    register = ask.known_register(known_at, ties)
    return found + [_tie_hit(tie, register) for tie in register.get_all(ties, Tie)]


def _called(text: str) -> frozenset[str]:
    named = ask.resolver().sounding(text)
    return frozenset(name.ref for name in named if kind_of(name.ref) in PARTIES)


_COLUMNS = columns(
    "kind ref label country ties:integer text claim sha256 start:integer end:integer"
)
COLUMNS = {"hits": _COLUMNS}


def records(found: Found, wording: Wording) -> Records:
    """The hits, a row each."""
    about = {"words": found.words, "similar": found.is_similar}
    rows = []
    for hit in found.hits:
        beside = {"country": found.country(hit.ref), "ties": found.ties.get(hit.ref)}
        rows.append(row_of(hit, _COLUMNS, label=wording.label(hit.ref), **beside))
    return Records("hits", _COLUMNS, rows, about)


_HEADS = {
    "name": ("name", "what", "country", "ties", "found"),
    "fact": ("name", "what", "found"),
    "passage": ("document", "found"),
}
"""The columns of the hits of each kind, as messages `web-search-column-*`."""


def document(found: Found, wording: Wording) -> Document:
    """The hits of each kind in a table of their own, with the words that were searched
    for marked.
    """
    text, words = wording.messages.text, found.words
    state = "nothing" if not found.hits else "similar" if found.is_similar else ""
    keys = [key for key in (state, "cut" if found.is_cut else "") if key]
    notes = Paragraph.aside(*(text(f"web-search-{key}", words=words) for key in keys))
    sections = [Section("notes", "", (notes,))] if keys else []
    for kind, heads in _HEADS.items():
        if hits := [hit for hit in found.hits if hit.kind == kind]:
            rows = (
                (_cell(head, found, hit, wording) for head in heads) for hit in hits
            )
            numeric = (at for at, head in enumerate(heads) if head == "ties")
            table = Table.of(
                (text(f"web-search-column-{head}") for head in heads), rows, numeric
            )
            sections.append(Section(f"{kind}s", text(f"choice-{kind}"), (table,)))
    lead = Sentence.of(text("web-search-count", count=len(found.hits)))
    title = text("web-search-results", words=words)
    return Document(wording.messages.tag, title, lead, tuple(sections))


def _cell(head: str, found: Found, hit: Hit, wording: Wording) -> Sentence:
    """What was found, in one of its columns; a name that a thing goes by is not said
    again.
    """
    messages = wording.messages
    match head:
        case "what":
            return Sentence.of(messages.kind(kind_of(hit.ref)))
        case "country":
            country = found.country(hit.ref)
            return Sentence.of(messages.country(country) if country else "")
        case "ties":
            ties = found.ties.get(hit.ref)
            return Sentence.of(messages.number(ties) if ties else "")
        case "document":
            place = f"{hit.ref}/text?at={hit.start}#b-{hit.start}"
            return Sentence((Piece(wording.name(hit.ref), hit.ref, page=place),))
    name, claims = wording.name(hit.ref), (hit.claim,) if hit.claim else ()
    is_said = hit.kind == "name" and (
        hit.text in (name, hit.ref) or kind_of(hit.ref) == "tie"
    )
    if head == "name":
        return Sentence((Piece(name, hit.ref),), claims if is_said else ())
    held = () if is_said else marked(found.words, hit.text)
    pieces = tuple(Piece(words, is_marked=is_found) for words, is_found in held)
    return Sentence(pieces, () if is_said else claims)
