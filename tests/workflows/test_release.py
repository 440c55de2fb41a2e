"""What outsiders check: exports of what is public alone, releases that can be made
again byte for byte, and proofs that a script follows.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from lxml import etree

from builders import (
    DAY,
    LATER,
    Filled,
    claim,
    facts,
    government,
    judgement,
    prefer,
    reject,
    tie,
    two_sides,
)
from kizuna.claims import rules
from kizuna.claims.claim import Claim, Verdict
from kizuna.errors import BadClaim, BadFile, BadQuestion, BadText, NotFound
from kizuna.publish.export import FORMATS
from kizuna.register.fold import LOGIC_VERSION
from kizuna.store import open_database
from kizuna.store.actions import ledger
from kizuna.store.actions.ledger import add_register
from kizuna.store.queries import claims, judgements
from kizuna.workflows import prove
from kizuna.workflows.ask import ScopeQuestion, scope
from kizuna.workflows.prove import head_at, verify
from kizuna.workflows.release import export, release, subject
from proof_script import SCRIPT

HELD = [
    *government("osaka"),
    *government("shanghai", country="CN"),
    *tie("osaka-shanghai", "osaka", "shanghai"),
    claim("tie/osaka-shanghai", "type", "friendship-city"),
]


@pytest.fixture(scope="module")
def released(_empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a small register."""
    folder = tmp_path_factory.mktemp("released")
    opened = open_database(Path(shutil.copy(_empty, folder / "small.sqlite3")))
    add_register(claims=HELD, judgements=(), acting_user="tester")
    release(folder / "release", DAY)
    opened.close()
    return folder / "release"


@pytest.fixture
def made(released: Path, filled: Filled) -> Path:
    """The same release; another register that holds the same is open."""
    filled(HELD)
    return released


def _files(folder: Path) -> dict[str, str]:
    """The digests of the files of a folder, by their paths in it."""
    found = {
        str(path.relative_to(folder)): path
        for path in folder.rglob("*")
        if path.is_file()
    }
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in found.items()
    }


def _package(folder: Path) -> Any:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_every_format_is_in_it_and_the_checksums_of_every_file_hold(
    released: Path,
) -> None:
    files = _files(released)
    assert {f"kizuna-{name}" for name in FORMATS if name != "csv"} <= {
        f.split(".")[0] for f in files
    }
    assert {
        "csv/tie.csv",
        "csv/dictionary.csv",
        "README.md",
        "CITATION.cff",
    } <= files.keys()
    lines = (released / "sha256sums.txt").read_text(encoding="utf-8").splitlines()
    del files["sha256sums.txt"]
    assert dict(reversed(line.split("  ", 1)) for line in lines) == files


def test_the_package_is_valid_by_frictionless(released: Path) -> None:
    from frictionless import validate

    report = validate(str(released / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


def test_the_package_says_what_it_was_made_of_with_the_head_of_the_ledger(
    made: Path,
) -> None:
    said, head = _package(made)["kizuna"], head_at(None)
    assert said["logic_version"] == LOGIC_VERSION
    assert (said["as_of"], said["claims"], said["judgements"]) == ("1987-04-01", 8, 0)
    assert said["last_recorded"] == "2020-01-01T00:00:00Z"
    assert said["ledger"] == {"entries": head.size, "root": head.root.hex()}
    assert f"    {head.root.hex()}\n" in (made / "README.md").read_text("utf-8")


def test_it_can_be_made_again_byte_for_byte_from_a_grown_ledger(
    made: Path, tmp_path: Path
) -> None:
    added = [claim("tie/osaka-shanghai", "motive", "a port", recorded_at=LATER)]
    add_register(claims=added, acting_user="tester")
    known, again = _package(made)["kizuna"]["known_at"], tmp_path / "again"
    again.mkdir()  # an empty folder is taken
    release(again, DAY, datetime.fromisoformat(known))
    assert _files(again) == _files(made)
    assert "--known-at 2020-01-01T00:00:00Z" in (made / "README.md").read_text(
        encoding="utf-8"
    )


def test_without_a_day_it_is_that_on_which_the_ledger_last_grew_and_its_authors_are_cited(
    made: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    release(other, authors=("大阪市", 'The "Bureau"'))
    assert _package(other)["kizuna"]["as_of"] == "2020-01-01"
    read = yaml.safe_load((other / "CITATION.cff").read_text(encoding="utf-8"))
    assert (read["cff-version"], read["type"]) == ("1.2.0", "dataset")
    assert [author["name"] for author in read["authors"]] == ["大阪市", 'The "Bureau"']


def test_nothing_is_left_behind_where_something_lies_nothing_is_recorded_or_a_format_fails(
    released: Path, filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _files(released)
    with pytest.raises(BadQuestion, match="is not empty"):
        release(released, DAY)
    assert _files(released) == before
    with pytest.raises(BadQuestion, match="nothing to release"):
        release(tmp_path / "r", DAY)
    filled(tie("osaka-shanghai", "osaka", "shanghai"))

    def broken(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kizuna.workflows.release.written", broken)
    target = tmp_path / "target"
    with pytest.raises(Exception, match="No space left"):
        release(target / "r", DAY)
    assert list(target.iterdir()) == []


OLD = "Osa\0ka\x01\ufffe"
ESCAPED = r"Osa\u0000ka\u0001\ufffe"


def _named(text: str, **given: str) -> Claim:
    return claim("government/osaka", "name", {"text": text, "language": "en"}, **given)


@pytest.fixture
def old(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of a time at which nothing was refused."""
    with monkeypatch.context() as then:
        for module, name in ((rules.values, "json_"), (rules.values, ""), (ledger, "")):
            then.setattr(module, f"check_{name}characters", lambda text: None)
        then.setattr(rules, "parse_json", json.loads)
        named, other = _named(OLD, locator="page\x01 1"), _named("Osaka City")
        return filled([named, other, *HELD], [reject(other, reason="not\x1b[2J it")])


def test_a_claim_or_reason_with_one_is_refused_with_its_name_and_place(
    filled: Filled,
) -> None:
    with pytest.raises(BadClaim, match=r"U\+0000 NULL at position 1"):
        filled([_named("a\0b")])
    with pytest.raises(BadClaim, match=r"U\+001B ESCAPE at position 4"):
        filled([_named("Osaka", locator="page\x1b")])
    with pytest.raises(BadText, match=r"U\+0007 CONTROL at position 2"):
        filled([], [reject(_named("Osaka"), reason="no\x07")])
    assert claims.claims() == []


def test_an_old_claim_keeps_its_id_and_is_read_with_escapes(old: Path) -> None:
    (held,) = claims.claims_by_ids([_named(OLD, locator="page\x01 1").id]).values()
    assert held.locator == r"page\u0001 1"
    (judged,) = judgements.judgements()
    assert judged.reason == r"not\u001b[2J it"
    assert judged.id == reject(_named("Osaka City"), reason="not\x1b[2J it").id


def test_a_release_of_it_is_made_in_every_format(old: Path, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    release(folder, DAY)
    (book,) = folder.rglob("*.xlsx")
    sheets = openpyxl.load_workbook(book).worksheets
    assert any(
        ESCAPED in str(cell) for sheet in sheets for row in sheet.values for cell in row
    )
    for xml in (*folder.rglob("*.gexf"), *folder.rglob("*.graphml")):
        etree.parse(xml)


NUMBERS = [claim("tie/osaka-shanghai", "number", str(number)) for number in range(9)]
Check = Callable[..., str]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Runs the script on JSON objects, as an outsider would; what it says, or
    "refused".
    """
    (tmp_path / "kizuna_proof.py").write_text(SCRIPT, "utf-8")

    def run(*held: dict[str, Any], option: str = "") -> str:
        names = [f"{place}.json" for place in range(len(held))]
        for name, each in zip(names, held, strict=True):
            (tmp_path / name).write_text(json.dumps(each), "utf-8")
        command = [
            sys.executable,
            "-I",
            "kizuna_proof.py",
            *filter(None, [option]),
            *names,
        ]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return done.stdout
        assert done.stderr == "the proof does not lead to its head\n"
        return "refused"

    return run


def test_the_script_is_short_and_needs_the_standard_library_alone() -> None:
    assert len(SCRIPT.splitlines()) < 80
    imported = re.findall(
        r"^(?:import|from) (.*?)(?: import .*)?$", SCRIPT, re.MULTILINE
    )
    names = {name for line in imported for name in line.split(", ")}
    assert names <= sys.stdlib_module_names


def test_an_outsider_checks_that_a_claim_is_in_the_ledger(
    filled: Filled, check: Check
) -> None:
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
        "path": [
            proof["path"][1:],
            proof["path"] * 2,
            ["00" * 32] * len(proof["path"]),
        ],
        "head": [{**proof["head"], "root": "00" * 32}, {**proof["head"], "size": 5}],
    }
    for name, values in altered.items():
        for value in values:
            assert check({**proof, name: value}) == "refused", (name, value)


def test_an_outsider_checks_that_it_extends_every_earlier_head(
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
        done = subprocess.run(
            command.split(), cwd=tmp_path, capture_output=True, check=False
        )
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
    proof = prove.proof(NUMBERS[0].id)
    filled(NUMBERS)
    for held in (signed.to_json(), proof):
        file.write_text(json.dumps(held))
        verified = verify(against=file, acting_user="tester")
        assert verified.is_right, verified.discrepancies
    file.write_text(json.dumps({**signed.to_json(), "size": 2}))
    with pytest.raises(BadFile, match="is altered"):
        verify(against=file, acting_user="tester")


def test_the_head_of_another_ledger_is_refused_by_its_key(
    filled: Filled, tmp_path: Path
) -> None:
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


def test_the_head_of_what_was_known_stays_when_more_is_recorded_or_done(
    filled: Filled,
) -> None:
    filled(NUMBERS)
    now = head_at(None)
    assert (now, now.size) == (head_at(NUMBERS[0].recorded_at), 9)
    filled(NUMBERS)
    assert head_at(None) == now
    filled(
        [
            claim(
                "tie/osaka-shanghai",
                "number",
                "late",
                recorded_at=NUMBERS[0].recorded_at,
            )
        ]
    )
    assert head_at(None).size > now.size


_MARK = "zzsecret"
_SECRET = {
    "document": f"document/{_MARK}-letter",
    "holder": f"organisation/{_MARK}-holder",
}


def _held(access: str) -> list[Claim]:
    """A public tie, and a letter of the access level given that says all sorts of
    things.
    """
    letter, marked = _SECRET["document"], f"agreement/{_MARK}"
    secret = (
        (f"tie/{_MARK}-tie", "type", "sister-city"),
        ("tie/osaka-shanghai", "motive", f"the {_MARK} plan"),
        ("government/osaka", "name", f"{_MARK} town"),
        *((marked, "tie", "tie/osaka-shanghai"), (marked, "signed", "1980-01-01")),
        (marked, "term", "5 years"),
    )
    return [
        *government("osaka"),
        *government("shanghai", country="CN"),
        *facts("government/osaka", point=[34.69, 135.5], identifier="wikidata:Q35765"),
        *facts(
            "government/shanghai", point=[31.23, 121.47], identifier="wikidata:Q8686"
        ),
        claim("document/gazette", "address", "https://gazette.example/7"),
        *tie("osaka-shanghai", "osaka", "shanghai"),
        claim("tie/osaka-shanghai", "type", "friendship-city"),
        *facts(letter, access_level=access, title=f"{_MARK} letter"),
        claim(letter, "address", f"https://{_MARK}.example/1"),
        *tie(f"{_MARK}-tie", "osaka", "shanghai", date="1979-01-02", **_SECRET),
        *(claim(*said, **_SECRET, locator=f"{_MARK} page") for said in secret),
    ]


def _readable(content: bytes) -> Iterator[bytes]:
    """The content, and that of every file packed in it, however deep."""
    yield content
    if content.startswith(b"PK"):
        packed = zipfile.ZipFile(io.BytesIO(content))
        for name in packed.namelist():
            yield name.encode()
            yield from _readable(packed.read(name))
    elif content.startswith(b"PAR1"):
        from pyarrow import parquet

        table = parquet.read_table(io.BytesIO(content))
        yield repr((table.schema.metadata, table.to_pylist())).encode()


def _has_mark(content: bytes) -> bool:
    return any(_MARK.encode() in part.lower() for part in _readable(content))


@pytest.mark.parametrize(
    ("access", "is_public"), [("internal", False), ("public", True)]
)
def test_a_letter_is_in_every_format_when_it_is_public_and_else_in_none(
    filled: Filled, access: str, is_public: bool
) -> None:
    held = _held(access)
    reason = f"the {_MARK} letter is plain"
    filled(held, [judgement(Verdict.ACCEPT, held[-1].id, reason=reason)])
    for name in FORMATS:
        made = export(name, ScopeQuestion(DAY))
        assert _has_mark(made.file.read()) == is_public, name
        assert is_public or _MARK not in " ".join(made.notes).lower()
    ties = {one.id for one in subject(ScopeQuestion(DAY, public_only=False)).scope.ties}
    assert ties == {"tie/osaka-shanghai", *([f"tie/{_MARK}-tie"] if is_public else [])}


def test_things_are_names_of_no_page_until_what_has_addresses_has_a_base(
    filled: Filled,
) -> None:
    filled(_held("internal"))
    address = "https://register.example.org/"
    for name in ("jsonld", "turtle"):
        assert b"urn:kizuna:tie/" in export(name, ScopeQuestion(DAY)).file.read()
        ours = export(name, ScopeQuestion(DAY), address).file.read()
        assert f"{address}tie/".encode() in ours
        assert b"urn:kizuna:tie/" not in ours
        assert b"urn:kizuna:terms:" in ours
    refused = {
        ("csv", address): "nothing in csv has an address",
        (
            "turtle",
            "register.example.org",
        ): r"'register\.example\.org' is not the beginning",
        ("gpx", ""): r"'gpx' is not a format.*csv.*xlsx.*quickstatements",
    }
    for (name, base), said in refused.items():
        with pytest.raises(BadQuestion, match=said):
            export(name, ScopeQuestion(DAY), base)


def _scoped(**question: Any) -> set[str]:
    found = scope(ScopeQuestion(DAY, **question))
    return {scoped.id.removeprefix("tie/") for scoped in found.ties}


@pytest.fixture
def level(filled: Filled) -> Claim:
    """The level of a letter that alone tells of one of three ties."""
    told = claim("document/letter", "access_level", "internal")
    filled(
        [
            *(*two_sides(), claim("government/osaka", "name", "Osaka")),
            *(
                *tie("osaka-shanghai", "osaka", "shanghai"),
                *tie("osaka-sakai", "osaka", "sakai"),
            ),
            *tie("secret", "sakai", "lianyungang", document="document/letter"),
            *(claim("document/letter", "title", "A letter"), told),
        ]
    )
    return told


@pytest.mark.parametrize("question", [{"of": "Osaka"}, {"public_only": True}])
def test_a_place_is_named_in_words_and_what_is_not_public_can_be_left_out(
    level: Claim, question: dict[str, Any]
) -> None:
    assert _scoped(**question) == {"osaka-shanghai", "osaka-sakai"}


def test_a_document_on_whose_level_sources_differ_is_withheld_unless_it_is_judged_public(
    filled: Filled, level: Claim
) -> None:
    other = claim(
        "document/letter", "access_level", "public", holder="organisation/archive"
    )
    filled([other])
    assert "secret" not in _scoped(public_only=True)
    filled([], [prefer(other, level)])
    assert "secret" in _scoped(public_only=True)


@pytest.mark.parametrize(
    ("question", "error", "words"),
    [
        ({"of": "Atlantis"}, NotFound, "'Atlantis'"),
        ({"kind": "friendly"}, BadClaim, "friendly"),
        (
            {"of": "Osaka", "between": ("JP", "CN")},
            BadQuestion,
            "one place or for two sides",
        ),
        ({"between": ("JP", "Japan")}, BadQuestion, "are the same place"),
    ],
)
def test_a_question_that_means_nothing_is_an_error_that_quotes_it(
    level: Claim, question: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        _scoped(**question)
