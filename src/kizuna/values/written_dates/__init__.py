"""Dates as people write them, in cells, in plain words and in running text, read into
EDTF.

One set of forms and one set of words by language (`languages/*.toml`) serves imports,
forms, the readers of prose and the verifier.

In plain words people say "between 1981 and 1983", "before April 1987", "昭和49年頃": single
dates are read as those of lists and texts are; here stand only the frames around them.
What cannot be read is an error that quotes it: nothing is guessed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain

from kizuna.errors import BadDate
from kizuna.values.edtf import Edtf
from kizuna.values.spans import day_text
from kizuna.values.written_dates import forms
from kizuna.values.written_dates.forms import any_of, frames, words_of
from kizuna.values.written_dates.running import dates_in

_EXPECTED = (
    "write a day, a month or a year (18 April 1974, 1974-04, 昭和49年4月), about 1974,"
    " between 1981 and 1983,"
    " spring 1986, before April 1987, since 1974"
)
_IN_WORDS = (
    "day and month may stand in either order; write the month in words, or 1974-05-04"
)
_NO_PART = (
    "a part of a decade has no form of its own; write the years: between 1980 and 1983"
)
_LONGEST = 200
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_EASTERN_YEAR = re.compile(r"^.*?年")
_AT = re.compile(
    rf"^(?:(?:{any_of(words_of('at'))})(?: the)?(?:\s+|(?<=[在于於]))(?=\S))+", re.I
)
"""What stands before a date that answers "when?"."""


def read_plain_date(text: str) -> Edtf:
    """The date, interval or set that plain words mean; EDTF is itself.

    "Before April" and "after 1974" exclude what they name, 以前 and "or earlier" include
    it. Raises BadDate, quoting the text.
    """
    plain = " ".join(unicodedata.normalize("NFKC", str(text)).split()).rstrip("。")
    if not plain or len(plain) > _LONGEST:
        raise BadDate(text, _EXPECTED)
    found = (
        (form.fullmatch(plain), made) for patterns, made in _FRAMES for form in patterns
    )
    framed = (partial(_framed, hit, made) for hit, made in found if hit)
    try:
        return _first(plain, chain((Edtf.parse, _single), framed))
    except BadDate as error:  # whoever types one date keeps no list
        expected = _IN_WORDS if "either order" in error.expected else error.expected
        raise BadDate(text, expected) from None


def _first(text: str, readings: Iterable[Callable[[str], Edtf]]) -> Edtf:
    """The date by the first of the readings that gives one; raises BadDate as the last
    that says what is wrong with this date, and not how any is written.
    """
    expected = _EXPECTED
    for read in readings:
        try:
            return read(text)
        except BadDate as error:
            if not error.expected.startswith("write"):
                expected = error.expected
    raise BadDate(text, expected)


def _framed(found: re.Match[str], made: Callable[..., str], _: str) -> Edtf:
    """The EDTF that a frame makes of the one or two dates in it.

    Of two, one that leaves its year to the other ("from April to June 1974") has that
    year.
    """
    first, *rest = found.groups()
    if not rest:
        return Edtf.parse(made(_single(first)))
    (last,) = rest
    year, begun = _YEAR.search(last), _EASTERN_YEAR.match(first)
    of_last = f"{first} {year[0]}" if year else first
    of_first = begun[0] + last if begun else last
    start = _first(first, (_single, lambda _: _single(of_last)))
    return Edtf.parse(made(start, _first(last, (_single, lambda _: _single(of_first)))))


def _single(text: str) -> Edtf:
    """One date, with the words for about and perhaps."""
    bare, doubt = forms.without_doubt(text.strip(" ,、，"))
    found = _first(
        _AT.sub("", bare), (Edtf.parse, forms.read_written_date, _of_third, _in_prose)
    )
    if not doubt:
        return found
    if found.precision in ("set", "interval"):
        expected = (
            "a span of time is not about or perhaps; say it of its beginning or end"
        )
        raise BadDate(text, expected)
    held = {doubt, *re.findall("[?~%]", found.text)}
    return Edtf.parse(
        re.sub("[?~%]", "", found.text) + ("%" if len(held) > 1 else doubt)
    )


def _of_third(text: str) -> Edtf:
    """The first, middle or last third of a month (ten days, as 上旬) or of a year (four
    months).
    """
    for third, form in _THIRDS:
        if not (found := form.fullmatch(text)):
            continue
        whole = forms.read_written_date(found["a"])
        if whole.precision == "year" and len(whole.text) == 4:
            return Edtf.parse(f"{whole.text}-{37 + third}")
        if whole.precision == "month" and len(whole.text) == 7:
            first, end = forms.THIRDS[third]
            last = min(end, int(day_text(whole.span.start_latest)[-2:]))
            return Edtf.parse(f"[{whole.text}-{first:02}..{whole.text}-{last:02}]")
        raise BadDate(text, _NO_PART)
    raise BadDate(text, _EXPECTED)


def _in_prose(text: str) -> Edtf:
    """A date as prose writes it, when it is all that the text says."""
    for found in [] if forms.is_order_open(text) else dates_in(text):
        if (found.start, found.end) == (0, len(text)) and re.match(
            r"\d{3}(?!.*\.\.)", found.edtf
        ):
            return Edtf.parse(found.edtf)
    raise BadDate(text, _EXPECTED)


def _beside(date: Edtf, day: int) -> str:
    """A day beside a date to its own precision: before April 1987 is March or
    earlier.
    """
    return day_text(day)[: {"year": 4, "month": 7}.get(date.precision, 10)]


_THIRDS = [
    (third, form) for each in frames("thirds") for third, form in enumerate(each)
]
_FRAMES: tuple[tuple[list[re.Pattern[str]], Callable[..., str]], ...] = tuple(
    ([form for each in frames(name) for form in each], made)
    for name, made in (
        ("between", "[{}..{}]".format),
        ("not_after", "[..{}]".format),
        ("not_before", "[{}..]".format),
        ("before", lambda date: f"[..{_beside(date, date.span.start_earliest - 1)}]"),
        ("after", lambda date: f"[{_beside(date, date.span.start_latest + 1)}..]"),
        ("lasting", "{}/{}".format),
        ("since", "{}/..".format),
        ("until", "../{}".format),
        ("either", "[{},{}]".format),
    )
)
"""The frames in the order in which they are tried, each with the EDTF that it makes of
its dates.
"""
