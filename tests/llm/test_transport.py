"""The endpoint and all that it may do wrong."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from pydantic import SecretStr

from lineup.contract.wire import JsonObject
from lineup.engine.outbound.llm import LlmSession, open_session
from lineup.engine.outbound.llm_answers import read_object
from lineup.engine.outbound.llm_endpoint import LlmEndpoint, endpoint_of
from lineup.engine.outbound.llm_errors import LlmError, LlmFault, told
from lineup.engine.outbound.llm_exchange import retry_after
from lineup.engine.outbound.llm_ladder import LadderMemory, Question
from lineup.engine.schema_validation import schema_problems
from lineup.settings import Settings
from tests.llm.conftest import KEY, OpenSession, Pauses
from tests.llm.fake_llm import (
    FakeLlm,
    breaks_off,
    drips,
    hangs_up,
    pours,
    refuses,
    says,
    status,
)

SCHEMA: JsonObject = {
    "type": "object",
    "properties": {"total": {"type": ["number", "null"]}},
    "required": ["total"],
    "additionalProperties": False,
}
GOOD = says({"total": 7})
QUESTION = Question("Find the total.", "Total 7", SCHEMA)


def check(answer: JsonObject) -> list[str]:
    return [problem.message for problem in schema_problems(answer, SCHEMA)]


def ask(session: LlmSession) -> JsonObject:
    return session.ask(QUESTION, check)


def fault(session: LlmSession) -> LlmError:
    with pytest.raises(LlmError) as caught:
        ask(session)
    return caught.value


def test_an_answer_is_asked_for_by_its_schema(fake: FakeLlm, session: OpenSession) -> None:
    fake.then(GOOD)

    assert ask(session()) == {"total": 7}

    body = fake.asked[0]
    assert (body["model"], body["temperature"], body["stream"]) == ("tiny", 0, False)
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert body["max_tokens"] == 4_000
    assert fake.keys == [f"Bearer {KEY}"]


def test_without_a_key_none_is_sent(fake: FakeLlm, session: OpenSession) -> None:
    fake.then(GOOD)
    ask(session(api_key=None))
    assert fake.keys == [None]


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(status(429, Retry_After="3"), id="429"),
        pytest.param(status(500), id="500"),
        pytest.param(status(503), id="503"),
        pytest.param(hangs_up, id="disconnect"),
        pytest.param(breaks_off, id="truncated body"),
    ],
)
def test_what_may_pass_is_asked_again(
    fake: FakeLlm, session: OpenSession, pauses: Pauses, odd: Any
) -> None:
    fake.then(odd, odd, GOOD)

    assert ask(session()) == {"total": 7}
    assert len(fake.asked) == 3
    assert pauses.taken in ([3, 3], [1, 2])


@pytest.mark.parametrize(
    ("reply", "expected", "words"),
    [
        pytest.param(status(401), LlmFault.KEY, "LINEUP_LLM_API_KEY", id="401"),
        pytest.param(status(404), LlmFault.NOT_FOUND, "LINEUP_LLM_MODEL", id="404"),
        pytest.param(
            status(307, Location="/x"), LlmFault.SETTINGS, "redirects (307)", id="redirect"
        ),
        pytest.param(status(200, b"<html>"), LlmFault.NO_ANSWER, "else than JSON", id="html"),
        pytest.param(status(200, {"odd": 1}), LlmFault.NO_ANSWER, "no answer", id="odd shape"),
        pytest.param(
            says({"total": 7}, "length"), LlmFault.CUT, "cut off", id="runaway or cut answer"
        ),
        pytest.param(pours(5), LlmFault.TOO_LARGE, "larger than 4 MB", id="huge"),
        pytest.param(
            status(200, b"\x1f\x8b", Content_Encoding="gzip"),
            LlmFault.NO_ANSWER,
            "compressed",
            id="compressed",
        ),
        pytest.param(
            refuses(400, "maximum context length is 512 tokens"),
            LlmFault.REFUSED,
            "maximum context length",
            id="too long",
        ),
    ],
)
def test_what_will_not_pass_fails_at_once_with_a_sentence(
    fake: FakeLlm, session: OpenSession, reply: Any, expected: LlmFault, words: str
) -> None:
    fake.then(reply)

    error = fault(session())

    assert (error.fault, len(fake.asked)) == (expected, 1)
    assert words in str(error)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param({"detail": [{"msg": "no"}]}, '[{"msg": "no"}]', id="fastapi"),
        pytest.param({"error": "plain"}, "plain", id="text"),
        pytest.param({"odd": 1}, '{"odd": 1}', id="another shape"),
        pytest.param(b"<html>no</html>", "<html>no</html>", id="no json"),
    ],
)
def test_a_servers_words_are_found_wherever_it_puts_them(
    fake: FakeLlm, session: OpenSession, body: Any, words: str
) -> None:
    fake.then(status(409, body))
    assert str(fault(session())).endswith(f"(409): {words}")


def test_a_key_that_no_header_can_carry_is_a_sentence(fake: FakeLlm, session: OpenSession) -> None:
    fake.then(GOOD)

    error = fault(session(api_key=SecretStr("schlüssel")))

    assert error.fault is LlmFault.SETTINGS
    assert "LINEUP_LLM_API_KEY" in str(error)
    assert "schlüssel" not in str(error)


def test_after_four_attempts_it_gives_up(fake: FakeLlm, session: OpenSession) -> None:
    fake.then(status(503, {"detail": "overloaded"}))

    error = fault(session())

    assert (error.fault, len(fake.asked)) == (LlmFault.SERVER, 4)
    assert "failed (503): overloaded" in str(error)


def test_a_wait_beyond_the_limit_of_time_is_not_begun(
    fake: FakeLlm, session: OpenSession, pauses: Pauses
) -> None:
    fake.then(status(429, Retry_After="60"))

    assert fault(session(seconds=5)).fault is LlmFault.RATE_LIMIT
    assert pauses.taken == []


def test_nobody_at_the_address_is_unreachable() -> None:
    endpoint = LlmEndpoint("http://127.0.0.1:9/v1", "tiny", seconds=2)

    error = fault(LlmSession(endpoint))

    assert error.fault is LlmFault.UNREACHABLE
    assert "check that it runs" in str(error)


def test_a_body_that_drips_ends_with_the_time(fake: FakeLlm, session: OpenSession) -> None:
    fake.then(drips())

    error = fault(session(seconds=0.3))

    assert error.fault is LlmFault.TIME
    assert "did not answer within 0.3 seconds" in str(error)
    assert fake.hung_up.wait(90)


@pytest.mark.parametrize("secret", [KEY, "sk-another-one"])
def test_a_key_that_a_server_quotes_is_not_shown(
    fake: FakeLlm, session: OpenSession, secret: str
) -> None:
    fake.then(refuses(400, f"the key {secret} is\nbad: maximum context"))

    error = fault(session())

    assert secret not in f"{error} {error.words}"
    assert "the key [key] is bad" in str(error)


def test_long_words_of_a_server_are_cut_and_control_characters_go() -> None:
    assert told("a\x1b[31m" + "b" * 300, None) == "a[31m" + "b" * 195 + "…"


def test_a_server_that_takes_no_schema_is_asked_the_next_way_and_remembered(
    fake: FakeLlm, session: OpenSession
) -> None:
    text = "Input should be 'text' or 'json_object' (response_format)"
    fake.then(status(500, {"error": {"message": text}}), GOOD)
    asking = session()

    ask(asking)
    ask(asking)

    assert fake.formats() == ["json_schema", "json_object+schema", "json_object+schema"]


def test_a_server_that_takes_no_format_at_all_is_asked_in_words(
    fake: FakeLlm, session: OpenSession
) -> None:
    refusal = refuses(400, "response_format is not available")
    fake.then(refusal, refusal, refusal, says('Sure:\n```json\n{"total": 7}\n```\nDone.'))

    assert ask(session()) == {"total": 7}
    assert fake.formats() == ["json_schema", "json_object+schema", "json_object", None]
    written = json.dumps(SCHEMA, separators=(",", ":"))
    assert fake.asked[-1]["messages"][0]["content"].endswith(f"JSON Schema:\n{written}")


def test_a_refusal_of_every_way_is_told(fake: FakeLlm, session: OpenSession) -> None:
    fake.then(refuses(422, "no"))

    error = fault(session())

    assert (error.fault, len(fake.asked)) == (LlmFault.REFUSED, 4)
    assert "refused the question (422): no" in str(error)


def test_a_schema_that_is_accepted_and_ignored_is_told_in_words(
    fake: FakeLlm, session: OpenSession
) -> None:
    odd = says({"sum": 7})
    fake.then(odd, odd, GOOD)

    assert ask(session()) == {"total": 7}
    assert fake.formats() == ["json_schema", "json_object+schema", "json_object"]
    assert "JSON Schema" in fake.asked[-1]["messages"][0]["content"]


def test_an_invalid_answer_is_repaired_once_and_no_more(
    fake: FakeLlm, session: OpenSession
) -> None:
    fake.then(says("no"), says("no"), says({"total": "x"}), GOOD)
    asking = session()

    assert ask(asking) == {"total": 7}
    assert "'x' is not of type 'number', 'null'" in fake.asked[-1]["messages"][1]["content"]

    fake.replies = [says("no JSON")]
    fake.asked.clear()
    error = fault(asking)
    assert (error.fault, len(fake.asked)) == (LlmFault.NO_ANSWER, 2)
    assert "asked twice (it is no JSON object)" in str(error)


def test_a_parameter_that_a_server_does_not_take_is_left_out(
    fake: FakeLlm, session: OpenSession
) -> None:
    fake.then(
        refuses(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        refuses(400, "Unsupported value: 'temperature'"),
        GOOD,
    )

    ask(session())

    last = fake.asked[-1]
    assert fake.formats() == ["json_schema"] * 3
    assert "max_tokens" not in last
    assert "temperature" not in last
    assert last["max_completion_tokens"] == 4_000


def test_tokens_are_counted_and_the_budget_ends_the_questions(
    fake: FakeLlm, session: OpenSession
) -> None:
    fake.then(says({"total": 7}, usage={"total_tokens": 900}), GOOD)
    asking = session(budget_tokens=4_905)

    ask(asking)
    error = fault(asking)

    assert (asking.tokens_used, asking.questions, len(fake.asked)) == (900, 1, 1)
    assert error.fault is LlmFault.BUDGET
    assert "used 900 of the 4,905 tokens" in str(error)


def test_an_answer_that_was_cut_off_was_paid_for_too(fake: FakeLlm, session: OpenSession) -> None:
    fake.then(says("1" * 400, "length"))
    asking = session()

    fault(asking)

    assert (asking.questions, asking.tokens_used) == (1, 105)


def test_the_log_tells_outcome_and_tokens_and_nothing_that_was_said(
    fake: FakeLlm, session: OpenSession, caplog: pytest.LogCaptureFixture
) -> None:
    fake.then(GOOD, status(401))
    caplog.set_level("INFO", "lineup")
    asking = session()

    ask(asking)
    fault(asking)

    told_facts = [vars(record)["facts"] for record in caplog.records if record.msg == "model_asked"]
    assert [facts["outcome"] for facts in told_facts] == ["answered", "key"]
    assert set(told_facts[0]) == {"outcome", "tokens", "seconds"}


def test_a_step_whose_time_is_over_asks_nothing(fake: FakeLlm) -> None:
    fake.then(GOOD)
    asking = LlmSession(LlmEndpoint(fake.base_url, "tiny"), seconds=-1)

    assert fault(asking).fault is LlmFault.TIME
    assert fake.asked == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1}', {"a": 1}),
        ('<think>{"b": 2}</think>{"a": 1}', {"a": 1}),
        ('Here:\n```\n{"a": 1}\n```', {"a": 1}),
        ('Well {"a": {"b": 2}} so', {"a": {"b": 2}}),
        ('{"a": NaN}', None),
        ("[1]", None),
        ('{"a": 1', None),
        ('{"a":' * 60_000, None),
    ],
)
def test_json_is_found_in_what_a_model_writes(text: str, expected: Any) -> None:
    assert read_object(text) == expected


def test_content_in_parts_is_put_together(fake: FakeLlm, session: OpenSession) -> None:
    parts = [{"type": "text", "text": '{"total":'}, {"type": "text", "text": " 7}"}, {"odd": 1}]
    fake.then(status(200, {"choices": [{"message": {"content": parts}}]}))
    assert ask(session()) == {"total": 7}


def test_a_server_may_ask_to_wait_in_seconds_or_until_a_moment() -> None:
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    later = format_datetime(now + timedelta(seconds=30), usegmt=True)
    assert retry_after("12") == 12
    assert retry_after(later, lambda: now) == 30
    assert retry_after("soon") is None
    assert retry_after(None) is None


def _settings(**given: Any) -> Settings:
    return Settings(data_dir="x", **given)


def test_an_endpoint_is_what_the_settings_say() -> None:
    settings = _settings(
        llm_base_url="http://10.0.0.7:8080/v1/", llm_model="m", llm_api_key=SecretStr(KEY)
    )
    endpoint = endpoint_of(settings)
    assert endpoint is not None
    assert endpoint.address == "http://10.0.0.7:8080/v1/chat/completions"
    assert endpoint.shown == "10.0.0.7:8080 (m)"
    assert KEY not in repr(endpoint)
    assert open_session(settings) is not None
    assert open_session(_settings()) is None


@pytest.mark.parametrize(
    "address", ["ftp://x/v1", "http://", "nonsense", "http://a:b@host/v1", "http://[x/v1"]
)
def test_an_address_that_can_not_be_used_is_a_sentence(address: str) -> None:
    with pytest.raises(LlmError, match="LINEUP_LLM_BASE_URL") as caught:
        endpoint_of(_settings(llm_base_url=address))
    assert caught.value.fault is LlmFault.SETTINGS
    assert "a:b" not in str(caught.value)


def test_what_one_endpoint_takes_says_nothing_of_another() -> None:
    memory = LadderMemory()
    one, other = LlmEndpoint("http://a/v1", "m"), LlmEndpoint("http://a/v1", "n")
    lower = memory.manner(one).lower()
    assert lower is not None
    memory.keep(one, lower)
    assert memory.manner(one) != memory.manner(other)
