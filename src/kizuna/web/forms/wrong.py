"""What is wrong with a field, in the reader's language, quoting what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from kizuna.errors import Ambiguous, BadDate, BadQuantity, KizunaError, NotFound
from kizuna.languages import Messages
from kizuna.publish.wording import capital
from kizuna.web.forms.new_places import offered_places


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong: `words`, its particulars as `detail` ("" when the words say it all), and the
    (id, names) that an ambiguous name may mean; where it `creates`, the (text, words) of places to be created."""

    words: str
    detail: str = ""
    candidates: tuple[tuple[str, str], ...] = ()
    creates: bool = False


def wrong(
    error: KizunaError, messages: Messages, key: str, typed: str, *, creates: bool = False
) -> Wrong:
    """An error of a field whose value has a type of that key, in which `typed` stands.

    A field that `creates` offers the places that it may mean."""
    detail = str(error).partition("\n")[0]
    if isinstance(error, Ambiguous):
        said = messages.text("web-entry-wrong-ambiguous", text=error.name)
        return Wrong(said, "", error.candidates)
    if isinstance(error, NotFound) and creates:
        offers = tuple((offer.value, offer.words) for offer in offered_places(typed, messages))
        near = _near(detail, messages)
        return Wrong(messages.text("web-entry-wrong-place", text=typed), near, offers, creates=True)
    if isinstance(error, NotFound):
        return Wrong(messages.text("web-entry-wrong-unknown", text=typed), _near(detail, messages))
    if isinstance(error, BadDate):
        return Wrong(
            messages.text("web-entry-wrong-date", text=typed),
            capital(messages.told(_special(error))),
        )
    if isinstance(error, BadQuantity):
        return Wrong(
            messages.text("web-entry-wrong-quantity", text=typed),
            capital(messages.told(error.expected)),
        )
    return Wrong(capital(messages.told(detail)))


def _special(error: BadDate) -> str:
    """What is particular about a date, such as that its month has 30 days."""
    return "" if error.expected.startswith("write") else error.expected


def _near(detail: str, messages: Messages) -> str:
    """The near names that the resolver suggests, or what the name is instead."""
    _, found, near = detail.partition("did you mean ")
    if found:
        return messages.text("web-entry-near", names=near.rstrip("?"))
    return capital(messages.told(detail)) if "which is no" in detail else ""
