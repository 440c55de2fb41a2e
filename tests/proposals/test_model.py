"""The model proposer: against a server that answers as the servers of this world do,
well and badly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.errors import BadQuestion, FetchFailed
from kizuna.proposals.endpoint import LOCAL_URL, ModelSettings
from kizuna.proposals.model import ModelReading, propose_by_model, read_answer
from kizuna.proposals.prompting import MOST_NAMES, chunks_of, tokens_of, whole
from kizuna.proposals.proposal import PROPERTIES, Page, schema
from kizuna.sources.fetch import Policy
from kizuna.sources.reading import BlockedText
from model_server import (
    SENT,
    TIED,
    ModelServer,
    Reply,
    claims,
    document,
    llamacpp_refusal,
    openai_refusal,
    playing,
    vllm_refusal,
)


def claim(
    quote: str, sentences: list[int], kind: str = "tie", **given: Any
) -> dict[str, Any]:
    said = {"kind": kind, "subject": "Northhaven", "object": "Lakeside", "props": {}}
    return {**said, "sentences": sentences, "quote": quote, **given}


GOOD = claim(
    TIED.rstrip("."), [1], props={"type": "sister_city", "start": "1974-05-04"}
)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with playing(claims()) as held:
        yield held


def settings(server: ModelServer, **given: Any) -> ModelSettings:
    policy = Policy(timeout=5, retries=1, sleep=lambda _: None)
    return ModelSettings(
        "small", server.url, **{"policy": policy, "parallel": 1, **given}
    )


def asked(
    server: ModelServer, replies: list[Any], *texts: str, **given: Any
) -> ModelReading:
    """What is read of texts where the server gives the replies."""
    server.replies, server.asked = replies, []
    return propose_by_model(document(*texts), settings(server, **given))


def user(payload: Mapping[str, Any]) -> str:
    """What a request says last."""
    return str(payload["messages"][-1]["content"])


def careful(payload: Mapping[str, Any]) -> str:
    """What a careful reader answers: a claim for each sentence that it is asked
    about.
    """
    found = re.findall(r"^\[(\d+)\] (.*)$", user(payload), re.MULTILINE)
    kinds = {TIED: "tie", SENT: "programme"}
    return claims(
        *(claim(text, [int(n)], kinds[text]) for n, text in found if text in kinds)
    )


def test_the_sentences_are_numbered_and_the_model_and_key_are_sent(
    server: ModelServer,
) -> None:
    propose_by_model(
        document("# Our partners", TIED, SENT), settings(server, key="secret")
    )
    (payload,) = server.asked
    assert (payload["model"], payload["max_tokens"], payload["stream"]) == (
        "small",
        4096,
        True,
    )
    assert f"[2] {TIED}\n[3] {SENT}" in user(payload)
    assert server.headers[0]["Authorization"] == "Bearer secret"
    assert "secret" not in repr(settings(server, key="secret"))


def test_the_page_and_the_names_of_the_register_are_told(server: ModelServer) -> None:
    page = Page("Our partners", "2020-05", "Northhaven", "en")
    names = [*(f"Place{n} of Lakeside" for n in range(99)), "Lakeside", "Elsewhere"]
    propose_by_model(document(), settings(server), (page, names, ["Oldbridge"]))
    said = user(server.asked[0])
    assert '"Our partners", of Northhaven' in said
    assert "Published: 2020-05" in said
    assert "names it so): Lakeside; Oldbridge" in said
    assert "Elsewhere" not in said
    partners = [f"Place {n:03}" for n in range(99)]
    propose_by_model(document(), settings(server), (Page(), [], partners))
    assert user(server.asked[1]).count("Place ") == MOST_NAMES


def test_the_home_town_of_a_page_may_be_a_party_that_the_text_does_not_name(
    server: ModelServer,
) -> None:
    text = "We became a sister city of Lakeside on May 4, 1974."
    server.replies = [claims(claim(text, [1], props={"start": "1974-05-04"}))]
    read = propose_by_model(
        document(text), settings(server), (Page(home="Northhaven"), (), ())
    )
    assert len(read.passed) == 1


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (claim("Northhaven and Lakeside quarrel about the fish", [1]), "quote"),
        *((claim(TIED, [9]), "sentence"), (claim(TIED, [True]), "sentence")),
        (claim(TIED, [1], stance=["asserted"]), "status"),
        (claim(TIED, [1], props=[1]), "malformed"),
        (claim(TIED, [1], subject=None), "malformed"),
        (claim(TIED, [1], object=3), "malformed"),
        *((claim("\x1b[2J", [1]), "malformed"), ("a tie", "malformed")),
    ],
)
def test_what_is_wrong_is_dropped_counted_and_told_and_what_is_right_stays(
    server: ModelServer, wrong: Any, reason: str
) -> None:
    read = asked(server, [claims(wrong, GOOD), claims()])
    assert (len(read.passed), len(read.refused), read.dropped) == (1, 1, {reason: 1})


@pytest.mark.parametrize(
    ("answer", "changed"),
    [
        (claims(GOOD), {"subject": "Northhaven", "object": "Lakeside", "start": 0, "end": len(TIED) - 1}),
        (claims({**GOOD, "props": {"type": "sister_city", "start": None}}), {"props": {"type": "sister_city"}}),
        (claims({**GOOD, "opinion": "nice", "id": 7, "confidence": "high", "start": 0, "end": 3}), {}),
        (claims({**GOOD, "stance": "planned"}), {"status": "planned"}),
        (claims({**GOOD, "status": "planned"}), {"status": "planned"}),
        (claims(claim(TIED, [2, 1])), {"quote": TIED}),
        (f"```json\n{claims(GOOD)}\n```", {}),
        (f"Here you are:\n{claims(GOOD)}\nGood luck!", {}),
        (f"<think>a {{ b [</think>{claims(GOOD)}", {}),
        (f"<think>never closed {claims(GOOD)}</think>{claims(GOOD)}", {}),
        (f"Of [1]: {{no}}. {claims(GOOD)}", {}),
    ],
)  # fmt: skip
def test_one_claim_is_read_in_whatever_form_it_comes(
    server: ModelServer, answer: str, changed: dict[str, Any]
) -> None:
    read = asked(server, [answer])
    (one,) = read.passed
    assert {name: getattr(one, name) for name in changed} == changed
    assert not read.dropped


@pytest.mark.parametrize("broken", ["I cannot", '{"claims": 3}', "{}", "[1, 2]"])
def test_an_answer_without_claims_is_asked_for_once_more(
    server: ModelServer, broken: str
) -> None:
    read = asked(server, [broken, claims(GOOD)])
    assert (len(read.passed), read.dropped) == (1, {})
    assert "one JSON object" in user(server.asked[1])


# What is refused is mended once


BAD = claim(TIED, [1], props={"type": "sister_city", "start": "1975-05-04"})


def test_a_refused_claim_is_given_back_with_its_reason_and_mended(
    server: ModelServer,
) -> None:
    read = asked(server, [claims(BAD), claims({**GOOD, "mends": 1})])
    assert ([one.props["start"] for one in read.passed], read.dropped) == (
        ["1974-05-04"],
        {},
    )
    said = user(server.asked[1])
    assert "its quote does not state its date (start 1975-05-04)" in said
    assert server.asked[1]["messages"][-2]["role"] == "assistant"


CUT = Reply(claims(GOOD, GOOD)[:-30], finish="length")
_COUNTED: dict[str, tuple[list[Any], int, dict[str, int]]] = {
    "an answer that stays without claims is counted": (["I cannot"], 0, {"answer": 1}),
    "a claim is mended once only": ([claims(BAD), claims(BAD), claims(GOOD)], 0, {"date": 1}),
    "what passed stays where the mending fails": (
        [claims(BAD, GOOD), Reply(status=400, error="no")], 1, {"date": 1}),
    "a claim cut off where nothing can be halved is counted": ([CUT], 1, {"unanswered": 1}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("replies", "passed", "dropped"), _COUNTED.values(), ids=list(_COUNTED)
)
def test_what_comes_to_nothing_is_counted(
    server: ModelServer, replies: list[Any], passed: int, dropped: dict[str, int]
) -> None:
    read = asked(server, replies, TIED)
    assert (len(read.passed), read.dropped) == (passed, dropped)


# What endpoints refuse


def test_a_service_that_takes_no_temperature_and_other_tokens_is_asked_without(
    server: ModelServer,
) -> None:
    server.refuses = {
        "temperature": openai_refusal("temperature"),
        "max_tokens": openai_refusal("max_tokens", "max_completion_tokens"),
    }
    read = asked(server, [careful], TIED, SENT, chunk=15)
    assert (len(read.passed), len(server.asked)) == (2, 2 + 2)
    last = server.asked[-1]
    assert "temperature" not in last
    assert last["max_completion_tokens"] == 4096
    assert last["response_format"]["type"] == "json_schema"


_NO_ROOM = (
    "This model's maximum context length is 4096 tokens. However, you requested 5596 tokens (1500 in the messages,"
    " 4096 in the completion)."
)


@pytest.mark.parametrize(
    ("refusal", "parameter"),
    [
        (
            vllm_refusal("stream_options is not supported by this server"),
            "stream_options",
        ),
        (vllm_refusal("stream must be false"), "stream"),
        (vllm_refusal(_NO_ROOM), "max_tokens max_completion_tokens"),
        (
            vllm_refusal("[{'type': 'extra_forbidden', 'loc': ('max_tokens',)}]"),
            "max_tokens",
        ),
        (Reply(status=422, error="response_format: extra inputs"), "response_format"),
        (Reply(status=400, error="bad request"), "response_format"),
        (
            llamacpp_refusal("Failed to initialize samplers: response_format"),
            "response_format",
        ),
    ],
)
def test_one_parameter_is_left_out_after_the_other(
    server: ModelServer, refusal: Reply, parameter: str
) -> None:
    server.refuses = dict.fromkeys(parameter.split(), refusal)
    assert len(asked(server, [claims(GOOD)]).passed) == 1
    assert not set(parameter.split()) & server.asked[-1].keys()
    assert "temperature" in server.asked[-1]


def test_a_server_that_knows_no_schema_is_asked_for_an_object(
    server: ModelServer,
) -> None:
    def picky(payload: Mapping[str, Any]) -> Reply:
        form = payload.get("response_format", {}).get("type")
        error = "Input should be 'text' or 'json_object', got json_schema"
        return (
            Reply(status=500, error=error)
            if form == "json_schema"
            else Reply(claims(GOOD))
        )

    assert len(asked(server, [picky]).passed) == 1
    assert server.asked[-1]["response_format"] == {"type": "json_object"}


def test_a_server_that_refuses_whatever_is_left_out_is_told_of(
    server: ModelServer,
) -> None:
    with pytest.raises(FetchFailed, match="no such model"):
        asked(server, [Reply(status=400, error="no such model")])
    assert set(server.asked[-1]) == {"model", "messages"}


@pytest.mark.parametrize(
    ("status", "chunk", "count"), [(404, 1500, 1), (401, 15, 1), (500, 15, 4)]
)
def test_a_missing_model_and_a_refused_key_end_it_at_once_and_silence_at_last(
    server: ModelServer, status: int, chunk: int, count: int
) -> None:
    replies = [Reply(status=status, error={"error": {"message": "model not found"}})]
    with pytest.raises(FetchFailed, match="not found"):
        asked(server, replies, TIED, SENT, chunk=chunk)
    assert len(server.asked) == count


_LONG = llamacpp_refusal(
    "the request exceeds the context size", "exceed_context_size_error"
)


@pytest.mark.parametrize(
    "refusal", [_LONG, vllm_refusal(_NO_ROOM.partition(" 5596")[0])]
)
def test_a_text_that_is_too_long_for_the_model_is_asked_for_in_halves(
    server: ModelServer, refusal: Reply
) -> None:
    halves = [
        lambda p: refusal if "[2]" in user(p) and "[1]" in user(p) else careful(p)
    ]
    read = asked(server, halves, TIED, SENT)
    assert (len(read.passed), read.dropped) == (2, {})


def test_a_second_answer_that_is_cut_off_loses_nothing_of_the_chunk(
    server: ModelServer,
) -> None:
    replies = iter(["I cannot", CUT])
    read = asked(server, [lambda p: next(replies, None) or careful(p)], TIED, SENT)
    assert [one.kind for one in read.passed] == ["tie", "tie", "programme"]


# Answers that come slowly, break off or do not come


@pytest.mark.parametrize("how", [{"finish": "length"}, {"breaks_after": 8}])
def test_an_answer_cut_off_keeps_its_complete_claims_and_the_rest_is_asked_in_halves(
    server: ModelServer, how: dict[str, Any]
) -> None:
    two = claims(GOOD, claim(SENT, [2], "programme"))
    cut = Reply(two[:-60] if "finish" in how else two, **how)
    halves = [lambda p: cut if "[1]" in user(p) and "[3]" in user(p) else careful(p)]
    read = asked(server, halves, TIED, SENT, SENT)
    assert [one.kind for one in read.passed] == ["tie", "tie", "programme", "programme"]
    assert (read.passed[0].props["start"], read.dropped) == ("1974-05-04", {})
    assert "[1]" not in user(server.asked[-1])


def test_a_silence_is_not_asked_again_as_it_was(server: ModelServer) -> None:
    late = Reply(claims(GOOD), pause=0.6)
    halves = [lambda p: late if "[2]" in user(p) and "[1]" in user(p) else careful(p)]
    policy = Policy(timeout=0.2, retries=3)
    assert len(asked(server, halves, TIED, SENT, policy=policy).passed) == 2
    sent = [user(payload) for payload in server.asked]
    assert len(set(sent)) == len(sent)


def test_a_model_that_thinks_until_it_is_cut_is_told_of(server: ModelServer) -> None:
    with pytest.raises(FetchFailed, match="allow more tokens"):
        asked(server, [Reply("", finish="length", thinking="hm " * 99)], TIED, SENT)
    assert len(server.asked) == 2


def test_a_part_that_is_not_answered_is_counted_and_the_others_stay(
    server: ModelServer,
) -> None:
    replies = [claims(GOOD), Reply(status=500, error="no"), Reply(status=500), claims()]
    read = asked(server, replies, TIED, SENT, SENT, chunk=15)
    assert (len(read.passed), read.dropped) == (1, {"unanswered": 1})
    text = document(TIED, SENT, SENT).text
    assert read.spans == (
        (0, len(TIED)),
        (text.rindex(SENT), text.rindex(SENT) + len(SENT)),
    )


def test_a_server_that_falls_silent_is_not_asked_for_the_rest(
    server: ModelServer,
) -> None:
    replies = [claims(GOOD), Reply(status=500)]
    read = asked(server, replies, TIED, *[SENT] * 5, chunk=15)
    assert (read.dropped, len(server.asked)) == ({"unanswered": 5}, 1 + 2 * 2)


# Several at once, the cache, what it takes


def test_as_many_chunks_are_asked_at_once_as_the_setting_says(
    server: ModelServer,
) -> None:
    slow = [Reply(claims(), pause=0.03)]
    asked(server, slow, *[SENT] * 7, chunk=15, parallel=3)
    assert (len(server.asked), server.at_once) == (7, 3)


def test_what_was_answered_is_not_asked_again_and_lies_where_only_its_owner_reads(
    server: ModelServer, tmp_path: Path
) -> None:
    held = {"chunk": 15, "cache": tmp_path / "answers"}
    replies = [claims(BAD), claims({**GOOD, "mends": 1}), Reply(status=500)]
    assert asked(server, replies, TIED, SENT, **held).dropped == {"unanswered": 1}
    read = asked(server, [claims()], TIED, SENT, **held)
    assert (len(read.passed), read.dropped, len(server.asked)) == (1, {}, 1)
    assert (read.usage.cached, read.usage.requests) == (2, 1)
    assert {
        path.stat().st_mode & 0o777 for path in (tmp_path / "answers").iterdir()
    } == {0o600}


def test_another_model_or_text_is_asked_anew_and_an_answer_cut_off_is_not_kept(
    server: ModelServer, tmp_path: Path
) -> None:
    asked(server, [CUT], TIED, cache=tmp_path)
    assert list(tmp_path.iterdir()) == []
    server.replies, server.asked = [claims(GOOD)], []
    for model, text in (("small", TIED), ("large", TIED), ("small", f"{TIED} {SENT}")):
        held = ModelSettings(model, server.url, cache=tmp_path, parallel=1)
        propose_by_model(document(text), held)
    assert len(server.asked) == 3


def test_tokens_are_counted_as_the_server_does_else_estimated(
    server: ModelServer,
) -> None:
    assert propose_by_model(BlockedText("", ()), settings(server)).usage.sent == 0
    usage = asked(server, [claims()]).usage
    assert (usage.sent, usage.received, usage.is_estimated) == (100, 20, False)
    usage = asked(server, [Reply(claims(), usage=None)]).usage
    assert usage.is_estimated
    assert usage.sent > 500


def test_what_two_chunks_both_say_is_kept_once(server: ModelServer) -> None:
    read = asked(server, [careful], *[SENT] * 3, chunk=40)
    assert len(server.asked) == 2
    assert (len(read.passed), read.dropped) == (3, {"double": 1})


def test_settings_come_from_options_before_the_environment_and_name_a_model() -> None:
    environment = {
        "KIZUNA_MODEL": "m",
        "KIZUNA_MODEL_URL": "http://x/v1",
        "KIZUNA_MODEL_KEY": "k",
    }
    numbers = {"KIZUNA_MODEL_PARALLEL": "9", "KIZUNA_MODEL_SILENCE": "30"}
    made = ModelSettings.of(environment | numbers)
    assert (made.model, made.url, made.key) == ("m", "http://x/v1", "k")
    assert (made.parallel, made.policy.timeout) == (9, 30)
    given = ModelSettings.of(environment, model="n", url="http://y")
    assert (given.address, given.method) == ("http://y/chat/completions", "model:n")
    assert ModelSettings.of({}, model="n").url == LOCAL_URL
    with pytest.raises(BadQuestion, match="KIZUNA_MODEL"):
        ModelSettings.of({})
    with pytest.raises(BadQuestion, match="KIZUNA_MODEL_PARALLEL is 'many'"):
        ModelSettings.of({"KIZUNA_MODEL": "m", "KIZUNA_MODEL_PARALLEL": "many"})


def test_the_schema_knows_every_kind_and_property() -> None:
    forms = [
        f["properties"] for f in schema()["properties"]["claims"]["items"]["anyOf"]
    ]
    told = {form["kind"]["const"]: set(form["props"]["properties"]) for form in forms}
    assert told == {kind: set(props) for kind, props in PROPERTIES.items()}


# Sentences and chunks: none is lost, none is cut at an abbreviation, and a chunk is
# measured in tokens


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in whole(document(text)).sentences.values()]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mayor Y. Ono and Dr. Lee came to St. Ives. They met on Jan. 5 at No. 7.", 2),
        ("Nine cities (excl. ports) have partners. All are listed.", 2),
        ("友好城市。 交流。", 2),
        ("姉妹都市です。「友好」です！交流？", 3),
        ("Der Vertrag vom 18. April 1974 gilt. Er ruht.", 2),
        ("Соглашение подписано 18 апреля 1974 г. в Казани. Оно действует.", 2),
        ("La convention date de 1974. Elle dure.", 2),
        ("자매결연을 맺었다. 교류한다.", 2),
        ("2015.08.28. 당진시 서명. Dr. Lee came. It rained.", 3),
    ],
)
def test_a_sentence_ends_where_it_ends_and_not_at_an_abbreviation(
    text: str, parts: int
) -> None:
    assert len(sentences(text)) == parts


def test_tokens_are_estimated_by_the_script() -> None:
    counted = {"abcdefgh": 2, "姉妹都市": 4, "자매": 2, "город": 2, "": 0}
    assert {text: tokens_of(text) for text in counted} == counted


def test_every_sentence_is_in_a_chunk_and_chunks_overlap_by_whole_blocks() -> None:
    every = document("# A", *[f"{TIED} {SENT}"] * 20, "# B", *[SENT] * 20)
    chunks = chunks_of(every, 150, 40)
    numbers = [number for chunk in chunks for number in chunk.sentences]
    assert sorted(set(numbers)) == list(range(1, max(numbers) + 1))
    assert all(max(a.sentences) >= min(b.sentences) - 1 for a, b in pairwise(chunks))
    assert chunks[-1].heading == "# B"


def test_a_block_without_an_end_is_cut_between_words() -> None:
    text = "word " * 2000
    chunks = chunks_of(document(text.strip()), 750, 50)
    sentences = {one for chunk in chunks for one in chunk.sentences.values()}
    assert max(end - start for start, end in sentences) <= 1500
    assert sum(end - start + 1 for start, end in sentences) == len(text)


_TEXT_OF_ONE = '{"kind": "tie", "quote": "Northhaven and Lakeside"}'


@pytest.mark.parametrize(
    "form",
    ['{"claims": [%s, %s]}', "[%s, %s]", "%s\n%s", '{"claims": [%s]} {"claims": [%s]}'],
)
def test_claims_come_in_an_object_a_list_or_one_after_the_other(form: str) -> None:
    claims, is_whole = read_answer(form % (_TEXT_OF_ONE, _TEXT_OF_ONE))
    assert (len(claims or ()), is_whole) == (2, True)
    assert read_answer('{"claims": []}') == ([], True)
    assert read_answer("I found nothing.") == (None, True)


@given(cut=st.integers(0, 140))
def test_an_answer_cut_anywhere_keeps_exactly_its_complete_claims(cut: int) -> None:
    whole = f'{{"claims": [{_TEXT_OF_ONE}, {_TEXT_OF_ONE}]}}'
    claims, is_whole = read_answer(whole[:cut])
    complete = sum(
        cut >= len('{"claims": [') + n * len(_TEXT_OF_ONE) + (n - 1) * 2 for n in (1, 2)
    )
    assert len(claims or ()) == complete
    assert is_whole == (cut >= len(whole)) or cut < len('{"claims": [')


@given(text=st.text(max_size=200), begun=st.sampled_from(["", '{"claims": [']))
def test_no_text_whatever_breaks_the_reading(text: str, begun: str) -> None:
    read_answer(begun + text)
