"""The id of a new thing, made of what it is called, what it joins and when it was.

Law: the same entry always gets the same id, so that entering it twice adds nothing. From whom something is hidden,
every id that they make ends with a digest: whether the plain one is taken would tell what is there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kizuna.claims.kinds import KINDS, Property, properties_of
from kizuna.errors import BadClaim, BadDate, BadQuestion
from kizuna.proposals.drafting import slug
from kizuna.store.redaction import redaction_of_facts
from kizuna.values import Edtf, canonical_json, check_ref, slug_of

Values = Mapping[str, Sequence[Any]]
"""The values (JSON) of each property that was entered, in order."""
_NAMES = ("name", "title")
_JOINED = ("party", "between", "owner", "host")
_ABOVE = ("tie", "of", "scope", "partner", "payer", "recipient")
_WORDS = ("concept", "type", "form", "measure", "mode", "activity", "series", "text", "goods")
_TIMES = ("signed", "date", "started", "opened", "period", "as_of", "ordinal", "number")
_LONGEST = 60


def chosen_ref(kind: str, text: str) -> str:
    """The id chosen for a new thing, with or without its kind; raises BadReference and BadQuestion."""
    said = text.strip()
    ref = check_ref(said if "/" in said else f"{kind}/{said}")
    if not ref.startswith(f"{kind}/"):
        raise BadQuestion(f"{text!r} is not the id of a {kind}; write {kind}/name")
    return ref


def suffix_seed(recorder: str) -> str:
    """What keeps the ids that a recorder makes apart from those that are hidden from them; "" where nothing is."""
    return recorder if redaction_of_facts() is not None else ""


def with_suffix(ref: str, apart: str, values: object = "") -> str:
    """The id with a digest of who makes it and of what is said; itself where nothing is to be kept apart."""
    if not apart:
        return ref
    digest = hashlib.sha256(canonical_json([apart, ref, values]).encode()).hexdigest()
    return f"{ref}-{digest[:6]}"


def made_ref(kind: str, values: Values, fits: Callable[[str], bool], apart: str = "") -> str:
    """The first id for a new thing that `fits`: of its name, of what it joins, or of what it belongs to."""
    number = 1
    ref = stem = with_suffix(f"{kind}/{_stem(kind, values)}", apart, dict(values))
    while not fits(ref):
        number += 1
        ref = f"{stem}-{number}"
    return ref


def _stem(kind: str, values: Values) -> str:
    definitions = properties_of(KINDS[kind])
    parts = list(_parts(definitions, values))
    joined = "-".join(dict.fromkeys(part for part in parts if part))
    if not joined:
        said = canonical_json({name: list(held) for name, held in values.items()})
        joined = f"n-{hashlib.sha256(said.encode()).hexdigest()[:8]}"
    return joined[:_LONGEST].strip("-")


def _parts(definitions: Mapping[str, Property], values: Values) -> Iterator[str]:
    """The name; else what it joins or belongs to, what it is, and the year or number that tells it from others."""
    named = next((n for n in _NAMES if n in values and "party" not in definitions), "")
    if named and "tie" not in definitions:
        yield _slug(_text(values[named][0]))
        return
    joined = [name for name in _JOINED if name in values]
    for name in joined or [name for name in _ABOVE if name in values]:
        yield from (slug_of(ref) for ref in values[name] if isinstance(ref, str))
    if joined and "party" in joined:
        return
    for name in (*_WORDS, *_NAMES):
        if name in values:
            yield "-".join(_slug(_text(values[name][0])).split("-")[:5])
            break
    for name in _TIMES:
        if name in values:
            yield _time(values[name][0])
            break


def _text(value: Any) -> str:
    return str(value.get("text", "")) if isinstance(value, Mapping) else str(value)


def _slug(text: str) -> str:
    try:
        return slug(text)
    except BadClaim:
        return ""


def _time(value: Any) -> str:
    """The year of a date, or a number."""
    if isinstance(value, str):
        try:
            year = Edtf.parse(value).year
        except BadDate:
            year = None
        return str(year) if year else ""
    return re.sub(r"[^0-9]", "", _text(value))
