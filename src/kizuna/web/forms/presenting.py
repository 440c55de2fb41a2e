"""What the pages of entering show, in the reader's language: kinds, forms, and what an entry would record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.kinds import KINDS, Fact, decode, property_of
from kizuna.errors import KizunaError
from kizuna.languages import Messages
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.store.queries.drafts import Draft
from kizuna.values import Edtf, kind_of, parse_json
from kizuna.web.forms.filling import filled
from kizuna.web.forms.form import EntryForm
from kizuna.web.forms.inputs import Group, Option, common_languages
from kizuna.web.forms.layout import Layout
from kizuna.web.forms.wrong import Wrong
from kizuna.web.visit import Visit
from kizuna.workflows import ask
from kizuna.workflows.accounts import LEVELS
from kizuna.workflows.entering.citing import OWN_RECORD
from kizuna.workflows.entering.entry import Prepared, SourceKind, Weighing
from kizuna.workflows.entering.hand import Hand
from kizuna.workflows.entering.places import KIND
from kizuna.workflows.list_waiting import waiting_of, waits_only
from kizuna.workflows.open_evidence import open_evidence
from kizuna.workflows.review import Reading
from kizuna.workflows.show import Shown, show

_GROUPS = (
    ("ties", ("tie", "agreement", "field", "programme", "exchange", "office", "funding")),
    ("places", ("government", "area", "organisation", "person")),
    ("more", ("honour", "trade", "transport", "statistic", "objective", "assessment", "document")),
)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list: where it is taken up again, what it is of, and the first words typed in it."""

    draft: Draft
    address: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class HeldFact:
    """A fact that stands, in words, with its claims and the address at which it is corrected."""

    words: str
    valid: str
    claims: tuple[str, ...]
    correct: str


@dataclass(frozen=True, slots=True)
class Change:
    """One claim of an entry in words, and what it changes: a code of `web-entry-change-*`.

    `against` are the facts that it speaks against; `manner` how it is said and how surely, where
    that is not plain.
    """

    label: str
    words: str
    valid: str
    code: str
    manner: str
    against: tuple[HeldFact, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A problem at the head of a form: the field by its label and id, and what is wrong with it."""

    label: str
    anchor: str
    wrong: Wrong


def address_of(form: EntryForm) -> str:
    """Where a form is sent to."""
    return f"/{form.subject}/edit" if form.subject else f"/enter/{form.kind}"


def choosing(here: Visit, drafts: Sequence[Draft], waiting: Sequence[Reading]) -> dict[str, Any]:
    """The page on which a kind is chosen."""
    register = ask.known_register(None, {reading.subject for reading in waiting}, hops=1)
    listed = {kind for _, kinds in _GROUPS for kind in kinds}
    rest = tuple(kind for kind in KINDS if kind not in listed)
    groups = [(name, (*kinds, *rest) if name == "more" else kinds) for name, kinds in _GROUPS]
    return {
        "groups": groups,
        "drafts": [_draft_line(draft, here.messages) for draft in drafts],
        "waiting": [_waiting(reading, register, here.messages) for reading in waiting],
        "wording": Wording(register, here.messages),
    }


def _draft_line(draft: Draft, messages: Messages) -> DraftLine:
    form = EntryForm(draft.kind, draft.subject, draft.token)
    beside = ("source.kind", "stance", "certainty")
    words = [
        text for name, text in draft.fields if name not in beside and not name.endswith("unit")
    ]
    return DraftLine(draft, address_of(form), messages.kind(draft.kind), " · ".join(words[:4]))


def _waiting(reading: Reading, register: Register, messages: Messages) -> tuple[str, list[Change]]:
    return reading.subject, [_plain(claim, register, messages) for claim in reading.claims]


def filling_in(
    here: Visit, form: EntryForm, problems: Mapping[str, KizunaError], hand: Hand
) -> dict[str, Any]:
    """The page of a form."""
    messages = here.messages
    waits = bool(form.subject) and waits_only(form.subject, hand.user)
    shown = show(form.subject) if form.subject and not waits else None
    register = shown.register if shown else ask.known_register()
    layout = Layout(form.kind, messages, form.data, problems)
    lines = list(layout.lines())
    return {
        "form": form,
        "address": address_of(form),
        "lines": lines,
        "told": list(_told(problems, layout, lines)),
        "wrong_at": lambda path, key="": layout.wrong(path, key),
        "held": _held(shown, here) if shown else {},
        "waits": waits,
        "name": _name(form.subject, waits, register, here, hand) if form.subject else "",
        "sources": tuple(SourceKind),
        "stances": _concepts("stances", Stance, messages),
        "levels": _concepts("access-levels", LEVELS, messages),
        "certainties": _concepts("certainties", Certainty, messages),
        "languages_named": common_languages(messages.language),
        "correction": _correction(form, register, messages),
        "corrected": _corrected(form),
        "may_weigh": hand.decides_about([form.subject], register) if form.subject else False,
        "decides": hand.decides,
        "has_option": _has_option,
        "relabelled": lambda given, label: replace(given, label=label),
        "is_open": lambda part, data: any(
            data.get(f"{part.path}.{i.name}") for i in part.inputs if i.is_aside
        ),
        "limited": hand.only is not None,
        "weighings": tuple(Weighing),
    }


def _name(subject: str, waits: bool, register: Register, here: Visit, hand: Hand) -> str:
    """What the thing is called; one that waits for a reviewer by the name that it was given there."""
    if not waits:
        return Wording(register, here.messages).name(subject)
    waiting = (claim for r in waiting_of(hand.user) for claim in r.claims if r.subject == subject)
    for claim in waiting:
        if claim.property in ("name", "title"):
            return str(parse_json(claim.value)["text"])
    return subject


def _has_option(groups: Iterable[Group], value: str) -> bool:
    return any(option.value == value for group in groups for option in group.options)


def _concepts(scheme: str, values: Iterable[str], messages: Messages) -> tuple[Option, ...]:
    return tuple(Option(v, capital(messages.concept(scheme, v))) for v in map(str, values))


def _told(
    problems: Mapping[str, KizunaError], layout: Layout, lines: Sequence[Any]
) -> Iterator[Told]:
    """Every problem, with the label of its property and where it stands."""
    labels = {line.name: line.label for line in lines}
    for path in problems:
        top = path.partition(".")[0]
        label = labels.get(top, "")
        if not label and top in ("source", "slug", "correction"):
            label = layout.messages.text(f"web-entry-{top}")
        found = layout.wrong(path, "date" if path.endswith(".valid") else "")
        if found is not None:
            yield Told(label, f"at-{top}" if label else "content", found)


def _held(shown: Shown, here: Visit) -> dict[str, list[HeldFact]]:
    """The facts that stand of each property."""
    wording, found = Wording(shown.register, here.messages), defaultdict(list)
    for item in shown.facts:
        found[item.property].append(_fact(item.fact, item.definition.type, wording))
    return dict(found)


def _fact(fact: Fact[Any], kind: Any, wording: Wording) -> HeldFact:
    valid = wording.messages.date(fact.valid) if fact.valid else ""
    first = fact.claims[0]
    return HeldFact(
        wording.words(kind, fact.value),
        valid,
        fact.claim_ids,
        f"/{first.subject}/edit?correct={first.id[:16]}#at-{first.property}",
    )


def correcting(form: EntryForm, prefix: str) -> EntryForm:
    """A form that begins with the value of a claim; raises NotFound and Ambiguous for its id."""
    claim = open_evidence(prefix).claim
    register = ask.known_register(None, [claim.subject], hops=1)
    definition = property_of(claim.subject, claim.property)
    path = f"{claim.property}.0"
    data = dict(filled(definition.type, parse_json(claim.value), path, _namer(register)))
    if claim.valid:
        data[f"{path}.valid"] = claim.valid
    return replace(form, data={**data, "correction.claim": claim.id})


def _namer(register: Register) -> Any:
    wording = Wording(register, Messages("en"))
    return lambda ref: f"{wording.name(ref)} ({ref})" if ref in register else ref


def _correction(form: EntryForm, register: Register, messages: Messages) -> Change | None:
    """What is corrected, in words; None when the form corrects nothing."""
    prefix = form.data.get("correction.claim", "")
    return _plain(open_evidence(prefix).claim, register, messages) if prefix else None


def _corrected(form: EntryForm) -> str:
    """The property whose value is corrected, "" when none is."""
    prefix = form.data.get("correction.claim", "")
    return open_evidence(prefix).claim.property if prefix else ""


def _plain(claim: Claim, register: Register, messages: Messages) -> Change:
    """A claim in words, without what it would change."""
    kind = property_of(claim.subject, claim.property).type
    value = decode(kind_of(claim.subject), claim.property, claim.value)
    manner = [messages.concept("stances", claim.stance)] * (claim.stance is not Stance.ASSERTED)
    if claim.certainty is not Certainty.CERTAIN:
        manner.append(messages.concept("certainties", claim.certainty))
    return Change(
        label=capital(messages.property(kind_of(claim.subject), claim.property)),
        words=Wording(register, messages).words(kind, value),
        valid=messages.date(Edtf.parse(claim.valid)) if claim.valid else "",
        code="",
        manner=messages.listing(manner),
        against=(),
    )


def previewing(here: Visit, form: EntryForm, prepared: Prepared) -> dict[str, Any]:
    """The page that shows what would be recorded."""
    messages, register = here.messages, prepared.register
    wording = Wording(register, messages)
    changes = [_change(effect, prepared, wording) for effect in prepared.effects]
    return {
        "form": form,
        "address": address_of(form),
        "prepared": prepared,
        "wording": wording,
        "changes": changes,
        "places": _places(prepared, wording),
        "source": _source(prepared, wording),
        "missing": [messages.property(form.kind, name) for name in prepared.missing],
        "correction": _correction(form, register, messages),
        "weighing": form.data.get("correction.weighing", Weighing.BESIDE),
    }


def _places(prepared: Prepared, wording: Wording) -> list[tuple[str, list[Change]]]:
    """The places that are created, by id, each with what is said of it in words, its people too."""
    found: dict[str, list[Change]] = defaultdict(list)
    messages, place = wording.messages, ""
    for claim in prepared.places:
        said = _plain(claim, prepared.register, messages)
        if kind_of(claim.subject) == KIND:
            place = claim.subject
        elif claim.property == "value":
            said = replace(said, label=capital(messages.concept("measures", "population")))
        else:
            continue
        found[place].append(said)
    return list(found.items())


def _change(effect: Any, prepared: Prepared, wording: Wording) -> Change:
    claim = effect.claim
    kind = property_of(claim.subject, claim.property).type
    plain = _plain(claim, prepared.register, wording.messages)
    code = "known" if claim.id in prepared.known else effect.change.name.lower()
    against = () if code == "known" else tuple(_fact(f, kind, wording) for f in effect.against)
    return replace(plain, code=code, against=against)


def _source(prepared: Prepared, wording: Wording) -> dict[str, str]:
    """The source as the preview tells it: its title, its id, where in it, and whether it is new."""
    claim = prepared.claims[0]
    titles = [c for c in prepared.about_source if c.property == "title"]
    named = {parse_json(c.value).get("language", ""): parse_json(c.value)["text"] for c in titles}
    title = named.get(wording.messages.tag) or next(iter(named.values()), "")
    held = ask.known_register(None, [claim.document, claim.holder])
    there = Wording(held, wording.messages)
    return {
        "title": title or there.name(claim.document),
        "ref": claim.document,
        "locator": claim.locator if claim.locator != OWN_RECORD else "",
        "holder": there.name(claim.holder) if claim.holder in held and not titles else "",
        "is_new": "1" if titles else "",
        "is_passage": "1" if claim.has_passage else "",
    }
