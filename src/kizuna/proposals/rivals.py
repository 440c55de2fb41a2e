"""Rivals: what a model and the rules both read. What the model said of a passage stands, and the rules fill what
it left."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from kizuna.proposals.proposal import Proposal
from kizuna.proposals.verifier import Verification

_TABLE = tomllib.loads(files(__package__).joinpath("matching.toml").read_text(encoding="utf-8"))
_NAMES: dict[str, str] = _TABLE["names"]
_GENERIC, _LEVEL_SIGN = (re.compile(_NAMES[key]) for key in ("generic", "level_sign"))
_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_ACCENT = re.compile("[\u0300-\u036f]")
_SWAPPED = str.maketrans(
    {**dict.fromkeys("“”„‟«»″「」『』‘’‚‛′`´", "'"), '"': "'"}
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", "")
)


def folded(text: str) -> tuple[str, list[int]]:
    """NFKC, one case, one kind of quotation mark and dash, one space for any white space; and for each character
    where it came from."""
    letters: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        swapped = unicodedata.normalize("NFKC", character.translate(_SWAPPED)).casefold()
        for letter in swapped.translate(_SWAPPED):
            if letter.isspace():
                if letters and letters[-1] == " ":
                    continue
                letter = " "
            letters.append(letter)
            origins.append(index)
    return "".join(letters), origins


def bare(text: str) -> str:
    """A folded text without possessives, apostrophes and accents, in which names are compared."""
    plain = re.sub(r"(?<=\w)'s\b", "", folded(text)[0]).replace("'", "")
    parts = unicodedata.normalize("NFD", plain)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not _ACCENT.match(c)))


def find_quote(text: str, start: int, end: int, quote: str) -> tuple[int, int] | None:
    """The stretch of `text` within [start, end) that reads as the quote, ending between words; else None.

    A quote that begins or ends within a word or number is widened to its edge, so that "9 persons" never
    stands for "19 persons".
    """
    wanted = quote.strip()
    if not wanted or not 0 <= start < end <= len(text):
        return None
    at = text.find(wanted, start, end)
    found = (at, at + len(wanted)) if at >= 0 else _folded_stretch(text, start, end, wanted)
    return None if found is None else _to_edges(text, *found)


def _folded_stretch(text: str, start: int, end: int, quote: str) -> tuple[int, int] | None:
    (window, origins), wanted = folded(text[start:end]), folded(quote)[0].strip()
    at = window.find(wanted) if wanted else -1
    if at < 0:
        return None
    first, last = origins[at], origins[at + len(wanted) - 1]
    return start + first, start + last + 1


_JOINED = re.compile(r"[^\W_]")
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


def _to_edges(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and _within(text[start - 1], text[start]):
        start -= 1
    while end < len(text) and _within(text[end - 1], text[end]):
        end += 1
    return start, end


def _within(before: str, after: str) -> bool:
    """Whether two neighbours belong to one word or number; scripts without spaces have no such edges."""
    if _UNSPACED.match(before) or _UNSPACED.match(after):
        return False
    return bool(_JOINED.match(before) and _JOINED.match(after))


def core_of(name: str) -> str:
    """A name bare and without its words of level: "osaka" of "Osaka Prefecture", "大阪" of "大阪市"."""
    plain = bare(name)
    core = " ".join(_GENERIC.sub(" ", plain).replace(",", " ").split()) or plain.strip()
    return _LEVEL_SIGN.sub("", core)


def stem_of(word: str) -> str:
    """What stays of a bare word in every case: "казан" of "казань", "prah" of "praha"; short words stay."""
    ending = _NAMES["cyrillic_end" if _CYRILLIC.search(word) else "latin_end"]
    stem = word if _EASTERN.search(word) else re.sub(ending, "", word)
    return stem if len(stem) >= 3 else word


def is_named(name: str, told: str) -> bool:
    """Whether every word of a name, but for the words of level, stands in a bare text, in some case."""
    words = core_of(name).replace(".", " ").split()
    return bool(words) and all(_stands(word, told) for word in words)


def _stands(word: str, told: str) -> bool:
    """Whether a bare word stands in a bare text with any ending of a case, its own ending kept or changed."""
    if _EASTERN.search(word):
        return word in told
    ends = _NAMES["cyrillic_ends" if _CYRILLIC.search(word) else "latin_ends"]
    stem = stem_of(word)
    forms = {word} if _is_weak(stem) else {word, stem}
    listed = "|".join(map(re.escape, forms))
    pattern = rf"(?<![a-zа-я]){_NAMES['elided']}(?:{listed})(?:{ends})?(?![a-zа-я])"
    return any(form in told for form in forms) and re.search(pattern, told) is not None


def _is_weak(stem: str) -> bool:
    """Whether a stem is too short to stand for its name ("rom" of "roma"); "brn" of "brno" is like no word."""
    return len(stem) < 4 and not _CYRILLIC.search(stem) and bool(re.search("[aeiouy]", stem))


def supports(quote: str, source: str, target: str, language: str = "en") -> bool:
    """Whether the quote says or implies that something goes from `source` to `target`; either may be "".

    `language` is one of `numbers.language_of`.
    """
    read = bare(quote)
    one, other = core_of(source), core_of(target)
    forward = _votes(read, one, other, language)
    return forward > 0 and forward > _votes(read, other, one, language)


def _votes(read: str, source: str, target: str, language: str) -> int:
    rules = _rules(language)
    sides = (("source", source, target), ("target", target, source))
    return sum(
        len(_rule(rule, name, other).findall(read))
        for side, name, other in sides
        for rule in rules[side]
        if name
    )


@cache
def _rules(language: str) -> dict[str, list[str]]:
    """The rules of a language, their parts filled in."""
    told: dict[str, str] = _TABLE["parts"]
    parts = re.compile("{(" + "|".join(told) + ")}")
    held = _TABLE.get(language, _TABLE["other"])
    return {
        side: [parts.sub(lambda part: told[part[1]], rule) for rule in rules]
        for side, rules in held.items()
    }


@lru_cache(maxsize=4096)
def _rule(rule: str, name: str, other: str) -> re.Pattern[str]:
    """The rule about `name`; a verb belongs to it only where the other party does not stand between."""
    barrier = rf"(?!\b{_named(other)}\b)" if other else ""
    gap = rf"(?:{barrier}[^.;!?。]){{0,60}}?"
    return re.compile(rule.replace("GAP", gap).replace("NAME", _named(name)))


def _named(name: str) -> str:
    """A pattern of a name in any case."""
    stems = ((word, stem_of(word)) for word in name.split())
    return " ".join(re.escape(s) + (r"\w{0,3}" if s != word else "") for word, s in stems)


_COMPARED = ("start", "end", "signed", "date", "founded", "type", "status")

Span = tuple[int, int]


_ROW = 0.9
"""From this confidence on a rule's tie is a row of a table or list."""
_UNSAID = 0.3
"""How sure a row is that the model has read and did not say."""


def fill(
    said: Verification, by_rules: Iterable[Proposal], read: Sequence[Span] = ()
) -> tuple[list[Proposal], list[Proposal]]:
    """The model's proposals, each with what the rules read otherwise, and those of the rules that it left.

    In stretches that the model has `read` the rules add the day of a tie for which it gave none, what it said too
    but the verifier refused, and rows of lists with little confidence; the rest it read and did not say.
    """
    kept, left = list(said.passed), []
    refused = [one.asked for one in said.refused if one.asked is not None]
    for rule in by_rules:
        is_dated = rule.kind == "tie" and "start" in rule.props
        alike = [n for n, one in enumerate(kept) if is_alike(one, rule)]
        rival = next((n for n in alike if not is_dated or "start" in kept[n].props), None)
        if rival is not None:
            told = kept[rival].rival or difference(kept[rival], rule)
            kept[rival] = replace(kept[rival], rival=told)
        elif (
            alike
            or not any(start <= rule.start < end for start, end in read)
            or any(is_alike(one, rule) for one in refused)
        ):
            left.append(rule)
        elif rule.kind == "tie" and rule.confidence >= _ROW:
            left.append(replace(rule, confidence=_UNSAID))
    return kept, left


def is_alike(proposal: Proposal, other: Proposal) -> bool:
    """Whether two proposals say the same kind of thing of the same parties, though perhaps with other days.

    Those of a tie may do so in any two passages, others in passages that overlap.
    """
    if proposal.kind != other.kind or _parties(proposal) != _parties(other):
        return False
    overlap = min(proposal.end, other.end) > max(proposal.start, other.start)
    same_field = proposal.props.get("field") == other.props.get("field")
    return proposal.kind == "tie" or (overlap and same_field)


def difference(proposal: Proposal, other: Proposal) -> str:
    """What the other says otherwise: "start 1985, type twin_town"; "" for nothing.

    A day that is only less exact ("1985" beside "1985-04") is no difference, nor is what only one states.
    """
    found = []
    for name in _COMPARED:
        one, two = (str(p.props.get(name, "")) for p in (proposal, other))
        if one and two and not one.startswith(two) and not two.startswith(one):
            found.append(f"{name} {two}")
    return ", ".join(found)


def _parties(proposal: Proposal) -> tuple[frozenset[str], str]:
    """The parties in no order; ports and schools apart from their places."""
    kind = str(proposal.props.get("type", "")) if proposal.kind == "tie" else ""
    return frozenset(map(core_of, proposal.parties)), kind if kind in (
        "sister_port",
        "sister_school",
    ) else ""
