"""Kizuna from Python: a register is opened, and every question is a function."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import kizuna
from builders import claim
from kizuna.errors import BadQuestion, NotFound
from kizuna.python import OpenRegister
from kizuna.store.actions.ledger import add_register


@pytest.fixture
def register(shared_built_in: Path) -> OpenRegister:
    return kizuna.open(shared_built_in)


def test_an_answer_has_rows_figures_with_claims_and_words_also_in_a_notebook(
    register: OpenRegister,
) -> None:
    ties = register.ties(between=("kansai", "china"), as_of="1987-04-01")
    assert (len(list(ties)), ties.about["count"]["certain"]) == (26, 25)
    assert ties.about["count"]["claims"]
    assert "25, possibly 26" in ties.html()
    again = register.ties(between=("kansai", "china"), as_of="1 April 1987")
    assert ties._repr_html_() == again.html()
    assert repr(ties).startswith("<Ties: 26 rows of id, label, type,")
    assert "大阪市 – 上海市" in register.ties(of="osaka", lang="ja").html()


def test_the_rows_of_an_answer_can_be_read_again(register: OpenRegister) -> None:
    gaps = register.gaps(of="osaka-shanghai")
    assert list(gaps) == list(gaps) != []
    assert gaps.records.to_csv().count("\n") == len(list(gaps)) + 1


def test_two_registers_that_are_open_answer_each_for_itself(
    register: OpenRegister, tmp_path: Path
) -> None:
    other = kizuna.open(tmp_path / "other.sqlite3")
    named = claim("government/farville", "name", "Farville")
    add_register(claims=[named], judgements=[], acting_user="tester")
    assert list(other.gaps(of="Farville"))
    with pytest.raises(NotFound, match="Farville"):
        register.gaps(of="Farville")
    assert list(other.gaps(of="Farville"))


def test_a_question_takes_only_the_times_that_matter_to_it(
    register: OpenRegister,
) -> None:
    with pytest.raises(TypeError, match="as_of"):
        register.gaps(as_of="1987")
    assert set(register.gaps(of="osaka-shanghai").about) == {"known_at"}


def test_rows_become_an_arrow_table_with_the_columns_of_the_question(
    register: OpenRegister,
) -> None:
    pytest.importorskip("pyarrow")
    table = register.ties(of="osaka", as_of="1987-04-01").to_arrow()
    assert {"id", "label", "date", "claims"} <= set(table.schema.names)


def test_an_empty_answer_has_its_columns_in_every_table(
    register: OpenRegister,
) -> None:
    pytest.importorskip("pyarrow")
    ties = register.ties(between=("kobe", "shanghai"))
    assert list(ties) == []
    names = [column.name for column in ties.records.columns]
    assert ties.to_arrow().schema.names == names
    assert ties.records.to_csv().split() == [",".join(ties.records.flat_names())]


def test_one_name_may_stand_where_a_list_of_names_may(
    register: OpenRegister,
) -> None:
    one = register.measure("osaka-shanghai")
    assert list(one) == list(register.measure(["osaka-shanghai"])) != []
    with pytest.raises(BadQuestion, match="'china' is one side"):
        register.ties(between="china")
    with pytest.raises(NotFound, match="Atlantis"):
        register.measure("Atlantis")


def test_a_question_or_a_parameter_that_is_none_is_quoted(
    register: OpenRegister,
) -> None:
    with pytest.raises(AttributeError, match="loves"):
        register.loves()
    with pytest.raises(TypeError, match="'near'"):
        register.ties(near="osaka")
    with pytest.raises(NotFound, match="Atlantis"):
        register.ties(of="Atlantis")


def test_the_tutorial_gives_what_it_says(
    built_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pandas")
    monkeypatch.setenv("KIZUNA_DB", str(built_in))
    page = Path(__file__).parents[1] / "docs" / "tutorials" / "questions-in-python.md"
    ran = doctest.testfile(
        str(page), module_relative=False, optionflags=doctest.ELLIPSIS
    )
    assert (ran.failed, ran.attempted > 8) == (0, True)
