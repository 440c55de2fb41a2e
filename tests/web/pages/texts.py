"""Pages of towns in their own languages, in words of our own after pages as towns write them, and what an
assistant answers about each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TownPage:
    """A page: its language and home town, the text, the two parties of the tie that it tells of and its day, and
    the words that say so."""

    language: str
    home: str
    text: str
    parties: tuple[str, str]
    day: str
    quote: str
    sentence: int

    def answer(self, **changed: Any) -> str:
        """What a careful assistant answers, with other properties where `changed` gives some."""
        claim = {
            "kind": "tie",
            "subject": self.parties[0],
            "object": self.parties[1],
            "props": {"type": "sister_city", "start": self.day, **changed},
            "sentences": [self.sentence],
            "quote": self.quote,
        }
        return f"```json\n{json.dumps({'claims': [claim]}, ensure_ascii=False)}\n```"


JAPANESE = TownPage(
    "ja",
    "青松町",
    """青松町の国際交流

姉妹都市について

青松町とノースヘイブン市は、平成3年5月4日に姉妹都市提携を結びました。毎年、中学生が相互に訪問しています。

町の人口は1万2千人です。
""",
    ("青松町", "ノースヘイブン市"),
    "1991-05-04",
    "青松町とノースヘイブン市は、平成3年5月4日に姉妹都市提携を結びました。",
    3,
)
CHINESE = TownPage(
    "zh-Hans",
    "威湖市",
    """威湖市友好城市一览

我市对外交往

威湖市与青松町于2003年10月12日签署协议，结为友好城市。双方在环保方面开展合作。

威湖市设立于1987年。
""",
    ("威湖市", "青松町"),
    "2003-10-12",
    "威湖市与青松町于2003年10月12日签署协议，结为友好城市。",
    3,
)
