"""Describing a place: what it is, the ties that it is in on a day, and the bodies and
places that belong to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kizuna.analysis.figures import Figure, unique
from kizuna.claims.kinds import Area, Entity, Fact, LocalGovernment, Organisation, Tie
from kizuna.claims.kinds.property import WeighedFact, facts_of
from kizuna.errors import NotFound
from kizuna.publish.document import (
    Document,
    Drawing,
    Facts,
    KeyFigures,
    Paragraph,
    Piece,
    Section,
    Sentence,
    Subheading,
    Tone,
)
from kizuna.publish.records import Column, Records
from kizuna.publish.wording import Wording, capital
from kizuna.register.places import above, side
from kizuna.register.register import Register
from kizuna.register.ties import (
    TieOnDay,
    countries_of,
    in_order,
    parties_in_order,
    partners_of,
    tie_on_day,
)
from kizuna.values import OPEN_START, Answer
from kizuna.workflows import ask, list_ties, show
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import param, question_class

KINDS = ("government", "area", "organisation")


@question_class
class Question:
    """Describe a place with its ties as they stand on a day.

    `place` is the name or the id of a government, an area or an organisation. Of facts
    that have a span, those are left out that do not hold on a day that is asked about.
    """

    place: str = param("web-place-which", "place", is_argument=True, example="Osaka")


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """A place as it is `shown`, with its ties as they stand on a day, each group in
    order of date.

    `groups` has those that there are by the anchors of their sections: "ties" stand
    certainly or possibly, "pending" are agreed or sought, "others" have ended, began
    later, or rest on no source that was read; "ties-of-bodies" are those that stand of
    the `bodies` that belong to it or lie in it. `parts` are the places in it. Of an
    area the ties are those of its `members`; it is `is_partial` where no source draws
    it, so that they are not listed.
    """

    shown: show.Thing
    groups: Mapping[str, tuple[TieOnDay, ...]]
    bodies: tuple[Organisation, ...]
    parts: tuple[LocalGovernment, ...]
    members: frozenset[str]
    is_partial: bool

    @property
    def in_force(self) -> tuple[TieOnDay, ...]:
        return self.groups.get("ties", ())

    @property
    def count(self) -> Figure:
        return Figure.count((tie.answer, tie.claims) for tie in self.in_force)

    @property
    def day(self) -> int:
        return self.shown.times.day.number

    @property
    def register(self) -> Register:
        return self.shown.register

    @property
    def entity(self) -> Entity:
        return self.shown.entity

    @property
    def own(self) -> frozenset[str]:
        """The parties that its ties are listed for: the members of an area, else
        itself.
        """
        return self.members or frozenset({self.entity.id})


def answer(question: Question, times: Times) -> PlaceAnswer:
    """The place that the question names. Raises NotFound and Ambiguous."""
    shown = show.thing(
        ask.resolver(times.known_at).resolve(question.place, KINDS), times
    )
    if shown is None:
        raise NotFound(
            f"nothing was recorded of {question.place!r} by {times.known_text}"
        )
    return place_of(shown)


def place_of(shown: show.Thing) -> PlaceAnswer:
    """A place (or other body) that is at hand, with its ties."""
    register, entity, day = shown.register, shown.entity, shown.times.day.number
    bodies = register.referring(entity.id, Organisation)
    members = frozenset[str]()
    if isinstance(entity, Area) and any(fact.counts for fact in entity.definition):
        members = side(register, entity.id, day).members
        register.preload(members, 1)  # with their ties, in a few queries
    parties = [
        entity,
        *(register.entity(ref) for ref in sorted(members) if ref in register),
    ]
    ties, of_bodies = (_ties(register, several, day) for several in (parties, bodies))
    own = {tie.id for tie in ties}
    groups = {
        "ties": [tie for tie in ties if tie.answer.possible],
        "pending": [tie for tie in ties if tie.is_pending],
        "others": [
            tie for tie in ties if not tie.answer.possible and not tie.is_pending
        ],
        "ties-of-bodies": [
            tie for tie in of_bodies if tie.answer.possible and tie.id not in own
        ],
    }
    return PlaceAnswer(
        shown=shown,
        groups={name: tuple(held) for name, held in groups.items() if held},
        bodies=bodies,
        parts=register.referring(entity.id, LocalGovernment, "part_of"),
        members=members,
        is_partial=isinstance(entity, Area) and not members,
    )


def _ties(register: Register, parties: Iterable[Entity], day: int) -> list[TieOnDay]:
    found = {
        t.id: t for party in parties for t in register.referring(party.id, Tie, "party")
    }
    return in_order(tie_on_day(tie, day, register.dating) for tie in found.values())


COLUMNS = {"ties": (Column("group"), *list_ties.COLUMNS)}


def records(found: PlaceAnswer, wording: Wording) -> Records:
    """A tie of the place or of its bodies a row, by `group` (`ties` are in force);
    beside them its facts by property, and what else refers to it.
    """
    held = show.records(found.shown, wording)
    about = {name: held.about[name] for name in ("id", "kind", "label", "related")}
    about |= {"count": found.count.as_json(), "properties": list(held.rows)}
    groups = [(group, tie) for group, ties in found.groups.items() for tie in ties]
    said = list_ties.tie_rows(
        ((tie, parties_in_order(tie.tie)) for _, tie in groups), wording
    )
    rows = [
        {"group": group, **row} for (group, _), row in zip(groups, said, strict=True)
    ]
    return Records("ties", COLUMNS["ties"], rows, about)


_TOLD = ("name", "level", "part_of", "definition", "country")
"""The properties that have a place of their own in the document."""
_NAMED = 8
"""So many spellings of the name stand in the first section."""


def document(found: PlaceAnswer, wording: Wording) -> Document:
    """What the place is in a sentence, its figures, its ties in force; the rest in
    sections that are folded.
    """
    page = show.ThingSections(found.shown, replace(wording, about=found.entity.id))
    called, named = wording.name(found.entity.id), found.entity.stated("name")
    others = list({f.value.text: f for f in named if f.value.text != called}.values())[
        :_NAMED
    ]
    names = (Piece(fact.value.text, language=fact.value.language) for fact in others)
    parted = [piece for name in names for piece in (Piece(" · "), name)]
    claims = unique(claim for fact in others for claim in fact.claim_ids)
    spellings = Paragraph(
        (Sentence(tuple(parted[1:]), claims, Tone.ASIDE),) if others else ()
    )
    head = page.section("place", "", _figures(found, wording), spellings)
    key = "web-place-too-wide" if found.is_partial else "web-place-no-ties"
    none = "" if found.in_force else page.text(key)
    asides = Paragraph.aside(wording.undated_lists(found.in_force), none)
    listed = [page.things.ties(found.in_force, found.own)] if found.in_force else []
    ties = page.section("ties", page.text("web-place-ties"), asides, *listed)
    folded = (section for section in _sections(found, page) if section.blocks)
    return Document(
        wording.messages.tag, called, _sentence(found, wording), (head, ties, *folded)
    )


def _sentence(found: PlaceAnswer, wording: Wording) -> Sentence:
    title, sort, where = (
        wording.name(found.entity.id),
        sort_of(found, wording),
        _above(found),
    )
    names = [wording.name(fact.value) for fact in where]
    country = _country(found.entity, found.day)
    if country and (called := wording.messages.country(country.value)) != title:
        names.append(called)
        where.append(country)
    dated = (
        tie for tie in found.in_force if tie.established and tie.established.value.date
    )
    oldest, count = next(map(wording.signed, dated), None), found.count
    state = "dated" if oldest else "undated" if found.in_force else "none"
    said = wording.messages.text(
        "web-place-sentence",
        place=title,
        sort=wording.text("parts-separator").join([sort.text, *names]),
        state="partial" if found.is_partial else state,
        number=count.possible,
        ties=wording.figure(count).text,
        day=wording.day_words(found.day),
        since=oldest.text if oldest else "",
    )
    said = capital(
        said[:-1] if said.endswith("..") else said
    )  # a date may end with a stop
    on = (*sort.claims, *(c for fact in where for c in fact.claim_ids), *count.claims)
    return Sentence.of(said, (*on, *(oldest.claims if oldest else ())))


def sort_of(found: PlaceAnswer, wording: Wording) -> Sentence:
    """What sort of place or body it is on the day."""
    sort = wording.sort(found.entity, found.day)
    return sort or Sentence.of(wording.messages.kind(found.entity.prefix))


def _country(entity: Entity, day: int) -> Fact[str] | None:
    return (
        entity.country.on(day) if isinstance(entity, LocalGovernment | Area) else None
    )


def _above(found: PlaceAnswer) -> list[Fact[str]]:
    """What the place is part of, or whose body it is, on the day, the nearest first,
    without its country.
    """
    if isinstance(found.entity, Organisation):
        owners = (found.entity.belongs_to.best, found.entity.located_in.best)
        return list({fact.value: fact for fact in owners if fact}.values())
    day, line = found.day, list[Fact[str]]()
    country = _country(found.entity, day)
    for fact in above(found.register, found.entity.id, day):
        area = found.register.get(fact.value, Area)
        if country and area and area.country.value == country.value:
            break
        line.append(fact)
    return line


def _figures(found: PlaceAnswer, wording: Wording) -> KeyFigures:
    """The ties in force, the countries of the partners, and the other ties that there
    are.
    """
    text, day = wording.messages.text, wording.day_words(found.day)
    figures = (
        {text("web-ties-in-force", day=day): found.count} if found.in_force else {}
    )
    countries: dict[str, tuple[str, ...]] = {}
    for tie in found.in_force:
        for home in countries_of(found.register, partners_of(tie, found.own), tie.day):
            countries.setdefault(home.value, (*home.claim_ids, *tie.claims))
    if len(countries) > 1:
        counted = Figure.count(
            (Answer.CERTAIN, claims) for claims in countries.values()
        )
        figures[text("web-place-countries")] = counted
    for part, ties in found.groups.items():
        if part != "ties":
            label = text(f"web-place-{part}")
            counted = Figure.count((Answer.CERTAIN, tie.claims) for tie in ties)
            figures[label[:1].lower() + label[1:]] = counted
    return wording.figures(figures)


def _sections(found: PlaceAnswer, page: show.ThingSections) -> Iterator[Section]:
    """The sections that are folded; some may be empty."""
    entity, text, things = found.entity, page.text, page.things
    for part, ties in found.groups.items():
        if part in ("pending", "others"):
            how = Paragraph.aside(
                text("web-place-others-how") if part == "others" else ""
            )
            table = things.ties(ties, found.own)
            yield page.folded(
                part, page.counted(text(f"web-place-{part}"), len(ties)), how, table
            )
    bodies = list(things.table(found.bodies))
    if of_bodies := found.groups.get("ties-of-bodies"):
        bodies.append(Subheading(text("web-place-ties-of-bodies"), "ties-of-bodies"))
        bodies.append(things.ties(of_bodies))
    yield page.folded(
        "bodies", page.counted(text("web-place-bodies"), len(found.bodies)), *bodies
    )
    messages, called = things.wording.messages, things.wording.messages.language_name
    stated = ((one, one.fact.value) for one in facts_of(entity, None, ("name",)))
    spelt = (
        (n.language, things.fact(o, filter(None, (n.script, n.scheme))))
        for o, n in stated
    )
    names = Facts.grouped((called(tag) if tag else "—", said) for tag, said in spelt)
    yield page.folded("names", text("web-place-names"), names)

    def began(one: WeighedFact) -> int:
        return one.fact.valid.span.start_earliest if one.fact.valid else OPEN_START

    over_time = Facts.grouped(
        (messages.property(entity.prefix, name), things.fact(one))
        for name in ("level", "part_of")
        for one in sorted(facts_of(entity, None, (name,)), key=began)
    )
    yield page.folded("standing", text("web-place-standing"), over_time)
    drawn = (
        facts_of(entity, things.day, ("definition",))
        if isinstance(entity, Area)
        else ()
    )
    ways = ((one.fact.value.key.text, tuple(things.fact(one))) for one in drawn)
    yield page.folded("drawn", text("web-place-drawn"), Facts(tuple(ways)))
    parts = page.counted(text("web-place-parts"), len(found.parts))
    yield page.folded("parts", parts, *things.table(found.parts, ("part_of",)))
    others = Facts((*things.facts(entity, _TOLD).facts, page.id_fact()))
    yield page.folded("facts", text("web-other-facts"), others)
    yield from page.related(("tie", "government", "organisation"))
    yield from page.doubts()


def chart(found: PlaceAnswer, language: str) -> Drawing:
    """The map of its ties."""
    from kizuna.workflows.draw_pictures import of_scope

    asked = ask.ScopeQuestion(found.day, found.shown.times.known_at, found.entity.id)
    return of_scope("map", ask.scope(asked), language)
