"""What no field may hold is refused in words, wherever it is sent; and nothing that is sent breaks a page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
LONG = "x" * 1001


NUL = "holds a NUL character; leave it out"
TOO_LONG = "goes on for 1,001 characters; write at most 1,000"
REFUSED = {
    "/search?q=a%00b /names?q=a%00b /search/suggest?q=a%00b /claim/ab%00cd": NUL,
    "/api/v1/search?q=a%00b /api/v1/governments?q=a%00b": NUL,
    f"/search?q={LONG} /enter/words/date?text={LONG} /api/v1/search?q={LONG}": TOO_LONG,
    f"/ties?x={LONG}": TOO_LONG,
    f"/?as_of={LONG} /?known_at={LONG}": "This question cannot be asked",
}
"""Addresses with what no field may hold, and what is said of it."""


@pytest.mark.parametrize(
    ("address", "said"), [(one, said) for held, said in REFUSED.items() for one in held.split()]
)
def test_what_no_field_may_hold_is_refused_and_named(
    client: httpx.Client, address: str, said: str
) -> None:
    answer = client.get(address)
    assert (answer.status_code, said in answer.text) == (400, True)


def test_a_parameter_that_is_too_long_is_refused_in_the_readers_language(
    client: httpx.Client,
) -> None:
    told = client.get(f"/ties?x={LONG}", headers={"Accept-Language": "ru"})
    assert "здесь 1,001 знаков" in told.text


def test_a_nul_in_a_form_and_a_form_of_too_many_fields_are_refused(client: httpx.Client) -> None:
    assert client.post("/sign-in", data={"name": "a\0b"}).status_code == 400
    many = {f"f{n}": "" for n in range(2000)}
    assert client.post("/sign-in", data=many).status_code == 413


def test_a_number_that_no_job_can_have_is_no_address(client: httpx.Client) -> None:
    assert client.get(f"/jobs/{'9' * 20}").status_code == 404


def test_whatever_is_asked_is_answered_without_an_error_of_the_server() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.hostile_questions", "--number", "300", "--seed", "3"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
