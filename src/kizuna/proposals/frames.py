"""English frames: agreements, visits, programmes, fields and what else a sentence says
of a pair.

A frame is a row of `words/frames-en.toml`: the kind that it gives, when it is open, and
the slots that it fills. A condition is a list of words that must all hold, those behind
"!" not: each a slot, or a pattern of the clause.

How often, how many persons, how long and who by title are read by the patterns of
words/frames-en.toml.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

from kizuna.proposals.numbers import NUMBER, ORDINAL, number_from, ordinal_of, value_of
from kizuna.proposals.place_names import bare
from kizuna.proposals.proposal import Proposal
from kizuna.proposals.ties import Clause
from kizuna.values.written_dates.running import dates_in

_OTHER_DAYS = ("expiry", "end", "birth", "death", "publication")
_ITEM = re.compile(r"^\(?\d{1,3}[.)]\s")


@cache
def entry(name: str) -> Any:
    """The entry of that dotted name: a pattern's text or a table."""
    if not name:
        return tomllib.loads(
            (files(__package__) / "words/frames-en.toml").read_text("utf-8")
        )
    above, _, last = name.rpartition(".")
    return entry(above)[last]


@cache
def pattern(name: str, *, exact: bool = False) -> re.Pattern[str]:
    """The pattern of that dotted name ("events.gift"); `exact` minds case."""
    return re.compile(entry(name), 0 if exact else re.IGNORECASE)


def has(name: str, text: str) -> bool:
    return bool(pattern(name).search(text))


def first_of(table: str, text: str) -> str:
    """The name of the first entry of a table that is found in a text, "" for none."""
    return next((name for name in entry(table) if has(f"{table}.{name}", text)), "")


def counted(before: str, after: str) -> re.Pattern[str]:
    """A pattern of a number between two others."""
    return re.compile(before + NUMBER + after, re.IGNORECASE)


def frequency_of(text: str) -> str:
    """How often, of the closed list; "" where a text does not say."""
    name = first_of("frequency", text)
    if name != "every_":
        return name
    found = pattern("frequency.every_").search(text)
    assert found is not None
    written = (found["count"] or found["more"]).lower()
    is_named = re.fullmatch(ORDINAL, written)
    count = 2 if written == "other" else (ordinal_of if is_named else value_of)(written)
    return "biennial" if count == 2 else f"every_{count:.0f}_years"


def persons_in(text: str) -> dict[str, Any] | None:
    """The persons counted in a text, those who go together added ("six students and one
    chaperone").
    """
    noun, text = (
        entry("persons.noun"),
        re.sub(r"\b(?:1\d|20)\d\d\b", "____", text),
    )  # no years
    single = counted(r"(?<![\d/.,-])", rf"{entry('persons.between')}{noun}\b")
    grouped = counted(entry("persons.group"), r"(?!\s?(?:%|days?|weeks?))")
    found = single.search(text) or grouped.search(text)
    if found is None:
        return None
    number = number_from(found, "persons")
    more = counted(r"\s(?:and|plus|with)\s", rf"\s(?:\w+\s)?{noun}\b").match(
        text, found.end()
    )
    if more and number["min"] and number["max"] and not more["high"]:
        extra = int(value_of(more["low"]))
        number |= {"min": number["min"] + extra, "max": number["max"] + extra}
    return number


def duration_in(text: str) -> dict[str, Any] | None:
    """How long a stay lasts by its words; None where it is not told."""
    for before, after in entry("durations"):
        if found := counted(before, after).search(text):
            return number_from(found, f"{found['unit'].lower()}s")
    return None


class FrameClause(dict[str, Any]):
    """A clause of a sentence: what it names, and says by slots and patterns, each found
    when first asked for.
    """

    def __init__(self, clause: Clause) -> None:
        self.part, self.mentions = clause, clause.sure
        self.text = re.sub(r"\s", " ", clause.text)
        dates = (d for d in dates_in(self.text, "en") if d.meaning not in _OTHER_DAYS)
        self.dates = [d for d in dates if not has("until", self.text[: d.start])]

    def __missing__(self, name: str) -> Any:
        """What fills the slot of that name, else whether the clause has what the
        pattern looks for.
        """
        fill = _SLOTS.get(name)
        self[name] = fill(self) if fill else has(f"signs.{name}", self.text)
        return self[name]

    def holds(self, condition: str) -> bool:
        return all(
            bool(self[w.removeprefix("!")]) != w.startswith("!")
            for w in condition.split()
        )

    def says(
        self, kind: str, props: Mapping[str, Any], sure: float = 0.6
    ) -> Iterator[Proposal]:
        """The proposal of the clause of its pair, with the properties that it
        states.
        """
        told = {name: value for name, value in props.items() if value}
        text = self.part.text.strip(" \n,;")
        start = self.part.start + self.part.text.index(text)
        named = {held.name for held in self.mentions}
        status = (
            "planned"
            if self["planned"]
            else "reported"
            if self["reported"]
            else "asserted"
        )
        if pair := self.part.pair:
            end, hangs = start + len(text), not named >= set(pair)
            yield Proposal(kind, *pair, text, start, end, told, hangs, status, sure)


def _days(clause: FrameClause) -> list[str]:
    """The first day of a clause and those that it joins to it ("in 2006 and 2010")."""
    days = clause.dates[:1]
    for date in clause.dates[1:]:
        if pattern("joined").fullmatch(clause.text[days[-1].end : date.start]):
            days.append(date)
    return [day.edtf for day in days]


def _way(clause: FrameClause) -> dict[str, str]:
    """Who goes or sends ("from") and where to ("to") of the first pair; empty where the
    words say neither.
    """
    pair = clause.part.pair
    if pair is None:
        return {}
    others = dict(zip(pair, reversed(pair), strict=True))
    found: dict[str, str] = {}
    for held in clause.mentions:
        before, after = (
            clause.text[max(0, held.start - 60) : held.start],
            clause.text[held.end :],
        )
        signs = {"from": before, "hosts": after, "to": before, "goes": after}
        sign = next(
            (name for name, text in signs.items() if has(f"movement.{name}", text)), ""
        )
        if sign and held.name in pair:
            found.setdefault("from" if sign in ("from", "goes") else "to", held.name)
    if len(found) == 1:
        ((role, name),) = found.items()
        found["to" if role == "from" else "from"] = others[name]
    return found if len(set(found.values())) == 2 else {}


def _moves(clause: FrameClause) -> bool:
    """Whether somebody goes somewhere, or is to go."""
    if not (clause["group"] or clause["people"] or clause["persons"]):
        return bool(clause["plain"])
    return bool(
        clause["gone"] or clause["taken"] or (clause["planned"] and clause["going"])
    )


def _ordinal(clause: FrameClause) -> int | None:
    found = re.search(
        rf"\b{ORDINAL}\s(?:\w+\s){{0,2}}agreement", clause.text, re.IGNORECASE
    )
    return ordinal_of(found["ordinal"]) if found else None


def _activity(clause: FrameClause) -> str:
    found = (
        pattern(f"signs.{name}").search(clause.text) for name in ("sort", "exchange")
    )
    return " ".join(next((m[0] for m in found if m), clause.text).split())


def _first_day(clause: FrameClause, sign: str = "") -> str:
    """The first day of a clause, or that before which a sign stands."""
    dates = (d for d in clause.dates if not sign or has(sign, clause.text[: d.start]))
    return next((d.edtf for d in dates), "")


_SLOTS: dict[str, Callable[[FrameClause], Any]] = {
    "day": _days,
    "persons": lambda clause: persons_in(clause.text),
    "people": lambda clause: list(
        dict.fromkeys(
            m["name"] for m in pattern("titled", exact=True).finditer(clause.text)
        )
    ),
    "duration": lambda clause: duration_in(clause.text),
    "frequency": lambda clause: frequency_of(clause.text),
    "moves": _moves,
    "way": _way,
    "ways": lambda clause: {"direction": "both"} if clause["mutual"] else clause["way"],
    "instrument": lambda clause: first_of("agreement_types", clause.text) or "other",
    "signed": _first_day,
    "ordinal": _ordinal,
    "activity": _activity,
    "since": lambda clause: _first_day(clause, "signs.since_end"),
    "topic": lambda clause: first_of("field", clause["activity"]),
}


def _framed(clause: FrameClause) -> Iterator[Proposal]:
    """What the frames that a clause opens say; a frame may ask whether one before it
    was open.
    """
    for frame in entry("frames"):
        is_open = any(map(clause.holds, frame["when"]))
        is_open = is_open and not any(map(clause.holds, frame["unless"]))
        name = frame.get("name", frame["kind"])
        clause[name] = is_open or clause.get(name, False)
        if not is_open:
            continue
        slots = (slot.partition("=") for slot in frame["slots"].split())
        props = {name: clause[slot or name] for name, _, slot in slots}
        props |= props.pop("way", None) or props.pop("ways", None) or {}
        if "type" in frame:
            props["type"] = frame["type"]
        for day in props.pop("date", None) or [""]:
            yield from clause.says(frame["kind"], {**props, "date": day})


def _fields(sentence: Clause) -> Iterator[Proposal]:
    """The fields of a list ("exchanges in culture, education and sport"), or of a
    heading.
    """
    text, whole = sentence.text, FrameClause(sentence)
    label = _ITEM.sub("", _label_of(text))
    listed = ""
    if not (label or whole["open"]):
        opened = pattern("fields.context").search(text)
        adjectives = pattern("fields.adjectives").search(text)
        parts = [
            text[opened.end() :] if opened else "",
            adjectives[0] if adjectives else "",
        ]
        told = " ".join(pattern("fields.end").split(part)[0] for part in parts)
        listed = (
            told if re.search(r",|\band\b|/", told) or len(told.split()) < 6 else ""
        )
    start = next((d.edtf for d in dates_in(text, "en")), "") if label else ""
    for name in entry("field"):
        if re.search(
            rf"\b(?:{entry(f'field.{name}')})", label or listed, re.IGNORECASE
        ):
            yield from whole.says("field", {"field": name, "start": start}, 0.7)


def _label_of(text: str) -> str:
    """The heading that a text begins with or is ("3. Sport ties"), "" where it is
    none.
    """
    found = pattern("fields.label", exact=True).match(text)
    return found[0] if found else ""


def _institutions(sentence: Clause) -> Iterator[Proposal]:
    """A body of a tie by its name, quoted up to the end of its sentence where that says
    when it was founded.
    """
    text = sentence.text
    for found in pattern("institutions.name", exact=True).finditer(text):
        name = re.sub(r"^(?:The|In|At|An?|Our|This)\s", "", found[0].strip())
        if len(name.split()) < 3 or not pattern(
            "institutions.signs", exact=True
        ).search(name):
            continue
        named = (held.name for held in sentence.sure if held.name.split()[0] in name)
        owner = next(named, "") or sentence.home or (sentence.pair or ("",))[0]
        is_founded = pattern("institutions.founded").search(text, found.start())
        day = next((d.edtf for d in dates_in(text, "en") if is_founded), "")
        quote = text[found.start() : None if day else found.end()].rstrip()
        start = sentence.start + found.start()
        kind = first_of("institutions.types", name.split(" of ")[0].split()[-1])
        told = {
            key: value for key, value in (("type", kind), ("founded", day)) if value
        }
        yield Proposal(
            "institution", name, owner or None, quote, start, start + len(quote), told
        )


def read_sentence(sentence: Clause) -> list[Proposal]:
    """The claims of an English sentence other than ties, in the order of the text."""
    fields = list(_fields(sentence))
    found = [*fields, *_institutions(sentence)]
    start = 0
    for cut in [*pattern("cut", exact=True).finditer(sentence.text), None]:
        end = cut.start() if cut else len(sentence.text)
        clause = FrameClause(sentence.part(start, end))
        label = _label_of(sentence.text)
        clause["row"] = len(fields) > 2 and not label
        clause["label"] = len(label) > len(sentence.text) - 3
        if end - start > 8:
            found += _framed(clause)
        start = cut.end() if cut else end
    return sorted(found, key=lambda held: (held.start, held.end, held.kind))


def read_sentences(sentences: Iterable[Clause]) -> list[Proposal]:
    """The claims of a document's sentences other than ties, in the order of the text
    and without repeats.

    "The 7th such agreement" is of the parties and type of the one before. Of an
    institution the claim with its founding is kept, else the first; of a field of a
    pair the one with its start.
    """
    kept: dict[tuple[object, ...], Proposal] = {}
    series = None
    for sentence in sentences:
        for found in read_sentence(sentence):
            if found.kind == "agreement":
                if series and has("such", found.quote):
                    told = {**found.props, "type": series.props["type"]}
                    found = replace(
                        found, subject=series.subject, object=series.object, props=told
                    )
                series = found
            parties, props = frozenset((found.subject, found.object)), found.props
            once = {
                "field": (parties, props.get("field")),
                "institution": (found.subject,),
            }
            every = (
                parties,
                found.start,
                found.end,
                str(sorted(props.items(), key=str)),
            )
            key = (found.kind, *once.get(found.kind, every))
            before = kept.setdefault(key, found)
            if {"start", "founded"} & props.keys() - before.props.keys():
                kept[key] = found
    return sorted(kept.values(), key=lambda held: (held.start, held.end, held.kind))


def with_pairs(
    sentences: Sequence[Clause], ties: Sequence[tuple[str, str]], home: str = ""
) -> Iterator[Clause]:
    """The sentences, each with the pair in force: named in it, else that of the
    sentence before.

    `ties` are those of the document; parties are called as these call them. A text
    without any speaks of its home and the place that it names most, or of the only two
    that it names again and again.
    """
    counts = Counter(
        name for s in sentences for name in dict.fromkeys(m.name for m in s.sure)
    )
    often = [
        name
        for name, count in counts.most_common()
        if count > 1 and bare(name) != bare(home)
    ]
    if not ties and (often if home else len(often) == 2):
        ties = [(home or often[1], often[0])]
    labels = {bare(name): name for pair in ties for name in pair}
    known = {frozenset(map(bare, pair)): pair for pair in ties}
    home = labels.get(bare(home), home)
    last = ties[0] if len(known) == 1 else None
    for sentence in sentences:
        sure = [
            replace(n, name=labels.get(bare(n.name), n.name)) for n in sentence.sure
        ]
        names = list(dict.fromkeys(held.name for held in sure))
        both = (known.get(frozenset(map(bare, two))) for two in combinations(names, 2))
        of_names = [pair for pair in known.values() if set(names) & set(pair)]
        with_home = [p for p in of_names if home in p and set(names) - {home} & set(p)]
        alone = next((one[0] for one in (with_home, of_names) if len(one) == 1), None)
        # A tie of two of the names, that with the home, else the only one that one of
        # them has.
        told = next(filter(None, both), alone)
        last = told or last
        pair = last if told or not names or (last and set(names) & set(last)) else None
        yield replace(sentence, names=sure, home=home, pair=pair)


def title_in(passage: str) -> str:
    """The title, medal or key that a passage says somebody received, as it writes it;
    "" where it says none.

    What any may win, a prize or a medal, counts only where a person is named who
    received it.
    """
    found = pattern("honours.title", exact=True).search(" ".join(passage.split()))
    if found is None or not (found["civic"] or recipients_in(passage)):
        return ""
    return pattern("honours.article", exact=True).sub("", found[0])


def recipients_in(passage: str) -> list[str]:
    """The persons who receive an honour by the words of a passage, each once; not those
    who hand it over.
    """
    text, offices = " ".join(passage.split()), pattern("honours.offices", exact=True)
    found = (
        hit for told in entry("honours.receives") for hit in re.finditer(told, text)
    )
    names = (name for hit in found for name in hit.groups() if name)
    persons = (offices.sub("", name) for name in names if not first_of("bodies", name))
    return list(dict.fromkeys(persons))


def mode_in(passage: str) -> str:
    """The mode of transport of a line that a passage tells of; "" where it names none
    or tells who visits whom.
    """
    return (
        ""
        if has("transport.exchanged", passage)
        else first_of("transport.modes", passage)
    )


def carriers_in(passage: str) -> list[str]:
    """The carriers that a passage names or describes, in order, each once."""
    found = pattern("transport.carriers", exact=True).finditer(
        " ".join(passage.split())
    )
    return list(
        dict.fromkeys(next(name for name in match.groups() if name) for match in found)
    )
