"""Countries as lists name them, to the codes of ISO 3166-1; the names are those of CLDR
and of `countries.toml`.

A state that is no more, and whose places lie in several today, has no code here: see
`former_state`.
"""

import pickle
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from kizuna.values.characters import han_converter
from kizuna.values.names import without_footnotes

_LANGUAGES = ("en", "ja", "zh_Hans", "zh_Hant", "ru", "de", "fr", "es", "it", "ko")
"""The languages that decide where two give one name to different countries."""
NO_COUNTRIES = ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO")
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0655]")
_AND = re.compile(r"\b(?:and|und|et|y|e|i|og|och|en|и|і)\b|[&・]")
_ARTICLE = re.compile(r"^(?:the|die|der|la|le|les|el|l) ")
_FORM = re.compile(
    r"^(?:(?:islamic|federal|federative|peoples?|democratic|socialist|united|arab|plurinational|co operative|"
    r"bolivarian|oriental|independent|hashemite|islamische|arabische|demokratische) )*"
    r"(?:(?:republic|rep|kingdom|commonwealth|principality|grand"
    r" duchy|federation|sultanate|union) of(?: the)?"
    r"|(?:republik|konigreich|furstentum|grossherzogtum)(?: der| des)?"
    r"|(?:republique|royaume)(?: de la| de| du| des| d)?"
    r"|(?:republica|repubblica|reino|regno)(?: del| de la| de| di| do| da|"
    r" d)?|республика|королевство) (?=.)"
)
_EASTERN_FORM = re.compile(
    r"(?<=.)(?:人民|民主|社会主義|连邦|連邦|联邦|イスラム|伊斯兰|アラブ|사회주의|민주)*"
    r"(?:共和国|共和國|王国|王國|連邦|联邦|公国|公國|大公国|合衆国|공화국|왕국|연방|国|國|국)$"
)
_SAYS_COUNTRY = re.compile(
    r"\s*[(（](?:country|land|staat|pays|pa[ií]s|paese|страна|государство|国|国家)[)）]\s*$",
    re.IGNORECASE,
)


class FormerState(NamedTuple):
    """A state that is no more: the code that it had, and when it ended (EDTF: a year or
    a decade).
    """

    code: str
    ended: str


@lru_cache(maxsize=1_000)  # a list names the same few again and again
def country_code(text: str) -> str:
    """The two letters of ISO 3166-1 of a country named in any language of CLDR or by
    its code; "" when unknown.

    A name that two languages give to different countries counts as English, German,
    French and the other large languages use it, else not at all. A part of the United
    Kingdom is the United Kingdom.
    """
    if former_state(text) is not None:
        return ""
    plain = _SAYS_COUNTRY.sub("", without_footnotes(text))
    parts = list(filter(None, re.split(r"\s*[,，()（）]\s*", plain)))
    if len(parts) != 2:
        return _code(" ".join(parts))
    if (code := _code(parts[0])) and code == _code(parts[1]):
        return code
    turned = (f"{parts[1]}{joint}{parts[0]}" for joint in (" ", " of the ", " of "))
    return next(filter(None, map(_code, (plain, *turned))), "")


def is_widely_named(text: str) -> bool:
    """Whether a name is of `countries.toml` or of a language that Kizuna reads ("Toki"
    for Turkey is not).
    """
    return any(
        form in _codes() or form in _names_in("pl", "cs")
        for form in _forms(_folded(text))
    )


@cache
def _names_in(*languages: str) -> frozenset[str]:
    return frozenset(
        _folded(name) for code in languages for _, name in _countries_in(code)
    )


def former_state(text: str) -> FormerState | None:
    """The state of that name, or of that code, whose places lie in several states
    today; None for any other.
    """
    return _former().get(_folded(without_footnotes(text)))


@cache
def former_codes() -> frozenset[str]:
    """The codes of states that are no more; no place lies in one of them today."""
    return frozenset(state.code for state in _former().values())


def _code(text: str) -> str:
    letters = re.sub(r"(?<=[A-Za-z])[.]\s?(?=[A-Za-z]|$)", "", text.strip())
    code = letters.upper() if len(letters) == 2 else _alpha3().get(letters, "")
    if code in iso_codes():
        return code
    forms = tuple(dict.fromkeys(form for form in _forms(_folded(text)) if form))
    known = (codes().get(form) for codes in (_codes, _other_codes) for form in forms)
    return next(filter(None, known), "")


def _forms(folded: str) -> Iterator[str]:
    """The name, and what is left of it without the words for the form of the state; of
    Han also simplified.
    """
    for form in (folded, _FORM.sub("", folded), _EASTERN_FORM.sub("", folded)):
        yield form
        if re.search("[\u4e00-\u9fff]", form):
            yield han_converter("t2s").convert(form)


def _folded(text: str) -> str:
    """The text without case, accents, dots, hyphens, articles and words for "and";
    Saint for St.
    """
    plain = unicodedata.normalize(
        "NFKD", unicodedata.normalize("NFKC", text).casefold()
    )
    plain = unicodedata.normalize("NFC", _MARKS.sub("", plain)).replace("ı", "i")
    plain = re.sub(r"\b(?:st|ste|sankt)\b\.?", "saint", re.sub("[’'ʻ`´]", "", plain))
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain)
    plain = " ".join(re.sub(r"[-‐–—.,_/]", " ", _AND.sub(" ", plain)).split())
    return _ARTICLE.sub("", plain)


@cache
def iso_codes() -> frozenset[str]:
    """The codes of the countries that there are (ISO 3166-1)."""
    return frozenset(code for code, _ in _countries_in("en"))


def _countries_in(language: str) -> Iterator[tuple[str, str]]:
    from babel import Locale

    return _countries(Locale.parse(language).territories)


@cache
def _alpha3() -> dict[str, str]:
    """The three letters of ISO 3166-1, to the two."""
    from babel.core import get_global

    held = get_global("territory_aliases").items()
    return {
        letters: codes[0]
        for letters, codes in held
        if len(letters) == 3 and len(codes) == 1
    }


@cache
def _codes() -> dict[str, str]:
    """The names in the languages that decide, and those of `countries.toml`."""
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in _countries_in(language):
            for text in (name, re.sub(r"\s*[(（].*", "", name)):
                found.setdefault(_folded(text), code)
    for code, names in _further()["names"].items():
        found |= {_folded(name): code for name in names}
    return found


@cache
def _other_codes() -> dict[str, str]:
    """The names in all other languages of CLDR that only one country has in any of
    them.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for code, name in _names_in_all_languages():
        found[_folded(name)].add(code)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


@cache
def country_names() -> frozenset[tuple[str, str]]:
    """The code of every country with each name that it has in a language of CLDR, in
    lower case.
    """
    return frozenset(
        (code, name.casefold()) for code, name in _names_in_all_languages()
    )


def _names_in_all_languages() -> Iterator[tuple[str, str]]:
    """The codes and names of countries by language; Babel's own loader would keep all
    of them in memory.
    """
    from babel import localedata

    # The locales of a language in a script, and not those of its regions.
    is_language = re.compile("[a-z]{2,3}(?:_[A-Z][a-z]{3})?").fullmatch
    for locale in filter(is_language, localedata.locale_identifiers()):
        held = pickle.loads(
            Path(localedata.resolve_locale_filename(locale)).read_bytes()
        )
        yield from _countries(held.get("territories", {}))


def _countries(territories: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for code, name in territories.items():
        if re.fullmatch("[A-Z]{2}", code) and code not in NO_COUNTRIES:
            yield code, name


@cache
def _former() -> dict[str, FormerState]:
    found: dict[str, FormerState] = {}
    for held in _further()["former"]:
        state = FormerState(held["code"], held["ended"])
        found |= {_folded(name): state for name in held["names"]}
        found.setdefault(_folded(state.code), state)
    return found


@cache
def _further() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "countries.toml").read_text("utf-8"))
