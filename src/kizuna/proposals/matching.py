"""Matching names: whether a text names a place or person, in whatever case its grammar puts the name."""

from __future__ import annotations

import re

from kizuna.proposals.quoting import bare

_GENERIC = re.compile(
    r"\b(?:the|city|cities|town|village|municipality|prefecture|province|county|region|oblast|krai|state|district"
    r"|port|of|stadt|landkreis|kreis|gemeinde|bezirk|ville|commune|departement|ciudad|municipio|provincia|citta"
    r"|comune|regione|provinz|miasto|gmina|powiat|mesto|obec|gorod|город\w{0,2}|горо[дш]\w{0,2}|область|области|областью"
    r"|район\w{0,2}|кра[ияюе]м?|республик\w{1,2}|сел\w{1,2}|поселок|поселка|префектур\w{1,2}|провинци\w{1,2}"
    r"|уезд\w{0,2}|округ\w{0,2})\b"
)
"""Words of level in bare texts: without case, accents and apostrophes."""
_LEVEL_SIGN = re.compile(
    r"(?<=[\u3040-\u30ff\u3400-\u9fff]{2})[市県縣府都区區町村郡省州道县鎮镇]$"
    r"|(?<=[\uac00-\ud7af]{2})(?:특별시|광역시|[시도군구현성])$"
)
_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_CYRILLIC_END = re.compile(r"(?:[ыио]и|ая|яя|ое|ее|ые|ие|[аяоеыиьуюъ])$")
_CYRILLIC_ENDS = (
    "[аяоеыиьую]|[оеыи]м|[оеью]ю|[оеыи]и|[ая]м[и]?|[ая]х|[оеё]в|ая|яя|[оеыи]е|[оеё]го|[оеё]му|ую|юю|[ыи]х|[ыи]ми"
    "|ск(?:ои|ого|ому|ом|ии|ая|ое|ие|ими|ую)"
)
"""Endings of Russian cases in bare texts, in which й is и."""
_ELIDED = "(?:d|l|dell|all|nell|dall|sull)?"
"""What French and Italian write before a name with an apostrophe, which bare texts have not."""
_LATIN_END = re.compile(r"(?:[aeiouy])$")
_LATIN_ENDS = (
    r"s|es|n|en|er|a|e|i|o|u|y|ie|ou|om|em|im|am|ami|ach|ech|ich|owi|ovi|ow|ego|emu|ej|iej|ii|ia"
    r"|ski\w*|sk[ae]\w*"
)


def core_of(name: str) -> str:
    """A name bare and without its words of level: "osaka" of "Osaka Prefecture", "大阪" of "大阪市"."""
    plain = bare(name)
    core = " ".join(_GENERIC.sub(" ", plain).replace(",", " ").split()) or plain.strip()
    return _LEVEL_SIGN.sub("", core)


def stem_of(word: str) -> str:
    """What stays of a bare word in every case: "казан" of "казань", "prah" of "praha"; short words stay."""
    ending = _CYRILLIC_END if _CYRILLIC.search(word) else _LATIN_END
    stem = word if _EASTERN.search(word) else ending.sub("", word)
    return stem if len(stem) >= 3 else word


def is_named(name: str, told: str) -> bool:
    """Whether every word of a name, but for the words of level, stands in a bare text, in some case."""
    words = core_of(name).replace(".", " ").split()
    return bool(words) and all(_stands(word, told) for word in words)


def _stands(word: str, told: str) -> bool:
    """Whether a bare word stands in a bare text with any ending of a case, its own ending kept or changed."""
    if _EASTERN.search(word):
        return word in told
    ends = _CYRILLIC_ENDS if _CYRILLIC.search(word) else _LATIN_ENDS
    stem = stem_of(word)
    forms = {word} if _is_weak(stem) else {word, stem}
    listed = "|".join(map(re.escape, forms))
    pattern = rf"(?<![a-zа-я]){_ELIDED}(?:{listed})(?:{ends})?(?![a-zа-я])"
    return any(form in told for form in forms) and re.search(pattern, told) is not None


def _is_weak(stem: str) -> bool:
    """Whether a stem is too short to stand for its name ("rom" of "roma"); "brn" of "brno" is like no word."""
    return len(stem) < 4 and not _CYRILLIC.search(stem) and bool(re.search("[aeiouy]", stem))
