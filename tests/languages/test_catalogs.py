"""The catalogs: the same messages and variables in every language, all readable, and
one word for a thing.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import files

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from builders import grouped, rows
from kizuna.errors import BadLanguage
from kizuna.languages import LANGUAGES, Messages, folder_of
from kizuna.languages.catalogs import Catalog, sources

EITHER = {"date-when-set": {"dates", "whens"}}
"""Messages that are given several wordings of one thing and take one."""


class Variables(Visitor):  # type: ignore[misc]
    """Collects the variables a message sets in its text, and those it only chooses
    by.
    """

    def __init__(self) -> None:
        self.inserted, self.selectors, self.references = (
            set[str](),
            set[str](),
            set[str](),
        )

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
    parsed = (
        FluentParser(with_spans=False).parse(source) for _, source in sources(folder)
    )
    return [entry for resource in parsed for entry in resource.body]


@cache
def variables_of(folder: str) -> dict[str, Variables]:
    """What each entry of a language uses, with what its references use added."""
    found: dict[str, Variables] = {}
    for entry in entries(folder):
        if isinstance(entry, ast.Message | ast.Term):
            seen = Variables()
            seen.visit(entry.value)
            found[
                entry.id.name if isinstance(entry, ast.Message) else f"-{entry.id.name}"
            ] = seen

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
    assert [
        entry.content for entry in entries(folder) if isinstance(entry, ast.Junk)
    ] == []
    terms = {k: v for k, v in variables_of(folder).items() if k.startswith("-")}
    assert [key for key, seen in terms.items() if seen.inserted | seen.selectors] == []


@pytest.mark.parametrize("folder", LANGUAGES)
def test_every_language_has_the_messages_of_english_and_all_that_are_parsed(
    folder: str,
) -> None:
    parsed = [
        entry.id.name for entry in entries(folder) if isinstance(entry, ast.Message)
    ]
    held = Catalog(folder).message_ids()
    assert held == Catalog("en").message_ids() == tuple(sorted(parsed))


@pytest.mark.parametrize("folder", LANGUAGES)
def test_no_language_drops_a_variable_that_english_sets_or_wants_one_more(
    folder: str,
) -> None:
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
    with pytest.raises(
        LookupError, match=r"'kind-ties' is not a message of 'ru'.*kind-tie"
    ):
        Messages("ru").text("kind-ties")


def test_arguments_are_set_without_marks_of_direction_and_one_missing_is_an_error() -> (
    None
):
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
def test_a_language_is_known_by_its_tag_and_by_its_locale(
    given: str, folder: str
) -> None:
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


TERMS = """
ja | register | 登録簿 | 組み込みの台帳 | 内蔵登録簿 || ja | claim | 記述 | 陳述 | 主張
ja | evidence | 典拠 || ja | note | 調書 | 情報資料 | 報告書 | 覚書
ja | holder | 述べた者 | 発言者 | 述べている者 || ja | stance | 述べ方 | 陳述の立場
ja | certainty | 確度 | 確かさ || ja | locator | 出典内の位置 || ja | proposal | 提案 | 候補の提案
ja | accept | 承認 | 採用 || ja | take back | 取り消す | 撤回 | 取消 || ja | list | 一覧表 | 名簿
ja | export | 書き出し | エクスポート || ja | known at | 記録時点 | 情報の時点
ja | title | 標題 | 題名 || ja | page | ページ | 頁
zh-hans | register | 登记册 | 登记簿 || zh-hans | claim | 陈述 | 主张
zh-hans | evidence | 依据 | 证据 || zh-hans | document | 文件 | 文献
zh-hans | note | 情况说明 | 简报 | 情况通报 || zh-hans | holder | 陈述方 | 说话者 | 陈述者
zh-hans | certainty | 确信度 | 确定程度 || zh-hans | reviewer | 审核人 | 审核者
zh-hans | contributor | 供稿者 | 供稿人 || zh-hans | proposal | 提议 | 提案
zh-hans | conflict | 分歧 | 冲突 || zh-hans | job | 任务 | 作业
zh-hans | scope | 授权范围 | 权限范围 || zh-hans | known at | 记录时点 | 信息截至 | 已知截至
zh-hans | level | 层级 | 级别 || zh-hans | search | 搜索 | 检索
ru | register | реестр | учётный лист || ru | judgement | решение | вынесены суждения
ru | evidence | основани | свидетельств | подтверждени
ru | passage | отрыв | фрагмент | место в тексте || ru | note | справк | записк
ru | government | местной власти | местная власть | орган власти | органов власти
ru | take back | отмен | взять назад | взято назад || ru | conflict | расхождени | разноглас
ru | id | идентификатор | обозначени || ru | reason | причин | обосновани
ru | duration | продолжительност | длительност
"""
"""A language, a thing, its word (in Russian its stem), and other words for it, which
are not used.
"""


@cache
def catalogs(language: str) -> dict[str, str]:
    """The text of each catalog of a language by its name."""
    folder = files("kizuna").joinpath("locale", language)
    return {
        entry.name: entry.read_text("utf-8")
        for entry in folder.iterdir()
        if entry.is_file()
    }


@pytest.mark.parametrize("held", rows(TERMS.replace(" || ", "\n")), ids=" ".join)
def test_a_thing_is_called_by_its_word_and_no_other(held: list[str]) -> None:
    language, _, word, *others = held
    texts = catalogs(language)
    assert [name for name, text in texts.items() if word in text]
    assert [
        (name, one) for name, text in texts.items() for one in others if one in text
    ] == []


def test_chinese_has_no_space_beside_a_latin_letter_or_a_digit() -> None:
    beside = re.compile(r"[\u4e00-\u9fff] +[A-Za-z0-9]|[A-Za-z0-9] +[\u4e00-\u9fff]")
    for name, text in catalogs("zh-hans").items():
        values = [
            line.partition("=")[2].strip() for line in text.splitlines() if "=" in line
        ]
        assert [value for value in values if beside.search(value)] == [], name
