"""The form in which a proposed claim is corrected: the inputs of its property with its value filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.kinds import Property, property_of
from kizuna.errors import KizunaError
from kizuna.languages import Messages
from kizuna.publish.wording import Wording, capital
from kizuna.values import kind_of, parse_json
from kizuna.web.forms.filling import filled
from kizuna.web.forms.form import EntryForm
from kizuna.web.forms.inputs import common_languages
from kizuna.web.forms.layout import Layout
from kizuna.web.forms.wrong import wrong
from kizuna.web.visit import Visit
from kizuna.workflows.review_desk import Opened


def path_of(claim: Claim) -> str:
    """How the names of the inputs begin."""
    return f"{claim.property}.0"


def definition_of(claim: Claim) -> Property:
    """The definition of the property that a claim is about."""
    return property_of(claim.subject, claim.property)


def begun(claim: Claim, opened: Opened) -> EntryForm:
    """The form that begins with what was proposed."""
    path = path_of(claim)
    wording = Wording(opened.waiting.supposed, Messages("en"))

    def named(ref: str) -> str:
        return f"{wording.name(ref)} ({ref})" if ref in opened.waiting.supposed else ref

    data = dict(filled(definition_of(claim).type, parse_json(claim.value), path, named))
    beside = {"valid": claim.valid, "stance": claim.stance, "certainty": claim.certainty}
    said = {f"{path}.{name}": str(text) for name, text in beside.items()}
    return EntryForm(kind_of(claim.subject), claim.subject, "", {**data, **said})


def filling_in(
    here: Visit,
    claim: Claim,
    form: EntryForm,
    problems: Mapping[str, KizunaError],
    kept: Mapping[str, str],
) -> dict[str, Any]:
    """The page of the form; `kept` are the filters of the queue."""
    messages, path = here.messages, path_of(claim)
    layout = Layout(form.kind, messages, form.data, problems)
    row = next(line for line in layout.lines() if line.name == claim.property).rows[0]
    top = problems.get("")
    return {
        "form": form,
        "claim": claim,
        "row": row,
        "label": capital(messages.property(form.kind, claim.property)),
        "action": here.address(f"/review/{claim.id}/correct", **kept),
        "told": wrong(top, messages, "", "") if top else None,
        "languages_named": common_languages(messages.language),
        "stances": _concepts("stances", Stance, messages),
        "certainties": _concepts("certainties", Certainty, messages),
        "held": {name: form.data.get(f"{path}.{name}", "") for name in _BESIDE},
        "has_option": lambda groups, value: any(
            option.value == value for group in groups for option in group.options
        ),
        "relabelled": lambda given, label: replace(given, label=label),
        "is_open": lambda part, data: any(
            data.get(f"{part.path}.{i.name}") for i in part.inputs if i.is_aside
        ),
        "wrong_at": lambda at, key="": layout.wrong(at, key),
    }


_BESIDE = ("valid", "stance", "certainty")


def _concepts(scheme: str, values: Any, messages: Messages) -> list[tuple[str, str]]:
    return [(v, capital(messages.concept(scheme, v))) for v in map(str, values)]
