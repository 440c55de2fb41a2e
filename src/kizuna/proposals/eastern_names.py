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
_DOUBLE = re.compile(r"[\u3400-\u9fff]{2,6}(?<![市省州区县])-[\u3400-\u9fff]{2,7}?[市省州区县]")
_HANGUL = re.compile(r"[가-힣]+")
_LEVEL_APART = re.compile(r"(?:\([^()]{1,20}\)|\s)(시|군|구|카운티|주(?=\s[가-힣]))")
_IN_ROW = re.compile(r"[,·․ㆍ]|\s?및\s|\s등|[을를] (?:시작|비롯|포함)|[와과]\s(?:자매|우호|교류)")
_COUNTY = re.compile(r"[가-힣]{2,}카운티")
_TOWN = re.compile(
    r"(?P<name>[가-힣]{2,6}?)(?:\([^()]{1,20}\))?(?P<level>[시군])(?P<rest>[가-힣]*)"
)
_LEVEL = r"(?:特別行政区|特别行政区|自治区|自治州|特別市|特别市|広域市|新区|[市県县縣府都道省州区區町村郡镇鎮])"
_HAN_LEVEL = re.compile(_LEVEL)
_NO_LEVEL_BEFORE = re.compile(r"[場场営立役議级委域間间庁厅立際际友]")
_COMPOUND = re.compile(r"[民長长内外場场営立役政議议级委域間间庁厅際际中会街花旗章誕誌史]|の花")
_PREFECTURES = re.compile("北海道|東京都|东京都|京都府|大阪府")
_LEADS = re.compile(
    "都道府[県縣]|[市区町村]{2,4}間?|省市自|[此本这這]次|今年|其中|另外|此外|目前|日前|近日|昨日|今日"
)
_JOINTS = frozenset("与與及並并的至或")
_FUNCTION = _JOINTS | frozenset(
    "与與和同及跟向在于於是为為了将將把被由从從对對至到的之以或并並又也则後后來"
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
    towns: frozenset[str] = frozenset()
    """The Korean names that the document writes with a word of level elsewhere."""

    @property
    def _joints(self) -> frozenset[str]:
        """The signs of the language that stand between names and are not part of one."""
        return _JOINTS if self.words.language == "ja" else _FUNCTION

    def han(self, text: str) -> Iterator[PlaceName]:
        """The names in Han characters and Kana."""
        at, edge = 0, True
        while at < len(text):
            made = None
            if lead := _LEADS.match(text, at):
                at, edge = lead.end(), True
                continue
            if whole := _PREFECTURES.match(text, at):
                yield PlaceName(at, whole.end(), whole[0], "level", True)
                at, edge = whole.end(), True
                continue
            if kana := _KANA.match(text, at):
                made = self._kana(text, at, kana.end())
                if made is None:
                    at, edge = kana.end(), True
                    continue
            elif _HAN.match(text, at):
                made = self._known_han(text, at) or (self._levelled_han(text, at) if edge else None)
            if made is not None:
                yield made
                at, edge = made.end, True
                continue
            edge = not _HAN.match(text, at) or text[at] in self._joints
            at += 1

    def _kana(self, text: str, at: int, end: int) -> PlaceName | None:
        for cut in (end, *(at + m.start() for m in re.finditer("[・＝-]", text[at:end]))):
            if is_country(text[at:cut]):
                return PlaceName(at, cut, text[at:cut], "country")
        if not self.book.is_place(text[at:end]):
            cuts = (cut for cut in range(end - 3, at + 2, -1) if is_country(text[at:cut]))
            if cut := next(cuts, 0):
                return PlaceName(at, cut, text[at:cut], "country")
        if level := _level_at(text, end):
            name = text[at : level[0]]
            return PlaceName(at, level[0], name, "level", level[1])
        if self.book.is_place(text[at:end]):
            return PlaceName(at, end, text[at:end], "held")
        return PlaceName(at, end, text[at:end], "form") if end - at > 2 else None

    def _known_han(self, text: str, at: int) -> PlaceName | None:
        for size in range(min(LONGEST_HAN, len(text) - at), 1, -1):
            stem = text[at : at + size]
            if not _HAN.match(stem[-1]):
                continue
            if stem in eastern_countries():
                own = stem[-1] not in "国國" and text[at + size : at + size + 1] in ("国", "國")
                return PlaceName(at, at + size + own, stem, "country")
            level = (size > 2 or stem[-1] == "市") and _HAN_LEVEL.fullmatch(stem[-1]) is not None
            if self.book.is_place(stem) and not (level and _NO_STEM.fullmatch(stem[:-1])):
                in_city = stem[-1] in "州都城" and text[at + size : at + size + 1] == "市"
                level = level and not in_city
                after = None if level else _level_at(text, at + size, held=True)
                if after and self._is_person(text, stem, after[0]):
                    return None
                if after:
                    return PlaceName(at, after[0], text[at : after[0]], "held", after[1])
                longer = None if level else self._levelled_han(text, at)
                if longer and not self._is_split(longer.name, size):
                    return longer
                if level or self.book.population(stem) >= _BARE_HAN:
                    upper = stem[-1] in "県縣省州府" or stem.endswith("自治区")
                    return PlaceName(at, at + size, stem, "held", upper)
                return PlaceName(at, at + size, stem, "form") if size > 2 else None
        return None

    def _is_split(self, name: str, size: int) -> bool:
        """Whether a name of that many signs and the rest are two, a region and a town of it."""
        rest = name[size:]
        return len(rest) < 3 or self.book.is_place(rest) or self.book.is_place(rest[:-1])

    def _is_person(self, text: str, stem: str, end: int) -> bool:
        """Whether what looks like "the mayor of a city" is a mayor of that surname."""
        whole = text[end - 1 : end] == "市" and text[end : end + 1] in ("長", "长")
        return (
            whole and self.book.population(stem) < _BARE_HAN and not self.book.is_place(f"{stem}市")
        )

    def _levelled_han(self, text: str, at: int) -> PlaceName | None:
        double = _DOUBLE.match(text, at)
        if double and self.words.language == "zh" and not self._joints.intersection(double[0]):
            return PlaceName(at, double.end(), double[0], "level", double[0][-1] in "州省")
        for end in range(at + 1, min(at + 7, len(text))):
            if not _HAN.match(text, end) or text[end - 1] in self._joints:
                return None
            level = _level_at(text, end)
            if level and text[end - 1] in "城都" and text[level[0] - 1] == "市":
                return None
            if (
                level
                and text[level[0] - 1 : level[0] + 1] != "都市"
                and not _NO_STEM.fullmatch(text, at, end)
                and text[at : at + 2] not in ("都道", "市町", "市区")
            ):
                at = self._known_tail(text, at, level[0])
                return PlaceName(at, level[0], text[at : level[0]], "level", level[1])
        return None

    def _known_tail(self, text: str, start: int, end: int) -> int:
        """Where the name that somebody holds begins within such words as "besides" and it."""
        places = (at for at in range(start + 2, end - 2) if self.book.is_place(text[at:end]))
        return next(places, start)

    def hangul(self, text: str) -> Iterator[PlaceName]:
        """The names in Hangul, without the particles after them; by their form alone behind a country."""
        joints: tuple[str, ...] = ()
        done = 0
        for word in _HANGUL.finditer(text):
            if word.start() < done:
                continue
            beside = text[done : word.start()] in joints
            made = self._apart(text, word) or self._whole(text, word)
            if made is None and (beside or _in_country(text, word.end())):
                made = self._by_form(text, word)
            if made is not None:
                yield made
                done = made.end
            if made is not None and (made.how == "country" or made.upper):
                joints = (" ", "의 ")
            else:
                joints = ("·", "․", "ㆍ") if made is not None and beside else ()

    def _whole(self, text: str, word: re.Match[str]) -> PlaceName | None:
        """The name with which a word begins, all else being particles."""
        for size in range(len(word[0]), 1, -1):
            stem, rest = word[0][:size], word[0][size:]
            if rest and rest not in self.words.particles:
                continue
            how = self._how_hangul(stem)
            if how == "level" and stem[-1] == "현" and self._is_mayor(text, word.end()):
                return None
            if how:
                upper = len(stem) > 2 and (stem[-1] in "도현성주" or stem.endswith("자치구"))
                return PlaceName(word.start(), word.start() + size, stem, how, upper)
        return None

    def _apart(self, text: str, word: re.Match[str]) -> PlaceName | None:
        """A name whose word of level stands apart ("톈진 시", "칭다오(靑島)시")."""
        level = _LEVEL_APART.match(text, word.end())
        if level is None or len(word[0]) < 2 or word[0] in self.words.no_names:
            return None
        rest = _HANGUL.match(text, level.end())
        is_office = rest and (rest[0] not in self.words.particles or rest[0][0] in "장청수민")
        if is_country(word[0]) or is_office:
            return None
        return PlaceName(word.start(), level.end(), word[0] + level[1], "level", level[1] == "주")

    def _is_mayor(self, text: str, at: int) -> bool:
        """Whether what stands there says that the name before it is a person's."""
        return self.words.pattern("titles").match(text, at) is not None

    def _by_form(self, text: str, word: re.Match[str]) -> PlaceName | None:
        stem = word[0]
        for size in range(len(stem) - 1, 1, -1):
            if stem[size:] != "도" and stem[size:] in self.words.particles:
                stem = "" if stem[size:] in ("의", "인") else stem[:size]
                break
        if len(stem) < 2 or stem in self.words.no_names or stem.endswith("도시"):
            return None
        upper = stem[-1] in "도현성주"
        end = word.start() + len(stem)
        how = "level" if _IN_ROW.match(text, end) else "form"
        return PlaceName(word.start(), end, stem, how, upper)

    def _how_hangul(self, stem: str) -> str:
        if is_country(stem):
            return "country"
        if stem in self.words.no_names or stem.endswith("도시"):
            return ""
        if self.book.is_place(stem) and (
            stem[-1] in "시군구도현성주" or self.book.population(stem) >= _BARE_HAN
        ):
            return "held"
        if stem[-1] in "시군구도현성주부" and self.book.is_place(stem[:-1]):
            return "held"
        is_level = (stem[-1] in "시군현" and len(stem) > 2) or (stem[-1] == "구" and len(stem) == 3)
        return "level" if is_level or stem in self.towns or _COUNTY.fullmatch(stem) else ""


def towns_in(text: str, words: Words) -> frozenset[str]:
    """The Korean names that a text writes with their word of level anywhere, without it."""
    if words.language != "ko":
        return frozenset()
    found = _TOWN.finditer(text)
    return frozenset(
        m["name"]
        for m in found
        if m["rest"] in ("", *words.particles)
        and m["name"] not in words.no_names
        and not {m["name"] + m["level"], m["name"] + "도시"} & words.no_names
    )


def _in_country(text: str, at: int) -> bool:
    """Whether a country or a Latin spelling stands there in brackets."""
    if re.match(r"\([A-Z][a-z]{2}", text[at : at + 4]):
        return True
    bracket = re.match(r"\s?\(([가-힣]+)[ ,)]", text[at : at + 20])
    return bracket is not None and is_country(bracket[1])


def _level_at(text: str, at: int, *, held: bool = False) -> tuple[int, bool] | None:
    """Where the word of level that stands there ends, and whether it is of an upper level; None without one."""
    found = _HAN_LEVEL.match(text, at)
    if found is None or (not held and _COMPOUND.match(text, found.end())):
        return None
    if (held and found[0] in "都道") or (held and _NO_LEVEL_BEFORE.match(text, found.end())):
        return None
    upper = found[0] in ("県", "縣", "省", "州", "府", "自治区", "自治州") or found[0] == "道"
    return found.end(), upper
