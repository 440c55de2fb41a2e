"""Plain text: as it stands, decoded."""

from __future__ import annotations

from kizuna.sources.readers.text import read


def test_the_text_is_what_the_bytes_say() -> None:
    assert read("西安 – Киото\n".encode(), "x.txt").text == "西安 – Киото\n"
