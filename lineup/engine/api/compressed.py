"""Answers that are worth compressing: step results are mostly text."""

import gzip

from fastapi import Response

_LEVEL = 1
"""The quickest: what it saves more would take longer than it saves on the way."""


def json_response(body: bytes, accept_encoding: str) -> Response:
    """Return JSON, gzipped where the caller takes that."""
    if "gzip" not in accept_encoding.lower():
        return Response(body, media_type="application/json")
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(gzip.compress(body, _LEVEL), media_type="application/json", headers=headers)
