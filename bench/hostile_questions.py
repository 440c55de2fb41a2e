"""Asks every address for what nobody should: `python -m bench.hostile_questions
[--number 5000] [--seed 1]`.

Addresses, parameters, forms and bodies are drawn at random, in process, as anybody and
as an account of each role, on a built-in register made for it. It prints how many
answers there were of each status, and every question that was answered with 500 or
more; then it leaves with 1.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from bench.measuring import folder_of
from kizuna.web.settings import configure

if TYPE_CHECKING:
    from django.test import Client

TEXTS = (
    *("", " ", "\0", "a\0b", "osaka\0", "x" * 1001, "大" * 5000, "x" * 100_000),
    *("\x01\x1b[2J", "\u202eexe.pdf", "'; DROP TABLE claims; --", '" OR 1=1', "%"),
    *("_", "*", "\\", "<script>", "{{ 7*7 }}", "{ $name }", "{0}"),
    *("../../etc/passwd", "C:\\x", "http://[", "//evil.example", "javascript:1"),
    *("é" * 300, "👩‍👩‍👧" * 90, "[" * 900, "(" * 900, "a" * 500 + "!", "Aa" * 400),
    *("-" * 999, "null", "NaN", "inf", "-1", "1e999", "0x10", "9" * 20, "9" * 400),
    *("-" + "9" * 20, "2147483648", "1.5", "٣", "²", "1974-13", "0000"),
    *("-99999-01-01", "9999-12-31", "y-170000000", "1974/..", "1974?/~"),
    *("[1974,1975]", "2024-02-30T99:00", "9999-12-31T23:59+23:59", "osaka"),
    *("shanghai", "kansai", "china", "japan", "government/osaka"),
    *("tie/osaka-shanghai", "document/kansai-1987", "tie/", "/", "nobody/x"),
    *("document/../x", "Osaka", "1987-04-01", "ja", "zh-Hant", "1", "2", "0", "csv"),
    *("on",),
)
"""What is written into parameters, forms, paths and bodies, among it some that is
right.
"""
NAMES = (
    *("page", "reason", "of", "q", "name", "kind", "tie", "show", "password"),
    *("field", "by", "what", "top", "to", "sheet", "seen", "save", "place", "next"),
    *("mapping", "made", "look", "lang", "judgement", "in", "draft", "done"),
    *("decision", "country", "before", "act", "years", "year", "undone", "text"),
    *("sure", "step", "status", "source", "role", "ready", "proposed", "possible"),
    *("other", "number", "new", "most", "list", "linked", "least", "known_at", "key"),
    *("from", "every", "decided", "cursor", "correct", "code", "claims", "claim"),
    *("certain", "b", "at", "as_of", "among", "a", "_owner", "_draft", "_act"),
    *("between", "type", "format", "limit", "around", "subject", "property"),
    *("document", "part_of", "base", "brief", "standing", "measure", "group", "slug"),
    *("subject", "source.document", "source.kind", "source.locator", "source.quote"),
    *("name.0.text", "party.0", "valid", "full_name", "governments"),
)
_OFTEN = ("/api/v1/proposals", "/enter/{kind}", "/enter/words/{key}")
"""What reads the most of what is written into it is asked for more often."""
_PLACES = {
    "kind": ("tie", "government", "document", "person", "agreement", "nobody"),
    "slug": ("osaka-shanghai", "osaka", "kansai-1987", "nobody"),
    "prefix": ("abcd", "ffffffff", "0" * 32),
    "name": ("name", "party", "geojson", "csv", "years"),
    "key": ("date", "quantity", "name"),
    "format": ("geojson", "csv", "svg", "json"),
}
_BODIES: tuple[Any, ...] = (
    *(
        {},
        [],
        None,
        {"state": []},
        {"state": [{}]},
        {"source": [], "state": [{"subject": 1}]},
        "x" * 3_000_000,
    ),
    *(
        {"state": [{"subject": "tie/x", "at": [0, 10**20], "number": "7"}]}
        for _ in range(2)
    ),
)
"""What is sent to the interface for programs, whole."""


def routes() -> list[str]:
    """Every address, its parts in braces: /jobs/{number}."""
    import re

    from django.urls import URLPattern, get_resolver

    def each(resolver: Any, before: str) -> Iterator[str]:
        for held in resolver.url_patterns:
            route = before + str(held.pattern)
            yield from [route] if isinstance(held, URLPattern) else each(held, route)

    return sorted(
        {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", r) for r in each(get_resolver(), "/")}
    )


class Asker:
    """Draws questions and asks them; `clients` are anybody and an account of each role,
    `keys` headers of keys.
    """

    def __init__(
        self, seed: int, clients: dict[str, Client], keys: list[dict[str, str]]
    ) -> None:
        self._random = random.Random(seed)
        self._clients = clients
        self._keys = keys
        self._routes = [*routes(), *_OFTEN * 10]

    def ask(self) -> tuple[str, int]:
        """One question in words, and the status of its answer."""
        draw = self._random
        who = draw.choice(list(self._clients))
        route = draw.choice(self._routes)
        path = self._filled(route)
        query = urlencode(
            [
                (draw.choice(NAMES), draw.choice(TEXTS))
                for _ in range(draw.choice((0, 1, 1, 2, 4)))
            ]
        )
        address = f"{path}?{query}" if query else path
        headers = draw.choice((*self._keys, {})) if route.startswith("/api/") else {}
        if draw.random() < 0.6:
            answer = self._clients[who].get(address, headers=headers)
        else:
            answer = self._clients[who].post(
                address, headers=headers, **self._sent(route)
            )
        if answer.streaming:
            b"".join(answer.streaming_content)
        return (
            f"{who} {answer.request['REQUEST_METHOD']} {address[:300]}",
            answer.status_code,
        )

    def _filled(self, route: str) -> str:
        """The address with something in its parts: mostly what is there, now and then
        what is not.
        """
        path = route
        while "{" in path:
            before, _, rest = path.partition("{")
            name, _, after = rest.partition("}")
            usual = _PLACES.get(name, ("nothing", "1"))
            text = self._random.choice(usual if self._random.random() < 0.6 else TEXTS)
            path = f"{before}{quote(text[:2000], safe='')}{after}"
        return path

    def _sent(self, route: str) -> dict[str, Any]:
        draw = self._random
        if route.startswith("/api/"):
            body = draw.choice((*_BODIES, self._proposal()))
            return {"data": json.dumps(body), "content_type": "application/json"}
        return {
            "data": {
                draw.choice(NAMES): draw.choice(TEXTS) for _ in range(draw.randrange(6))
            }
        }

    def _proposal(self) -> dict[str, Any]:
        draw = self._random

        def value() -> Any:
            odd = (
                10**30,
                -1,
                1e300,
                True,
                None,
                [],
                [1, [2]],
                {"value": {}},
                {"text": 5},
                [0, 10**25],
            )
            return draw.choice((*odd, *TEXTS))

        keys = (
            "number",
            "name",
            "party",
            "milestone",
            "population",
            "at",
            "valid",
            "holder",
            "method",
            "locator",
        )
        blocks = [
            {
                "subject": draw.choice(TEXTS),
                **{draw.choice(keys): value() for _ in range(3)},
            }
            for _ in range(2)
        ]
        for block in blocks:
            if draw.random() < 0.7:
                block["subject"] = draw.choice(
                    ("tie/osaka-shanghai", "government/osaka", "statistic/x")
                )
        return {
            "source": {"document": "document/x", "locator": draw.choice(TEXTS)},
            "state": blocks,
        }


def clients_and_keys() -> tuple[dict[str, Client], list[dict[str, str]]]:
    """Anybody, an account of each role signed in, and keys to read and to propose."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from kizuna.store.actions.accounts import add_account, issue_token
    from kizuna.store.queries.accounts import SCOPES, Account, Role

    made = {"anybody": Client(False, False, SERVER_NAME="localhost")}
    for number, role in enumerate(Role):
        of = ("government/osaka",) if role is Role.COORDINATOR else ()
        add_account(
            account=Account(0, f"the-{role}", role=role, governments=of),
            acting_user="bench",
        )
        made[role] = Client(
            False, False, SERVER_NAME="localhost", REMOTE_ADDR=f"127.0.1.{number}"
        )
        made[role].force_login(get_user_model().objects.get(username=f"the-{role}"))
    secrets = [
        issue_token(
            name="bench", username=f"the-{role}", scopes=SCOPES, acting_user="bench"
        )[1]
        for role in (Role.CONTRIBUTOR, Role.REVIEWER)
    ]
    return made, [{"Authorization": f"Bearer {secret}"} for secret in secrets]


def main() -> None:
    """Ask, print, and leave with 1 where something was answered with 500 or more."""
    options = argparse.ArgumentParser(
        prog="python -m bench.hostile_questions", description=__doc__
    )
    options.add_argument("--number", type=int, default=5000, help="how many questions")
    options.add_argument(
        "--seed", type=int, default=1, help="the same seed asks the same"
    )
    options.add_argument(
        "--db", type=Path, help="a register of one's own instead of a new one"
    )
    given = options.parse_args()
    os.environ |= {"KIZUNA_API_RATE": "1000000", "KIZUNA_API_RATE_KEY": "1000000"}
    with folder_of(None) as folder:
        path = given.db or folder / "hostile.sqlite3"
        configure(path)
        from kizuna.workflows.open_register import open_register
        from kizuna.workflows.readers import nobody_unless_said

        open_register(path)
        asker = Asker(given.seed, *clients_and_keys())
        nobody_unless_said()
        answers = [asker.ask() for _ in range(given.number)]
    statuses = Counter(status for _, status in answers)
    print(
        ", ".join(f"{status}: {count:,}" for status, count in sorted(statuses.items()))
    )
    failed = [f"{status} {question}" for question, status in answers if status >= 500]
    print("\n".join(failed))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
