"""Describing a document: claims made of its description, for what is not recorded of it yet.

A property that can have one value only, and has one, is left as it is: a description beside a file
does not compete with what an editor has typed from the paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.kinds import property_of
from kizuna.errors import Ambiguous, NotFound
from kizuna.identity.folding import fold_name
from kizuna.identity.resolver import Resolver
from kizuna.sources.description import Description
from kizuna.values import parse_json
from kizuna.workflows.acting import slug

_AS_WRITTEN = (
    *("date", "number", "archive", "fonds", "inventory", "file", "leaves", "original_language"),
    *("published_by", "rights", "mark", "access_level"),
)
_BODIES = ("government", "organisation", "person")
_PERSON = ("person",)

Statement = tuple[str, str, Any]
"""Subject, property and value as JSON."""


@dataclass(frozen=True, slots=True)
class Describing:
    """Makes the claims of descriptions: `held` are the claims about the document so far, `names` knows everybody.

    `recorder` records them at `recorded_at`, and is their holder; `locator` says where they come from.
    """

    document: str
    held: tuple[Claim, ...]
    names: Resolver
    recorder: str
    recorded_at: datetime
    locator: str

    def claims(self, told: Description, title: str, sha256: str) -> tuple[Claim, ...]:
        """The claims that say what is not held yet, without repeats.

        Persons and bodies that no name of the register fits are made, with that name. Raises
        Ambiguous for a name that fits several.
        """
        said = [*self._texts(told, title, sha256), *self._people(told)]
        made = (self._claim(*statement) for statement in said)
        return tuple({claim.id: claim for claim in made}.values())

    def _texts(self, told: Description, title: str, sha256: str) -> list[Statement]:
        found = [("title", title), ("title", told.texts.get("catalogue_title", ""))]
        found.append(("digest", sha256))
        found += [(name, told.texts.get(name, "")) for name in _AS_WRITTEN]
        found += [("language", tag) for tag in told.languages]
        found += [("address", address) for address in told.addresses]
        return [(self.document, n, text) for n, text in found if text and self._is_new(n, text)]

    def _people(self, told: Description) -> list[Statement]:
        found: list[Statement] = []
        for name, kinds in (("issuer", _BODIES), ("translator", _PERSON), ("place", _BODIES)):
            text = told.texts.get(name, "")
            if text and not self._values(name):
                written = text.partition(",")[0].strip() if kinds == _PERSON else text
                ref, made = self._somebody(written, kinds)
                found += [*made, (self.document, name, ref)]
        for text, capacity in told.signatories if not self._values("signatory") else ():
            ref, made = self._somebody(text, _PERSON)
            signature = {"person": ref, **({"capacity": capacity} if capacity else {})}
            found += [*made, (self.document, "signatory", signature)]
        return found

    def _somebody(self, text: str, kinds: tuple[str, ...]) -> tuple[str, list[Statement]]:
        """The id of whoever the name means, and what to state where nobody is called so."""
        try:
            return self.names.resolve(text, kinds), []
        except Ambiguous:
            raise
        except NotFound:
            kind = "person" if kinds == _PERSON else "organisation"
            ref = f"{kind}/{slug(text) or 'unnamed'}"
            return ref, [(ref, "name", text)]

    def _values(self, name: str) -> list[str]:
        """What is held of a property, as text."""
        raw = [parse_json(claim.value) for claim in self.held if claim.property == name]
        return [str(v.get("text", v)) if isinstance(v, dict) else str(v) for v in raw]

    def _is_new(self, name: str, text: str) -> bool:
        held = self._values(name)
        if not property_of(self.document, name).many:
            return not held
        return fold_name(text) not in map(fold_name, held)

    def _claim(self, subject: str, name: str, value: Any) -> Claim:
        return Claim(
            subject=subject,
            property=name,
            value=property_of(subject, name).type.canonical(value),
            valid="",
            document=self.document,
            sha256="",
            start=None,
            end=None,
            locator=self.locator,
            holder=self.recorder,
            stance=Stance.ASSERTED,
            certainty=Certainty.CERTAIN,
            method="typed",
            recorder=self.recorder,
            recorded_at=self.recorded_at,
        )


def passages_by_digest(claims: Iterable[Claim]) -> dict[str, int]:
    """How many of the claims cite a passage of each text, by the text's digest."""
    found: dict[str, int] = {}
    for claim in claims:
        if claim.has_passage:
            found[claim.sha256] = found.get(claim.sha256, 0) + 1
    return found
