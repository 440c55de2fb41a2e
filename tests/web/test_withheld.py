"""No page and no answer for programs says what its reader may not see: every address is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from builders import claim, flat, government, tie
from kizuna.claims.claim import Claim
from kizuna.store import open_database
from kizuna.store.actions import add_document, add_register
from web.conftest import Site, serving
from web.signing_in import add_person, entered, visitor
from web.test_permissions import rows

SAID = {"document": "document/hushed-memo", "holder": "organisation/office"}
HIDDEN = re.compile(r"hushed|Quietford|kawa-saburo|Kawa Saburo", re.IGNORECASE)
ABOUT = (
    "/document/hushed-memo",
    "/document/hushed-memo/text",
    "/document/hushed-memo/history",
    "/government/quietford",
    "/government/quietford/history",
    "/tie/osaka-quietford",
    "/embed/tie/osaka-quietford",
    "/person/kawa-saburo",
    "/api/v1/ties/osaka-quietford",
    "/api/v1/governments/quietford",
    "/api/v1/entities/document/hushed-memo",
    "/api/v1/entities/person/kawa-saburo",
)
"""Pages about what is hidden; each quotes the id that it was asked for and says nothing else."""
AROUND = (
    "/government/osaka",
    "/government/osaka/history",
    "/tie/osaka-shanghai?as_of=1995",
    "/api/v1/entities/tie/osaka-shanghai",
    "/ties?of=osaka",
    "/ties.csv?of=osaka",
    "/ties.json?of=osaka&as_of=1995-01-01",
    "/timeline?of=osaka",
    "/gaps?of=osaka",
    "/measure?of=osaka",
    "/compare?a=osaka&b=kobe",
    "/suggest?of=osaka",
    "/network?between=japan&between=china&as_of=1995",
    "/map/ties.json?as_of=1995-01-01",
    "/map/names.json?as_of=1995-01-01",
    "/map/place?place=government/osaka&as_of=1995-01-01",
    "/map/list?as_of=1995-01-01",
    "/search/suggest?q=Quietf",
    "/names?q=Quietf",
    "/search?q=Quietfords",
    "/search?q=hush",
    "/search?q=Saburo",
    "/api/v1/search?q=Quietf",
    "/api/v1/claims?limit=500",
    "/api/v1/documents?limit=500",
    "/api/v1/ties?limit=500&as_of=1995-01-01",
    "/api/v1/exports/csv",
    "/export/csv",
    "/export/geojson",
    "/report/note.md?a=kansai&b=china&as_of=1995-01-01",
)
"""Pages on which it would stand."""


def hidden() -> list[Claim]:
    """A secret memo that alone knows of a town and of a name of Osaka; and a private person in a public paper."""
    shanghai = claim("tie/osaka-shanghai", "status", {"status": "suspended"}, "1994", **SAID)
    return flat(
        claim("document/hushed-memo", "title", "The hushed memo"),
        claim("document/hushed-memo", "access_level", "secret"),
        claim("document/gazette", "title", "Gazette"),
        government("quietford", country="CN", **SAID),
        claim("government/quietford", "name", "Quietford", **SAID),
        claim("government/osaka", "name", "Osaka-by-Quietford", **SAID),
        tie("osaka-quietford", "osaka", "quietford", **SAID),
        shanghai,
        claim("person/kawa-saburo", "name", "Kawa Saburo"),
        claim(
            "person/kawa-saburo", "role", {"role": "delegation-member", "of": "government/osaka"}
        ),
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server on the built-in register with what is hidden in it."""
    path: Path = tmp_path_factory.mktemp("house") / "kizuna.sqlite3"
    opened = open_database(path)
    add_register(claims=hidden(), judgements=(), acting_user="tester")
    add_document(
        ref="document/hushed-memo",
        text="Quietford was hushed up.",
        media_type="text/plain",
        title="The hushed memo",
        acting_user="tester",
    )
    opened.close()
    with serving(path) as site:
        yield site


@pytest.fixture(scope="module")
def anybody(house: Site) -> httpx.Client:
    """A client of somebody without an account."""
    return visitor(house)


@pytest.fixture(scope="module")
def cleared(house: Site) -> httpx.Client:
    """A client of a reader who is cleared for secrets."""
    who = add_person(house, "reader", "--clearance", "secret", name="cleared")
    return entered(house, who)


@pytest.fixture(scope="module")
def claims(house: Site) -> dict[str, str]:
    """What the addresses of the table name."""
    found = re.search(r"/claim/([0-9a-f]+)", visitor(house).get("/tie/osaka-shanghai").text)
    assert found is not None
    return {"claim": found[1], "judgement": "0" * 8}


@pytest.mark.parametrize(
    "address", [*(row.address for row in rows() if row.method == "GET"), *AROUND]
)
def test_nobody_is_told_what_is_hidden(
    anybody: httpx.Client, claims: dict[str, str], address: str
) -> None:
    answer = anybody.get(address.format(**claims))
    assert answer.status_code < 500
    said = answer.text
    for word in re.findall(r"=([^&]+)", address):  # what was asked for is quoted
        said = said.replace(word, "")
    assert not (found := HIDDEN.search(said)), said[max(0, found.start() - 300) : found.end() + 100]


@pytest.mark.parametrize("address", ABOUT)
def test_what_is_hidden_is_not_there(anybody: httpx.Client, address: str) -> None:
    answer = anybody.get(address)
    assert answer.status_code == 404
    assert "Quietford" not in answer.text
    assert "Kawa Saburo" not in answer.text


def test_the_evidence_of_a_hidden_claim_is_not_there(anybody: httpx.Client) -> None:
    for made in hidden():
        if made.document == SAID["document"]:
            assert anybody.get(f"/claim/{made.id}").status_code == 404
            assert anybody.get(f"/api/v1/claims/{made.id}/evidence").status_code == 404


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("/document/hushed-memo", "The hushed memo"),
        ("/document/hushed-memo/text", "hushed up"),
        ("/government/quietford", "Quietford"),
        ("/tie/osaka-quietford", "Quietford"),
        ("/person/kawa-saburo", "Kawa Saburo"),
        ("/search?q=hushed", "hushed memo"),
        ("/ties?of=osaka&as_of=1995-01-01", "Quietford"),
    ],
)
def test_whoever_is_cleared_reads_it(cleared: httpx.Client, address: str, word: str) -> None:
    answer = cleared.get(address)
    assert answer.status_code == 200
    assert word in answer.text
