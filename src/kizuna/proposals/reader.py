"""The reader: ties and what is said of them, read from a document in eleven languages
without a model.

Tables and lists are read first, then sentences. What a line does not say of its sides
is taken from the page: whose page it is, what list is open, whose card is being read.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from kizuna.proposals import layout
from kizuna.proposals.frames import read_sentences, with_pairs
from kizuna.proposals.place_names import (
    EASTERN,
    OWN,
    NamedPlace,
    NameFinder,
    Population,
    bare,
    is_same,
    places_of,
)
from kizuna.proposals.proposal import UNKNOWN, Page, Proposal
from kizuna.proposals.ties import Clause, Pair
from kizuna.proposals.words import Trigger, Words, language_of, words_of
from kizuna.sources.reading import BlockedText
from kizuna.values.written_dates.running import dates_in

READER_VERSION = "8"
"""The version of what is read; claims carry it in their method ("rules@8")."""
_NEXT_SENTENCE = 120
CONFIDENCE = {
    **dict.fromkeys(("table", "list", "pair"), (0.9, 0.6)),
    **dict.fromkeys(("between", "middle", "zip", "row", "topic"), (0.8, 0.6)),
    **dict.fromkeys(("after", "aside"), (0.7, 0.5)),
    "before": (0.5, 0.4),
}
"""How often a pair of each form is right, where both names are held, and where one
counts by its form alone.

Of 494 pairs on 151 passages after real pages, rounded down: of rows of lists and tables
206 of 212 were right, two about the word 96 of 103, in a row 26 of 29, with its topic
44 of 54, behind the word 54 of 61, before it 17 of 32.
"""
_DATELINE = re.compile(r"\.? (?:\([^()]{1,8}\)\.? )?(?<=[.] )(?=[A-ZÄÖÜ0-9])")


def propose(
    document: BlockedText, population: Population, page: Page = UNKNOWN
) -> list[Proposal]:
    """The proposals of a document, in the order of their passages; the quote of each is
    text[start:end].

    A pair is proposed once for each date that the text gives it. Time is linear in the
    length of the text.
    """
    words = words_of(language_of(f"{page.title}\n{document.text}", page.language))
    common = frozenset(re.findall(r"(?<![\w.@/-])[a-zà-ÿа-яё]\w+", document.text))

    def people(name: str) -> int:
        return OWN if name == page.home != "" else population(name)

    reading = Reading(document, page, NameFinder(people, words, common))
    return sorted(_once(reading.proposals()), key=lambda p: (p.start, p.end))


def _once(found: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals without those ties that another says with a date, or says as well
    before.
    """
    ties: dict[tuple[object, ...], list[Proposal]] = {}
    for one in found:
        if one.kind == "tie" and one.object is not None:
            pair = frozenset((bare(one.subject), bare(one.object)))
            ties.setdefault((pair, one.status, one.props.get("status")), []).append(one)
        else:
            yield one
    for same in ties.values():
        days = {p.props["start"]: p for p in reversed(same) if "start" in p.props}
        sharp = [
            p
            for d, p in days.items()
            if not any(o != d and o.startswith(d) for o in days)
        ]
        yield from sharp or same[:1]


@dataclass
class Reading:
    """One reading of a document: its lines in order, then what its sentences say beside
    the ties.

    It knows what is open at the line being read: whose lists, which card. `card` is a
    pair whose date has not been met, with the passage that names it; `by_homes` is set
    where headings name towns whose partners follow; `title_kind` is the type of tie
    that the page's title speaks of.
    """

    document: BlockedText
    page: Page
    finder: NameFinder
    title_kind: str = ""
    home: str = ""
    topic: str = ""
    open_list: str = ""
    listing: str = ""
    list_home: str = ""
    year: str = ""
    card_title: str = ""
    card: tuple[Pair, int, int] | None = None
    by_homes: bool = False
    last_named: str = ""
    made: list[Proposal] = field(default_factory=list)

    @property
    def words(self) -> Words:
        return self.finder.words

    @property
    def owner(self) -> str:
        """Whose partners the open list gives."""
        is_home = not self.list_home or is_same(self.list_home, self.home)
        return self.home if is_home else self.list_home

    def proposals(self) -> Iterator[Proposal]:
        """All proposals, in the order in which they are read."""
        found = [
            Clause.of(*line, self.finder) for line in layout.lines_of(self.document)
        ]
        self.title_kind = next(
            (t.type for t in self.words.triggers(self.page.title)), ""
        )
        if self.title_kind or any(one.triggers for one in found):
            self.home = home_of(found, self.page, self.finder)
            self.open_list = self.title_kind if self.home else ""
            for is_row, run in groupby(found, key=lambda one: one.kind == "row"):
                part = list(run)
                if is_row and len(part) > 1:
                    self._read_table(part)
                else:
                    for one in part:
                        self._read(one)
            self._close_card()
        yield from self.made
        if self.words.language == "en":
            lines = (one for one in found if one.kind != "row")
            sentences = [
                one.part(*span)
                for one in lines
                for span in layout.sentences_of(one.text)
            ]
            ties = [(p.subject, p.object) for p in self.made if p.object]
            yield from read_sentences(with_pairs(sentences, ties, self.home))

    def _read(self, one: Clause) -> None:
        if one.kind == "prose":
            self._read_prose(one)
        elif one.triggers and (
            self._read_label(one) or (one.dates and self._read_entry(one))
        ):
            self.topic = self.home
        elif one.triggers and self._joins(one):
            self._read_prose(one)
        elif (
            one.triggers
            and one.kind in ("heading", "line")
            and not self._is_property(one)
        ):
            self._open(one.triggers[0].type)
        elif not self._is_section_of_home(one) and not self._read_entry(one):
            self._note_card_line(one)

    def _is_property(self, one: Clause) -> bool:
        """Whether a line of a card says of what type its tie is, or since when ("Kind:
        sister city").
        """
        is_label = re.search("[:：]", one.text[: one.triggers[0].start])
        return bool(self.card and (is_label or (one.starts and not one.names)))

    def _others(self, one: Clause) -> list[NamedPlace]:
        return [n for n in one.sure if not is_same(n.name, self.home)]

    def _joins(self, one: Clause) -> bool:
        """Whether a short line with a word for a tie tells of a pair rather than
        heading a list.
        """
        others = self._others(one)
        is_told = len(one.sure) > len(others) or (self.home and one.dates)
        return len(others) > 1 or bool(others and is_told)

    def _read_prose(self, one: Clause) -> None:
        """Read sentences; a last one with a colon may announce a list."""
        self.topic = self.home
        for start, end in layout.sentences_of(one.text):
            for clause in self._clauses(one.part(start, end)):
                self._read_sentence(clause)
        said = one.part(start, end).triggers
        if one.text.endswith((":", "：")) and said:
            self._open(said[-1].type)

    def _clauses(self, sentence: Clause) -> Iterator[Clause]:
        """The clauses of a sentence that speak of ties of their own; the sentence where
        they do not.
        """
        marks, end = self.words.held.get("clause", "[;；]"), len(sentence.text)
        cuts, starts = [m.end() for m in re.finditer(marks, sentence.text)], [0]
        for first, last in pairwise((*cuts, end)):
            piece = sentence.part(first, last)
            is_own = len(piece.sure) > 1 or (
                self.words.is_eastern and self._others(piece)
            )
            starts += (
                [first] if is_own and self.words.triggers(piece.text, weak=True) else []
            )
        return (sentence.part(*span) for span in pairwise((*starts, end)))

    def _read_sentence(self, one: Clause) -> None:
        text, at, end = one.text, one.start, one.end
        sure, towns = [n.name for n in one.sure], {n.name for n in self._others(one)}
        weak = self.words.triggers(text, weak=True)
        pairs = (
            self._joined(one, weak or one.triggers)
            or self._listed(one)
            or self._of_last(one)
        )
        for pair in pairs:
            self._hold(pair, at, end)
        if not pairs and one.starts and self.card and self.words.has("sign", text):
            known = (self.card[0].first, self.card[0].second)
            is_near = one.triggers or weak or at - self.card[2] < _NEXT_SENTENCE
            if is_near and all(
                any(is_same(name, side) for side in known) for name in sure
            ):
                self._close_card(one.starts[0].edtf, end)
        self.listing = one.triggers[0].type if one.triggers and not pairs else ""
        self.last_named = next(iter(towns)) if len(towns) == 1 and not pairs else ""
        first = pairs[0].first if pairs and self.words.is_eastern else ""
        self.topic = self.home or (sure[0] if len(set(sure)) == 1 else first)

    def _joined(self, one: Clause, triggers: Sequence[Trigger]) -> list[Pair]:
        topic = self.home or (self.topic if self.words.is_eastern else "")
        clause = replace(one, topic=topic, home=self.home)
        held: list[Pair] = []
        for trigger in sorted(triggers, key=lambda t: t.weak):
            pairs = list(clause.pairs(trigger))
            if trigger.weak:
                # said of much else too: towns are meant where both are sure, dated, one
                # the home
                sure = [p for p in pairs if p.sure and p.date]
                sides = ((p, (p.first, p.second)) for p in sure)
                mine = [
                    p
                    for p, both in sides
                    if any(is_same(one, self.home) for one in both)
                ]
                pairs = mine if self.home else sure
            partners = {p.second for p in held}
            pairs = [p for p in pairs if not {p.first, p.second} <= partners]
            if pairs and pairs[0].form != "topic":
                return pairs
            held = held or pairs
        return held

    def _of_last(self, one: Clause) -> list[Pair]:
        """The pair of the home and the one town of the sentence before, of which a day
        is told now.
        """
        status = self.words.status_of(one.text)
        is_told = one.triggers and one.starts and self.home and self.last_named
        if not is_told or status == "ended" or one.sure:
            return []
        kind, date = one.triggers[-1].type, one.starts[0].edtf
        return [Pair(self.home, self.last_named, kind, "topic", date, status)]

    def _listed(self, one: Clause) -> list[Pair]:
        """The partners that a sentence of a section on ties lists: names in a row, or
        with their countries.
        """
        owner = self.owner or self.topic
        if not owner or one.triggers or self.words.status_of(one.text) != "asserted":
            return []
        found = one.row() if self.listing or (self.open_list and one.is_bare) else []
        if self.open_list and self.home:
            found = found or one.with_countries()
        kind = self.open_list or self.listing
        held = [n for n in found if n.is_sure or not self.words.is_eastern]
        others = [n for n in held if not is_same(n.name, owner)]
        dated = one.dates_of(others, one.starts)
        return [
            Pair(owner, n.name, kind, "aside", day, sure=n.is_sure) for n, day in dated
        ]

    def _open(self, kind: str) -> None:
        self._close_card()
        self.open_list, self.year = kind, ""

    def _is_section_of_home(self, one: Clause) -> bool:
        """Whether a heading is the name of a town whose own partners follow."""
        if one.kind not in ("heading", "line") or self.page.home or len(one.sure) != 1:
            return False
        (town,) = one.sure
        if town.end - town.start < len(one.text) - 2:
            return False
        self.by_homes = self.by_homes or is_same(town.name, self.home)
        if self.by_homes or (one.kind == "heading" and not self.home):
            self._close_card()
            self.list_home = self.topic = town.name
        return self.by_homes

    def _read_label(self, one: Clause) -> bool:
        """A line such as "Twin towns: A, B, C": its names belong to the card above it,
        or to the page.
        """
        first = one.triggers[0]
        blank = r"|\s+" if self.words.is_eastern else ""
        colon = re.compile(rf"(?:[^:：]*[:：]\s*{blank})(?=\S)").match(
            one.text, first.end
        )
        if colon is None:
            return False
        rest = one.part(colon.end(), len(one.text))
        partners, is_pair = layout.entry_of(
            rest.text, rest.names, many=True, loose=True
        )
        owner = "" if is_pair else self.card_title or self.home
        return self._add_entry(rest, partners, owner, first.type)

    def _read_entry(self, one: Clause) -> bool:
        """An entry of the open list, or the title of a card."""
        text = one.text
        if self.words.is_eastern and self.card and not EASTERN.search(text):
            return False
        loose = one.kind in ("item", "row")
        partners, is_pair = layout.entry_of(
            text, one.names, many=one.kind == "line", loose=loose
        )
        only = partners[0] if len(partners) == 1 else None
        if only and only.end - only.start >= len(text) - 2 and not self.page.home:
            self.card_title = only.name
        is_plain = one.kind not in ("line", "heading") or one.is_bare
        kinds = [self.open_list, *(t.type for t in one.triggers), self.listing]
        if is_pair and is_plain and all(p.is_sure for p in partners):
            self.open_list = next(filter(None, kinds), "other")
        owner = "" if is_pair else self.owner
        is_entry = self.open_list and partners and is_plain
        return bool(is_entry) and self._add_entry(one, partners, owner, self.open_list)

    def _add_entry(
        self, one: Clause, towns: Sequence[NamedPlace], owner: str, kind: str
    ) -> bool:
        """Propose the partners of an entry with their owner; without one, they are a
        pair.
        """
        form = "list" if owner else "pair"
        if len(towns) == 2 and not owner:
            owner, towns = towns[0].name, towns[1:]
        towns = [p for p in towns if owner and not is_same(p.name, owner)]
        status = self.words.status_of(one.text)
        for partner, date in one.dates_of(towns, one.starts):
            pair = Pair(owner, partner.name, kind, form, date, status, partner.is_sure)
            self._hold(pair, one.start, one.end)
        return bool(towns)

    def _hold(self, pair: Pair, start: int, end: int) -> None:
        """Propose a pair at once where it has its date; else what follows may give
        it.
        """
        self._close_card()
        self.card = (replace(pair, date=self._whole_date(pair.date)), start, end)
        if self.card[0].date or pair.status == "ended":
            self._close_card()
        elif pair.form in ("list", "pair"):
            self.card = (replace(pair, date=self.year), start, end)

    def _whole_date(self, date: str) -> str:
        """The date, with the year of the heading where only the day is told."""
        if not date.startswith("XXXX"):
            return date
        return self.year + date[4:] if len(self.year) == 4 else ""

    def _note_card_line(self, one: Clause) -> None:
        """A line of a card: its date, or the year that heads what follows."""
        rest, dates = one.text, one.starts
        for date in reversed(dates):
            rest = rest[: date.start] + rest[date.end :]
        letters = re.findall(r"[^\W\d_]", rest)
        is_date = len(dates) == 1 and not letters
        if self.year and is_date:
            self._close_card()
        told = (
            len(letters) < 3
            or rest.strip().startswith("(")
            or self.words.has("sign", rest)
        )
        if dates and self.card and told:
            self._close_card(dates[0].edtf, one.end)
        elif is_date and re.fullmatch(r"\d{4}", dates[0].edtf):
            self.year = dates[0].edtf

    def _close_card(self, date: str = "", end: int = 0) -> None:
        """Propose the pair of the card that is open, with the date found in it."""
        held, self.card, whole = self.card, None, self._whole_date(date)
        if held is not None:
            pair, start, last = held
            self._add(
                replace(pair, date=whole or pair.date),
                start,
                max(last, end if whole else 0),
            )

    def _add(self, pair: Pair, start: int, end: int) -> None:
        if is_same(pair.first, pair.second) or pair.status == "negated":
            return
        is_ended = pair.status == "ended"
        told = {
            "start": pair.date,
            "end": pair.end,
            "status": "ended" if is_ended else "",
        }
        props = {"type": pair.type} | {
            k: v for k, v in told.items() if v and v[0] != "X"
        }
        quote, status = (
            self.document.text[start:end],
            "asserted" if is_ended else pair.status,
        )
        hangs = any(
            bare(side) not in quote.casefold() for side in (pair.first, pair.second)
        )
        sides, sure = (pair.first, pair.second), CONFIDENCE[pair.form][not pair.sure]
        self.made.append(
            Proposal("tie", *sides, quote, start, end, props, hangs, status, sure)
        )

    def _read_table(self, table: Sequence[Clause]) -> None:
        text = self.document.text
        rows = [
            [text[a:b] for a, b in layout.cells_of(line.text, line.start)]
            for line in table
        ]
        columns, said = (
            layout.columns_of(rows, self.finder),
            text[table[0].start : table[-1].end],
        )
        if columns is None or not (
            self.title_kind or self.open_list or self.words.triggers(said)
        ):
            return
        self._close_card()
        for line, row in zip(table, rows, strict=True):
            partner, home = (self._name_in(row, at) for at in columns)
            owner = home.name if home else self.owner
            found = [d for cell in row for d in dates_in(cell, self.words.language)]
            dates = [d.edtf for d in found if not d.meaning]
            if partner and owner and (dates or partner.is_sure):
                kinds = (
                    *(t.type for t in line.triggers),
                    self.title_kind,
                    self.open_list,
                    "other",
                )
                kind, status = (
                    next(filter(None, kinds)),
                    self.words.status_of(line.text),
                )
                date = self._whole_date(dates[0]) if dates else self.year
                pair = Pair(owner, partner.name, kind, "table", date, status)
                self._add(pair, line.start, line.end)

    def _name_in(self, row: Sequence[str], at: int) -> NamedPlace | None:
        cell = row[at] if 0 <= at < len(row) else ""
        places = places_of(self.finder.names_in(cell))
        if not places and layout.NAME_CELL.fullmatch(cell):
            return NamedPlace(0, len(cell), cell, "form")
        return places[0] if places and places[0].start < 12 else None


def home_of(extracts: Sequence[Clause], page: Page, finder: NameFinder) -> str:
    """Whose page it is: told, in the title, a heading or a dateline, or named most; ""
    where nothing says.
    """
    if page.home:
        return page.home
    sure = ("held", "level") if finder.words.is_eastern else ("held",)
    every = [n for one in extracts for n in one.names if n.how in sure]
    counts = Counter(bare(n.name) for one in extracts for n in one.sure)
    titled = [n.name for n in finder.names_in(page.title) if n.how in sure]
    leads = [
        (o.text, o.names[0]) for o in extracts if o.names and o.names[0].start == 0
    ]
    dated = [n.name for text, n in leads if n in every and _DATELINE.match(text, n.end)]
    heads = [o for o in extracts[:4] if o.kind != "prose" and o.triggers]
    headed = [n.name for one in heads for n in one.names if n in every]
    for names in (titled, headed, dated):
        if len(set(map(bare, names))) == 1:
            return names[0]
    named = {bare(name): name for name in titled or [n.name for n in every]}
    ranked = sorted(named, key=lambda name: -counts[name])
    most, second = (*(counts[name] for name in ranked[:2]), 0, 0)[:2]
    return named[ranked[0]] if most > max(2 if titled else 3, 1.5 * second) else ""
