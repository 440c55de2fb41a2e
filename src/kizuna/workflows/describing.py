"""Describing a document: claims made of its description, for what is not recorded of it yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.kinds import property_of
from kizuna.errors import Ambiguous, NotFound
from kizuna.identity.folding import fold_name
from kizuna.sources.description import Description
from kizuna.values import parse_json
from kizuna.workflows import ask
from kizuna.workflows.acting import slug

_AS_WRITTEN = (
    *("date", "number", "archive", "fonds", "inventory", "file", "leaves", "original_language"),
    *("published_by", "rights", "mark"),
)
_BODIES = ("government", "organisation", "person")


@dataclass(slots=True)
class Describing:
    """Makes the claims of one description, recorded by one person at one time."""

    document: str
    recorder: str
    recorded_at: datetime
    _locator: str = ""
    _held: dict[str, list[Any]] = field(default_factory=dict)

    def claims(
        self, told: Description, sha256: str, title: str, locator: str
    ) -> tuple[Claim, ...]:
        """The claims that say what the register does not hold yet; `locator` says where they come from.

        Persons and bodies that no name of the register fits are made, with that name.
        """
        from kizuna.store.queries import claims

        self._locator = locator
        for claim in claims.claims(subjects=[self.document]):
            self._held.setdefault(claim.property, []).append(parse_json(claim.value))
        made: dict[str, Claim] = {}
        for subject, name, value in self._statements(told, sha256, title):
            claim = self._claim(subject, name, value)
            made[claim.id] = claim
        return tuple(made.values())

    def _statements(
        self, told: Description, sha256: str, title: str
    ) -> Iterator[tuple[str, str, Any]]:
        mine = self.document
        for text in (title, told.texts.get("catalogue_title", "")):
            if text and not self._has_title(text):
                yield mine, "title", text
        yield from ((mine, "digest", d) for d in (sha256,) if self._is_new("digest", d))
        for name in _AS_WRITTEN:
            text = told.texts.get(name, "")
            if text and self._is_new(name, text):
                yield mine, name, text
        yield from ((mine, "language", t) for t in told.languages if self._is_new("language", t))
        yield from ((mine, "address", a) for a in told.addresses if self._is_new("address", a))
        level = told.texts.get("access_level", "")
        if level and self._is_new("access_level", vocabulary.scheme("access-levels")[level].id):
            yield mine, "access_level", level
        yield from self._people(told)

    def _people(self, told: Description) -> Iterator[tuple[str, str, Any]]:
        for name, kinds in (("issuer", _BODIES), ("translator", ("person",)), ("place", _BODIES)):
            text = told.texts.get(name, "")
            if text and not self._held.get(name):
                written = text.partition(",")[0].strip() if name == "translator" else text
                ref = yield from self._somebody(written, kinds)
                yield self.document, name, ref
        if self._held.get("signatory"):
            return
        for text, capacity in told.signatories:
            ref = yield from self._somebody(text, ("person",))
            yield self.document, "signatory", {"person": ref, **_given("capacity", capacity)}

    def _somebody(
        self, text: str, kinds: tuple[str, ...]
    ) -> Iterator[tuple[str, str, Any]]:
        """The id of whoever the name means; somebody unknown is made, as the last of the kinds' usual one."""
        try:
            return ask.resolver().resolve(text, kinds)
        except Ambiguous:
            raise
        except NotFound:
            kind = "person" if kinds == ("person",) else "organisation"
            ref = f"{kind}/{slug(text) or 'unnamed'}"
            yield ref, "name", text
            return ref

    def _has_title(self, text: str) -> bool:
        titles = self._held.get("title", ())
        written = (t["text"] if isinstance(t, dict) else t for t in titles)
        return any(fold_name(title) == fold_name(text) for title in written)

    def _is_new(self, name: str, value: str) -> bool:
        return all(
            fold_name(str(held["text"] if isinstance(held, dict) else held)) != fold_name(value)
            for held in self._held.get(name, ())
        )

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
            locator=self._locator,
            holder=self.recorder,
            stance=Stance.ASSERTED,
            certainty=Certainty.CERTAIN,
            method="typed",
            recorder=self.recorder,
            recorded_at=self.recorded_at,
        )


def _given(key: str, text: str) -> dict[str, str]:
    return {key: text} if text else {}
