"""Speaks to readers in English, Japanese, Simplified Chinese and Russian; what cannot
be said in a language is an error, never another language's words.

Messages come from the Fluent catalogs under `locale/`, labels of concepts from the
vocabularies, names of states, languages and currencies and the form of numbers from the
CLDR (through babel, imported when first needed).

Dates of EDTF: what is known to the month never gets a day. Their words come from the
catalog `dates.ftl` in the case that the place in the sentence asks for. A sign of doubt
on one part of a date is told of the whole date. A form with no words of its own (an X
amid the digits) is shown as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from kizuna.claims import vocabulary
from kizuna.errors import BadIdentifier, BadLanguage
from kizuna.languages.catalogs import (
    TAGS,
    Catalog,
    Renderings,
    catalog,
    folder_of,
    renderings,
)
from kizuna.values import Edtf, Quantity, language_tag

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["LANGUAGES", "Messages", "folder_of"]

LANGUAGES = tuple(TAGS)
"""The languages Kizuna speaks, as their folders under `locale/` are called."""

_ITEM = re.compile(r"government/(q[1-9][0-9]*)")
_KIND, _PART = "kind-", "property-"
"""What the keys of the words for kinds and for parts of values begin with."""
_MORE = re.compile(r"(.*) and ([0-9,]+) more", re.DOTALL)
"""A list of which only the first are named."""
_FORMER_STATES = {"SU", "CS", "DD", "YU", "AN"}
_NO_STATES = {"ZZ", "XA", "XB", "QO"}
"""Codes that the CLDR names for its own purposes."""


NOMINATIVE, GENITIVE, ACCUSATIVE, LOCATIVE = "", "-genitive", "-accusative", "-locative"

_FORMS = tuple(
    (kind, re.compile(form))
    for kind, form in (
        ("day", r"(?P<year>-?\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
        ("some-day", r"(?P<year>-?\d{4})-(?P<month>\d\d|XX)-XX"),
        ("some-month", r"(?P<year>-?\d{4})-XX"),
        ("month", r"(?P<year>-?\d{4})-(?P<month>0\d|1\d)"),
        ("season", r"(?P<year>-?\d{4})-(?P<season>2\d|3[0-2])"),
        ("part", r"(?P<year>-?\d{4})-(?P<part>3[3-9]|4\d)"),
        ("decade", r"(?P<decade>[1-9]\d\d)X"),
        ("years", r"(?=.{4}$)[1-9]\d?X+"),
        ("significant", r"Y?(?P<year>-?\d+)(?:E(?P<exponent>\d+))?S(?P<digits>\d+)"),
        ("year", r"Y?(?P<year>-?\d+)(?:E(?P<exponent>\d+))?"),
    )
)
"""The forms of one date, by the messages for them."""
_QUALIFIERS = {"": "plain", "~": "about", "?": "perhaps", "%": "perhaps-about"}
_FIRST_SEASON, _HEMISPHERES = 21, ("", "northern", "southern")


_BETWEEN: dict[tuple[str, str, str], str] = {
    ("/", "start", "end"): "from-to",
    ("/", "start", ".."): "since",
    ("/", "start", ""): "from-to-unknown",
    ("/", "..", "end"): "until",
    ("/", "", "end"): "from-unknown-to",
    ("/", "..", ".."): "always",
    ("/", "", ".."): "since-unknown",
    ("/", "..", ""): "until-unknown",
    ("[", "start", "end"): "between",
    ("[", "start", ""): "not-before",
    ("[", "", "end"): "not-after",
    ("{", "start", "end"): "all-from-to",
    ("{", "start", ""): "all-from",
    ("{", "", "end"): "all-to",
}
"""The messages for an interval, a range of which one day is meant, and one of which all
are, by their sides.
"""


class Messages:
    """Everything Kizuna says in one language, which may be given as zh-hans, zh-Hans,
    zh_CN or ja-JP.

    `language` is one of LANGUAGES, `tag` the same as BCP 47 spells it. Cheap to make:
    what it reads is kept for the next one. Raises BadLanguage, listing the four, for
    any other language.
    """

    def __init__(self, language: str) -> None:
        self.language = folder_of(language)
        self.tag = TAGS[self.language]
        self._catalog: Catalog = catalog(self.language)

    def text(self, key: str, /, **arguments: object) -> str:
        """The message of that key with its arguments (text or numbers) in place.

        Raises LookupError for an unknown key and for a missing argument.
        """
        return self._catalog.text(key, arguments)

    def date(self, edtf: Edtf) -> str:
        """A date, interval or set in words: "18 April 1974", "about May 1974", "since
        1981".
        """
        return _dated(self.language, edtf.text)

    def when(self, edtf: Edtf) -> str:
        """The same as an answer to "when?": "on 18 April 1974", "in May 1974", "since
        1981".
        """
        return _dated(self.language, edtf.text, is_when=True)

    def number(self, number: float) -> str:
        """A number with the language's separators, to three decimals: 1,000 or 1
        000.
        """
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self.locale)

    def percent(self, share: float) -> str:
        """A share of 0..1 as the language writes percentages, without a part of one."""
        from babel.numbers import format_percent

        return format_percent(share, locale=self.locale)

    def quantity(self, quantity: Quantity) -> str:
        """A quantity in words: "20–25 persons", "over 400 persons" (no most is known),
        "75%".
        """
        low, high = (
            _shown(bound, quantity.unit) for bound in (quantity.min, quantity.max)
        )
        bound = low if low is not None else high
        assert bound is not None  # a Quantity has a least or a most
        figure, count = self.number(bound), high if high is not None else bound
        bounded = low is None or high is None
        if bounded:
            count = int(self.text("quantity-count-after-bound", count=count))
        elif low != high:
            figure = self.text("quantity-range", min=figure, max=self.number(count))
        dimension = quantity.dimension
        is_counted = dimension in ("count", "duration")
        key = f"unit-{quantity.unit}" if is_counted else f"quantity-{dimension}"
        currency = self.currency(quantity.unit, count) if dimension == "money" else ""
        worded = self.text(key, figure=figure, count=count, currency=currency)
        if quantity.approximate:
            worded = self.text("quantity-about", quantity=worded)
        if bounded:
            key = "quantity-over" if high is None else "quantity-up-to"
            return self.text(key, quantity=worded)
        return worded

    def currency(self, code: str, count: float = 1) -> str:
        """The name of a currency (ISO 4217) in the plural that `count` asks for."""
        from babel.numbers import get_currency_name

        return get_currency_name(code, count=count, locale=self.locale)

    def listing(self, items: Sequence[str], style: str = "and") -> str:
        """Items as a list in words, joined by "and" or by "or"; empty for no items."""
        from babel.lists import format_list

        # the comma before "and" is not British
        locale = "en_GB" if self.language == "en" else self.locale
        return format_list(
            list(items), "or" if style == "or" else "standard", locale=locale
        )

    def country(self, code: str) -> str:
        """The name of a state by its code (ISO 3166-1 alpha-2; also SU, CS, DD, YU and
        AN of their time).

        A code of two capital letters that is no state's (a source may say any) is its
        own name. Raises BadIdentifier for anything else.
        """
        if code in _FORMER_STATES:
            return self.text(f"country-{code.lower()}")
        if not (
            len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()
        ):
            raise BadIdentifier(
                code, "write a code of two capital letters (ISO 3166-1): JP, CN"
            )
        return (
            code if code in _NO_STATES else str(self.locale.territories.get(code, code))
        )

    def language_name(self, tag: str) -> str:
        """The name of a language, with its script and region when the tag has them.

        Raises BadLanguage for what is not a tag, and for a language that the CLDR does
        not name.
        """
        base, *subtags = language_tag(tag).split("-")
        for length in range(len(subtags), -1, -1):
            name = self.locale.languages.get("_".join([base, *subtags[:length]]))
            if name is not None:
                parts = (self.locale.territories, self.locale.scripts)
                rest = [
                    str(parts[len(sub) == 4].get(sub, sub)) for sub in subtags[length:]
                ]
                part = self.listing(rest)
                return (
                    self.text("language-part", name=name, part=part)
                    if rest
                    else str(name)
                )
        raise BadLanguage(tag, "no such language is named in the CLDR")

    def concept(self, scheme: str, concept_id: str) -> str:
        """The label of a concept as it stands inside a sentence. Raises BadClaim for
        unknown ids.
        """
        return vocabulary.scheme(scheme)[concept_id].labels[self.tag]

    def meaning(self, scheme: str, concept_id: str) -> str:
        """The definition of a concept, as a sentence; "" when it has none. Raises
        BadClaim for unknown ids.
        """
        definition = vocabulary.scheme(scheme)[concept_id].definition
        return renderings(self.language, "concepts").of(definition)

    def kind(self, prefix: str) -> str:
        """What a kind of the register is called: "tie". Raises LookupError."""
        return self.text(f"{_KIND}{prefix}")

    def property(self, kind: str, name: str) -> str:
        """What a property of a kind is called: "access level" for "access_level".
        Raises LookupError.
        """
        return self.text(f"{kind}-{name.replace('_', '-')}")

    def run_on(self, sentences: Iterable[str]) -> str:
        """Sentences one after another: with spaces between them, but in Japanese and
        Chinese.
        """
        return ("" if self.language in ("ja", "zh-hans") else " ").join(sentences)

    def part(self, name: str) -> str:
        """What a part of a composite value is called: "basis of the date". Raises
        LookupError.
        """
        return self.text(f"{_PART}{name.replace('_', '-')}")

    def not_harvested(self, ref: str) -> str:
        """What an item of Wikidata is called that a harvest only names as a partner:
        "Q216 (not in this harvest)"; "" for an id that is not made of an item's number.
        """
        item = _ITEM.fullmatch(ref)
        return self.text("not-harvested", item=item[1].upper()) if item else ""

    def rendering(self, text: str) -> str:
        """An English text of the built-in register in this language; itself when there
        is no rendering.
        """
        return renderings(self.language).of(text)

    def told(self, wrong: object) -> str:
        """An error, or the English words of one, in this language, line by line.

        What it quotes, and words that are not Kizuna's own (those of a system, a
        library, a server), stay.
        """
        return "\n".join(map(_errors(self.language).of, str(wrong).split("\n")))

    def described(self, text: str) -> str:
        """A paragraph of the description of the API in this language: the message that
        it is in the English catalogs, its rendering, or itself when there is neither.
        """
        key = catalog("en").keys.get(text)
        return self.text(key) if key else renderings(self.language, "api").of(text)

    @cached_property
    def locale(self) -> Locale:
        from babel import Locale

        return Locale.parse(self.tag, sep="-")

    def _say(self, key: str, **arguments: object) -> str:
        return self.text(f"date-{key}", **arguments)

    def _dated(self, text: str, *, is_when: bool = False) -> str:
        """Names a date, interval or set of canonical EDTF, or answers "when?" with
        it.
        """
        if "/" in text:
            return self._between(text, "/")
        if text[0] not in "[{":
            return self._single(text, is_when=is_when)
        dates = self._set(text)
        if not is_when:
            return dates
        return self._say("when-set", dates=dates, whens=self._set(text, is_when=True))

    def _single(
        self, text: str, case: str = NOMINATIVE, *, is_when: bool = False
    ) -> str:
        """One date by its form, and how doubtful it is."""
        signs = "".join(sorted(set(text) & set("?~%")))
        qualifier = _QUALIFIERS.get(signs, "perhaps-about")
        bare = re.sub(r"[?~%]", "", text)
        fitting = (
            (kind, found) for kind, form in _FORMS if (found := form.fullmatch(bare))
        )
        kind, found = next(fitting, ("pattern", None))
        parts: dict[str, str] = found.groupdict() if found else {}
        first, last = bare.replace("X", "0"), bare.replace("X", "9")
        number = int(parts.get("year") or 1) * 10 ** int(parts.get("exponent") or 0)
        # of ISO 8601, where 0 is 1 BC, -1 is 2 BC
        era, years = ("year", number) if number > 0 else ("year-bce", 1 - number)
        year, hemisphere = self._say(era, year=str(years)), ""
        numbers = {
            n: int(parts[n]) for n in ("month", "part") if parts.get(n, "XX") != "XX"
        }
        said: dict[str, object] = {
            "text": bare,
            "decade": first,
            "first": first,
            "last": last,
        }
        said |= {
            "year": year,
            "date": year,
            "digits": parts.get("digits", ""),
            **numbers,
        }
        said["day"] = parts.get("day", "").lstrip("0")
        if kind == "some-day" and numbers:
            said["date"] = self._say(f"month{GENITIVE}", **numbers, year=year)
        if kind == "season":
            half, season = divmod(int(parts["season"]) - _FIRST_SEASON, 4)
            said["season"], hemisphere = _FIRST_SEASON + season, _HEMISPHERES[half]
        has_case = kind not in ("day", "pattern", "significant")
        form = (LOCATIVE if is_when else case) if has_case else ""
        worded = year if kind == "year" else self._say(f"{kind}{form}", **said)
        worded = self._say(hemisphere, date=worded) if hemisphere else worded
        if is_when:
            kind = "year" if kind == "significant" else kind
            return self._say(f"when-{kind}", qualifier=qualifier, date=worded)
        return worded if qualifier == "plain" else self._say(qualifier, date=worded)

    def _set(self, text: str, *, is_when: bool = False) -> str:
        members = [
            self._between(member, text[0])
            if ".." in member
            else self._single(member, is_when=is_when)
            for member in text[1:-1].split(",")
        ]
        return self.listing(members, "or" if text[0] == "[" else "and")

    def _between(self, text: str, mark: str) -> str:
        """An interval, or a range in a set that begins with the mark."""
        start, _, end = text.partition("/" if mark == "/" else "..")
        last = GENITIVE if mark == "[" and not start else ACCUSATIVE
        dated = (("start", start, GENITIVE), ("end", end, last))
        sides = {
            name: self._single(s, case)
            for name, s, case in dated
            if s not in ("", "..")
        }
        first, final = (name if name in sides else side for name, side, _ in dated)
        return self._say(_BETWEEN[mark, first, final], **sides)


class _Errors(Renderings):
    """The renderings of errors in one language."""

    def __init__(self, messages: Messages) -> None:
        held = renderings(messages.language, "errors")
        super().__init__(held.texts, held.patterns)
        self._messages, self._keys = messages, catalog(messages.language).message_ids()

    def of(self, text: str) -> str:
        """The rendering of a message; of several in a row, or one after the name of a
        field or file ("b.name: ..."), that of each.
        """
        said = super().of(text)
        joint = next((joint for joint in ("; ", ": ") if joint in text), "")
        if said != text or not joint:
            return said
        first, _, rest = text.partition(joint)
        return f"{self.of(first)}{joint}{self.of(rest)}"

    def in_form(self, text: str, form: str) -> str:
        """What fills a placeholder: the rendering of the text or, by form, the words
        for one of several kinds ("kind") or for a part of a value ("part"), or what has
        to be typed, which stays ("typed").
        """
        match form:
            case "kind":
                kinds = [
                    self._word(_KIND, kind) or self.of(kind)
                    for kind in text.split(" or ")
                ]
                return self._messages.listing(kinds, "or")
            case "part":
                return self._word(_PART, text.strip("'").replace(" ", "-")) or text
            case "typed":
                if found := _MORE.fullmatch(text):
                    return f"{found[1]} {self.of('and more')} {found[2]}"
                joint = next(
                    (joint for joint in ("or", "and") if f" {joint} " in text), "or"
                )
                return self._messages.listing(text.split(f" {joint} "), joint)
        return self.of(text)

    def _word(self, begin: str, name: str) -> str:
        return (
            self._messages.text(f"{begin}{name}")
            if f"{begin}{name}" in self._keys
            else ""
        )


@cache
def _errors(language: str) -> _Errors:
    return _Errors(Messages(language))


@lru_cache(maxsize=16384)
def _dated(language: str, text: str, *, is_when: bool = False) -> str:
    return Messages(language)._dated(text, is_when=is_when)


def _shown(bound: float | None, unit: str) -> float | None:
    """The number to show: a share as hundredths to one decimal, others to two
    decimals.
    """
    if bound is None:
        return None
    rounded = round(bound * 100, 1) if unit == "share" else round(bound, 2)
    return int(rounded) if rounded == int(rounded) else rounded
