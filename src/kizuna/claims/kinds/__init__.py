"""The kinds of the register, each defined once as an annotated dataclass: what can be stated of it, by which types
and rules; everything that knows a kind reads it from here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from kizuna.claims.claim import check_passage
from kizuna.claims.kinds.property import NOTHING as NOTHING
from kizuna.claims.kinds.property import Composite as Composite
from kizuna.claims.kinds.property import Entity as Entity
from kizuna.claims.kinds.property import Fact as Fact
from kizuna.claims.kinds.property import Property as Property
from kizuna.claims.kinds.property import Stated as Stated
from kizuna.claims.kinds.property import composite
from kizuna.claims.kinds.property import parts_of as parts_of
from kizuna.claims.kinds.property import properties_of as properties_of
from kizuna.claims.kinds.types import (
    ACTOR,
    ADDRESS,
    COUNTRY,
    DATE,
    DIGEST,
    DIRECTION,
    GOVERNMENT,
    IDENTIFIER,
    INTEGER,
    LANGUAGE,
    NAME,
    PARTY,
    POINT,
    TEXT,
    TIE,
    concept,
    quantity,
    reference,
)
from kizuna.claims.kinds.types import Text as Text
from kizuna.claims.kinds.types import ValueType as ValueType
from kizuna.errors import BadClaim
from kizuna.values import Direction, Edtf, Identifier, Name, Point, Quantity, kind_of, parse_json

_PLACE = reference("government", "area")
_SIDE = reference("government", "organisation", "area")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalGovernment(Entity, prefix="government"):
    """A municipality, prefecture, province or other body, through renamings and changes of level."""

    name: Annotated[Stated[Name], Property(NAME, many=True, dated=True, required=True)] = NOTHING
    level: Annotated[Stated[str], Property(concept("levels"), dated=True, required=True)] = NOTHING
    country: Annotated[Stated[str], Property(COUNTRY, dated=True, required=True)] = NOTHING
    part_of: Annotated[Stated[str], Property(_PLACE, dated=True)] = NOTHING
    point: Annotated[Stated[Point], Property(POINT)] = NOTHING
    identifier: Annotated[Stated[Identifier], Property(IDENTIFIER, many=True)] = NOTHING
    existence: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    predecessor: Annotated[Stated[str], Property(GOVERNMENT, many=True)] = NOTHING
    successor: Annotated[Stated[str], Property(GOVERNMENT, many=True)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Composite):
    """One way to draw an area: a key of its own and the governments that it takes in."""

    key: Annotated[Text, Property(TEXT, required=True)]
    members: Annotated[tuple[str, ...], Property(_PLACE, many=True, required=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Entity, prefix="area"):
    """A region, country or other named set; the preferred definition is the one used when none is named."""

    name: Annotated[Stated[Name], Property(NAME, many=True, dated=True, required=True)] = NOTHING
    definition: Annotated[
        Stated[Definition], Property(composite(Definition), many=True, rival_key="key")
    ] = NOTHING
    country: Annotated[Stated[str], Property(COUNTRY)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Entity, prefix="organisation"):
    """A body other than a local government; `belongs_to` is the government or organisation that it is part of."""

    name: Annotated[Stated[Name], Property(NAME, many=True, dated=True, required=True)] = NOTHING
    type: Annotated[Stated[str], Property(concept("organisation-types"), required=True)] = NOTHING
    belongs_to: Annotated[Stated[str], Property(PARTY, dated=True)] = NOTHING
    located_in: Annotated[Stated[str], Property(GOVERNMENT, dated=True)] = NOTHING
    identifier: Annotated[Stated[Identifier], Property(IDENTIFIER, many=True)] = NOTHING
    existence: Annotated[Stated[Edtf], Property(DATE)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Composite):
    """What somebody was, of which body, with the title as given."""

    role: Annotated[str, Property(concept("roles"), required=True)]
    of: Annotated[str | None, Property(PARTY)] = None
    title: Annotated[Text | None, Property(TEXT)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Entity, prefix="person"):
    """Somebody named by a source; each role is dated by the span in which its claim holds."""

    name: Annotated[Stated[Name], Property(NAME, many=True, required=True)] = NOTHING
    role: Annotated[Stated[Role], Property(composite(Role), many=True, dated=True)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Composite):
    """A stage that a tie reached, when, and what that date rests on."""

    stage: Annotated[str, Property(concept("stages"), required=True)]
    date: Annotated[Edtf | None, Property(DATE)] = None
    basis: Annotated[str | None, Property(concept("date-bases"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange(Composite):
    """A status with the decision, the authority and the reason behind it."""

    status: Annotated[str, Property(concept("statuses"), required=True)]
    decision: Annotated[Text | None, Property(TEXT)] = None
    authority: Annotated[str | None, Property(PARTY)] = None
    reason: Annotated[Text | None, Property(TEXT)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Entity, prefix="tie"):
    """A sister city, port pair or other tie; `parent` is the wider tie that it runs under.

    `number` is that under which a register of ties lists it, `remark` what the register
    adds. `review` is the date of its next review, `review_cycle` the time between two reviews.
    """

    party: Annotated[Stated[str], Property(PARTY, many=True, required=True)] = NOTHING
    type: Annotated[Stated[str], Property(concept("tie-types"), required=True)] = NOTHING
    name: Annotated[Stated[Name], Property(NAME, many=True)] = NOTHING
    milestone: Annotated[
        Stated[Milestone],
        Property(composite(Milestone), many=True, rival_key="stage", required=True),
    ] = NOTHING
    parent: Annotated[Stated[str], Property(TIE)] = NOTHING
    status: Annotated[
        Stated[StatusChange], Property(composite(StatusChange), many=True, dated=True)
    ] = NOTHING
    review: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    review_cycle: Annotated[Stated[Quantity], Property(quantity("duration"))] = NOTHING
    initiator: Annotated[Stated[str], Property(PARTY)] = NOTHING
    motive: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING
    number: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING
    remark: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory(Composite):
    """Who signed, for whom, and in what capacity."""

    person: Annotated[str | None, Property(reference("person"))] = None
    signed_for: Annotated[str | None, Property(PARTY)] = None
    capacity: Annotated[Text | None, Property(TEXT)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Entity, prefix="agreement", begins="signed"):
    """A signed or adopted instrument; `ordinal` is its place in `series` (7 for the 7th annual one)."""

    tie: Annotated[Stated[str], Property(TIE, required=True)] = NOTHING
    title: Annotated[Stated[Name], Property(NAME, many=True)] = NOTHING
    type: Annotated[Stated[str], Property(concept("agreement-types"))] = NOTHING
    signed: Annotated[Stated[Edtf], Property(DATE, required=True)] = NOTHING
    place: Annotated[Stated[str], Property(PARTY)] = NOTHING
    occasion: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    visit: Annotated[Stated[str], Property(reference("exchange"))] = NOTHING
    signatory: Annotated[Stated[Signatory], Property(composite(Signatory), many=True)] = NOTHING
    term: Annotated[Stated[Quantity], Property(quantity("duration"))] = NOTHING
    in_force: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    series: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    ordinal: Annotated[Stated[int], Property(INTEGER)] = NOTHING
    review: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    review_cycle: Annotated[Stated[Quantity], Property(quantity("duration"))] = NOTHING
    recurrence: Annotated[Stated[str], Property(concept("recurrences"))] = NOTHING
    renews: Annotated[Stated[str], Property(reference("agreement"))] = NOTHING
    replaces: Annotated[Stated[str], Property(reference("agreement"))] = NOTHING
    provision: Annotated[Stated[str], Property(concept("fields"), many=True)] = NOTHING
    language: Annotated[Stated[str], Property(LANGUAGE, many=True)] = NOTHING
    document: Annotated[Stated[str], Property(reference("document"))] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOfExchange(Entity, prefix="field", begins="started"):
    """A field of one tie with its own start; `number` is its place in the list of the source."""

    tie: Annotated[Stated[str], Property(TIE, required=True)] = NOTHING
    concept: Annotated[Stated[str], Property(concept("fields"), required=True)] = NOTHING
    started: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    number: Annotated[Stated[int], Property(INTEGER)] = NOTHING
    content: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING
    agreement: Annotated[Stated[str], Property(reference("agreement"))] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Entity):
    """Exchange of a tie, recurring or not; `size` is the party of one occasion, `duration` its length."""

    tie: Annotated[Stated[str], Property(TIE, required=True)] = NOTHING
    field: Annotated[Stated[str], Property(concept("fields"), many=True)] = NOTHING
    direction: Annotated[Stated[Direction], Property(DIRECTION)] = NOTHING
    size: Annotated[Stated[Quantity], Property(quantity("count"))] = NOTHING
    duration: Annotated[Stated[Quantity], Property(quantity("duration"))] = NOTHING
    participants: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING
    institution: Annotated[Stated[str], Property(PARTY, many=True)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Activity, prefix="programme", begins="period"):
    """A recurring or continuing exchange, from when to when and how often."""

    activity: Annotated[Stated[Text], Property(TEXT, required=True)] = NOTHING
    form: Annotated[Stated[str], Property(concept("forms"))] = NOTHING
    period: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    recurrence: Annotated[Stated[str], Property(concept("recurrences"))] = NOTHING
    agreement: Annotated[Stated[str], Property(reference("agreement"))] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange(Activity, prefix="exchange", begins="date"):
    """Something that happened, or is planned, once; `date` may be an interval or a set of years."""

    programme: Annotated[Stated[str], Property(reference("programme"))] = NOTHING
    form: Annotated[Stated[str], Property(concept("forms"), required=True)] = NOTHING
    name: Annotated[Stated[Name], Property(NAME, many=True)] = NOTHING
    activity: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    date: Annotated[Stated[Edtf], Property(DATE, required=True)] = NOTHING
    leader: Annotated[Stated[str], Property(reference("person"))] = NOTHING
    place: Annotated[Stated[str], Property(PARTY)] = NOTHING
    outcome: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Entity, prefix="office", begins="opened", ends="closed"):
    """A representative office: who owns it, which government hosts it, from when to when."""

    tie: Annotated[Stated[str], Property(TIE)] = NOTHING
    name: Annotated[Stated[Name], Property(NAME, many=True)] = NOTHING
    type: Annotated[Stated[str], Property(concept("office-types"), required=True)] = NOTHING
    owner: Annotated[Stated[str], Property(PARTY, required=True)] = NOTHING
    host: Annotated[Stated[str], Property(GOVERNMENT, required=True)] = NOTHING
    opened: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    closed: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    task: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding(Entity, prefix="funding"):
    """One payer of one thing; shares are fractions 0..1, amounts money with a currency."""

    of: Annotated[
        Stated[str],
        Property(reference("programme", "exchange", "tie", "office", "agreement"), required=True),
    ] = NOTHING
    payer: Annotated[Stated[str], Property(ACTOR, required=True)] = NOTHING
    share: Annotated[Stated[Quantity], Property(quantity("share"))] = NOTHING
    amount: Annotated[Stated[Quantity], Property(quantity("money"))] = NOTHING
    cost_type: Annotated[Stated[str], Property(concept("cost-types"))] = NOTHING
    purpose: Annotated[Stated[Text], Property(TEXT)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour(Entity, prefix="honour", begins="date"):
    """A title or medal: what, to whom, by whom, when."""

    tie: Annotated[Stated[str], Property(TIE)] = NOTHING
    title: Annotated[Stated[Text], Property(TEXT, required=True)] = NOTHING
    recipient: Annotated[Stated[str], Property(reference("person"), required=True)] = NOTHING
    awarded_by: Annotated[Stated[str], Property(PARTY)] = NOTHING
    date: Annotated[Stated[Edtf], Property(DATE)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeFact(Entity, prefix="trade", begins="period"):
    """Goods and money between two sides; `price_ratio` is the market price over the price paid."""

    tie: Annotated[Stated[str], Property(TIE)] = NOTHING
    between: Annotated[Stated[str], Property(_SIDE, many=True, required=True)] = NOTHING
    goods: Annotated[Stated[Text], Property(TEXT, many=True)] = NOTHING
    direction: Annotated[Stated[Direction], Property(DIRECTION)] = NOTHING
    price_ratio: Annotated[Stated[Quantity], Property(quantity("ratio"))] = NOTHING
    share_of_trade: Annotated[Stated[Quantity], Property(quantity("share"))] = NOTHING
    scale: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    period: Annotated[Stated[Edtf], Property(DATE)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportLink(Entity, prefix="transport", begins="period"):
    """A direct connection; `frequency` counts services in `per`, `load` is the share of places taken."""

    tie: Annotated[Stated[str], Property(TIE)] = NOTHING
    between: Annotated[Stated[str], Property(PARTY, many=True, required=True)] = NOTHING
    carrier: Annotated[Stated[str], Property(reference("organisation"), many=True)] = NOTHING
    mode: Annotated[Stated[str], Property(concept("transport-modes"), required=True)] = NOTHING
    frequency: Annotated[Stated[Quantity], Property(quantity("count"))] = NOTHING
    per: Annotated[Stated[Quantity], Property(quantity("duration"))] = NOTHING
    load: Annotated[Stated[Quantity], Property(quantity("share"))] = NOTHING
    significance: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    period: Annotated[Stated[Edtf], Property(DATE)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic(Entity, prefix="statistic", begins="as_of"):
    """A stated total or share; it is its holder's number, shown beside the one that the register counts."""

    measure: Annotated[Stated[str], Property(concept("measures"), required=True)] = NOTHING
    scope: Annotated[
        Stated[str], Property(reference("government", "area", "tie"), required=True)
    ] = NOTHING
    partner: Annotated[Stated[str], Property(_PLACE)] = NOTHING
    value: Annotated[
        Stated[Quantity],
        Property(quantity("count", "share", "money", "ratio", "duration"), required=True),
    ] = NOTHING
    as_of: Annotated[Stated[Edtf], Property(DATE)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Entity, prefix="objective"):
    """An aim as attributed: it is a claim of its holder about a side, not a fact about that side."""

    attributed_to: Annotated[
        Stated[str], Property(reference("government", "area", "organisation"), required=True)
    ] = NOTHING
    text: Annotated[Stated[Text], Property(TEXT, required=True)] = NOTHING
    about: Annotated[Stated[str], Property(reference(), many=True)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Entity, prefix="assessment"):
    """A judgement that a source makes; `rank` 1 is first, and equal ranks may repeat."""

    type: Annotated[Stated[str], Property(concept("assessment-types"), required=True)] = NOTHING
    about: Annotated[Stated[str], Property(reference(), many=True, required=True)] = NOTHING
    text: Annotated[Stated[Text], Property(TEXT, required=True)] = NOTHING
    rank: Annotated[Stated[int], Property(INTEGER)] = NOTHING
    compared_with: Annotated[Stated[str], Property(reference(), many=True)] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee(Composite):
    """One line of a distribution list; `expansion` only where the edition itself resolves the name."""

    copy: Annotated[int, Property(INTEGER, required=True)]
    name: Annotated[Text, Property(TEXT, required=True)]
    expansion: Annotated[Text | None, Property(TEXT)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Composite):
    """Who signed a document, and in what capacity."""

    person: Annotated[str, Property(reference("person"), required=True)]
    capacity: Annotated[Text | None, Property(TEXT)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition(Composite):
    """What a document renders, and how: another document, or the passage [start, end) of its text.

    `text` is the sha256 of the rendered text; text, start and end are None together, where no passage is given.
    The passage that renders it is the one that the claim cites.
    """

    document: Annotated[str, Property(reference("document"), required=True)]
    type: Annotated[str, Property(concept("rendition-types"), required=True)]
    text: Annotated[str | None, Property(DIGEST)] = None
    start: Annotated[int | None, Property(INTEGER)] = None
    end: Annotated[int | None, Property(INTEGER)] = None

    def __post_init__(self) -> None:
        if (self.text, self.start, self.end) != (None, None, None):
            check_passage(self.start, self.end, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Entity, prefix="document", begins="date"):
    """A source of claims: what it is, where it lies, in what language, who may see it."""

    title: Annotated[Stated[Name], Property(NAME, many=True, required=True)] = NOTHING
    number: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    date: Annotated[Stated[Edtf], Property(DATE)] = NOTHING
    issuer: Annotated[Stated[str], Property(ACTOR)] = NOTHING
    signatory: Annotated[Stated[Signature], Property(composite(Signature), many=True)] = NOTHING
    translator: Annotated[Stated[str], Property(reference("person"))] = NOTHING
    archive: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    fonds: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    inventory: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    file: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    leaves: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    original_language: Annotated[Stated[str], Property(LANGUAGE)] = NOTHING
    language: Annotated[Stated[str], Property(LANGUAGE, many=True)] = NOTHING
    address: Annotated[Stated[str], Property(ADDRESS, many=True)] = NOTHING
    digest: Annotated[Stated[str], Property(DIGEST, many=True)] = NOTHING
    published_by: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    rights: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    addressee: Annotated[
        Stated[Addressee], Property(composite(Addressee), many=True, rival_key="copy")
    ] = NOTHING
    copies: Annotated[Stated[int], Property(INTEGER)] = NOTHING
    access_level: Annotated[Stated[str], Property(concept("access-levels"))] = NOTHING
    mark: Annotated[Stated[Text], Property(TEXT)] = NOTHING
    place: Annotated[Stated[str], Property(PARTY)] = NOTHING
    rendition_of: Annotated[Stated[Rendition], Property(composite(Rendition), many=True)] = NOTHING


KINDS: dict[str, type[Entity]] = {
    kind.prefix: kind
    for kind in list(globals().values())
    if isinstance(kind, type) and issubclass(kind, Entity) and hasattr(kind, "prefix")
}


def kind_of_subject(subject: str) -> type[Entity]:
    """The kind that an entity id belongs to; raises BadClaim for an unknown one."""
    prefix = kind_of(subject)
    if prefix not in KINDS:
        raise BadClaim(f"{subject!r}: no kind is called {prefix!r}; there are {', '.join(KINDS)}")
    return KINDS[prefix]


def property_of(subject: str, name: str) -> Property:
    """The definition of a property of the subject's kind; raises BadClaim for an unknown one."""
    kind = kind_of_subject(subject)
    held = properties_of(kind)
    if name not in held:
        raise BadClaim(f"{subject!r}: a {kind.prefix} has no {name!r}; it has {', '.join(held)}")
    return held[name]


@lru_cache(maxsize=200_000)
def decode(prefix: str, name: str, value: str) -> Any:
    """The typed value of a claim from its canonical JSON text; the same text gives the same object."""
    return properties_of(KINDS[prefix])[name].type.read(parse_json(value))
