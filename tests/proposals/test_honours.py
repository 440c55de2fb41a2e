"""An award's passage tells the title and who receives it, not who hands it over."""

import pytest

from kizuna.proposals.honours import recipients_in, title_in


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
