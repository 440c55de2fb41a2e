"""Timestamps of RFC 3161: a service signs that it has seen the digest of some bytes at
a time.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import rfc3161_client as rfc3161
from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client.tsp import PKIStatus

from kizuna.errors import BadFile, FetchFailed
from kizuna.sources.fetch import Policy, post
from kizuna.sources.reading import readable

_KIND = "application/timestamp"
_HEADERS = {"Content-Type": f"{_KIND}-query", "Accept": f"{_KIND}-reply"}
_POLICY = Policy(max_bytes=2**20, retries=1)
"""Whoever names a service owns the database; one of their own network is as good as
any.
"""


def timestamp(data: bytes, url: str, trusted: Sequence[Certificate] = ()) -> bytes:
    """Ask the service at an address for a timestamp of some bytes: its token (DER).

    Without `trusted` certificates only the answer's content is checked: that it is
    granted, of these bytes and of this request. Raises FetchFailed, also for an answer
    that is not what was asked for.
    """
    unbuilt = rfc3161.TimestampRequestBuilder().data(data)
    request = unbuilt.hash_algorithm(rfc3161.HashAlgorithm.SHA256).build()
    answer = post(url, request.as_bytes(), headers=_HEADERS, policy=_POLICY)
    try:
        response = rfc3161.decode_timestamp_response(answer.body)
        if response.status not in (PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS):
            reasons = "; ".join(response.status_string)
            raise ValueError(
                f"the service refused it, status {response.status} {reasons}".rstrip()
            )
        if response.tst_info.message_imprint.message != sha256(data).digest():
            raise ValueError("it is of other bytes")
        if response.tst_info.nonce != request.nonce:
            raise ValueError("it answers another request")
        if trusted:
            builder = rfc3161.VerifierBuilder.from_request(request)
            for certificate in trusted:
                builder = builder.add_root_certificate(certificate)
            builder.build().verify_message(response, data)
        return response.time_stamp_token()
    except (ValueError, rfc3161.VerificationError) as error:
        raise FetchFailed(url, f"no timestamp of what was sent: {error}") from None


def certificates(path: Path) -> list[Certificate]:
    """The certificates in a file of PEM. Raises BadFile when it has none or cannot be
    read.
    """
    try:
        with readable(path):
            return load_pem_x509_certificates(path.read_bytes())
    except ValueError:
        raise BadFile(f"{str(path)!r} holds no certificate in PEM") from None
