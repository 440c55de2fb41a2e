"""What is written while a session ends is not lost."""

from __future__ import annotations

import httpx

from web.conftest import Site
from web.signing_in import forged_guard, person, sign_in, visitor

CONFLICT = "/conflict/tie/osaka-shanghai/type"
REASON = "The agreement itself says so,\nin its third article."


def _sent_too_late(site: Site, client: httpx.Client) -> httpx.Response:
    """The answer to a reason that is sent when the session has ended."""
    sign_in(client, person("reviewer"))
    guard = forged_guard(client.get(CONFLICT).text)
    (session,) = [cookie.name for cookie in client.cookies.jar if "csrf" not in cookie.name]
    client.cookies.delete(session)
    return client.post(
        CONFLICT,
        data={"reason": REASON, "act": "prefer x", "csrfmiddlewaretoken": guard},
        headers={"Referer": f"{site.address}{CONFLICT}"},
    )


def test_what_was_written_is_shown_once_when_the_page_opens_again(desk: Site) -> None:
    client = visitor(desk)
    sent = _sent_too_late(desk, client)
    assert sent.status_code == 302
    assert sent.headers["Location"].startswith("/sign-in?next=")
    assert REASON not in client.get("/conflicts").text
    assert sign_in(client, person("reviewer"), CONFLICT).headers["Location"] == CONFLICT
    page = client.get(CONFLICT).text
    assert "you were no longer signed in" in page
    assert f'<blockquote class="unsent">{REASON}</blockquote>' in page
    assert REASON not in client.get(CONFLICT).text


def test_what_was_written_is_shown_to_nobody_else(desk: Site) -> None:
    _sent_too_late(desk, visitor(desk))
    other = visitor(desk)
    sign_in(other, person("coordinator"))
    assert REASON not in other.get(CONFLICT).text
