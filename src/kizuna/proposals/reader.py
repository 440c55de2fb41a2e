"""The reader: ties and what is said of them, read from a document in eleven languages without a model.

Tables and lists are read first, then sentences. What a line does not say of its sides is taken from the page:
whose page it is, what list is open, whose card is being read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from kizuna.proposals.frames import Mention, Sentence, read_sentences, with_pairs
from kizuna.proposals.layout import lines_of, sentences_of
from kizuna.proposals.lists import Extract, Lists, extract_of, home_of
from kizuna.proposals.names import EMPTY, NameBook, bare, is_same, places_of
from kizuna.proposals.place_names import NameFinder
from kizuna.proposals.proposal import UNKNOWN, Page, Proposal
from kizuna.proposals.ties import Clause, Pair, with_countries
from kizuna.proposals.words import Trigger, language_of, words_of
from kizuna.sources.blocks import BlockedText

READER_VERSION = "8"
"""The version of what is read; claims carry it in their method ("rules@8")."""

_NEXT_SENTENCE = 120


def propose(document: BlockedText, names: NameBook = EMPTY, page: Page = UNKNOWN) -> list[Proposal]:
    """The proposals of a document, in the order of their passages; the quote of each is text[start:end].

    A pair is proposed once for each date that the text gives it. Time is linear in the length of the text.
    """
    language = language_of(f"{page.title}\n{document.text}", page.language)
    words = words_of(language)
    common = frozenset(re.findall(r"(?<![\w.@/-])[a-zà-ÿа-яё]\w+", document.text))
    held = replace(names, names={*names.names, page.home}) if page.home else names
    finder = NameFinder(held, words, common)
    reading = Reading(document, page, finder)
    return sorted(_once(reading.proposals()), key=lambda p: (p.start, p.end))


def _once(found: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals without those ties that another says with a date, or says as well before."""
    ties: dict[tuple[object, ...], list[Proposal]] = {}
    for one in found:
        if one.kind == "tie" and one.object is not None:
            pair = frozenset((bare(one.subject), bare(one.object)))
            ties.setdefault((pair, one.status, one.props.get("status")), []).append(one)
        else:
            yield one
    for same in ties.values():
        days = {p.props["start"]: p for p in reversed(same) if "start" in p.props}
        sharp = [p for d, p in days.items() if not any(o != d and o.startswith(d) for o in days)]
        yield from sharp or same[:1]


@dataclass
class Reading(Lists):
    """One reading of a document: its lines in order, then what its sentences say beside the ties."""

    last_named: str = ""

    def proposals(self) -> Iterator[Proposal]:
        """All proposals, in the order in which they are read."""
        found = [extract_of(line, self.finder) for line in lines_of(self.document)]
        if self._title_kind() or any(one.triggers for one in found):
            self.home = home_of(found, self.page, self.finder)
            self.open_list = self._title_kind() if self.home else ""
            for is_row, run in groupby(found, key=lambda one: one.line.kind == "row"):
                part = list(run)
                if is_row and len(part) > 1:
                    self._read_table([one.line for one in part])
                else:
                    for one in part:
                        self._read(one)
            self._close_card()
        yield from self.made
        if self.words.language == "en":
            yield from self._frames([one for one in found if one.line.kind != "row"])

    def _read(self, one: Extract) -> None:
        """Read a line as what it is: sentences, a part of a card, a label, a heading, an entry."""
        if one.line.kind == "prose":
            self._read_prose(one)
        elif one.triggers and (self._read_label(one) or (one.dates and self._read_entry(one))):
            self.topic = self.home
        elif one.triggers and self._joins(one):
            self._read_prose(one)
        elif one.triggers and one.line.kind in ("heading", "line") and not self._is_property(one):
            self._open(one.triggers[0].type)
        elif not self._is_section_of_home(one) and not self._read_entry(one):
            self._note_card_line(one)

    def _is_property(self, one: Extract) -> bool:
        """Whether a line of a card says of what type its tie is, or since when ("Kind: sister city")."""
        is_label = re.search("[:：]", one.line.text[: one.triggers[0].start])
        return bool(self.card and (is_label or (one.starts and not one.names)))

    def _joins(self, one: Extract) -> bool:
        """Whether a short line with a word for a tie tells of a pair rather than heading a list."""
        sure = [n for n in places_of(one.names) if n.is_sure]
        others = [n for n in sure if not is_same(n.name, self.home)]
        is_told = len(sure) > len(others) or (self.home and one.dates)
        return len(others) > 1 or bool(others and is_told)

    def _read_prose(self, one: Extract) -> None:
        """Read sentences; a last one with a colon may announce a list."""
        text = one.line.text
        sentences = list(sentences_of(text))
        self.topic = self.home
        for start, end in sentences:
            for first, last in self._clauses(one, start, end):
                self._read_sentence(one.part(first, last))
        last_said = one.part(*sentences[-1])
        if text.endswith((":", "：")) and last_said.triggers:
            self._open(last_said.triggers[-1].type)

    def _clauses(self, one: Extract, start: int, end: int) -> list[tuple[int, int]]:
        """The clauses of a sentence that speak of ties of their own; the sentence where they do not."""
        marks = self.words.held.get("clause", "[;；]")
        cuts = [start + m.end() for m in re.finditer(marks, one.line.text[start:end])]
        made = [(start, start)]
        for first, last in pairwise((start, *cuts, end)):
            piece = one.part(first, last)
            told = self.words.triggers(piece.line.text, weak=True)
            sides = [n for n in places_of(piece.names) if n.is_sure]
            others = [n for n in sides if not is_same(n.name, self.home)]
            is_own = len(sides) > 1 or (self.words.is_eastern and others)
            if told and is_own and first > start:
                made.append((first, last))
            else:
                made[-1] = (made[-1][0], last)
        return made

    def _read_sentence(self, one: Extract) -> None:
        """The ties that a sentence tells, or the day that it adds to the one before."""
        text, at, end = one.line.text, one.line.start, one.line.end
        sure = [n.name for n in places_of(one.names) if n.is_sure]
        towns = {name for name in sure if not is_same(name, self.home)}
        weak = self.words.triggers(text, weak=True)
        pairs = self._joined(one, weak or one.triggers) or self._listed(one) or self._of_last(one)
        for pair in pairs:
            self._hold(pair, at, end)
        if not pairs and one.starts and self.card and self.words.has("sign", text):
            known = (self.card[0].first, self.card[0].second)
            is_near = one.triggers or weak or at - self.card[2] < _NEXT_SENTENCE
            if is_near and all(any(is_same(name, side) for side in known) for name in sure):
                self._close_card(one.starts[0].edtf, end)
        self.listing = one.triggers[0].type if one.triggers and not pairs else ""
        self.last_named = next(iter(towns)) if len(towns) == 1 and not pairs else ""
        first = pairs[0].first if pairs and self.words.is_eastern else ""
        self.topic = self.home or (sure[0] if len(set(sure)) == 1 else first)

    def _joined(self, one: Extract, triggers: Sequence[Trigger]) -> list[Pair]:
        """The pairs that the words for ties of a sentence join."""
        text = one.line.text
        topic = self.home or (self.topic if self.words.is_eastern else "")
        clause = Clause(text, one.names, one.dates, self.words, topic, self.home)
        held: list[Pair] = []
        for trigger in sorted(triggers, key=lambda t: t.weak):
            pairs = [p for p in clause.pairs(trigger) if not trigger.weak or self._is_fit(p)]
            partners = {p.second for p in held}
            pairs = [p for p in pairs if not {p.first, p.second} <= partners]
            if pairs and pairs[0].form != "topic":
                return pairs
            held = held or pairs
        return held

    def _of_last(self, one: Extract) -> list[Pair]:
        """The pair of the home and the one town of the sentence before, of which a day is told now."""
        status = self.words.status_of(one.line.text)
        is_told = one.triggers and one.starts and self.home and self.last_named
        if not is_told or status == "ended" or any(n.is_sure for n in places_of(one.names)):
            return []
        kind, date = one.triggers[-1].type, one.starts[0].edtf
        return [Pair(self.home, self.last_named, kind, "topic", date, status)]

    def _is_fit(self, pair: Pair) -> bool:
        """Whether a word that is said of much else is meant of towns: both sure, dated, one of them the home."""
        mine = is_same(pair.first, self.home) or is_same(pair.second, self.home)
        return bool(pair.sure and pair.date and (mine or not self.home))

    def _listed(self, one: Extract) -> list[Pair]:
        """The partners that a sentence of a section on ties lists: names in a row, or with their countries."""
        owner = self.owner or self.topic
        if not owner or one.triggers or self.words.status_of(one.line.text) != "asserted":
            return []
        clause = Clause(one.line.text, one.names, one.dates, self.words)
        found = clause.row() if self.listing or (self.open_list and one.is_bare) else []
        if self.open_list and self.home:
            found = found or with_countries(clause.text, clause.names)
        kind = self.open_list or self.listing
        held = [n for n in found if n.is_sure or not self.words.is_eastern]
        others = [n for n in held if not is_same(n.name, owner)]
        days = [clause.date_for(n, at, len(others), one.starts) for at, n in enumerate(others)]
        return [
            Pair(owner, n.name, kind, "aside", day, sure=n.is_sure)
            for n, day in zip(others, days, strict=True)
        ]

    def _frames(self, found: Sequence[Extract]) -> list[Proposal]:
        """What English sentences say beside the ties, of the parties of these."""
        ties = [(p.subject, p.object) for p in self.made if p.object]
        parts = [one.part(*span) for one in found for span in sentences_of(one.line.text)]
        sentences = [Sentence(one.line.text, one.line.start, _mentions(one), None) for one in parts]
        return read_sentences(with_pairs(sentences, ties, self.home))


def _mentions(one: Extract) -> tuple[Mention, ...]:
    """The parties that a sentence names."""
    named, at = (n for n in places_of(one.names) if n.is_sure), one.line.start
    return tuple(Mention(at + n.start, at + n.end, n.name) for n in named)
