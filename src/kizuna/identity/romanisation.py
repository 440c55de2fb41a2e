"""Spellings: one key for all ways of writing the same sounds of Japanese in Latin, Cyrillic or kana.

Hepburn (Oshima), Kunrei and Nihon (Osima, Ôsima), Polivanov in Cyrillic (Осима) and through English
(Osima, Khirosima, Miyadzaki) meet in one key. It is coarser than the sounds: a key finds candidates,
it does not prove that two names are one. Chinese names have no rule here: pinyin, Wade-Giles,
postal and Palladius forms are names of their own in the register.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kizuna.identity.folding import fold_name

_CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True)) | {
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ё": "yo",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
    "і": "i",
    "є": "ye",
    "ґ": "g",
}

_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"kh", "h"),
        (r"dz", "z"),
        (r"v", "w"),
        (r"[ct]ch", "tch"),
        (r"(?<=[^aeiou])i(?=[aou])", "y"),
        (r"shy?(?=[aeou])", "sy"),
        (r"sh(?=i)", "s"),
        (r"chy?(?=[aeou])", "ty"),
        (r"ch(?=i)", "t"),
        (r"tsu", "tu"),
        (r"jy?(?=[aeou])", "zy"),
        (r"j(?=i)", "z"),
        (r"fu", "hu"),
        (r"m(?=[bmp])", "n"),
        (r"oh(?![aeiouy])", "o"),
        (r"o[ou]+", "o"),
        (r"uu+", "u"),
    )
)
_KANA_NAME = re.compile(r"(?:HIRAGANA|KATAKANA) LETTER (SMALL )?([A-Z]+)$")
_KANA_SOUNDS = {"di": "zi", "du": "zu", "wo": "o", "wi": "i", "we": "e"}


@lru_cache(maxsize=100_000)
def spellings(text: str) -> frozenset[str]:
    """The keys of a name; two names that may be spellings of one have a key in common.

    Empty when nothing is left after folding. A Cyrillic ё, often printed as е, gives both keys.
    """
    with_yo = unicodedata.normalize("NFC", text.lower()).replace("ё", "yo")
    folded = (fold_name(written) for written in {text, with_yo})
    return frozenset(sound_key(latin(letters)) for letters in folded if letters)


def sound_key(folded: str) -> str:
    """The key of folded Latin text; letters of other scripts stay as they are."""
    for pattern, replacement in _RULES:
        folded = pattern.sub(replacement, folded)
    return folded


def latin(folded: str) -> str:
    """Folded text with its Cyrillic and kana letters in Latin ones."""
    if folded.isascii():
        return folded
    return _kana("".join(_CYRILLIC.get(c, c) for c in folded))


def _kana(text: str) -> str:
    """Kana by the names Unicode gives them, which are Nihon-shiki: し is SI, ぢ is DI."""
    sounds: list[str] = []
    doubled = False
    for character in text:
        found = _KANA_NAME.match(unicodedata.name(character, ""))
        if found is None:
            if character != "ー":
                sounds.append(character)
            continue
        small, sound = bool(found[1]), found[2].lower()
        if small and sound == "tu":
            doubled = True
            continue
        sound = _KANA_SOUNDS.get(sound, sound)
        if small and sounds:
            sounds[-1] = sounds[-1].removesuffix("i")
        sounds.append(sound[0] + sound if doubled else sound)
        doubled = False
    return "".join(sounds)
