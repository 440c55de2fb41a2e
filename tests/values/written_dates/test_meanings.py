"""What the words beside a date say that it is the day of."""

from __future__ import annotations

import pytest

from kizuna.values.written_dates import dates_in

_MEANINGS = {
    "": {
        "en": (
            "signed on 28 June 1998",
            "twin towns since 1954",
            "The sister city relationship was established in 1990",
            "they visited Osaka on 28 June 1998 and signed the agreement",
            "a ceremony was held on 5 May 1998 to sign the pact",
            "The partnership dates back to 1959",
            "The ceremony to establish and sign the partnership of both towns was held on 5 May 1998",
            "Founded in 1221, the town has been a partner since|1990",
        ),
        "ja": ("昭和49年4月18日に姉妹都市提携", "友好都市となったのは1974年", "1974年に締結"),
        "zh": (
            "1979年5月1日结为友好城市",
            "1991年11月與女滿別町(因合併而為大空町)締結姊妹市",
            "民國76年締結姊妹市",
            "时间是1974年",
        ),
        "ko": ("1995년 자매결연을 체결", "2015.08.28. 협약에 서명"),
        "ru": ("18 апреля 1974 года подписано соглашение", "побратимы с 1974 года"),
        "de": ("seit 1959 Partnerstadt", "Die Verbindung reicht bis 1959 zurück"),
        "fr": ("jumelée depuis 1956", "Le jumelage a été créé en 1971"),
        "es": ("aprueba en 2002 hermanarse", "hermanada desde 1979"),
        "it": ("20 maggio 2010 - Sottoscrizione Patto di Gemellaggio",),
        "pl": ("Porozumienie zostało podpisane 16 maja 2005 r.",),
        "cs": ("Smlouva byla podepsána 16. května 2005",),
    },
    "expiry": {
        "en": (
            "the agreement lapses on 31 March 2027",
            "valid until further notice, expires 1 May 2020",
        ),
        "ja": ("有効期限は2027年3月31日",),
        "de": ("Der Vertrag läuft am 31. März 2027 ab, gültig bis|1998",),
    },
    "end": {
        "en": ("the tie was terminated in 2012", "until 1990"),
        "ja": ("2012年に解消", "1990年まで"),
        "zh": ("2019年10月终止",),
        "ko": ("1990년까지",),
        "ru": ("до 1990 года", "прекращены в 2022 году"),
        "de": ("bis 1990", "2012 beendet"),
        "fr": ("jusqu'en 1990",),
    },
    "founding": {
        "en": (
            "The town was founded in 1221",
            "The school opened in 1978",
            "Founded\n1521\nPopulation",
        ),
        "ja": ("1889年に市制施行", "昭和30年に合併"),
        "zh": ("始建于1263年", "1990年成立"),
        "ko": ("1980년 4월 1일 시로 승격",),
        "ru": ("Основан: 1648 год",),
        "de": ("Die Stadt wurde 1521 gegründet",),
        "fr": ("La ville fut fondée en 1221",),
        "es": ("ciudad fundada en 1530",),
        "it": ("fondata nel 1221",),
        "pl": ("miasto założone w 1343 roku",),
    },
    "birth": {"en": ("born in 1931",), "de": ("geboren 1931",), "ja": ("1931年生まれ",)},
    "death": {"en": ("he died in 1967",), "ru": ("умер в 1967 году",)},
    "publication": {
        "en": ("Last updated 2 May 2013", "published on 12 April 2021"),
        "ja": ("更新日:2020年4月1日",),
        "ko": ("- 등록일\n2019-11-11",),
        "de": ("Stand: 31. August 2023",),
        "fr": ("Mise à jour le 2 mai 2013",),
        "it": ("Pagina aggiornata il 04/09/2024",),
        "zh": ("10月9日电 (记者",),
    },
    "anniversary": {
        "en": ("in December 2014 it marked 60 years of friendship",),
        "ja": ("平成28年には三十年の節目を迎えた",),
        "de": ("2018 feierte die Stadt das 30. Jubiläum der Städtepartnerschaft",),
        "zh": ("1989年，为庆祝结为友好城市5周年",),
    },
    "visit": {
        "en": ("On December 12 we received two guests",),
        "ko": ("2015.08.25. 시장 등 11명, 방문",),
        "zh": ("2015年，总理来校视察",),
        "ja": ("2015年8月に訪問団が来訪",),
    },
    "event": {
        "ja": ("2026年8月15日に行われた",),
        "es": ("20 de diciembre de 2012, 14:32",),
        "en": ("a festival in May 2019",),
    },
}


@pytest.mark.parametrize(
    ("meaning", "language", "text"),
    [
        (meaning, language, text)
        for meaning, by_language in _MEANINGS.items()
        for language, texts in by_language.items()
        for text in texts
    ],
)
def test_a_date_means_what_the_words_beside_it_say(meaning: str, language: str, text: str) -> None:
    found = dates_in(text.replace("|", " "), language)
    assert found[-1].meaning == meaning


def test_a_span_that_lasts_until_a_day_is_no_end() -> None:
    assert dates_in("1974年から1980年まで姉妹都市")[0].meaning == ""


def test_a_word_of_one_language_does_not_speak_in_another() -> None:
    assert dates_in("Die Stadt war 1974 mit Nancy verbunden", "de")[0].meaning == ""
    assert dates_in("En 2003 est venu le tour de Leshan", "fr")[0].meaning == ""
