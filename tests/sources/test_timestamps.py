"""Timestamps: of a service on this machine that answers by openssl."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from answering import page
from kizuna.errors import BadFile, FetchFailed
from kizuna.sources.timestamps import certificates, timestamp
from timestamping import Service, timestamping


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with timestamping(tmp_path_factory.mktemp("service")) as made:
        yield made


def test_openssl_checks_a_timestamp_of_what_was_sent(service: Service, tmp_path: Path) -> None:
    service.server.answers = [service.reply]
    found = timestamp(b"a head", service.server.url, certificates(service.certificates))
    data, token = tmp_path / "data", tmp_path / "token"
    data.write_bytes(b"a head")
    token.write_bytes(found)
    trusted = f"-token_in -CAfile {service.certificates}".split()
    subprocess.run(
        ["openssl", "ts", "-verify", "-data", str(data), "-in", str(token), *trusted],
        capture_output=True,
        check=True,
    )


def test_an_answer_of_other_bytes_or_another_request_is_refused(service: Service) -> None:
    service.server.answers = [service.reply]
    timestamp(b"a head", service.server.url)
    service.server.answers = [page((service.folder / "reply.tsr").read_bytes())]
    for data, why in ((b"another head", "it is of other bytes"), (b"a head", "another request")):
        with pytest.raises(FetchFailed, match=why):
            timestamp(data, service.server.url)


def test_a_service_behind_which_no_trusted_certificate_stands_is_refused(
    service: Service, tmp_path: Path
) -> None:
    service.server.answers = [service.reply]
    with timestamping(tmp_path) as other, pytest.raises(FetchFailed, match="certificates"):
        timestamp(b"a head", service.server.url, certificates(other.certificates))


@pytest.mark.parametrize("answer", [b"", b"<html>no</html>", b"0\x030\x01\x02"])
def test_what_is_no_timestamp_is_refused(service: Service, answer: bytes) -> None:
    service.server.answers = [page(answer)]
    with pytest.raises(FetchFailed, match="no timestamp of what was sent"):
        timestamp(b"a head", service.server.url)


def test_a_file_without_certificates_is_refused() -> None:
    for name, why in ((__file__, "no certificate"), ("nothing.pem", "cannot be read")):
        with pytest.raises(BadFile, match=why):
            certificates(Path(name))
