"""Rendering: templates filled in the language and with the clocks of a visit; claims and judgements in words."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kizuna.claims.claim import Claim
from kizuna.errors import Overtaken
from kizuna.languages import LANGUAGES, Messages
from kizuna.languages.catalogs import TAGS
from kizuna.publish.document import Sentence, SentenceHtml
from kizuna.publish.report.renderers.setting import language_runs
from kizuna.publish.wording import Wording, capital
from kizuna.values import Edtf, escape_and_isolate, escape_characters, kind_of
from kizuna.web.visit import Visit, look_of, take_unsent, visit
from kizuna.workflows.list_claims import ACCEPTED, WeighedClaim
from kizuna.workflows.open_evidence import WeighedJudgement, reason_in_words
from kizuna.workflows.question import QUESTIONS

MOST = 100
"""How many marks are made at most; of the others the number is told."""


def evidence_mark(visit: Visit, claims: Sequence[str], *, in_words: bool = False) -> Markup:
    """The one mark of a fact: a link to the claim behind it or, where there are several, how many they are, which
    opens a link to each; `in_words` as "52 claims". Empty for no claim.

    A link leads to the claim's page, so it works without a script; with one its evidence opens beside the page.
    """
    if not claims:
        return Markup()
    count, text, query = len(claims), visit.messages.text, escape(visit.address(""))
    marks = "".join(
        f'<a class="ref" href="/claim/{claim}{query}" hx-get="/claim/{claim}{query}"'
        f' data-claim="{claim[:8]}"'
        f' aria-label="{escape(text("web-evidence-number", number=number))}">{number}</a>'
        for number, claim in enumerate(claims[:MOST], 1)
    )
    if count > 1 or in_words:
        label = text("web-text-claims", count=count)
        shown, style = (label, "more in-words") if in_words else (str(count), "more")
        name = f"all-{claims[0][:10]}-{claims[-1][:6]}-{count}"
        rest = text("web-evidence-rest", count=count - MOST) if count > MOST else ""
        marks = (
            f'<button type="button" class="{style}" popovertarget="{name}" aria-label="{escape(label)}"'
            f' data-claim="{claims[0][:8]}">{escape(shown)}</button>'
            f'<span class="all" id="{name}" popover>{marks}'
            f'{f"""<span class="rest">{escape(rest)}</span>""" if rest else ""}</span>'
        )
    opens = escape(text("web-open-evidence"))
    return Markup(
        f'<span class="refs" data-count="{count}" title="{opens}" hx-target="#evidence">{marks}</span>'
    )


def words_of_clocks(visit: Visit) -> str:
    """As of which day, and as known when: "As of 1 April 1987, as known today"."""
    day = visit.messages.date(Edtf.parse(visit.day.text)) if visit.day_given else ""
    known = ""
    if visit.known_at is not None:
        words = moment_words if {*"T "} & {*visit.known_text} else day_words
        known = words(visit.messages, visit.known_at)
    key = ("today", "day", "known", "both")[bool(day) + 2 * bool(known)]
    return visit.messages.text(f"web-clocks-{key}", day=day, known=known)


def moment_words(messages: Messages, moment: datetime) -> str:
    """A moment: the day in words, the hour and minute in UTC."""
    return f"{day_words(messages, moment)}, {moment.astimezone(UTC):%H:%M} UTC"


def day_words(messages: Messages, moment: datetime) -> str:
    """The day of a moment in UTC, in words."""
    return messages.date(Edtf.parse(moment.astimezone(UTC).date().isoformat()))


_SPAN = Markup('<span lang="{}">{}</span>')


@lru_cache(maxsize=16384)
def in_tongues(text: str, language: str) -> Markup:
    """The text as HTML in which what is not in the page's language (a BCP 47 tag) stands in a span of its own.

    The language is told from the characters alone: a guess for display, never a fact.
    """
    text = escape_and_isolate(text)
    if text.isascii():
        return escape(text)
    return Markup("").join(
        _SPAN.format(run.language, run.text) if run.language else run.text
        for run in language_runs(text, language)
    )


OWN_NAMES = {"en": "English", "ja": "日本語", "zh-hans": "简体中文", "ru": "Русский"}
"""Each language by its own name."""


def render(
    request: HttpRequest, template: str, *, status: int = 200, wrong: object = None, **context: Any
) -> HttpResponse:
    """A template as a page. It sees `visit`, `t` (a message of `web.ftl`), `tell` (what is wrong, in the reader's
    language), and what is given; where something is `wrong` with what was sent, the status is 422, or 409 where
    somebody decided meanwhile."""
    shared = {
        **words_of(visit(request)),
        "request": request,
        "csrf_token": lambda: get_token(request),
        "is_part": is_part(request),
        "look": look_of(request),
        "site": request.get_host(),
        "account": getattr(request, "account", None),
        "unsent": lambda: take_unsent(request),
        "wrong": wrong,
    }
    page = environment().get_template(template).render(shared | context)
    if wrong and status == 200:
        status = 409 if isinstance(wrong, Overtaken) else 422
    return HttpResponse(page, status=status)


def words_of(here: Visit) -> dict[str, Any]:
    """What every template sees of how its page was asked for, and what the blocks of a document use."""
    html = SentenceHtml(
        runs=lambda text: in_tongues(text, here.messages.tag),
        address=lambda page: _address(here, page),
        marks=lambda claims, in_words=False: evidence_mark(here, claims, in_words=in_words),
    )
    said = {"t": here.messages.text, "tell": here.messages.told}
    blocks = {"html": html, "runs": html.runs, "address": html.address, "marks": html.marks}
    return {"visit": here, **said, **blocks}


def _address(here: Visit, page: str) -> str:
    """The address of a page of this site, which may have a query and an anchor, with both clocks."""
    if "?" not in page and "#" not in page:
        return here.address(f"/{page}")
    parts = urlsplit(page)
    found = here.address(f"/{parts.path}", **dict(parse_qsl(parts.query)))
    return f"{found}#{parts.fragment}" if parts.fragment else found


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page only."""
    return request.headers.get("HX-Request") == "true"


@cache
def environment() -> Environment:
    """Jinja with HTML escaped, and control characters; a name that is not there is an error."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("kizuna.web"), PackageLoader("kizuna.publish")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda held: escape_characters(held) if type(held) is str else held,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    texts = {"languages": LANGUAGES, "tags": TAGS, "own_names": OWN_NAMES}
    words = (words_of_clocks, day_words, moment_words, reason_in_words, claim_line, static)
    made.globals.update(texts, questions=(*QUESTIONS,), **{each.__name__: each for each in words})
    made.filters.update(capital=capital, runs=in_tongues)
    return made


class ClaimLine(NamedTuple):
    """A claim with its property in the reader's language, and what it states."""

    claim: Claim
    label: str
    said: Sentence


def claim_line(wording: Wording, claim: Claim, status: str = ACCEPTED) -> ClaimLine:
    """A claim in words; `status` is how it is weighed."""
    label = wording.messages.property(kind_of(claim.subject), claim.property)
    return ClaimLine(claim, label, wording.value_of(claim, wording.weight(claim, status)))


def verdict_line(weighing: WeighedJudgement, wording: Wording) -> dict[str, Any]:
    """A judgement in words: what was decided, why, by whom and when, and whether that was taken back."""
    judged = weighing.judgement
    return {
        "judged": judged,
        "is_withdrawn": weighing.is_withdrawn,
        "verdict": wording.messages.concept("verdicts", judged.verdict),
        "reason": reason_in_words(wording.messages, judged.reason),
        "judge": wording.name(judged.judge),
        "day": wording.moment_day(judged.judged_at),
    }


def by_subject(wording: Wording, claims: Iterable[WeighedClaim]) -> dict[str, list[ClaimLine]]:
    """Claims in words under what they are about, in the order in which those first come."""
    held: dict[str, list[ClaimLine]] = {}
    for one in claims:
        held.setdefault(one.claim.subject, []).append(claim_line(wording, one.claim, one.status))
    return held


FOLDER = Path(__file__).with_name("static")
ATLAS = Path(__file__).parents[1] / "data" / "world-atlas-2.0.2"
FOLDERS = {"": FOLDER, f"vendor/{ATLAS.name}/": ATLAS}
"""The folders of static files, by what stands before the name of a file in its address."""


_FILES = {
    before + path.relative_to(folder).as_posix(): path
    for before, folder in FOLDERS.items()
    for path in folder.rglob("*")
    if path.is_file()
}
DIGEST = hashlib.sha256(
    b"".join(name.encode() + path.read_bytes() for name, path in sorted(_FILES.items()))
).hexdigest()[:12]
"""The first 12 hex digits of the SHA-256 of all static files with their names."""
PREFIX = f"/static/{DIGEST}/"


def static(name: str) -> str:
    """The address of a static file. Raises FileNotFoundError when there is none."""
    if name not in _FILES:
        raise FileNotFoundError(f"{name!r} is not a static file of Kizuna")
    return PREFIX + name
