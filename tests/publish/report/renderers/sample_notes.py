"""Builders of notes for the renderers' tests: one long note in English, short ones in four languages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from kizuna.publish.document import (
    CitedPassage,
    Drawing,
    HeaderLine,
    KeyFigure,
    KeyFigures,
    Listing,
    Note,
    NoteWords,
    Paragraph,
    Proof,
    Rival,
    Section,
    Sentence,
    Subheading,
    Table,
)

SVG = "http://www.w3.org/2000/svg"

WORDS = {
    "en": NoteWords(
        contents="Contents",
        evidence="Evidence",
        skip="Skip to the text",
        description="In words",
        cited_in="Cited in",
        passage="Passage",
        not_held="The document is not held; look for the passage at the place named.",
        holder="Stated by",
        stance="Stance",
        certainty="Certainty",
        recorded="Recorded",
        competing="Said otherwise",
        judgements="Judgements",
        close="Close",
        made_with="Made with Kizuna",
    ),
    "ja": NoteWords(
        contents="目次",
        evidence="根拠",
        skip="本文へ移動",
        description="言葉による説明",
        cited_in="引用箇所",
        passage="該当箇所",
        not_held="原文は所蔵していません。示した箇所をご参照ください。",
        holder="述べた者",
        stance="述べ方",
        certainty="確かさ",
        recorded="記録日",
        competing="異なる記述",
        judgements="判断",
        close="閉じる",
        made_with="Kizunaで作成",
    ),
    "zh-hans": NoteWords(
        contents="目录",
        evidence="依据",
        skip="跳到正文",
        description="文字说明",
        cited_in="引用于",
        passage="原文段落",
        not_held="未收藏原文，请按所示位置查找。",
        holder="陈述者",
        stance="陈述方式",
        certainty="确定程度",
        recorded="记录日期",
        competing="不同说法",
        judgements="判断",
        close="关闭",
        made_with="由 Kizuna 生成",
    ),
    "ru": NoteWords(
        contents="Содержание",
        evidence="Основания",
        skip="К тексту",
        description="Словами",
        cited_in="Где приводится",
        passage="Выдержка",
        not_held="Документ не хранится; выдержку следует искать в указанном месте.",
        holder="Кем заявлено",
        stance="Характер",
        certainty="Достоверность",
        recorded="Записано",
        competing="Другие сведения",
        judgements="Решения",
        close="Закрыть",
        made_with="Составлено в Kizuna",
    ),
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
        return Sentence.of(text, tuple(self.claim(label) for label in labels), aside)


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
    makers = {"en": english, "ja": japanese, "zh-hans": chinese, "ru": russian}
    return makers[language]()


def bars(labels: list[str], values: list[int], claims: str = "") -> str:
    """A bar chart as SVG, with a gradient, a class and a clip path to try the ids of a drawing."""
    rows = []
    for index, (label, value) in enumerate(zip(labels, values, strict=True)):
        y = 20 + index * 34
        rows.append(
            f'<text x="150" y="{y + 17}" text-anchor="end" class="label">{label}</text>'
            f'<rect x="160" y="{y}" width="{value * 44}" height="22" fill="url(#shade)"/>'
            f'<text x="{168 + value * 44}" y="{y + 17}" style="fill:#555">{value}</text>'
        )
    height = 30 + 34 * len(labels)
    return (
        f'<svg xmlns="{SVG}" viewBox="0 0 640 {height}" width="640" height="{height}" '
        'font-family="Source Sans 3, Noto Sans CJK JP, sans-serif" font-size="15">'
        "<style>.label { fill: #333 }</style>"
        '<defs><linearGradient id="shade"><stop offset="0" stop-color="#1f4f82"/>'
        '<stop offset="1" stop-color="#4f83b8"/></linearGradient></defs>'
        f'<g id="bars" data-claims="{claims}">{"".join(rows)}</g></svg>'
    )


def english() -> Note:
    """The long sample: eight sections with every kind of block."""
    desk = Desk()
    desk.claim(
        "Kobe and Tianjin tied in June 1973",
        before="The first tie between a city of Japan and one of the People's Republic was that of ",
        quote="Kobe and Tianjin, concluded in June 1973",
        after=", on the initiative of the mayor of Kobe.",
        rivals=(Rival(2, "Kobe and Tianjin tied on 24 June 1973"),),
        judgements=("The sheet of CLAIR is preferred: it names the day and the ceremony.",),
    )
    desk.claim(
        "Kobe and Tianjin tied on 24 June 1973",
        source="Sister city sheet of Kobe, CLAIR",
        locator="date of the tie",
        address="https://www.clair.example.org/sheets/kobe",
        holder="Council of Local Authorities for International Relations",
        stance="reported",
        rivals=(Rival(1, "Kobe and Tianjin tied in June 1973"),),
    )
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
    ties = [
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
    ]
    each = [f"The tie of {a} with {b} began on {d}" for a, b, d in ties]
    many = [
        f"A delegation of {year} number {n}" for year in range(1980, 1988) for n in range(1, 13)
    ]
    everything = (*each, *many)
    sections = (
        Section(
            "summary",
            "Summary",
            (
                KeyFigures(
                    (
                        KeyFigure(
                            desk.say("18, possibly 19", *each),
                            "cities of Kansai tied to a city of China",
                            desk.say(
                                "The note of 1987 states 24.", "24 cities of Kansai have ties"
                            ),
                        ),
                        KeyFigure(
                            desk.say("5", each[4], each[7], each[8], each[9]),
                            "prefectures with a tie",
                            desk.say("As the note states.", "5 prefectures of Kansai have ties"),
                        ),
                        KeyFigure(
                            desk.say("100–120", *everything), "delegations, 1980 to 1987, both ways"
                        ),
                    )
                ),
                Paragraph(
                    (
                        desk.say(
                            "On 1 April 1987 the cities and prefectures of the Kansai area had more "
                            "ties with the People’s Republic of China than with any other country "
                            "but the United States.",
                            "24 cities of Kansai have ties",
                            each[0],
                            each[1],
                        ),
                        desk.say(
                            "The first of them, between Kobe and Tianjin, was also the first between "
                            "any two cities of the two countries.",
                            "Kobe and Tianjin tied in June 1973",
                            "Kobe and Tianjin tied on 24 June 1973",
                        ),
                        desk.say(
                            "No record of the costs of the Chinese side has been found.", aside=True
                        ),
                    )
                ),
                Paragraph(
                    (
                        desk.say(
                            "Exchange rests on yearly agreements, of which the seventh between Osaka "
                            "and Shanghai was signed in September 1986; by then it named nine "
                            "fields, from port management to the breeding of pandas.",
                            "The seventh agreement was signed in September 1986",
                            "The agreement names nine fields",
                            many[3],
                            many[9],
                            many[30],
                        ),
                        desk.say(
                            "The names in Russian transcription (Осака, Кобэ, Тяньцзинь) follow the "
                            "source; 关西 and 関西 are the same word.",
                            "The source transcribes names",
                        ),
                    )
                ),
            ),
        ),
        Section(
            "ties",
            "Ties by level of government",
            (
                Paragraph(
                    (
                        desk.say(
                            "Twelve of the ties are given below with the date on which each was "
                            "signed or declared, as precisely as a source tells it.",
                            aside=True,
                        ),
                    )
                ),
                Table(
                    "Ties of Kansai with China, by date",
                    ("Kansai", "China", "Since", "Agreements", "Delegations in 1986"),
                    tuple(
                        (
                            desk.say(a, each[i]),
                            desk.say(b),
                            desk.say(
                                d, each[i], *(["Kobe and Tianjin tied in June 1973"][:1] * (not i))
                            ),
                            desk.say(
                                str(7 - i % 4), many[i], many[i + 1], many[i + 2], many[i + 3]
                            ),
                            desk.say(str(3 + i * 5 % 9), many[80 + i]),
                        )
                        for i, (a, b, d) in enumerate(ties)
                    ),
                    frozenset({3, 4}),
                ),
            ),
        ),
        Section(
            "fields",
            "Fields of exchange",
            (
                Subheading("Osaka and Shanghai", "fields-osaka", 1, "Seventh agreement, 1986"),
                Listing(
                    (
                        (desk.say("Port management and the training of pilots.", many[5]),),
                        (
                            desk.say("Water supply and sewerage,", many[6]),
                            desk.say("from 1982 also the treatment of sludge.", many[7], many[8]),
                        ),
                        (desk.say("Medicine, chiefly the treatment of burns.", many[10]),),
                    ),
                    numbered=True,
                ),
                Subheading("What was left out", "fields-left", 2),
                Listing(
                    (
                        (
                            desk.say(
                                "Trade, which the chambers of commerce keep among themselves.",
                                many[11],
                            ),
                        ),
                        (desk.say("Sister schools; no list of them is held.", aside=True),),
                    )
                ),
                Drawing(
                    bars(
                        ["Culture", "Port", "Medicine", "Schools", "Sport"],
                        [9, 7, 6, 4, 2],
                        claim_id("Kobe – Tianjin: status: active"),
                    ),
                    "Delegations by field, 1986",
                    "Bar chart. Culture 9 delegations, port 7, medicine 6, schools 4, sport 2.",
                    tuple(desk.claim(label) for label in many[40:68]),
                ),
            ),
        ),
        Section(
            "programmes",
            "Programmes",
            (
                Paragraph(
                    (
                        desk.say(
                            "Kobe sent 12 port experts to Tianjin in 1984 for two years.", many[12]
                        ),
                        desk.say("The French agency counts seven visits in two years.", many[13]),
                        desk.say("Both statements are kept.", aside=True),
                        Sentence.of("Both ports treat seamen.", (claim_id(SEAMEN),)),
                    )
                ),
                Drawing(
                    bars(["to China", "to Kansai"], [8, 5]),
                    "Delegations by direction, 1986",
                    "Bar chart. To China 8 delegations, to Kansai 5.",
                ),
            ),
        ),
        Section(
            "costs",
            "Costs and who bears them",
            (
                Paragraph(
                    (
                        desk.say(
                            "The host pays for stay and travel inside the country, the sender for the "
                            "journey; three quarters of the yearly cost falls to the Japanese side.",
                            many[14],
                            many[15],
                        ),
                    )
                ),
                Table(
                    "Costs by type",
                    ("Type", "Payer", "Amount"),
                    (
                        (
                            desk.say("Travel", many[16]),
                            desk.say("City of Osaka", many[16]),
                            desk.say("¥12,400,000", many[16]),
                        ),
                        (
                            desk.say("Interpreting", many[17]),
                            desk.say("City of Osaka", many[17]),
                            desk.say("¥1,150,000", many[17]),
                        ),
                        (
                            desk.say("Stay in Shanghai", many[18]),
                            desk.say("City of Shanghai", many[18]),
                            desk.say("not recorded", aside=True),
                        ),
                    ),
                    frozenset({2}),
                ),
            ),
        ),
        Section(
            "conflicts",
            "Where sources disagree",
            (
                Paragraph(
                    (
                        desk.say(
                            "Kobe and Tianjin: June 1973 in the note, 24 June 1973 in the sheet of CLAIR.",
                            "Kobe and Tianjin tied in June 1973",
                            "Kobe and Tianjin tied on 24 June 1973",
                        ),
                    )
                ),
            ),
        ),
        Section(
            "aims",
            "Aims and assessments",
            (Paragraph((desk.say("The author thinks the ties prepare trade.", many[19]),)),),
        ),
        Section(
            "method",
            "How this note was made",
            (
                Paragraph(
                    (
                        desk.say(
                            "Every number opens the passages behind it. A date known to the month is "
                            "never given as a day.",
                            aside=True,
                        ),
                    )
                ),
            ),
        ),
    )
    return Note(
        "en",
        "Ties of the Kansai area with the People’s Republic of China",
        "As they stood on 1 April 1987, as known on 2 November 2026",
        (
            HeaderLine("Number", "1987/14"),
            HeaderLine("Date", "2 November 2026"),
            HeaderLine("Prepared by", "The editors of Kizuna"),
            HeaderLine(
                "Distribution", "Consulate in Osaka (大阪); Ministry, First Asian Department"
            ),
            HeaderLine("Access", "For official use"),
        ),
        sections,
        desk.evidence,
        WORDS["en"],
    )


def japanese() -> Note:
    """A short note in Japanese that names places of China in their own characters."""
    desk = Desk()
    common = {
        "source": "関西の姉妹都市に関する覚書（1987年）",
        "locator": "第3段落",
        "holder": "覚書の筆者",
    }
    common |= {"stance": "断定", "certainty": "確実", "recorded": "2026年11月2日"}
    desk.claim(
        "神戸市と天津市は1973年6月に提携した",
        **common,
        before="日本と中華人民共和国の都市の最初の提携は、",
        quote="一九七三年六月の神戸市と天津市の提携",
        after="であった。",
        judgements=("日付と式典を記す自治体国際化協会の票を優先する。",),
    )
    for label in ("京都市と西安市は1974年5月に提携した", "大阪市と上海市は1974年4月18日に提携した"):
        desk.claim(label, **common)
    desk.claim("堺市と连云港市の提携", **common, quote="Сакаи и Ляньюньган — 1983", after=" г.")
    first, *rest = desk.entries
    sections = (
        Section(
            "summary",
            "概要",
            (
                KeyFigures(
                    (
                        KeyFigure(
                            desk.say("18都市、可能性を含め19都市", first, *rest),
                            "中国の都市と提携している関西の都市",
                            desk.say("1987年の覚書は24都市とする。", rest[0]),
                        ),
                        KeyFigure(desk.say("5府県", rest[1]), "提携している府県"),
                    )
                ),
                Paragraph(
                    (
                        desk.say(
                            "関西の自治体は、1987年4月1日現在、アメリカ合衆国に次いで多くの提携を中国と結んでいる。",
                            rest[0],
                            rest[1],
                        ),
                        desk.say("最初の提携は神戸市と天津市によるものである。", first),
                        desk.say("中国側の費用に関する記録は見つかっていない。", aside=True),
                    )
                ),
                Table(
                    "提携の一覧",
                    ("関西", "中国", "提携日", "回数"),
                    (
                        (
                            desk.say("神戸市", first),
                            desk.say("天津市"),
                            desk.say("1973年6月", first),
                            desk.say("7", first),
                        ),
                        (
                            desk.say("堺市", rest[2]),
                            desk.say("连云港市"),
                            desk.say("1983年12月3日", rest[2]),
                            desk.say("4"),
                        ),
                    ),
                    frozenset({3}),
                ),
                Drawing(
                    bars(["文化", "港湾"], [6, 3]), "分野別の派遣（1986年）", "文化6件、港湾3件。"
                ),
            ),
        ),
    )
    return Note(
        "ja",
        "関西地域と中華人民共和国の自治体間提携",
        "1987年4月1日現在、2026年11月2日までの記録による",
        (HeaderLine("番号", "1987/14"), HeaderLine("作成", "Kizuna編集部")),
        sections,
        desk.evidence,
        WORDS["ja"],
    )


def chinese() -> Note:
    """A short note in Simplified Chinese with characters that only it uses."""
    desk = Desk()
    desk.claim(
        "神户市与天津市于1973年6月结为友好城市",
        source="关于关西友好城市的说明（1987年）",
        locator="第3段",
        holder="说明的作者",
        stance="断言",
        certainty="确定",
        recorded="2026年11月2日",
        before="日本与中华人民共和国之间最早的友好城市，",
        quote="是神户市与天津市",
        after="，辽宁、苏州、无锡随后。",
    )
    label = next(iter(desk.entries))
    return a_note(
        Section(
            "summary",
            "概要",
            (
                KeyFigures((KeyFigure(desk.say("18，可能19", label), "结好的关西城市"),)),
                Paragraph(
                    (
                        desk.say("截至1987年4月1日，关西与中国的友好关系仅次于美国。", label),
                        desk.say("贸易协会、连云港与直辖市的往来另见下文。", label),
                    )
                ),
                Drawing(bars(["贸易", "协会"], [3, 5]), "按领域的代表团", "贸易3，协会5。"),
            ),
        ),
        desk=desk,
        language="zh-hans",
        title="关西地区与中国的友好城市关系",
    )


def russian() -> Note:
    """A short note in Russian."""
    desk = Desk()
    desk.claim(
        "Кобе и Тяньцзинь породнились в июне 1973 года",
        source="Справка о связях Кансая, 1987",
        locator="абзац 3",
        holder="Автор справки",
        stance="утверждается",
        certainty="достоверно",
        recorded="2 ноября 2026 г.",
        before="Первой стала связь ",
        quote="городов Кобе и Тяньцзинь, установленная в июне 1973 года",
        after=".",
    )
    label = next(iter(desk.entries))
    return a_note(
        Section(
            "summary",
            "Сводка",
            (
                KeyFigures((KeyFigure(desk.say("18, возможно 19", label), "городов Кансая"),)),
                Paragraph(
                    (
                        desk.say(
                            "На 1 апреля 1987 года города и префектуры района Кансай поддерживали "
                            "породнённые связи с восемнадцатью городами Китая, в том числе "
                            "Кобе (神戸市) с Тяньцзинем (天津市).",
                            label,
                        ),
                        desk.say("Сведений о расходах китайской стороны не найдено.", aside=True),
                    )
                ),
                Drawing(bars(["Культура", "Порт"], [5, 2]), "Делегации", "Культура 5, порт 2."),
            ),
        ),
        desk=desk,
        language="ru",
        title="Связи района Кансай с Китайской Народной Республикой",
    )


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
