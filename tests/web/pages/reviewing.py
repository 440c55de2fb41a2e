"""What the tests of reviewing share: a register in which proposals wait, made from an
invented bulletin.
"""

from __future__ import annotations

import hashlib
import html
import re
from pathlib import Path

from httpx import Client, Response

from builders import claim
from kizuna.claims.claim import CONTRIBUTED, Claim
from web.conftest import fill
from web.signing_in import forged_guard

TOWNS = (
    *("Alderfold", "Birchmere", "Cinderby", "Dunwater", "Elmstead", "Fernhollow"),
    *("Gorsewick", "Hazelton", "Inchford", "Juniperley", "Kestrelby", "Larkhaven"),
)
"""Towns that the bulletin alone knows of, each a reading of its own: a name and a
country.
"""
TEXT = """Bulletin of the office

Osaka and Shanghai became sister cities in 1975.

Osaka keeps an office in Shanghai, it is said.

""" + "\n\n".join(f"The town of {town} lies in New Zealand." for town in TOWNS)
HUSHED = "Quietford lies in Japan.\n"


def cited(
    words: str, text: str = TEXT, document: str = "document/bulletin"
) -> dict[str, object]:
    """Where some words of a paper stand."""
    at, digest = text.index(words), hashlib.sha256(text.encode()).hexdigest()
    place = {"sha256": digest, "start": at, "end": at + len(words)}
    return {"document": document, **place, "locator": ""}


def _sure(sure: float) -> dict[str, str]:
    return {"method": f"rules@9;confidence={sure:.2f}"}


def _said(town: str, sure: float, **said: object) -> list[Claim]:
    """What the bulletin says of a town."""
    given = {**cited(f"The town of {town} lies in New Zealand"), **_sure(sure)}
    return [
        claim(f"government/{town.lower()}", name, said[name], **given) for name in said
    ]


def proposed() -> list[Claim]:
    """What waits: another date of a tie, something typed by a contributor, the towns,
    and what is hidden.
    """
    dated = cited("Osaka and Shanghai became sister cities in 1975")
    dated |= {"method": "model:small;confidence=0.95;rival=start 1973-05"}
    hushed = {**cited("Quietford", HUSHED, "document/hushed"), **_sure(0.99)}
    unheld = {
        "sha256": "a" * 64,
        "start": 3,
        "end": 9,
        "document": "document/lost",
        **_sure(0.2),
    }
    typed = {"method": CONTRIBUTED, "recorder": "person/ben", "locator": "page 4"}
    milestone = {"stage": "formal", "date": "1975"}
    return [
        claim("document/bulletin", "title", "The bulletin"),
        claim("document/hushed", "title", "The hushed paper"),
        claim("document/hushed", "access_level", "secret"),
        claim("tie/osaka-shanghai", "milestone", milestone, **dated),
        claim("tie/kobe-tianjin", "type", "sister-city", **typed),
        claim("government/quietford", "country", "JP", **hushed),
        claim("government/lostford", "country", "NZ", **unheld),
        *_said("Larkhaven", 0.68, part_of="government/kestrelby"),
        *(
            made
            for at, town in enumerate(TOWNS)
            for name in [{"text": town, "language": "en"}]
            for made in _said(town, 0.9 - at / 50, name=name, country="NZ")
        ),
    ]


def waiting(path: Path, *more: Claim) -> Path:
    """Put the proposals, the texts that they cite, and more into the database at a
    path.
    """
    texts = {"document/bulletin": TEXT, "document/hushed": HUSHED}
    return fill(path, [*proposed(), *more], texts=texts)


def address_of(client: Client, name: str) -> str:
    """Where the reading about a thing of that name is opened, from the list."""
    for page in (1, 2):
        said = client.get(f"/review?page={page}" if page > 1 else "/review").text
        found = re.search(rf'class="open" href="([^"]+)">{name}<', said)
        if found:
            return html.unescape(found[1])
    raise AssertionError(f"{name} does not wait")


def seen(page: str) -> list[str]:
    """The claims that a page's form carries as seen."""
    return re.findall(r'name="seen" value="([0-9a-f]+)"', page)


def decide(
    client: Client, address: str, page: str, act: str, **more: object
) -> Response:
    """Send the decision of a page that was opened before: about all its claims, unless
    `claim` says which.
    """
    given = {
        "seen": seen(page),
        "claim": seen(page),
        "csrfmiddlewaretoken": forged_guard(page),
    }
    return client.post(address, data={**given, "act": act, **more})
