"""Every error that Kizuna raises for its users, in one tree; each message quotes the
offending text.

::

    KizunaError              exit code 1, status 500 of HTTP
    ├── InputError           something given to Kizuna is wrong: 2, 400
    │   ├── BadValue         a value that cannot be read
    │   │   ├── BadDate      not a date or interval of EDTF (ISO 8601-2:2019)
    │   │   ├── BadQuantity  not a number, range or share with a known unit
    │   │   ├── BadName      a name without text, or an unknown script or scheme
    │   │   ├── BadText      a character that not every database or screen can carry
    │   │   ├── BadPoint     not a latitude in -90..90, a longitude in -180..180
    │   │   ├── BadIdentifier  of an unknown scheme, or not in the scheme's form
    │   │   ├── BadLanguage  not a language tag (BCP 47)
    │   │   └── BadReference not an entity id of the form kind/slug
    │   ├── BadClaim         a claim that no kind of the register allows
    │   ├── BadJudgement     a judgement of nothing, or without a reason
    │   ├── BadEntry         an entry with wrong fields; names every one of them
    │   ├── BadFile          a data, document or option file that cannot be read
    │   ├── BadQuestion      a question that cannot be asked (both sides the same, ...)
    │   ├── TooLarge         more than is taken at once: status 413
    │   └── WeakPassword     a password that is too easily guessed
    ├── NotFound             no such place, claim, tie or document: 3, 404
    │   └── Ambiguous        a name that means more than one thing: status 300
    ├── StorageError         the database or a folder cannot be used: exit code 4
    │   ├── NewerDatabase    the database was written by a newer Kizuna
    │   ├── DatabaseBusy     another process is writing; try again: status 503
    │   └── CannotWrite      a read-only folder, a full disk; nothing was written
    ├── RenderError          a note cannot be set, no font for a script: exit code 5
    ├── FetchFailed          the network did not give what was asked: exit code 6
    ├── NotAllowed           the account may not do or see this: 7, 403
    └── Overtaken            somebody decided in the meantime; look again: 8, 409

The first number is the exit code of the command line, the second the status of HTTP.
An import of which rows were refused is no error, and leaves with exit code 9; nor is a
ledger in which a verification finds something wrong, with exit code 10.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

_MOST_NAMED = 10
_MOST_LISTED = 30
_LONGEST_LINE = 2000


def name_some(items: Iterable[object], most: int = _MOST_NAMED) -> str:
    """The first so many of a list in a message, and how many more there are: "a, b and
    6,298 more".
    """
    texts = [
        text if len(text := str(item)) <= 80 else f"{text[:79]}…" for item in items
    ]
    more = f" and {len(texts) - most:,} more" if len(texts) > most else ""
    return ", ".join(texts[:most]) + more


def _within(message: object) -> object:
    """A message whose lines are cut in the middle where they are too long to be
    read.
    """
    if not isinstance(message, str) or len(message) <= _LONGEST_LINE:
        return message
    half = _LONGEST_LINE // 2
    return "\n".join(
        line if len(line) <= _LONGEST_LINE else f"{line[:half]} … {line[-half:]}"
        for line in message.split("\n")
    )


class KizunaError(Exception):
    """The root of the tree; `exit_code` is what the command line leaves with,
    `http_status` what HTTP answers (RFC 9110), `code` the name of the class as programs
    are told it: "bad-date".
    """

    exit_code = 1
    http_status = 500
    code = "kizuna-error"

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__.lstrip("_")).lower()

    def __init__(self, *args: object) -> None:
        super().__init__(*map(_within, args))


class InputError(KizunaError):
    """Something given to Kizuna is wrong; the message quotes it and says what would be
    right.
    """

    exit_code = 2
    http_status = 400


class BadValue(InputError):
    """A value that cannot be read. `text` is the offending text, `expected` what would
    be right.
    """

    what = "a value"

    def __init__(self, text: object, expected: str) -> None:
        self.text = text
        self.expected = expected
        super().__init__(f"{text!r} is not {self.what}: {expected}")


class BadDate(BadValue):
    what = "a date"


class BadQuantity(BadValue):
    what = "a quantity"


class BadName(BadValue):
    what = "a name"


class BadText(BadValue):
    what = "a text that can be kept"


class BadPoint(BadValue):
    what = "a point"


class BadIdentifier(BadValue):
    what = "an identifier"


class BadLanguage(BadValue):
    what = "a language"


class BadReference(BadValue):
    what = "an entity id"


class BadClaim(InputError):
    """A claim that no kind of the register allows."""


class BadJudgement(InputError):
    """A judgement of nothing, or without a reason."""


class BadEntry(InputError):
    """An entry with wrong fields; `problems` maps the path of each field to the error
    that it raises.
    """

    def __init__(self, problems: Mapping[str, KizunaError]) -> None:
        self.problems = dict(problems)
        super().__init__(
            "\n".join(f"{path}: {error}" for path, error in self.problems.items())
        )


class BadFile(InputError):
    """A data file, document or option file that cannot be read."""


class BadQuestion(InputError):
    """A question that cannot be asked."""


class TooLarge(InputError):
    http_status = 413


class WeakPassword(InputError):
    """A password that is too easily guessed; `faults` say why: "short", "common",
    "numeric", "like-the-name".

    The one message that does not quote what was given.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            f"this password is too easily guessed: {', '.join(self.faults)}"
        )


class NotFound(KizunaError):
    """No such place, claim, tie or document."""

    exit_code = 3
    http_status = 404


class Ambiguous(NotFound):
    """A name that means more than one thing; `candidates` are (id, description)
    pairs.
    """

    http_status = 300

    def __init__(self, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        shown = self.candidates[:_MOST_LISTED]
        lines = [
            f"  {description}  {ref}" if description else f"  {ref}"
            for ref, description in shown
        ]
        more = len(self.candidates) - len(lines)
        listed = "\n".join([*lines, *([f"  … (+{more:,})"] if more else [])])
        super().__init__(
            f"{name!r} may mean any of these; ask again with an id:\n{listed}"
        )


class StorageError(KizunaError):
    """The database or a folder cannot be used."""

    exit_code = 4


class NewerDatabase(StorageError):
    """The database was written by a newer Kizuna."""


class DatabaseBusy(StorageError):
    http_status = 503


class CannotWrite(StorageError):
    """A read-only folder or a full disk; nothing was written."""


class RenderError(KizunaError):
    """A note cannot be set: no font for a script, a renderer that failed."""

    exit_code = 5


class FetchFailed(KizunaError):
    """The network did not give what was asked: refused, unreachable, too large, or an
    error answer.

    `url` is the address without credentials; `status` is the HTTP status, None when no
    answer came; `reason` says what happened; `body` is the beginning of the answer, ""
    when there was none.
    """

    exit_code = 6

    def __init__(
        self, url: str, reason: str, status: int | None = None, body: str = ""
    ) -> None:
        self.url = url
        self.reason = reason
        self.status = status
        self.body = body
        super().__init__(f"{url!r} was not fetched: {reason}")


class NotAllowed(KizunaError):
    """The one who asks may not do this, or may not see it; the message says what would
    be needed.
    """

    exit_code = 7
    http_status = 403


class Overtaken(KizunaError):
    """Somebody decided or recorded something about the same since it was looked at;
    nothing was changed.

    `judgements` are the ids of what was decided since, the oldest first; empty when
    something else changed.
    """

    exit_code = 8
    http_status = 409

    def __init__(self, about: str, judgements: Sequence[str] = ()) -> None:
        self.about = about
        self.judgements = tuple(judgements)
        decided = f" by {name_some(self.judgements)}" if self.judgements else ""
        super().__init__(
            f"{about!r} was changed{decided} since it was looked at; look again"
        )
