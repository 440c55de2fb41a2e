"""Who may open what: every address of the site and of its interface for programs, by role, in one table.

An address that is missing from the table fails the test, so that nobody adds one without saying who may open it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from kizuna.workflows.question import QUESTIONS
from web.conftest import Site, serving
from web.signing_in import ROLES, entered, forged_guard, person, signed_in, visitor

TABLE = """
                                                  anonymous reader contributor reviewer coordinator administrator
GET  /                                                    200 200 200 200 200 200
GET  /search                                              200 200 200 200 200 200
GET  /search/suggest?q=Osa                                200 200 200 200 200 200
GET  /tie/osaka-shanghai                                  200 200 200 200 200 200
GET  /tie/osaka-shanghai/history                          200 200 200 200 200 200
GET  /document/kansai-1987/text                           302 302 302 302 302 302
GET  /document/kansai-1987-abstract/text                  200 200 200 200 200 200
POST /document/kansai-1987/publish                        302 403 403 400 403 400
GET  /claim/{claim}                                       200 200 200 200 200 200
GET  /changes                                             200 200 200 200 200 200
GET  /documents                                           200 200 200 200 200 200
GET  /map                                                 200 200 200 200 200 200
GET  /map/list                                            200 200 200 200 200 200
GET  /map/place?place=government/osaka                    200 200 200 200 200 200
GET  /map/ties.json                                       200 200 200 200 200 200
GET  /map/names.json                                      200 200 200 200 200 200
GET  /ties                                                200 200 200 200 200 200
GET  /ties.csv                                            200 200 200 200 200 200
GET  /ties.json                                           200 200 200 200 200 200
GET  /ties.svg?of=osaka                                   200 200 200 200 200 200
GET  /ties.png?of=osaka                                   200 200 200 200 200 200
GET  /ties.html?of=osaka                                  200 200 200 200 200 200
GET  /ties.pdf?of=osaka                                   200 200 200 200 200 200
GET  /ties.docx?of=osaka                                  200 200 200 200 200 200
GET  /ties.md?of=osaka                                    200 200 200 200 200 200
GET  /api/v1/questions/ties?of=osaka                      200 200 200 200 200 200
GET  /compare                                             200 200 200 200 200 200
GET  /network                                             200 200 200 200 200 200
GET  /network.csv                                         200 200 200 200 200 200
GET  /network.json                                        200 200 200 200 200 200
GET  /network.svg                                         200 200 200 200 200 200
GET  /network.png                                         200 200 200 200 200 200
GET  /suggest                                             200 200 200 200 200 200
GET  /suggest.csv?place=osaka                             200 200 200 200 200 200
GET  /suggest.json?place=osaka                            200 200 200 200 200 200
GET  /suggest.svg?place=osaka                             404 404 404 404 404 404
GET  /suggest.png?place=osaka                             404 404 404 404 404 404
GET  /survival                                            200 200 200 200 200 200
GET  /survival.csv                                        200 200 200 200 200 200
GET  /survival.json                                       200 200 200 200 200 200
GET  /survival.svg                                        200 200 200 200 200 200
GET  /survival.png                                        200 200 200 200 200 200
GET  /measure                                             200 200 200 200 200 200
GET  /gaps                                                200 200 200 200 200 200
GET  /check                                               200 200 200 200 200 200
GET  /reconcile                                           200 200 200 200 200 200
GET  /timeline                                            200 200 200 200 200 200
GET  /report                                              200 200 200 200 200 200
GET  /report/note.md?a=kansai&b=china&as_of=1987-04-01    200 200 200 200 200 200
GET  /export                                              200 200 200 200 200 200
GET  /export/geojson                                      200 200 200 200 200 200
GET  /release                                             200 200 200 200 200 200
GET  /plot/years                                          200 200 200 200 200 200
GET  /plot/years.svg                                      200 200 200 200 200 200
GET  /plot/years.png                                      200 200 200 200 200 200
GET  /embed                                               200 200 200 200 200 200
GET  /embed/tie/osaka-shanghai                            200 200 200 200 200 200

GET  /jobs                                                200 200 200 200 200 200
POST /jobs                                                400 400 400 400 400 400
GET  /jobs/999999                                         404 404 404 404 404 404
POST /jobs/999999/cancel                                  404 404 404 404 404 404
POST /jobs/999999/again                                   404 404 404 404 404 404
GET  /jobs/999999/result                                  404 404 404 404 404 404

GET  /import                                              302 403 200 200 200 200
POST /import                                              302 403 422 422 422 422
GET  /import/nothing                                      302 403 404 404 404 404
POST /import/nothing                                      302 403 404 404 404 404
GET  /import/nothing/rejected.csv                         302 403 404 404 404 404
GET  /import/nothing/differences.csv                      302 403 404 404 404 404

GET  /read                                                302 403 200 200 200 200
POST /read                                                302 403 422 422 422 422
GET  /read/nothing                                        302 403 400 400 400 400
POST /read/nothing                                        302 403 400 400 400 400

GET  /enter                                               302 403 200 200 200 200
GET  /enter/tie                                           302 403 200 200 200 200
GET  /tie/osaka-shanghai/edit                             302 403 200 200 200 200
POST /enter/keep/tie                                      302 403 200 200 200 200
POST /enter/keep/tie/osaka-shanghai                       302 403 200 200 200 200
POST /enter/discard                                       302 403 302 302 302 302
GET  /names?q=Osa                                         200 200 200 200 200 200
GET  /names/new?q=Osa                                     302 403 200 200 200 200
GET  /enter/words/date?text=1974                          200 200 200 200 200 200

GET  /review                                              302 403 403 200 200 200
POST /review/accept                                       302 403 403 422 422 422
POST /review/undo                                         302 403 403 404 404 404
GET  /review/{claim}                                      302 403 403 404 404 404
GET  /review/{claim}/correct                              302 403 403 404 404 404

GET  /conflicts                                           200 200 200 200 200 200
GET  /conflict/tie/osaka-shanghai/type                    200 200 200 200 200 200
POST /conflict/tie/osaka-shanghai/type                    302 403 403 422 422 422
GET  /identity                                            302 403 403 200 200 200
POST /identity                                            302 403 403 422 403 422
POST /identity/undo                                       302 403 403 404 404 404
GET  /identity/government/nobody                          302 403 403 404 404 404

GET  /sign-in                                             200 302 302 302 302 302
GET  /sign-in/code                                        302 302 302 302 302 302
POST /sign-out                                            302 302 302 302 302 302
GET  /entrance/nothing                                    404 302 302 302 302 302
GET  /account                                             302 200 200 200 200 200
GET  /account/password                                    302 200 200 200 200 200
GET  /account/confirm                                     302 200 200 200 200 200
GET  /account/confirm/code                                302 200 200 200 200 200
GET  /account/second-step                                 302 302 302 302 302 302
POST /account/second-step/off                             302 302 302 302 302 302
POST /account/second-step/codes                           302 302 302 302 302 302
GET  /audit                                               302 200 200 200 200 200
GET  /judgement/{judgement}/take-back                     302 403 403 200 403 200
GET  /ledger                                              302 403 403 403 403 200
GET  /.well-known/kizuna-ledger-key.pem                   200 200 200 200 200 200
GET  /people                                              302 403 403 403 403 200
GET  /people/invite                                       302 403 403 403 403 200
GET  /people/nobody                                       302 403 403 403 403 404
POST /people/nobody/invite                                302 403 403 403 403 404
POST /people/nobody/second-step-off                       302 403 403 403 403 404

GET  /api/v1/ties?limit=1                                 200 200 200 200 200 200
GET  /api/v1/ties/osaka-shanghai                          200 200 200 200 200 200
GET  /api/v1/governments?limit=1                          200 200 200 200 200 200
GET  /api/v1/governments/osaka                            200 200 200 200 200 200
GET  /api/v1/entities/tie?limit=1                         200 200 200 200 200 200
GET  /api/v1/entities/tie/osaka-shanghai                  200 200 200 200 200 200
GET  /api/v1/claims?limit=1                               200 200 200 200 200 200
GET  /api/v1/claims/{claim}                               200 200 200 200 200 200
GET  /api/v1/claims/{claim}/evidence                      200 200 200 200 200 200
POST /api/v1/proposals                                    401 401 401 401 401 401
GET  /api/v1/ledger/head                                  200 200 200 200 200 200
GET  /api/v1/ledger/proof?claim={claim}                   200 200 200 200 200 200
GET  /api/v1/ledger/consistency?first=1                   200 200 200 200 200 200
GET  /api/v1/ledger/key                                   200 200 200 200 200 200
GET  /api/v1/search?q=Osaka                               200 200 200 200 200 200
GET  /api/v1/figures?as_of=1987-04-01                     200 200 200 200 200 200
GET  /api/v1/network?between=japan&between=china          200 200 200 200 200 200
GET  /api/v1/questions/network                            200 200 200 200 200 200
GET  /api/v1/questions/suggest?place=osaka                200 200 200 200 200 200
GET  /api/v1/questions/survival                           200 200 200 200 200 200
GET  /api/v1/report?a=kansai&b=china&as_of=1987-04-01     200 200 200 200 200 200
GET  /api/v1/exports                                      200 200 200 200 200 200
GET  /api/v1/exports/geojson                              200 200 200 200 200 200
GET  /api/v1/documents?limit=1                            200 200 200 200 200 200
GET  /api/v1/vocabularies                                 200 200 200 200 200 200
GET  /api/v1/vocabularies/roles                           200 200 200 200 200 200
GET  /api/v1/kinds                                        200 200 200 200 200 200
GET  /api/v1/openapi.json                                 200 200 200 200 200 200
GET  /api/v1/docs                                         200 200 200 200 200 200
"""
"""For each role the status of the answer: 302 leads to the sign-in (or away from it), 403 refuses, 404 is nothing.

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
    found = []
    for line in TABLE.strip().splitlines()[1:]:
        if line.strip():
            method, address, *statuses = line.split()
            found.append(Row(method, address, tuple(map(int, statuses))))
    return found


class House(NamedTuple):
    """A server with a client for each role, and what the table's addresses name."""

    site: Site
    clients: dict[str, httpx.Client]
    named: dict[str, str]


@pytest.fixture(scope="module")
def house(_built_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The server of the table."""
    path = shutil.copy(_built_in, tmp_path_factory.mktemp("house") / "kizuna.sqlite3")
    with serving(Path(path)) as site:
        clients = {"anonymous": visitor(site), **{role: signed_in(site, role) for role in ROLES}}
        reviewer = clients["reviewer"]
        named = {
            "claim": _first(reviewer, "/tie/osaka-shanghai", r"/claim/([0-9a-f]+)"),
            "judgement": _first(
                reviewer, "/government/xian/history", r"/judgement/([0-9a-f]+)/take-back"
            ),
        }
        yield House(site, clients, named)


def _first(client: httpx.Client, address: str, pattern: str) -> str:
    found = re.search(pattern, client.get(address).text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.method} {row.address}")
def test_each_role_opens_what_the_table_says(house: House, row: Row) -> None:
    address = row.address.format(**house.named)
    assert [_status(house, who, row.method, address) for who in WHO] == list(row.statuses)


def _status(house: House, who: str, method: str, address: str) -> int:
    client = house.clients[who]
    if method == "GET":
        return client.get(address).status_code
    if address == "/sign-out" and who != "anonymous":
        client = entered(house.site, person(who))  # the client of the table stays signed in
    page = client.get("/sign-in" if who == "anonymous" else "/account").text
    return client.post(address, data={"csrfmiddlewaretoken": forged_guard(page)}).status_code


_API = "api/v1/questions/"


def test_every_address_of_the_site_is_in_the_table(tmp_path: Path) -> None:
    import json

    asked = [row.address.partition("?")[0].format(claim="ab", judgement="ab") for row in rows()]
    for name in QUESTIONS:  # one view serves them all; that of the ties stands for it in the table
        asked += [f"/{name}{ending}" for ending in ("", ".csv", ".json", ".svg", ".png")]
        asked.append(f"/api/v1/questions/{name}")
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
    files = {path.partition(".")[2] for path in met if path.partition(".")[0] == "ties"}
    alike = {path for path in held if path.removeprefix(_API).partition(".")[0] in QUESTIONS}
    assert {path.partition(".")[2] for path in alike} == files, "every question has the same files"
    assert sorted(set(held) - set(met) - alike) == []
