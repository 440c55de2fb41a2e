"""Countries as lists name them, to the codes of ISO 3166-1; the names are those of CLDR in eight languages.

A state that is no more has no code here: its places lie today in one of several.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LANGUAGES = ("en", "ja", "zh_Hans", "zh_Hant", "ru", "de", "fr", "es", "it", "ko")
_OTHER_NAMES = {
    "united states of america": "US",
    "usa": "US",
    "u.s.a.": "US",
    "america": "US",
    "アメリカ": "US",
    "米国": "US",
    "アメリカ合衆国": "US",
    "美国": "US",
    "сша": "US",
    "people's republic of china": "CN",
    "peoples republic of china": "CN",
    "p.r. china": "CN",
    "prc": "CN",
    "中華人民共和国": "CN",
    "中华人民共和国": "CN",
    "中国": "CN",
    "кнр": "CN",
    "republic of korea": "KR",
    "korea": "KR",
    "大韓民国": "KR",
    "韓国": "KR",
    "韩国": "KR",
    "朝鲜": "KP",
    "russian federation": "RU",
    "ロシア連邦": "RU",
    "俄罗斯联邦": "RU",
    "российская федерация": "RU",
    "рф": "RU",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "great britain": "GB",
    "uk": "GB",
    "großbritannien": "GB",
    "英国": "GB",
    "イギリス": "GB",
    "republic of ireland": "IE",
    "holland": "NL",
    "オランダ": "NL",
    "kingdom of the netherlands": "NL",
    "kingdom of denmark": "DK",
    "czech republic": "CZ",
    "tschechische republik": "CZ",
    "turkey": "TR",
    "türkei": "TR",
    "republic of macedonia": "MK",
    "macedonia": "MK",
    "the gambia": "GM",
    "the bahamas": "BS",
    "ivory coast": "CI",
    "cape verde": "CV",
    "swaziland": "SZ",
    "east timor": "TL",
    "burma": "MM",
    "democratic republic of the congo": "CD",
    "republic of the congo": "CG",
    "federated states of micronesia": "FM",
    "state of palestine": "PS",
    "palestine": "PS",
    "palestinian national authority": "PS",
    "west bank": "PS",
    "gaza strip": "PS",
    "sahrawi arab democratic republic": "EH",
    "vatican city": "VA",
    "republic of china": "TW",
    "hong kong": "HK",
    "macau": "MO",
    "são tomé and príncipe": "ST",
    "belgien": "BE",
    "モンゴル国": "MN",
    "ベトナム社会主義共和国": "VN",
    "オーストラリア連邦": "AU",
    "ブラジル連邦共和国": "BR",
    "ドイツ連邦共和国": "DE",
    "フランス共和国": "FR",
    "イタリア共和国": "IT",
}
"""Names beside those of CLDR, folded."""


def country_code(text: str) -> str:
    """The two letters of ISO 3166-1 of a country named in any of the languages or by its code; "" when
    unknown.
    """
    folded = _folded(text)
    return _codes().get(folded, "") if folded else ""


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace(" & ", " and ")
    plain = re.sub(r"^(?:the|die|der|la|le|les|el) ", "", " ".join(plain.split()))
    return plain.strip(" .")


@cache
def _codes() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if re.fullmatch(r"[A-Z]{2}", code) and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB"):
                found.setdefault(_folded(name), code)
                found.setdefault(code.casefold(), code)
    return found | {_folded(name): code for name, code in _OTHER_NAMES.items()}
