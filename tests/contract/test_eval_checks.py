"""What a rule may declare, and what fits to what it looks at."""

from typing import Any

import pytest
from pydantic import ValidationError

from lineup.contract.eval_rubrics import EvalRule

PATTERN = {"kind": "pattern", "pattern": "[0-9]"}


@pytest.mark.parametrize(
    ("rule_type", "check", "words"),
    [
        pytest.param("block", PATTERN, None, id="a pattern in blocks"),
        pytest.param("document", PATTERN | {"field": "a"}, None, id="a pattern in a field"),
        pytest.param("page", PATTERN | {"field": "a"}, "type to document", id="a field of a page"),
        pytest.param(
            "block", {"kind": "no_empty_page"}, "type to document or page", id="a page of a block"
        ),
        pytest.param(
            "document", {"kind": "required_fields", "fields": [""]}, "at least 1", id="''"
        ),
        pytest.param("document", {"kind": "arithmetic", "totl": "a"}, "not permitted", id="typo"),
        pytest.param("page", {"kind": "pattern", "pattern": "("}, "unclosed group", id="pattern"),
    ],
)
def test_a_check_fits_or_says_why_not(rule_type: str, check: Any, words: str | None) -> None:
    given = {"name": "Rule", "type": rule_type, "check": check}
    if words is None:
        rule = EvalRule.model_validate(given)
        assert rule.check is not None
        assert rule.check.kind == "pattern"
    else:
        with pytest.raises(ValidationError, match=words):
            EvalRule.model_validate(given)
