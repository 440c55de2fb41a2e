"""Level words: what a name calls its bearer."""

from __future__ import annotations

import pytest

from builders import grouped
from kizuna.identity.mentions import Levels, read_level

_READ = """
SETTLEMENT | Osaka City = Osaka | City of Osaka = Osaka | г. Осака = Осака
PORT | the Port of Kobe = Kobe
UPPER | Hyōgo-ken = Hyōgo | префектура Осака = Осака
DISTRICT | Pudong District = Pudong
UPPER JP | 福島県 = 福島 | 京都府 = 京都
SETTLEMENT JP | 別府市 = 別府
COUNTY CN | 嘉定县 = 嘉定
0 | Newport = Newport | City = City
0 JP | 京都 = 京都
"""


@pytest.mark.parametrize(("said", "told"), grouped(_READ))
def test_a_level_word_is_read(said: str, told: str) -> None:
    (text, core), (level, _, country) = said.split(" = "), told.partition(" ")
    assert read_level(text, country) == (core, Levels(0) if level == "0" else Levels[level])
