"""The letters of each language, by which a test sees that something is said in it."""

from __future__ import annotations

import re

from kizuna.languages import LANGUAGES

OTHERS = [language for language in LANGUAGES if language != "en"]
OWN_LETTERS = {
    "ja": re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]"),
    "zh-hans": re.compile(r"[\u4e00-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}
KANA = re.compile(r"[\u3041-\u30ff]")
