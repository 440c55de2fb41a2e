"""Fetching: the one module that speaks to the network; it asks politely, reads within limits, and says why not.

Only http and https are spoken. A name is resolved once, every address it has is checked, and the connection
goes to a checked address, so a name cannot turn into another machine between the check and the use.
Redirects pass the same check. The standard library is enough for this; a client library would hide the
connection that has to be checked.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from kizuna import __version__
from kizuna.errors import FetchFailed

_RETRIED = frozenset({408, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SECRETS = frozenset({"authorization", "cookie", "proxy-authorization", "x-api-key", "api-key"})
_PIECE = 64 * 2**10
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Policy:
    """How patient and how trusting a request is.

    `timeout` is the longest silence and `longest` the longest whole answer, in seconds. `retries` are made
    after the first try, for failed connections and the answers 408, 429, 500, 502, 503 and 504; the first
    waits `backoff` seconds and each later one twice as long, or what the server asks by Retry-After; more
    than `longest_wait` seconds is not waited. `max_bytes` limits the body after decompression, `redirects`
    how many are followed. `allow_private` admits addresses of this machine and its network.
    """

    timeout: float = 30.0
    longest: float = 600.0
    retries: int = 4
    backoff: float = 1.0
    longest_wait: float = 120.0
    max_bytes: int = 64 * 2**20
    redirects: int = 5
    allow_private: bool = False
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)
    clock: Callable[[], float] = field(default=time.time, repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer with a status of 200..299: where it came from in the end, its headers, its body.

    `headers` has its names in lower case; `body` is decompressed. `broken` says why a streamed body ended before
    its end, "" for a whole one; no other answer is ever given in part.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    broken: str = ""

    @property
    def text(self) -> str:
        """The body as text in the charset of its Content-Type, UTF-8 without one; bad bytes become U+FFFD."""
        declared = self.headers.get("content-type", "").lower().partition("charset=")[2]
        charset = declared.split(";")[0].strip(" \"'") or "utf-8"
        try:
            return self.body.decode(charset, errors="replace")
        except LookupError:
            return self.body.decode("utf-8", errors="replace")

    def json(self) -> Any:
        """The body as JSON; FetchFailed, with the beginning of the body, when it is not."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            opening = _opening(self.body)
            told = f"the answer is not JSON: {opening!r}"
            raise FetchFailed(self.url, told, self.status, opening) from None


@dataclass(frozen=True, slots=True)
class _Request:
    url: str
    headers: Mapping[str, str]
    payload: bytes
    is_streamed: bool


class _Again(Exception):
    """A try that may be repeated: why it failed, and the seconds that the server asks for, or None."""

    def __init__(self, failure: FetchFailed, wait: float | None = None) -> None:
        self.failure = failure
        self.wait = wait
        super().__init__(failure.reason)


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked, under the name that was asked for."""

    def __init__(self, target: RequestTarget, addresses: list[str], timeout: float) -> None:
        self.default_port = _PORTS[target.scheme]
        super().__init__(target.host, target.port, timeout=timeout)
        self._target = target
        self._addresses = addresses

    def connect(self) -> None:
        """Connect to the first address that answers; OSError of the last one when none does."""
        for address in self._addresses:
            try:
                self.sock = socket.create_connection((address, self._target.port), self.timeout)
                break
            except OSError:
                if address == self._addresses[-1]:
                    raise
        if self._target.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self._target.host)


def post(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    policy: Policy,
    is_streamed: bool = False,
) -> Response:
    """The answer to a POST of bytes; `headers` say what they are.

    Raises FetchFailed for every status but 200..299, for what cannot be reached within the policy, and for
    addresses that the policy does not admit. A failed POST is repeated: send only what may be said twice. An
    answer that is streamed is given as far as it came, `policy.timeout` being the longest silence within it; after
    a silence nothing is asked again: where nothing came, the body is b"" and the status 0.
    """
    request, wait = _Request(url, headers, body, is_streamed), policy.backoff
    for left in range(policy.retries, -1, -1):
        try:
            return _follow(request, policy)
        except _Again as again:
            failure = again.failure
            asked = wait if again.wait is None else again.wait
            if left and asked <= policy.longest_wait:
                policy.sleep(asked)
                wait = min(wait * 2, policy.longest_wait)
                continue
            told = failure.reason
            if left:
                told = f"{told}; the server asks to wait {asked:.0f} s, try again then"
            elif policy.retries:
                told = f"{told} ({policy.retries + 1} tries)"
            raise FetchFailed(failure.url, told, failure.status, failure.body) from None
    raise AssertionError("the last try returns or raises")


def _follow(request: _Request, policy: Policy) -> Response:
    """The answer at the end of the redirects; FetchFailed for one that loses safety or goes on and on."""
    for _ in range(policy.redirects + 1):
        target = target_of(request.url)
        answer = _once(request, target, policy)
        if answer.status not in _REDIRECTS:
            return answer
        request = _redirected(request, target, answer)
    raise FetchFailed(target.shown, f"more than {policy.redirects} redirects")


def _redirected(request: _Request, target: RequestTarget, answer: Response) -> _Request:
    """The request that a redirect asks for; credentials stay with the host that they were meant for."""
    place, why = answer.headers.get("location", ""), ""
    url = urljoin(request.url, place)
    before, after = urlsplit(request.url), urlsplit(url)
    if not place:
        why = f"a redirect ({answer.status}) to nowhere"
    elif answer.status not in (307, 308):
        why = f"a POST is redirected; give the address {place!r}"
    elif (before.scheme, after.scheme) == ("https", "http"):
        why = f"redirected from https to {url!r}"
    if why:
        raise FetchFailed(target.shown, why, answer.status)
    headers = dict(request.headers)
    if before.netloc.lower() != after.netloc.lower():
        headers = {k: v for k, v in headers.items() if k.lower() not in _SECRETS}
    return replace(request, url=url, headers=headers)


def _once(request: _Request, target: RequestTarget, policy: Policy) -> Response:
    """One try: a good answer or a redirect; _Again for what may pass, FetchFailed for what will not."""
    told = {"User-Agent": f"Kizuna/{__version__}", "Accept-Encoding": "gzip"}
    told |= {"Connection": "close", **request.headers}
    connection, path = _connection_to(target, policy)
    try:
        connection.request("POST", path, body=request.payload, headers=told)
        raw = connection.getresponse()
        headers = MappingProxyType({k.lower(): v for k, v in raw.getheaders()})
        body, broken = _body_of(raw, headers, request, policy)
    except ssl.SSLCertVerificationError as error:
        raise FetchFailed(target.shown, f"its certificate is not good: {error}") from None
    except TimeoutError:
        slow = f"no answer within {policy.timeout:g} s"
        if request.is_streamed:
            return Response(target.shown, 0, _NO_HEADERS, b"", slow)
        raise _Again(FetchFailed(target.shown, slow)) from None
    except (OSError, http.client.HTTPException, zlib.error) as error:
        raise _Again(FetchFailed(target.shown, _broken(error))) from None
    except (ValueError, UnicodeError) as error:
        raise FetchFailed(target.shown, f"it cannot be asked for: {error}") from None
    finally:
        connection.close()
    if 200 <= raw.status < 300 or raw.status in _REDIRECTS:
        return Response(target.shown, raw.status, headers, body, broken)
    reason, opening = f"the server answers {raw.status} {raw.reason}".rstrip(), _opening(body)
    reason += f": {opening}" if opening else ""
    failure = FetchFailed(target.shown, reason, raw.status, opening)
    if raw.status in _RETRIED:
        raise _Again(failure, _asked_wait(headers.get("retry-after", ""), policy))
    raise failure


def _asked_wait(text: str, policy: Policy) -> float | None:
    """The seconds that a Retry-After asks for (RFC 9110, 10.2.3), None when it asks for nothing readable."""
    if text.strip().isdecimal():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - policy.clock())
    except (ValueError, TypeError, OverflowError):
        return None


def _body_of(
    raw: http.client.HTTPResponse, headers: Mapping[str, str], request: _Request, policy: Policy
) -> tuple[bytes, str]:
    """The body, decompressed, and why it ends early, "" where it is whole.

    Only a good answer that is streamed may end early. FetchFailed when it is larger or slower than allowed.
    """
    body, begun, shown = bytearray(), time.monotonic(), target_of(request.url).shown
    packed = headers.get("content-encoding", "").strip().lower() in ("gzip", "x-gzip")
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS) if packed else None
    try:
        while piece := raw.read1(_PIECE):
            most = policy.max_bytes - len(body) + 1
            body += piece if unpacker is None else unpacker.decompress(piece, most)
            if len(body) > policy.max_bytes:
                raise FetchFailed(shown, f"it has more than {policy.max_bytes} bytes")
            if time.monotonic() - begun > policy.longest:
                raise FetchFailed(shown, f"it was not whole after {policy.longest:g} s")
        if raw.length:
            raise http.client.IncompleteRead(b"", raw.length)
        if unpacker is not None and body and (not unpacker.eof or unpacker.unused_data):
            raise http.client.HTTPException("its gzip stream does not end with the answer")
    except (OSError, http.client.HTTPException, zlib.error) as error:
        if not (request.is_streamed and body and raw.status < 300):
            raise
        is_late = isinstance(error, TimeoutError)
        return bytes(body), f"no answer within {policy.timeout:g} s" if is_late else _broken(error)
    return bytes(body), ""


def _broken(error: Exception) -> str:
    said = f"its gzip stream is broken: {error}" if isinstance(error, zlib.error) else error
    return f"the connection failed: {said or type(error).__name__}"


def _connection_to(target: RequestTarget, policy: Policy) -> tuple[http.client.HTTPConnection, str]:
    """A connection, not yet made, and the path to ask it for; by the proxy of the environment, if any."""
    address = "" if target.is_local else getproxies().get(target.scheme, "")
    if not address or proxy_bypass(target.host):
        return _Connection(target, _addresses_of(target, policy), policy.timeout), target.path
    if not policy.allow_private and not is_public(target.host):
        raise _private(target, target.host)
    proxy = target_of(address)
    if target.scheme == "http":
        plain = http.client.HTTPConnection(proxy.host, proxy.port, timeout=policy.timeout)
        return plain, f"http://{target.netloc}{target.path}"
    tunnel = http.client.HTTPSConnection(proxy.host, proxy.port, timeout=policy.timeout)
    tunnel.set_tunnel(target.host, target.port)
    return tunnel, target.path


def _addresses_of(target: RequestTarget, policy: Policy) -> list[str]:
    """Every address of the host; FetchFailed when one of them is private and the policy admits none."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        unknown = f"{target.host!r} has no address: {error}"
        raise _Again(FetchFailed(target.shown, unknown)) from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not policy.allow_private and not is_public(address):
            raise _private(target, address)
    return addresses


def _private(target: RequestTarget, address: str) -> FetchFailed:
    return FetchFailed(
        target.shown,
        f"{address} is an address of this machine or its network, which is not admitted here",
    )


def _opening(body: bytes) -> str:
    """The first 300 characters of a body, in one line."""
    return " ".join(body[:1200].decode("utf-8", errors="replace").split())[:300]


_PORTS = {"http": 80, "https": 443}
_WRAPPING = (ip_network("64:ff9b::/96"), ip_network("::/96"))
_LOCAL = (ip_network("fec0::/10"), ip_network("64:ff9b:1::/48"))
"""Site-local addresses (RFC 3879) and those of a NAT64 of one's own (RFC 8215), whatever they wrap."""
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_KEPT = "/%:@!$&'()*+,;=?~-._"


@dataclass(frozen=True, slots=True)
class RequestTarget:
    """Where a request goes: `scheme` http or https, `host` in ASCII, `port`, and `path` with its query.

    `shown` is the address for messages.
    """

    scheme: str
    host: str
    port: int
    path: str
    shown: str

    @property
    def netloc(self) -> str:
        """The host with its port, in brackets where it is an IPv6 address."""
        held = f"[{self.host}]" if ":" in self.host else self.host
        return held if self.port == _PORTS[self.scheme] else f"{held}:{self.port}"

    @property
    def is_local(self) -> bool:
        """Whether the address names this very machine, which no proxy could reach."""
        if self.host == "localhost" or self.host.endswith(".localhost"):
            return True
        address = _literal(self.host)
        return address is not None and address.is_loopback


def target_of(url: str) -> RequestTarget:
    """The parts of an http or https address; characters outside ASCII are encoded.

    Raises FetchFailed for another scheme, no host, a port out of range, white space, or credentials within.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchFailed(url, f"it is not a web address: {error}") from None
    if parts.scheme not in _PORTS:
        raise FetchFailed(url, "only addresses of http:// and https:// are fetched")
    if parts.username is not None or parts.password is not None:
        shown = url.replace(f"{parts.netloc.rpartition('@')[0]}@", "***@")
        raise FetchFailed(shown, "credentials within an address are not sent; use a header")
    if not host or _CONTROL.search(url):
        raise FetchFailed(url, "it is not a web address, such as https://example.org/page")
    path = quote(parts.path or "/", safe=_KEPT)
    query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    wanted = _PORTS[parts.scheme] if port is None else port
    try:
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise FetchFailed(url, f"{host!r} is not the name of a host") from None
    return RequestTarget(parts.scheme, plain, wanted, f"{path}{query}", url)


def is_public(host: str) -> bool:
    """Whether an IP address is one of the open internet; True for a name, which says nothing yet.

    An IPv6 address that wraps an IPv4 address (mapped, compatible, 6to4, NAT64) is judged by what it wraps.
    """
    address = _literal(host)
    if address is None:
        return not (host == "localhost" or host.endswith(".localhost"))
    if isinstance(address, IPv6Address):
        if any(address in network for network in _LOCAL):
            return False
        if any(address in network for network in _WRAPPING):
            address = IPv4Address(int(address) & 0xFFFFFFFF)
        else:
            address = address.ipv4_mapped or address.sixtofour or address
    return address.is_global and not address.is_multicast


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None
