"""Harvesting: the ties of Wikidata, from a dump or its query service, into the ledger.

Reading makes claim files beside the database, by this process or others; when all are there, one process loads
them and the register follows. Law: a harvest is resumed only on the source that it began with; a worker that
dies costs its part's unfinished claim file, which is made again, and never the harvest; a pair that anybody
ever judged is left alone, so that a judgement taken back is not made again.
"""

import contextlib
import hashlib
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain, product
from pathlib import Path
from typing import Any

import orjson

from kizuna.claims.claim import IDENTITY, Judgement, Verdict, canonical_ids, in_force
from kizuna.claims.wikidata import Recording, government, site_claims
from kizuna.errors import BadFile, BadQuestion, CannotWrite
from kizuna.sources.reading import readable
from kizuna.sources.wikidata.dump import Part, parts_of, size_of
from kizuna.sources.wikidata.entities import Service, documents, twinned_items
from kizuna.store.actions.ledger import add_register, follow_ledger, load_claims
from kizuna.store.checking import ClaimFields
from kizuna.store.queries.claims import claims
from kizuna.store.queries.judgements import judgements
from kizuna.values import parse_json
from kizuna.workflows.acting import LINKER, recorder_of
from kizuna.workflows.harvest_part import (
    HarvestSummary,
    PartJob,
    begun,
    harvest_part,
    segments_of,
    take_document,
)

_PARTS_A_WORKER = 4
_PART = 1 << 30
_MOST_PARTS = 256

Progress = Callable[[int, int], None]
"""Told how much of the source has been read, of how much: bytes of a dump, items of the query service."""


@dataclass(frozen=True, slots=True)
class Harvesting:
    """How to harvest.

    `folder` keeps what is done until it is loaded; `resume` goes on with what it holds. `workers` are processes
    of this machine, `scheduler` the address of Dask's instead ("": none). `limit` is the most entities to take, 0
    for all.
    """

    folder: Path
    workers: int = 1
    scheduler: str = ""
    resume: bool = False
    limit: int = 0

    def __post_init__(self) -> None:
        if self.workers < 1 or self.limit < 0:
            wrong = self.workers if self.workers < 1 else self.limit
            raise BadQuestion(f"{wrong} is not a number of workers (1 or more) or entities")


@dataclass(frozen=True, slots=True)
class Harvested:
    """What came of it: what was read, how many claims were new to the ledger and how many known.

    `identified` are the judgements that a harvested place or tie is one that the register held under another id.
    """

    summary: HarvestSummary
    new: int
    known: int
    is_resumed: bool
    identified: tuple[Judgement, ...] = ()


def harvest_dump(
    path: Path, how: Harvesting, *, acting_user: str, progress: Progress = lambda done, whole: None
) -> Harvested:
    """Take every entity with P190 from a dump (.json, .gz, .bz2, .zst) into the ledger.

    Loading a dump twice adds nothing. Raises BadFile for a dump that cannot be read, BadQuestion for a resumed
    harvest of another dump, CannotWrite and StorageError; what was finished stays for `resume`.
    """
    from kizuna.store.processes import map_by_processes

    whole = size_of(path)
    many = how.workers > 1 or how.scheduler
    wanted = max(how.workers * _PARTS_A_WORKER if many else 1, min(whole // _PART, _MOST_PARTS))
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
    return _loaded(how.folder, len(parts), recording, acting_user, is_resumed=is_resumed)


def harvest_service(
    service: Service,
    how: Harvesting,
    *,
    acting_user: str,
    progress: Progress = lambda done, whole: None,
) -> Harvested:
    """Take every entity with P190 from a query service of Wikidata into the ledger, page by page.

    `progress` is told the items done and those listed. Raises FetchFailed when the service does not answer
    after all tries; what was finished stays for `resume`.
    """
    _, recorded_at, is_resumed = checkpoint(how, f"sparql {service.endpoint}", None, tuple)
    recording = Recording(recorder_of(acting_user), recorded_at)
    done, total = segments_of(how.folder, 0)
    last, at, is_whole = (done[-1].mark, done[-1].end, done[-1].is_last) if done else ("", 0, False)
    waiting = [] if is_whole else [item for item in twinned_items(service) if item > last]
    listed = at + len(waiting)
    while waiting and not (how.limit and total.entities >= how.limit):
        most = min(service.page, how.limit - total.entities) if how.limit else service.page
        page, waiting = waiting[:most], waiting[most:]
        writer = begun(how.folder, 0, at)
        for document in documents(service, page):
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
    folder: Path, parts: int, recording: Recording, acting_user: str, *, is_resumed: bool
) -> Harvested:
    """Load the claim files of so many parts, bring the register after them, and delete the folder."""
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


_MANIFEST = "harvest.json"
_FORM = 3


def checkpoint(
    how: Harvesting, source: str, path: Path | None, cut: Callable[[], tuple[Part, ...]]
) -> tuple[tuple[Part, ...], datetime, bool]:
    """The parts of a source, when its claims were recorded, and whether its harvest was broken off and goes on;
    else it is begun anew.

    `cut` gives the parts of a new one; what the folder held is then deleted. Raises BadQuestion where it holds the
    harvest of another source, and CannotWrite.
    """
    folder, told = how.folder, dict[str, Any]()
    if how.resume:
        with contextlib.suppress(OSError, ValueError):
            told = orjson.loads((folder / _MANIFEST).read_bytes())
    is_resumed = told.get("form") == _FORM
    if not is_resumed:
        cuts, now = [(part.start, part.stop) for part in cut()], datetime.now(UTC).isoformat()
        told = {"form": _FORM, "source": source, "cuts": cuts, "recorded_at": now}
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            (folder / _MANIFEST).write_bytes(orjson.dumps(told))
        except OSError as error:
            raise CannotWrite(f"{str(folder)!r} cannot be written: {error.strerror}") from None
    elif told["source"] != source:
        raise BadQuestion(
            f"the harvest that was broken off in {str(folder)!r} was of another source;"
            " leave out --resume to begin anew"
        )
    bounds, recorded_at = enumerate(told["cuts"]), datetime.fromisoformat(told["recorded_at"])
    size = told["cuts"][-1][1] if path else 0
    parts = (Part(path, at, start, stop, size) for at, (start, stop) in bounds if path)
    return tuple(parts), recorded_at, is_resumed


_ITEM = re.compile(r"wikidata:(Q[1-9][0-9]*)")
_HARVESTED = re.compile(r"tie/q[1-9][0-9]*-q[1-9][0-9]*")


def identify_harvested(*, acting_user: str) -> tuple[Judgement, ...]:
    """Judge the same what has the same item, and what joins the same two places; the judgements that were made.

    A place or tie that could be any of several is left to persons.
    """
    now = datetime.now(UTC)
    parties: defaultdict[str, set[str]] = defaultdict(set)  # of each tie, whoever names them
    for claim in claims(property="party"):
        parties[claim.subject].add(str(parse_json(claim.value)))
    known = judgements()
    judged = {frozenset((j.target, j.other)) for j in known if j.verdict in IDENTITY}

    def same(pairs: Iterable[tuple[str, str, str]]) -> list[Judgement]:
        left = (pair for pair in pairs if frozenset(pair[:2]) not in judged)
        return [Judgement(Verdict.SAME, *pair, LINKER, now) for pair in left]

    made = same(_places(frozenset(chain(*parties.values()))))
    made += same(_ties(parties, canonical_ids([*in_force(known), *made])))
    return add_register(judgements=made, acting_user=acting_user).judgements if made else ()


def _places(tied: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """A place that was harvested or is tied to one, the only other one that has its item, and why they are one."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims(property="identifier"):
        found = _ITEM.fullmatch(str(parse_json(claim.value)))
        if found and claim.subject.startswith("government/"):
            holders[found[1]].add(claim.subject)
    for item, refs in sorted(holders.items()):
        harvested = government(item)
        others = refs - {harvested}
        if len(others) == 1 and (harvested in refs or harvested in tied):
            yield harvested, others.pop(), f"both are {item} of Wikidata"


def _ties(parties: dict[str, set[str]], same: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """A harvested tie, the only other one of just its two places, and why they are one."""
    joining: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    for tie, named in parties.items():
        places = {same.get(place, place) for place in named}
        if len(places) == 2:
            joining[frozenset(places)].add(tie)
    for ties in joining.values():
        harvested = {tie for tie in ties if _HARVESTED.fullmatch(tie)}
        others = ties - harvested
        if len(others) == 1:
            yield from product(sorted(harvested), others, ["both join the same two places"])


def run_on_cluster(jobs: Sequence[PartJob], address: str) -> Iterator[HarvestSummary]:
    """The parts as tasks of the Dask scheduler at an address; Dask gives a dead worker's task to another.

    Every worker must see the dump and the folder under the same paths. Raises BadQuestion when Dask is not
    installed or the scheduler does not answer.
    """
    try:
        from distributed import Client
    except ImportError:
        raise BadQuestion(
            f"{address!r} needs Dask: pip install 'kizuna[distributed]', or use --workers N"
        ) from None
    try:
        client: Any = Client(address, timeout="20s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise BadQuestion(f"no Dask scheduler answers at {address!r}: {error}") from None
    with client:
        futures = client.map(harvest_part, jobs, pure=False, retries=5)
        yield from (future.result() for future in futures)
