"""The Django app of the web: it has no models."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages and the interface for programs."""

    name = "kizuna.web"
    label = "web"
