"""Making the application: Django configured, the register open, the static files beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def make_application(location: str | Path | None = None) -> Application:
    """The WSGI application (PEP 3333) on the register at a location, which is made on first use.

    Raises StorageError.
    """
    from django.core.wsgi import get_wsgi_application
    from whitenoise import WhiteNoise

    from kizuna.web.settings import configure
    from kizuna.web.static import FOLDER, PREFIX
    from kizuna.workflows.open_register import open_register

    found = configure(location)
    open_register(location if location is not None else found.path).close()
    application = WhiteNoise(get_wsgi_application(), max_age=31_536_000, charset="utf-8")
    application.add_files(str(FOLDER), prefix=PREFIX)
    made: Application = application
    return made
