"""Harvesting: the ties of Wikidata, from a dump or its query service, into the ledger.

Reading makes claim files beside the database, by this process or any other that sees
dump and folder; when all are there, one process loads them and the register follows.
Law: a harvest is resumed only on the source that it began with; a worker that dies
costs its part's unfinished claim file, which is made again, and never the harvest. A
claim file appears whole, under a name that says where its stretch begins, or not at
all, and the same stretch always gives the same claims; its first line tells the stretch
and the summary, as JSON. A pair that anybody ever judged is left alone, so that a
judgement taken back is not made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import chain, product
from pathlib import Path
from typing import Any

import orjson

from kizuna.claims.claim import IDENTITY, Judgement, Verdict, canonical_ids, in_force
from kizuna.claims.wikidata import Recording, claims_of, government, site_claims
from kizuna.errors import BadFile, BadQuestion, CannotWrite
from kizuna.sources.reading import readable, write_whole
from kizuna.sources.wikidata import entities
from kizuna.sources.wikidata.dump import Part, Reading, parts_of, read_part, size_of
from kizuna.store.actions.ledger import add_register, follow_ledger, load_claims
from kizuna.store.checking import ClaimFields
from kizuna.store.queries import claims, judgements
from kizuna.store.sql import microseconds, without_collecting
from kizuna.values import parse_json
from kizuna.workflows.acting import LINKER, recorder_of


@dataclass
class HarvestSummary:
    """Counts of one stretch of a source, or of all together.

    `entities` had P190, `others` only mentioned it; `statements` are those of P190 with
    a partner; `bad_lines` could not be read, `faults` are single values that could not;
    `left_out` counts by reason what has no place in the register. `damage` are places
    where an archive is broken; `examples` are the first SHOWN messages.
    """

    entities: int = 0
    others: int = 0
    statements: int = 0
    claims: int = 0
    bad_lines: int = 0
    faults: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    damage: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)

    def note(self, message: str) -> None:
        if len(self.examples) < SHOWN:
            self.examples.append(message[:300])

    def add(self, other: HarvestSummary) -> None:
        for name, count in vars(other).items():
            setattr(self, name, getattr(self, name) + count)
        del self.examples[SHOWN:]


@dataclass(slots=True)
class Segment:
    """A stretch [start, end) of a part: the claims are in the file `path` once it is
    finished, before in `lines`.

    `is_last` when the part ends with it; `mark` is where a paged source goes on.
    """

    path: Path
    start: int
    end: int = 0
    is_last: bool = False
    mark: str = ""
    summary: HarvestSummary = field(default_factory=HarvestSummary)
    lines: list[bytes] = field(default_factory=list)

    def __iter__(self) -> Iterator[ClaimFields]:
        """Its claims, read when they are gone through."""
        with open(self.path, "rb") as file:
            next(file)  # what is told of it
            for line in file:
                yield from (ClaimFields(*row) for row in orjson.loads(line))

    def add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        recorded_at = microseconds(rows[0][-1]) if rows else 0
        self.lines.append(
            orjson.dumps([(*row[:-1], recorded_at) for row in rows]) + b"\n"
        )
        self.summary.claims += len(rows)

    def finish(self, end: int, *, is_last: bool, mark: str = "") -> None:
        """Write the file, the summary first. Raises CannotWrite for a full disk or a
        read-only folder.
        """
        told = {"start": self.start, "end": end, "is_last": is_last, "mark": mark}
        opening = orjson.dumps(told | {"summary": vars(self.summary)}) + b"\n"
        write_whole(self.path, b"".join((opening, *self.lines)))


def begun(folder: Path, part: int, start: int) -> Segment:
    """A stretch of a part that is to be read."""
    return Segment(folder / f"{part:05}-{start:016}.claims", start)


def segments_of(folder: Path, part: int) -> tuple[list[Segment], HarvestSummary]:
    """The finished stretches of a part that follow each other from its beginning, in
    order, and their counts.
    """
    found, done, total = dict[int, Segment](), list[Segment](), HarvestSummary()
    for path in folder.glob(f"{part:05}-*.claims"):
        with path.open("rb") as file:
            told = orjson.loads(file.readline())
        counts = told.pop("summary")
        summary = HarvestSummary(**counts | {"left_out": Counter(counts["left_out"])})
        found[told["start"]] = Segment(path, **told, summary=summary)
    while segment := found.pop(done[-1].end if done else 0, None):
        done.append(segment)
        total.add(segment.summary)
    return done, total


SHOWN = 20
SEGMENT = 500
"""Entities in one claim file; what a crash costs at most."""

Tell = Callable[[int], None]
"""Told how many bytes of the part have been read."""


@dataclass(frozen=True, slots=True)
class PartJob:
    """One part to read: where the claim files go, who records, how many entities at
    most (0: all).
    """

    part: Part
    folder: Path
    recording: Recording
    limit: int = 0
    threaded: bool = False


def harvest_part(job: PartJob, tell: Tell = lambda taken: None) -> HarvestSummary:
    """Read the part; what all its claim files hold together.

    Raises BadFile when the dump cannot be read and CannotWrite when the folder cannot
    be written.
    """
    done, total = segments_of(job.folder, job.part.number)
    if (done and done[-1].is_last) or (job.limit and total.entities >= job.limit):
        return total
    at = done[-1].end if done else 0
    usual = sys.getswitchinterval()
    sys.setswitchinterval(
        1e-6
    )  # the thread that unpacks asks for Python several times a piece
    try:
        with without_collecting():
            _read(job, at, total, tell)
    finally:
        sys.setswitchinterval(usual)
    return total


def _read(job: PartJob, at: int, total: HarvestSummary, tell: Tell) -> None:
    reading = Reading()
    writer = begun(job.folder, job.part.number, at)
    lines = read_part(
        job.part, entities.TWINNED, reading, after=at, threaded=job.threaded
    )
    with contextlib.closing(lines):
        for line, end in lines:
            tell(reading.taken)
            if line:
                _take(line, end, writer, job.recording)
            full = job.limit and total.entities + writer.summary.entities >= job.limit
            if not (full or not line or writer.summary.entities >= SEGMENT):
                continue
            for place in reading.torn:
                _bad(
                    place,
                    "it does not begin and end as a document does",
                    writer.summary,
                )
            writer.summary.damage.extend(reading.damage)
            reading.torn.clear()
            reading.damage.clear()
            writer.finish(end, is_last=not line)
            total.add(writer.summary)
            writer = begun(job.folder, job.part.number, end)
            if full or not line:
                return


def _take(line: bytes, end: int, writer: Segment, recording: Recording) -> None:
    """The claims of one line; a line that cannot be read is counted, with its place."""
    begin, summary = line[:60].decode("utf-8", errors="replace").strip(), writer.summary
    bare = line.strip().strip(b",").rstrip()
    if bare.startswith(b"[{") and not bare.endswith(
        b"]"
    ):  # what holds the array together
        bare = bare[1:]
    elif bare.startswith(b"{") and bare.endswith(b"}]"):
        bare = bare[:-1]
    try:
        for document in list(entities.documents_of(orjson.loads(bare))):
            try:
                take_document(document, writer, recording)
            except Exception as error:  # noqa: BLE001 - around one record of a bulk loop
                why = "" if isinstance(error, BadFile) else f"{type(error).__name__}: "
                _bad(end - len(line), f"{f'{why}{error}'[:160]} ({begin!r}…)", summary)
    except (BadFile, ValueError, RecursionError) as error:
        _bad(end - len(line), f"{str(error)[:160]} ({begin!r}…)", summary)


def _bad(place: int, why: str, summary: HarvestSummary) -> None:
    summary.bad_lines += 1
    summary.note(f"line at byte {place} of the text: {why}")


def take_document(document: Any, writer: Segment, recording: Recording) -> None:
    """Write the claims of one entity document. Raises BadFile when it has the wrong
    form.
    """
    summary = writer.summary
    entity = entities.entity_of(document)
    faults: Sequence[str] = entity.faults if entity else ()
    if entity is None or not entity.statements[entities.TWINNED]:
        summary.others += 1
    else:
        harvest = claims_of(entity, recording)
        faults = harvest.faults
        writer.add(harvest.rows)
        summary.entities += 1
        twinned = entity.statements[entities.TWINNED]
        summary.statements += sum(statement.value is not None for statement in twinned)
        summary.left_out.update(harvest.left_out)
    summary.faults += len(faults)
    for fault in faults:
        summary.note(fault)


Progress = Callable[[int, int], None]
"""Told how much of the source has been read, of how much: bytes of a dump, items of the
query service.
"""


@dataclass(frozen=True, slots=True)
class Harvesting:
    """How to harvest.

    `folder` keeps what is done until it is loaded; `resume` goes on with what it holds.
    `workers` are processes of this machine, `scheduler` the address of Dask's instead
    ("": none). `limit` is the most entities to take, 0 for all.
    """

    folder: Path
    workers: int = 1
    scheduler: str = ""
    resume: bool = False
    limit: int = 0

    def __post_init__(self) -> None:
        if self.workers < 1 or self.limit < 0:
            wrong = self.workers if self.workers < 1 else self.limit
            raise BadQuestion(
                f"{wrong} is not a number of workers (1 or more) or entities"
            )


@dataclass(frozen=True, slots=True)
class Harvested:
    """What came of it: what was read, how many claims were new to the ledger and how
    many known.

    `identified` are the judgements that a harvested place or tie is one that the
    register held under another id.
    """

    summary: HarvestSummary
    new: int
    known: int
    is_resumed: bool
    identified: tuple[Judgement, ...] = ()


def harvest_dump(
    path: Path,
    how: Harvesting,
    *,
    acting_user: str,
    progress: Progress = lambda done, whole: None,
) -> Harvested:
    """Take every entity with P190 from a dump (.json, .gz, .bz2, .zst) into the ledger.

    Loading a dump twice adds nothing. Raises BadFile for a dump that cannot be read,
    BadQuestion for a resumed harvest of another dump, CannotWrite and StorageError;
    what was finished stays for `resume`.
    """
    from kizuna.store.processes import map_by_processes

    whole = size_of(path)
    many = how.workers > 1 or how.scheduler
    # four parts for each worker, or one for each GiB of a large dump
    wanted = max(how.workers * 4 if many else 1, min(whole >> 30, 256))
    cuts = partial(parts_of, path, 1 if how.limit else wanted)
    with readable(path), open(path, "rb") as file:  # what tells one dump from another
        source = f"{whole}:{hashlib.sha256(file.read(1 << 20)).hexdigest()}"
    parts, recorded_at, is_resumed = checkpoint(how, source, path, cuts)
    recording = Recording(recorder_of(acting_user), recorded_at)
    alone = len(parts) == 1 or not many or bool(how.limit)
    jobs = [PartJob(part, how.folder, recording, how.limit, alone) for part in parts]

    def read(job: PartJob) -> HarvestSummary:
        return harvest_part(job, lambda taken: progress(job.part.start + taken, whole))

    found: Iterable[HarvestSummary] = map(read, jobs)
    if how.scheduler and not how.limit:
        found = run_on_cluster(jobs, how.scheduler)
    elif not alone:
        found = map_by_processes(harvest_part, jobs, workers=how.workers)
    for part, _ in zip(parts, found, strict=True):
        progress(part.stop, whole)
    return _loaded(
        how.folder, len(parts), recording, acting_user, is_resumed=is_resumed
    )


def harvest_service(
    service: entities.Service,
    how: Harvesting,
    *,
    acting_user: str,
    progress: Progress = lambda done, whole: None,
) -> Harvested:
    """Take every entity with P190 from a query service of Wikidata into the ledger,
    page by page.

    `progress` is told the items done and those listed. Raises FetchFailed when the
    service does not answer after all tries; what was finished stays for `resume`.
    """
    _, recorded_at, is_resumed = checkpoint(
        how, f"sparql {service.endpoint}", None, tuple
    )
    recording = Recording(recorder_of(acting_user), recorded_at)
    done, total = segments_of(how.folder, 0)
    last, at, is_whole = (
        (done[-1].mark, done[-1].end, done[-1].is_last) if done else ("", 0, False)
    )
    waiting = (
        []
        if is_whole
        else [item for item in entities.twinned_items(service) if item > last]
    )
    listed = at + len(waiting)
    while waiting and not (how.limit and total.entities >= how.limit):
        most = (
            min(service.page, how.limit - total.entities) if how.limit else service.page
        )
        page, waiting = waiting[:most], waiting[most:]
        writer = begun(how.folder, 0, at)
        for document in entities.documents(service, page):
            try:
                take_document(document, writer, recording)
            except BadFile as error:
                writer.summary.bad_lines += 1
                writer.summary.note(str(error))
        at += len(page)
        writer.finish(at, is_last=not waiting, mark=page[-1])
        total.add(writer.summary)
        progress(at, listed)
    return _loaded(how.folder, 1, recording, acting_user, is_resumed=is_resumed)


def _loaded(
    folder: Path,
    parts: int,
    recording: Recording,
    acting_user: str,
    *,
    is_resumed: bool,
) -> Harvested:
    """Load the claim files of so many parts, bring the register after them, and delete
    the folder.
    """
    total, batches = HarvestSummary(), list[Iterable[ClaimFields]]()
    batches.append([ClaimFields.of(claim) for claim in site_claims(recording)])
    for number in range(parts):
        segments, summary = segments_of(folder, number)
        batches += segments
        total.add(summary)
    added = load_claims(batches=batches, acting_user=acting_user)
    if added.new:
        follow_ledger(acting_user=acting_user)
    shutil.rmtree(folder, ignore_errors=True)
    identified = identify_harvested(acting_user=acting_user)
    return Harvested(total, added.new, added.known, is_resumed, identified)


_MANIFEST, _FORM, _ANSWERS_WITHIN = "harvest.json", 3, "20s"


def checkpoint(
    how: Harvesting, source: str, path: Path | None, cut: Callable[[], tuple[Part, ...]]
) -> tuple[tuple[Part, ...], datetime, bool]:
    """The parts of a source, when its claims were recorded, and whether its harvest was
    broken off and goes on; else it is begun anew.

    `cut` gives the parts of a new one; what the folder held is then deleted. Raises
    BadQuestion where it holds the harvest of another source, and CannotWrite.
    """
    folder, told = how.folder, dict[str, Any]()
    if how.resume:
        with contextlib.suppress(OSError, ValueError):
            told = orjson.loads((folder / _MANIFEST).read_bytes())
    is_resumed = told.get("form") == _FORM
    if not is_resumed:
        cuts, now = (
            [(part.start, part.stop) for part in cut()],
            datetime.now(UTC).isoformat(),
        )
        told = {"form": _FORM, "source": source, "cuts": cuts, "recorded_at": now}
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            (folder / _MANIFEST).write_bytes(orjson.dumps(told))
        except OSError as error:
            raise CannotWrite(
                f"{str(folder)!r} cannot be written: {error.strerror}"
            ) from None
    elif told["source"] != source:
        raise BadQuestion(
            f"the harvest that was broken off in {str(folder)!r} was of another source;"
            " leave out --resume to begin anew"
        )
    bounds, recorded_at = (
        enumerate(told["cuts"]),
        datetime.fromisoformat(told["recorded_at"]),
    )
    size = told["cuts"][-1][1] if path else 0
    parts = (Part(path, at, start, stop, size) for at, (start, stop) in bounds if path)
    return tuple(parts), recorded_at, is_resumed


_ITEM = re.compile(r"wikidata:(Q[1-9][0-9]*)")
_HARVESTED = re.compile(r"tie/q[1-9][0-9]*-q[1-9][0-9]*")


def identify_harvested(*, acting_user: str) -> tuple[Judgement, ...]:
    """Judge the same what has the same item, and what joins the same two places; the
    judgements that were made.

    A place or tie that could be any of several is left to persons.
    """
    now = datetime.now(UTC)
    parties: defaultdict[str, set[str]] = defaultdict(
        set
    )  # of each tie, whoever names them
    for claim in claims.claims(property="party"):
        parties[claim.subject].add(str(parse_json(claim.value)))
    known = judgements.judgements()
    judged = {frozenset((j.target, j.other)) for j in known if j.verdict in IDENTITY}

    def same(pairs: Iterable[tuple[str, str, str]]) -> list[Judgement]:
        left = (pair for pair in pairs if frozenset(pair[:2]) not in judged)
        return [Judgement(Verdict.SAME, *pair, LINKER, now) for pair in left]

    made = same(_places(frozenset(chain(*parties.values()))))
    made += same(_ties(parties, canonical_ids([*in_force(known), *made])))
    return (
        add_register(judgements=made, acting_user=acting_user).judgements
        if made
        else ()
    )


def _places(tied: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """A place that was harvested or is tied to one, the only other one that has its
    item, and why they are one.
    """
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims.claims(property="identifier"):
        found = _ITEM.fullmatch(str(parse_json(claim.value)))
        if found and claim.subject.startswith("government/"):
            holders[found[1]].add(claim.subject)
    for item, refs in sorted(holders.items()):
        harvested = government(item)
        others = refs - {harvested}
        if len(others) == 1 and (harvested in refs or harvested in tied):
            yield harvested, others.pop(), f"both are {item} of Wikidata"


def _ties(
    parties: dict[str, set[str]], same: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """A harvested tie, the only other one of just its two places, and why they are
    one.
    """
    joining: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    for tie, named in parties.items():
        places = {same.get(place, place) for place in named}
        if len(places) == 2:
            joining[frozenset(places)].add(tie)
    for ties in joining.values():
        harvested = {tie for tie in ties if _HARVESTED.fullmatch(tie)}
        others = ties - harvested
        if len(others) == 1:
            yield from product(
                sorted(harvested), others, ["both join the same two places"]
            )


def run_on_cluster(jobs: Sequence[PartJob], address: str) -> Iterator[HarvestSummary]:
    """The parts as tasks of the Dask scheduler at an address; Dask gives a dead
    worker's task to another.

    Every worker must see the dump and the folder under the same paths. Raises
    BadQuestion when Dask is not installed or the scheduler does not answer.
    """
    try:
        from distributed import Client
    except ImportError:
        raise BadQuestion(
            f"{address!r} needs Dask: pip install 'kizuna[distributed]', or use"
            " --workers N"
        ) from None
    try:
        client: Any = Client(address, timeout=_ANSWERS_WITHIN, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BadQuestion(
            f"no Dask scheduler answers at {address!r}: {error}"
        ) from None
    with client:
        futures = client.map(harvest_part, jobs, pure=False, retries=5)
        yield from (future.result() for future in futures)
