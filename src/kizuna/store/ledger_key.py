"""The ledger's own key, with which its heads are signed: Ed25519, in a file that its owner alone reads.

Law: a key is made once. It is no part of the database, and so of no backup: a copy of a ledger elsewhere has a key
of its own, unless somebody takes the file there too.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from kizuna.errors import CannotWrite, StorageError
from kizuna.store.schema import beside


def ledger_key() -> Ed25519PrivateKey:
    """The key of the open database, made on first use.

    It lies in the file that KIZUNA_LEDGER_KEY names, else beside the database as `kizuna.sqlite3.ledger-key.pem`
    (for PostgreSQL in KIZUNA_DATA or the user's data folder). Raises CannotWrite, and StorageError for a file that
    is no such key.
    """
    path = key_path()
    if not path.exists():
        _make(path)
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except OSError as error:
        raise StorageError(
            f"the ledger's key {str(path)!r} cannot be read: {error.strerror}"
        ) from None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise StorageError(
            f"{str(path)!r} is not an Ed25519 key in PEM without a password: put the ledger's key back"
        )
    return key


def key_path() -> Path:
    """The file of the key, which may not be there yet."""
    given = os.environ.get("KIZUNA_LEDGER_KEY", "").strip()
    return Path(given).expanduser() if given else beside(".ledger-key.pem")


def _make(path: Path) -> None:
    """Write a new key beside its place and link it there, so that of several at once one is whole and stays."""
    made = Ed25519PrivateKey.generate()
    content = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    beside_it = ""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, beside_it = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(beside_it, path)
    except OSError as error:
        raise CannotWrite(
            f"the ledger's key {str(path)!r} cannot be written: {error.strerror};"
            " set KIZUNA_LEDGER_KEY to a file that can be"
        ) from None
    finally:
        with suppress(OSError):
            os.unlink(beside_it)
