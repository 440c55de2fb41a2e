"""Rights: whether what is noted of a document's rights lets anybody read its text.

Law: a text with no note is shown: whoever added it to an open register answers for that. A note shows it only when
it names terms under which anybody may read and pass the text on, and says nothing against them; any other note
withholds it. This is no legal advice but a rule that errs on the side of the rights' owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_FREE = re.compile(
    r"\bCC[ -]?0\b|\bCC[ -]BY\b|creative commons|public domain|open government licen[cs]e|licence ouverte"
    r"|open data commons|\bODbL\b|\bPDDL\b|\bGFDL\b|free documentation licen[cs]e|may be (?:freely )?"
    r"(?:reproduced|republished|shown|read by anybody)|government standard terms of use"
    r"|パブリック・?ドメイン|クリエイティブ・?コモンズ|政府標準利用規約|公共データ利用規約|自由に利用"
    r"|公有领域|公有領域|知识共享|知識共享|可自由(?:使用|转载)"
    r"|общественно[емго]+ достояни|свободн\w+ лиценз|криэйтив коммонс",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:not|no|never|without|except|cannot|nor)\b|n['’]t\b|all rights reserved|ません|ない|禁止|無断"
    r"|不得|未经|非公有|\bне\b|\bнет\b|запрещ|все права",
    re.IGNORECASE,
)


def lets_anybody_read(notes: Iterable[str]) -> bool:
    """Whether a document with these notes on its rights may have its text shown to anybody; True without any."""
    return all(_FREE.search(note) and not _AGAINST.search(note) for note in notes)
