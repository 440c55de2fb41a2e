"""What the rules read beyond the plainest wording, in sentences of our own."""

from kizuna.proposals.proposal import Proposal
from kizuna.proposals.rules import propose
from kizuna.sources.blocking import blocks_of


def _of(text: str, kind: str) -> list[Proposal]:
    return [held for held in propose(blocks_of(text)) if held.kind == kind]


_HOME = "International relations of Brackwater\n\n"


def test_a_state_that_a_town_lies_in_is_no_party() -> None:
    text = (
        _HOME
        + "Brackwater, in the Brazilian state of Santa Olaria, signed a sister city accord with Omishima in 1971."
    )
    assert {(held.subject, held.object) for held in _of(text, "tie")} == {
        ("Brackwater", "Omishima")
    }


def test_towns_that_followed_are_each_tied_to_the_home() -> None:
    text = (
        _HOME
        + "Brackwater is a sister city of Omishima, Japan. Omishima was followed by Lindenau, Germany (1981)"
        " and by Tarnby, Denmark (1992)."
    )
    starts = {held.object: held.props.get("start") for held in _of(text, "tie")}
    assert starts["Lindenau"] == "1981"
    assert starts["Tarnby"] == "1992"


def test_the_date_after_the_word_for_ending_is_the_end() -> None:
    text = (
        "Brackwater is twinned with Omishima.\n\n"
        "Brackwater's agreement with Lindenau (Germany) expired in 2004."
    )
    ended = next(held for held in _of(text, "tie") if held.object == "Lindenau")
    assert (ended.props["status"], ended.props["end"]) == ("ended", "2004")
    assert "start" not in ended.props


def test_an_accord_that_never_took_force_makes_no_tie() -> None:
    text = _HOME + "An accord with Lindenau, Germany, approved in 1984, was never signed."
    assert not [held for held in _of(text, "tie") if held.object == "Lindenau"]


def test_an_anniversary_journey_is_a_visit_with_its_persons() -> None:
    text = (
        "Brackwater is twinned with Omishima.\n\n"
        "For the tenth anniversary, 90 citizens of Brackwater flew to Omishima in 2003."
    )
    visit = next(held for held in _of(text, "event"))
    assert visit.props["type"] == "visit"
    assert visit.props["persons"]["min"] == 90
