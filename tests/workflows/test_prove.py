"""Proofs for outsiders: what they check with the script of the reference page, in a process without Kizuna."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builders import Filled, claim, reject
from kizuna.errors import BadFile, BadQuestion
from kizuna.store import open_database
from kizuna.workflows import prove
from kizuna.workflows.prove import verify
from proof_script import SCRIPT

NUMBERS = [claim("tie/osaka-shanghai", "number", str(number)) for number in range(9)]
Check = Callable[..., str]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Runs the script on JSON objects, as an outsider would; what it says, or "refused"."""
    (tmp_path / "kizuna_proof.py").write_text(SCRIPT, "utf-8")

    def run(*held: dict[str, Any], option: str = "") -> str:
        names = [f"{place}.json" for place in range(len(held))]
        for name, each in zip(names, held, strict=True):
            (tmp_path / name).write_text(json.dumps(each), "utf-8")
        command = [sys.executable, "-I", "kizuna_proof.py", *filter(None, [option]), *names]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout
        assert done.stderr == "the proof does not lead to its head\n"
        return "refused"

    return run


def test_the_script_is_short_and_needs_the_standard_library_alone() -> None:
    assert len(SCRIPT.splitlines()) < 60
    imported = re.findall(r"^(?:import|from) (.*?)(?: import .*)?$", SCRIPT, re.MULTILINE)
    names = {name for line in imported for name in line.split(", ")}
    assert names <= sys.stdlib_module_names


def test_an_outsider_checks_that_a_claim_is_in_the_ledger(filled: Filled, check: Check) -> None:
    filled(NUMBERS, [reject(NUMBERS[3])])
    for stated in (NUMBERS[0], NUMBERS[3], NUMBERS[8]):
        said = check(prove.proof(stated.id[:9]))
        assert said == f"a ledger of 11 entries, root {prove.head().root.hex()}\n"


def test_an_altered_proof_is_refused(filled: Filled, check: Check) -> None:
    filled(NUMBERS)
    proof = prove.proof(NUMBERS[4].id)
    later = {**proof["entry"], "recorded_at": proof["entry"]["recorded_at"] - 1}
    altered = {
        "entry": [later, prove.proof(NUMBERS[5].id)["entry"]],
        "claim": [NUMBERS[5].id],
        "order": [5, 40],
        "path": [proof["path"][1:], proof["path"] * 2, ["00" * 32] * len(proof["path"])],
        "head": [{**proof["head"], "root": "00" * 32}, {**proof["head"], "size": 5}],
    }
    for name, values in altered.items():
        for value in values:
            assert check({**proof, name: value}) == "refused", (name, value)


def test_an_outsider_checks_that_the_ledger_extends_every_earlier_head(
    filled: Filled, check: Check
) -> None:
    filled(NUMBERS[:4])
    earlier = prove.signed_head().to_json()
    filled(NUMBERS[4:])
    proof = prove.consistency(earlier["size"])
    assert check(earlier, proof) == check(prove.proof(NUMBERS[0].id))
    for changed in ({"root": "00" * 32}, {"size": 4}):
        assert check({**earlier, **changed}, proof) == "refused"
    assert check(earlier, {**proof, "path": proof["path"][::-1]}) == "refused"
    whole = prove.head().size
    for size in (0, 1, 5, whole):
        held = prove.consistency(size)
        assert check(held["first"], held).startswith(f"a ledger of {whole} entries")
    for sizes in ((99, None), (2, 99), (5, 4), (-1, None)):  # that it never had
        with pytest.raises(BadQuestion, match="entries"):
            prove.consistency(*sizes)


def test_openssl_checks_the_signature_with_the_key_that_is_published(
    filled: Filled, check: Check, tmp_path: Path
) -> None:
    filled(NUMBERS)
    signed = prove.signed_head()
    (tmp_path / "key.pem").write_text(prove.public_key()["pem"])
    check(signed.to_json(), option="--text")
    assert (tmp_path / "head.txt").read_bytes() == signed.text

    command = "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in head.txt -sigfile head.sig"

    def is_verified() -> bool:
        done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=False)
        return done.returncode == 0

    assert is_verified()
    check({**signed.to_json(), "size": 9}, option="--text")
    assert not is_verified()


def test_a_ledger_that_went_on_is_proved_against_a_head_of_its_file_or_a_proof_but_no_edited_one(
    filled: Filled, tmp_path: Path
) -> None:
    filled(NUMBERS[:3])
    signed, file = prove.signed_head(), tmp_path / "head.json"
    file.write_text(json.dumps(signed.to_json()))
    assert prove.earlier_head(file) == signed
    file.write_text(json.dumps(prove.proof(NUMBERS[0].id)))
    assert prove.earlier_head(file).head == signed.head
    filled(NUMBERS)
    verified = verify(against=file, acting_user="tester")
    assert verified.is_right, verified.discrepancies
    file.write_text(json.dumps({**signed.to_json(), "size": 2}))
    with pytest.raises(BadFile, match="is altered"):
        prove.earlier_head(file)


def test_the_head_of_another_ledger_is_refused_by_its_key(filled: Filled, tmp_path: Path) -> None:
    path = filled(NUMBERS)
    own = prove.public_key()["fingerprint"][:16]
    other = open_database(tmp_path / "other.sqlite3")
    foreign = prove.public_key()["fingerprint"][:16]
    (tmp_path / "head.json").write_text(json.dumps(prove.signed_head().to_json()))
    other.close()
    open_database(path)
    wrong = f"is a head of the key {foreign}, and this ledger's key is {own}"
    for file, told in (("head.json", wrong), ("nothing.json", "cannot be read")):
        with pytest.raises(BadFile, match=told):
            verify(against=tmp_path / file, acting_user="tester")


def test_the_head_of_what_was_known_stays_when_more_is_recorded_or_done(filled: Filled) -> None:
    filled(NUMBERS)
    now = prove.head_at(None)
    assert (now, now.size) == (prove.head_at(NUMBERS[0].recorded_at), 9)
    filled(NUMBERS)
    assert prove.head_at(None) == now
    filled([claim("tie/osaka-shanghai", "number", "late", recorded_at=NUMBERS[0].recorded_at)])
    assert prove.head_at(None).size > now.size
