"""Han variants: the Japanese, traditional and simplified forms of a name are one; other letters stay apart."""

from __future__ import annotations

import pytest

from kizuna.identity.folding import fold_name, han_standard

_CITIES = """
神戸/神户/神戶 横浜/横滨/橫濱 広島/广岛/廣島 長崎/长崎 千葉/千叶 静岡/静冈/靜岡 浜松/滨松/濱松
岡崎/冈崎 豊橋/丰桥/豐橋 豊田/丰田/豐田 水戸/水户/水戶 八戸/八户/八戶 瀬戸/濑户/瀨戶
一関/一关/一關 塩竈/盐灶/鹽竈 会津若松/会津若松/會津若松 鎌倉/镰仓/鎌倉 長岡/长冈/長岡
金沢/金泽/金澤 各務原/各务原/各務原 舞鶴/舞鹤/舞鶴 姫路/姬路 鳥取/鸟取/鳥取 倉敷/仓敷/倉敷
呉/吴/吳 下関/下关/下關 徳島/德岛/德島 佐賀/佐贺/佐賀 別府/别府/別府 延岡/延冈/延岡
鹿児島/鹿儿岛/鹿兒島 那覇/那霸/那霸 伊万里/伊万里/伊萬里 気仙沼/气仙沼/氣仙沼 常総/常总/常總
富士見/富士见/富士見 渋川/涩川/澀川 渋谷/涩谷/澀谷 渓/溪 清水/清水/淸水 青森/青森/靑森 掲/揭
曽於/曾於/曾於 増/增 飛騨/飞驒/飛驒 恵庭/惠庭 滝沢/泷泽/瀧澤 亀山/龟山/龜山 竜ケ崎/龙ケ崎/龍ケ崎
大間々/大间々/大間々
"""


@pytest.mark.parametrize("forms", _CITIES.split())
def test_the_forms_of_a_city_in_japan_and_china_are_one_name(forms: str) -> None:
    assert len({fold_name(form) for form in forms.split("/")}) == 1


@pytest.mark.parametrize("letters", ["崎埼", "大太", "士土", "阪坂", "未末", "川州"])
def test_other_letters_stay_apart(letters: str) -> None:
    one, other = letters
    assert fold_name(one) != fold_name(other)


def test_what_stands_for_a_letter_stands_for_itself() -> None:
    for letter in map(chr, range(0x4E00, 0x9FFF)):
        standard = han_standard(letter)
        assert len(standard) == 1
        assert han_standard(standard) == standard
