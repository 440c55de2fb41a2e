"""Jobs in the browser: asked for, followed, cancelled, had; by who asked alone, and by
administrators.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from httpx import Client
from playwright.sync_api import Browser, expect

from web.conftest import Site, serving_by_command, window
from web.pages.reading import says, tells, when_over
from web.signing_in import post

NOTE = {
    "name": "report",
    "a": "kansai",
    "b": "china",
    "as_of": "1987-04-01",
    "format": "docx",
}
_FORM = "/export"
"""A page with a form, whose guard against forgery is taken."""
_SLOW = """
import time
from kizuna.workflows import jobs
def run(work):
    for done in range(600):
        work.tell(done, 600, "ties")
        time.sleep(0.1)
    return jobs.JobResult({})
jobs.TASKS["slow"] = jobs.Task(lambda given: run, needs=None)
"""


def _asked(client: Client, **fields: str) -> str:
    """The address of the job that was asked for."""
    answer = post(client, "/jobs", at=_FORM, **fields)
    tells(answer, 303)
    return answer.headers["location"]


def test_a_note_that_was_asked_for_is_saved_from_the_page_of_its_job(
    anybody: Client,
) -> None:
    address = _asked(anybody, **NOTE, language="ja")
    over = when_over(anybody, address)
    says(over, 'data-state="done"', "kizuna-kansai-china-1987-04-01.docx")
    saved = anybody.get(f"{address}/result")
    assert saved.content.startswith(b"PK")
    assert "attachment" in saved.headers["content-disposition"]
    assert saved.headers["cache-control"] == "private, no-store"
    for language, said in (("ja", "完了"), ("zh-hans", "已完成"), ("ru", "готово")):
        assert said in anybody.get(address, params={"lang": language}).text


def test_a_job_is_not_there_for_others(house: Site, anybody: Client) -> None:
    address = _asked(anybody, **NOTE)
    with Client(base_url=house.address, timeout=60) as other:
        _asked(other, name="export", format="geojson")
        for path in (address, f"{address}/result"):
            assert other.get(path).status_code == 404
        for act in ("cancel", "again"):
            assert post(other, f"{address}/{act}", at=_FORM).status_code == 404
        assert address not in other.get("/jobs").text
    forged = {"kizuna_visitor": "somebody:1abc:forged"}
    assert (
        httpx.get(house.address + address, cookies=forged, timeout=60).status_code
        == 404
    )
    assert f'href="{address}"' in anybody.get("/jobs").text


def test_what_went_wrong_is_told_with_the_way_to_ask_again(anybody: Client) -> None:
    address = _asked(anybody, **{**NOTE, "a": "Atlantis"})
    says(when_over(anybody, address), 'data-state="failed"', "&#39;Atlantis&#39;")
    again = post(anybody, f"{address}/again", at=_FORM)
    tells(again, 303)
    assert again.headers["location"] != address


def test_asking_needs_the_token_of_a_form_and_the_name_of_a_job_and_nobody_has_jobs_before(
    client: Client,
) -> None:
    page = client.get("/jobs")
    assert (page.status_code, "set-cookie" in page.headers) == (200, False)
    assert "You have not asked for any long work" in page.text
    assert client.post("/jobs", data=NOTE).status_code == 403
    tells(post(client, "/jobs", at=_FORM, name="reprot"), 400, "reprot")


@pytest.fixture(scope="module")
def slow_site(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server whose workers know a job that takes a minute."""
    database = copied()
    (database.parent / "sitecustomize.py").write_text(_SLOW)
    path = os.pathsep.join([str(database.parent), os.environ.get("PYTHONPATH", "")])
    with serving_by_command(database, PYTHONPATH=path) as made:
        yield made


@pytest.mark.parametrize("script", [True, False], ids=["by itself", "without a script"])
def test_progress_moves_and_a_job_is_cancelled(
    browser: Browser, slow_site: Site, script: bool
) -> None:
    with window(browser, slow_site, java_script_enabled=script) as page:
        with Client(base_url=slow_site.address, timeout=60) as client:
            address = _asked(client, name="slow")
            kept = {"url": slow_site.address, "name": "kizuna_visitor"}
            page.context.add_cookies(
                [{**kept, "value": client.cookies["kizuna_visitor"]}]
            )
        page.goto(address)
        bar = page.get_by_role("progressbar")
        until = time.monotonic() + 60
        while not script and not bar.count():
            assert time.monotonic() < until
            page.get_by_role("link", name="Reload").click()
        expect(bar).to_be_visible()
        for done in (r"[1-9]\d*", r"[1-9]\d+") if script else ():
            expect(
                page.get_by_text(re.compile(rf"^{done} of 600: ties$"))
            ).to_be_visible()
        page.get_by_role("button", name="Cancel").click()
        told = page.get_by_text("It was cancelled. Nothing was changed.")
        while not script and not told.count():
            assert time.monotonic() < until
            page.reload()
        expect(told).to_be_visible()
        expect(page.get_by_role("button", name="Ask for it again")).to_be_visible()


def test_a_builder_has_its_file_made_as_a_job(browser: Browser, house: Site) -> None:
    with window(browser, house) as page:
        page.goto("/export?a=japan&b=china&as_of=1987-04-01")
        page.locator(".as-job select").select_option("geojson")
        page.locator(".as-job button").click()
        save = page.get_by_role("link", name="Save the file")
        expect(save).to_be_visible()
        with page.expect_download() as saved:
            save.click()
    assert saved.value.suggested_filename.endswith("1987-04-01.geojson")
