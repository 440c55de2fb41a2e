"""Tests of how the claims of one passage are set as few lines."""

from __future__ import annotations

import pytest

from kizuna.publish.document import Proof
from kizuna.publish.report.renderers.citations import Line, Strand, statement_lines


def proofs_of(*statements: str) -> tuple[Proof, ...]:
    return tuple(Proof(str(index), text) for index, text in enumerate(statements))


@pytest.mark.parametrize(
    ("statements", "subject", "lead"),
    [
        (
            ("Kobe – Tianjin: party: Kobe", "Kobe – Tianjin: party: Tianjin"),
            "Kobe – Tianjin: ",
            "party: ",
        ),
        (("Кобе (сторона): Кобе", "Кобе (сторона): Уси"), "Кобе ", "(сторона): "),
        (("神戸市（当事者）：神戸市", "神戸市（当事者）：天津市"), "神戸市", "（当事者）："),
    ],
)
def test_claims_on_one_subject_and_property_state_both_once(
    statements: tuple[str, ...], subject: str, lead: str
) -> None:
    (line,) = statement_lines(proofs_of(*statements))
    assert (line.subject, [strand.lead for strand in line.strands]) == (subject, [lead])
    assert len(line.strands[0].proofs) == 2


@pytest.mark.parametrize(
    "statements",
    [
        (
            "a: b: c",
            "a: b: d",
            "x: y: z",
            "a: e: f",
            "no colon",
            "a (b): c",
            ": ",
            "（）：",
            "a: b",
        ),
        ("Sheet: Uji and Xianyang: title: Sheet: Uji", "Sheet: Kobe: title: Sheet: Kobe"),
        ("same: p: v", "same: p: v"),
        ("line\n: p: v", "line\n: p: w"),
    ],
)
def test_no_word_of_a_claim_is_lost(statements: tuple[str, ...]) -> None:
    proofs = proofs_of(*statements)
    read = {
        proof.claim: line.subject + strand.lead + proof.statement
        for line in statement_lines(proofs)
        for strand in line.strands
        for proof in strand.proofs
    }
    assert read == {proof.claim: proof.statement for proof in proofs}


def test_claims_that_share_no_subject_stand_in_one_line_at_the_end() -> None:
    lines = statement_lines(
        proofs_of("Nara: level: city", "Uji: a: b", "Uji: c: d", "Otsu: level: city")
    )
    assert [line.subject for line in lines] == ["Uji: ", ""]
    assert [s.proofs[0].statement for s in lines[1].strands] == [
        "Nara: level: city",
        "Otsu: level: city",
    ]


def test_a_single_claim_stands_whole() -> None:
    proofs = proofs_of("Kobe: level: city")
    assert statement_lines(proofs) == (Line("", (Strand("", proofs),)),)


def test_values_of_one_property_are_set_apart_as_the_language_does() -> None:
    strand = Strand("field: ", proofs_of("culture", "port"))
    assert strand.text("en") == "field: culture; port"
    assert strand.text("ja") == "field: culture；port"
