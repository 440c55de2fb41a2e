"""Entries of the ledger: what each claim, judgement and line of the audit records, as
the JSON that is hashed.

Law: the JSON is canonical (keys sorted, no spaces, UTF-8, whole numbers alone), and its
form never changes: the leaves of every ledger rest on it. Times are microseconds since
1970-01-01 UTC.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import orjson

from kizuna.store.sql import CERTAINTY_OF, STANCE_OF, VERDICT_OF, fetch

Row = tuple[Any, ...]

TABLES = {
    "claim": ("claims", "seq"),
    "judgement": ("judgements", "seq"),
    "audit": ("audit", "id"),
}
"""The kinds of entries, in the order in which they stand at one time; their tables, and
the columns of numbers.
"""
TIMES = {"claim": "recorded_at", "judgement": "judged_at", "audit": "at"}
"""The columns of when they were entered."""
DIGEST_SIZE = 32

_TERMS = ("subject", "property", "document", "sha256", "holder", "method", "recorder")
_SELECTS = {
    "claim": "SELECT t.seq, t.uid, subject.text, property.text, t.value, t.valid,"
    " document.text,"
    " sha256.text, t.passage_start, t.passage_end, t.locator, holder.text, t.stance,"
    " t.certainty,"
    " method.text, recorder.text, t.recorded_at FROM claims t "
    + " ".join(f"LEFT JOIN terms {name} ON {name}.id = t.{name}" for name in _TERMS),
    "judgement": "SELECT t.seq, t.uid, t.verdict, t.target, t.other, t.reason, t.judge,"
    " t.judged_at"
    " FROM judgements t",
    "audit": "SELECT t.id, t.at, t.acting_user, t.verb, t.what FROM audit t",
}


class Entry(NamedTuple):
    """An entry as its row holds it: its number in its table, when it was entered, and
    what it records.
    """

    number: int
    time: int
    content: dict[str, Any]

    @property
    def id(self) -> str:
        """The id that its row gives it, "" for a line of the audit."""
        return str(self.content.get("id", ""))

    @property
    def digest(self) -> bytes:
        """The SHA-256 of what it records."""
        return sha256(self.text).digest()

    @property
    def text(self) -> bytes:
        """The JSON of what it records; what no row that was entered can hold, such as
        bytes, is quoted in it.
        """
        return orjson.dumps(self.content, option=orjson.OPT_SORT_KEYS, default=repr)


def bytes_of(held: object) -> bytes:
    """The bytes of a column; none where somebody put something else into it, as SQLite
    lets them.
    """
    return bytes(held) if isinstance(held, bytes | memoryview) else b""


def entries(kind: str, first: int, last: int) -> Iterator[Entry]:
    """The entries of a kind whose numbers lie between two, these included, in order;
    missing ones are left out.
    """
    key = TABLES[kind][1]
    where = f"WHERE t.{key} BETWEEN {first:d} AND {last:d} ORDER BY t.{key}"
    return map(_READ[kind], fetch(f"{_SELECTS[kind]} {where}"))


def _claim(row: Row) -> Entry:
    number, uid, *stated, stance, certainty, method, recorder, recorded_at = row
    said = STANCE_OF.get(stance, stance), CERTAINTY_OF.get(certainty, certainty)
    ref = bytes_of(uid).hex() or repr(uid)
    return Entry(
        number,
        recorded_at,
        _content(ref, [*stated, *said], method, recorder, recorded_at),
    )


def _content(
    ref: str, stated: object, method: str, recorder: str, at: int
) -> dict[str, Any]:
    """What is hashed of a claim, its keys sorted."""
    of = {"method": method, "recorded_at": at, "recorder": recorder, "stated": stated}
    return {"id": ref, "kind": "claim", **of}


def _judgement(row: Row) -> Entry:
    number, uid, verdict, *said = row
    names = ("target", "other", "reason", "judge", "judged_at")
    content = {
        "kind": "judgement",
        "id": bytes_of(uid).hex() or repr(uid),
        "verdict": VERDICT_OF.get(verdict, verdict),
        **dict(zip(names, said, strict=True)),
    }
    return Entry(number, said[-1], content)


def _act(row: Row) -> Entry:
    said = dict(zip(("at", "acting_user", "verb", "what"), row[1:], strict=True))
    return Entry(row[0], row[1], {"kind": "audit", **said})


_READ: dict[str, Callable[[Row], Entry]] = {
    "claim": _claim,
    "judgement": _judgement,
    "audit": _act,
}


def digests_of(kind: str, first: int, last: int) -> bytes:
    """The digests of the entries of a kind whose numbers lie between two, one after
    another.
    """
    return b"".join(entry.digest for entry in entries(kind, first, last))


def digests_of_claims(
    uids: Sequence[bytes],
    stated: Sequence[bytes],
    *others: Sequence[str] | Sequence[int],
) -> bytes:
    """The digests of claims, one after another, without a look at their rows.

    `stated` as for their ids; `others` are their methods, recorders and times.
    """
    columns = zip(
        map(bytes.hex, uids), map(orjson.Fragment, stated), *others, strict=True
    )
    return b"".join([sha256(orjson.dumps(_content(*row))).digest() for row in columns])
