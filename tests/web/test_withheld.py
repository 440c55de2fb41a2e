"""No page and no answer for programs says what its reader may not see: every address is
asked for.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from httpx import Client, Response

from builders import claim, flat, government, judgement, tie, withdraw
from kizuna.claims.claim import Claim, Judgement, Verdict
from kizuna.store import open_database
from kizuna.workflows.add_source import SourceGiven, add_source
from web.conftest import Site, fill, serving
from web.pages.reading import tells
from web.signing_in import add_person, entered, post, signed_in, visitor
from web.test_permissions import rows

SAID = {"document": "document/hushed-memo", "holder": "organisation/office"}
_AROUND = """
    /government/osaka /government/osaka/history /tie/osaka-shanghai?as_of=1995
    /api/v1/entities/tie/osaka-shanghai /ties?of=osaka /ties.csv?of=osaka
    /ties.json?of=osaka&as_of=1995-01-01 /timeline?of=osaka /gaps?of=osaka /measure?of=osaka
    /compare?a=osaka&b=kobe /suggest?of=osaka /network?between=japan&between=china&as_of=1995
    /map/ties.json?as_of=1995-01-01 /map/names.json?as_of=1995-01-01
    /map/place?place=government/osaka&as_of=1995-01-01 /map/list?as_of=1995-01-01
    /search/suggest?q=Quietf /names?q=Quietf /search?q=Quietfords /search?q=hush /search?q=Saburo
    /api/v1/search?q=Quietf /api/v1/claims?limit=500 /api/v1/documents?limit=500
    /api/v1/ties?limit=500&as_of=1995-01-01 /api/v1/exports/csv /api/v1/exports/jsonld?of=osaka
    /api/v1/governments?limit=200 /api/v1/network?between=kansai&between=china
    /api/v1/report?a=osaka&b=shanghai /export/turtle /conflicts /conflicts?of=osaka
    /conflict/tie/osaka-shanghai/status /conflict/tie/osaka-shanghai/milestone
    /report/note.md?a=kansai&b=china&as_of=1995-01-01
"""
AROUND = _AROUND.split()
"""Pages on which it would stand."""


def hidden() -> list[Claim]:
    """A secret memo that alone knows of a town and of a name of Osaka; and a private
    person in a public paper.
    """
    role = {"role": "delegation-member", "of": "government/osaka"}
    return flat(
        claim("document/hushed-memo", "title", "The hushed memo"),
        claim("document/hushed-memo", "access_level", "secret"),
        claim("document/gazette", "title", "Gazette"),
        government("quietford", country="CN", **SAID),
        claim("government/quietford", "name", "Quietford", **SAID),
        claim("government/osaka", "name", "Osaka-by-Quietford", **SAID),
        tie("osaka-quietford", "osaka", "quietford", **SAID),
        claim("tie/osaka-shanghai", "status", {"status": "suspended"}, "1994", **SAID),
        claim("person/kawa-saburo", "name", "Kawa Saburo"),
        claim("person/kawa-saburo", "role", role),
    )


def judged() -> list[Judgement]:
    """A judgement on what the memo says, and another that takes it back."""
    suspended = next(c for c in hidden() if c.property == "status")
    made = judgement(Verdict.ACCEPT, suspended.id, reason="the memo is plain")
    return [made, withdraw(made, reason="not so plain")]


PROPOSED = claim(
    "government/osaka",
    "name",
    "Oh-saka",
    method="contributed",
    recorder="person/the-other",
)


@pytest.fixture(scope="module")
def house(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server on the built-in register with what is hidden in it."""
    texts = {"document/hushed-memo": "Quietford was hushed up."}
    with serving(fill(copied(), [*hidden(), PROPOSED], judged(), texts)) as site:
        yield site


@pytest.fixture(scope="module")
def uncleared(house: Site) -> dict[str, Client]:
    """Anybody, and clients of accounts that are not cleared for secrets."""
    roles = ("contributor", "reviewer")
    return {
        "anybody": visitor(house),
        **{role: signed_in(house, role) for role in roles},
    }


@pytest.fixture(scope="module")
def cleared(house: Site) -> Client:
    """A client of a reviewer who is cleared for secrets."""
    return entered(
        house, add_person(house, "reviewer", "--clearance", "secret", name="cleared")
    )


def _words(answer: Response) -> str:
    """What an answer says, and the files in it where it is an archive."""
    if not answer.content.startswith(b"PK"):
        return answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return "\n".join(
            packed.read(name).decode("utf-8", "replace") for name in packed.namelist()
        )


def _hidden_from(who: str) -> re.Pattern[str]:
    """The words and the ids of all that is hidden from somebody."""
    private = [c for c in hidden() if "kawa-saburo" in f"{c.subject} {c.value}"]
    gone = [c for c in hidden() if c not in private and "gazette" not in c.subject]
    entries = [*gone, *judged(), *(private if who == "anybody" else ())]
    ids = [e.id[:12] for e in (*entries, *(() if who == "reviewer" else [PROPOSED]))]
    words = ["hushed", "Quietford", *(() if who == "reviewer" else ["Oh-saka"])]
    words += ["kawa.saburo"] if who == "anybody" else []
    return re.compile("|".join([*words, *ids]), re.I)


@pytest.mark.parametrize("who", ["anybody", "contributor", "reviewer"])
def test_no_answer_has_a_word_or_an_id_of_what_is_hidden(
    uncleared: dict[str, Client], who: str
) -> None:
    leaks, client = [], uncleared[who]
    claim = re.findall(r"/claim/([0-9a-f]+)", client.get("/tie/osaka-shanghai").text)[0]
    asked = [row.address for row in rows() if row.method == "GET"]
    read = [address for address in asked if not re.search(r"\.(pdf|png)", address)]
    for address in (*read, *AROUND):
        answer = client.get(address.format(claim=claim, judgement="0" * 8))
        assert answer.status_code < 500, address
        said = _words(answer)
        for word in re.findall(r"=([^&]+)", address):  # what was asked for is quoted
            said = said.replace(word, "")
        found = _hidden_from(who).search(said)
        leaks += (
            [(address, said[max(0, found.start() - 80) : found.end() + 80])]
            if found
            else []
        )
    assert leaks == []


def test_a_private_person_and_the_evidence_of_a_hidden_claim_are_not_there(
    anybody: Client,
) -> None:
    secret = [made.id for made in hidden() if made.document == SAID["document"]]
    evidence = [
        a for one in secret for a in (f"/claim/{one}", f"/api/v1/claims/{one}/evidence")
    ]
    for address in (
        "/person/kawa-saburo",
        "/api/v1/entities/person/kawa-saburo",
        *evidence,
    ):
        answer = anybody.get(address)
        assert (answer.status_code, "Kawa Saburo" in answer.text) == (404, False)


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
        ("/conflict/tie/osaka-shanghai/status", "suspended"),
    ],
)
def test_it_is_read_by_the_cleared_alone(
    anybody: Client, cleared: Client, address: str, word: str
) -> None:
    tells(cleared.get(address), 200, word)
    assert word not in anybody.get(address).text


PARTIES = {"party.0.value": "government/osaka", "party.1.value": "government/kobe"}
TWINS = {
    "document/hushed-memo": "document/hidden-note",
    "government/quietford": "government/loudville",
    "tie/osaka-quietford": "tie/osaka-loudville",
}
"""What is hidden, and what is not there, of names as long."""
OF_EACH = """
    /{ref} /{ref}/history /{ref}/edit /{ref}/text /embed/{ref} /conflict/{ref}/name /identity/{ref}
    /ties?of={slug} /search?q={slug} /search/suggest?q={slug} /names?q={slug} /names/new?q={slug}
    /timeline?of={slug} /measure?of={slug} /gaps?of={slug} /suggest?of={slug} /network?of={slug}
    /compare?a={slug}&b=kobe /report?a={slug}&b=kobe /map/place?place={ref} /review?document={ref}
    /audit?by={slug} /export/jsonld?of={slug} /enter/tie?party.0={ref} /conflicts?of={slug}
    /api/v1/entities/{ref} /api/v1/claims?subject={ref} /api/v1/claims?document={ref}
    /api/v1/search?q={slug} /api/v1/exports/jsonld?of={slug} /api/v1/ties/{slug}
    /api/v1/ties?of={slug} /api/v1/governments/{slug} /api/v1/figures?of={slug}
"""


def told(answer: Response, ref: str) -> tuple[int, str]:
    """What an answer says, but for the names that were asked for and secrets made for
    it.
    """
    slug = ref.partition("/")[2]
    said = re.sub(
        r'"(?:csrfmiddlewaretoken|_draft|_owner)" value="[^"]*"', "", answer.text
    )
    said = re.sub(r"Quietford|Loudville|Hushed memo|Hidden note", "NAME", said)
    return answer.status_code, re.sub(rf"{slug}(?:-[0-9a-f]{{6}}\b)*", "SLUG", said)


@pytest.mark.parametrize("ref", TWINS)
@pytest.mark.parametrize("who", ["anybody", "contributor"])
def test_what_is_hidden_is_answered_as_what_is_not_there(
    uncleared: dict[str, Client], who: str, ref: str
) -> None:
    different = []
    for address in OF_EACH.split():
        asked = (
            (address.format(ref=r, slug=r.partition("/")[2]), r)
            for r in (ref, TWINS[ref])
        )
        both = [told(uncleared[who].get(named), one) for named, one in asked]
        if both[0] != both[1]:
            different.append((address, both[0][0], both[1][0], _first_difference(both)))
    assert different == []


def _first_difference(both: list[tuple[int, str]]) -> list[str]:
    lines = [said.splitlines() for _, said in both]
    return next(
        ([a[:200], b[:200]] for a, b in zip(*lines, strict=False) if a != b), []
    )


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("document", {"slug": "{slug}", "title.0.text": "A title of its own"}),
        ("document", {"title.0.text": "{name}"}),
        (
            "government",
            {"slug": "{slug}", "name.0.text": "Elsewhere", "country.0.value": "CN"},
        ),
        ("government", {"name.0.text": "{name}", "country.0.value": "CN"}),
        ("tie", {"party.0.value": "government/osaka", "party.1.value": "{name} (+)"}),
        ("tie", {**PARTIES, "slug": "osaka-{slug}"}),
    ],
)
def test_an_entry_does_not_tell_that_an_id_is_taken_by_what_is_hidden(
    uncleared: dict[str, Client], kind: str, fields: dict[str, str]
) -> None:
    names = (
        ("Hushed memo", "Hidden note")
        if kind == "document"
        else ("Quietford", "Loudville")
    )
    for who in ("contributor", "reviewer"):
        both = []
        for name in names:
            slug = name.lower().replace(" ", "-")
            form = {
                key: text.format(slug=slug, name=name) for key, text in fields.items()
            }
            client, address = uncleared[who], f"/enter/{kind}"
            data = {
                "source.kind": "own",
                "source.locator": "a call",
                "_act": "preview",
                **form,
            }
            both.append(told(post(client, address, **data), f"{kind}/{slug}"))
        assert both[0] == both[1], _first_difference(both)
        assert both[0][0] == 200, re.findall(r"error[^>]*>([^<]+)<", both[0][1])


def test_the_audit_names_nothing_hidden(
    house: Site, uncleared: dict[str, Client], cleared: Client
) -> None:
    path = house.path.parent / "quiet.txt"
    path.write_text("Quietford was hushed up, as we said before.")
    opened = open_database(house.path)
    add_source(SourceGiven(path, "document/hushed-memo"), acting_user="tester")
    opened.close()
    page = uncleared["reviewer"].get("/audit").text
    assert "made an account" in page
    assert not re.search("hushed|Quietford|kawa.saburo", page, re.IGNORECASE)
    assert "document/hushed-memo quiet.txt" in cleared.get("/audit").text
