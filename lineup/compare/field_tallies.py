"""Counting how many leaf fields the sides read alike, only over those that both have."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from lineup.compare.comparison import FieldTally
from lineup.compare.field_paths import ANY, longer_path
from lineup.compare.field_values import ABSENT, fields_of
from lineup.compare.rates import Rate


class TallyKeeper:
    """Counts each side against the first."""

    def __init__(self, sides: int) -> None:
        self._alike: list[dict[str, int]] = [defaultdict(int) for _ in range(sides)]
        self._pairs: list[dict[str, int]] = [defaultdict(int) for _ in range(sides)]
        self._only_first = [0] * sides
        self._only_other = [0] * sides

    def count(
        self, path: str, values: Sequence[Any], keys: Sequence[str], sides: Collection[int]
    ) -> None:
        """Count a place: a pair for each side that has it as the first has, else the leaves that only one has.

        Sides whose keys are equal are alike; only the given sides are counted, and the first is compared with if given.
        """
        for side in sides:
            if side == 0 or 0 not in sides:
                continue
            if values[0] is not ABSENT and values[side] is not ABSENT:
                self._pairs[side][path] += 1
                self._alike[side][path] += keys[side] == keys[0]
            else:
                self._only_first[side] += leaf_count(values[0])
                self._only_other[side] += leaf_count(values[side])

    def count_whole(self, path: str, value: Any, sides: Collection[int]) -> None:  # noqa: ANN401 (JSON)
        """Count every leaf of a value that all the given sides have alike."""
        others = [side for side in sides if side] if 0 in sides else []
        waiting = [(path, value)]
        while waiting:
            at, inner = waiting.pop()
            fields = fields_of(inner) if isinstance(inner, dict) else {}
            if fields:
                waiting.extend((longer_path(at, name), field) for name, field in fields.items())
            elif isinstance(inner, list) and inner:
                waiting.extend((longer_path(at, ANY), item) for item in inner)
            else:
                for side in others:
                    self._pairs[side][at] += 1
                    self._alike[side][at] += 1

    def tallies(self) -> tuple[FieldTally, ...]:
        """Return each side's tally; the first side's is empty."""
        return tuple(
            FieldTally(
                alike=Rate(sum(alike.values()), sum(pairs.values())),
                by_path={path: Rate(alike[path], n) for path, n in pairs.items()},
                only_baseline=only_first,
                only_other=only_other,
            )
            for alike, pairs, only_first, only_other in zip(
                self._alike, self._pairs, self._only_first, self._only_other, strict=True
            )
        )


def leaf_count(value: Any) -> int:  # noqa: ANN401 (JSON or ABSENT)
    """Return how many leaves a value has; an empty list or object is one."""
    if value is ABSENT:
        return 0
    inner = list(fields_of(value).values()) if isinstance(value, dict) else value
    return sum(map(leaf_count, inner)) if isinstance(inner, list) and inner else 1
