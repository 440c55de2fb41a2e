"""A visit - in which language and look somebody reads, as of which day, and as known at
which time -, the fields of an address or a form, and templates filled with all that;
claims and judgements in words.

Law: an address carries both clocks; links from a page keep them. A field says what it
is to say, or an error quotes it. What somebody wrote and could not send, as the session
had ended, is kept and shown once when the page opens again.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.encoding import escape_uri_path
from django.utils.translation.trans_real import parse_accept_lang_header
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kizuna.claims.claim import Claim
from kizuna.errors import BadLanguage, BadQuestion, KizunaError, Overtaken, name_some
from kizuna.languages import LANGUAGES, Messages, folder_of
from kizuna.languages.catalogs import TAGS
from kizuna.publish.document import Sentence, SentenceHtml
from kizuna.publish.report.renderers.setting import language_runs
from kizuna.publish.wording import Wording, capital
from kizuna.values import Edtf, escape_and_isolate, escape_characters, kind_of
from kizuna.workflows import clocks
from kizuna.workflows.list_claims import ACCEPTED, WeighedClaim
from kizuna.workflows.open_evidence import WeighedJudgement, reason_in_words
from kizuna.workflows.question import QUESTIONS

_LANGUAGE_COOKIE, _LOOK_COOKIE = "kizuna_language", "kizuna_look"
LOOKS = ("device", "light", "dark")
N = TypeVar("N", bound=int | None)
_UNSENT, _MOST_UNSENT = "unsent", 20_000
_WRITTEN = ("reason", "quote", "text", "value")
"""The last part of the names of fields in which one writes."""


@dataclass(frozen=True, slots=True)
class Visit:
    """How a page was asked for.

    `day` is the day asked about, `day_given` whether the address names it; `known_at`
    is None for now, `known_text` what the address says of it. `path` is the page's own,
    with its query but the language and the look in `asked`. `wrong` holds the clocks
    that could not be read, as they were written.
    """

    messages: Messages
    day: clocks.Day
    day_given: bool
    known_at: datetime | None
    known_text: str = ""
    path: str = "/"
    asked: tuple[tuple[str, str], ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()

    @property
    def language(self) -> str:
        """One of LANGUAGES."""
        return self.messages.language

    @property
    def times(self) -> clocks.Times:
        """The day and the time of knowing that the address asks for."""
        return clocks.Times(self.day, self.known_at, self.day_given)

    def clocks(self) -> dict[str, str]:
        """The clocks that the address names, as its query has them."""
        held = {
            "as_of": self.day.text if self.day_given else "",
            "known_at": self.known_text,
        }
        return {name: text for name, text in held.items() if text}

    def address(self, path: str, **query: object) -> str:
        """A path of this site with both clocks and more in its query; None and "" leave
        a part out.
        """
        if not (query or self.day_given or self.known_text):
            return path
        named = {name: said for name, said in query.items() if said is not None}
        return with_query(path, (self.clocks() | named).items())

    def here(self, **query: object) -> str:
        """This page, with its query changed: None and "" leave a part out."""
        asked = ((name, text) for name, text in self.asked if name not in query)
        return with_query(self.path, (*asked, *query.items()))


def with_query(path: str, query: Iterable[tuple[str, object]]) -> str:
    """A path with a query; None and "" leave a part out."""
    kept = [
        (name, text) for name, said in query if said is not None and (text := str(said))
    ]
    return f"{path}?{urlencode(kept)}" if kept else path


def visit(request: HttpRequest) -> Visit:
    """How the page was asked for."""
    return request.visit


def see(request: HttpRequest, path: str, **query: object) -> HttpResponse:
    """Lead to another path of this site, with the clocks of the visit; after a form
    that was sent by 303.
    """
    status = 303 if request.method == "POST" else 302
    return HttpResponseRedirect(visit(request).address(path, **query), status=status)


def read_visit(request: HttpRequest) -> KizunaError | None:
    """Set the visit that the address and the cookie ask for; what is wrong with it
    first comes back, None where nothing is: then it is that of today, and `asked` is
    without what cannot be read.
    """
    errors: dict[str, KizunaError] = {}

    def read(name: str, act: Callable[[str | None], Any]) -> tuple[Any, str]:
        text = request.GET.get(name, "").strip()
        try:
            return act(text or None), text
        except KizunaError as error:
            errors[name] = error
            return act(None), ""

    if (look := given(request, "look")) and look not in LOOKS:
        errors["look"] = BadQuestion(
            f"{look!r} is not a look; there are {', '.join(LOOKS)}"
        )
    language, _ = read(
        "lang", lambda text: folder_of(text) if text else _preferred(request)
    )
    day, day_text = read("as_of", clocks.as_of)
    known_at, known_text = read("known_at", clocks.known_at)
    if errors:
        day, day_text, known_at, known_text = clocks.as_of(None), "", None, ""
    asked = ((name, text) for name, texts in request.GET.lists() for text in texts)
    request.visit = Visit(
        messages=Messages(language),
        day=day,
        day_given=bool(day_text),
        known_at=known_at,
        known_text=known_text,
        path=escape_uri_path(request.path),
        asked=tuple(pair for pair in asked if pair[0] not in ("lang", "look", *errors)),
        wrong=tuple(
            (n, request.GET[n].strip()) for n in ("as_of", "known_at") if n in errors
        ),
    )
    return next(iter(errors.values()), None)


def _preferred(request: HttpRequest) -> str:
    """The language of the cookie, else the one that the browser likes best of those
    that it asks for; English.
    """
    if (kept := request.COOKIES.get(_LANGUAGE_COOKIE, "")) in LANGUAGES:
        return kept
    for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        with suppress(BadLanguage):
            return folder_of(tag)
    return "en"


def keep_choices(request: HttpRequest, response: HttpResponse) -> None:
    """Keep in cookies the language of a page and the look that the address names; the
    device's look needs none.
    """
    language, look = request.GET.get("lang"), request.GET.get("look")
    is_page, kept = response.headers.get("Content-Type", "").startswith("text/html"), {}
    if language and is_page:  # no file that a page fetches chooses for its reader
        kept[_LANGUAGE_COOKIE] = folder_of(language)
    if look == LOOKS[0]:
        response.delete_cookie(_LOOK_COOKIE, samesite="Lax")
    elif look in LOOKS:
        kept[_LOOK_COOKIE] = look
    for cookie, text in kept.items():
        response.set_cookie(cookie, text, max_age=365 * 24 * 3600, samesite="Lax")


def given(request: HttpRequest, name: str) -> str:
    """The text of a field, without the blanks around it; "" where it is empty or
    missing.
    """
    return request.GET.get(name, "").strip()


def is_on(request: HttpRequest, name: str) -> bool:
    """Whether a box is ticked."""
    return given(request, name) not in ("", "0")


def number(
    request: HttpRequest, name: str, usual: N, most: int = 10**9, *, least: int = 1
) -> int | N:
    """The whole number of a field, from `least` to `most`; the usual one where it is
    empty. Raises BadQuestion.
    """
    if not (text := given(request, name)):
        return usual
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise BadQuestion(f"{text!r}: write a whole number from {least} to {most}")
    return int(text)


def page_of(request: HttpRequest, rows: int, size: int) -> tuple[slice, dict[str, int]]:
    """The rows of a list on the `page` that the address asks for, and that with how
    many `pages` there are, at least one, of `size` rows each. Raises BadQuestion for
    one that the list does not have.
    """
    pages = max(1, -(-rows // size))
    page = number(request, "page", 1, pages)
    return slice((page - 1) * size, page * size), {"page": page, "pages": pages}


def one_of(request: HttpRequest, name: str, known: Sequence[str]) -> str:
    """The choice of a field, the first of the known ones where it is empty. Raises
    BadQuestion for another.
    """
    text = given(request, name) or known[0]
    if text not in known:
        raise BadQuestion(f"{text!r} is none of {name_some(filter(None, known))}")
    return text


def keep_unsent(request: HttpRequest, back: str) -> None:
    """Keep what was written in a form, up to 20,000 characters a field, until the page
    `back` is opened.
    """
    fields = request.POST.items()
    words = [
        text
        for name, text in fields
        if name.rpartition(".")[2] in _WRITTEN and text.strip()
    ]
    if words:
        kept = {
            "at": urlsplit(back).path,
            "words": [text[:_MOST_UNSENT] for text in words],
        }
        request.session[_UNSENT] = kept


def take_unsent(request: HttpRequest) -> tuple[str, ...]:
    """What was written on this page and not sent, which is then kept no longer; empty
    for nothing.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.method != "GET":
        return ()
    kept = request.session.get(_UNSENT)
    if not kept or kept["at"] != request.path:
        return ()
    del request.session[_UNSENT]
    return tuple(kept["words"])


_SHOWN = 100
"""How many marks are made at most; of the others the number is told."""


def evidence_mark(
    visit: Visit, claims: Sequence[str], in_words: bool = False
) -> Markup:
    """The one mark of a fact: a link to the claim behind it or, where there are
    several, how many they are, which opens a link to each; `in_words` as "52 claims".
    Empty for no claim.

    A link leads to the claim's page, so it works without a script; with one its
    evidence opens beside the page.
    """
    if not claims:
        return Markup()
    count, text, query = len(claims), visit.messages.text, escape(visit.address(""))
    marks = "".join(
        f'<a class="ref" href="/claim/{claim}{query}" hx-get="/claim/{claim}{query}"'
        f' data-claim="{claim[:8]}"'
        f' aria-label="{escape(text("web-evidence-number", number=number))}">{number}</a>'
        for number, claim in enumerate(claims[:_SHOWN], 1)
    )
    if count > 1 or in_words:
        label = text("web-text-claims", count=count)
        shown, style = (label, "more in-words") if in_words else (str(count), "more")
        name = f"all-{claims[0][:10]}-{claims[-1][:6]}-{count}"
        rest = text("web-evidence-rest", count=count - _SHOWN) if count > _SHOWN else ""
        marks += f'<span class="rest">{escape(rest)}</span>' if rest else ""
        marks = (
            f'<button type="button" class="{style}" popovertarget="{name}"'
            f' aria-label="{escape(label)}"'
            f' data-claim="{claims[0][:8]}">{escape(shown)}</button>'
            f'<span class="all" id="{name}" popover>{marks}</span>'
        )
    opens = escape(text("web-open-evidence"))
    return Markup(
        f'<span class="refs" data-count="{count}" title="{opens}"'
        f' hx-target="#evidence">{marks}</span>'
    )


def words_of_clocks(visit: Visit) -> str:
    """As of which day, and as known when: "As of 1 April 1987, as known today"."""
    day = visit.messages.date(Edtf.parse(visit.day.text)) if visit.day_given else ""
    words = moment_words if {*"T "} & {*visit.known_text} else day_words
    known = words(visit.messages, visit.known_at) if visit.known_at is not None else ""
    key = ("today", "day", "known", "both")[bool(day) + 2 * bool(known)]
    return visit.messages.text(f"web-clocks-{key}", day=day, known=known)


def moment_words(messages: Messages, moment: datetime) -> str:
    """A moment: the day in words, the hour and minute in UTC."""
    return f"{day_words(messages, moment)}, {moment.astimezone(UTC):%H:%M} UTC"


def day_words(messages: Messages, moment: datetime) -> str:
    """The day of a moment in UTC, in words."""
    return messages.date(Edtf.parse(moment.astimezone(UTC).date().isoformat()))


@lru_cache(maxsize=16384)
def in_tongues(text: str, language: str) -> Markup:
    """The text as HTML in which what is not in the page's language (a BCP 47 tag)
    stands in a span of its own.

    The language is told from the characters alone: a guess for display, never a fact.
    """
    text = escape_and_isolate(text)
    if text.isascii():
        return escape(text)
    span = Markup('<span lang="{}">{}</span>')
    return Markup("").join(
        span.format(run.language, run.text) if run.language else run.text
        for run in language_runs(text, language)
    )


OWN_NAMES = {"en": "English", "ja": "日本語", "zh-hans": "简体中文", "ru": "Русский"}
"""Each language by its own name."""


def render(
    request: HttpRequest,
    template: str,
    *,
    status: int = 200,
    wrong: object = None,
    **context: Any,
) -> HttpResponse:
    """A template as a page. It sees `visit`, `t` (a message of `web.ftl`), `tell` (what
    is wrong, in the reader's language), and what is given; where something is `wrong`
    with what was sent, the status is 422, or 409 where somebody decided meanwhile.
    """
    looks = (request.GET.get("look"), request.COOKIES.get(_LOOK_COOKIE), LOOKS[0])
    shared = {
        **words_of(visit(request)),
        "request": request,
        "csrf_token": lambda: get_token(request),
        "is_part": is_part(request),
        "look": next(look for look in looks if look in LOOKS),
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
    """What every template sees of how its page was asked for, and what the blocks of a
    document use.
    """

    def address(page: str) -> str:  # of this site, which may have a query and an anchor
        if "?" not in page and "#" not in page:
            return here.address(f"/{page}")
        parts = urlsplit(page)
        found = here.address(f"/{parts.path}", **dict(parse_qsl(parts.query)))
        return f"{found}#{parts.fragment}" if parts.fragment else found

    runs = partial(in_tongues, language=here.messages.tag)
    html = SentenceHtml(runs, address, partial(evidence_mark, here))
    said = {"visit": here, "t": here.messages.text, "tell": here.messages.told}
    return said | {"html": html, "runs": runs, "address": address, "marks": html.marks}


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page only."""
    return request.headers.get("HX-Request") == "true"


_LIVE = re.compile(r"read-[A-Za-z0-9_-]+|kept|suggestions")
"""The ids of the places that are written to while somebody types."""


def is_live(request: HttpRequest) -> bool:
    """Whether htmx asks for a few words about what is being typed."""
    return bool(_LIVE.fullmatch(request.headers.get("HX-Target", "")))


@cache
def environment() -> Environment:
    """Jinja with HTML escaped, and control characters; a name that is not there is an
    error.
    """
    made = Environment(
        loader=ChoiceLoader(
            [PackageLoader("kizuna.web"), PackageLoader("kizuna.publish")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda held: escape_characters(held) if type(held) is str else held,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    texts = {"languages": LANGUAGES, "tags": TAGS, "own_names": OWN_NAMES}
    words = (
        words_of_clocks,
        day_words,
        moment_words,
        reason_in_words,
        claim_line,
        static,
    )
    made.globals.update(
        texts, questions=(*QUESTIONS,), **{each.__name__: each for each in words}
    )
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
    return ClaimLine(
        claim, label, wording.value_of(claim, wording.weight(claim, status))
    )


def verdict_line(weighing: WeighedJudgement, wording: Wording) -> dict[str, Any]:
    """A judgement in words: what was decided, why, by whom and when, and whether that
    was taken back.
    """
    judged = weighing.judgement
    return {
        "judged": judged,
        "is_withdrawn": weighing.is_withdrawn,
        "verdict": wording.messages.concept("verdicts", judged.verdict),
        "reason": reason_in_words(wording.messages, judged.reason),
        "judge": wording.name(judged.judge),
        "day": wording.moment_day(judged.judged_at),
    }


def by_subject(
    wording: Wording, claims: Iterable[WeighedClaim]
) -> dict[str, list[ClaimLine]]:
    """Claims in words under what they are about, in the order in which those first
    come.
    """
    lines = defaultdict[str, list[ClaimLine]](list)
    for one in claims:
        lines[one.claim.subject].append(claim_line(wording, one.claim, one.status))
    return lines


FOLDER = Path(__file__).with_name("static")
ATLAS = Path(__file__).parents[1] / "data" / "world-atlas-2.0.2"
FOLDERS = {"": FOLDER, f"vendor/{ATLAS.name}/": ATLAS}
"""The folders of static files, by what stands before the name of a file in its
address.
"""


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
