"""Finds the dates of a running text: what is a date by its form or by the words beside
it, and no other number.

Every place where a date may begin is tried once, with forms of bounded length: linear
in the length of the text.

The words beside a date say what it is the day of: an end, a founding, a visit ..., or a
start.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial

from kizuna.errors import BadDate
from kizuna.values.edtf import Edtf
from kizuna.values.written_dates import forms
from kizuna.values.written_dates.forms import (
    KANJI,
    any_of,
    is_eastern,
    joined,
    spaced,
    words_of,
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date at text[start:end] with its EDTF; the year is XXXX where the text leaves
    it to another place.

    `meaning` is what the words beside it say that it is the day of: "end", "expiry",
    "founding", "birth", "death", "publication", "anniversary", "contact", "visit",
    "event"; "" where it may be the start of what is spoken of.
    """

    start: int
    end: int
    edtf: str
    meaning: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it is one date, without a mark of doubt."""
        return not any(sign in self.edtf for sign in "/[~?%")


def dates_in(text: str, language: str = "") -> list[WrittenDate]:
    """The dates of a text in order, without overlap.

    `language` (BCP 47) settles whether day or month comes first in 4/5/1974; where it
    does not, that date is its year. Nothing is raised: what is no date of the calendar
    is left out.
    """
    folded = _ADDRESS.sub(lambda found: "\0" * len(found[0]), forms.fold(text))
    tags = re.split("[-_]", language)
    base = tags[0].lower()
    table = forms.languages().get(base, {})
    order = str(table.get("order_of", {}).get(tags[-1].upper(), table.get("order", "")))
    found = list(_scan(folded, order))
    for place in range(len(found) - 2, -1, -1):
        # One without a year has that of the next where only "and" stands between them.
        date, following = found[place : place + 2]
        gap, year = folded[date.end : following.start][:_CONTEXT], following.edtf[:4]
        if date.edtf.startswith("XXXX") and year.isdecimal() and _AND.fullmatch(gap):
            found[place] = replace(date, edtf=date.edtf.replace("XXXX", year))
    meanings = _meanings(folded, found, _words_of(base))
    return [
        replace(date, meaning=said) for date, said in zip(found, meanings, strict=True)
    ]


_NOT_IN_WORD = rf"(?<![{forms.LETTERS}])"
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]{1,500}|[\w.+-]{1,64}@[\w.-]{1,99}")
_WORDS = [
    *forms.MONTHS,
    *forms.SEASONS,
    *(name for name in forms.ERA_NAMES if len(name) > 1),
]
_ANCHOR = re.compile(
    rf"{_NOT_IN_WORD}(?:[0-9]|(?:{any_of(w for w in _WORDS if not is_eastern(w))})(?![^\W\d_]))"
    rf"|{_NOT_IN_WORD}[mtshr](?=[0-9]{{1,2}}\.[0-9]{{1,2}}\.[0-9])"
    rf"|(?<![{KANJI}])[{KANJI}](?=[{KANJI}]{{0,6}}[年月])|{any_of(filter(is_eastern, forms.ERA_NAMES))}"
)
_FREE = re.compile(r"(?:(?<![0-9][.:,/-])|(?<=[12][0-9]{3}[,/]))")
"""The place before a number that is no part of a longer one."""
_DURATION = re.compile(
    r" ?(?:間|间|以上|余|餘|もの|の歴史|历史|歷史|的历史|的歷史|前(?!後|后)|동안|전|역사|만에|目)"
)
_GOES_ON = re.compile(r"[0-9]|[./:-][0-9]|,[0-9]{3}")
_AT = rf"(?:(?:{spaced('at')})[ \n])?"
_TO = re.compile(
    rf"[ ]?[-–~][ ]?|[ \n](?:{spaced('to')})[ \n]{_AT}| ?(?:{joined('to')}) ?"
)
_AND = re.compile(rf"[ \n](?:{spaced('and')})[ \n]{_AT}| ?[・、と和与與] ?|, | & ")
_BETWEEN = re.compile(rf"(?<![^\W_])(?:{spaced('between')})[ \n]{_AT}$")
_NO_END = re.compile(
    rf"(?:[ ]?[-–~][ ]?|[ ](?:{spaced('to')})[ ](?:the )?| ?(?:{joined('to')}) ?)"
    rf"(?:{any_of(words_of('now'))})(?![^\W\d_])|至今"
    r"|[-–~](?=[ ]?(?:[)\];,\n]|$))"
)
_SHORT_YEAR = re.compile(
    r"[ ]?(?P<sign>[-–/])[ ]?(?P<last>[0-9]{2})(?![0-9%]|[.,:/-][0-9])"
)
_ABOUT = re.compile(
    rf"(?:{_NOT_IN_WORD}(?:{spaced('about')})[ \n]?(?:(?:{spaced('at', 'year')})[ \n"
    r"]){0,2}"
    rf"|(?:{joined('about')}) ?)$"
)
_ABOUT_AFTER = re.compile(
    rf" ?(?:{any_of(words_of('about_after'))})(?:에)?(?![\uac00-\ud7a3])"
)
_PERHAPS_AFTER = re.compile(r" ?\(\?\)|\?(?=[),;\]])")
_MONTH_ALONE = re.compile(rf"(?P<word>{any_of(forms.MONTHS)})(?![^\W_])")
_BEFORE_MONTH = re.compile(
    rf"{_NOT_IN_WORD}(?:{spaced('at', 'dated', 'between', 'to', 'and')})[ \n]$"
)
_N = rf"(?:[0-9]{{1,2}}|[{KANJI}]{{1,3}})"
_EAST_REST = re.compile(
    rf"(?:(?P<month>{_N})[月월] ?)?(?P<day>{_N})[日号號일]|(?P<m>{_N})[月월](?![間间号號])"
)
_YEAR = re.compile(r"[0-9]{3,4}(?![0-9])")
_DECADE_BEFORE = re.compile(rf"{_NOT_IN_WORD}(?:{spaced('decade')})[ \n]$")
_YEAR_BEFORE = re.compile(rf"{_NOT_IN_WORD}(?:{spaced('year')})[ \n]$")
_DATED_BEFORE = re.compile(rf"(?:{_NOT_IN_WORD}(?:{spaced('at', 'dated')})[ \n]|['(])$")
_YEAR_AFTER = re.compile(
    r" (?:a\.?d\.?|c\.?e\.?|n\. ?chr\.|apr\. j|d\. ?c\.|н\. ?э\.)(?![^\W_])"
)
_NO_YEAR_BEFORE = re.compile(
    r"(?:[$€£¥#№§+=<>≈]|(?<![12][0-9]{2})[0-9]| [a-z]-|(?<![^\W\d_])(?:"
    + any_of(words_of("numbered"))
    + r")) ?$"
)
_NO_YEAR_AFTER = re.compile(
    r"[.,:]?[0-9]|[/-][0-9](?![0-9](?:[0-9]{2})?(?![0-9]|[./-][0-9]))|[/-][0-9]{3}(?![0-9])|[×*]|[^\W\d_]|-[^\W\d_]"
    r"| ?[%‰°$€£¥㎡㎢㎞㎏²³№]| (?:[0-9]{3}(?![0-9])|[0-9]{5})"
    rf"| ?(?:{any_of(words_of('counted'))})(?![^\W_])"
    r"| (?:b\.?c\.?(?![^\W_])|v\. ?chr|av\. ?j|a\. ?c\.|до н)"
    r"| [\w.'-]{2,20}"
    r" (?:street|st\.?|avenue|ave\.?|road|rd\.?|boulevard|blvd\.?|drive|lane)(?![^\W_])"
)
_COUNTED_PLURAL = re.compile(r" [a-z]{4,20}s(?![^\W_])")
_CONTEXT = 32
"""How many signs before a date are looked at for the words that belong to it."""


def _scan(text: str, order: str) -> Iterator[WrittenDate]:
    free = 0
    while anchor := _ANCHOR.search(text, free):
        start = anchor.start()
        found = _single(text, start, order) if _FREE.match(text, start) else None
        if found is None:
            free = anchor.end()
            continue
        yield (found := _ranged(text, found, order) or _doubted(text, found, free))
        free = max(found.end, anchor.end())


def _single(text: str, start: int, order: str) -> WrittenDate | None:
    """The date that begins at a place, without the words around it; None where none
    does.
    """
    for form, read in _READINGS:
        if found := form.match(text, start):
            with suppress(BadDate):
                if made := read(found, order):
                    return WrittenDate(start, found.end(), made)
    return None


def _day(found: re.Match[str], _: str) -> str:
    """A day or a month by itself; a day of 日 alone, whose month is that of another
    date, is none.
    """
    return (
        forms.dated(found[0], found)
        if found[0][-1] not in "日号號일" or found["month"]
        else ""
    )


def _formed(
    read: Callable[[str, re.Match[str]], str], found: re.Match[str], _: str
) -> str:
    """A date of one of the forms of cells; figures alone whose year only a number would
    have are none.
    """
    if found[0][-1].isdecimal() and _GOES_ON.match(found.string, found.end()):
        return ""
    made = read(found[0], found)
    if found.re is forms.YEAR_FIRST and found["day"] is None:
        # 1974/75 may be two years, so 2004/05 is no month; 1974. 4 may be the end of a
        # sentence.
        if (
            found["sign"] == "/"
            and int(found["month"]) == (int(found["year"]) + 1) % 100
        ):
            made = made[:4]
        elif " " in found[0] and found[0][-1] != ".":
            return ""
    is_dated = any(map(str.isalpha, found[0])) or "1500" <= made[:4] < "2100"
    # 150年 and 2000年の歴史 count years.
    is_round = re.fullmatch("[0-9]{1,2}0[年년]", found[0])
    counts = found[0][-1] in "年년" and (
        is_round or _DURATION.match(found.string, found.end())
    )
    return made if is_dated and not counts else ""


def _ordered(found: re.Match[str], order: str) -> str:
    if _GOES_ON.match(found.string, found.end()):
        return ""
    if order not in ("dmy", "mdy") and forms.is_open(found):
        return forms.date_of(found[0], int(found[4]))
    return forms.year_last(found[0], found, order)


def _month(found: re.Match[str], _: str) -> str:
    """A month by its name alone, where a word before it says that it is one."""
    return forms.dated(found[0], found) if _BEFORE_MONTH.search(_before(found)) else ""


def _year(found: re.Match[str], _: str) -> str:
    """A number that is a year by the words beside it, or by its size where no word says
    that it counts.
    """
    text, year, before = found.string, int(found[0]), _before(found)
    if _NO_YEAR_BEFORE.search(before) or _NO_YEAR_AFTER.match(text, found.end()):
        return ""
    if year % 10 == 0 and year > 1000 and _DECADE_BEFORE.search(before):
        return f"{found[0][:3]}X"
    named = _YEAR_BEFORE.search(before) or _YEAR_AFTER.match(text, found.end())
    dated = named or _DATED_BEFORE.search(before)
    if not named and (year < (1000 if dated else 1500) or year >= 2100):
        return ""
    if not dated and _COUNTED_PLURAL.match(text, found.end()):
        return ""
    return forms.date_of(found[0], year)


def _before(found: re.Match[str]) -> str:
    return found.string[max(0, found.start() - _CONTEXT) : found.start()]


_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], str]], ...] = (
    *((form, _day) for form in forms.IN_MONTH),
    *((form, partial(_formed, read)) for form, read in forms.FORMS),
    *(
        (forms.YEAR_LAST, _ordered),
        (_EAST_REST, _day),
        (_MONTH_ALONE, _month),
        (_YEAR, _year),
    ),
)
"""The forms of a date in the order in which they are tried, each with its EDTF, "" for
what is no date.
"""


def _ranged(text: str, first: WrittenDate, order: str) -> WrittenDate | None:
    """The span of time that a date begins: to another, between two, or without an
    end.
    """
    if not first.is_plain:
        return None
    short = _SHORT_YEAR.match(text, first.end)
    if short and len(first.edtf) == 4 and first.edtf.isdecimal():
        last = int(first.edtf[:2] + short["last"])
        if last - int(first.edtf) == 1 or (
            short["sign"] != "/" and last > int(first.edtf)
        ):
            return WrittenDate(first.start, short.end(), f"{first.edtf}/{last}")
    no_end = _NO_END.match(text, first.end)
    if no_end and first.edtf[0] != "X":
        return WrittenDate(first.start, no_end.end(), f"{first.edtf}/..")
    between = _BETWEEN.search(text[max(0, first.start - _CONTEXT) : first.start])
    joint = _TO.match(text, first.end) or (
        _AND.match(text, first.end) if between else None
    )
    if joint is None:
        return None
    second = _second(text, joint.end(), first, order)
    if second is None or not second.is_plain:
        return None
    # One of the two has the year of the other where it has none.
    begun, ended = first.edtf, second.edtf
    if begun.startswith("XXXX") and ended[:4].isdecimal():
        begun = f"{int(ended[:4]) - (begun[5:] > ended[5:] > '')}{begun[4:]}"
    elif ended.startswith("XXXX") and begun[:4].isdecimal():
        ended = begun[:4] + ended[4:]
    made = f"[{begun}..{ended}]" if between else f"{begun}/{ended}"
    with suppress(BadDate):
        made = made if "XXXX" in made else Edtf.parse(made).text
        return WrittenDate(first.start, second.end, made)
    return None


def _second(
    text: str, start: int, first: WrittenDate, order: str
) -> WrittenDate | None:
    """The date after the joint of a span; a day of 日 alone is one of the first date's
    month.
    """
    found = _EAST_REST.match(text, start)
    if found is None or found["month"] or found["m"] or len(first.edtf) != 10:
        return _single(text, start, order)
    year, month = first.edtf[:4], int(first.edtf[5:7])
    with suppress(BadDate):
        day = forms.number(found["day"])
        made = forms.date_of(
            found[0], int(year) if year.isdecimal() else None, month, day
        )
        return WrittenDate(start, found.end(), made)
    return None


def _doubted(text: str, found: WrittenDate, free: int) -> WrittenDate:
    """A date with the words for about and perhaps beside it."""
    if not found.is_plain or found.edtf[0] == "X":
        return found
    start, end = found.start, found.end
    before = _ABOUT.search(text[max(free, start - _CONTEXT) : start])
    if after := _ABOUT_AFTER.match(text, end):
        end = after.end()
    if perhaps := _PERHAPS_AFTER.match(text, end):
        end = perhaps.end()
    start -= len(before[0]) if before else 0
    mark = ("%" if perhaps else "~") if before or after else "?" if perhaps else ""
    return WrittenDate(start, end, found.edtf + mark)


_REACH = 90
"""How many signs away from a date its word may stand."""
_FAR = 10_000
_LABEL = 24
"""How long a label of a date in the line above may be."""
_COMMA = 12
"""How many signs of distance a comma counts for."""
_OWN_SCRIPTS = frozenset({"ja", "ko", "ru", "zh"})
"""Languages whose words no other of the tables has; the others' words may mean
something else in each other.
"""


@cache
def _words_of(language: str) -> re.Pattern[str]:
    """The words of every meaning in a language, in all where there is no table of
    it.
    """
    listed: dict[str, list[str]] = {}
    for code, table in forms.languages().items():
        if language not in forms.languages() or code in {language, *_OWN_SCRIPTS}:
            for name, words in table["meanings"].items():
                listed.setdefault(name, []).extend(words)
    named = (
        f"(?P<{name}>{forms.whole_words(words)})" for name, words in listed.items()
    )
    return re.compile("|".join(named))


_CLAUSE_END = re.compile(r"[.!?](?=\s|$)(?<![ .][^\W_]\.)(?<![0-9]\.)|[。；;！？•]")
_COMMAS = re.compile(r"[,、:|\t]| [–-] |(?=[()])|(?<=[()])")
_ASIDE_BEFORE = re.compile(r"\([^()]*\)|^[^()]*\)")
_ASIDE_AFTER = re.compile(r"\([^()]*(?:\)|$)")
"""What stands in brackets beside a date, and not of it."""
_UNTIL = re.compile(
    rf"(?:(?<![^\W_])(?:{spaced('until')})[ \n]{_AT}|{joined('until')})$"
)
_UNTIL_AFTER = re.compile(rf" ?(?:{any_of(words_of('until_after'))})")
_BACK = re.compile(r" zurück(?![^\W_])")
"""What makes a date the first one of something: "reicht bis 1959 zurück"."""
_CLOCK = re.compile(r"(?:,| um| at| à| alle| a las| в)?[ ]?[0-9]{1,2}[:h][0-9]{2}")
_LOOSE = {"visit": 40, "event": 40, "publication": 40, "contact": 40, "held": _FAR}
"""Words that yield to one for a signing, and how much farther from the date that one
may stand.
"""
_SAID = {"begun": "founding", "held": "event"}
"""Meanings of words that may also be said of a tie: what they mean where no word for a
tie is in their clause.
"""


def _meanings(
    text: str, found: Sequence[WrittenDate], words: re.Pattern[str]
) -> Iterator[str]:
    """The meaning of each date of a folded text, by the words of its clause up to the
    dates beside it.
    """
    for place, date in enumerate(found):
        start, end = date.start, date.end
        left = max(start - _REACH, found[place - 1].end if place else 0)
        right = min(
            end + _REACH,
            found[place + 1].start if place + 1 < len(found) else len(text),
        )
        before, after = (
            text[left:start] if left else "\n" + text[:start],
            text[end:right],
        )
        if ":" in text[start:end] or _CLOCK.match(text, end):
            yield "event"
            continue
        nearest = _nearest(
            *_clause(before, after), words, is_eastern(before[-8:] + after[:8])
        )
        is_until = _UNTIL_AFTER.match(after) or (
            _UNTIL.search(before) and not _BACK.match(after)
        )
        if is_until and "/" not in date.edtf:
            yield "expiry" if "expiry" in nearest else "end"
        else:
            yield _meaning(nearest)


def _meaning(nearest: dict[str, int]) -> str:
    """The meaning by the distance of the nearest word of each; one for a tie or its
    signing makes a start.
    """
    act, tie = nearest.pop("act", _FAR), nearest.pop("tie", _FAR)
    name = min(nearest, key=nearest.__getitem__, default="")
    distance = nearest.get(name, _FAR)
    adjacent = distance <= 1 and name != "held"
    is_start = min(act, tie) <= distance or (name == "begun" and min(act, tie) < _FAR)
    if name in _LOOSE and not adjacent and act < min(_FAR, distance + _LOOSE[name]):
        is_start = True
    return "" if is_start else _SAID.get(name, name)


def _clause(before: str, after: str) -> tuple[str, str]:
    """What stands before and after a date in its clause; one that fills its line has
    its label above or below.
    """
    above, _, line = before.rpartition("\n")
    same, _, below = after.partition("\n")
    if not line.strip(" \t-•") and not same.strip(" \t.,"):
        label = above.rpartition("\n")[2] if "\n" in above else ""
        return (label + " " if len(label) <= _LABEL else ""), " " + below.partition(
            "\n"
        )[0]
    line, same = _ASIDE_BEFORE.sub(" ", line), _ASIDE_AFTER.sub(" ", same)
    ends = [found.end() for found in _CLAUSE_END.finditer(line)]
    over = _CLAUSE_END.search(same)
    return line[ends[-1] :] if ends else line, same[: over.start()] if over else same


def _nearest(
    before: str, after: str, words: re.Pattern[str], eastern: bool
) -> dict[str, int]:
    """How far from the date the nearest word of each meaning stands, in signs, a comma
    for several.

    A sign of Han, Kana or Hangul counts for two, and for three before the date, since
    the verb stands after it.
    """
    nearest: dict[str, int] = {}
    for side, weight in ((before, 3 if eastern else 1), (after, 2 if eastern else 1)):
        for found in words.finditer(side):
            gap = side[found.end() :] if side is before else side[: found.start()]
            distance = weight * len(gap) + _COMMA * len(_COMMAS.findall(gap))
            name = str(found.lastgroup)
            nearest[name] = min(distance, nearest.get(name, distance))
    return nearest
