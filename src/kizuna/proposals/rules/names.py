"""Party mentions: which words of a text name a city, a prefecture, a port; found by pattern, then everywhere."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kizuna.proposals.names import NameBook
from kizuna.proposals.rules.lexicon import DEMONYMS, LANDMARKS, NOT_NAMES, NOT_TOWNS, WIDER
from kizuna.proposals.rules.name_patterns import (
    LEVELS,
    LINK,
    NAME,
    PLURALS,
    SOURCES,
    TIE_NOUN,
    UP,
)
from kizuna.proposals.rules.people import people_in

_LABELLED = {"prefecture", "province", "county", "district"}
_MIXED_START = frozenset(("New", "North", "South", "East", "West", "Port", "High"))


@dataclass(frozen=True, slots=True)
class Party:
    """A local government or port as the text names it."""

    bare: str
    level: str = "city"

    @property
    def label(self) -> str:
        """The name as a reader would register it: "Osaka", "Osaka Prefecture", "Port of Osaka"."""
        if self.level == "port":
            return f"Port of {self.bare}"
        if self.level in _LABELLED:
            return f"{self.bare} {self.level.title()}"
        return self.bare


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named at text[start:end]; `within` is True inside a longer name ("Osaka Institute of ...")."""

    start: int
    end: int
    party: Party
    within: bool = False


@dataclass(frozen=True)
class Names:
    """The party names of a document, with the only level of those that never stand as a city."""

    weights: Counter[str] = field(default_factory=Counter)
    countries: dict[str, str] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None
    whole: dict[str, str] = field(default_factory=dict)

    def mentions(self, text: str) -> list[Mention]:
        """The mentions of a text in order; plural heads ("the ports of A and B") hold for each name after them."""
        if self.pattern is None:
            return []
        found: list[Mention] = []
        for match in self.pattern.finditer(text):
            held = _mention(text, match, found)
            longer = self.whole.get(held.party.bare)
            found.append(replace(held, party=replace(held.party, bare=longer)) if longer else held)
        for index, (before, held) in enumerate(itertools.pairwise(found), 1):
            if self._locates(text[before.end : held.start], held.party):
                found[index] = replace(held, within=True)
        found = [
            replace(held, within=True) if _LOCATED.search(text, 0, held.start) else held
            for held in found
        ]
        for index, (held, after) in enumerate(itertools.pairwise(found)):
            if held.within and after.start == held.end + 1:
                found[index] = replace(held, within=False)
        return found

    def _locates(self, between: str, party: Party) -> bool:
        """Whether a party only says where the one before it lies ("Awaji, Hyogo Prefecture", "Dorf in Hessen")."""
        if re.fullmatch(r",\s|\s\((?:State of\s|Province of\s)?", between):
            return party.level in _LABELLED or between != ", " or self.weights[party.bare] < 2
        return between == " in " and self.weights[party.bare] < 2


_LOCATED = re.compile(r"\b(?:Location:|(?:located|situated|lies) in|capital of)\s(?:the\s)?$")
_BEFORE = re.compile(
    rf"\b(?:(?P<one>{LEVELS})|(?P<many>{'|'.join(PLURALS)}))\sof\s(?:the\s)?$|\b(?P<bare>cities)\s$",
    re.I,
)
_AFTER = re.compile(
    rf"(?:['’]s)?\s(?P<level>prefectural|pref\b\.?|provincial|{LEVELS}|prefectures|provinces"
    rf"|counties)(?!\sof\b)(?=\W|$)",
    re.I,
)
_WITHIN = re.compile(
    rf"\s(?!Mayor|City\b|Prefecture|Pref|Province|County|Town|Sister|Port|And|In|On){UP}\w+|[-–]{UP}\w+"
)


def _mention(text: str, match: re.Match[str], before: list[Mention]) -> Mention:
    start, end = match.span()
    level = ""
    head = _BEFORE.search(text, max(0, start - 22), start)
    if head:
        start = head.start()
        level = (head["one"] or PLURALS.get((head["many"] or "").lower(), "city")).lower()
    elif before and re.fullmatch(r"\s?(?:,|and|, and)\s(?:the\s)?", text[before[-1].end : start]):
        shared = _BEFORE.search(
            text[max(0, before[-1].start - 1) : before[-1].end - len(before[-1].party.bare)]
        )
        if (shared and shared["many"]) or before[-1].party.level == "port":
            level = before[-1].party.level
    tail = _AFTER.match(text, end)
    if tail and not level:
        level = _level_after(tail["level"].lower())
        end = tail.end() if level not in {"city"} or tail["level"][0].isupper() else end
    return Mention(start, end, Party(match[0], _folded(level)), bool(_WITHIN.match(text, end)))


def _level_after(word: str) -> str:
    if word.startswith("pref"):
        return "prefecture"
    if word.startswith("provinc"):
        return "province"
    return {"counties": "county"}.get(word, word)


def _folded(level: str) -> str:
    return level if level in _LABELLED | {"port"} else "city"


def names_of(texts: Iterable[str], book: NameBook, listed: Iterable[str] = ()) -> Names:
    """The party names of a document: those of the book that occur, then those that stand in a telling pattern.

    `listed` are the lines of lists of sister cities, each of which begins with a name.
    """
    lines = list(texts)
    weights: Counter[str] = Counter()
    countries: dict[str, str] = {}
    whole = "\n".join(lines)
    for name in book.known():
        if name and name in whole:
            weights[name] += 5
    for line in lines:
        for written, weight in _written_in(line):
            _count(written, weight, weights, countries, book)
    for line in listed:
        head = _HEADED.match(line)
        if head:
            _count(head[1], 2, weights, countries, book)
    for name in _placed(lines, book):
        weights[name] += 1
    _split_pairs(whole, weights)
    persons = {name for line in lines for name in people_in(line)}
    persons |= {name.split()[-1] for name in persons}
    persons -= {match[1] for match in _LEVELLED.finditer(whole)}
    kept = Counter({name: weight for name, weight in weights.items() if name not in persons})
    for name in kept:
        known = book.country(name)
        if known:
            countries[name] = known
    return Names(kept, countries, _pattern(kept), _short_forms(kept))


_LEVELLED = re.compile(rf"\b({NAME})\s(?:Prefecture|Province|County|City)\b")
_HEADED = re.compile(
    rf"^(?:[^\w(]*(?:\d{{1,3}}[.)]?)?[\s|]*)(?:Partner city\s|Twin town\s)?(?:(?:Port|City"
    rf"|Town)\sof\s)?({NAME})(?=\s*(?:[,(|·–—-]|$))"
)


def _placed(lines: Iterable[str], book: NameBook) -> Iterator[str]:
    """Names that stand after a preposition: three times or more in all, once where somebody goes or comes, or
    known to the book as places.
    """
    times: Counter[str] = Counter()
    placed: set[str] = set()
    reached: set[str] = set()
    for line in lines:
        exchanging = _EXCHANGING.search(line)
        for match in _CAPITALISED.finditer(line):
            name = _stripped(match[0])
            if not is_party_name(name) or name.split(" ")[-1] in LANDMARKS:
                continue
            times[name] += 1
            start = match.start() + match[0].index(name)
            before = line[max(0, start - 12) : start]
            if _PREPOSITION.search(before):
                placed.add(name)
            thing = _THING.match(line, start + len(name))
            going = _GOING.search(before) or (
                _OPENS.search(before) and _ACTS.match(line, match.end())
            )
            if exchanging and going and not thing:
                reached.add(name)
    for name, count in times.items():
        told = name in reached and (count > 1 or " " not in name or _TOPONYM.match(name))
        if told or (name in placed and (count > 2 or book.is_place(name))):
            yield name


_CAPITALISED = re.compile(rf"(?<![\w.'’-]){NAME}")
_TOPONYM = re.compile(
    r"(?:New|North|South|East|West|Upper|Lower|San|Santa|Santo|St\.|Saint|Fort|Port|Los|Las|El|La|Le|Bad|Mount"
    r"|Great|Grand|Old|Long|Cape|Novy|Nizhny|Veliky|Rio|Villa|Ciudad|Puerto|Monte|Palm)\s"
)
_GOING = re.compile(r"\b(?:to|from|with)\s$")
_OPENS = re.compile(r"(?:^|[.!?:]\s|\]\s)$")
_ACTS = re.compile(
    r"\s(?:(?:again|also|then|now|first|has|have|had)\s)?(?:sent|sends|welcomed|welcomes|hosted|hosts|formali[sz]ed"
    r"|signed|told|opened|opens|received|receives|agreed|became|joined|entered|established|maintains?|keeps|runs"
    r"|organi[sz]es|donated|gave|presented|invited|visited|ended|suspended|celebrated|twinned)\b"
)
_THING = re.compile(
    rf"['’]|\s(?:{UP}\w+|\w+(?:al|ic)\b|party|coalition|foundation|programme|program)"
)
_EXCHANGING = re.compile(
    r"\b(?:sister|twin\w*|partner\w*|friendship|exchange\w*|delegations?|agreement|memorandum|visit\w*|mission"
    r"|pupils|students|programmes?|programs?|cooperation|festival|choir|schools?|sign(?:ed|s)|links?|ties?|mayor|council)\b",
    re.I,
)
_PREPOSITION = re.compile(r"\b(?:in|to|from|of|with|for|between|and|at|near)\s(?:the\s)?$")


def _split_pairs(whole: str, weights: Counter[str]) -> None:
    """Puts two names for one that joins them ("Madison Arcatao Sister City Project", "St. Marys-Awaji")."""
    for name in list(weights):
        for cut in re.finditer(r"(?<=[\w.])[ –-](?=[A-ZÀ-Þ])", name):
            first, second = name[: cut.start()], name[cut.end() :]
            dashed = name[cut.start()] != " "
            if all(
                _stands_alone(part, other, whole, dashed)
                for part, other in ((first, second), (second, first))
            ):
                del weights[name]
                weights[first] += 2
                weights[second] += 2
                break


def _stands_alone(part: str, other: str, whole: str, dashed: bool) -> bool:
    if not is_party_name(part) or part in NOT_NAMES:
        return False
    joined = len(
        re.findall(
            rf"{re.escape(part)}[ –-]{re.escape(other)}|{re.escape(other)}[ –-]{re.escape(part)}",
            whole,
        )
    )
    alone = re.findall(
        rf"(?<![\w-])(?<![A-Z]\w\s){re.escape(part)}(?![\w-])(?!\s[A-Z]\w+\s?[A-Z])", whole
    )
    return len(alone) > (0 if dashed else joined)


def _short_forms(names: Iterable[str]) -> dict[str, str]:
    """From a short form to the only longer name that it begins ("San Jacinto" -> "San Jacinto del Norte")."""
    known = list(names)
    found: dict[str, str] = {}
    for name in known:
        longer = [other for other in known if re.match(rf"{re.escape(name)}\s{LINK}\s", other)]
        if len(longer) == 1:
            found[name] = longer[0]
    return found


def _written_in(line: str) -> Iterator[tuple[str, int]]:
    line = _IN_STATE.sub("in ", line)
    for pattern, weight in SOURCES:
        for match in pattern.finditer(line):
            if _ROADS.search(line[match.start() : match.end() + 12]):
                continue
            for written in match.groups():
                if written:
                    yield written, weight
    for match in _FOLLOWED.finditer(line):
        if match[2] in WIDER or _stripped(match[2]) in WIDER:
            yield f"{match[1]}, {match[2]}", 2
    yield from _by_form(line)


def _by_form(line: str) -> Iterator[tuple[str, int]]:
    """The names of datelines and of enumerations, and names with a year in brackets."""
    if TIE_LINE.search(line):
        for match in _WITH_YEAR.finditer(line):
            yield match[1], 2
    dateline = re.match(r"([A-ZÀ-Þ]{4,}(?:\s[A-ZÀ-Þ]{3,})*)(?:,\s[^—–]{3,30})?\s[—–-]\s", line)
    if dateline:
        yield dateline[1].title(), 2
    council = _COUNCIL.match(line)
    if council:
        yield council[1].title() if council[1].isupper() else council[1], 2
    for match in _ENUMERATED.finditer(line):
        if match[1].split()[0].rstrip(",") in NOT_NAMES:
            continue
        for written in re.split(r",\s(?:and\s)?|\sand\s", match[1]):
            yield written, 2


_COUNCIL = re.compile(
    rf"(?i:(?:the\s)?)({NAME}|[A-ZÀ-Þ]{{3,}}(?:\s[A-ZÀ-Þ]{{3,}})?)\s(?i:(?:borough|city|town|county|district)\scouncil)\b"
)
TIE_LINE = re.compile(r"\b(?:sister|twin|twinned|partner|friendship)\b", re.I)
_WITH_YEAR = re.compile(rf"({NAME})\s\((?:since\s)?(?:19|20)\d\d\)")
_IN_STATE = re.compile(r"\bin the (?:[A-Z]\w+\s)?(?:state|region|county) of\s")
_ROADS = re.compile(r"\b(?:Streets?|Avenues?|Roads?|Boulevard|Rivers?|Creek)\b")
_FOLLOWED = re.compile(rf"({NAME})(?:,\s|\s\(|\sin\s|,\s{NAME}(?:,\s|\s\())({NAME})")
_ENUMERATED = re.compile(
    rf"(?i:{TIE_NOUN})(?:\s(?:are|include|including|of|with))?:?\s({NAME}(?:,\s{NAME})*(?:,?\sand\s{NAME})+)"
)


def _count(
    written: str, weight: int, weights: Counter[str], countries: dict[str, str], book: NameBook
) -> None:
    first, _, wider = re.sub(r"\s?\(", ", ", written, count=1).partition(", ")
    name = _stripped(first)
    if not name or not is_party_name(name):
        return
    weights[name] += weight
    wider = wider.rstrip(")")
    if wider in WIDER:
        countries.setdefault(name, wider)
    elif wider and book.is_place(_stripped(wider)):
        weights[_stripped(wider)] += 1


def _stripped(written: str) -> str:
    """A name without the words around it that are not part of it ("Since Osaka" -> "Osaka")."""
    words = re.sub(r"['’]s?$", "", written).split(" ")
    while (
        words
        and (words[0] in NOT_NAMES or words[0] in DEMONYMS)
        and not (len(words) > 1 and words[0] in _MIXED_START and words[1] not in NOT_NAMES)
    ):
        words.pop(0)
    for index, word in enumerate(words):
        if index and word in NOT_TOWNS & NOT_NAMES:
            return ""
        if index and word in NOT_NAMES and word not in {"New"}:
            words = words[:index]
            break
    while words and re.fullmatch(LINK, words[-1]):
        words.pop()
    return " ".join(words)


def is_party_name(name: str) -> bool:
    """Whether a capitalised phrase can name a local government: not a country, a people, a code."""
    if (
        name in WIDER - {"New York", "Quebec", "Singapore", "Luxembourg", "Monaco", "Victoria"}
        or name in DEMONYMS
    ):
        return False
    if any(word.isupper() and len(word) > 3 for word in name.split()):
        return False
    if name in LANDMARKS or re.split(r"[ -]", name)[-1] in NOT_TOWNS:
        return False
    return not (len(name) < 3 or (name.isupper() and len(name) < 6) or re.search(r"\d", name))


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    if not ordered:
        return None
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
