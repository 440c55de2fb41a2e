"""The reader: ties and what is said of them, read from a document in eleven languages without a model.

Tables and lists are read first, then sentences. What a line does not say of its sides is taken from the page: whose
page it is, what list is open, whose card is being read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kizuna.proposals.discourse import with_pairs
from kizuna.proposals.frames import Mention, Sentence, read_sentences
from kizuna.proposals.layout import (
    Columns,
    Entry,
    Line,
    cells_of,
    columns_of,
    entry_of,
    is_prose,
    lines_of,
    sentences_of,
    tables_of,
)
from kizuna.proposals.names import EMPTY, NameBook, NameFinder, PlaceName
from kizuna.proposals.page import Page
from kizuna.proposals.proposal import Proposal
from kizuna.proposals.ties import (
    Clause,
    Pair,
    Trigger,
    bare,
    groups_of,
    is_same,
    status_of,
    triggers_of,
)
from kizuna.proposals.words import Words, language_of, words_of
from kizuna.sources.blocks import BlockedText
from kizuna.values.written_dates import WrittenDate, dates_in

READER_VERSION = "6"
"""The version of what is read; claims carry it in their method ("rules@6")."""

_NO_PAGE = Page()
_CARD_REACH = 1500
_REGION = re.compile(r"\br[eé]gi(?:on|one|ón)\b", re.IGNORECASE)
_CARD_LINE = 120
_WITHIN = re.compile(
    r"\b(?:in|in der|im|dans|dans l['’]|nel|nella|nell['’]|w|v|в|из|from)\s?$", re.IGNORECASE
)

CONFIDENCE = {
    ("table", True): 0.9,
    ("list", True): 0.9,
    ("list", False): 0.75,
    ("pair", True): 0.85,
    ("between", True): 0.85,
    ("middle", True): 0.85,
    ("zip", True): 0.85,
    ("before", True): 0.75,
    ("row", True): 0.75,
    ("after", True): 0.7,
    ("topic", True): 0.7,
}
"""How often a pair of each form was right, by whether both names are held."""
_UNSURE = 0.55


def propose(
    document: BlockedText, names: NameBook = EMPTY, page: Page = _NO_PAGE
) -> list[Proposal]:
    """The proposals of a document, in the order of their passages; the quote of each is text[start:end].

    A pair is proposed once for each date that the text gives it. Time is linear in the length of the text.
    """
    language = language_of(f"{page.title}\n{document.text}", page.language)
    common = frozenset(re.findall(r"(?<![\w.@/-])[a-zà-ÿа-яё]\w+", document.text))
    reading = Reading(document, page, NameFinder(names, words_of(language), common))
    found = list(reading.proposals())
    return sorted(_once(found), key=lambda p: (p.start, p.end))


def _once(found: Sequence[Proposal]) -> Iterator[Proposal]:
    """The proposals without those ties that another says with a date, or says as well before."""
    ties: dict[tuple[frozenset[str], str], list[Proposal]] = {}
    for one in found:
        if one.kind != "tie" or one.object is None:
            yield one
            continue
        key = (frozenset((bare(one.subject), bare(one.object))), one.status)
        ties.setdefault(key, []).append(one)
    for same in ties.values():
        dated = [p for p in same if "start" in p.props]
        days: dict[str, Proposal] = {}
        for one in dated:
            day = one.props["start"]
            if not any(known.startswith(day) for known in days):
                days[day] = one
        kept = list(days.values()) or same[:1]
        ended = [p for p in same if p.props.get("status") == "ended" and p not in kept]
        yield from (*kept, *ended[:1])


@dataclass
class Found:
    """What a line holds: its names, words for ties and dates, by offsets within it."""

    line: Line
    names: list[PlaceName]
    triggers: list[Trigger]
    dates: list[WrittenDate]


@dataclass
class Card:
    """A partner whose lines are being read; `pending` until one of them gives a date."""

    pair: Pair
    start: int
    end: int
    confidence: float


@dataclass
class Reading:
    """One reading of a document: what is open at the line being read."""

    document: BlockedText
    page: Page
    finder: NameFinder
    home: str = ""
    topic: str = ""
    open_list: str = ""
    list_level: int = 0
    list_home: str = ""
    heading_year: str = ""
    card_title: str = ""
    card: Card | None = None
    by_homes: bool = False
    strong: bool = False
    listing: str = ""
    made: list[Proposal] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The words of the document's language."""
        return self.finder.words

    def proposals(self) -> Iterator[Proposal]:
        """All proposals, in the order in which they are read."""
        lines = list(lines_of(self.document))
        said = (self.page.title, *(line.text for line in lines))
        self.strong = any(triggers_of(text, self.words) for text in said)
        listing = self.words.pattern("list")
        if not self.strong and not any(listing.search(text) for text in said if len(text) < 60):
            return
        found = [self._found(line) for line in lines]
        self.home = self._home(found)
        title = triggers_of(self.page.title, self.words)
        if title and self.home:
            self.open_list, self.list_level = title[0].type, 9
        tables = {t[0].start: t for t in tables_of(lines)}
        skip = -1
        for at, one in enumerate(found):
            if one.line.start <= skip:
                continue
            if one.line.start in tables:
                table = tables[one.line.start]
                skip = table[-1].start
                self._read_table(table)
                continue
            self._read(one, found[at + 1] if at + 1 < len(found) else None)
        self._close_card()
        yield from self.made
        if self.words.language == "en":
            yield from self._frames([one for one in found if one.line.kind != "row"])

    def _found(self, line: Line) -> Found:
        triggers = triggers_of(line.text, self.words)
        barred = [(t.start, t.end) for t in triggers]
        names = self.finder.names_in(line.text, barred)
        return Found(line, names, triggers, dates_in(line.text, self.words.language))

    def _home(self, found: Sequence[Found]) -> str:
        """Whose page it is: told, in the title, or in the first headings; "" where nothing says."""
        if self.page.home:
            return self.page.home
        counts = Counter(bare(n.name) for one in found for n in one.names if n.is_sure)
        titled = [
            n
            for n in self.finder.names_in(self.page.title)
            if n.is_sure and not _REGION.search(n.name)
        ]
        heads = [
            n
            for one in found[:4]
            if one.line.kind != "prose" and one.triggers and one.line.text[-1] not in "?？"
            for n in one.names
            if n.is_sure and not _REGION.search(n.name)
        ]
        for names in (titled, heads):
            if len({bare(n.name) for n in names}) == 1 and (
                counts[bare(names[0].name)] > 0 or names is titled
            ):
                return names[0].name
            known = [n for n in names if counts[bare(n.name)] > 2]
            if known and names is titled:
                best = max(known, key=lambda n: counts[bare(n.name)])
                if sum(counts[bare(n.name)] == counts[bare(best.name)] for n in known) == 1:
                    return best.name
        if self.words.language in ("ja", "zh", "ko") or not counts:
            return ""
        (top, most), *rest = counts.most_common(2)
        if most > 3 and (not rest or most >= 2 * rest[0][1]):
            return next(n.name for one in found for n in one.names if bare(n.name) == top)
        return ""

    def _read(self, one: Found, following: Found | None) -> None:
        line = one.line
        if line.kind == "prose":
            if not self._read_enumeration(one):
                self._read_prose(one)
            return
        if one.triggers and self._read_label(one):
            return
        if line.text.endswith(("?", "？")):
            return
        if one.triggers and self.open_list and one.dates and self._read_entry(one):
            return
        if one.triggers and self._joins(one):
            self._read_prose(one)
            return
        if one.triggers and line.kind in ("heading", "line"):
            self._open(one, one.triggers[0].type)
            return
        if self._is_list_head(one):
            self._open(one, "cooperation")
            return
        if line.kind in ("heading", "line") and self._is_section_of_home(one):
            return
        if self._read_entry(one):
            return
        if line.kind == "heading" and not one.names and not one.dates:
            if line.level <= self.list_level or self.list_level == 0:
                self.open_list = ""
            self._close_card()
        self._note_card_line(one)

    def _read_enumeration(self, one: Found) -> bool:
        """A long line of an open list that holds nothing but names."""
        if not self.open_list or one.triggers:
            return False
        entry = entry_of(one.line.text, one.names, many=True, loose=True)
        size = sum(n.end - n.start + 2 for n in one.names) + sum(d.end - d.start for d in one.dates)
        sure = sum(p.is_sure for p in entry.partners)
        if (
            len(entry.partners) < 3
            or sure < 0.6 * len(entry.partners)
            or size < 0.7 * len(one.line.text)
        ):
            return False
        return self._add_entry(one, entry)

    def _joins(self, one: Found) -> bool:
        """Whether a short line with a word for a tie tells of a pair rather than heading a list."""
        others = [
            n
            for n in one.names
            if n.how != "country" and n.is_sure and not is_same(n.name, self.home)
        ]
        mine = [n for n in one.names if is_same(n.name, self.home)]
        return (
            len(others) > 1
            or bool(mine and others)
            or (bool(others) and bool(self.home) and bool(one.dates))
        )

    def _read_label(self, one: Found) -> bool:
        """A line such as "Twin towns: A, B, C": its names belong to the card above it, or to the page."""
        text = one.line.text
        colon = re.search(r"[:：]\s*\S", text)
        if (
            colon is None
            or one.triggers[0].start > colon.start()
            or one.triggers[-1].end > colon.end() + 400
        ):
            return False
        offset = colon.end() - 1
        rest = [self._shifted(n, offset) for n in one.names if n.start >= offset]
        entry = entry_of(text[offset:], rest, many=True, loose=True)
        if not entry.partners:
            return False
        head = [n for n in one.names if n.end <= colon.start() and n.is_sure]
        owner = (
            head[0].name if head else (self.card_title if not self.page.home else "") or self.home
        )
        dates = [d for d in one.dates if d.start >= offset and not d.meaning]
        if entry.pair:
            self._add_list_pair(
                entry.partners[0].name, entry.partners[1], one, one.triggers[0].type, dates, "pair"
            )
            return True
        if not owner:
            return False
        for partner in entry.partners:
            near = [
                d
                for d in dates
                if len(entry.partners) == 1 or 0 <= d.start - offset - partner.end < 15
            ]
            self._add_list_pair(owner, partner, one, one.triggers[0].type, near, "list")
        return True

    @staticmethod
    def _shifted(name: PlaceName, offset: int) -> PlaceName:
        return PlaceName(name.start - offset, name.end - offset, name.name, name.how, name.upper)

    def _is_list_head(self, one: Found) -> bool:
        """Whether a short title without a word for ties announces partners all the same."""
        text = one.line.text
        head = self.words.pattern("list").search(text)
        if one.line.kind not in ("heading", "line") or head is None or one.dates:
            return False
        return len(text) < 60 and not self.words.pattern("bodies").search(text)

    def _open(self, one: Found, kind: str) -> None:
        """Open the list that a heading or a line announces."""
        status, _ = status_of(one.line.text, self.words)
        self._close_card()
        if status == "negated":
            return
        self.open_list = kind
        self.list_level = one.line.level or 1
        held = [n for n in one.names if n.is_sure and not _REGION.search(n.name)]
        self.list_home = held[0].name if len(held) == 1 else self.list_home
        self.heading_year = ""
        if not self.home and self.list_home:
            self.home = self.list_home

    def _owner(self) -> str:
        if not self.list_home or is_same(self.list_home, self.home):
            return self.home
        return self.list_home

    def _is_section_of_home(self, one: Found) -> bool:
        """Whether a heading is the name of a town whose own partners follow."""
        places = [n for n in one.names if n.how != "country"]
        if (
            len(places) != 1
            or places[0].end - places[0].start < len(one.line.text) - 2
            or self.page.home
        ):
            return False
        if is_same(places[0].name, self.home):
            self.by_homes = True
        elif one.line.kind != "heading" and not self.by_homes:
            return False
        if self.by_homes or not self.home:
            self._close_card()
            self.list_home = self.topic = places[0].name
            return self.by_homes
        return False

    def _read_entry(self, one: Found) -> bool:
        """An entry of the open list, or the title of a card."""
        line, text = one.line, one.line.text
        long = is_prose(text)
        loose = (line.kind in ("item", "row") and not long) or bool(one.dates)
        lead = re.split(
            r"(?<=\w\s)[–—-]\s(?=\w)|[.。]\s|(?<=[:：])\s(?=\S+\s\S+\s\S+\s\S+\s\S+\s\S)",
            text,
            maxsplit=1,
        )[0]
        head = (
            lead
            if len(text) > 60 and len(lead) > 2 and any(n.end <= len(lead) for n in one.names)
            else text
        )
        names = [n for n in one.names if n.end <= len(head)]
        entry = entry_of(head, names, many=line.kind == "line", loose=loose)
        if not entry.partners:
            return False
        if (
            len(entry.partners) == 1
            and entry.partners[0].end - entry.partners[0].start >= len(text) - 2
        ):
            if not any(is_same(entry.partners[0].name, h) for h in (self._owner(),)):
                self.card_title = entry.partners[0].name
        if not self.open_list or not (entry.whole or entry.pair):
            return False
        if line.kind == "line" and not self._is_all(one, head):
            return False
        if long and head == text and not entry.in_country:
            return False
        if long and re.search(r"[.。]\s*$", text[: len(head) + 2]) and not entry.in_country:
            return False
        if (
            entry.label
            and line.kind == "line"
            and not entry.in_country
            and not self._is_short_label(entry)
        ):
            return False
        return self._add_entry(one, entry)

    @staticmethod
    def _is_all(one: Found, head: str) -> bool:
        """Whether a line holds little but names and dates."""
        taken = [(n.start, n.end) for n in one.names] + [(d.start, d.end) for d in one.dates]
        rest = "".join(c for at, c in enumerate(head) if not any(a <= at < b for a, b in taken))
        rest = re.sub(r"[(（][^()（）]*[)）]", "", rest)
        limit = 3 if re.search("[\u3040-\u9fff가-힣]", rest) else 8
        return sum(map(len, re.findall(r"[^\W\d_]+", rest))) <= limit

    def _is_short_label(self, entry: Entry) -> bool:
        return bool(self.finder.names_in(entry.label)) or bool(
            dates_in(entry.label, self.words.language)
        )

    def _add_entry(self, one: Found, entry: Entry) -> bool:
        dates = [d for d in one.dates if not d.meaning]
        if entry.pair:
            first, second = entry.partners
            self._add_list_pair(first.name, second, one, self.open_list, dates, "pair")
            return True
        owner = self._owner()
        if not owner:
            return False
        partners = [p for p in entry.partners if not is_same(p.name, owner)]
        for partner in partners:
            near = (
                dates
                if len(partners) == 1
                else [d for d in dates if 0 <= d.start - partner.end < 25]
            )
            self._add_list_pair(owner, partner, one, self.open_list, near, "list")
        return bool(partners)

    def _add_list_pair(
        self,
        owner: str,
        partner: PlaceName,
        one: Found,
        kind: str,
        dates: Sequence[WrittenDate],
        form: str,
    ) -> None:
        self._close_card()
        status, ended = status_of(one.line.text, self.words)
        date = self._whole_date([d.edtf for d in dates[:1]])
        pair = Pair(owner, partner.name, kind, form, date, "", status, ended, partner.is_sure)
        self.card = Card(pair, one.line.start, one.line.end, _confidence(form, partner.is_sure))
        if date:
            self._close_card()

    def _whole_date(self, found: Sequence[str]) -> str:
        """The date, with the year of the heading where the line has only the day."""
        if not found:
            return self.heading_year
        if found[0].startswith("XXXX"):
            return self.heading_year + found[0][4:] if len(self.heading_year) == 4 else ""
        return found[0]

    def _note_card_line(self, one: Found) -> None:
        """A line of a card: its date, or the year that heads what follows."""
        dates = [d for d in one.dates if not d.meaning]
        rest = one.line.text
        for date in reversed(dates):
            rest = rest[: date.start] + rest[date.end :]
        letters = re.findall(r"[^\W\d_]", rest)
        signed = self.words.pattern("sign").search(rest)
        bracketed = re.fullmatch(r"\W*(?:\([^()]*\)|（[^（）]*）)?\W*", rest)
        own = one.line.kind == "item" and any(n.is_sure for n in one.names)
        is_apart = not own and len(one.line.text) < _CARD_LINE
        if dates and self.card and is_apart and (signed or bracketed or len(letters) < 3):
            if one.line.start - self.card.end < _CARD_REACH:
                self._close_card(self._whole_date([dates[0].edtf]), one.line.end)
        elif len(dates) == 1 and not letters and re.fullmatch(r"\d{4}", dates[0].edtf):
            self.heading_year = dates[0].edtf

    def _close_card(self, date: str = "", end: int = 0) -> None:
        """Propose the pair of the card that is open, with the date found in it."""
        card, self.card = self.card, None
        if card is None:
            return
        given = date or card.pair.date
        pair = Pair(
            card.pair.first,
            card.pair.second,
            card.pair.type,
            card.pair.form,
            given,
            card.pair.end,
            card.pair.status,
            card.pair.ended,
            card.pair.sure,
        )
        self._add(pair, card.start, max(card.end, end if date else 0), card.confidence)

    def _add(self, pair: Pair, start: int, end: int, confidence: float) -> None:
        if is_same(pair.first, pair.second) or pair.status == "negated":
            return
        props: dict[str, str] = {"type": pair.type}
        if pair.date and not pair.date.startswith("XXXX"):
            props["start"] = pair.date
        if pair.ended:
            props["status"] = "ended"
            if pair.end and not pair.end.startswith("XXXX"):
                props["end"] = pair.end
        quote = self.document.text[start:end]
        named = all(bare(side) in quote.casefold() for side in (pair.first, pair.second))
        self.made.append(
            Proposal(
                "tie",
                pair.first,
                pair.second,
                quote,
                start,
                end,
                props,
                needs_context=not named,
                status=pair.status,
                confidence=confidence,
            )
        )

    def _read_prose(self, one: Found) -> None:
        text = one.line.text
        sentences = list(sentences_of(text))
        self.topic = self.home
        for start, end in sentences:
            for first, last in self._clauses(one, start, end):
                self._read_sentence(one, first, last)
        if text.rstrip().endswith((":", "：")):
            self._open_after(one, sentences[-1][0])

    def _clauses(self, one: Found, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The clauses of a sentence that speak of ties of their own; the sentence where they do not."""
        text = one.line.text[start:end]
        marks = "[;,；，]" if self.words.language == "zh" else "[;；]"
        cuts = [start, *(start + m.end() for m in re.finditer(marks, text)), end]
        made: list[tuple[int, int]] = []
        for first, last in pairwise(cuts):
            piece = one.line.text[first:last]
            told = triggers_of(piece, self.words, weak=self.strong)
            names = [n for n in one.names if first <= n.start < last and n.how != "country"]
            if made and not (told and len(names) > 1):
                made[-1] = (made[-1][0], last)
            elif last > first:
                made.append((first, last))
        yield from made

    def _open_after(self, one: Found, start: int) -> None:
        """Open the list that the last sentence of a paragraph announces."""
        said = one.line.text[start:]
        listing = len(said) < 160 and self.words.pattern("list").search(said)
        if listing or any(t.start >= start for t in one.triggers):
            held = [n for n in one.names if n.start >= start and n.is_sure]
            kind = one.triggers[-1].type if one.triggers else "cooperation"
            self.open_list, self.list_level = kind, 1
            self.list_home = held[0].name if len(held) == 1 else self.list_home

    def _read_sentence(self, one: Found, start: int, end: int) -> None:
        text = one.line.text[start:end]
        if text.endswith(("?", "？")):
            return
        names = [self._shifted(n, start) for n in one.names if start <= n.start and n.end <= end]
        dates = [
            WrittenDate(d.start - start, d.end - start, d.edtf, d.meaning)
            for d in one.dates
            if start <= d.start and d.end <= end
        ]
        triggers = [
            Trigger(t.start - start, t.end - start, t.type)
            for t in one.triggers
            if start <= t.start < end
        ]
        at = one.line.start + start
        if self.open_list or self.strong:
            triggers += [t for t in triggers_of(text, self.words, weak=True) if t.weak]
        names = [n for n in names if not self._is_body(text, n)]
        pairs: list[Pair] = []
        for trigger in triggers:
            theirs = self.words.pattern("ours").search(text)
            eastern = self.words.language in ("ja", "zh", "ko")
            topic = self.home or (self.topic if theirs or eastern else "")
            clause = Clause(text, names, dates, self.words, topic, self.home)
            pairs = [
                p
                for p in clause.pairs(trigger)
                if not trigger.weak or self._is_fit_for_weak(p, text)
            ]
            dangling = any(n.is_sure and 0 <= n.start - trigger.end < 4 for n in names)
            if pairs or (dangling and not trigger.weak):
                break
        if not pairs:
            pairs = self._listed(text, names, dates, triggers)
        if pairs:
            self._close_card()
        for pair in pairs:
            self._keep_open(pair, at, at + len(text))
        if not pairs and dates and self.card and self.words.pattern("sign").search(text):
            usable = [d for d in dates if not d.meaning]
            if (
                usable
                and at - self.card.end < 120
                and not [
                    n
                    for n in names
                    if n.how != "country"
                    and n.is_sure
                    and n.name not in (self.card.pair.first, self.card.pair.second)
                ]
            ):
                self._close_card(self._whole_date([usable[0].edtf]), at + len(text))
        strong = [t for t in triggers if not t.weak]
        self.listing = strong[0].type if strong and not pairs else ""
        sure = list(dict.fromkeys(n.name for n in names if n.is_sure))
        if not self.home:
            self.topic = sure[0] if len(sure) == 1 else ""

    def _listed(
        self,
        text: str,
        names: Sequence[PlaceName],
        dates: Sequence[WrittenDate],
        triggers: Sequence[Trigger],
    ) -> list[Pair]:
        """The partners that a sentence of a section on ties lists: a row of names, or towns with their countries."""
        owner = self._owner() or self.topic
        status, ended = status_of(text, self.words)
        if not owner or ended or status != "asserted" or any(not t.weak for t in triggers):
            return []
        kind = self.open_list or self.listing
        groups = groups_of(text, names, dates, self.words)
        rows = (
            [n for g in groups for n in g if n.is_sure]
            if max(map(len, groups), default=0) > 2
            else []
        )
        found = rows if self.listing else []
        if self.open_list and self.home:
            found = found or [
                n
                for n in names
                if n.how != "country"
                and _has_country(text, n, names)
                and not _WITHIN.search(text[: n.start])
            ]
        usable = [d.edtf for d in dates if not d.meaning and len(dates) == 1]
        date = usable[0] if usable else ""
        return [
            Pair(owner, n.name, kind, "aside", date, sure=n.is_sure)
            for n in found
            if not is_same(n.name, owner)
        ]

    def _is_fit_for_weak(self, pair: Pair, text: str) -> bool:
        """Whether a word that is said of much else is meant of towns: both sure, dated, one of them the home."""
        mine = is_same(pair.first, self.home) or is_same(pair.second, self.home)
        return bool(pair.sure and pair.date and (mine or not self.home))

    def _is_body(self, text: str, name: PlaceName) -> bool:
        """Whether a name is part of that of a school, a club, a hotel or a company."""
        if name.how == "country":
            return False
        after = text[name.end : name.end + 25]
        before = text[max(0, name.start - 25) : name.start]
        bodies = self.words.held["bodies"]
        if self.words.language in ("ja", "zh", "ko"):
            return bool(re.match(rf"[立の]?[一-龥가-힣]{{0,3}}\s?(?:{bodies})", after))
        return bool(
            re.match(rf"[\s-](?:[^\W\d_]+\s)?(?:{bodies})\b", after, re.IGNORECASE)
        ) or bool(
            re.search(
                rf"(?<![^\W\d_])(?:{bodies})\s(?:(?:of|de|di|der|in|von|d|del)\s?['’]?)?$",
                before,
                re.IGNORECASE,
            )
        )

    def _keep_open(self, pair: Pair, start: int, end: int) -> None:
        """Propose a pair at once where it has its date; else the next sentence may give it."""
        confidence = _confidence(pair.form, pair.sure)
        if pair.date.startswith("XXXX"):
            pair = Pair(
                pair.first,
                pair.second,
                pair.type,
                pair.form,
                self._whole_date([pair.date]),
                pair.end,
                pair.status,
                pair.ended,
                pair.sure,
            )
        self._close_card()
        self.card = Card(pair, start, end, confidence)
        if pair.date or pair.ended:
            self._close_card()

    def _frames(self, found: Sequence[Found]) -> list[Proposal]:
        """What English sentences say beside the ties, of the parties of these."""
        ties = [(p.subject, p.object) for p in self.made if p.kind == "tie" and p.object]
        parties = {bare(name) for pair in ties for name in pair}
        sentences = [
            Sentence(
                one.line.text[start:end],
                one.line.start + start,
                _mentions(one, start, end, parties),
                None,
            )
            for one in found
            for start, end in sentences_of(one.line.text)
        ]
        return read_sentences(with_pairs(sentences, ties, self.home))

    def _read_table(self, table: Sequence[Line]) -> None:
        rows = [cells_of(line) for line in table]
        text = self.document.text
        cells = [[text[a:b] for a, b in row] for row in rows]
        said = f"{self.page.title} {' '.join(cells[0])}"
        header = bool(triggers_of(said, self.words)) or self.open_list
        columns = columns_of(cells, self.finder)
        if columns is None or not header:
            return
        self._close_card()
        for line, row, spans in zip(table, cells, rows, strict=True):
            self._read_row(line, row, spans, columns)

    def _read_row(
        self, line: Line, row: Sequence[str], spans: Sequence[tuple[int, int]], columns: Columns
    ) -> None:
        if columns.partner >= len(row):
            return
        partner = _cell_name(row[columns.partner], self.finder)
        if partner is None or partner.how == "country":
            return
        home = _cell_name(row[columns.home], self.finder) if 0 <= columns.home < len(row) else None
        owner = home.name if home and home.how != "country" else self._owner()
        if not owner or is_same(owner, partner.name):
            return
        said = [c for at, c in enumerate(row) if at not in (columns.partner, columns.home)]
        dates = [
            d.edtf
            for c in (*said, row[columns.partner])
            for d in dates_in(c, self.words.language)
            if not d.meaning
        ]
        if partner.how == "form" and not dates and columns.country < 0:
            return
        status, ended = status_of(line.text, self.words)
        kinds = triggers_of(f"{line.text} {self.page.title}", self.words)
        kind = kinds[0].type if kinds else self.open_list or "other"
        pair = Pair(
            owner, partner.name, kind, "table", self._whole_date(dates[:1]), "", status, ended, True
        )
        self._add(pair, line.start, line.end, _confidence("table", True))


def _has_country(text: str, name: PlaceName, names: Sequence[PlaceName]) -> bool:
    """Whether a country stands directly beside a name: "Weiden, en Allemagne", "Belgique (Frameries)"."""
    for other in names:
        if other.how != "country":
            continue
        between = (
            text[name.end : other.start]
            if other.start >= name.end
            else text[other.end : name.start]
        )
        if other.start >= name.end and re.fullmatch(
            r"\s?[(（]|,?\s(?:(?:in|en|au|aux|im|w|we|v|в)\s)?", between
        ):
            return True
        if other.end <= name.start and re.fullmatch(r"\s?[(（]|の", between):
            return True
    return False


def _cell_name(cell: str, finder: NameFinder) -> PlaceName | None:
    """The name that a cell is, None where it is none."""
    names = finder.names_in(cell)
    places = [n for n in names if n.how != "country"]
    return places[0] if places and places[0].start < 12 else None


def _confidence(form: str, sure: bool) -> float:
    return CONFIDENCE.get((form, sure), _UNSURE)


def _mentions(one: Found, start: int, end: int, parties: set[str]) -> tuple[Mention, ...]:
    """The parties that line.text[start:end] names: those of ties, and whatever else counts in any position."""
    at = one.line.start
    return tuple(
        Mention(at + n.start, at + n.end, n.name)
        for n in one.names
        if start <= n.start and n.end <= end and (n.is_sure or bare(n.name) in parties)
    )
