"""One property of a kind, as its annotation says it: type, cardinality, whether dated,
what competes.

What the register holds of it are the facts stated, best first, each on its claims.
"""

import inspect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import FrozenInstanceError, dataclass
from operator import attrgetter
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar, cast

from kizuna.claims.claim import Certainty, Claim, Judgement
from kizuna.claims.kinds.types import Rename, ValueType, names_nothing
from kizuna.errors import BadClaim
from kizuna.values import Answer, Edtf, Span

V = TypeVar("V", covariant=True)


@dataclass(frozen=True, slots=True)
class Fact(Generic[V]):
    """One value of a property with the claims that support it, the strongest first
    (never empty).

    `valid` is the span in which it holds, None when no claim gives one. `preferences`
    are the judgements that put this fact before a competing one; `denials` the claims
    that deny it.
    """

    value: V
    valid: Edtf | None
    claims: tuple[Claim, ...]
    preferences: tuple[Judgement, ...] = ()
    denials: tuple[Claim, ...] = ()

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The ids of the supporting claims, the strongest first."""
        return tuple([claim.id for claim in self.claims])

    @property
    def counts(self) -> bool:
        """Whether at least one claim says that it is so and has a source."""
        return self.claims[0].counts  # the strongest

    @property
    def certainty(self) -> Certainty:
        """The certainty of the surest claim."""
        if len(self.claims) == 1:  # as most
            return self.claims[0].certainty
        return min([claim.certainty for claim in self.claims], key=attrgetter("rank"))

    @property
    def span(self) -> Span:
        """The days on which it holds; all where no claim gives a span."""
        return self.valid.span if self.valid else Span.ALWAYS

    def may_hold(self, day: int | None) -> bool:
        """Whether it may hold on a day (None: on any)."""
        return (
            day is None
            or self.valid is None
            or self.valid.span.on(day) is not Answer.NO
        )


@dataclass(frozen=True, slots=True)
class Stated(Generic[V]):
    """The facts of one property, best first; empty when nothing is recorded."""

    facts: tuple[Fact[V], ...] = ()
    conflicts: tuple[tuple[Fact[V], ...], ...] = ()

    def __iter__(self) -> Iterator[Fact[V]]:
        return iter(self.facts)

    def __bool__(self) -> bool:
        return bool(self.facts)

    @property
    def best(self) -> Fact[V] | None:
        """The preferred fact, or None when nothing is recorded."""
        return self.facts[0] if self.facts else None

    @property
    def fact(self) -> Fact[V] | None:
        """The preferred fact where it counts, else None."""
        return self.facts[0] if self.facts and self.facts[0].counts else None

    @property
    def value(self) -> V | None:
        """The value of the preferred fact, or None when nothing is recorded."""
        return self.facts[0].value if self.facts else None

    def on(self, day: int) -> Fact[V] | None:
        """The first fact that counts and may hold on a day, or None; one without a span
        always may.
        """
        return next(
            (fact for fact in self.facts if fact.counts and fact.may_hold(day)), None
        )

    def value_on(self, day: int) -> V | None:
        """The value of that fact, or None."""
        fact = self.on(day)
        return fact.value if fact else None

    @property
    def values(self) -> tuple[V, ...]:
        """Every value, best first."""
        return tuple(fact.value for fact in self.facts)

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The ids of all claims behind all facts, without repeats."""
        return tuple(dict.fromkeys(i for fact in self.facts for i in fact.claim_ids))


NOTHING: Stated[Any] = Stated()

C = TypeVar("C", bound="Composite")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Property:
    """What a kind says of a property, and a composite of a part.

    `type` is the type of one value. `many`: several values stand side by side;
    otherwise values compete and one is preferred. `dated`: a value may hold for a span
    (`valid`), and values of different spans do not compete. `rival_key`: for `many`,
    values of a composite whose field of this name is equal do compete (two dates of the
    same stage). `required`: a gap when nothing is recorded.
    """

    type: ValueType[Any]
    many: bool = False
    dated: bool = False
    rival_key: str = ""
    required: bool = False


def stated(type: ValueType[T], **rules: Any) -> Stated[T]:
    """A property of a kind by the rules of `Property`; of an entity it is what is
    stated of it.
    """
    return cast(Stated[T], Property(type, **rules))


part: Any = Property
"""A part of a composite, by the same rules; of a value it is what the value has of
it.
"""
_DEFINED: dict[type, dict[str, Property]] = {}
_NAMING: dict[type, dict[str, Property]] = {}


class Defined:
    """What has properties, or parts, by its class, and is frozen; it holds only those
    that are not empty.
    """

    _EMPTY: ClassVar[Any] = None

    def __init_subclass__(cls) -> None:
        own = {
            name: one for name, one in vars(cls).items() if isinstance(one, Property)
        }
        _DEFINED[cls] = held = _DEFINED.get(cls.__mro__[1], {}) | own
        _NAMING[cls] = {
            n: one for n, one in held.items() if one.type.refs is not names_nothing
        }
        for name in own:
            setattr(cls, name, cls._EMPTY)

    def __init__(self, **held: Any) -> None:
        self.__dict__.update(
            {n: one for n, one in held.items() if one is not self._EMPTY}
        )

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to {name!r}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == vars(other)

    def __hash__(self) -> int:
        return hash(frozenset(self.__dict__.items()))

    def __repr__(self) -> str:  # facts of one rank are listed by it
        held = (f"{name}={getattr(self, name)!r}" for name in properties_of(type(self)))
        return f"{type(self).__name__}({', '.join(held)})"


class Composite(Defined):
    """A value made of values: a dated stage, a signature, a funding share. Empty parts
    are None.
    """

    @classmethod
    def read(cls: type[C], raw: Any) -> C:
        """The value from a JSON object; raises BadClaim for an unknown or a missing
        part.
        """
        parts = properties_of(cls)
        if not isinstance(raw, dict):
            raise BadClaim(f"{raw!r} is not an object with {', '.join(parts)}")
        if unknown := raw.keys() - parts.keys():
            raise BadClaim(f"{min(unknown)!r} is not one of {', '.join(parts)}")
        for name, part in parts.items():
            if part.required and name not in raw:
                raise BadClaim(f"{raw!r} lacks {name!r}")
        held = {}
        for name, value in raw.items():
            read = parts[name].type.read
            if parts[name].many and not isinstance(value, list):
                raise BadClaim(f"{value!r} is not a list")
            held[name] = tuple(map(read, value)) if parts[name].many else read(value)
        return cls(**held)

    def write(self) -> dict[str, Any]:
        """The JSON object, without its empty parts."""
        return {
            name: [*map(part.type.write, held)]
            if part.many
            else part.type.write(held[0])
            for name, part, held in self.stated_parts()
        }

    def refs(self) -> tuple[str, ...]:
        """Every entity id in the value."""
        parts = self.stated_parts()
        return tuple(
            r
            for _, part, held in parts
            for value in held
            for r in part.type.refs(value)
        )

    def renamed(self: C, names: Rename) -> C:
        """The value with entity ids replaced."""
        changed = {}
        for name, part, held in self.stated_parts():
            new = tuple([part.type.rename(one, names) for one in held])
            changed[name] = new if part.many else new[0]
        return type(self)(**changed)

    def stated_parts(self) -> Iterator[tuple[str, Property, Sequence[Any]]]:
        """The parts that are not empty by name, each with its values."""
        for name, part in properties_of(type(self)).items():
            if (held := getattr(self, name)) is not None:
                yield name, part, held if part.many else (held,)


def composite(cls: type[C]) -> ValueType[C]:
    """The value type of a composite."""
    refs = cls.refs if naming_properties(cls) else names_nothing
    parts = tuple(properties_of(cls))
    return ValueType(
        cls.__name__.lower(), cls.read, cls.write, parts, refs, cls.renamed
    )


def parts_of(kind: ValueType[Any]) -> dict[str, Property]:
    """The parts of a composite's type by name, in the order of its definition; empty
    for any other type.
    """
    owner: Any = getattr(kind.read, "__self__", None)
    is_composite = isinstance(owner, type) and issubclass(owner, Composite)
    return properties_of(owner) if is_composite else {}


class Entity(Defined):
    """A thing of the register: an id, and what is stated of each of its properties.

    A kind gives its `prefix`, and in `begins` and `ends` the properties that date both
    ("" for none).
    """

    _EMPTY = NOTHING
    prefix: ClassVar[str]
    begins: ClassVar[str]
    ends: ClassVar[str]
    id: str

    def __init_subclass__(
        cls, prefix: str = "", begins: str = "", ends: str = ""
    ) -> None:
        super().__init_subclass__()
        if prefix:
            cls.prefix, cls.begins, cls.ends = prefix, begins, ends
            KINDS[prefix] = cls

    def stated(self, name: str) -> Stated[Any]:
        """What is stated of the property called `name`; nothing is of "", which is no
        property.
        """
        held: Stated[Any] = getattr(self, name) if name else NOTHING
        return held

    def facts(self) -> tuple[tuple[str, Fact[Any]], ...]:
        """Every (property, fact) of the entity, in the order of its definition."""
        held = [(name, self.__dict__.get(name)) for name in properties_of(type(self))]
        return tuple(
            [(name, fact) for name, stated in held if stated for fact in stated.facts]
        )

    @property
    def counts(self) -> bool:
        """Whether at least one of its facts is said to be so, with a source."""
        return any(fact.counts for _, fact in self.facts())

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The ids of all claims about the entity, without repeats."""
        return tuple(
            dict.fromkeys(i for _, fact in self.facts() for i in fact.claim_ids)
        )


KINDS: dict[str, type[Entity]] = {}
"""The kinds by the prefix of their ids, in the order of their definition."""


def properties_of(kind: type) -> dict[str, Property]:
    """The properties of a kind or composite by name, in the order of its definition."""
    return _DEFINED[kind]


def definition_of(kind: type) -> str:
    """Give the first sentence of a kind's docstring, on one line; "" without one."""
    docstring = inspect.getdoc(kind) or ""
    first_paragraph = docstring.partition("\n\n")[0]
    return " ".join(first_paragraph.split())


def naming_properties(kind: type) -> dict[str, Property]:
    """The properties of a kind or composite whose values can hold entity ids, in the
    order of its definition.
    """
    return _NAMING[kind]


class WeighedFact(NamedTuple):
    """One fact of a property; `rivals` are the facts that it competes with, the
    preferred one first.
    """

    property: str
    definition: Property
    fact: Fact[Any]
    is_preferred: bool
    rivals: tuple[Fact[Any], ...]


def facts_of(
    entity: Entity, day: int | None = None, names: Iterable[str] = ()
) -> Iterator[WeighedFact]:
    """The facts of an entity in the order of its kind, or those of some properties, the
    preferred ones first.

    With a day, those that certainly do not hold on it are left out; what is no property
    of the kind has none.
    """
    held = properties_of(type(entity))
    for name in names or held:
        stated = entity.stated(name) if name in held else NOTHING
        if not stated.facts:
            continue
        groups = {id(fact): group for group in stated.conflicts for fact in group}
        for fact in stated.facts:
            if fact.may_hold(day):
                group = groups.get(id(fact), ())
                others = (
                    tuple(other for other in group if other is not fact)
                    if group
                    else ()
                )
                yield WeighedFact(
                    name, held[name], fact, not group or group[0] is fact, others
                )
