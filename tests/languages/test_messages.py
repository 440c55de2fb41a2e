"""What Messages says: dates of all forms, quantities, states, languages, concepts,
kinds and properties.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
from babel.dates import format_date

from builders import rows
from kizuna.claims import kinds, vocabulary
from kizuna.errors import BadClaim, BadIdentifier, BadLanguage
from kizuna.languages import LANGUAGES, Messages
from kizuna.values import Edtf, Quantity
from kizuna.values.quantities import COUNTS, DURATIONS

QUANTITIES = """
20 persons | 20 persons | 20人 | 20人 | 20 человек
20..25 persons | 20–25 persons | 20～25人 | 20至25人 | 20–25 человек
400.. persons | over 400 persons | 400人以上 | 400人以上 | более 400 человек
~400 persons | about 400 persons | 約400人 | 约400人 | примерно 400 человек
..5 days | up to 5 days | 最大5日間 | 至多5天 | до 5 дней
10 delegations | 10 delegations | 10団 | 10个代表团 | 10 делегаций
1 flights | 1 flight | 1便 | 1个航班 | 1 рейс
2 weeks | 2 weeks | 2週間 | 2周 | 2 недели
1 half-years | half a year | 半年 | 半年 | полгода
3/4 share | 75% | 75% | 75% | 75_%
2..3 ratio | 2–3 times | 2～3倍 | 2至3倍 | 2–3 раза
1500 items | 1,500 items | 1,500点 | 1,500件 | 1_500 предметов
1000000 JPY | 1,000,000 Japanese yen | 1,000,000円 | 1,000,000日元 | 1_000_000 японских иен
"""
"""A quantity, and its words in each language; an underscore is a space that does not
break.
"""
_RUSSIAN = """
1 delegations | 1 делегация || 2 delegations | 2 делегации || 5 delegations | 5 делегаций
11 delegations | 11 делегаций || 21 delegations | 21 делегация || 24 cities | 24 города
2.5 years | 2,5 года || 1..2 visits | 1–2 визита || 1.. delegations | более 1 делегации
3.. delegations | более 3 делегаций || 21.. cities | более 21 города || ..22 days | до 22 дней
"""


@pytest.mark.parametrize(
    ("text", "words"), [(row[0], row[1:]) for row in rows(QUANTITIES)]
)
def test_a_quantity_keeps_its_range_and_its_doubt_in_words(
    text: str, words: list[str]
) -> None:
    said = [Messages(language).quantity(Quantity.parse(text)) for language in LANGUAGES]
    assert said == [one.replace("_", "\xa0") for one in words]


@pytest.mark.parametrize(("text", "words"), rows(_RUSSIAN.replace(" || ", "\n")))
def test_russian_units_follow_the_last_digits_and_the_words_before(
    text: str, words: str
) -> None:
    assert Messages("ru").quantity(Quantity.parse(text)) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_has_words(language: str) -> None:
    for unit in (*COUNTS, *DURATIONS, "share", "ratio", "JPY", "CNY", "USD"):
        assert Messages(language).quantity(Quantity.exact(1, unit)), unit


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_state_has_a_name_even_when_it_is_no_more_and_another_code_stays(
    language: str,
) -> None:
    country = Messages(language).country
    codes = ["JP", "CN", "RU", "US", "YU", "CS", "DD", "XQ", "ZZ"]
    assert [code for code in codes if country(code) == code] == ["XQ", "ZZ"]
    for other in ("JPN", "", "001", "jp", "ＪＰ"):
        with pytest.raises(BadIdentifier, match="ISO 3166-1"):
            country(other)
    soviet = ("Soviet Union", "ソビエト連邦", "苏联", "СССР")
    assert country("SU") == soviet[LANGUAGES.index(language)]


def test_a_language_is_named_with_its_script_or_refused_and_a_list_is_joined_as_it_does() -> (
    None
):
    lists = [Messages(language).listing(["A", "B", "C"]) for language in LANGUAGES]
    assert lists == ["A, B and C", "A、B、C", "A、B和C", "A, B и C"]
    messages = Messages("en")
    assert messages.language_name("ru") == "Russian"
    assert messages.language_name("zh-hans") == "Simplified Chinese"
    assert messages.language_name("ja-Latn") == "Japanese (Latin)"
    with pytest.raises(BadLanguage, match="'qqq'"):
        messages.language_name("qqq")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_is_labelled_in_the_language(language: str) -> None:
    messages = Messages(language)
    for scheme_id in vocabulary.scheme_ids():
        for concept in vocabulary.scheme(scheme_id).values():
            assert (
                messages.concept(scheme_id, concept.id) == concept.labels[messages.tag]
            )
    with pytest.raises(BadClaim, match="'sports'"):
        messages.concept("fields", "sports")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_property_and_part_has_a_label_of_its_own(language: str) -> None:
    messages = Messages(language)
    for prefix, kind in kinds.KINDS.items():
        assert messages.kind(prefix)
        labels = Counter(
            messages.property(prefix, name) for name in kinds.properties_of(kind)
        )
        assert [label for label, times in labels.items() if times > 1] == [], prefix
    for composite in kinds.Composite.__subclasses__():
        assert all(messages.part(name) for name in kinds.properties_of(composite))


NAMES = """
1974-04-18 | 18 April 1974 | 1974年4月18日 | 1974年4月18日 | 18 апреля 1974 г.
1974-05 | May 1974 | 1974年5月 | 1974年5月 | май 1974 г.
1974 | 1974 | 1974年 | 1974年 | 1974 г.
1986-23 | autumn 1986 | 1986年秋 | 1986年秋季 | осень 1986 г.
1986-29 | spring 1986 (southern hemisphere) | 1986年春（南半球） | 1986年春季（南半球） |
    весна 1986 г. (южное полушарие)
1986-33 | the first quarter of 1986 | 1986年第1四半期 | 1986年第一季度 | I квартал 1986 г.
1986-39 | the last third of 1986 | 1986年9月から12月 | 1986年9月至12月 | последняя треть 1986 г.
1986-41 | the second half of 1986 | 1986年下半期 | 1986年下半年 | вторая половина 1986 г.
198X | the 1980s | 1980年代 | 1980年代 | 1980-е годы
19XX | a year from 1900 to 1999 | 1900年から1999年までのいずれかの年 | 1900年至1999年间某年 |
    один из годов с 1900 по 1999 г.
1974-XX | a month of 1974 | 1974年のある月 | 1974年某月 | один из месяцев 1974 г.
1974-05-XX | a day of May 1974 | 1974年5月のある日 | 1974年5月某日 | один из дней мая 1974 г.
1560-XX-25 | a date of the form 1560-XX-25, where X is unknown | 1560-XX-25の形の日付（Xは不明） |
    形如1560-XX-25的日期（X为不详） | дата вида 1560-XX-25, где X неизвестно
1974~ | about 1974 | 1974年頃 | 约1974年 | примерно 1974 г.
1974-05? | perhaps May 1974 | おそらく1974年5月 | 可能为1974年5月 | предположительно май 1974 г.
1974-05-10% | perhaps about 10 May 1974 | おそらく1974年5月10日頃 | 可能约1974年5月10日 |
    предположительно примерно 10 мая 1974 г.
-0044-03-15 | 15 March 45 BC | 紀元前45年3月15日 | 公元前45年3月15日 | 15 марта 45 г. до н. э.
Y-17000 | 17001 BC | 紀元前17001年 | 公元前17001年 | 17001 г. до н. э.
Y17E7 | 170000000 | 170000000年 | 170000000年 | 170000000 г.
1950S2 | 1950 (to 2 significant digits) | 1950年（有効数字2桁） | 1950年（有效数字2位） |
    1950 г. (значащих цифр: 2)
1974/1980 | from 1974 to 1980 | 1974年から1980年まで | 1974年至1980年 | с 1974 г. по 1980 г.
1981/.. | since 1981 | 1981年から | 自1981年起 | с 1981 г.
1981/ | from 1981 to an unknown date | 1981年から時期不明まで | 1981年至不详日期 | с 1981 г. по неизвестную дату
../1987 | until 1987 | 1987年まで | 至1987年止 | по 1987 г.
/1987 | from an unknown date to 1987 | 時期不明から1987年まで | 不详日期至1987年 | с неизвестной даты по 1987 г.
/.. | since an unknown date | 時期不明から | 自不详日期起 | с неизвестной даты
../.. | at all times | 全期間 | 全部时间 | всё время
1974~/1986-24 | from about 1974 to winter 1986 | 1974年頃から1986年冬まで | 约1974年至1986年冬季 |
    с примерно 1974 г. по зиму 1986 г.
198X/.. | since the 1980s | 1980年代から | 自1980年代起 | с 1980-х годов
[..1987-04-01] | 1 April 1987 or earlier | 1987年4月1日以前 | 1987年4月1日或更早 | не позднее 1 апреля 1987 г.
[1987-04..] | April 1987 or later | 1987年4月以降 | 1987年4月或更晚 | не ранее апреля 1987 г.
[1974..1980] | between 1974 and 1980 | 1974年から1980年までの間 | 1974年至1980年之间 |
    в период с 1974 г. по 1980 г.
[1981,1983] | 1981 or 1983 | 1981年または1983年 | 1981年或1983年 | 1981 г. или 1983 г.
{1984,1986} | 1984 and 1986 | 1984年、1986年 | 1984年和1986年 | 1984 г. и 1986 г.
{1960..1962} | every date from 1960 to 1962 | 1960年から1962年までのすべての日付 | 1960年至1962年的全部日期 |
    все даты с 1960 г. по 1962 г.
{..1984-05} | every date up to May 1984 | 1984年5月までのすべての日付 | 截至1984年5月的全部日期 |
    все даты по май 1984 г.
{1984..} | every date from 1984 on | 1984年以降のすべての日付 | 1984年起的全部日期 | все даты с 1984 г.
"""
"""A form, and its names in English, Japanese, Chinese and Russian."""

WHENS = """
1974-04-18 | on 18 April 1974 | 1974年4月18日に | 1974年4月18日 | 18 апреля 1974 г.
1974-05 | in May 1974 | 1974年5月に | 1974年5月 | в мае 1974 г.
1974 | in 1974 | 1974年に | 1974年 | в 1974 г.
1986-23 | in autumn 1986 | 1986年秋に | 1986年秋季 | осенью 1986 г.
1986-41 | in the second half of 1986 | 1986年下半期に | 1986年下半年 | во второй половине 1986 г.
198X | in the 1980s | 1980年代に | 1980年代 | в 1980-х годах
1974-05-XX | on a day of May 1974 | 1974年5月のある日に | 1974年5月某日 | в один из дней мая 1974 г.
1974-05~ | about May 1974 | 1974年5月頃に | 约在1974年5月 | примерно в мае 1974 г.
1974-05? | perhaps in May 1974 | おそらく1974年5月に | 可能在1974年5月 | предположительно в мае 1974 г.
{1984,1986} | in 1984 and in 1986 | 1984年、1986年に | 1984年和1986年 | в 1984 г. и в 1986 г.
"""

MONTHS_ONLY = [
    "1974-05",
    "1974-05~",
    "1974-05?",
    "1974-05/..",
    "../1974-05",
    "[..1974-05]",
]
MONTHS_ONLY += ["{1974-05,1974-06}", "1974-05/1974-06", "[1974-05..1974-06]"]


def spaced(text: str) -> str:
    """The text with plain spaces."""
    return text.replace("\xa0", " ")


@pytest.mark.parametrize("row", rows(NAMES), ids=lambda row: row[0])
def test_every_form_of_date_has_a_name(row: list[str]) -> None:
    date = Edtf.parse(row[0])
    assert [spaced(Messages(language).date(date)) for language in LANGUAGES] == row[1:]


@pytest.mark.parametrize("row", rows(WHENS), ids=lambda row: row[0])
def test_every_form_of_date_answers_when(row: list[str]) -> None:
    date = Edtf.parse(row[0])
    assert [spaced(Messages(language).when(date)) for language in LANGUAGES] == row[1:]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", MONTHS_ONLY)
def test_a_date_known_to_the_month_is_never_a_day(text: str, language: str) -> None:
    messages = Messages(language)
    for words in (messages.date(Edtf.parse(text)), messages.when(Edtf.parse(text))):
        numbers = set(re.findall(r"[0-9]+", words))
        assert numbers <= {"1974", "5", "6"}
        assert not re.search(r"[0-9]日|[0-9] (?:ма[йяе]|июн[ьяе]|May|June)", words)


@pytest.mark.parametrize(
    ("language", "locale", "pattern"),
    [
        *(("en", "en_GB", "LLLL y"), ("ru", "ru", "LLLL y 'г'.")),
        *(("ja", "ja", "y年M月"), ("zh-hans", "zh_Hans", "y年M月")),
    ],
)
def test_a_plain_day_and_a_plain_month_are_worded_as_the_cldr_has_them(
    language: str, locale: str, pattern: str
) -> None:
    messages = Messages(language)
    for day in (date(1974, month, 9) for month in range(1, 13)):
        expected = format_date(day, format="long", locale=locale).replace("\u202f", " ")
        assert spaced(messages.date(Edtf.parse(day.isoformat()))) == spaced(expected)
        expected = format_date(day, format=pattern, locale=messages.locale)
        assert spaced(messages.date(Edtf.parse(day.isoformat()[:7]))) == expected


def test_a_russian_year_never_parts_from_its_abbreviation() -> None:
    assert Messages("ru").date(Edtf.parse("1974-04-18")) == "18 апреля 1974\xa0г."
