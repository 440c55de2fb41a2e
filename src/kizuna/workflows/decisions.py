"""Decisions from a file: a CSV with a row for each proposed claim, for reviews that are prepared elsewhere.

Every bad row is named with its line; the good rows are carried out, acceptances last, since they draw in what
they rest on unless it was rejected.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.errors import BadEntry, BadFile, BadQuestion, KizunaError
from kizuna.sources.reader_process import bytes_of
from kizuna.sources.reading import decode
from kizuna.store.queries.claims import claim_by_id
from kizuna.workflows import ask
from kizuna.workflows.entering.hand import Hand
from kizuna.workflows.list_claims import PROPOSED, weighed
from kizuna.workflows.review import Reading, accept, correct, reject

COLUMNS = ("claim", "verdict", "reason", "value")
VERDICTS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}


def carry_out(path: Path, by: Hand) -> tuple[dict[str, int], tuple[str, ...]]:
    """Carry out the decisions of a CSV with the columns claim, verdict, reason and value.

    Returns how many rows were accepted, rejected and corrected, and what is wrong with each of the others. Raises
    BadFile for a file that cannot be read or lacks a column, and StorageError.
    """
    done = dict.fromkeys(VERDICTS.values(), 0)
    problems: dict[int, str] = {}
    for line, row in sorted(rows_of(path), key=lambda numbered: numbered[1]["verdict"] == "accept"):
        try:
            _carry(row, by)
            done[VERDICTS[row["verdict"]]] += 1
        except KizunaError as error:
            problems[line] = f"{path.name} line {line}: {error}"
    return done, tuple(problems[line] for line in sorted(problems))


def rows_of(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of the file that are not blank, each with its line and the texts of the COLUMNS."""
    text = decode(bytes_of(path, path.name), path.name)
    reader = csv.DictReader(text.splitlines(keepends=True))
    try:
        missing = [c for c in COLUMNS[:2] if c not in (reader.fieldnames or ())]
        if missing:
            raise BadFile(f"{path.name!r} has no column {missing[0]!r}; it needs claim and verdict")
        for row in reader:
            texts = {column: (row.get(column) or "").strip() for column in COLUMNS}
            if any(texts.values()):
                yield reader.line_num, texts
    except csv.Error as error:
        raise BadFile(f"{path.name!r} line {reader.line_num} is not CSV: {error}") from None


def _carry(row: Mapping[str, str], by: Hand) -> None:
    if row["verdict"] not in VERDICTS:
        raise BadQuestion(f"{row['verdict']!r} is no verdict; write {', '.join(VERDICTS)}")
    claim = claim_by_id(row["claim"])
    (held,) = weighed([claim])
    if held.status != PROPOSED:
        raise BadQuestion(f"{claim.id!r} waits for no decision: it is {held.status}")
    if row["verdict"] == "accept":
        accept([Reading(claim.subject, (claim,), 0.0)], ask.known_register(), by)
    elif row["verdict"] == "reject":
        reject([claim], row["reason"], by)
    else:
        correct_line(claim, row["value"], by)


def correct_line(claim: Claim, text: str, by: Hand) -> tuple[Judgement, ...]:
    """Put a value that was typed on one line (plain words, a name or id, or JSON) in the place of a proposed one.

    Raises what is wrong with the value, and Overtaken.
    """
    said, inputs = text.strip(), {"valid": claim.valid} if claim.valid else {}
    try:
        value = json.loads(said) if said[:1] in ("{", "[", '"') else said
    except json.JSONDecodeError:
        value = said
    try:
        return correct(claim, inputs | {"value": value} if said else inputs, by)
    except BadEntry as error:
        raise next(iter(error.problems.values())) from None
