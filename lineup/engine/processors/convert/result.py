"""The step result as on the wire (contract §4.1)."""

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.document import Reading
from lineup.engine.processors.convert.quality import parse_quality_score
from lineup.engine.processors.convert.render.documents import document_html, document_markdown
from lineup.engine.processors.convert.render.metadata import document_metadata
from lineup.engine.processors.convert.render.scene import Scene, images
from lineup.engine.processors.convert.render.tree import document_chunks, document_tree
from lineup.engine.processors.convert.settings import OutputFormat, RenderSettings
from lineup.engine.processors.convert.versions import OWN_NAME, OWN_VERSION


def convert_result(reading: Reading, settings: RenderSettings) -> JsonObject:
    """Return the result; a format that was not asked for is None, and so is `runtime`, which is not over yet."""
    scene = Scene(reading.document, reading.pictures, settings)
    metadata = document_metadata(scene)
    formats = set(settings.formats)
    return {
        "status": "complete",
        "success": True,
        "output_format": settings.output_format,
        "markdown": document_markdown(scene) if OutputFormat.MARKDOWN in formats else None,
        "html": document_html(scene) if OutputFormat.HTML in formats else None,
        "json": document_tree(scene, metadata) if OutputFormat.JSON in formats else None,
        "chunks": document_chunks(scene, metadata) if OutputFormat.CHUNKS in formats else None,
        "images": images(scene),
        "metadata": metadata,
        "error": "",
        "page_count": len(reading.document.pages),
        "parse_quality_score": parse_quality_score(reading.document),
        "runtime": None,
        "versions": {**reading.versions, OWN_NAME: OWN_VERSION},
    }
