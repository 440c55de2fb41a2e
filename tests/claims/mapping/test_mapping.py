"""Mappings guessed from headers and cells in many languages; as TOML, with every wrong
entry named.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import grouped, rows
from kizuna.claims.mapping import NoMapping, guess_mapping
from kizuna.claims.mapping.entries import MappingQuestion
from kizuna.claims.mapping.mapping import (
    Target,
    changed,
    read_mapping,
    ready_names,
    ready_text,
)
from kizuna.errors import BadFile
from kizuna.sources.readers.file_formats import Table
from kizuna.sources.readers.spreadsheet import read_table


def table_of(*lines: str, name: str = "list.csv") -> Table:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_table(path)


def targets(table: Table) -> list[str]:
    found = guess_mapping(table, countries_of).mapping.columns
    return [str(target or "-") for target in found.values()]


KNOWN = {
    ("Lyon", "FR"), ("Kyiv", "UA"), ("Osaka", "JP"), ("Shanghai", "CN"), ("Leeds", "GB"), ("Dortmund", "DE"),
    ("大阪市", "JP"), ("上海市", "CN"),
}  # fmt: skip


def countries_of(name: str) -> set[str]:
    """The countries in which places of the tests lie."""
    return {code for known, code in KNOWN if known == name}


def test_headers_that_name_no_side_are_refused_but_drafted() -> None:
    table = table_of("foo,bar", "A,B")
    told = "'foo', 'bar' do not tell which columns name the two sides"
    with pytest.raises(NoMapping, match=told) as raised:
        guess_mapping(table)
    assert '"foo" = "-"   # not known' in raised.value.text


def test_the_written_mapping_says_what_was_guessed_and_an_unknown_column_is_told() -> (
    None
):
    guess = guess_mapping(table_of('city,"partner ""city""",mascot', "A,B,Bear"))
    assert read_mapping(guess.text, "list.csv.map.toml") == guess.mapping
    assert guess.unknown == ("mascot",)


def test_the_language_of_han_names_is_told_by_the_headers() -> None:
    japanese = guess_mapping(table_of("自治体名,姉妹都市名", "神戸市,天津市"))
    chinese = guess_mapping(table_of("城市,友好城市,结好时间", "天津市,神户市,1973"))
    found = [guess.mapping.sides["a"].language for guess in (japanese, chinese)]
    assert found == ["ja", "zh-Hans"]


SAMPLES = {
    "a": ("Lyon", "Osaka", "Leeds"),
    "A": ("France", "Japan", "United Kingdom"),
    "b": ("Kyiv", "Shanghai", "Dortmund"),
    "B": ("Ukraine", "China", "Germany"),
    "s": ("Hesse", "Kansai", "Yorkshire"),
    "y": ("1992", "1974", "1969"),
    "l": ("45.76", "34.69", "53.80"),
    "L": ("4.84", "135.50", "-1.55"),
    "q": ("Q456", "Q35765", "Q39121"),
    "t": ("Sister City", "Twinning", "Sister City"),
    "n": ("a note", "another one", "a third"),
    "#": ("1", "2", "3"),
}


def sampled(headers: str, cells: str) -> Table:
    """A list with headers, and under each of them cells of a sort of SAMPLES."""
    rows = (";".join(SAMPLES[sort][at] for sort in cells) for at in range(3))
    return table_of(headers, *rows)


_OF_A_SIDE = {
    "": "name",
    "c": "country",
    "p": "part_of",
    "l": "latitude",
    "L": "longitude",
}
SHORT = {
    f"{side}{key}": f"{side}.{what}"
    for side in "ab"
    for key, what in _OF_A_SIDE.items()
}
SHORT |= {"aq": "a.id.wikidata", "bq": "b.id.wikidata", "-": "-"}
"""What tables of tests write for the targets of columns; others are of the tie."""


@pytest.mark.parametrize(
    ("headers", "cells", "wanted"),
    [
        ("Municipality;Sister city;Country;Date of agreement;Notes", "abByn", "a b bc date remark"),
        ("都道府県名;自治体名;国名;姉妹都市名;提携年月日(西暦);提携動機・経緯", "saBbyn", "ap a bc b date motive"),
        ("省份;城市;友好城市;国家;结好时间", "sabBy", "ap a b bc date"),
        ("Город;Город-побратим;Страна;Дата подписания", "abBy", "a b bc date"),
        ("Kommune;Partnerkommune;Land;Seit", "abBy", "a b bc date"),
        ("番号;自治体名;姉妹都市名;備考", "#abn", "number a b remark"),
        ("prefecture;partner;year", "aby", "a b date"),
        ("city;country;twin city;twin country", "aAbB", "a ac b bc"),
        ("自治体;国;提携先;提携先国名", "aAbB", "a ac b bc"),
        ("origin;origincountry;sisterLabel;destination_countryLabel", "aAbB", "a ac b bc"),
        ("US City;State;Sister City;Country;Year", "asbBy", "a ap b bc date"),
        ("Local authority;Twin town;Country;Date established", "abBy", "a b bc date"),
        ("Commune;Pays;Ville jumelée;Date du jumelage", "aBby", "a bc b date"),
        ("Comune;Comune gemellato;Nazione;Anno", "abBy", "a b bc date"),
        ("Ciudad;Ciudad hermana;País;Fecha", "abBy", "a b bc date"),
        ("Cidade;UF;Cidade-irmã;País;Ano", "asbBy", "a ap b bc date"),
        ("Gmina;Gmina partnerska;Państwo;Data podpisania", "abBy", "a b bc date"),
        ("자치단체명;자매도시;국가;결연일자;비고", "abByn", "a b bc date remark"),
        ("Gemeente;Partnergemeente;Land;Sinds", "abBy", "a b bc date"),
        ("source;target", "ab", "a b"),
        ("from;to;since", "aby", "a b date"),
        ("city;partner;from;to", "abyy", "a b date ended"),
        ("city;sister;country", "abB", "a b bc"),
        ("town;country;twin town", "aAb", "a ac b"),
        ("town;country;twin town", "aBb", "a bc b"),
        ("ville_A_nom;ville_A_pays;ville_B_nom;ville_B_pays", "aAbB", "a ac b bc"),
        ("city1;lat1;lng1;city2;lat2;lng2", "alLblL", "a al aL b bl bL"),
        ("Sister City;Country;City;Since", "bBay", "b bc a date"),
        ("Kommune;Land;country;Partnerkommune;Staat", "aAAbB", "a ac - b bc"),
        ("our city;partner city;qid;partner qid", "abqq", "a b aq bq"),
        ("No;City;Kind;Partner;Contact", "#atbn", "number a type b -"),
        ("col1;col2;col3;col4;col5", "aAbBy", "a ac b bc date"),
        ("city;p;q;twin;r;s", "alLblL", "a al aL b bl bL"),
        ("key;city;partner", "#ab", "- a b"),
        (";town;partner", "#ab", "- a b"),
    ],
)  # fmt: skip
def test_words_cells_and_places_tell_what_columns_mean(
    headers: str, cells: str, wanted: str
) -> None:
    expected = [SHORT.get(what, f"tie.{what}") for what in wanted.split()]
    assert targets(sampled(headers, cells)) == expected


_ROWS = """
the rows of one town tell where it lies | a.name a.country b.name |
    Ville;Pays;Ville jumelée | Lyon;France;Tver | Lyon;France;Turku
a region belongs to the side whose countries do not part it | a.name b.name b.country a.part_of |
    Stadt,Partnerstadt,Land,Bundesland | Aalen,Saint-Lô,France,Hesse | Aalen,Tatabánya,Hungary,Hesse
a word for state that holds statuses is the status | a.name b.name tie.status |
    Comune,Comune gemellato,Stato | Prato,Changzhou,sospeso | Torino,Colonia,attivo
columns numbered alike name partners each | a.name b.name b.name b.name |
    Town,Partner 1,Partner 2,Partner 3 | "Aalen, Germany","Saint-Lô, France","Pécs, Hungary",
so do columns of places without headers | a.name b.name b.name b.name |
    ,0,1,2 | "Aalen, Germany","Saint-Lô, France","Pécs, Hungary",
letters of states of the USA are no countries | a.name a.part_of b.name b.country |
    City,State,Sister city,Country | X,CA,Kobe,Japan | X,GA,Kobe,Japan | X,PA,Kobe,Japan | X,IL,Kobe,Japan
what is not known does not hide what cells are | a.name b.name tie.status |
    Kommune,Partnerkommune,Stand | Bretten,Lyon,aktiv | Bretten,Lyon,k.A. | Bretten,Lyon,?
objects by key name the one side and their values the other | a.name b.name |
    {"Porto, Portugal": ["Bristol, England", "Nagasaki, Japan"]}
"""
"""What is told, the targets of the columns, and the lines of a list."""


@pytest.mark.parametrize("row", rows(_ROWS), ids=lambda row: str(row[0]))
def test_rows_tell_what_columns_mean(row: list[str]) -> None:
    _, wanted, *lines = row
    assert targets(table_of(*lines)) == wanted.split()


_ORDERED = """
dmy | city,partner,date: 13/4/1990 3/4/1991 | Ciudad,Ciudad hermana,Fecha: 2/4/1993 |
    Ville,Ville jumelée,Date: 2/4/1993 | Miasto,Miasto partnerskie,Data podpisania: 2/4/1993 |
    Город,Город-побратим,Дата: 2/4/1993
mdy | Ciudad,Ciudad hermana,Fecha: 4/25/1931
 | city,partner,date: 13/4/1990 3/4/1991 4/13/1990 | City,Sister city,Date: 2/4/1993 |
    市,姉妹都市,年月日: 2/4/1993
"""


@pytest.mark.parametrize(("told", "order"), grouped(_ORDERED))
def test_dates_that_show_their_order_tell_it_else_languages_that_write_the_day_first(
    told: str, order: str
) -> None:
    headers, dates = told.split(": ")
    table = table_of(headers, *(f"Barcelona,Kobe,{date}" for date in dates.split()))
    assert guess_mapping(table).mapping.dates == order


def test_a_country_that_may_be_of_either_side_is_asked_about_and_not_read() -> None:
    guess = guess_mapping(sampled("town;country;twin town", "aAb"))
    assert guess.mapping.columns["country"] is None
    asked = [(q.path, q.options) for q in guess.questions]
    assert asked == [(("columns", "country"), ("a.country", "b.country"))]
    assert '"country" = "-"   # a.country or b.country: which?' in guess.text


def test_names_without_a_country_that_lie_in_one_ask_whether_all_do() -> None:
    lines = ("city;partner;country", "Lyon;Kyiv;Ukraine", "Nantes;Leeds;United Kingdom")
    places = {"Lyon": {"FR"}, "Nantes": {"FR", "US"}}
    guess = guess_mapping(table_of(*lines), lambda name: places.get(name, ()))
    assert [(q.path, q.suggested) for q in guess.questions] == [
        (("a", "country"), "FR")
    ]
    assert '# country = "FR"' in guess.text


def test_a_list_of_partners_asks_which_town_and_takes_the_answer() -> None:
    table = replace(sampled("sister city;country", "bB"), file="partners-of-Lyon.csv")
    with pytest.raises(NoMapping, match=r"is it 'Lyon'\?") as raised:
        guess_mapping(table, countries_of)
    assert raised.value.question == MappingQuestion(("a", "name"), 3, suggested="Lyon")
    mapping = guess_mapping(table, countries_of, town="Lyon").mapping
    assert (mapping.sides["a"].name, str(mapping.columns["country"])) == (
        "Lyon",
        "b.country",
    )


_BESIDE = ("Kobe,Hyogo,Seattle,Washington", "Sendai,Miyagi,Riverside,California")


def test_an_adjacency_list_is_not_read_as_pairs_nor_regions_beside_towns_as_partners() -> (
    None
):
    for table in (sampled("city of a;0;1;2", "abab"), table_of(",,,", *_BESIDE)):
        with pytest.raises(
            BadFile, match="do not tell which columns name the two sides"
        ):
            guess_mapping(table, lambda name: countries_of(name) or {"JP"})


def test_words_that_nobody_knows_stand_in_the_draft_with_how_often_they_occur() -> None:
    table = table_of("city,partner,form", "A,B,p", "C,D,p", "E,F,k", "G,H,Kontakt")
    text = guess_mapping(table).text
    assert '"p" = ""   # 2 rows; perhaps partnership' in text
    assert '"k" = ""   # 1 row; perhaps contact' in text
    assert "Kontakt" not in text


def test_a_list_with_hundreds_of_columns_is_refused_in_a_line() -> None:
    with pytest.raises(BadFile) as raised:
        guess_mapping(table_of(",".join(f"column {n}" for n in range(900)), "x," * 899))
    assert len(str(raised.value)) < 1000


def test_a_country_at_the_end_of_headers_tells_their_side_and_its_country() -> None:
    lines = ("town,townUK,latuk,lonuk,lat,lon", "Aachen,Halifax,53.7,-1.8,50.7,6.1")
    found = guess_mapping(table_of(*lines)).mapping
    wanted = "a.name b.name b.latitude b.longitude a.latitude a.longitude"
    assert " ".join(map(str, found.columns.values())) == wanted
    assert (found.sides["a"].country, found.sides["b"].country) == ("", "GB")


def test_the_title_of_a_table_suggests_whose_partners_it_gives() -> None:
    rows = "<tr><th>Ville</th><th>Pays</th></tr><tr><td>Exeter</td><td>Royaume-Uni</td></tr>"
    page = f"<table><caption>Villes jumelées avec Rennes</caption>{rows}</table>"
    known = {"Rennes": ["FR"], "Villes": ["FR"]}
    with pytest.raises(NoMapping, match="is it 'Rennes'") as caught:
        guess_mapping(
            table_of(page, name="list.html"), lambda name: known.get(name, [])
        )
    assert 'name = "Rennes"' in caught.value.text


@pytest.mark.parametrize("text", ["?", "k.A.", "n/d", "s.d.", "tbd"])
def test_texts_that_say_not_known_are_empty_in_a_guess(text: str) -> None:
    table = table_of("City,Sister city,Date", f"Braga,Rennes,{text}")
    assert text in guess_mapping(table).mapping.empty


def test_a_language_at_the_end_of_headers_is_no_country_of_names_that_lie_elsewhere() -> (
    None
):
    table = table_of("Nombre ES,Partner", "Burdeos,Kobe", "Londres,Nara")
    known = {"Burdeos": ["FR"], "Londres": ["GB"]}
    sides = guess_mapping(table, lambda name: known.get(name, [])).mapping.sides
    assert sides["a"].country == ""


_COLUMNS = '[columns]\n"city" = "a.name"\n"partner" = "b.name"\n'


def test_a_mapping_says_what_columns_mean() -> None:
    mapping = read_mapping(
        '[source]\nholder = "organisation/office"\n[reading]\ndates = "dmy"\n[tie]\nbasis = "signing"\n'
        f'{_COLUMNS}"since" = "tie.date"\n"no" = "-"\n',
        "map.toml",
    )
    assert mapping.columns["city"] == Target("a", "name")
    assert mapping.columns["no"] is None
    assert mapping.basis == {"formal": "signing"}
    assert (mapping.dates, mapping.source.holder) == ("dmy", "organisation/office")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("columns = [", "not a mapping"),
        ("", r"there is no \[columns\]"),
        ("[collumns]\n", "'collumns' is none of"),
        ('[columns]\ncity = "a.nane"\n', "column 'city': 'a.nane' is no target"),
        (
            '[columns]\ncity = "a.name.english-"\n',
            "'a.name.english-' is no target|not a language",
        ),
        ('[columns]\ncity = "a.id.passport"\n', "write id.SCHEME"),
        ('[columns]\ncity = "tie.date.engaged"\n', "one of the stages"),
        ('[columns]\ncity = "name"\n', "'name' is no target"),
        (
            f'{_COLUMNS}[tie]\ntype = "marriage"\n',
            "'marriage' is not a concept of tie-types",
        ),
        (f'{_COLUMNS}[reading]\ndates = "european"\n', "dates = 'european' is none of"),
        (f'{_COLUMNS}[reading]\nempty = "-"\n', "empty = '-' is not of the right type"),
        (
            f'{_COLUMNS}[source]\nholder = "tie/x"\n',
            "'tie/x' is not a government or organisation",
        ),
        (f'{_COLUMNS}[source]\ndate = "last May"\n', r"date: 'last May' is not a date"),
        (f'{_COLUMNS}[terms.type]\nEhe = "marriage"\n', "'marriage' is not a concept"),
        (f"{_COLUMNS}[terms]\ntype = 3\n", "map texts to texts"),
        ('[columns]\ncity = "a.name"\n', "no column names side b"),
    ],
)
def test_a_wrong_entry_is_named(text: str, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        read_mapping(text, "map.toml")


@pytest.mark.parametrize("name", ready_names())
def test_a_ready_mapping_names_both_sides_and_means_the_same_written_anew(
    name: str,
) -> None:
    mapping = read_mapping(ready_text(name), "m")
    assert {
        t.of for t in mapping.columns.values() if t and t.what in ("name", "id")
    } == {"a", "b"}
    assert read_mapping(changed(ready_text(name), {}), "m") == mapping


def test_an_unknown_mapping_is_refused_with_the_ready_ones() -> None:
    told = "'atlas' is no file and no ready mapping; there are clair, cpaffc"
    with pytest.raises(BadFile, match=told):
        ready_text("atlas")


_PARTS = "source reading tie a b columns terms countries places"
_KEYS = "type basis empty header dates layout holder columns key"
_parts, _keys = (st.sampled_from(held.split()) for held in (_PARTS, _KEYS))
_scraps = st.sampled_from(
    [
        '"a.name"',
        '"x"',
        "1",
        "true",
        "[]",
        "{}",
        '["-"]',
        '{ a = "signing" }',
        "1987-04-01",
        "[1]",
    ]
)


@given(
    st.lists(
        st.tuples(_parts, _keys, _scraps), max_size=6, unique_by=lambda entry: entry[:1]
    )
)
def test_any_entry_of_the_wrong_kind_is_a_bad_file(
    entries: list[tuple[str, str, str]],
) -> None:
    text = "\n".join(f"[{part}]\n{key} = {value}" for part, key, value in entries)
    try:
        read_mapping(text, "map.toml")
    except BadFile as error:
        refused = str(error)
    else:
        return
    assert refused.startswith("map.toml")


def test_a_column_is_read_as_what_was_chosen_or_left_out() -> None:
    text = (
        '[columns]\n"our “city”" = "a.name"\npartner = "b.name"\nnote = "tie.remark"\n'
    )
    found = read_mapping(
        changed(
            text, {("columns", "our “city”"): "a.name.ja", ("columns", "note"): "-"}
        ),
        "m",
    )
    assert [str(target) for target in found.columns.values()] == [
        "a.name.ja",
        "b.name",
        "None",
    ]
    with pytest.raises(BadFile, match="at line 2"):
        changed('[columns]\na = "a.name\n', {})


def test_an_entry_is_set_and_taken_away() -> None:
    text = '[tie]\ntype = "sister-city"\n[tie.basis]\nformal = "signing"\n[columns]\na = "a.name"\n'
    held = tomllib.loads(changed(text, {("tie", "type"): "", ("a", "country"): "JP"}))
    assert (held["tie"], held["a"]) == (
        {"basis": {"formal": "signing"}},
        {"country": "JP"},
    )


def test_an_answer_about_a_word_is_set_by_its_whole_path() -> None:
    text = '[terms.type]\n"p." = ""\n[columns]\na = "a.name"\nb = "b.name"\n'
    paths = {("terms", "type", "p."): "partnership", ("countries", "St. Kitts"): "KN"}
    found = read_mapping(changed(text, {**paths, ("source", "date"): "2014"}), "m")
    assert found.terms == {"type": {"p.": "partnership"}}
    assert (found.countries, found.source.date) == ({"St. Kitts": "KN"}, "2014")
