"""Recording statement files and the built-in data: all or nothing, once; and what is erased for a person."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from builders import THEN, Filled, claim, judgement, prefer
from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement, Verdict, in_force
from kizuna.claims.statements import Statements, read_statements
from kizuna.errors import BadFile, NotFound
from kizuna.store import open_database
from kizuna.store.actions import add_register, erase_claims
from kizuna.store.queries import claims, documents, judgements, ledger
from kizuna.workflows import open_register as opening
from kizuna.workflows.ask import known_register
from kizuna.workflows.record import claims_to_erase, record
from kizuna.workflows.search import search

_HEAD = """
[source]
document = "document/minutes"
locator = "page 1"
holder = "organisation/council"
recorder = "person/anna-lee"
"""
_TOWN = """
[[state]]
subject = "government/northhaven"
name = { text = "Northhaven", language = "en" }
level = "town"
"""
_REJECT = """
[[judge]]
verdict = "reject"
target = { subject = "government/northhaven", property = "level" }
reason = "Misread."
"""


def _file(folder: Path, name: str, *parts: str) -> Path:
    path = folder / name
    path.write_text("".join((_HEAD, *parts)))
    return path


pytestmark = pytest.mark.usefixtures("filled")


def test_claims_and_judgements_of_a_file_are_recorded_once(tmp_path: Path) -> None:
    file = _file(tmp_path, "town.toml", _TOWN, _REJECT)
    done = record([file], acting_user="anna")
    assert done == {"claims": 2, "judgements": 1, "new": 3, "known": 0}
    assert {c.recorder for c in claims.claims()} == {"person/anna-lee"}
    again = record([file], acting_user="anna")
    assert (again["new"], again["known"]) == (0, 3)
    assert len(judgements.judgements()) == 1


def test_one_bad_block_or_missing_file_refuses_all_files_and_is_named(tmp_path: Path) -> None:
    bad = _file(tmp_path, "bad.toml", _TOWN.replace('"town"', '"hamlet"'))
    with pytest.raises(BadFile, match=r"bad\.toml: government/northhaven level: 'hamlet'"):
        record([_file(tmp_path, "town.toml", _TOWN), bad], acting_user="anna")
    assert claims.claims() == []
    with pytest.raises(BadFile, match=r"nowhere\.toml: cannot be read"):
        record([tmp_path / "nowhere.toml"], acting_user="anna")


@pytest.mark.parametrize("is_rejected", [False, True])
def test_what_was_proposed_counts_once_somebody_types_it_unless_it_was_rejected(
    filled: Filled, tmp_path: Path, is_rejected: bool
) -> None:
    file = _file(tmp_path, "town.toml", _TOWN)
    proposed = [c._replace(method="rules@1") for c in read_statements([file], THEN).claims]
    filled(proposed, [judgement(Verdict.REJECT, c.id) for c in proposed if is_rejected])
    assert len(known_register()) == 0
    record([file], acting_user="anna")
    assert len(known_register()) == (0 if is_rejected else 1)


def test_a_file_that_does_not_say_who_records_it_is_of_who_runs_the_command(tmp_path: Path) -> None:
    file = _file(tmp_path, "town.toml", _TOWN)
    file.write_text(re.sub(r"recorder = .*\n", "", file.read_text("utf-8")), "utf-8")
    record([file], acting_user="Boris")
    assert {claim.recorder for claim in claims.claims()} == {"person/boris"}


@pytest.mark.parametrize("of", ["Tanaka Ichiro", "person/tanaka-ichiro"])
def test_a_person_takes_along_what_is_about_them_and_what_names_them_each_claim_once(
    filled: Filled, of: str
) -> None:
    name = claim("person/tanaka-ichiro", "name", {"text": "Tanaka Ichiro", "language": "ja-Latn"})
    led = claim("exchange/visit-1984", "leader", "person/tanaka-ichiro")
    date = claim("exchange/visit-1984", "date", "1984")
    filled([name, led, date, claim("person/anna-lee", "name", "Anna Lee")])
    assert claims_to_erase([led.id, led.id[:12]], of) == (led, name)
    found = claims_to_erase((), of)
    assert {*found} == {name, led}
    erase_claims(claims=found, reason="Article 17", acting_user="controller")
    assert (search("Tanaka").hits, len(search("Anna").hits)) == ((), 1)
    with pytest.raises(NotFound):
        claims_to_erase((), of)


_EDITORS = {"recorder": opening.EDITORS}
_ONE = claim("government/osaka", "country", "JP", **_EDITORS)
_TWO = claim("government/osaka", "level", "city", **_EDITORS)


def _seed(
    monkeypatch: pytest.MonkeyPatch, edition: str, *said: Claim, judged: tuple[Judgement, ...] = ()
) -> None:
    """Seed with data that say this and no more."""
    monkeypatch.setattr(opening, "edition", lambda: edition)
    monkeypatch.setattr(
        "kizuna.claims.statements.read_statements", lambda files, now: Statements(said, judged)
    )
    opening.seed_builtin()


def _rejected() -> set[str]:
    return {j.target for j in in_force(judgements.judgements()) if j.verdict is Verdict.REJECT}


def test_the_built_in_data_are_loaded_whole_with_their_texts_and_once(filled: Filled) -> None:
    assert not opening.is_seeded()
    opening.seed_builtin()
    head = ledger.counts()
    assert (opening.is_seeded(), head.claims > 0) == (True, True)
    (text,) = documents.document_texts("document/kansai-1987-abstract")
    stated = claims.claims(subjects=[text.document], property="digest")
    assert [c.value for c in stated] == [f'"{text.sha256}"']
    opening.seed_builtin()
    assert ledger.counts() == head


def test_what_a_new_edition_no_longer_says_is_rejected_once_until_a_later_one_says_it_again(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    for edition in ("aaa", "bbb", "ccc"):
        _seed(monkeypatch, edition, _ONE, *((_TWO,) if edition == "aaa" else ()))
    (rejection,) = judgements.judgements(targets=[_TWO.id])
    assert rejection.reason == "withdrawn in edition bbb"
    _seed(monkeypatch, "ddd", _ONE, _TWO)
    assert _rejected() == set()


def test_a_preference_that_a_new_edition_drops_is_taken_back_and_what_others_recorded_left_alone(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = claim("government/kobe", "country", "JP", recorder="person/anna")
    theirs = judgement(Verdict.REJECT, _ONE.id, judge="person/anna")
    preferred = prefer(_ONE, _TWO, judge=opening.EDITORS)
    _seed(monkeypatch, "aaa", _ONE, _TWO, judged=(preferred,))
    add_register(claims=[mine], judgements=[theirs], acting_user="anna")
    _seed(monkeypatch, "bbb", _ONE, _TWO)
    assert in_force(judgements.judgements()) == (theirs,)
    assert mine.id in {c.id for c in claims.claims()}


def test_two_first_uses_at_once_load_the_register_once(tmp_path: Path) -> None:
    path = tmp_path / "shared.sqlite3"
    script = "from kizuna.cli import main; main()"
    command = [sys.executable, "-c", script, "--db", str(path), "rebuild", "--format", "json"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    open_database(path)
    rejudged = [(j.verdict, j.target, j.other) for j in judgements.judgements()]
    assert said[0]["claims"] == said[1]["claims"] == ledger.counts().claims
    assert len(rejudged) == len(set(rejudged))
