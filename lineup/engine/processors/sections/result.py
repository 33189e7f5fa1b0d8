"""The merged result of a step that was done section by section."""

from collections.abc import Sequence
from typing import Any

from lineup.contract.wire import JsonObject
from lineup.engine.processors.protocol import ProcessorError, SectionPart, StepOutput, StepTask
from lineup.engine.processors.sections.answered import BACKEND, answered
from lineup.engine.processors.sections.merging import (
    EXTRACTION,
    differing_fields,
    differing_text,
    merge_fields,
)
from lineup.engine.processors.sections.narrowing import read_json

_OWN = (
    "status",
    "success",
    EXTRACTION,
    "page_count",
    "runtime",
    "metadata",
    "error",
    "json",
    "images",
)
"""The fields of a section's result that are not taken from the first one as they are."""

_MEANS = ("parse_quality_score", "extraction_score_average")
_MOST_WARNINGS = 20


def merge_sections(task: StepTask) -> StepOutput:
    """Return what the sections left as one result. Raises ProcessorError if none of them left anything."""
    done = [(part, read_json(part.result)) for part in task.parts if part.result is not None]
    failed = [part for part in task.parts if part.result is None]
    if not done:
        first = failed[0].error if failed else None
        message = f"None of the {len(failed)} sections could be worked on. The first says: {first or 'nothing'}"
        raise ProcessorError(message)
    pages = {page for part, _ in done for page in part.pages}
    return StepOutput(
        result=_merged(task.parts, done, len(pages)),
        page_count=len(pages),
        has_errors=bool(failed),
        checkpoint={} if task.checkpoint is None else read_json(task.checkpoint),
    )


def _merged(
    parts: Sequence[SectionPart], done: Sequence[tuple[SectionPart, JsonObject]], pages: int
) -> JsonObject:
    results = [result for _, result in done]
    first = {name: value for name, value in results[0].items() if name not in _OWN}
    fields = [result[EXTRACTION] for result in results if isinstance(result.get(EXTRACTION), dict)]
    extracted = {EXTRACTION: merge_fields(fields)} if fields else {}
    runtimes = [result.get("runtime") or 0 for result in results]
    return {
        "status": "complete",
        "success": True,
        **first,
        **extracted,
        **_means(results),
        **_tree(results),
        "images": {
            name: each for result in results for name, each in (result.get("images") or {}).items()
        },
        "sections": [_section(part, dict(_by_index(done)).get(part.step_index)) for part in parts],
        "metadata": _metadata(parts, results, fields),
        "error": "",
        "page_count": pages,
        "runtime": round(sum(runtimes), 3),
    }


def _by_index(done: Sequence[tuple[SectionPart, JsonObject]]) -> list[tuple[int, JsonObject]]:
    return [(part.step_index, result) for part, result in done]


def _section(part: SectionPart, result: JsonObject | None) -> JsonObject:
    return {
        "name": part.name,
        "pages": list(part.pages),
        "step_index": part.step_index,
        "error": part.error,
        BACKEND: None if result is None else (result.get("metadata") or {}).get(BACKEND),
        EXTRACTION: None if result is None else result.get(EXTRACTION),
    }


def _means(results: Sequence[JsonObject]) -> JsonObject:
    """Return the means of the figures that each section's result has of its own, weighed by its pages."""
    means: JsonObject = {}
    for name in _MEANS:
        told = [
            (result[name], result.get("page_count") or 1)
            for result in results
            if result.get(name) is not None
        ]
        if told:
            pages = sum(count for _, count in told)
            means[name] = round(sum(value * count for value, count in told) / pages, 2)
    return means


def _tree(results: Sequence[JsonObject]) -> JsonObject:
    """Return the block trees as one, each page once, in the order of the document."""
    trees = [result["json"] for result in results if isinstance(result.get("json"), dict)]
    if not trees:
        return {}
    pages = {page.get("id"): page for tree in trees for page in tree.get("children") or []}
    return {"json": trees[0] | {"children": sorted(pages.values(), key=_page_number)}}


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _page_number(page: JsonObject) -> int:
    """Return the number in a page's id, `/page/3/Page/7`."""
    parts = str(page.get("id")).split("/")
    return int(parts[2]) if len(parts) > 2 and parts[2].isdigit() else 0  # noqa: PLR2004 (see above)


def _metadata(
    parts: Sequence[SectionPart], results: Sequence[JsonObject], fields: Sequence[JsonObject]
) -> JsonObject:
    each = [result.get("metadata") or {} for result in results]
    lists = {name for one in each for name, value in one.items() if isinstance(value, list)}
    metadata = each[0] | {
        name: [item for one in each for item in _listed(one.get(name))] for name in lists
    }
    failures = [
        f"The section {part.name!r} could not be worked on: {part.error or 'it has no result.'}"
        for part in parts
        if part.result is None
    ]
    told = metadata.get("warnings", [])
    warnings = dict.fromkeys([*failures, *differing_text(differing_fields(fields)), *told])
    return metadata | answered(each) | {"warnings": list(warnings)[:_MOST_WARNINGS]}
