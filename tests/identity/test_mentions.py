"""Level words: what a name calls its bearer."""

from __future__ import annotations

import pytest

from kizuna.identity.mentions import NO_LEVEL, Levels, read_level


@pytest.mark.parametrize(
    ("text", "country", "core", "level"),
    [
        ("Osaka City", "", "Osaka", Levels.SETTLEMENT),
        ("City of Osaka", "", "Osaka", Levels.SETTLEMENT),
        ("the Port of Kobe", "", "Kobe", Levels.PORT),
        ("Hyōgo-ken", "", "Hyōgo", Levels.UPPER),
        ("префектура Осака", "", "Осака", Levels.UPPER),
        ("г. Осака", "", "Осака", Levels.SETTLEMENT),
        ("Pudong District", "", "Pudong", Levels.DISTRICT),
        ("福島県", "JP", "福島", Levels.UPPER),
        ("嘉定县", "CN", "嘉定", Levels.COUNTY),
        ("京都", "JP", "京都", NO_LEVEL),
        ("京都府", "JP", "京都", Levels.UPPER),
        ("別府市", "JP", "別府", Levels.SETTLEMENT),
        ("Newport", "", "Newport", NO_LEVEL),
        ("City", "", "City", NO_LEVEL),
    ],
)
def test_a_level_word_is_read(text: str, country: str, core: str, level: Levels) -> None:
    reading = read_level(text, country)
    assert (reading.core, reading.level) == (core, level)
