"""The views for other programs: what holds today, in words, and nothing that somebody may not see."""

from __future__ import annotations

import re
from typing import Any

from builders import (
    claim,
    flat,
    government,
    judgement,
    milestone,
    prefer,
    reject,
    status,
    tie,
    withdraw,
)
from kizuna.claims.judgement import Verdict
from kizuna.store import Database
from kizuna.store.sql import fetch

from .building import add

SECRET = {"document": "document/hushed-memo", "holder": "organisation/office"}
HIDDEN = re.compile("hushed|quietford|kawa|saburo|other-memo|guessed", re.IGNORECASE)


def _rows(statement: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in fetch(statement)]


def _osaka_shanghai() -> list[Any]:
    return flat(
        government("osaka"),
        government("shanghai", country="CN"),
        claim("government/osaka", "name", {"text": "Ōsaka", "language": "ja"}),
        claim("government/osaka", "name", {"text": "Osaka", "language": "en"}),
        claim("government/shanghai", "name", {"text": "Shanghai", "language": "en"}),
        tie("osaka-shanghai", "osaka", "shanghai"),
        milestone("osaka-shanghai", "formal", "1974-04"),
        claim("field/sport", "tie", "tie/osaka-shanghai"),
        claim("field/sport", "concept", "sport"),
        claim("field/sport", "started", "1975"),
    )


def test_ties_now_are_named_and_dated_from_the_earliest_day_to_the_latest(
    database: Database,
) -> None:
    add(*_osaka_shanghai())
    assert _rows(
        "SELECT id, name, since_earliest, since_latest, until_latest, in_force FROM ties_now"
    ) == [("tie/osaka-shanghai", "Osaka – Shanghai", "1974-04-01", "1974-04-30", None, "certain")]
    assert _rows("SELECT tie_name, concept, since FROM tie_fields_now") == [
        ("Osaka – Shanghai", "sport", "1975")
    ]
    add(*flat(status("osaka-shanghai", "ended", "2010-05-01/..")))
    assert _rows("SELECT id FROM ties_now") == []


def test_a_claim_is_read_in_words_with_whether_it_was_rejected(database: Database) -> None:
    old = claim("government/osaka", "name", {"text": "Naniwa", "language": "en"}, "/1496")
    taken_back = reject(old)
    add(old, taken_back)
    columns = "text, valid, last_day, document, stance, certainty, rejected, recorded_at"
    [said] = _rows(f"SELECT {columns} FROM claims_readable")
    assert said[:7] == ("Naniwa", "/1496", "1496-12-31", "document/gazette", *said[4:6], 1)
    assert said[4:6] == ("asserted", "certain")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", said[7])
    add(withdraw(taken_back))
    assert _rows("SELECT rejected FROM claims_readable") == [(0,)]


def test_an_entity_has_the_name_that_judges_prefer(database: Database) -> None:
    first, better = (
        claim("government/x", "name", {"text": text, "language": "en"})
        for text in ("Amoy", "Xiamen")
    )
    add(first, better, prefer(better, first))
    assert _rows("SELECT id, kind, name, claims FROM entities") == [
        ("government/x", "government", "Xiamen", 2)
    ]


def test_nothing_that_somebody_may_not_see_is_in_a_view(database: Database) -> None:
    memo = claim("document/hushed-memo", "access_level", "secret")
    claims = flat(
        _osaka_shanghai(),
        memo,
        claim("document/hushed-memo", "title", "The hushed memo"),
        claim("government/osaka", "name", "Osaka-by-Quietford", **SECRET),
        claim("government/osaka", "name", "Kawa", document="document/other-memo"),
        claim("person/kawa-saburo", "name", "Kawa Saburo"),
        claim("agreement/a", "tie", "tie/osaka-shanghai"),
        claim("agreement/a", "signatory", {"person": "person/kawa-saburo"}),
        claim("exchange/visit", "participants", "Kawa Saburo and others"),
        claim("government/osaka", "name", "Guessed", method="rules@1"),
        government("quietford", **SECRET),
        tie("osaka-kobe", "osaka", "kobe"),
        claim("tie/osaka-kobe", "motive", "hushed", **SECRET),
    )
    same = judgement(Verdict.SAME, "document/other-memo", "document/hushed-memo")
    add(*claims, same)
    said = "\n".join(
        str(row)
        for view in ("claims_readable", "entities", "ties_now", "tie_fields_now")
        for row in _rows(f"SELECT * FROM {view}")
    )
    assert HIDDEN.findall(said) == []
    assert _rows("SELECT id FROM ties_now") == [("tie/osaka-shanghai",)]


def test_a_document_that_is_held_for_public_and_a_proposal_that_was_judged_are_in_the_views(
    database: Database,
) -> None:
    hushed = claim("document/memo", "access_level", "internal", document="document/memo")
    public = claim("document/memo", "access_level", "public")
    named = claim("government/osaka", "name", "Osaka", document="document/memo")
    proposed = claim("government/osaka", "name", "Osaka", method="rules@1")
    add(hushed, public, named, proposed)
    counted = "SELECT count(*) FROM claims_readable"
    assert _rows(counted) == [(0,)]
    add(prefer(public, hushed))
    assert _rows(counted) == [(3,)]
    add(judgement(Verdict.ACCEPT, proposed.id))
    assert _rows(f"{counted} WHERE rejected = 0") == [(4,)]
