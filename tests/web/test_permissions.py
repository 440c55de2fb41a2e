"""Who may open what: every address of the site and of its interface for programs, by role, in one table.

An address that is missing from the table fails the test, so that nobody adds one without saying who may open it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from kizuna.workflows.question import QUESTIONS
from web.conftest import Site
from web.signing_in import ROLES, entered, forged_guard, person, signed_in, visitor

TABLE = {
    "200 200 200 200 200 200": """
        GET /  GET /search  GET /search/suggest?q=Osa  GET /tie/osaka-shanghai
        GET /tie/osaka-shanghai/history  GET /document/kansai-1987-abstract/text  GET /claim/{claim}
        GET /changes  GET /documents  GET /map  GET /map/list  GET /map/place?place=government/osaka
        GET /map/ties.json  GET /map/names.json  GET /ties  GET /ties.csv  GET /ties.json
        GET /ties.svg?of=osaka  GET /ties.png?of=osaka  GET /ties.html?of=osaka
        GET /ties.pdf?of=osaka  GET /ties.docx?of=osaka  GET /ties.md?of=osaka
        GET /api/v1/questions/ties?of=osaka  GET /compare  GET /network  GET /suggest  GET /survival
        GET /measure  GET /gaps  GET /check  GET /reconcile  GET /timeline  GET /report
        GET /report/note.md?a=kansai&b=china&as_of=1987-04-01  GET /export  GET /export/geojson
        GET /release  GET /plot/years  GET /plot/years.svg  GET /plot/years.png  GET /embed
        GET /embed/tie/osaka-shanghai  GET /jobs  GET /names?q=Osa  GET /enter/words/date?text=1974
        GET /conflicts  GET /conflict/tie/osaka-shanghai/type  GET /.well-known/kizuna-ledger-key.pem
        GET /api/v1/ties?limit=1  GET /api/v1/ties/osaka-shanghai  GET /api/v1/governments?limit=1
        GET /api/v1/governments/osaka  GET /api/v1/entities/tie?limit=1
        GET /api/v1/entities/tie/osaka-shanghai  GET /api/v1/claims?limit=1
        GET /api/v1/claims/{claim}  GET /api/v1/claims/{claim}/evidence  GET /api/v1/ledger/head
        GET /api/v1/ledger/proof?claim={claim}  GET /api/v1/ledger/consistency?first=1
        GET /api/v1/ledger/key  GET /api/v1/search?q=Osaka  GET /api/v1/figures?as_of=1987-04-01
        GET /api/v1/network?between=japan&between=china
        GET /api/v1/report?a=kansai&b=china&as_of=1987-04-01  GET /api/v1/exports
        GET /api/v1/exports/geojson  GET /api/v1/documents?limit=1  GET /api/v1/vocabularies
        GET /api/v1/vocabularies/roles  GET /api/v1/kinds  GET /api/v1/openapi.json  GET /api/v1/docs
    """,
    "302 403 200 200 200 200": """
        GET /import  GET /read  GET /enter  GET /enter/tie  GET /tie/osaka-shanghai/edit
        POST /enter/keep/tie  POST /enter/keep/tie/osaka-shanghai  GET /names/new?q=Osa
    """,
    "302 302 302 302 302 302": """
        GET /document/kansai-1987/text  GET /sign-in/code  POST /sign-out  GET /account/second-step
        POST /account/second-step/off  POST /account/second-step/codes
    """,
    "302 403 403 404 404 404": """
        POST /review/undo  GET /review/{claim}  GET /review/{claim}/correct  POST /identity/undo
        GET /identity/government/nobody
    """,
    "302 200 200 200 200 200": """
        GET /account  GET /account/password  GET /account/confirm  GET /account/confirm/code
        GET /audit
    """,
    "404 404 404 404 404 404": """
        GET /jobs/999999  POST /jobs/999999/cancel  POST /jobs/999999/again
        GET /jobs/999999/result
    """,
    "302 403 404 404 404 404": """
        GET /import/nothing  POST /import/nothing  GET /import/nothing/rejected.csv
        GET /import/nothing/differences.csv
    """,
    "302 403 403 403 403 200": "GET /ledger  GET /people  GET /people/invite",
    "302 403 403 403 403 404": """
        GET /people/nobody  POST /people/nobody/invite  POST /people/nobody/second-step-off
    """,
    "302 403 422 422 422 422": "POST /import  POST /read",
    "302 403 400 400 400 400": "GET /read/nothing  POST /read/nothing",
    "302 403 403 200 200 200": "GET /review  GET /identity",
    "302 403 403 422 422 422": "POST /review/accept  POST /conflict/tie/osaka-shanghai/type",
    "302 403 403 400 403 400": "POST /document/kansai-1987/publish",
    "400 400 400 400 400 400": "POST /jobs",
    "302 403 303 303 303 303": "POST /enter/discard",
    "302 403 403 422 403 422": "POST /identity",
    "200 302 302 302 302 302": "GET /sign-in",
    "404 302 302 302 302 302": "GET /entrance/nothing",
    "302 403 403 200 403 200": "GET /judgement/{judgement}/take-back",
    "401 401 401 401 401 401": "POST /api/v1/proposals",
}
"""What is asked for, by the statuses that a visitor, a reader, a contributor, a reviewer, a coordinator and an
administrator get: 302 leads to the sign-in (or away from it), 403 refuses, 404 is nothing.

The coordinator of the table looks after Osaka. Forms are posted with the guard against forgery and without fields;
none of them changes anything for anybody. Programs of the interface may do more with keys (see tests/web/api).
"""

WHO = ("anonymous", *ROLES)

_LISTING = """
import json, sys
from kizuna.web.settings import configure

configure(sys.argv[1])
from django.urls import URLPattern, get_resolver, resolve


def patterns(resolver, before=""):
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        yield from [route] if isinstance(each, URLPattern) else patterns(each, route)


held = set(patterns(get_resolver()))
asked = json.load(sys.stdin)
print(json.dumps([sorted(held), [resolve(path).route for path in asked]]))
"""


class Row(NamedTuple):
    """An address, how it is asked for, and the status for each role."""

    method: str
    address: str
    statuses: tuple[int, ...]


def rows() -> list[Row]:
    """The rows of the table."""
    return [
        Row(method, address, tuple(map(int, statuses.split())))
        for statuses, asked in TABLE.items()
        for method, address in zip(asked.split()[::2], asked.split()[1::2], strict=True)
    ]


@pytest.fixture(scope="module")
def clients(house: Site) -> dict[str, httpx.Client]:
    """A client of anybody, and one for each role."""
    return {"anonymous": visitor(house), **{role: signed_in(house, role) for role in ROLES}}


@pytest.fixture(scope="module")
def named(clients: dict[str, httpx.Client]) -> dict[str, str]:
    """What the table's addresses name."""
    tie, place = "/tie/osaka-shanghai", "/government/xian/history"
    pages = {page: clients["reviewer"].get(page).text for page in (tie, place)}
    claim = re.search(r"/claim/([0-9a-f]+)", pages[tie])
    judgement = re.search(r"/judgement/([0-9a-f]+)/take-back", pages[place])
    assert claim
    assert judgement
    return {"claim": claim[1], "judgement": judgement[1]}


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.method} {row.address}")
def test_each_role_opens_what_the_table_says(
    house: Site, clients: dict[str, httpx.Client], named: dict[str, str], row: Row
) -> None:
    asked = dict(zip(WHO, row.statuses, strict=True))
    if set(row.statuses) == {200}:  # what is open to all is asked for by the first and the last
        asked = dict.fromkeys((WHO[0], WHO[-1]), 200)
    address = row.address.format(**named)
    assert {who: _status(house, clients[who], who, row.method, address) for who in asked} == asked


def _status(site: Site, client: httpx.Client, who: str, method: str, address: str) -> int:
    if method == "GET":
        return client.get(address).status_code
    if address == "/sign-out" and who != "anonymous":
        client = entered(site, person(who))  # the client of the table stays signed in
    page = client.get("/sign-in" if who == "anonymous" else "/account").text
    return client.post(address, data={"csrfmiddlewaretoken": forged_guard(page)}).status_code


def test_every_address_of_the_site_is_in_the_table(tmp_path: Path) -> None:
    asked = [row.address.partition("?")[0].format(claim="ab", judgement="ab") for row in rows()]
    asked += [f"/api/v1/questions/{name}" for name in QUESTIONS]  # each as that of the ties
    done = subprocess.run(
        [sys.executable, "-c", _LISTING, str(tmp_path / "kizuna.sqlite3")],
        input=json.dumps(asked),
        env={**os.environ, "KIZUNA_SECRET_KEY": "a key for tests"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    held, met = json.loads(done.stdout)
    assert sorted(set(held) - set(met)) == []
