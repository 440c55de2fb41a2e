"""The application for any WSGI server: `kizuna.web.wsgi:application`; `kizuna serve`
runs `server`, with granian.

It serves the database at `KIZUNA_DB`, which is made on first use. What it writes is
read by its own user alone.
"""

import os
import sys

from kizuna.web.server import Server, make_application
from kizuna.workflows.logs import configure_logs

os.umask(0o077)
# A page asks the database a dozen times, and after each it waits until the threads of
# costly answers give way. They do so after a millisecond, not five: beside notes a page
# takes a quarter of the time.
sys.setswitchinterval(0.001)
configure_logs()
application = make_application()
server = Server(application)
