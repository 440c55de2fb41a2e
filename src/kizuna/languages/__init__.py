"""Speaks to readers in English, Japanese, Simplified Chinese and Russian; what cannot be said in a
language is an error, never another language's words.

Messages come from the Fluent catalogs under `locale/`, labels of concepts from the vocabularies,
names of states, languages and currencies and the form of numbers from the CLDR (through babel,
imported when first needed).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from kizuna.claims import vocabulary
from kizuna.errors import BadIdentifier, BadLanguage
from kizuna.languages.catalogs import TAGS, Catalog, catalog, folder_of
from kizuna.languages.dates import DateWords
from kizuna.languages.quantities import worded_quantity
from kizuna.languages.renderings import renderings
from kizuna.languages.wrongs import Wrongs
from kizuna.values import Edtf, Quantity, language_tag

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["LANGUAGES", "Messages", "folder_of"]

LANGUAGES = tuple(TAGS)
"""The languages Kizuna speaks, as their folders under `locale/` are called."""

_ITEM = re.compile(r"government/(q[1-9][0-9]*)")
_KIND, _PART = "kind-", "property-"
"""What the keys of the words for kinds and for parts of values begin with."""
_FORMER_STATES = {"SU", "CS", "DD", "YU", "AN"}
_NO_STATES = {"ZZ", "XA", "XB", "QO"}
"""Codes that the CLDR names for its own purposes."""


class Messages:
    """Everything Kizuna says in one language, which may be given as zh-hans, zh-Hans, zh_CN or ja-JP.

    `language` is one of LANGUAGES, `tag` the same as BCP 47 spells it. Cheap to make: what it reads
    is kept for the next one. Raises BadLanguage, listing the four, for any other language.
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
        """A date, interval or set in words: "18 April 1974", "about May 1974", "since 1981"."""
        return _date(self.language, edtf.text)

    def when(self, edtf: Edtf) -> str:
        """The same as an answer to "when?": "on 18 April 1974", "in May 1974", "since 1981"."""
        return _when(self.language, edtf.text)

    def number(self, number: float) -> str:
        """A number with the language's separators, to three decimals: 1,000 or 1 000."""
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self.locale)

    def quantity(self, quantity: Quantity) -> str:
        """A quantity in words: "20–25 persons", "over 400 persons" (no most is known), "75%"."""
        return worded_quantity(quantity, self.text, self.number, self.currency)

    def currency(self, code: str, count: float = 1) -> str:
        """The name of a currency (ISO 4217) in the plural that `count` asks for."""
        from babel.numbers import get_currency_name

        return get_currency_name(code, count=count, locale=self.locale)

    def listing(self, items: Sequence[str], style: str = "and") -> str:
        """Items as a list in words, joined by "and" or by "or"; empty for no items."""
        from babel.lists import format_list

        # the comma before "and" is not British
        locale = "en_GB" if self.language == "en" else self.locale
        return format_list(list(items), "or" if style == "or" else "standard", locale=locale)

    def country(self, code: str) -> str:
        """The name of a state by its code (ISO 3166-1 alpha-2; also SU, CS, DD, YU and AN of their time).

        A code of two capital letters that is no state's (a source may say any) is its own name. Raises
        BadIdentifier for anything else.
        """
        if code in _FORMER_STATES:
            return self.text(f"country-{code.lower()}")
        if not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
            raise BadIdentifier(code, "write a code of two capital letters (ISO 3166-1): JP, CN")
        return code if code in _NO_STATES else str(self.locale.territories.get(code, code))

    def language_name(self, tag: str) -> str:
        """The name of a language, with its script and region when the tag has them.

        Raises BadLanguage for what is not a tag, and for a language that the CLDR does not name.
        """
        normal = language_tag(tag)
        base, *subtags = normal.split("-")
        for length in range(len(subtags), -1, -1):
            name = self.locale.languages.get("_".join([base, *subtags[:length]]))
            if name is not None:
                rest = [self._subtag(subtag) for subtag in subtags[length:]]
                if not rest:
                    return str(name)
                return self.text("language-part", name=name, part=self.listing(rest))
        raise BadLanguage(tag, "no such language is named in the CLDR")

    def concept(self, scheme: str, concept_id: str) -> str:
        """The label of a concept as it stands inside a sentence. Raises BadClaim for unknown ids."""
        return vocabulary.scheme(scheme)[concept_id].labels[self.tag]

    def meaning(self, scheme: str, concept_id: str) -> str:
        """The definition of a concept, as a sentence; "" when it has none. Raises BadClaim for unknown ids."""
        definition = vocabulary.scheme(scheme)[concept_id].definition
        return renderings(self.language, "concepts").of(definition)

    def kind(self, prefix: str) -> str:
        """What a kind of the register is called: "tie". Raises LookupError."""
        return self.text(f"{_KIND}{prefix}")

    def property(self, kind: str, name: str) -> str:
        """What a property of a kind is called: "access level" for "access_level". Raises LookupError."""
        return self.text(f"{kind}-{name.replace('_', '-')}")

    def part(self, name: str) -> str:
        """What a part of a composite value is called: "basis of the date". Raises LookupError."""
        return self.text(f"{_PART}{name.replace('_', '-')}")

    def not_harvested(self, ref: str) -> str:
        """What an item of Wikidata is called that a harvest only names as a partner: "Q216 (not in this harvest)";
        "" for an id that is not made of an item's number."""
        item = _ITEM.fullmatch(ref)
        return self.text("not-harvested", item=item[1].upper()) if item else ""

    def rendering(self, text: str) -> str:
        """An English text of the built-in register in this language; itself when there is no rendering."""
        return renderings(self.language).of(text)

    def told(self, wrong: object) -> str:
        """An error, or the English words of one, in this language, line by line.

        What it quotes, and words that are not Kizuna's own (those of a system, a library, a server), stay.
        """
        return "\n".join(map(_wrongs(self.language).of, str(wrong).split("\n")))

    def described(self, text: str) -> str:
        """A paragraph of the description of the API in this language; itself when there is no rendering.

        One that is a message of the English catalogs is that message.
        """
        key = catalog("en").key_of(text)
        return self.text(key) if key else renderings(self.language, "api").of(text)

    @cached_property
    def locale(self) -> Locale:
        """The language's locale in the CLDR."""
        from babel import Locale

        return Locale.parse(self.tag, sep="-")

    def _subtag(self, subtag: str) -> str:
        names = self.locale.scripts if len(subtag) == 4 else self.locale.territories
        return str(names.get(subtag, subtag))


@cache
def _wrongs(language: str) -> Wrongs:
    messages = Messages(language)
    keys = catalog(language).message_ids()
    kinds, parts = (
        {key.removeprefix(begin): messages.text(key) for key in keys if key.startswith(begin)}
        for begin in (_KIND, _PART)
    )
    return Wrongs(renderings(language, "errors"), kinds, parts, messages.listing)


@lru_cache(maxsize=8192)
def _date(language: str, text: str) -> str:
    return _words(language).date(text)


@lru_cache(maxsize=8192)
def _when(language: str, text: str) -> str:
    return _words(language).when(text)


@cache
def _words(language: str) -> DateWords:
    messages = Messages(language)
    return DateWords(messages.text, messages.listing)
