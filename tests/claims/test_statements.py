"""Statement files: one claim a value, every bad block named, none left out in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import THEN
from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.judgement import Judgement, Verdict
from kizuna.claims.statements import Statements, read_statements
from kizuna.errors import BadFile

_SOURCE = """
[source]
document = "document/note"
sha256 = "aa"
locator = "the note"
holder = "organisation/consulate"
recorder = "organisation/editors"
"""
_STATE = '[[state]]\nsubject = "tie/osaka-shanghai"\n'


class File:
    """A statement file held in memory."""

    def __init__(self, text: str, name: str = "note.toml") -> None:
        self.name = name
        self._text = text

    def read_text(self, encoding: str) -> str:
        return self._text


def read(*blocks: str) -> Statements:
    """What a file with the usual source and some blocks says."""
    return read_statements([File(_SOURCE + "\n".join(blocks))], THEN)


def the_claim(*lines: str) -> Claim:
    """The one claim of one block about a tie."""
    (found,) = read(_STATE + "\n".join(lines)).claims
    return found


def problems(*blocks: str) -> list[str]:
    """The lines of the error that the blocks raise."""
    with pytest.raises(BadFile) as caught:
        read(*blocks)
    return str(caught.value).splitlines()


def test_a_claim_takes_what_the_source_says_of_all() -> None:
    found = the_claim('party = "government/osaka"')
    assert (found.document, found.holder, found.locator) == (
        "document/note",
        "organisation/consulate",
        "the note",
    )
    assert (found.method, found.recorder, found.recorded_at) == (
        "typed",
        "organisation/editors",
        THEN,
    )


def test_a_claim_that_says_nothing_else_is_asserted_and_certain() -> None:
    found = the_claim('party = "government/osaka"')
    assert (found.stance, found.certainty) == (Stance.ASSERTED, Certainty.CERTAIN)


def test_a_block_says_otherwise_than_the_source() -> None:
    found = the_claim(
        'holder = "person/mayor"', 'stance = "reported"', 'party = "government/osaka"'
    )
    assert (found.holder, found.stance) == ("person/mayor", Stance.REPORTED)


def test_a_passage_belongs_to_the_text_of_the_source() -> None:
    found = the_claim("at = [3, 9]", 'party = "government/osaka"')
    assert (found.start, found.end, found.sha256) == (3, 9, "aa")


def test_a_claim_without_a_passage_names_no_text() -> None:
    assert the_claim('party = "government/osaka"').sha256 == ""


def test_a_list_gives_one_claim_an_element() -> None:
    found = read(_STATE + 'party = ["government/osaka", "government/shanghai"]').claims
    assert [json.loads(c.value) for c in found] == ["government/osaka", "government/shanghai"]


def test_a_point_is_one_value_though_it_is_written_as_a_list() -> None:
    block = '[[state]]\nsubject = "government/osaka"\npoint = [34.69, 135.5]'
    (found,) = read(block).claims
    assert found.value == "[34.69,135.5]"


def test_a_quantity_is_kept_as_the_same_whether_in_words_or_in_parts() -> None:
    subject = '[[state]]\nsubject = "programme/art"\n'
    words = read(subject + 'size = "20..25 persons"').claims[0]
    parts = read(subject + 'size = { min = 20, max = 25, unit = "persons" }').claims[0]
    assert words.id == parts.id


def test_a_value_may_be_dated_by_itself() -> None:
    found = the_claim('status = { value = { status = "active" }, valid = "1974-04-18/.." }')
    assert (found.value, found.valid) == ('{"status":"active"}', "1974-04-18/..")


def test_a_value_may_have_a_passage_and_a_certainty_of_its_own() -> None:
    found = read(
        _STATE + "at = [0, 4]\n"
        'party = ["government/osaka",'
        ' { value = "government/shanghai", at = [5, 9], certainty = "likely" }]'
    ).claims
    assert [(c.start, c.end, c.certainty) for c in found] == [(0, 4, "certain"), (5, 9, "likely")]


def test_one_qualifier_may_hold_for_a_list_of_values() -> None:
    found = read(
        _STATE + 'party = { value = ["government/a", "government/b"], certainty = "doubtful" }'
    ).claims
    assert [c.certainty for c in found] == ["doubtful", "doubtful"]


def test_the_inner_qualifier_goes_before_the_outer_one() -> None:
    found = the_claim(
        'party = { value = [{ value = "government/a", valid = "1975" }], valid = "1974" }'
    )
    assert found.valid == "1975"


def test_a_statistic_may_have_a_value_called_value() -> None:
    block = '[[state]]\nsubject = "statistic/cities"\nvalue = "24 cities"'
    (found,) = read(block).claims
    assert json.loads(found.value)["unit"] == "cities"


def test_a_statement_made_twice_is_one_claim() -> None:
    block = _STATE + 'party = "government/osaka"\n'
    assert len(read(block, block).claims) == 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["formal", "wish", "upgraded"]),
            st.dates().map(str),
            st.sampled_from(["", "1974/..", "1987-04-01"]),
            st.sampled_from(list(Certainty)),
        ),
        unique=True,
        max_size=6,
    )
)
def test_what_is_written_as_blocks_is_read_as_those_claims(
    written: list[tuple[str, str, str, Certainty]],
) -> None:
    blocks = [
        f'{_STATE}milestone = {{ value = {{ stage = "{stage}", date = "{date}" }},'
        f' valid = "{valid}", certainty = "{certainty}" }}'
        for stage, date, valid, certainty in written
    ]
    found = [
        (json.loads(c.value)["stage"], json.loads(c.value)["date"], c.valid, c.certainty)
        for c in read(*blocks).claims
    ]
    assert found == written


def test_every_bad_block_of_every_file_is_named_with_its_subject_and_property() -> None:
    files = [
        File(_SOURCE + _STATE + 'party = "area/kansai"\ntype = "marriage"', "one.toml"),
        File(_SOURCE + _STATE + 'partner = "government/osaka"', "two.toml"),
    ]
    with pytest.raises(BadFile) as caught:
        read_statements(files, THEN)
    lines = str(caught.value).splitlines()
    assert [line.partition(": ")[::2][0] for line in lines] == ["one.toml", "one.toml", "two.toml"]
    assert lines[0].startswith("one.toml: tie/osaka-shanghai party: 'area/kansai'")
    assert lines[1].startswith("one.toml: tie/osaka-shanghai type: 'marriage'")
    assert lines[2].startswith("two.toml: tie/osaka-shanghai partner: ")


@pytest.mark.parametrize(
    ("lines", "quoted"),
    [
        ('party = "Osaka"', "'Osaka' is not an entity id"),
        ('at = [9]\nparty = "government/osaka"', "at = [9] is not [start, end]"),
        ('at = ["3", "9"]\nparty = "government/osaka"', "at = ['3', '9'] is not [start, end]"),
        ('at = [3.5, 9]\nparty = "government/osaka"', "at = [3.5, 9] is not [start, end]"),
        ('stance = "hoped"\nparty = "government/osaka"', "'hoped'"),
        ('certainty = "sure"\nparty = "government/osaka"', "'sure'"),
        ('method = "rules@1;confidence=0.99"\nlevel = "x"', "kizuna propose alone sets"),
        ('valid = 1974\nparty = "government/osaka"', "valid = 1974 is not a text in quotes"),
        ('locator = 5\nparty = "government/osaka"', "locator = 5 is not a text in quotes"),
        ('locater = "page 1"', "'locater'"),
        ('party = { value = "government/osaka", vald = "1974" }', "vald"),
        ('milestone = { stage = "formal", date = 1974-04-18 }', "datetime.date(1974, 4, 18)"),
    ],
)
def test_a_bad_block_quotes_what_is_wrong(lines: str, quoted: str) -> None:
    (problem,) = problems(_STATE + lines)
    assert problem.startswith("note.toml: tie/osaka-shanghai ")
    assert quoted in problem


def test_a_block_without_a_subject_is_named() -> None:
    (problem,) = problems('[[state]]\nparty = "government/osaka"')
    assert "without a subject" in problem
    assert "government/osaka" in problem


def test_a_block_that_states_nothing_is_named() -> None:
    (problem,) = problems(_STATE + 'locator = "page 1"')
    assert problem == "note.toml: tie/osaka-shanghai: a [[state]] that states nothing"


@pytest.mark.parametrize("value", ["[]", '{ value = [], valid = "1974" }'])
def test_an_empty_list_is_named(value: str) -> None:
    (problem,) = problems(_STATE + f"party = {value}")
    assert problem == "note.toml: tie/osaka-shanghai party: an empty list states nothing"


def test_an_unknown_table_and_an_unknown_key_of_the_source_are_named() -> None:
    with pytest.raises(BadFile) as caught:
        read_statements([File('[source]\nauthor = "x"\n[[claim]]\nx = 1', "odd.toml")], THEN)
    assert str(caught.value).splitlines() == [
        "odd.toml: 'claim' is not [source], [[state]] or [[judge]]",
        "odd.toml: [source] has no 'author'; it has document, sha256, locator, holder, stance,"
        " certainty, method, recorder",
    ]


@pytest.mark.parametrize("text", ["[state]\nsubject = 'tie/a-b'", "judge = 3", "state = ['x']"])
def test_blocks_written_as_something_else_are_named(text: str) -> None:
    with pytest.raises(
        BadFile, match=r"^odd.toml: .* is not written as \[\[(state|judge)\]\] blocks"
    ):
        read_statements([File(text, "odd.toml")], THEN)


def test_a_source_written_as_something_else_is_named() -> None:
    with pytest.raises(BadFile, match=r"^odd.toml: 'x' is not one \[source\]"):
        read_statements([File("source = 'x'", "odd.toml")], THEN)


def test_a_file_that_is_not_toml_is_named() -> None:
    with pytest.raises(BadFile, match=r"^odd.toml: not a statement file"):
        read_statements([File("party = ", "odd.toml")], THEN)


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_bytes('[source]\nlocator = "стр. 1"'.encode("koi8-r"))
    with pytest.raises(BadFile, match=r"^odd.toml: not a statement file"):
        read_statements([path], THEN)


_RIVALS = (
    _STATE + 'milestone = { stage = "formal", date = "1974-04" }\n',
    _STATE + 'document = "document/list"\nmilestone = { stage = "formal", date = "1974-04-18" }\n',
    _STATE + 'document = "document/list"\nmilestone = { stage = "wish", date = "1972" }\n',
)
_NOTE = '{ subject = "tie/osaka-shanghai", property = "milestone", document = "document/note" }'
_LIST = (
    '{ subject = "tie/osaka-shanghai", property = "milestone",'
    ' document = "document/list", value = { stage = "formal" } }'
)


def _prefer(target: str, other: str, reason: str = '"It gives the day."') -> str:
    return f'[[judge]]\nverdict = "prefer"\ntarget = {target}\nother = {other}\nreason = {reason}'


def _judged(block: str) -> Judgement:
    (found,) = read(*_RIVALS, block).judgements
    return found


def test_a_judgement_selects_claims_by_what_they_state() -> None:
    note, listed, _ = read(*_RIVALS).claims
    found = _judged(_prefer(_LIST, _NOTE))
    assert (found.verdict, found.target, found.other) == (Verdict.PREFER, listed.id, note.id)
    assert (found.judge, found.judged_at) == ("organisation/editors", THEN)
    assert found.reason == "It gives the day."


def test_a_judgement_may_name_a_claim_by_its_id() -> None:
    found = _judged(
        '[[judge]]\nverdict = "reject"\ntarget = { claim = "0123" }\nreason = "Misread."'
    )
    assert (found.verdict, found.target) == (Verdict.REJECT, "0123")


def test_a_judgement_of_identity_names_two_entities() -> None:
    found = _judged(
        '[[judge]]\nverdict = "same"\ntarget = "government/osaka"\nother = "government/osaka-shi"'
    )
    assert (found.target, found.other) == ("government/osaka", "government/osaka-shi")


def test_a_judgement_may_select_a_claim_of_another_file() -> None:
    files = [File(_SOURCE + _prefer(_LIST, _NOTE), "a.toml"), File(_SOURCE + "".join(_RIVALS))]
    assert len(read_statements(files, THEN).judgements) == 1


@pytest.mark.parametrize(
    ("block", "quoted"),
    [
        (
            _prefer(_LIST.replace(', value = { stage = "formal" }', ""), _NOTE),
            "selects claims of 2 values",
        ),
        (_prefer(_NOTE.replace("note", "letter"), _LIST), "selects claims of 0 values"),
        (_prefer(_NOTE.replace("subject", "about"), _LIST), "does not select by claim, document"),
        (_prefer(_LIST, _NOTE, '""'), "needs a reason"),
        (_prefer(_LIST, _NOTE, "5"), "reason = 5 is not a text"),
        (_prefer(_LIST, _LIST), "with itself"),
        (_prefer(_LIST, _NOTE).replace("prefer", "choose"), "'choose'"),
        ('[[judge]]\nverdict = "reject"\nreason = "Misread."', "None does not select"),
    ],
)
def test_a_bad_judgement_quotes_itself_and_what_is_wrong(block: str, quoted: str) -> None:
    (problem,) = problems(*_RIVALS, block)
    assert problem.startswith("note.toml: [[judge]] {")
    assert quoted in problem


def test_bad_judgements_are_listed_beside_bad_statements() -> None:
    found = problems(*_RIVALS, _STATE + 'party = "x"', _prefer(_LIST, _LIST))
    assert len(found) == 2
