"""Where a value that a model gave is in the document: it is looked for afterwards, as models can't be trusted to say."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz

from lineup.engine.processors.extract.kinds.conventions import Conventions, conventions_of
from lineup.engine.processors.extract.kinds.dates import find_dates
from lineup.engine.processors.extract.kinds.numbers import find_numbers
from lineup.engine.processors.extract.llm.passages import Passage, folded
from lineup.engine.processors.extract.schema.fields import Scalar

_ALIKE = 90.0
_SHORTEST_ALIKE = 8
"""Shorter texts resemble too much by chance."""

_MOST = 3


@dataclass(frozen=True)
class Places:
    """Finds values in a document."""

    passages: Sequence[Passage]

    def of(self, value: Scalar) -> tuple[str, ...]:
        """Return the ids of up to three blocks that a value was read from, by the surest way that finds any; empty if none does."""
        for find in (self._whole_words, self._as_meant, self._folded_within, self._alike):
            ids = dict.fromkeys(passage.block_id for passage in find(value))
            if ids:
                return tuple(ids)[:_MOST]
        return ()

    @cached_property
    def _conventions(self) -> Conventions:
        return conventions_of("\n".join(passage.text for passage in self.passages))

    def _whole_words(self, value: Scalar) -> list[Passage]:
        words = " ".join(value.split()) if isinstance(value, str) else ""
        if not words:
            return []
        pattern = re.compile(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", re.IGNORECASE)
        return [passage for passage in self.passages if pattern.search(passage.flat)]

    def _as_meant(self, value: Scalar) -> list[Passage]:
        """Return where the same date or the same number stands in another spelling."""
        moment, number = _date(value), _number(value)
        if moment is None and number is None:
            return []
        return [passage for passage in self.passages if self._means(passage, moment, number)]

    def _means(self, passage: Passage, moment: date | None, number: float | None) -> bool:
        if moment is not None:
            dates = find_dates(passage.text, self._conventions)
            return any(found.value == moment for found in dates)
        numbers = find_numbers(passage.text, self._conventions.decimal_mark)
        return any(found.value == number for found in numbers)

    def _folded_within(self, value: Scalar) -> list[Passage]:
        wanted = folded(value) if isinstance(value, str) else ""
        return [passage for passage in self.passages if wanted and wanted in passage.folded]

    def _alike(self, value: Scalar) -> list[Passage]:
        text = " ".join(value.casefold().split()) if isinstance(value, str) else ""
        if len(text) < _SHORTEST_ALIKE:
            return []
        rated = [
            (fuzz.partial_ratio(text, passage.flat.casefold(), score_cutoff=_ALIKE), passage)
            for passage in self.passages
            if len(passage.text) >= len(text) // 2
        ]
        best = max((score for score, _ in rated), default=0.0)
        return [passage for score, passage in rated if score == best >= _ALIKE]


def is_same(one: Scalar | None, other: Scalar | None) -> bool:
    """Whether two values mean the same, however they are spelt."""
    if one is None or other is None or isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, str) and isinstance(other, str):
        return folded(one) == folded(other)
    return _number(one) == _number(other) is not None


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
