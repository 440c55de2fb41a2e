"""English frames: agreements, visits, programmes, fields and what else a sentence says of a pair.

A frame is a word that opens it (words/frames-en.toml) and slots that general grammar fills: a day, persons, a length of
time, who goes where, how often, who signed. What is said of nobody in particular, or only might be, opens none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from kizuna.proposals.proposal import Proposal
from kizuna.values.number_words import (
    NUMBER,
    ORDINAL,
    ORDINAL_WORDS,
    Number,
    amounts_in,
    number_from,
    ordinal_of,
    value_of,
)
from kizuna.values.written_dates import WrittenDate, dates_in


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named at text[start:end] of the document, as a reader would register it ("Osaka Prefecture")."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English sentence with what the reader knows of it.

    `text` stands at `start` of the document; `mentions` are the parties that it names, in order; `pair` the two
    that are spoken of there, named in it or before; None where nobody can tell. `home` is the party whose page it
    is, "" where unknown. `topic` is the heading or the first words of the list's item that it stands under ("Ties
    in the field of medicine"): it gives a programme its field, and "Began in 1975" something to begin.
    """

    text: str
    start: int
    mentions: tuple[Mention, ...]
    pair: tuple[str, str] | None
    home: str = ""
    topic: str = ""


def read_sentences(sentences: Iterable[Sentence]) -> list[Proposal]:
    """The claims of a document's sentences other than ties, without repeats.

    An item of a numbered list is the topic of the sentences after it. Of an institution the claim with its founding
    is kept, else the first; of a field of a pair the one with its start, else the first.
    """
    kept: dict[tuple[object, ...], Proposal] = {}
    topic = ""
    for sentence in sentences:
        if _ITEM.match(sentence.text):
            topic = sentence.text if _label_of(sentence.text) else ""
        elif sentence.text[:1].isupper() and _NEW_PARAGRAPH.search(sentence.text):
            topic = ""
        for found in read_sentence(replace(sentence, topic=sentence.topic or topic)):
            key = _key(found)
            before = kept.get(key)
            if before is None or (_dated(found) and not _dated(before)):
                kept[key] = found
    return sorted(kept.values(), key=lambda held: (held.start, held.end, held.kind))


def read_sentence(sentence: Sentence) -> list[Proposal]:
    """The claims of a sentence other than ties, in the order of the text."""
    if _word("general").search(sentence.text):
        return []
    found = [*_fields(sentence), *_institutions(sentence)]
    for clause in _clauses(sentence):
        totals = list(_statistics(clause))
        agreements = list(_agreements(clause))
        found += [*totals, *agreements, *_trade(clause)]
        programmes = [] if totals or _is_label(clause) else _programmes(clause)
        found += programmes
        if not totals:
            found += _events(clause, apart=bool(programmes), signed=bool(agreements))
    return sorted(found, key=lambda held: (held.start, held.end, held.kind))


_ITEM = re.compile(r"\(?\d{1,3}[.)]\s")
_NEW_PARAGRAPH = re.compile(r"\A(?:The|An?|In)\s\w+ (?:sister|twin|agreement|role|prefecture)\b")


def _key(held: Proposal) -> tuple[object, ...]:
    parties = frozenset((held.subject, held.object))
    if held.kind == "field":
        return ("field", parties, held.props["field"])
    if held.kind == "institution":
        return ("institution", held.subject)
    return (held.kind, parties, held.start, held.end, str(sorted(held.props.items(), key=str)))


def _dated(held: Proposal) -> bool:
    return bool(held.props.get("start") or held.props.get("founded"))


@cache
def _words() -> Mapping[str, Any]:
    folder = files("kizuna.proposals") / "words"
    return tomllib.loads((folder / "frames-en.toml").read_text(encoding="utf-8"))


@cache
def _word(name: str, *, exact: bool = False) -> re.Pattern[str]:
    """The pattern of that dotted name ("events.gift"); `exact` minds case."""
    held: Any = _words()
    for part in name.split("."):
        held = held[part]
    return re.compile(held, 0 if exact else re.IGNORECASE)


def _first(table: str, text: str) -> str:
    """The name of the first entry of a table that is found in a text, "" for none."""
    return next((name for name in _words_of(table) if _word(f"{table}.{name}").search(text)), "")


def _words_of(table: str) -> Iterable[str]:
    held: Any = _words()
    for part in table.split("."):
        held = held[part]
    return list(held)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a sentence at sentence.text[start:end], with the parties and days that it names."""

    sentence: Sentence
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words, with a blank for each white space."""
        return re.sub(r"\s", " ", self.sentence.text[self.start : self.end])

    def mentions(self) -> list[Mention]:
        """The parties named, their places counted from the start of the clause."""
        at = self.sentence.start + self.start
        return [
            Mention(held.start - at, held.end - at, held.name)
            for held in self.sentence.mentions
            if at <= held.start and held.end <= at + self.end - self.start
        ]

    def dates(self) -> list[WrittenDate]:
        """The days that may be those of what is told, their places counted from the start of the clause."""
        return [date for date in dates_in(self.text, "en") if date.meaning not in _OTHER_DAYS]

    def pairs(self) -> list[tuple[str, str]]:
        """The two parties that the clause speaks of; several where one deals with each of a row ("A and B")."""
        pair, home = self.sentence.pair, self.sentence.home
        names = list(dict.fromkeys(held.name for held in self.mentions()))
        if pair is None or (set(names) - set(pair) and len(names) == 2):
            if len(names) == 2:
                return [(names[0], names[1])]
            return [pair] if pair else [(home, name) for name in names if home and name != home]
        first = home if home in pair else pair[0]
        row = self._row(set(pair) - {first})
        return [(first, name) for name in row if name != first] if len(row) > 1 else [pair]

    def _row(self, partners: set[str]) -> list[str]:
        """The names that stand in one row with a partner."""
        found: list[list[str]] = []
        end = -1
        for held in self.mentions():
            between = self.text[end : held.start] if end >= 0 else "."
            if found and re.fullmatch(r",?\s(?:and\s(?:with\s|in\s|to\s)?)?|,\s", between):
                found[-1].append(held.name)
            else:
                found.append([held.name])
            end = held.end
        return next((row for row in found if len(row) > 1 and partners & set(row)), [])

    def says(self, kind: str, props: Mapping[str, Any], sure: float = 0.6) -> Iterator[Proposal]:
        """The proposals of the clause, one for each pair that it speaks of; what is denied is none."""
        text = self.sentence.text[self.start : self.end].strip(" \n,;")
        start = self.sentence.start + self.sentence.text.index(text, self.start)
        named = {held.name for held in self.mentions()}
        for one, other in self.pairs():
            yield Proposal(
                kind, one, other, text, start, start + len(text), {k: v for k, v in props.items() if v},
                needs_context=not {one, other} <= named, status=_status(self.text), confidence=sure,
            )  # fmt: skip


_OTHER_DAYS = ("expiry", "end", "founding", "birth", "death", "publication")
_CUT = re.compile(
    r";\s|,\s(?:while|whereas|but|where|when)\s|\.\s(?=[A-Z])"
    r"|,?\sand\s(?=since\s)|,\sand\s(?=in\s(?:\w+\s)?\d)"
    r"|,\sand\s(?=(?:the|it|they|we|he|she)\s\w+\s(?:\w+(?:ed|s)|was|were|is|are)\b)"
    r"|[,(]\s?(?:and\s|including\s|incl\.\s|as well as\s)?(?=(?:the\s|mutual\s)*(?:exchanges?\sof|dispatch\sof|training\sof|internships?\sof))"
)


def _clauses(sentence: Sentence) -> Iterator[_Clause]:
    start = 0
    for cut in [*_CUT.finditer(sentence.text), None]:
        end = cut.start() if cut else len(sentence.text)
        if end - start > 8:
            yield _Clause(sentence, start, end)
        start = cut.end() if cut else end


def _status(text: str) -> str:
    if _word("planned").search(text):
        return "planned"
    return "reported" if _word("reported").search(text) else "asserted"


def _is_open(text: str) -> bool:
    """Whether something is denied, asked for or only possible."""
    return bool(_word("denied").search(text) or _word("hypothetical").search(text))


def _agreements(clause: _Clause) -> Iterator[Proposal]:
    """An instrument that is signed, or that has its day beside it."""
    text = clause.text
    noun = _word("agreement.noun").search(text)
    if noun is None or _is_open(text):
        return
    day = _nearest(clause.dates(), noun.end())
    act = _word("agreement.act").search(text)
    close = act and abs(act.start() - noun.start()) < _NEAR
    beside = day and re.match(_words()["agreement"]["dated"], text[noun.end() : day.start])
    if not (close or beside):
        return
    near = text[max(0, noun.start() - 40) : noun.end() + 20]
    ordinal = re.search(rf"\b{ORDINAL}\s(?:such\s)?(?:\w+\s)?$", text[: noun.start()], re.IGNORECASE)
    kind = _first("agreement.types", near) or _first("agreement.types", text)
    props = {
        "type": kind or "other",
        "signed": day and day.edtf,
        "people": _people(text),
        "ordinal": ordinal and ordinal_of(ordinal["ordinal"]),
        "frequency": _frequency(near) if re.search(r"s$", noun[0]) else "",
    }
    yield from clause.says("agreement", props, 0.7)


_NEAR = 70


def _events(clause: _Clause, *, apart: bool, signed: bool) -> Iterator[Proposal]:
    """What happened once: who went where, a gift, an anniversary, a performance.

    `apart`: a programme was read there, so that only a gift or an award stands apart from it; `signed`: an agreement.
    """
    text = clause.text
    if _is_open(text):
        return
    way = _direction(clause)
    kinds = [kind for kind in _words_of("events") if _word(f"events.{kind}").search(text)]
    if apart:
        kinds = [kind for kind in kinds if kind in ("gift", "award")]
    told = way or not signed and (_people(text) or _persons(text))
    moved = not apart and _is_movement(text) and told
    days = _days(clause)
    if moved and "gift" not in kinds:
        kinds = [kind for kind in kinds if kind in ("ship", "anniversary", "performance")]
        if not {"ship", "performance"} & set(kinds):
            kinds = ["delegation" if re.search(r"\bdelegat", text, re.I) else "visit", *kinds]
    for kind in kinds[:2]:
        if kind in _VAGUE and not (days or moved):
            continue
        props: dict[str, Any] = {"type": kind}
        if kind != "anniversary":
            props |= way | {"persons": _persons(text), "people": _people(text)}
            props["duration"] = _duration(text)
        for day in days or [""]:
            yield from clause.says("event", {**props, "date": day})


def _days(clause: _Clause) -> list[str]:
    """The first day of a clause and those that it joins to it ("in 2006 and 2010")."""
    dates, text = clause.dates(), clause.text
    first = _nearest(dates, 0)
    if first is None:
        return []
    days = [first]
    for date in dates:
        between = text[days[-1].end : date.start] if date.start > days[-1].end else "."
        if re.fullmatch(r",?\sand\s(?:\w+\s){0,3}", between):
            days.append(date)
    return [day.edtf for day in days]


_VAGUE = ("seminar", "grant", "project", "performance", "proclamation", "ship")


def _is_movement(text: str) -> bool:
    if not (_word("movement.group").search(text) or _people(text) or _persons(text)):
        return bool(re.search(r"\b(?:visit(?:ed)?|came|went|travell?ed)\b", text))
    gone, taken = (_word(f"movement.{name}").search(text) for name in ("gone", "taken"))
    going = _word("planned").search(text) and _word("movement.going").search(text)
    return bool(gone or taken or going)


def _programmes(clause: _Clause) -> list[Proposal]:
    """What goes on or comes back: exchanges with how often, or of a sort that a pair keeps up."""
    text = clause.text
    if _is_open(text) or _word("programmes.no_programme").search(text):
        return []
    often = _frequency(text)
    noun = _word("programmes.noun").search(text)
    sort = _word("programmes.sort").search(text)
    goes_on = _word("programmes.continuing").search(text)
    going = _word("movement.going").search(text) and not _word("planned").search(text)
    gone = _word("movement.gone").search(text)
    listed = _word("programmes.mutual").search(text) and noun
    kept_up = sort and (goes_on or not gone) and not clause.dates()
    way = _direction(clause)
    oneway = way and _word("programmes.oneway").search(text) and not clause.dates()
    since = re.search(r"\b(?:since|from|beginning in|began in|started in)\s$", _before_day(clause))
    ongoing = since and re.search(r"\bha(?:s|ve)\s", text) and (noun or _is_movement(text))
    if gone and _persons(text) and not re.search(_ADVERB, text, re.IGNORECASE):
        often = ""
    repeated = often and (noun or going or _is_movement(text))
    if not (repeated or kept_up or ongoing or ((listed or oneway) and not gone)):
        return []
    if _word("events.anniversary").search(text) and not often:
        return []
    both = _word("programmes.mutual").search(text)
    day = _nearest(clause.dates(), 0)
    props = {
        "activity": " ".join((sort or noun or re.search(r".*", text))[0].split()),  # type: ignore[index]
        "field": _first("field", clause.sentence.topic) or _first("field", (sort or noun or [text])[0]),
        "frequency": often,
        "start": day and since and day.edtf,
        "persons": _persons(text),
        "duration": _duration(text),
        **({"direction": "both"} if both else way),
    }
    return list(clause.says("programme", props))


_ADVERB = r"\b(?:every|each|annually|regularly|alternat\w+|per year|once a year|times)\b"


def _before_day(clause: _Clause) -> str:
    day = _nearest(clause.dates(), 0)
    return clause.text[: day.start].lower() if day else ""


def _fields(sentence: Sentence) -> Iterator[Proposal]:
    """The fields of a list ("exchanges in culture, education and sport"), or of a heading."""
    text = sentence.text
    whole = _Clause(sentence, 0, len(text))
    regions = [text[found.end() :] for found in _word("fields.context").finditer(text)][:1]
    tail = re.search(rf"{_ADJECTIVES}\s{_words()['fields']['tail']}", text, re.IGNORECASE)
    regions += [tail[0]] if tail else []
    label = re.sub(_ITEM, "", _label_of(text))
    begun = re.match(r"(?:\w+\s)?began\b", text, re.IGNORECASE) and _label_of(sentence.topic)
    regions = [label] if label else [begun] if begun else regions
    joined = " ".join(re.split(r"[;.]|\b(?:which|that|who|to)\b", region)[0] for region in regions)
    day = _nearest(whole.dates(), 0) if label or begun else None
    if not joined or (_is_open(text) and not label) or not (label or begun or _is_row(joined)):
        return
    for name in _words_of("field"):
        if re.search(rf"\b(?:{_words()['field'][name]})", joined, re.IGNORECASE):
            yield from whole.says("field", {"field": name, "start": day and day.edtf}, 0.7)


_ADJECTIVES = r"\b[\w-]+(?:,\s[\w-]+)*,?\s(?:and|or)\s[\w-]+"


def _is_label(clause: _Clause) -> bool:
    return len(_label_of(clause.sentence.text)) > len(clause.sentence.text) - 3


def _label_of(text: str) -> str:
    found = _word("fields.label", exact=True).match(text)
    return found[0] if found else ""


def _is_row(text: str) -> bool:
    return bool(re.search(r",|\band\b|/", text)) or len(text.split()) < 6


def _institutions(sentence: Sentence) -> Iterator[Proposal]:
    """A body of a tie by its name, with when it was founded; an office of one party in another."""
    text = sentence.text
    whole = _Clause(sentence, 0, len(text))
    for found in _word("institutions.name", exact=True).finditer(text):
        name = re.sub(r"^(?:The|In|At|An?|Our|This)\s", "", found[0].strip())
        if len(name.split()) < 3 or not _word("institutions.signs", exact=True).search(name):
            continue
        held = [m.name for m in whole.mentions() if m.name.split()[0] in name]
        owner = next(iter(held), "") or sentence.home or (sentence.pair or ("",))[0]
        founding = _word("institutions.founded").search(text, found.start())
        days = dates_in(text, "en") if founding else []
        day = next((d for d in days if founding and 0 <= d.start - founding.end() < _NEAR), None)
        props = {
            "type": _first("institutions.types", name.split(" of ")[0].split()[-1]),
            "founded": day.edtf if day else "",
        }
        yield _body(sentence, found, name, owner, props)
    office = _word("institutions.office").search(text)
    opened = re.search(r"\b(?:opened|established|set up|maintains|has an?)\b", text)
    places = [held.name for held in whole.mentions()]
    if office and opened and sentence.pair and places:
        place = next((n for n in places if f"in {n}" in text), "")
        owner = next((n for n in sentence.pair if n != place), sentence.pair[0])
        day = _nearest(whole.dates(), 0)
        props = {"type": "office", "place": place, "founded": day.edtf if day else ""}
        yield _body(sentence, office, f"{office[0]} of {owner}", owner, props)


def _body(
    sentence: Sentence, at: re.Match[str], name: str, owner: str, props: Mapping[str, Any]
) -> Proposal:
    first = sentence.start + at.start()
    quote = sentence.text[at.start() :].rstrip() if props.get("founded") else at[0].rstrip()
    told = {key: value for key, value in props.items() if value}
    return Proposal("institution", " ".join(name.split()), owner or None, quote, first, first + len(quote), told)


def _trade(clause: _Clause) -> Iterator[Proposal]:
    """Goods that one side buys of the other."""
    found = _word("trade.act").search(clause.text)
    if found is None or _is_open(clause.text) or len(clause.mentions()) < 1:
        return
    goods = [part for part in re.split(r",\s(?:and\s)?|\sand\s", found["goods"]) if part]
    number = re.search(rf"{NUMBER}\s{_words()['trade']['ratio']}", clause.text)
    ratio = number_from(number, "times").as_json() if number else None
    yield from clause.says("trade", {"goods": goods[:6], "ratio": ratio, **_direction(clause)})


def _statistics(clause: _Clause) -> Iterator[Proposal]:
    """Counted totals, not the members of one group: "over 500 people have been involved since then"."""
    text = clause.text
    scope = clause.sentence.home or (clause.sentence.pair or ("",))[0]
    scope = next((held.name for held in clause.mentions()), "") or scope
    counted, partners = _words()["statistics"]["counted"], _words()["statistics"]["partners"]
    total = _word("statistics.total").search(text) and not clause.dates()
    between = r"\s(?:(?!years?\b|decades\b|of\b|the\b)[\w-]+\s){0,2}?"
    lead = r"\b" if total else _words()["statistics"]["has"]
    pattern = rf"{lead}{NUMBER}{between}(?P<of>{counted if total else partners})\b"
    found = [
        (match, number_from(match, _unit(match["of"]))) for match in re.finditer(pattern, text, re.I)
    ]
    shares = _word("statistics.share").finditer(text)
    found += [(m, Number(float(m["share"]) / 100, float(m["share"]) / 100, False, "share")) for m in shares]
    for match, number in found:
        if _is_year(match) or not scope or _is_open(text[max(0, match.start() - 40) : match.end()]):
            continue
        start = clause.sentence.start + clause.start + match.start()
        props = {"measure": " ".join(match[0].split()), "value": number.as_json()}
        yield Proposal(
            "statistic", scope, None, match[0], start, start + len(match[0]), props, True, confidence=0.5
        )
    if _word("statistics.money").search(text) and scope:
        for amount in amounts_in(text):
            start = clause.sentence.start + clause.start + amount.start
            quote = text[amount.start : amount.end]
            props = {"measure": "amount", "value": amount.number.as_json()}
            yield Proposal("statistic", scope, None, quote, start, start + len(quote), props, True)


def _unit(noun: str) -> str:
    plain = noun.lower()
    people = re.fullmatch(_words()["persons"]["noun"], plain, re.IGNORECASE)
    return "persons" if people else plain if plain.endswith("s") else f"{plain}s"


def _is_year(match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(?:1[0-9]|20)\d\d", match.groupdict().get("low") or ""))


def _nearest(dates: list[WrittenDate], at: int) -> WrittenDate | None:
    """The day nearest to a place; of a sentence's days with a year these first."""
    known = [date for date in dates if not date.edtf.startswith("XXXX")] or dates
    return min(known, key=lambda date: abs(date.start - at), default=None)


def _frequency(text: str) -> str:
    """How often, of the closed list; "" where a text does not say."""
    for name in _words_of("frequency"):
        found = _word(f"frequency.{name}").search(text)
        if found and name == "every_":
            written = (found["count"] or found["more"]).lower()
            count = {"other": 2}.get(written) or ORDINAL_WORDS.get(written) or int(value_of(written))
            return "biennial" if count == 2 else f"every_{count}_years"
        if found:
            return name
    return ""


def _persons(text: str) -> dict[str, Any] | None:
    """The persons counted in a text, those who go together added ("six students and one chaperone")."""
    noun = _words()["persons"]["noun"]
    found = next(
        (
            match
            for match in re.finditer(rf"(?<![\d/.,-]){NUMBER}(?:\s(?!of\b|years?|days?|weeks?|and\b)[\w’'-]+){{0,3}}?[\s-]{noun}\b", text, re.I)
            if not _is_year(match)
        ),
        None,
    )
    grouped = re.search(rf"{_words()['persons']['group']}{NUMBER}(?!\s?(?:%|days?|weeks?))", text, re.I)
    match = found or (grouped if grouped and not _is_year(grouped) else None)
    if match is None:
        return None
    number = number_from(match, "persons")
    more = re.compile(rf"\s(?:and|plus|with)\s{NUMBER}\s(?:\w+\s)?{noun}\b", re.I).match(text, match.end())
    if more and number.low and number.high and more["low"] and not more["high"]:
        extra = value_of(more["low"])
        number = replace(number, low=number.low + extra, high=number.high + extra)
    return number.as_json()


_TIMES = r"(?P<unit>day|night|week|month|year)"
_DURATION = (
    rf"\b(?:for|spent|spend|spending)\s(?:a\s(?:period|stay)\sof\s)?{NUMBER}[\s-]{_TIMES}s?\b(?!\s(?:ago|old|of))",
    rf"\b{NUMBER}-{_TIMES}\b(?!\sold)",
    rf"\bperiods?\sof\s{NUMBER}\s{_TIMES}s?\b",
    rf"\b{NUMBER}\s{_TIMES}s\s(?:long|visit|trip|stay)\b",
)


def _duration(text: str) -> dict[str, Any] | None:
    """How long a stay lasts by its words; None where it is not told."""
    for pattern in _DURATION:
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            return number_from(found, f"{found['unit'].lower()}s").as_json()
    return None


_UP = r"[A-ZÀ-Þ][\w’'-]+"
_TITLED = re.compile(
    r"\b(?:(?:Lord\s)?Mayor(?:ess)?|Governor|President|Chair(?:man|woman)?|Cr|Councill?or(?:s|woman|man)?|Ambassador|Minister|Dr|Prof(?:essor)?"
    r"|Bürgermeister(?:in)?|Premier|Prefect|Councilmembers?|Director|Secretary|mayor(?: of [A-Z]\w+)?,?)\.?"
    rf"\s(?P<name>(?:[A-ZÀ-Þ]\.\s)*{_UP}(?:\s(?:[A-ZÀ-Þ]\.|(?:de|van|von|da|di|bin|al)\s{_UP}|{_UP})){{0,3}})"
)


def _people(text: str) -> list[str]:
    """The persons whom a text names with a title ("Mayor Anna Lee")."""
    return list(dict.fromkeys(found["name"] for found in _TITLED.finditer(text)))


def _direction(clause: _Clause) -> dict[str, str]:
    """Who goes or sends ("from") and where to ("to"); empty where the words say neither of a party of the pair."""
    text, pairs = clause.text, clause.pairs()
    if len(pairs) != 1:
        return {}
    found: dict[str, str] = {}
    for held in [*clause.mentions(), *_partners(clause, pairs[0])]:
        role = _role(text, held)
        if role and held.name in pairs[0]:
            found.setdefault(role, held.name)
    if len(found) == 1:
        ((role, name),) = found.items()
        other = next((party for party in pairs[0] if party != name), "")
        found["to" if role == "from" else "from"] = other
    return found if len(set(found.values())) == 2 else {}


def _partners(clause: _Clause, pair: tuple[str, str]) -> list[Mention]:
    """Where a clause says "our sister city" or "the French town" for the partner of the home."""
    home = clause.sentence.home
    if home not in pair:
        return []
    other = pair[1] if pair[0] == home else pair[0]
    return [Mention(*found.span(), other) for found in _PARTNER.finditer(clause.text)]


_PARTNER = re.compile(
    r"\b(?:(?:our|their|its|the)\s(?:\w+\s)?(?:[Ss]ister|[Tt]win|[Pp]artner)\s(?:[Cc]ity|[Tt]own)|the\s[A-Z]\w+\s(?:city|town))\b"
)


def _role(text: str, held: Mention) -> str:
    before, after = text[max(0, held.start - 60) : held.start], text[held.end :]
    if _word("movement.from").search(before):
        return "from"
    if _word("movement.hosts").search(after):
        return "to"
    if _word("movement.to").search(before):
        return "to"
    if _word("movement.sends").search(after) or _word("movement.goers").search(after):
        return "from"
    return ""
