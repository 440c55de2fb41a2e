"""English frames: agreements, visits, programmes, fields and what else a sentence says of a pair.

A frame is a word that opens it (words/frames-en.toml) and slots that general grammar fills: a day, persons, how
long, who goes where, how often, who signed. What is said of nobody in particular, or only might be, opens none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kizuna.proposals.clauses import Clause, Sentence, clauses_of, direction_of, is_open, nearest
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
from kizuna.values.written_dates import dates_in

_NEAR = 70
"""How many characters may lie between two words that tell of one thing."""


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
    for clause in clauses_of(sentence):
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


def _agreements(clause: Clause) -> Iterator[Proposal]:
    """An instrument that is signed, or that has its day beside it."""
    text = clause.text
    noun = pattern("agreement.noun").search(text)
    if noun is None or is_open(text):
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


def _events(clause: Clause, *, apart: bool, signed: bool) -> Iterator[Proposal]:
    """What happened once: who went where, a gift, an anniversary, a performance.

    `apart`: a programme was read there, so that only a gift or an award stands apart from it; `signed`: an
    agreement, whose signatories are no visitors.
    """
    text = clause.text
    if is_open(text):
        return
    way, people, days = direction_of(clause), people_in(text), clause.days()
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


def _programmes(clause: Clause) -> list[Proposal]:
    """What goes on or comes back: exchanges with how often, or of a sort that a pair keeps up."""
    text = clause.text
    often, way, day = frequency_of(text), direction_of(clause), nearest(clause.dates(), 0)
    noun, sort = (pattern(f"programmes.{name}").search(text) for name in ("noun", "sort"))
    if (
        is_open(text)
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
    text, whole = sentence.text, Clause(sentence, 0, len(sentence.text))
    label = _ITEM.sub("", _label_of(text))
    begun = _ITEM.sub("", _label_of(sentence.topic)) if pattern("fields.begun").match(text) else ""
    listed = "" if label or begun or is_open(text) else _field_list(text)
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


def _is_label(clause: Clause) -> bool:
    return len(_label_of(clause.sentence.text)) > len(clause.sentence.text) - 3


def _institutions(sentence: Sentence) -> Iterator[Proposal]:
    """A body of a tie by its name, with when it was founded; an office of one party in another."""
    whole = Clause(sentence, 0, len(sentence.text))
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


def _trade(clause: Clause) -> Iterator[Proposal]:
    """Goods that one side buys of the other."""
    found = pattern("trade.act").search(clause.text)
    if found is None or is_open(clause.text) or not clause.mentions():
        return
    goods = [part for part in re.split(r",\s(?:and\s)?|\sand\s", found["goods"]) if part]
    times = counted("", rf"\s{entry('trade.ratio')}").search(clause.text)
    ratio = number_from(times, "times").as_json() if times else None
    yield from clause.says("trade", {"goods": goods[:6], "ratio": ratio, **direction_of(clause)})


def _statistics(clause: Clause) -> Iterator[Proposal]:
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
        if scope and not is_open(text[max(0, start - 40) : end]):
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
