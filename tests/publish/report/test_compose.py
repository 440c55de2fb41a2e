"""The composed note: in each language, every statement of fact with its claims and
their evidence.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from builders import (
    builtin_text,
    claim,
    document,
    facts,
    register,
    status,
    tie,
    two_sides,
)
from kizuna.languages import LANGUAGES, Messages, folder_of
from kizuna.publish.document import (
    CitedPassage,
    Document,
    Facts,
    KeyFigures,
    Letterhead,
    Note,
    Paragraph,
    Section,
    Sentence,
    Subheading,
    Table,
    sentences_of,
)
from kizuna.publish.report.brief import AT_LENGTH
from kizuna.publish.report.compose import Library, cited, compose
from kizuna.publish.report.compose import note_of as noted
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.register.renditions import Renditions, alignments
from kizuna.sources import reading
from publish.report.conftest import brief_of, kansai_china

PLAIN = Letterhead()


def no_texts(_: object) -> Library:
    return Library({})


PAIR = tie("osaka-shanghai", "osaka", "shanghai")


@cache
def note_in(language: str) -> Note:
    """The note of Kansai and China."""
    return compose(kansai_china(), Messages(language), no_texts, PLAIN, None)


@pytest.fixture(params=LANGUAGES)
def note(request: pytest.FixtureRequest) -> Note:
    return note_in(request.param)


@pytest.fixture
def english() -> Note:
    return note_in("en")


def sentences(note: Note) -> list[Sentence]:
    return list(sentences_of(note.sections))


def text_of(note: Note) -> str:
    return "\n".join(sentence.text for sentence in sentences(note))


def test_every_sentence_with_a_number_carries_claims(note) -> None:
    numbered = (s for s in sentences(note) if re.search(r"\d", s.text))
    assert [s.text for s in numbered if not (s.claims or s.aside)] == []


def test_each_claim_that_is_cited_and_no_other_has_evidence_numbered_by_its_first_mention(
    note,
) -> None:
    assert {claim for item in note.evidence for claim in item.claims} == {
        *cited(note.sections)
    }
    assert [item.number for item in note.evidence] == list(
        range(1, len(note.evidence) + 1)
    )
    first = next(s for s in sentences(note) if s.claims)
    assert first.claims[0] == note.evidence[0].claims[0]


def test_anchors_are_unique_and_no_message_has_a_hole(note) -> None:
    anchors = [section.anchor for section in note.sections]
    anchors += [
        b.anchor for s in note.sections for b in s.blocks if isinstance(b, Subheading)
    ]
    assert len(anchors) == len(set(anchors))
    assert not re.search(r"\{|\}|\$|None", text_of(note))
    numbers = note.numbers()  # claims of one passage stand under one
    assert len(set(numbers.values())) < len(numbers) / 2


def test_a_date_known_to_the_month_is_never_told_as_a_day(english) -> None:
    assert "June 1973" in text_of(english)
    assert not re.search(r"(?<!\d)(?!24)\d{1,2} June 1973", text_of(english))


def test_a_passage_is_quoted_in_its_context_and_what_renders_it_with_what_it_is() -> (
    None
):
    digest = "2408b6d5068af3f60a68e7c3cf5f563f5a6dedaa6c58fb24cde7a8964b36f87b"
    text = builtin_text("document/kansai-1987-abstract")
    brief = kansai_china()
    aligned = alignments(brief.register, ["document/kansai-1987"])
    library = Library(
        {digest: "x" * 17_573}, Renditions(aligned, {reading.digest(text): text})
    )
    note = compose(brief, Messages("en"), lambda _: library, PLAIN, None)
    quotes = [item.quotes for item in note.evidence if item.quotes]
    assert len(quotes) > 100
    own = {
        one.text for ((_, first), *_) in quotes for one in first.pieces if one.is_marked
    }
    assert {*"".join(own)} == {"x"}
    labels = {label for held in quotes for label, _ in held}
    assert labels == {"", "Abstract, not the source's own words"}


def facts_of(item: CitedPassage, label: str) -> tuple[Sentence, ...]:
    return dict(item.facts.facts).get(label, ())


def test_competing_claims_name_each_other_and_the_reason_of_a_preference_is_told_on_both(
    english,
) -> None:
    numbers = english.numbers()
    opposed = {
        item.number: {numbers[claim] for rival in rivals for claim in rival.claims}
        for item in english.evidence
        if (rivals := facts_of(item, "Claims that say otherwise"))
    }
    assert opposed
    assert all(opposed.get(rival) for rivals in opposed.values() for rival in rivals)
    held = [
        said.text for item in english.evidence for said in facts_of(item, "Judgements")
    ]
    judged = "; ".join(held)
    assert "; Preferred by" in judged
    assert "prefers another claim" in judged


@pytest.mark.parametrize(
    ("language", "stated"),
    [
        ("en", "parent tie: Sheet: 7 (1980)"),
        ("ru", "более широкая связь: Sheet: 7 (1980\u00a0г.)"),
        ("ja", "上位の提携：Sheet: 7（1980年）"),
    ],
)
def test_a_claim_is_stated_under_its_subject_with_its_property_value_and_span(
    language, stated
) -> None:
    named = claim("tie/sheet", "name", english_words("Sheet: 7"))
    parent = claim("tie/osaka-shanghai", "parent", "tie/sheet", "1980")
    wording = Wording(register(PAIR, named, parent), Messages(language))
    told = Section("s", "", (Paragraph((Sentence.of("x", (parent.id,)),)),))
    shown = noted(
        Document(wording.messages.tag, "", Sentence(()), (told,)),
        wording,
        no_texts,
        None,
    )
    (item,) = shown.evidence
    said = [one.text for one in facts_of(item, "osaka – shanghai")]
    assert said == [stated]


def many_ties(count: int) -> Register:
    """Towns of Japan tied with towns of China by a list of which each row has three
    cells; no level is known.
    """
    said = [claim("area/japan", "country", "JP"), claim("area/china", "country", "CN")]
    for n in range(count):
        for country in ("JP", "CN"):
            named = {"text": f"Town {country} {n}", "language": "en"}
            said += facts(
                f"government/{country.lower()}{n}", country=country, name=named
            )
        cells = tie(f"j{n}-c{n}", f"jp{n}", f"cn{n}", date=f"{1970 + n % 15}")
        for cell, letter in zip(cells, "ABC", strict=True):
            at = f"list.csv, row {n + 2}, column {letter}"
            said.append(cell._replace(document="document/list", locator=at))
    return register(said)


def note_of(
    found: Register, a: str = "area/japan", b: str = "area/china", head=PLAIN
) -> Note:
    return compose(brief_of(found, a, b), Messages("en"), no_texts, head, None)


def test_the_head_tells_what_the_sender_sets() -> None:
    head = Letterhead(
        number="70", author="V.", distribution=("First", "Second"), access="internal"
    )
    told = {
        label: said.text
        for label, (said,) in note_of(many_ties(1), head=head).header.facts
    }
    assert told["Number"] == "70"
    assert told["Distribution"] == "First; Second"
    assert told["Access"] == "internal"


def figures_of(note: Note) -> dict[str, str]:
    (held,) = (
        block for block in note.sections[0].blocks if isinstance(block, KeyFigures)
    )
    return {label: figure.text for label, (figure, *_) in held.facts}


def tables_of(note: Note) -> list[Table]:
    return [
        b for section in note.sections for b in section.blocks if isinstance(b, Table)
    ]


def test_all_of_many_ties_stand_in_one_table_of_which_each_row_of_a_list_is_one_passage() -> (
    None
):
    """The cells of a row of a list are then one piece of evidence; of fewer ties each
    cell is one.
    """
    note = note_of(many_ties(AT_LENGTH + 5))
    assert [len(table.rows) for table in tables_of(note)] == [AT_LENGTH + 5]
    locators = [text for text in places_in(note) if text.startswith("list.csv")]
    assert sorted(locators) == sorted(
        f"list.csv, row {n + 2}" for n in range(AT_LENGTH + 5)
    )
    few = note_of(many_ties(3))
    assert len(tables_of(few)) == 1
    assert "list.csv, row 2, column A" in places_in(few)


def places_in(note: Note) -> list[str]:
    return [one.text for item in note.evidence for one in item.source]


def test_governments_are_counted_by_level_where_a_side_can_have_some_or_as_of_none_known() -> (
    None
):
    found, ties = register(two_sides(), PAIR), "ties of local governments in force"
    cases = {
        "osaka": [],
        "osaka-prefecture": ["municipalities of local government with ties"],
    }
    for a, counted in cases.items():
        said = figures_of(note_of(found, f"government/{a}", "government/shanghai"))
        assert said == dict.fromkeys([*counted, ties], "1")
    note = note_of(many_ties(60))
    unknown = "local governments of area with ties, level not known"
    assert figures_of(note) == {unknown: "60", ties: "60"}
    (line,) = re.findall(
        "^Not recorded, level of government.*", text_of(note), re.MULTILINE
    )
    assert line.endswith("; and 70 more.")


@pytest.mark.parametrize(
    ("told", "section"),
    [
        ("regularly (planned)", "main-ties"),
        ("Delegations exchanged: 10 delegations (1984 and 1986;", "main-ties"),
        ("Tianjin Seminar: Chiefly, to get more business people of Japan", "main-ties"),
        ("Institute of Foreign Trade \u2014 Ranking", "main-ties"),
        ("acupuncture", "main-ties"),
        (
            "ticket sales for games with visitors from Shanghai earn them a profit",
            "main-ties",
        ),
        ("Several municipalities have lately set out to have more ties abroad", "aims"),
        ("Kansai and China \u2014 share of bilateral trade: 30%", "economy"),
    ],
)
def test_what_is_stated_of_a_tie_of_its_parts_and_of_bodies_is_told(
    english, told, section
) -> None:
    (held,) = (s for s in english.sections if s.anchor == section)
    said = [s.text for s in sentences_of(held) if s.claims]
    assert any(told in text for text in said)


def test_the_notes_own_statements_are_told_in_every_language(note) -> None:
    """As many statistics, aims and assessments, with the same claims, as in English."""
    brief, said = kansai_china(), {c for s in sentences(note) for c in s.claims}
    wanted = [*brief.statistics, *brief.objectives, *brief.assessments]
    wanted += [
        e for t in brief.ties for e in (*t.statistics, *t.objectives, *t.assessments)
    ]
    assert len(wanted) > 30
    assert all(said.issuperset(entity.claim_ids) for entity in wanted)


def english_words(text: str) -> dict[str, str]:
    return {"text": text, "language": "en"}


def test_an_event_and_who_pays_for_it_tell_each_thing_in_its_column() -> None:
    """A programme that nobody dates has possibly begun."""
    office, of = "organisation/harbour", {"tie": "tie/osaka-shanghai"}
    told = {
        "form": "delegation",
        "date": "1985",
        "duration": "3 days",
        "institution": office,
    }
    named = {
        "name": english_words("Lantern Visit"),
        "participants": english_words("Four people"),
    }
    cost = {"share": "60/100 share", "amount": "18450 NZD", "cost_type": "travel"}
    visit = [
        facts("exchange/visit", **of, **told, **named),
        claim(office, "name", english_words("Harbour Office")),
        facts("funding/visit", of="exchange/visit", payer=office, **cost),
        facts("programme/x", activity="Teachers travel", **of),
    ]
    note = note_of(register(two_sides(), PAIR, *visit), "area/kansai")
    assert "Teachers travel (possibly begun by then)" in text_of(note)
    held = {t.columns[0]: t for t in tables_of(note)}
    visit, paid = (
        dict(
            zip(
                held[kind].columns,
                (cell.text for cell in held[kind].rows[0]),
                strict=True,
            )
        )
        for kind in ("Exchange", "Funding")
    )
    assert (visit["Exchange"], visit["Form and field"]) == (
        "Lantern Visit",
        "delegation",
    )
    assert visit["Size and length"] == "3 days"
    assert visit["Taking part"] == "Harbour Office; Four people"
    assert (paid["Payer"], paid["Share"]) == ("Harbour Office", "60%")
    assert (paid["Amount"], paid["Type of cost"]) == (
        "18,450 New Zealand dollars",
        "travel",
    )


PLACES = {
    f"government/{slug.lower()}": slug for slug in ("Osaka", "Shanghai", "Lianyungang")
}
NAMED = [claim(ref, "name", english_words(name)) for ref, name in PLACES.items()]
THREE = tie("three", "osaka", "shanghai", "lianyungang", date="1980")


def test_ties_of_three_parties_read_right() -> None:
    pair = tie("osaka-lianyungang", "osaka", "lianyungang")
    yearly = {"size": "20 persons", "recurrence": "annual", "period": "1981/.."}
    way = {
        "direction": {"from": "government/osaka"},
        "activity": english_words("Pupils travel"),
    }
    youth = facts("programme/youth", tie="tie/three", **yearly, **way)
    told = text_of(
        note_of(register(two_sides(), NAMED, THREE, pair, youth), "area/kansai")
    )
    whole = "Osaka – Lianyungang – Shanghai"
    assert f"Lianyungang runs beside {whole}: both join Osaka and Lianyungang." in told
    assert (
        f"{whole}: Osaka (designated city) with Shanghai (municipality at province"
        in told
    )
    assert "Osaka → Lianyungang and Shanghai: 20 persons a year" in told


def test_a_party_on_neither_side_is_told_among_the_parties() -> None:
    found = register(
        two_sides(), NAMED, THREE, claim("programme/x", "tie", "tie/three")
    )
    told = text_of(note_of(found, "government/osaka", "government/lianyungang"))
    assert "Shanghai (municipality at province level, China)" in told
    assert "(with Shanghai)" in told


def test_an_undated_list_says_what_possible_means_and_how_to_mend_it() -> None:
    pair = tie("osaka-shanghai", "osaka", "shanghai", date="")
    held = (
        register(two_sides(), document("gazette", date), pair) for date in ("", "1980")
    )
    undated, dated = (text_of(note_of(found, "area/kansai")) for found in held)
    for words in (
        "neither has the document that names it (gazette)",
        'write date = "2026" under',
    ):
        assert (words in undated, words in dated) == (True, False)


def measures_in(note: Note) -> dict[str, Sentence]:
    """What a note says of the measures of its last main tie, by the names of their
    labels.
    """
    blocks = [block for section in note.sections for block in section.blocks]
    held = {
        k: v
        for block in blocks
        if isinstance(block, Facts)
        for k, (v, *_) in block.facts
    }
    text = Messages(folder_of(note.language)).text
    names = ("fields", "shannon", "lived", "silence", "activeness", "status")
    labels = {name: capital(text(f"web-measuring-{name}")) for name in names}
    return {name: held[label] for name, label in labels.items() if label in held}


def test_the_measures_of_a_main_tie_are_told_with_claims_and_what_they_mean_once(
    note, english
) -> None:
    told = measures_in(note)
    assert {"fields", "shannon", "lived", "silence", "activeness"} <= told.keys()
    assert all(sentence.claims for sentence in told.values())
    assert (
        text_of(english).count("so many fields, all used alike, would be as diverse")
        == 1
    )


def test_the_state_of_a_tie_stands_beside_its_status_or_is_said_to_have_no_evidence() -> (
    None
):
    field = facts("field/f", tie="tie/osaka-shanghai", concept="youth")
    found = register(two_sides(), document("gazette", "1987-04-01"), PAIR, field)
    told = measures_in(note_of(found, "area/kansai"))
    assert (
        told["activeness"].text == "no evidence: nothing recorded shows the tie lived"
    )
    assert not {"status", "lived"} & told.keys()
    visit = facts("exchange/v", tie="tie/osaka-shanghai", date="1976")
    more = register(
        found.claims.values(), visit, status("osaka-shanghai", "active", "1987")
    )
    told = measures_in(note_of(more, "area/kansai"))
    assert told["activeness"].text == "dormant"
    assert told["status"].text == "active (the rule says other)"
    assert "lived" in told
