"""Governments and ties for the store's tests, as claims made by the builders that all
tests share.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builders import LATER, THEN, claim, judgement
from kizuna.claims.claim import Claim, Judgement
from kizuna.store.actions.ledger import Added, add_register
from kizuna.store.backups import backup

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
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(here), str(here.parent), *sys.path]),
        },
    )


def add(*given: Claim | Judgement) -> Added:
    """Add claims and judgements to the open database."""
    claims = [each for each in given if isinstance(each, Claim)]
    judgements = [each for each in given if isinstance(each, Judgement)]
    return add_register(claims=claims, judgements=judgements, acting_user="editor")


def back_up_of_first(path: Path, patch: pytest.MonkeyPatch) -> backup.BackedUp:
    """A backup of the open database as the first Kizuna made it, which had neither tree
    nor erasures.
    """
    first, later = (
        ("store", "0010_readers_of_texts"),
        ("tree_tiles", "tree_runs", "erasures"),
    )
    tables = backup.tables_of
    with patch.context() as then:
        then.setattr(backup, "applied_migrations", lambda: frozenset({first}))
        then.setattr(
            backup, "tables_of", lambda m: [t for t in tables(m) if t.name not in later]
        )
        then.setattr(backup, "_head", lambda: None)
        return backup.back_up(to=path, acting_user="editor")


def government(slug: str, country: str, part_of: str = "", **given: Any) -> list[Claim]:
    """The claims of a local government: name, country, and what it is part of."""
    ref = f"government/{slug}"
    named = claim(ref, "name", {"text": slug.title(), "language": "en"}, **given)
    above = [claim(ref, "part_of", part_of, **given)] if part_of else []
    return [named, claim(ref, "country", country, **given), *above]


def tie(
    slug: str, parties: list[str], date: str = "1974-04-18", **given: Any
) -> list[Claim]:
    """The claims of a formal tie; an empty date leaves the milestone undated."""
    ref = f"tie/{slug}"
    milestone = {"stage": "formal", "date": date} if date else {"stage": "formal"}
    claims = [claim(ref, "party", f"government/{party}", **given) for party in parties]
    claims.append(claim(ref, "type", "friendship-city", **given))
    claims.append(claim(ref, "milestone", milestone, **given))
    return claims


def kansai() -> list[Claim]:
    """Two prefectures, two cities in them, Shanghai and Xi'an, two areas, and three
    ties.
    """
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
