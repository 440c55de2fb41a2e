"""Dates as people write and say them, alone and in running text: read as they are
meant, else refused.
"""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import grouped, rows
from kizuna.errors import BadDate
from kizuna.languages import LANGUAGES, Messages
from kizuna.values import Edtf
from kizuna.values.written_dates import read_plain_date
from kizuna.values.written_dates.forms import (
    ERAS,
    MONTHS,
    Era,
    languages,
    read_written_date,
)
from kizuna.values.written_dates.running import dates_in

_ERAS = list(ERAS.values())[:5]  # those of Japan, the oldest first
_ENGLISH = [
    word for word in MONTHS if (word.isascii() and len(word) > 4) or word == "may"
]
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
    [
        *((era, era.first, -1) for era in _ERAS[1:]),
        *((era, era.last, 1) for era in _ERAS[:-1]),
    ],
)
def test_an_era_begins_and_ends_on_its_days_and_not_beyond(
    era: Era, day: str, step: int
) -> None:
    edge = date.fromisoformat(day)
    beyond, year = (
        edge + timedelta(days=step),
        f"{era.names.split()[0]}{edge.year - era.before}年",
    )
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


def test_edtf_is_itself() -> None:
    texts = ["1974-05/..", "{1984,1986}", "1974-05-1X", "2004-06-~01", "../1980~"]
    assert [read_plain_date(edtf).text for edtf in texts] == texts


@pytest.mark.parametrize(
    "text",
    [
        *(
            "some time ago",
            "early 1980s",
            "about between 1981 and 1983",
            "31 April 1974",
        ),
        *(
            "between 1983 and 1981",
            "in the year of the dragon",
            "昭和70年",
            "74",
            "",
            "32.1.1974",
        ),
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


_FORMS = """
en | signed on 18 April 1974 in Osaka = 1974-04-18 | on April 18th, 1974 = 1974-04-18 |
    official on Nov 8, 2007. = 2007-11-08 | in April of 1974 = 1974-04 | in the year 962 = 0962 |
    Liège (Belgium, 1954) = 1954 | in the spring of 1986 = 1986-21 | during the 1970s = 197X |
    from 1981 to 1983 = 1981/1983 | from 28 June to 3 July 1998 = 1998-06-28/1998-07-03 |
    between April and June 1974 = [1974-04..1974-06] | 3-5 May 1974 = 1974-05-03/1974-05-05 |
    around 1974 = 1974~ | 1987– = 1987/.. | 1974 to the present = 1974/.. | the season 1998-99 = 1998/1999 |
    on 28 June = XXXX-06-28 | on 28 June and 3 July 1998 = 1998-06-28 1998-07-03
ja | 昭和49年4月18日に提携 = 1974-04-18 | 昭和四十九年四月十八日 = 1974-04-18 |
    昭和49年(1974年)4月18日 = 1974-04-18 | 昭和49(1974)年 = 1974 | 1974(昭和49)年4月 = 1974-04 |
    1974年（昭和49年）に = 1974 | 令和元年に = 2019 | 明治三十八年 = 1905 | 962年に = 0962 |
    1974年頃 = 1974~ | 1987年春に = 1987-21 | 1974年から1980年まで = 1974/1980 | 4月18日には = XXXX-04-18 |
    2019年5月3日～5日 = 2019-05-03/2019-05-05
zh-Hans | 1985年3月签约 = 1985-03 | 二〇〇五年三月八日 = 2005-03-08 |
    于1979年5月1日和1980年11月18日 = 1979-05-01 1980-11-18 | 1980年代 = 198X | 1974年左右 = 1974~ |
    1974年至今 = 1974/..
zh-Hant | 民國76年4月1日 = 1987-04-01 | 民國七十六年 = 1987 | 1987年4月1號 = 1987-04-01
ko | 1974년 4월 18일 체결 = 1974-04-18 | 1974. 4. 18. 자매결연 = 1974-04-18 | 2015.08.25. 방문 = 2015-08-25 |
    약 1974년 = 1974~ | 2016년 10월 경남 사천시 = 2016-10 | 4월 18일에 = XXXX-04-18
ru | 18 апреля 1974 года = 1974-04-18 | в апреле 1974-го = 1974-04 | 18.04.1974 г. = 1974-04-18 |
    с 1974 года = 1974 | в 962 году = 0962 | Основан: 1005 год = 1005 | с 1981 по 1983 год = 1981/1983 |
    около 1974 года = 1974~ | в 1980-х годах = 198X | весной 1986 года = 1986-21 |
    29 сентября открыли = XXXX-09-29
de | am 18. April 1974 = 1974-04-18 | im April 1974 = 1974-04 | im Jahr 1974 = 1974 | im Jahre 962 = 0962 |
    am 18.4.1974 = 1974-04-18 | um 1974 = 1974~ | in den 1970er Jahren = 197X |
    von 1981 bis 1983 = 1981/1983 | (seit 1959) = 1959 | am 4/5/1974 = 1974-05-04
fr | le 18 avril 1974 = 1974-04-18 | le 1er avril 1974 = 1974-04-01 | en 1974 = 1974 | vers 1974 = 1974~ |
    dans les années 1970 = 197X | de 1981 à 1983 = 1981/1983
es | el 18 de abril de 1974 = 1974-04-18 | en abril del 2002 = 2002-04 | en la década de 1970 = 197X |
    de 1981 a 1983 = 1981/1983 | 20 Dic. = XXXX-12-20
it | il 18 aprile 1974 = 1974-04-18 | nel 1974 = 1974 | dal 1981 al 1983 = 1981/1983
pl | 18 kwietnia 1974 r. = 1974-04-18 | w maju 1974 roku = 1974-05
cs | 18. dubna 1974 = 1974-04-18 | v roce 1974 = 1974
 | 1974/4/18 = 1974-04-18 | 1974-04-18T10:00 = 1974-04-18 | 1974.4 = 1974-04 | 4/5/1974 = 1974 |
    13/5/1974 = 1974-05-13
"""
"""A language, and dates as it writes them with the EDTF of each."""
_IN_LINES = "Liège 1954\n- 1955 Karlsruhe –\n = 1954 1955"


@pytest.mark.parametrize(("said", "language"), [*grouped(_FORMS), (_IN_LINES, "en")])
def test_a_date_is_found_in_every_form(said: str, language: str) -> None:
    text, edtf = said.split(" = ")
    assert " ".join(found.edtf for found in dates_in(text, language)) == edtf


@pytest.mark.parametrize(
    "text",
    [
        *("1,200 inhabitants", "some 2000 people", "1500 km", "ISBN 978-3-16-148410-0"),
        *(
            "1974 members",
            "+81 3-1985-2000",
            "¥1980",
            "No. 1985",
            "1245 Kilometer",
            "1 266 871",
        ),
        *(
            "http://a.org/2019/05/12",
            "1842 Elm Street",
            "2000人",
            "1646.33㎢",
            "150年の歴史",
        ),
        *(
            "1000年以上",
            "3 weeks in",
            "Mars rover",
            "31 April",
            "May I ask",
            "192.168.1.10",
        ),
        *("1 980 euros", "the 2000 pupils", "1800㎢"),
    ],
)
def test_a_number_that_is_no_date_is_left_out(text: str) -> None:
    assert dates_in(text) == []


@pytest.mark.parametrize(
    ("language", "edtf"),
    [
        *(("en-GB", "1974-05-04"), ("en-US", "1974-04-05"), ("en", "1974")),
        *(("ru", "1974-05-04"), ("ja", "1974")),
    ],
)
def test_the_language_settles_day_and_month(language: str, edtf: str) -> None:
    assert [found.edtf for found in dates_in("signed 4/5/1974", language)] == [edtf]


_PATTERNS = {
    **dict.fromkeys(("en", "fr", "it"), "{day} {month} {year}"),
    **dict.fromkeys(("de", "cs"), "{day}. {month} {year}"),
    "es": "{day} de {month} de {year}",
    "pl": "{day} {month} {year} roku",
    "ru": "{day} {month} {year} года",
    "ja": "{year}年{month}月{day}日",
    "zh": "{year}年{month}月{day}号",
    "ko": "{year}년 {month}월 {day}일",
    "": "{year}-{month:02}-{day:02}",
}
_AROUND = st.sampled_from(["", "x ", "(", "\n", "„", "– "])


@given(
    st.dates(date(1500, 1, 1), date(2099, 12, 31)),
    st.sampled_from(sorted(_PATTERNS)),
    st.data(),
    _AROUND,
)
def test_every_day_in_words_or_figures_is_read_back(
    day: date, language: str, data: st.DataObject, around: str
) -> None:
    names = languages().get(language, {}).get("months")
    drawn = (
        data.draw(st.sampled_from(names[day.month - 1].split())).title()
        if names
        else day.month
    )
    written = _PATTERNS[language].format(day=day.day, month=drawn, year=day.year)
    text = f"{around}{written}, so"
    (found,) = dates_in(text, language)
    assert (found.edtf, text[found.start : found.end]) == (day.isoformat(), written)


_SIGNS = "1974 18 4 2000 . / - – , ( ) 年 月 日 昭和 元 から 頃 十 년 ? ß İ"
_PIECES = (
    *_SIGNS.split(),
    *(
        " ",
        "\n",
        "April",
        "may",
        "апреля",
        "года",
        "about ",
        "between ",
        " and ",
        " to ",
    ),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=16).map("".join))
def test_the_dates_of_any_text_stand_in_order_without_overlap(text: str) -> None:
    end = 0
    for found in dates_in(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end


_REPEATED = "1 年 一 1. 1/2/ 昭和 4月 www. a@"


@pytest.mark.parametrize(
    "piece",
    [*_REPEATED.split(), " ", "\n", "1974 ", "may ", "1974 - ", "about "],
)
def test_the_time_is_linear_in_the_length(piece: str) -> None:
    def seconds(length: int) -> float:
        begun = time.process_time()
        dates_in(piece * (length // len(piece)))
        return time.process_time() - begun

    seconds(1000)
    # The best of three: a collection of garbage of what other tests hold may fall into
    # one of them.
    long, short = (min(seconds(length) for _ in range(3)) for length in (8_000, 1_000))
    assert long < 0.2 + 24 * short


_MEANINGS = """
start en | signed on 28 June 1998 | twin towns since 1954 |
    The sister city relationship was established in 1990 |
    they visited Osaka on 28 June 1998 and signed the agreement |
    a ceremony was held on 5 May 1998 to sign the pact | The partnership dates back to 1959 |
    The ceremony to establish and sign the partnership of both towns was held on 5 May 1998 |
    Founded in 1221, the town has been a partner since 1990
start ja | 昭和49年4月18日に姉妹都市提携 | 友好都市となったのは1974年 | 1974年に締結
start zh | 1979年5月1日结为友好城市 | 1991年11月與女滿別町(因合併而為大空町)締結姊妹市 | 民國76年締結姊妹市 |
    时间是1974年
start ko | 1995년 자매결연을 체결 | 2015.08.28. 협약에 서명
start ru | 18 апреля 1974 года подписано соглашение | побратимы с 1974 года
start de | seit 1959 Partnerstadt | Die Verbindung reicht bis 1959 zurück
start fr | jumelée depuis 1956 | Le jumelage a été créé en 1971
start es | aprueba en 2002 hermanarse | hermanada desde 1979
start it | 20 maggio 2010 - Sottoscrizione Patto di Gemellaggio
start pl | Porozumienie zostało podpisane 16 maja 2005 r.
start cs | Smlouva byla podepsána 16. května 2005
expiry en | the agreement lapses on 31 March 2027 | valid until further notice, expires 1 May 2020
expiry ja | 有効期限は2027年3月31日
expiry de | Der Vertrag läuft am 31. März 2027 ab, gültig bis 1998
end en | the tie was terminated in 2012 | until 1990
end ja | 2012年に解消 | 1990年まで
end zh | 2019年10月终止
end ko | 1990년까지
end ru | до 1990 года | прекращены в 2022 году
end de | bis 1990 | 2012 beendet
end fr | jusqu'en 1990
founding en | The town was founded in 1221 | The school opened in 1978
founding ja | 1889年に市制施行 | 昭和30年に合併
founding zh | 始建于1263年 | 1990年成立
founding ko | 1980년 4월 1일 시로 승격
founding ru | Основан: 1648 год
founding de | Die Stadt wurde 1521 gegründet
founding fr | La ville fut fondée en 1221
founding es | ciudad fundada en 1530
founding it | fondata nel 1221
founding pl | miasto założone w 1343 roku
birth en | born in 1931
birth de | geboren 1931
birth ja | 1931年生まれ
death en | he died in 1967
death ru | умер в 1967 году
publication en | Last updated 2 May 2013 | published on 12 April 2021
publication ja | 更新日:2020年4月1日
publication de | Stand: 31. August 2023
publication fr | Mise à jour le 2 mai 2013
publication it | Pagina aggiornata il 04/09/2024
publication zh | 10月9日电 (记者
anniversary en | in December 2014 it marked 60 years of friendship
anniversary ja | 平成28年には三十年の節目を迎えた
anniversary de | 2018 feierte die Stadt das 30. Jubiläum der Städtepartnerschaft
anniversary zh | 1989年，为庆祝结为友好城市5周年
visit en | On December 12 we received two guests
visit ko | 2015.08.25. 시장 등 11명, 방문
visit zh | 2015年，总理来校视察
visit ja | 2015年8月に訪問団が来訪
event ja | 2026年8月15日に行われた
event es | 20 de diciembre de 2012, 14:32
event en | a festival in May 2019
"""
"""A meaning and a language, and texts whose last date has it in that."""
_ON_LINES = [
    ("Founded\n1521\nPopulation", "founding en"),
    ("- 등록일\n2019-11-11", "publication ko"),
]


@pytest.mark.parametrize(("text", "told"), [*grouped(_MEANINGS), *_ON_LINES])
def test_a_date_means_what_the_words_beside_it_say(text: str, told: str) -> None:
    meaning, language = told.split()
    assert dates_in(text, language)[-1].meaning == (
        "" if meaning == "start" else meaning
    )


def test_a_span_that_lasts_until_a_day_is_no_end() -> None:
    assert dates_in("1974年から1980年まで姉妹都市")[0].meaning == ""


def test_a_word_of_one_language_does_not_speak_in_another() -> None:
    assert dates_in("Die Stadt war 1974 mit Nancy verbunden", "de")[0].meaning == ""
    assert dates_in("En 2003 est venu le tour de Leshan", "fr")[0].meaning == ""
