"""Whatever was extracted, by whatever schema: a rule has a score between 0 and 5, or says why it has none."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.engine.evals.evaluation import Evaluator
from lineup.engine.evals.rubric import Rubric
from tests.evals.made import extraction

_NAMES = st.sampled_from(["total", "net", "vat", "lines", "quantity", "price", "amount", "x_meta"])
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
_VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=4),
    max_leaves=15,
)
_SCHEMAS = st.dictionaries(
    st.sampled_from(
        ["type", "properties", "items", "required", "$ref", "enum", "pattern", "anyOf"]
    ),
    _VALUES | st.sampled_from(["object", "array", "#", "#/properties/total", "(a+)+"]),
    max_size=4,
)
_PATHS = st.sampled_from(["total", "lines[].amount", "lines[][]", "[]", ".", "x..y", "vat.price"])


def _rules(path: str) -> tuple[Any, ...]:
    checks = [
        {"kind": "required_fields"},
        {"kind": "required_fields", "fields": [path]},
        {"kind": "pattern", "pattern": "[0-9]", "field": path},
        {"kind": "schema_validity"},
        {"kind": "arithmetic"},
        {"kind": "arithmetic", "total": path, "parts": [path, "net"]},
    ]
    return tuple(
        {"name": f"{number}", "type": "document", "check": check}
        for number, check in enumerate(checks)
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(values=st.dictionaries(_NAMES, _VALUES, max_size=6), schema=_SCHEMAS, path=_PATHS)
def test_every_rule_has_a_score_or_a_reason(values: Any, schema: Any, path: str) -> None:
    rubric = Rubric("Any", _rules(path))

    evaluation = Evaluator().evaluate(rubric, extraction(values, schema))

    for rule in evaluation.evaluations:
        has_score = rule.rule_score is not None and 0 <= rule.rule_score <= 5
        assert has_score or rule.note
        assert rule.items_evaluated >= len(rule.individual_results)
    assert evaluation.model_dump_json()
