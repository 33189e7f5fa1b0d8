"""Where the parts of a document stand on its pages, in each side's own units."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lineup.compare.differences import Difference
from lineup.compare.shapes import box_of, json_objects, page_of, text_of
from lineup.contract.results import Box
from lineup.contract.wire import JsonObject

_MOST_DEPTH = 40


@dataclass(frozen=True)
class SidePlaces:
    """One side's pages by their 0-based numbers and the blocks that were asked for by their ids, each with its box."""

    pages: Mapping[int, Box] = field(default_factory=dict)
    blocks: Mapping[str, Box] = field(default_factory=dict)


def cited_blocks(differences: Collection[Difference], side: int) -> frozenset[str]:
    """Return the blocks that a side's readings were taken from, as far as their boxes are not known."""
    readings = (difference.readings[side] for difference in differences)
    return frozenset(block for one in readings if one.box is None for block in one.citations)


def side_places(results: Mapping[int, JsonObject], blocks: Collection[str]) -> SidePlaces:
    """Return the boxes of a side's pages and of these blocks, from its results in JSON or chunks."""
    pages: dict[int, Box] = {}
    found: dict[str, Box] = {}
    wanted = set(blocks)
    for result in results.values():
        for number, box in _pages(result):
            pages.setdefault(number, box)
        for name, box in _blocks(result) if wanted - found.keys() else ():
            if name in wanted:
                found.setdefault(name, box)
    return SidePlaces(pages, found)


def _pages(result: JsonObject) -> Iterator[tuple[int, Box]]:
    tree, chunks = result.get("json"), result.get("chunks")
    for node in json_objects(tree.get("children") if isinstance(tree, dict) else None):
        yield from _numbered(page_of(text_of(node, "id")), node.get("bbox"))
    told = chunks.get("page_info") if isinstance(chunks, dict) else None
    for number, page in told.items() if isinstance(told, dict) else ():
        if isinstance(page, dict) and str(number).isdecimal():
            yield from _numbered(int(number), page.get("bbox"))


def _numbered(number: int | None, told: Any) -> Iterator[tuple[int, Box]]:  # noqa: ANN401 (JSON)
    box = box_of(told)
    if number is not None and box and box[2] > box[0] and box[3] > box[1]:
        yield number, box


def _blocks(result: JsonObject) -> Iterator[tuple[str, Box]]:
    """Yield all blocks that have a box. Without recursion: the tree may be hostile."""
    chunks = result.get("chunks")
    level = [
        *json_objects([result.get("json")]),
        *json_objects(chunks.get("blocks") if isinstance(chunks, dict) else None),
    ]
    for _ in range(_MOST_DEPTH):
        for node in level:
            box = box_of(node.get("bbox"))
            if box:
                yield text_of(node, "id"), box
        level = [child for node in level for child in json_objects(node.get("children"))]
