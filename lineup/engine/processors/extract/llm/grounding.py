"""Where a value that a model gave is in the document: it is looked for afterwards, as models can't be trusted to say."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from rapidfuzz import fuzz

from lineup.engine.processors.extract.kinds.dates import find_dates, order_of
from lineup.engine.processors.extract.kinds.numbers import find_numbers
from lineup.engine.processors.extract.llm.passages import Passage
from lineup.engine.processors.extract.schema.fields import Scalar

_ALIKE = 90.0
_SHORTEST_ALIKE = 8
"""Shorter texts resemble too much by chance."""

_MOST = 3
_SIGNS = re.compile(r"[\W_]+")


def places_of(value: Scalar, passages: Sequence[Passage]) -> tuple[str, ...]:
    """Return the ids of up to three blocks that the value was read from, the surest way that finds any; empty if none does."""
    for find in (_whole_words, _as_meant, _folded_within, _alike):
        ids = dict.fromkeys(passage.block_id for passage in find(value, passages))
        if ids:
            return tuple(ids)[:_MOST]
    return ()


def is_same(one: Scalar | None, other: Scalar | None) -> bool:
    """Whether two values mean the same, however they are spelt."""
    if one is None or other is None or isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, str) and isinstance(other, str):
        return folded(one) == folded(other)
    return _number(one) == _number(other) is not None


def folded(text: str) -> str:
    """Return the text without case, spaces and signs."""
    return _SIGNS.sub("", text.casefold())


def _whole_words(value: Scalar, passages: Sequence[Passage]) -> list[Passage]:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not words:
        return []
    pattern = re.compile(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", re.IGNORECASE)
    return [passage for passage in passages if pattern.search(" ".join(passage.text.split()))]


def _as_meant(value: Scalar, passages: Sequence[Passage]) -> list[Passage]:
    """Return where the same date or the same number stands in another spelling."""
    moment = _date(value)
    if moment is not None:
        order = order_of("\n".join(passage.text for passage in passages))
        return [
            passage
            for passage in passages
            if any(found.value == moment for found in find_dates(passage.text, order))
        ]
    number = _number(value)
    if number is None:
        return []
    return [
        passage
        for passage in passages
        if any(found.value == number for found in find_numbers(passage.text))
    ]


def _folded_within(value: Scalar, passages: Sequence[Passage]) -> list[Passage]:
    wanted = folded(value) if isinstance(value, str) else ""
    return [passage for passage in passages if wanted and wanted in folded(passage.text)]


def _alike(value: Scalar, passages: Sequence[Passage]) -> list[Passage]:
    text = " ".join(value.casefold().split()) if isinstance(value, str) else ""
    if len(text) < _SHORTEST_ALIKE:
        return []
    rated = [
        (fuzz.partial_ratio(text, " ".join(passage.text.casefold().split())), passage)
        for passage in passages
        if len(passage.text) >= len(text) // 2
    ]
    best = max((score for score, _ in rated), default=0.0)
    return [passage for score, passage in rated if score == best >= _ALIKE]


def _number(value: Scalar) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    found = list(find_numbers(value))
    return float(found[0].value) if len(found) == 1 else None


def _date(value: Scalar) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    return None
