"""Names of places in running text: what the register, a gazetteer or the form of the
words says is one.

Han and Kana are matched without word boundaries, Hangul before its particles, Latin and
Cyrillic by capitalised words with the endings of their cases. A name that nobody holds
counts only where the words beside it say so.

A name may be counted on by what the register or a gazetteer knows about it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product

from kizuna.proposals.words import Words
from kizuna.values.countries import country_code, former_state, is_widely_named

EASTERN = re.compile(r"[ァ-ヴー\u3400-\u9fff々ヶ가-힣]")
_TOWN = re.compile(
    r"(?i)(?<=.)[市시]$|^(?:city|town|stadt|ville|commune|ciudad|comune|город|miasto|město) (?:of |de |di |d')?"
    r"| (?:city|town)$"
)
OWN = 100_000_000
Population = Callable[[str], int]
"""How many live in the largest place of a name, 0 where nobody holds it; `OWN` for one
that counts before any.
"""
_BARE_HAN = 100_000
_LETTER = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff가-힣]"
_BESIDE = re.compile(r"\s?[,(/]\s?([^\W\d_][^,;.:()\n]{2,30}?)(?=[,;.:)\n]|$|\s[-–(])")
_ADJECTIVAL = re.compile(r"(?:[ыио]й|[ая]я|[оеыи]е)$")
_REGION = re.compile(r"\br[eé]gi(?:on|one|ón)\b", re.IGNORECASE)
"""What has no government of its own in most countries."""
_PARTING = ("in", "an", "bei", "on", "na", "w", "v", "y", "e", "и", "of", "en", "le")
_WITHIN = re.compile(
    r"(?: \([^()]*\))?,? (?:in|im|w|we|v|ve|в)(?: (?:the|der|dem))?(?: [a-zà-ž]+)? "
)
_LEVEL_NOUNS = {"pref": "Prefecture", "prov": "Province"}
_SMALL = (
    "de|du|la|las|los|del|am|an|der|den|sur|sous|les|le|en|y|e|di|da|do|of|upon|the|bei|im|in|nad|pod"
    "|al|alla|sul|sulla"
)
"""Small words that stand within names ("Pozuelo de Alarcón")."""
_UPPER = "".join(c for c in map(chr, range(0x530)) if c.isupper())
_CAPITAL = (
    rf"(?<!{_LETTER})(?:[‘'’]s[-"
    rf" ])?[{_UPPER}]{_LETTER}*(?:['’ʼ.-](?!s(?!{_LETTER})){_LETTER}+)*"
    r"(?:(?:(?<=\b\w)|(?<=\b\w\w)|(?<=\b\w\w\w))\.)?"
)
_PART = re.compile(rf"{_CAPITAL}|{_LETTER}+")
_RUN = re.compile(
    rf"{_CAPITAL}(?:[ \u00a0]+(?:(?:{_SMALL})[ \u00a0]+){{0,2}}{_CAPITAL})*"
)
_ELIDED = re.compile(r"\b(?:[LD]|Dell|All|Nell)(?=['’]\w{3})")
_HAN = re.compile(r"[\u3400-\u9fff々ヶ]")
_KANA = re.compile(r"[ァ-ヴー]{2,}(?:[・＝-][ァ-ヴー]+)*")
_HANGUL = re.compile(r"[가-힣]+")
_LEVEL_APART = re.compile(
    r"(?:\([^()]{1,20}\)|\s)(시|군|구|카운티|주(?=\s[가-힣]))(?=(?:[은는이가을를의에와과로도]|및|에서|입니다)?(?![가-힣]))"
)
_LEVEL = r"(?:特別行政区|特别行政区|自治区|自治州|特別市|特别市|広域市|新区|[市県县縣府都道省州区區町村郡镇鎮])"
_HAN_LEVEL = re.compile(_LEVEL)
_LEVEL_OF_HELD = re.compile(rf"(?![都道]){_LEVEL}")
_LEVEL_OF_ANY = re.compile(
    rf"(?!(?<=[都城])市|都市){_LEVEL}"
    "(?![民長长内外場场営立役政議议级委域間间庁厅際际中会街花旗章誕誌史]|の花)"
)
_UPPER_LEVELS = ("県", "縣", "省", "州", "府", "道", "自治区", "自治州")
_JOINTS = frozenset(
    "及並并的至或与與和同及跟向在于於是为為了将將把被由从從对對至到的之以或并並又也则後后來"
    "来其辖轄该該我两兩两各全还還已曾有说年月日时時旧現前第等"
)
_NO_STEM = re.compile(
    "姉妹|友好|友誼|友谊|城|都|両|两|兩|同|当|全|各|本|該|该|母|古|首|大|小|中|隣接|近隣|周辺|国内?|外国|海外"
    "|国際|国际|提携|相手|地方|政府|他|多|建|地|[州県縣省市町村区]|[一二三四五六七八九十两兩数數几幾]+[个個]?"
)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A name at text[start:end]; `name` is its base form, with the word of level where
    that decides. `how` says by what it counts: "held" by the register or the gazetteer,
    "level" by the word of level beside it, "form" by its capitals alone; "country" is
    no party. `upper` is True for a prefecture, province or county.
    """

    start: int
    end: int
    name: str
    how: str
    upper: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it counts in any position."""
        return self.how in ("held", "level")


def places_of(names: Iterable[NamedPlace]) -> list[NamedPlace]:
    return [n for n in names if n.how != "country"]


@lru_cache(maxsize=50_000)
def is_country(text: str) -> bool:
    """Whether a text is the name of a country, or of a state that is no more.

    Names that only languages have that are not read here are not ("Toki" for Turkey,
    "Columbia").
    """
    if len(text) < 3 and text not in ("UK", "US", "GB") and not EASTERN.match(text):
        return False
    known = text.isupper() or is_widely_named(text)
    return bool(known and country_code(text)) or former_state(text) is not None


def bare(name: str) -> str:
    """A name without its word for a town, for comparing."""
    return _TOWN.sub("", name).casefold()


def is_same(name: str, other: str) -> bool:
    """Whether two names are of one town as far as their words go ("Issy",
    "Issy-les-Moulineaux").
    """
    short, long = sorted((bare(name), bare(other)), key=len)
    is_part = (
        len(short) > 3 and long.startswith(short) and long[len(short) :][:1] in " -"
    )
    return short != "" and (short == long or is_part)


@dataclass(frozen=True)
class NameFinder:
    """Finds the names of places in texts of a language."""

    population: Population
    words: Words
    common: frozenset[str] = frozenset()
    """The words that the document writes in lower case: no names of places."""

    def names_in(
        self, text: str, barred: Sequence[tuple[int, int]] = ()
    ) -> list[NamedPlace]:
        """The names in order; none overlaps a barred stretch. A place within the next
        is left out, and so is a region.
        """
        han = [] if self.words.language == "ko" else self._han(text)
        plain = text
        for start, end in barred:
            plain = plain[:start] + "\n" * (end - start) + plain[end:]
        if self.words.language in (
            "fr",
            "it",
        ):  # an article elided before a name is no part of it
            plain = _ELIDED.sub(lambda article: article[0].lower(), plain)
        runs = (_PART.finditer(plain, *run.span()) for run in _RUN.finditer(plain))
        phrases = ([part.span() for part in parts] for parts in runs)
        latin = (name for phrase in phrases for name in self._in_phrase(text, phrase))
        named = [
            n for n in (*han, *self._hangul(text), *latin) if not _REGION.search(n.name)
        ]
        free = (
            n for n in named if not any(n.start < b and a < n.end for a, b in barred)
        )
        kept: list[NamedPlace] = []
        for name in sorted(free, key=lambda n: n.start):
            last = kept[-1] if kept else NamedPlace(0, 0, "", "country")
            gap, are_places = (
                text[last.end : name.start],
                "country" not in (name.how, last.how),
            )
            if name.start < last.end:
                continue
            # One that only says where the next one lies is left out: of Han, Kana or
            # Hangul right before another, or before its ward.
            if are_places and EASTERN.match(name.name):
                is_wide = last.upper or last.how == "form" or name.name.endswith("구")
                is_wide = is_wide or (
                    name.name[-1] in "시군" and last.name[-1] not in "시군구"
                )
                if gap in ("", "の") or (is_wide and gap in ("・", "·", " ")):
                    name = replace(name, start=kept.pop().start)
            elif are_places and _WITHIN.fullmatch(gap):
                name = replace(kept.pop(), end=name.end)
            kept.append(name)
        return kept

    def _in_phrase(
        self, text: str, phrase: list[tuple[int, int]]
    ) -> Iterator[NamedPlace]:
        """The names of a run of capitalised words; one word that nobody knows makes the
        run a name by form.
        """
        made: list[NamedPlace] = []
        at = first = 0
        strange = False
        while at < len(phrase):
            is_word = self.words.is_word(text[slice(*phrase[at])])
            found, after = self._longest(text, phrase, at) or (None, at + 1)
            made += [found] if found else []
            first = at + 1 if is_word and not found and first == at else first
            strange = strange or not (found or is_word)
            at = after
        gaps = (
            text[one.end : after.start].strip()
            for one, after in pairwise(places_of(made))
        )
        if not strange and not {"", "de", "del", "di", "von"}.intersection(gaps):
            yield from made
            return
        parts = (
            n for n in range(1, len(phrase) - 1) if text[slice(*phrase[n])] in _PARTING
        )
        if cut := next(parts, 0):
            yield from self._in_phrase(text, phrase[:cut])
            yield from self._in_phrase(text, phrase[cut + 1 :])
            return
        last = made[-1] if made and made[-1].end == phrase[-1][1] else None
        words = phrase[first:]
        while words and self.words.is_word(text[slice(*words[-1])]):
            words.pop()
        if last and len(phrase) == 2 and self._may_follow(text, last, phrase[0]):
            yield last
        elif words and not self.words.has("demonym", text[words[0][0] : words[-1][1]]):
            # a name that nobody holds, sure where a word of level or a country stands
            # beside it
            start, end = words[0][0], words[-1][1]
            written = text[start:end].rstrip(".")
            beside = _BESIDE.match(text, start + len(written))
            levels = self.words.levels(text, start, end)
            is_sure = (
                levels[0][0]
                or levels[1][0]
                or (beside and is_country(beside[1].strip()))
            )
            name = (
                written.title() if written.isupper() and len(written) > 3 else written
            )
            held = NamedPlace(
                start, start + len(written), name, "level" if is_sure else "form"
            )
            yield _with_level(text, held, *levels)

    def _may_follow(self, text: str, name: NamedPlace, before: tuple[int, int]) -> bool:
        """Whether a common noun may stand before the name of a city: in German, in
        Slavic before a genitive, in Russian any word that begins a sentence and is no
        adjective.
        """
        ahead, language = text[: before[0]].rstrip(), self.words.language
        if language == "ru" and (not ahead or ahead[-1] in ".!?"):
            return not _ADJECTIVAL.search(text[slice(*before)])
        is_case = text[name.start : name.end] != name.name
        may_stand = language == "de" or (language in ("ru", "pl", "cs") and is_case)
        return may_stand and self.population(name.name) > _BARE_HAN

    def _longest(
        self, text: str, phrase: list[tuple[int, int]], at: int
    ) -> tuple[NamedPlace, int] | None:
        """The longest name that is held and begins with a word, and where the next word
        is.
        """
        for last in range(min(len(phrase), at + 6), at, -1):
            start, end = phrase[at][0], phrase[last - 1][1]
            written = " ".join(text[start:end].split())
            for name in dict.fromkeys((written, written.removesuffix("."))):
                if made := self._known(
                    text, start, end - len(written) + len(name), name
                ):
                    return made, last
        return None

    def _known(
        self, text: str, start: int, end: int, written: str
    ) -> NamedPlace | None:
        if self.words.is_word(written) or (
            len(written) < 3 and not is_country(written)
        ):
            return None
        if any(map(is_country, self.words.nominatives(written))):
            return NamedPlace(start, end, written, "country")
        name, (before, after) = written, self.words.levels(text, start, end)
        if not self.population(written):  # or a case of a name that somebody holds
            plain = (
                written.title() if written.isupper() and len(written) > 3 else written
            )
            options = [self.words.nominatives(word) for word in plain.split(" ")[:3]]
            held = [
                form
                for form in map(" ".join, product(*options))
                if self.population(form)
            ]
            name = max(held, key=self.population, default="")
        if not name or (written.lower() in self.common and not (before[0] or after[0])):
            return None
        if self.words.is_eastern:
            return NamedPlace(start, end, name, "form")
        return _with_level(text, NamedPlace(start, end, name, "held"), before, after)

    def _han(self, text: str) -> Iterator[NamedPlace]:
        at, edge = 0, True
        while at < len(text):
            kana, is_han = _KANA.match(text, at), _HAN.match(text, at) is not None
            made = self._kana(text, at, kana.end()) if kana else None
            if is_han:
                made = self._known_han(text, at) or (
                    self._levelled_han(text, at) if edge else None
                )
            if made:
                yield made
            edge = bool(made) or not is_han or text[at] in _JOINTS
            at = made.end if made else kana.end() if kana else at + 1

    def _kana(self, text: str, at: int, end: int) -> NamedPlace | None:
        """What a run of Kana is: a country, a name with its word of level, one that is
        held or by its form.
        """
        for cut in (
            end,
            *(at + m.start() for m in re.finditer("[・＝-]", text[at:end])),
        ):
            if is_country(text[at:cut]):
                return NamedPlace(at, cut, text[at:cut], "country")
        if level := _LEVEL_OF_ANY.match(text, end):
            return _levelled(at, level, "level")
        how = "held" if self.population(text[at:end]) else "form"
        return NamedPlace(at, end, text[at:end], how) if end - at > 2 else None

    def _known_han(self, text: str, at: int) -> NamedPlace | None:
        """The longest name there that somebody holds, with its word of level."""
        for size in range(min(9, len(text) - at), 1, -1):
            stem, end = text[at : at + size], at + size
            if is_country(stem):
                end += stem[-1] not in "国國" and text[end : end + 1] in ("国", "國")
                return NamedPlace(at, end, stem, "country")
            is_level = (size > 2 or stem[-1] == "市") and _HAN_LEVEL.fullmatch(
                stem[-1]
            ) is not None
            is_level = is_level and stem[-1] + text[end : end + 1] not in (
                "州市",
                "都市",
                "城市",
            )
            if not self.population(stem) or (
                is_level and _NO_STEM.fullmatch(stem[:-1])
            ):
                continue
            if is_level:
                return NamedPlace(at, end, stem, "held", stem[-1] in "県縣省州府")
            if level := _LEVEL_OF_HELD.match(text, end):
                return _levelled(at, level, "held")
            how = "held" if self.population(stem) >= _BARE_HAN else "form"
            plain = (
                NamedPlace(at, end, stem, how) if how == "held" or size > 2 else None
            )
            return self._levelled_han(text, at) or plain
        return None

    def _levelled_han(self, text: str, at: int) -> NamedPlace | None:
        """The name that ends with the next word of level."""
        for end in range(at + 1, min(at + 7, len(text))):
            if not _HAN.match(text, end) or text[end - 1] in _JOINTS:
                return None
            level = _LEVEL_OF_ANY.match(text, end)
            if level and not _NO_STEM.fullmatch(text, at, end):
                held = (
                    a
                    for a in range(at + 2, end - 1)
                    if self.population(text[a : level.end()])
                )
                return _levelled(next(held, at), level, "level")
        return None

    def _hangul(self, text: str) -> Iterator[NamedPlace]:
        """The names in Hangul, without the particles after them; their word of level
        may stand apart.
        """
        particles, last = (
            {"", *self.words.set_of("particles")},
            NamedPlace(0, 0, "", ""),
        )
        for word in _HANGUL.finditer(text):
            said, start = word[0], word.start()
            stems = [said[:n] for n in range(len(said), 1, -1) if said[n:] in particles]
            gap = text[last.end : start] if last.name else ""
            apart = _LEVEL_APART.match(text, word.end())
            if (
                apart
                and said not in self.words.set_of("no_names")
                and not is_country(said)
            ):
                name, end, how = said + apart[1], apart.end(), "level"
            else:
                known = (
                    (stem, how) for stem in stems if (how := self._how_hangul(stem))
                )
                name, how = next(known, None) or self._beside(last, gap, said, stems)
                end = start + len(name)
            if how and start >= last.end:
                last = NamedPlace(
                    start, end, name, how, len(name) > 2 and name[-1] in "도현성주"
                )
                yield last

    def _beside(
        self, last: NamedPlace, gap: str, said: str, stems: list[str]
    ) -> tuple[str, str]:
        """The name that a word is by the country or the row before it, and by what it
        counts.
        """
        is_row = last.how != "country" and gap in ("·", "・", "ㆍ")
        is_beside = is_row or (last.how == "country" and gap in ("의 ", " "))
        cut = (s for s in reversed(stems) if said[len(s) :] not in "이가도로만인장청민")
        stem = next(cut, said)
        if not is_beside or len(stem) < 2 or stem in self.words.set_of("no_names"):
            return "", ""
        return stem, "level" if is_row or stem[-1] in "현성주" else "form"

    def _how_hangul(self, stem: str) -> str:
        if is_country(stem):
            return "country"
        if stem in self.words.set_of("no_names") or stem.endswith("도시"):
            return ""
        last, size = stem[-1], len(stem)
        is_known = last in "시군구도현성주부" and any(
            map(self.population, (stem, stem[:-1]))
        )
        if is_known or self.population(stem) >= _BARE_HAN:
            return "held"
        is_level = (last in "시군현" and size > 2) or (last == "구" and size == 3)
        return "level" if is_level or stem.endswith(("카운티", "남도", "북도")) else ""


def _with_level(
    text: str, place: NamedPlace, before: tuple[str, bool], after: tuple[str, bool]
) -> NamedPlace:
    """The name with the word beside it that makes it a prefecture, a province, a county
    or a port.
    """
    end = place.end + len(after[0])
    if after[1]:
        noun = _LEVEL_NOUNS.get(after[0].strip(" -.").lower()[:4])
        name = f"{place.name} {noun}" if noun else place.name + after[0]
        return replace(place, end=end, name=name, upper=True)
    if re.match(r"(?:sea)?ports?\s+of\b", before[0], re.IGNORECASE):
        return replace(place, name=f"Port of {place.name}")
    if not before[1]:
        return replace(place, end=end)
    english = re.match(r"(\w+?)s?\s+of\b", before[0].strip())
    name = (
        f"{place.name} {english[1].title()}"
        if english
        else f"{before[0].strip()} {place.name}"
    )
    is_own = text[: place.start].endswith(before[0]) and not (
        english and "and" in before[0]
    )
    return replace(
        place, start=place.start - len(before[0]) * is_own, name=name, upper=True
    )


def _levelled(start: int, level: re.Match[str], how: str) -> NamedPlace:
    name = level.string[start : level.end()]
    return NamedPlace(start, level.end(), name, how, level[0] in _UPPER_LEVELS)
