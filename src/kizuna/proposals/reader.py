"""The reader: ties and what is said of them, read from a document in eleven languages without a model.

Tables and lists are read first, then sentences. What a line does not say of its sides is taken from the page:
whose page it is, what list is open, whose card is being read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kizuna.proposals.discourse import with_pairs
from kizuna.proposals.extracts import Extract, extract_of, home_of, is_region
from kizuna.proposals.frames import Mention, Sentence, read_sentences
from kizuna.proposals.layout import (
    Columns,
    Entry,
    Line,
    cells_of,
    columns_of,
    entry_of,
    head_of,
    is_prose,
    lines_of,
    sentences_of,
    tables_of,
)
from kizuna.proposals.names import EMPTY, NameBook
from kizuna.proposals.page import Page
from kizuna.proposals.place_names import NameFinder, PlaceName, places_of
from kizuna.proposals.proposal import Proposal
from kizuna.proposals.ties import Clause, Pair, Trigger, bare, is_same, status_of, triggers_of
from kizuna.proposals.words import Words, language_of, words_of
from kizuna.sources.blocks import BlockedText
from kizuna.values.written_dates import WrittenDate, dates_in

READER_VERSION = "6"
"""The version of what is read; claims carry it in their method ("rules@6")."""

CONFIDENCE = {
    "table": (0.9, 0.8),
    "list": (0.9, 0.75),
    "pair": (0.85, 0.8),
    "between": (0.85, 0.7),
    "middle": (0.85, 0.7),
    "zip": (0.85, 0.7),
    "before": (0.75, 0.55),
    "row": (0.75, 0.55),
    "after": (0.7, 0.55),
    "topic": (0.7, 0.55),
    "aside": (0.65, 0.55),
}
"""How often a pair of each form is right, where both names are held, and where one counts by its form alone."""

_NO_PAGE = Page()
_CARD_REACH, _CARD_LINE, _NEXT_SENTENCE = 1500, 120, 120
_SHORT_TITLE, _LEAD_IN = 60, 160
_DATE_REACH = 25


def propose(
    document: BlockedText, names: NameBook = EMPTY, page: Page = _NO_PAGE
) -> list[Proposal]:
    """The proposals of a document, in the order of their passages; the quote of each is text[start:end].

    A pair is proposed once for each date that the text gives it. Time is linear in the length of the text.
    """
    language = language_of(f"{page.title}\n{document.text}", page.language)
    common = frozenset(re.findall(r"(?<![\w.@/-])[a-zà-ÿа-яё]\w+", document.text))
    reading = Reading(document, page, NameFinder(names, words_of(language), common))
    return sorted(_once(reading.proposals()), key=lambda p: (p.start, p.end))


def _once(found: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals without those ties that another says with a date, or says as well before."""
    ties: dict[tuple[frozenset[str], str], list[Proposal]] = {}
    for one in found:
        if one.kind == "tie" and one.object is not None:
            key = (frozenset((bare(one.subject), bare(one.object))), one.status)
            ties.setdefault(key, []).append(one)
        else:
            yield one
    for same in ties.values():
        days: dict[str, Proposal] = {}
        for one in same:
            day = one.props.get("start", "")
            if day and not any(known.startswith(day) for known in days):
                days[day] = one
        kept = list(days.values()) or same[:1]
        ended = [p for p in same if p.props.get("status") == "ended" and p not in kept]
        yield from (*kept, *ended[:1])


@dataclass
class Reading:
    """One reading of a document: what is open at the line being read.

    `card` is a pair whose date has not been met, with the passage that names it; `by_homes` is set where headings
    name the towns whose partners follow.
    """

    document: BlockedText
    page: Page
    finder: NameFinder
    home: str = ""
    topic: str = ""
    open_list: str = ""
    list_level: int = 0
    list_home: str = ""
    listing: str = ""
    year: str = ""
    card_title: str = ""
    card: tuple[Pair, int, int] | None = None
    by_homes: bool = False
    strong: bool = False
    made: list[Proposal] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The words of the document's language."""
        return self.finder.words

    @property
    def owner(self) -> str:
        """Whose partners the open list gives."""
        is_home = not self.list_home or is_same(self.list_home, self.home)
        return self.home if is_home else self.list_home

    def proposals(self) -> Iterator[Proposal]:
        """All proposals, in the order in which they are read."""
        lines = list(lines_of(self.document))
        found = [extract_of(line, self.finder) for line in lines]
        self.strong = bool(self._title_kind()) or any(one.triggers for one in found)
        if self.strong or any(self._is_list_head(one) for one in found):
            self._read_lines(found, {t[0].start: t for t in tables_of(lines)})
        yield from self.made
        if self.words.language == "en":
            yield from self._frames([one for one in found if one.line.kind != "row"])

    def _read_lines(self, found: Sequence[Extract], tables: dict[int, list[Line]]) -> None:
        self.home = home_of(found, self.page, self.finder)
        if self.home and self._title_kind():
            self.open_list, self.list_level = self._title_kind(), 9
        done = -1
        for one in found:
            if one.line.start in tables:
                done = tables[one.line.start][-1].start
                self._read_table(tables[one.line.start])
            elif one.line.start > done:
                self._read(one)
        self._close_card()

    def _title_kind(self) -> str:
        """The type of tie that the page's title speaks of."""
        return next((t.type for t in triggers_of(self.page.title, self.words)), "")

    def _read(self, one: Extract) -> None:
        line = one.line
        if line.kind == "prose":
            if not self._read_enumeration(one):
                self._read_prose(one)
        elif one.triggers and self.card and one.starts and not places_of(one.names):
            self._close_card(one.starts[0].edtf, one.line.end)
        elif one.triggers and (self._read_label(one) or self._read_dated_entry(one)):
            self.topic = self.home
        elif one.is_question:
            self.topic = ""
        elif one.triggers and self._joins(one):
            self._read_prose(one)
        elif one.triggers and line.kind in ("heading", "line"):
            self._open(one, one.triggers[0].type)
        elif self._is_list_head(one):
            self._open(one, "cooperation")
        elif not self._is_section_of_home(one) and not self._read_entry(one):
            self._read_rest(one)

    def _read_dated_entry(self, one: Extract) -> bool:
        """An entry with a date, which tells its kind besides ("Lyon – twin town since 1974")."""
        return bool(self.open_list and one.dates) and not one.is_question and self._read_entry(one)

    def _read_rest(self, one: Extract) -> None:
        """A heading that closes a list, or a line of a card."""
        if one.line.kind == "heading" and not one.names and not one.dates:
            if not 0 < self.list_level < one.line.level:
                self.open_list = ""
            self._close_card()
        self._note_card_line(one)

    def _read_enumeration(self, one: Extract) -> bool:
        """A long line of an open list that holds nothing but names."""
        if not self.open_list or one.triggers:
            return False
        entry = entry_of(one.line.text, one.names, many=True, loose=True)
        size = sum(s.end - s.start + 2 for s in one.spans)
        sure = sum(p.is_sure for p in entry.partners)
        is_all = size >= 0.7 * len(one.line.text) and sure >= 0.6 * len(entry.partners)
        return len(entry.partners) > 2 and is_all and self._add_entry(one, entry)

    def _joins(self, one: Extract) -> bool:
        """Whether a short line with a word for a tie tells of a pair rather than heading a list."""
        sure = [n for n in places_of(one.names) if n.is_sure]
        others = [n for n in sure if not is_same(n.name, self.home)]
        return len(others) > 1 or bool(
            others and (len(sure) > len(others) or (self.home and one.dates))
        )

    def _read_label(self, one: Extract) -> bool:
        """A line such as "Twin towns: A, B, C": its names belong to the card above it, or to the page."""
        colon = re.search(r"[:：]\s*(?=\S)", one.line.text)
        if colon is None or one.triggers[0].start > colon.start():
            return False
        rest = one.part(colon.end(), len(one.line.text))
        entry = entry_of(rest.line.text, rest.names, many=True, loose=True)
        head = [n for n in one.names if n.end <= colon.start() and n.is_sure]
        title = "" if self.page.home else self.card_title
        owner = head[0].name if head else title or self.home
        return self._add_entry(rest, entry, owner, one.triggers[0].type)

    def _is_list_head(self, one: Extract) -> bool:
        """Whether a short title without a word for ties announces partners all the same."""
        text = one.line.text
        if one.line.kind not in ("heading", "line") or one.dates or len(text) >= _SHORT_TITLE:
            return False
        return self.words.has("list", text) and not self.words.has("bodies", text)

    def _open(self, one: Extract, kind: str) -> None:
        """Open the list that a heading, a line or a sentence announces."""
        self._close_card()
        if status_of(one.line.text, self.words)[0] == "negated":
            return
        self.open_list, self.list_level, self.year = kind, one.line.level or 1, ""
        held = [n for n in places_of(one.names) if n.is_sure and not is_region(n.name)]
        self.list_home = held[0].name if len(held) == 1 else self.list_home
        self.home = self.home or self.list_home

    def _is_section_of_home(self, one: Extract) -> bool:
        """Whether a heading is the name of a town whose own partners follow."""
        places = places_of(one.names)
        if one.line.kind not in ("heading", "line") or self.page.home or len(places) != 1:
            return False
        name = places[0]
        text = one.line.text
        if (
            name.end - name.start < len(text) - 2
            or text.endswith(":")
            or self.words.has("bodies", name.name)
        ):
            return False
        self.by_homes = self.by_homes or is_same(name.name, self.home)
        if one.line.kind != "heading" and not self.by_homes:
            return False
        if self.by_homes or not self.home:
            self._close_card()
            self.list_home = self.topic = name.name
        return self.by_homes

    def _read_entry(self, one: Extract) -> bool:
        """An entry of the open list, or the title of a card."""
        line, text = one.line, one.line.text
        long = is_prose(text)
        head = head_of(text, one.names)
        loose = bool(one.dates) or (line.kind in ("item", "row") and not long)
        names = [n for n in one.names if n.end <= len(head)]
        entry = entry_of(head, names, many=line.kind == "line", loose=loose)
        only = entry.partners[0] if len(entry.partners) == 1 else None
        if only and only.end - only.start >= len(text) - 2 and not is_same(only.name, self.owner):
            self.card_title = only.name
        if not self.open_list or not entry.partners or not (entry.whole or entry.pair):
            return False
        if long and not entry.in_country and (head == text or head.rstrip().endswith((".", "。"))):
            return False
        if line.kind in ("line", "heading") and not (
            self._is_all(one, head) and self._is_label(entry)
        ):
            return False
        return self._add_entry(one, entry)

    @staticmethod
    def _is_all(one: Extract, head: str) -> bool:
        """Whether a line holds little but names and dates."""
        for taken in sorted(one.spans, key=lambda t: -t.start):
            head = head[: taken.start] + " " + head[taken.end :]
        rest = re.sub(r"[(（][^()（）]*[)）]", "", head)
        limit = 3 if re.search("[\u3040-\u9fff가-힣]", rest) else 8
        return sum(map(len, re.findall(r"[^\W\d_]+", rest))) <= limit

    def _is_label(self, entry: Entry) -> bool:
        """Whether what stands before the colon of an entry, if anything, is a place or a date."""
        label = entry.label
        return (
            not label
            or entry.in_country
            or bool(self.finder.names_in(label) or dates_in(label, self.words.language))
        )

    def _add_entry(self, one: Extract, entry: Entry, owner: str = "", kind: str = "") -> bool:
        """Propose the partners of an entry with their owner, or the pair that it is."""
        kind, owner = kind or self.open_list, owner or self.owner
        if entry.pair:
            self._add_listed(
                entry.partners[0].name, entry.partners[1], one, kind, one.starts, "pair"
            )
            return True
        partners = [p for p in entry.partners if owner and not is_same(p.name, owner)]
        for partner in partners:
            near = [d for d in one.starts if 0 <= d.start - partner.end < _DATE_REACH]
            dates = one.starts if len(partners) == 1 else near
            self._add_listed(owner, partner, one, kind, dates, "list")
        return bool(partners)

    def _add_listed(
        self,
        owner: str,
        partner: PlaceName,
        one: Extract,
        kind: str,
        dates: Sequence[WrittenDate],
        form: str,
    ) -> None:
        status, ended = status_of(one.line.text, self.words)
        date = dates[0].edtf if dates else self.year
        pair = Pair(owner, partner.name, kind, form, date, "", status, ended, partner.is_sure)
        self._hold(pair, one.line.start, one.line.end)

    def _hold(self, pair: Pair, start: int, end: int) -> None:
        """Propose a pair at once where it has its date; else what follows may give it."""
        self._close_card()
        self.card = (replace(pair, date=self._whole_date(pair.date)), start, end)
        if self.card[0].date or pair.ended:
            self._close_card()

    def _whole_date(self, date: str) -> str:
        """The date, with the year of the heading where only the day is told."""
        if not date.startswith("XXXX"):
            return date
        return self.year + date[4:] if len(self.year) == 4 else ""

    def _note_card_line(self, one: Extract) -> None:
        """A line of a card: its date, or the year that heads what follows."""
        rest, dates = one.line.text, one.starts
        for date in reversed(dates):
            rest = rest[: date.start] + rest[date.end :]
        letters = re.findall(r"[^\W\d_]", rest)
        bracketed = re.fullmatch(r"\W*(?:\([^()]*\)|（[^（）]*）)?\W*", rest)
        own = one.line.kind == "item" and any(n.is_sure for n in one.names)
        told = bracketed or len(letters) < 3 or self.words.has("sign", rest)
        if dates and self.card and told and not own and len(one.line.text) < _CARD_LINE:
            if one.line.start - self.card[2] < _CARD_REACH:
                self._close_card(dates[0].edtf, one.line.end)
        elif len(dates) == 1 and not letters and re.fullmatch(r"\d{4}", dates[0].edtf):
            self.year = dates[0].edtf

    def _close_card(self, date: str = "", end: int = 0) -> None:
        """Propose the pair of the card that is open, with the date found in it."""
        held, self.card = self.card, None
        if held is not None:
            pair, start, last = held
            whole = self._whole_date(date)
            self._add(replace(pair, date=whole or pair.date), start, max(last, end if whole else 0))

    def _add(self, pair: Pair, start: int, end: int) -> None:
        if is_same(pair.first, pair.second) or pair.status == "negated":
            return
        props = {"type": pair.type}
        if pair.date and not pair.date.startswith("XXXX"):
            props["start"] = pair.date
        if pair.ended:
            props["status"] = "ended"
        if pair.ended and pair.end and not pair.end.startswith("XXXX"):
            props["end"] = pair.end
        quote = self.document.text[start:end]
        named = all(bare(side) in quote.casefold() for side in (pair.first, pair.second))
        made = Proposal(
            "tie", pair.first, pair.second, quote, start, end, props, not named, pair.status
        )
        self.made.append(replace(made, confidence=CONFIDENCE[pair.form][not pair.sure]))

    def _read_prose(self, one: Extract) -> None:
        text = one.line.text
        sentences = list(sentences_of(text))
        self.topic = self.home
        for start, end in sentences:
            for first, last in self._clauses(one, start, end):
                self._read_sentence(one.part(first, last))
        if text.endswith((":", "：")):
            last_said = one.part(*sentences[-1])
            listing = len(last_said.line.text) < _LEAD_IN and self.words.has(
                "list", last_said.line.text
            )
            if listing or last_said.triggers:
                self._open(last_said, one.triggers[-1].type if one.triggers else "cooperation")

    def _clauses(self, one: Extract, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The clauses of a sentence that speak of ties of their own; the sentence where they do not."""
        marks = "[;,；，]" if self.words.language == "zh" else "[;；]"
        cuts = [start + m.end() for m in re.finditer(marks, one.line.text[start:end])]
        made: list[tuple[int, int]] = []
        for first, last in pairwise((start, *cuts, end)):
            piece = one.part(first, last)
            told = triggers_of(piece.line.text, self.words, weak=self.strong)
            if made and not (told and len(places_of(piece.names)) > 1):
                made[-1] = (made[-1][0], last)
            elif last > first:
                made.append((first, last))
        return iter(made)

    def _read_sentence(self, one: Extract) -> None:
        if one.is_question:
            return
        text, at, end = one.line.text, one.line.start, one.line.end
        weak = triggers_of(text, self.words, weak=True) if self.open_list or self.strong else []
        pairs = self._told(one, [*one.triggers, *(t for t in weak if t.weak)]) or self._listed(one)
        for pair in pairs:
            self._hold(pair, at, end)
        if not pairs and one.starts and self.card and self.words.has("sign", text):
            known = (self.card[0].first, self.card[0].second)
            strange = [n for n in places_of(one.names) if n.is_sure and n.name not in known]
            reach = _CARD_REACH if one.triggers else _NEXT_SENTENCE
            if at - self.card[2] < reach and not strange:
                self._close_card(one.starts[0].edtf, end)
        if one.triggers or pairs or len(text) > _SHORT_TITLE:
            self.listing = one.triggers[0].type if one.triggers and not pairs else ""
        sure = list(dict.fromkeys(n.name for n in one.names if n.is_sure))
        self.topic = self.home or (sure[0] if len(sure) == 1 else "")

    def _told(self, one: Extract, triggers: Sequence[Trigger]) -> list[Pair]:
        """The pairs that the words for ties of a sentence join."""
        text = one.line.text
        anaphoric = self.words.is_eastern or self.words.has("ours", text)
        topic = self.home or (self.topic if anaphoric else "")
        clause = Clause(text, one.names, one.dates, self.words, topic, self.home)
        for trigger in triggers:
            pairs = [p for p in clause.pairs(trigger) if not trigger.weak or self._is_fit(p)]
            dangling = any(n.is_sure and 0 <= n.start - trigger.end < 4 for n in one.names)
            if pairs or (dangling and not trigger.weak):
                return pairs
        return []

    def _is_fit(self, pair: Pair) -> bool:
        """Whether a word that is said of much else is meant of towns: both sure, dated, one of them the home."""
        mine = is_same(pair.first, self.home) or is_same(pair.second, self.home)
        return bool(pair.sure and pair.date and (mine or not self.home))

    def _listed(self, one: Extract) -> list[Pair]:
        """The partners that a sentence of a section on ties lists: names in a row, or with their countries."""
        owner = self.owner or self.topic
        status, ended = status_of(one.line.text, self.words)
        if not owner or ended or status != "asserted" or one.triggers:
            return []
        clause = Clause(one.line.text, one.names, one.dates, self.words)
        found = clause.row() if self.listing else []
        if self.open_list and self.home:
            found = found or clause.with_countries()
        date = one.dates[0].edtf if len(one.dates) == 1 and one.starts else ""
        kind = self.open_list or self.listing
        others = [n for n in found if not is_same(n.name, owner)]
        return [Pair(owner, n.name, kind, "aside", date, sure=n.is_sure) for n in others]

    def _frames(self, found: Sequence[Extract]) -> list[Proposal]:
        """What English sentences say beside the ties, of the parties of these."""
        ties = [(p.subject, p.object) for p in self.made if p.kind == "tie" and p.object]
        parties = {bare(name) for pair in ties for name in pair}
        parts = [one.part(*span) for one in found for span in sentences_of(one.line.text)]
        sentences = [
            Sentence(one.line.text, one.line.start, _mentions(one, parties), None) for one in parts
        ]
        return read_sentences(with_pairs(sentences, ties, self.home))

    def _read_table(self, table: Sequence[Line]) -> None:
        """A table whose title, head or list speaks of ties, row by row."""
        text = self.document.text
        rows = [[text[a:b] for a, b in cells_of(line)] for line in table]
        columns = columns_of(rows, self.finder)
        told = self._title_kind() or triggers_of(" ".join(rows[0]), self.words) or self.open_list
        if columns is None or not told:
            return
        self._close_card()
        for line, row in zip(table, rows, strict=True):
            self._read_row(line, row, columns)

    def _read_row(self, line: Line, row: Sequence[str], columns: Columns) -> None:
        partner, home = (self._name_in(row, at) for at in (columns.partner, columns.home))
        owner = home.name if home else self.owner
        if partner is None or not owner or is_same(owner, partner.name):
            return
        cells = [c for at, c in enumerate(row) if at not in (columns.partner, columns.home)]
        dates = [
            d
            for c in (*cells, row[columns.partner])
            for d in dates_in(c, self.words.language)
            if not d.meaning
        ]
        if partner.how == "form" and not dates and columns.country < 0:
            return
        status, ended = status_of(line.text, self.words)
        kinds = [t.type for t in triggers_of(line.text, self.words)]
        kind = kinds[0] if kinds else self._title_kind() or self.open_list or "other"
        date = self._whole_date(dates[0].edtf) if dates else self.year
        self._add(
            Pair(owner, partner.name, kind, "table", date, "", status, ended), line.start, line.end
        )

    def _name_in(self, row: Sequence[str], at: int) -> PlaceName | None:
        """The name that a cell is, None where it is none."""
        places = places_of(self.finder.names_in(row[at])) if 0 <= at < len(row) else []
        return places[0] if places and places[0].start < 12 else None


def _mentions(one: Extract, parties: set[str]) -> tuple[Mention, ...]:
    """The parties that a sentence names: those of ties, and whatever else counts in any position."""
    named = [n for n in places_of(one.names) if n.is_sure or bare(n.name) in parties]
    return tuple(Mention(one.line.start + n.start, one.line.start + n.end, n.name) for n in named)
