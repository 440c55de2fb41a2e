"""Discourse: which two parties each sentence of a document speaks of, by the ties that were read in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kizuna.proposals.clauses import Mention, Sentence
from kizuna.proposals.triggers import bare, is_same

_OFTEN = 2
"""In how many sentences two places are named that a text without a tie speaks of."""

_PORT = "Port of "

Pair = tuple[str, str]


def with_pairs(
    sentences: Sequence[Sentence], ties: Sequence[Pair], home: str = ""
) -> Iterator[Sentence]:
    """The sentences, each with the pair in force: named in it, else that of the sentence before.

    `ties` are those of the document. A text without any speaks of its home and the place that it names most, or of
    the two that it names most. Parties are called as their tie calls them.
    """
    often = _often(sentences)
    known = list(ties) or _likely(often, home)
    labels = {bare(name): name for pair in known for name in pair}
    by_parties = {frozenset(map(bare, pair)): pair for pair in known}
    discourse = _Discourse(by_parties, labels.get(bare(home), home), frozenset(map(bare, often)))
    for sentence in sentences:
        mentions = tuple(
            replace(held, name=labels.get(bare(held.name), held.name))
            for held in _without_single_port(sentence.mentions)
        )
        told = replace(sentence, mentions=mentions, home=discourse.home)
        yield replace(told, pair=discourse.pair_of(mentions))


def _often(sentences: Sequence[Sentence]) -> list[str]:
    """The places that at least two sentences name, those of the most first."""
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for sentence in sentences:
        for name in {held.name for held in sentence.mentions}:
            counts[bare(name)] += 1
            labels.setdefault(bare(name), name)
    return [labels[name] for name, count in counts.most_common() if count >= _OFTEN]


def _likely(often: Sequence[str], home: str) -> list[Pair]:
    """The two that a text without a tie speaks of, if it names them often."""
    others = [name for name in often if bare(name) != bare(home)]
    if home and others:
        return [(home, others[0])]
    return [(often[0], often[1])] if len(often) == 2 else []


def _without_single_port(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions, with its town for a port that is named beside no other port."""
    if len({held.name for held in mentions if held.name.startswith(_PORT)}) != 1:
        return mentions
    return [replace(held, name=held.name.removeprefix(_PORT)) for held in mentions]


@dataclass
class _Discourse:
    """The ties of a document, whose page it is, whom it names often, and the pair that was spoken of last."""

    ties: dict[frozenset[str], Pair]
    home: str
    often: frozenset[str]
    last: Pair | None = None

    def pair_of(self, mentions: Sequence[Mention]) -> Pair | None:
        """The pair that a sentence with these mentions speaks of; None where nobody can tell."""
        if self.last is None and len(self.ties) == 1:
            self.last = next(iter(self.ties.values()))
        names = list(dict.fromkeys(held.name for held in mentions))
        told = self._pair_of(names)
        if told:
            self.last = told
            return told
        return self.last if not names or (self.last and set(names) & set(self.last)) else None

    def _pair_of(self, names: Sequence[str]) -> Pair | None:
        """The pair that the names tell: a tie of two of them, of one with the home, the only one, or two alone."""
        sides = [frozenset((bare(one), bare(other))) for one, other in combinations(names, 2)]
        tied = [self.ties[pair] for pair in sides if pair in self.ties]
        if tied:
            return tied[0]
        of_names = [pair for pair in self.ties.values() if set(names) & set(pair)]
        with_home = [
            pair for pair in of_names if self.home in pair and set(names) - {self.home} & set(pair)
        ]
        if self.last in of_names:
            return self.last
        if len(with_home) == 1 or len(of_names) == 1:
            return (with_home or of_names)[0]
        is_told_of = len(names) == 2 and not of_names and set(map(bare, names)) <= self.often
        return (names[0], names[1]) if is_told_of and not is_same(*names) else None
