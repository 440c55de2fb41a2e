"""What no field may hold is refused in words, wherever it is sent; and nothing that is sent breaks a page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
LONG = "x" * 1001


@pytest.mark.parametrize(
    "address",
    [
        *("/search?q=a%00b", "/names?q=a%00b", "/search/suggest?q=a%00b", "/claim/ab%00cd"),
        *("/api/v1/search?q=a%00b", "/api/v1/governments?q=a%00b"),
    ],
)
def test_a_nul_in_an_address_is_refused_and_named(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "holds a NUL character; leave it out" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        *(f"/search?q={LONG}", f"/enter/words/date?text={LONG}", f"/api/v1/search?q={LONG}"),
        f"/ties?x={LONG}",
    ],
)
def test_a_parameter_that_is_too_long_is_refused_in_the_readers_language(
    client: httpx.Client, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "goes on for 1,001 characters; write at most 1,000" in answer.text
    told = client.get(address, headers={"Accept-Language": "ru"})
    assert "/api/" in address or "здесь 1,001 знаков" in told.text


@pytest.mark.parametrize("clock", ["as_of", "known_at"])
def test_a_clock_that_is_too_long_has_a_page_that_says_what_to_do(
    client: httpx.Client, clock: str
) -> None:
    answer = client.get(f"/?{clock}={LONG}")
    assert answer.status_code == 400
    assert "This question cannot be asked" in answer.text


def test_a_nul_in_a_form_is_refused(client: httpx.Client) -> None:
    assert client.post("/sign-in", data={"name": "a\0b"}).status_code == 400


def test_a_form_of_too_many_fields_is_refused(client: httpx.Client) -> None:
    answer = client.post("/sign-in", data={f"f{n}": "" for n in range(2000)})
    assert answer.status_code == 413


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
