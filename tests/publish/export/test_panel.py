"""The dyad-year panel: its rows, its codebook, its ties; the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import frictionless
import pytest

from builders import DAY, Claims, claim, register, tie, two_sides
from kizuna.analysis.scope import scope_of
from kizuna.errors import BadQuestion
from kizuna.publish.export import panel
from kizuna.publish.export.subject import Subject
from subjects import notes, written

_PLACES = {"government/osaka": [34.69, 135.5], "government/shanghai": [31.23, 121.47]}
_POINTS = [claim(ref, "point", at) for ref, at in _PLACES.items()]


def _subject(*claims: Claims) -> Subject:
    held = register(
        two_sides(), tie("a", "osaka", "shanghai", date="1985-05-01"), *claims
    )
    return Subject(
        scope_of(held, DAY), "1987-04-01", "", lambda ref: ref.partition("/")[2]
    )


def _files(subject: Subject, form: str = "panel") -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(written(form, subject))) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def _panel(*claims: Claims, form: str = "panel") -> list[dict[str, str]]:
    return _read(_files(_subject(*claims), form)["panel.csv"])


def test_a_row_is_a_pair_and_a_year_with_how_it_stood_and_what_the_two_are_to_each_other() -> (
    None
):
    """A cell is empty for what no source says."""
    (first, _, last), (*_, placed) = _panel(), _panel(*_POINTS)
    assert (first["dyad"], first["year"]) == (
        "government/osaka|government/shanghai",
        "1985",
    )
    assert (first["distance_km"], first["a_population_least"]) == ("", "")
    keys = (
        "in_force_certain",
        "begun_certain",
        "event",
        "right_censored",
        "left_truncated",
    )
    assert [last[key] for key in keys] == ["1", "0", "0", "1", "0"]
    assert (last["age_start"], last["age_stop"]) == ("1.6701", "1.9192")
    assert 1300 < float(placed["distance_km"]) < 1400
    assert (last["same_country"], last["same_language"], last["level_match"]) == (
        "0",
        "0",
        "0",
    )
    assert (last["a_level"], last["b_tier"]) == ("designated-city", "prefecture")


def test_the_codebook_has_every_variable_in_order_and_one_never_missing_never_is() -> (
    None
):
    undated = tie("c", "osaka", "sakai", date="")
    files = _files(_subject(tie("b", "sakai", "nowhere", date="1986"), undated))
    codebook, rows = _read(files["codebook.csv"]), _read(files["panel.csv"])
    assert [row["variable"] for row in codebook] == list(rows[0])
    assert all(row["how"] and row["type"] for row in codebook)
    assert all(f"| {row['variable']} |" in files["codebook.md"] for row in codebook)
    always = [row["variable"] for row in codebook if row["missing"] == "never"]
    assert len(always) > 10
    assert all(row[name] for row in rows for name in always)


def test_a_pair_whose_ties_nobody_dates_is_named_beside_the_panel_with_its_claims() -> (
    None
):
    about = _subject(tie("b", "sakai", "lianyungang", date=""))
    files = _files(about)
    ties = {row["tie"]: row for row in _read(files["ties.csv"])}
    assert (ties["tie/a"]["in_panel"], ties["tie/b"]["in_panel"]) == ("1", "0")
    assert len(ties["tie/b"]["claims"].split()) >= 3
    for told in (files["codebook.md"], notes("panel", about)):
        assert "1 pairs are left out" in told


def test_countries_have_no_levels_and_all_pairs_hold_those_that_were_never_tied() -> (
    None
):
    row = _panel(form="panel-countries")[-1]
    assert (row["dyad"], row["ties_certain"]) == ("CN|JP", "1")
    assert not {"a_level", "distance_km", "a_population_least"} & set(row)
    rows = _panel(tie("b", "sakai", "lianyungang", date="1986"), form="panel-all-pairs")
    assert len({row["dyad"] for row in rows}) == 6
    assert {row["in_force_possible"] for row in rows} == {"0", "1"}


def test_all_pairs_of_too_many_are_refused_with_their_number(monkeypatch) -> None:
    monkeypatch.setattr(panel, "MOST_UNITS", 1)
    with pytest.raises(BadQuestion, match="all pairs of 2 governments: at most 1"):
        written("panel-all-pairs", _subject())


def test_frictionless_finds_no_fault_with_the_tables(tmp_path) -> None:
    zipfile.ZipFile(io.BytesIO(written("panel", _subject(*_POINTS)))).extractall(
        tmp_path
    )
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, json.dumps(report.to_descriptor(), indent=1)[:2000]
    assert report.stats["tasks"] == 2


def test_the_reference_page_has_every_variable_as_the_codebook_has_it() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "panel.md").read_text(
        "utf-8"
    )
    for row in _read(_files(_subject())["codebook.csv"]):
        name, *cells = (cell.replace("|", "\\|") for cell in row.values())
        assert " | ".join(cells) in page
        assert f"| `{name}`" in page
