"""Adding a source: which document it is, what is recorded of it, what lights up, and who opens it to everybody."""

from __future__ import annotations

import hashlib
from contextlib import nullcontext
from importlib import metadata
from pathlib import Path

import pytest

from builders import DAY, Filled, claim, document, milestone, withdraw
from kizuna.errors import BadQuestion, InputError, NotAllowed, NotFound
from kizuna.sources.reading import digest
from kizuna.store.actions import add_judgements
from kizuna.store.queries import claims, documents, judgements, ledger
from kizuna.store.queries.accounts import Account, Role
from kizuna.store.queries.recent import acts
from kizuna.workflows import add_source as adding
from kizuna.workflows.add_source import SourceAdded, SourceGiven, add_source, publish
from kizuna.workflows.clocks import Times
from kizuna.workflows.readers import ANONYMOUS, reader_of, reading_as
from kizuna.workflows.show import thing

_TEXT = "Osaka and Shanghai signed in 1974.\n"


def _letter(folder: Path, text: str = _TEXT, described: str = "") -> Path:
    path = folder / "letter.txt"
    path.write_text(text, encoding="utf-8")
    if described:
        path.with_suffix(".toml").write_text(described, encoding="utf-8")
    return path


def _add(path: Path, **given: object) -> SourceAdded:
    return add_source(SourceGiven(path, **given), acting_user="Anna")  # type: ignore[arg-type]


def _said(document: str, name: str) -> list[str]:
    return [c.value for c in claims.claims(subjects=[document], property=name)]


@pytest.fixture(autouse=True)
def _one_government(filled: Filled) -> None:
    """A register with little in it."""
    filled([claim("government/osaka", "country", "JP")])


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
    filled: Filled, tmp_path: Path, sha256: str, given: dict[str, str], lit: tuple[int, int]
) -> None:
    cited = {"document": "document/gazette", "sha256": sha256, "start": 0, "end": 5}
    filled([claim("document/gazette", "digest", sha256), milestone("a-b", date="1974", **cited)])
    added = _add(_letter(tmp_path), **given)
    assert (added.document, (added.lit, added.elsewhere)) == ("document/gazette", lit)


def test_options_go_before_the_description_and_what_is_recorded_before_both(
    filled: Filled, tmp_path: Path
) -> None:
    path = _letter(tmp_path, described='title = "A letter"\ndate = "1987"\nnumber = "7"')
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
    assert _said("document/letter", "signatory") == ['{"capacity":"Mayor","person":"person/a-b"}']
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
    ids=["an id of another kind", "no id", "a bad description", "a name taken by another text"],
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
        try:
            return thing(LETTER, Times.on(DAY)) is not None
        except NotFound:
            return False


def test_a_document_that_is_added_is_internal_until_it_is_published_and_again_when_that_is_withdrawn(
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
    add_judgements(judgements=[withdraw(made)], acting_user="Anna")
    assert not is_seen()


@pytest.mark.parametrize("known", [True, False], ids=["known before", "described as public"])
def test_a_document_that_is_known_or_described_keeps_its_level(
    filled: Filled, tmp_path: Path, known: bool
) -> None:
    if known:
        filled([claim(LETTER, "title", "A letter")])
    _add(_letter(tmp_path, described="" if known else 'access_level = "public"'), ref=LETTER)
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
    with reading_as(reader_of(account)), pytest.raises(error) if error else nullcontext():
        publish(LETTER, acting_user=account.name, account=account)
    assert is_seen() == (error is None)
