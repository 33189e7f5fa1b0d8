"""What may be saved as a rubric."""

from typing import Any

import pytest
from pydantic import ValidationError

from lineup.contract.eval_rubrics import NewEvalRubric

RULE = {"name": "Tables", "type": "block"}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param(None, (), id="no definition"),
        pytest.param({"rules": []}, ("rules",), id="no rule"),
        pytest.param({"rules": [RULE, RULE]}, ("rules",), id="two rules of one name"),
        pytest.param({"rules": [RULE | {"type": "word"}]}, ("rules", 0, "type"), id="a type"),
        pytest.param({"rules": [{"type": "page"}]}, ("rules", 0, "name"), id="no name"),
        pytest.param({"rules": [RULE], "x": "y" * 200_001}, (), id="too large"),
    ],
)
def test_a_definition_that_is_wrong_is_refused_with_its_path(
    given: Any, field: tuple[str | int, ...]
) -> None:
    with pytest.raises(ValidationError) as caught:
        NewEvalRubric.model_validate({"name": "Reading", "eval_definition": given})

    assert [problem["loc"] for problem in caught.value.errors()] == [("eval_definition", *field)]


def test_two_rules_of_one_name_are_told_by_it() -> None:
    with pytest.raises(ValidationError, match="two rules are called 'Tables'"):
        NewEvalRubric.model_validate(
            {"name": "Reading", "eval_definition": {"rules": [RULE, RULE]}}
        )
