"""Proving what the ledger holds: its signed head, proofs that outsiders check without
Kizuna, and verification.

docs/reference/proofs.md tells the formats. Heads and consistency are anybody's; a proof
is only of a claim that the reader may see.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kizuna.claims import heads
from kizuna.errors import BadFile, BadQuestion, StorageError
from kizuna.sources.reading import readable
from kizuna.store import tree
from kizuna.store.audited import audited
from kizuna.store.ledger_key import ledger_key
from kizuna.store.queries import claims, erasures, ledger
from kizuna.store.verification import whole


def head(size: int | None = None) -> heads.Head:
    """The state of the ledger's tree, or of its first so many entries; raises
    BadQuestion for more than it has.
    """
    whole = tree.size()
    wanted = whole if size is None else size
    if not 0 <= wanted <= whole:
        raise BadQuestion(f"{size} entries: the ledger has {whole}")
    return heads.Head(wanted, heads.root(wanted, tree.nodes_together()))


def head_at(known_at: datetime | None) -> heads.Head:
    """The state of the tree when the last claim or judgement was added that was known
    at a time (None: now).

    What only the audit tells after that does not change it: the same claims and
    judgements give the same head.
    """
    return head(ledger.entries_at(known_at))


def signed_head(size: int | None = None) -> heads.SignedHead:
    """The head, signed now with the ledger's key. Raises as `head`, CannotWrite and
    StorageError for the key.
    """
    return heads.sign(head(size), ledger_key(), datetime.now(UTC))


def add_timestamp(
    signed: heads.SignedHead, url: str, trusted: Path | None = None
) -> heads.SignedHead:
    """The head with a timestamp of RFC 3161 from a service, checked against the
    certificates in a file of PEM.

    Raises FetchFailed, and BadFile for the certificates.
    """
    from kizuna.sources.timestamps import certificates, timestamp

    roots = certificates(trusted) if trusted else ()
    return replace(signed, timestamp=timestamp(signed.text, url, roots))


def public_key() -> dict[str, str]:
    """What everybody may have of the ledger's key: `key` of 64 hex digits, its
    `fingerprint` (SHA-256 of its 32 bytes), and `pem` (SubjectPublicKeyInfo). Raises
    CannotWrite and StorageError.
    """
    key = ledger_key().public_key()
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(
        "ascii"
    )
    return {"key": raw.hex(), "fingerprint": heads.fingerprint(raw), "pem": pem}


def proof(prefix: str) -> dict[str, Any]:
    """The inclusion proof of the claim whose id begins so, as JSON; of one that was
    erased, named by its whole id, with its digest alone. Raises NotFound and Ambiguous.
    """
    ref = prefix.strip()
    erased = erasures.erasure_of(ref)
    if erased is not None and erased.kind == "claim":
        ref, number, entry = erased.id, erased.number, None
    else:
        ref = claims.claim_by_id(ref).id
        number = claims.number_of(ref)
        entry = tree.content_of("claim", number)
    order, signed = tree.leaf_of("claim", number), signed_head()
    assert order is not None, "every claim is an entry of the tree"
    path = heads.inclusion(order, signed.head.size, tree.nodes_together())
    return {
        "format": heads.PROOF,
        "claim": ref,
        "order": order,
        "entry": entry,
        "digest": erased.digest.hex() if erased else None,
        "path": [each.hex() for each in path],
        "head": signed.to_json(),
    }


def consistency(first: int, second: int | None = None) -> dict[str, Any]:
    """The proof that the first `second` entries (None: all) begin with the first
    `first`, as JSON.

    Raises BadQuestion for a number of entries that the ledger has not, and for a second
    below the first.
    """
    earlier, signed = head(first), signed_head(second)
    if first > signed.head.size:
        told = (
            f"{first} entries are more than {signed.head.size}: give the smaller first"
        )
        raise BadQuestion(told)
    path = heads.consistency(earlier.size, signed.head.size, tree.nodes_together())
    return {
        "format": heads.CONSISTENCY,
        "first": {"size": earlier.size, "root": earlier.root.hex()},
        "path": [each.hex() for each in path],
        "head": signed.to_json(),
    }


def verify(
    *,
    is_deep: bool = False,
    against: Path | None = None,
    acting_user: str,
    tell: whole.Tell = lambda *_: None,
) -> whole.Verified:
    """Verify the open database, and note what came of it in the audit, where that can
    be written.

    `against` is a file with a head that the ledger must extend. See
    `kizuna.store.verification.whole`. Raises BadFile for what is no head, and for one
    that another key signed.
    """
    earlier = None
    if against is not None:
        with readable(against):
            signed = heads.read_head(against.read_bytes(), str(against))
        own, other = public_key()["fingerprint"], heads.fingerprint(signed.key)
        if other != own:
            raise BadFile(
                f"{str(against)!r} is a head of the key {other[:16]}, and this ledger's"
                f" key is {own[:16]}"
            )
        earlier = signed.head
    verified = whole.verify(is_deep=is_deep, earlier=earlier, tell=tell)
    # unless the tree takes no more entries, or the database may only be read
    with suppress(StorageError), audited(whole.VERB, acting_user) as notes:
        notes.append(f"{verified.size} entries, root {verified.root.hex() or '-'}")
        notes.append(f"{verified.count} wrong")
    return verified
