"""Things of the register as blocks of a document: facts, tables of a kind, ties,
statements, disputes and gaps.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from kizuna.analysis.compare.around import Mismatch, Parallel
from kizuna.analysis.figures import unique
from kizuna.analysis.gaps import Dispute, Gap
from kizuna.claims import kinds
from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.kinds.property import Entity, Fact, WeighedFact, facts_of
from kizuna.publish.document import (
    Block,
    Facts,
    Listing,
    Paragraph,
    Piece,
    Sentence,
    Table,
    Tone,
)
from kizuna.publish.wording import PAIRED, Wording, capital
from kizuna.register.ties import TieOnDay, countries_of, partners_of
from kizuna.values import OPEN_END, Answer, Direction, kind_of

ROWS = 200
COLUMNS: dict[str, tuple[str, ...]] = {
    "government": ("level", "country", "part_of"),
    "area": ("country",),
    "organisation": ("type", "belongs_to", "located_in"),
    "person": ("role",),
    "tie": ("type", "milestone"),
    "agreement": (
        *(
            "title",
            "ordinal",
            "series",
            "type",
            "signed",
            "place",
            "occasion",
            "signatory",
        ),
        *("term", "in_force", "recurrence", "renews", "provision"),
    ),
    "field": ("number", "started", "content", "agreement"),
    "programme": ("field", "period", "direction", "extent", "taking-part"),
    "exchange": (
        *(
            "date",
            "sort",
            "direction",
            "persons",
            "taking-part",
            "leader",
            "place",
            "outcome",
        ),
    ),
    "office": ("type", "owner", "host", "opened", "closed", "task"),
    "funding": ("of", "payer", "share", "amount", "cost_type", "purpose"),
    "honour": ("recipient", "awarded_by", "date"),
    "trade": ("goods", "direction", "price_ratio", "share_of_trade", "scale", "period"),
    "transport": (
        "mode",
        "carrier",
        "frequency",
        "per",
        "load",
        "period",
        "significance",
    ),
    "statistic": ("measure", "scope", "partner", "value", "as_of"),
    "objective": ("attributed_to", "about"),
    "assessment": ("type", "rank", "about", "compared_with"),
    "document": ("date", "number", "issuer"),
}
"""The columns that a table of a kind shows, beside the name of each thing: properties,
or groups of them.
"""
TIE_PARTS: dict[str, type[Entity]] = {
    "agreements": kinds.Agreement,
    "fields": kinds.FieldOfExchange,
    "programmes": kinds.Programme,
    "events": kinds.Exchange,
    "funding": kinds.Funding,
    "offices": kinds.Office,
    "honours": kinds.Honour,
    "trade": kinds.TradeFact,
    "transport": kinds.TransportLink,
}
"""The kinds of the parts of a tie by their headings, in the order in which they are
told.
"""
_GROUPS: dict[str, tuple[str, ...]] = {
    "extent": ("recurrence", "size", "duration"),
    "persons": ("size", "duration"),
    "sort": ("activity", "form", "field"),
    "taking-part": ("institution", "participants"),
}
"""Properties that share a column."""
_TOLD = ("party", "type", "name", "milestone", "status", "parent")
"""The properties of a tie that are told first, or as its history."""
_SPOKEN_OF = ("field", "programme", "exchange", "office", "organisation", "agreement")
"""The kinds that are named before what is said of them; the sides and the tie go
without saying.
"""
_HEADS = ("tie", "country", "kind", "since", "state")


@dataclass(frozen=True, slots=True)
class Things:
    """Makes blocks about things in the words of a wording.

    With a `day`, facts that do not hold on it and what began after it are left out.
    """

    wording: Wording
    day: int | None = None

    def facts(
        self, thing: Entity, without: Iterable[str] = (), names: Iterable[str] = ()
    ) -> Facts:
        """The facts of a thing, a line a property, or those of some properties; those
        of the properties `without` are left out.
        """
        label, left_out = self.wording.messages.property, set(without)
        shown = (
            f for f in facts_of(thing, self.day, names) if f.property not in left_out
        )
        return Facts.grouped(
            (label(thing.prefix, f.property), self.fact(f)) for f in shown
        )

    def fact(
        self,
        shown: WeighedFact,
        remarks: Iterable[str] = (),
        pieces: Sequence[Piece] = (),
    ) -> Iterator[Sentence]:
        """A fact with what makes it less than certain and some remarks, who denies it,
        and why it is preferred; `pieces` say its value in other words.
        """
        fact, messages = shown.fact, self.wording.messages
        valid = [messages.date(fact.valid)] if fact.valid else []
        notes = [*valid, *remarks, *self._doubts(shown)]
        pieces = pieces or self.wording.pieces(shown.definition.type, fact.value)
        yield Sentence((*pieces, *self._remark(notes)), fact.claim_ids, _tone(shown))
        if fact.denials:
            denied = messages.text("web-fact-denied", count=len(fact.denials))
            yield Sentence.of(denied, (claim.id for claim in fact.denials), Tone.DENIED)
        for reason in dict.fromkeys(
            messages.rendering(j.reason) for j in fact.preferences
        ):
            yield Sentence.of(
                messages.text("web-fact-preferred", reason=reason), tone=Tone.ASIDE
            )

    def holders(self, fact: Fact[Any]) -> Sentence:
        """Those who state a fact, each leading to its page."""
        between = Piece(self.wording.text("parts-separator"))
        holders = dict.fromkeys(claim.holder for claim in fact.claims)
        named = [
            piece for ref in holders for piece in (between, self.wording.link(ref))
        ]
        return Sentence(tuple(named[1:]))

    def held_by(self, fact: Fact[Any]) -> str:
        """The names of those who state a fact."""
        holders = dict.fromkeys(
            self.wording.name(claim.holder) for claim in fact.claims
        )
        return self.wording.messages.listing(list(holders))

    def _remark(self, notes: Iterable[str]) -> tuple[Piece, ...]:
        listed = self.wording.text("cell-separator").join(dict.fromkeys(notes))
        return (
            (Piece(self.wording.text("with-level", name="", level=listed)),)
            if listed
            else ()
        )

    def _doubts(self, shown: WeighedFact) -> Iterator[str]:
        yield from self.wording.doubts(_stance(shown.fact), shown.fact.certainty)
        if not shown.is_preferred:
            yield self.wording.messages.text("web-fact-set-aside")

    def table(
        self, entities: Iterable[Entity], without: Sequence[str] = ()
    ) -> Iterator[Block]:
        """The things, which are of one kind, in order of time, a row each; none for
        none at all.

        The columns `without` are left out, as are those in which no cell has anything.
        What began after the day is left out, and that is said.
        """
        held = list(entities)
        if not held:
            return
        # what began after the day, as far as its kind begins at all
        begins = (e for e in held if self.day is not None and e.counts and e.begins)
        begun_by = self.wording.register.dating.begun
        later = {e.id for e in begins if not begun_by(e, self.day or 0).possible}
        begun = sorted((e for e in held if e.id not in later), key=_order)
        names = [name for name in COLUMNS[held[0].prefix] if name not in without]
        rows = [(e, [self.cell(e, name) for name in names]) for e in begun[:ROWS]]
        kept = [
            at for at in range(len(names)) if any(cells[at].pieces for _, cells in rows)
        ]
        messages, kind, text = self.wording.messages, held[0].prefix, self.wording.text
        called = (names[at] for at in kept)
        label = partial(messages.property, kind)
        heads = (text(f"column-{n}") if n in _GROUPS else label(n) for n in called)
        shown = ((self._row_name(e, row), *(row[at] for at in kept)) for e, row in rows)
        columns = map(capital, (messages.kind(kind), *heads))
        if rows:
            yield Table.of(columns, shown, more=len(begun) - len(rows))
        if later:
            yield Paragraph.aside(messages.text("web-things-later", count=len(later)))

    def cell(self, entity: Entity, name: str) -> Sentence:
        """The facts of a property, or of a group, that stand; empty where nothing is
        recorded, or what names the thing.
        """
        called, separator = (
            self.wording.name(entity.id),
            Piece(self.wording.text("cell-separator")),
        )
        pieces: list[Piece] = []
        held = facts_of(entity, self.day, _GROUPS.get(name, (name,)))
        told = [
            one
            for one in held
            if one.is_preferred and self._words(one) not in ("", called)
        ]
        for one in told:
            disputed = self.wording.messages.text("web-fact-disputed")
            valid = (
                [self.wording.messages.date(one.fact.valid)] if one.fact.valid else []
            )
            notes = [*valid, *self._doubts(one), *([disputed] if one.rivals else [])]
            pieces += [separator] if pieces else []
            pieces += [*self._without_subject(one), *self._remark(notes)]
        claims = unique(claim for one in told for claim in one.fact.claim_ids)
        tones = (tone for one in told if (tone := _tone(one)) is not Tone.PLAIN)
        return Sentence(tuple(pieces), claims, next(tones, Tone.PLAIN))

    def _words(self, shown: WeighedFact) -> str:
        return "".join(piece.text for piece in self._without_subject(shown))

    def _without_subject(self, shown: WeighedFact) -> tuple[Piece, ...]:
        """A value; of a reference and of a direction without what the document is
        about.
        """
        value, about = shown.fact.value, self.wording.about
        pieces = self.wording.pieces(shown.definition.type, value)
        if not about or (value != about and not isinstance(value, Direction)):
            return pieces
        return tuple(piece for piece in pieces if piece.ref != about)

    def _row_name(self, entity: Entity, cells: Sequence[Sentence]) -> Sentence:
        """The name of a row, marked where it is only planned, or had only possibly
        begun; what is named by two of its columns is called by its kind.
        """
        notes: list[str] = []
        if not entity.counts:
            notes += [
                note
                for shown in list(facts_of(entity))[:1]
                for note in self._doubts(shown)
            ]
        elif (day := self.day) is not None:
            register = self.wording.register
            paid = entity.of.values if isinstance(entity, kinds.Funding) else ()
            held = (
                entity,
                *register.get_all(paid, Entity),
            )  # begun when what it pays for had
            if max(register.dating.begun(one, day) for one in held) is Answer.POSSIBLE:
                notes.append(self.wording.messages.text("web-possibly-begun"))
        claims = self.wording.named_by(entity)
        if not (claims or any(cell.pieces for cell in cells)):
            claims = entity.claim_ids
        tone = Tone.DOUBTFUL if notes else Tone.PLAIN
        name = self.wording.link(entity.id)
        if entity.prefix in PAIRED:
            name = replace(name, text=self.wording.messages.kind(entity.prefix))
        return Sentence((name, *self._remark(notes)), claims, tone)

    def ties(self, ties: Iterable[TieOnDay], own: Collection[str] = ()) -> Table:
        """Ties with their kind, since when, and whether they stand; in the list of a
        place by the parties that are not its `own`, where that is one, and with their
        countries.
        """
        rows = [self._tie(tie, own) for tie in ties]
        kept = [at for at in range(len(_HEADS)) if any(row[at].pieces for row in rows)]
        heads = [self.wording.messages.text(f"web-ties-{_HEADS[at]}") for at in kept]
        if len(own) == 1:
            heads[0] = self.wording.messages.text("web-ties-partner")
        return Table.of(heads, ((row[at] for at in kept) for row in rows))

    def _tie(self, tie: TieOnDay, own: Collection[str]) -> tuple[Sentence, ...]:
        since = self.wording.signed(tie)
        if tie.made and (date := tie.made.value.date):
            since = Sentence.of(self.wording.messages.date(date), tie.made.claim_ids)
        partners = partners_of(tie, own) if own else ()
        named = " – ".join(
            map(self.wording.name, partners if len(own) == 1 else [tie.id])
        )
        homes = {
            f.value: f for f in countries_of(self.wording.register, partners, tie.day)
        }
        between = self.wording.text("parts-separator")
        country = between.join(map(self.wording.messages.country, homes))
        located = unique(claim for fact in homes.values() for claim in fact.claim_ids)
        state = self.wording.status(tie)
        if tie.status and tie.stage and not tie.established:
            stage = self.wording.concept("stages", tie.stage.value.stage)
            said = f"{stage}{between}{state.text}"
            state = Sentence.of(said, (*tie.stage.claim_ids, *state.claims), state.tone)
        lies = Sentence((Piece(country),) if country else (), located)
        return (
            Sentence((Piece(named, tie.id),)),
            lies,
            self.cell(tie.tie, "type"),
            since,
            state,
        )

    def statements(self, entities: Iterable[Entity]) -> Listing:
        """What holders say of aims and outcomes, always with who says it."""
        return Listing(
            tuple((one,) for entity in entities for one in self._statements_of(entity))
        )

    def relation(self, found: Parallel | Mismatch) -> tuple[Sentence, ...]:
        """That two ties run side by side, or that levels are unequal, and why, as
        sources say it.
        """
        name, text = self.wording.name, self.wording.text
        if isinstance(found, Parallel):
            ties = {found.inner.id, found.outer.id}
            key = ("nested", "same", "shared")[len(found.shared)]
            pair = {"inner": name(found.inner.id), "outer": name(found.outer.id)}
            shared = self.wording.messages.listing(list(map(name, found.shared)))
            said = text(f"parallel-{key}", parties=shared, **pair)
        else:
            ties, level = {found.between.id}, partial(self.wording.concept, "levels")
            sides = zip(found.parties, found.levels, strict=True)
            a, b = (
                text("with-level", name=name(ref), level=level(f.value))
                for ref, f in sides
            )
            key = "mismatch-tier" if found.tiers_differ else "mismatch-rank"
            said = text(key, tie=name(found.between.id), a=a, b=b)
        why = (
            one
            for entity in found.explanations
            for one in self._statements_of(entity, ties)
        )
        return (Sentence.of(capital(said), found.claims), *why)

    def _statements_of(
        self, entity: Entity, ties: Collection[str] = ()
    ) -> Iterator[Sentence]:
        """Each text of an objective or an assessment: what it is about (of `ties`
        unless all are meant), its sort, its holders, whose it is.
        """
        facts = partial(facts_of, entity, self.day)
        sorts, sides = (
            [*map(self._words, facts((n,)))] for n in ("type", "attributed_to")
        )
        of = entity.stated("about").values
        named = () if set(ties) <= set(of) else ties
        about = [ref for ref in of if ref in named or kind_of(ref) in _SPOKEN_OF]
        for shown in facts(("text",)):
            words = {"holder": self.held_by(shown.fact), "text": self._words(shown)}
            key = (
                "objective" if sides and sides != [words["holder"]] else "objective-own"
            )
            if sorts:
                key, words["type"] = "assessment", capital(sorts[0])
            said = self.wording.text(
                key, side=self.wording.messages.listing(sides), **words
            )
            if about:
                named = self.wording.messages.listing(
                    list(map(self.wording.name, about))
                )
                said = capital(self.wording.text("about", about=named, said=said))
            doubts = self._remark(self._doubts(shown))
            yield Sentence(
                (Piece(said, entity.id), *doubts), entity.claim_ids, _tone(shown)
            )

    def disputes(
        self, disputes: Iterable[Dispute], about: str = "", *, is_named: bool = False
    ) -> Table:
        """Where sources disagree: the facts one under another, the preferred one first,
        and why it is.

        What is `about` the thing that the document is of is called by the property
        alone, which leads to the page where a reviewer decides; each row has it where
        it `is_named`, else the first of each conflict.
        """
        messages, rows = self.wording.messages, list[tuple[Sentence, ...]]()
        for dispute in disputes:
            subject, name = dispute.subject, dispute.property
            label, page = (
                messages.property(kind_of(subject), name),
                f"conflict/{subject}/{name}",
            )
            of: tuple[Piece, ...] = (Piece(capital(label), page=page),)
            if subject != about:
                colon = Piece(self.wording.text("colon"))
                of = self.wording.link(subject), colon, Piece(label, page=page)
            facts = [fact for fact in dispute.facts if fact.may_hold(self.day)]
            for at, fact in enumerate(facts if len(facts) > 1 else ()):
                denied = messages.text("web-fact-denied", count=len(fact.denials))
                shown = WeighedFact(
                    name, kinds.property_of(subject, name), fact, True, ()
                )
                value = next(self.fact(shown, [denied] if fact.denials else []))
                claims = unique((*value.claims, *(claim.id for claim in fact.denials)))
                key = "set-aside" if dispute.judgements else "open"
                if fact.preferences or fact is dispute.facts[0]:
                    key = (
                        "preferred-because"
                        if fact.preferences
                        else "preferred-by-default"
                    )
                reasons = dict.fromkeys(
                    messages.rendering(j.reason) for j in fact.preferences
                )
                why = self.wording.text(key, reason=messages.run_on(reasons))
                beside = self.holders(fact), Sentence.of(why, tone=Tone.ASIDE)
                called = Sentence(() if at and not is_named else of)
                rows.append((called, replace(value, claims=claims), *beside))
        heads = ("subject", "value", "holder", "weighing")
        return Table.of((self.wording.text(f"column-{head}") for head in heads), rows)

    def gaps(self, gaps: Iterable[Gap]) -> Facts:
        """What is not known, the gaps of one sort and one kind of thing together."""
        said = ((g, Sentence((self.wording.link(g.subject),), g.claims)) for g in gaps)
        return Facts.grouped((self.gap_label(gap), (one,)) for gap, one in said)

    def gap_label(self, gap: Gap) -> str:
        """What is not known of a kind of thing."""
        messages, kind = self.wording.messages, kind_of(gap.subject)
        named = messages.property(kind, gap.property) if gap.code == "missing" else ""
        return self.wording.text(
            f"gap-{gap.code}", kind=messages.kind(kind), property=named
        )

    def key_facts(self, tie: TieOnDay) -> Facts:
        """The parties of a tie, its key dates, the status, what each side calls it, and
        the wider tie.
        """
        messages, day = self.wording.messages, self.day
        said: list[tuple[str, Iterable[Sentence]]] = []
        for one in facts_of(tie.tie, day, ("milestone",)):  # and what its date rests on
            stage, date, basis = (
                one.fact.value.stage,
                one.fact.value.date,
                one.fact.value.basis,
            )
            remarks = [self.wording.concept("date-bases", basis)] if basis else []
            if date and tie.day < date.span.start_earliest:
                remarks.append(messages.text("web-tie-after-day"))
            when = Piece(messages.date(date) if date else self.wording.text("undated"))
            said.append(
                (
                    self.wording.concept("stages", stage),
                    self.fact(one, remarks, (when,)),
                )
            )
        if not said:
            none = Sentence.of(messages.text("web-tie-no-date"), tone=Tone.ASIDE)
            said.append((messages.text("web-brief-stage"), (none,)))
        if tie.status is not None:
            said.append(
                (messages.text("web-brief-status"), (self.wording.status(tie),))
            )
        for one in facts_of(tie.tie, day, ("type", "name")):
            label = messages.text(f"web-tie-called-{one.property}")
            said.append((label, self.fact(one, [self.held_by(one.fact)])))
        label = messages.property("tie", "parent")
        said += ((label, self.fact(one)) for one in facts_of(tie.tie, day, ("parent",)))
        return Facts.grouped(
            ((messages.text("web-tie-parties"), self._parties(tie)), *said)
        )

    def other_facts(self, tie: TieOnDay) -> Facts:
        """The facts of a tie that are neither key facts nor the history of its
        status.
        """
        return self.facts(tie.tie, _TOLD)

    def _parties(self, tie: TieOnDay) -> Iterator[Sentence]:
        """Each party with its level or sort, and its country."""
        facts = {one.fact.value: one for one in facts_of(tie.tie, self.day, ("party",))}
        for ref in self.wording.in_order(facts):
            party = self.wording.register.get(ref, Entity)
            sort = self.wording.sort(party, tie.day)
            notes = [sort] if sort else []
            if isinstance(party, kinds.LocalGovernment) and (
                country := party.country.best
            ):
                named = self.wording.messages.country(country.value)
                notes.append(Sentence.of(named, country.claim_ids))
            listed = self.wording.text("parts-separator").join(
                note.text for note in notes
            )
            said, *rest = self.fact(facts[ref], [listed] if listed else [])
            claims = unique(
                (*said.claims, *(claim for note in notes for claim in note.claims))
            )
            yield from (replace(said, claims=claims), *rest)

    def statuses(self, tie: Entity) -> Facts:
        """The history of the status of a tie up to the day, the first in time first,
        what has no date last.
        """

        def began(one: WeighedFact) -> int:
            return one.fact.valid.span.start_earliest if one.fact.valid else OPEN_END

        held = facts_of(tie, None, ("status",))
        begun = (
            o
            for o in held
            if self.day is None or not o.fact.valid or began(o) <= self.day
        )
        lines = []
        for one in sorted(begun, key=began):
            change, valid = one.fact.value, one.fact.valid
            when = (
                self.wording.messages.date(valid)
                if valid
                else self.wording.text("undated")
            )
            words = Piece(capital(self.wording.concept("statuses", change.status)))
            undated = one._replace(fact=replace(one.fact, valid=None))
            said = [*self.fact(undated, (), (words,))]
            # who decided it, on what paper and why
            for name, part, (value, *_) in change.stated_parts():
                if name != "status":
                    label = capital(
                        self.wording.messages.part(name)
                    ) + self.wording.text("colon")
                    said.append(
                        Sentence((Piece(label), *self.wording.pieces(part.type, value)))
                    )
            lines.append((when, tuple(said)))
        return Facts(tuple(lines))


def _stance(fact: Fact[Any]) -> Stance:
    return min((claim.stance for claim in fact.claims), key=list(Stance).index)


def _tone(shown: WeighedFact) -> Tone:
    if _stance(shown.fact) is Stance.DENIED:
        return Tone.DENIED
    if not shown.is_preferred:
        return Tone.SET_ASIDE
    is_sure = shown.fact.counts and shown.fact.certainty is Certainty.CERTAIN
    return Tone.PLAIN if is_sure else Tone.DOUBTFUL


def _order(entity: Entity) -> tuple[int, int, int, str]:
    """Fields of exchange by their number in the source, what else by when it began,
    then by its ordinal.
    """
    listed = entity.number.value if isinstance(entity, kinds.FieldOfExchange) else None
    dated = entity.stated(entity.begins).value
    ordinal = entity.ordinal.value if isinstance(entity, kinds.Agreement) else None
    return (
        listed or 0,
        dated.span.start_earliest if dated else OPEN_END,
        ordinal or 0,
        entity.id,
    )
