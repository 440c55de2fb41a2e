"""Builders of notes for the renderers' tests: one long note in English, short ones in four languages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from builders import register
from kizuna.languages import Messages
from kizuna.publish.document import (
    Block,
    CitedPassage,
    Drawing,
    HeaderLine,
    KeyFigure,
    KeyFigures,
    Listing,
    Note,
    Paragraph,
    Proof,
    Rival,
    Section,
    Sentence,
    Subheading,
    Table,
    Tone,
)
from kizuna.publish.report.compose import words_of
from kizuna.publish.wording import Wording

SVG = "http://www.w3.org/2000/svg"

WORDS = {
    language: words_of(Wording(register(), Messages(language)))
    for language in ("en", "ja", "zh-hans", "ru")
}


SEAMEN_SUBJECT = "Seamen are treated in both ports"
SEAMEN = f"{SEAMEN_SUBJECT}: activity: care for seamen"


def claim_id(label: str) -> str:
    """A claim id of 32 hex digits for a label of the tests."""
    return hashlib.sha256(label.encode()).hexdigest()[:32]


@dataclass
class Desk:
    """Collects evidence while sentences are written, numbering it in order of first use."""

    entries: dict[str, CitedPassage] = field(default_factory=dict)

    @property
    def evidence(self) -> tuple[CitedPassage, ...]:
        """The passages so far, by number."""
        return tuple(self.entries.values())

    def claim(self, label: str, **given: object) -> str:
        """The id of a claim that a passage of its own states; defaults for what is not given."""
        if label not in self.entries:
            self.passage(label, **given)
        return claim_id(label)

    def passage(self, *labels: str, **given: object) -> CitedPassage:
        """Adds one passage with a claim for each label, which are found by the first."""
        values: dict[str, object] = {
            "number": len(self.entries) + 1,
            "proofs": tuple(Proof(claim_id(label), label) for label in labels),
            "source": "Note on the ties of Kansai, 1987",
            "locator": "paragraph 3",
            "address": "",
            "holder": "The author of the note",
            "stance": "asserted",
            "certainty": "certain",
            "recorded": "2 November 2026",
        }
        values.update(given)
        self.entries[labels[0]] = CitedPassage(**values)  # type: ignore[arg-type]
        return self.entries[labels[0]]

    def say(self, text: str, *labels: str, aside: bool = False) -> Sentence:
        """A sentence resting on the claims of these labels."""
        return Sentence.of(text, map(self.claim, labels), Tone.ASIDE if aside else Tone.PLAIN)

    def paragraph(self, text: str, *labels: str) -> Paragraph:
        """A paragraph of one sentence."""
        return Paragraph((self.say(text, *labels),))


def a_note(
    *sections: Section, desk: Desk | None = None, language: str = "en", **given: str
) -> Note:
    """A note of these sections with the desk's evidence."""
    return Note(
        language=language,
        title=given.get("title", "Ties of Kansai"),
        subtitle=given.get("subtitle", ""),
        header=(HeaderLine("Number", "7"),),
        sections=sections,
        evidence=desk.evidence if desk else (),
        words=WORDS[language],
    )


def note_in(language: str) -> Note:
    """A short note in the language: en is the long sample."""
    return english() if language == "en" else _short(language)


def bars(labels: list[str], values: list[int], claims: str = "") -> str:
    """A bar chart as SVG."""
    rows = []
    for index, (label, value) in enumerate(zip(labels, values, strict=True)):
        y = 20 + index * 34
        rows.append(
            f'<text x="150" y="{y + 17}" text-anchor="end">{label}</text>'
            f'<rect x="160" y="{y}" width="{value * 44}" height="22" fill="#1f4f82"/>'
            f'<text x="{168 + value * 44}" y="{y + 17}" fill="#555">{value}</text>'
        )
    height = 30 + 34 * len(labels)
    return (
        f'<svg xmlns="{SVG}" viewBox="0 0 640 {height}" width="640" height="{height}" '
        'font-family="Source Sans 3, Noto Sans CJK JP, sans-serif" font-size="15">'
        f'<g data-claims="{claims}">{"".join(rows)}</g></svg>'
    )


_TIES = (
    ("Kobe (神戸市)", "Tianjin (天津市)", "24 June 1973"),
    ("Kyoto (京都市)", "Xi’an (西安市)", "10 May 1974"),
    ("Osaka (大阪市)", "Shanghai (上海市)", "18 April 1974"),
    ("Nara (奈良市)", "Xi’an (西安市)", "February 1974"),
    ("Osaka Prefecture (大阪府)", "Shanghai (上海市)", "21 November 1980"),
    ("Himeji (姫路市)", "Taiyuan (太原市)", "May 1987, perhaps June"),
    ("Sakai (堺市)", "Lianyungang (连云港市)", "3 December 1983"),
    ("Shiga Prefecture (滋賀県)", "Hunan Province (湖南省)", "25 March 1983"),
    ("Hyōgo Prefecture (兵庫県)", "Guangdong Province (广东省)", "23 March 1983"),
    ("Kyoto Prefecture (京都府)", "Shaanxi Province (陕西省)", "16 July 1983"),
    ("Wakayama (和歌山市)", "Jinan (济南市)", "14 January 1983"),
    ("Uji (宇治市)", "Xianyang (咸阳市)", "24 July 1986"),
)
_JUNE = "Kobe and Tianjin tied in June 1973"
_DAY = "Kobe and Tianjin tied on 24 June 1973"


def english() -> Note:
    """The long sample, with every kind of block."""
    desk = Desk()
    desk.claim(
        _JUNE,
        before="The first tie between a city of Japan and one of the People's Republic was that of ",
        quote="Kobe and Tianjin, concluded in June 1973",
        after=", on the initiative of the mayor of Kobe.",
        rivals=(Rival(2, _DAY),),
        judgements=("The sheet of CLAIR is preferred: it names the day and the ceremony.",),
    )
    address = "https://www.clair.example.org/sheets/kobe"
    desk.claim(_DAY, stance="reported", address=address, rivals=(Rival(1, _JUNE),))
    desk.passage(
        SEAMEN,
        f"{SEAMEN_SUBJECT}: field: shipping",
        f"{SEAMEN_SUBJECT}: field: medicine",
        "Kobe – Tianjin: status: active",
        before="By then ",
        quote="crews of both ports were treated in the other's hospitals",
        after=" free of charge.",
        quote_language="en-GB",
    )
    each = [f"The tie of {a} with {b} began on {day}" for a, b, day in _TIES]
    many = [f"A delegation of {1980 + n // 12} number {n}" for n in range(96)]
    sections = (
        Section("summary", "Summary", tuple(_summary(desk, each, many))),
        Section("ties", "Ties by level of government", (_ties(desk, each, many),)),
        Section("fields", "Fields of exchange", tuple(_fields(desk, many))),
        Section("conflicts", "Where sources disagree", (desk.paragraph("June.", _JUNE, _DAY),)),
    )
    return Note(
        "en",
        "Ties of the Kansai area with the People’s Republic of China",
        "As they stood on 1 April 1987, as known on 2 November 2026",
        (HeaderLine("Number", "1987/14"), HeaderLine("Distribution", "Consulate in Osaka (大阪)")),
        sections,
        desk.evidence,
        WORDS["en"],
    )


def _summary(desk: Desk, each: list[str], many: list[str]) -> Iterator[Block]:
    count = desk.say("18, possibly 19", *each)
    stated = desk.say("The note of 1987 states 24.", "24 cities of Kansai have ties")
    cities = KeyFigure(count, "cities tied to a city of China", stated)
    visits = KeyFigure(desk.say("100–120", *each, *many), "delegations, 1980 to 1987, both ways")
    yield KeyFigures((cities, visits))
    yield desk.paragraph("The cities of the area had more ties with China than others.", each[0])
    yield desk.paragraph("The first of them, between Kobe and Tianjin, was the first.", _JUNE, _DAY)
    yield desk.paragraph("Five delegations went (Осака, 关西 and 関西).", *many[3:9])
    yield Paragraph((desk.say("No record of the costs has been found.", aside=True),))


def _ties(desk: Desk, each: list[str], many: list[str]) -> Table:
    rows = [
        (
            desk.say(a, each[i]),
            desk.say(b),
            desk.say(day, each[i], *([] if i else [_JUNE])),
            desk.say(str(3 + i * 5 % 9), *many[i : i + 4]),
        )
        for i, (a, b, day) in enumerate(_TIES)
    ]
    columns = ("Kansai", "China", "Since", "Delegations in 1986")
    return Table("Ties of Kansai with China, by date", columns, tuple(rows), frozenset({3}))


def _fields(desk: Desk, many: list[str]) -> Iterator[Block]:
    yield Subheading("Osaka and Shanghai", "fields-osaka", 1, "Seventh agreement, 1986")
    water = (desk.say("Water supply,", many[6]), desk.say("from 1982 also sludge.", *many[7:9]))
    yield Listing(((desk.say("Port management.", many[5]),), water), numbered=True)
    yield Subheading("What was left out", "fields-left", 2)
    yield Listing(((desk.say("Trade.", many[11]),), (desk.say("Sister schools.", aside=True),)))
    active = claim_id("Kobe – Tianjin: status: active")
    yield Drawing(
        bars(["Culture", "Port"], [9, 7], active),
        "Delegations by field, 1986",
        "Bar chart. Culture 9 delegations, port 7.",
        tuple(desk.claim(label) for label in many[40:68]),
    )
    yield Paragraph((Sentence.of("Both ports treat seamen.", (claim_id(SEAMEN),)),))
    yield Drawing(bars(["to China", "to Kansai"], [8, 5]), "By direction", "To China 8.")


_SHORT = {
    "ja": (
        "関西地域と中華人民共和国の自治体間提携",
        (
            "日本と中華人民共和国の都市の最初の提携は、",
            "一九七三年六月の神戸市と天津市の提携",
            "であった。",
        ),
        "18都市、可能性を含め19都市",
        ("最初の提携は神戸市と天津市によるものである。", "堺市は连云港市と提携している。"),
        ["文化", "港湾"],
    ),
    "zh-hans": (
        "关西地区与中国的友好城市关系",
        (
            "日本与中华人民共和国之间最早的友好城市，",
            "是神户市与天津市",
            "，辽宁、苏州、无锡随后。",
        ),
        "18，可能19",
        ("贸易协会、连云港与直辖市的往来另见下文。", "截至1987年4月1日，关系仅次于美国。"),
        ["贸易", "协会"],
    ),
    "ru": (
        "Связи района Кансай с Китайской Народной Республикой",
        ("Первой стала связь ", "городов Кобе и Тяньцзинь, установленная в июне 1973 года", "."),
        "18, возможно 19",
        (
            "На 1 апреля 1987 года города и префектуры района Кансай поддерживали породнённые связи "
            "с восемнадцатью городами Китая, в том числе Кобе (神戸市) с Тяньцзинем (天津市).",
            "Сведений о расходах китайской стороны не найдено.",
        ),
        ["Культура", "Порт"],
    ),
}


def _short(language: str) -> Note:
    """A short note: a key figure, sentences, and a drawing, which rest on one passage."""
    title, (before, quote, after), figure, said, labels = _SHORT[language]
    desk = Desk()
    desk.claim(quote, before=before, quote=quote, after=after)
    blocks = (
        KeyFigures((KeyFigure(desk.say(figure, quote), title),)),
        Paragraph(tuple(desk.say(text, quote) for text in said)),
        Drawing(bars(labels, [6, 3]), title, figure),
    )
    return a_note(Section("summary", title, blocks), desk=desk, language=language, title=title)


def large(count: int) -> Note:
    """A note with `count` pieces of evidence, each cited by a sentence of its own and by a total."""
    desk = Desk()
    labels = [f"Delegation number {n} went from Kobe (神戸市) to Tianjin" for n in range(count)]
    for label in labels:
        desk.claim(label, quote="a delegation of five persons", before="In May ", after=" arrived.")
    said = [desk.say(f"{label}.", label) for label in labels]
    total = KeyFigures((KeyFigure(desk.say(str(count), *labels), "delegations"),))
    parts = [
        Section(f"part-{k}", f"Part {k}", (Paragraph(tuple(said[k * 50 : k * 50 + 50])),))
        for k in range((count + 49) // 50)
    ]
    return a_note(Section("summary", "Summary", (total,)), *parts, desk=desk)
