"""The store: the only SQL of Kizuna; rows go in, frozen values come out."""

from kizuna.store.database import Database, open_database

__all__ = ["Database", "open_database"]
