"""Claims from an entity of Wikidata: each statement of the item is one of
organisation/wikidata's, with its place.

Law: a claim cites the revision of the item that it was read from, and the statement in
it. Both sides of a tie meet in one tie, named by the two numbers, the lower first;
which item lists the other is told by the document and the locator. A deprecated
statement is one that Wikidata says is not so: its claims are denials. What has no place
in the register is counted, never dropped in silence.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import Any

import orjson

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.kinds import property_of
from kizuna.errors import BadClaim, BadValue
from kizuna.sources.wikidata import entities as wd
from kizuna.sources.wikidata.entities import ItemStatement, WikidataItem
from kizuna.values import Edtf, check_characters, check_json_characters, language_tag

HOLDER = "organisation/wikidata"
SITE = "document/wikidata"
_LANGUAGES = frozenset({"en", "ja", "zh", "ru"})


@dataclass(frozen=True, slots=True)
class Recording:
    """Who records the claims, and when."""

    recorder: str
    recorded_at: datetime


@dataclass(slots=True)
class Harvest:
    """What an entity gives: its claims, what was left out by reason, and what could not
    be read.

    The claims cite the `document` at the `locator`. `rows` are their fields in the
    order of Claim; claims proper are made of them when asked for.
    """

    recording: Recording
    document: str
    locator: str
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def claims(self) -> list[Claim]:
        """The claims, in the order in which the document gives them."""
        return [Claim(*row) for row in self.rows]

    def add(
        self,
        subject: str,
        name: str,
        value: Any,
        of: ItemStatement | None = None,
        **how: str,
    ) -> None:
        """Add a claim of a statement, or of the whole; `how` may give its span
        (`valid`), certainty, and `what` its locator says more. What the ledger refuses,
        a value or a locator, becomes a fault.

        The locator has the statement, its rank where it is not normal, and what it is
        sourced to.
        """
        parts, stance = [self.locator], Stance.ASSERTED
        if of is not None:
            parts.append(f"statement {of.id or of.property}")
            parts += [f"rank {of.rank}"] if of.rank != "normal" else []
            parts += (f"source {source}" for source in of.references[:3])
            parts += ["taken from Wikipedia"] if of.is_imported else []
            stance = Stance.DENIED if of.rank == "deprecated" else stance
        locator = ", ".join((*parts, how["what"]) if "what" in how else parts)
        try:
            canonical = _canonical(subject.partition("/")[0], name, orjson.dumps(value))
            check_characters(locator)
        except (BadValue, BadClaim) as error:
            self.faults.append(f"{subject} {name}: {error}")
            return
        cited = (self.document, "", None, None, locator, HOLDER, stance)
        weight = (how.get("certainty", Certainty.CERTAIN), "imported")
        who = (self.recording.recorder, self.recording.recorded_at)
        self.rows.append(
            (subject, name, canonical, how.get("valid", ""), *cited, *weight, *who)
        )

    def with_value(self, entity: WikidataItem, name: str) -> Iterator[ItemStatement]:
        """The statements of a property that have a value; the others are counted."""
        for statement in entity.statements[name]:
            if statement.kind == wd.VALUE:
                yield statement
            else:
                self.left_out[f"{name} without a value"] += 1

    def valid(self, statement: ItemStatement) -> str:
        """The span from the first start to the last end as EDTF; "" when the statement
        gives neither.
        """
        start = next(iter(statement.starts), "") or ""
        ends = [end for end in statement.ends if end is not None]
        return self.span(statement, start, ends[-1] if ends else "..")

    def span(self, statement: ItemStatement, start: str, end: str) -> str:
        """The interval of two dates; "" when nothing is known of it, or it ends before
        it starts.

        EDTF has no interval of sets: a date that is one of several years is left open.
        """
        start, end = ("" if "[" in date else date for date in (start, end))
        if not start and end in ("", ".."):
            return ""
        try:
            return Edtf.parse(f"{start}/{end}").text
        except BadValue as error:
            self.faults.append(f"{statement.id}: {error}")
            return ""


def site_claims(recording: Recording) -> list[Claim]:
    """What is said once of Wikidata itself: its name, and the title and address of the
    whole as a document.
    """
    harvest = Harvest(recording, SITE, "main page")
    harvest.add(HOLDER, "name", {"text": "Wikidata", "language": "en"})
    harvest.add(HOLDER, "type", "media-archive")
    harvest.add(SITE, "title", {"text": "Wikidata", "language": "en"})
    harvest.add(SITE, "address", "https://www.wikidata.org/")
    return harvest.claims


def claims_of(entity: WikidataItem, recording: Recording) -> Harvest:
    """The claims of an entity: of its document, its names, its place in the world, its
    size, and its ties.

    A document is a revision of the item, or the item where the revision is not told.
    """
    document, locator = f"document/wikidata-{entity.id.lower()}", entity.id
    page = f"wiki/{entity.id}"
    if (revision := entity.revision) is not None:
        document, locator = f"{document}-r{revision}", f"{locator}, revision {revision}"
        page = f"w/index.php?title={entity.id}&oldid={revision}"  # which stays as it is
    harvest = Harvest(recording, document, locator, faults=list(entity.faults))
    labels = (
        f"{text} ({entity.id})"
        for text, *told in entity.terms
        if told == ["en", "label"]
    )
    title = f"Wikidata: {next(labels, entity.id)}"
    harvest.add(document, "title", {"text": title, "language": "en"})
    if entity.modified:
        harvest.add(document, "date", entity.modified)
    harvest.add(document, "address", f"https://www.wikidata.org/{page}")
    subject, last = government(entity.id), ""
    for statement in harvest.with_value(entity, wd.COUNTRY):
        if code := tables()["countries"].get(statement.value, ""):
            harvest.add(
                subject, "country", code, statement, valid=harvest.valid(statement)
            )
            last = last if statement.rank == "deprecated" or statement.ends else code
        else:
            harvest.left_out["state without a code of ISO 3166-1"] += 1
    _names(entity, subject, last, harvest)
    harvest.add(subject, "identifier", f"wikidata:{entity.id}")
    for statement in harvest.with_value(entity, wd.WITHIN):
        if statement.value in tables()["countries"]:
            harvest.left_out["part of a state, which the country says"] += 1
        else:
            wider, valid = government(statement.value), harvest.valid(statement)
            harvest.add(subject, "part_of", wider, statement, valid=valid)
    _level(entity, subject, harvest)
    for statement in _best(harvest.with_value(entity, wd.PLACE)):
        point = [round(float(degree), 6) for degree in statement.value]
        harvest.add(subject, "point", point, statement)
    for statement in harvest.with_value(entity, wd.GEONAMES):
        harvest.add(subject, "identifier", f"geonames:{statement.value}", statement)
    _population(entity, subject, harvest)
    for statement in entity.statements[wd.TWINNED]:
        _tie(entity, statement, harvest)
    return harvest


def government(item: str) -> str:
    """The entity id of an item as a local government: government/q60."""
    return f"government/{item.lower()}"


def tie_between(one: str, other: str) -> str:
    """The id of the tie of two items, the same from either side: tie/q60-q84."""
    first, second = sorted((one, other), key=lambda item: int(item[1:]))
    return f"tie/{first.lower()}-{second.lower()}"


@lru_cache(maxsize=20_000)
def _canonical(prefix: str, name: str, value: bytes) -> str:
    """The canonical JSON of a value of a kind's property; raises BadValue or BadClaim
    for what is none.
    """
    canonical = property_of(f"{prefix}/any", name).type.canonical(orjson.loads(value))
    check_json_characters(canonical)
    return canonical


def _names(entity: WikidataItem, subject: str, country: str, harvest: Harvest) -> None:
    """Labels and aliases in the four languages and the country's own; an alias stands
    behind every label.

    A name that a variant (en-GB) only repeats after its language is left to the
    language.
    """
    spoken = _LANGUAGES | official_languages(country)
    said = {term[:2] for term in entity.terms}
    seen: set[tuple[str, str]] = set()
    for text, language, role in entity.terms:
        tag = _tag(language)
        base = tag.partition("-")[0]
        is_repeated = len(tag) == len(base) + 3 and (text, base) in said
        if base in spoken and (text, tag) not in seen and not is_repeated:
            seen.add((text, tag))
            certainty = Certainty.CERTAIN if role == "label" else Certainty.LIKELY
            name, what = {"text": text, "language": tag}, f"{role} in {language}"
            harvest.add(subject, "name", name, what=what, certainty=certainty)
    for name_property in (wd.NATIVE_LABEL, wd.OFFICIAL_NAME):
        for statement in harvest.with_value(entity, name_property):
            text, language = statement.value
            tag = _tag(language)
            name = {"text": text, "language": tag} if tag else {"text": text}
            valid = harvest.valid(statement)
            if (text, tag) not in seen or valid:
                harvest.add(subject, "name", name, statement, valid=valid)
                seen.add((text, tag))


def _level(entity: WikidataItem, subject: str, harvest: Harvest) -> None:
    """For each span the most particular level that its classes mean; the rest says the
    same more loosely.
    """
    best: dict[str, tuple[int, str, ItemStatement]] = {}
    for statement in harvest.with_value(entity, wd.KIND):
        order, level = _levels().get(statement.value, (0, ""))
        if not level:
            harvest.left_out["class without a level"] += 1
            continue
        valid = harvest.valid(statement)
        if statement.rank == "deprecated":
            harvest.add(subject, "level", level, statement, valid=valid)
        elif valid not in best or order < best[valid][0]:
            best[valid] = (order, level, statement)
    for valid, (_, level, statement) in best.items():
        harvest.add(subject, "level", level, statement, valid=valid)


def _population(entity: WikidataItem, subject: str, harvest: Harvest) -> None:
    """The latest count of inhabitants of the best rank, as a statistic of its own."""
    if not (best := _best(harvest.with_value(entity, wd.POPULATION))):
        return
    day, place = max(
        ((s.dates or ("",))[0] or "", place) for place, s in enumerate(best)
    )
    least, most = best[place].value
    slug = "".join(sign if sign.isalnum() else "-" for sign in day.lower()).strip("-")
    statistic = f"statistic/population-{entity.id.lower()}" + (
        f"-{slug}" if slug else ""
    )
    value = {"min": least, "max": most, "approximate": False, "unit": "persons"}
    told = {"measure": "population", "scope": subject, "value": value, "as_of": day}
    for name in told if day else ("measure", "scope", "value"):
        harvest.add(statistic, name, told[name], best[place])


def _tie(entity: WikidataItem, statement: ItemStatement, harvest: Harvest) -> None:
    if statement.kind != wd.VALUE:
        who = "nobody" if statement.kind == wd.NOVALUE else "somebody unknown"
        harvest.left_out[f"twinned with {who}"] += 1
        return
    other = statement.value
    if other == entity.id:
        harvest.faults.append(f"{statement.id}: {entity.id} is twinned with itself")
        return
    what = f"{entity.id} lists {other}"
    add = partial(harvest.add, tie_between(entity.id, other), of=statement, what=what)
    for party in (entity.id, other):
        add("party", government(party))
    add("type", "twin-town", certainty=Certainty.LIKELY)
    for date in dict.fromkeys(filter(None, statement.starts)) or ("",):
        dated = {"date": date, "basis": "register-entry"} if date else {}
        add("milestone", {"stage": "formal", **dated})
    causes = "; ".join(tables()["causes"].get(item, item) for item in statement.causes)
    reason = {"reason": {"text": causes, "language": "en"}} if causes else {}
    for end in statement.ends:
        if end is None:
            add("status", {"status": "active"})
        else:
            valid = harvest.span(statement, end, "..")
            add("status", {"status": "ended", **reason}, valid=valid)


def _best(statements: Iterator[ItemStatement]) -> list[ItemStatement]:
    """The preferred statements if there are any, else the normal ones (Wikidata's own
    rule).
    """
    held = list(statements)
    preferred = [s for s in held if s.rank == "preferred"]
    return preferred or [s for s in held if s.rank == "normal"]


@lru_cache(maxsize=2000)
def _tag(language: str) -> str:
    """The tag of BCP 47 for a code of Wikidata; "" for what is no language: "mul",
    "zxx".
    """
    try:
        return (
            "" if language in ("mul", "und", "zxx", "mis") else language_tag(language)
        )
    except BadValue:
        return ""


@cache
def tables() -> Mapping[str, Mapping[str, Any]]:
    """The tables `levels`, `countries` and `causes` that stand beside this module."""
    return tomllib.loads(
        files("kizuna.claims").joinpath("wikidata.toml").read_text("utf-8")
    )


@cache
def _levels() -> Mapping[str, tuple[int, str]]:
    """The rank of a class among the levels (the most particular is 0) and the level, by
    item.
    """
    listed = enumerate(tables()["levels"].items())
    return {item: (order, level) for order, (level, items) in listed for item in items}


@cache
def official_languages(country: str) -> frozenset[str]:
    """The languages (BCP 47, without regions) that are official in a state or a part of
    it; from CLDR.
    """
    from babel.languages import get_official_languages

    found = (
        get_official_languages(country, regional=True, de_facto=True) if country else ()
    )
    return frozenset(tag.partition("_")[0] for tag in found)
