"""The dyad-year panel for gravity, event-history and actor-oriented models, with its
codebook.

One row is a pair and a year. The rows are those of the pairs that a dated tie of the
scope ever joined, tied in the year or not, in every year from the first beginning that
is known to the day of the export.

Law: the panel has the variables of its codebook, all of them and in that order. An
empty cell is what no source says, or what does not apply; never zero.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import chain
from typing import BinaryIO

from kizuna.analysis.dyads import (
    Dyads,
    Pair,
    UnitOf,
    by_country,
    by_government,
    dyads_of,
    is_dated,
)
from kizuna.analysis.scope import party_of
from kizuna.errors import BadQuestion
from kizuna.publish.export.spreadsheets import csv_files, pack, package
from kizuna.publish.export.subject import Subject
from kizuna.publish.records import (
    TIES,
    Column,
    Records,
    Row,
    RowStream,
    table_columns,
    tie_record,
)
from kizuna.values.spans import day_of

_VARIABLES = """
dyad | string | | a|b | | both ids, the lesser first
year | integer | year | | | calendar year
a | string | | | | id of the government, or code of the country
b | string | | | | id of the government, or code of the country
@_name | string | | | | English label of @ on the day of the export
in_force_certain | integer | | 0 or 1 | | \
a tie certainly stood on the last day of the year, or on the day of the export
in_force_possible | integer | | 0 or 1 | | \
a tie certainly or possibly stood then; one that nobody dates may always have
ties_? | integer | ties | 0, 1, 2, ... | | how many stood then, ?
begun_? | integer | ties | 0, 1, 2, ... | | how many began in the year, ?
ended_? | integer | ties | 0, 1, 2, ... | | how many ended in the year, ?
duration_least | number | years | 0 or more | none certainly stood | \
age of the oldest tie that certainly stood then, from the last day on which it may have begun
duration_most | number | years | 0 or more | none possibly stood, or one that may have has no known beginning | \
age of the oldest tie that possibly stood then, from the first day on which it may have begun
spell | integer | | 1, 2, ... | by midpoints no dated tie is in force in the year | \
which time in force of the dyad it is; ties that touch or overlap make one (by midpoints)
age_start | number | years | 0 or more | by midpoints no dated tie is in force in the year | \
age of the spell when the year, or it, begins (by midpoints)
age_stop | number | years | 0 or more | by midpoints no dated tie is in force in the year | \
age of the spell when the year, or it, ends (by midpoints)
event | integer | | 0 or 1 | by midpoints no dated tie is in force in the year | \
the last day of the spell is in the year, and before the day of the export (by midpoints)
left_truncated | integer | | 0 or 1 | | \
a tie of the dyad has no known beginning: it may have begun before the panel does
right_censored | integer | | 0 or 1 | | \
a tie of the dyad may stand on the day of the export: its end is not observed
@_country* | string | | ISO 3166-1 alpha-2 | no source says | country of @ in the year
@_level* | string | | the scheme of levels | no source says | level of @ in the year
@_tier* | string | | municipality, prefecture | no source says | tier of that level of @
@_population_least* | integer | persons | | no source says | \
latest population of @ that a source gives, of any year; least of its range
@_population_most* | integer | persons | | no source says | \
latest population of @ that a source gives, of any year; most of its range
same_country | integer | | 0 or 1 | unknown | both are of one country
same_language | integer | | 0 or 1 | a country, or its languages, are unknown | \
their countries share an official language (CLDR, of today)
level_match* | integer | | 0 or 1 | a tier is unknown | both are of one tier
distance_km* | number | km | 0 to 20 015 | a point is unknown | along the great circle between their points
a_ties_? | integer | ties | 0, 1, 2, ... | | ties of a in the scope that stood then, ?
b_ties_? | integer | ties | 0, 1, 2, ... | | ties of b in the scope that stood then, ?
common_partners_? | integer | partners | 0, 1, 2, ... | | \
to how many third sides both were tied then, in the scope, ?
"""
"""Every variable of a panel of governments, in order: its name, type, unit and values,
when its cell is empty, and what it says. "@" is each of the two sides, "?" each reading
of the evidence; one with "*" is not of countries.
"""
_READINGS = {
    "certain": "on every reading of the evidence",
    "possible": "on at least one reading of the evidence",
}
_CODEBOOK = ("variable", "type", "unit", "values", "missing", "how")


def _variables(unit: UnitOf) -> Iterator[dict[str, str]]:
    for line in _VARIABLES.strip().splitlines():
        name, *parts, how = (part.strip() for part in re.split(r" \|(?= )", line))
        if name.endswith("*") and unit is by_country:
            continue
        sign, each = ("@", {"a": "a", "b": "b"}) if "@" in name else ("?", _READINGS)
        for one, words in each.items() if sign in name else (("", ""),):
            told = (
                name.rstrip("*").replace(sign, one),
                *parts,
                how.replace(sign, words),
            )
            said = dict(zip(_CODEBOOK, told, strict=True))
            yield said | {
                "missing": f"empty: {said['missing']}" if said["missing"] else "never"
            }


def _alike(a: str | None, b: str | None) -> int | None:
    """1 where both are the same, 0 where they differ, None where one is unknown."""
    return None if a is None or b is None else int(a == b)


@cache
def _languages(country: str) -> frozenset[str]:
    """The official languages of a country by CLDR, those that are so in fact too."""
    from babel.languages import get_official_languages

    return frozenset(get_official_languages(country, de_facto=True))


MOST_UNITS = 300
"""A panel of all pairs of more governments than this is refused: it would have millions
of rows.
"""

_TIES = (
    *table_columns("""
dyad | the pair; empty: the tie joins none
tie! | id of the tie
in_panel:integer | 1: the pair has rows; 0: no tie of it is dated
"""),
    *(c for c in TIES if c.name.startswith(("begins_", "ends_")) or c.name == "claims"),
)


def write_panel(
    subject: Subject,
    out: BinaryIO,
    *,
    unit: UnitOf = by_government,
    every: bool = False,
) -> list[str]:
    """Write the panel of the pairs with a dated tie, or of `every` pair, with its
    codebook as table and as text.

    Gives what a person should know of it: its rows, and what is not in them. Raises
    BadQuestion for every pair of too many governments.
    """
    dyads = dyads_of(subject.scope, unit)
    units = {dyads.unit(party) for party in dyads.scope.parties.values()} - {""}
    if every and len(units) > MOST_UNITS:
        raise BadQuestion(
            f"a panel of all pairs of {len(units)} governments: at most {MOST_UNITS}; "
            "narrow it by --of, --between or --kind, or take the format panel"
        )
    pairs = dyads.all_pairs if every else dyads.dated
    coded = [*_variables(unit)]
    columns = tuple(
        Column(name, type.replace("string", "text"), (), how, unit_of, title=name)
        for name, type, unit_of, _, _, how in (one.values() for one in coded)
    )
    rows = RowStream(partial(_rows, subject, dyads, pairs))
    ties = RowStream(partial(_ties, subject, dyads, frozenset(pairs)))
    tables = (
        Records("panel", columns, rows, purpose="a pair in a year"),
        Records("ties", _TIES, ties, purpose="a tie of a pair"),
    )
    codebook = Records("codebook", tuple(map(Column, _CODEBOOK)), coded)
    told = [*_told(dyads, pairs)]
    words, described = (
        _codebook(subject, told, coded),
        package(tables, subject.title, " "),
    )
    files = [*csv_files((*tables, codebook), separator=" ")]
    files.append(("codebook.md", lambda file: file.write(words.encode())))
    files.append(("datapackage.json", lambda file: file.write(described)))
    pack(files, out)
    return told


def _rows(subject: Subject, dyads: Dyads, pairs: Sequence[Pair]) -> Iterator[Row]:
    register, parties = subject.scope.register, subject.scope.parties.values()
    people = {p.government: p.population for p in parties if p.population}
    refs = {ref for pair in pairs for ref in pair}
    names = {ref: subject.label(ref) if ref in register else ref for ref in refs}

    def side(ref: str, day: int) -> Row:
        party = party_of(register, ref, day, people)
        population = party.population
        return {
            "name": names[ref],
            "country": (party.country or None) if party.government else ref,
            "level": party.level or None,
            "tier": party.tier or None,
            "population_least": population.quantity.min if population else None,
            "population_most": population.quantity.max if population else None,
            "point": party.point,
        }

    for dyad in dyads.rows(pairs):
        a, b = (side(dyad[which], day_of(dyad["year"], 12, 31)) for which in ("a", "b"))
        spoken = [_languages(one["country"] or "") for one in (a, b)]
        both = a["point"] and b["point"]
        yield dyad | {
            **{f"a_{name}": value for name, value in a.items()},
            **{f"b_{name}": value for name, value in b.items()},
            "same_country": _alike(a["country"], b["country"]),
            "same_language": int(bool(spoken[0] & spoken[1])) if all(spoken) else None,
            "level_match": _alike(a["tier"], b["tier"]),
            "distance_km": round(a["point"].distance_km(b["point"]), 1)
            if both
            else None,
        }


def _ties(subject: Subject, dyads: Dyads, pairs: frozenset[Pair]) -> Iterator[Row]:
    held = ((pair, tie) for pair, ties in dyads.ties.items() for tie in ties)
    for pair, tie in chain(held, ((None, tie) for tie in dyads.alone)):
        said = tie_record(tie, subject.scope.register, subject.label)
        in_panel = int(pair in pairs)
        yield said | {
            "dyad": pair and "|".join(pair),
            "tie": tie.id,
            "in_panel": in_panel,
        }


def _codebook(
    subject: Subject, told: Sequence[str], coded: Sequence[dict[str, str]]
) -> str:
    known = f"as known at {subject.known_at}" if subject.known_at else "as known now"
    said = "\n".join(f"- {words}" for words in told)
    rows = ([row[name].replace("|", "\\|") for name in _CODEBOOK] for row in coded)
    lines = (_CODEBOOK, ["---"] * len(_CODEBOOK), *rows)
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return f"""\
# Codebook of the dyad-year panel

As of {subject.as_of}, {known}.

{said}
- An empty cell is missing: no source says, or it does not apply. It is never zero.
- `ties.csv` names the ties behind every pair, with the claims that they rest on.

{table}
"""


def _told(dyads: Dyads, pairs: Sequence[Pair]) -> Iterator[str]:
    """What a person should know of the panel: its rows, and what is not in them."""
    years = (
        f"{dyads.years[0]}-{dyads.years[-1]}"
        if dyads.years
        else "no year, as no tie is dated"
    )
    yield f"{len(pairs)} pairs in {years}: {len(pairs) * len(dyads.years)} rows."
    if undated := len(dyads.ties.keys() - set(pairs)):
        yield (
            f"{undated} pairs are left out: nobody dates a tie of theirs. They are in"
            " ties.csv."
        )
    if dyads.alone:
        yield (
            f"{len(dyads.alone)} ties join no pair: a side is unknown, or both sides"
            " are one."
        )
    if never := sum(tie.span is None for tie in dyads.scope.ties):
        yield (
            f"{never} ties of the scope were never in force, as far as a source that"
            " was read says."
        )
    if loose := sum(
        not is_dated(tie) for pair in pairs for tie in dyads.ties.get(pair, ())
    ):
        yield (
            f"{loose} undated ties of these pairs possibly stand in every year, and"
            " begin in none."
        )
