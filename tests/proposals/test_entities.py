"""Named entities as names: with a blank pipeline and a ruler where spaCy is installed, and without it."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace

import pytest

from kizuna.errors import BadQuestion
from kizuna.proposals.entities import PIPELINES, EntityNames, load_pipeline, names_in
from kizuna.proposals.names import PlainNames
from kizuna.sources.blocks import Block, BlockedText

TEXT = (
    "The delegation of Northhaven came to Lakeside. The Commons of Oldbridge's council met A. Lee."
)


def blocked(text: str = TEXT) -> BlockedText:
    return BlockedText(text, (Block("paragraph", 0, len(text)),))


def reading(*entities: tuple[str, str]) -> object:
    """A pipeline that finds these entities in every text."""
    ents = [SimpleNamespace(text=text, label_=label) for text, label in entities]
    return lambda text: SimpleNamespace(ents=ents)


def book(*entities: tuple[str, str]) -> EntityNames:
    return names_in(blocked(), reading(*entities))  # type: ignore[arg-type]


def test_places_are_names_and_persons_and_bodies_are_not() -> None:
    names = book(("Northhaven", "GPE"), ("Lake Long", "LOC"), ("A. Lee", "PERSON"), ("FC", "ORG"))
    assert list(names.known()) == ["Lake Long", "Northhaven"]


@pytest.mark.parametrize(
    "written", ["the Northhaven", "Northhaven's", "Northhaven’s", " Northhaven,"]
)
def test_an_article_a_possessive_and_a_comma_are_no_part_of_a_name(written: str) -> None:
    assert book((written, "GPE")).is_place("Northhaven")


def test_a_word_without_a_capital_is_no_name() -> None:
    assert list(book(("downtown", "GPE")).known()) == []


def test_what_another_book_knows_comes_first() -> None:
    first = PlainNames({"Oldbridge": "Japan"})
    names = names_in(blocked(), reading(("Northhaven", "GPE")), first)  # type: ignore[arg-type]
    assert list(names.known()) == ["Oldbridge", "Northhaven"]
    assert names.is_place("Oldbridge")
    assert (names.country("Oldbridge"), names.country("Northhaven")) == ("Japan", None)


def test_without_spacy_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kizuna.proposals.entities.find_spec", lambda name: None)
    with pytest.raises(BadQuestion, match=r"kizuna\[ner\]"):
        load_pipeline()


def pretend(monkeypatch: pytest.MonkeyPatch, *installed: str) -> None:
    """A spaCy that has only these pipelines, each loaded as its own name."""
    spacy = ModuleType("spacy")
    spacy.util = SimpleNamespace(is_package=lambda name: name in installed)  # type: ignore[attr-defined]
    spacy.load = lambda name: name  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spacy", spacy)
    monkeypatch.setattr("kizuna.proposals.entities.find_spec", lambda name: spacy)


def test_the_best_installed_pipeline_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, *PIPELINES[2:])
    assert load_pipeline() == PIPELINES[2]


@pytest.mark.parametrize(
    ("name", "said"), [("", "none of en_core"), ("xx_small", "'xx_small' is not")]
)
def test_a_pipeline_that_is_not_installed_is_named(
    name: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch)
    with pytest.raises(BadQuestion, match=said):
        load_pipeline(name)


def test_a_pipeline_of_spacy_itself_is_read() -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy comes with the extra `ner` alone")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": "GPE", "pattern": name} for name in ("Northhaven", "Lakeside", "Oldbridge")]
        + [{"label": "PERSON", "pattern": "A. Lee"}]
    )
    names = names_in(blocked(), pipeline)
    assert sorted(names.known()) == ["Lakeside", "Northhaven", "Oldbridge"]
