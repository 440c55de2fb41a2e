"""What an old ledger holds that is refused today is shown escaped, exported, released and restored."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from builders import DAY, Filled, government, reject, tie
from builders import claim as made_claim
from kizuna.claims import rules
from kizuna.claims.claim import Claim
from kizuna.errors import BadClaim, BadText
from kizuna.store import appending
from kizuna.store.actions import add_judgements
from kizuna.store.queries import claims, judgements
from kizuna.workflows.release import ReleaseQuestion, release

OLD = "Osa\0ka\x01\ufffe"
ESCAPED = r"Osa\u0000ka\u0001\ufffe"


def _named(text: str, **given: str) -> Claim:
    return made_claim("government/osaka", "name", {"text": text, "language": "en"}, **given)


@pytest.fixture
def old(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of a time at which nothing was refused."""
    with monkeypatch.context() as then:
        then.setattr(rules, "check_json_characters", lambda text: None)
        then.setattr(rules, "parse_json", json.loads)
        then.setattr(rules, "check_characters", lambda text: None)
        then.setattr(appending, "check_characters", lambda text: None)
        named = _named(OLD, locator="page\x01 1")
        other = _named("Osaka City")
        towns = [*government("osaka"), *government("shanghai", country="CN")]
        claimed = [named, other, *towns, *tie("osaka-shanghai", "osaka", "shanghai")]
        return filled(claimed, [reject(other, reason="not\x1b[2J it")])


def test_a_claim_or_a_reason_with_one_is_refused_with_its_name_and_place(filled: Filled) -> None:
    with pytest.raises(BadClaim, match=r"U\+0000 NULL at position 1"):
        filled([_named("a\0b")])
    with pytest.raises(BadClaim, match=r"U\+001B ESCAPE at position 4"):
        filled([_named("Osaka", locator="page\x1b")])
    assert claims.claims() == []
    filled([named := _named("Osaka")])
    with pytest.raises(BadText, match=r"U\+0007 CONTROL at position 2"):
        add_judgements(judgements=[reject(named, reason="no\x07")], acting_user="editor")


def test_an_old_claim_keeps_its_id_and_is_read_with_escapes(old: Path) -> None:
    (held,) = claims.claims_by_ids([_named(OLD, locator="page\x01 1").id]).values()
    assert held.locator == r"page\u0001 1"
    (judged,) = judgements.judgements()
    assert judged.reason == r"not\u001b[2J it"
    assert judged.id == reject(_named("Osaka City"), reason="not\x1b[2J it").id


def test_a_release_of_it_is_made_in_every_format(old: Path, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    release(ReleaseQuestion(DAY), folder)
    (book,) = folder.rglob("*.xlsx")
    sheets = openpyxl.load_workbook(book).worksheets
    assert any(ESCAPED in str(cell) for sheet in sheets for row in sheet.values for cell in row)
    for xml in (*folder.rglob("*.gexf"), *folder.rglob("*.graphml")):
        etree.parse(xml)
