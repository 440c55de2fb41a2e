"""The verifier: a claim passes only if the document itself bears it out; one that does
not gets a reason.

A proposal comes in with the stretch that is cited (start, end) and the quote as it was
given. It leaves with the passage as the document has it, or not at all. Nothing is
repaired here: a claim with a wrong number is a wrong claim, and whoever made it may
make it again.

A quote is found as it is written, else folded: white space, quotation marks, dashes,
case, width. What is found is the own stretch of the text. Each rule of `matching.toml`
about movement finds a word of it and the side that its grammar puts beside it. A
direction is supported when more rules speak for it than for its reverse.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any
from unicodedata import normalize

from kizuna.proposals.numbers import (
    Numbers,
    language_of,
    numbers_in,
    parts_of,
    words_in,
)
from kizuna.proposals.proposal import (
    PROPERTIES,
    REASONS,
    UNKNOWN,
    Page,
    Proposal,
    problem_of,
)
from kizuna.sources.passages import locate
from kizuna.sources.reading import BlockedText
from kizuna.values.characters import CharacterTable

_TABLE = tomllib.loads(
    files(__package__).joinpath("matching.toml").read_text(encoding="utf-8")
)
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
_FOLDING = CharacterTable(
    lambda sign: (
        normalize("NFKC", sign.translate(_SWAPPED)).casefold().translate(_SWAPPED)
    )
)
"""Each character in NFKC and one case, with one kind of quotation mark and dash."""
_SPACED = r"(?![\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])[^\W_]"
_WITHIN = re.compile(f"(?<={_SPACED}){_SPACED}")
"""A place within a word or number; scripts without spaces have none."""
_PARTS: dict[str, str] = _TABLE["parts"]
_PART = re.compile("{(" + "|".join(_PARTS) + ")}")
LONGEST_QUOTE = 3000
"""A longer quote points at nothing, and is refused as one that is not there."""
_NEAR = 1e-6
_TIMES = ("hour", "day", "week", "month", "year", "decade")


def bare(text: str) -> str:
    """A folded text without possessives, apostrophes and accents, in which names are
    compared.
    """
    plain = re.sub(r"\s+", " ", text.translate(_FOLDING))
    plain = re.sub(r"(?<=\w)'s\b", "", plain).replace("'", "")
    return normalize(
        "NFC", "".join(c for c in normalize("NFD", plain) if not _ACCENT.match(c))
    )


def find_quote(text: str, start: int, end: int, quote: str) -> tuple[int, int] | None:
    """The stretch of `text` within [start, end) that reads as the quote, ending between
    words; else None.

    A quote that begins or ends within a word or number is widened to its edge, so that
    "9 persons" never stands for "19 persons".
    """
    wanted = quote.strip()
    if not wanted or not 0 <= start < end <= len(text):
        return None
    at = text.find(wanted, start, end)
    if at >= 0:
        return _to_edges(text, at, at + len(wanted))
    signs = [sign.translate(_FOLDING) for sign in text[start:end]]
    origins = [start + at for at, folded in enumerate(signs) for _ in folded]
    found = locate("".join(signs), wanted.translate(_FOLDING))
    return (
        _to_edges(text, origins[found[0][0]], origins[found[0][1] - 1] + 1)
        if found
        else None
    )


def _to_edges(text: str, start: int, end: int) -> tuple[int, int]:
    while _WITHIN.match(text, start):
        start -= 1
    while _WITHIN.match(text, end):
        end += 1
    return start, end


def core_of(name: str) -> str:
    """A name bare and without its words of level: "osaka" of "Osaka Prefecture", "大阪"
    of "大阪市".
    """
    plain = bare(name)
    core = " ".join(_GENERIC.sub(" ", plain).replace(",", " ").split()) or plain.strip()
    return _LEVEL_SIGN.sub("", core)


def stem_of(word: str) -> str:
    """What stays of a bare word in every case: "казан" of "казань", "prah" of "praha";
    short words stay.
    """
    ending = _NAMES["cyrillic_end" if _CYRILLIC.search(word) else "latin_end"]
    stem = word if _EASTERN.search(word) else re.sub(ending, "", word)
    return stem if len(stem) >= 3 else word


def is_named(name: str, told: str) -> bool:
    """Whether every word of a name, but for the words of level, stands in a bare text,
    in some case.
    """
    words = core_of(name).replace(".", " ").split()
    return bool(words) and all(_stands(word, told) for word in words)


def _stands(word: str, told: str) -> bool:
    """Whether a bare word stands in a bare text with any ending of a case, its own
    ending kept or changed.
    """
    if _EASTERN.search(word):
        return word in told
    ends = _NAMES["cyrillic_ends" if _CYRILLIC.search(word) else "latin_ends"]
    stem = stem_of(word)
    # Too short to stand for its name is "rom" of "roma"; "brn" of "brno" is like no
    # word.
    is_weak = (
        len(stem) < 4 and not _CYRILLIC.search(stem) and re.search("[aeiouy]", stem)
    )
    forms = {word} if is_weak else {word, stem}
    listed = "|".join(map(re.escape, forms))
    pattern = rf"(?<![a-zа-я]){_NAMES['elided']}(?:{listed})(?:{ends})?(?![a-zа-я])"
    return any(form in told for form in forms) and re.search(pattern, told) is not None


def supports(quote: str, source: str, target: str, language: str = "en") -> bool:
    """Whether the quote says or implies that something goes from `source` to `target`;
    either may be "".

    `language` is one of `numbers.language_of`.
    """
    rules, read = _TABLE.get(language, _TABLE["other"]), bare(quote)
    one, other = core_of(source), core_of(target)

    def votes(side: str, name: str, beside: str) -> int:
        return sum(
            len(_rule(r, name, beside).findall(read)) for r in rules[side] if name
        )

    forward = votes("source", one, other) + votes("target", other, one)
    return forward > max(0, votes("source", other, one) + votes("target", one, other))


@lru_cache(maxsize=4096)
def _rule(rule: str, name: str, other: str) -> re.Pattern[str]:
    """The rule about `name`; a verb belongs to it only where the other party does not
    stand between.
    """
    barrier = rf"(?!\b{_named(other)}\b)" if other else ""
    gap = rf"(?:{barrier}[^.;!?。]){{0,60}}?"
    filled = _PART.sub(lambda part: _PARTS[part[1]], rule)
    return re.compile(filled.replace("GAP", gap).replace("NAME", _named(name)))


def _named(name: str) -> str:
    stems = ((word, stem_of(word)) for word in name.split())
    return " ".join(
        re.escape(s) + (r"\w{0,3}" if s != word else "") for word, s in stems
    )


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """One claim as it was `said`: the `proposal` with the document's own passage, or
    None and the `reason` against it, a key of REASONS, with what is at fault in
    `detail` ("start 1975"), "" where it is all of it.

    `asked` is what was held to the document, None for what could not be read as a
    claim.
    """

    said: str
    proposal: Proposal | None = None
    reason: str = ""
    detail: str = ""
    asked: Proposal | None = None

    @property
    def explanation(self) -> str:
        """The reason in words, for whoever may mend the claim; "" for a claim that
        passed.
        """
        told = REASONS.get(self.reason, "")
        return f"{told} ({self.detail})" if told and self.detail else told


class Verifier:
    """A document to which claims are held; its text is read once.

    A party may also be the home town of its page, or stand in its title. Where a quote
    leaves out the year of a day, that may be a year of the heading above it, of the
    title, or of the publication.
    """

    def __init__(self, document: BlockedText, page: Page = UNKNOWN) -> None:
        self.text = document.text
        self.told = bare("\n".join((document.text, page.title, page.home)))
        self.language = language_of(document.text)
        self._headings = [
            (b.start, document.of(b)) for b in document.blocks if b.kind == "heading"
        ]
        self._of_page = numbers_in(
            f"{page.title}\n{page.published}", self.language
        ).years

    def check(self, proposal: Proposal, said: str = "") -> ClaimCheck:
        """The proposal with the document's own passage, or the reason against it."""
        said = said or proposal.quote
        if reason := problem_of(proposal):
            return ClaimCheck(said, None, reason, asked=proposal)
        span = None
        if len(proposal.quote) <= LONGEST_QUOTE:
            span = find_quote(self.text, proposal.start, proposal.end, proposal.quote)
        if span is None or span[1] - span[0] > LONGEST_QUOTE:
            return ClaimCheck(said, None, "quote", asked=proposal)
        quote = self.text[span[0] : span[1]]
        named = all(is_named(party, bare(quote)) for party in proposal.parties)
        held = replace(
            proposal, quote=quote, start=span[0], end=span[1], needs_context=not named
        )
        fault = next(self._faults(held), None)
        return ClaimCheck(said, None if fault else held, *(fault or ("", "")), proposal)

    def _faults(self, proposal: Proposal) -> Iterator[tuple[str, str]]:
        """Parties, with their numbers, and places stand somewhere in the document, and
        in the quote every person, number, date and number word, and who sent or came,
        and where to.

        A day without a year may be of one that the heading above it or the page's own
        title and date state.
        """
        props, quote = proposal.props, proposal.quote
        places = (str(props[key]) for key in ("place", "from", "to") if key in props)
        wanted = [(name, self.told) for name in (*proposal.parties, *places)]
        wanted += [(str(person), bare(quote)) for person in props.get("people", ())]
        yield from (("name", name) for name, text in wanted if not is_named(name, text))
        digits = {
            run for party in proposal.parties for run in re.findall(r"\d+", party)
        }
        if missing := digits - set(re.findall(r"\d+", self.told)):
            yield "number", min(missing)
        language, scripts = language_of(quote), ("east", "ru")
        if (
            language not in scripts and self.language not in scripts
        ):  # else it is in another script
            language = self.language
        numbers = numbers_in(quote, language)
        heads = (text for at, text in reversed(self._headings) if at <= proposal.start)
        years = numbers_in(next(heads, ""), self.language).years | self._of_page
        for name, value in props.items():
            if (sort := PROPERTIES[proposal.kind][name]) == "date":
                held = numbers.beginning if name in ("start", "signed") else numbers
                reason = "" if _is_dated(value, held, years) else "date"
            else:
                reason = _unsupported(sort, value, numbers, quote)
            if reason:
                yield reason, f"{name} {value}"
        source, target = props.get("from", ""), props.get("to", "")
        shown = f"from {source or '?'} to {target or '?'}"
        is_told = props.get("direction") != "both" and core_of(source) != core_of(
            target
        )
        if is_told and proposal.object is not None:
            one, other = proposal.subject, proposal.object
            source = source or (other if core_of(target) == core_of(one) else one)
            target = target or (other if core_of(source) == core_of(one) else one)
        if (source or target) and not (
            is_told and supports(quote, source, target, language)
        ):
            yield "direction", shown


def _unsupported(sort: str, value: Any, numbers: Numbers, quote: str) -> str:
    """What of a value other than a date the quote does not state: "number", or "word"
    for one in words; "".
    """
    if sort == "quantity":
        low, high, measured = value.get("min"), value.get("max"), str(value["unit"])
        unbounded = (
            word for bound, word in ((high, "more"), (low, "less")) if bound is None
        )
        if re.search(r"\d", measured) or not all(
            _bounds(quote, word) for word in unbounded
        ):
            return "number"
        stem = measured.strip().lower().rstrip("s")
        time = (
            "share"
            if stem in ("share", "percent", "%")
            else stem
            if stem in _TIMES
            else ""
        )
        counted = numbers.of(time)
        is_near = all(
            _is_near(bound, counted) for bound in (low, high) if bound is not None
        )
        return "" if is_near or (low, high, time) in numbers.ranges else "number"
    if sort == "ordinal":
        return "" if value in numbers.of("ordinal", "") else "number"
    if sort == "funding":  # one share may be the rest where the quote speaks of a rest
        shares = [
            float(part["share"]) for part in value if part.get("share") is not None
        ]
        missing = [
            share for share in shares if not _is_near(share, numbers.of("share"))
        ]
        is_rest = (
            abs(sum(shares) - 1) < _NEAR and len(shares) > 1 and _bounds(quote, "rest")
        )
        if len(missing) > is_rest:
            return "number"
        value = [part["source"] for part in value]
    digits = set(re.findall(r"\d+", normalize("NFKC", quote))) | set(
        map(str, numbers.whole)
    )
    for text in [value] if isinstance(value, str) else value:
        plain = normalize("NFKC", text)
        if not set(re.findall(r"\d+", plain)) <= digits:
            return "number"
        worded = numbers_in(re.sub(r"(?i)\d+|\bsecond\b|_", " ", plain))
        if not worded.whole <= {1, *numbers.whole}:
            return "word"
    return ""


def _is_dated(edtf: str, numbers: Numbers, above: set[int]) -> bool:
    """Whether each year, month, day, season and decade of an EDTF text stands among the
    dates.

    `above` are years that a day without one may be of.
    """

    parts = parts_of(edtf)
    for year, month, day in parts or ():
        named = {d[0] for d in numbers.dates if d[1] == month and day in (0, d[2])}
        if month == 0:
            named = numbers.years | {10 * d[0] for d in numbers.dates if d[1] == -1}
        if year not in named and not (
            month and 0 in named and year in numbers.years | above
        ):
            return False
    return parts is not None


def _bounds(quote: str, word: str) -> bool:
    """Whether a word of the quote's language sets a bound ("more" or "less") or speaks
    of a "rest".
    """
    return any(
        words_in(one).patterns[word].search(quote) for one in (language_of(quote), "en")
    )


def _is_near(value: float, held: set[float]) -> bool:
    return any(abs(value - other) <= _NEAR * max(1.0, abs(other)) for other in held)
