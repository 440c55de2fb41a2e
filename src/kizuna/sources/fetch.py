"""Fetching: the one module that speaks to the network; it asks politely, reads within
limits, and says why not.

Only http and https are spoken, redirects included. Every address is one that the
operator names, or Wikidata's: nothing that a visitor or a document says is fetched, so
an address of this machine's network is as good as any.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import partial

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

    `timeout` is the longest silence and `longest` the longest whole answer, in seconds.
    `retries` are made after the first try, for failed connections and the answers 408,
    429, 500, 502, 503 and 504; the first waits `backoff` seconds and each later one
    twice as long, or what the server asks by Retry-After; more than two minutes is not
    waited. `max_bytes` limits the body after decompression.
    """

    timeout: float = 30.0
    longest: float = 600.0
    retries: int = 4
    backoff: float = 1.0
    max_bytes: int = 64 * 2**20
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """The decompressed body of an answer with a status of 200..299.

    `broken` says why a streamed body ended before its end, "" for a whole one; no other
    answer is ever given in part.
    """

    body: bytes
    broken: str = ""


class _PassingFailure(FetchFailed):
    """What may be tried again, after `wait` seconds where the server asks for that."""

    wait: float | None = None


def post(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    policy: Policy,
    is_streamed: bool = False,
) -> Response:
    """The answer to a POST of bytes; `headers` say what they are. Proxies are those of
    the environment.

    Raises FetchFailed for every status but 200..299, and for what cannot be reached
    within the policy. A failed POST is repeated: send only what may be said twice. An
    answer that is streamed is given as far as it came, `policy.timeout` being the
    longest silence within it; after a silence nothing is asked again: where nothing
    came, the body is b"".
    """
    place, wait = _address(url), policy.backoff
    keep_secure = partial(_keep_secure, place.scheme == "https")
    told = httpx2.Headers(headers, encoding="utf-8")
    with httpx2.Client(
        headers={"User-Agent": f"Kizuna/{__version__}", "Accept-Encoding": "gzip"},
        timeout=policy.timeout,
        follow_redirects=True,
        max_redirects=_REDIRECTS,
        mounts={f"all://{host}": None for host in _OWN_MACHINE},
        event_hooks={"request": [keep_secure], "response": [_keep_posting]},
    ) as client:
        for left in range(policy.retries, -1, -1):
            try:
                request = client.build_request(
                    "POST", place, content=body, headers=told
                )
                return _once(client, request, policy, is_streamed=is_streamed)
            except _PassingFailure as failure:
                if not left:
                    why = f"{failure.reason} ({policy.retries + 1} tries)"
                    raise FetchFailed(url, why, failure.status, failure.body) from None
                policy.sleep(wait if failure.wait is None else failure.wait)
                wait = min(wait * 2, _LONGEST_WAIT)
    raise AssertionError("the last try returns or raises")


def _address(url: str) -> httpx2.URL:
    """The parts of an http or https address; FetchFailed for what is none, or has
    credentials within.
    """
    try:
        parts = httpx2.URL(url)
    except httpx2.InvalidURL as error:
        raise FetchFailed(url, f"it is not a web address: {error}") from None
    if parts.scheme not in ("http", "https"):
        raise FetchFailed(url, "only addresses of http:// and https:// are fetched")
    if parts.userinfo:
        shown = str(parts.copy_with(username="***", password=None))
        raise FetchFailed(
            shown, "credentials within an address are not sent; use a header"
        )
    if not parts.host or (parts.port or 0) > 65535 or any(map(str.isspace, url)):
        raise FetchFailed(
            url, "it is not a web address, such as https://example.org/page"
        )
    return parts


def _keep_secure(is_secure: bool, request: httpx2.Request) -> None:
    """Refuse an address of another scheme, and one without https after one with it."""
    place = _address(str(request.url))
    if is_secure and place.scheme == "http":
        raise FetchFailed(str(place), f"redirected from https to {str(place)!r}")


def _keep_posting(answer: httpx2.Response) -> None:
    """Refuse a redirect that would lose what is posted."""
    if answer.has_redirect_location and answer.status_code not in (307, 308):
        why = f"a POST is redirected; give the address {answer.headers['location']!r}"
        raise FetchFailed(str(answer.url), why, answer.status_code)


def _once(
    client: httpx2.Client, request: httpx2.Request, policy: Policy, *, is_streamed: bool
) -> Response:
    """One try: a good answer, _PassingFailure for what may pass, FetchFailed for what
    will not.
    """
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
                    raise FetchFailed(
                        url, f"it was not whole after {policy.longest:g} s"
                    )
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
        wait = _retry_after(answer.headers.get("retry-after", ""))
        if wait is None or wait <= _LONGEST_WAIT:
            failure = _PassingFailure(url, reason, status, opening)
            failure.wait = wait
            raise failure
        reason = f"{reason}; the server asks to wait {wait:.0f} s, try again then"
    raise FetchFailed(url, reason, status, opening)


def _retry_after(text: str) -> float | None:
    """The seconds that a Retry-After asks for (RFC 9110, 10.2.3), None when it asks for
    nothing readable.
    """
    if text.strip().isdecimal():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def opening_of(body: bytes | bytearray) -> str:
    """The first 300 characters of a body, in one line."""
    return " ".join(body[:1200].decode("utf-8", errors="replace").split())[:300]
