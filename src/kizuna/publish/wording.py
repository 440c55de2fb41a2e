"""Wording: values of the register as words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from kizuna.analysis.figures import Derived, Figure, Measure
from kizuna.claims import kinds
from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.kinds.types import NAME
from kizuna.identity.preferred import preferred_name
from kizuna.languages import Messages
from kizuna.publish.document import (
    Block,
    Document,
    KeyFigures,
    Piece,
    Section,
    Sentence,
    Tone,
    is_empty,
)
from kizuna.register.places import is_country
from kizuna.register.register import Register
from kizuna.register.ties import TieOnDay, parties_in_order
from kizuna.values import (
    OPEN_END,
    Answer,
    Direction,
    Edtf,
    Identifier,
    Name,
    Quantity,
    day_text,
    isolate_direction,
    kind_of,
    slug_of,
)

PAIRED = {"funding": ("payer", "of"), "statistic": ("measure", "scope")}
"""Kinds without a name of their own, and the two properties that tell one from
another.
"""
_NAMING = ("activity", "title", "concept", "form", "text", "series")
"""The properties of which the first that is stated names a thing without a name."""
_NAMED = 3
_LONGEST = 90
"""How many characters a label has at most."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Says what a register holds in the language of `messages`, by the names of a day
    (None: the latest).

    `second` are the places of the second side: they come last among parties. `about` is
    the tie that a document is about ("": none): its parts are named without it.
    """

    register: Register
    messages: Messages
    day: int | None = None
    second: frozenset[str] = frozenset()
    about: str = ""
    _names: dict[str, str] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def english(cls, register: Register, day: int | None = None) -> Wording:
        return cls(register, Messages("en"), day)

    def text(self, key: str, /, **arguments: object) -> str:
        """A message of the note's catalog (`note-` is put before the key); a value that
        ends with a stop ("1974 г.") ends the sentence with the same one.
        """
        said = self.messages.text(f"note-{key}", **arguments)
        return said[:-1] if said.endswith("..") else said

    def name(self, ref: str) -> str:
        """The name of an entity; ties and parts of ties, which have none, by their
        parties or activity. A country has its name in the language; what the register
        did not hold at the time is called by its id.
        """
        if ref not in self._names:
            self._names[ref] = isolate_direction(self._called(ref))
        return self._names[ref]

    def label(self, ref: str) -> str:
        """The name of an entity where it stands alone in a list: on one line, a field
        of exchange with its tie. What the register does not hold is labelled by its id.
        """
        entity = None if is_country(ref) else self.register.get(ref, kinds.Entity)
        if (
            entity is None
            and not is_country(ref)
            and not self.messages.not_harvested(ref)
        ):
            return ref
        name = self.name(ref)
        if isinstance(entity, kinds.FieldOfExchange) and entity.tie.value:
            name = f"{name} ({self.name(entity.tie.value)})"
        return shortened(name)

    def concept(self, scheme: str, concept: str | None) -> str:
        """The label of a concept; "" for None."""
        return self.messages.concept(scheme, concept) if concept else ""

    def _called(self, ref: str) -> str:
        if is_country(ref):
            return self.messages.country(ref)
        entity = self.register.get(ref, kinds.Entity)
        if entity is None:
            return self.messages.not_harvested(ref) or slug_of(ref)
        fact = name_of(entity, self.messages.tag, self.day)
        return (
            self.messages.rendering(fact.value.text)
            if fact
            else self._described(entity)
        )

    def named_by(self, entity: kinds.Entity) -> tuple[str, ...]:
        """The claims of the facts that make the name of a thing; none of what is called
        by its tie or its id.
        """
        held = kinds.properties_of(type(entity))
        stated = (entity.stated(name).best for name in _NAMING if name in held)
        fact = name_of(entity, self.messages.tag, self.day) or next(
            filter(None, stated), None
        )
        return fact.claim_ids if fact else ()

    def _described(self, entity: kinds.Entity) -> str:
        held = kinds.properties_of(type(entity))
        if isinstance(entity, kinds.Tie) and entity.party:
            parties = sorted(
                parties_in_order(entity), key=lambda ref: ref in self.second
            )
            return " – ".join(self.name(ref) for ref in parties)
        if entity.prefix in PAIRED:
            told = {name: entity.stated(name).best for name in PAIRED[entity.prefix]}
            said = (
                self.words(held[name].type, fact.value)
                for name, fact in told.items()
                if fact
            )
            if all(told.values()):
                return self.text("colon").join(said)
        for candidate in _NAMING:
            if candidate in held and (fact := entity.stated(candidate).best):
                return self.words(held[candidate].type, fact.value)
        tie = entity.stated("tie").value if "tie" in held else None
        between = entity.stated("between").values if "between" in held else ()
        part = self.messages.kind(entity.prefix)
        if tie and tie == self.about:
            return part
        of = (
            self.name(tie)
            if tie
            else " – ".join(map(self.name, self.in_order(between)))
        )
        return self.text("part-of-tie", tie=of, part=part) if of else part

    def in_order(self, parties: Iterable[str]) -> tuple[str, ...]:
        """Parties of the first side before those of the second, then by id."""
        return tuple(sorted(parties, key=lambda ref: (ref in self.second, ref)))

    def words(self, kind: kinds.ValueType[Any], value: Any) -> str:
        """A value of a property in words."""
        messages = self.messages
        match kind.key:
            case "reference":
                return self.name(value)
            case "concept":
                return messages.concept(kind.detail[0], value)
            case "country":
                return messages.country(value)
            case "language":
                return messages.language_name(value)
            case "integer":
                return messages.number(value)
        match value:
            case Edtf():
                return messages.date(value)
            case Quantity():
                return messages.quantity(value)
            case Direction() | kinds.Composite():
                return "".join(piece.text for piece in self.pieces(kind, value))
            case Name(text=text):
                return messages.rendering(text)
            case kinds.Text(text=text):
                return messages.rendering(text).rstrip(".。")
        return str(value)

    def pieces(self, kind: kinds.ValueType[Any], value: Any) -> tuple[Piece, ...]:
        """A value in words, in pieces, so that what names an entity or an address can
        lead there.
        """
        if isinstance(value, kinds.Milestone) and value.date is None:
            stage = self.concept("stages", value.stage)
            return (Piece(self.text("milestone-undated", stage=stage)),)
        if isinstance(value, kinds.Composite):
            between, found = Piece(self.text("parts-separator")), list[Piece]()
            for _, part, items in value.stated_parts():
                for item in items:
                    found += [between, *self.pieces(part.type, item)]
            return tuple(found[1:])
        if isinstance(value, Direction):
            ends: Iterable[str] = [ref or "" for ref in (value.source, value.target)]
            ends = self.in_order(ends) if value.mutual else ends
            source, target = (self.link(ref) if ref else Piece("…") for ref in ends)
            return source, Piece(f"\u00a0{'⇄' if value.mutual else '→'} "), target
        if kind.key == "reference":
            return (self.link(value),)
        words = self.words(kind, value)
        if isinstance(value, Identifier) or kind.key == "address":
            return (Piece(words, address=getattr(value, "address", value) or ""),)
        own = value.language if isinstance(value, Name) and words == value.text else ""
        return (Piece(words, language=own),)

    def value_of(self, claim: Claim, *notes: str) -> Sentence:
        """The value that a claim states, with the span in which it holds and other
        notes, if they say anything.
        """
        value = kinds.decode(kind_of(claim.subject), claim.property, claim.value)
        pieces = self.pieces(
            kinds.property_of(claim.subject, claim.property).type, value
        )
        valid = self.messages.date(Edtf.parse(claim.valid)) if claim.valid else ""
        if listed := self.text("cell-separator").join(filter(None, (valid, *notes))):
            pieces = (*pieces, Piece(f" ({listed})"))
        tone = Tone.PLAIN if claim.counts else Tone.DOUBTFUL
        return Sentence(
            pieces, (claim.id,), Tone.DENIED if claim.stance is Stance.DENIED else tone
        )

    def weight(self, claim: Claim, status: str = "accepted") -> str:
        """What is unusual about a claim: its status, stance or certainty; "" for an
        accepted, sure assertion.
        """
        said = [self.messages.text(f"choice-{status}")] if status != "accepted" else []
        said += self.doubts(claim.stance, claim.certainty)
        return self.text("parts-separator").join(said)

    def doubts(self, stance: Stance, certainty: Certainty) -> list[str]:
        """What makes less than certain what is said so; nothing where it is asserted
        and certain.
        """
        said = [] if stance is Stance.ASSERTED else [self.concept("stances", stance)]
        if certainty is not Certainty.CERTAIN:
            said.append(self.concept("certainties", certainty))
        return said

    def place(self, claim: Claim, before: str = "") -> str:
        """Where in its document a claim is found, by its locator, else in characters;
        "" where nobody says.
        """
        located = self.messages.rendering(claim.locator) if claim.locator else ""
        where = located or self.characters(claim)
        return before + where if where else ""

    def characters(self, claim: Claim) -> str:
        """The passage of a claim in characters of the text; "" where it has none."""
        if not claim.has_passage:
            return ""
        first, last = (self.messages.number(at or 0) for at in (claim.start, claim.end))
        return self.messages.text("web-claim-characters", first=first, last=last)

    def recorded(self, claim: Claim) -> str:
        method = claim.method.partition("@")[0].partition(":")[0]
        return self.text(
            "recorded",
            recorder=self.name(claim.recorder),
            method=self.messages.concept("methods", method),
            day=self.moment_day(claim.recorded_at),
        )

    def moment_day(self, moment: datetime) -> str:
        """The day of a moment in UTC, in words."""
        return self.day_words(moment.astimezone(UTC).date().toordinal())

    def undated_lists(self, ties: Iterable[TieOnDay]) -> str:
        """Why ties of undated documents are only possible, and how to mend it; "" where
        there are none.
        """
        count, named = 0, dict[str, None]()
        for standing in ties:
            made = standing.established
            if (
                made is None
                or made.value.date
                or standing.answer is not Answer.POSSIBLE
            ):
                continue
            if self.register.dating.span(made, None).start_latest == OPEN_END:
                count += 1
                named.update(dict.fromkeys(c.document for c in made.claims if c.counts))
        if not count:
            return ""
        names = self.first_of([self.name(ref) for ref in named])
        return self.text("undated-list", count=count, documents=names)

    def first_of(self, names: Sequence[str], most: int = _NAMED) -> str:
        """The first of some names, and how many more there are."""
        more = len(names) - most
        shown = [
            *names[:most],
            *([self.text("and-more", count=more)] if more > 0 else []),
        ]
        return self.text("cell-separator").join(shown)

    def document(self, name: str, *blocks: Block) -> Document:
        """The answer to a question as a document of one section; empty blocks are left
        out.
        """
        title, lead = (
            self.messages.text(f"web-{name}-{part}") for part in ("title", "lead")
        )
        section = Section(
            name, "", tuple(block for block in blocks if not is_empty(block))
        )
        return Document(self.messages.tag, title, Sentence.of(lead), (section,))

    def figures(self, counts: Mapping[str, Figure | int]) -> KeyFigures:
        """Counts under their labels; a bare number rests on no claim."""
        figures = []
        for label, n in counts.items():
            said = (
                Sentence.of(self.messages.number(n))
                if isinstance(n, int)
                else self.figure(n)
            )
            figures.append((label, (said,)))
        return KeyFigures(tuple(figures))

    def sort(self, entity: kinds.Entity | None, day: int) -> Sentence | None:
        """The level of a government on a day, or the type of another body; None where
        nothing is recorded.
        """
        scheme, fact = "levels", None
        if isinstance(entity, kinds.LocalGovernment):
            fact = entity.level.on(day)
        elif isinstance(entity, kinds.Organisation):
            scheme, fact = "organisation-types", entity.type.best
        return (
            Sentence.of(self.concept(scheme, fact.value), fact.claim_ids)
            if fact
            else None
        )

    def link(self, ref: str) -> Piece:
        """The name of an entity, leading to it; a country has no page to lead to."""
        return Piece(self.name(ref), "" if is_country(ref) else ref)

    def linked(self, ref: str, held: Answer, most: int = _LONGEST) -> tuple[Piece, ...]:
        """The name of an entity, leading to it, on one line of so many characters;
        marked where what is said of it is only possible.
        """
        name = Piece(shortened(self.name(ref), most), ref)
        return (
            (name,) if held.certain else (name, Piece(self.text("possibly", text="")))
        )

    def figure(self, figure: Figure) -> Sentence:
        """A count: "18", or "18, possibly 19" where the bounds differ."""
        return Sentence.of(self.count(figure.certain, figure.possible), figure.claims)

    def figure_in_text(self, figure: Figure) -> Sentence:
        """A count amid other words: "possibly 3" where none is certain."""
        most = self.text("figure-possible", count=self.messages.number(figure.possible))
        is_sure = figure.certain or not figure.possible
        return self.figure(figure) if is_sure else Sentence.of(most, figure.claims)

    def count(self, certain: int, possible: int) -> str:
        least, most = map(self.messages.number, (certain, possible))
        return (
            least
            if certain == possible
            else self.text("figure", certain=least, possible=most)
        )

    def stated(self, figure: Figure) -> Iterator[Sentence]:
        """The totals that sources state beside a figure, each with who states it."""
        for one in figure.stated:
            value, holder = self.messages.quantity(one.value), self.name(one.holder)
            yield Sentence.of(
                self.text("stated", value=value, holder=holder), one.claims
            )

    def number(
        self, number: Figure | Derived | Measure | None, whole: bool = False
    ) -> Sentence:
        """A number of any sort, from least to most, to three significant digits or as a
        `whole` one; that there is no evidence, where it rests on no claim.
        """
        match number if number and number.claims else None:
            case Figure() as figure if figure.possible:
                return self.figure(figure)
            case Derived(least=least, most=most, claims=claims):
                bounds = map(round, (least, most)) if whole else (least, most)
                return Sentence.of(
                    "–".join(dict.fromkeys(map(self.digits, bounds))), claims
                )
            case Measure(quantity=quantity, claims=claims):
                words = self.messages.quantity(quantity.whole if whole else quantity)
                return Sentence.of(words, claims)
        return Sentence.of(
            self.messages.text("web-analysis-no-evidence"), tone=Tone.ASIDE
        )

    def percent(self, share: Derived | None) -> Sentence:
        """A share from least to most, in hundredths."""
        if share is None:
            return self.number(None)
        bounds = (f"{bound:.0%}" for bound in (share.least, share.most))
        return Sentence.of("–".join(dict.fromkeys(bounds)), share.claims)

    def digits(self, value: float) -> str:
        """A number to three significant digits; whole ones in full."""
        is_whole = float(value).is_integer()
        return self.messages.number(int(value) if is_whole else float(f"{value:.3g}"))

    def day_words(self, day: int) -> str:
        return self.messages.date(Edtf.parse(day_text(day)))

    def period(self, first: int, last: int) -> str:
        """The days from one to another, in words: a whole year or month by its name."""
        start, end = day_text(first), day_text(last)
        for length, begins, ends in (
            (4, "-01-01", "-12-31"),
            (7, "-01", day_text(last)[7:]),
        ):
            is_whole = end[:length] == start[:length] and start[length:] == begins
            if (
                is_whole
                and end[length:] == ends
                and day_text(last + 1)[:length] != end[:length]
            ):
                return self.messages.date(Edtf.parse(end[:length]))
        return " – ".join(dict.fromkeys(map(self.day_words, (first, last))))

    def signed(self, tie: TieOnDay) -> Sentence:
        """The date on which a tie was entered into."""
        fact = tie.established
        if fact is None or fact.value.date is None:
            return Sentence.of(self.text("undated"), tone=Tone.ASIDE)
        return Sentence.of(self.messages.date(fact.value.date), fact.claim_ids)

    def status(self, tie: TieOnDay) -> Sentence:
        """The status of a tie on the day; else whether it was in force, else the stage
        that it had reached.
        """
        if tie.status is not None:
            text, claims = (
                self.concept("statuses", tie.status.value.status),
                tie.status.claim_ids,
            )
        elif tie.answer.possible or tie.stage is None:
            text, claims = self.text(f"in-force-{tie.answer.name.lower()}"), tie.claims
        else:
            text, claims = (
                self.concept("stages", tie.stage.value.stage),
                tie.stage.claim_ids,
            )
        if tie.answer is Answer.POSSIBLE and tie.status is not None:
            text = self.text("possibly", text=text)
        return Sentence.of(text, claims, Tone.of(tie.answer))

    def in_a_sentence(self, tie: TieOnDay) -> Sentence:
        """What a tie is and since when, or that it was not in force on its day."""
        made, state = tie.established, tie.answer.name.lower()
        if tie.answer.certain and (made is None or made.value.date is None):
            state = "undated"
        homes = [self.register.get(ref, kinds.LocalGovernment) for ref in tie.parties]
        countries = [home.country.best if home else None for home in homes]
        names = zip(map(self.name, tie.parties), countries, strict=True)
        levelled, country = partial(self.text, "with-level"), self.messages.country
        parties = [
            levelled(name=n, level=country(c.value)) if c else n for n, c in names
        ]
        said = self.messages.text(
            "web-brief-sentence",
            state=state,
            parties=self.messages.listing(parties),
            kind=self.concept("tie-types", tie.tie.type.value)
            or self.messages.kind("tie"),
            date=self.signed(tie).text,
            day=self.day_words(tie.day),
        )
        claims = (
            *tie.listed,
            *(c for fact in countries if fact for c in fact.claim_ids),
        )
        return Sentence.of(said, claims, self.status(tie).tone)


def name_of(entity: kinds.Entity, tag: str, day: int | None) -> kinds.Fact[Name] | None:
    """The preferred name or title of an entity in a language on a day; None where its
    kind or it has none.
    """
    held = kinds.properties_of(type(entity))
    named = next(
        (n for n in ("name", "title") if n in held and held[n].type is NAME), ""
    )
    return preferred_name(entity.stated(named), tag, day) if named else None


def shortened(text: str, most: int = _LONGEST) -> str:
    """The text on one line of at most `most` characters, cut between words and then
    marked with "…".
    """
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def capital(text: str) -> str:
    """The text with a capital first letter, as at the start of a sentence."""
    return text[:1].upper() + text[1:]
