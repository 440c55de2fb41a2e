"""The application for any WSGI server: `kizuna.web.wsgi:application`; `kizuna serve` runs `server`, with granian.

It serves the database at `KIZUNA_DB`, which is made on first use. What it writes is read by its own user alone.
"""

import os
import sys

from kizuna.web.rsgi import Server
from kizuna.web.server import make_application
from kizuna.workflows.logs import configure_logs

os.umask(0o077)
# A page asks the database a dozen times. After each time it waits for the thread that makes something costly to give
# way, which that does five times as often as usual, so that pages take a quarter of the time beside notes.
sys.setswitchinterval(0.001)
configure_logs()
application = make_application()
server = Server(application)
