"""The Django app of the store: every table of Kizuna in one migration history."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The one app that has models."""

    name = "kizuna.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
