"""Fetching: the one module that speaks to the network; it asks politely, reads within limits, and says why not.

Only http and https are spoken, redirects included. Where a policy admits the open internet alone, every address of
a name is checked and the connection goes to a checked one, so that a name cannot turn into another machine between
the check and the use.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import partial
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx2

from kizuna import __version__
from kizuna.errors import FetchFailed

_RETRIED = frozenset({408, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 120.0
_REDIRECTS = 5
_OWN_MACHINE = ("localhost", "*.localhost", "127.0.0.1", "[::1]")
"""What no proxy could reach."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How patient and how trusting a request is.

    `timeout` is the longest silence and `longest` the longest whole answer, in seconds. `retries` are made
    after the first try, for failed connections and the answers 408, 429, 500, 502, 503 and 504; the first
    waits `backoff` seconds and each later one twice as long, or what the server asks by Retry-After; more
    than two minutes is not waited. `max_bytes` limits the body after decompression. `allow_private` admits
    addresses of this machine and its network.
    """

    timeout: float = 30.0
    longest: float = 600.0
    retries: int = 4
    backoff: float = 1.0
    max_bytes: int = 64 * 2**20
    allow_private: bool = False
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """The decompressed body of an answer with a status of 200..299.

    `broken` says why a streamed body ended before its end, "" for a whole one; no other answer is ever given in
    part.
    """

    body: bytes
    broken: str = ""


class _PassingFailure(FetchFailed):
    """What may be tried again, after `wait` seconds where the server asks for that."""

    wait: float | None = None


class _CheckedTransport(httpx2.HTTPTransport):
    """Connects to the open internet alone, and only to an address that was checked."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer of the first address that can be reached; FetchFailed when any of them is private."""
        name, port = request.url.raw_host.decode(), request.url.port or request.url.scheme
        try:
            found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpx2.ConnectError(str(error)) from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            _refuse_private(address, str(request.url))
        told = request.extensions | {"sni_hostname": name}
        headers, stream = request.headers, request.stream
        for address in addresses:
            url = request.url.copy_with(host=address)
            there = httpx2.Request("POST", url, headers=headers, stream=stream, extensions=told)
            try:
                return super().handle_request(there)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                if address == addresses[-1]:
                    raise
        raise AssertionError("a name that is found has an address")


def post(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    policy: Policy,
    is_streamed: bool = False,
) -> Response:
    """The answer to a POST of bytes; `headers` say what they are. Proxies are those of the environment.

    Raises FetchFailed for every status but 200..299, for what cannot be reached within the policy, and for
    addresses that the policy does not admit. A failed POST is repeated: send only what may be said twice. An
    answer that is streamed is given as far as it came, `policy.timeout` being the longest silence within it; after
    a silence nothing is asked again: where nothing came, the body is b"".
    """
    place, wait = _address(url), policy.backoff
    admit = partial(_admit, policy, place.scheme == "https")
    told = httpx2.Headers(headers, encoding="utf-8")
    with httpx2.Client(
        headers={"User-Agent": f"Kizuna/{__version__}", "Accept-Encoding": "gzip"},
        timeout=policy.timeout,
        follow_redirects=True,
        max_redirects=_REDIRECTS,
        mounts={f"all://{host}": None for host in _OWN_MACHINE},
        transport=None if policy.allow_private else _CheckedTransport(),
        event_hooks={"request": [admit], "response": [_keep_posting]},
    ) as client:
        for left in range(policy.retries, -1, -1):
            try:
                request = client.build_request("POST", place, content=body, headers=told)
                return _once(client, request, policy, is_streamed=is_streamed)
            except _PassingFailure as failure:
                if not left:
                    why = f"{failure.reason} ({policy.retries + 1} tries)"
                    raise FetchFailed(url, why, failure.status, failure.body) from None
                policy.sleep(wait if failure.wait is None else failure.wait)
                wait = min(wait * 2, _LONGEST_WAIT)
    raise AssertionError("the last try returns or raises")


def _address(url: str) -> httpx2.URL:
    """The parts of an http or https address; FetchFailed for what is none, or has credentials within."""
    try:
        parts = httpx2.URL(url)
    except httpx2.InvalidURL as error:
        raise FetchFailed(url, f"it is not a web address: {error}") from None
    if parts.scheme not in ("http", "https"):
        raise FetchFailed(url, "only addresses of http:// and https:// are fetched")
    if parts.userinfo:
        shown = str(parts.copy_with(username="***", password=None))
        raise FetchFailed(shown, "credentials within an address are not sent; use a header")
    if not parts.host or (parts.port or 0) > 65535 or any(map(str.isspace, url)):
        raise FetchFailed(url, "it is not a web address, such as https://example.org/page")
    return parts


def _admit(policy: Policy, is_secure: bool, request: httpx2.Request) -> None:
    """Refuse an address of another scheme, one without https after one with it, and one of a private host."""
    place = _address(str(request.url))
    if is_secure and place.scheme == "http":
        raise FetchFailed(str(place), f"redirected from https to {str(place)!r}")
    if not policy.allow_private:
        _refuse_private(place.host, str(place))


def _refuse_private(host: str, url: str) -> None:
    if not is_public(host):
        why = f"{host} is an address of this machine or its network, which is not admitted here"
        raise FetchFailed(url, why)


def _keep_posting(answer: httpx2.Response) -> None:
    """Refuse a redirect that would lose what is posted."""
    if answer.has_redirect_location and answer.status_code not in (307, 308):
        why = f"a POST is redirected; give the address {answer.headers['location']!r}"
        raise FetchFailed(str(answer.url), why, answer.status_code)


def _once(
    client: httpx2.Client, request: httpx2.Request, policy: Policy, *, is_streamed: bool
) -> Response:
    """One try: a good answer, _PassingFailure for what may pass, FetchFailed for what will not."""
    url, body, begun = str(request.url), bytearray(), time.monotonic()
    is_good = False
    try:
        with closing(client.send(request, stream=True)) as answer:
            url, is_good = str(answer.url), answer.is_success
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > policy.max_bytes:
                    raise FetchFailed(url, f"it has more than {policy.max_bytes} bytes")
                if time.monotonic() - begun > policy.longest:
                    raise FetchFailed(url, f"it was not whole after {policy.longest:g} s")
    except httpx2.TooManyRedirects:
        raise FetchFailed(url, f"more than {_REDIRECTS} redirects") from None
    except httpx2.LocalProtocolError as error:
        raise FetchFailed(url, f"it cannot be asked for: {error}") from None
    except httpx2.HTTPError as error:
        is_late = isinstance(error, httpx2.TimeoutException)
        failed = f"the connection failed: {error or type(error).__name__}"
        broken = f"no answer within {policy.timeout:g} s" if is_late else failed
        if is_streamed and (is_late or (is_good and body)):
            return Response(bytes(body) if is_good else b"", broken)
        raise _PassingFailure(url, broken) from None
    if is_good:
        return Response(bytes(body))
    status, opening = answer.status_code, opening_of(body)
    reason = f"the server answers {status} {answer.reason_phrase}".rstrip()
    reason += f": {opening}" if opening else ""
    if status in _RETRIED:
        wait = _asked_wait(answer.headers.get("retry-after", ""))
        if wait is None or wait <= _LONGEST_WAIT:
            failure = _PassingFailure(url, reason, status, opening)
            failure.wait = wait
            raise failure
        reason = f"{reason}; the server asks to wait {wait:.0f} s, try again then"
    raise FetchFailed(url, reason, status, opening)


def _asked_wait(text: str) -> float | None:
    """The seconds that a Retry-After asks for (RFC 9110, 10.2.3), None when it asks for nothing readable."""
    if text.strip().isdecimal():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def opening_of(body: bytes | bytearray) -> str:
    """The first 300 characters of a body, in one line."""
    return " ".join(body[:1200].decode("utf-8", errors="replace").split())[:300]


_WRAPPING = (ip_network("64:ff9b::/96"), ip_network("::/96"))
_LOCAL = (ip_network("fec0::/10"), ip_network("64:ff9b:1::/48"))
"""Site-local addresses (RFC 3879) and those of a NAT64 of one's own (RFC 8215), whatever they wrap."""


def is_public(host: str) -> bool:
    """Whether an IP address is one of the open internet; True for a name, which says nothing yet.

    An IPv6 address that wraps an IPv4 address (mapped, compatible, 6to4, NAT64) is judged by what it wraps.
    """
    try:
        address: IPv4Address | IPv6Address = ip_address(host.partition("%")[0])
    except ValueError:
        return True
    if isinstance(address, IPv6Address):
        if any(address in network for network in _LOCAL):
            return False
        if any(address in network for network in _WRAPPING):
            address = IPv4Address(int(address) & 0xFFFFFFFF)
        else:
            address = address.ipv4_mapped or address.sixtofour or address
    return address.is_global and not address.is_multicast
