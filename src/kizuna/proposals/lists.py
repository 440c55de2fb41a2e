"""Lists, cards and tables: what a short line says of the town whose partners an open list gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kizuna.proposals.extracts import Extract, is_region
from kizuna.proposals.layout import (
    Columns,
    Entry,
    Line,
    cells_of,
    columns_of,
    entry_of,
    is_prose,
)
from kizuna.proposals.names import PlaceName, places_of
from kizuna.proposals.page import Page
from kizuna.proposals.place_names import NameFinder
from kizuna.proposals.proposal import Proposal
from kizuna.proposals.ties import Pair
from kizuna.proposals.triggers import bare, is_same, status_of, triggers_of
from kizuna.proposals.words import Words
from kizuna.sources.blocks import BlockedText
from kizuna.values.written_dates import WrittenDate, dates_in

CONFIDENCE = {
    "table": (0.9, 0.8),
    "list": (0.9, 0.75),
    "pair": (0.85, 0.75),
    "between": (0.75, 0.6),
    "middle": (0.75, 0.6),
    "zip": (0.75, 0.6),
    "before": (0.65, 0.5),
    "row": (0.65, 0.5),
    "after": (0.65, 0.5),
    "topic": (0.65, 0.5),
    "aside": (0.6, 0.5),
}
"""How often a pair of each form is right, where both names are held, and where one counts by its form alone.

Measured on 62 pairs of 36 passages from real pages in ten languages, mostly news, when they were read for the
first time: of lists and tables 16 of 17 were right, of two names before the word for a tie or in a row 9 of 14,
of one name with its topic 8 of 12; of names on both sides of the word 5 of 8, and none of a list of seven whose
owner was mistaken, which has been mended since.
"""

CARD_REACH = 1500
"""How far the date of a card may stand from its town."""

SHORT_TITLE = 60
"""The longest line that is a title."""

_CARD_LINE = 120
_DATE_REACH = 25


@dataclass
class Lists:
    """What is open at the line of a document that is being read: whose lists, which card.

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
    year: str = ""
    card_title: str = ""
    card: tuple[Pair, int, int] | None = None
    by_homes: bool = False
    record_home: str = ""
    in_record: bool = False
    full: dict[str, str] = field(default_factory=dict)
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

    def _title_kind(self) -> str:
        """The type of tie that the page's title speaks of."""
        return next((t.type for t in triggers_of(self.page.title, self.words)), "")

    def _read_rest(self, one: Extract) -> None:
        """A heading that closes a list, or a line of a card."""
        if one.line.kind == "heading" and not self.in_record and not one.names and not one.dates:
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

    def _read_label(self, one: Extract) -> bool:
        """A line such as "Twin towns: A, B, C": its names belong to the card above it, or to the page."""
        colon = re.search(r"[:：]\s*(?=\S)", one.line.text)
        if colon is None and self.words.is_eastern:
            colon = re.compile(r"\s+(?=\S)").match(one.line.text, one.triggers[0].end)
        if colon is None or one.triggers[0].start > colon.start():
            return False
        rest = one.part(colon.end(), len(one.line.text))
        entry = entry_of(rest.line.text, rest.names, many=True, loose=True)
        if not entry.pair and not entry.in_country and not any(p.is_sure for p in entry.partners):
            return False
        head = [n for n in one.names if n.end <= colon.start() and n.is_sure]
        title = "" if self.page.home else self.card_title
        owner = head[0].name if head else title or self.home
        return self._add_entry(rest, entry, owner, one.triggers[0].type)

    def _is_list_head(self, one: Extract) -> bool:
        """Whether a short title without a word for ties announces partners all the same."""
        text = one.line.text
        if one.line.kind not in ("heading", "line") or one.dates or len(text) >= SHORT_TITLE:
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
        head = text
        loose = bool(one.starts) or (line.kind in ("item", "row") and not long)
        names = [n for n in one.names if n.end <= len(head)]
        entry = entry_of(head, names, many=line.kind == "line", loose=loose)
        only = entry.partners[0] if len(entry.partners) == 1 else None
        if only and only.end - only.start >= len(text) - 2 and not is_same(only.name, self.owner):
            self.card_title = only.name
        if self._is_spelling(entry):
            return True
        if not self.open_list or not entry.partners or not (entry.whole or entry.pair):
            return False
        if text.startswith("("):
            return False
        if long and not entry.in_country and (head == text or head.rstrip().endswith((".", "。"))):
            return False
        if line.kind in ("line", "heading") and not (
            self._is_all(one, head)
        ):
            return False
        return self._add_entry(one, entry)

    def _is_spelling(self, entry: Entry) -> bool:
        """Whether an entry is the Latin spelling of the name above it."""
        if not (self.words.is_eastern and self.card and entry.partners) or entry.pair:
            return False
        return entry.partners[0].name.isascii() and not self.card[0].second.isascii()

    def _read_dated_entry(self, one: Extract) -> bool:
        """An entry with a date, which tells its kind besides ("Lyon – twin town since 1974")."""
        return bool(self.open_list and one.dates) and not one.is_question and self._read_entry(one)

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
        date = dates[0].edtf if dates else ""
        pair = Pair(owner, partner.name, kind, form, date, "", status, ended, partner.is_sure)
        self._hold(pair, one.line.start, one.line.end)

    def _hold(self, pair: Pair, start: int, end: int) -> None:
        """Propose a pair at once where it has its date; else what follows may give it."""
        self._close_card()
        self.card = (replace(pair, date=self._whole_date(pair.date)), start, end)
        if self.card[0].date or pair.ended:
            self._close_card()
        elif pair.form in ("list", "pair"):
            self.card = (replace(pair, date=self.year), start, end)

    def _whole_date(self, date: str) -> str:
        """The date, with the year of the heading where only the day is told."""
        if not date.startswith("XXXX"):
            return date
        return self.year + date[4:] if len(self.year) == 4 else ""

    def _is_of_card(self, one: Extract) -> bool:
        """A line that says since when or of what type the tie of the card is ("種別：姉妹都市")."""
        if self.card is None:
            return False
        text, told = one.line.text, one.triggers[-1]
        if one.starts:
            self._close_card(one.starts[0].edtf, one.line.end)
        elif re.search(r"[:：]\s*\S{0,4}$", text[: told.start]) and told.end == len(text):
            self.card = (replace(self.card[0], type=told.type), *self.card[1:])
        else:
            return False
        return True

    def _note_card_line(self, one: Extract) -> None:
        """A line of a card: its date, or the year that heads what follows."""
        rest, dates = one.line.text, one.starts
        for date in reversed(dates):
            rest = rest[: date.start] + rest[date.end :]
        letters = re.findall(r"[^\W\d_]", rest)
        bracketed = re.fullmatch(r"\W*(?:\([^()]*\)|（[^（）]*）)?\W*", rest)
        own = one.line.kind == "item" and any(n.is_sure for n in one.names)
        if self.year and not letters and len(dates) == 1:
            self._close_card()
        told = bracketed or len(letters) < 3 or self.words.has("sign", rest)
        if dates and self.card and told and not own and len(one.line.text) < _CARD_LINE:
            if one.line.start - self.card[2] < CARD_REACH:
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
        first, second = (self.full.get(side, side) for side in (pair.first, pair.second))
        if is_same(first, second) or pair.status == "negated":
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
        made = Proposal("tie", first, second, quote, start, end, props, not named, pair.status)
        self.made.append(replace(made, confidence=CONFIDENCE[pair.form][not pair.sure]))

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

    def _read_record(self, one: Extract) -> bool:
        """A row of a form that says one thing of one tie: whose it is, with whom, or since when."""
        cells = cells_of(one.line) if one.line.kind == "row" else []
        if len(cells) != 2:
            return False
        label, value = (self.document.text[a:b] for a, b in cells)
        name = self._name_in([value], 0)
        if self.words.has("record_home", label) and name:
            self._close_card()
            self.record_home, self.in_record = name.name, True
        elif self.words.has("record_partner", label) and name and (self.record_home or self.home):
            kind = self._title_kind() or self.open_list or "other"
            pair = Pair(self.record_home or self.home, name.name, kind, "table", sure=name.is_sure)
            self._hold(pair, one.line.start, one.line.end)
            self.in_record = True
        elif self.in_record and one.starts and self.card and self.words.has("sign", label):
            self._close_card(one.starts[0].edtf, one.line.end)
        return self.in_record

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
