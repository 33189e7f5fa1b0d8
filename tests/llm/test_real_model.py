"""A real model behind a real endpoint, small or large: that asking works, not how good the answers are."""

import os

import pytest

from lineup.engine.outbound.llm import Check, LlmSession
from lineup.engine.outbound.llm_endpoint import LlmEndpoint
from lineup.engine.outbound.llm_errors import LlmError, LlmFault
from lineup.engine.outbound.llm_ladder import Question
from lineup.engine.processors.extract.llm.backend import LlmExtraction
from lineup.engine.processors.extract.llm.views import strict_schema
from lineup.engine.schema_validation import schema_problems
from tests.llm.made import INVOICE, Baseline, document, schema

pytestmark = pytest.mark.llm

_ADDRESS = os.environ.get("LINEUP_TEST_LLM_BASE_URL")
_MODEL = os.environ.get("LINEUP_TEST_LLM_MODEL", "default")
_FIELDS = schema(number={"type": "string"}, grand_total={"type": "number"})


@pytest.fixture
def endpoint() -> LlmEndpoint:
    if _ADDRESS is None:
        pytest.skip(
            "LINEUP_TEST_LLM_BASE_URL names no endpoint; docs/language-model.md says how to get one"
        )
    return LlmEndpoint(_ADDRESS, _MODEL, seconds=240, context_tokens=2_048)


def test_an_extraction_is_answered_or_says_why_not(endpoint: LlmEndpoint) -> None:
    session = LlmSession(endpoint)

    extraction = LlmExtraction(session, Baseline()).extract(_FIELDS, document(INVOICE))

    told = extraction.metadata["llm"]
    assert set(extraction.root.properties) == {"number", "grand_total"}
    assert told["fields"]["llm"] or "The language model answered nothing" in extraction.notes[-1]
    assert session.tokens_used > 0


def test_an_answer_is_valid_or_an_error_that_says_why(endpoint: LlmEndpoint) -> None:
    wanted = strict_schema(_FIELDS.root.properties)
    question = Question("Copy the total into grand_total.", "Grand total EUR 7.00", wanted)

    def check(answer: dict[str, object]) -> list[str]:
        return [problem.message for problem in schema_problems(answer, wanted)]

    assert _outcome(LlmSession(endpoint), question, check) in {
        "valid",
        LlmFault.NO_ANSWER,
        LlmFault.CUT,
    }


def _outcome(session: LlmSession, question: Question, check: Check) -> str:
    """Return that the answer was valid, or the kind of failure."""
    try:
        answer = session.ask(question, check)
    except LlmError as error:
        return error.fault
    return "invalid" if check(answer) else "valid"
