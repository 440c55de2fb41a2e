"""Discourse: which two parties each sentence of a document speaks of, by the ties that were read in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from kizuna.proposals.frames import Sentence
from kizuna.proposals.triggers import bare

Pair = tuple[str, str]


def with_pairs(
    sentences: Sequence[Sentence], ties: Sequence[Pair], home: str = ""
) -> Iterator[Sentence]:
    """The sentences, each with the pair in force: named in it, else that of the sentence before.

    `ties` are those of the document; parties are called as these call them. A text without any speaks of its home
    and the place that it names most, or of the only two that it names again and again.
    """
    counts = Counter(name for s in sentences for name in {m.name for m in s.mentions})
    often = [name for name, count in counts.most_common() if count > 1 and bare(name) != bare(home)]
    if not ties and (often if home else len(often) == 2):
        ties = [(home or often[1], often[0])]
    labels = {bare(name): name for pair in ties for name in pair}
    known = {frozenset(map(bare, pair)): pair for pair in ties}
    home = labels.get(bare(home), home)
    last = ties[0] if len(known) == 1 else None
    for sentence in sentences:
        mentions = tuple(
            replace(m, name=labels.get(bare(m.name), m.name)) for m in sentence.mentions
        )
        names = list(dict.fromkeys(held.name for held in mentions))
        told = _pair_of(names, known, home, last)
        last = told or last
        pair = last if told or not names or (last and set(names) & set(last)) else None
        yield replace(sentence, mentions=mentions, home=home, pair=pair)


def _pair_of(
    names: Sequence[str], ties: dict[frozenset[str], Pair], home: str, last: Pair | None
) -> Pair | None:
    """The pair that names tell: a tie of two of them, the last that one has, the only one, that with the home."""
    sides = (frozenset(map(bare, two)) for two in combinations(names, 2))
    if tied := [ties[pair] for pair in sides if pair in ties]:
        return tied[0]
    of_names = [pair for pair in ties.values() if set(names) & set(pair)]
    if last in of_names:
        return last
    with_home = [p for p in of_names if home in p and set(names) - {home} & set(p)]
    return with_home[0] if len(with_home) == 1 else of_names[0] if len(of_names) == 1 else None
