"""Level words: what a name calls its bearer."""

from __future__ import annotations

import pytest

from kizuna.identity.mentions import NO_LEVEL, Level, read_level


@pytest.mark.parametrize(
    ("text", "country", "core", "level"),
    [
        ("Osaka City", "", "Osaka", Level.SETTLEMENT),
        ("City of Osaka", "", "Osaka", Level.SETTLEMENT),
        ("the Port of Kobe", "", "Kobe", Level.PORT),
        ("Hyōgo-ken", "", "Hyōgo", Level.UPPER),
        ("префектура Осака", "", "Осака", Level.UPPER),
        ("г. Осака", "", "Осака", Level.SETTLEMENT),
        ("Pudong District", "", "Pudong", Level.DISTRICT),
        ("福島県", "JP", "福島", Level.UPPER),
        ("嘉定县", "CN", "嘉定", Level.COUNTY),
        ("京都", "JP", "京都", NO_LEVEL),
        ("京都府", "JP", "京都", Level.UPPER),
        ("別府市", "JP", "別府", Level.SETTLEMENT),
        ("Newport", "", "Newport", NO_LEVEL),
        ("City", "", "City", NO_LEVEL),
    ],
)
def test_a_level_word_is_read(text: str, country: str, core: str, level: Level) -> None:
    reading = read_level(text, country)
    assert (reading.core, reading.level) == (core, level)
