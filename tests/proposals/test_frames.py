"""What an English sentence says of a pair beside the tie: who signed, came, gave,
counts, and keeps what up.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import rows
from kizuna.proposals.frames import (
    carriers_in,
    mode_in,
    read_sentence,
    read_sentences,
    recipients_in,
    title_in,
    with_pairs,
)
from kizuna.proposals.numbers import NUMBER, number_from, ordinal_of
from kizuna.proposals.place_names import NamedPlace
from kizuna.proposals.proposal import Proposal, problem_of
from kizuna.proposals.ties import Clause
from kizuna.proposals.words import words_of

_PAIR = ("Aldmouth", "Kawabe")


def _sentence(text: str, start: int = 0) -> Clause:
    found = re.finditer(r"Aldmouth|ALDMOUTH|Kawabe|Rivona|Tessel", text)
    names = [NamedPlace(m.start(), m.end(), m[0], "held") for m in found]
    return Clause(
        "prose", start, text, words_of("en"), names, [], [], home="Aldmouth", pair=_PAIR
    )


def _all(text: str, kind: str) -> list[Proposal]:
    return [found for found in read_sentence(_sentence(text)) if found.kind == kind]


def _counts(low: int | None, high: int | None, unit: str = "persons") -> dict[str, Any]:
    return {"min": low, "max": high, "approx": False, "unit": unit}


_VISIT, _BACK = (
    {"from": "Kawabe", "to": "Aldmouth"},
    {"from": "Aldmouth", "to": "Kawabe"},
)
_SAID: list[tuple[str, str, dict[str, Any]]] = [
    ("The sister city agreement was signed on 4 May 1991.", "agreement",
     {"type": "sister_city_agreement", "signed": "1991-05-04"}),
    ("In 1979 the two mayors put their names to a twinning charter that was sealed in Kawabe.", "agreement",
     {"type": "twinning_agreement", "signed": "1979"}),
    ("A memorandum of understanding was concluded in June 2016.", "agreement",
     {"type": "cooperation_agreement", "signed": "2016-06"}),
    ("They signed an exchange agreement in 1988.", "agreement", {"type": "exchange_agreement", "signed": "1988"}),
    ("Mayor Ida Holm and Governor Ken Mori signed a friendship agreement in 2004.", "agreement",
     {"people": ["Ida Holm", "Ken Mori"]}),
    ("The cooperation agreement was extended until March 2031.", "agreement", {"signed": None}),
    ("In 2001 a delegation from Kawabe visited Aldmouth.", "event", {**_VISIT, "date": "2001"}),
    ("Aldmouth welcomed a delegation from its sister city in 2001.", "event", {**_VISIT, "date": "2001"}),
    ("Twelve singers from Aldmouth travelled to Kawabe in 2001.", "event", {**_BACK, "date": "2001"}),
    ("Kawabe was visited by a choir from Aldmouth in 2001.", "event", {**_BACK, "date": "2001"}),
    ("Aldmouth's mayor went to Kawabe in 2001.", "event", {**_BACK, "date": "2001"}),
    *(
        (f"In 1998 {words} from Kawabe came to Aldmouth.", "event", {"persons": persons})
        for words, persons in (
            ("a 10-member delegation", _counts(10, 10)),
            ("a group of six pupils and one teacher", _counts(7, 7)),
            ("over forty residents", _counts(40, None)),
            ("between them 20-25 players", _counts(20, 25)),
            ("a delegation of 8", _counts(8, 8)),
        )
    ),
    ("Pupils from Kawabe spent ten days in Aldmouth in 2010.", "event", {"duration": _counts(10, 10, "days")}),
    ("After 30 years of partnership a choir from Kawabe came to Aldmouth.", "event", {"duration": None}),
    *(
        (f"Aldmouth {words} sends four pupils to Kawabe for two weeks.", "programme",
         {**_BACK, "frequency": frequency, "persons": _counts(4, 4), "duration": _counts(2, 2, "weeks")})
        for words, frequency in (
            ("every year", "annual"), ("every two years", "biennial"), ("every five years", "every_5_years"),
            ("twice a year", "biannual"), ("regularly", "regular"),
        )
    ),
    ("Since 1984 there have been exchanges of doctors between the two cities.", "programme",
     {"direction": "both", "start": "1984"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "said"), _SAID)
def test_a_sentence_says_what_its_words_say(
    text: str, kind: str, said: dict[str, Any]
) -> None:
    (found,) = _all(text, kind)
    assert {name: found.props.get(name) for name in said} == said


_SEVERAL = """
agreement | status | An agreement could be signed in 2030.
agreement | status | No agreement was signed, and it is not known whether one will be signed in 2031.
event | status | A delegation from Kawabe will visit Aldmouth in 2031. | planned
event | date | The Aldmouth band gave concerts in Kawabe in 2006 and 2010. | 2006 | 2010
event | type | Aldmouth donated two fire engines to Kawabe in 2003. | gift
event | type | The towns marked the 25th anniversary of their link in 2003. | anniversary
event | type | In 2003 the mayor of Kawabe was made an honorary citizen of Aldmouth. | award
field | field | They agreed on exchanges in education, sport and tourism. | education | sport | tourism
field | field | Cultural, economic and scientific ties are strong. | culture | economy | science
field | field | 3. Ties in the field of medicine. | medicine
"""
"""Sentences with what each of their claims of a kind says by a property."""


@pytest.mark.parametrize("row", rows(_SEVERAL), ids=lambda row: str(row[2]))
def test_a_sentence_makes_as_many_claims_as_it_says_things(row: list[str]) -> None:
    kind, name, text, *said = row
    found = [
        one.status if name == "status" else one.props[name] for one in _all(text, kind)
    ]
    assert sorted(found) == sorted(said)


def test_each_item_of_a_list_is_a_programme_with_its_own_passage() -> None:
    text = "Ties include exchanges of teachers, the dispatch of engineers to Kawabe, and exchanges of seeds."
    found = _all(text, "programme")
    assert len({held.quote for held in found}) == len(found) == 3


def test_a_body_of_a_tie_has_its_town_and_its_founding() -> None:
    (found,) = _all(
        "The Aldmouth Sister Cities Association was founded in 1990.", "institution"
    )
    assert (found.subject, found.object) == (
        "Aldmouth Sister Cities Association",
        "Aldmouth",
    )
    assert dict(found.props) == {"type": "association", "founded": "1990"}


def test_a_sentence_of_which_nobody_can_tell_whom_it_speaks_of_says_nothing_of_a_pair() -> (
    None
):
    sentence = _sentence("A delegation arrived in 1990.")
    assert read_sentence(replace(sentence, pair=None)) == []


@given(
    st.lists(
        st.sampled_from(
            ["Aldmouth", "Kawabe", "and", "from", "visited", "to", "in 1990", ",", "signed", "an agreement",
             "every year", "exchanges of", "12", "pupils", "(", ")", ";", ". The", "gift", "over", "\n", "3.",
             "Ties in the field of", "sport", "Association", "Sister", "30% of", "have been", "May", "the 7th"]
        ),
        max_size=25,
    ).map(" ".join),
    st.integers(0, 9),
)  # fmt: skip
def test_every_claim_quotes_its_passage_and_is_of_the_exchange_form(
    text: str, start: int
) -> None:
    document = "x" * start + text
    for found in read_sentences([_sentence(text, start)]):
        assert document[found.start : found.end] == found.quote != ""
        assert problem_of(found) == ""


_HONOURED = """
Anna Lee was made an honorary citizen of Bville. | honorary citizen | Anna Lee
Mayor Anna Lee, who was awarded the freedom of the city in 1990, | freedom of the city | Anna Lee
Professor Anna Lee received the Bville Friendship Medal from Governor Ivo Stam. |
    Bville Friendship Medal | Anna Lee
Bville made J. Ortiz an honorary citizen. | honorary citizen | J. Ortiz
The key to the city was presented to Councillor Anna Lee. | key to the city | Anna Lee
J. Ortiz was given the Order of the Heron. | Order of the Heron | J. Ortiz
Later she was made an honorary citizen. | honorary citizen
"""


@pytest.mark.parametrize("row", rows(_HONOURED), ids=lambda row: str(row[0]))
def test_title_and_recipient_are_read(row: list[str]) -> None:
    passage, title, *recipients = row
    assert (title_in(passage), recipients_in(passage)) == (title, recipients)


def test_what_no_person_received_is_no_honour() -> None:
    for text in (
        "The choir won great applause.",
        "Both towns won the Heron Prize for their link.",
        "Aville Friendship Society received the Heron Medal.",
        "The Red Cross was awarded a grant.",
    ):
        assert not title_in(text), text


_CARRIED = """
air | The Danish airline Tern flies daily between Aville and Bville. | Tern
air | The Danish airline runs two flights a week. | Danish airline
sea | Blue Star Ferries links Aville and Bville. | Blue Star Ferries
air | The carrier Tern and the Danish national airline complete one flight each. | Tern | Danish national airline
rail | A night train runs between Aville and Bville.
 | Bus drivers of Aville and Bville visit each other.
 | Letters are exchanged between Aville and Bville.
"""


@pytest.mark.parametrize("row", rows(_CARRIED), ids=lambda row: str(row[1]))
def test_mode_and_carriers_are_read(row: list[str]) -> None:
    mode, passage, *carriers = row
    assert (mode_in(passage), carriers_in(passage)) == (mode, carriers)


_TIES = [("Aldmouth", "Kawabe"), ("Aldmouth", "Rivona")]


def _told(*texts: str, ties: list[tuple[str, str]], home: str = "") -> list[Clause]:
    return list(
        with_pairs([replace(_sentence(t), pair=None) for t in texts], ties, home)
    )


_KAWABE, _RIVONA = _TIES
_SPOKEN_OF = """
2 | Aldmouth | A choir from Rivona came. | Rivona | Kawabe sent pupils. | Kawabe
2 | | Aldmouth and Rivona are sisters. | Rivona | They exchange pupils. | Rivona
2 | | Both cities exchange pupils. |
1 | | Both cities exchange pupils. | Kawabe
2 | | Aldmouth and Kawabe are sisters. | Kawabe | The pupils went on to Tessel. |
0 | Aldmouth | Pupils from Kawabe came. | Kawabe | Kawabe lies by the sea. | Kawabe
"""
"""How many ties and whose home a document has, and sentences, each with the partner of
whose tie it speaks.
"""


@pytest.mark.parametrize("row", _SPOKEN_OF.strip().split("\n"))
def test_a_sentence_speaks_of_a_tie_that_it_or_the_one_before_names_or_of_the_only_one(
    row: str,
) -> None:
    count, home, *told = map(str.strip, row.split("|"))
    pairs = {"Kawabe": _KAWABE, "Rivona": _RIVONA}
    found = _told(*told[::2], ties=_TIES[: int(count)], home=home)
    assert [sentence.pair for sentence in found] == [
        pairs.get(name) for name in told[1::2]
    ]


def test_parties_are_called_as_their_tie_calls_them() -> None:
    (told,) = _told("ALDMOUTH and Kawabe met.", ties=_TIES)
    assert (told.names[0].name, told.pair) == ("Aldmouth", ("Aldmouth", "Kawabe"))


_EXACT = {
    "twenty-five": 25,
    "a hundred and five": 105,
    "two dozen": 24,
    "1.3 million": 1_300_000,
}
_NUMBERS: dict[str, tuple[int | None, int | None]] = {
    text: (number, number) for text, number in _EXACT.items()
}
_NUMBERS |= {"20-35": (20, 35), "about 1,200": (1200, 1200), "over 400": (400, None)}
_NUMBERS |= {"up to thirty": (None, 30), "400+": (400, None)}


@pytest.mark.parametrize("text", _NUMBERS)
def test_a_number_keeps_its_bounds_an_open_end_and_about(text: str) -> None:
    found = re.fullmatch(NUMBER, text)
    assert found is not None
    wanted = _counts(*_NUMBERS[text]) | {"approx": text.startswith("about")}
    assert number_from(found, "persons") == wanted
    assert (ordinal_of("7th"), ordinal_of("Third")) == (7, 3)
