"""Statement files: claims and judgements as people write them by hand, in TOML, one
block a passage.

A file opens with ``[source]`` (what its statements share), then gives a ``[[state]]``
for each passage and a ``[[judge]]`` for each judgement. Every bad block is named; none
is silently left out.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources.abc import Traversable
from typing import Any

from kizuna.claims.claim import Certainty, Claim, Judgement, Stance, Verdict
from kizuna.claims.kinds import property_of
from kizuna.claims.rules import check_claim
from kizuna.errors import BadClaim, BadFile, BadJudgement, InputError
from kizuna.sources.reading import parse_toml

_SHARED = (
    "document",
    "sha256",
    "locator",
    "holder",
    "stance",
    "certainty",
    "method",
    "recorder",
)
_RESERVED = frozenset({"subject", "at", "valid", *_SHARED})
_QUALIFIERS = frozenset({"valid", "at", "locator", "holder", "stance", "certainty"})
_SELECTORS = frozenset({"claim", "subject", "property", "document", "value"})


@dataclass(frozen=True, slots=True)
class Statements:
    """What a set of statement files says, in file order."""

    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]


def read_statements(
    files: Iterable[Traversable], recorded_at: datetime, recorder: str = ""
) -> Statements:
    """The claims and judgements of the files, recorded at one time; by `recorder` where
    a file does not say who.

    Raises BadFile that names every bad block of every file, quoting what is wrong.
    """
    problems: list[str] = []
    claims: dict[str, Claim] = {}
    by_subject: defaultdict[str, list[Claim]] = defaultdict(list)
    pending: list[tuple[str, Mapping[str, Any], str]] = []
    for file in files:
        table = _load(file)
        source = {"recorder": recorder, **table.get("source", {})}
        problems += _problems(file.name, table, source)
        for block in table.get("state", []):
            for claim in _claims_of(file.name, source, block, recorded_at, problems):
                if claims.setdefault(claim.id, claim) is claim:
                    by_subject[claim.subject].append(claim)
        judge = source.get("recorder", "")
        pending += ((file.name, block, judge) for block in table.get("judge", []))
    judgements = []
    for name, block, judge in pending:
        try:
            judgements.append(_judgement(block, judge, by_subject, recorded_at))
        except (InputError, ValueError) as error:
            problems.append(f"{name}: [[judge]] {dict(block)!r}: {error}")
    if problems:
        raise BadFile("\n".join(problems))
    return Statements(tuple(claims.values()), tuple(judgements))


def read_block(
    name: str,
    source: Mapping[str, Any],
    block: Mapping[str, Any],
    recorded_at: datetime,
) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """The claims of one [[state]] under its [source], and what is wrong with those that
    are none, each said to be of `name`; none of what is under a wrong [source].
    """
    problems = list(_problems(name, {}, source))
    if problems:
        return (), tuple(problems)
    claims = {c.id: c for c in _claims_of(name, source, block, recorded_at, problems)}
    return tuple(claims.values()), tuple(problems)


def _load(file: Traversable) -> dict[str, Any]:
    try:
        table = parse_toml(file.read_text(encoding="utf-8"))
    except (BadFile, ValueError) as error:
        raise BadFile(f"{file.name}: not a statement file: {error}") from error
    if not isinstance(table.get("source", {}), dict):
        raise BadFile(f"{file.name}: {table['source']!r} is not one [source]")
    for key in ("state", "judge"):
        blocks = table.get(key, [])
        if not isinstance(blocks, list) or not all(
            isinstance(block, dict) for block in blocks
        ):
            raise BadFile(f"{file.name}: {blocks!r} is not written as [[{key}]] blocks")
    return table


def _problems(
    name: str, table: Mapping[str, Any], source: Mapping[str, Any]
) -> Iterator[str]:
    for key in sorted(set(table) - {"source", "state", "judge"}):
        yield f"{name}: {key!r} is not [source], [[state]] or [[judge]]"
    for key in sorted(set(source) - set(_SHARED)):
        yield f"{name}: [source] has no {key!r}; it has {', '.join(_SHARED)}"


def _claims_of(
    name: str,
    source: Mapping[str, Any],
    block: Mapping[str, Any],
    recorded_at: datetime,
    problems: list[str],
) -> Iterator[Claim]:
    subject = block.get("subject")
    if not isinstance(subject, str):
        problems.append(f"{name}: a [[state]] without a subject: {dict(block)!r}")
        return
    stated = {key: given for key, given in block.items() if key not in _RESERVED}
    if not stated:
        problems.append(f"{name}: {subject}: a [[state]] that states nothing")
    shared = {**source, **{k: v for k, v in block.items() if k in _RESERVED}}
    for key, given in stated.items():
        values = list(_values(given, splits=key != "point"))
        if not values:
            problems.append(f"{name}: {subject} {key}: an empty list states nothing")
        for value, qualifiers in values:
            frame = {**shared, **qualifiers}
            try:
                yield _claim(subject, key, value, frame, recorded_at)
            except (InputError, ValueError) as error:
                problems.append(f"{name}: {subject} {key}: {error}")


def _values(given: Any, *, splits: bool) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    """Each single value with its own qualifiers; a list gives one claim an element
    where it `splits`.
    """
    if isinstance(given, list) and splits:
        for item in given:
            yield from _values(item, splits=splits)
    elif (
        isinstance(given, dict)
        and "value" in given
        and set(given) - {"value"} <= _QUALIFIERS
    ):
        qualifiers = {k: v for k, v in given.items() if k != "value"}
        for value, inner in _values(given["value"], splits=splits):
            yield value, {**qualifiers, **inner}
    else:
        yield given, {}


def _claim(
    subject: str, name: str, value: Any, frame: Mapping[str, Any], recorded_at: datetime
) -> Claim:
    at = frame.get("at")
    is_passage = isinstance(at, list) and [type(edge) for edge in at] == [int, int]
    if at is not None and not (is_passage and all(abs(edge) < 2**31 for edge in at)):
        raise BadFile(f"at = {at!r} is not [start, end]")
    for key in _RESERVED & set(frame) - {"at"}:
        if not isinstance(frame[key], str):
            raise BadFile(f"{key} = {frame[key]!r} is not a text in quotes")
    method = frame.get("method", "typed")
    if ";confidence=" in method:
        why = (
            f"{method!r} states a confidence, which kizuna propose alone sets; leave it"
            " out"
        )
        raise BadClaim(why)
    start, end = at or (None, None)
    told = ("valid", "document", "locator", "holder", "recorder")
    claim = Claim(
        subject=subject,
        property=name,
        value=property_of(subject, name).type.canonical(value),
        sha256=frame.get("sha256", "") if at else "",
        start=start,
        end=end,
        stance=Stance(frame.get("stance", "asserted")),
        certainty=Certainty(frame.get("certainty", "certain")),
        method=method,
        recorded_at=recorded_at,
        **{key: frame.get(key, "") for key in told},
    )
    check_claim(claim)
    return claim


def _judgement(
    block: Mapping[str, Any],
    judge: str,
    by_subject: Mapping[str, Sequence[Claim]],
    judged_at: datetime,
) -> Judgement:
    target = _select(block.get("target"), by_subject)
    other = _select(block["other"], by_subject) if "other" in block else ""
    verdict, reason = Verdict(block.get("verdict", "")), block.get("reason", "")
    if not isinstance(reason, str):
        raise BadJudgement(f"reason = {reason!r} is not a text in quotes")
    return Judgement(verdict, target, other, reason, judge, judged_at)


def _select(chosen: Any, by_subject: Mapping[str, Sequence[Claim]]) -> str:
    """The id of an entity (a string), or of the one claim that a table of conditions
    selects.
    """
    if isinstance(chosen, str):
        return chosen
    if not isinstance(chosen, dict) or not set(chosen) <= _SELECTORS:
        raise BadJudgement(
            f"{chosen!r} does not select by {', '.join(sorted(_SELECTORS))}"
        )
    if "claim" in chosen:
        return str(chosen["claim"])
    found = []
    for claim in by_subject.get(chosen.get("subject", ""), ()):
        if claim.property == chosen.get("property"):
            held = json.loads(claim.value)
            wanted = chosen.get("value", held)
            if isinstance(held, dict) and isinstance(wanted, dict):
                wanted = (
                    held | wanted
                )  # the parts that it names, of a value with more of them
            if held == wanted and claim.document == chosen.get(
                "document", claim.document
            ):
                found.append(claim)
    if (values := len({claim.value for claim in found})) != 1:
        raise BadJudgement(f"{chosen!r} selects claims of {values} values, not of one")
    return found[0].id
