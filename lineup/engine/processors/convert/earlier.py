"""An earlier reading of the same document, taken up again: rendered anew, not read anew."""

import base64
import gzip
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from lineup.engine.processors.convert.model.checkpoint import read_document
from lineup.engine.processors.convert.model.contents import Drawing
from lineup.engine.processors.convert.model.document import Document, Picture, Reading
from lineup.engine.processors.convert.render.scene import block_id
from lineup.engine.processors.convert.versions import OWN_NAME

_NO_PICTURES = "The run that left the checkpoint kept no pictures, so there are none here: run without checkpoint_id to have them."
_MEDIA_TYPES = {"png": "image/png", "jpeg": "image/jpeg"}


def read_earlier(checkpoint: Path, result: Path | None) -> Reading:
    """Return the reading that an earlier convert left in its checkpoint, with the pictures of its result."""
    document = read_document(checkpoint)
    fields = json.loads(gzip.decompress(result.read_bytes())) if result is not None else {}
    pictures = _pictures(document, fields.get("images") or {})
    versions = {name: text for name, text in fields.get("versions", {}).items() if name != OWN_NAME}
    return Reading(_with_warning(document, pictures), pictures, versions)


def _pictures(document: Document, images: Mapping[str, str]) -> dict[str, Picture]:
    """Return the pictures by the keys of their drawings; in a result they have the names of their blocks."""
    found: dict[str, Picture] = {}
    for page in document.pages:
        for block in page.walk():
            if not isinstance(block.content, Drawing):
                continue
            name = block_id(page, block).replace("/", "_")
            for extension, media_type in _MEDIA_TYPES.items():
                text = images.get(f"{name}.{extension}")
                if text is not None:
                    found[block.content.key] = Picture(base64.b64decode(text), media_type)
    return found


def _with_warning(document: Document, pictures: Mapping[str, Picture]) -> Document:
    has_drawings = any(
        isinstance(block.content, Drawing) for page in document.pages for block in page.walk()
    )
    if pictures or not has_drawings:
        return document
    return replace(document, warnings=(*document.warnings, _NO_PICTURES))
