"""Names of places in running text: what the register, a gazetteer or the form of the words says is one.

Han and Kana are matched without word boundaries, Hangul before its particles, Latin and Cyrillic by capitalised
words with the endings of their cases. A name that nobody holds counts only where the words beside it say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from kizuna.proposals.eastern_names import EasternNames
from kizuna.proposals.names import NameBook, PlaceName, is_country, places_of
from kizuna.proposals.words import Words

_BARE_HAN = 100_000
_EASTERN = re.compile(r"[ァ-ヴー\u3400-\u9fff々ヶ가-힣]")
_LETTER = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff가-힣]"
_WORD = re.compile(rf"(?:[‘'’]s[- ])?{_LETTER}+(?:['’ʼ.-](?={_LETTER}){_LETTER}+)*\.?")
_BESIDE = re.compile(r"\s?[,(/]\s?([^\W\d_][^,;.:()\n]{2,30}?)(?=[,;.:)\n]|$|\s[-–(])")
_ADJECTIVAL = re.compile(r"(?:[ыио]й|[ая]я|[оеыи]е)$")
_REGION = re.compile(r"\br[eé]gi(?:on|one|ón)\b", re.IGNORECASE)
"""What has no government of its own in most countries."""
_LEVEL_NOUNS = {"pref": "Prefecture", "prov": "Province"}
_PARTING = ("in", "bei", "on", "na", "w", "v", "y", "e", "и", "of", "en", "le")


@dataclass(frozen=True)
class NameFinder:
    """Finds the names of places in texts of a language."""

    book: NameBook
    words: Words
    common: frozenset[str] = frozenset()
    """The words that the document writes in lower case: no names of places."""

    def names_in(self, text: str, barred: Sequence[tuple[int, int]] = ()) -> list[PlaceName]:
        """The names in order; none overlaps a barred stretch. A place within the next is left
        out, and so is a region."""
        eastern = EasternNames(self.book, self.words)
        han = [] if self.words.language == "ko" else eastern.han(text)
        phrases = _phrases(text, self.words, barred)
        latin = (name for phrase in phrases for name in self._in_phrase(text, phrase))
        found = [*han, *eastern.hangul(text), *latin]
        free = [
            n for n in found if not any(n.start < end and start < n.end for start, end in barred)
        ]
        named = [n for n in free if not _REGION.search(n.name)]
        return _without_wider(text, sorted(named, key=lambda n: n.start))

    def base_form(self, written: str) -> str:
        """The nominative of a name that somebody holds, "" for any other."""
        if self.book.is_place(written):
            return written
        plain = written.title() if written.isupper() and len(written) > 3 else written
        options = [self.words.nominatives(word) for word in plain.split(" ")[:3]]
        held = [form for form in map(" ".join, product(*options)) if self.book.is_place(form)]
        return max(held, key=self.book.population, default="")

    def _in_phrase(self, text: str, phrase: list[tuple[int, int]]) -> Iterator[PlaceName]:
        """The names of a run of capitalised words; one word that nobody knows makes the run a name by form."""
        made: list[PlaceName] = []
        at = first = 0
        strange = False
        while at < len(phrase):
            is_word = self.words.is_word(text[slice(*phrase[at])])
            if found := self._longest(text, phrase, at):
                made.append(found[0])
            elif is_word and first == at:
                first = at + 1
            strange = strange or not (found or is_word)
            at = found[1] if found else at + 1
        gaps = (text[one.end : after.start].strip() for one, after in pairwise(places_of(made)))
        joined = {"", "de", "del", "di", "von"}.intersection(gaps)
        if not strange and not joined:
            yield from made
            return
        parts = (n for n in range(1, len(phrase) - 1) if text[slice(*phrase[n])] in _PARTING)
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
            yield self._by_form(text, words[0][0], words[-1][1])

    def _may_follow(self, text: str, name: PlaceName, before: tuple[int, int]) -> bool:
        """Whether a common noun may stand before the name of a city: in German, in Slavic before a genitive,
        in Russian any word that begins a sentence and is no adjective."""
        ahead, language = text[: before[0]].rstrip(), self.words.language
        if language == "ru" and (not ahead or ahead[-1] in ".!?"):
            return not _ADJECTIVAL.search(text[slice(*before)])
        is_case = text[name.start : name.end] != name.name
        may_stand = language == "de" or (language in ("ru", "pl", "cs") and is_case)
        return may_stand and self.book.population(name.name) > _BARE_HAN

    def _by_form(self, text: str, start: int, end: int) -> PlaceName:
        """A name that nobody holds, sure where a word of level or a country stands beside it."""
        written = text[start:end].rstrip(".")
        beside = _BESIDE.match(text, start + len(written))
        before, after = self._levels(text, start, end)
        is_sure = before[0] or after[0] or (beside and is_country(beside[1].strip()))
        name = written.title() if written.isupper() and len(written) > 3 else written
        held = PlaceName(start, start + len(written), name, "level" if is_sure else "form")
        return _with_level(text, held, before, after)

    def _levels(self, text: str, start: int, end: int) -> tuple[tuple[str, bool], tuple[str, bool]]:
        """The words of level before and after text[start:end]."""
        before = self.words.level_before(text[max(0, start - 45) : start])
        return before, self.words.level_after(text[end : end + 25])

    def _longest(
        self, text: str, phrase: list[tuple[int, int]], at: int
    ) -> tuple[PlaceName, int] | None:
        """The longest name that is held and begins with a word, and where the next word is."""
        for last in range(min(len(phrase), at + 6), at, -1):
            start, end = phrase[at][0], phrase[last - 1][1]
            written = " ".join(text[start:end].split())
            for name in dict.fromkeys((written, written.removesuffix("."))):
                if made := self._known(text, start, end - len(written) + len(name), name):
                    return made, last
        return None

    def _known(self, text: str, start: int, end: int, written: str) -> PlaceName | None:
        """The country or the held place of that name, None where there is none."""
        if self.words.is_word(written) or (len(written) < 3 and not is_country(written)):
            return None
        if any(map(is_country, self.words.nominatives(written))):
            return PlaceName(start, end, written, "country")
        name, (before, after) = self.base_form(written), self._levels(text, start, end)
        if not name or (written.lower() in self.common and not (before[0] or after[0])):
            return None
        if self.words.is_eastern:
            return PlaceName(start, end, name, "form")
        return _with_level(text, PlaceName(start, end, name, "held"), before, after)


def _phrases(
    text: str, words: Words, barred: Sequence[tuple[int, int]]
) -> Iterator[list[tuple[int, int]]]:
    """The runs of capitalised words, joined by a blank or by the small words within names."""
    run: list[tuple[int, int]] = []
    small: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        start, end = _trimmed(word[0], *word.span(), words.language in ("fr", "it"))
        is_barred = any(start < b and a < end for a, b in barred)
        parted = bool(run) and text[(small or run)[-1][1] : start].strip(" \u00a0") != ""
        if run and (parted or is_barred):
            yield run
            run, small = [], []
        if is_barred or end <= start:
            continue
        written = text[start:end]
        if written[0].isupper() or written[0] in "‘'’":
            run += [*small, (start, end)]
            small = []
        elif run and written.lower() in words.within_names and len(small) < 2:
            small.append((start, end))
        elif run:
            yield run
            run, small = [], []
    if run:
        yield run


def _trimmed(word: str, start: int, end: int, romance: bool) -> tuple[int, int]:
    """The word without an elided article before it ("d’Issy"), a possessive, and a dot that ends a sentence."""
    elided = re.match(r"(?:[a-zà-ÿ]{1,6}|[LD]|Dell|All|Nell)['’](?=\w{3})", word)
    if elided and (romance or word[0].islower()):
        start += elided.end()
    if possessive := re.search(r"['’]s\.?$", word):
        end -= len(possessive[0])
    elif word.endswith(".") and len(word) > 4:
        end -= 1
    return start, end


def _without_wider(text: str, names: list[PlaceName]) -> list[PlaceName]:
    """The names without a prefecture or province that only says where the next one lies.

    That is one of Han, Kana or Hangul right before another, or before its ward.
    """
    kept: list[PlaceName] = []
    for name in names:
        last = kept[-1] if kept else None
        if last and name.start < last.end:
            continue
        gap = text[last.end : name.start] if last else "-"
        if last and _EASTERN.match(name.name) and "country" not in (name.how, last.how):
            if gap in ("", "の", "・", "·") and name.how == "form" and last.is_sure:
                continue
            is_wide = last.upper or last.how == "form" or name.name.endswith("구")
            if gap in ("", "の") or (is_wide and gap in ("・", "·", " ")):
                name = replace(name, start=kept.pop().start)
        kept.append(name)
    return kept


def _with_level(
    text: str, place: PlaceName, before: tuple[str, bool], after: tuple[str, bool]
) -> PlaceName:
    """The name with the word beside it that makes it a prefecture, a province, a county or a port."""
    if after[1]:
        noun = _LEVEL_NOUNS.get(after[0].strip(" -.").lower()[:4])
        name = f"{place.name} {noun}" if noun else place.name + after[0]
        return replace(place, end=place.end + len(after[0]), name=name, upper=True)
    if re.match(r"(?:sea)?ports?\s+of\b", before[0], re.IGNORECASE):
        return replace(place, name=f"Port of {place.name}")
    if not before[1]:
        return place
    english = re.match(r"(\w+?)s?\s+of\b", before[0].strip())
    name = f"{place.name} {english[1].title()}" if english else f"{before[0].strip()} {place.name}"
    is_own = text[: place.start].endswith(before[0]) and not (english and "and" in before[0])
    return replace(place, start=place.start - len(before[0]) * is_own, name=name, upper=True)
