"""A visit: the language, the two clocks, and what happens to an address that asks for what is none."""

from __future__ import annotations

import httpx
import pytest


@pytest.mark.parametrize(
    ("asked", "language"),
    [("ja", "ja"), ("zh-CN,zh;q=0.9", "zh-Hans"), ("ru-RU,ru", "ru"), ("fr,de;q=0.5", "en")],
)
def test_a_page_is_in_the_language_that_the_browser_asks_for(
    client: httpx.Client, asked: str, language: str
) -> None:
    page = client.get("/tie/osaka-shanghai", headers={"Accept-Language": asked})
    assert f'<html lang="{language}">' in page.text


def test_a_language_that_was_chosen_stays_chosen(client: httpx.Client) -> None:
    client.get("/?lang=ru")
    assert '<html lang="ru">' in client.get("/tie/osaka-shanghai").text
    client.get("/map/names.json?lang=en")  # as a map does that was asked for before
    assert '<html lang="ru">' in client.get("/tie/osaka-shanghai").text


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/?as_of=1987-13-01", 400, "1987-13-01"),
        ("/?lang=tlh", 400, "tlh"),
        ("/nowhere", 404, "/nowhere"),
        ("/tie/nobody", 404, "nobody"),
        ("/claim/ffffffffff", 404, "ffffffffff"),
    ],
)
def test_an_address_that_asks_for_what_is_none_is_told_so(
    client: httpx.Client, address: str, status: int, said: str
) -> None:
    page = client.get(address)
    assert page.status_code == status
    assert said in page.text
