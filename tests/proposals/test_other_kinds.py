"""Honours: title and who receives it, not who hands it over; transport: mode and carriers of a line."""

import pytest

from kizuna.proposals.ledger import carriers_in, mode_in, recipients_in, title_in


@pytest.mark.parametrize(
    ("passage", "title", "recipients"),
    [
        ("Anna Lee was made an honorary citizen of Bville.", "honorary citizen", ["Anna Lee"]),
        (
            "Mayor Anna Lee, who was awarded the freedom of the city in 1990,",
            "freedom of the city",
            ["Anna Lee"],
        ),
        (
            "Professor Anna Lee received the Bville Friendship Medal from Governor Ivo Stam.",
            "Bville Friendship Medal",
            ["Anna Lee"],
        ),
        ("Bville made J. Ortiz an honorary citizen.", "honorary citizen", ["J. Ortiz"]),
        (
            "The key to the city was presented to Councillor Anna Lee.",
            "key to the city",
            ["Anna Lee"],
        ),
        ("J. Ortiz was given the Order of the Heron.", "Order of the Heron", ["J. Ortiz"]),
        ("Later she was made an honorary citizen.", "honorary citizen", []),
    ],
)
def test_title_and_recipient_are_read(passage: str, title: str, recipients: list[str]) -> None:
    assert (title_in(passage), recipients_in(passage)) == (title, recipients)


@pytest.mark.parametrize(
    "passage",
    [
        "The choir won great applause.",
        "Both towns won the Heron Prize for their link.",
        "Aville Friendship Society received the Heron Medal.",
        "The Red Cross was awarded a grant.",
    ],
)
def test_what_no_person_received_is_no_honour(passage: str) -> None:
    assert title_in(passage) == ""


@pytest.mark.parametrize(
    ("passage", "mode", "carriers"),
    [
        ("The Danish airline Tern flies daily between Aville and Bville.", "air", ["Tern"]),
        ("The Danish airline runs two flights a week.", "air", ["Danish airline"]),
        ("Blue Star Ferries links Aville and Bville.", "sea", ["Blue Star Ferries"]),
        (
            "The carrier Tern and the Danish national airline complete one flight each.",
            "air",
            ["Tern", "Danish national airline"],
        ),
        ("Bus drivers of Aville and Bville visit each other.", "", []),
        ("A night train runs between Aville and Bville.", "rail", []),
        ("Letters are exchanged between Aville and Bville.", "", []),
    ],
)
def test_mode_and_carriers_are_read(passage: str, mode: str, carriers: list[str]) -> None:
    assert (mode_in(passage), carriers_in(passage)) == (mode, carriers)
