import pytest

from kizuna.errors import BadLanguage
from kizuna.values import base_language, language_tag, own_name


@pytest.mark.parametrize(
    ("tag", "normal"),
    [
        ("ja", "ja"),
        ("zh-hans", "zh-Hans"),
        ("ZH_HANS_cn", "zh-Hans-CN"),
        ("pt-br", "pt-BR"),
        ("es-419", "es-419"),
        ("sl-rozaj", "sl-rozaj"),
        ("ja-latn-hepburn", "ja-Latn-hepburn"),
        ("de-1996-x-Local", "de-1996-x-local"),
        (" ru ", "ru"),
    ],
)
def test_a_tag_has_one_spelling(tag: str, normal: str) -> None:
    assert language_tag(tag) == language_tag(normal) == normal


@pytest.mark.parametrize("tag", ["", "Japanese", "j", "ja-", "ja--JP", "日本語", "12", None, 5])
def test_what_is_not_a_tag_is_refused_and_quoted(tag: object) -> None:
    with pytest.raises(BadLanguage) as refused:
        language_tag(tag)
    assert repr(tag) in str(refused.value)


def test_the_base_language_leaves_script_and_region_out() -> None:
    assert base_language("zh-hans-CN") == "zh"


@pytest.mark.parametrize(
    ("tag", "name"),
    [("ja", "日本語"), ("ru", "русский"), ("en", "English"), ("zh-hant", "中文 (繁體)")],
)
def test_a_language_is_called_as_its_speakers_call_it(tag: str, name: str) -> None:
    assert own_name(tag) == name


def test_a_language_nobody_described_is_called_by_its_tag() -> None:
    assert own_name("qqq-hans") == "qqq-Hans"
