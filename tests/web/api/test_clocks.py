"""Both clocks: every read answers as of a day, and as known at a time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from builders import claim
from kizuna.store import open_database
from kizuna.store.actions import add_claims
from web.api.conftest import UNCOUNTED
from web.api.test_lists import ids, walk
from web.conftest import serving

BEFORE, AFTER = "2000-01-01", "2999-01-01"


def test_a_tie_stands_from_its_day_on(api: httpx.Client) -> None:
    day_before = api.get("/ties/osaka-shanghai?as_of=1974-04-17").json()
    later = api.get("/ties/osaka-shanghai?as_of=1980-01-01").json()
    assert (day_before["in_force"], later["in_force"]) == ("no", "certain")
    assert later["established"]["date"]["edtf"].startswith("1974-04")
    assert later["span"]["start_earliest"].startswith("1974-04")
    assert later["span"]["end_latest"] is None


def test_an_uncertain_day_keeps_its_four_bounds(api: httpx.Client) -> None:
    found = walk(api, "/ties", standing="any", limit=200)
    uncertain = [
        tie["established"]["date"]
        for tie in found
        if tie["established"]
        and tie["established"]["date"]
        and tie["established"]["date"]["start_earliest"]
        != tie["established"]["date"]["start_latest"]
    ]
    assert uncertain
    for date in uncertain:
        assert date["start_earliest"] < date["start_latest"]
        assert len(date["edtf"]) < len("1974-04-18")


def test_fewer_ties_stood_in_1979_than_in_1987(api: httpx.Client) -> None:
    asked = {"between": ["kansai", "china"]}
    earlier = ids(walk(api, "/ties", as_of="1979-01-01", **asked))
    later = ids(walk(api, "/ties", as_of="1987-04-01", **asked))
    assert set(earlier) < set(later)


@pytest.mark.parametrize(
    ("address", "empty"),
    [
        ("/ties", []),
        ("/governments", []),
        ("/entities/tie", []),
        ("/claims", []),
        ("/documents", []),
        ("/search", []),
        ("/figures", None),
        ("/network", None),
    ],
)
def test_before_anything_was_recorded_there_is_nothing(
    api: httpx.Client, address: str, empty: list[str] | None
) -> None:
    asked = {"q": "Osaka"} if address == "/search" else {}
    then = api.get(address, params={**asked, "known_at": BEFORE}).raise_for_status().json()
    now = api.get(address, params={**asked, "known_at": AFTER}).raise_for_status().json()
    assert then["known_at"] == f"{BEFORE}T23:59:59.999999Z"
    if empty is not None:
        assert then["items"] == empty
        assert now["items"]
    elif "figures" in then:
        assert [figure["possible"] for figure in then["figures"]] == [0, 0]
        assert now["figures"][0]["possible"] > 0
    else:
        assert then["nodes"] == []
        assert now["nodes"]


@pytest.mark.parametrize(
    "address", ["/ties/osaka-shanghai", "/entities/tie/osaka-shanghai", "/governments/osaka"]
)
def test_what_was_not_recorded_yet_is_not_found(api: httpx.Client, address: str) -> None:
    assert api.get(address, params={"known_at": BEFORE}).status_code == 404
    assert api.get(address, params={"known_at": AFTER}).status_code == 200


def test_the_note_and_an_export_are_of_both_clocks(api: httpx.Client) -> None:
    asked = {"a": "kansai", "b": "china", "as_of": "1987-04-01"}
    now = api.get("/report", params=asked).raise_for_status().json()
    then = api.get("/report", params={**asked, "known_at": BEFORE}).raise_for_status().json()
    assert now["ties"]
    assert then["ties"] == []
    features = [
        api.get("/exports/geojson", params={"known_at": known})
        .raise_for_status()
        .json()["features"]
        for known in (BEFORE, AFTER)
    ]
    assert features[0] == []
    assert features[1]


def test_what_is_recorded_later_is_left_out_of_what_was_known(built_in: Path) -> None:
    with (
        serving(built_in, **UNCOUNTED) as site,
        httpx.Client(base_url=f"{site.address}/api/v1", timeout=60) as client,
    ):
        opened = open_database(built_in)
        later = datetime(2035, 1, 1, tzinfo=UTC)
        late = claim("tie/osaka-shanghai", "number", "late-7", recorded_at=later)
        add_claims(claims=[late], acting_user="tester")
        opened.close()
        numbers = [
            client.get("/entities/tie/osaka-shanghai", params=asked)
            .json()["facts"]
            .get("number", [])
            for asked in ({"known_at": "2034-01-01"}, {})
        ]
        assert [[fact["value"]["text"] for fact in known] for known in numbers] == [[], ["late-7"]]


def test_evidence_is_weighed_by_the_judgements_of_the_time(api: httpx.Client) -> None:
    judged = next(
        found
        for found in (
            api.get(item["evidence"].removeprefix("/api/v1")).json()
            for item in api.get("/claims?property=milestone&limit=60").json()["items"]
        )
        if found["judgements"]
    )
    then = api.get(f"/claims/{judged['claim']['id']}/evidence", params={"known_at": BEFORE}).json()
    assert then["judgements"] == []
