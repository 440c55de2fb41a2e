"""Which pair a sentence speaks of when it does not name both: by the ties, the home, and what was said before."""

from __future__ import annotations

import re

from kizuna.proposals.frames import NamedParty, PartySentence, with_pairs

_TIES = [("Aldmouth", "Kawabe"), ("Aldmouth", "Rivona")]


def _pairs(
    *texts: str, ties: list[tuple[str, str]] = _TIES, home: str = ""
) -> list[tuple[str, str] | None]:
    return [sentence.pair for sentence in _told(*texts, ties=ties, home=home)]


def _told(*texts: str, ties: list[tuple[str, str]], home: str = "") -> list[PartySentence]:
    names = r"Port of Kawabe|Aldmouth|ALDMOUTH|Kawabe|Rivona|Tessel|Orm"
    sentences = [
        PartySentence(
            text,
            0,
            tuple(NamedParty(m.start(), m.end(), m[0]) for m in re.finditer(names, text)),
            None,
        )
        for text in texts
    ]
    return list(with_pairs(sentences, ties, home))


def test_a_sentence_that_names_a_partner_speaks_of_its_tie() -> None:
    assert _pairs("A choir from Rivona came.", "Kawabe sent pupils.", home="Aldmouth") == [
        ("Aldmouth", "Rivona"),
        ("Aldmouth", "Kawabe"),
    ]


def test_a_sentence_that_names_nobody_speaks_of_the_pair_before_it() -> None:
    assert _pairs("Aldmouth and Rivona are sisters.", "They exchange pupils.")[1] == (
        "Aldmouth",
        "Rivona",
    )


def test_before_any_pair_is_named_nobody_can_tell_which_of_several_is_meant() -> None:
    assert _pairs("Both cities exchange pupils.") == [None]


def test_a_document_of_one_tie_speaks_of_it_from_the_first() -> None:
    assert _pairs("Both cities exchange pupils.", ties=_TIES[:1]) == [_TIES[0]]


def test_a_place_without_a_tie_is_no_party_of_what_is_told_of_it() -> None:
    assert _pairs("Aldmouth and Kawabe are sisters.", "The pupils went on to Tessel.")[1] is None


def test_a_document_without_a_tie_speaks_of_its_home_and_the_place_that_it_names_most() -> None:
    texts = ["Pupils from Kawabe came.", "Kawabe lies by the sea.", "They stayed in Tessel."]
    assert _pairs(*texts, ties=[], home="Aldmouth")[0] == ("Aldmouth", "Kawabe")


def test_parties_are_called_as_their_tie_calls_them() -> None:
    (told,) = _told("ALDMOUTH and Kawabe met.", ties=_TIES)
    assert (told.mentions[0].name, told.pair) == ("Aldmouth", ("Aldmouth", "Kawabe"))
