"""The model proposer: against a small server that answers well, invents, alters, breaks off and keeps silent."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from answering import Answer, Asked, Server, page, serving
from kizuna.errors import BadQuestion, FetchFailed
from kizuna.proposals.form import PROPERTIES, problem_of
from kizuna.proposals.model import LOCAL_URL, ModelSettings, propose_by_model, summary
from kizuna.proposals.numbering import chunks_of
from kizuna.proposals.prompting import schema
from kizuna.sources.blocks import Block, BlockedText
from kizuna.sources.fetch import Policy

TIED = "Northhaven and Lakeside became sister cities on May 4, 1974."
SENT = "Every year Northhaven sends 20 students to Lakeside for two weeks."


def document(*paragraphs: str) -> BlockedText:
    """A document of paragraphs; one that begins with # is a heading."""
    text, blocks = "", []
    for paragraph in paragraphs or (f"{TIED} {SENT}",):
        kind = "heading" if paragraph.startswith("#") else "paragraph"
        blocks.append(Block(kind, len(text), len(text) + len(paragraph)))  # type: ignore[arg-type]
        text += f"{paragraph}\n\n"
    return BlockedText(text, tuple(blocks))


def claim(quote: str, sentences: list[int], kind: str = "tie", **given: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "subject": "Northhaven",
        "object": "Lakeside",
        "props": {},
        "sentences": sentences,
        "quote": quote,
        **given,
    }


GOOD = claim(TIED.rstrip("."), [1], props={"type": "sister_city", "start": "1974-05-04"})


def completion(*claims: Any) -> Answer:
    return content(json.dumps({"claims": list(claims)}))


def content(text: str | None) -> Answer:
    return page(json.dumps({"choices": [{"message": {"content": text}}]}).encode())


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as held:
        yield held


def settings(server: Server, **given: Any) -> ModelSettings:
    policy = Policy(timeout=5, retries=1, allow_private=True, sleep=lambda _: None)
    return ModelSettings("small", f"{server.url}/v1", **{"policy": policy, **given})


def payloads(server: Server) -> list[dict[str, Any]]:
    return [json.loads(asked.body) for asked in server.asked]


def test_a_good_claim_comes_back_with_the_passage_of_the_document(server: Server) -> None:
    server.answers = [completion(GOOD)]
    gated = propose_by_model(document(), settings(server))
    (one,) = gated.passed
    assert (one.kind, one.subject, one.object) == ("tie", "Northhaven", "Lakeside")
    assert (one.start, one.end) == (0, len(TIED) - 1)
    assert not gated.dropped


def test_the_sentences_are_numbered_and_the_model_and_key_are_sent(server: Server) -> None:
    server.answers = [completion()]
    propose_by_model(document("# Our partners", TIED, SENT), settings(server, key="secret"))
    (payload,) = payloads(server)
    assert payload["model"] == "small"
    assert f"[2] {TIED}\n[3] {SENT}" in payload["messages"][-1]["content"]
    assert server.asked[0].path == "/v1/chat/completions"
    assert server.asked[0].headers["Authorization"] == "Bearer secret"


def test_the_key_is_shown_by_nobody(server: Server) -> None:
    assert "secret" not in repr(settings(server, key="secret"))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (claim("Northhaven and Lakeside quarrel about the fish", [1]), "quote"),
        (claim(TIED, [2]), "quote"),
        (claim(TIED, [1], props={"start": "1975-05-04"}), "date"),
        (
            claim(
                SENT, [2], "programme", props={"persons": {"min": 30, "max": 30, "unit": "persons"}}
            ),
            "number",
        ),
        (
            claim(SENT, [2], "programme", props={"from": "Lakeside", "to": "Northhaven"}),
            "direction",
        ),
        (claim(TIED, [1], "marriage"), "kind"),
        (claim(TIED, [1], props={"type": "best_friends"}), "list"),
        (claim(TIED, [1], object="Atlantis"), "name"),
        (claim(TIED, [9]), "sentence"),
        (claim(TIED, []), "sentence"),
        (claim(TIED, [True]), "sentence"),
        (claim(TIED, ["1"]), "sentence"),  # type: ignore[list-item]
        (claim(TIED, [1], status=["asserted"]), "status"),
        (claim(TIED, [1], opinion="nice"), "malformed"),
        (claim(TIED, [1], props=[1]), "malformed"),
        (claim(TIED, [1], subject=None), "malformed"),
        (claim(TIED, [1], object=3), "malformed"),
        (claim("\x1b[2J", [1]), "malformed"),
        (claim(TIED, [1], props={"activity": "\ud800"}), "malformed"),
        ("a tie", "malformed"),
    ],
)
def test_what_is_wrong_is_dropped_counted_and_told_and_what_is_right_stays(
    server: Server, wrong: Any, reason: str
) -> None:
    server.answers = [completion(wrong, GOOD)]
    gated = propose_by_model(document(), settings(server))
    assert len(gated.passed) == 1
    assert gated.dropped == {reason: 1}
    assert len(gated.details) == 1


def test_a_property_that_is_null_is_one_that_is_absent(server: Server) -> None:
    server.answers = [completion({**GOOD, "props": {"type": "sister_city", "start": None}})]
    assert propose_by_model(document(), settings(server)).passed[0].props == {"type": "sister_city"}


@pytest.mark.parametrize(
    "around",
    [
        "```json\n%s\n```",
        "Here you are:\n%s\nGood luck!",
        "<think>a { b</think>%s",
    ],
)
def test_an_object_among_other_words_is_read(server: Server, around: str) -> None:
    server.answers = [content(around % json.dumps({"claims": [GOOD]}))]
    assert len(propose_by_model(document(), settings(server)).passed) == 1


@pytest.mark.parametrize(
    "broken", ['{"claims": [{"kind"', "I cannot", "", None, '{"claims": 3}', "[" * 9999]
)
def test_an_answer_in_no_json_is_asked_for_once_more(server: Server, broken: str | None) -> None:
    server.answers = [content(broken), completion(GOOD)]
    gated = propose_by_model(document(), settings(server))
    assert (len(gated.passed), sum(gated.dropped.values())) == (1, 0)
    assert "one JSON object" in payloads(server)[1]["messages"][-1]["content"]


def test_an_answer_that_stays_broken_is_counted(server: Server) -> None:
    server.answers = [content("{")]
    gated = propose_by_model(document(), settings(server))
    assert (len(server.asked), gated.dropped) == (2, {"answer": 1})


def test_an_answer_without_choices_is_counted(server: Server) -> None:
    server.answers = [page(b'{"error": null}')]
    assert propose_by_model(document(), settings(server)).dropped == {"answer": 1}


def test_a_server_that_knows_no_schema_is_asked_in_simpler_ways(server: Server) -> None:
    refusal = page(b'{"error": "response_format is not supported"}', 400)
    server.answers = [refusal, refusal, completion(GOOD), completion()]
    long = settings(server, chunk=100, overlap=0)
    gated = propose_by_model(document(f"{TIED} {SENT}", f"{SENT} {SENT}"), long)
    assert len(gated.passed) == 1
    asked = [payload.get("response_format", {}).get("type") for payload in payloads(server)]
    assert asked[:4] == ["json_schema", "json_object", None, None]


def test_a_server_that_refuses_every_way_is_told_of(server: Server) -> None:
    server.answers = [page(b"no such model", 400)]
    with pytest.raises(FetchFailed, match="no such model"):
        propose_by_model(document(), settings(server))
    assert len(server.asked) == 3


def test_a_refused_key_ends_it_at_once(server: Server) -> None:
    server.answers = [page(b"bad key", 401)]
    with pytest.raises(FetchFailed, match="bad key"):
        propose_by_model(document(TIED, SENT), settings(server, chunk=50, overlap=0))
    assert len(server.asked) == 1


def late(asked: Asked) -> Answer:
    time.sleep(0.5)
    return completion(GOOD)


def test_a_part_that_is_not_answered_in_time_is_counted_and_the_others_stay(server: Server) -> None:
    policy = Policy(timeout=0.15, retries=0, allow_private=True)
    server.answers = [completion(GOOD), late, completion()]
    slow = settings(server, chunk=60, overlap=0, policy=policy)
    gated = propose_by_model(document(TIED, SENT, SENT), slow)
    assert (len(gated.passed), gated.dropped) == (1, {"unanswered": 1})


def test_a_server_that_falls_silent_is_not_asked_for_the_rest(server: Server) -> None:
    server.answers = [completion(GOOD), page(b"", 500)]
    gated = propose_by_model(document(TIED, *[SENT] * 5), settings(server, chunk=60, overlap=0))
    assert gated.dropped == {"unanswered": 5}
    assert len(server.asked) == 1 + 2 * 2


def test_a_server_that_never_answers_is_an_error(server: Server) -> None:
    server.answers = [page(b"", 500)]
    with pytest.raises(FetchFailed, match="500"):
        propose_by_model(document(TIED, SENT), settings(server, chunk=50, overlap=0))


def test_what_two_chunks_both_say_is_kept_once(server: Server) -> None:
    server.answers = [completion(claim(SENT, [2], "programme"))]
    gated = propose_by_model(document(TIED, SENT, TIED), settings(server, chunk=130, overlap=70))
    assert len(server.asked) == 2
    assert (len(gated.passed), gated.dropped) == (1, {"double": 1})


def test_progress_is_told_by_chunk(server: Server) -> None:
    server.answers = [completion()]
    told: list[tuple[int, int]] = []
    small = settings(server, chunk=60, overlap=0)
    propose_by_model(document(TIED, SENT), small, tell=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_an_empty_document_asks_nobody(server: Server) -> None:
    assert propose_by_model(BlockedText("", ()), settings(server)).passed == ()
    assert server.asked == []


def test_every_sentence_is_in_a_chunk_and_chunks_overlap_by_whole_blocks() -> None:
    whole = document("# A", *[f"{TIED} {SENT}"] * 20, "# B", *[SENT] * 20)
    chunks = chunks_of(whole, 600, 150)
    numbers = [sentence.number for chunk in chunks for sentence in chunk.sentences]
    assert sorted(set(numbers)) == list(range(1, max(numbers) + 1))
    assert all(a.sentences[-1].number >= b.sentences[0].number - 1 for a, b in pairwise(chunks))
    assert chunks[-1].heading == "# B"


def test_a_sentence_does_not_end_at_an_abbreviation_or_initial() -> None:
    text = (
        "Mayor Y. Ono and Dr. Lee came to St. Ives. They met on Jan. 5 at No. 7. 友好城市。 交流。"
    )
    (chunk,) = chunks_of(document(text))
    cut = [text[one.start : one.end] for one in chunk.sentences]
    assert cut == [
        "Mayor Y. Ono and Dr. Lee came to St. Ives.",
        "They met on Jan. 5 at No. 7.",
        "友好城市。",
        "交流。",
    ]


def test_a_block_without_an_end_is_cut_between_words() -> None:
    text = "word " * 2000
    chunks = chunks_of(document(text.strip()), 3000, 200)
    sentences = {one for chunk in chunks for one in chunk.sentences}
    assert max(one.end - one.start for one in sentences) <= 1500
    assert sum(one.end - one.start + 1 for one in sentences) == len(text)


def test_settings_come_from_options_before_the_environment() -> None:
    environment = {"KIZUNA_MODEL": "m", "KIZUNA_MODEL_URL": "http://x/v1", "KIZUNA_MODEL_KEY": "k"}
    assert ModelSettings.of(environment) == ModelSettings("m", "http://x/v1", "k")
    assert (
        ModelSettings.of(environment, model="n", url="http://y").address
        == "http://y/chat/completions"
    )
    assert ModelSettings.of({}, model="n").url == LOCAL_URL
    assert ModelSettings.of({}, model="n").method == "model:n"


def test_a_model_must_be_named() -> None:
    with pytest.raises(BadQuestion, match="KIZUNA_MODEL"):
        ModelSettings.of({})


def test_the_schema_knows_every_kind_and_property() -> None:
    forms = schema()["properties"]["claims"]["items"]["anyOf"]
    told = {form["properties"]["kind"]["const"]: form["properties"]["props"] for form in forms}
    assert {kind: set(props["properties"]) for kind, props in told.items()} == {
        kind: set(props) for kind, props in PROPERTIES.items()
    }


def test_the_gold_of_the_shared_documents_is_of_the_form(shared: Any) -> None:
    for path in sorted((shared / "extraction" / "gold").glob("*.gold.json")):
        for one in json.loads(path.read_text(encoding="utf-8"))["claims"]:
            assert problem_of(one["kind"], one["props"]) == "", one


def test_the_dropped_are_summed_up_by_reason(server: Server) -> None:
    server.answers = [completion("x", "y", claim("an invention of no basis", [1]))]
    gated = propose_by_model(document(), settings(server))
    assert summary(gated.dropped) == "2 malformed, 1 quote"
