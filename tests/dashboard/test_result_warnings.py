from typing import Any

import pytest

from components.result_warnings import result_warnings_text
from tests.dashboard.samples_of import result


@pytest.mark.parametrize(
    ("metadata", "text"),
    [
        pytest.param(None, "", id="no metadata"),
        pytest.param({"page_kind": "page"}, "", id="no warnings"),
        pytest.param({"warnings": "odd"}, "", id="no list"),
        pytest.param(
            {"warnings": [1, "One *odd* thing"]}, r"One \*odd\* thing", id="one, as it is"
        ),
        pytest.param({"warnings": ["a", "b\n# c"]}, "- a\n- b \\# c", id="two, a line each"),
        pytest.param(
            {"warnings": list("abcdefg")},
            "- a\n- b\n- c\n- d\n- e\n- and 2 more",
            id="many",
        ),
    ],
)
def test_warnings_are_a_short_list(metadata: dict[str, Any] | None, text: str) -> None:
    assert result_warnings_text(result(metadata=metadata)) == text


def test_a_long_warning_is_cut() -> None:
    assert len(result_warnings_text(result(metadata={"warnings": ["long " * 200]}))) <= 300
