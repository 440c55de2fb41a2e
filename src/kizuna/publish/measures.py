"""The measures of a tie: as JSON, for the note and for whoever asks by program, and in
words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kizuna.analysis.figures import Derived, Figure, Measure
from kizuna.analysis.measures import TieMeasures
from kizuna.analysis.measures.calendar import Activeness
from kizuna.analysis.measures.volume import Moved
from kizuna.publish.document import (
    Block,
    Facts,
    Listing,
    Paragraph,
    Piece,
    Section,
    Sentence,
    Table,
    Tone,
    is_empty,
)
from kizuna.publish.records import attributes, columns, row_of
from kizuna.publish.wording import Wording, capital
from kizuna.values import Answer

Json = dict[str, Any]
Number = Figure | Derived | Measure | None
LabelledSentences = tuple[str, tuple[Sentence, ...]]
"""A fact of a document."""
_PAID = ("of", "payer", "party", "share", "amount", "cost_type", "claims")
_NAMED = 5
"""So many of what could not go in are named."""
_MOVED = columns("sender events:figure persons:range person_days:range")
_DEPTH = columns(
    "institutions:figure sub_ties:figure offices:figure agreements:figure"
    " longest_series:range"
)
_ACTIVENESS = columns(
    "states:texts why_none years_since_last_sign:range status:object"
    " differs_from_status:flag"
    " rule claims:claims",
    status=columns("value claims:claims"),
)
MEASURES = columns(
    "breadth:object depth:object volume:object balance:rows continuity:object"
    " activeness:object"
    " cost:value missing:value",
    breadth=columns("fields:figure shannon:range simpson:range"),
    depth=_DEPTH,
    volume=columns(
        "years:value events:figure persons:range person_days:range by_sender:rows"
        " by_year:rows",
        by_sender=_MOVED,
        by_year=columns("year:integer by_sender:rows", by_sender=_MOVED),
    ),
    balance=columns("sender events:range persons:range"),
    continuity=columns("years:value lived:figure longest_silence:range"),
    activeness=_ACTIVENESS,
)


def measures_json(measures: TieMeasures) -> Json:
    """The MEASURES object of the reference of measures; what is null rests on no
    evidence.
    """
    depth, alive, cost = measures.depth, measures.activeness, measures.cost
    word = alive.word
    return row_of(
        *(measures, MEASURES),
        depth=row_of(depth, _DEPTH, longest_series=depth.series),
        activeness=row_of(
            *(alive, _ACTIVENESS),
            why_none=alive.why,
            years_since_last_sign=alive.since,
            status=word
            and {"value": word.value.status, "claims": list(word.claim_ids)},
            differs_from_status=alive.differs,
        ),
        cost=cost
        and {
            "paid": [attributes(paid, _PAID) for paid in cost.paid],
            "amounts": [amount.as_json() for amount in cost.amounts],
        },
        missing={code: list(refs) for code, refs in measures.missing},
    )


@dataclass(frozen=True, slots=True)
class MeasureWords:
    wording: Wording

    def say(self, key: str, /, **arguments: object) -> str:
        return self.wording.messages.text(f"web-measuring-{key}", **arguments)

    def row(self, measured: TieMeasures) -> tuple[Sentence, ...]:
        """A tie among others; a dash where there is no evidence."""
        breadth, volume, steady = measured.breadth, measured.volume, measured.continuity
        numbers = (breadth.fields, breadth.shannon, measured.depth.institutions)
        years = (steady.lived, steady.longest_silence) if steady else (None, None)
        alive = measured.activeness
        state = self._state(alive, "–")
        if alive.differs and alive.word:
            status = self.wording.concept("statuses", alive.word.value.status)
            said = (
                f"{state.text}"
                f" ({self.say('status')}{self.wording.text('colon')}{status})"
            )
            state = Sentence.of(said, (*alive.claims, *alive.word.claim_ids))
        counts = map(self._cell, (*numbers, volume.events, volume.persons, *years))
        return (Sentence((self.wording.link(measured.standing.id),)), *counts, state)

    def standing(self, measured: TieMeasures) -> Paragraph:
        """The tie, and whether it may not have stood on the day."""
        said = [Sentence((self.wording.link(measured.standing.id),))]
        standing = measured.standing
        if standing.answer is not Answer.CERTAIN:
            words = self.wording.text(f"in-force-{standing.answer.name.lower()}")
            said.append(Sentence.of(f"({words})", standing.claims, Tone.DOUBTFUL))
        return Paragraph(tuple(said))

    def sections(self, measured: TieMeasures) -> Iterator[Section]:
        """A section a measure, then the volume by year and what could not go in."""
        depth = ("institutions", "sub_ties", "offices", "agreements", "series")
        facts: dict[str, Iterable[LabelledSentences]] = {
            "breadth": self._facts(measured.breadth, "fields", "shannon", "simpson"),
            "depth": self._facts(measured.depth, *depth),
            "volume": self._volume(measured),
            "balance": self._balance(measured),
            "continuity": self._continuity(measured),
            "activeness": self._activeness(measured),
            "cost": self._cost(measured),
        }
        blocks: dict[str, Block] = {
            key: Facts(tuple(said)) for key, said in facts.items()
        }
        blocks["by-year"] = self._years(measured)
        blocks["missing"] = Listing(tuple(self._missing(measured)))
        years = dict(
            zip(("first", "last"), map(str, measured.volume.years), strict=True)
        )
        for key, block in blocks.items():
            if not is_empty(block):
                anchor = "years" if key == "by-year" else key
                yield Section(anchor, self.say(key, **years), (block,))

    def method(self) -> Sentence:
        """From what the measures are counted, and what an effective number is."""
        effective = self.say("shannon") + self.wording.text("colon")
        means = capital(f"{effective}{self.wording.text('means-effective')}.")
        how = self.wording.messages.text("web-tie-measures-how")
        return Sentence.of(f"{how} {means}", tone=Tone.ASIDE)

    def chief(self, measured: TieMeasures) -> Iterator[LabelledSentences]:
        """What a note tells of a tie: its fields, continuity and state, of which only
        the state where there is no evidence; and the status that a source gives where
        the state is another.
        """
        fields = self._facts(measured.breadth, "fields", "shannon")
        (_, state), since, status = self._activeness(measured)
        for label, said in (*fields, *self._continuity(measured), since):
            if said[0].claims:
                yield label, said
        yield self.say("activeness"), state
        if measured.activeness.differs:
            yield status

    def _facts(self, measure: object, *names: str) -> Iterator[LabelledSentences]:
        for name in names:
            yield (
                self.say(name.replace("_", "-")),
                (self.wording.number(getattr(measure, name)),),
            )

    def _volume(self, measured: TieMeasures) -> Iterator[LabelledSentences]:
        volume = measured.volume
        yield from self._facts(volume, "events", "persons", "person_days")
        for moved in volume.by_sender:
            if moved.persons:
                label = self.say("persons-from", sender=self._sender(moved))
                yield label, (self.wording.number(moved.persons),)

    def _balance(self, measured: TieMeasures) -> Iterator[LabelledSentences]:
        for share in measured.balance:
            sender = self.wording.name(share.sender)
            for what, value in (("events", share.events), ("persons", share.persons)):
                yield (
                    self.say(f"share-{what}", sender=sender),
                    (self.wording.percent(value),),
                )

    def _continuity(self, measured: TieMeasures) -> Iterator[LabelledSentences]:
        steady = measured.continuity
        lived = self.wording.number(steady.lived if steady else None)
        if steady and lived.claims:
            first, last = steady.years
            of = {"years": last - first + 1, "first": str(first), "last": str(last)}
            lived = Sentence.of(
                self.say("lived-of", lived=lived.text, **of), lived.claims
            )
        yield self.say("lived"), (lived,)
        silence = self.wording.number(steady.longest_silence if steady else None)
        yield self.say("silence"), (silence,)

    def _activeness(self, measured: TieMeasures) -> Iterator[LabelledSentences]:
        alive = measured.activeness
        why = self.wording.number(None).text
        if alive.why:
            why += self.wording.text("colon") + self.wording.text(f"why-{alive.why}")
        yield self.say("state", rule=alive.rule), (self._state(alive, why),)
        yield self.say("since"), (self.wording.number(alive.since),)
        if alive.word is None:
            yield self.say("status"), (self.wording.number(None),)
            return
        status = self.wording.concept("statuses", alive.word.value.status)
        if alive.differs is not None:
            status += f" ({self.say('differs' if alive.differs else 'agrees')})"
        yield self.say("status"), (Sentence.of(status, alive.word.claim_ids),)

    def _cost(self, measured: TieMeasures) -> Iterator[LabelledSentences]:
        cost = measured.cost
        if cost is None:
            yield self.say("who-pays"), (self.wording.number(None),)
            return
        for paid in cost.paid:
            payer = (
                self.wording.name(paid.payer) if paid.payer else self.say("somebody")
            )
            quantities = [
                measure.quantity for measure in (paid.share, paid.amount) if measure
            ]
            stated = map(self.wording.messages.quantity, quantities)
            words = self.wording.text("parts-separator").join(stated) or self.say(
                "not-stated"
            )
            of = (
                [self._thing(paid.of), Piece(self.wording.text("colon"))]
                if paid.of
                else []
            )
            yield payer, (Sentence((*of, Piece(words)), paid.claims),)
        for amount in cost.amounts or (None,):
            yield self.say("amounts"), (self.wording.number(amount),)

    def _years(self, measured: TieMeasures) -> Table:
        """The volume by year; years that moved the same are one run."""
        heads = ("each-year", "sender", "events", "persons", "person-days")
        by_year = measured.volume.by_year
        is_moved = any(
            m.persons or m.events.possible for held in by_year for m in held.by_sender
        )
        rows = []
        runs = groupby(
            enumerate(by_year), lambda at: (at[1].year - at[0], at[1].by_sender)
        )
        for (_, sent), held in runs if is_moved else ():
            years = [str(year.year) for _, year in held]
            said = "–".join(dict.fromkeys((years[0], years[-1])))
            for moved in sent:
                counts = map(
                    self._cell, (moved.events, moved.persons, moved.person_days)
                )
                rows.append((*map(Sentence.of, (said, self._sender(moved))), *counts))
        return Table.of(map(self.say, heads), rows, (2, 3, 4))

    def _missing(self, measured: TieMeasures) -> Iterator[tuple[Sentence, ...]]:
        between = Piece(self.wording.text("cell-separator"))
        for code, refs in measured.missing:
            said = self.say(f"missing-{code}", count=len(refs)) + self.wording.text(
                "colon"
            )
            named = [
                piece for ref in refs[:_NAMED] for piece in (between, self._thing(ref))
            ]
            if (count := len(refs) - _NAMED) > 0:
                named.append(
                    Piece(between.text + self.wording.text("and-more", count=count))
                )
            yield (Sentence((Piece(said), *named[1:])),)

    def _thing(self, ref: str) -> Piece:
        return (
            self.wording.link(ref)
            if "/" in ref
            else Piece(self.wording.concept("fields", ref))
        )

    def _sender(self, moved: Moved) -> str:
        if moved.sender in self.wording.register:
            return self.wording.name(moved.sender)
        return self.say(f"sender-{'together' if moved.sender else 'nobody'}")

    def _state(self, alive: Activeness, none: str) -> Sentence:
        if not alive.states:
            return Sentence.of(none, alive.claims, Tone.ASIDE)
        states = [self.wording.text(f"state-{state}") for state in alive.states]
        return Sentence.of(self.wording.messages.listing(states, "or"), alive.claims)

    def _cell(self, number: Number) -> Sentence:
        """A number under a heading that says its unit; a dash for no evidence."""
        if number is None or not number.claims:
            return Sentence.of("–", tone=Tone.ASIDE)
        if isinstance(number, Measure):
            return Sentence.of(number.quantity.figure_text, number.claims)
        return self.wording.number(number)
