import json
from typing import Any

import pytest

from components.json_text import json_text, read_json_text


@pytest.mark.parametrize(
    ("text", "problem", "excerpt"),
    [
        ('{"a" 1}', "Line 1, column 6: a colon is missing here.", '{"a" 1}\n     ^'),
        ("[1 2]", "Line 1, column 4: a comma is missing here.", "[1 2]\n   ^"),
        ('{\n\t"a": tru\n}', "Line 2, column 7: a value is missing here.", ' "a": tru\n      ^'),
        ("[1] x", "Line 1, column 5: the JSON ends before this.", "[1] x\n    ^"),
        ('"\\q"', "Line 1, column 2: invalid \\escape.", '"\\q"\n ^'),
        (
            '{\n "a": 1\n\n',
            "Line 2, column 8: the JSON isn't finished here: a bracket or a value is missing.",
            ' "a": 1\n       ^',
        ),
        ("  ", "There is nothing here yet: write JSON.", None),
        ("NaN", "That is no JSON: NaN is no number of JSON.", None),
        ('{"a": 1, "a": 2}', "That is no JSON: the name 'a' stands twice in one object.", None),
        ("[" * 100_000, "That is nested too deeply.", None),
    ],
    ids=[
        "a colon", "a comma", "a later line", "something behind", "an escape", "the end", "nothing",
        "no number", "a name twice", "too deep",
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(text: str, problem: str, excerpt: str | None) -> None:
    reading = read_json_text(text)
    assert (reading.problem, reading.excerpt) == (problem, excerpt)


def test_the_excerpt_of_a_long_line_is_what_stands_around_the_mistake() -> None:
    reading = read_json_text('["' + "x" * 500 + '" 1]')
    line, mark = (reading.excerpt or "").split("\n")
    assert len(line) <= 60
    assert line[len(mark) - 1 :] == "1]"


@pytest.mark.parametrize("value", [{"a": [1, None, True, "é"]}, [], "text", 1.5, None], ids=str)
def test_what_is_written_is_read_again(value: Any) -> None:
    assert read_json_text(json_text(value)).value == value


def test_a_schema_that_its_author_wrote_as_a_text_is_shown_as_written() -> None:
    assert json_text(' {"a":1}') == ' {"a":1}'
    assert json_text("{") == "{"
    assert json.loads(json_text("plain")) == "plain"
