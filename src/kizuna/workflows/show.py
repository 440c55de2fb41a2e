"""Showing one thing: its facts with their evidence and what refers to it; of a tie also
how it stands on a day.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, groupby
from typing import Any

from kizuna.analysis.compare.around import mismatches, parallels
from kizuna.analysis.figures import count_of, unique
from kizuna.analysis.gaps import Dispute, disputes, gaps
from kizuna.analysis.measures import TieMeasures, measures_of
from kizuna.analysis.measures.activity import TieActivity
from kizuna.claims.kinds import KINDS, Assessment, Entity, Objective, Tie
from kizuna.claims.kinds.property import WeighedFact, facts_of
from kizuna.errors import NotFound
from kizuna.publish.document import (
    Block,
    Document,
    Facts,
    Listing,
    Paragraph,
    Piece,
    Section,
    Sentence,
    Subheading,
    Tone,
    is_empty,
)
from kizuna.publish.measures import MeasureWords, measures_json
from kizuna.publish.records import Records, columns, fact_record
from kizuna.publish.things import TIE_PARTS, Things
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register, references
from kizuna.register.ties import TieOnDay, in_order, parts_of, tie_on_day, ties_beside
from kizuna.store.queries import claims
from kizuna.values import kind_of
from kizuna.workflows import ask, draw_timeline
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import param, question_class

_DEEP = ("tie", "government", "organisation")
"""Of these what refers to their parts or ties is read at once too."""
_PAID = ("programmes", "events", "offices", "agreements")
_SAYINGS = ("objective", "assessment")
_ONLY_SPEAKS = (*_SAYINGS, "statistic", "tie")
"""The kinds of what refers to a tie and is no part of it."""
_SEVERAL = ("role", "signatory", "direction", "between", "party", "of")
"""Properties of a referring thing that say more than that it refers."""


@question_class
class Question:
    """Show what is recorded of one thing, and what refers to it; of a tie also how it
    stands on the day.

    `of` is an id, a name in any script, or the parties of a tie.
    """

    of: str = param("web-show-of", "any", is_argument=True, example="Osaka Shanghai")


@dataclass(frozen=True, slots=True)
class Nothing:
    """That nothing at all was recorded by then of what was `asked` for."""

    register: Register
    asked: str
    times: Times


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing on a day; `related` maps (kind, property) to the ids of what refers to it
    by that property.
    """

    register: Register
    times: Times
    entity: Entity
    related: dict[tuple[str, str], tuple[str, ...]]

    @property
    def facts(self) -> list[WeighedFact]:
        """Its facts in the order of its kind."""
        return list(facts_of(self.entity, self.times.asked_day))

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of the thing and of the parts of a tie."""
        held = self.related.items() if isinstance(self.entity, Tie) else ()
        of_it = (
            ref for (kind, _), refs in held if kind not in _ONLY_SPEAKS for ref in refs
        )
        return unique((self.entity.id, *of_it))

    @property
    def disputes(self) -> list[Dispute]:
        """Where claims about it and its parts say different things."""
        return disputes(self.register, self.parts)

    @property
    def on_day(self) -> TieOnDay | None:
        """A tie as it stood on the day; None for anything else."""
        if not isinstance(self.entity, Tie):
            return None
        return tie_on_day(self.entity, self.times.day.number, self.register.dating)

    def measures(self, tie: TieOnDay) -> TieMeasures:
        return measures_of(TieActivity(self.register, tie))


def answer(question: Question, times: Times) -> Thing | Nothing:
    """The thing that a name or an id means. Raises NotFound and Ambiguous."""
    asked, nothing = question.of, ask.is_empty(times.known_at)
    ref = asked if nothing else ask.resolver(times.known_at).resolve(asked)
    shown = None if nothing else thing(ref, times)
    return shown or Nothing(ask.known_register(times.known_at), ref, times)


def thing(ref: str, times: Times) -> Thing | None:
    """The thing with an id, or the one that it was judged to be the same as; what hangs
    on it is read at once.

    None where nothing was recorded of it by then. Raises NotFound for an id that no
    claim is about.
    """
    register = ask.known_register(
        times.known_at, [ref], 2 if kind_of(ref) in _DEEP else 1
    )
    entity = register.get(ref, Entity)
    if entity is None:
        if times.known_at is not None and claims.claims(subjects=[ref], limit=1):
            return None
        raise NotFound(f"nothing in the register has the id {ref!r}")
    related: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for one in (
        each for kind in KINDS.values() for each in register.referring(entity.id, kind)
    ):
        for name, target in references(one):
            if target == entity.id:
                related[one.prefix, name][one.id] = None
    return Thing(
        register, times, entity, {key: tuple(ids) for key, ids in related.items()}
    )


_FACT = columns(
    "value:value valid:edtf certainty counts:flag preferred:flag claims:claims"
    " denied_by:claims"
)
_WHOLE = (*_FACT, *columns("rivals:value preferences:value"))
COLUMNS = {"properties": columns("property facts:rows", facts=_WHOLE)}
_FLAT = (*columns("id property"), *_FACT)


def records(found: Thing | Nothing, wording: Wording) -> Records:
    """A property a row, with its facts; in the flat table a fact a row. Of a tie its
    measures stand beside.
    """
    times = found.times
    asked_day: dict[str, Any] = {
        "as_of": times.day.text if times.is_day_given else None
    }
    if isinstance(found, Nothing):
        about: dict[str, Any] = {
            "id": None,
            "asked": found.asked,
            **asked_day,
            "related": [],
        }
        return Records(
            "properties", COLUMNS["properties"], (), about, Records("facts", _FLAT, ())
        )
    ref, facts = found.entity.id, found.facts
    flat = [{"id": ref, "property": one.property, **_fact(one)} for one in facts]
    properties = groupby(facts, key=lambda one: one.property)
    rows = [
        {"property": name, "facts": list(map(_fact, group))}
        for name, group in properties
    ]
    about = {
        "id": ref,
        "kind": found.entity.prefix,
        "label": wording.label(ref),
        **asked_day,
        "related": related_json(found),
    }
    if tie := found.on_day:
        about["measures"] = measures_json(found.measures(tie))
    return Records(
        "properties", COLUMNS["properties"], rows, about, Records("facts", _FLAT, flat)
    )


def related_json(shown: Thing) -> list[dict[str, Any]]:
    """What refers to a thing, by kind and property."""
    related = ((*of, list(refs)) for of, refs in shown.related.items())
    return [
        {"kind": kind, "property": name, "ids": refs} for kind, name, refs in related
    ]


def _fact(one: WeighedFact) -> dict[str, Any]:
    return {
        **fact_record(one),
        "rivals": [list(rival.claim_ids) for rival in one.rivals],
        "preferences": [
            {"reason": j.reason, "judge": j.judge} for j in one.fact.preferences
        ],
    }


def document(found: Thing | Nothing, wording: Wording) -> Document:
    """What the thing is, its facts, and what refers to it; of a tie a sentence, key
    figures and dates first.
    """
    if isinstance(found, Nothing):
        nothing = wording.messages.text("web-analysis-nothing-known")
        return wording.document("show", Paragraph.aside(nothing))
    ref = found.entity.id
    page = ThingSections(found, replace(wording, about=ref))
    if tie := found.on_day:
        lead, sections = wording.in_a_sentence(tie), page.sections_of_tie(tie)
    else:
        lead = Sentence.of(capital(wording.messages.kind(found.entity.prefix)))
        sections = page.sections()
    shown = tuple(section for section in sections if section.blocks)
    return Document(wording.messages.tag, capital(wording.name(ref)), lead, shown)


@dataclass(frozen=True, slots=True)
class ThingSections:
    """The sections of a document about a thing."""

    shown: Thing
    wording: Wording

    @property
    def things(self) -> Things:
        return Things(self.wording, self.shown.times.asked_day)

    def text(self, key: str) -> str:
        return self.wording.messages.text(key)

    def sections(self) -> Iterator[Section]:
        """The facts, what refers to the thing, and what is doubtful."""
        facts = self.things.facts(self.shown.entity).facts
        yield Section(
            "facts", self.text("web-all-facts"), (Facts((*facts, self.id_fact())),)
        )
        yield from self.related()
        yield from self.doubts()

    def related(self, without: Sequence[str] = ()) -> Iterator[Section]:
        """What refers to the thing, a section for each kind but those and each
        property.
        """
        for (kind, name), refs in self.shown.related.items():
            if kind in without:
                continue
            entities = [self.shown.register.entity(ref) for ref in refs]
            named = (
                self.wording.messages.kind(kind),
                self.wording.messages.property(kind, name),
            )
            title = self.counted(
                self.wording.text("parts-separator").join(named), len(refs)
            )
            if kind in _SAYINGS:
                blocks = self._said(entities)
            elif kind == Tie.prefix:
                dating, day = self.shown.register.dating, self.shown.times.day.number
                ties = (
                    tie_on_day(e, day, dating) for e in entities if isinstance(e, Tie)
                )
                blocks = (self.things.ties(in_order(ties)),)
            else:
                blocks = tuple(
                    self.things.table(entities, () if name in _SEVERAL else (name,))
                )
            yield self.folded(
                f"{kind}-{name.replace('_', '-')}", capital(title), *blocks
            )

    def counted(self, title: str, count: object) -> str:
        """A title with how many things the section is of."""
        return self.wording.text("with-level", name=title, level=count)

    def id_fact(self) -> tuple[str, tuple[Sentence, ...]]:
        """The id of the thing, under its label."""
        label = self.text("web-entity-id").rstrip(":：")
        return label, (Sentence.of(self.shown.entity.id, tone=Tone.ASIDE),)

    def _said(self, entities: Sequence[Entity]) -> tuple[Block, ...]:
        said = self.things.statements(entities)
        method = Paragraph.aside(self.wording.text("aims-method"))
        return () if is_empty(said) else (method, said)

    def section(self, anchor: str, title: str, *blocks: Block) -> Section:
        """A section of the blocks that have something to show."""
        return Section(anchor, title, tuple(b for b in blocks if not is_empty(b)))

    def folded(self, anchor: str, title: str, *blocks: Block) -> Section:
        """The same, which opens when its title is chosen."""
        return replace(self.section(anchor, title, *blocks), folded=True)

    def doubts(self) -> Iterator[Section]:
        """Where sources disagree, and what is not known."""
        note, things, shown = self.wording.text, self.things, self.shown
        disagree = things.disputes(shown.disputes, shown.entity.id)
        yield self.folded("conflicts", note("conflicts"), disagree)
        yield self.folded(
            "gaps", note("gaps"), things.gaps(gaps(shown.register, shown.parts))
        )

    def sections_of_tie(self, tie: TieOnDay) -> Iterator[Section]:
        """What comes first of a tie, and then the rest, folded."""
        things, register, measures = (
            self.things,
            self.shown.register,
            self.shown.measures(tie),
        )
        facts = Facts((*things.key_facts(tie).facts, self.id_fact()))
        steady, text = measures.continuity, self.text
        counts = {
            "fields": measures.breadth.fields,
            "agreements": measures.depth.agreements,
            "events": measures.volume.events,
            **({"lived": steady.lived} if steady else {}),
        }
        held = {
            capital(text(f"web-measuring-{code}")): n
            for code, n in counts.items()
            if n.claims
        }
        yield Section("tie", "", (self.wording.figures(held), facts))
        yield self.folded(
            "status", self.text("web-tie-status"), things.statuses(tie.tie)
        )
        if measures.has_evidence:
            words = MeasureWords(self.wording)
            blocks: list[Block] = [Paragraph((words.method(),))]
            for section in words.sections(measures):
                blocks += [
                    Subheading(section.title, f"measure-{section.anchor}"),
                    *section.blocks,
                ]
            yield self.folded("measures", self.text("web-tie-measures"), *blocks)
        yield from self._parts_of_tie()
        note, referring = self.wording.text, partial(register.referring, tie.id)
        children = (
            tie_on_day(t, tie.day, register.dating) for t in referring(Tie, "parent")
        )
        yield self.folded("sub-ties", note("sub-ties"), things.ties(in_order(children)))
        yield self.folded(
            "beside", note("relations"), Listing(tuple(self._beside(tie)))
        )
        said = (*referring(Objective), *referring(Assessment))
        yield self.folded("said", self.text("web-tie-said"), *self._said(said))
        moments = draw_timeline.moments_of(register, tie.id, things.day)
        dated = draw_timeline.table(moments, tie.id, self.wording)
        yield self.folded("timeline", self.text("web-tie-timeline"), dated)
        yield self.folded(
            "facts", self.text("web-other-facts"), things.other_facts(tie)
        )
        yield from self.doubts()

    def _parts_of_tie(self) -> Iterator[Section]:
        """The parts of each kind with how many had begun by the day; what pays for them
        among them.
        """
        register, day = self.shown.register, self.shown.times.day.number
        for anchor, kind in TIE_PARTS.items():
            refs, name = [self.shown.entity.id], "of" if anchor == "funding" else "tie"
            if anchor == "funding":
                paid = (
                    register.referring(refs[0], TIE_PARTS[part], "tie")
                    for part in _PAID
                )
                refs += [one.id for one in chain.from_iterable(paid)]
            begun = (parts_of(register, ref, kind, day) for ref in refs)
            count = self.wording.figure(count_of(chain.from_iterable(begun)))
            title = self.counted(self.wording.text(anchor), count.text)
            parts = chain.from_iterable(
                register.referring(ref, kind, name) for ref in refs
            )
            yield self.folded(anchor, title, *self.things.table(parts))

    def _beside(self, tie: TieOnDay) -> Iterator[tuple[Sentence, ...]]:
        """The ties that run beside this one, and that parties are of unequal levels,
        with who explains it.
        """
        register = self.shown.register
        beside = ties_beside(register, tie.tie, tie.day)
        in_force = [
            other for other in beside if other.answer.possible or other.id == tie.id
        ]
        for pair in parallels(register, in_force, tie.day):
            if tie.id in (pair.inner.id, pair.outer.id):
                other = pair.outer.id if pair.inner.id == tie.id else pair.inner.id
                said, *why = self.things.relation(pair)
                yield (
                    said,
                    Sentence((Piece(self.text("web-tie-open-other"), other),)),
                    *why,
                )
        own = [other for other in beside if other.id == tie.id]
        yield from map(self.things.relation, mismatches(register, own, tie.day))
