"""The log: one line of JSON an event, with the traceback inside it."""

from __future__ import annotations

import json
import logging
import sys
from types import SimpleNamespace

from kizuna.workflows.logs import JsonLines


def _line(**given: object) -> str:
    record = logging.LogRecord("kizuna.x", logging.ERROR, __file__, 1, "a %s\nb", ("大阪",), None)
    record.__dict__.update(given)
    return JsonLines().format(record)


def test_an_event_is_one_line_with_its_time_level_facts_and_traceback() -> None:
    line = _line(id="r1", status=503, ms=1.5, account=None)
    assert "\n" not in line
    told = json.loads(line)
    assert told.pop("time").endswith("Z")
    named = {"level": "error", "logger": "kizuna.x", "message": "a 大阪\nb"}
    assert told == {**named, "id": "r1", "status": 503, "ms": 1.5, "account": None}
    # what Django says of a request has its id, and half a character breaks no line
    assert json.loads(_line(request=SimpleNamespace(number="r2"), path="/\ud800"))["id"] == "r2"
    try:
        raise ValueError("broken")
    except ValueError:
        line = _line(exc_info=sys.exc_info())
    assert "\n" not in line
    assert json.loads(line)["traceback"].endswith("ValueError: broken")
