"""What the process reads once from which servers are forked (see `web.forked`)."""

import gc
import os

from django.urls import get_resolver

from kizuna.identity.gazetteer import gazetteer
from kizuna.web.settings import configure
from web.passwords import cheap_passwords

os.environ["KIZUNA_SECRET_KEY"] = "a key for tests"
configure("/nowhere/kizuna.sqlite3")
cheap_passwords()
assert get_resolver().url_patterns  # all views
gazetteer()
gc.collect()
gc.freeze()
