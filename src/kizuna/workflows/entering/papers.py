"""Papers that are sent with an entry: kept beside its draft, and added to the register when the entry counts.

Law: nobody but who sent it sees a paper before somebody who decides has let it in. A paper lies under a name of
ours.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kizuna.errors import BadQuestion
from kizuna.register.access import PUBLIC
from kizuna.workflows.acting import recorder_of
from kizuna.workflows.add_source import SourceGiven, add_source

_ABOUT = "about.json"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it was sent: the name that it is shown under, where it lies, and its size in bytes."""

    name: str
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class PaperToAdd:
    """A paper that is a document of its own: its id, and what is said of it, as descriptions have it."""

    paper: Paper
    document: str
    texts: Mapping[str, str]


def keep_paper(token: str, name: str, ending: str, content: bytes, *, acting_user: str) -> Paper:
    """Keep a paper beside the draft of a token, in the place of an earlier one; raises BadQuestion for a bad
    token."""
    from kizuna.store.private_files import create_folder

    folder = _beside(token, acting_user)
    shutil.rmtree(folder, ignore_errors=True)
    create_folder(folder)
    path = folder / f"paper{ending}"
    path.write_bytes(content)
    (folder / _ABOUT).write_text(json.dumps({"name": name, "file": path.name}), "utf-8")
    return Paper(name, path, len(content))


def kept_paper(token: str, user: str) -> Paper | None:
    """The paper beside the draft of a token, None without one; raises BadQuestion for a bad token."""
    about = _beside(token, user) / _ABOUT
    if not about.is_file():
        return None
    held = json.loads(about.read_text("utf-8"))
    path = about.with_name(held["file"])
    return Paper(held["name"], path, path.stat().st_size)


def forget_paper(token: str, user: str) -> None:
    """Throw the paper of a draft away, if there is one."""
    shutil.rmtree(_beside(token, user), ignore_errors=True)


def let_in(wanted: PaperToAdd, *, acting_user: str) -> None:
    """Add a paper as a document of the register; raises as `add_source` does."""
    paper = wanted.paper
    given = SourceGiven(paper.path, wanted.document, texts=wanted.texts, name=paper.name)
    add_source(given, acting_user=acting_user)


def hold(wanted: PaperToAdd, *, acting_user: str) -> None:
    """Hold a paper until its document is accepted: a contributor's word publishes nothing."""
    from kizuna.store.private_files import create_folder

    paper = wanted.paper
    folder = _folder("waiting") / hashlib.sha256(paper.path.read_bytes()).hexdigest()
    create_folder(folder)
    shutil.copyfile(paper.path, folder / paper.path.name)
    told = {"name": paper.name, "file": paper.path.name, "owner": acting_user}
    texts = {"title": wanted.texts["title"], "access": wanted.texts.get("access_level", "")}
    about = {**told, **texts, "document": wanted.document}
    (folder / _ABOUT).write_text(json.dumps(about), "utf-8")


def let_in_accepted() -> int:
    """Add the texts of the papers whose documents were accepted; how many there were.

    One that was sent as not public waits until its access level is accepted too.
    """
    added = 0
    for about in list(_folder("waiting").glob(f"*/{_ABOUT}")):
        held = json.loads(about.read_text("utf-8"))
        if _is_accepted(held["document"], held["access"], held["owner"]):
            paper = Paper(held["name"], about.with_name(held["file"]), 0)
            wanted = PaperToAdd(paper, held["document"], {"title": held["title"]})
            let_in(wanted, acting_user=held["owner"])
            shutil.rmtree(about.parent, ignore_errors=True)
            added += 1
    return added


def _is_accepted(document: str, access: str, owner: str) -> bool:
    """Whether something that its owner proposed from a document was accepted, with its access level where it was
    sent with one."""
    from kizuna.register.fold import Weights
    from kizuna.store.queries import judgements, proposals
    from kizuna.store.redaction import unredacted

    with unredacted():
        said = proposals.proposals(document=document, recorder=recorder_of(owner))
        weights = Weights.of(judgements.judgements_about(claim.id for claim in said))
    accepted = [c for c in said if c.id in weights.accepted and c.id not in weights.rejected]
    levels = [c for c in accepted if c.property == "access_level" and c.subject == document]
    return bool(levels) if access not in ("", PUBLIC) else bool(accepted)


def _beside(token: str, user: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{16,32}", token):
        raise BadQuestion(f"{token!r} is not the token of a draft")
    return _folder("drafts") / hashlib.sha256(user.encode()).hexdigest()[:16] / token


def _folder(name: str) -> Path:
    from kizuna.store.jobs.folder import jobs_folder

    return jobs_folder() / "papers" / name
