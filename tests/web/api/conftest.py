"""What tests of the API share: a server that does not count questions, clients, and
keys.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from httpx import Client

from kizuna.errors import BadQuestion
from kizuna.store import open_database
from kizuna.store.actions.accounts import add_account, issue_token
from kizuna.store.queries.accounts import Account, Role
from web.conftest import Site, serving

UNCOUNTED = {"KIZUNA_API_RATE": "1000000", "KIZUNA_API_RATE_KEY": "1000000"}


def key_for(
    path: Path, *scopes: str, user: str = "anna-lee", role: Role = Role.CONTRIBUTOR
) -> str:
    """The secret of a new key on a database; its user has the role, unless there is
    such an account.
    """
    opened = open_database(path)
    with contextlib.suppress(BadQuestion):
        add_account(account=Account(0, user, role=role), acting_user="tester")
    _, secret = issue_token(
        name="a test", username=user, scopes=scopes, acting_user="tester"
    )
    opened.close()
    return secret


def bearing(secret: str) -> dict[str, str]:
    """The headers that bring a key."""
    return {"Authorization": f"Bearer {secret}"}


def asking(site: Site, **headers: str) -> Client:
    """A client of a server, whose addresses begin after /api/v1."""
    return Client(base_url=f"{site.address}/api/v1", headers=headers, timeout=60)


@pytest.fixture(scope="session")
def api_site(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server on the built-in register that answers as often as it is asked."""
    with serving(copied(), **UNCOUNTED) as made:
        yield made


@pytest.fixture
def api(api_site: Site) -> Iterator[Client]:
    """A client of that server."""
    with asking(api_site) as made:
        yield made


@pytest.fixture(scope="session")
def proposing(api_site: Site) -> str:
    """The secret of a key that may propose."""
    return key_for(api_site.path, "propose")
