"""kizuna sources: adding the texts of documents, and opening them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType

from kizuna.cli.asking import Ask, Format, KnownAt, asking, say
from kizuna.cli.output import plain, write
from kizuna.cli.questions import question_command
from kizuna.workflows import add_source as workflow
from kizuna.workflows.add_source import SourceAdded, SourceGiven
from kizuna.workflows.ask import resolver


@asking("format")
def add(
    ask: Ask,
    file: Path,
    id: str = "",
    description: Path | None = None,
    title: str = "",
    date: str = "",
    language: str = "",
    address: str = "",
    publish_: bool = False,
) -> None:
    """Add the text of a document: passages that cite it can then be shown.

    FILE: Plain text, Markdown, HTML, PDF or DOCX.
    --id ID: Which document this is: document/name.
    --description TOML: Its description; otherwise the TOML beside the file.
    --title: The document's title.
    --date: The document's date (EDTF).
    --language: The language of the text, such as en.
    --address: Where the document is published.
    --publish: Open it to everybody at once; otherwise it is internal.
    """
    options = {"title": title, "date": date, "language": language, "address": address}
    given = {key: text for key, text in options.items() if text}
    added = workflow.add_source(SourceGiven(file, id, description, given), acting_user=ask.user)
    is_public = workflow.document_is_public(added.document)
    if publish_ and not is_public:
        workflow.publish(added.document, acting_user=ask.user)
        is_public = True
    told = {name.removeprefix("is_"): held for name, held in asdict(added).items()}
    told |= {"title": added.title or None, "description": added.description or None}
    write(ask.format, told | {"public": is_public}, _added_words(added, is_public))


def _added_words(added: SourceAdded, is_public: bool) -> Iterator[RenderableType]:
    verb = "Added" if added.is_new else "Already held:"
    yield plain(f"{verb} {added.document}, {added.characters} characters", "bold")
    yield plain(f"sha256 {added.sha256}", "dim")
    yield plain(f"{added.lit} claims have their passage in this text and now show it")
    if added.elsewhere:
        yield plain(
            f"{added.elsewhere} claims cite another text of the same document and stay dark: this"
            " file is not, letter by letter, the text that they were typed from",
            "yellow",
        )
    if added.described:
        source = f" from {added.description}" if added.description else ""
        yield plain(f"{added.described} claims about the document itself recorded{source}")
    if not is_public:
        yield plain(
            "It is not public: others see nothing of it unless they are cleared for it. To open it:"
            f" kizuna sources publish {added.document}",
            "yellow",
        )


@asking("format")
def publish(ask: Ask, document: str) -> None:
    """Open a document, and all that it says, to everybody.

    DOCUMENT: Its title or id.
    """
    ref = resolver().resolve(document, ("document",))
    workflow.publish(ref, acting_user=ask.user)
    write(ask.format, {"document": ref, "public": True}, [plain(f"{ref} is public")])


def list_(
    ctx: typer.Context,
    known_at: KnownAt = None,
    form: Annotated[Format, typer.Option("--format")] = Format.TABLE,
) -> None:
    """List the documents that claims cite: `kizuna documents`."""
    say("sources list is called kizuna documents now")
    question_command("documents", "en")(ctx, known_at=known_at, format=form)
