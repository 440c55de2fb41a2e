"""Names of places in Han characters, Kana and Hangul, which no blank sets apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kizuna.proposals.names import LONGEST_HAN, NameBook, PlaceName, eastern_countries, is_country
from kizuna.proposals.words import Words

_BARE_HAN = 100_000
_HAN = re.compile(r"[\u3400-\u9fff々ヶ]")
_KANA = re.compile(r"[ァ-ヴー]{2,}(?:[・＝-][ァ-ヴー]+)*")
_HANGUL = re.compile(r"[가-힣]+")
_LEVEL_APART = re.compile(r"(?:\([^()]{1,20}\)|\s)(시|군|구|카운티|주(?=\s[가-힣]))")
_LEVEL = r"(?:特別行政区|特别行政区|自治区|自治州|特別市|特别市|広域市|新区|[市県县縣府都道省州区區町村郡镇鎮])"
_HAN_LEVEL = re.compile(_LEVEL)
_COMPOUND = re.compile(r"[民長长内外場场営立役政議议级委域間间庁厅際际中会街花旗章誕誌史]|の花")
_JOINTS = frozenset(
    "及並并的至或与與和同及跟向在于於是为為了将將把被由从從对對至到的之以或并並又也则後后來"
    "来其辖轄该該我两兩两各全还還已曾有说年月日时時旧現前第等"
)
_NO_STEM = re.compile(
    "姉妹|友好|友誼|友谊|城|都|両|两|兩|同|当|全|各|本|該|该|母|古|首|大|小|中|隣接|近隣|周辺|国内?|外国|海外"
    "|国際|国际|提携|相手|地方|政府|他|多|建|地|[州県縣省市町村区]|[一二三四五六七八九十两兩数數几幾]+[个個]?"
)


@dataclass(frozen=True)
class EasternNames:
    """Finds names by the longest that somebody holds, then by the word of level behind them."""

    book: NameBook
    words: Words

    def han(self, text: str) -> Iterator[PlaceName]:
        """The names in Han characters and Kana."""
        at, edge = 0, True
        while at < len(text):
            kana = _KANA.match(text, at)
            made = self._kana(text, at, kana.end()) if kana else None
            is_han = _HAN.match(text, at) is not None
            if is_han:
                made = self._known_han(text, at) or (self._levelled_han(text, at) if edge else None)
            if made:
                yield made
            edge = bool(made) or not is_han or text[at] in _JOINTS
            at = made.end if made else kana.end() if kana else at + 1

    def _kana(self, text: str, at: int, end: int) -> PlaceName | None:
        """What a run of Kana is: a country, a name with its word of level, one that is held or by its form."""
        for cut in (end, *(at + m.start() for m in re.finditer("[・＝-]", text[at:end]))):
            if is_country(text[at:cut]):
                return PlaceName(at, cut, text[at:cut], "country")
        if level := _level_at(text, end):
            return PlaceName(at, level[0], text[at : level[0]], "level", level[1])
        how = "held" if self.book.is_place(text[at:end]) else "form"
        return PlaceName(at, end, text[at:end], how) if end - at > 2 else None

    def _known_han(self, text: str, at: int) -> PlaceName | None:
        """The longest name there that somebody holds, with its word of level."""
        for size in range(min(LONGEST_HAN, len(text) - at), 1, -1):
            stem, end = text[at : at + size], at + size
            if stem in eastern_countries():
                end += stem[-1] not in "国國" and text[end : end + 1] in ("国", "國")
                return PlaceName(at, end, stem, "country")
            is_level = (size > 2 or stem[-1] == "市") and _HAN_LEVEL.fullmatch(stem[-1]) is not None
            is_level = is_level and stem[-1] + text[end : end + 1] not in ("州市", "都市", "城市")
            if not self.book.is_place(stem) or (is_level and _NO_STEM.fullmatch(stem[:-1])):
                continue
            if is_level:
                return PlaceName(at, end, stem, "held", stem[-1] in "県縣省州府")
            if level := _level_at(text, end, held=True):
                return PlaceName(at, level[0], text[at : level[0]], "held", level[1])
            how = "held" if self.book.population(stem) >= _BARE_HAN else "form"
            plain = PlaceName(at, end, stem, how) if how == "held" or size > 2 else None
            return self._levelled_han(text, at) or plain
        return None

    def _levelled_han(self, text: str, at: int) -> PlaceName | None:
        """The name that ends with the next word of level."""
        for end in range(at + 1, min(at + 7, len(text))):
            if not _HAN.match(text, end) or text[end - 1] in _JOINTS:
                return None
            level = _level_at(text, end)
            if level and not _NO_STEM.fullmatch(text, at, end):
                held = (a for a in range(at + 2, end - 1) if self.book.is_place(text[a : level[0]]))
                at = next(held, at)
                return PlaceName(at, level[0], text[at : level[0]], "level", level[1])
        return None

    def hangul(self, text: str) -> Iterator[PlaceName]:
        """The names in Hangul, without the particles after them."""
        done = 0
        for word in _HANGUL.finditer(text):
            made = self._apart(text, word) or self._whole(word)
            if made is not None and word.start() >= done:
                yield made
                done = made.end

    def _whole(self, word: re.Match[str]) -> PlaceName | None:
        """The name with which a word begins, all else being particles."""
        for size in range(len(word[0]), 1, -1):
            stem, rest = word[0][:size], word[0][size:]
            how = self._how_hangul(stem) if rest in ("", *self.words.particles) else ""
            if how:
                upper = len(stem) > 2 and stem[-1] in "도현성주"
                return PlaceName(word.start(), word.start() + size, stem, how, upper)
        return None

    def _apart(self, text: str, word: re.Match[str]) -> PlaceName | None:
        """A name whose word of level stands apart ("톈진 시", "칭다오(靑島)시")."""
        level = _LEVEL_APART.match(text, word.end())
        if level is None or word[0] in self.words.no_names or is_country(word[0]):
            return None
        rest = _HANGUL.match(text, level.end())
        if rest and (rest[0] not in self.words.particles or rest[0][0] in "장청수민"):
            return None
        return PlaceName(word.start(), level.end(), word[0] + level[1], "level", level[1] == "주")

    def _how_hangul(self, stem: str) -> str:
        """By what a word is a name, "" where it is none."""
        if is_country(stem):
            return "country"
        if stem in self.words.no_names or stem.endswith("도시"):
            return ""
        has_level = stem[-1] in "시군구도현성주부"
        is_large = self.book.population(stem) >= _BARE_HAN
        if is_large or (has_level and any(map(self.book.is_place, (stem, stem[:-1])))):
            return "held"
        is_level = (stem[-1] in "시군현" and len(stem) > 2) or (stem[-1] == "구" and len(stem) == 3)
        return "level" if is_level or stem.endswith("카운티") else ""


def _level_at(text: str, at: int, *, held: bool = False) -> tuple[int, bool] | None:
    """Where the word of level that stands there ends, and whether it is of an upper level; None without one."""
    found = _HAN_LEVEL.match(text, at)
    if found is None:
        return None
    if not held and (
        _COMPOUND.match(text, found.end())
        or "都市" in text[at - 1 : at + 2]
        or text[at - 1 : at + 1] == "城市"
    ):
        return None
    if held and found[0] in "都道":
        return None
    return found.end(), found[0] in ("県", "縣", "省", "州", "府", "道", "自治区", "自治州")
