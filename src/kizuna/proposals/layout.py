"""Layout: the lines, cells and tables of a document, and the names that a list entry puts forward as partners."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kizuna.proposals.names import PlaceName, is_us_state
from kizuna.proposals.place_names import NameFinder
from kizuna.sources.blocks import Block, BlockedText

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff가-힣]")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_BREAK = re.compile(
    r"(?<=[。！？])(?![」』）)])|(?<=[.!?…])[\"”»)]*\s+(?=[\"“«(¿¡]*[^\Wa-zа-яё_])|\n{2,}|(?<=；)\s?"
)
_SHORT_WORD = re.compile(
    r"(?:\b[^\W\d_]|\b(?:St|Ste|Dr|Mr|Mrs|Ms|Prof|No|Nr|Sr|Sra|Mt|Ft|bzw|ca|etc|vgl|approx|u\.a|z\.B|им|ул|обл|р|ст|гг?"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Dic|tys|ok|np|tzv|čp)|\b\d{1,2})\.$"
)
_EDGES = re.compile(r"[\t|;、，,/()（）:：•↔⇔]|\s[-–—―=＝]+\s?|[–—―]|<[-=]+>|\s{3,}|\n")
_DASH = re.compile(r"\s*(?:[-–—―↔⇔/]|<[-=]+>|&)\s*")
_DESCRIPTION = re.compile(
    r"(?<=\w\s)[–—-]\s(?=\w)|(?<=[.。])\s|(?<=[:：])\s(?=\S+\s\S+\s\S+\s\S+\s\S+\s\S)"
)
_LONG, _LONG_CJK, _LONG_ENTRY = 90, 40, 60
_LONGEST_LINE = 4000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document, text[start:end] without its marker.

    `kind` is "heading", "item", "row", "prose" for what runs on in sentences, or "line" for any other short one.
    """

    kind: str
    start: int
    end: int
    text: str
    level: int = 0


def lines_of(document: BlockedText) -> Iterator[Line]:
    """The lines in order; what the page alone broke is one line."""
    for block in document.blocks:
        if block.kind == "row":
            yield from _cut(Line("row", block.start, block.end, document.of(block)))
            continue
        yield from _lines_in(document, block)


def _lines_in(document: BlockedText, block: Block) -> Iterator[Line]:
    start = block.start + (len(block.marker) if block.kind == "item" else 0)
    text = document.text[start : block.end]
    at = 0
    width = max(map(len, text.split("\n")))
    parts: list[tuple[int, int]] = []
    for piece in text.split("\n"):
        span = (at, at + len(piece))
        at = span[1] + 1
        if parts and _runs_on(text[slice(*parts[-1])], piece, width):
            parts[-1] = (parts[-1][0], span[1])
        elif piece.strip():
            parts.append(span)
    for number, (first, last) in enumerate(parts):
        lead = re.match(r"[\s#*_>]*", text[first:last])
        begin = start + first + (lead.end() if lead else 0)
        said = document.text[begin : start + last].rstrip()
        if said:
            kind: str = "line" if number or block.kind == "paragraph" else block.kind
            kind = "prose" if kind == "line" and is_prose(said) else kind
            yield from _cut(Line(kind, begin, begin + len(said), said, block.level))


def _cut(line: Line) -> Iterator[Line]:
    """The line in parts of bounded length, so that reading takes time in proportion to the text."""
    for at in range(0, len(line.text), _LONGEST_LINE):
        said = line.text[at : at + _LONGEST_LINE]
        start = line.start + at + len(said) - len(said.lstrip())
        if said.strip():
            yield replace(line, start=start, end=start + len(said.strip()), text=said.strip())


def _runs_on(before: str, after: str, width: int) -> bool:
    """Whether the end of a line was only the page's: the next word had no room."""
    last, said = before.rsplit("\n", 1)[-1].rstrip(), after.strip()
    if not said or len(last) < (22 if _CJK.search(before) else 40):
        return False
    if _CJK.search(before):
        return (
            not re.search(r"\d$", last)
            and not _SENTENCE_END.search(last)
            and len(last) >= width - 2
        )
    if re.match(r"[^:：]{2,40}[:：]\s", said) or (said[0].isdigit() and last[0].isdigit()):
        return False
    return said[0].islower() or (
        len(last) >= 60 and len(last) + len(said.split()[0]) >= width and width < 140
    )


def is_prose(text: str) -> bool:
    """Whether a line reads as sentences rather than as an entry or a title."""
    if _CJK.search(text):
        return len(text) > _LONG_CJK or bool(re.search("[。！？]|다\\.$", text))
    return len(text) > _LONG or (len(text.split()) > 6 and bool(_SENTENCE_END.search(text)))


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text by their offsets, in order, without outer white space."""
    start = 0
    for gap in _BREAK.finditer(text):
        said = text[start : gap.start()]
        if _SHORT_WORD.search(said[-8:].rstrip()) and text[gap.start() - 1 : gap.start()] == ".":
            continue
        if said.strip():
            yield start + len(said) - len(said.lstrip()), start + len(said.rstrip())
        start = gap.end()
    said = text[start:]
    if said.strip():
        yield start + len(said) - len(said.lstrip()), start + len(said.rstrip())


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line between its separators; `before` is the separator, `bracketed` within ( )."""

    start: int
    end: int
    before: str
    bracketed: bool


def segments_of(text: str, names: Sequence[PlaceName] = ()) -> list[Segment]:
    """The stretches of a line between commas, brackets, dashes, cells, and hyphens that join two names."""
    joints = [n.end for n, m in pairwise(names) if text[n.end : m.start] == "-"]
    for joint in reversed(joints):
        text = f"{text[:joint]}–{text[joint + 1 :]}"
    found: list[Segment] = []
    at, before, depth = 0, "", 0
    edges = (
        e for e in _EDGES.finditer(text) if not any(n.start < e.start() < n.end for n in names)
    )
    for edge in (*edges, None):
        end = edge.start() if edge else len(text)
        said = text[at:end]
        if said.strip():
            first = at + len(said) - len(said.lstrip())
            found.append(Segment(first, first + len(said.strip()), before, depth > 0))
        if edge:
            mark = edge[0].strip() or edge[0][:1]
            depth = max(0, depth + (mark in "(（") - (mark in ")）"))
            at, before = edge.end(), (before + mark if not said.strip() else mark)
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line of a list puts forward: partners, or one pair; `in_country` where it names a country besides.

    `label` is what stands before a colon, "" where nothing does.
    """

    partners: tuple[PlaceName, ...] = ()
    pair: bool = False
    in_country: bool = False
    label: str = ""
    whole: bool = False


def entry_of(text: str, names: Sequence[PlaceName], *, many: bool, loose: bool) -> Entry:
    """The entry of a line; `many` where the line may hold several partners, `loose` where capitals are enough."""
    segments = segments_of(text, names)
    if not segments:
        return Entry()
    held = [(s, _named(text, s, names)) for s in segments]
    countries = any(n.how == "country" for n in names)
    label = ""
    if len(held) > 1 and held[1][1] and held[1][0].before.startswith((":", "：")):
        held[0] = (held[0][0], replace(held[0][1], how="country") if held[0][1] else None)
    if len(held) > 1 and held[1][0].before.startswith((":", "：")) and held[0][1] is None:
        label = text[: segments[0].end]
        held = held[1:]
    chosen: list[tuple[Segment, PlaceName]] = []
    for at, (segment, name) in enumerate(held):
        if name is None or name.how == "country" or not (loose or countries or name.is_sure):
            continue
        if _is_region(text, held, at, chosen):
            continue
        chosen.append((segment, name))
        if not many and not _pairs(text, held, at):
            break
    partners = tuple(name for _, name in chosen)
    if not many and len(partners) > 2 and _is_pair(text, partners[:2]):
        partners = partners[:2]
    pair = len(partners) == 2 and _is_pair(text, partners)
    if len(partners) > 1 and not pair and not many:
        partners = partners[:1]
    first = next((n for _, n in held if n and n.how != "country"), None)
    whole = bool(partners) and first is partners[0] and _leads(text, partners[0], names, label)
    return Entry(partners, pair, countries, label, whole)


def head_of(text: str, names: Sequence[PlaceName]) -> str:
    """The beginning of a long entry up to what describes its partner; the whole of a short one."""
    lead = _DESCRIPTION.split(text, maxsplit=1)[0]
    is_long = len(text) > _LONG_ENTRY and any(n.end <= len(lead) for n in names)
    return lead if is_long else text


def _named(text: str, segment: Segment, names: Sequence[PlaceName]) -> PlaceName | None:
    """The name that a segment is, but for a country or a few words beside it; a country if only that."""
    inside = [n for n in names if segment.start <= n.start and n.end <= segment.end]
    places = [n for n in inside if n.how != "country"]
    if not inside:
        return None
    if not places:
        return inside[0]
    name = next((n for n in places if n.is_sure), places[0])
    rest = text[segment.start : name.start] + " " + text[name.end : segment.end]
    for other in inside:
        if other is not name:
            rest = rest.replace(text[other.start : other.end], " ")
    words = re.findall(r"[^\W\d_]+", rest)
    limit = 1 if not name.is_sure else 3
    size = sum(len(w) if _CJK.match(w) else 6 for w in words)
    return name if size <= 6 * limit and (name.is_sure or len(places) == 1) else None


def _is_region(
    text: str,
    held: Sequence[tuple[Segment, PlaceName | None]],
    at: int,
    chosen: Sequence[tuple[Segment, PlaceName]],
) -> bool:
    """Whether a name only says where the partner before it lies."""
    segment, name = held[at]
    if not chosen or name is None:
        return bool(segment.bracketed and at and held[at - 1][1] is None and not chosen and at > 1)
    if segment.bracketed and chosen[-1][0].end < segment.start:
        before = held[at - 1][1]
        return before is None or before.how != "country"
    if is_us_state(name.name):
        return True
    last = chosen[-1][1]
    if segment.before not in (",", "，", "/", ", "):
        return False
    after = held[at + 1][1] if at + 1 < len(held) else None
    directly = held[at - 1][1] is last
    follows = after is not None and after.how == "country" and held[at + 1][0].before in (",", "(")
    return directly and (name.upper or (follows and not _in_own_country(held, at)))


def _in_own_country(held: Sequence[tuple[Segment, PlaceName | None]], at: int) -> bool:
    """Whether the partners before are each followed by a country of their own."""
    return at > 1 and any(n is not None and n.how == "country" for _, n in held[1:at])


def _pairs(text: str, held: Sequence[tuple[Segment, PlaceName | None]], at: int) -> bool:
    """Whether the next name stands to this one as the other side of a pair."""
    for segment, name in held[at + 1 :]:
        if name is None or name.how == "country" or segment.bracketed:
            continue
        return bool(re.search("[-–—―↔⇔/=]", segment.before)) and name.how != "country"
    return False


def _is_pair(text: str, partners: Sequence[PlaceName]) -> bool:
    between = text[partners[0].end : partners[1].start]
    spaced = re.sub(r"[(（][^()（）]*[)）]", "", between)
    return bool(_DASH.fullmatch(spaced)) and (
        " " in spaced or "–" in spaced or "↔" in spaced or _is_sure(partners)
    )


def _is_sure(partners: Sequence[PlaceName]) -> bool:
    return all(p.is_sure for p in partners)


def _leads(text: str, name: PlaceName, names: Sequence[PlaceName], label: str) -> bool:
    """Whether nothing but a country, a number, a date or a label stands before the name."""
    before = text[len(label) : name.start]
    for other in names:
        if other.how == "country" and other.end <= name.start:
            before = before.replace(text[other.start : other.end], "")
    return sum(len(w) for w in re.findall(r"[^\W\d_]+", before)) <= (
        12 if not _CJK.search(before) else 6
    )


def tables_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The runs of rows with the same number of cells, of two rows and more."""
    run: list[Line] = []
    for line in lines:
        if line.kind == "row" and (not run or line.start - run[-1].end < 200):
            run.append(line)
            continue
        if len(run) > 1:
            yield run
        run = [line] if line.kind == "row" else []
    if len(run) > 1:
        yield run


def cells_of(line: Line) -> list[tuple[int, int]]:
    """The cells of a row by offsets within the document, empty ones too."""
    text = line.text
    mark = "\t" if "\t" in text else "|"
    found: list[tuple[int, int]] = []
    at = 0
    for piece in text.split(mark):
        lead = len(piece) - len(piece.lstrip())
        found.append((line.start + at + lead, line.start + at + lead + len(piece.strip())))
        at += len(piece) + 1
    if mark == "|" and text.startswith("|"):
        found = found[1:]
    return found[:-1] if mark == "|" and text.rstrip().endswith("|") else found


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold partners, home towns, countries; -1 where none does."""

    partner: int
    home: int = -1
    country: int = -1


def columns_of(rows: Sequence[Sequence[str]], finder: NameFinder) -> Columns | None:
    """The columns of a table by what most of its cells are; None where no column holds names of places."""
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    body = [row for row in rows if len(row) == width]
    places, countries = [0.0] * width, [0.0] * width
    for row in body:
        for at, cell in enumerate(row):
            kind = _kind_of_cell(cell, finder)
            places[at] += {"held": 1.0, "form": 0.4}.get(kind, 0.0)
            countries[at] += kind == "country"
    if not body or width < 2:
        return None
    same = [len(body) > 3 and len({row[c] for row in body[1:]}) == 1 for c in range(width)]
    ranked = sorted(range(width), key=lambda c: (same[c], -places[c], c))
    if places[ranked[0]] < 0.3 * len(body):
        return None
    country = max(range(width), key=lambda c: countries[c])
    found = Columns(ranked[0], -1, country if countries[country] > 0.3 * len(body) else -1)
    least = 0.6 if found.country < 0 else 0.4
    second = ranked[1] if places[ranked[1]] > least * len(body) and not same[ranked[1]] else -1
    if second < 0:
        return found
    first, last = sorted((found.partner, second))
    distinct = {c: len({row[c] for row in body}) for c in (first, last)}
    if distinct[last] < distinct[first] and distinct[first] == len(body):
        return replace(found, partner=first, home=last)
    return replace(found, partner=last, home=first)


def _kind_of_cell(cell: str, finder: NameFinder) -> str:
    if len(cell) > 60 or not cell:
        return ""
    plain = re.split("(?<=\\w)\\s?[(（]", cell)[0]
    names = [n for n in finder.names_in(cell) if n.start < len(plain)]
    if not names:
        return ""
    if all(n.how == "country" for n in names) or (names[0].how == "country" and "/" in cell):
        return "country"
    places = [n for n in names if n.how != "country"]
    others = [n for n in places[1:] if n.is_sure or not places[0].is_sure]
    if others or places[0].start > 12:
        return ""
    return "held" if places[0].is_sure else "form"
