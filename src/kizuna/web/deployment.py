"""What `kizuna check --deploy` asks: `python -m kizuna.web.deployment` writes its findings to stdout as JSON.

It runs in a process of its own, since the settings of the server are not those of the command line.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict

from kizuna.errors import KizunaError
from kizuna.workflows.check_deployment import Finding, Severity, check_deployment, finding

_SHORTEST_KEY = 50
_FEWEST_LETTERS = 5
_NOT_OURS = ("security.W005", "security.W021")
"""HSTS for subdomains and its preloading concern names that are not Kizuna's to decide on."""


def findings() -> Iterator[Finding]:
    """All findings: of the environment, of Django's own checks, and of the database and what stands around it."""
    from kizuna.web.settings import configure

    yield from _environment()
    try:
        configure()
    except KizunaError as error:
        yield Finding("settings", Severity.ERROR, str(error), "mend what it names")
        return
    yield from _django()
    yield from check_deployment()


def _environment() -> Iterator[Finding]:
    key, wrong = os.environ.get("KIZUNA_SECRET_KEY", ""), ""
    if not key:
        wrong = "KIZUNA_SECRET_KEY is not set: the key lies beside the data, and goes where they go"
    elif len(key) < _SHORTEST_KEY or len(set(key)) < _FEWEST_LETTERS:
        wrong = f"KIZUNA_SECRET_KEY is easy to guess: it has {len(key)} characters, and needs {_SHORTEST_KEY}"
    remedy = "python -c 'import secrets; print(secrets.token_urlsafe(50))' makes one"
    yield finding("secret key", wrong, remedy, f"KIZUNA_SECRET_KEY has {len(key)} characters")
    is_https = os.environ.get("KIZUNA_HTTPS", "") == "1"
    wrong = (
        "" if is_https else "KIZUNA_HTTPS is not 1: passwords and cookies may travel in the clear"
    )
    remedy = "put a proxy with https before it, and set KIZUNA_HTTPS=1"
    yield finding("https", wrong, remedy, "cookies are sent by https alone")
    hosts, wrong = (
        [h.strip() for h in os.environ.get("KIZUNA_HOSTS", "").split(",") if h.strip()],
        "",
    )
    if not hosts:
        wrong = "KIZUNA_HOSTS is not set: the server answers to this machine alone"
    elif any("*" in host for host in hosts):
        wrong = f"KIZUNA_HOSTS={','.join(hosts)!r} lets in requests under any name"
    remedy = "name the hosts under which it is reached"
    yield finding("hosts", wrong, remedy, f"it answers to {', '.join(hosts)}")


def _django() -> Iterator[Finding]:
    """What Django's own checks for deployment say, each with its number."""
    from django.core import checks

    found = [
        message
        for message in checks.run_checks(include_deployment_checks=True)
        if message.id not in _NOT_OURS
    ]
    for message in found:
        level = Severity.ERROR if message.level >= checks.ERROR else Severity.WARNING
        yield Finding(f"django {message.id}", level, message.msg, message.hint or "")
    if not found:
        yield Finding("django", Severity.OK, "Django's checks for deployment find nothing")


if __name__ == "__main__":
    json.dump([asdict(found) for found in findings()], sys.stdout, ensure_ascii=False)
