"""The coverage gate: branches over everything, and nothing missed where the code is pure."""

import json
import sys
from pathlib import Path
from typing import Any

OVERALL = 90.0
WHOLE = (
    "lineup/contract/",
    "lineup/compare/",
    "components/formatting.py",
    "components/step_graph.py",
    "components/statuses.py",
)
"""Paths of which every line and branch is to be covered."""


def missed(files: dict[str, Any]) -> list[str]:
    """Return the pure files that are not covered whole, with their share."""
    shares = {name: file["summary"]["percent_covered"] for name, file in files.items()}
    return [
        f"{name}: {share:.1f} %"
        for name, share in shares.items()
        if name.startswith(WHOLE) and share < 100
    ]


def main(report: Path) -> int:
    """Return 1 and say why where the report misses the gate."""
    coverage = json.loads(report.read_text("utf-8"))
    overall = coverage["totals"]["percent_covered"]
    problems = missed(coverage["files"])
    if overall < OVERALL:
        problems.append(f"all code: {overall:.1f} %, wanted {OVERALL:.0f} %")
    for problem in problems:
        print("coverage gate:", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
