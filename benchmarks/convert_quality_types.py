"""What kind of page a document of the set is, to see where an engine loses."""

import re
from collections.abc import Mapping
from pathlib import Path

from liteparse import LiteParse

_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_LIST = re.compile(r"^\s*[-*•·] ", re.MULTILINE)
_RIGHT_TO_LEFT = re.compile("[֐-ࣿ]")


def page_types(path: Path, truth: str) -> frozenset[str]:
    """Return the kinds that the document is of: by what its truth holds, and by how its page is laid out."""
    page = LiteParse(ocr_enabled=False, include_complexity=True, quiet=True).parse(path).pages[0]
    layout = page.complexity.layout
    has_table = "<table" in truth
    kinds: Mapping[str, bool] = {
        "table, ruled": has_table and layout.ruled_table_count > 0,
        "table, not ruled": has_table and layout.ruled_table_count == 0,
        "several columns": layout.column_count > 1,
        "figure": layout.figure_count > 0 or page.complexity.image_block_count > 0,
        "headings": _HEADING.search(truth) is not None,
        "no heading": _HEADING.search(truth) is None,
        "list": _LIST.search(truth) is not None,
        "right to left": _RIGHT_TO_LEFT.search(truth) is not None,
    }
    return frozenset(kind for kind, holds in kinds.items() if holds)
