"""Fetches the scripts and styles of others that pages use, each into a folder of its
version: `just vendor`.

`vendored.toml` beside them lists every file with the SHA-256 of its content; a test
compares them. A package is taken from the npm registry, and its archive compared with
the digest that the registry gives.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import shutil
import tarfile
import urllib.request
from pathlib import Path

_KIZUNA = Path(__file__).resolve().parents[1] / "src" / "kizuna"
FOLDER = _KIZUNA / "web" / "static" / "vendor"
ATLAS = _KIZUNA / "data"
"""Where the land lies, which maps without a browser are drawn of too."""
REGISTRY = "https://registry.npmjs.org"
PACKAGES = {
    "htmx.org": (
        "2.0.11",
        "htmx",
        {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE"},
    ),
    "maplibre-gl": (
        "5.24.1",
        "maplibre-gl",
        {
            "dist/maplibre-gl-csp.js": "maplibre-gl-csp.js",
            "dist/maplibre-gl-csp-worker.js": "maplibre-gl-csp-worker.js",
            "dist/maplibre-gl.css": "maplibre-gl.css",
            "LICENSE.txt": "LICENSE.txt",
        },
    ),
    # Land and borders of Natural Earth (public domain), as its README tells; the
    # licence is that of the package.
    "world-atlas": (
        "2.0.2",
        "world-atlas",
        {
            "countries-110m.json": "countries-110m.json",
            "countries-50m.json": "countries-50m.json",
            "LICENSE": "LICENSE",
            "README.md": "README.md",
        },
    ),
}
"""By package: version, the name of its folder, and the files that are taken with the
names that they get.
"""


def main() -> None:
    """Fetch everything, and write the list."""
    if FOLDER.exists():
        shutil.rmtree(FOLDER)
    lines = [
        "# Written by tools/vendor.py: the files of others, with the SHA-256 of each.\n"
    ]
    for package, (version, name, files) in PACKAGES.items():
        archive = _archive(package, version)
        folder = (ATLAS if name == "world-atlas" else FOLDER) / f"{name}-{version}"
        folder.mkdir(parents=True, exist_ok=True)
        lines.append(f'\n["{folder.name}"]\nfrom = "{REGISTRY}/{package}/{version}"\n')
        for inside, given in files.items():
            content = archive[inside]
            (folder / given).write_bytes(content)
            lines.append(f'"{given}" = "{hashlib.sha256(content).hexdigest()}"\n')
    (FOLDER / "vendored.toml").write_text("".join(lines), encoding="utf-8")


def _archive(package: str, version: str) -> dict[str, bytes]:
    """The files of a package by their names in it."""
    told = json.loads(_fetched(f"{REGISTRY}/{package}/{version}"))["dist"]
    content = _fetched(told["tarball"])
    way, _, digest = told["integrity"].partition("-")
    if hashlib.new(way, content).digest() != base64.b64decode(digest):
        raise SystemExit(
            f"{package} {version}: the archive is not the one that the registry lists"
        )
    with tarfile.open(fileobj=io.BytesIO(content)) as held:
        return {
            member.name.partition("/")[2]: file.read()
            for member in held
            if member.isfile() and (file := held.extractfile(member)) is not None
        }


def _fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        content: bytes = answer.read()
        return content


if __name__ == "__main__":
    main()
