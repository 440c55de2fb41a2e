"""Both clocks: every read answers as of a day, and as known at a time."""

from __future__ import annotations

import httpx
import pytest

BEFORE, AFTER = "2000-01-01", "2999-01-01"


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
