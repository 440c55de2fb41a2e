"""Dates in plain words: what people say in four languages is read as they mean it, or refused with a quote."""

from __future__ import annotations

import pytest

from builders import grouped, rows
from kizuna.errors import BadDate
from kizuna.languages import LANGUAGES, Messages
from kizuna.values import Edtf
from kizuna.values.written_dates import read_plain_date

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
