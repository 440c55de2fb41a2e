"""A timestamp service of RFC 3161 on this machine: certificates of its own, and
openssl's answers.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from answering import Answer, Asked, Server, page, serving

_SETTINGS = """
[tsa]
default_tsa = service
[service]
serial = serial
signer_cert = service.crt
signer_key = service.key
certs = service.crt
default_policy = 1.2.3.4
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
"""
_USE = "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"


@dataclass(frozen=True)
class Service:
    """A service at `server.url`; `certificates` is the file of those that stand behind
    it.
    """

    server: Server
    folder: Path
    certificates: Path

    def reply(self, asked: Asked) -> Answer:
        """What openssl answers."""
        (self.folder / "query.tsq").write_bytes(asked.body)
        _openssl(
            self.folder, "ts -reply -config tsa.cnf -queryfile query.tsq -out reply.tsr"
        )
        content = (self.folder / "reply.tsr").read_bytes()
        return page(content, Content_Type="application/timestamp-reply")


@contextmanager
def timestamping(folder: Path) -> Iterator[Service]:
    """A running service, whose files lie in a folder."""
    (folder / "tsa.cnf").write_text(_SETTINGS)
    (folder / "serial").write_text("01\n")
    (folder / "use.cnf").write_text(_USE)
    new = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    _openssl(
        folder, f"req -x509 {new} -keyout root.key -out root.crt -subj /CN=root -days 9"
    )
    _openssl(
        folder, f"req {new} -keyout service.key -out service.csr -subj /CN=service"
    )
    _openssl(
        folder,
        "x509 -req -in service.csr -CA root.crt -CAkey root.key -days 9 -extfile use.cnf -out service.crt",
    )
    with serving() as server:
        made = Service(server, folder, folder / "root.crt")
        server.answers = [made.reply]
        yield made


def _openssl(folder: Path, arguments: str) -> None:
    subprocess.run(
        ["openssl", *arguments.split()], cwd=folder, capture_output=True, check=True
    )
