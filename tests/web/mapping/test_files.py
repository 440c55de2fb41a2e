"""What the script of the map fetches: small, kept by the browser, and the register's own ties."""

from __future__ import annotations

import gzip
from itertools import accumulate
from pathlib import Path

import httpx
import pytest

from web.conftest import Site
from web.signing_in import kizuna

TIES = "/map/ties.json"


def test_the_ties_that_the_columns_give_for_a_year_are_those_of_the_list(
    client: httpx.Client,
) -> None:
    year = 1987
    told = client.get(TIES).json()
    begun = [told["first"] + y for y in told["ties"]["from"]]
    ended = [told["last"] - y for y in told["ties"]["to"]]
    further = {line for line, _ in told["same"]}
    standing = [
        i
        for i, (a, b) in enumerate(zip(begun, ended, strict=True))
        if a <= year <= b and i not in further
    ]
    assert len(standing) == len(client.get(f"/ties.json?as_of={year}-12-31").json()["ties"])


def test_every_place_has_a_key_and_a_name_in_the_readers_language(client: httpx.Client) -> None:
    places = client.get(TIES).json()["places"]["country"]
    names = client.get("/map/names.json?lang=ja").json()
    assert len(names["keys"]) == len(names["names"]) == len(places)
    assert "神戸市" in names["names"]


def test_a_key_opens_the_place_that_it_names(client: httpx.Client) -> None:
    names = client.get("/map/names.json").json()
    at = names["names"].index("Kobe")
    key = list(accumulate(names["keys"]))[at]
    assert "Kobe" in client.get("/map/place", params={"key": key}).text


@pytest.mark.parametrize("address", [TIES, "/map/names.json"])
def test_what_has_not_changed_is_not_sent_again(client: httpx.Client, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_columns_are_compressed_for_whoever_can_read_that_and_plain_for_others(
    site: Site,
) -> None:
    with httpx.Client(base_url=site.address, timeout=60) as client:
        with client.stream("GET", TIES, headers={"Accept-Encoding": "gzip"}) as packed:
            raw = b"".join(packed.iter_raw())
            assert packed.headers["Content-Encoding"] == "gzip"
        plain = client.get(TIES, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(raw) == plain.content


def test_an_address_that_asks_for_no_day_is_told_so(client: httpx.Client) -> None:
    assert client.get(f"{TIES}?as_of=1980-13-01").status_code == 400


SAID = """
[source]
document = "document/gazette"
locator = "page 1"
holder = "organisation/gazette"
recorder = "person/anna-lee"

[[state]]
subject = "tie/osaka-shanghai"
status = { value = { status = "emeritus" }, valid = "2001/.." }
"""


def test_a_new_claim_makes_a_new_edition(own_site: Site, tmp_path: Path) -> None:
    file = tmp_path / "said.toml"
    file.write_text(SAID, encoding="utf-8")
    with httpx.Client(base_url=own_site.address, timeout=60) as client:
        before = client.get(TIES)
        kizuna(own_site, "record", str(file))
        after = client.get(TIES, headers={"If-None-Match": before.headers["ETag"]})
    assert "emeritus" not in before.json()["statuses"]
    assert after.status_code == 200
    assert "emeritus" in after.json()["statuses"]
