"""Terms: the texts that rows hold by number.

Law: a term is never changed or removed; numbers are given inside a transaction that holds the writers' lock.
"""

from __future__ import annotations

from collections.abc import Iterable

from kizuna.store.sql import among, fetch, fetch_number, insert_rows


def known_terms(texts: Iterable[str]) -> dict[str, int]:
    """The numbers of those texts that are terms."""
    condition, params = among("text", set(texts))
    return dict(fetch(f"SELECT text, id FROM terms WHERE {condition}", params))


def term_of(text: str) -> int | None:
    """The number of a text, None when it is no term."""
    return known_terms((text,)).get(text)


def intern_terms(texts: Iterable[str]) -> dict[str, int]:
    """The numbers of all the texts, new ones given to those that have none."""
    wanted = set(texts)
    found = known_terms(wanted)
    following = fetch_number("SELECT max(id) FROM terms") + 1
    new = [(number, text) for number, text in enumerate(sorted(wanted - found.keys()), following)]
    insert_rows("terms", ("id", "text"), new)
    found.update((text, number) for number, text in new)
    return found


def texts_of(numbers: Iterable[int]) -> dict[int, str]:
    """The texts of term numbers."""
    condition, params = among("id", set(numbers))
    return dict(fetch(f"SELECT id, text FROM terms WHERE {condition}", params))


def all_terms() -> dict[str, int]:
    """The numbers of all texts that are terms."""
    return dict(fetch("SELECT text, id FROM terms"))
