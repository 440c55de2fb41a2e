"""Chinese names in foreign spellings, read back into Pinyin: Wade-Giles, Palladius and its Latin echo, postal.

Every syllable of Pinyin is spelt by the rules of each system; a name is cut into such syllables in every way
that leaves nothing over. A reading finds candidates: Wade-Giles without its apostrophes is read in several ways.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from kizuna.identity.folding import fold_name

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
j i ia ian iang iao ie in ing iong iu u uan ue un
q i ia ian iang iao ie in ing iong iu u uan ue un
x i ia ian iang iao ie in ing iong iu u uan ue un
zh a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
ch a ai an ang ao e en eng i ong ou u uai uan uang ui un uo
sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
r an ang ao e en eng i ong ou u uan ui un uo
z a ai an ang ao e ei en eng i ong ou u uan ui un uo
c a ai an ang ao e en eng i ong ou u uan ui un uo
s a ai an ang ao e en eng i ong ou u uan ui un uo
"""
_CYRILLIC_INITIALS = (
    "b=б p=п m=м f=ф d=д t=т n=н l=л g=г k=к h=х j=цз q=ц x=с zh=чж ch=ч sh=ш r=ж z=цз c=ц s=с"
)
_CYRILLIC_FINALS = (
    "a=а ai=ай an=ань ang=ан ao=ао e=э ei=эй en=энь eng=эн er=эр o=о ou=оу ong=ун i=и ia=я ian=янь iang=ян"
    " iao=яо ie=е in=инь ing=ин iong=юн iu=ю u=у ua=уа uai=уай uan=уань uang=уан ui=уй un=унь uo=о"
    " v=юй ve=юэ van=юань vn=юнь"
)
_CYRILLIC_ALONE = (
    "ya=я yan=янь yang=ян yao=яо ye=е yi=и yin=инь ying=ин yo=йо yong=юн you=ю yu=юй yuan=юань yue=юэ yun=юнь"
    " wa=ва wai=вай wan=вань wang=ван wei=вэй wen=вэнь weng=вэн wo=во wu=у hui=хуэй hui=хой zi=цзы ci=цы si=сы"
    ""
)
_ECHO = "a b v g d e zh z i i k l m n o p r s t u f h ts ch sh i - e iu ia"
_LATIN_OF = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшыьэюя",
        _ECHO.split(),
        strict=True,
    )
)
_WADE_INITIALS = (
    "b=p p=p m=m f=f d=t t=t n=n l=l g=k k=k h=h j=ch q=ch x=hs zh=ch ch=ch sh=sh r=j z=ts c=ts s=s"
)
_WADE_FINALS = "ong=ung ie=ieh ian=ien iong=iung uo=o v=u ve=ueh van=uan vn=un ue=ueh er=erh"
_WADE_ALONE = (
    "ge=ko ke=ko he=ho e=o yi=i yan=yen ye=yeh you=yu yong=yung yue=yueh zi=tzu ci=tzu si=ssu si=szu zhi=chih"
    " chi=chih shi=shih ri=jih gui=kuei kui=kuei zhuo=cho shuo=shuo guo=kuo kuo=kuo huo=huo er=erh yu=yu"
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
kongmoon=jiangmen
chaochow=chaozhou waichow=huizhou changchow=zhangzhou chuanchow=quanzhou zaitun=quanzhou lienyunkang=lianyungang
haichow=lianyungang yangchow=yangzhou tungchow=nantong nantung=nantong wusih=wuxi changchowfu=changzhou
huchow=huzhou shaohing=shaoxing kashing=jiaxing harbin=haerbin haerhpin=harbin tsingyuan=baoding luta=dalian
sunkiang=songjiang
kwangtung=guangdong kwangsi=guangxi fukien=fujian chekiang=zhejiang kiangsu=jiangsu kiangsi=jiangxi anhwei=anhui
hopeh=hebei hupeh=hubei honan=henan hunan=hunan shantung=shandong shansi=shanxi shensi=shaanxi kansu=gansu
szechwan=sichuan
szechuan=sichuan kweichow=guizhou tsinghai=qinghai heilungkiang=heilongjiang sinkiang=xinjiang chinghai=qinghai
шэньси=shaanxi shenhsi=shaanxi пекин=beijing нанкин=nanjing кантон=guangzhou мукден=shenyang
"""
_MOST = 48


@lru_cache(maxsize=50_000)
def pinyin_readings(text: str) -> frozenset[str]:
    """The Pinyin, folded and without tones, that a foreign spelling of a Chinese name may stand for; at most 48.

    Empty for what is no such spelling, and for Han characters.
    """
    folded = fold_name(text)
    found = set(_postal().get(folded, ()))
    if any("а" <= letter <= "я" for letter in folded):
        return frozenset(found | set(_cut(folded, "palladius")))
    if folded.isascii() and folded.isalpha() and len(folded) < 30:
        found.update(_cut(folded, "wade-giles"))
        found.update(_cut(folded.replace("kh", "h").replace("y", "i"), "echo"))
    return frozenset(found - {folded})


def postal_readings(text: str) -> frozenset[str]:
    """The Pinyin of a name that the old post office and its readers knew by a spelling of its own."""
    return frozenset(_postal().get(fold_name(text), ()))


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
def _spellings() -> dict[str, dict[str, tuple[str, ...]]]:
    """For each system, what each spelling may stand for."""
    tables: dict[str, dict[str, dict[str, None]]] = {
        "palladius": defaultdict(dict),
        "wade-giles": defaultdict(dict),
        "echo": defaultdict(dict),
        "pinyin": defaultdict(dict),
    }
    for pinyin, initial, final in _syllables():
        plain = pinyin.replace("v", "u")
        tables["pinyin"][plain][plain] = None
        for written in _palladius(pinyin, initial, final):
            tables["palladius"][fold_name(written)][plain] = None
            echo = "".join(_LATIN_OF.get(letter, "").strip("-") for letter in written)
            tables["echo"][echo][plain] = None
        for written in _wade(pinyin, initial, final):
            tables["wade-giles"][written][plain] = None
    return {
        system: {key: tuple(found) for key, found in table.items()}
        for system, table in tables.items()
    }


def _syllables() -> list[tuple[str, str, str]]:
    """Every syllable with its initial and its final, ü written v (after j, q and x too)."""
    found = []
    for line in _SYLLABLES.split("\n"):
        initial, *finals = line.split() or ("",)
        for final in finals:
            if initial in ("-", "y", "w"):
                alone = final if initial == "-" else initial + final
                found.append((alone, "", alone))
            else:
                deep = initial in ("j", "q", "x") and final.startswith("u")
                found.append((initial + final, initial, "v" + final[1:] if deep else final))
    return found


def _pairs(table: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for entry in table.split():
        key, _, value = entry.partition("=")
        found[key].append(value)
    return found


_ALONE_CYRILLIC, _ALONE_WADE = _pairs(_CYRILLIC_ALONE), _pairs(_WADE_ALONE)
_INITIAL_CYRILLIC, _FINAL_CYRILLIC = _pairs(_CYRILLIC_INITIALS), _pairs(_CYRILLIC_FINALS)
_INITIAL_WADE, _FINAL_WADE = _pairs(_WADE_INITIALS), _pairs(_WADE_FINALS)


def _palladius(pinyin: str, initial: str, final: str) -> list[str]:
    if pinyin in _ALONE_CYRILLIC:
        return _ALONE_CYRILLIC[pinyin]
    if not initial:
        return _FINAL_CYRILLIC.get(final, [])
    return [_INITIAL_CYRILLIC[initial][0] + end for end in _FINAL_CYRILLIC[final]]


def _wade(pinyin: str, initial: str, final: str) -> list[str]:
    if pinyin in _ALONE_WADE:
        return _ALONE_WADE[pinyin]
    ends = _FINAL_WADE.get(final, [final])
    return [(_INITIAL_WADE[initial][0] if initial else "") + end for end in ends]


@cache
def _postal() -> dict[str, tuple[str, ...]]:
    return {key: tuple(found) for key, found in _pairs(_POSTAL).items()}
