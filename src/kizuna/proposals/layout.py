"""Layout: the lines, cells and tables of a document, and the names that a list entry
puts forward as partners.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kizuna.proposals.place_names import NamedPlace, NameFinder, is_country, places_of
from kizuna.sources.reading import BlockedText

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
NAME_CELL = re.compile(r"[^\W\d_][^\d,;:]{1,20}")
_LONG, _LONG_CJK = 90, 40
_LONGEST_LINE = 4000


def lines_of(document: BlockedText) -> Iterator[tuple[str, int, str]]:
    """The kind, the place and the text of each line without its marker; what the page
    alone broke is one line, a very long one several.

    A kind is "heading", "item", "row", "prose" for what runs on in sentences, or "line"
    for any other short one.
    """
    for block in document.blocks:
        start = block.start + (len(block.marker) if block.kind == "item" else 0)
        is_row = block.kind == "row"
        lines = [(block.start, block.end)] if is_row else []
        pieces = (
            []
            if is_row
            else [*re.finditer(r"[^\n]+", document.text[start : block.end])]
        )
        width = max((len(piece[0]) for piece in pieces), default=0)
        for piece in pieces:
            lead = re.match(r"[\s#*_>]*", piece[0])
            first, last = (
                start + piece.start() + (lead.end() if lead else 0),
                start + piece.end(),
            )
            if lines and _runs_on(
                document.text[slice(*lines[-1])], piece[0].strip(), width
            ):
                lines[-1] = (lines[-1][0], last)
            elif first < last:
                lines.append((first, last))
        for at, (first, last) in enumerate(lines):
            said = document.text[first:last]
            is_prose = len(said) > _LONG or (
                len(said.split()) > 6 and _SENTENCE_END.search(said)
            )
            if _CJK.search(said):
                is_prose = len(said) > _LONG_CJK or re.search("[。！？]|다\\.$", said)
            is_plain = block.kind == "paragraph" or (at and not is_row)
            kind: str = ("prose" if is_prose else "line") if is_plain else block.kind
            for cut in range(0, len(said), _LONGEST_LINE):
                part = said[cut : cut + _LONGEST_LINE]
                if held := part.strip():
                    yield kind, first + cut + part.index(held), held


def _runs_on(before: str, after: str, width: int) -> bool:
    """Whether the end of a line was only the page's: it is about as long as any, and a
    sentence goes on.
    """
    last = before.rsplit("\n", 1)[-1].rstrip()
    if (
        not after
        or _SENTENCE_END.search(last)
        or re.match(r"[^:：]{2,40}[:：]\s", after)
    ):
        return False
    if _CJK.search(last):
        return len(last) >= max(22, width - 2) and not last[-1].isdigit()
    return len(last) >= 40 and after[0].islower()


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text by their offsets, in order, without outer white space."""
    start = 0
    for gap in (*_BREAK.finditer(text), None):
        said = text[start : gap.start() if gap else len(text)]
        if gap and said.endswith(".") and _SHORT_WORD.search(said[-8:]):
            continue
        if held := said.strip():
            first = start + said.index(held)
            yield first, first + len(held)
        start = gap.end() if gap else start


def entry_of(
    text: str, names: Sequence[NamedPlace], *, many: bool, loose: bool
) -> tuple[list[NamedPlace], bool]:
    """The partners that a line of a list puts forward, and whether they are one pair.

    `many` where the line may hold several partners, `loose` where capitals are enough.
    """
    first = _EDGES.search(text)
    cut = first.end() if first and first[0] in ":：" else 0
    told = next((text[cut : n.start] for n in names if n.start >= cut), "/")
    is_named = any(n.end <= cut for n in names)
    if is_named and _EDGES.search(told.strip()):
        cut, is_named = 0, False
    in_country = is_named or any(n.how == "country" for n in names)
    chosen: list[NamedPlace] = []
    for at, name in enumerate(names):
        counts = name.start >= cut and (loose or in_country or name.is_sure)
        is_place = counts and name.how != "country" and _is_alone(text, name, names)
        if is_place and not _is_area(text, names, at, chosen):
            chosen.append(name)
    is_pair = False
    if len(chosen) == 2 or (len(chosen) > 2 and not many):
        gap = re.sub(r"[(（][^()（）]*[)）]", "", text[chosen[0].end : chosen[1].start])
        is_told = all(p.is_sure for p in chosen[:2]) or re.search("[ –↔]", gap)
        is_pair = bool(_DASH.fullmatch(gap) and is_told)
    return (chosen if many and not is_pair else chosen[: 1 + is_pair]), is_pair


def _is_alone(text: str, name: NamedPlace, names: Sequence[NamedPlace]) -> bool:
    """Whether a name, but for countries and a few words, fills a stretch of a line
    between its separators.
    """
    inner = {at for n in names for at in range(n.start + 1, n.end)}
    edges = [edge.span() for edge in _EDGES.finditer(text) if edge.start() not in inner]
    edges += [
        (n.end, m.start) for n, m in pairwise(names) if text[n.end : m.start] == "-"
    ]
    left = max((end for _, end in edges if end <= name.start), default=0)
    right = min((start for start, _ in edges if start >= name.end), default=len(text))
    inside = [n for n in names if left <= n.start and n.end <= right]
    rest = text[left:right]
    for other in inside:
        rest = rest.replace(text[other.start : other.end], " ")
    size = sum(len(w) if _CJK.match(w) else 6 for w in re.findall(r"[^\W\d_]+", rest))
    first = next((n for n in inside if n.is_sure), None)
    is_only = first is None and len(places_of(inside)) == 1
    return size <= 18 if name is first else is_only and size <= 6


def _is_area(
    text: str, names: Sequence[NamedPlace], at: int, chosen: Sequence[NamedPlace]
) -> bool:
    """Whether a name only says where the partner before it lies: in brackets, or behind
    a comma.
    """
    if not chosen:
        return False
    name, last, after = names[at], names[at - 1], names[at + 1 : at + 2]
    opened, closed = (
        max(text.rfind(m, 0, name.start) for m in held) for held in ("(（", ")）")
    )
    if opened > closed:
        outer = [n for n in names if n.end <= opened]
        return not outer or outer[-1].how != "country"
    gaps = [text[name.end : n.start].strip() for n in after if n.how == "country"]
    is_before = gaps in ([","], ["("])
    is_first = not any(n.how == "country" for n in names[:at])
    gap = text[last.end : name.start].strip()
    return gap in (",", "，", "/") and bool(name.upper or (is_before and is_first))


def cells_of(text: str, at: int) -> list[tuple[int, int]]:
    """The cells of a row that stands at a place of the document, by offsets within
    that, empty ones too.
    """
    mark = "\t" if "\t" in text else "|"
    text = text.removesuffix(mark) if mark == "|" else text
    found: list[tuple[int, int]] = []
    for piece in text.split(mark):
        lead = at + len(piece) - len(piece.lstrip())
        found.append((lead, lead + len(piece.strip())))
        at += len(piece) + 1
    return found[1:] if text.startswith("|") else found


def columns_of(
    rows: Sequence[Sequence[str]], finder: NameFinder
) -> tuple[int, int] | None:
    """Which columns of a table hold partners and their home towns, -1 where no column
    does the latter.

    None where no column names places; where nobody holds their names, they stand beside
    a column of countries. Of two that do, the home is the one with fewer towns, else
    the first.
    """
    width = Counter(map(len, rows)).most_common(1)[0][0]
    body = [row for row in rows if len(row) == width]
    named = [
        [any(n.is_sure for n in finder.names_in(cell)) for cell in row] for row in body
    ]
    share = [sum(column) / len(body) for column in zip(*named, strict=True)]
    values = [{row[at] for row in body[1:]} for at in range(width)]
    is_same = [len(body) > 3 and len(held) == 1 for held in values]
    ranked = sorted(range(width), key=lambda at: (is_same[at], -share[at], at))[:2]
    if width < 2 or share[ranked[0]] < 0.3:
        lands = [
            sum(is_country(row[at]) for row in body) > len(body) / 2
            for at in range(width)
        ]
        free = [
            at for at in range(width) if any(lands) and len(values[at]) > len(body) / 2
        ]
        alone = (
            at
            for at in free
            if not lands[at] and all(map(NAME_CELL.fullmatch, values[at]))
        )
        return next(((at, -1) for at in alone), None)
    if share[ranked[1]] <= 0.5 or is_same[ranked[1]]:
        return ranked[0], -1
    home, partner = sorted(
        sorted(ranked), key=lambda at: len(values[at]) == len(body) - 1
    )
    return partner, home
