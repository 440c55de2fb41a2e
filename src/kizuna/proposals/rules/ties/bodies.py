"""Ties of bodies: ports, trade unions, assemblies and societies of both sides that deal with each other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.finding import Finding
from kizuna.proposals.rules.grammar.dates import dates_in
from kizuna.proposals.rules.names import Mention, Party
from kizuna.proposals.rules.ties.words import begin_of, standing_of

# The kinds of bodies, each called as one is that the text gives no name of its own.
_NOUNS = {
    "port": r"ports?|harbou?rs?",
    "union": r"(?:(?:trade|labou?r)\s)?unions?",
    "legislature": r"assembl(?:y|ies)|legislatures?|legislative\s(?:organs?|bod(?:y|ies)|assembl(?:y|ies))",
    "friendship society": r"friendship\s(?:societ(?:y|ies)|associations?)",
    "fire brigade": r"fire\s(?:brigades?|departments?|services?)",
}
_NOUN = rf"(?:{'|'.join(_NOUNS.values())})"
_LINK = (
    r"(?:ties|links?|contacts?|relations(?:hip)?|exchanges?|co-?operation|friendship|affiliation|partnership"
    r"|delegations)"
)
# "contacts are growing between the", "exchanges of delegations from the"
_LINKED = re.compile(
    rf"\b(?P<sisters>(?:sister|twin)[- ]?)?{_LINK}\b[^.,;]{{0,60}}?\s(?:between|of|from|by)\s(?:the\s)?$",
    re.I,
)
# "... have been sisters since", "... regularly exchange delegations"
_LINKING = re.compile(
    r"\s(?:have|has|are|were|became|become|maintain|keep|cultivate)\s[^.;]{0,40}?\b(?:sisters?\b|twinned|partners"
    r"|paired|linked|in touch|in contact|exchang(?:e|es|ed|ing)\b|ties|contacts?|links?|relations|friend)"
    r"|\s(?:regularly\s)?(?:exchange|send each other|co-?operate|visit each other|deal with each other)\b",
    re.I,
)
# "[Brackwater] dockers' union"
_OWN = re.compile(
    r"(?:['’]s?)?\s(?:(?!(?:and|the|an?|to|in|of|with|for|by|from|is|was|has|have|had|sent|visited)\s)[\w'’-]+\s){0,3}?"
    rf"(?P<noun>(?i:{_NOUN}))\b(?!\s(?:of|in|at)\s[A-ZÀ-Þ]|\s[A-ZÀ-Þ])"
)
# "the city assembly of [Lindenau]", "the corresponding union in [Lindenau]", "that of [Lindenau]"
_OF = re.compile(
    r"(?:(?<=\b[Tt]he\s)(?P<words>(?:(?!the\s)[\w'’-]+\s){1,3}?)|\b)"
    rf"(?P<noun>(?i:{_NOUN})|counterparts?|that)\s(?:of|in|at)\s(?:the\s)?(?:city\sof\s)?$"
)
_POINTING = re.compile(r"(?:corresponding|respective|local|two)\s")
# Kinds of which a place has one: "the ports of the two cities" are two bodies, its unions may be many.
_SINGLE = ("port", "legislature", "fire brigade")
_OF_BOTH = re.compile(
    rf"\b(?P<noun>{'|'.join(_NOUNS[kind] for kind in _SINGLE)})\s(?:of|in)\s(?:the\stwo|both)"
    r"\s(?:cities|towns|communities|municipalities|sides|partners|prefectures|provinces|counties)",
    re.I,
)
_AND = re.compile(
    r",?\s(?:and|with|as well as)\s(?:(?:with|between|from|of)\s)?(?:(?:the|its|their)\s)?", re.I
)
_SISTER_PORTS = re.compile(r"\bsister[- ](?:ports?|harbou?rs?)\b", re.I)
_BEGUN = re.compile(
    r"\b(?:began|begun|started|established|founded|formed|dat(?:es?|ing)\s(?:from|back)|goe?s?\sback)\b[^.;]{0,20}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body at text[start:end], of what kind and which government; `kind` is "" where it is but pointed to
    ("that of X"), `name` where the text gives it none."""

    start: int
    end: int
    kind: str
    owner: Party
    name: str = ""

    @property
    def label(self) -> str:
        """The name as a reader would register it: "Port of Osaka", "Brackwater dockers' union"."""
        if self.kind == "port":
            return replace(self.owner, level="port").label
        return self.name or f"{self.owner.label} {self.kind}"


def ties_of_bodies(scene: Scene) -> Iterator[Finding]:
    """The tie that a sentence tells of two bodies of one kind, one of each side."""
    for first, second in _pairs(scene):
        if _is_linked(scene.text, first.start, second.end):
            yield _tie(scene, first, _called_alike(second, first))
            return


def _pairs(scene: Scene) -> Iterator[tuple[Body, Body]]:
    """Bodies of one kind that a sentence names one after the other, or as those of both sides."""
    for first, second in itertools.pairwise(_bodies(scene)):
        kindred = second.kind in {first.kind, ""} and first.owner.bare != second.owner.bare
        if first.kind and kindred and _AND.fullmatch(scene.text[first.end : second.start]):
            yield first, second
    for match in _OF_BOTH.finditer(scene.text):
        if scene.pair is not None:
            one, two = (Body(*match.span(), _kind_of(match["noun"]), side) for side in scene.pair)
            yield one, two


def _bodies(scene: Scene) -> list[Body]:
    found: list[Body] = []
    for mention in scene.mentions:
        body = _body(scene.text, mention)
        if body is None and found and scene.text[found[-1].end : mention.start] == " and ":
            body = _shared(found[-1], scene.text, mention)
        if body is not None:
            found.append(body)
    return found


def _shared(before: Body, text: str, mention: Mention) -> Body | None:
    """The second body of "the assemblies of A and B"; None where the first is one alone, or one of many."""
    plural = re.match(r"(?:\w+\s)*\w+s\s(?:of|in|at)\s", text[before.start :])
    if before.name or before.kind not in _SINGLE or plural is None:
        return None
    return replace(before, start=mention.start, end=mention.end, owner=mention.party)


def _body(text: str, mention: Mention) -> Body | None:
    """The body whose name begins or ends with a mention of its place; None where there is none."""
    owner = mention.party
    if owner.level == "port":
        return Body(mention.start, mention.end, "port", owner)
    if own := _OWN.match(text, mention.end):
        name = text[mention.start : own.end()]
        return Body(mention.start, own.end(), _kind_of(own["noun"]), owner, name)
    of = _OF.search(text, 0, mention.start)
    if of is None:
        return None
    words = _POINTING.sub("", of["words"] or "")
    name = f"{owner.label} {words}{of['noun']}" if words and not of["noun"].endswith("s") else ""
    return Body(of.start(), mention.end, _kind_of(of["noun"]), owner, name)


def _kind_of(noun: str) -> str:
    """The kind that a noun names; "" for one that only points back ("that", "counterpart")."""
    return next((kind for kind, words in _NOUNS.items() if re.fullmatch(words, noun, re.I)), "")


def _called_alike(body: Body, model: Body) -> Body:
    """A body without a name, called as the corresponding one of the other side is."""
    if body.name:
        return body
    same_noun = not body.kind or model.name.lower().endswith(body.kind)
    place = model.owner.bare
    if same_noun and model.name.startswith(place) and model.owner.level == body.owner.level:
        return replace(body, kind=model.kind, name=body.owner.bare + model.name[len(place) :])
    return replace(body, kind=body.kind or model.kind)


def _is_linked(text: str, start: int, end: int) -> bool:
    """Whether the words around text[start:end] say that what stands there has to do with each other."""
    return bool(_LINKED.search(text, 0, start) or _LINKING.match(text, end))


def _tie(scene: Scene, first: Body, second: Body) -> Finding:
    """The tie of two bodies: of sister ports where the text calls them or their ties so, else of no told type."""
    text = scene.text
    linked = _LINKED.search(text, 0, first.start)
    sisters = first.kind == "port" and (
        (linked and linked["sisters"]) or _SISTER_PORTS.search(text)
    )
    props: dict[str, Any] = {"type": "sister_port" if sisters else "other", **standing_of(text)}
    told = (d for d in dates_in(text) if d.whole)
    begun = next((d for d in told if d.since or _BEGUN.search(text[: d.start])), None)
    if begun:
        props["start"] = begin_of(begun)
    return Finding(
        "tie",
        scene,
        0,
        len(text),
        subject=first.label,
        object=second.label,
        props=props,
        confidence=0.5,
    )
