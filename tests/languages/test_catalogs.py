"""The catalogs: the same messages with the same variables in every language, all of them readable."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from builders import grouped
from kizuna.errors import BadLanguage
from kizuna.languages import LANGUAGES, Messages, folder_of
from kizuna.languages.catalogs import Catalog, sources

EITHER = {"date-when-set": {"dates", "whens"}}
"""Messages that are given several wordings of one thing and take one."""


class Variables(Visitor):  # type: ignore[misc]
    """Collects the variables a message sets in its text, and those it only chooses by."""

    def __init__(self) -> None:
        self.inserted, self.selectors, self.references = set[str](), set[str](), set[str]()

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        if isinstance(node.selector, ast.VariableReference):
            self.selectors.add(node.selector.id.name)
        for variant in node.variants:
            self.visit(variant.value)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.inserted.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:
        self.references.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:
        self.references.add(f"-{node.id.name}")


@cache
def entries(folder: str) -> list[ast.EntryType]:
    parsed = (FluentParser(with_spans=False).parse(source) for _, source in sources(folder))
    return [entry for resource in parsed for entry in resource.body]


@cache
def variables_of(folder: str) -> dict[str, Variables]:
    """What each entry of a language uses, with what its references use added."""
    found: dict[str, Variables] = {}
    for entry in entries(folder):
        if isinstance(entry, ast.Message | ast.Term):
            seen = Variables()
            seen.visit(entry.value)
            found[entry.id.name if isinstance(entry, ast.Message) else f"-{entry.id.name}"] = seen

    def collect(key: str, into: Variables) -> None:
        for referred in found[key].references:
            into.inserted |= found[referred].inserted
            into.selectors |= found[referred].selectors
            collect(referred, into)

    for key, seen in found.items():
        collect(key, seen)
    return found


@pytest.mark.parametrize("folder", LANGUAGES)
def test_every_catalog_is_sound_and_no_term_takes_a_variable_that_could_go_missing_unseen(
    folder: str,
) -> None:
    assert [entry.content for entry in entries(folder) if isinstance(entry, ast.Junk)] == []
    terms = {k: v for k, v in variables_of(folder).items() if k.startswith("-")}
    assert [key for key, seen in terms.items() if seen.inserted | seen.selectors] == []


@pytest.mark.parametrize("folder", LANGUAGES)
def test_every_language_has_the_messages_of_english_and_all_that_are_parsed(folder: str) -> None:
    parsed = [entry.id.name for entry in entries(folder) if isinstance(entry, ast.Message)]
    held = Catalog(folder).message_ids()
    assert held == Catalog("en").message_ids() == tuple(sorted(parsed))


@pytest.mark.parametrize("folder", LANGUAGES)
def test_no_language_drops_a_variable_that_english_sets_or_wants_one_more(folder: str) -> None:
    for key, english in variables_of("en").items():
        if key.startswith("-"):
            continue
        here, allowed = variables_of(folder)[key], EITHER.get(key, set())
        known = english.inserted | english.selectors | allowed
        assert here.inserted | here.selectors <= known, key
        assert english.inserted - allowed <= here.inserted | here.selectors, key


@pytest.mark.parametrize("folder", LANGUAGES)
def test_every_entry_can_be_read_by_itself(folder: str) -> None:
    catalog = Catalog(folder)
    for key in catalog.message_ids():
        try:
            assert catalog.text(key, {})
        except LookupError as problem:
            assert "Unknown external" in str(problem), key  # noqa: PT017


def test_a_message_named_twice_is_an_error_and_so_is_one_that_is_no_fluent_when_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = [("a.ftl", "hello = { $name\n\nfine = yes\n")]
    monkeypatch.setattr("kizuna.languages.catalogs.sources", lambda folder: iter(held))
    assert Catalog("en").text("fine", {}) == "yes"
    with pytest.raises(LookupError, match="'hello' of 'en' cannot be read"):
        Catalog("en").text("hello", {})
    held.append(("b.ftl", "hello = two\n"))
    with pytest.raises(ValueError, match=r"b\.ftl names 'hello' a second time"):
        Catalog("en")


def test_an_unknown_message_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(LookupError, match=r"'kind-ties' is not a message of 'ru'.*kind-tie"):
        Messages("ru").text("kind-ties")


def test_arguments_are_set_without_marks_of_direction_and_one_missing_is_an_error() -> None:
    assert Messages("en").text("date-since", start="1981") == "since 1981"
    with pytest.raises(LookupError, match="'date-since' of 'ja'"):
        Messages("ja").text("date-since")
    with pytest.raises(LookupError, match="count"):  # it only chooses
        Messages("ru").text("unit-persons", figure="5")


_TAGS = """
en | en | en-GB | en_US.UTF-8
ja | ja | ja-JP | ja_JP.UTF-8
ru | RU | ru_RU@euro
zh-hans | zh | zh-hans | zh-Hans | zh-Hans-CN | zh_CN | zh-SG
"""


@pytest.mark.parametrize(("given", "folder"), grouped(_TAGS))
def test_a_language_is_known_by_its_tag_and_by_its_locale(given: str, folder: str) -> None:
    assert folder_of(given) == folder
    assert Messages("zh_CN").tag == "zh-Hans"


@pytest.mark.parametrize(
    "given", ["", "fr", "zh-Hant", "zh-Hant-CN", "zh_TW", "english", "C", None]
)
def test_any_other_language_is_refused_with_the_four_named(given: str | None) -> None:
    with pytest.raises(BadLanguage, match="en, ja, zh-Hans, ru"):
        Messages(given)  # type: ignore[arg-type]


def test_threads_that_ask_a_new_catalog_at_once_are_all_answered() -> None:
    catalog = Catalog("en")
    keys = [key for key in catalog.message_ids() if key.startswith("kind-")]
    with ThreadPoolExecutor(8) as threads:
        said = list(threads.map(lambda key: catalog.text(key, {}), keys * 8))
    assert said == [Catalog("en").text(key, {}) for key in keys] * 8
