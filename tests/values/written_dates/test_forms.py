"""Dates as people write them: read back from every way of writing, refused where they may mean two days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import grouped
from kizuna.errors import BadDate
from kizuna.values import Edtf
from kizuna.values.written_dates import read_written_date
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
    plain, short = (
        f"{name}{year}年{day.month}月{day.day}日",
        f"{letter}{year}.{day.month}.{day.day}",
    )
    for text in (plain, kanji, short.upper()):
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
