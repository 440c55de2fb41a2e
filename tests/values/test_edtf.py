"""EDTF: every form, its bounds and its precision."""

from __future__ import annotations

import contextlib
import pickle
from dataclasses import astuple

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from builders import grouped
from kizuna.errors import BadDate
from kizuna.values import OPEN_END, OPEN_START, Edtf, Span, day_text
from kizuna.values.edtf import read_date
from kizuna.values.spans import day_of

ALL_FORMS = """
one day | 1974 = 1974-01-01 1974-12-31 | 1974-05 = 1974-05-01 1974-05-31 | 1974-05-10 = 1974-05-10 1974-05-10 |
    ../.. = open open | [..1987-04-01] = open 1987-04-01 | [1987-04-01..] = 1987-04-01 open |
    [1981,1983] = 1981-01-01 1983-12-31 | [1983,1981] = 1981-01-01 1983-12-31 |
    [1981..1983] = 1981-01-01 1983-12-31 | [1667,1670..1672-05] = 1667-01-01 1672-05-31 |
    1986-21 = 1986-03-01 1986-05-31 | 1986-22 = 1986-06-01 1986-08-31 | 1986-23 = 1986-09-01 1986-11-30 |
    1986-24 = 1986-12-01 1987-02-28 | 1986-29 = 1986-09-01 1986-11-30 | 1986-34 = 1986-04-01 1986-06-30 |
    1986-38 = 1986-05-01 1986-08-31 | 1986-41 = 1986-07-01 1986-12-31 | 198X = 1980-01-01 1989-12-31 |
    19XX = 1900-01-01 1999-12-31 | 198X-02-29 = 1980-02-29 1988-02-29 | 1974-XX = 1974-01-01 1974-12-31 |
    1974-05-XX = 1974-05-01 1974-05-31 | 1974-XX-31 = 1974-01-31 1974-12-31 |
    1974-1X-05 = 1974-10-05 1974-12-05 | -01XX = -0199-01-01 -0100-12-31 | 1974~ = 1973-01-01 1975-12-31 |
    1974? = 1973-01-01 1975-12-31 | 1974% = 1972-01-01 1976-12-31 | 1974-05~ = 1974-04-01 1974-06-30 |
    1974-02? = 1974-01-01 1974-03-31 | 1974-05-10~ = 1974-05-09 1974-05-11 | 1986-21~ = 1985-12-01 1986-08-31 |
    198X~ = 1970-01-01 1999-12-31 | ?1974-05 = 1973-05-01 1975-05-31 | 2004-06~-11 = 2004-05-11 2004-07-11 |
    -0100 = -0100-01-01 -0100-12-31 | 0000 = 0000-01-01 0000-12-31 | 9999-12~ = 9999-11-01 +10000-01-31 |
    Y-17000 = -17000-01-01 -17000-12-31 | Y17E3 = +17000-01-01 +17000-12-31 | 1950S2 = 1900-01-01 1999-12-31 |
    Y20E2S3 = 2000-01-01 2009-12-31 | 198X-21 = 1980-03-01 1989-05-31 | 2004?-06-~11 = 2003-06-10 2005-06-12 |
    ?2004-02-29 = 2003-02-28 2005-02-28 | -1950S2 = -1999-01-01 -1900-12-31 | 1950S4 = 1950-01-01 1950-12-31
from and to | 1974-05-10/1980 = 1974-05-10 1974-05-10 1980-01-01 1980-12-31 |
    1974-05-10/1974 = 1974-05-10 1974-05-10 1974-05-10 1974-12-31 |
    1974/1974-05 = 1974-01-01 1974-05-31 1974-05-01 1974-05-31 | 1980/.. = 1980-01-01 1980-12-31 open open |
    ../1987 = open open 1987-01-01 1987-12-31 | /.. = open open? open open | ../ = open open open? open |
    1974/ = 1974-01-01 1974-12-31 1974-01-01 open | /1987 = open 1987-12-31 1987-01-01 1987-12-31 |
    1974~/1980-05? = 1973-01-01 1975-12-31 1980-04-01 1980-06-30 |
    198X/1999 = 1980-01-01 1989-12-31 1999-01-01 1999-12-31 |
    {1984,1986} = 1984-01-01 1984-12-31 1984-01-01 1986-12-31 |
    {1984,1985,1986} = 1984-01-01 1984-12-31 1986-01-01 1986-12-31 |
    {1984..1986} = 1984-01-01 1984-12-31 1986-01-01 1986-12-31 | {..1984} = open open 1984-01-01 1984-12-31 |
    {1984..} = 1984-01-01 1984-12-31 open open
"""
"""Forms of EDTF with the bounds of the day that each is, or of its first and its
last.
"""

_NO_EDTF = (
    "/ .. 1987-4-1 87 1974-13 1974-00 1974-05-32 1974-02-30 1974-02-3X~/x 1900-02-29 -0000 1986-21-05"
    " 1986-42 1974/1980/1990 1980/1974 1974-05-10/1974-05-09 [] [..] [1981,] [1983..1981] [1981,1983"
    " {1981] 1985-04-12T23:20:30Z 195S2 Y1E YE3 1950S 12E3 S2 1950-05S2 Y1E999999999 Y1974 １９７４"
)
NOT_DATES = [
    *_NO_EDTF.split(),
    *("", " ", "April 1974", "Y" + "9" * 5000, "1974-05-10\n1975", None, 1974),
]

dates = st.dates().map(lambda day: day.isoformat())
plain = dates.flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))
known_masks = dates.flatmap(
    lambda day: st.sampled_from(
        [f"{day[:3]}X", f"{day[:2]}XX", f"{day[:4]}-XX", f"{day[:7]}-XX"]
    )
)
masked = known_masks | dates.map(lambda day: f"X{day[1:4]}") | st.just("XXXX")
seasons = st.builds("{:04}-{}".format, st.integers(1, 9998), st.integers(21, 41))
long_years = st.builds(
    "Y{}{}".format, st.sampled_from(["", "-"]), st.integers(10_000, 10**17)
)
qualified = st.builds(
    str.__add__, st.one_of(plain, masked, seasons), st.sampled_from("?~%")
)
single = st.one_of(plain, seasons, masked, qualified, long_years)
ranges = st.builds("{}..{}".format, plain, plain).filter(
    lambda text: (
        text.split("..")[0][:4] <= text.split("..")[1][:4]
        and Edtf.parse(text.split("..")[0]) < Edtf.parse(text.split("..")[1])
    )
)
members = st.lists(st.one_of(single, ranges), min_size=1, max_size=4).map(",".join)
sets = st.one_of(members.map("[{}]".format), members.map("{{{}}}".format))
sides = st.one_of(single, st.sampled_from(["", ".."]))


def _in_order(pair: tuple[str, str]) -> bool:
    start, end = pair
    if "" in pair or ".." in pair:
        return pair != ("", "")
    first, last = Edtf.parse(start).span.start_earliest, Edtf.parse(end).span.end_latest
    return start == end or OPEN_START + 1 < first <= last < OPEN_END - 1


intervals = st.tuples(sides, sides).filter(_in_order).map("/".join)
anything = st.one_of(single, intervals, sets)


def bounds(span: Span) -> str:
    return " ".join(map(day_text, astuple(span)))


@pytest.mark.parametrize(("form", "lasting"), grouped(ALL_FORMS))
def test_every_form_of_edtf_has_its_bounds(form: str, lasting: str) -> None:
    text, expected = form.replace("open?", "..").replace("open", "..").split(" = ")
    times = 2 if lasting == "one day" else 1
    assert bounds(Edtf.parse(text).span) == " ".join([expected] * times)


@pytest.mark.parametrize("text", NOT_DATES, ids=lambda text: repr(text)[:30])
def test_what_is_not_a_date_is_refused_and_quoted(text: object) -> None:
    with pytest.raises(BadDate) as refused:
        Edtf.parse(text)
    assert repr(text)[:100] in str(refused.value)


_WHYS = {"1974-02-30": "'1974-02-30'.* 28 days", "1974-13": "01 to 12"}
_WHYS |= {"1974/April": "'1974/April'"}


@pytest.mark.parametrize("text", _WHYS)
def test_the_error_quotes_the_whole_and_says_what_is_wrong(text: str) -> None:
    with pytest.raises(BadDate, match=_WHYS[text]):
        Edtf.parse(text)


_PRECISIONS = """
day | 1974-05-10 | 2004-06~-11
month | 1974-05 | 1974-05-XX
season | 1986-21
year | 1974 | 1974-XX | 1974-XX-XX | Y-17000 | 1950S4
decade | 198X | 198X-12-25 | 198X-21
century | 19XX | 1950S2
millennium | 1XXX
interval | 1974/1975
set | [1974,1975] | {1974,1975}
"""


@pytest.mark.parametrize(("text", "precision"), grouped(_PRECISIONS))
def test_precision_is_the_finest_unit_that_is_known(text: str, precision: str) -> None:
    date = Edtf.parse(text)
    assert (date.precision, date.is_interval) == (precision, precision == "interval")


_YEARS = """
1974 | 1974 | 1974-05-10 | 1974-05~ | 1974-03/1974-11
1986 | 1986-23
-100 | -0100
0 | 0000
170000002 | Y170000002
None | 1986-24 | 1974~ | 198X | 1974/ | /.. | [1974,1975]
"""


@pytest.mark.parametrize(("text", "year"), grouped(_YEARS))
def test_the_year_is_given_only_when_no_other_is_possible(text: str, year: str) -> None:
    assert str(Edtf.parse(text).year) == year


_DOUBTS = """
sure | 1974
uncertain | 1974? | ?1974-05
approximate | 1974~ | [1974,1975~]
uncertain approximate | 1974% | 1974?/1980~
"""


@pytest.mark.parametrize(("text", "doubt"), grouped(_DOUBTS))
def test_uncertain_and_approximate_are_told_apart(text: str, doubt: str) -> None:
    date = Edtf.parse(text)
    assert (date.uncertain, date.approximate) == (
        "uncertain" in doubt,
        "approximate" in doubt,
    )


def test_years_beyond_the_day_columns_stay_one_day_short_of_open() -> None:
    far = Edtf.parse("Y170000002").span
    assert far == Span.within(OPEN_END - 1, OPEN_END - 1)
    assert Edtf.parse("Y-170000002").span == Span.within(OPEN_START + 1, OPEN_START + 1)


@given(anything)
def test_any_date_is_read_back_from_its_text_and_has_its_bounds_in_order(
    text: str,
) -> None:
    date = Edtf.parse(text)
    again, span = Edtf.parse(date.to_json()), date.span
    assert str(date) == date.text == text
    assert (again, again.span, again.precision) == (date, span, date.precision)
    assert span.start_earliest <= span.start_latest <= span.end_latest
    assert span.start_earliest <= span.end_earliest <= span.end_latest


@given(single, st.sampled_from("?~%"))
def test_a_doubt_never_makes_a_date_narrower(text: str, sign: str) -> None:
    if text[-1] in "?~%":
        text = text[:-1]
    date, doubted = Edtf.parse(text).span, Edtf.parse(text + sign).span
    assert doubted.start_earliest <= date.start_earliest
    assert date.end_latest <= doubted.end_latest


@given(dates)
def test_leaving_out_the_day_or_the_month_only_widens_a_date(day: str) -> None:
    exact, month, year = (Edtf.parse(day[:length]) for length in (10, 7, 4))
    assert exact.is_sharper_than(month)
    assert month.is_sharper_than(year)
    assert exact.agrees_with(year)


@given(anything, anything)
def test_a_sharper_date_agrees_and_is_not_sharper_both_ways(
    one: str, other: str
) -> None:
    first, second = Edtf.parse(one), Edtf.parse(other)
    if first.is_sharper_than(second):
        assert first.agrees_with(second)
        assert not second.is_sharper_than(first)


def test_a_known_end_is_sharper_than_an_unknown_one_and_nothing_than_one_as_sharp() -> (
    None
):
    assert Edtf.parse("1974/1980").is_sharper_than(Edtf.parse("1974/"))
    for one, other in (("1974", "1974"), ("1974", "1974-XX"), ("1974/1980", "1974/..")):
        assert not Edtf.parse(one).is_sharper_than(Edtf.parse(other))


def test_dates_a_year_apart_do_not_agree_unless_one_is_approximate() -> None:
    assert not Edtf.parse("1974").agrees_with(Edtf.parse("1975"))
    assert Edtf.parse("1974~").agrees_with(Edtf.parse("1975"))


def test_dates_are_ordered_by_their_earliest_start() -> None:
    texts = ["1974-05", "../1987", "1973~", "1974-05-10", "1974"]
    ordered = sorted(map(Edtf.parse, texts))
    assert [date.text for date in ordered] == [
        "../1987",
        "1973~",
        "1974",
        "1974-05",
        "1974-05-10",
    ]


def test_equal_dates_are_one_also_with_spaces_and_when_sent_to_another_process() -> (
    None
):
    assert len({Edtf.parse("1974"), Edtf.parse(" 1974 "), Edtf.parse("1974-XX")}) == 2
    assert Edtf.parse("[1981, 1983]") == Edtf.parse("[1981,1983]")
    date = Edtf.parse("1974-05~/..")
    assert pickle.loads(pickle.dumps(date)) == date


@given(st.text(alphabet="0123456789XYES-/.,[]{}?~% ", max_size=24))
def test_any_text_is_a_date_or_is_refused_as_one(text: str) -> None:
    with contextlib.suppress(BadDate):
        assert Edtf.parse(Edtf.parse(text).text) == Edtf.parse(text)


known_to_the_library = st.one_of(
    *(plain, known_masks),
    st.builds("{:04}-{}".format, st.integers(1, 9999), st.sampled_from([21, 22, 23])),
    st.builds("Y{}".format, st.integers(10_000, 99_999)),
)


@given(known_to_the_library)
def test_bounds_are_those_of_the_edtf_library_where_it_has_them(text: str) -> None:
    parsed = parse_edtf(text)
    expected = (day_of(*parsed.lower_strict()[:3]), day_of(*parsed.upper_strict()[:3]))
    assert read_date(text)[:2] == expected
