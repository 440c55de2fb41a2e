"""What somebody types until it is recorded, for them alone: forms, and the papers that are sent with an entry.

Law: nobody but who sent it sees a paper before somebody who decides has let it in. A paper lies under a name of
ours.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kizuna.errors import BadQuestion
from kizuna.register.access import PUBLIC
from kizuna.store.actions import remove_draft, save_draft
from kizuna.store.private_files import create_folder
from kizuna.store.queries.claims import proposals
from kizuna.store.redaction import unredacted
from kizuna.store.schema import jobs_folder
from kizuna.workflows.acting import recorder_of
from kizuna.workflows.add_source import SourceGiven, add_source
from kizuna.workflows.list_claims import ACCEPTED, weighed

_ABOUT = "about.json"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it was sent: the name that it is shown under, where it lies, and its size in bytes."""

    name: str
    path: Path
    size: int


def new_token() -> str:
    """A token for a form that nobody has kept yet: 16 hex digits."""
    return secrets.token_hex(8)


def keep_draft(
    token: str, kind: str, subject: str, fields: Sequence[tuple[str, str]], *, acting_user: str
) -> None:
    """Keep a form as it stands; one in which nothing is typed is thrown away.

    Raises BadQuestion for a bad token and a form beyond all measure, and StorageError.
    """
    if any(text.strip() for _, text in fields):
        save_draft(token=token, kind=kind, subject=subject, fields=fields, acting_user=acting_user)
    else:
        remove_draft(token=token, acting_user=acting_user)


def throw_away(token: str, *, acting_user: str) -> None:
    """Remove a draft of the user's with its paper, if there is one; raises BadQuestion for a bad token."""
    if token:
        forget_paper(token, acting_user)
    remove_draft(token=token, acting_user=acting_user)


def keep_paper(token: str, name: str, ending: str, content: bytes, *, acting_user: str) -> Paper:
    """Keep a paper beside the draft of a token, in the place of an earlier one; raises BadQuestion for a bad
    token."""
    forget_paper(token, acting_user)
    return _kept_in(_beside(token, acting_user), name, f"paper{ending}", content)


def kept_paper(token: str, user: str) -> Paper | None:
    """The paper beside the draft of a token, None without one; raises BadQuestion for a bad token."""
    about = _beside(token, user) / _ABOUT
    return _paper(about) if about.is_file() else None


def forget_paper(token: str, user: str) -> None:
    """Throw the paper of a draft away, if there is one."""
    shutil.rmtree(_beside(token, user), ignore_errors=True)


def hold(given: SourceGiven, *, acting_user: str) -> None:
    """Hold a paper until its document is accepted: a contributor's word publishes nothing."""
    content, texts = given.path.read_bytes(), given.texts
    folder = _folder("waiting") / hashlib.sha256(content).hexdigest()
    about = {"owner": acting_user, "document": given.ref, "title": texts["title"]}
    about["access"] = texts.get("access_level", "")
    _kept_in(folder, given.called, given.path.name, content, **about)


def let_in_accepted() -> int:
    """Add the texts of the papers whose documents were accepted; how many there were.

    One that was sent as not public waits until its access level is accepted too.
    """
    added = 0
    for about in list(_folder("waiting").glob(f"*/{_ABOUT}")):
        held = json.loads(about.read_text("utf-8"))
        if _is_accepted(held["document"], held["access"], held["owner"]):
            paper, texts = _paper(about), {"title": held["title"]}
            given = SourceGiven(paper.path, held["document"], texts=texts, name=paper.name)
            add_source(given, acting_user=held["owner"])
            shutil.rmtree(about.parent, ignore_errors=True)
            added += 1
    return added


def _is_accepted(document: str, access: str, owner: str) -> bool:
    """Whether something that its owner proposed from a document was accepted, with its access level where it was
    sent with one."""
    with unredacted():
        said = weighed(proposals(document=document, recorder=recorder_of(owner)))
    accepted = [one.claim for one in said if one.status == ACCEPTED]
    levels = [c for c in accepted if c.property == "access_level" and c.subject == document]
    return bool(levels) if access not in ("", PUBLIC) else bool(accepted)


def _kept_in(folder: Path, name: str, file: str, content: bytes, **about: str) -> Paper:
    """A paper written into a private folder, with what is known of it beside it."""
    create_folder(folder)
    (folder / file).write_bytes(content)
    (folder / _ABOUT).write_text(json.dumps({"name": name, "file": file, **about}), "utf-8")
    return Paper(name, folder / file, len(content))


def _paper(about: Path) -> Paper:
    held = json.loads(about.read_text("utf-8"))
    path = about.with_name(held["file"])
    return Paper(held["name"], path, path.stat().st_size)


def _beside(token: str, user: str) -> Path:
    """The folder beside a draft of a user's."""
    if not re.fullmatch(r"[0-9a-f]{16,32}", token):
        raise BadQuestion(f"{token!r} is not the token of a draft")
    return _folder("drafts") / hashlib.sha256(user.encode()).hexdigest()[:16] / token


def _folder(name: str) -> Path:
    return jobs_folder() / "papers" / name
