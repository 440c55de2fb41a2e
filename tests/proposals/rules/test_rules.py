"""What the rules read of each kind, in sentences of our own."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kizuna.proposals.names import EMPTY, NameBook, PlainNames
from kizuna.proposals.proposal import Proposal
from kizuna.proposals.rules import propose
from kizuna.sources.blocking import blocks_of


def proposals(text: str, kind: str, names: NameBook = EMPTY) -> list[Proposal]:
    """The proposals of a kind that a text gives."""
    return [held for held in propose(blocks_of(text), names) if held.kind == kind]


def only(text: str, kind: str, names: NameBook = EMPTY) -> Proposal:
    """The only proposal of a kind that a text gives."""
    found = proposals(text, kind, names)
    assert len(found) == 1, found
    return found[0]


def parties(held: Proposal) -> set[Any]:
    """The parties of a proposal."""
    return {held.subject, held.object}


_PAIR = "The city of Brackwater and the city of Omishima are sister cities.\n\n"


def test_a_tie_is_read_from_is_twinned_with() -> None:
    held = only("Brackwater is twinned with Lindenau, Germany, since 1968.", "tie")
    assert parties(held) == {"Brackwater", "Lindenau"}
    assert (held.props["type"], held.props["start"]) == ("twin_town", "1968")


def test_a_list_of_sister_cities_gives_a_tie_for_each_item() -> None:
    text = "Sister cities of Brackwater:\n\n- Omishima, Japan (1971)\n- Lindenau, Germany (1984)\n"
    assert {(held.object, held.props["start"]) for held in proposals(text, "tie")} == {
        ("Omishima", "1971"),
        ("Lindenau", "1984"),
    }
    assert all(held.needs_context for held in proposals(text, "tie"))


def test_an_owner_before_a_colon_has_a_tie_with_each_name_after_it() -> None:
    found = proposals(
        "This is more than with Brackwater's other sister cities: Lindenau, Vale and Rorika.", "tie"
    )
    assert [held.object for held in found] == ["Lindenau", "Vale", "Rorika"]


def test_ports_stay_apart_from_their_cities() -> None:
    text = (
        _PAIR
        + "In 1981 an agreement was signed on sister ties of the ports of Brackwater and Omishima."
    )
    held = only(text, "agreement")
    assert parties(held) == {"Port of Brackwater", "Port of Omishima"}
    assert held.props == {"type": "port_agreement", "signed": "1981"}


def test_a_prefecture_stays_apart_from_its_city() -> None:
    text = "The prefecture of Omishima and the city of Brackwater have maintained friendly relations since 1980."
    held = only(text, "tie")
    assert parties(held) == {"Omishima Prefecture", "Brackwater"}
    assert held.props["type"] == "friendly_relations"


def test_a_tie_that_does_not_exist_is_negated() -> None:
    held = only("Brackwater is not twinned with Lindenau.", "tie")
    assert held.status == "negated"


def test_numbered_items_inherit_the_pair_in_force_and_do_not_switch_it() -> None:
    text = (
        "A sister city agreement between Brackwater and Omishima was signed on 3 May 1971.\n\n"
        "1. Ties in the field of sport. Began in 1975. Judo teams are exchanged every year.\n"
        "2. Ties in the field of medicine. Began in 1980.\n"
    )
    found = proposals(text, "field")
    assert [(held.props["field"], held.props["start"]) for held in found] == [
        ("sport", "1975"),
        ("medicine", "1980"),
    ]
    assert all(parties(held) == {"Brackwater", "Omishima"} for held in found)
    assert all(held.needs_context for held in found)


def test_an_agreement_has_its_date_and_type() -> None:
    held = only(
        "A cooperation agreement between Brackwater and Omishima was signed in June 1973.",
        "agreement",
    )
    assert held.props == {"type": "cooperation_agreement", "signed": "1973-06"}
    assert not held.needs_context


def test_several_fields_of_a_sentence_share_its_quote() -> None:
    text = _PAIR + "The two cities have exchanges in the fields of education, culture and tourism."
    found = proposals(text, "field")
    assert {held.props["field"] for held in found} == {"education", "culture", "tourism"}
    assert len({(held.start, held.end) for held in found}) == 1


def test_a_programme_has_direction_persons_duration_and_frequency() -> None:
    text = _PAIR + "Every year 2 nurses from Omishima go to Brackwater for a 3-month internship."
    props = only(text, "programme").props
    assert (props["from"], props["to"], props["frequency"]) == ("Omishima", "Brackwater", "annual")
    assert (props["persons"]["max"], props["duration"]["unit"]) == (2, "month")


def test_an_exchange_goes_both_ways() -> None:
    text = _PAIR + "Since 1990 there have been exchanges of teachers between the two cities."
    props = only(text, "programme").props
    assert (props["direction"], props["start"]) == ("both", "1990")


def test_an_event_has_its_date_and_direction() -> None:
    text = _PAIR + "In May 2004 a delegation of nine from Omishima visited Brackwater."
    props = only(text, "event").props
    assert (props["date"], props["from"], props["to"], props["persons"]["min"]) == (
        "2004-05",
        "Omishima",
        "Brackwater",
        9,
    )


def test_a_coming_visit_is_planned() -> None:
    held = only(
        _PAIR + "A delegation from Brackwater will travel to Omishima in May 2027.", "event"
    )
    assert held.status == "planned"


def test_an_association_has_the_year_of_its_foundation() -> None:
    held = only(
        "In 1990 a few teachers founded the Brackwater Sister Cities Association.", "institution"
    )
    assert (held.subject, held.props) == (
        "Brackwater Sister Cities Association",
        {"type": "association", "founded": "1990"},
    )


def test_goods_go_from_the_seller_to_the_buyer() -> None:
    props = only(_PAIR + "Brackwater buys oysters and tea from Omishima.", "trade").props
    assert (props["goods"], props["from"], props["to"]) == (
        ["oysters", "tea"],
        "Omishima",
        "Brackwater",
    )


def test_the_number_of_sister_cities_is_a_statistic() -> None:
    held = only("Brackwater has seven sister cities.", "statistic")
    assert (held.subject, held.props["value"]["min"]) == ("Brackwater", 7)


def test_names_of_the_register_are_found_without_a_pattern() -> None:
    text = "Every year ten Quarrell pupils tour Vannes-sur-Lac for a week."
    assert proposals(text, "programme") == []
    book = PlainNames({"Quarrell": None, "Vannes-sur-Lac": "France"})
    assert parties(only(text, "programme", book)) == {"Quarrell", "Vannes-sur-Lac"}


def test_a_definition_of_sister_cities_claims_nothing() -> None:
    assert (
        propose(
            blocks_of(
                "Sister cities are long-term partnerships between communities in two countries."
            )
        )
        == []
    )


_PIECES = st.lists(
    st.sampled_from(
        [
            "Osaka",
            "Shanghai",
            "twinned",
            "with",
            "the",
            "ports",
            "of",
            "and",
            "since",
            "1974",
            "sister",
            "city",
            "exchange",
            "delegation",
            "every",
            "year",
            "-",
            "1.",
            "(",
            ")",
            ",",
            ".",
            ":",
            "\n",
            "3/4",
            "of",
            "the",
            "expenses",
            "agreement",
            "signed",
            "between",
            "two",
            "cities",
            "Mayor",
            "agree-\nment",
            "_x_",
            "é",
            "|",
            "“”",
        ]
    ),
    max_size=60,
)


@settings(max_examples=200, deadline=None)
@given(_PIECES)
def test_every_quote_is_the_text_between_its_offsets(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for held in propose(blocks_of(text)):
        assert held.quote
        assert held.quote == text[held.start : held.end]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_the_rules_fail(text: str) -> None:
    for held in propose(blocks_of(text)):
        assert held.quote == text[held.start : held.end]
