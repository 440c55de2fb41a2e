"""The kinds of the register, each defined once as a class of properties: what can be
stated of it, by which types and rules; everything that knows a kind reads it from here.
"""

from functools import lru_cache
from typing import Any

from kizuna.claims.claim import check_passage
from kizuna.claims.kinds import types
from kizuna.claims.kinds.property import KINDS as KINDS
from kizuna.claims.kinds.property import NOTHING as NOTHING
from kizuna.claims.kinds.property import Composite as Composite
from kizuna.claims.kinds.property import Entity as Entity
from kizuna.claims.kinds.property import Fact as Fact
from kizuna.claims.kinds.property import Property as Property
from kizuna.claims.kinds.property import Stated as Stated
from kizuna.claims.kinds.property import composite, part, stated
from kizuna.claims.kinds.property import parts_of as parts_of
from kizuna.claims.kinds.property import properties_of as properties_of
from kizuna.claims.kinds.types import Text as Text
from kizuna.claims.kinds.types import ValueType as ValueType
from kizuna.claims.kinds.types import concept, quantity, reference
from kizuna.errors import BadClaim
from kizuna.values import Edtf, kind_of, parse_json

_PLACE = reference("government", "area")
_FIELDS = concept("fields")


class LocalGovernment(Entity, prefix="government"):
    """A municipality, prefecture, province or other body, through renamings and changes
    of level.
    """

    name = stated(types.NAME, many=True, dated=True, required=True)
    level = stated(concept("levels"), dated=True, required=True)
    country = stated(types.COUNTRY, dated=True, required=True)
    part_of = stated(_PLACE, dated=True)
    point = stated(types.POINT)
    identifier = stated(types.IDENTIFIER, many=True)
    existence = stated(types.DATE)
    predecessor = stated(types.GOVERNMENT, many=True)
    successor = stated(types.GOVERNMENT, many=True)


class Definition(Composite):
    """One way to draw an area: a key of its own and the governments that it takes
    in.
    """

    key: Text = part(types.TEXT, required=True)
    members: tuple[str, ...] = part(_PLACE, many=True, required=True)


class Area(Entity, prefix="area"):
    """A region, country or other named set; the preferred definition is the one used
    when none is named.
    """

    name = stated(types.NAME, many=True, dated=True, required=True)
    definition = stated(composite(Definition), many=True, rival_key="key")
    country = stated(types.COUNTRY)


class Organisation(Entity, prefix="organisation"):
    """A body other than a local government; `belongs_to` is the government or
    organisation that it is part of.
    """

    name = stated(types.NAME, many=True, dated=True, required=True)
    type = stated(concept("organisation-types"), required=True)
    belongs_to = stated(types.PARTY, dated=True)
    located_in = stated(types.GOVERNMENT, dated=True)
    identifier = stated(types.IDENTIFIER, many=True)
    existence = stated(types.DATE)


class Role(Composite):
    """What somebody was, of which body, with the title as given."""

    role: str = part(concept("roles"), required=True)
    of: str | None = part(types.PARTY)
    title: Text | None = part(types.TEXT)


class Person(Entity, prefix="person"):
    """Somebody named by a source; each role is dated by the span in which its claim
    holds.
    """

    name = stated(types.NAME, many=True, required=True)
    role = stated(composite(Role), many=True, dated=True)


class Milestone(Composite):
    """A stage that a tie reached, when, and what that date rests on."""

    stage: str = part(concept("stages"), required=True)
    date: Edtf | None = part(types.DATE)
    basis: str | None = part(concept("date-bases"))


class StatusChange(Composite):
    """A status with the decision, the authority and the reason behind it."""

    status: str = part(concept("statuses"), required=True)
    decision: Text | None = part(types.TEXT)
    authority: str | None = part(types.PARTY)
    reason: Text | None = part(types.TEXT)


class Tie(Entity, prefix="tie"):
    """A sister city, port pair or other tie; `parent` is the wider tie that it runs
    under.

    `number` is that under which a register of ties lists it, `remark` what the register
    adds. `review` is the date of its next review, `review_cycle` the time between two
    reviews.
    """

    party = stated(types.PARTY, many=True, required=True)
    type = stated(concept("tie-types"), required=True)
    name = stated(types.NAME, many=True)
    milestone = stated(
        composite(Milestone), many=True, rival_key="stage", required=True
    )
    parent = stated(types.TIE)
    status = stated(composite(StatusChange), many=True, dated=True)
    review = stated(types.DATE)
    review_cycle = stated(quantity("duration"))
    initiator = stated(types.PARTY)
    motive = stated(types.TEXT, many=True)
    number = stated(types.TEXT, many=True)
    remark = stated(types.TEXT, many=True)


class Signatory(Composite):
    """Who signed, for whom, and in what capacity."""

    person: str | None = part(reference("person"))
    signed_for: str | None = part(types.PARTY)
    capacity: Text | None = part(types.TEXT)


class Agreement(Entity, prefix="agreement", begins="signed"):
    """A signed or adopted instrument; `ordinal` is its place in `series` (7 for the 7th
    annual one).
    """

    tie = stated(types.TIE, required=True)
    title = stated(types.NAME, many=True)
    type = stated(concept("agreement-types"))
    signed = stated(types.DATE, required=True)
    place = stated(types.PARTY)
    occasion = stated(types.TEXT)
    visit = stated(reference("exchange"))
    signatory = stated(composite(Signatory), many=True)
    term = stated(quantity("duration"))
    in_force = stated(types.DATE)
    series = stated(types.TEXT)
    ordinal = stated(types.INTEGER)
    review = stated(types.DATE)
    review_cycle = stated(quantity("duration"))
    recurrence = stated(concept("recurrences"))
    renews = stated(reference("agreement"))
    replaces = stated(reference("agreement"))
    provision = stated(_FIELDS, many=True)
    language = stated(types.LANGUAGE, many=True)
    document = stated(reference("document"))


class FieldOfExchange(Entity, prefix="field", begins="started"):
    """A field of one tie with its own start; `number` is its place in the list of the
    source.
    """

    tie = stated(types.TIE, required=True)
    concept = stated(_FIELDS, required=True)
    started = stated(types.DATE)
    number = stated(types.INTEGER)
    content = stated(types.TEXT, many=True)
    agreement = stated(reference("agreement"))


class Activity(Entity):
    """Exchange of a tie, recurring or not; `size` is the party of one occasion,
    `duration` its length.
    """

    tie = stated(types.TIE, required=True)
    field = stated(_FIELDS, many=True)
    direction = stated(types.DIRECTION)
    size = stated(quantity("count"))
    duration = stated(quantity("duration"))
    participants = stated(types.TEXT, many=True)
    institution = stated(types.PARTY, many=True)


class Programme(Activity, prefix="programme", begins="period"):
    """A recurring or continuing exchange, from when to when and how often."""

    activity = stated(types.TEXT, required=True)
    form = stated(concept("forms"))
    period = stated(types.DATE)
    recurrence = stated(concept("recurrences"))
    agreement = stated(reference("agreement"))


class Exchange(Activity, prefix="exchange", begins="date"):
    """Something that happened, or is planned, once; `date` may be an interval or a set
    of years.
    """

    programme = stated(reference("programme"))
    form = stated(concept("forms"), required=True)
    name = stated(types.NAME, many=True)
    activity = stated(types.TEXT)
    date = stated(types.DATE, required=True)
    leader = stated(reference("person"))
    place = stated(types.PARTY)
    outcome = stated(types.TEXT, many=True)


class Office(Entity, prefix="office", begins="opened", ends="closed"):
    """A representative office: who owns it, which government hosts it, from when to
    when.
    """

    tie = stated(types.TIE)
    name = stated(types.NAME, many=True)
    type = stated(concept("office-types"), required=True)
    owner = stated(types.PARTY, required=True)
    host = stated(types.GOVERNMENT, required=True)
    opened = stated(types.DATE)
    closed = stated(types.DATE)
    task = stated(types.TEXT, many=True)


class Funding(Entity, prefix="funding"):
    """One payer of one thing; shares are fractions 0..1, amounts money with a
    currency.
    """

    of = stated(
        reference("programme", "exchange", "tie", "office", "agreement"), required=True
    )
    payer = stated(types.ACTOR, required=True)
    share = stated(quantity("share"))
    amount = stated(quantity("money"))
    cost_type = stated(concept("cost-types"))
    purpose = stated(types.TEXT)


class Honour(Entity, prefix="honour", begins="date"):
    """A title or medal: what, to whom, by whom, when."""

    tie = stated(types.TIE)
    title = stated(types.TEXT, required=True)
    recipient = stated(reference("person"), required=True)
    awarded_by = stated(types.PARTY)
    date = stated(types.DATE)


class TradeFact(Entity, prefix="trade", begins="period"):
    """Goods and money between two sides; `price_ratio` is the market price over the
    price paid.
    """

    tie = stated(types.TIE)
    between = stated(
        reference("government", "organisation", "area"), many=True, required=True
    )
    goods = stated(types.TEXT, many=True)
    direction = stated(types.DIRECTION)
    price_ratio = stated(quantity("ratio"))
    share_of_trade = stated(quantity("share"))
    scale = stated(types.TEXT)
    period = stated(types.DATE)


class TransportLink(Entity, prefix="transport", begins="period"):
    """A direct connection; `frequency` counts services in `per`, `load` is the share of
    places taken.
    """

    tie = stated(types.TIE)
    between = stated(types.PARTY, many=True, required=True)
    carrier = stated(reference("organisation"), many=True)
    mode = stated(concept("transport-modes"), required=True)
    frequency = stated(quantity("count"))
    per = stated(quantity("duration"))
    load = stated(quantity("share"))
    significance = stated(types.TEXT)
    period = stated(types.DATE)


class Statistic(Entity, prefix="statistic", begins="as_of"):
    """A stated total or share; it is its holder's number, shown beside the one that the
    register counts.
    """

    measure = stated(concept("measures"), required=True)
    scope = stated(reference("government", "area", "tie"), required=True)
    partner = stated(_PLACE)
    value = stated(
        quantity("count", "share", "money", "ratio", "duration"), required=True
    )
    as_of = stated(types.DATE)


class Objective(Entity, prefix="objective"):
    """An aim as attributed: it is a claim of its holder about a side, not a fact about
    that side.
    """

    attributed_to = stated(
        reference("government", "area", "organisation"), required=True
    )
    text = stated(types.TEXT, required=True)
    about = stated(reference(), many=True)


class Assessment(Entity, prefix="assessment"):
    """A judgement that a source makes; `rank` 1 is first, and equal ranks may
    repeat.
    """

    type = stated(concept("assessment-types"), required=True)
    about = stated(reference(), many=True, required=True)
    text = stated(types.TEXT, required=True)
    rank = stated(types.INTEGER)
    compared_with = stated(reference(), many=True)


class Addressee(Composite):
    """One line of a distribution list; `expansion` only where the edition itself
    resolves the name.
    """

    copy: int = part(types.INTEGER, required=True)
    name: Text = part(types.TEXT, required=True)
    expansion: Text | None = part(types.TEXT)


class Signature(Composite):
    """Who signed a document, and in what capacity."""

    person: str = part(reference("person"), required=True)
    capacity: Text | None = part(types.TEXT)


class Rendition(Composite):
    """What a document renders, and how: another document, or the passage [start, end)
    of its text.

    `text` is the sha256 of the rendered text; text, start and end are None together,
    where no passage is given. The passage that renders it is the one that the claim
    cites.
    """

    document: str = part(reference("document"), required=True)
    type: str = part(concept("rendition-types"), required=True)
    text: str | None = part(types.DIGEST)
    start: int | None = part(types.INTEGER)
    end: int | None = part(types.INTEGER)

    def __init__(self, **parts: Any) -> None:
        super().__init__(**parts)
        if (self.text, self.start, self.end) != (None, None, None):
            check_passage(self.start, self.end, self.text)


class Document(Entity, prefix="document", begins="date"):
    """A source of claims: what it is, where it lies, in what language, who may see
    it.
    """

    title = stated(types.NAME, many=True, required=True)
    number = stated(types.TEXT)
    date = stated(types.DATE)
    issuer = stated(types.ACTOR)
    signatory = stated(composite(Signature), many=True)
    translator = stated(reference("person"))
    archive = stated(types.TEXT)
    fonds = stated(types.TEXT)
    inventory = stated(types.TEXT)
    file = stated(types.TEXT)
    leaves = stated(types.TEXT)
    original_language = stated(types.LANGUAGE)
    language = stated(types.LANGUAGE, many=True)
    address = stated(types.ADDRESS, many=True)
    digest = stated(types.DIGEST, many=True)
    published_by = stated(types.TEXT)
    rights = stated(types.TEXT)
    addressee = stated(composite(Addressee), many=True, rival_key="copy")
    copies = stated(types.INTEGER)
    access_level = stated(concept("access-levels"))
    mark = stated(types.TEXT)
    place = stated(types.PARTY)
    rendition_of = stated(composite(Rendition), many=True)


def kind_of_subject(subject: str) -> type[Entity]:
    """The kind that an entity id belongs to; raises BadClaim for an unknown one."""
    prefix = kind_of(subject)
    if prefix not in KINDS:
        raise BadClaim(
            f"{subject!r}: no kind is called {prefix!r}; there are {', '.join(KINDS)}"
        )
    return KINDS[prefix]


def property_of(subject: str, name: str) -> Property:
    """The definition of a property of the subject's kind; raises BadClaim for an
    unknown one.
    """
    kind = kind_of_subject(subject)
    held = properties_of(kind)
    if name not in held:
        raise BadClaim(
            f"{subject!r}: a {kind.prefix} has no {name!r}; it has {', '.join(held)}"
        )
    return held[name]


@lru_cache(maxsize=200_000)
def decode(prefix: str, name: str, value: str) -> Any:
    """The typed value of a claim from its canonical JSON text; the same text gives the
    same object.
    """
    return properties_of(KINDS[prefix])[name].type.read(parse_json(value))
