"""Folding: one text for all ways of typing the same letters; it never brings different
letters together.

Case, accents, width, hyphens, apostrophes, dots and spaces do not matter, and neither
do the printed variants of a Han character (廣, 広, 广). The marks of kana do: か and が are
different sounds.

The tables of OpenCC bring a character to its simplified form; our own groups hold what
occurs in such names and OpenCC lacks. Law: 崎 and 埼 are different letters; what neither
knows stands for itself.

Spellings: one key for all ways of writing the same sounds of Japanese in Latin,
Cyrillic or kana. Hepburn (Oshima), Kunrei and Nihon (Osima, Ôsima), Polivanov in
Cyrillic (Осима) and through English (Osima, Khirosima, Miyadzaki) meet in one key. It
is coarser than the sounds: a key finds candidates, it does not prove that two names are
one.

Chinese names in foreign spellings are read back into Pinyin: Wade-Giles, Palladius and
its Latin echo, postal. Every syllable of Pinyin is spelt by the rules of each system; a
name is cut into such syllables in every way that leaves nothing over. A reading finds
candidates: Wade-Giles without its apostrophes is read in several ways.
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache

from kizuna.values.characters import CharacterTable, han_converter

_GROUPS = """
乡郷鄕 矿鉱鑛 涩渋澁 绪緒緖 斗闘鬪鬭 并倂竝 边辺邉 辨弁辯辩瓣 铺舗 邻隣 岛嶋嶌 崎﨑嵜 沈渖 吴呉
高髙 村邨 户戸 清淸 青靑 灶竃 颊頬 焰焔 笼篭 姬姫 栌枦 渊渕 富冨 谏諌 秋穐 苏蘓 驒騨 壶壷 贱賎
朗朖 兔兎 吉𠮷 蕊蘂 韧靭靱 卫衞 径逕 鲹鯵 系繋 妍姸
"""
"""One character in its forms, the simplified first, which stands for all."""
_OF_GROUP = {variant: group[0] for group in _GROUPS.split() for variant in group[1:]}
_STEPS = ("jp2t", "hk2t", "t2s")
"""From the Japanese form, and the one of Hong Kong, to the traditional and the
simplified one.
"""


def han_standard(character: str) -> str:
    """The character that stands for all forms of this one; itself when it has no other
    form.
    """
    if character < "\u3400":  # the first of Han
        return character
    for _ in _STEPS:
        standard = _OF_GROUP.get(character, character)
        for step in _STEPS:  # as far as they lead to one character
            form: str = han_converter(step).convert(standard)
            standard = form if len(form) == 1 else standard
        standard = _OF_GROUP.get(standard, standard)
        if standard == character:
            break
        character = standard
    return character


_KANA_MARKS = frozenset("\u3099\u309a")
_DROPPED_CATEGORIES = frozenset(
    {"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Pc", "Ps", "Pe", "Pi", "Pf"}
)
_DROPPED = frozenset("'`´ʹʻʼʽʾʿ.,;·・/\\\"!?&")
_EXPANDED = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
}


def fold_fresh(text: str) -> str:
    """The text in lower case without accents, spaces and joining signs; "" when nothing
    else is left.

    Folding twice gives the same as folding once. NFKC (Unicode 15, UAX 15) settles the
    width. Nothing is remembered: for millions of names that are each met once.
    """
    if text.isascii():
        return text.lower().translate(_ESSENTIAL)
    lowered = unicodedata.normalize("NFKC", text).casefold()
    kept = unicodedata.normalize("NFKD", lowered).translate(_ESSENTIAL)
    return unicodedata.normalize("NFKC", kept).casefold().translate(_STANDARD)


fold_name = lru_cache(maxsize=100_000)(fold_fresh)
"""The same, remembered for names that are met again."""


def _essential(character: str) -> str:
    category = unicodedata.category(character)
    is_mark = category in ("Mn", "Me") and character not in _KANA_MARKS
    is_dropped = is_mark or character in _DROPPED or category in _DROPPED_CATEGORIES
    return "" if is_dropped else character


_ESSENTIAL = CharacterTable(_essential)
_STANDARD = CharacterTable(lambda letter: _EXPANDED.get(letter) or han_standard(letter))

_CYRILLIC_SOUNDS = """
аa бb вv гg дd еe зz иi йi кk лl мm нn оo пp рr сs тt уu фf ыy эe іi ґg ъ ь
жzh хkh цts чch шsh щshch ёyo юyu яya єye
"""
_CYRILLIC = {pair[0]: pair[1:] for pair in _CYRILLIC_SOUNDS.split()}
_SOUNDS = r"""
kh h        dz z    v w      [ct]ch tch  (?<=[^aeiou])i(?=[aou]) y
shy?(?=[aeou]) sy   sh(?=i) s            chy?(?=[aeou]) ty        ch(?=i) t         tsu tu
jy?(?=[aeou]) zy    j(?=i) z             fu hu                    m(?=[bmp]) n
oh(?![aeiouy]) o    o[ou]+ o             uu+ u
"""
_RULES = [(re.compile(a), b) for a, b in zip(*[iter(_SOUNDS.split())] * 2, strict=True)]
"""What stands for a sound in one of the systems, and in the key."""
_KANA_NAME = re.compile(r"(?:HIRAGANA|KATAKANA) LETTER (SMALL )?([A-Z]+)$")
_KANA_SOUNDS = {"di": "zi", "du": "zu", "wo": "o", "wi": "i", "we": "e"}


@lru_cache(maxsize=100_000)
def spellings(text: str) -> frozenset[str]:
    """The keys of a name; two names that may be spellings of one have a key in common.

    Empty when nothing is left that sounds. A Cyrillic ё, often printed as е, gives both
    keys.
    """
    with_yo = unicodedata.normalize("NFC", text.lower()).replace("ё", "yo")
    folded = (fold_name(written) for written in {text, with_yo})
    return frozenset(filter(None, (sound_key(latin(letters)) for letters in folded)))


def sound_key(folded: str) -> str:
    """The key of folded Latin text; letters of other scripts stay as they are."""
    for pattern, replacement in _RULES:
        folded = pattern.sub(replacement, folded)
    return folded


def latin(folded: str) -> str:
    """Folded text with its Cyrillic and kana letters in Latin ones.

    Kana go by the names Unicode gives them, which are Nihon-shiki: し is SI, ぢ is DI.
    """
    if folded.isascii():
        return folded
    sounds, doubled = list[str](), False
    for character in "".join(_CYRILLIC.get(c, c) for c in folded):
        found = _KANA_NAME.match(unicodedata.name(character, ""))
        if found is None:
            if character != "ー":
                sounds.append(character)
            continue
        small, sound = bool(found[1]), found[2].lower()
        if small and sound == "tu":
            doubled = True
            continue
        sound = _KANA_SOUNDS.get(sound, sound)
        if small and sounds:
            sounds[-1] = sounds[-1].removesuffix("i")
        sounds.append(sound[0] + sound if doubled else sound)
        doubled = False
    return "".join(sounds)


_SYLLABLES = """
- a ai an ang ao e ei en er o ou
y a an ang ao e i in ing o ong ou u uan ue un
w a ai an ang ei en eng o u
b a ai an ang ao ei en eng i ian iao ie in ing o u
p a ai an ang ao ei en eng i ian iao ie in ing o ou u
m a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
f a an ang ei en eng o ou u
d a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo
t a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong u uan uo v ve
l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve
g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
k a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo
h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j i ia ian iang iao ie in ing iong iu v van ve vn
q i ia ian iang iao ie in ing iong iu v van ve vn
x i ia ian iang iao ie in ing iong iu v van ve vn
zh a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
ch a ai an ang ao e en eng i ong ou u uai uan uang ui un uo
sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
r an ang ao e en eng i ong ou u uan ui un uo
z a ai an ang ao e ei en eng i ong ou u uan ui un uo
c a ai an ang ao e en eng i ong ou u uan ui un uo
s a ai an ang ao e en eng i ong ou u uan ui un uo
"""
_CYRILLIC_INITIALS = (
    "b=б p=п m=м f=ф d=д t=т n=н l=л g=г k=к h=х j=цз q=ц x=с zh=чж ch=ч sh=ш r=ж z=цз"
    " c=ц s=с"
)
_CYRILLIC_FINALS = (
    "a=а ai=ай an=ань ang=ан ao=ао e=э ei=эй en=энь eng=эн er=эр o=о ou=оу ong=ун i=и"
    " ia=я ian=янь iang=ян"
    " iao=яо ie=е in=инь ing=ин iong=юн iu=ю u=у ua=уа uai=уай uan=уань uang=уан ui=уй"
    " un=унь uo=о"
    " v=юй ve=юэ van=юань vn=юнь"
)
_CYRILLIC_ALONE = (
    "ya=я yan=янь yang=ян yao=яо ye=е yi=и yin=инь ying=ин yo=йо yong=юн you=ю yu=юй"
    " yuan=юань yue=юэ yun=юнь"
    " wa=ва wai=вай wan=вань wang=ван wei=вэй wen=вэнь weng=вэн wo=во wu=у hui=хуэй"
    " hui=хой zi=цзы ci=цы si=сы"
)
_ECHO = "a b v g d e zh z i i k l m n o p r s t u f h ts ch sh i - e iu ia"
_LATIN_OF = dict(zip("абвгдежзийклмнопрстуфхцчшыьэюя", _ECHO.split(), strict=True))
_WADE_INITIALS = (
    "b=p p=p m=m f=f d=t t=t n=n l=l g=k k=k h=h j=ch q=ch x=hs zh=ch ch=ch sh=sh r=j"
    " z=ts c=ts s=s"
    " y=y w=w"
)
_WADE_FINALS = (
    "ong=ung ie=ieh ian=ien iong=iung uo=o v=u ve=ueh van=uan vn=un ue=ueh er=erh"
)
_WADE_ALONE = (
    "ge=ko ke=ko he=ho e=o yi=i yan=yen ye=yeh you=yu yong=yung yue=yueh zi=tzu ci=tzu"
    " si=ssu si=szu zhi=chih"
    " chi=chih shi=shih ri=jih gui=kuei kui=kuei zhuo=cho shuo=shuo guo=kuo kuo=kuo"
    " huo=huo er=erh yu=yu"
)
_POSTAL = """
peking=beijing peiping=beijing nanking=nanjing tientsin=tianjin canton=guangzhou amoy=xiamen swatow=shantou
chungking=chongqing tsingtao=qingdao tsinan=jinan sian=xian singan=xian hsian=xian foochow=fuzhou soochow=suzhou
hangchow=hangzhou wenchow=wenzhou ningpo=ningbo mukden=shenyang fengtien=shenyang dairen=dalian dalny=dalian
portarthur=lushun ryojun=lushun newchwang=yingkou antung=dandong kirin=jilin tsitsihar=qiqihar hsinking=changchun
kalgan=zhangjiakou paoting=baoding tangshan=tangshan chefoo=yantai weihaiwei=weihai hankow=wuhan wuchang=wuhan
ichang=yichang shasi=shashi kiukiang=jiujiang kweilin=guilin kweiyang=guiyang kunming=kunming yunnanfu=kunming
chengtu=chengdu lanchow=lanzhou sining=xining ningsia=yinchuan urumchi=urumqi tihwa=urumqi kashgar=kashi
macao=macau hoihow=haikou pakhoi=beihai nanning=nanning yungning=nanning liuchow=liuzhou wuchow=wuzhou
chinkiang=zhenjiang chinwangtao=qinhuangdao shihkiachwang=shijiazhuang taiyuan=taiyuan taiyuanfu=taiyuan
kaifeng=kaifeng chengchow=zhengzhou loyang=luoyang suchow=xuzhou hsuchow=xuzhou hofei=hefei anking=anqing
pengpu=bengbu wuhu=wuhu nanchang=nanchang changsha=changsha hengchow=hengyang yochow=yueyang fatshan=foshan
kongmoon=jiangmen chaochow=chaozhou waichow=huizhou changchow=zhangzhou chuanchow=quanzhou zaitun=quanzhou
lienyunkang=lianyungang haichow=lianyungang yangchow=yangzhou tungchow=nantong nantung=nantong wusih=wuxi
changchowfu=changzhou huchow=huzhou shaohing=shaoxing kashing=jiaxing harbin=haerbin haerhpin=harbin
tsingyuan=baoding luta=dalian sunkiang=songjiang
kwangtung=guangdong kwangsi=guangxi fukien=fujian chekiang=zhejiang kiangsu=jiangsu kiangsi=jiangxi anhwei=anhui
hopeh=hebei hupeh=hubei honan=henan hunan=hunan shantung=shandong shansi=shanxi shensi=shaanxi kansu=gansu
szechwan=sichuan szechuan=sichuan kweichow=guizhou tsinghai=qinghai heilungkiang=heilongjiang sinkiang=xinjiang
chinghai=qinghai шэньси=shaanxi shenhsi=shaanxi пекин=beijing нанкин=nanjing кантон=guangzhou мукден=shenyang
"""
_MOST = 48


def _pairs(table: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for entry in table.split():
        key, _, value = entry.partition("=")
        found[key].append(value)
    return found


_POSTAL_READINGS = _pairs(_POSTAL)


@lru_cache(maxsize=50_000)
def pinyin_readings(text: str) -> frozenset[str]:
    """The Pinyin, folded and without tones, that a foreign spelling of a Chinese name
    may stand for; at most 48.

    Empty for what is no such spelling, and for Han characters.
    """
    folded = fold_name(text)
    found = set(_POSTAL_READINGS.get(folded, ()))
    if any("а" <= letter <= "я" for letter in folded):
        found.update(_cut(folded, "palladius"))
    elif folded.isascii() and folded.isalpha() and len(folded) < 30:
        found.update(_cut(folded, "wade-giles"))
        found.update(_cut(folded.replace("kh", "h").replace("y", "i"), "echo"))
    return frozenset(found - {folded})


def foreign_readings(text: str) -> frozenset[str]:
    """The readings of a name; of what is Pinyin as it stands only those of the old post
    office's spellings.
    """
    folded = fold_name(text)
    is_foreign = any(mark in text for mark in "'’-") or not is_pinyin(folded)
    return (
        pinyin_readings(text)
        if is_foreign
        else frozenset(_POSTAL_READINGS.get(folded, ()))
    )


@lru_cache(maxsize=50_000)
def is_pinyin(folded: str) -> bool:
    """Whether a folded text is nothing but syllables of Pinyin."""
    return bool(_cut(folded, "pinyin"))


def _cut(text: str, system: str) -> list[str]:
    """Every way to read the text as syllables of a system, in Pinyin."""
    spellings = _spellings()[system]
    longest = max(map(len, spellings))
    ways: list[list[str]] = [[""], *([] for _ in text)]
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - longest), end):
            for syllable in spellings.get(text[start:end], ()):
                ways[end] += [f"{head}{syllable}" for head in ways[start]]
        ways[end] = list(dict.fromkeys(ways[end]))[:_MOST]
    return ways[-1]


@cache
def _spellings() -> dict[str, dict[str, dict[str, None]]]:
    """For each system, what each spelling may stand for, in order; ü is written v
    (after j, q and x too).
    """
    tables: dict[str, dict[str, dict[str, None]]] = {
        system: defaultdict(dict)
        for system in ("palladius", "wade-giles", "echo", "pinyin")
    }
    lines = (line.split() for line in _SYLLABLES.strip().split("\n"))
    for initial, final in (
        (initial, final) for initial, *finals in lines for final in finals
    ):
        pinyin = initial.strip("-") + final
        plain = pinyin.replace("v", "u")
        tables["pinyin"][plain][plain] = None
        for written in _written(_PALLADIUS, initial, final):
            tables["palladius"][fold_name(written)][plain] = None
            echo = "".join(_LATIN_OF.get(letter, "").strip("-") for letter in written)
            tables["echo"][echo][plain] = None
        for written in _written(_WADE, initial, final):
            tables["wade-giles"][written][plain] = None
    return tables


_PALLADIUS = tuple(map(_pairs, (_CYRILLIC_ALONE, _CYRILLIC_INITIALS, _CYRILLIC_FINALS)))
_WADE = tuple(map(_pairs, (_WADE_ALONE, _WADE_INITIALS, _WADE_FINALS)))


def _written(
    system: tuple[dict[str, list[str]], ...], initial: str, final: str
) -> list[str]:
    """A syllable of Pinyin in a system: by itself, or its initial with its final."""
    alone, initials, finals = system
    whole = [initials.get(initial, [""])[0] + end for end in finals.get(final, [final])]
    return alone.get(initial.strip("-") + final, whole)
