"""Blocking: which names are worth comparing with a mention at all; it may bring too many, never too few.

Names are keyed by 64-bit hashes of their folded text, of the text with any one letter left out, and of its
sounds. Names within two edits also pass a filter of letters and pairs of letters:
an edit changes at most two letters and four pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]

_BASE = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0xC2B2AE3D27D4EB4F)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_LETTERS_APART, _PAIRS_APART = 4, 8
_LONGEST = 40


class Letters:
    """Texts as one array of letters, to be keyed all at once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.count = len(texts)
        self.lengths: Ints = np.fromiter(map(len, texts), np.int64, len(texts))
        self.starts: Ints = np.cumsum(self.lengths) - self.lengths
        self.codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)

    def groups(self) -> list[tuple[int, Ints, Words]]:
        """For each length: that length, the numbers of the texts that have it, and their letters, a row a text."""
        found = []
        for length in np.unique(self.lengths).tolist():
            which = np.flatnonzero(self.lengths == length)
            rows = self.codes[self.starts[which][:, None] + np.arange(length)].astype(np.uint64)
            found.append((length, which, rows))
        return found

    def whole(self) -> Words:
        """The key of each text."""
        keys = np.zeros(self.count, np.uint64)
        for length, which, rows in self.groups():
            keys[which] = _mixed((rows * _BASE + _STEP) @ _powers(length))
        return keys

    def near(self, salts: Ints | None = None) -> tuple[Words, npt.NDArray[np.int32]]:
        """The keys of each text and of the text with one letter left out, and the number of the text for each.

        With `salts`, one a text, the keys are salted. Texts under three letters have none.
        """
        keys: list[Words] = [np.zeros(0, np.uint64)]
        owners = [np.zeros(0, np.int32)]
        for length, which, rows in self.groups():
            if length < 3 or length > _LONGEST:
                continue
            powers = _powers(length)
            letters = rows * _BASE + _STEP
            behind = letters * powers
            total = behind.sum(1, keepdims=True)
            before = np.cumsum(behind, axis=1)
            # Without letter i: the letters before it as they stand, those after it one place lower.
            lower = np.cumsum((letters[:, 1:] * powers[:-1])[:, ::-1], axis=1)[:, ::-1]
            lower = np.concatenate([lower, np.zeros_like(total)], axis=1)
            without = before - behind + lower
            made = _mixed(np.concatenate([total, without], axis=1))
            keys.append((made if salts is None else salted(made, salts[which][:, None])).ravel())
            owners.append(np.repeat(which.astype(np.int32), length + 1))
        all_keys = np.concatenate(keys)
        keys.clear()
        return all_keys, np.concatenate(owners)

    def signs(self) -> Words:
        """Two words a text: a bit for each letter it has, and a bit for each pair of neighbours."""
        found = np.zeros((self.count, 2), np.uint64)
        one = np.uint64(1)
        for length, which, rows in self.groups():
            if not length:
                continue
            spread = (rows * _BASE) >> np.uint64(58)
            found[which, 0] = np.bitwise_or.reduce(one << spread, axis=1)
            pairs = ((rows[:, 1:] * _BASE + rows[:, :-1] * _STEP) * _MIX) >> np.uint64(58)
            if length > 1:
                found[which, 1] = np.bitwise_or.reduce(one << pairs, axis=1)
        return found


def _powers(length: int) -> Words:
    """The powers of the base from 0 on, modulo 2**64."""
    return np.array([pow(int(_BASE), at, 2**64) for at in range(length)], np.uint64)


def _mixed(keys: Words) -> Words:
    mixed = (keys ^ (keys >> np.uint64(32))) * _MIX
    result: Words = mixed ^ (mixed >> np.uint64(29))
    return result


def salted(keys: Words, salt: int | npt.NDArray[Any]) -> Words:
    """The keys of one country apart from those of any other."""
    salts = (np.atleast_1d(np.asarray(salt, np.uint64)) + np.uint64(1)) * _STEP
    result: Words = keys ^ salts
    return result


@dataclass(frozen=True, slots=True)
class KeyIndex:
    """Keys in order, and whose each is."""

    keys: Words
    owners: npt.NDArray[np.int32]

    @classmethod
    def of(cls, keys: Words, owners: npt.NDArray[Any]) -> KeyIndex:
        """The index of keys with their owners."""
        order = np.argsort(keys)
        return cls(keys[order], owners.astype(np.int32, copy=False)[order])

    def meeting(self, asked: Words, askers: Ints) -> tuple[Ints, Ints]:
        """Every (asker, owner) whose keys meet, once each."""
        order = np.argsort(asked)
        sought = asked[order]
        first = np.searchsorted(self.keys, sought, "left")
        many = np.searchsorted(self.keys, sought, "right") - first
        who = np.repeat(askers[order], many)
        at = np.repeat(first - (np.cumsum(many) - many), many) + np.arange(many.sum())
        pairs = np.unique((who.astype(np.int64) << 32) | self.owners[at].astype(np.int64))
        return pairs >> 32, pairs & 0xFFFFFFFF


def within_two_edits(asked: Words, letters: Words, pairs: Words, lengths: Any, length: int) -> Ints:
    """The numbers of the names that may be within two edits of the one whose two signs are `asked`."""
    close = np.bitwise_count(letters ^ asked[0]) <= _LETTERS_APART
    close &= np.abs(lengths - length) <= 2
    some = np.flatnonzero(close)
    result: Ints = some[np.bitwise_count(pairs[some] ^ asked[1]) <= _PAIRS_APART]
    return result
