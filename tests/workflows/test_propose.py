"""Proposing: what rules read goes into the ledger as proposals, which count for nothing yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from builders import Filled, claim, document
from kizuna.claims.claim import Claim
from kizuna.proposals.place_names import NameBook
from kizuna.proposals.proposal import Page, Proposal
from kizuna.proposals.reader import propose as read_by_rules
from kizuna.proposals.verifier import ClaimCheck
from kizuna.register.register import fold
from kizuna.sources.blocking import blocks_of
from kizuna.sources.reading import Block, BlockedText
from kizuna.store.queries import claims, documents
from kizuna.store.queries.claims import proposals
from kizuna.workflows import propose as answers
from kizuna.workflows.propose import (
    Proposed,
    asking_of,
    holder_of,
    import_hint,
    name_book,
    propose,
    save,
)

_TEXT = (
    "Aville and Bville have been sister cities since 1974.\n\nThe choir of Aville came in 1976.\n"
)


def _one(folder: Path) -> Proposed:
    """What rules that know one tie and one visit propose of a file."""

    def rules(text: BlockedText, page: Page) -> Sequence[Proposal]:
        known = {
            "The choir of Aville came in 1976": ("event", {"type": "visit", "date": "1976"}),
            "sister cities since 1974": ("tie", {"type": "sister_city", "start": "1974"}),
        }
        places = ((text.text.find(quote), quote, *said) for quote, said in known.items())
        return [
            Proposal(kind, "Aville", "Bville", quote, at, at + len(quote), props, confidence=0.9)
            for at, quote, kind, props in places
        ]

    path = folder / "page.txt"
    path.write_text(_TEXT, encoding="utf-8")
    return propose(path, rules)


def test_saved_proposals_cite_their_passage_keep_known_ids_and_do_not_count(
    filled: Filled, tmp_path: Path
) -> None:
    filled([claim("government/old-aville", "name", "Aville")])
    saved = save(_one(tmp_path), acting_user="Anna")
    held = proposals()
    assert saved.document == "document/page"
    assert (saved.claims.keys(), saved.new) == ({one.id for one in held}, len(held))
    assert {_TEXT[c.start : c.end] for c in held if c.property == "milestone"} == {
        "sister cities since 1974"
    }
    parties = {c.value for c in held if c.property == "party"}
    assert parties == {'"government/old-aville"', '"government/bville"'}
    assert not [ref for ref in fold(claims.claims()).entities if ref.startswith("tie/")]
    assert documents.document_texts("document/page")[0].text == _TEXT
    again = save(_one(tmp_path), acting_user="Anna")
    assert (again.new, again.known) == (0, again.claims.keys())


def test_who_issued_a_document_asserts_what_it_says_else_the_document_itself(
    filled: Filled,
) -> None:
    filled([*document("letter"), claim("document/page", "issuer", "organisation/council")])
    assert holder_of("document/page") == "organisation/council"
    assert holder_of("document/letter") == "document/letter"


def test_a_model_is_told_the_partners_of_a_home_town_that_the_register_knows(
    filled: Filled,
) -> None:
    places = {"government/aville": "Aville", "government/bville": "Bville"}
    names = [claim(ref, "name", name) for ref, name in places.items()]
    filled([*names, *(claim("tie/a-b", "party", ref) for ref in places)])
    assert asking_of(Page(home="Aville")).partners == ("Bville",)
    assert asking_of(Page(home="Nowhereham")).partners == ()


def _named(text: str, **given: str) -> Claim:
    return claim("government/rorika", "name", {"text": text, "language": "en"}, **given)


def test_names_of_the_register_stand_before_those_of_the_gazetteer(filled: Filled) -> None:
    filled([_named("Rorika"), _named("Rorikka", method="rules@6")])
    book = name_book()
    assert list(book.names) == ["Rorika"]
    assert book.population("Rorika") > book.population("大阪市") > book.population("Rorikka") == 0


TEXT = "Northhaven and Lakeside are sister cities.\nNorthhaven and Oldbridge are sister cities."
SECOND = TEXT.index("\n") + 1
DOCUMENT = BlockedText(
    TEXT, (Block("paragraph", 0, SECOND - 1), Block("paragraph", SECOND, len(TEXT)))
)
SAID = Proposal("tie", "Northhaven", "Lakeside", TEXT[: SECOND - 1], 0, SECOND - 1)
RULE = Proposal("tie", "Northhaven", "Oldbridge", TEXT[SECOND:], SECOND, len(TEXT))


def test_an_answer_is_to_all_of_a_text_of_one_prompt_and_of_several_to_those_with_a_claim(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert answers.filled((), [RULE], DOCUMENT) == ([], [])
    monkeypatch.setattr(answers, "_CHUNK", 12)
    found = answers.filled((ClaimCheck("", SAID, asked=SAID),), [RULE], DOCUMENT)
    assert found == ([SAID], [RULE])


_TOWNS = ("Bern", "Kyiv", "Milan", "Kobe", "Oslo", "Turin")
_TABLE = "Twin town\tYear\n" + "".join(f"{town}\t19{70 + at}\n" for at, town in enumerate(_TOWNS))


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("page.html", _TABLE, "kizuna import page.html --town 'Bad Lyon'"),
        (
            *("page.pdf", _TABLE),
            "copy it into a spreadsheet for kizuna import, which takes all its columns",
        ),
        *(("page.html", text, "") for text in ("", _TABLE[:40], "Bern is a twin town of Kyiv.")),
    ],
)
def test_a_table_of_ties_is_offered_to_the_import_with_its_columns(
    name: str, text: str, told: str
) -> None:
    blocked, page = blocks_of(text), Page(home="Bad Lyon", language="en")
    found = read_by_rules(blocked, NameBook(dict.fromkeys(_TOWNS)), page)
    holds = f"{name} holds a table of 6 ties (Twin town, Year): "
    assert import_hint(Path(name), blocked, found) == (holds + told if told else "")
