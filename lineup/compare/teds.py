"""TEDS: how alike two tables are as trees, 0 to 1 (Zhong et al. 2019, arXiv 1911.10683).

The edit distance is Zhang and Shasha's (SIAM J. Comput. 18, 1989), written out here because a table's tree has three
levels: for those it needs a few steps per pair of nodes, and a general implementation some hundred.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from lineup.compare.blocks import Cells

MOST_PAIRS = 250_000
"""The largest product of two trees' sizes that is computed; it takes some tenths of a second."""


def tree_size(cells: Cells) -> int:
    """Return how many nodes a table's tree has: itself, its rows and its cells."""
    return 1 + len(cells) + sum(map(len, cells))


def teds(first: Cells, second: Cells) -> float | None:
    """Return the similarity of two tables; None where they are too large for it."""
    if first == second:
        return 1.0
    sizes = tree_size(first), tree_size(second)
    if sizes[0] * sizes[1] > MOST_PAIRS:
        return None
    return max(1 - _distance(_tree(first), _tree(second)) / max(sizes), 0.0)


@dataclass(frozen=True)
class _Tree:
    """Nodes in postorder: a cell's text or a name, the position of each one's leftmost leaf, and the keyroots."""

    texts: list[str]
    names: list[str]
    leftmost: list[int]
    keyroots: list[int]


def _tree(cells: Cells) -> _Tree:
    tree = _Tree([], [], [], [])
    for row in cells:
        start = len(tree.texts)
        for cell in row:
            _add(tree, "td", cell, len(tree.texts))
        _add(tree, "tr", "", start)
    _add(tree, "table", "", 0)
    last = {leftmost: position for position, leftmost in enumerate(tree.leftmost)}
    tree.keyroots.extend(sorted(last.values()))
    return tree


def _add(tree: _Tree, name: str, text: str, leftmost: int) -> None:
    tree.texts.append(text)
    tree.names.append(name)
    tree.leftmost.append(leftmost)


def _distance(first: _Tree, second: _Tree) -> float:
    renames = [_renames(first, at, second) for at in range(len(first.names))]
    trees = [[0.0] * len(second.names) for _ in first.names]
    for left in first.keyroots:
        for right in second.keyroots:
            _fill(trees, renames, (first.leftmost, left), (second.leftmost, right))
    return trees[-1][-1]


def _renames(first: _Tree, at: int, second: _Tree) -> list[float]:
    name, text = first.names[at], first.texts[at]
    return [
        Levenshtein.normalized_distance(text, other) if name == other_name else 1.0
        for other_name, other in zip(second.names, second.texts, strict=True)
    ]


def _fill(
    trees: list[list[float]],
    renames: Sequence[Sequence[float]],
    left: tuple[Sequence[int], int],
    right: tuple[Sequence[int], int],
) -> None:
    """Fill in the distances of the subtrees under two keyroots, row by row of their forests."""
    (firsts, end), (seconds, other_end) = left, right
    start, other_start = firsts[end], seconds[other_end]
    forests = [[float(column) for column in range(other_end - other_start + 2)]]
    for one in range(start, end + 1):
        above = forests[-1]
        row = [above[0] + 1]
        whole = firsts[one] == start
        before = forests[firsts[one] - start]
        for other in range(other_start, other_end + 1):
            column = other - other_start
            least = min(above[column + 1], row[column]) + 1
            if whole and seconds[other] == other_start:
                least = min(least, above[column] + renames[one][other])
                trees[one][other] = least
            else:
                least = min(least, before[seconds[other] - other_start] + trees[one][other])
            row.append(least)
        forests.append(row)
