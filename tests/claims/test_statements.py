"""Statement files: one claim a value, every bad block named, none left out in
silence.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import THEN, rows
from kizuna.claims.claim import Certainty, Claim, Judgement, Stance, Verdict
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


def test_a_claim_takes_what_the_source_says_of_all_and_is_asserted_and_certain() -> (
    None
):
    found = the_claim('party = "government/osaka"')
    assert (found.document, found.holder) == ("document/note", "organisation/consulate")
    assert (found.locator, found.sha256) == (
        "the note",
        "",
    )  # without a passage it names no text
    assert (found.method, found.recorder) == ("typed", "organisation/editors")
    assert (found.recorded_at, found.stance, found.certainty) == (
        THEN,
        "asserted",
        "certain",
    )


def test_a_block_says_otherwise_than_the_source_and_its_passage_is_of_the_sources_text() -> (
    None
):
    other = ('holder = "person/mayor"', 'stance = "reported"', "at = [3, 9]")
    found = the_claim(*other, 'party = "government/osaka"')
    assert (found.holder, found.stance) == ("person/mayor", Stance.REPORTED)
    assert (found.start, found.end, found.sha256) == (3, 9, "aa")


_VALUES = """
a list gives one claim an element | party = ["government/a", "government/b"] |
    "government/a" - certain | "government/b" - certain
a point is one value though it is written as a list | point = [34.69, 135.5] | [34.69,135.5] - certain
a statistic may have a value called value | value = "24 cities" |
    {"approximate":false,"max":24,"min":24,"unit":"cities"} - certain
a value may be dated by itself | status = { value = { status = "active" }, valid = "1974-04-18/.." } |
    {"status":"active"} 1974-04-18/.. certain
one qualifier may hold for a list of values |
    party = { value = ["government/a", "government/b"], certainty = "doubtful" } |
    "government/a" - doubtful | "government/b" - doubtful
the inner qualifier goes before the outer one |
    party = { value = [{ value = "government/a", valid = "1975" }], valid = "1974" } |
    "government/a" 1975 certain
"""
"""What is told, a line of a block, and the value, span and certainty of each of its
claims.
"""


@pytest.mark.parametrize("row", rows(_VALUES), ids=lambda row: str(row[0]))
def test_each_value_is_a_claim_with_its_qualifiers(row: list[str]) -> None:
    _, line, *wanted = row
    kinds = {"point": "government/osaka", "value": "statistic/cities"}
    subject = kinds.get(line.partition(" ")[0], "tie/osaka-shanghai")
    found = read(f'[[state]]\nsubject = "{subject}"\n{line}').claims
    assert [f"{c.value} {c.valid or '-'} {c.certainty}" for c in found] == wanted


def test_a_value_may_have_a_passage_and_a_certainty_of_its_own_and_is_one_claim() -> (
    None
):
    own = '{ value = "government/shanghai", at = [5, 9], certainty = "likely" }'
    block = f'{_STATE}at = [0, 4]\nparty = ["government/osaka", {own}]'
    found = [(c.start, c.end, c.certainty) for c in read(block, block).claims]
    assert found == [(0, 4, "certain"), (5, 9, "likely")]


_STAGES = st.sampled_from(["formal", "wish", "upgraded"])
_SPANS = st.sampled_from(["", "1974/..", "1987-04-01"])
_STATED = st.tuples(
    _STAGES, st.dates().map(str), _SPANS, st.sampled_from(list(Certainty))
)


@given(st.lists(_STATED, unique=True, max_size=6))
def test_what_is_written_as_blocks_is_read_as_those_claims(
    written: list[tuple[str, str, str, Certainty]],
) -> None:
    blocks = [
        f'{_STATE}milestone = {{ value = {{ stage = "{stage}", date = "{date}" }},'
        f' valid = "{valid}", certainty = "{certainty}" }}'
        for stage, date, valid, certainty in written
    ]
    held = [(json.loads(c.value), c) for c in read(*blocks).claims]
    assert [(v["stage"], v["date"], c.valid, c.certainty) for v, c in held] == written


def test_every_bad_block_of_every_file_is_named_with_its_subject_and_property() -> None:
    files = [
        File(_SOURCE + _STATE + 'party = "area/kansai"\ntype = "marriage"', "one.toml"),
        File(_SOURCE + _STATE + 'partner = "government/osaka"', "two.toml"),
    ]
    with pytest.raises(BadFile) as caught:
        read_statements(files, THEN)
    first, second, third = str(caught.value).splitlines()
    assert first.startswith("one.toml: tie/osaka-shanghai party: 'area/kansai'")
    assert second.startswith("one.toml: tie/osaka-shanghai type: 'marriage'")
    assert third.startswith("two.toml: tie/osaka-shanghai partner: ")


@pytest.mark.parametrize(
    ("lines", "quoted"),
    [
        ('party = "Osaka"', "'Osaka' is not an entity id"),
        ('at = [9]\nparty = "government/osaka"', "at = [9] is not [start, end]"),
        (
            'at = ["3", "9"]\nparty = "government/osaka"',
            "at = ['3', '9'] is not [start, end]",
        ),
        (
            'at = [3.5, 9]\nparty = "government/osaka"',
            "at = [3.5, 9] is not [start, end]",
        ),
        ('stance = "hoped"\nparty = "government/osaka"', "'hoped'"),
        ('certainty = "sure"\nparty = "government/osaka"', "'sure'"),
        (
            'method = "rules@1;confidence=0.99"\nlevel = "x"',
            "kizuna propose alone sets",
        ),
        (
            'valid = 1974\nparty = "government/osaka"',
            "valid = 1974 is not a text in quotes",
        ),
        (
            'locator = 5\nparty = "government/osaka"',
            "locator = 5 is not a text in quotes",
        ),
        ('locater = "page 1"', "'locater'"),
        ('party = { value = "government/osaka", vald = "1974" }', "vald"),
        (
            'milestone = { stage = "formal", date = 1974-04-18 }',
            "datetime.date(1974, 4, 18)",
        ),
    ],
)
def test_a_bad_block_quotes_what_is_wrong(lines: str, quoted: str) -> None:
    (problem,) = problems(_STATE + lines)
    assert problem.startswith("note.toml: tie/osaka-shanghai ")
    assert quoted in problem


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[[state]]\nparty = "government/osaka"',
            "a [[state]] without a subject: {'party': 'gov",
        ),
        (
            _STATE + 'locator = "page 1"',
            "tie/osaka-shanghai: a [[state]] that states nothing",
        ),
        *(
            (
                _STATE + f"party = {value}",
                "tie/osaka-shanghai party: an empty list states nothing",
            )
            for value in ("[]", '{ value = [], valid = "1974" }')
        ),
        ("[[claim]]\nx = 1", "'claim' is not [source], [[state]] or [[judge]]"),
        (
            '[source]\nauthor = "x"',
            "[source] has no 'author'; it has document, sha256, locator,",
        ),
        (
            "[state]\nsubject = 'x'",
            "{'subject': 'x'} is not written as [[state]] blocks",
        ),
        ("judge = 3", "3 is not written as [[judge]] blocks"),
        ("state = ['x']", "['x'] is not written as [[state]] blocks"),
        ("source = 'x'", "'x' is not one [source]"),
        ("party = ", "not a statement file"),
    ],
)
def test_a_file_or_block_of_another_form_is_named_with_what_is_wrong(
    text: str, told: str
) -> None:
    with pytest.raises(BadFile) as caught:
        read_statements([File(text, "odd.toml")], THEN)
    assert str(caught.value).startswith(f"odd.toml: {told}")


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_bytes('[source]\nlocator = "стр. 1"'.encode("koi8-r"))
    with pytest.raises(BadFile, match=r"^odd.toml: not a statement file"):
        read_statements([path], THEN)


_RIVALS = (
    _STATE + 'milestone = { stage = "formal", date = "1974-04" }\n',
    _STATE
    + 'document = "document/list"\nmilestone = { stage = "formal", date = "1974-04-18" }\n',
    _STATE
    + 'document = "document/list"\nmilestone = { stage = "wish", date = "1972" }\n',
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
    assert (found.verdict, found.target, found.other) == (
        Verdict.PREFER,
        listed.id,
        note.id,
    )
    assert (found.judge, found.judged_at) == ("organisation/editors", THEN)
    assert found.reason == "It gives the day."
    files = [
        File(_SOURCE + _prefer(_LIST, _NOTE), "a.toml"),
        File(_SOURCE + "".join(_RIVALS)),
    ]
    assert read_statements(files, THEN).judgements == (
        found,
    )  # it may stand in another file


def test_a_judgement_may_name_what_it_is_of() -> None:
    claim = '[[judge]]\nverdict = "reject"\ntarget = { claim = "0123" }\nreason = "Misread."'
    pair = (
        '[[judge]]\nverdict = "same"\ntarget = "government/a"\nother = "government/b"'
    )
    found = [(one.target, one.other) for one in map(_judged, (claim, pair))]
    assert found == [("0123", ""), ("government/a", "government/b")]


@pytest.mark.parametrize(
    ("block", "quoted"),
    [
        (
            _prefer(_LIST.partition(", value")[0] + " }", _NOTE),
            "selects claims of 2 values",
        ),
        (_prefer(_NOTE.replace("note", "letter"), _LIST), "selects claims of 0 values"),
        (
            _prefer(_NOTE.replace("subject", "about"), _LIST),
            "does not select by claim, document",
        ),
        (_prefer(_LIST, _NOTE, '""'), "needs a reason"),
        (_prefer(_LIST, _NOTE, "5"), "reason = 5 is not a text"),
        (_prefer(_LIST, _LIST), "with itself"),
        (_prefer(_LIST, _NOTE).replace("prefer", "choose"), "'choose'"),
        ('[[judge]]\nverdict = "reject"\nreason = "Misread."', "None does not select"),
    ],
)
def test_a_bad_judgement_quotes_itself_and_what_is_wrong_beside_bad_statements(
    block: str, quoted: str
) -> None:
    _, problem = problems(*_RIVALS, _STATE + 'party = "x"', block)
    assert problem.startswith("note.toml: [[judge]] {")
    assert quoted in problem
