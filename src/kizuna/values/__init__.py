"""Values, the lowest floor: what a claim can say, checked once when it is made and then
frozen.

Dates that keep their uncertainty (EDTF) and the spans of days they may mean, quantities
that keep theirs, names with language and script, directions, points, identifiers of
other registers, language tags, entity ids, and the one JSON text of each. Nothing here
knows what a claim or a tie is.
"""

from kizuna.values.characters import canonical_json as canonical_json
from kizuna.values.characters import check_characters as check_characters
from kizuna.values.characters import check_json_characters as check_json_characters
from kizuna.values.characters import escape_and_isolate as escape_and_isolate
from kizuna.values.characters import escape_characters as escape_characters
from kizuna.values.characters import isolate_direction as isolate_direction
from kizuna.values.characters import parse_json as parse_json
from kizuna.values.edtf import Edtf as Edtf
from kizuna.values.identifiers import Direction as Direction
from kizuna.values.identifiers import Identifier as Identifier
from kizuna.values.identifiers import check_ref as check_ref
from kizuna.values.identifiers import kind_of as kind_of
from kizuna.values.identifiers import slug_of as slug_of
from kizuna.values.names import Name as Name
from kizuna.values.names import base_language as base_language
from kizuna.values.names import language_tag as language_tag
from kizuna.values.names import script_of as script_of
from kizuna.values.points import Point as Point
from kizuna.values.points import great_circle as great_circle
from kizuna.values.quantities import Quantity as Quantity
from kizuna.values.spans import OPEN_END as OPEN_END
from kizuna.values.spans import OPEN_START as OPEN_START
from kizuna.values.spans import Answer as Answer
from kizuna.values.spans import Span as Span
from kizuna.values.spans import bound_text as bound_text
from kizuna.values.spans import day_number as day_number
from kizuna.values.spans import day_text as day_text
from kizuna.values.spans import moment_text as moment_text
