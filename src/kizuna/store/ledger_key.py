"""The ledger's own key, with which its heads are signed: Ed25519, in a file that its
owner alone reads.

Law: a key is made once. It is no part of the database, and so of no backup: a copy of a
ledger elsewhere has a key of its own, unless somebody takes the file there too.
"""

import os
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
from kizuna.store.private_files import key_in_file
from kizuna.store.schema import beside


def ledger_key() -> Ed25519PrivateKey:
    """The key of the open database, made on first use.

    It lies in the file that KIZUNA_LEDGER_KEY names, else beside the database as
    `kizuna.sqlite3.ledger-key.pem` (for PostgreSQL in KIZUNA_DATA or the user's data
    folder). Raises CannotWrite, and StorageError for a file that is no such key.
    """
    path = key_path()
    form = Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    try:
        made = key_in_file(
            path, lambda: Ed25519PrivateKey.generate().private_bytes(*form)
        )
        key = load_pem_private_key(made, None)
    except OSError as error:
        named = f"the ledger's key {str(path)!r}"
        if os.path.exists(path):
            raise StorageError(f"{named} cannot be read: {error.strerror}") from None
        raise CannotWrite(
            f"{named} cannot be written: {error.strerror}; set KIZUNA_LEDGER_KEY to a"
            " file that can be"
        ) from None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise StorageError(
            f"{str(path)!r} is not an Ed25519 key in PEM without a password: put the"
            " ledger's key back"
        )
    return key


def key_path() -> Path:
    """The file of the key, which may not be there yet."""
    given = os.environ.get("KIZUNA_LEDGER_KEY", "").strip()
    return Path(given).expanduser() if given else beside(".ledger-key.pem")
