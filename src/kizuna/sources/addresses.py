"""Addresses: web addresses taken apart, and which machines are public; nothing here speaks to the network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

from kizuna.errors import FetchFailed

_PORTS = {"http": 80, "https": 443}
_WRAPPING = (ip_network("64:ff9b::/96"), ip_network("::/96"))
_LOCAL = (ip_network("fec0::/10"), ip_network("64:ff9b:1::/48"))
"""Site-local addresses (RFC 3879) and those of a NAT64 of one's own (RFC 8215), whatever they wrap."""
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_KEPT = "/%:@!$&'()*+,;=?~-._"


@dataclass(frozen=True, slots=True)
class Target:
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


def target_of(url: str) -> Target:
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
    return Target(parts.scheme, _ascii(host, url), wanted, f"{path}{query}", url)


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
        address = _wrapped(address) or address
    return address.is_global and not address.is_multicast


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    if any(address in network for network in _WRAPPING):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _ascii(host: str, url: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        raise FetchFailed(url, f"{host!r} is not the name of a host") from None
