"""Finds the encoding of a list that does not say it, by which reading gives letters that people write.

Unicode is certain; among the older encodings of Japan (cp932), China (gb18030), Russia (cp1251) and the west of
Europe (cp1252) only one that stands clear of the others is taken: two that fit are an error that names both.
"""

from __future__ import annotations

from kizuna.errors import BadFile

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
OLDER = ("cp932", "gb18030", "cp1251", "cp1252")
_ENOUGH, _CLEAR = 0.7, 0.15
_COMMON_HAN = range(0xB0, 0xD8)
"""Lead bytes of the first level of GB 2312, the Han characters in everyday use."""
_COMMON_KANJI = range(0x88, 0x98)
"""Lead bytes of the first level of JIS X 0208 in Shift JIS."""
_MARKS_OF_TEXT = frozenset("、。・「」（）〜ー－，：；！？“”‘’《》№«»—–…　々〇\xa0")
_SAMPLE = 200_000


def decode_table(raw: bytes, name: str, declared: str = "") -> str:
    """The text of a list's bytes.

    `declared` is the encoding that a mapping gives, "" to find it. Raises BadFile, which names the file, for an
    encoding that does not fit, for bytes that fit none, and for bytes that fit several.
    """
    for mark, marked in _MARKS:
        if raw.startswith(mark):
            return _decoded(raw[len(mark) :], marked, name)
    if declared:
        return _decoded(raw, declared, name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(raw, _older(raw, name), name)


def _decoded(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except LookupError:
        raise BadFile(
            f"{name!r}: {encoding!r} is no encoding; write utf-8, cp932, gb18030, cp1251, cp1252"
        ) from None
    except UnicodeDecodeError as error:
        byte = raw[error.start]
        raise BadFile(
            f"{name!r} is not in {encoding}: byte 0x{byte:02x} at offset {error.start} does not fit"
        ) from None


def _older(raw: bytes, name: str) -> str:
    """The older encoding whose reading of the bytes is likely, and likelier than every other."""
    scores = {encoding: _likeness(raw, encoding) for encoding in OLDER}
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    best, second = ranked[:2]
    if scores[best] >= _ENOUGH and scores[best] - scores[second] >= _CLEAR:
        return best
    fitting = [encoding for encoding in ranked if scores[encoding] > 0.3]
    may_be = (
        f"may be in {' or '.join(fitting)}" if fitting else "is in no encoding that Kizuna can tell"
    )
    raise BadFile(
        f'{name!r} is not in UTF-8 and {may_be}; save it as UTF-8, or say encoding = "…" in the mapping'
    )


def _likeness(raw: bytes, encoding: str) -> float:
    """The share, 0..1, of characters outside ASCII that are usual for the encoding; 0 when it does not fit."""
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    sample = text[:_SAMPLE]
    foreign = [(at, c) for at, c in enumerate(sample) if c > "\x7f"]
    if not foreign:
        return 0.0
    mixed = _mixed(sample, foreign)
    if encoding == "cp1252":
        return sum(at in mixed or c in _MARKS_OF_TEXT for at, c in foreign) / len(foreign)
    alone = mixed if encoding == "cp1251" else frozenset()
    return sum(_is_usual(c, encoding) for at, c in foreign if at not in alone) / len(foreign)


def _mixed(text: str, foreign: list[tuple[int, str]]) -> frozenset[int]:
    """The places of letters that touch a plain Latin one: a word of Cyrillic has none, one of German has."""
    found = set()
    for at, letter in foreign:
        beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
        if letter.isalpha() and any(c.isascii() and c.isalpha() for c in beside):
            found.add(at)
    return frozenset(found)


def _is_usual(character: str, encoding: str) -> bool:
    if character in _MARKS_OF_TEXT:
        return True
    if encoding == "cp1251":
        return "А" <= character <= "я" or character in "Ёё"
    if encoding == "cp932" and ("ぁ" <= character <= "ヶ" or "０" <= character <= "ｚ"):
        return True
    coded = character.encode(encoding, "replace")
    common = _COMMON_KANJI if encoding == "cp932" else _COMMON_HAN
    second = range(0x40, 0xFD) if encoding == "cp932" else range(0xA1, 0xFF)
    return len(coded) == 2 and coded[0] in common and coded[1] in second
