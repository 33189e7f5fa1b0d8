"""Boxes out of what the model answers: PicoDet's, as the PaddleDetection project describes it.

For each of four grids the model gives every point's confidence in each class, and how likely the box's edges are so and
so many steps of the grid away.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lineup.engine.processors.convert.layout.regions import Region, RegionKind

Numbers = NDArray[np.floating[Any]]

INPUT_HEIGHT, INPUT_WIDTH = 800, 608
_STRIDES = (8, 16, 32, 64)
_KINDS = tuple(RegionKind)
_MOST_OF_A_KIND = 100
_SAME_BOX = 0.5  # intersection over union from which two boxes of a kind are one


def decode(
    answers: Sequence[Numbers], scale: tuple[float, float], least: float
) -> Iterator[Region]:
    """Yield the regions of which the model is at least so sure; `scale` is the picture's pixels per input pixel."""
    count = len(_STRIDES)
    confidences = np.concatenate([answer[0] for answer in answers[:count]])
    boxes = np.concatenate(
        [
            _boxes(answer[0], stride)
            for answer, stride in zip(answers[count:], _STRIDES, strict=True)
        ]
    )
    boxes = boxes.clip(0, (INPUT_WIDTH, INPUT_HEIGHT) * 2) * (scale * 2)
    for at, kind in enumerate(_KINDS):
        held = confidences[:, at] > least
        for number in _best(boxes[held], confidences[held, at]):
            x0, y0, x1, y1 = (float(corner) for corner in boxes[held][number])
            yield Region(kind, (x0, y0, x1, y1), float(confidences[held, at][number]))


def _boxes(distances: Numbers, stride: int) -> Numbers:
    """Return a box for each point of the grid: the mean of where its edges may be."""
    across, down = -(-INPUT_WIDTH // stride), -(-INPUT_HEIGHT // stride)
    x, y = np.meshgrid((np.arange(across) + 0.5) * stride, (np.arange(down) + 0.5) * stride)
    centres = np.stack([x.ravel(), y.ravel()] * 2, axis=1)
    likely = np.exp(distances.reshape(len(distances), 4, -1))
    likely /= likely.sum(axis=2, keepdims=True)
    steps = likely @ np.arange(likely.shape[2])
    boxes: Numbers = centres + steps * stride * (-1, -1, 1, 1)
    return boxes


def _best(boxes: Numbers, confidences: Numbers) -> list[int]:
    """Return which boxes remain when those go that nearly cover a surer one."""
    left = np.argsort(-confidences, kind="stable")
    kept: list[int] = []
    while len(left) and len(kept) < _MOST_OF_A_KIND:
        first, left = int(left[0]), left[1:]
        kept.append(first)
        left = left[_intersection_over_union(boxes[first], boxes[left]) <= _SAME_BOX]
    return kept


def _intersection_over_union(one: Numbers, others: Numbers) -> Numbers:
    sides = np.minimum(one[2:], others[:, 2:]) - np.maximum(one[:2], others[:, :2])
    common = sides.clip(0).prod(axis=1)
    areas = (others[:, 2:] - others[:, :2]).prod(axis=1) + (one[2:] - one[:2]).prod()
    share: Numbers = common / np.maximum(areas - common, 1e-9)
    return share
