"""Whatever is no success is a problem that quotes what is wrong and says what would be right (RFC 9457)."""

from __future__ import annotations

import httpx
import pytest


def problem(response: httpx.Response) -> dict[str, object]:
    """The problem in a response."""
    assert response.headers["Content-Type"] == "application/problem+json"
    held: dict[str, object] = response.json()
    assert held["status"] == response.status_code
    assert held["type"] == f"/api/v1/docs#problem-{response.status_code}"
    return held


@pytest.mark.parametrize(
    ("address", "status", "quoted"),
    [
        ("/ties?of=Nowhereville", 404, "Nowhereville"),
        ("/ties/no-such-tie", 404, "tie/no-such-tie"),
        ("/claims/00000000/evidence", 404, "00000000"),
        ("/no-such-address", 404, "no-such-address"),
        ("/ties?as_of=1987-13", 400, "1987-13"),
        ("/ties?lang=tlh", 400, "tlh"),
        ("/ties?between=kansai", 400, "kansai"),
        ("/ties?limit=1000", 400, "1000"),
        ("/ties?contry=JP", 400, "did you mean 'country'?"),
        ("/ties?of=osaka&of=kobe", 400, "2 times"),
        ("/ties?cursor=elsewhere", 400, "elsewhere"),
        ("/search?q=%20", 400, "' '"),
        ("/search", 400, "query.q"),
        ("/exports/pptx", 400, "pptx"),
        ("/exports/csv?base=https://example.org/", 400, "https://example.org/"),
        ("/vocabularies/colours", 400, "colours"),
        ("/ties?as_of=1987-13", 400, "'code': 'bad-date'"),
        ("/ties/no-such-tie", 404, "'code': 'not-found'"),
    ],
)
def test_a_wrong_question_is_a_problem_that_quotes_it_and_names_the_kind_of_error(
    api: httpx.Client, address: str, status: int, quoted: str
) -> None:
    response = api.get(address)
    assert response.status_code == status
    assert quoted in str(problem(response))


def test_a_method_that_an_address_does_not_take_is_refused_with_those_it_does(
    api: httpx.Client,
) -> None:
    response = api.delete("/ties")
    assert "DELETE" in str(problem(response)["detail"])
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_body_that_is_no_json_is_a_problem(api: httpx.Client, proposing: str) -> None:
    headers = {"Authorization": f"Bearer {proposing}", "Content-Type": "application/json"}
    response = api.post("/proposals", content=b"{", headers=headers)
    assert response.status_code == 400
    problem(response)


def test_a_script_of_another_site_may_read_and_may_bring_a_key(api: httpx.Client) -> None:
    asked = api.options("/ties", headers={"Origin": "https://example.org"})
    assert asked.status_code == 204
    assert "Authorization" in asked.headers["Access-Control-Allow-Headers"]
    assert api.get("/ties?limit=1").headers["Access-Control-Allow-Origin"] == "*"
