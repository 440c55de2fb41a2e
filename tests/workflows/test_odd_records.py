"""Questions of a register with one odd thing of every kind: no record breaks a question
about others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from kizuna.claims.kinds import KINDS
from kizuna.errors import BadQuestion, InputError, NotFound
from kizuna.languages import Messages
from kizuna.store import open_database
from kizuna.store.actions.ledger import add_register
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import QUESTIONS, ask, parameters, question_file
from kizuna.workflows.report import content
from odd import odd_records


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The register of odd records, open."""
    path = tmp_path_factory.mktemp("odd") / "odd.sqlite3"
    opened = open_database(path)
    add_register(claims=odd_records(), acting_user="tester")
    yield path
    opened.close()


_PLAIN: dict[str, dict[str, object]] = {
    "show": {"of": "government/osaka"},
    "place": {"place": "government/osaka"},
    "search": {"words": "Nowhere"},
    "brief": {"tie": "tie/osaka-shanghai"},
    "annual": {"of": "government/osaka"},
    "timeline": {"tie": "tie/osaka-shanghai"},
    "measure": {"names": ("tie/osaka-shanghai",)},
    "compare": {"names": ("Japan", "China")},
    "suggest": {"place": "government/osaka"},
}
"""What each question is given that must have something, and speaks of others."""
_KINDS = {
    "place": ("government", "area"),
    "tie": ("tie",),
    "tie place": ("tie", "government", "area"),
    "document": ("document",),
    "any": tuple(KINDS),
}
_TIMES = Times.of("1987-04-01")


def _answer(name: str, given: Mapping[str, object], forms: Sequence[str]) -> None:
    """Answer the question in words and as rows, in these forms."""
    file = question_file(name)
    question = file.Question(**given)
    answer = ask(file, question, _TIMES, Messages("en"))
    for form in forms:
        assert content(file, question, answer, _TIMES, form)


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name != "evidence"])
def test_odd_records_break_no_question_about_others(odd: Path, name: str) -> None:
    plain = _PLAIN.get(name, {})
    _answer(name, plain, ("md", "csv", "json", "html", "docx"))
    for parameter in parameters(question_file(name).Question):
        for choice in parameter.choices:
            value = (choice,) if parameter.is_several else choice
            with suppress(
                BadQuestion, NotFound
            ):  # a choice that is for another question
                _answer(name, {**plain, parameter.name: value}, ("md", "csv"))


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name != "evidence"])
def test_what_is_odd_is_answered_or_refused_in_words(odd: Path, name: str) -> None:
    things = {each.subject for each in odd_records()}
    plain = _PLAIN.get(name, {})
    for parameter in parameters(question_file(name).Question):
        fitting = _KINDS.get(parameter.kind, ())
        for thing in sorted(t for t in things if t.partition("/")[0] in fitting):
            several = len(parameter.names) > 1
            other = "government/osaka" if name != "compare" else thing
            value = (thing, other) if several else thing
            with suppress(InputError, NotFound):
                _answer(name, {**plain, parameter.name: value}, ("md",))


def test_the_evidence_of_every_odd_claim_is_shown(odd: Path) -> None:
    for one in odd_records():
        _answer("evidence", {"claim": one.id}, ("md",))


def test_a_partner_whose_country_is_unknown_is_counted_as_not_stated(odd: Path) -> None:
    file = question_file("compare")
    question = file.Question(names=("government/osaka", "government/shanghai"))
    answer = ask(file, question, _TIMES, Messages("en"))
    text = content(file, question, answer, _TIMES, "md").decode()
    assert "not stated" in text
