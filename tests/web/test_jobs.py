"""Jobs in the browser: asked for, followed, cancelled, had; by who asked alone, and by administrators."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Site, serving_by_command
from .signing_in import post

NOTE = {
    "name": "report",
    "a": "kansai",
    "b": "china",
    "as_of": "1987-04-01",
    "format": "docx",
    "language": "ja",
}
_OWNER = (
    "import sys\n"
    "from kizuna.workflows.open_register import open_register\n"
    "from kizuna.workflows.accounts import owner_pass\n"
    "open_register(sys.argv[1])\n"
    "print(owner_pass(acting_user='chief'))\n"
)
_SLOW = """
import time
from kizuna.workflows.working import tasks
def run(asked, work):
    for done in range(600):
        work.tell(done, 600, "ties")
        time.sleep(0.1)
    return tasks.JobResult({})
tasks.TASKS["slow"] = tasks.Task("slow", dict, run, needs=None)
"""


def _token(client: httpx.Client) -> str:
    """The token of a form: of the one to sign in, or for who is signed in of an administrator's."""
    texts = client.get("/sign-in").text + client.get("/jobs").text
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', texts)
    assert found is not None
    return found[1]


def _ask(client: httpx.Client, **fields: str) -> httpx.Response:
    return client.post("/jobs", data={"csrfmiddlewaretoken": _token(client), **fields})


def _asked(client: httpx.Client, **fields: str) -> str:
    """The address of the job that was asked for."""
    answer = _ask(client, **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def _when_over(client: httpx.Client, address: str) -> httpx.Response:
    until = time.monotonic() + 120
    while True:
        answer = client.get(address)
        if 'data-state="queued"' not in answer.text and 'data-state="running"' not in answer.text:
            return answer
        assert time.monotonic() < until, answer.text
        time.sleep(0.2)


@contextlib.contextmanager
def _owner(site: Site) -> Iterator[httpx.Client]:
    """A client that is signed in as an administrator."""
    made = subprocess.run(
        [sys.executable, "-c", _OWNER, str(site.path)], capture_output=True, text=True, check=True
    )
    with httpx.Client(base_url=site.address, timeout=60) as client:
        assert post(client, f"/entrance/{made.stdout.strip()}").status_code == 302
        yield client


@pytest.fixture
def own_client(own_site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=own_site.address, timeout=60) as made:
        yield made


def test_a_note_that_was_asked_for_is_saved_from_the_page_of_its_job(
    own_client: httpx.Client,
) -> None:
    address = _asked(own_client, **NOTE)
    over = _when_over(own_client, address)
    assert 'data-state="done"' in over.text
    assert "kizuna-kansai-china-1987-04-01.docx" in over.text
    saved = own_client.get(f"{address}/result")
    assert saved.content.startswith(b"PK")
    assert "attachment" in saved.headers["content-disposition"]
    assert saved.headers["cache-control"] == "private, no-store"


def test_a_job_is_not_there_for_others(own_site: Site, own_client: httpx.Client) -> None:
    address = _asked(own_client, **NOTE)
    with httpx.Client(base_url=own_site.address, timeout=60) as other:
        _asked(other, name="export", format="geojson")
        for path in (address, f"{address}/result"):
            assert other.get(path).status_code == 404
        fields = {"csrfmiddlewaretoken": _token(other)}
        for act in ("cancel", "again"):
            assert other.post(f"{address}/{act}", data=fields).status_code == 404
        assert address not in other.get("/jobs").text
    assert f'href="{address}"' in own_client.get("/jobs").text


def test_a_made_up_cookie_opens_no_job(own_site: Site, own_client: httpx.Client) -> None:
    address = _asked(own_client, **NOTE)
    cookies = {"kizuna_visitor": "somebody:1abc:forged"}
    with httpx.Client(base_url=own_site.address, cookies=cookies, timeout=60) as other:
        assert other.get(address).status_code == 404


def test_an_administrator_sees_every_job_and_may_rebuild(
    own_site: Site, own_client: httpx.Client
) -> None:
    address = _asked(own_client, **NOTE)
    assert _ask(own_client, name="rebuild").status_code == 403
    with _owner(own_site) as owner:
        listed = owner.get("/jobs").text
        assert f'href="{address}"' in listed
        assert "a visitor" in listed
        made = _asked(owner, name="rebuild")
        assert 'data-state="done"' in _when_over(owner, made).text
        assert own_client.get(made).status_code == 404


def test_what_went_wrong_is_told_with_the_way_to_ask_again(own_client: httpx.Client) -> None:
    address = _asked(own_client, **{**NOTE, "a": "Atlantis"})
    over = _when_over(own_client, address)
    assert 'data-state="failed"' in over.text
    assert "&#39;Atlantis&#39;" in over.text
    fields = {"csrfmiddlewaretoken": _token(own_client)}
    again = own_client.post(f"{address}/again", data=fields)
    assert again.status_code == 303
    assert again.headers["location"] != address


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"name": "reprot"}, 400, "reprot"),
        ({**NOTE, "format": "doc"}, 400, "doc"),
        ({**NOTE, "as_of": "soon"}, 400, "soon"),
    ],
)
def test_a_bad_question_is_an_error_that_quotes_it(
    client: httpx.Client, fields: dict[str, str], status: int, said: str
) -> None:
    answer = _ask(client, **fields)
    assert answer.status_code == status
    assert said in answer.text


def test_asking_needs_the_token_of_a_form(client: httpx.Client) -> None:
    assert client.post("/jobs", data=NOTE).status_code == 403


def test_nobody_has_jobs_before_asking(client: httpx.Client) -> None:
    page = client.get("/jobs")
    assert page.status_code == 200
    assert "You have not asked for any long work" in page.text
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize(
    ("language", "said"), [("ja", "完了"), ("zh-hans", "已完成"), ("ru", "готово")]
)
def test_the_page_of_a_job_speaks_the_readers_language(
    own_client: httpx.Client, language: str, said: str
) -> None:
    address = _asked(own_client, name="export", format="geojson")
    _when_over(own_client, address)
    assert said in own_client.get(address, params={"lang": language}).text


@pytest.fixture
def slow_site(built_in: Path, tmp_path: Path) -> Iterator[Site]:
    """A server whose workers know a job that takes a minute."""
    folder = tmp_path / "slow"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_SLOW)
    with serving_by_command(built_in, PYTHONPATH=str(folder)) as made:
        yield made


def _watched(browser: Browser, site: Site, *, script: bool = True) -> Page:
    context = browser.new_context(base_url=site.address, locale="en-GB", java_script_enabled=script)
    with httpx.Client(base_url=site.address, timeout=60) as client:
        address = _asked(client, name="slow")
        context.add_cookies(
            [
                {"name": cookie.name, "value": cookie.value or "", "url": site.address}
                for cookie in client.cookies.jar
            ]
        )
    page = context.new_page()
    page.goto(address)
    return page


def test_progress_moves_by_itself_and_a_job_is_cancelled(browser: Browser, slow_site: Site) -> None:
    page = _watched(browser, slow_site)
    bar = page.get_by_role("progressbar")
    expect(bar).to_be_visible(timeout=30_000)
    for done in (r"[1-9]\d*", r"[1-9]\d+"):
        told = page.get_by_text(re.compile(rf"^{done} of 600: ties$"))
        expect(told).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("It was cancelled. Nothing was changed.")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Ask for it again")).to_be_visible()
    page.context.close()


def test_a_job_is_followed_and_cancelled_without_a_script(
    browser: Browser, slow_site: Site
) -> None:
    page = _watched(browser, slow_site, script=False)
    until = time.monotonic() + 30
    while not page.get_by_role("progressbar").count():
        assert time.monotonic() < until
        page.get_by_role("link", name="Reload").click()
    page.get_by_role("button", name="Cancel").click()
    while not page.get_by_text("It was cancelled.").count():
        assert time.monotonic() < until + 30
        page.reload()
    page.context.close()


@pytest.mark.parametrize(
    ("builder", "ending"),
    [
        ("/report?a=kansai&b=china&as_of=1987-04-01", "docx"),
        ("/export?a=japan&b=china&as_of=1987-04-01", "geojson"),
    ],
)
def test_a_builder_has_its_file_made_as_a_job(
    browser: Browser, own_site: Site, builder: str, ending: str
) -> None:
    context = browser.new_context(base_url=own_site.address, locale="en-GB")
    page = context.new_page()
    page.goto(builder)
    page.locator(".as-job select").select_option(ending)
    page.locator(".as-job button").click()
    save = page.get_by_role("link", name="Save the file")
    expect(save).to_be_visible(timeout=60_000)
    with page.expect_download() as saved:
        save.click()
    assert saved.value.suggested_filename.endswith(f"1987-04-01.{ending}")
    context.close()
