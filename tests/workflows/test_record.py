"""Recording statement files: all or nothing, and never twice; and which claims are erased for a person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders import THEN, Filled, claim, judgement
from kizuna.claims.judgement import Verdict
from kizuna.claims.statements import read_statements
from kizuna.errors import BadFile, NotFound
from kizuna.store.actions import erase_claims
from kizuna.store.queries import claims, judgements
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
