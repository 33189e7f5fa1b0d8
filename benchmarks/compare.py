"""Comparing long texts and many fields."""

import copy
import random
from collections.abc import Iterator
from typing import Any

from benchmarks.figures import Figure, median_seconds
from lineup.compare.documents import compare_document
from lineup.compare.fields import diff_fields
from lineup.compare.sides import Side
from lineup.contract.executions import Execution

PAGES, ROWS, PLAIN = 500, 300, 500
_EDITS = 10
"""How many words of a page one side reads differently."""
_RUN = Execution(
    execution_id="pex_aaaaaaaaaaaa",
    pipeline_id="pl_aaaaaaaaaaaa",
    pipeline_version=1,
    status="completed",
    steps=(),
)


def measure() -> Iterator[Figure]:
    """Yield the time of two 500-page texts, how it grows with the pages, and the time of 2,000 fields."""
    half, whole = _text_seconds(PAGES), _text_seconds(2 * PAGES)
    yield Figure(f"Compare: two results of {PAGES} pages of markdown", half, "s", 3)
    yield Figure(f"Compare: {2 * PAGES} over {PAGES} pages", whole / half, "×", 2.4)
    first, second = _fields()
    leaves = PLAIN + ROWS * len(first["lines"][0])
    seconds = median_seconds(lambda: diff_fields("d", [first, second]), 5)
    yield Figure(f"Compare: {leaves} leaf fields, {ROWS} rows in another order", seconds, "s", 1)
    unlike = {"lines": [_reworded(row) for row in second["lines"]]}
    seconds = median_seconds(lambda: diff_fields("d", [{"lines": first["lines"]}, unlike]), 5)
    yield Figure(f"Compare: {ROWS} rows of which none is whole on both sides", seconds, "s", 1)


def _text_seconds(pages: int) -> float:
    drawn = random.Random(pages)
    words = [
        "".join(drawn.choices("abcdefghijklmnop", k=drawn.randint(2, 9))) for _ in range(3_000)
    ]
    texts = [_page(drawn, words, number) for number in range(pages)]
    edited = [_edited(drawn, words, text) for text in texts]
    sides = [
        Side(str(at), str(at), _RUN, {0: {"markdown": "".join(told)}})
        for at, told in enumerate((texts, edited))
    ]
    return median_seconds(lambda: compare_document("d", sides), 3)


def _page(drawn: random.Random, words: list[str], number: int) -> str:
    paragraphs = "\n\n".join(" ".join(drawn.choices(words, k=60)) for _ in range(6))
    rows = "".join(
        f"| {drawn.choice(words)} | {drawn.randint(1, 9)} | {drawn.random():.2f} |\n"
        for _ in range(8)
    )
    items = "".join(f"- {' '.join(drawn.choices(words, k=8))}\n" for _ in range(4))
    table = f"| Item | Count | Share |\n|---|---|---|\n{rows}"
    return f"\n\n{{{number}}}{'-' * 48}\n\n## Part {number} of **it**\n\n{paragraphs}\n\n{table}\n{items}"


def _edited(drawn: random.Random, words: list[str], text: str) -> str:
    told = text.split(" ")
    for _ in range(_EDITS):
        at = drawn.randrange(10, len(told) - 5)
        told[at] = drawn.choice(words) if told[at].isalpha() else told[at]
    return " ".join(told)


def _fields() -> tuple[dict[str, Any], dict[str, Any]]:
    drawn = random.Random(1)
    lines = [
        {
            "sku": f"S{at}",
            "text": f"part number {at}",
            "count": at % 7,
            "price": at * 1.5,
            "currency": "EUR",
        }
        for at in range(ROWS)
    ]
    first: dict[str, Any] = {f"field_{at}": f"value {at}" for at in range(PLAIN)} | {"lines": lines}
    second = copy.deepcopy(first)
    for row in second["lines"][::10]:
        row["price"] += 1
    drawn.shuffle(second["lines"])
    return first, second


def _reworded(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"text": f"{row['text']}.", "price": row["price"] + 1}
