"""Governments and ties for the store's tests, as claims made by the builders that all tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from builders import LATER, THEN, claim, judgement
from kizuna.claims.claim import Claim, Judgement
from kizuna.store.actions.ledger import Added, add_register
from kizuna.store.backups.archive import every_app
from kizuna.store.backups.backup import _drop_all
from kizuna.store.database import use_settings
from kizuna.store.settings import locate
from kizuna.store.sql import fetch, insert_rows

__all__ = ["LATER", "THEN", "add", "claim", "government", "judgement", "python", "tie"]


def python(script: str, *arguments: str) -> subprocess.Popen[str]:
    """A process that runs a script, which may import what tests import."""
    here = Path(__file__).parent
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parent), *sys.path])},
    )


def add(*given: Claim | Judgement) -> Added:
    """Add claims and judgements to the open database."""
    claims = [each for each in given if isinstance(each, Claim)]
    judgements = [each for each in given if isinstance(each, Judgement)]
    return add_register(claims=claims, judgements=judgements, acting_user="editor")


_FIRST = ("store", "0010_readers_of_texts")
_OF_FIRST = [
    "terms",
    "claims",
    "claim_references",
    "judgements",
    "document_texts",
    "audit",
    "users",
    "drafts",
]


def in_first_schema(location: str) -> str:
    """The location of a database in the schema of the first Kizuna, open, with the rows of that at `location`."""
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description
        columns = {table: [c.name for c in described(cursor, table)] for table in _OF_FIRST}
    rows = {table: fetch(f"SELECT {', '.join(c)} FROM {table}") for table, c in columns.items()}
    if connection.vendor == "postgresql":
        with every_app():
            _drop_all()
    else:
        location = f"{location}.first"
        use_settings(locate(location).settings)
    connection.disable_constraint_checking()
    MigrationExecutor(connection).migrate([_FIRST])
    for table, held in rows.items():
        insert_rows(table, columns[table], held)
    connection.enable_constraint_checking()
    return location


def government(slug: str, country: str, part_of: str = "", **given: Any) -> list[Claim]:
    """The claims of a local government: name, country, and what it is part of."""
    ref = f"government/{slug}"
    named = claim(ref, "name", {"text": slug.title(), "language": "en"}, **given)
    above = [claim(ref, "part_of", part_of, **given)] if part_of else []
    return [named, claim(ref, "country", country, **given), *above]


def tie(slug: str, parties: list[str], date: str = "1974-04-18", **given: Any) -> list[Claim]:
    """The claims of a formal tie; an empty date leaves the milestone undated."""
    ref = f"tie/{slug}"
    milestone = {"stage": "formal", "date": date} if date else {"stage": "formal"}
    claims = [claim(ref, "party", f"government/{party}", **given) for party in parties]
    claims.append(claim(ref, "type", "friendship-city", **given))
    claims.append(claim(ref, "milestone", milestone, **given))
    return claims


def kansai() -> list[Claim]:
    """Two prefectures, two cities in them, Shanghai and Xi'an, two areas, and three ties."""
    members = ["government/osaka-prefecture", "government/kyoto-prefecture"]
    area = {"key": "two-prefectures", "members": members}
    return [
        *government("osaka-prefecture", "JP"),
        *government("kyoto-prefecture", "JP"),
        *government("osaka", "JP", "government/osaka-prefecture"),
        *government("kyoto", "JP", "government/kyoto-prefecture"),
        *government("shanghai", "CN"),
        *government("xian", "CN"),
        claim("government/osaka", "name", {"text": "大阪市", "language": "ja"}),
        claim("government/kyoto", "name", {"text": "Kyōto", "language": "ja-Latn"}),
        claim("area/kansai", "definition", area),
        claim("area/china", "country", "CN"),
        *tie("osaka-shanghai", ["osaka", "shanghai"], "1974-04-18"),
        *tie("kyoto-xian", ["kyoto", "xian"], "1974-05"),
        *tie("osaka-prefecture-shanghai", ["osaka-prefecture", "shanghai"], "1980"),
    ]
