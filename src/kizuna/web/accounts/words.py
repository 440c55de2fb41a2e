"""Acts, reasons and moments in the reader's words."""

from __future__ import annotations

from datetime import datetime

from kizuna.languages import Messages
from kizuna.store.queries.recent import Act
from kizuna.values import Edtf

_VERBS = frozenset(
    {
        *("add_account", "change_account", "set_password", "add_pass", "use_pass"),
        *("second_step_on", "second_step_off", "recovery_codes", "add_token", "revoke_token"),
        *("add_claims", "add_judgements", "add_register", "enter", "record", "correct", "import"),
        *("add_source", "add_document", "load_claims", "rebuild", "refold", "seed_builtin"),
        *("back_up", "restore", "publish", "erase", "verify", "add_tree"),
    }
)
"""The verbs that have words; any other is shown as it is."""


def in_words(messages: Messages, act: Act) -> str:
    """What an act was called; the verb itself where it has no words."""
    verb = act.verb.partition(" ")[0]
    return messages.text(f"web-act-{verb.replace('_', '-')}") if verb in _VERBS else act.verb


def moment_in_words(messages: Messages, moment: datetime) -> str:
    """A moment (UTC): the day in words, the hour and minute."""
    return f"{day_in_words(messages, moment)}, {moment:%H:%M}"


def day_in_words(messages: Messages, moment: datetime) -> str:
    """The day of a moment (UTC) in words."""
    return messages.date(Edtf.parse(moment.date().isoformat()))
