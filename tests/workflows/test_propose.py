"""Proposing: what rules or others read goes into the ledger as proposals, which count
for nothing yet.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from builders import THEN, Filled, add_text, claim, document, tie
from kizuna.claims.claim import Claim
from kizuna.claims.kinds import Agreement, Tie
from kizuna.claims.statements import read_statements
from kizuna.errors import BadQuestion
from kizuna.proposals.proposal import Page, Proposal
from kizuna.proposals.reader import propose as read_by_rules
from kizuna.register.register import Register, fold
from kizuna.sources.blocking import blocks_of
from kizuna.sources.reading import BlockedText
from kizuna.store.queries import claims, documents
from kizuna.workflows import ask, propose
from kizuna.workflows.acting import Hand
from kizuna.workflows.receive_proposals import receive_proposals
from kizuna.workflows.review import queue
from kizuna.workflows.review_desk import decide

_TEXT = "Aville and Bville have been sister cities since 1974.\n\nThe choir of Aville came in 1976.\n"


def _one(folder: Path) -> propose.Proposed:
    """What rules that know one tie and one visit propose of a file."""

    def rules(text: BlockedText, page: Page) -> Sequence[Proposal]:
        known = {
            "The choir of Aville came in 1976": (
                "event",
                {"type": "visit", "date": "1976"},
            ),
            "sister cities since 1974": (
                "tie",
                {"type": "sister_city", "start": "1974"},
            ),
        }
        places = (
            (text.text.find(quote), quote, *said) for quote, said in known.items()
        )
        return [
            Proposal(
                kind,
                "Aville",
                "Bville",
                quote,
                at,
                at + len(quote),
                props,
                confidence=0.9,
            )
            for at, quote, kind, props in places
        ]

    path = folder / "page.txt"
    path.write_text(_TEXT, encoding="utf-8")
    return propose.propose(path, rules)


def test_saved_proposals_cite_their_passage_keep_known_ids_and_do_not_count(
    filled: Filled, tmp_path: Path
) -> None:
    filled([claim("government/old-aville", "name", "Aville")])
    saved = propose.save(_one(tmp_path), acting_user="Anna")
    held = claims.claims(is_proposed=True)
    assert saved.document == "document/page"
    assert (saved.claims.keys(), saved.known) == ({one.id for one in held}, set())
    assert {_TEXT[c.start : c.end] for c in held if c.property == "milestone"} == {
        "sister cities since 1974"
    }
    parties = {c.value for c in held if c.property == "party"}
    assert parties == {'"government/old-aville"', '"government/bville"'}
    assert not [ref for ref in fold(claims.claims()).entities if ref.startswith("tie/")]
    assert documents.document_texts("document/page")[0].text == _TEXT
    again = propose.save(_one(tmp_path), acting_user="Anna")
    assert again.known == again.claims.keys()


def test_who_issued_a_document_asserts_what_it_says_else_the_document(
    filled: Filled,
) -> None:
    filled(
        [*document("letter"), claim("document/page", "issuer", "organisation/council")]
    )
    assert propose.holder_of("document/page") == "organisation/council"
    assert propose.holder_of("document/letter") == "document/letter"


def test_a_model_is_told_the_partners_of_a_town_that_the_register_knows(
    filled: Filled,
) -> None:
    places = {"government/aville": "Aville", "government/bville": "Bville"}
    names = [claim(ref, "name", name) for ref, name in places.items()]
    filled([*names, *(claim("tie/a-b", "party", ref) for ref in places)])
    told = {
        home: propose.context_of(Page(home=home))[2]
        for home in ("Aville", "Nowhereham")
    }
    assert told == {"Aville": ("Bville",), "Nowhereham": ()}


def _named(text: str, **given: str) -> Claim:
    return claim("government/rorika", "name", {"text": text, "language": "en"}, **given)


def test_names_of_the_register_stand_before_those_of_the_gazetteer(
    filled: Filled,
) -> None:
    filled([_named("Rorika"), _named("Rorikka", method="rules@6")])
    assert propose.own_names() == {"Rorika"}
    people = propose.population()
    assert people("Rorika") > people("大阪市") > people("Rorikka") == 0


def test_an_answer_is_to_all_of_a_text_of_one_prompt_and_of_several_to_those_with_a_claim(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, parties = _one(tmp_path), {"subject": "Aville", "object": "Bville"}
    (unsaid,) = propose.with_answer(one, '{"claims": []}').proposals
    assert (unsaid.kind, unsaid.confidence) == ("tie", 0.3)
    monkeypatch.setattr(propose, "_CHUNK", 12)
    said = {"kind": "tie", **parties, "props": {"start": "1974"}, "sentences": [1]}
    said["quote"] = "sister cities since 1974"
    found = propose.with_answer(one, json.dumps({"claims": [said]})).found
    methods = [(proposal.kind, method) for proposal, method in found]
    assert methods == [("tie", propose.ASSISTANT), ("event", propose.RULES)]


_TOWNS = ("Bern", "Kyiv", "Milan", "Kobe", "Oslo", "Turin")
_TABLE = "Twin town\tYear\n" + "".join(
    f"{town}\t19{70 + at}\n" for at, town in enumerate(_TOWNS)
)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("page.html", _TABLE, "kizuna import page.html --town 'Bad Lyon'"),
        (
            "a.pdf",
            _TABLE,
            "copy it into a spreadsheet for kizuna import, which takes all its columns",
        ),
        *(
            ("page.html", text, "")
            for text in (_TABLE[:40], "Bern is a twin town of Kyiv.")
        ),
    ],
)
def test_a_table_of_ties_is_offered_to_the_import(
    name: str, text: str, told: str
) -> None:
    blocked, page = blocks_of(text), Page(home="Bad Lyon", language="en")
    found = read_by_rules(blocked, lambda name: name in _TOWNS, page)
    holds = f"{name} holds a table of 6 ties (Twin town, Year): "
    assert propose.import_hint(Path(name), blocked, found) == (
        holds + told if told else ""
    )


GOOD = {"subject": "tie/a-b", "number": "S-1"}


def test_a_passage_that_ends_after_its_text_is_refused(filled: Filled) -> None:
    filled(tie("a-b", "a", "b"))
    source = {"document": "document/report"}
    source["sha256"] = add_text(source["document"], "A short text.").sha256
    items = [{**GOOD, "at": [2, end]} for end in (7, 70)]
    inside, outside = receive_proposals(source, items, acting_user="anna-lee")
    assert (len(inside.claims), outside.claims) == (1, ())
    assert "[2, 70) ends after its text of 13 characters" in outside.reasons[0]


@pytest.mark.parametrize(
    ("sent", "told"), [({}, "2 items"), ({"recorder": "person/b"}, "person/b")]
)
def test_too_many_items_or_those_of_somebody_else_are_refused_at_once(
    filled: Filled, monkeypatch: pytest.MonkeyPatch, sent: dict[str, str], told: str
) -> None:
    monkeypatch.setattr(propose, "MOST", 1)
    items = [GOOD] if sent else [GOOD, GOOD]
    with pytest.raises(BadQuestion, match=told):
        receive_proposals(
            {"document": "document/report", **sent}, items, acting_user="anna-lee"
        )


_KANSAI = files("kizuna") / "data" / "kansai"
_UNIONS = tuple(
    f"organisation/{city}-municipal-workers-union" for city in ("osaka", "shanghai")
)
_TYPED_ONLY = {
    # the note calls the second union only the corresponding one; a tie of bodies is
    # left to a model
    *(_UNIONS, (*_UNIONS, "contact", "1977")),
    # the same of the legislative organs of both sides
    ("organisation/osaka-prefectural-assembly", "organisation/shanghai-legislature"),
    # it tells of contacts of the ports without a word for a tie beside them
    ("organisation/port-of-kobe", "organisation/port-of-tianjin"),
}
"""What only the typed register says, and why the reader does not."""


def _statements(*folders: str) -> list[Traversable]:
    found = (file for name in folders for file in (_KANSAI / name).iterdir())
    return sorted(
        (file for file in found if file.name.endswith(".toml")), key=lambda f: f.name
    )


def test_the_reader_finds_the_ties_days_and_agreements_that_editors_typed_but_those_listed(
    filled: Filled, shared: Path
) -> None:
    typed = read_statements(_statements("places", "note-1987"), THEN)
    places = [f for f in _statements("places") if f.name != "preferred-names.toml"]
    known = read_statements([*places, _KANSAI / "note-1987" / "document.toml"], THEN)
    filled(known.claims, known.judgements)
    note = propose.propose(
        shared / "documents" / "kansai-1987.txt", propose.own_rules()
    )
    propose.save(note, acting_user="tester", document="document/kansai-1987")
    claims = [claim.id for reading in queue().readings for claim in reading.claims]
    decide(claims, claims, None, Hand("tester"))
    told, read = (
        _facts(fold(typed.claims, typed.judgements)),
        _facts(ask.known_register()),
    )
    assert (told - read, read - told) == (_TYPED_ONLY, set())


def _facts(register: Register) -> set[tuple[str, ...]]:
    """What a register says of its ties: their parties, their days with the stage, their
    agreements.
    """
    ties = {one.id: tuple(sorted(one.party.values)) for one in register.of_kind(Tie)}
    found: set[tuple[str, ...]] = set(ties.values())
    for one in register.of_kind(Tie):
        days = (day for day in one.milestone.values if day.date)
        found |= {(*ties[one.id], str(day.stage), str(day.date)) for day in days}
    for held in register.of_kind(Agreement):
        said = (
            str(held.type.value),
            str(held.signed.value),
            f"{held.ordinal.value or ''}",
        )
        found.add((*ties[str(held.tie.value)], *said))
    return found
