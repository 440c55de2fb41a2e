"""Decisions from a file: good rows are carried out, bad ones are named with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import Filled, claim
from kizuna.claims.claim import Claim
from kizuna.errors import BadFile
from kizuna.store.queries import claims
from kizuna.workflows.decisions import carry_out
from kizuna.workflows.entering.hand import Hand
from kizuna.workflows.review import queue


def _proposed(name: str, value: object) -> Claim:
    return claim("government/aville", name, value, method="rules@1;confidence=0.90")


def _file(folder: Path, *rows: str) -> Path:
    path = folder / "decisions.csv"
    path.write_text("\n".join(("claim,verdict,reason,value", *rows)) + "\n")
    return path


def test_rows_are_carried_out_with_values_in_plain_words(filled: Filled, tmp_path: Path) -> None:
    said = (("name", "Aville"), ("level", "city"), ("country", "NO"))
    named, level, country = (_proposed(*one) for one in said)
    filled([named, level, country])
    rows = (f"{level.id[:8]},correct,,Town", "", f"{country.id},reject,misread,")
    file = _file(tmp_path, f"{named.id},accept,,", *rows)
    done = {"accepted": 1, "rejected": 1, "corrected": 1}
    assert carry_out(file, Hand("Anna")) == (done, ())
    assert queue().readings == ()
    assert [c.value for c in claims.claims(property="level") if c.method == "typed"] == ['"town"']


def test_a_bad_row_is_named_and_the_others_are_carried_out(filled: Filled, tmp_path: Path) -> None:
    named, level = _proposed("name", "Aville"), _proposed("level", "city")
    filled([named, level])
    file = _file(
        tmp_path,
        f"{level.id},perhaps,,",
        "ffffffff,accept,,",
        f"{level.id},reject,,",
        f"{level.id},correct,,hamlet",
        f"{named.id},accept,,",
        f"{named.id},accept,,",
    )
    done, problems = carry_out(file, Hand("Anna"))
    assert done == {"accepted": 1, "rejected": 0, "corrected": 0}
    for problem, said in zip(
        problems,
        (
            "line 2: 'perhaps'",
            "line 3: no claim has an id that begins with 'ffffffff'",
            "line 4: 'reject' of",
            "line 5: 'hamlet'",
            "line 7: ",
        ),
        strict=True,
    ):
        assert said in problem


@pytest.mark.parametrize("content", [b"id,what\n1,2\n", b"\xff\xfe\x00", b""])
def test_a_file_without_the_columns_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=r"decisions\.csv"):
        carry_out(path, Hand("Anna"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"none\.csv' cannot be read"):
        carry_out(tmp_path / "none.csv", Hand("Anna"))
