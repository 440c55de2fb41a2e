"""What a reader keeps in mind while reading: whose page it is, the pair in force, what a list is a list of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kizuna.proposals.rules.lexicon import DEMONYMS
from kizuna.proposals.rules.names import Mention, Names, Party
from kizuna.proposals.rules.sentences import Reading, Sentence, sentences_of
from kizuna.proposals.rules.titles import LIST_HEAD, is_title, issued_of, titles_section

Pair = tuple[Party, Party]


TIE_WORDS = re.compile(
    r"\b(?:(?:sister|twin|partner|friendship|partnership)[- ]?(?:cit(?:y|ies)|towns?"
    r"|municipalit|communit|ports?|ties|relationship)"
    r"|twinn(?:ed|ing)|twins?\b|friendly\s(?:ties|relations|links)|sister(?:ed)?\b|town"
    r" partnership|partnerships?\b)",
    re.I,
)


_BOTH = re.compile(
    r"\b(?:(?:the|our|these|its)\stwo\s(?:\w+\s){0,3}?(?:cities|towns|communities"
    r"|municipalities|sides|partners|places|capitals|ports|provinces|prefectures|counties|governments)"
    r"|both\s(?:cities|towns|sides|communities|partners|municipalities)|each other|between us"
    r"|our communities)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with all that is needed to read it.

    `pair` is the pair it speaks of, None if none is in force; `named` tells whether it names both. `home` is
    the town whose page it is. `topics` are the fields of the list item or section it stands in. `in_list` is
    True in a list of sister cities, `is_former` where the list is of ties that are no more; `lead` is the item's
    first sentence. `issued` is the date that the page gives itself, as written.
    """

    sentence: Sentence
    mentions: Sequence[Mention]
    pair: Pair | None
    named: bool
    home: Party | None
    pair_of: dict[str, Pair]
    in_list: bool = False
    is_former: bool = False
    numbered: bool = False
    first: bool = False
    topics: tuple[str, ...] = ()
    topic_start: str | None = None
    sides: dict[str, Party] = field(default_factory=dict)
    following: Sentence | None = None
    lead: str = ""
    issued: str = ""

    @property
    def text(self) -> str:
        """The sentence as one line."""
        return self.sentence.text

    def other(self, party: Party) -> Party | None:
        """The other side of the pair in force."""
        if self.pair is None or party not in self.pair:
            return None
        return self.pair[1] if party == self.pair[0] else self.pair[0]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions of text[start:end]."""
        return [held for held in self.mentions if held.start >= start and held.end <= end]


def is_lead_in(scene: Scene) -> bool:
    """Whether a scene says what kind of partners the list after it holds."""
    lead = is_title(scene.sentence.reading) or scene.text.endswith(":")
    return lead and not re.search(r"\d{4}", scene.text) and bool(LIST_HEAD.search(scene.text))


@dataclass
class Discourse:
    """Reads the blocks of a document in order and hands out scenes.

    `pairs` are the home's pairs by the partner's name; `listing` tells whether a list of partners is being read,
    `list_home` whose. `section` is set under a title that names one partner; `local` is the town that a title
    names where the page is no town's.
    """

    names: Names
    home: Party | None
    pair: Pair | None = None
    pairs: dict[str, Pair] = field(default_factory=dict)
    listing: bool = False
    list_home: Party | None = None
    ports: frozenset[str] = frozenset()
    section: bool = False
    local: Party | None = None
    issued: str = ""
    lead: str = ""

    def scenes(self, readings: Sequence[Reading]) -> Iterator[Scene]:
        """A scene for each sentence of the document."""
        held: Pair | None = None
        previous = ""
        self.issued = issued_of(readings)
        self.ports = frozenset(
            m.party.bare
            for reading in readings
            for m in self.names.mentions(reading.text)
            if m.party.level == "port"
        )
        for index, reading in enumerate(readings):
            kind = reading.block.kind
            if kind == "item" and titles_section(reading, readings, index):
                kind = "heading"
                self._enter(reading.text)
            numbered = kind in {"item", "row"}
            if is_title(reading):
                self._enter(reading.text)
            elif not numbered and previous in {"item", "row"} and len(reading.text) > 80:
                self.listing = False
            if numbered and previous not in {"item", "row"}:
                held = self.pair
            yield from self._block(reading, held if numbered else None, numbered=numbered)
            if numbered and not self.listing:
                self.pair = held or self.pair
            elif not numbered:
                self._lead_in(reading.text)
            self.lead = (
                reading.text if reading.text.endswith(":") else self.lead if numbered else ""
            )
            previous = kind

    def _enter(self, heading: str) -> None:
        found = [m.party for m in self.names.mentions(heading) if not m.within]
        if (
            self.listing
            and any(m.start < 4 for m in self.names.mentions(heading))
            and re.search(r"\d{4}", heading)
        ):
            return
        if LIST_HEAD.search(heading):
            self.listing = True
            if (
                found
                and len(set(found)) == 1
                and not re.search(r"\bpartner|(?:city|town|port):", heading, re.I)
                and (self.home is None or found[0] == self.home)
            ):
                self.list_home = found[0]
        elif not (len(set(found)) == 1 and len(heading) < 60):
            self.listing = False
        self.local = found[0] if self.home is None and len(set(found)) == 1 else None
        self.section = bool(self.home and len(set(found)) == 1 and found[0] != self.home)
        if self.home and self.section:
            self._set((self.home, found[0]))
        elif len(set(found)) == 2:
            self._set((found[0], found[1]))

    def _lead_in(self, text: str) -> None:
        if LIST_HEAD.search(text[-160:]) and text.rstrip().endswith(":"):
            self.listing = True
            found = [m.party for m in self.names.mentions(text) if not m.within]
            if found:
                self.list_home = self.home if self.home in found else found[0]

    def _set(self, pair: Pair) -> None:
        self.pair = pair
        for party in pair:
            if party != self.home:
                self.pairs[party.bare] = pair

    def _block(self, reading: Reading, held: Pair | None, *, numbered: bool) -> Iterator[Scene]:
        sentences = list(sentences_of(reading))
        everything = self.names.mentions(reading.text)
        for index, sentence in enumerate(sentences):
            mentions = [
                replace(m, start=m.start - sentence.start, end=m.end - sentence.start)
                for m in everything
                if m.start >= sentence.start and m.end <= sentence.end
            ]
            pair, named = self._pair_for(sentence.text, mentions, held)
            pair = self._of_ports(pair)
            mentions = [_as_in_pair(m, pair) for m in mentions]
            yield Scene(
                sentence,
                mentions,
                pair,
                named,
                (self.list_home if self.listing and self.list_home else self.home),
                self.pairs,
                in_list=self.listing,
                numbered=numbered,
                first=index == 0,
                sides=self._sides(pair),
                lead=self.lead,
                issued=self.issued,
                following=sentences[index + 1] if index + 1 < len(sentences) else None,
            )
            if pair is not None and held is None:
                self._set(pair)

    def _of_ports(self, pair: Pair | None) -> Pair | None:
        """The pair with both sides as ports where one is a port and the page speaks of the other's port too."""
        if pair is None or sum(side.level == "port" for side in pair) != 1:
            return pair
        first, second = (
            replace(side, level="port") if side.bare in self.ports else side for side in pair
        )
        return first, second

    def _sides(self, pair: Pair | None) -> dict[str, Party]:
        sides: dict[str, Party] = {}
        for party in pair or ():
            country = self.names.countries.get(party.bare)
            for demonym, land in DEMONYMS.items():
                if land == country:
                    sides[demonym] = party
        return sides

    def _pair_for(
        self, text: str, mentions: Sequence[Mention], held: Pair | None
    ) -> tuple[Pair | None, bool]:
        parties = list(dict.fromkeys(m.party for m in mentions if not m.within))
        known = self._established(parties)
        if held is not None and known is not None:
            return known, self.home in parties
        if held is not None and len(parties) < 2:
            return held, False
        if held is not None:
            matched = {_coerced(p, held) for p in parties}
            if matched >= set(held):
                return held, True
            ports = [p for p in parties if p.level == "port"]
            return (held, False) if len(ports) < 2 else ((ports[0], ports[1]), True)
        return self._free_pair(text, parties)

    def _established(self, parties: Sequence[Party]) -> Pair | None:
        """The pair of the home with the one partner among the parties; None where there are more, or others."""
        if self.home is None:
            return None
        others = {p.bare for p in parties} - {self.home.bare}
        return self.pairs.get(others.pop()) if len(others) == 1 else None

    def _free_pair(self, text: str, parties: list[Party]) -> tuple[Pair | None, bool]:
        if sum(p.level == "port" for p in parties) == 1 and not (
            self.home and (self.home.level == "port" or self.home.bare in self.ports)
        ):
            parties = list(
                dict.fromkeys(replace(p, level="city") if p.level == "port" else p for p in parties)
            )
        if len(parties) == 2 and parties[0].bare == parties[1].bare:
            return self.pair, False
        if self.pair is not None:
            inside = [p for p in parties if _coerced(p, self.pair) in self.pair]
            if len({_coerced(p, self.pair) for p in inside}) == 2 and len(parties) == len(inside):
                told = self._in_order((parties[0], parties[1]))
                return (told if _levels_told(text, parties) else self.pair), True
        if (
            len(parties) > 1
            and self.home is not None
            and self.home not in parties
            and not _apart(text, parties)
        ):
            return self._with_one(text, parties[0])
        if len(parties) == 2:
            return (parties[0], parties[1]), True
        if len(parties) > 2:
            if self.home in parties:
                others = [p for p in parties if self.home and p.bare != self.home.bare]
                return ((self.home, others[0]) if self.home and others else self.pair), True
            apart = [p for p in parties if p.bare != parties[0].bare]
            return (self._in_order((parties[0], apart[0])) if apart else self.pair), True
        if len(parties) == 1:
            return self._with_one(text, parties[0])
        return self.pair, False

    def _in_order(self, pair: Pair) -> Pair:
        """A pair of the same two as the one in force in its order."""
        return self.pair if self.pair is not None and set(self.pair) == set(pair) else pair

    def _with_one(self, text: str, party: Party) -> tuple[Pair | None, bool]:
        wider = party.level in {"prefecture", "county", "province", "district"}
        if (
            wider
            and self.home is not None
            and self.home.level == "city"
            and not TIE_WORDS.search(text)
        ):
            return self.pair, False
        if self.pair is not None and _coerced(party, self.pair) in self.pair and party == self.home:
            return self.pair, False
        if self.home is not None and party.bare != self.home.bare:
            known = self.pairs.get(party.bare)
            if self.section and known is None and not TIE_WORDS.search(text):
                return self.pair, False
            return (known if known and party.level == "city" else (self.home, party)), False
        if self.local is not None and party.bare != self.local.bare:
            return (self.local, party), False
        if self.pair is not None and _coerced(party, self.pair) in self.pair:
            return self.pair, False
        if party.bare in self.pairs:
            return self.pairs[party.bare], False
        return self.pair, False


def _levels_told(text: str, parties: Sequence[Party]) -> bool:
    return any(p.level != "city" for p in parties) or bool(
        re.search(r"\b(?:cities|city of)\b", text)
    )


def _apart(text: str, parties: Sequence[Party]) -> bool:
    """Whether a sentence on others than the home speaks of a pair of their own."""
    first, second = (re.escape(party.bare) for party in parties[:2])
    joined = rf"{first}\b[^.;]{{0,30}}\sand\s[^.;]{{0,30}}{second}\b"
    return bool(re.search(rf"\b(?:between|both)\s[^.;]{{0,30}}{joined}|{first}[–-]{second}", text))


def _coerced(party: Party, pair: Pair) -> Party:
    """The side of the pair with the same bare name ("Osaka" where the pair is Osaka Prefecture and Shanghai)."""
    if party.level == "port" and party not in pair:
        return party
    return next((side for side in pair if side.bare == party.bare), party)


def _as_in_pair(mention: Mention, pair: Pair | None) -> Mention:
    if pair is None:
        return mention
    return replace(mention, party=_coerced(mention.party, pair))


def speaks_of_both(text: str) -> bool:
    """Whether a text means both sides of the pair ("the two cities", "both sides")."""
    return bool(_BOTH.search(text))
