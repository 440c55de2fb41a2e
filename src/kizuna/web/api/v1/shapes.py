"""What addresses share: the parameters that they take, where a list goes on, and how an
answer repeats both clocks; the shapes of answers, and the shape of a value, read off
its type.

Law: nothing is in an answer that its schema does not say. A list is in order of
something that never changes (an id, a place in the ledger), and a cursor says after
which item to go on; so a walk gives each item once, whatever is added meanwhile. A
cursor belongs to one question.

The shapes are the API's own, and stand beside the routes that answer in them; a shape
reads an object of the register by attributes of its parts' names.
"""

import base64
import hashlib
import warnings
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Literal, Optional, Self, get_origin

import orjson
from django.http import HttpRequest
from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    ValidationInfo,
    create_model,
    model_validator,
)
from pydantic.fields import FieldInfo

from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty
from kizuna.claims.kinds import Composite, Fact, ValueType, properties_of
from kizuna.errors import BadQuestion
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.values import Edtf, bound_text, kind_of
from kizuna.web.rendering import visit, with_query
from kizuna.workflows.paging import Part

MOST = 200
"""So many items are on a page at most."""
_AS_OF = (
    "The day asked about: a day, a month or a year (its last day); today without it"
)
_KNOWN = (
    "Use only what had been recorded by then: a day (its end, UTC) or a time; now"
    " without it"
)
_LANG = "The language of labels: en, ja, zh-Hans or ru; else that of Accept-Language"


def check_parameters(request: HttpRequest, known: Mapping[str, FieldInfo]) -> None:
    """Raise BadQuestion for a parameter that the address does not take, or one given
    twice that it takes once.
    """
    for name, values in request.GET.lists():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            takes = f"it takes {', '.join(known) or 'none'}"
            hint = f"did you mean {near[0]!r}?" if near else takes
            raise BadQuestion(f"{name!r} is no parameter of this address; {hint}")
        if len(values) > 1 and get_origin(known[name].annotation) is not list:
            raise BadQuestion(f"{name!r} is given {len(values)} times; give it once")


class Parameters(BaseModel):
    """The parameters of an address, which takes no others."""

    @model_validator(mode="before")
    @classmethod
    def _take_no_others(cls, given: Any, info: ValidationInfo[dict[str, Any]]) -> Any:
        check_parameters(info.context["request"], cls.model_fields)
        return given


class Clocks(Parameters):
    """The two clocks of a question, and the language of its labels."""

    as_of: str = Field("", description=_AS_OF, examples=["1987-04-01"])
    known_at: str = Field("", description=_KNOWN, examples=["2999-01-01"])
    lang: str = Field("", description=_LANG, examples=["en"])


class Paged(Clocks):
    """A list a page at a time."""

    limit: int = Field(50, ge=1, le=MOST, description="So many items on a page at most")
    cursor: str = Field(
        "", description="Where to go on, as `next` of the page before gives it"
    )


def part(request: HttpRequest, asked: Paged) -> Part:
    """The part of the list that is asked for.

    Raises BadQuestion for what is no cursor, or one of another question.
    """
    if not (given := asked.cursor):
        return Part("", asked.limit)
    try:
        padded = given + "=" * (-len(given) % 4)
        question, item = orjson.loads(base64.b64decode(padded, b"-_", validate=True))
    except (ValueError, TypeError):
        raise BadQuestion(
            f"{given!r} is no cursor; follow `next` as it is given"
        ) from None
    if question != _question(request):
        raise BadQuestion(
            f"{given!r} is the cursor of another question; follow `next` as it is"
        )
    return Part(str(item), asked.limit)


def _question(request: HttpRequest) -> str:
    """A digest of what is asked, without what may change from page to page."""
    kept = [
        (n, texts) for n, texts in request.GET.lists() if n not in ("cursor", "limit")
    ]
    asked = sorted((name, text) for name, texts in kept for text in texts)
    return hashlib.sha256(orjson.dumps([request.path, asked])).hexdigest()[:12]


def wording(request: HttpRequest, register: Register) -> Wording:
    """Says what a register holds in the language of the question, by the names of its
    day.
    """
    here = visit(request)
    return Wording(register, here.messages, here.day.number)


def listed(request: HttpRequest, items: Iterable[Any], after: str) -> dict[str, Any]:
    """A page of a list; `after` is the item after which the next page begins, "" when
    nothing is left.
    """
    following = None
    if after:
        query = request.GET.copy()
        query.pop("cursor", None)
        text = orjson.dumps([_question(request), after])
        query["cursor"] = base64.urlsafe_b64encode(text).decode().rstrip("=")
        following = f"{request.path}?{query.urlencode()}"
    return {"items": list(items), "next": following}


def address(path: str, **query: str | None) -> str:
    """An address of the API; empty parts of its query are left out."""
    return with_query(f"/api/v1{path}", query.items())


def claims_about(ref: str) -> str:
    """Where all claims about an entity are listed."""
    return address("/claims", subject=ref)


def summary(said: Wording, ref: str) -> dict[str, Any]:
    """An entity by its id, named in the language of the question."""
    return {
        "id": ref,
        "kind": kind_of(ref),
        "label": said.name(ref),
        "href": address(f"/entities/{ref}"),
        "page": f"/{ref}",
    }


class Shape(BaseModel, extra="forbid", from_attributes=True):
    """An object of an answer."""

    @classmethod
    def read(cls, held: object, **others: Any) -> Self:
        """The shape of an object of the register, with the parts that it does not have
        by their names.
        """
        names = cls.model_fields.keys() - others.keys()
        return cls.model_validate(
            {name: getattr(held, name) for name in names} | others
        )


ClaimId = Annotated[
    str,
    Field(
        pattern="^[0-9a-f]{32}$", description="A claim: /api/v1/claims/{id}/evidence"
    ),
]
_ID = "^[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*$"
EntityId = Annotated[
    str, Field(pattern=_ID, description="An id: /api/v1/entities/{id}")
]
Address = Annotated[str, Field(description="An address of this server")]

CertaintyOf = Literal[tuple(map(str, Certainty))]
Bound = Annotated[str | None, BeforeValidator(bound_text)]
"""A day by its number, as ISO 8601; null for one that is open."""
UNKNOWN = BeforeValidator(lambda held: held or None)
"""What is "" in the register is null."""
Tag = Annotated[str | None, UNKNOWN]


class Bounds(Shape):
    """When something began and ended: each between two days (ISO 8601), both inclusive.
    null: there is no such day, it has always been so or has no end.
    """

    start_earliest: Bound
    start_latest: Bound
    end_earliest: Bound
    end_latest: Bound


class Dated(Bounds):
    """A date or interval as EDTF (ISO 8601-2:2019), with the four bounds of what it may
    mean.
    """

    edtf: str

    @model_validator(mode="before")
    @classmethod
    def _read(cls, date: Edtf | str) -> dict[str, Any]:
        read = Edtf.parse(date) if isinstance(date, str) else date
        return {"edtf": read.text} | {
            n: getattr(read.span, n) for n in Bounds.model_fields
        }


class OfFact(Shape):
    """What a fact states, with the claims that say so."""

    claims: list[ClaimId] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, fact: Fact[Any]) -> dict[str, Any]:
        said = {"value": fact.value, "valid": fact.valid, "claims": fact.claim_ids}
        return {
            n: said[n] if n in said else getattr(fact.value, n)
            for n in cls.model_fields
        }


class Asked(Shape):
    """The clocks as they were taken."""

    as_of: str = Field(description="The day asked about (ISO 8601)")
    known_at: str | None = Field(
        description="The time as of which it was known; null for now"
    )

    @model_validator(mode="before")
    @classmethod
    def _add_clocks(
        cls, held: dict[str, Any], info: ValidationInfo[dict[str, Any]]
    ) -> dict[str, Any]:
        return {**held, **visit(info.context["request"]).times.as_json()}


class Page(Asked):
    """A page of a list."""

    next: Address | None = Field(description="Where the list goes on; null at its end")


def page_of(name: str, item: type[Shape], about: str, base: type[Shape] = Page) -> Any:
    """The shape of a page of items, or of another answer that has some."""
    return create_model(name, __base__=base, __doc__=about, items=(list[item], ...))


class Summary(Shape):
    """An entity in a list: what it is called in the language asked for, and where it
    is.
    """

    id: EntityId
    kind: str
    label: str
    href: Address
    page: Address


class Words(Shape):
    """Words of the register about a fact; `language` is a tag (BCP 47), null when it
    does not matter.
    """

    text: str
    language: Tag


class Named(Shape):
    """A name in one spelling: its language (BCP 47), script (ISO 15924) and way of
    transliteration.
    """

    text: str
    language: Tag
    script: Tag
    scheme: Tag


class Placed(Shape):
    """A point in degrees (WGS 84), north and east positive."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class Identified(Shape):
    """A thing's number in somebody else's register, and its public page there."""

    scheme: str
    value: str
    address: str | None


class Directed(Shape):
    """Who sent and who received; null is a party that nobody named. When `mutual`,
    neither comes first.
    """

    source: EntityId | None
    target: EntityId | None
    mutual: bool


class Measured(Shape):
    """A number known to lie from `min` to `max` in a unit; null is a bound that is not
    known.
    """

    min: float | None
    max: float | None
    approximate: bool
    unit: str


_SHAPES: dict[str, Any] = {
    "text": Words,
    "name": Named,
    "date": Dated,
    "point": Placed,
    "identifier": Identified,
    "direction": Directed,
    "quantity": Measured,
    "integer": int,
    "country": Annotated[
        str, Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2")
    ],
    "digest": Annotated[
        str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256 in hex")
    ],
    "reference": EntityId,
    "language": str,
    "address": str,
}


@cache
def shape_of(kind: ValueType[Any]) -> Any:
    """The annotation of a value of a type."""
    if kind.key == "concept":
        return Literal[tuple(vocabulary.scheme(kind.detail[0]))]
    if kind.key in _SHAPES:
        return _SHAPES[kind.key]
    whole = next(
        one for one in Composite.__subclasses__() if one.__name__.lower() == kind.key
    )
    fields: dict[str, Any] = {}
    for name, part in properties_of(whole).items():
        one = shape_of(part.type)
        held = list[one] if part.many else one
        fields[name] = (held, ...) if part.required else (Optional[held], ...)  # noqa: UP045
    with warnings.catch_warnings():
        # An addressee has a part called `copy`, which pydantic's own models have too
        # and nothing here asks for.
        warnings.filterwarnings("ignore", message="Field name .* shadows")
        return create_model(
            whole.__name__, __base__=Shape, __doc__=whole.__doc__, **fields
        )
