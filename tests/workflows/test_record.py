"""Recording statement files, documents and the built-in data, each once; what is
published and erased.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from contextlib import nullcontext
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from builders import (
    THEN,
    Filled,
    claim,
    document,
    judgement,
    milestone,
    prefer,
    withdraw,
)
from kizuna.claims.claim import Claim, Judgement, Verdict, in_force
from kizuna.claims.statements import Statements, read_statements
from kizuna.errors import BadFile, BadQuestion, InputError, NotAllowed, NotFound
from kizuna.sources.reading import digest
from kizuna.store import open_database
from kizuna.store.actions.documents import erase_claims
from kizuna.store.actions.ledger import add_register
from kizuna.store.queries import claims, documents, judgements, ledger
from kizuna.store.queries.accounts import Account, Role
from kizuna.store.queries.ledger import acts
from kizuna.workflows import add_source as adding
from kizuna.workflows import open_register as opening
from kizuna.workflows.add_source import SourceAdded, SourceGiven, add_source, publish
from kizuna.workflows.ask import known_register
from kizuna.workflows.readers import ANONYMOUS, reader_of, reading_as
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


def test_one_bad_block_or_missing_file_refuses_all_files_and_is_named(
    tmp_path: Path,
) -> None:
    bad = _file(tmp_path, "bad.toml", _TOWN.replace('"town"', '"hamlet"'))
    with pytest.raises(
        BadFile, match=r"bad\.toml: government/northhaven level: 'hamlet'"
    ):
        record([_file(tmp_path, "town.toml", _TOWN), bad], acting_user="anna")
    assert claims.claims() == []
    with pytest.raises(BadFile, match=r"nowhere\.toml: cannot be read"):
        record([tmp_path / "nowhere.toml"], acting_user="anna")


@pytest.mark.parametrize("is_rejected", [False, True])
def test_what_was_proposed_counts_once_somebody_types_it_unless_it_was_rejected(
    filled: Filled, tmp_path: Path, is_rejected: bool
) -> None:
    file = _file(tmp_path, "town.toml", _TOWN)
    proposed = [
        c._replace(method="rules@1") for c in read_statements([file], THEN).claims
    ]
    filled(proposed, [judgement(Verdict.REJECT, c.id) for c in proposed if is_rejected])
    assert len(known_register().entities) == 0
    record([file], acting_user="anna")
    assert len(known_register().entities) == (0 if is_rejected else 1)


def test_a_file_that_does_not_say_who_records_it_is_of_who_runs_the_command(
    tmp_path: Path,
) -> None:
    file = _file(tmp_path, "town.toml", _TOWN)
    file.write_text(re.sub(r"recorder = .*\n", "", file.read_text("utf-8")), "utf-8")
    record([file], acting_user="Boris")
    assert {claim.recorder for claim in claims.claims()} == {"person/boris"}


@pytest.mark.parametrize("of", ["Tanaka Ichiro", "person/tanaka-ichiro"])
def test_a_person_takes_along_what_is_about_them_and_what_names_them_each_claim_once(
    filled: Filled, of: str
) -> None:
    name = claim(
        "person/tanaka-ichiro", "name", {"text": "Tanaka Ichiro", "language": "ja-Latn"}
    )
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
    monkeypatch: pytest.MonkeyPatch,
    edition: str,
    *said: Claim,
    judged: tuple[Judgement, ...] = (),
) -> None:
    """Seed with data that say this and no more."""
    monkeypatch.setattr(opening, "edition", lambda: edition)
    monkeypatch.setattr(
        "kizuna.claims.statements.read_statements",
        lambda files, now: Statements(said, judged),
    )
    opening.seed_builtin()


def _rejected() -> set[str]:
    return {
        j.target
        for j in in_force(judgements.judgements())
        if j.verdict is Verdict.REJECT
    }


def test_the_built_in_data_are_loaded_whole_with_their_texts_and_once(
    filled: Filled,
) -> None:
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
    (rejection,) = judgements.judgements_about([_TWO.id])
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
    command = [
        sys.executable,
        "-c",
        script,
        "--db",
        str(path),
        "rebuild",
        "--format",
        "json",
    ]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    said = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    open_database(path)
    rejudged = [(j.verdict, j.target, j.other) for j in judgements.judgements()]
    assert said[0]["claims"] == said[1]["claims"] == ledger.counts().claims
    assert len(rejudged) == len(set(rejudged))


_TEXT = "Osaka and Shanghai signed in 1974.\n"


def _letter(folder: Path, text: str = _TEXT, described: str = "") -> Path:
    path = folder / "letter.txt"
    path.write_text(text, encoding="utf-8")
    if described:
        path.with_suffix(".toml").write_text(described, encoding="utf-8")
    return path


def _add(path: Path, **given: Any) -> SourceAdded:
    return add_source(SourceGiven(path, **given), acting_user="Anna")


def _said(document: str, name: str) -> list[str]:
    return [c.value for c in claims.claims(subjects=[document], property=name)]


def test_a_document_is_named_after_its_file_held_with_its_reader_and_adding_it_again_changes_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "letter.md"
    path.write_text("# A letter\r\n\r\nOf *some* words.\r\n", newline="")
    added, head = _add(path), ledger.counts()
    assert (added.document, added.is_new) == ("document/letter", True)
    held = documents.document_text(added.sha256)
    assert held.file_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert held.reader.endswith(f"markdown-it-py {metadata.version('markdown-it-py')}")
    again = _add(path)
    assert (again.is_new, again.described, ledger.counts()) == (False, 0, head)


@pytest.mark.parametrize(
    ("sha256", "given", "lit"),
    [(digest(_TEXT), {}, (1, 0)), ("a" * 64, {"ref": "document/gazette"}, (0, 1))],
    ids=["this text", "another text of the document"],
)
def test_a_text_lights_up_what_cites_it_and_nothing_else(
    filled: Filled,
    tmp_path: Path,
    sha256: str,
    given: dict[str, str],
    lit: tuple[int, int],
) -> None:
    cited = {"document": "document/gazette", "sha256": sha256, "start": 0, "end": 5}
    filled(
        [
            claim("document/gazette", "digest", sha256),
            milestone("a-b", date="1974", **cited),
        ]
    )
    added = _add(_letter(tmp_path), **given)
    assert (added.document, (added.lit, added.elsewhere)) == ("document/gazette", lit)


def test_options_go_before_the_description_and_what_is_recorded_before_both(
    filled: Filled, tmp_path: Path
) -> None:
    path = _letter(
        tmp_path, described='title = "A letter"\ndate = "1987"\nnumber = "7"'
    )
    assert _add(path, texts={"date": "1988"}).title == "A letter"
    held = [_said("document/letter", name) for name in ("date", "number")]
    assert held == [['"1988"'], ['"7"']]
    filled(document("other", "1986"))
    _add(_letter(tmp_path, "Another text.\n"), ref="other")
    assert _said("document/other", "date") == ['"1986"']


def test_somebody_known_by_name_goes_under_their_id_and_somebody_unknown_is_made(
    filled: Filled, tmp_path: Path
) -> None:
    filled([claim("person/a-b", "name", "A. B.")])
    described = 'signatories = ["A. B., Mayor"]\ntranslator = "C. D., for a project"'
    _add(_letter(tmp_path, described=described))
    assert _said("document/letter", "signatory") == [
        '{"capacity":"Mayor","person":"person/a-b"}'
    ]
    assert _said("document/letter", "translator") == ['"person/c-d"']
    assert claims.claims(subjects=["person/c-d"], property="name")


@pytest.mark.parametrize(
    ("ref", "described", "told"),
    [
        ("government/osaka", "", "is not the id of a document"),
        ("document/Osaka City", "", "'document/Osaka City'"),
        ("", 'titel = "x"', "'titel' is not known"),
        ("", "", "say with --id which document 'letter.txt' is"),
    ],
    ids=[
        "an id of another kind",
        "no id",
        "a bad description",
        "a name taken by another text",
    ],
)
def test_what_is_wrong_is_told_and_leaves_nothing_behind(
    filled: Filled, tmp_path: Path, ref: str, described: str, told: str
) -> None:
    filled([claim("document/letter", "digest", "a" * 64)])
    head = ledger.counts()
    with pytest.raises(InputError, match=told):
        _add(_letter(tmp_path, described=described), ref=ref)
    assert (ledger.counts(), documents.document_texts()) == (head, [])


LETTER = "document/letter"


def is_seen() -> bool:
    """Whether anybody sees the letter."""
    with reading_as(ANONYMOUS):
        return LETTER in known_register()


def test_a_document_that_is_added_is_internal_until_it_is_published_and_when_that_is_withdrawn(
    tmp_path: Path,
) -> None:
    _add(_letter(tmp_path))
    assert not is_seen()
    publish(LETTER, acting_user="Anna")
    assert is_seen()
    (act,) = [act for act in acts(limit=9) if act.verb == "publish"]
    assert (act.acting_user, LETTER in act.what) == ("Anna", True)
    with pytest.raises(BadQuestion, match="'document/letter' is public already"):
        publish(LETTER, acting_user="Anna")
    with pytest.raises(NotFound, match="'document/nothing'"):
        publish("document/nothing", acting_user="Anna")
    (made,) = judgements.judgements()
    add_register(judgements=[withdraw(made)], acting_user="Anna")
    assert not is_seen()


@pytest.mark.parametrize(
    "known", [True, False], ids=["known before", "described as public"]
)
def test_a_document_that_is_known_or_described_keeps_its_level(
    filled: Filled, tmp_path: Path, known: bool
) -> None:
    if known:
        filled([claim(LETTER, "title", "A letter")])
    _add(
        _letter(tmp_path, described="" if known else 'access_level = "public"'),
        ref=LETTER,
    )
    assert (adding.document_is_public(LETTER), is_seen()) == (True, True)


@pytest.mark.parametrize(
    ("role", "level", "cleared", "error"),
    [
        (Role.REVIEWER, "internal", True, None),
        (Role.REVIEWER, "internal", False, NotFound),
        (Role.CONTRIBUTOR, "internal", True, NotAllowed),
        (Role.COORDINATOR, "internal", True, NotAllowed),
        (Role.REVIEWER, "secret", True, NotAllowed),
        (Role.ADMINISTRATOR, "secret", True, None),
        (Role.ADMINISTRATOR, "secret", False, NotFound),
    ],
)
def test_who_sees_a_document_and_decides_publishes_it(
    filled: Filled, role: Role, level: str, cleared: bool, error: type[Exception] | None
) -> None:
    filled([claim(LETTER, "title", "A letter"), claim(LETTER, "access_level", level)])
    clearances = frozenset({level} if cleared else ())
    account = Account(1, "anna", role=role, clearances=clearances)
    with (
        reading_as(reader_of(account)),
        pytest.raises(error) if error else nullcontext(),
    ):
        publish(LETTER, acting_user=account.name, account=account)
    assert is_seen() == (error is None)
