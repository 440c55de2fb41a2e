"""The log of servers and workers, on stderr: lines of plain text, or one line of JSON
an event.

Law: no line holds the name or the address of a person, or the query of a request: a
person is known by the number of the account, a request by its id. What an error says
may quote what was wrong.

`KIZUNA_LOG`: `json`, or `text` for lines of plain text that tell of every request too;
without it only what went wrong is told.
"""

import json
import logging
import os
import sys
from datetime import UTC, datetime

REQUESTS = logging.getLogger("kizuna.requests")
_FACTS = ("id", "method", "path", "status", "ms", "bytes", "account")
_PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class JsonLines(logging.Formatter):
    """A record as a line of JSON: time (UTC), level, logger, message, facts of the
    request, traceback.
    """

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(
            timespec="milliseconds"
        )
        line = {
            "time": at.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{name: getattr(record, name) for name in _FACTS if hasattr(record, name)},
        }
        request = getattr(
            record, "request", None
        )  # what Django says of a request that failed
        if (number := getattr(request, "number", None)) is not None:
            line["id"] = number
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line)


def configure_logs() -> None:
    """Have everything of this process logged as KIZUNA_LOG says; a second call changes
    nothing.
    """
    asked = os.environ.get("KIZUNA_LOG", "").strip().lower()
    root = logging.getLogger()
    if any(handler.name == "kizuna" for handler in root.handlers):
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.name = "kizuna"
    handler.setFormatter(JsonLines() if asked == "json" else logging.Formatter(_PLAIN))
    root.addHandler(handler)
    logging.getLogger("django.request").setLevel(
        logging.ERROR
    )  # the requests below say it better
    REQUESTS.setLevel(logging.INFO if asked in ("json", "text") else logging.ERROR)
