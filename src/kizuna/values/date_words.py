"""The words that dates are written with: eras, months and seasons in the languages of the lists that Kizuna
reads.
"""

from __future__ import annotations

from typing import NamedTuple


class Era(NamedTuple):
    """A Japanese era: the year before its first, and its first and last day (ISO 8601; "" while it lasts)."""

    before: int
    first: str
    last: str


ERAS = {
    "meiji": Era(1867, "1868-01-25", "1912-07-29"),
    "taisho": Era(1911, "1912-07-30", "1926-12-24"),
    "showa": Era(1925, "1926-12-25", "1989-01-07"),
    "heisei": Era(1988, "1989-01-08", "2019-04-30"),
    "reiwa": Era(2018, "2019-05-01", ""),
    "minguo": Era(1911, "1912-01-01", ""),
}
"""Eras by name; the day on which the emperor changed belongs to the new era alone, and Minguo counts the years
of the Republic of China. Meiji dates are read from its sixth year (1873), when the calendar became Gregorian."""

FIRST_GREGORIAN_YEAR = 1873

ERA_NAMES = {
    "明治": "meiji",
    "大正": "taisho",
    "昭和": "showa",
    "平成": "heisei",
    "令和": "reiwa",
    "中華民国": "minguo",
    "中華民國": "minguo",
    "中华民国": "minguo",
    "民国": "minguo",
    "民國": "minguo",
    "m": "meiji",
    "t": "taisho",
    "s": "showa",
    "h": "heisei",
    "r": "reiwa",
    "meiji": "meiji",
    "taisho": "taisho",
    "taishō": "taisho",
    "showa": "showa",
    "shōwa": "showa",
    "heisei": "heisei",
    "reiwa": "reiwa",
}
"""Eras as they are written, in lower case."""

_MONTHS = (
    "january jan januar janvier январь января янв",
    "february feb februar février fevrier февраль февраля фев",
    "march mar märz maerz mars март марта мар",
    "april apr avril апрель апреля апр",
    "may mai май мая",
    "june jun juni juin июнь июня июн",
    "july jul juli juillet июль июля июл",
    "august aug août aout август августа авг",
    "september sep sept septembre сентябрь сентября сен сент",
    "october oct oktober okt octobre октябрь октября окт",
    "november nov novembre ноябрь ноября ноя нояб",
    "december dec dezember dez décembre decembre декабрь декабря дек",
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
"""Months 1..12 by name and by short form in English, German, French and Russian."""

_SEASONS = (
    "spring frühling frühjahr printemps весна весной весны 春 春季",
    "summer sommer été ete лето летом лета 夏 夏季",
    "autumn fall herbst automne осень осенью осени 秋 秋季",
    "winter hiver зима зимой зимы 冬 冬季",
)
SEASONS = {word: number for number, words in enumerate(_SEASONS, 21) for word in words.split()}
"""Seasons 21..24 of EDTF by name."""

CIRCA = (
    "circa",
    "c.",
    "ca.",
    "ca",
    "about",
    "around",
    "approx.",
    "около",
    "ок.",
    "примерно",
    "um",
    "vers",
    "約",
    "约",
    "약",
)
"""What stands before a date that is only about right."""

CIRCA_AFTER = ("頃", "ごろ", "ころ", "左右", "前後", "前后", "경", "쯤")
"""What stands after one."""
