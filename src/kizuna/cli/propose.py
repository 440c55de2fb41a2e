"""kizuna propose: claims proposed from documents in prose."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Literal, TypeVar

import click
from rich.console import RenderableType

from kizuna.cli.asking import (
    Ask,
    asking,
    csv_of,
    json_text,
    plain,
    say,
    table,
    waiting,
    write,
)
from kizuna.errors import BadQuestion, CannotWrite, InputError, NotFound
from kizuna.proposals.endpoint import ModelSettings
from kizuna.proposals.model import summary
from kizuna.proposals.proposal import Page
from kizuna.sources.documents import read_document
from kizuna.sources.reading import bytes_of, decode, write_whole
from kizuna.store.schema import beside
from kizuna.values import language_tag
from kizuna.values.written_dates import read_plain_date
from kizuna.workflows import propose as workflow
from kizuna.workflows.propose import ProposalOutcome, Proposed

T = TypeVar("T")
Proposer = Literal["rules", "model", "both"]
"""Who reads a document."""
_COLUMNS = (
    *("doc", "id", "kind", "subject", "object", "props", "quote", "start", "end"),
    *("needs_context", "status", "confidence"),
)
_SHOWN = 12
_QUOTED = 120


@asking("format")
def propose(
    ask: Ask,
    files: tuple[Path, ...],
    out: Path | None = None,
    id: str = "",
    model: str = "",
    model_url: str = "",
    proposer: Proposer | None = None,
    town: str = "",
    title: str = "",
    date: str = "",
    language: str = "",
    dry_run: bool = False,
    no_cache: bool = False,
    save: bool = False,
    prompt: bool = False,
    answers: Path | None = None,
) -> None:
    """Propose claims from documents; they count only once accepted (kizuna review).

    FILE...: Plain text, Markdown, HTML, PDF or DOCX.
    --out PATH: Write there: a .json or .csv file, or a folder for one NAME.pred.json a
        file.
    --id ID: Which document this is: document/name.
    --model NAME: The language model. Default: KIZUNA_MODEL.
    --model-url URL: Where the model answers. Default: this machine.
    --proposer: Who reads: rules, the model alone, or both, where rules read what the
      model gave no answer for. Default: both where a model is named, else rules.
    --town NAME: The town or body whose page it is.
    --title TEXT: The title of the page.
    --date EDTF: When it was published.
    --language TAG: The language of the text.
    --dry-run: Say what asking the model would take, and stop.
    --no-cache: Ask the model anew, and keep no answers.
    --save: Put text and proposals into the ledger, for review.
    --prompt: Print what to paste into an assistant, and stop.
    --answers PATH: Take what an assistant answered; - reads it here.
    """
    for given, what in ((id, "is the id of"), (str(answers or ""), "answers for")):
        if given and len(files) > 1:
            raise BadQuestion(f"{given!r} {what} one document; give one file with it")
    published = read_plain_date(date).text if date else ""
    tag = language_tag(language) if language else ""
    page = Page(title.strip(), published, town.strip(), tag)
    if prompt:
        _print_prompts(files, page)
        return
    answer, piped = "", str(answers) == "-"
    if answers:
        content = sys.stdin.buffer.read() if piped else bytes_of(answers, answers.name)
        answer = decode(content, answers.name)
    settings = None if answer else _settings(proposer, model, model_url, no_cache)
    if dry_run:
        _print_plan(files, settings, page)
        return
    rules, failed = workflow.own_rules(), list[str]()
    good = [*_tried(files, lambda path: workflow.propose(path, rules, page), failed)]
    if settings is not None:
        is_filled = proposer != "model"
        with waiting("Asking the model"):
            good = [
                workflow.with_model(one, settings, is_filled=is_filled) for one in good
            ]
    if answer:
        good = [workflow.with_answer(one, answer) for one in good]
    record = partial(workflow.save, acting_user=ask.user, document=id)
    kept = [*_tried(good, record, failed)] if save else []
    objects = [one.as_json() for one in good]
    rows = [{"doc": one["doc"], **claim} for one in objects for claim in one["claims"]]
    made = objects[0] if len(files) == 1 and objects else objects
    if out is None:
        write(ask.format, made, _table(good, kept, save), rows, _COLUMNS)
    elif out.suffix in (".csv", ".json"):
        text = csv_of(rows, _COLUMNS) if out.suffix == ".csv" else json_text(made)
        write_whole(out, text.encode())
    else:
        _write_folder(out, objects)
    for line in chain(chain.from_iterable(map(_notes, good)), _unclaimed(kept), failed):
        say(line)
    if failed:
        raise SystemExit(2)


def _write_folder(out: Path, objects: Iterable[dict[str, Any]]) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"{str(out)!r} cannot be made: {error.strerror}") from None
    for one in objects:
        write_whole(out / f"{one['doc']}.pred.json", json_text(one).encode())


def _tried(
    given: Iterable[Path | Proposed], do: Callable[[Any], T], failed: list[str]
) -> Iterator[T]:
    """What a deed makes of each file; of one that is wrong the reason is kept, with its
    name.
    """
    for one in given:
        name = (one if isinstance(one, Path) else one.path).name
        try:
            yield do(one)
        except (InputError, NotFound) as error:
            failed.append(str(error) if name in str(error) else f"{name}: {error}")


def _settings(
    proposer: Proposer | None, model: str, url: str, no_cache: bool
) -> ModelSettings | None:
    """The model of the options, else of the environment; None where only rules read.
    Its answers are kept beside the database. Raises BadQuestion where it has no name.
    """
    is_named = any((proposer, model, url, os.environ.get("KIZUNA_MODEL", "").strip()))
    if proposer == "rules" or not is_named:
        return None
    cache = None if no_cache else beside("-model-answers")
    return ModelSettings.of(os.environ, model=model, url=url, cache=cache)


def _print_plan(
    files: Sequence[Path], settings: ModelSettings | None, page: Page
) -> None:
    if settings is None:
        raise BadQuestion(
            "--dry-run says what asking a language model would take; name one by"
            " --model NAME"
        )
    for path, plan in [
        (path, workflow.plan_model(path, settings, page)) for path in files
    ]:
        click.echo(
            f"{path.name}: chunks: {plan.requests + plan.cached}, answers at hand:"
            f" {plan.cached}, tokens to send:"
            f" about {plan.sent:,}, to come back: at most {plan.received:,}; mending"
            " may take as many again"
        )


def _print_prompts(files: Sequence[Path], page: Page) -> None:
    """What an assistant is asked about each file; of a long one, several messages with
    a line before each.
    """
    made: list[str] = []
    for path in files:
        source = read_document(path)
        made += workflow.prompts(source, workflow.page_of(path, source, page))
    for number, text in enumerate(made, 1):
        click.echo(
            f"----- message {number} of {len(made)} -----\n{text}" if made[1:] else text
        )


def _table(
    good: Sequence[Proposed], kept: Sequence[ProposalOutcome], save: bool
) -> Iterator[RenderableType]:
    for one in good:
        rows = []
        for proposal in sorted(one.proposals, key=lambda p: -p.confidence):
            sides = " – ".join(
                side for side in (proposal.subject, proposal.object) if side
            )
            quote = " ".join(proposal.quote.split())
            shown = plain(
                quote if len(quote) <= _QUOTED else quote[: _QUOTED - 1] + "…", "dim"
            )
            says = ", ".join(f"{k} {_words(v)}" for k, v in proposal.props.items())
            rows.append(
                (f"{proposal.confidence:.2f}", proposal.kind, sides, says, shown)
            )
        heads = ("#Sure", ".Kind", "Between", "Says", "Passage")
        yield table(*heads, rows=rows, title=one.path.name)
        yield plain(f"{len(one.proposals)} proposals", "bold")
    if not save:
        yield plain(
            "Nothing was recorded; add --save to put the proposals up for review",
            "bold",
        )
    for saved in kept:
        new = len(saved.claims) - len(saved.known)
        yield plain(
            f"{saved.document}: {len(saved.claims)} claims proposed, {new} of them new;"
            f" weigh them with: kizuna review --document {saved.document}",
            "bold",
        )


def _words(value: Any) -> str:
    if isinstance(value, dict) and {"min", "max"} <= value.keys():
        low, high = value["min"], value["max"]
        number = (
            f"{low}" if low == high else f"{'' if low is None else low}..{high or ''}"
        )
        return (
            f"{'about ' if value.get('approx') else ''}{number} {value.get('unit', '')}"
        ).strip()
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    if isinstance(value, list | tuple):
        return "; ".join(_words(item) for item in value)
    return str(value)


def _unclaimed(kept: Sequence[ProposalOutcome]) -> Iterator[str]:
    """The first parts of proposals of each file that could not be claimed, and how many
    more there are.
    """
    for saved in kept:
        for left in saved.left_out[:_SHOWN]:
            where = f"{left.proposal.kind} at {left.proposal.start}"
            part = f", {left.part}" if left.part else ""
            yield f"not claimed ({where}{part}): {left.reason}"
        if len(saved.left_out) > _SHOWN:
            yield (
                f"and {len(saved.left_out) - _SHOWN} more parts of proposals not"
                " claimed"
            )


def _notes(one: Proposed) -> Iterator[str]:
    """What of a file could not be read, what of an answer was refused, and the tokens
    that a model took.
    """
    yield from one.source.notes
    if hint := workflow.import_hint(one.path, one.source, one.proposals):
        yield hint
    if one.usage is None:
        for number, claim in enumerate(one.verified.checked, 1):
            if claim.reason:
                yield f"claim {number} is refused: {claim.explanation}: {claim.said}"
        return
    if dropped := summary(one.verified.dropped):
        yield f"{one.path.name}: of what the model said, dropped: {dropped}"
    about = "about " if one.usage.is_estimated else ""
    yield (
        f"{one.path.name}: requests to the model: {one.usage.requests}, tokens sent:"
        f" {about}{one.usage.sent:,},"
        f" received: {about}{one.usage.received:,}, answers at hand: {one.usage.cached}"
    )
