"""Fuzz one reader with atheris: `python -m fuzz READER [-max_total_time=60] [FOLDER]`.

A reader may give something, or raise an error of Kizuna's; any other exception stops
the run and leaves the bytes in a crash file. Needs `pip install atheris` (Linux and
macOS); what follows the name goes to libFuzzer.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kizuna"]):
    from fuzz.readers import READERS
    from kizuna.errors import KizunaError


def main() -> None:
    """Run until libFuzzer ends, or a reader raises what is no error of Kizuna's."""
    if len(sys.argv) < 2 or sys.argv[1] not in READERS:
        sys.exit(f"which reader? one of {', '.join(READERS)}")
    reader = READERS[sys.argv.pop(1)]
    with tempfile.TemporaryDirectory() as folder:

        def once(content: bytes) -> None:
            try:
                reader(content, Path(folder))
            except KizunaError:
                return

        atheris.Setup(sys.argv, once)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
