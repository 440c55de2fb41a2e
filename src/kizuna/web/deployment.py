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
from kizuna.workflows.check_deployment import Finding, Severity, check_deployment

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
    key = os.environ.get("KIZUNA_SECRET_KEY", "")
    remedy = "python -c 'import secrets; print(secrets.token_urlsafe(50))' makes one"
    if not key:
        text = "KIZUNA_SECRET_KEY is not set: the key lies beside the data, and goes where they go"
        yield Finding("secret key", Severity.ERROR, text, remedy)
    elif len(key) < _SHORTEST_KEY or len(set(key)) < _FEWEST_LETTERS:
        text = f"KIZUNA_SECRET_KEY is easy to guess: it has {len(key)} characters, and needs {_SHORTEST_KEY}"
        yield Finding("secret key", Severity.ERROR, text, remedy)
    else:
        yield Finding("secret key", Severity.OK, f"KIZUNA_SECRET_KEY has {len(key)} characters")
    if os.environ.get("KIZUNA_HTTPS", "") == "1":
        yield Finding("https", Severity.OK, "cookies are sent by https alone")
    else:
        text = "KIZUNA_HTTPS is not 1: passwords and cookies may travel in the clear"
        yield Finding(
            "https",
            Severity.ERROR,
            text,
            "put a proxy with https before it, and set KIZUNA_HTTPS=1",
        )
    yield _hosts()


def _hosts() -> Finding:
    hosts = [h.strip() for h in os.environ.get("KIZUNA_HOSTS", "").split(",") if h.strip()]
    if not hosts:
        text = "KIZUNA_HOSTS is not set: the server answers to this machine alone"
        return Finding("hosts", Severity.ERROR, text, "name the hosts under which it is reached")
    if any("*" in host for host in hosts):
        text = f"KIZUNA_HOSTS={','.join(hosts)!r} lets in requests under any name"
        return Finding("hosts", Severity.ERROR, text, "name the hosts under which it is reached")
    return Finding("hosts", Severity.OK, f"it answers to {', '.join(hosts)}")


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
