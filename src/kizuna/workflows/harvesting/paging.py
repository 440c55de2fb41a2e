"""Reads the pages of a query service into claim files; the mark of each says after which item to go on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kizuna.claims.wikidata import Recording
from kizuna.errors import BadFile
from kizuna.sources.wikidata.sparql import Service, documents, items_after
from kizuna.workflows.harvesting.part import take_document
from kizuna.workflows.harvesting.segments import SegmentWriter, segments_of
from kizuna.workflows.harvesting.summary import Summary


def harvest_pages(
    service: Service,
    folder: Path,
    recording: Recording,
    limit: int,
    progress: Callable[[int, int], None],
) -> Summary:
    """What all pages together hold, those of an earlier run included.

    `progress` is told the items done and those listed so far. Raises FetchFailed when the service gives up.
    """
    done = segments_of(folder, 0)
    total = Summary()
    for segment in done:
        total.add(segment.summary)
    last, at = (done[-1].mark, done[-1].end) if done else ("", 0)
    listed = 0 if done and done[-1].is_last else at
    waiting: list[str] = []
    while not (done and done[-1].is_last) and not (limit and total.entities >= limit):
        waiting = waiting or items_after(service, last)
        if not waiting:
            SegmentWriter(folder, 0, at).finish(at + 1, is_last=True, mark=last)
            break
        listed = max(listed, at + len(waiting))
        most = min(service.page, limit - total.entities) if limit else service.page
        page, waiting = waiting[:most], waiting[most:]
        last, start, at = page[-1], at, at + len(page)
        total.add(_page(service, page, SegmentWriter(folder, 0, start), recording, at))
        progress(at, listed)
    return total


def _page(
    service: Service, page: list[str], writer: SegmentWriter, recording: Recording, end: int
) -> Summary:
    try:
        for document in documents(service, page):
            try:
                take_document(document, writer, recording)
            except BadFile as error:
                writer.summary.bad_lines += 1
                writer.summary.note(str(error))
        writer.finish(end, is_last=False, mark=page[-1])
    finally:
        writer.give_up()
    return writer.summary


__all__ = ["Service", "harvest_pages"]
