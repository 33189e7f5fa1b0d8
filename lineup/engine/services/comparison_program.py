"""Program: compare what variants made of one document.

`{"document", "compared_step", "text_layers", "sides": [{"name", "execution", "result", "gone"}]}` to `{"sides",
"differences", "total", "notes"}`; `result` is the path of packed JSON, `text_layers` the pages' own texts by their 0-based
numbers. A side's `tally` is what it won, what was decided, and what was not: by those texts, as far as there are any.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from lineup.compare.comparison import DocumentComparison
from lineup.compare.decisions import DecidedBy, Decision, SideShare, decide, side_shares
from lineup.compare.differences import Difference
from lineup.compare.documents import compare_document
from lineup.compare.shapes import box_of, json_objects, text_of
from lineup.compare.sides import Side
from lineup.contract.comparisons import ReadingBox, VariantDifference
from lineup.contract.executions import Execution
from lineup.contract.results import Box
from lineup.contract.wire import JsonObject
from lineup.documents.children.serving import serve_child

MAX_LISTED = 2_000
"""The most differences of a document that are listed, the worst first; all of them are counted."""

_TEXTS = ("json", "chunks", "markdown", "html")
_FIELDS = "extraction_schema_json"
_EXTRACT = "extract"


def compare(request: JsonObject) -> JsonObject:
    """Return what differs between the sides, and how each fares by what can be decided."""
    is_extract = request["compared_step"] == _EXTRACT
    results = [_read(side["result"]) for side in request["sides"]]
    sides = [
        _side(at, side, result, is_extract=is_extract)
        for at, (side, result) in enumerate(zip(request["sides"], results, strict=True))
    ]
    layers = {int(page): text for page, text in request["text_layers"].items()}
    found = compare_document(request["document"], sides, text_layers=layers)
    real = [difference for difference in found.differences if difference.is_real]
    boxes = [_boxes(result) if is_extract else {} for result in results]
    return {
        "sides": _told_sides(found, side_shares(real, len(sides))),
        "differences": [_told(difference, found, boxes) for difference in real[:MAX_LISTED]],
        "total": len(real),
        "notes": [*found.notes, *_own_notes(layers, len(real))],
    }


def _read(path: str | None) -> JsonObject:
    if path is None:
        return {}
    result: JsonObject = json.loads(gzip.decompress(Path(path).read_bytes()))
    return result


def _side(at: int, told: JsonObject, result: JsonObject, *, is_extract: bool) -> Side:
    wanted = (_FIELDS,) if is_extract else _TEXTS
    kept = {name: result[name] for name in wanted if result.get(name) is not None}
    execution = told["execution"]
    return Side(
        key=str(at),
        label=told["name"],
        execution=None if execution is None else Execution.model_validate(execution),
        results={0: kept} if result else {},
        gone=told["gone"],
    )


def _told_sides(found: DocumentComparison, shares: tuple[SideShare, ...]) -> list[JsonObject]:
    """Return how the sides fared; one that was not compared has won, and lost, nothing."""
    return [
        {
            "name": state.label,
            "is_compared": state.is_compared,
            "reason": state.reason,
            "tally": [share.won.count, share.won.n, share.undecided]
            if state.is_compared
            else [0, 0, 0],
        }
        for state, share in zip(found.sides, shares, strict=True)
    ]


def _told(
    difference: Difference, found: DocumentComparison, boxes: list[dict[str, Box]]
) -> JsonObject:
    decision = decide(difference)
    is_decided = decision.decided_by is not DecidedBy.NOTHING
    pages = (difference.place.page, *(reading.page for reading in difference.readings))
    return VariantDifference(
        page=next((page for page in pages if page is not None), None),
        before=difference.before,
        after=difference.after,
        readings=[reading.text for reading in difference.readings],
        winners=sorted(decision.winners),
        verdict="decided" if is_decided else "undecided",
        decided_by=decision.decided_by,
        weight=difference.weight,
        boxes=list(_reading_boxes(difference, boxes)),
        description=_sentence(decision, [state.label for state in found.sides]),
        id=difference.id,
        kind=difference.kind,
        path=difference.place.path or None,
        states=[reading.state for reading in difference.readings],
    ).model_dump(mode="json")


def _sentence(decision: Decision, names: list[str]) -> str:
    if decision.decided_by is DecidedBy.NOTHING:
        return "The page's own text does not decide this."
    told = " and ".join(names[at] for at in sorted(decision.winners))
    return f"The page's own text has the reading of {told}."


def _reading_boxes(difference: Difference, boxes: list[dict[str, Box]]) -> Iterator[ReadingBox]:
    for at, reading in enumerate(difference.readings):
        box = reading.box or boxes[at].get(reading.block or "")
        page = difference.place.page if reading.page is None else reading.page
        if box is not None and page is not None:
            yield ReadingBox(variant=at, page=page, bbox=box, block_id=reading.block)


def _boxes(result: JsonObject) -> dict[str, Box]:
    """Return the boxes of the blocks that citations may name. Without recursion: a tree may be deep."""
    tree = result.get("json")
    waiting, found = [tree] if isinstance(tree, dict) else [], {}
    while waiting:
        node = waiting.pop()
        box = box_of(node.get("bbox"))
        if box is not None:
            found[text_of(node, "id")] = box
        waiting.extend(json_objects(node.get("children")))
    return found


def _own_notes(layers: dict[int, str], total: int) -> Iterator[str]:
    if not any(text.strip() for text in layers.values()):
        yield "The document has no text of its own to decide by, so no difference is decided."
    if total > MAX_LISTED:
        yield f"{MAX_LISTED:,} of {total:,} differences are listed, the worst first; all are counted."


if __name__ == "__main__":  # pragma: no cover (as a program it runs in children)
    serve_child(compare)
