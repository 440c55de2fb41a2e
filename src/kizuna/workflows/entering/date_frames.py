"""The words that stand around dates in plain speech: between, before, since ..., in four languages.

Each frame has the groups `a` and `b` for the dates that it holds.
"""

from __future__ import annotations

import re

_A, _B = r"(?P<a>\S.*?)", r"(?P<b>\S.*?)"


def _forms(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p.format(a=_A, b=_B), re.IGNORECASE) for p in patterns)


BETWEEN = _forms(
    r"(?:some ?time |some day )?between {a} and {b}",
    r"{a}(?:から|と|[~〜～-]){b}(?:まで)?の(?:間|あいだ)(?:に|のある日)?",
    r"(?:在|介于)?{a}(?:至|到|和|与|[~〜～-]){b}(?:之间|間|间)",
    r"(?:в период )?между {a} и {b}",
    r"в период с {a} по {b}",
)
"""Some one day from the first date to the last."""

LASTING = _forms(
    r"from {a} (?:to|until|till|through) {b}",
    r"{a} (?:to|until|through) {b}",
    r"{a} ?(?:[~〜～–—]| - ) ?{b}",
    r"(?P<a>[0-9]{{4}})-(?P<b>[0-9]{{4}})",
    r"{a}から{b}(?:まで(?:の期間)?)?",
    r"(?:自|从|由)?{a}(?:至|到){b}(?:为?止)?",
    r"(?:с|со|от) {a} (?:по|до) {b}",
)
"""From the first date to the last, all the while."""

SINCE = _forms(
    r"(?:ever since|since|as of|from) {a}(?: on| onwards?)?",
    r"{a}から",
    r"(?:自|从){a}(?:起|开始|以来|至今)?",
    r"{a}(?:起|开始|以来|至今)",
    r"(?:начиная с|со?) {a}",
)
"""Began then and has no end."""

UNTIL = _forms(
    r"(?:until|till) {a}", r"{a}まで", r"(?:截至|直到|至){a}(?:为?止)?", r"(?:вплоть до|по) {a}"
)
"""Ended then; when it began is not said."""

BEFORE = _forms(
    r"(?:some ?time )?(?:before|earlier than|prior to) {a}",
    r"{a}(?:より前|の前|前)",
    r"(?:早于)?{a}之前",
    r"(?:до|ранее|раньше|прежде) {a}",
)
"""Some day before that date began."""

NOT_AFTER = _forms(
    r"(?:no later than|not later than|by|at the latest) {a}",
    r"{a} (?:or earlier|at the latest)",
    r"(?:遅くとも)?{a}(?:以前|までに)",
    r"(?:不晚于|最晚){a}",
    r"{a}(?:或更早|以前)",
    r"(?:не позднее|не позже|самое позднее) {a}",
)
"""Some day up to the end of that date."""

AFTER = _forms(
    r"(?:some ?time )?(?:after|later than) {a}",
    r"{a}(?:より後|の後|後)",
    r"(?:晚于)?{a}之后",
    r"(?:после|позднее|позже) {a}",
)
"""Some day after that date was over."""

NOT_BEFORE = _forms(
    r"(?:no earlier than|not earlier than|not before|at the earliest) {a}",
    r"{a} (?:or later|at the earliest)",
    r"(?:早くとも)?{a}(?:以降|以後)",
    r"(?:不早于|最早){a}",
    r"{a}(?:或更晚|以后)",
    r"(?:не ранее|не раньше) {a}",
)
"""Some day from the beginning of that date on."""

EITHER = _forms(
    r"(?:either )?{a} or {b}",
    r"{a}(?:または|又は|か){b}(?:か)?",
    r"{a}(?:或者?){b}",
    r"(?:либо )?{a} (?:или|либо) {b}",
)
"""One of two dates."""

_BEFORE_THIRD = (
    r"early(?: in)?|(?:at )?(?:the )?beginning of|(?:the )?first third of"
    r"|первая треть|(?:в )?начал[оеа]",
    r"mid(?:dle of)?|mid-|(?:the )?second third of|(?:in )?(?:the )?middle of"
    r"|вторая треть|(?:в )?середин[аые]",
    r"late(?: in)?|(?:the )?last third of|(?:at )?(?:the )?end of"
    r"|последняя треть|(?:в )?кон(?:ец|це|ца)",
)
_AFTER_THIRD = ("初め|初頭|年?初", "半ば|中頃|年?中期?", "末|終わり|年?底")
THIRDS = (
    *(
        (n, form)
        for n, words in enumerate(_BEFORE_THIRD)
        for form in _forms(rf"(?:{words})[ -]?{{a}}")
    ),
    *(
        (n, form)
        for n, words in enumerate(_AFTER_THIRD)
        for form in _forms(rf"{{a}}の?(?:{words})")
    ),
)
"""The first, middle or last third (0, 1, 2) of a month or a year."""

ABOUT = re.compile(
    r"^(?:(?:in |at )?(?:about|around|circa|ca?\.|roughly|approximately)"
    r"|приблизительно|около|примерно|ок\.|где-то в"
    r"|おおよそ|およそ|大约在?|大概在?|大約在?|约|約)\s*",
    re.IGNORECASE,
)
PERHAPS = re.compile(
    r"^(?:(?:perhaps|possibly|probably|maybe|presumably)(?: in| on)?|возможно,?(?: в)?|вероятно,?(?: в)?"
    r"|может быть,?|предположительно(?: в)?|おそらく|たぶん|可能[为是在]?|也许|或许|大概是)\s*",
    re.IGNORECASE,
)
AT = re.compile(r"^(?:(?:in|on|during)(?: the)?|the|во?|在|于)\s+(?=\S)", re.IGNORECASE)
"""What stands before a date that answers "when?"."""

_RUSSIAN_STEMS = (
    *("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр"),
    *("ноябр", "декабр"),
)
_RUSSIAN_GENITIVES = (
    *("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября"),
    *("октября", "ноября", "декабря"),
)
_RUSSIAN_MONTH = re.compile(
    rf"\b(?P<stem>{'|'.join(_RUSSIAN_STEMS)})(?P<end>ем|ём|ом|е|ю|я|ь|й|а|у)?\b", re.IGNORECASE
)
_RUSSIAN_SEASON = re.compile(r"\b(?P<stem>весн|лет|осен|зим)(?:ой|ою|ом|ью|ы|у|е|а|о|и|ь)?\b", re.I)
_RUSSIAN_DECADE = re.compile(r"(?P<decade>[0-9]{3}0)-(?:х|е|ми)(?: год\w*)?", re.IGNORECASE)
_RUSSIAN_YEAR = re.compile(
    r"(?P<year>[0-9]{4}) (?:год(?:а|у|ом|е|ы|ов|ами|ах)?\b|гг?\.)", re.IGNORECASE
)
_SEASON_OF = {"весн": "весна", "лет": "лето", "осен": "осень", "зим": "зима"}


def plain_cases(text: str) -> str:
    """Russian months, seasons and years as lists write them: "апреля 1981" for "апрелем 1981 года"."""
    months = dict(zip(_RUSSIAN_STEMS, _RUSSIAN_GENITIVES, strict=True))
    folded = _RUSSIAN_MONTH.sub(lambda m: months[m["stem"].casefold()], text)
    folded = _RUSSIAN_SEASON.sub(lambda m: _SEASON_OF[m["stem"].casefold()], folded)
    return _RUSSIAN_YEAR.sub(r"\g<year>", _RUSSIAN_DECADE.sub(r"\g<decade>-е", folded))
