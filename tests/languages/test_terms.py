"""That each language has one word for a thing, in every catalog."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

TERMS = {
    "ja": {
        "register": ("登録簿", ["組み込みの台帳", "内蔵登録簿"]),
        "claim": ("記述", ["陳述", "主張"]),
        "evidence": ("典拠", []),
        "note": ("調書", ["情報資料", "報告書", "覚書"]),
        "holder": ("述べた者", ["発言者", "述べている者"]),
        "stance": ("述べ方", ["陳述の立場"]),
        "certainty": ("確度", ["確かさ"]),
        "locator": ("出典内の位置", []),
        "proposal": ("提案", ["候補の提案"]),
        "accept": ("承認", ["採用"]),
        "take back": ("取り消す", ["撤回", "取消"]),
        "list": ("一覧表", ["名簿"]),
        "export": ("書き出し", ["エクスポート"]),
        "known at": ("記録時点", ["情報の時点"]),
        "title": ("標題", ["題名"]),
        "page": ("ページ", ["頁"]),
    },
    "zh-hans": {
        "register": ("登记册", ["登记簿"]),
        "claim": ("陈述", ["主张"]),
        "evidence": ("依据", ["证据"]),
        "document": ("文件", ["文献"]),
        "note": ("情况说明", ["简报", "情况通报"]),
        "holder": ("陈述方", ["说话者", "陈述者"]),
        "certainty": ("确信度", ["确定程度"]),
        "reviewer": ("审核人", ["审核者"]),
        "contributor": ("供稿者", ["供稿人"]),
        "proposal": ("提议", ["提案"]),
        "conflict": ("分歧", ["冲突"]),
        "job": ("任务", ["作业"]),
        "scope": ("授权范围", ["权限范围"]),
        "known at": ("记录时点", ["信息截至", "已知截至"]),
        "level": ("层级", ["级别"]),
        "search": ("搜索", ["检索"]),
    },
    "ru": {
        "register": ("реестр", ["учётный лист"]),
        "judgement": ("решение", ["вынесены суждения"]),
        "evidence": ("основани", ["свидетельств", "подтверждени"]),
        "passage": ("отрыв", ["фрагмент", "место в тексте"]),
        "note": ("справк", ["записк"]),
        "government": ("местной власти", ["местная власть", "орган власти", "органов власти"]),
        "take back": ("отмен", ["взять назад", "взято назад"]),
        "conflict": ("расхождени", ["разноглас"]),
        "id": ("идентификатор", ["обозначени"]),
        "reason": ("причин", ["обосновани"]),
        "duration": ("продолжительност", ["длительност"]),
    },
}
"""The word of each thing (in Russian its stem), and other words for it, which are not used."""


def catalogs(language: str) -> dict[str, str]:
    """The text of each catalog of a language by its name."""
    folder = files("kizuna").joinpath("locale", language)
    return {entry.name: entry.read_text("utf-8") for entry in folder.iterdir() if entry.is_file()}


@pytest.mark.parametrize("language", TERMS)
def test_a_thing_is_called_by_its_word_and_no_other(language: str) -> None:
    held = catalogs(language)
    whole = "".join(held.values())
    for thing, (word, others) in TERMS[language].items():
        assert word in whole, f"{thing} is called {word}"
        found = [(name, other) for name, text in held.items() for other in others if other in text]
        assert found == [], f"{thing} is called {word}"


def test_chinese_has_no_space_beside_a_latin_letter_or_a_digit() -> None:
    beside = re.compile(r"[\u4e00-\u9fff] +[A-Za-z0-9]|[A-Za-z0-9] +[\u4e00-\u9fff]")
    for name, text in catalogs("zh-hans").items():
        values = [line.partition("=")[2].strip() for line in text.splitlines() if "=" in line]
        assert [value for value in values if beside.search(value)] == [], name
