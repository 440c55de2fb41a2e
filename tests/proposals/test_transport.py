"""The mode and the carriers of a line, as its passage names or describes them."""

import pytest

from kizuna.proposals.transport import carriers_in, mode_in


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
