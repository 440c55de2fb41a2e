"""Builders of notes for the renderers' tests: one long note in English, short ones in
four languages.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from builders import register
from kizuna.languages import LANGUAGES, Messages
from kizuna.publish.document import (
    CitedPassage,
    Drawing,
    Facts,
    KeyFigures,
    Listing,
    Note,
    Paragraph,
    Piece,
    Section,
    Sentence,
    Subheading,
    Table,
    Tone,
    quoted,
)
from kizuna.publish.report.compose import words_of
from kizuna.publish.wording import Wording
from kizuna.sources.passages import Context

SVG = "http://www.w3.org/2000/svg"

WORDS = {
    language: words_of(Wording(register(), Messages(language)))
    for language in LANGUAGES
}

SEAMEN_SUBJECT = "Seamen are treated in both ports"
SEAMEN = f"{SEAMEN_SUBJECT}: activity: care for seamen"


def claim_id(label: str) -> str:
    """A claim id of 32 hex digits for a label of the tests."""
    return hashlib.sha256(label.encode()).hexdigest()[:32]


def stated(label: str) -> tuple[str, tuple[Sentence, ...]]:
    """A label "subject: property: value" as a fact of its subject; another is one of
    itself.
    """
    subject, _, said = label.partition(": ")
    return subject, (Sentence.of(said or subject, (claim_id(label),)),)


def rival(label: str) -> Sentence:
    """What the claim of a label says otherwise."""
    return Sentence.of(label, (claim_id(label),))


@dataclass
class Desk:
    """Collects evidence while sentences are written, numbering it in order of first
    use.
    """

    entries: dict[str, CitedPassage] = field(default_factory=dict)

    def claim(
        self, *labels: str, language: str = "en", address: str = "", **given: Any
    ) -> str:
        """The id of the claim of the first label, which a passage states with those of
        the others; `given` are its "quote" (before, the passage, after), its "holder",
        what says otherwise ("rivals") and "judgements".
        """
        if labels[0] not in self.entries:
            quote = (
                (quoted(Context(*given["quote"]), language),)
                if "quote" in given
                else ()
            )
            link = address if address.startswith("https:") else ""
            named = Sentence.of("Note on the ties of Kansai, 1987")
            where = Sentence((Piece(address, address=link),))
            weighed = (
                ("Claims that say otherwise", given.get("rivals", ())),
                ("Judgements", tuple(map(Sentence.of, given.get("judgements", ())))),
            )
            facts = (
                ("Said by", (Sentence.of(given.get("holder", "V.")),)),
                *map(stated, labels),
                *((label, said) for label, said in weighed if said),
            )
            number, claims = len(self.entries) + 1, tuple(map(claim_id, labels))
            quotes, source = tuple(("", one) for one in quote), (named, where)
            entry = CitedPassage(number, claims, quotes, source, Facts.grouped(facts))
            self.entries[labels[0]] = entry
        return claim_id(labels[0])

    def say(self, text: str, *labels: str, aside: bool = False) -> Sentence:
        """A sentence resting on the claims of these labels."""
        return Sentence.of(
            text, map(self.claim, labels), Tone.ASIDE if aside else Tone.PLAIN
        )

    def paragraph(self, text: str, *labels: str) -> Paragraph:
        """A paragraph of one sentence."""
        return Paragraph((self.say(text, *labels),))


def a_note(
    *sections: Section, desk: Desk | None = None, language="en", **given: str
) -> Note:
    """A note of these sections with the desk's evidence."""
    title, lead = (
        given.get("title", "Ties of Kansai"),
        Sentence.of(given.get("subtitle", "")),
    )
    header, words = Facts((("Number", (Sentence.of("7"),)),)), WORDS[language]
    evidence = tuple(desk.entries.values()) if desk else ()
    return Note(
        language, title, lead, sections, header=header, evidence=evidence, words=words
    )


@cache
def note_in(language: str) -> Note:
    """A note in the language: the long sample in English, else a short one of which all
    rests on one passage.
    """
    if language == "en":
        return english()
    title, passage, figure, said = _SHORT[language]
    desk, quote = Desk(), passage[1]
    desk.claim(quote, quote=passage, language=language)
    figures = KeyFigures(((title, (desk.say(figure, quote),)),))
    text = Paragraph(tuple(desk.say(text, quote) for text in said))
    summary = Section(
        "summary", title, (figures, text, Drawing(bars(title[:2]), title, figure))
    )
    return a_note(summary, desk=desk, language=language, title=title)


@cache
def rendered(render: Callable[[Note], Any], language: str = "en") -> Any:
    """The sample note in a language in a form, made once; it is set without a
    warning.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return render(note_in(language))


def bars(label: str, claims: str = "") -> str:
    """A bar with its label as SVG."""
    return (
        f'<svg xmlns="{SVG}" viewBox="0 0 640 64" width="640" height="64" font-size="15">'
        f'<g data-claims="{claims}"><text x="150" y="37" text-anchor="end">{label}</text>'
        '<rect x="160" y="20" width="88" height="22" fill="#1f4f82"/></g></svg>'
    )


_TIES = (
    ("Kobe (神戸市)", "Tianjin (天津市)", "24 June 1973"),
    ("Nara (奈良市)", "Xi’an (西安市)", "February 1974"),
    ("Osaka (大阪市)", "Shanghai (上海市)", "18 April 1974"),
    ("Sakai (堺市)", "Lianyungang (连云港市)", "3 December 1983"),
)
_JUNE = "Kobe and Tianjin tied in June 1973"
_DAY = "Kobe and Tianjin tied on 24 June 1973"


def english() -> Note:
    """The long sample, with every kind of block."""
    desk = Desk()
    june = (
        "was that of ",
        "Kobe and Tianjin, concluded in June 1973",
        ", on the initiative.",
    )
    judged = ("The sheet of CLAIR is preferred: it names the day.",)
    desk.claim(_JUNE, quote=june, rivals=(rival(_DAY),), judgements=judged)
    address = "https://www.clair.example.org/sheets/kobe"
    desk.claim(_DAY, address=address, rivals=(rival(_JUNE),))
    active = "Kobe – Tianjin: status: active"
    shared = (f"{SEAMEN_SUBJECT}: field: {field}" for field in ("shipping", "medicine"))
    crews = (
        "By then ",
        "crews of both ports were treated in the other's hospitals",
        "",
    )
    desk.claim(SEAMEN, *shared, active, quote=crews, language="en-GB")
    each = [f"The tie of {a} with {b} began on {day}" for a, b, day in _TIES]
    many = [f"A delegation number {n}" for n in range(96)]
    sure = desk.say("18, possibly 19", *each)
    stated = desk.say("The note of 1987 states 24.", "24 cities of Kansai have ties")
    count = "cities tied to a city of China", (sure, stated)
    visits = "delegations, both ways", (desk.say("100", *each, *many),)
    rows = [
        (
            desk.say(a, each[i]),
            desk.say(b),
            desk.say(day, each[i]),
            desk.say(f"{i}", many[i]),
        )
        for i, (a, b, day) in enumerate(_TIES)
    ]
    heads = ("Kansai", "China", "Since", "Delegations in 1986")
    water = (desk.say("Water supply,", many[6]), desk.say("also sludge.", *many[7:9]))
    seen = "Bar chart. Culture 9 delegations, port 7."
    delegations = tuple(map(claim_id, many[40:68]))
    blocks = {
        "Summary": (
            KeyFigures((count, visits)),
            desk.paragraph("The first of them, between Kobe and Tianjin.", _JUNE, _DAY),
            desk.paragraph("Five delegations went (Осака, 关西 and 関西).", *many[3:9]),
            Paragraph(
                (desk.say("No record of the costs has been found.", aside=True),)
            ),
        ),
        "Ties by level": (
            Table(
                "Ties of Kansai with China, by date", heads, tuple(rows), frozenset({3})
            ),
        ),
        "Fields of exchange": (
            Subheading(
                "Osaka and Shanghai", "fields-osaka", 1, "Seventh agreement, 1986"
            ),
            Listing(((desk.say("Port management.", many[5]),), water), numbered=True),
            Subheading("What was left out", "fields-left", 2),
            Listing(
                ((desk.say("Trade.", many[11]),), (desk.say("Schools.", aside=True),))
            ),
            Drawing(
                bars("Culture", claim_id(active)), "By field, 1986", seen, delegations
            ),
            Paragraph((Sentence.of("Both ports treat seamen.", (claim_id(SEAMEN),)),)),
            Drawing(bars("to China"), "By direction", "To China 8."),
        ),
        "Where sources disagree": (desk.paragraph("June.", _JUNE, _DAY),),
    }
    sections = (Section(f"part-{at}", *part) for at, part in enumerate(blocks.items()))
    title = "Ties of the Kansai area with the People’s Republic of China"
    return a_note(
        *sections, desk=desk, title=title, subtitle="As they stood on 1 April 1987"
    )


_SHORT = {
    "ja": (
        "関西地域と中華人民共和国の自治体間提携",
        ("最初の提携は、", "一九七三年六月の神戸市と天津市の提携", "であった。"),
        "18都市、可能性を含め19都市",
        (
            "最初の提携は神戸市と天津市によるものである。",
            "堺市は连云港市と提携している。",
        ),
    ),
    "zh-hans": (
        "关西地区与中国的友好城市关系",
        ("最早的友好城市，", "是神户市与天津市", "，辽宁、苏州、无锡随后。"),
        "18，可能19",
        (
            "贸易协会、连云港与直辖市的往来另见下文。",
            "截至1987年4月1日，关系仅次于美国。",
        ),
    ),
    "ru": (
        "Связи района Кансай с Китайской Народной Республикой",
        (
            "Первой стала связь ",
            "городов Кобе и Тяньцзинь, установленная в июне 1973 года",
            ".",
        ),
        "18, возможно 19",
        (
            "На 1 апреля 1987 года города Кобе (神戸市) и Тяньцзинь (天津市) дружат.",
            "Иного нет.",
        ),
    ),
}
