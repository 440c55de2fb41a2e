"""Runs the readers of files in a process of its own, with limits of time, memory and answer.

Law: no file ends, fills or holds up the process that asks for it. The answer is JSON: nothing that a file does to
its reader makes objects here. A process that has read waits for the next file; one that passed a limit, or took
much memory, is ended.

`KIZUNA_READING_SECONDS`: how long a reader may take, 30 unless set; `KIZUNA_READING_MEMORY`: how many MiB of
memory it may ask for, 1024 unless set; `KIZUNA_READING_OUTPUT`: how many MiB its answer may have, 128 unless set;
`KIZUNA_READING_CELLS`: how many cells a table may have, 1,000,000 unless set.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from kizuna.errors import BadFile, DatabaseBusy
from kizuna.sources.reading import readable

AT_ONCE = 2
"""How many files one process has read at a time: fewer than a server has threads, so that pages are answered."""
MAX_BYTES = 64 * 2**20
"""Larger files are refused: 64 MiB is some thirty thousand pages."""
IN_PLACE = 2**20
"""Plain lines of at most so many bytes are read in place: that takes time and memory in proportion to them."""
_MIB = 2**20
_RESERVED = 2 * 2**30
"""Addresses that libraries reserve without using them, in bytes."""
_HEAVY = 256 * _MIB
"""A process that has once taken more memory reads no other file."""
_ENDS = {"SIGABRT": "memory", "SIGKILL": "memory", "SIGXCPU": "seconds"}
"""What readers end of: libraries that get no memory abort, and the system kills what takes too much."""
_FREE = threading.BoundedSemaphore(AT_ONCE)
_IDLE: list[subprocess.Popen[bytes]] = []
with suppress(AttributeError):
    os.register_at_fork(after_in_child=_IDLE.clear)


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What a reader may take: seconds, MiB of memory, MiB of answer, and cells of a table."""

    seconds: int
    memory: int
    output: int
    cells: int

    def check_cells(self, cells: int, name: str) -> None:
        """Refuse a list of too many cells."""
        if cells > self.cells:
            raise BadFile(
                f"{name!r} has {cells:,} cells; at most {self.cells:,} are read (KIZUNA_READING_CELLS); give a"
                " part of the list"
            )

    def passed(self, name: str, which: str) -> BadFile:
        """The error for a limit that the reader of a file passed: seconds, memory or output; else for its end."""
        limits = {
            "seconds": f"takes more than {self.seconds} s (KIZUNA_READING_SECONDS)",
            "memory": f"takes more than {self.memory} MiB of memory (KIZUNA_READING_MEMORY)",
            "output": f"holds more than {self.output} MiB (KIZUNA_READING_OUTPUT)",
        }
        if limit := limits.get(which):
            return BadFile(f"{name!r} was not read: it {limit}; give a smaller part of it")
        return BadFile(f"{name!r} is damaged: its reader ended ({which})")


def reading_limits() -> ReadingLimits:
    """The limits as the environment sets them."""
    return ReadingLimits(
        _number_set("KIZUNA_READING_SECONDS", 30),
        _number_set("KIZUNA_READING_MEMORY", 1024),
        _number_set("KIZUNA_READING_OUTPUT", 128),
        _number_set("KIZUNA_READING_CELLS", 1_000_000),
    )


def _number_set(name: str, usual: int) -> int:
    text = os.environ.get(name, "").strip()
    return int(text) if text.isdecimal() and len(text) < 10 and int(text) else usual


def bytes_of(path: Path, name: str, most: int = MAX_BYTES) -> bytes:
    """The first bytes of a file, `most` of them; raises BadFile for one that is missing or too large."""
    with readable(path), path.open("rb") as file:
        if (size := os.fstat(file.fileno()).st_size) > MAX_BYTES:
            raise BadFile(f"{name!r} has {size} bytes; at most {MAX_BYTES} are read")
        return file.read(most)


def run_reader(reader: Callable[..., Any], *arguments: Any, name: str) -> Any:
    """The value of a reader, a function of a module, as the JSON that it is; `name` is what the file is called.

    Raises BadFile as the reader does, for a limit that was passed and for a reader that ended; DatabaseBusy where
    as many files are being read as may be at a time.
    """
    limits = reading_limits()
    if not _FREE.acquire(blocking=False):
        raise DatabaseBusy(
            f"{name!r} was not read: {AT_ONCE} other files are being read; try again in a few seconds"
        )
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
    """A process that waits for a file, a new one where none does."""
    while _IDLE:
        if (process := _IDLE.pop()).poll() is None:
            return process
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(
        (sys.executable, "-P", "-c", f"from {__name__} import serve; serve()"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if environment.get("KIZUNA_TRACEBACK") == "1" else subprocess.DEVNULL,
        env=environment,
    )


def serve() -> None:
    """Run the reader that each line of the standard input asks for, and write its answer as a line."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    light = max(_HEAVY, _most_memory())  # a process begins with the mark of the one that started it
    for line in sys.stdin.buffer:
        module, function, arguments, name, limits = json.loads(line)
        _limit(ReadingLimits(**limits))
        answer = _answered(module, function, arguments, name)
        answers.write(json.dumps({**answer, "last": _most_memory() > light}).encode() + b"\n")
        answers.flush()


def _answered(module: str, function: str, arguments: list[Any], name: str) -> dict[str, Any]:
    try:
        return {"value": getattr(import_module(module), function)(*arguments)}
    except BadFile as error:
        return {"wrong": str(error)}
    except MemoryError:
        return {"passed": "memory"}
    except RecursionError:
        return {"wrong": str(BadFile(f"{name!r} is nested too deep to be read"))}
    except Exception as error:  # noqa: BLE001 - libraries raise whatever a damaged file makes them raise
        traceback.print_exc()
        return {"wrong": str(BadFile(f"{name!r} is damaged: {type(error).__name__}: {error}"))}


def _most_memory() -> int:
    """The most memory in bytes that this process has had, whether or not it gave it back; 0 where nobody knows."""
    with suppress(ImportError):
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return 0


def _limit(limits: ReadingLimits) -> None:
    """Limit what this process may take from now on, as far as the system knows such limits."""
    with suppress(ImportError):
        import resource

        memory, spent = limits.memory * _MIB, resource.getrusage(resource.RUSAGE_SELF)
        for what, most in (
            (resource.RLIMIT_DATA, memory),
            (resource.RLIMIT_AS, memory + _RESERVED),
            (resource.RLIMIT_CPU, int(spent.ru_utime + spent.ru_stime) + limits.seconds + 1),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):
                resource.setrlimit(what, (most, resource.getrlimit(what)[1]))
