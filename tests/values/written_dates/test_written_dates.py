"""Dates as people write and say them: read as they are meant, refused where they may mean two days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import grouped, rows
from kizuna.errors import BadDate
from kizuna.languages import LANGUAGES, Messages
from kizuna.values import Edtf
from kizuna.values.written_dates import read_plain_date, read_written_date
from kizuna.values.written_dates.forms import ERAS, MONTHS, Era

_ERAS = list(ERAS.values())[:5]  # those of Japan, the oldest first
_ENGLISH = [word for word in MONTHS if (word.isascii() and len(word) > 4) or word == "may"]
days = st.dates(date(1873, 1, 1), date(2060, 12, 31))


def in_kanji(number: int) -> str:
    """A number under a hundred in kanji with its unit: 62 is 六十二."""
    tens, ones = (" 一二三四五六七八九"[digit].strip() for digit in divmod(number, 10))
    return {"": "", "一": "十"}.get(tens, f"{tens}十") + ones


_WRITTEN = """
1987-10-06 | 昭和62年10月6日 | 昭和六十二年十月六日 | 昭和62年10月6日(火) | S62.10.6
2019 | 令和元年
2019-04-30 | 平成31年4月30日
1987 | Showa 62 | 民國76年 | 1987年 | 1987
1987-04 | 一九八七年四月 | 1987.4 | 4.1987 | 1987-04 | April 1987 | Apr. 1987 | апрель 1987 года | апрелю 1987 |
    1987(昭和62)年4月
1987-04-01 | １９８７年４月１日 | 1987/4/1 | 19870401 | April 1st, 1987 | 1 April 1987 | 1 апреля 1987 г. |
    1. April 1987 | 1er avril 1987 | 1 de abril de 1987 | 1° aprile 1987 | 1 kwietnia 1987 r. | 1. dubna 1987 |
    昭和62年(1987年)4月1日
[1987-04-01..1988-03-31] | 1987年度 | 昭和62年度
[1987-04-01..1987-04-10] | 1987年4月上旬
1987-21 | 1987年春
1987~ | 1987年頃 | c. 1987
1987-04-13 | 13.4.1987 | 4/13/1987
1987-03-04 | 4.3.1987
1987-04-04 | 4/4/1987
1974-04-18 | 1974-04-18 00:00:00 | 18 April 1974 [a]
1974-04-18/.. | 1974-04-18/..
1986-21 | spring 1986 | весной 1986 | Frühjahr 1986 | 昭和61年春
1987? | 1987?
198X | 1980s | 1980年代 | 20世纪80年代
1990~ | около 1990
2007-04-23 | 2007년 4월 23일 | 2007. 4. 23. | 2007년 4월 23일(월)
2007-04 | 2007년4월
2007 | 2007년
2007~ | 약 2007년
1974 | 1974[12]
"""


@pytest.mark.parametrize(("text", "edtf"), grouped(_WRITTEN))
def test_a_date_is_read_as_it_is_written(text: str, edtf: str) -> None:
    assert read_written_date(text).text == edtf


@given(days)
def test_a_day_in_its_era_is_the_same_day(day: date) -> None:
    era = next(era for era in reversed(_ERAS) if era.first <= day.isoformat())
    name, letter, *_ = era.names.split()
    year = day.year - era.before
    kanji = f"{name}{in_kanji(year)}年{in_kanji(day.month)}月{in_kanji(day.day)}日"
    short = f"{letter}{year}.{day.month}.{day.day}".upper()
    for text in (f"{name}{year}年{day.month}月{day.day}日", kanji, short):
        assert read_written_date(text).text == day.isoformat()


@pytest.mark.parametrize(
    ("era", "day", "step"),
    [*((era, era.first, -1) for era in _ERAS[1:]), *((era, era.last, 1) for era in _ERAS[:-1])],
)
def test_an_era_begins_and_ends_on_its_days_and_not_beyond(era: Era, day: str, step: int) -> None:
    edge = date.fromisoformat(day)
    beyond, year = edge + timedelta(days=step), f"{era.names.split()[0]}{edge.year - era.before}年"
    assert read_written_date(f"{year}{edge.month}月{edge.day}日").text == day
    with pytest.raises(BadDate, match="that era ran from"):
        read_written_date(f"{year}{beyond.month}月{beyond.day}日")


@given(days, st.sampled_from(_ENGLISH))
def test_a_month_by_its_name_is_that_month(day: date, word: str) -> None:
    text = read_written_date(f"{word.title()} {day.year}").text
    assert text == f"{day.year}-{MONTHS[word]:02}"


@given(days, st.sampled_from("./-"))
def test_the_order_of_the_list_settles_day_and_month(day: date, sign: str) -> None:
    european = f"{day.day}{sign}{day.month}{sign}{day.year}"
    american = f"{day.month}{sign}{day.day}{sign}{day.year}"
    assert read_written_date(european, "dmy").text == day.isoformat()
    assert read_written_date(american, "mdy").text == day.isoformat()


@given(days.filter(lambda day: day.day <= 12 and day.day != day.month))
def test_day_and_month_in_no_known_order_are_refused(day: date) -> None:
    with pytest.raises(BadDate, match="either order"):
        read_written_date(f"{day.day}/{day.month}/{day.year}")


_NO_DATES = """
no century | 1/4/87
that month has 28 days | 1987-02-30
no month 13 | 1987年13月
no year 0 | 0000
that year of the era is 1987 | 昭和62年(1986年)
another calendar | 明治3年5月1日
day number of 1974-02-01 in a spreadsheet | 27061
write it as | 2月30日 | soon | April
"""


@pytest.mark.parametrize(("text", "why"), [*grouped(_NO_DATES), ("", "write it as")])
def test_what_is_no_date_is_refused_with_the_text(text: str, why: str) -> None:
    with pytest.raises(BadDate, match=why) as refused:
        read_written_date(text)
    assert repr(text) in str(refused.value)


_PARTS = [*"0123456789年月日./- 十?", "昭和", "平成", "S", "元", "April", "頃", "c. "]


@given(
    st.text(max_size=40) | st.lists(st.sampled_from(_PARTS), max_size=14).map("".join),
    st.sampled_from(["", "ymd", "dmy", "mdy"]),
)
def test_any_text_and_any_mixture_of_the_parts_of_dates_is_a_date_or_a_bad_date(
    text: str, order: str
) -> None:
    try:
        found = read_written_date(text, order)
    except BadDate:
        return
    assert Edtf.parse(found.text) == found


_SAID = """
1974~ | about 1974 | circa 1974 | 1974年頃 | около 1974 | примерно в 1974 году | 大约1974年 | 1974年左右
1974-04~ | around April 1974 | 1974年4月頃 | около апреля 1974
[1981..1983] | between 1981 and 1983 | some time between 1981 and 1983 | 1981年から1983年までの間 |
    1981年と1983年の間 | 1981年至1983年之间 | 在1981年和1983年之间 | между 1981 и 1983 |
    между 1981 и 1983 годами | 昭和56年から昭和58年の間
[1974-04..1974-06] | between April and June 1974 | между апрелем и июнем 1974 года
1986-21 | spring 1986 | in the spring of 1986 | 1986年春 | 昭和61年春 | весной 1986 | весна 1986 года
[..1987-03] | before April 1987 | 1987年4月より前 | 1987年4月之前 | до апреля 1987 | 昭和62年4月より前
[..1987-04] | April 1987 or earlier | by April 1987 | no later than April 1987 | 1987年4月以前 |
    不晚于1987年4月 | не позднее апреля 1987 года
[..1986] | before 1987 | до 1987 года | 1987年之前
[..1987-04-17] | before 18 April 1987 | 1987年4月18日より前
[1975..] | after 1974 | 1974年より後 | 1974年之后 | после 1974 года
[1974..] | 1974 or later | not before 1974 | 1974年以降 | 1974年以后 | не ранее 1974
1974/.. | since 1974 | from 1974 on | 1974年から | 自1974年起 | 1974年以来 | с 1974 года
../1980 | until 1980 | 1980年まで | 至1980年止 | по 1980 год
1974/1980 | from 1974 to 1980 | 1974–1980 | 1974-1980 | 1974年から1980年まで | 从1974年到1980年 |
    昭和49年〜昭和55年 | с 1974 по 1980 год
1974-05-03/1974-05-05 | 3-5 May 1974 | from 3 May 1974 to 5 May 1974
[1974,1975] | 1974 or 1975 | either 1974 or 1975 | 1974年または1975年 | 1974年或1975年 | 1974 или 1975
1974-04-18 | 18 April 1974 | on 18 April 1974 | April 18, 1974 | 昭和49年4月18日 | S49.4.18 | 1974年4月18日 |
    18 апреля 1974 года | 18.4.1974 | 1974-04-18
1974-04 | April 1974 | in April 1974 | 昭和49年4月 | в апреле 1974 года | апрель 1974
1974 | 1974 | in 1974 | 1974年 | 昭和49年 | в 1974 году | 1974 г.
1974? | perhaps 1974 | 1974? | おそらく1974年 | возможно, 1974
1974% | probably about 1974
1974-37 | early 1974 | the beginning of 1974 | 1974年初 | начало 1974 года
[1974-04-01..1974-04-10] | early April 1974 | 1974年4月上旬 | в начале апреля 1974
198X | 1980s | the 1980s | in the 1980s | 1980年代 | в 1980-х годах | 1980-е
"""


@pytest.mark.parametrize(("text", "edtf"), grouped(_SAID))
def test_a_date_in_plain_words_is_read(text: str, edtf: str) -> None:
    assert read_plain_date(text).text == edtf


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edtf", [e for e, *_ in rows(_SAID) if not e.endswith("-37")])
def test_what_kizuna_says_of_a_date_can_be_typed_back(language: str, edtf: str) -> None:
    said = Messages(language).date(Edtf.parse(edtf))
    assert read_plain_date(said).span == Edtf.parse(edtf).span


@pytest.mark.parametrize(
    "edtf", ["1974-05/..", "{1984,1986}", "1974-05-1X", "2004-06-~01", "../1980~"]
)
def test_edtf_is_itself(edtf: str) -> None:
    assert read_plain_date(edtf).text == edtf


@pytest.mark.parametrize(
    "text",
    [
        *("some time ago", "early 1980s", "about between 1981 and 1983", "31 April 1974"),
        *("between 1983 and 1981", "in the year of the dragon", "昭和70年", "74", "", "32.1.1974"),
    ],
)
def test_what_is_no_date_is_quoted_with_what_would_be_right(text: str) -> None:
    with pytest.raises(BadDate) as caught:
        read_plain_date(text)
    assert repr(text) in str(caught.value)
    assert caught.value.expected


def test_day_and_month_in_no_certain_order_are_not_guessed() -> None:
    with pytest.raises(BadDate, match="write the month in words"):
        read_plain_date("4/5/1974")
