"""What is said about the document beside its content (contract §4.4)."""

from collections import Counter

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.extras import Extra
from lineup.engine.processors.convert.model.contents import Heading
from lineup.engine.processors.convert.model.document import Page
from lineup.engine.processors.convert.model.inline import plain_text
from lineup.engine.processors.convert.render.links import document_links
from lineup.engine.processors.convert.render.scene import Scene, polygon
from lineup.engine.processors.convert.setting_notes import setting_notes


def document_metadata(scene: Scene) -> JsonObject:
    """Return table of contents and statistics of the pages, with our `page_kind`, `read_by`, `warnings` and `failed_pages`.

    Asked for, `links` lists the document's links.
    """
    document = scene.document
    metadata: JsonObject = {
        "table_of_contents": [entry for page in document.pages for entry in _entries(page)],
        "page_stats": [_statistics(page) for page in document.pages],
        "page_kind": document.kind.value,
    }
    warnings = [*document.warnings, *setting_notes(scene.settings, document)]
    if warnings:
        metadata["warnings"] = warnings
    if Extra.EXTRACT_LINKS in scene.settings.extras:
        metadata["links"] = document_links(document)
    if document.failed_pages:
        metadata["failed_pages"] = list(document.failed_pages)
    return metadata


def _entries(page: Page) -> list[JsonObject]:
    return [
        {
            "title": plain_text(block.content.runs),
            "heading_level": block.content.level,
            "page_id": page.index,
            "polygon": None if block.box is None else polygon(block.box),
        }
        for block in page.walk()
        if isinstance(block.content, Heading)
    ]


def _statistics(page: Page) -> JsonObject:
    counts = Counter(block.type.value for block in page.walk())
    statistics: JsonObject = {
        "page_id": page.index,
        "text_extraction_method": page.method.value,
        "block_counts": [[name, count] for name, count in counts.most_common()],
        "block_metadata": {},
        "confidence": page.confidence,
    }
    if page.readers:
        statistics["read_by"] = list(page.readers)
    return statistics | ({"title": page.title} if page.title else {})
