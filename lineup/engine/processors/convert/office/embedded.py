"""The pictures inside an office file, as docling hands them over: data URIs."""

import base64
import binascii
from collections.abc import Iterable

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.document import Picture

_MAX_PICTURES = 500
_MAX_BYTES = 64 * 1024 * 1024
_MEDIA_TYPES = {"image/png", "image/jpeg"}


def embedded_pictures(pictures: Iterable[JsonObject]) -> dict[str, Picture]:
    """Return the PNG and JPEG pictures by their nodes' references, up to 500 and 64 MiB: a result is one answer."""
    found: dict[str, Picture] = {}
    total = 0
    for node in pictures:
        picture = _picture((node.get("image") or {}).get("uri") or "")
        if picture is None or total + len(picture.content) > _MAX_BYTES:
            continue
        found[node["self_ref"]] = picture
        total += len(picture.content)
        if len(found) == _MAX_PICTURES:
            break
    return found


def _picture(address: str) -> Picture | None:
    head, _, body = address.partition(";base64,")
    media_type = head.removeprefix("data:")
    if media_type not in _MEDIA_TYPES:
        return None
    try:
        return Picture(base64.b64decode(body, validate=True), media_type)
    except binascii.Error:
        return None
