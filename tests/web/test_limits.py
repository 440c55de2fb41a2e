"""Limits of pages: what is costly, and whose address counts."""

from __future__ import annotations

import pytest
from django.http import HttpRequest

from kizuna.web.limits import address_of, is_costly


@pytest.mark.parametrize(
    ("path", "query", "costly"),
    [
        ("/report/note.pdf", "", True),
        ("/report", "a=osaka&b=china", True),
        ("/report", "", False),
        ("/export/csv", "", True),
        ("/api/v1/exports/csv", "", True),
        ("/api/v1/exports", "", False),
        ("/network", "", True),
        ("/survival", "", True),
        ("/", "as_of=1987", False),
        ("/government/osaka", "", False),
        ("/health", "", False),
    ],
)
def test_what_reads_much_or_draws_is_costly(path: str, query: str, costly: bool) -> None:
    assert is_costly(path, query) is costly


@pytest.mark.usefixtures("_empty")
@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("no address", "no address"),
    ],
)
def test_a_client_is_its_address_or_its_network_of_ipv6(address: str, counted: str) -> None:
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = address
    assert address_of(request) == counted
