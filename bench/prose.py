"""Measures what is read in prose: `python -m bench.prose [--unread FOLDER] [--shared
FOLDER] [--errors]`.

Passages after real pages in ten languages carry the ties that a careful reader marks
(`NN.txt`, `NN.ties.json`, `NN.meta.json`). Pairs and days are scored by language, lists
apart from prose, for the small reader alone and with a careful reader's answers played
as those of a language model (in a folder of `--unread`, of `NN.answers.json`). The
shared passages are in two halves: the reader was tuned on one and is measured on the
other; those of `--unread` were seen by nobody who wrote it. The eight kinds of claims
are scored by the scorer of ../shared/extraction, on its documents and on those of
`--unread` that have `NN.gold.json`. A folder that is not there is skipped. With
`--errors` each missed and made-up pair is printed.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from bench.measuring import Measure, print_table
from bench.pairs import Score, marked_pairs, mistakes, proposed_pairs, score
from kizuna.proposals.endpoint import ModelSettings
from kizuna.proposals.proposal import Page
from kizuna.sources.fetch import Policy
from kizuna.workflows.open_register import open_register
from kizuna.workflows.propose import Proposed, Rules, own_rules, propose, with_model

sys.path.insert(
    0, str(Path(__file__).parents[1] / "tests")
)  # whose modules find each other so

from model_server import playing
from recorded_answers import Claim, Passage, as_model, page_of, shared_passages

SHARED = Path(__file__).parents[2] / "shared"
TUNED_ON = frozenset(
    (
        *(
            "e02",
            "e06",
            "e10",
            "e12",
            "e16",
            "e20",
            "e24",
            "e28",
            "e30",
            "e34",
            "e36",
            "e54",
            "e60",
        ),
        *("w02", "w06", "w10", "w12", "w16", "w20", "w24", "w28"),
    )
)
"""The half of the shared passages on which the reader may be tuned; the other is only
measured.
"""

ASKED = {"rules": (0.75, 0.60, 0.65), "lists": (0.90, 0.85, 0.65)}
"""Precision, recall and share of right days asked of the reader in every language, and
in its lists.
"""

ASKED_OF_KINDS = {"rules": (0.40, 0.0), "answers": (0.90, 0.85)}
"""F1 asked of the eight kinds, lenient and strict: of the reader, and with a careful
reader's answers.
"""

_LANGUAGES = ("en", "de", "fr", "es", "it", "ru", "ja", "zh", "ko", "pl")
_LISTS = ("list", "cards")

Reading = Callable[[Path, Page], list[Claim]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage with its marks: where it is, its page, its kind ("list", "prose", ...),
    and its marked pairs.
    """

    path: Path
    page: Page
    kind: str
    pairs: dict[frozenset[str], str]

    @property
    def language(self) -> str:
        """Its language without the script ("zh")."""
        return self.page.language.partition("-")[0]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--unread", type=Path, help="a folder of marked passages that nobody has seen"
    )
    parser.add_argument(
        "--shared", type=Path, default=SHARED, help="the folder of shared documents"
    )
    parser.add_argument(
        "--errors", action="store_true", help="print what is missed and made up"
    )
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="kizuna-bench-") as folder,
        closing(open_register(Path(folder) / "kizuna.sqlite3")),
    ):
        for title, passages, readings in _sets(given.shared / "reading", given.unread):
            for name, reading in readings.items():
                scored = list(_scored(passages, reading, given.errors))
                print_table(f"Ties, {title}, {name}", _lines(scored, name))
        print_table(
            "The eight kinds", _kinds(given.shared / "extraction", given.unread)
        )


def _sets(
    reading: Path, unread: Path | None
) -> Iterator[tuple[str, list[Marked], dict[str, Reading]]]:
    """The sets of passages with the ways in which each is read."""
    if reading.is_dir():
        answered = {one.path: list(one.claims) for one in shared_passages(reading)}
        ways = ways_of(answered)
        tuned = [one for one in marked_in(reading) if one.path.stem in TUNED_ON]
        apart = [one for one in marked_in(reading) if one.path.stem not in TUNED_ON]
        yield f"the half tuned on ({len(tuned)} passages)", tuned, ways
        yield f"the half apart ({len(apart)} passages)", apart, ways
    if unread is not None and unread.is_dir():
        passages = list(marked_in(unread))
        ways = ways_of({one.path: _answers_beside(one.path) for one in passages})
        yield f"passages that nobody has seen ({len(passages)})", passages, ways


def marked_in(folder: Path) -> Iterator[Marked]:
    """The marked passages of a folder, in order of name."""
    for file in sorted(folder.glob("*.ties.json")):
        name = file.name.removesuffix(".ties.json")
        meta = _json(folder / f"{name}.meta.json")
        yield Marked(
            folder / f"{name}.txt",
            page_of(meta),
            meta["kind"],
            marked_pairs(_json(file)),
        )


def ways_of(answers: dict[Path, list[Claim]]) -> dict[str, Reading]:
    """The ways in which a text is read; those with answers only where there are any."""
    filled, alone = (
        partial(by_answers, answers, is_filled) for is_filled in (True, False)
    )
    asked: dict[str, Reading] = {"answers": filled, "answers alone": alone}
    return {"rules": by_rules, **(asked if any(answers.values()) else {})}


def by_rules(path: Path, page: Page) -> list[Claim]:
    """What the small reader proposes, with the names of the built-in register."""
    return _claims(propose(path, _reader(), page))


def by_answers(
    answers: dict[Path, list[Claim]], is_filled: bool, path: Path, page: Page
) -> list[Claim]:
    """What comes out where a model gives the recorded answers; `is_filled`: the reader
    fills what they leave.
    """
    policy = Policy(timeout=30, retries=0)
    with playing(as_model(answers.get(path, []))) as server:
        settings = ModelSettings("recorded", server.url, policy=policy)
        return _claims(
            with_model(propose(path, _reader(), page), settings, is_filled=is_filled)
        )


@cache
def _reader() -> Rules:
    return own_rules()


def _claims(proposed: Proposed) -> list[Claim]:
    return list(proposed.as_json()["claims"])


def _answers_beside(path: Path) -> list[Claim]:
    """The claims of `NN.answers.json`, the quotes filled in from the text; none without
    the file.
    """
    file = path.with_suffix(".answers.json")
    text = path.read_text(encoding="utf-8")
    held = _json(file) if file.is_file() else []
    return [{**claim, "quote": text[slice(*claim["quote"])]} for claim in held]


def _scored(
    passages: Iterable[Marked], reading: Reading, errors: bool
) -> Iterator[tuple[Marked, Score]]:
    for one in passages:
        found = proposed_pairs(reading(one.path, one.page))
        for line in mistakes(one.pairs, found) if errors else ():
            print(f"  {one.path.stem} {one.language} {one.kind}: {line}")
        yield one, score(one.pairs, found)


def _lines(scored: list[tuple[Marked, Score]], name: str) -> Iterator[Measure]:
    """A line a language, with lines for its lists and for its prose, and those of
    all.
    """
    rows: dict[tuple[str, str], Score] = defaultdict(Score)
    for one, reached in scored:
        part = "lists" if one.kind in _LISTS else "prose"
        for language in (one.language, "all"):
            for row in ((language, ""), (language, part)):
                rows[row] += reached
    order = [
        *_LANGUAGES,
        *sorted({row[0] for row in rows} - {*_LANGUAGES, "all"}),
        "all",
    ]
    for row in sorted(rows, key=lambda row: (order.index(row[0]), row[1])):
        asked = (
            {"": ASKED["rules"], "lists": ASKED["lists"]}.get(row[1])
            if name == "rules"
            else None
        )
        yield _line(" ".join(row).strip(), rows[row], asked)


def _line(what: str, held: Score, asked: tuple[float, float, float] | None) -> Measure:
    reached = (held.precision, held.recall, held.day_share)
    precision = f"{held.precision:.2f}" if held.found else "-"
    recall, f1 = (f"{held.recall:.2f}", f"{held.f1:.2f}") if held.marked else ("-", "-")
    return Measure(
        what=what,
        measured=f"P {precision} R {recall} F1 {f1} days {held.days}/{held.dated}",
        against=f"{held.right} right of {held.found} found, {held.marked} marked",
        ratio="",
        asked="P {:.2f} R {:.2f} days {:.2f}".format(*asked) if asked else "",
        met=not asked
        or all(one >= least for one, least in zip(reached, asked, strict=True)),
    )


def _gold_passages(folder: Path) -> list[Passage]:
    """The passages of a folder with `NN.gold.json` in the exchange form."""
    found = []
    for file in sorted(folder.glob("*.gold.json")):
        name = file.name.removesuffix(".gold.json")
        meta = json.loads((folder / f"{name}.meta.json").read_text(encoding="utf-8"))
        held = json.loads(file.read_text(encoding="utf-8"))["claims"]
        claims = tuple(
            {key: claim[key] for key in _SENT}
            | {"stance": claim.get("status", "asserted")}
            for claim in held
        )
        found.append(Passage(name, folder / f"{name}.txt", page_of(meta), claims))
    return found


_SENT = ("kind", "subject", "object", "props", "quote")


def _kinds(extraction: Path, unread: Path | None) -> Iterator[Measure]:
    """Lenient and strict F1 of the eight kinds, by the scorer of the shared folder."""
    scorer = extraction / "score.py"
    if not scorer.is_file():
        return
    folders = {"shared documents": extraction / "gold", "unseen passages": unread}
    for title, folder in folders.items():
        passages = _gold_passages(folder) if folder and folder.is_dir() else []
        answered = {one.path: list(one.claims) for one in passages}
        for name, reading in ways_of(answered).items() if passages else ():
            with tempfile.TemporaryDirectory() as made:
                for one in passages:
                    held = {"doc": one.name, "claims": reading(one.path, one.page)}
                    file = Path(made) / f"{one.name}.pred.json"
                    file.write_text(json.dumps(held), encoding="utf-8")
                lenient, strict = _f1(
                    scorer, Path(made), passages[0].path.parent, answered
                )
            asked = ASKED_OF_KINDS[name.split()[0]]
            yield Measure(
                f"{title}, {name}",
                f"lenient {lenient:.2f} strict {strict:.2f}",
                f"{sum(map(len, answered.values()))} claims in {len(passages)} texts",
                "",
                "lenient {:.2f} strict {:.2f}".format(*asked),
                lenient >= asked[0] and strict >= asked[1],
            )


def _f1(
    scorer: Path, made: Path, gold: Path, passages: Iterable[Path]
) -> tuple[float, float]:
    """Lenient and strict F1 over all kinds, as the scorer prints them."""
    docs = ",".join(path.stem for path in passages)
    command = [sys.executable, str(scorer), str(made), str(gold), f"--docs={docs}"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = re.findall(r"^ALL .*?\|(.*)\|(.*)$", printed, re.MULTILINE)[-1]
    lenient, strict = (float(part.split()[-1]) for part in figures)
    return lenient, strict


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
