"""The doors of Kizuna as text: what a command prints, a page shows, the API answers,
and a written file says.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import re
import shlex
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

import lxml.html
import time_machine
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from kizuna.cli.app import app

SEEDED = datetime(2026, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 3, 1, tzinfo=UTC)
ASKED = datetime(2026, 6, 1, tzinfo=UTC)
LANGUAGES = ("en", "ja", "zh-hans", "ru")
READERS = {
    "anybody": (),
    "reviewer": ("--role", "reviewer", "--clearance", "secret"),
    "coordinator": ("--role", "coordinator", "--government", "osaka"),
}
Answer = tuple[str, str]
"""In which circumstances a question was asked, and what was answered."""
Answers = Iterator[tuple[str, Iterator[Answer]]]
"""Each question and its answers."""
_SUFFIXES = {
    "csv": "zip",
    "parquet": "parquet.zip",
    "turtle": "ttl",
    "ical": "ics",
    "quickstatements": "txt",
}


def make_register(path: Path, late: Path) -> Path:
    """A database of the built-in register, of later claims, and of an account of each
    reader.
    """
    from kizuna.workflows.open_register import open_register

    key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"golden").digest())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    Path(os.environ["KIZUNA_LEDGER_KEY"]).write_bytes(pem)
    with time_machine.travel(SEEDED, tick=False):
        open_register(path).close()
    with time_machine.travel(LATER, tick=False):
        _do(path, f"record {shlex.quote(str(late))}")
        for name, options in READERS.items():
            if options:
                password = f"a long password for {name}"
                _do(
                    path,
                    f"user add {name} {shlex.join(options)} --password-stdin",
                    password,
                )
    return path


def _do(path: Path, line: str, given: str = "") -> None:
    printed = command(path, line, given)
    if printed.startswith("exit code"):
        raise RuntimeError(f"kizuna {line}: {printed}")


def make_world(path: Path, ties: Path) -> Path:
    """A database of the built-in register and the ties of the world in a folder."""
    from kizuna.workflows.import_ import ListGiven, import_list
    from kizuna.workflows.open_register import open_register

    with time_machine.travel(SEEDED, tick=False):
        open_register(path).close()
    with time_machine.travel(LATER, tick=False):
        opened = open_register(path)
        import_list(
            ListGiven(ties / "ties.csv.gz", "wikidata-ties"), acting_user="golden"
        )
        opened.close()
    return path


def command(path: Path, line: str, given: str = "") -> str:
    """What a command prints on stderr and stdout, after its exit code where that is not
    0.
    """
    done = CliRunner().invoke(app, ["--db", str(path), *shlex.split(line)], input=given)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    code = f"exit code {done.exit_code}\n" if done.exit_code else ""
    return f"{code}{done.stderr}{done.stdout}".replace(str(path.parent), "FOLDER")


def command_answers(path: Path, questions: dict[str, Any]) -> Answers:
    """What the commands print, notes and exports say, and pictures show."""
    with time_machine.travel(ASKED, tick=False):
        for line in questions["command"]:
            yield f"command {line}", _printed(path, line, questions)
        folder = path.parent
        for form in questions["note"]:
            line = (
                f"report kansai china --format {form} --out {folder}/note.{form} --lang"
            )
            yield f"note {form}", _files(path, line, folder / f"note.{form}", questions)
        for name in questions["export"]:
            file = folder / f"export.{_SUFFIXES.get(name.split()[0], _suffix(name))}"
            yield (
                f"export {name}",
                _files(path, f"export {name} --out {file}", file, questions),
            )
        for name in questions["plot"]:
            line = f"plot {name} --out {folder}/plot.svg --lang"
            yield f"plot {name}", _files(path, line, folder / "plot.svg", questions)


def world_answers(path: Path, questions: dict[str, Any]) -> Answers:
    """What commands print of the world's ties, of which `path` is a database."""
    with time_machine.travel(ASKED, tick=False):
        for line in questions["world"]:
            yield f"world {line}", _printed(path, line, questions)


def _suffix(name: str) -> str:
    return "zip" if name.startswith("panel") else name.split()[0]


def _printed(path: Path, line: str, questions: dict[str, Any]) -> Iterator[Answer]:
    for words, times in _times(line, questions):
        yield words, command(path, f"{line} {times}")


def _files(
    path: Path, line: str, file: Path, questions: dict[str, Any]
) -> Iterator[Answer]:
    """The text of a file that a command writes; one that asks for a language is written
    in each of them.
    """
    speaks = line.endswith("--lang")
    for number, (words, times) in enumerate(_times(line, questions)):
        for language in LANGUAGES[: None if speaks and number == 0 else 1]:
            file.unlink(missing_ok=True)
            printed = command(path, f"{line} {language if speaks else ''} {times}")
            text = text_of(file.name, file.read_bytes()) if file.exists() else ""
            yield f"{words} {language}", printed + text


def _times(line: str, questions: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The days and times of knowing that a command can be asked for, in words and as
    options.
    """
    found: Any = app
    for word in shlex.split(line):
        if hasattr(found, "get_command"):
            found = found.get_command(found.context_class(found), word) or found
    options = {option for parameter in found.params for option in parameter.opts}
    days = questions["days"] if "--as-of" in options else [""]
    for day, known in product(
        days, questions["known"] if "--known-at" in options else [""]
    ):
        times = f"--as-of {day} " if day else ""
        yield _words(day, known), times + (f"--known-at {known}" if known else "")


def _words(day: str, known: str) -> str:
    return f"{day or 'today'}, known {known or 'now'}"


def web_answers(path: Path, questions: dict[str, Any]) -> Answers:
    """The text of each page and the answers of the API, for each reader, day and time
    of knowing.
    """
    from kizuna.web.server import make_application

    logging.disable()  # of addresses that lead nowhere, which are asked for on purpose
    with time_machine.travel(ASKED, tick=False):
        make_application(path)
        clients = {name: _client(name) for name in READERS}
        for address in questions["page"]:
            yield f"page {address}", _pages(clients, address, questions, LANGUAGES)
        for address in questions["api"]:
            yield (
                f"api {address}",
                _pages(clients, f"/api/v1{address}", questions, ("en",)),
            )


def _client(name: str) -> Any:
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(raise_request_exception=True, headers={"Host": "localhost"})
    if READERS[name]:
        user = get_user_model().objects.get(username=name)
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    return client


def _pages(
    clients: dict[str, Any],
    address: str,
    questions: dict[str, Any],
    languages: Sequence[str],
) -> Iterator[Answer]:
    for (name, client), day, known in product(
        clients.items(), questions["days"], questions["known"]
    ):
        is_first = (name, day, known) == ("anybody", questions["days"][0], "")
        for language in languages if is_first else languages[:1]:
            times = {"as_of": day, "known_at": known, "lang": language}
            query = "&".join(f"{key}={value}" for key, value in times.items() if value)
            asked = (
                quote(address, safe="/?&=.") + ("&" if "?" in address else "?") + query
            )
            done = client.get(asked)
            body = b"".join(done.streaming_content) if done.streaming else done.content
            where = f" {done.headers['Location']}" if "Location" in done.headers else ""
            kind = done.headers.get("Content-Type", "")
            text = text_of(_NAMES.get(kind.split(";")[0], "page.html"), body)
            yield (
                f"{name}, {_words(day, known)} {language}",
                f"{done.status_code}{where}\n{text}",
            )


_NAMES = {
    "application/json": "a.json",
    "application/problem+json": "a.json",
    "application/geo+json": "a.json",
    "text/csv": "a.csv",
    "text/markdown": "a.md",
    "text/plain": "a.txt",
    "application/zip": "a.zip",
    "image/svg+xml": "a.svg",
}


def record_door(
    folder: Path,
    questions: dict[str, Any],
    answers: Callable[[Path, dict[str, Any]], Answers],
    path: Path,
) -> dict[str, str]:
    """Write a file for each question that the door answers; the digest of each."""
    digests = {}
    for question, found in answers(path, questions):
        text = "".join(f"=== {words}\n{answer}\n" for words, answer in found)
        (folder / file_name(question)).write_text(text, "utf-8")
        digests[question] = hashlib.sha256(text.encode()).hexdigest()[:16]
    return digests


def file_name(question: str) -> str:
    """The name of the file of a question's answers."""
    return re.sub(r"[^\w.=-]+", "_", question)[:150] + ".txt"


def text_of(name: str, content: bytes) -> str:
    """What a file says, as lines of text; of other files their bytes as UTF-8."""
    suffix = Path(name).suffix
    if suffix in (".html", ".svg"):
        return _text_of_page(content)
    if suffix in (".json", ".geojson", ".jsonld"):
        return json.dumps(
            json.loads(content), ensure_ascii=False, sort_keys=True, indent=1
        )
    if suffix in (".zip", ".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as members:
            read = {name: members.read(name) for name in sorted(members.namelist())}
        return "\n".join(f"-- {name}\n{text_of(name, read[name])}" for name in read)
    if suffix == ".pdf":
        from pypdf import PdfReader

        return "\n".join(
            page.extract_text() for page in PdfReader(io.BytesIO(content)).pages
        )
    if suffix == ".parquet":
        import pyarrow.parquet as parquet

        rows = parquet.read_table(io.BytesIO(content)).to_pylist()
        return "\n".join(map(str, rows))
    return content.decode("utf-8", "replace")


def _text_of_page(content: bytes) -> str:
    """The words of a page or picture, a line for each piece of text; fields of forms by
    their values.
    """
    if not content.strip():
        return ""
    page = lxml.html.fromstring(content.decode())
    lines = []
    for element in page.iter():
        if element.tag in ("script", "style") or not isinstance(element.tag, str):
            pieces = [element.tail]
        elif element.tag in ("input", "option") and element.get("type") != "hidden":
            pieces = [f"[{element.get('value', '')}]", element.text, element.tail]
        else:
            pieces = [element.text, element.tail]
        lines += [re.sub(r"\s+", " ", piece).strip() for piece in pieces if piece]
    return "\n".join(filter(None, lines))
