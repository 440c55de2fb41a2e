"""Harvesting: the ties of Wikidata, from a dump or its query service, into the ledger.

Reading makes claim files beside the database; when all are there, one process loads them and the register follows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kizuna.claims.judgement import Judgement
from kizuna.claims.wikidata import Recording, site_claims
from kizuna.errors import BadQuestion
from kizuna.sources.wikidata import parts_of
from kizuna.sources.wikidata.archives import size_of
from kizuna.workflows.acting import recorder_of
from kizuna.workflows.harvesting import checkpoint as checkpoints
from kizuna.workflows.harvesting.checkpoint import Checkpoint
from kizuna.workflows.harvesting.identities import identify_harvested
from kizuna.workflows.harvesting.part import Job
from kizuna.workflows.harvesting.running import run_here, run_locally, run_on_cluster
from kizuna.workflows.harvesting.segments import Segment, batches_of, segments_of
from kizuna.workflows.harvesting.summary import Summary

if TYPE_CHECKING:
    from kizuna.workflows.harvesting.paging import Service

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

    summary: Summary
    new: int
    known: int
    is_resumed: bool
    identified: tuple[Judgement, ...] = ()


def folder_beside_database() -> Path:
    """The folder that keeps a harvest until it is loaded: beside the open database's file.

    For a database on a server it lies in the user's data folder, one for each address.
    """
    import platformdirs

    from kizuna.store.schema import place

    where = place()
    if Path(where).is_absolute():
        return Path(f"{where}.harvest")
    name = hashlib.sha256(where.encode()).hexdigest()[:12]
    return Path(platformdirs.user_data_dir("kizuna")) / f"{name}.harvest"


def service_at(endpoint: str) -> Service:
    """The query service at an address, Wikidata's for "".

    Addresses of this machine and its network are admitted where they were asked for by name.
    """
    from kizuna.sources.fetch import Policy
    from kizuna.workflows.harvesting.paging import Service

    if not endpoint:
        return Service()
    return Service(endpoint, Policy(timeout=90.0, allow_private=True))


def harvest_dump(
    path: Path, how: Harvesting, *, acting_user: str, progress: Progress = lambda done, whole: None
) -> Harvested:
    """Take every entity with P190 from a dump (.json, .gz, .bz2, .zst) into the ledger.

    Loading a dump twice adds nothing. Raises BadFile for a dump that cannot be read, BadQuestion for a resumed
    harvest of another dump, CannotWrite and StorageError; what was finished stays for `resume`.
    """
    whole = size_of(path)
    source = checkpoints.identity_of(path)
    held = checkpoints.resumed(how.folder, source, path) if how.resume else None
    many = how.workers > 1 or how.scheduler
    if held is None:
        wanted = how.workers * _PARTS_A_WORKER if many and not how.limit else 1
        cuts = parts_of(path, 1 if how.limit else max(wanted, min(whole // _PART, _MOST_PARTS)))
        held = checkpoints.begun(how.folder, source, cuts)
    recording = Recording(recorder_of(acting_user), held.recorded_at)
    alone = len(held.parts) == 1 or not many or bool(how.limit)
    limit = how.limit
    jobs = [Job(part, how.folder, recording, limit, alone) for part in held.parts]

    def tell(done: int) -> None:
        progress(done, whole)

    if how.scheduler and not limit:
        found = run_on_cluster(jobs, how.scheduler, tell)
    elif alone:
        found = run_here(jobs, tell)
    else:
        found = run_locally(jobs, how.workers, tell)
    return _loaded(held, found, recording, acting_user)


def harvest_service(
    service: Service,
    how: Harvesting,
    *,
    acting_user: str,
    progress: Progress = lambda done, whole: None,
) -> Harvested:
    """Take every entity with P190 from a query service of Wikidata into the ledger, page by page.

    Raises FetchFailed when the service does not answer after all tries; what was finished stays for `resume`.
    """
    from kizuna.workflows.harvesting.paging import harvest_pages

    source = f"sparql {service.endpoint}"
    held = checkpoints.resumed(how.folder, source, None) if how.resume else None
    held = held or checkpoints.begun(how.folder, source, ())
    recording = Recording(recorder_of(acting_user), held.recorded_at)
    found = harvest_pages(service, how.folder, recording, how.limit, progress)
    return _loaded(held, [found], recording, acting_user)


def _loaded(
    held: Checkpoint, found: Iterable[Summary], recording: Recording, acting_user: str
) -> Harvested:
    """Load the claim files, bring the register after them, and delete the folder."""
    from kizuna.store.actions import follow_ledger, load_claims

    total = Summary()
    for summary in found:
        total.add(summary)
    numbers = [part.number for part in held.parts] or [0]
    segments: list[Segment] = list(chain(*(segments_of(held.folder, n) for n in numbers)))
    first = site_claims(recording)
    batches = batches_of(segments, first)
    added = load_claims(batches=batches, acting_user=acting_user)
    if added.new:
        follow_ledger(acting_user=acting_user)
    held.remove()
    identified = identify_harvested(acting_user=acting_user)
    return Harvested(total, added.new, added.known, held.is_resumed, identified)
