"""The registry: each name of a job, how its arguments are read, and the workflow that does it.

Law: a job can be begun again from its arguments alone, since a worker may die at any moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kizuna.errors import BadQuestion
from kizuna.store.queries.accounts import Role


@dataclass(frozen=True, slots=True)
class Work:
    """What a job's workflow is given beside its arguments.

    `folder` is empty and its own: a file that is to be kept is written there. `tell` takes how much is done, of
    how much (0: nobody knows), and at what, as a short word; it may be called as often as one likes.
    """

    acting_user: str
    folder: Path
    tell: Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a job: a summary (numbers and short texts), and the file in its folder, None without one."""

    summary: Mapping[str, Any]
    file: Path | None = None
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of job.

    `read` turns arguments, as JSON holds them, into what `run` takes; it raises an InputError that quotes what is
    wrong. `needs` is the least role that may ask for it, None when anybody may.
    """

    name: str
    read: Callable[[Mapping[str, Any]], Any]
    run: Callable[[Any, Work], Made]
    needs: Role | None = Role.ADMINISTRATOR


TASKS: dict[str, Task] = {}
"""The kinds of jobs by name; `known` adds all that there are."""


def register(task: Task) -> Task:
    """Add a kind of job; a second one of that name is an error of the program (ValueError)."""
    if task.name in TASKS:
        raise ValueError(f"{task.name!r} is a job already")
    TASKS[task.name] = task
    return task


def only(given: Mapping[str, Any], *names: str) -> None:
    """Raises BadQuestion for an argument that is none of these names."""
    for name in given.keys() - set(names):
        raise BadQuestion(f"{name!r} is no argument of this job; there are {', '.join(names)}")


def text_of(given: Mapping[str, Any], name: str, usual: str = "") -> str:
    """An argument that is a text, without space around it; raises BadQuestion for another value."""
    value = given.get(name, usual)
    if not isinstance(value, str):
        raise BadQuestion(f"{name}: {value!r} is not a text")
    return value.strip()


def texts_of(given: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """An argument that is a list of texts, empty ones left out; raises BadQuestion for another value."""
    value = given.get(name, ())
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise BadQuestion(f"{name}: {value!r} is not a list of texts")
    return tuple(item.strip() for item in value if item.strip())
