"""Naming a tie: by its id, its name, or its two parties in either order."""

from __future__ import annotations

import re
from datetime import datetime

from kizuna.claims.kinds import Tie
from kizuna.errors import Ambiguous, NotFound
from kizuna.identity.resolver import Resolver
from kizuna.workflows import ask

_BETWEEN = re.compile(r"\s+(?:-|–|—|/|and|with|to)\s+|\s*[–—:/+&]\s*")
_PARTIES = ("government", "organisation")


def tie_named(names: Resolver, text: str, known_at: datetime | None = None) -> str:
    """The id of the tie that a text means: "osaka-shanghai", "Osaka - Shanghai", "大阪 – 上海".

    Raises NotFound, quoting the text, and Ambiguous when the two sides have several ties.
    """
    try:
        return names.resolve(text, ("tie",))
    except Ambiguous:
        raise
    except NotFound as missing:
        sides = [side for side in _BETWEEN.split(text.strip()) if side]
        if len(sides) != 2:
            raise NotFound(
                f"{missing}; a tie is named by its id or as 'Osaka - Shanghai'"
            ) from None
    return _joining(text, {names.resolve(side, _PARTIES) for side in sides}, known_at)


def _joining(text: str, parties: set[str], known_at: datetime | None) -> str:
    register = ask.known_register(known_at, sorted(parties), hops=1)
    ties = [tie.id for tie in register.of_kind(Tie) if parties <= set(tie.party.values)]
    if not ties:
        raise NotFound(f"no tie in the register joins {' and '.join(sorted(parties))} ({text!r})")
    if len(ties) > 1:
        raise Ambiguous(text, [(ref, "") for ref in ties])
    return ties[0]
