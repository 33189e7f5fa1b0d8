"""Sides of our own making."""

from collections.abc import Mapping
from typing import Any

from lineup.compare.sides import Side
from lineup.contract.executions import Execution


def execution(status: str = "completed", **more: Any) -> Execution:
    return Execution.model_validate(
        {
            "execution_id": "pex_aaaaaaaaaaaa",
            "pipeline_id": "pl_aaaaaaaaaaaa",
            "pipeline_version": 1,
            "status": status,
            "steps": [{"step_index": 0, "step_type": "convert", "status": "completed"}],
        }
        | more
    )


def side(key: str, *results: Mapping[str, Any], status: str = "completed", **more: Any) -> Side:
    numbered = {index: dict(result) for index, result in enumerate(results)}
    return Side(key, f"version {key}", execution(status, **more), numbered)


def page(number: int, *html: str) -> dict[str, Any]:
    children = [
        {
            "id": f"/page/{number}/Text/{at}",
            "block_type": "Text",
            "html": text,
            "bbox": [0, at, 9, at + 1],
        }
        for at, text in enumerate(html)
    ]
    return {"id": f"/page/{number}/Page/0", "block_type": "Page", "children": children}


def tree(*pages: dict[str, Any]) -> dict[str, Any]:
    return {"json": {"block_type": "Document", "children": list(pages)}}


def paginated(*pages: str) -> str:
    return "".join(f"\n\n{{{number}}}{'-' * 48}\n\n{text}" for number, text in enumerate(pages))
