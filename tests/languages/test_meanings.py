"""That every definition of a concept is said in each language."""

from __future__ import annotations

import pytest

from kizuna.claims import vocabulary
from kizuna.languages import LANGUAGES, Messages
from kizuna.languages.renderings import renderings
from languages.scripts import OWN_LETTERS

OTHERS = [language for language in LANGUAGES if language != "en"]


def concepts() -> list[tuple[str, str]]:
    """Every concept that is defined, by its scheme and id."""
    schemes = map(vocabulary.scheme, vocabulary.scheme_ids())
    return [(held.id, c.id) for held in schemes for c in held.concepts.values() if c.definition]


@pytest.mark.parametrize("language", OTHERS)
def test_every_definition_is_said_in_the_language(language: str) -> None:
    said = {at: Messages(language).meaning(*at) for at in concepts()}
    assert [at for at, text in said.items() if not OWN_LETTERS[language].search(text)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_definition_ends_as_the_english_does(language: str) -> None:
    stop = "." if language == "ru" else "。"
    english = {at: Messages("en").meaning(*at) for at in concepts()}
    said = {at: Messages(language).meaning(*at) for at in concepts()}
    assert [at for at in said if said[at].endswith(stop) != english[at].endswith(".")] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_rendering_is_of_a_definition_that_is_gone(language: str) -> None:
    held = {Messages("en").meaning(*at) for at in concepts()}
    assert sorted(set(renderings(language, "concepts").texts) - held) == []
