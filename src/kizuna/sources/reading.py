"""What every reader makes of a file - decoded, normalised text in blocks, whose
characters passages count - and the process of its own in which it reads, with limits of
time, memory and answer.

Decoding drops what only encodes the text (a byte order mark, the carriage return of a
line end); normalisation then maps each character to exactly one, so that offsets stay.
A plain UTF-8 file with line feeds is its own normalised text.

TOML that somebody wrote by hand - mappings, statements, descriptions - is read within
bounds that a hand keeps: Python's reader takes quadratic time for keys of many parts,
and gives numbers too large to be written again.

Law: no file ends, fills or holds up the process that asks for it. The answer is JSON:
nothing that a file does to its reader makes objects here. A process that has read waits
for the next file; one that passed a limit, or took much memory, is ended.

`KIZUNA_READING_SECONDS`: how long a reader may take, 30 unless set;
`KIZUNA_READING_MEMORY`: how many MiB of memory it may ask for, 1024 unless set;
`KIZUNA_READING_OUTPUT`: how many MiB its answer may have, 128 unless set;
`KIZUNA_READING_CELLS`: how many cells a table may have, 1,000,000 unless set.
"""

import hashlib
import io
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import tomllib
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Literal

from kizuna.errors import BadFile, CannotWrite, DatabaseBusy

BlockKind = Literal["heading", "paragraph", "item", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text: text[start:end], without the white space around it.

    `marker` is what numbers or marks a list item as it stands ("1.", "- 2)", "•"), ""
    elsewhere; it is part of the block. `level` is the depth of a heading or list item,
    1 and up, 0 elsewhere. A paragraph that a page break or a hard line end cuts in two
    is one block.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class BlockedText:
    """The normalised text of a document with its blocks, in order and without overlap.

    `title` is what the file itself gives, "" for plain text; `notes` tell what of it
    could not be read.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    notes: tuple[str, ...] = ()

    def of(self, block: Block) -> str:
        """The text of a block."""
        return self.text[block.start : block.end]


_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_NORMAL = str.maketrans(dict.fromkeys(_LINE_ENDS, "\n") | {"\0": "\ufffd"})
_NO_CHARACTER = re.compile("[\ud800-\udfff]")
_MOST_LINES = 500_000
MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
"""The encodings by the byte order marks that say them."""
_READABLE = "plain text (UTF-8), Markdown, HTML, PDF or DOCX"
_FOREIGN: tuple[tuple[int, bytes | tuple[bytes, ...], str], ...] = (
    (0, b"%PDF", "a PDF document"),
    (0, b"{\\rtf", "a text document (RTF)"),
    (0, b"\x89PNG", "an image (PNG)"),
    (0, b"\xff\xd8\xff", "an image (JPEG)"),
    (0, b"GIF8", "an image (GIF)"),
    (0, (b"II*\x00", b"MM\x00*"), "an image (TIFF)"),
    (8, b"WEBP", "an image (WebP)"),
    (4, b"ftyp", "a film or an image"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (4, (b"Standard ACE DB", b"Standard Jet DB"), "an Access database"),
    (0, b"\x00\x00\x27\x0a", "a shapefile"),
    (0, b"ARROW1", "an Arrow file"),
    (0, b"ORC\n", "an ORC file"),
    (0, b"\x89HDF", "an HDF5 file"),
    (0, b"$FL2", "an SPSS file"),
    (0, b"<stata_dta>", "a Stata file"),
    (0, b"RDX3\n", "a file of R"),
    (0, b"Rar!", "a RAR archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"\x28\xb5\x2f\xfd", "packed by Zstandard"),
    (257, b"ustar", "a tar archive"),
    (0, (b"\x7fELF", b"MZ\x90\x00"), "a program"),
)
_PACKED = (
    (b"PK\x03\x04", "a ZIP archive (or an XLSX or ODT)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x1f\x8b", "a gzip archive"),
)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """A block that reads a file: BadFile, with the system's reason, where it cannot be
    read.
    """
    try:
        yield
    except OSError as error:
        raise BadFile(
            f"{str(path)!r} cannot be read: {error.strerror or error}"
        ) from error


def write_whole(path: Path, content: bytes | BinaryIO) -> None:
    """Put the content, or that of a file, at the path, replacing what was there only
    when all of it is written.

    Raises CannotWrite, which names the path, for a missing or read-only folder and for
    a full disk.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            shutil.copyfileobj(
                io.BytesIO(content) if isinstance(content, bytes) else content, file
            )
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        said = f"{str(path)!r} cannot be written: {error.strerror}; nothing was written"
        raise CannotWrite(said) from None
    finally:
        with suppress(OSError):
            temporary.unlink()


def digest(text: str) -> str:
    """The SHA-256 of the text's UTF-8, as 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def normalise(text: str) -> str:
    """The text with every other line end as a line feed, and U+FFFD for what is no
    character (a zero byte, half of a surrogate pair); as many characters as before.
    """
    return _NO_CHARACTER.sub("\ufffd", text.translate(_NORMAL))


def decode(raw: bytes, name: str, declared: str = "") -> str:
    """The text of bytes in UTF-8, in UTF-16 with a byte order mark, or in the encoding
    `declared`.

    Line ends CR LF become LF. Raises BadFile with the offset of the first byte that
    does not fit, for what is no text (a known file type, or a zero byte outside
    UTF-16), and for more than 500,000 lines.
    """
    packed = next((what for mark, what in _PACKED if raw.startswith(mark)), "")
    if what := packed or foreign_format(raw):
        raise BadFile(f"{name!r} is {what}, not a text; give {_READABLE}")
    zero = -1 if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else raw.find(b"\0")
    if zero >= 0:
        raise BadFile(
            f"{name!r} is binary: byte 0x00 at offset {zero}; give {_READABLE}"
        )
    if (lines := raw.count(b"\n")) > _MOST_LINES:
        most = f"at most {_MOST_LINES:,} are read; give a part of it"
        raise BadFile(f"{name!r} has {lines:,} lines; {most}")
    return decode_as(declared or "utf-8", raw, name).replace("\r\n", "\n")


def decode_as(encoding: str, raw: bytes, name: str) -> str:
    """The text of bytes in the encoding that a byte order mark says, else in that;
    raises BadFile.
    """
    mark = next(filter(raw.startswith, MARKS), b"")
    encoding, start = MARKS.get(mark, encoding), len(mark)
    try:
        return raw[start:].decode(encoding)
    except LookupError:
        why = (
            f"{name!r}: {encoding!r} is no encoding; write utf-8, cp932, gb18030,"
            " cp1251, cp1252"
        )
        raise BadFile(why) from None
    except UnicodeDecodeError as error:
        byte = raw[start + error.start]
        raise BadFile(
            f"{name!r} is not in {encoding.upper()}: byte 0x{byte:02x} at offset"
            f" {start + error.start} does not fit; save it as UTF-8"
        ) from None


def foreign_format(raw: bytes) -> str:
    """What a file is that is neither a table nor a text, by its first bytes; "" when it
    may be one.
    """
    return next((what for at, mark, what in _FOREIGN if raw.startswith(mark, at)), "")


MAPPING = 256 * 2**10
"""How many characters a mapping or a description may have."""
_MOST_DEEP = 50
_MOST_DIGITS = 4300
"""How many digits Python makes a number of."""
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_LONG_KEY = re.compile(r"(?<![\w-])(?:[\w-]+[ \t]*\.[ \t]*){50}")


def parse_toml(text: str, most: int = 16 * 2**20) -> dict[str, Any]:
    """The table that a text of at most so many characters holds.

    Raises BadFile for a text that is longer, nested deeper than 50, or has a whole
    number beyond 64 bits (TOML 1.0 asks for no larger ones), and TOMLDecodeError, a
    ValueError, for one that is no TOML.
    """
    if len(text) > most:
        raise BadFile(f"it has {len(text):,} characters; at most {most:,} are read")
    if found := _LONG_KEY.search(_QUOTED.sub("_", text)):
        raise BadFile(f"a key has more than {_MOST_DEEP} parts: {found[0][:30]!r}")
    try:
        held = tomllib.loads(text)
    except RecursionError:
        raise BadFile(f"it is nested deeper than {_MOST_DEEP}") from None
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:
        raise BadFile(
            f"it has a whole number of more than {_MOST_DIGITS:,} digits"
        ) from None
    waiting: list[tuple[Any, int]] = [(held, 0)]  # each value with how deep it lies
    while waiting:
        value, depth = waiting.pop()
        if depth > _MOST_DEEP:
            raise BadFile(f"it is nested deeper than {_MOST_DEEP}")
        if isinstance(value, int) and not -(2**63) <= value < 2**63:
            raise BadFile(
                f"a whole number has {value.bit_length():,} bits; at most 64 are read"
            )
        inner = [*value.values()] if isinstance(value, dict) else value
        waiting += (
            (one, depth + 1) for one in (inner if isinstance(inner, list) else ())
        )
    return held


AT_ONCE = 2
"""How many files one process has read at a time: fewer than a server has threads, so
that pages are answered.
"""
MAX_BYTES = 64 * 2**20
"""Larger files are refused: 64 MiB is some thirty thousand pages."""
IN_PLACE = 2**20
"""Plain lines of at most so many bytes are read in place: that takes time and memory in
proportion to them.
"""
_MIB = 2**20
_RESERVED = 2 * 2**30
"""Addresses that libraries reserve without using them, in bytes."""
_HEAVY = 256 * _MIB
"""A process that has once taken more memory reads no other file."""
_ENDS = {"SIGABRT": "memory", "SIGKILL": "memory", "SIGXCPU": "seconds"}
"""What readers end of: libraries that get no memory abort, and the system kills what
takes too much.
"""
_FREE = threading.BoundedSemaphore(AT_ONCE)
_IDLE: list[subprocess.Popen[bytes]] = []
with suppress(AttributeError):
    os.register_at_fork(after_in_child=_IDLE.clear)


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What a reader may take: seconds, MiB of memory, MiB of answer, and cells of a
    table.
    """

    seconds: int = 30
    memory: int = 1024
    output: int = 128
    cells: int = 1_000_000

    def check_cells(self, cells: int, name: str) -> None:
        """Refuse a list of too many cells."""
        if cells > self.cells:
            raise BadFile(
                f"{name!r} has {cells:,} cells; at most {self.cells:,} are read"
                " (KIZUNA_READING_CELLS); give a"
                " part of the list"
            )

    def passed(self, name: str, which: str) -> BadFile:
        """The error for a limit that the reader of a file passed: seconds, memory or
        output; else for its end.
        """
        limits = {
            "seconds": f"takes more than {self.seconds} s (KIZUNA_READING_SECONDS)",
            "memory": (
                f"takes more than {self.memory} MiB of memory (KIZUNA_READING_MEMORY)"
            ),
            "output": f"holds more than {self.output} MiB (KIZUNA_READING_OUTPUT)",
        }
        if limit := limits.get(which):
            return BadFile(
                f"{name!r} was not read: it {limit}; give a smaller part of it"
            )
        return BadFile(f"{name!r} is damaged: its reader ended ({which})")


def reading_limits() -> ReadingLimits:
    """The limits as the environment sets them."""
    limits = asdict(ReadingLimits())
    for name in limits:
        text = os.environ.get(f"KIZUNA_READING_{name.upper()}", "").strip()
        if text.isdecimal() and len(text) < 10 and int(text):
            limits[name] = int(text)
    return ReadingLimits(**limits)


def bytes_of(path: Path, name: str, most: int = MAX_BYTES) -> bytes:
    """The first bytes of a file, `most` of them; raises BadFile for one that is missing
    or too large.
    """
    with readable(path), path.open("rb") as file:
        if (size := os.fstat(file.fileno()).st_size) > MAX_BYTES:
            raise BadFile(f"{name!r} has {size} bytes; at most {MAX_BYTES} are read")
        return file.read(most)


def run_reader(reader: Callable[..., Any], *arguments: Any, name: str) -> Any:
    """The value of a reader, a function of a module, as the JSON that it is; `name` is
    what the file is called.

    Raises BadFile as the reader does, for a limit that was passed and for a reader that
    ended; DatabaseBusy where as many files are being read as may be at a time.
    """
    limits = reading_limits()
    if not _FREE.acquire(blocking=False):
        why = (
            f"{name!r} was not read: {AT_ONCE} other files are being read; try again in"
            " a few seconds"
        )
        raise DatabaseBusy(why)
    try:
        called = (reader.__module__, reader.__qualname__, arguments)
        answer = _answer(json.dumps((*called, name, asdict(limits))), limits)
    finally:
        _FREE.release()
    if "passed" in answer:
        raise limits.passed(name, answer["passed"])
    if error := answer.get("wrong"):
        raise BadFile(str(error))
    return answer["value"]


def _answer(request: str, limits: ReadingLimits) -> dict[str, Any]:
    """What a process answers: a value, what is wrong, or the limit that it passed."""
    process, late = _process(), threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    assert process.stdin is not None
    assert process.stdout is not None
    timer = threading.Timer(limits.seconds, end)
    timer.start()
    try:
        with suppress(BrokenPipeError):
            process.stdin.write(f"{request}\n".encode())
            process.stdin.flush()
        answer = process.stdout.readline(limits.output * _MIB + 1)
    finally:
        timer.cancel()
    found: dict[str, Any] = json.loads(answer) if answer.endswith(b"\n") else {}
    if found and not (found.pop("last", False) or late.is_set()):
        _IDLE.append(process)
        return found
    with process:
        process.kill()
    if found or len(answer) > limits.output * _MIB:
        return found or {"passed": "output"}
    code = process.returncode
    name = signal.Signals(-code).name if code < 0 else f"exit status {code}"
    return {"passed": "seconds" if late.is_set() else _ENDS.get(name, name)}


def _process() -> subprocess.Popen[bytes]:
    while _IDLE:
        if (process := _IDLE.pop()).poll() is None:
            return process
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(
        (sys.executable, "-P", "-c", f"from {__name__} import serve; serve()"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None
        if environment.get("KIZUNA_TRACEBACK") == "1"
        else subprocess.DEVNULL,
        env=environment,
    )


def serve() -> None:
    """Run the reader that each line of the standard input asks for, and write its
    answer as a line.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    light = max(
        _HEAVY, _most_memory()
    )  # a process begins with the mark of the one that started it
    for line in sys.stdin.buffer:
        module, function, arguments, name, limits = json.loads(line)
        _limit(ReadingLimits(**limits))
        answer: dict[str, Any] = {}
        try:
            answer["value"] = getattr(import_module(module), function)(*arguments)
        except BadFile as error:
            answer["wrong"] = str(error)
        except MemoryError:
            answer["passed"] = "memory"
        except RecursionError:
            answer["wrong"] = str(BadFile(f"{name!r} is nested too deep to be read"))
        except Exception as error:  # noqa: BLE001 - libraries raise whatever a damaged file makes them raise
            traceback.print_exc()
            answer["wrong"] = str(
                BadFile(f"{name!r} is damaged: {type(error).__name__}: {error}")
            )
        answer["last"] = _most_memory() > light
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _most_memory() -> int:
    """The most memory in bytes that this process has had, whether or not it gave it
    back; 0 where nobody knows.
    """
    with suppress(ImportError):
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return 0


def _limit(limits: ReadingLimits) -> None:
    with suppress(ImportError):
        import resource

        memory, spent = limits.memory * _MIB, resource.getrusage(resource.RUSAGE_SELF)
        for what, most in (
            (resource.RLIMIT_DATA, memory),
            (resource.RLIMIT_AS, memory + _RESERVED),
            (
                resource.RLIMIT_CPU,
                int(spent.ru_utime + spent.ru_stime) + limits.seconds + 1,
            ),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):
                resource.setrlimit(what, (most, resource.getrlimit(what)[1]))
