"""Which headings each block stands under."""

from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.convert.render.scene import block_id, page_id

Hierarchy = dict[str, str]
"""The ids of the headings that hold, by their levels as text; a heading holds for itself too."""


def section_hierarchies(document: Document) -> dict[str, Hierarchy]:
    """Return the hierarchy of each block by its id; a page has the one in force at its end."""
    hierarchies: dict[str, Hierarchy] = {}
    current: dict[int, str] = {}
    for page in document.pages:
        for block in page.walk():
            level = block.heading_level
            if level is not None:
                current = {above: header for above, header in current.items() if above < level}
                current[level] = block_id(page, block)
            hierarchies[block_id(page, block)] = _as_text(current)
        hierarchies[page_id(page)] = _as_text(current)
    return hierarchies


def _as_text(current: dict[int, str]) -> Hierarchy:
    return {str(level): header for level, header in sorted(current.items())}
