"""Assistants at the register, by the protocol's own client: they read, propose, mend,
and decide nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

from builders import claim
from kizuna.cli.app import app
from web.api.conftest import key_for
from web.conftest import Site, fill, free_port, in_a_thread, wait_for
from web.signing_in import add_person, kizuna

PAGE = """Sister cities of Northhaven

Northhaven and Aomatsu became sister cities on 4 May 1991.

Northhaven and Weihu have been friendship cities since 2003.

Northhaven and Brumen became sister cities in 2010.

A delegation from Aomatsu visited Northhaven in June 1995.

Northhaven and Aomatsu work together in sport.
"""
SECRET = "Northhaven and Hushford became sister cities in 1999.\n"
Act = Callable[[ClientSession], Awaitable[Any]]


def _claim(kind: str, other: str, sentence: int, **props: str) -> Any:
    """What an assistant says of a tie of Northhaven, from a sentence of the page."""
    held = {"kind": kind, "subject": "Northhaven", "object": other, "props": props}
    return held | {
        "sentences": [sentence],
        "quote": PAGE.split("\n\n")[sentence - 1].strip(),
    }


ANSWER = [
    _claim("tie", "Aomatsu", 2, type="sister_city", start="1991-05-04"),
    _claim("tie", "Weihu", 3, type="sister_city", start="2004"),
    _claim("tie", "Brumen", 4, type="sister_city", start="2010"),
    _claim("event", "Aomatsu", 5, type="delegation", date="1995-06"),
    _claim("field", "Aomatsu", 6, field="sport"),
]
"""Five claims of the page, the second with another year than the page has."""


@pytest.fixture(scope="module")
def held(copied: Callable[[], Path]) -> Site:
    """A register with a public page, a secret one, a reader and a contributor."""
    texts = {"document/page": PAGE, "document/hushed": SECRET}
    levels = zip(texts, ("public", "secret"), strict=True)
    graded = [claim(ref, "access_level", level) for ref, level in levels]
    site = Site("", fill(copied(), graded, texts=texts))
    for role in ("reader", "contributor"):
        add_person(site, role)
    return site


def by_stdio(site: Site, act: Act, *options: str) -> Any:
    """What comes of acts in a session with `kizuna mcp`."""
    words = ["-m", "kizuna", "--db", str(site.path), "mcp", *options]

    async def run() -> Any:
        server = StdioServerParameters(
            command=sys.executable, args=words, env=dict(os.environ)
        )
        async with stdio_client(server) as streams, ClientSession(*streams) as session:
            await session.initialize()
            return await act(session)

    return in_a_thread(run())


async def call(session: ClientSession, tool: str, **given: Any) -> Any:
    """The answer of a tool; its words where it is an error."""
    said = await session.call_tool(tool, given)
    words = getattr(said.content[0], "text", "")
    return words if said.isError else json.loads(words)


async def tools(session: ClientSession) -> set[str]:
    """The names of the tools that are offered."""
    return {tool.name for tool in (await session.list_tools()).tools}


def test_an_assistant_reads_proposes_and_mends_and_all_five_wait_for_review(
    held: Site,
) -> None:
    async def act(session: ClientSession) -> Any:
        read = await call(session, "read_document", document="document/page")
        numbered = [one["text"] for one in read["sentences"]]
        first = await call(
            session, "propose_claims", document="document/page", claims=ANSWER
        )
        mended = ANSWER[1] | {"props": {"type": "friendship_city", "start": "2003"}}
        again = await call(
            session, "propose_claims", document="document/page", claims=[mended]
        )
        waits = await call(
            session, "list_claims", document="document/page", status="proposed"
        )
        prompt = await session.get_prompt(
            "how_to_propose", {"document": "document/page"}
        )
        return (
            numbered,
            first,
            again,
            waits,
            getattr(prompt.messages[0].content, "text", ""),
        )

    numbered, first, again, waits, prompt = by_stdio(
        held, act, "--user", "the-contributor"
    )
    assert '{"claims": [...]}' in prompt
    assert numbered[1] == "Northhaven and Aomatsu became sister cities on 4 May 1991."
    reasons = [item["reasons"] for item in first["items"]]
    assert reasons == [
        [],
        ["its quote does not state its date (start 2004)"],
        [],
        [],
        [],
    ]
    assert [bool(item["claims"]) for item in first["items"]] == [
        True,
        False,
        True,
        True,
        True,
    ]
    assert again["items"][0]["reasons"] == []
    made = {*first["claims"], *again["claims"]}
    assert made <= {one["id"] for one in waits["items"]}
    assert {one["method"] for one in waits["items"]} == {
        "contributed:assistant;confidence=0.50"
    }
    assert {one["recorder"] for one in waits["items"]} == {"person/the-contributor"}
    listed = kizuna(
        held, "review", "--document", "document/page", "--list", "--format", "json"
    )
    assert all(
        f"tie/northhaven-{other}" in listed for other in ("aomatsu", "weihu", "brumen")
    )
    assert "northhaven" not in kizuna(held, "ties", "--format", "json")


def test_read_only_even_the_owner_reads_ties_texts_and_evidence_and_is_offered_no_more(
    held: Site,
) -> None:
    async def act(session: ClientSession) -> Any:
        tie = await call(session, "describe_tie", tie="osaka-shanghai", as_of="1987")
        evidence = await call(session, "get_evidence", claim=tie["claims"][0])
        found = await call(session, "find_parties", words="大阪市")
        note = await session.call_tool("write_note", {"a": "Osaka", "b": "Shanghai"})
        wrong = await call(session, "describe_tie", tie="osaka-shanghai", as_of="hello")
        text = await session.read_resource("kizuna://document/page")  # type: ignore[arg-type]
        words = (note.content[0], text.contents[0])
        said = [getattr(each, "text", "") for each in words]
        return tie, evidence, found, wrong, said, await tools(session)

    tie, evidence, found, wrong, (note, text), offered = by_stdio(
        held, act, "--read-only"
    )
    assert (tie["in_force"], tie["as_of"]) == ("certain", "1987-12-31")
    assert tie["facts"]["milestone"][0]["claims"]
    assert evidence["claim"]["id"] == tie["claims"][0]
    assert "government/osaka" in {one["id"] for one in found["items"]}
    assert note.startswith("# Ties between local governments")
    assert "'hello' is not a date" in wrong
    assert "[4] Northhaven and Brumen became sister cities in 2010." in text
    assert "read_document" in offered
    assert "propose_claims" not in offered


def test_a_reader_is_offered_nothing_that_proposes_and_sees_no_secret(
    held: Site,
) -> None:
    async def act(session: ClientSession) -> Any:
        secret = await call(session, "read_document", document="document/hushed")
        listed = await call(session, "list_documents", limit=200)
        return await tools(session), secret, {one["id"] for one in listed["items"]}

    offered, secret, listed = by_stdio(held, act, "--user", "the-reader")
    assert "propose_claims" not in offered
    assert secret.endswith("no document in the register is called 'document/hushed'")
    assert "document/page" in listed
    assert "document/hushed" not in listed


def test_an_unknown_account_is_refused_before_anything_is_served(held: Site) -> None:
    ran = CliRunner().invoke(app, ["--db", str(held.path), "mcp", "--user", "nobody"])
    assert ran.exit_code != 0
    assert "'nobody'" in ran.stderr
    assert ran.stdout == ""


def test_by_http_the_key_decides(held: Site) -> None:
    port = str(free_port())
    words = ["--db", str(held.path), "mcp", "--http", "--port", port]
    address = f"http://127.0.0.1:{port}/mcp"
    reading, proposing = (key_for(held.path, scope) for scope in ("read", "propose"))
    command = [sys.executable, "-m", "kizuna", *words]
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=silent, stderr=silent) as process:
        try:
            wait_for(address, lambda: process.poll() is None)
            assert httpx.post(address, json={}, timeout=60).status_code == 401
            refused = in_a_thread(_by_http(address, reading))
            taken = in_a_thread(_by_http(address, proposing))
        finally:
            process.terminate()
    assert "this needs the scope 'propose'" in refused
    assert taken["items"][0]["claims"]


async def _by_http(address: str, key: str) -> Any:
    headers = {"Authorization": f"Bearer {key}"}
    async with (
        httpx.AsyncClient(headers=headers, timeout=60) as client,
        streamable_http_client(address, http_client=client) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        return await call(
            session, "propose_claims", document="document/page", claims=[ANSWER[2]]
        )
