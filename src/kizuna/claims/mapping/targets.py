"""What a column of a list can mean: the closed set of targets that a mapping may name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kizuna.claims import vocabulary
from kizuna.errors import BadFile, BadValue
from kizuna.values import language_tag
from kizuna.values.identifiers import SCHEMES

IGNORED = "-"
"""The target of a column that is known and not imported."""

PLACE = ("name", "country", "part_of", "level", "id", "latitude", "longitude", "population")
TIE = (
    *("date", "stage", "type", "basis", "status", "ended", "motive", "name", "number", "remark"),
    *("paper", "events", "listed_by"),
)
_FORM = re.compile(r"(?:(a|b|tie)\.)?([a-z_]+)(?:\.([A-Za-z0-9-]+))?")


@dataclass(frozen=True, slots=True)
class Target:
    """What a column says: of side "a" or "b", of the "tie", or of a place in a list of places ("").

    `what` is one of PLACE or TIE. `detail` is the language of a name, the scheme of an identifier, the stage
    of a date ("" for the stage of the mapping), or the side that lists the tie.
    """

    of: str
    what: str
    detail: str = ""

    def __str__(self) -> str:
        return ".".join(part for part in (self.of, self.what, self.detail) if part)


def read_target(text: object, where: str, *, of_place: bool = False) -> Target | None:
    """The target that a mapping writes, None for an ignored column.

    Raises BadFile, beginning with `where`, for anything else.
    """
    if text == IGNORED:
        return None
    found = _FORM.fullmatch(text) if isinstance(text, str) else None
    target = Target(found[1] or "", found[2], found[3] or "") if found else Target("", "")
    known = TIE if target.of == "tie" else PLACE
    if target.what not in known or of_place != (target.of == ""):
        examples = f"a. or b. with {', '.join(PLACE)}; tie. with {', '.join(TIE)}; or -"
        examples = f"{', '.join(PLACE)} or -" if of_place else examples
        raise BadFile(f"{where}: {text!r} is no target; write {examples}")
    _check_detail(target, where)
    return target


def details_of(what: str) -> tuple[str, ...]:
    """What may come after a target, "" where nothing has to; after the name of a place any language may, too."""
    held = {"id": SCHEMES, "date": ("", *vocabulary.scheme("stages")), "listed_by": ("a", "b")}
    return tuple(held.get(what, ("",)))


def _check_detail(target: Target, where: str) -> None:
    if target.detail in (known := details_of(target.what)):
        return
    match target.what:
        case "name" if target.of != "tie":
            try:
                language_tag(target.detail)
            except BadValue as error:
                raise BadFile(f"{where}: {error}") from None
        case "id":
            raise BadFile(f"{where}: {target}: write id.SCHEME with one of {', '.join(known)}")
        case "date":
            stages = ", ".join(known[1:])
            raise BadFile(f"{where}: {target}: a date is of one of the stages {stages}")
        case "listed_by":
            raise BadFile(f"{where}: {target}: write tie.listed_by.a or tie.listed_by.b")
        case _:
            raise BadFile(f"{where}: {target}: nothing comes after {target.what}")
