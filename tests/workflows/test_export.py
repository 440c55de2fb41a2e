"""Exporting what is public alone, in every format; and which ties names, countries and kinds mean."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from builders import DAY, Filled, claim, facts, government, judgement, prefer, tie, two_sides
from kizuna.claims.claim import Claim, Verdict
from kizuna.errors import BadClaim, BadQuestion, NotFound
from kizuna.publish.export import FORMATS
from kizuna.workflows.ask import ScopeQuestion, scope
from kizuna.workflows.release import export, subject

_MARK = "zzsecret"
_SECRET = {"document": f"document/{_MARK}-letter", "holder": f"organisation/{_MARK}-holder"}


def _held(access: str) -> list[Claim]:
    """A public tie, and a letter of the access level given that says all sorts of things."""
    letter, marked = _SECRET["document"], f"agreement/{_MARK}"
    secret = (
        (f"tie/{_MARK}-tie", "type", "sister-city"),
        ("tie/osaka-shanghai", "motive", f"the {_MARK} plan"),
        ("government/osaka", "name", f"{_MARK} town"),
        *((marked, "tie", "tie/osaka-shanghai"), (marked, "signed", "1980-01-01")),
        (marked, "term", "5 years"),
    )
    return [
        *government("osaka"),
        *government("shanghai", country="CN"),
        *facts("government/osaka", point=[34.69, 135.5], identifier="wikidata:Q35765"),
        *facts("government/shanghai", point=[31.23, 121.47], identifier="wikidata:Q8686"),
        claim("document/gazette", "address", "https://gazette.example/7"),
        *tie("osaka-shanghai", "osaka", "shanghai"),
        claim("tie/osaka-shanghai", "type", "friendship-city"),
        *facts(letter, access_level=access, title=f"{_MARK} letter"),
        claim(letter, "address", f"https://{_MARK}.example/1"),
        *tie(f"{_MARK}-tie", "osaka", "shanghai", date="1979-01-02", **_SECRET),
        *(claim(*said, **_SECRET, locator=f"{_MARK} page") for said in secret),
    ]


def _readable(content: bytes) -> Iterator[bytes]:
    """The content, and that of every file packed in it, however deep."""
    yield content
    if content.startswith(b"PK"):
        packed = zipfile.ZipFile(io.BytesIO(content))
        for name in packed.namelist():
            yield name.encode()
            yield from _readable(packed.read(name))
    elif content.startswith(b"PAR1"):
        from pyarrow import parquet

        table = parquet.read_table(io.BytesIO(content))
        yield repr((table.schema.metadata, table.to_pylist())).encode()


def _has_mark(content: bytes) -> bool:
    return any(_MARK.encode() in part.lower() for part in _readable(content))


@pytest.mark.parametrize(("access", "is_public"), [("internal", False), ("public", True)])
def test_a_letter_is_in_every_format_when_it_is_public_and_else_in_none(
    filled: Filled, access: str, is_public: bool
) -> None:
    held = _held(access)
    reason = f"the {_MARK} letter is plain"
    filled(held, [judgement(Verdict.ACCEPT, held[-1].id, reason=reason)])
    for name in FORMATS:
        made = export(name, ScopeQuestion(DAY))
        assert _has_mark(made.file.read()) == is_public, name
        assert is_public or _MARK not in " ".join(made.notes).lower()
    ties = {one.id for one in subject(ScopeQuestion(DAY, public_only=False)).scope.ties}
    assert ties == {"tie/osaka-shanghai", *([f"tie/{_MARK}-tie"] if is_public else [])}


def test_things_are_names_of_no_page_until_what_has_addresses_has_a_base(filled: Filled) -> None:
    filled(_held("internal"))
    address = "https://register.example.org/"
    for name in ("jsonld", "turtle"):
        assert b"urn:kizuna:tie/" in export(name, ScopeQuestion(DAY)).file.read()
        ours = export(name, ScopeQuestion(DAY), address).file.read()
        assert f"{address}tie/".encode() in ours
        assert b"urn:kizuna:tie/" not in ours
        assert b"urn:kizuna:terms:" in ours
    refused = {
        ("csv", address): "nothing in csv has an address",
        ("turtle", "register.example.org"): r"'register\.example\.org' is not the beginning",
        ("gpx", ""): r"'gpx' is not a format.*csv.*xlsx.*quickstatements",
    }
    for (name, base), said in refused.items():
        with pytest.raises(BadQuestion, match=said):
            export(name, ScopeQuestion(DAY), base)


def _scoped(**question: Any) -> set[str]:
    found = scope(ScopeQuestion(DAY, **question))
    return {scoped.id.removeprefix("tie/") for scoped in found.ties}


@pytest.fixture
def level(filled: Filled) -> Claim:
    """The level of a letter that alone tells of one of three ties."""
    told = claim("document/letter", "access_level", "internal")
    filled(
        [
            *(*two_sides(), claim("government/osaka", "name", "Osaka")),
            *(*tie("osaka-shanghai", "osaka", "shanghai"), *tie("osaka-sakai", "osaka", "sakai")),
            *tie("secret", "sakai", "lianyungang", document="document/letter"),
            *(claim("document/letter", "title", "A letter"), told),
        ]
    )
    return told


@pytest.mark.parametrize("question", [{"of": "Osaka"}, {"public_only": True}])
def test_a_place_is_named_in_words_and_what_is_not_public_can_be_left_out(
    level: Claim, question: dict[str, Any]
) -> None:
    assert _scoped(**question) == {"osaka-shanghai", "osaka-sakai"}


def test_a_document_on_whose_level_sources_differ_is_withheld_unless_it_is_judged_public(
    filled: Filled, level: Claim
) -> None:
    other = claim("document/letter", "access_level", "public", holder="organisation/archive")
    filled([other])
    assert "secret" not in _scoped(public_only=True)
    filled([], [prefer(other, level)])
    assert "secret" in _scoped(public_only=True)


@pytest.mark.parametrize(
    ("question", "error", "words"),
    [
        ({"of": "Atlantis"}, NotFound, "'Atlantis'"),
        ({"kind": "friendly"}, BadClaim, "friendly"),
        ({"of": "Osaka", "between": ("JP", "CN")}, BadQuestion, "one place or for two sides"),
        ({"between": ("JP", "Japan")}, BadQuestion, "are the same place"),
    ],
)
def test_a_question_that_means_nothing_is_an_error_that_quotes_it(
    level: Claim, question: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        _scoped(**question)
