"""Values, the lowest floor: what a claim can say, checked once when it is made and then frozen.

Dates that keep their uncertainty (EDTF) and the spans of days they may mean, quantities that keep
theirs, names with language and script, directions, points, identifiers of other registers, language
tags, entity ids, and the one JSON text of each. Nothing here knows what a claim or a tie is.
"""

from kizuna.values.characters import (
    canonical_json,
    check_characters,
    check_json_characters,
    escape_and_isolate,
    escape_characters,
    isolate_direction,
    parse_json,
)
from kizuna.values.edtf import Edtf
from kizuna.values.identifiers import Direction, Identifier, check_ref, kind_of, slug_of
from kizuna.values.names import Name, base_language, language_tag, script_of
from kizuna.values.points import Point, great_circle
from kizuna.values.quantities import Quantity
from kizuna.values.spans import (
    OPEN_END,
    OPEN_START,
    Answer,
    Span,
    bound_text,
    day_number,
    day_text,
    moment_text,
)

__all__ = [
    "OPEN_END",
    "OPEN_START",
    "Answer",
    "Direction",
    "Edtf",
    "Identifier",
    "Name",
    "Point",
    "Quantity",
    "Span",
    "base_language",
    "bound_text",
    "canonical_json",
    "check_characters",
    "check_json_characters",
    "check_ref",
    "day_number",
    "day_text",
    "escape_and_isolate",
    "escape_characters",
    "great_circle",
    "isolate_direction",
    "kind_of",
    "language_tag",
    "moment_text",
    "parse_json",
    "script_of",
    "slug_of",
]
