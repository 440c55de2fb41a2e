"""Claims, judgements and small registers for the core's tests, with defaults for what a
test does not speak of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from kizuna.claims.claim import Certainty, Claim, Judgement, Stance, Verdict
from kizuna.claims.kinds import property_of
from kizuna.claims.statements import Statements, read_statements
from kizuna.register.places import side
from kizuna.register.register import Register, fold
from kizuna.register.ties import TieOnDay, TieQuery, ties
from kizuna.store import Database
from kizuna.store.actions.documents import add_document
from kizuna.store.queries.documents import StoredDocument
from kizuna.values import day_number

Claims = Claim | Iterable[Claim]
Filled = Callable[..., Path]
"""The fixture `filled`: claims and judgements in, the path of the open database out."""
Fresh = Callable[[], str]
"""Makes one more copy of a database, and gives its location."""
Copies = Callable[[Callable[[str], Database]], Fresh]
"""The fixture `postgresql`: what opens and fills a database in, the copies of that one
out.
"""
THEN = datetime(2020, 1, 1, tzinfo=UTC)
LATER = datetime(2021, 1, 1, tzinfo=UTC)
DAY = day_number("1987-04-01")


def rows(table: str) -> list[list[str]]:
    """The rows of a table in text, their cells parted by " | "; an indented line goes
    on with the row before.
    """
    return [
        row.split(" | ") for row in table.strip("\n").replace("\n    ", " ").split("\n")
    ]


def grouped(table: str) -> list[tuple[str, str]]:
    """Each text of a table with its meaning, which is the first cell of its row."""
    return [(text, meaning) for meaning, *texts in rows(table) for text in texts]


def claim(subject: str, name: str, value: Any, valid: str = "", **given: Any) -> Claim:
    """A claim typed by an editor from page 1 of a gazette."""
    fields: dict[str, Any] = {
        "document": "document/gazette",
        "sha256": "",
        "start": None,
        "end": None,
        "locator": "page 1",
        "holder": "organisation/gazette",
        "stance": Stance.ASSERTED,
        "certainty": Certainty.CERTAIN,
        "method": "typed",
        "recorder": "organisation/editors",
        "recorded_at": THEN,
    }
    fields.update(given)
    canonical = property_of(subject, name).type.canonical(value)
    return Claim(subject=subject, property=name, value=canonical, valid=valid, **fields)


def facts(ref: str, **values: Any) -> list[Claim]:
    """A claim for each value of a thing, by its property."""
    return [claim(ref, name, value) for name, value in values.items()]


def proposed(
    subject: str, name: str, value: Any, at: int = 10, sure: float = 0.9, **given: Any
) -> Claim:
    """A claim that rules read in five characters of a text, as sure as they say."""
    read = {
        "method": f"rules@1;confidence={sure:.2f}",
        "sha256": "a" * 64,
        "locator": "",
    }
    return claim(subject, name, value, **{**read, "start": at, "end": at + 5, **given})


def judgement(
    verdict: Verdict, target: str, other: str = "", **given: Any
) -> Judgement:
    """A judgement of an editor, with a reason."""
    fields: dict[str, Any] = {
        "reason": "the gazette is closer to the event",
        "judge": "organisation/editors",
        "judged_at": THEN,
    }
    fields.update(given)
    return Judgement(verdict=verdict, target=target, other=other, **fields)


def prefer(first: Claim, second: Claim, **given: Any) -> Judgement:
    """The judgement that puts one claim before another."""
    return judgement(Verdict.PREFER, first.id, second.id, **given)


def reject(rejected: Claim, **given: Any) -> Judgement:
    """The judgement that rejects a claim."""
    return judgement(Verdict.REJECT, rejected.id, **given)


def withdraw(taken_back: Judgement, **given: Any) -> Judgement:
    """The judgement, a year later, that takes another back."""
    return judgement(Verdict.WITHDRAW, taken_back.id, **{"judged_at": LATER, **given})


def government(
    slug: str, level: str = "city", part_of: str = "", **given: Any
) -> list[Claim]:
    """A local government of Japan, or of the country given."""
    ref = f"government/{slug}"
    country = given.pop("country", "JP")
    claims = [
        claim(ref, "country", country, **given),
        claim(ref, "level", level, **given),
    ]
    if part_of:
        claims.append(claim(ref, "part_of", f"government/{part_of}", **given))
    return claims


def milestone(
    tie: str, stage: str = "formal", date: str = "", basis: str = "", **given: Any
) -> Claim:
    """A stage of a tie; an empty date or basis is left out."""
    parts = {"stage": stage, "date": date, "basis": basis}
    return claim(
        f"tie/{tie}", "milestone", {k: v for k, v in parts.items() if v}, **given
    )


def status(tie: str, code: str, valid: str = "", **given: Any) -> Claim:
    """A status of a tie."""
    return claim(f"tie/{tie}", "status", {"status": code}, valid, **given)


def tie(
    slug: str, *parties: str, date: str = "1974-04-18", **given: Any
) -> list[Claim]:
    """A tie entered into on a date; parties are slugs of governments, or whole ids."""
    refs = [party if "/" in party else f"government/{party}" for party in parties]
    joined = [claim(f"tie/{slug}", "party", ref, **given) for ref in refs]
    return [*joined, milestone(slug, date=date, **given)]


def document(slug: str, date: str = "") -> list[Claim]:
    """The description of a document, dated or not."""
    ref = f"document/{slug}"
    titled = [claim(ref, "title", slug)]
    return [*titled, claim(ref, "date", date)] if date else titled


def add_text(ref: str, text: str, title: str = "") -> StoredDocument:
    """Add the plain text of a document to the open database."""
    return add_document(
        ref=ref, text=text, media_type="text/plain", title=title, acting_user="tester"
    )


def add_second_step() -> None:
    """Give every account of the open database a second step of the sign-in, in the
    tables of the web's apps.
    """
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from kizuna.store.backups.archive import every_app
    from kizuna.store.sql import execute

    with every_app():
        connection.disable_constraint_checking()
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    cast = "::json" if connection.vendor == "postgresql" else ""
    execute(
        "INSERT INTO mfa_authenticator (type, data, user_id, created_at)"
        f" SELECT 'totp', %s{cast}, id, %s FROM users",
        ['{"secret": "JBSWY3DP 青"}', "2026-01-02 03:04:05.678"],
    )


def between(held: Register, a: str, b: str, day: int) -> list[TieOnDay]:
    """The ties between two sides on a day, in order of id."""
    sides = tuple(side(held, ref, day).members for ref in (a, b))
    return ties(held, TieQuery(day, sides))


def two_sides() -> list[Claim]:
    """Osaka in its prefecture, and Shanghai, with an area on each side, and no tie."""
    drawn = {"key": "one", "members": ["government/osaka-prefecture"]}
    return [
        *government("osaka-prefecture", "prefecture"),
        *government("osaka", "designated-city", "osaka-prefecture"),
        *government("sakai", "city", "osaka-prefecture"),
        *government("shanghai", "province-level-municipality", country="CN"),
        *government("lianyungang", "prefecture-level-city", country="CN"),
        claim("area/kansai", "definition", drawn),
        claim("area/china", "country", "CN"),
    ]


def register(*claims: Claims, judgements: Iterable[Judgement] = ()) -> Register:
    """The register of claims given singly or in lists."""
    return fold(flat(*claims), judgements)


def flat(*claims: Claims) -> list[Claim]:
    """Claims given singly or in lists, as one list."""
    return [c for item in claims for c in ([item] if isinstance(item, Claim) else item)]


@cache
def builtin() -> Statements:
    """What the built-in register says, read from its statement files."""
    return read_statements(builtin_files(files("kizuna") / "data" / "kansai"), THEN)


def builtin_text(document: str) -> str:
    """The text of a document that comes with the register."""
    name = f"{document.partition('/')[2]}.txt"
    return (files("kizuna") / "data" / "kansai" / "texts" / name).read_text(
        encoding="utf-8"
    )


def builtin_files(folder: Traversable) -> Iterator[Traversable]:
    """The statement files of a folder of the package and of the folders in it, in order
    of name.
    """
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from builtin_files(entry)
        elif entry.name.endswith(".toml"):
            yield entry
