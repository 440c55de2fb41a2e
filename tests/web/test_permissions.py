"""Who may open what: every address of the site and of its interface for programs, by
role, in one table.

An address that is missing from the table fails the test, so that nobody adds one
without saying who may open it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from httpx import Client

from kizuna.workflows.question import QUESTIONS
from web import forked
from web.conftest import Site
from web.signing_in import ROLES, entered, forged_guard, person, signed_in, visitor

TABLE = {
    "200 200 200 200 200 200": """
        / /search /search/suggest?q=Osa /tie/osaka-shanghai /tie/osaka-shanghai/history
        /document/kansai-1987-abstract/text /claim/{claim} /changes /documents /map /map/list
        /map/place?place=government/osaka /map/ties.json /map/names.json /ties /ties.csv /ties.json
        /ties.svg?of=osaka /ties.png?of=osaka /ties.html?of=osaka /ties.pdf?of=osaka
        /ties.docx?of=osaka /ties.md?of=osaka /api/v1/questions/ties?of=osaka /compare /network
        /suggest /survival /measure /gaps /check /reconcile /timeline /report
        /report/note.md?a=kansai&b=china&as_of=1987-04-01 /export /export/geojson /release
        /plot/years /plot/years.svg /plot/years.png /embed /embed/tie/osaka-shanghai /jobs
        /names?q=Osa /enter/words/date?text=1974 /conflicts /conflict/tie/osaka-shanghai/type
        /.well-known/kizuna-ledger-key.pem /api/v1/ties?limit=1 /api/v1/ties/osaka-shanghai
        /api/v1/governments?limit=1 /api/v1/governments/osaka /api/v1/entities/tie?limit=1
        /api/v1/entities/tie/osaka-shanghai /api/v1/claims?limit=1 /api/v1/claims/{claim}
        /api/v1/claims/{claim}/evidence /api/v1/ledger/head /api/v1/ledger/proof?claim={claim}
        /api/v1/ledger/consistency?first=1 /api/v1/ledger/key /api/v1/search?q=Osaka
        /api/v1/figures?as_of=1987-04-01 /api/v1/network?between=japan&between=china
        /api/v1/report?a=kansai&b=china&as_of=1987-04-01 /api/v1/exports /api/v1/exports/geojson
        /api/v1/documents?limit=1 /api/v1/vocabularies /api/v1/vocabularies/roles /api/v1/kinds
        /api/v1/openapi.json /api/v1/docs
    """,
    "302 403 200 200 200 200": """
        /import /read /enter /enter/tie /tie/osaka-shanghai/edit POST /enter/keep/tie
        POST /enter/keep/tie/osaka-shanghai /names/new?q=Osa
    """,
    "302 302 302 302 302 302": """
        /document/kansai-1987/text /sign-in/code POST /sign-out /account/second-step
        /account/confirm/code
    """,
    "302 403 403 404 404 404": """
        POST /review/undo /review/{claim} /review/{claim}/correct POST /identity/undo
        /identity/government/nobody
    """,
    "302 200 200 200 200 200": """
        /account /account/password /account/confirm /audit
    """,
    "302 404 404 404 404 404": """
        POST /account/second-step/off POST /account/second-step/codes
    """,
    "404 404 404 404 404 404": """
        /jobs/999999 POST /jobs/999999/cancel POST /jobs/999999/again /jobs/999999/result
    """,
    "302 403 404 404 404 404": """
        /import/nothing POST /import/nothing /import/nothing/rejected.csv
        /import/nothing/differences.csv
    """,
    "302 403 403 403 403 200": "/ledger /people /people/invite",
    "302 403 403 403 403 404": """
        /people/nobody POST /people/nobody/invite POST /people/nobody/second-step-off
    """,
    "302 403 422 422 422 422": "POST /import POST /read",
    "302 403 400 400 400 400": "/read/nothing POST /read/nothing",
    "302 403 403 200 200 200": "/review /identity",
    "302 403 403 422 422 422": "POST /review/accept POST /conflict/tie/osaka-shanghai/type",
    "302 403 403 400 403 400": "POST /document/kansai-1987/publish",
    "400 400 400 400 400 400": "POST /jobs",
    "302 403 303 303 303 303": "POST /enter/discard",
    "302 403 403 422 403 422": "POST /identity",
    "200 302 302 302 302 302": "/sign-in",
    "404 302 302 302 302 302": "/entrance/nothing",
    "302 403 403 200 403 200": "/judgement/{judgement}/take-back",
    "401 401 401 401 401 401": "POST /api/v1/proposals",
}
"""What is asked for, by the statuses that a visitor, a reader, a contributor, a
reviewer, a coordinator and an administrator get, by GET unless POST is said: 302 leads
to the sign-in (or away), 403 refuses, 404 is nothing.

The coordinator of the table looks after Osaka. Forms are posted with the guard against
forgery and without fields; none of them changes anything for anybody. Programs of the
interface may do more with keys (see tests/web/api).
"""

WHO = ("anonymous", *ROLES)


class Row(NamedTuple):
    """An address, how it is asked for, and the status for each role."""

    method: str
    address: str
    statuses: tuple[int, ...]


def rows() -> list[Row]:
    """The rows of the table."""
    return [
        Row("POST" if post else "GET", address, tuple(map(int, statuses.split())))
        for statuses, asked in TABLE.items()
        for post, address in re.findall(r"(POST )?(/\S*)", asked)
    ]


@pytest.fixture(scope="module")
def clients(house: Site) -> dict[str, Client]:
    """A client of anybody, and one for each role."""
    return {WHO[0]: visitor(house), **{role: signed_in(house, role) for role in ROLES}}


@pytest.fixture(scope="module")
def named(clients: dict[str, Client]) -> dict[str, str]:
    """What the table's addresses name."""
    tie, place = "/tie/osaka-shanghai", "/government/xian/history"
    pages = {page: clients["reviewer"].get(page).text for page in (tie, place)}
    claim, *_ = re.findall(r"/claim/([0-9a-f]+)", pages[tie])
    judgement, *_ = re.findall(r"/judgement/([0-9a-f]+)/take-back", pages[place])
    return {"claim": claim, "judgement": judgement}


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.method} {row.address}")
def test_each_role_opens_what_the_table_says(
    house: Site, clients: dict[str, Client], named: dict[str, str], row: Row
) -> None:
    asked = dict(zip(WHO, row.statuses, strict=True))
    if set(row.statuses) == {
        200
    }:  # what is open to all is asked for by the first and the last
        asked = dict.fromkeys((WHO[0], WHO[-1]), 200)
    address = row.address.format(**named)
    assert {
        who: _status(house, clients[who], who, row.method, address) for who in asked
    } == asked


def _status(site: Site, client: Client, who: str, method: str, address: str) -> int:
    if method == "GET":
        return client.get(address).status_code
    if address == "/sign-out" and who != "anonymous":
        client = entered(site, person(who))  # the client of the table stays signed in
    page = client.get("/sign-in" if who == "anonymous" else "/account").text
    return client.post(
        address, data={"csrfmiddlewaretoken": forged_guard(page)}
    ).status_code


def test_every_address_of_the_site_is_in_the_table() -> None:
    asked = [
        row.address.partition("?")[0].format(claim="ab", judgement="ab")
        for row in rows()
    ]
    asked += [
        f"/api/v1/questions/{name}" for name in QUESTIONS
    ]  # each as that of the ties
    routes, met = forked.routes_of(asked)
    assert routes - met == set()
