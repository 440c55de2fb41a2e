"""The application for a WSGI server: `granian --interface wsgi kizuna.web.wsgi:application`.

It serves the database at `KIZUNA_DB`, which is made on first use.
"""

from kizuna.web.server import make_application

application = make_application()
