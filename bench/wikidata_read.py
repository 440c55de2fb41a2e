"""Reads a dump once, by one of the readers that `bench.wikidata` compares: `READER FILE
[WORKERS]`.

"kizuna" makes the claim files as a harvest does; "plain" does so in one process without
a thread, for comparison with several; "qwikidata" goes through the entities and looks
for P190, as its documentation shows.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path


def by_kizuna(path: Path, workers: int, *, threaded: bool) -> int:
    """How many entities with P190 are in the dump; their claims are written to files
    that are deleted.
    """
    from kizuna.claims.wikidata import Recording
    from kizuna.sources.wikidata.dump import parts_of
    from kizuna.store.processes import map_by_processes
    from kizuna.workflows.harvest import PartJob, harvest_part

    recording = Recording("person/bench", datetime(2026, 1, 1, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder:
        parts = parts_of(path, 4 * workers if workers > 1 else 1)
        alone = threaded and workers == 1
        jobs = [
            PartJob(part, Path(folder), recording, threaded=alone) for part in parts
        ]
        many = workers > 1
        found = (
            map_by_processes(harvest_part, jobs, workers=workers)
            if many
            else map(harvest_part, jobs)
        )
        return sum(summary.entities for summary in found)


def by_qwikidata(path: Path) -> int:
    """The same number, by qwikidata."""
    from qwikidata.entity import WikidataItem
    from qwikidata.json_dump import WikidataJsonDump

    return sum(
        "P190" in WikidataItem(entity).get_truthy_claim_groups()
        for entity in WikidataJsonDump(str(path))
        if entity["type"] == "item"
    )


def main() -> None:
    """Print how many entities were found, and the most memory held in MiB."""
    reader, path, *workers = sys.argv[1:]
    if reader == "qwikidata":
        found = by_qwikidata(Path(path))
    else:
        found = by_kizuna(Path(path), int(workers[0]), threaded=reader == "kizuna")
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    print(found, max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024)


if __name__ == "__main__":
    main()
