"""Events: what happened, or is planned, once."""

from kizuna.proposals.rules.events.told import events_in

__all__ = ["events_in"]
