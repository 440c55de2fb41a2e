"""Fetching from a small server on this machine that answers as each test tells it;
timestamps by openssl.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import time_machine

from answering import Answer, Asked, Server, page, serving
from kizuna import __version__
from kizuna.errors import BadFile, FetchFailed
from kizuna.sources.fetch import Policy, Response, post
from kizuna.sources.timestamps import certificates, timestamp
from model_server import Reply, playing
from timestamping import Service, timestamping


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as held:
        yield held


def patient(waits: list[float] | None = None, **given: object) -> Policy:
    """A policy that only notes how long it would have waited."""
    noted = [] if waits is None else waits
    return Policy(**{"sleep": noted.append, "timeout": 5, **given})  # type: ignore[arg-type]


def fetched(
    url: str, policy: Policy, headers: Mapping[str, str] | None = None
) -> Response:
    """The answer to a POST of nothing."""
    return post(url, b"", headers=headers or {}, policy=policy)


def refused(server: Server, answer: Any, **given: object) -> FetchFailed:
    """What is told of an answer for which nothing is given."""
    server.answers = [answer]
    with pytest.raises(FetchFailed) as raised:
        fetched(f"{server.url}/a", policy=patient(**given))  # type: ignore[arg-type]
    return raised.value


def test_the_server_is_told_who_asks_and_its_page_comes_back(
    server: Server,
) -> None:
    server.answers = [page()]
    assert fetched(f"{server.url}/大阪?q=市", policy=patient()) == Response(b"good")
    assert server.asked[0].path == "/%E5%A4%A7%E9%98%AA?q=%E5%B8%82"
    assert server.asked[0].headers["User-Agent"] == f"Kizuna/{__version__}"


def posted(url: str, payload: object, policy: Policy) -> Response:
    """The streamed answer to a POST of JSON."""
    body = json.dumps(payload, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json"}
    return post(url, body, headers=headers, policy=policy, is_streamed=True)


def test_a_gzip_answer_is_unpacked_and_one_cut_short_asked_for_again(
    server: Server,
) -> None:
    packed = [
        page(body, Content_Encoding="gzip")
        for body in (b"not gzip", gzip.compress(b"ab"))
    ]
    server.answers = [page(b"half", Content_Length="8", Connection="close"), *packed]
    assert fetched(server.url, policy=patient()) == Response(b"ab")


def test_an_answer_larger_than_the_limit_is_refused_also_where_it_swells(
    server: Server,
) -> None:
    swelling = page(gzip.compress(b"\0" * 10_000_000), Content_Encoding="gzip")
    for answer in (page(b"x" * 1001), swelling):
        assert "more than 1000 bytes" in str(refused(server, answer, max_bytes=1000))
    server.answers = [page(b"x" * 1000)]
    assert len(fetched(server.url, policy=patient(max_bytes=1000)).body) == 1000


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_passing_trouble_is_tried_again_after_growing_waits(
    server: Server, status: int
) -> None:
    waits: list[float] = []
    server.answers = [page(b"busy", status)] * 3 + [page()]
    assert fetched(server.url, policy=patient(waits, backoff=0.5)).body == b"good"
    assert waits == [0.5, 1.0, 2.0]


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("7", 7.0),
        ("Thu, 01 Jan 1970 00:01:10 GMT", 40.0),
        *((unread, 1.0) for unread in ("soon", "-5", "", "²")),
    ],
)
def test_a_server_that_names_its_wait_is_obeyed_where_it_can_be_read(
    server: Server, text: str, wait: float
) -> None:
    waits: list[float] = []
    server.answers = [page(b"", 503, Retry_After=text), page()]
    with time_machine.travel(30, tick=False):
        fetched(server.url, policy=patient(waits))
    assert waits == [wait]


def test_a_wait_longer_than_the_policy_is_told_and_not_waited(server: Server) -> None:
    waits: list[float] = []
    failure = refused(server, page(b"", 429, Retry_After="3600"), waits=waits)
    assert "asks to wait 3600 s" in str(failure)
    assert (waits, failure.status) == ([], 429)


def test_a_lasting_trouble_ends_after_the_retries(server: Server) -> None:
    failure = refused(server, page(b"the query is too heavy", 500), retries=2)
    assert "too heavy (3 tries)" in str(failure)
    assert (len(server.asked), failure.status) == (3, 500)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 501])
def test_a_refusal_is_not_tried_again(server: Server, status: int) -> None:
    failure = refused(server, page(b"no such page", status))
    assert f"{status} " in str(failure)
    assert "no such page" in str(failure)
    assert (len(server.asked), failure.exit_code) == (1, 6)


def test_a_server_that_keeps_silent_is_left_in_time(server: Server) -> None:
    def late(_: Asked) -> Answer:
        time.sleep(0.6)
        return page()

    assert "no answer within 0.2 s" in str(
        refused(server, late, timeout=0.2, retries=0)
    )


def test_a_server_that_is_not_there_is_told_of() -> None:
    with pytest.raises(FetchFailed, match="the connection failed"):
        fetched("http://127.0.0.1:9", policy=patient(retries=1))
    with pytest.raises(
        FetchFailed, match=r"connection failed: .*(N|n)ame.* \(2 tries\)"
    ):
        fetched("http://nowhere.invalid/", patient(retries=1))


@pytest.mark.parametrize("status", [307, 308])
def test_a_redirect_is_followed_with_what_was_posted(
    server: Server, status: int
) -> None:
    server.answers = [page(b"", status, Location="/b?x=1"), page(b"{}")]
    assert posted(f"{server.url}/a", {"a": 1}, patient()).body == b"{}"
    asked = [
        (asked.path, asked.body, asked.headers["Content-Type"])
        for asked in server.asked
    ]
    assert asked == [
        (path, b'{"a": 1}', "application/json") for path in ("/a", "/b?x=1")
    ]


def test_a_redirect_to_another_host_does_not_take_the_credentials(
    server: Server,
) -> None:
    other = server.url.replace("127.0.0.1", "localhost")
    server.answers = [page(b"", 307, Location=f"{other}/b"), page()]
    told = {"Authorization": "Bearer secret", "X-Plain": "kept"}
    fetched(f"{server.url}/a", headers=told, policy=patient())
    first, second = (asked.headers for asked in server.asked)
    assert first["Authorization"] == "Bearer secret"
    assert "Authorization" not in second
    assert second["X-Plain"] == "kept"


@pytest.mark.parametrize(
    ("status", "place", "why"),
    [
        (302, "/v2", "give the address '/v2'"),
        (308, "/a", "more than 5 redirects"),
        *(
            (307, f"{held}://x/", "only addresses of http")
            for held in ("file", "ftp", "gopher")
        ),
    ],
)
def test_a_redirect_leads_to_the_web_only_in_no_ring_and_takes_no_post_along_by_302(
    server: Server, status: int, place: str, why: str
) -> None:
    assert why in str(refused(server, page(b"", status, Location=place)))


def test_a_stream_is_read_as_long_as_it_is_not_silent_for_long() -> None:
    with playing(Reply("a" * 400, pause=0.05)) as server:
        answer = posted(server.url, {"stream": True}, patient(timeout=0.4, retries=0))
    assert (answer.broken, answer.body.count(b"data: ")) == ("", 13)


def test_a_stream_that_breaks_off_gives_what_came() -> None:
    with playing(Reply("a" * 400, breaks_after=3)) as server:
        answer = posted(server.url, {"stream": True}, policy=patient())
    assert answer.body.count(b"data: ") == 3


def test_a_silence_in_a_stream_is_told_and_nothing_is_asked_again() -> None:
    with playing(Reply("a", pause=1)) as server:
        answer = posted(server.url, {"stream": True}, patient(timeout=0.2, retries=3))
        assert (answer.body, answer.broken) == (b"", "no answer within 0.2 s")
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("example.org/page", "only addresses of http"),
        ("javascript:alert(1)", "only addresses of http"),
        ("http://", "not a web address"),
        ("http://example.org:99999/", "not a web address"),
        ("http://exa mple.org/", "not a web address"),
        ("http://example.org/a\r\nX: y", "not a web address"),
        ("http://[::1", "not a web address"),
        (
            "http://" + "é" * 80 + ".example/",
            "not a web address: Invalid IDNA hostname",
        ),
        (
            "http://me:hunter2@example.org/",
            "credentials within an address are not sent",
        ),
    ],
)
def test_what_is_no_web_address_is_quoted_but_for_a_password(
    url: str, said: str
) -> None:
    with pytest.raises(FetchFailed, match=said) as raised:
        fetched(url, policy=Policy(retries=0))
    assert "hunter2" not in str(raised.value)


def test_a_proxy_of_the_environment_is_used_but_not_for_this_machine(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    server.answers = [page()]
    assert fetched(server.url, policy=patient()).body == b"good"
    monkeypatch.setenv("http_proxy", server.url)
    assert fetched("http://example.org/a?b", policy=patient()).body == b"good"
    assert server.asked[1].path == "http://example.org/a?b"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with timestamping(tmp_path_factory.mktemp("service")) as made:
        yield made


def test_openssl_checks_a_timestamp_of_what_was_sent(
    service: Service, tmp_path: Path
) -> None:
    service.server.answers = [service.reply]
    found = timestamp(b"a head", service.server.url, certificates(service.certificates))
    data, token = tmp_path / "data", tmp_path / "token"
    data.write_bytes(b"a head")
    token.write_bytes(found)
    trusted = f"-token_in -CAfile {service.certificates}".split()
    verify = [
        "openssl",
        "ts",
        "-verify",
        "-data",
        str(data),
        "-in",
        str(token),
        *trusted,
    ]
    subprocess.run(verify, capture_output=True, check=True)


def test_an_answer_of_other_bytes_or_another_request_is_refused(
    service: Service,
) -> None:
    service.server.answers = [service.reply]
    timestamp(b"a head", service.server.url)
    service.server.answers = [page((service.folder / "reply.tsr").read_bytes())]
    for data, why in (
        (b"another head", "it is of other bytes"),
        (b"a head", "another request"),
    ):
        with pytest.raises(FetchFailed, match=why):
            timestamp(data, service.server.url)


def test_a_service_behind_which_no_trusted_certificate_stands_is_refused(
    service: Service, tmp_path: Path
) -> None:
    service.server.answers = [service.reply]
    with (
        timestamping(tmp_path) as other,
        pytest.raises(FetchFailed, match="certificates"),
    ):
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
