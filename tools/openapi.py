"""Writes the description of the API (OpenAPI 3.1) to the file that the tests compare
with what is served.

python tools/openapi.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import orjson

SNAPSHOT = Path(__file__).parents[1] / "tests" / "web" / "api" / "openapi.json"


def described() -> bytes:
    """The description as it is served."""
    from kizuna.web.settings import configure

    with tempfile.TemporaryDirectory() as folder:
        configure(Path(folder) / "none.sqlite3")
        from kizuna.web.api.v1.api import description

        return orjson.dumps(description(), option=orjson.OPT_INDENT_2)


if __name__ == "__main__":
    SNAPSHOT.write_bytes(described() + b"\n")
    print(f"wrote {SNAPSHOT}")
