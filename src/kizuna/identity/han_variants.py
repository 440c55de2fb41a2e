"""Printed variants of Han characters met in names of places and people, Japanese, simplified and traditional.

Each group is one character in its forms; the first stands for all. The table is our own choice of what
occurs in such names, the Japanese forms above all; for the rest OpenCC knows the simplified form of a
traditional character. What neither knows stands for itself.
"""

from __future__ import annotations

from functools import cache
from typing import Any

_GROUPS = """
亜亞亚 愛爱 圧壓压 囲圍围 壱壹 隠隱隐 栄榮荣 営營营 衛衞卫 円圓圆 塩鹽盐 縁緣缘 応應应 桜櫻樱 奥奧 横橫
価價价 仮假 画畫画 会會会 壊壞坏 懐懷怀 絵繪绘 拡擴扩 覚覺觉 学學学 楽樂乐 関關关 歓歡欢 観觀观 巻卷 漢汉 気氣气
亀龜龟 帰歸归 旧舊旧 峡峽峡 郷鄉乡 暁曉晓 区區区 駆驅驱 径徑径 恵惠 経經经 軽輕轻 鶏鷄鸡雞 芸藝艺 県縣县
検檢检 権權权 顕顯显 験驗验 厳嚴严 広廣广 鉱鑛矿 国國国 穀谷 済濟济 斎齋斋 剤劑剂 雑雜杂 参參参 蚕蠶 桟棧栈
賛贊赞 残殘残 糸絲丝 歯齒齿 児兒儿 実實实 写寫写 釈釋释 寿壽寿 収收 従從从 渋澁涩 獣獸兽 縦縱纵 処處处
緒绪 諸诸 称稱称 証證证 奨獎奖 焼燒烧 条條条 状狀状 乗乘 浄淨净 畳疊 縄繩绳 穣穰 嬢孃 譲讓让 触觸触 嘱囑 神
真眞 寝寢寝 慎愼 尽盡尽 図圖图 粋粹 酔醉 穂穗 随隨随 髄髓 枢樞枢 数數数 声聲声 斉齊齐 静靜静 摂攝摄 専專专 戦戰战
浅淺浅 潜潛潜 繊纖纤 銭錢钱 践踐践 禅禪禅 双雙双 荘莊庄 捜搜 挿插 巣巢 装裝装 総總总 蔵藏 臓臟脏 属屬属 続續续
対對对 体體体 帯帶带 滞滯滞 台臺 滝瀧泷 択擇择 沢澤泽 担擔担 単單单 胆膽胆 団團团 弾彈弹 断斷断 痴癡 遅遲迟
昼晝昼 虫蟲虫 鋳鑄铸 庁廳厅 聴聽听 鎮鎭镇 逓遞递 鉄鐵铁 転轉转 点點点 伝傳传 都 灯燈灯 当當当 党黨党 盗盜盗
稲稻 闘鬪斗 徳德 独獨独 読讀读 届屆届 縄繩绳 難难 弐貳 悩惱恼 脳腦脑 覇霸 廃廢废 拝拜 売賣卖 麦麥麦 発發发
髪髮 抜拔 蛮蠻蛮 浜濱滨 頻频 敏 瓶甁 払拂 仏佛 併倂并 並竝并 辺邊边邉 変變变 弁辨辯瓣 舗舖铺 宝寶宝 豊豐丰
褒襃 墨 毎每 万萬万 満滿满 黙默 弥彌弥 訳譯译 薬藥药 与與与 予豫 誉譽誉 揺搖摇 様樣样 謡謠谣 来來来 頼賴赖
乱亂乱 覧覽览 竜龍龙 両兩两 猟獵猎 緑綠绿 隣鄰邻 涙淚泪 塁壘垒 励勵励 礼禮礼 霊靈灵 齢齡龄 暦曆历 歴歷历
恋戀恋 練练 錬炼 炉爐炉 労勞劳 朗 楼樓楼 録錄录 湾灣湾 陝陕 連连 雲云 東东 蘇苏 寧宁 無无 錫锡 華华 楊杨 揚扬 陽阳
陰阴 長长 門门 馬马 島岛嶋嶌 崎﨑埼碕 嶺岭 羅罗 蘭兰 貴贵 遼辽 瀋沈渖 諫谏 慶庆 鄭郑 鄧邓 許许 趙赵 陳陈 張张 劉刘
孫孙 呉吳吴 黄黃 湯汤 葉叶 鳥鸟 鴻鸿 鳳凤 鶴鹤 鷹鹰 鎌镰 銀银 鋼钢 錦锦 鏡镜 鈴铃 車车 軍军 輪轮 電电 報报 紅红
紀纪 納纳 維维 網网 義义 習习 見见 覓觅 規规 親亲 計计 記记 訪访 設设 論论 議议 護护 貝贝 財财 貨货 貿贸 質质
運运 過过 達达 遠远 選选 開开 間间 陸陆 隊队 階阶 際际 雞鸡 響响 頂顶 領领 風风 飛飞 養养 館馆 駅驛驿 髙高 魚鱼
黒黑 斯 後后 個个 幹干 億亿 処 勝胜 労 協协 専 歳岁 殻壳 業业 構构 標标 橋桥 機机 決决 測测 漁渔 熱热 爾尔 牽牵
環环 産產产 異异 監监 碼码 確确 種种 積积 稅税 穏穩稳 節节 範范 築筑 糧粮 級级 組组 結结 給给 統统 継繼继 線线
繁 置 罰罚 聖圣 職职 臨临 興兴 藍蓝 衆众 術术 製制 複复 誠诚 調调 諾诺 謝谢 豪 販贩 購购 農农 邨村 郵邮 鄰邻
"""


def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in _GROUPS.split():
        first = found.get(group[0], group[0])
        for variant in group:
            found.setdefault(variant, first)
    return {variant: first for variant, first in found.items() if variant != first}


HAN_VARIANTS: dict[str, str] = _table()
"""For each variant the character that stands for its group; what stands for itself is not in it."""

_STANDING = frozenset(HAN_VARIANTS.values())
_FIRST_HAN = "\u3400"


def han_standard(character: str) -> str:
    """The character that stands for all forms of this one; itself when it has no other form."""
    if character in HAN_VARIANTS:
        return HAN_VARIANTS[character]
    if character < _FIRST_HAN or character in _STANDING:
        return character
    simple = _simplified(character)
    return HAN_VARIANTS.get(simple, simple)


def _simplified(character: str) -> str:
    """The simplified form, one character that has no simpler form itself; else the character as it is."""
    simple: str = _converter().convert(character)
    settled = len(simple) == 1 and _converter().convert(simple) == simple
    return simple if settled else character


@cache
def _converter() -> Any:
    """OpenCC from traditional to simplified; loaded when the first rare character is met."""
    from opencc import OpenCC

    return OpenCC("t2s")
