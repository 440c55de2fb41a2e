"""English frames: agreements, visits, programmes, fields and what else a sentence says of a pair.

A frame is a word that opens it (words/frames-en.toml) and slots that general grammar fills: a day, persons, how
long, who goes where, how often, who signed. What is said of nobody in particular, or only might be, opens none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kizuna.proposals.english import (
    counted,
    duration_in,
    entry,
    first_of,
    frequency_of,
    has,
    numbers,
    pattern,
    people_in,
    persons_in,
)
from kizuna.proposals.proposal import Proposal
from kizuna.values.number_words import ORDINAL, Number, number_from, ordinal_of
from kizuna.values.written_dates import WrittenDate, dates_in

_NEAR = 70
"""How many characters may lie between two words that tell of one thing."""


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
    """The claims of a document's sentences other than ties, in the order of the text and without repeats.

    An item of a numbered list is the topic of the sentences after it up to one that names two parties. Of an
    institution the claim with its founding is kept, else the first; of a field of a pair the one with its start.
    """
    kept: dict[tuple[object, ...], Proposal] = {}
    topic = ""
    series: Proposal | None = None
    for sentence in sentences:
        if _ITEM.match(sentence.text):
            topic = sentence.text if _label_of(sentence.text) else ""
        elif len(sentence.mentions) > 1 and pattern("new_topic").match(sentence.text):
            topic = ""
        for found in read_sentence(replace(sentence, topic=sentence.topic or topic)):
            if found.kind == "agreement":
                found, series = _of_series(found, series), found
            before = kept.setdefault(_key(found), found)
            if _DATED & found.props.keys() and not _DATED & before.props.keys():
                kept[_key(found)] = found
    return sorted(kept.values(), key=lambda held: (held.start, held.end, held.kind))


def _of_series(held: Proposal, before: Proposal | None) -> Proposal:
    """The agreement, of the parties and type of the one spoken of before where it is "the 7th such agreement"."""
    if before is None or not has("agreement.such", held.quote):
        return held
    props = {**held.props, "type": held.props["type"].replace("other", before.props["type"])}
    return replace(held, subject=before.subject, object=before.object, props=props)


def read_sentence(sentence: Sentence) -> list[Proposal]:
    """The claims of a sentence other than ties, in the order of the text."""
    if pattern("general").search(sentence.text):
        return []
    fields = list(_fields(sentence))
    is_row = len(fields) > 2 and not _label_of(sentence.text)
    found = [*fields, *_institutions(sentence)]
    for clause in _clauses(sentence):
        totals, agreements = list(_statistics(clause)), list(_agreements(clause))
        programmes = [] if totals or _is_label(clause) else _programmes(clause)
        programmes = [told for told in programmes if not is_row or "frequency" in told.props]
        found += [*totals, *agreements, *_trade(clause), *programmes]
        if not totals:
            found += _events(clause, apart=bool(programmes), signed=bool(agreements))
    return sorted(found, key=lambda held: (held.start, held.end, held.kind))


_DATED = {"start", "founded"}


def _key(held: Proposal) -> tuple[object, ...]:
    """What two claims have in common that say the same."""
    parties = frozenset((held.subject, held.object))
    if held.kind == "field":
        return ("field", parties, held.props["field"])
    if held.kind == "institution":
        return ("institution", held.subject)
    return (held.kind, parties, held.start, held.end, str(sorted(held.props.items(), key=str)))


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
        at, length = self.sentence.start + self.start, self.end - self.start
        moved = (
            Mention(held.start - at, held.end - at, held.name) for held in self.sentence.mentions
        )
        return [held for held in moved if held.start >= 0 and held.end <= length]

    def dates(self) -> list[WrittenDate]:
        """The days that may be those of what is told, their places counted from the start of the clause."""
        text = self.text
        found = [date for date in dates_in(text, "en") if date.meaning not in _OTHER_DAYS]
        kept = [
            d for d in found if d.meaning != "founding" or has("programmes.begun", text[: d.start])
        ]
        return [date for date in kept if not has("until", text[: date.start])]

    def days(self) -> list[str]:
        """The first day and those that the clause joins to it ("in 2006 and 2010")."""
        dates = [date for date in self.dates() if not has("earlier", self.text[: date.start])]
        first = nearest(dates, 0)
        days = [first] if first else []
        for date in dates:
            if days and pattern("joined").fullmatch(self.text[days[-1].end : date.start]):
                days.append(date)
        return [day.edtf for day in days]

    def pairs(self) -> list[tuple[str, str]]:
        """The two parties that the clause speaks of; several where one deals with each of a row ("A and B")."""
        pair, home = self.sentence.pair, self.sentence.home
        names = list(dict.fromkeys(held.name for held in self.mentions()))
        if pair is None:
            return []
        if len(names) == 2 and home in names and set(names) - set(pair):
            return [(names[0], names[1])]
        first = home if home in pair else pair[0]
        row = self._row(set(pair) - {first})
        return [(first, name) for name in row if name != first] or [pair]

    def _row(self, partners: set[str]) -> list[str]:
        """The names that stand in one row with a partner, which are more than one."""
        rows: list[list[str]] = []
        end = 0
        for held in self.mentions():
            if rows and pattern("row").fullmatch(self.text[end : held.start]):
                rows[-1].append(held.name)
            else:
                rows.append([held.name])
            end = held.end
        return next((row for row in rows if len(row) > 1 and partners & set(row)), [])

    def says(self, kind: str, props: Mapping[str, Any], sure: float = 0.6) -> Iterator[Proposal]:
        """The proposals of the clause, one for each pair that it speaks of, with the properties that it states."""
        told = {name: value for name, value in props.items() if value}
        text = self.sentence.text[self.start : self.end].strip(" \n,;")
        start = self.sentence.start + self.sentence.text.index(text, self.start)
        named = {held.name for held in self.mentions()}
        pairs = self.pairs()
        for one, other in pairs:
            hangs, end, status = not {one, other} <= named, start + len(text), _status(self.text)
            ways = {way: other for way in ("from", "to") if told.get(way) == pairs[0][1]}
            swapped = {**told, **ways}
            yield Proposal(kind, one, other, text, start, end, swapped, hangs, status, sure)

    def counts(self, scope: str, first: int, end: int, props: Mapping[str, Any]) -> Proposal:
        """The proposal of a statistic at text[first:end]."""
        quote = self.sentence.text[self.start :][first:end]
        start = self.sentence.start + self.start + first
        return Proposal("statistic", scope, None, quote, start, start + len(quote), props, True)


_OTHER_DAYS = ("expiry", "end", "birth", "death", "publication")


def _clauses(sentence: Sentence) -> Iterator[_Clause]:
    start = 0
    for cut in [*pattern("cut", exact=True).finditer(sentence.text), None]:
        end = cut.start() if cut else len(sentence.text)
        if end - start > 8:
            yield _Clause(sentence, start, end)
        start = cut.end() if cut else end


def _status(text: str) -> str:
    if has("planned", text):
        return "planned"
    return "reported" if has("reported", text) else "asserted"


def _is_open(text: str) -> bool:
    """Whether something is denied, asked for or only possible."""
    return has("denied", text) or has("hypothetical", text)


def _agreements(clause: _Clause) -> Iterator[Proposal]:
    """An instrument that is signed, or that has its day beside it."""
    text = clause.text
    noun = pattern("agreement.noun").search(text)
    if noun is None or _is_open(text):
        return
    days = [date for date in clause.dates() if abs(date.start - noun.start()) < 2 * _NEAR]
    day = nearest(days, noun.end())
    act = pattern("agreement.act").search(text)
    is_beside = day and pattern("agreement.dated").match(text[noun.end() : day.start])
    if not is_beside and not (act and abs(act.start() - noun.start()) < _NEAR):
        return
    near, before = text[max(0, noun.start() - 40) : noun.end() + 20], text[: noun.start()]
    ordinal = re.search(rf"\b{ORDINAL}\s(?:such\s)?(?:\w+\s)?$", before, re.IGNORECASE)
    props = {
        "type": first_of("agreement.types", near) or first_of("agreement.types", text) or "other",
        "signed": day and day.edtf,
        "people": people_in(text),
        "ordinal": ordinal and ordinal_of(ordinal["ordinal"]),
        "frequency": frequency_of(near) if noun[0].endswith("s") else "",
    }
    yield from clause.says("agreement", props, 0.7)


def _events(clause: _Clause, *, apart: bool, signed: bool) -> Iterator[Proposal]:
    """What happened once: who went where, a gift, an anniversary, a performance.

    `apart`: a programme was read there, so that only a gift or an award stands apart from it; `signed`: an
    agreement, whose signatories are no visitors.
    """
    text = clause.text
    if _is_open(text):
        return
    way, people, days = _direction(clause), people_in(text), clause.days()
    has_visitors = way or (not signed and (people or persons_in(text)))
    is_moving = bool(not apart and _is_movement(text) and has_visitors)
    told = {"persons": persons_in(text), "duration": duration_in(text), "people": people, **way}
    for kind in _event_types(text, is_moving)[:2]:
        if apart and kind not in _APART:
            continue
        if kind in _VAGUE and not (days or is_moving):
            continue
        if kind == "gift" and not (way or days or people or has("given", text)):
            continue
        for day in days or [""]:
            props = {"type": kind, "date": day}
            yield from clause.says("event", props if kind == "anniversary" else {**props, **told})


_VAGUE = ("seminar", "grant", "project", "performance", "proclamation", "ship")
_APART = ("gift", "award")


def _event_types(text: str, is_moving: bool) -> list[str]:
    kinds = [kind for kind in entry("events") if has(f"events.{kind}", text)]
    if not is_moving or "gift" in kinds:
        return kinds
    kinds = [kind for kind in kinds if kind in ("ship", "anniversary", "performance")]
    if {"ship", "performance"} & set(kinds):
        return kinds
    return ["delegation" if has("movement.delegation", text) else "visit", *kinds]


def _is_movement(text: str) -> bool:
    if not (has("movement.group", text) or people_in(text) or persons_in(text)):
        return has("movement.plain", text)
    is_going = has("planned", text) and has("movement.going", text)
    return is_going or has("movement.gone", text) or has("movement.taken", text)


def _programmes(clause: _Clause) -> list[Proposal]:
    """What goes on or comes back: exchanges with how often, or of a sort that a pair keeps up."""
    text = clause.text
    often, way, day = frequency_of(text), _direction(clause), nearest(clause.dates(), 0)
    noun, sort = (pattern(f"programmes.{name}").search(text) for name in ("noun", "sort"))
    if (
        _is_open(text)
        or has("programmes.none", text)
        or (has("events.anniversary", text) and not often)
    ):
        return []
    has_gone = has("movement.gone", text)
    if has_gone and persons_in(text) and not has("programmes.adverb", text):
        often = ""
    since = day and has("programmes.since", text[: day.start])
    is_mutual, is_movement = has("programmes.mutual", text), _is_movement(text)
    is_going = has("movement.going", text) and not has("planned", text)
    is_repeated = often and (noun or is_going or is_movement)
    is_kept_up = sort and not day and (has("programmes.continuing", text) or not has_gone)
    is_ongoing = since and has("programmes.perfect", text) and (noun or is_movement)
    goes_one_way = way and not day and has("programmes.oneway", text)
    is_present = not has_gone and ((is_mutual and noun) or goes_one_way)
    if not (is_repeated or is_kept_up or is_ongoing or is_present):
        return []
    words = (sort or noun or [text])[0]
    props = {
        "activity": " ".join(words.split()),
        "field": first_of("field", clause.sentence.topic) or first_of("field", words),
        "frequency": often,
        "start": day and since and day.edtf,
        "persons": persons_in(text),
        "duration": duration_in(text),
        **({"direction": "both"} if is_mutual else way),
    }
    return list(clause.says("programme", props))


def _fields(sentence: Sentence) -> Iterator[Proposal]:
    """The fields of a list ("exchanges in culture, education and sport"), or of a heading."""
    text, whole = sentence.text, _Clause(sentence, 0, len(sentence.text))
    label = _ITEM.sub("", _label_of(text))
    begun = _ITEM.sub("", _label_of(sentence.topic)) if pattern("fields.begun").match(text) else ""
    listed = "" if label or begun or _is_open(text) else _field_list(text)
    day = nearest(dates_in(text, "en"), 0) if label or begun else None
    for name in entry("field"):
        if _has_stem(name, label or begun or listed):
            yield from whole.says("field", {"field": name, "start": day and day.edtf}, 0.7)


def _has_stem(field: str, words: str) -> bool:
    return bool(re.search(rf"\b(?:{entry(f'field.{field}')})", words, re.IGNORECASE))


def _field_list(text: str) -> str:
    """The part of a sentence that lists fields, "" where it lists none."""
    opened = pattern("fields.context").search(text)
    adjectives = pattern("fields.adjectives").search(text)
    parts = [text[opened.end() :] if opened else "", adjectives[0] if adjectives else ""]
    listed = " ".join(pattern("fields.end").split(part)[0] for part in parts)
    return listed if re.search(r",|\band\b|/", listed) or len(listed.split()) < 6 else ""


_ITEM = re.compile(r"^\(?\d{1,3}[.)]\s")


def _label_of(text: str) -> str:
    """The heading that a text begins with or is ("3. Sport ties"), "" where it is none."""
    found = pattern("fields.label", exact=True).match(text)
    return found[0] if found else ""


def _is_label(clause: _Clause) -> bool:
    return len(_label_of(clause.sentence.text)) > len(clause.sentence.text) - 3


def _institutions(sentence: Sentence) -> Iterator[Proposal]:
    """A body of a tie by its name, with when it was founded; an office of one party in another."""
    whole = _Clause(sentence, 0, len(sentence.text))
    text, mentions = whole.text, whole.mentions()
    for found in pattern("institutions.name", exact=True).finditer(text):
        name = re.sub(r"^(?:The|In|At|An?|Our|This)\s", "", found[0].strip())
        if len(name.split()) < 3 or not pattern("institutions.signs", exact=True).search(name):
            continue
        named = next((held.name for held in mentions if held.name.split()[0] in name), "")
        owner = named or sentence.home or (sentence.pair or ("",))[0]
        kind = first_of("institutions.types", name.split(" of ")[0].split()[-1])
        yield _body(
            sentence, found, name, owner, {"type": kind, "founded": _founding(text, found.start())}
        )
    office = pattern("institutions.office").search(text)
    if office and sentence.pair and has("institutions.opened", text):
        place = next((held.name for held in mentions if f"in {held.name}" in text), "")
        owner = next(party for party in sentence.pair if party != place)
        day = nearest(dates_in(text, "en"), 0)
        props = {"type": "office", "place": place, "founded": day.edtf if day else ""}
        yield _body(sentence, office, f"{office[0]} of {owner}", owner, props)


def _founding(text: str, start: int) -> str:
    """The day that stands beside a word of founding, "" where none does."""
    founded = pattern("institutions.founded").search(text, start)
    dates = dates_in(text, "en") if founded else []
    near = (date.edtf for date in dates if founded and 0 <= date.start - founded.end() < _NEAR)
    return next(near, "")


def _body(
    sentence: Sentence, found: re.Match[str], name: str, owner: str, props: Mapping[str, Any]
) -> Proposal:
    end = len(sentence.text) if props["founded"] else found.end()
    quote = sentence.text[found.start() : end].rstrip()
    start = sentence.start + found.start()
    told = {key: value for key, value in props.items() if value}
    return Proposal("institution", name, owner or None, quote, start, start + len(quote), told)


def _trade(clause: _Clause) -> Iterator[Proposal]:
    """Goods that one side buys of the other."""
    found = pattern("trade.act").search(clause.text)
    if found is None or _is_open(clause.text) or not clause.mentions():
        return
    goods = [part for part in re.split(r",\s(?:and\s)?|\sand\s", found["goods"]) if part]
    times = counted("", rf"\s{entry('trade.ratio')}").search(clause.text)
    ratio = number_from(times, "times").as_json() if times else None
    yield from clause.says("trade", {"goods": goods[:6], "ratio": ratio, **_direction(clause)})


def _statistics(clause: _Clause) -> Iterator[Proposal]:
    """Counted totals, not the members of one group: "over 500 people have been involved since then"."""
    text, days = clause.text, clause.days()
    home = clause.sentence.home or (clause.sentence.pair or ("",))[0]
    scope = next((held.name for held in clause.mentions()), home)
    told = [
        (*m.span(), number_from(m, _unit(m["of"]))) for m in _totals(text, bool(clause.dates()))
    ]
    for share in pattern("statistics.share").finditer(text):
        part = float(share["share"]) / 100
        told.append((*share.span(), Number(part, part, False, "share")))
    for start, end, number in told:
        props = {"measure": " ".join(text[start:end].split()), "value": number.as_json()}
        if scope and not _is_open(text[max(0, start - 40) : end]):
            for day in days or [""]:
                yield clause.counts(scope, start, end, {**props, "as_of": day} if day else props)


def _totals(text: str, is_dated: bool) -> Iterator[re.Match[str]]:
    """The counts that are totals: of partners, of groups with their members, of what "so far" sums up."""
    between, noun = entry("statistics.between"), entry("statistics.counted")
    lead, of = entry("statistics.has"), entry("statistics.partners")
    if has("statistics.total", text) and not is_dated:
        lead, of = r"\b", noun
    of_all = counted(lead, rf"{between}(?P<of>{of})\b")
    of_groups = counted(r"\b", rf"{between}(?P<of>{entry('statistics.groups')})\b")
    members = counted(rf"\s{entry('statistics.within')}", rf"{between}(?P<of>{noun})\b")
    seen: set[int] = set()
    for found in [*numbers(of_all, text), *numbers(of_groups, text)]:
        if found.end() not in seen and found["low"].lower() not in ("1", "one"):
            within = members.match(text, found.end())
            seen |= {found.end(), within.end() if within else -1}
            yield from (found, within) if within else (found,)


def _unit(noun: str) -> str:
    plain = noun.lower()
    if re.fullmatch(entry("persons.noun"), plain, re.IGNORECASE):
        return "persons"
    return plain if plain.endswith("s") else f"{plain}s"


def nearest(dates: list[WrittenDate], at: int) -> WrittenDate | None:
    """The day nearest to a place in the text, one whose year is stated before others; None for no days."""
    known = [date for date in dates if not date.edtf.startswith("XXXX")] or dates
    return min(known, key=lambda date: abs(date.start - at), default=None)


def _direction(clause: _Clause) -> dict[str, str]:
    """Who goes or sends ("from") and where to ("to") of the first pair; empty where the words say neither."""
    pairs = clause.pairs()
    if not pairs:
        return {}
    pair, home = pairs[0], clause.sentence.home
    others = dict(zip(pair, reversed(pair), strict=True))
    called = pattern("partner", exact=True).finditer(clause.text) if home in pair else ()
    partners = [Mention(*found.span(), others[home]) for found in called]
    found: dict[str, str] = {}
    for held in [*clause.mentions(), *partners]:
        role = _role(clause.text, held)
        if role and held.name in pair:
            found.setdefault(role, held.name)
    if len(found) == 1:
        ((role, name),) = found.items()
        found["to" if role == "from" else "from"] = others[name]
    return found if len(set(found.values())) == 2 else {}


def _role(text: str, held: Mention) -> str:
    before, after = text[max(0, held.start - 60) : held.start], text[held.end :]
    if has("movement.from", before):
        return "from"
    if has("movement.hosts", after) or has("movement.to", before):
        return "to"
    return "from" if has("movement.sends", after) or has("movement.goers", after) else ""
