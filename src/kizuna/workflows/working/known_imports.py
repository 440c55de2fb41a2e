"""The jobs that import a list which somebody has sent: trying it, and recording it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kizuna.errors import BadQuestion
from kizuna.store.queries.accounts import Account, Role
from kizuna.workflows.entering.hand import hand_of
from kizuna.workflows.import_ import import_list
from kizuna.workflows.importing.kept import kept_list
from kizuna.workflows.importing.report import summary, written
from kizuna.workflows.readers import reader
from kizuna.workflows.working.tasks import Made, Task, Work, only, register, text_of

TRIAL, IMPORT = "import-trial", "import"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A list by its token, the state in which it was asked about, and the name it is shown under."""

    token: str
    state: str
    file: str


def _read(given: Mapping[str, Any]) -> _Asked:
    only(given, "list", "state", "file")
    asked = _Asked(text_of(given, "list"), text_of(given, "state"), text_of(given, "file"))
    if not asked.token:
        raise BadQuestion("list: '' is no list that was sent")
    return asked


def _try(asked: _Asked, work: Work) -> Made:
    return _done(asked, work, run=False)


def _run(asked: _Asked, work: Work) -> Made:
    return _done(asked, work, run=True)


def _done(asked: _Asked, work: Work, *, run: bool) -> Made:
    account = _account(work)
    kept = kept_list(asked.token, account)
    if kept.state != asked.state:
        raise BadQuestion(
            f"the mapping of {kept.about.name!r} was changed since this was asked for; try it again"
        )
    limits = hand_of(account).only if account else None
    given = kept.given(run=run)
    done = import_list(given, acting_user=work.acting_user, only=limits, tell=work.tell)
    path = work.folder / ("kizuna-import.json" if run else "kizuna-import-trial.json")
    path.write_bytes(written(done))
    return Made({k: v for k, v in summary(done).items() if v is not None}, path, "application/json")


def _account(work: Work) -> Account | None:
    """Who asked, with the role that they have now; None for the owner of the database."""
    from kizuna.store.queries.accounts import account_named

    return account_named(work.acting_user) if reader() is not None else None


register(Task(TRIAL, _read, _try, needs=Role.CONTRIBUTOR))
register(Task(IMPORT, _read, _run, needs=Role.REVIEWER))
