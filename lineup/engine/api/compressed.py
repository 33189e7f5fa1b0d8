"""Answers that lie compressed in the store and mostly leave so."""

import gzip

from fastapi import Response


def json_response(compressed: bytes, accept_encoding: str) -> Response:
    """Return gzipped JSON as it is where the caller takes gzip, unpacked where it does not."""
    if "gzip" not in accept_encoding.lower():
        return Response(gzip.decompress(compressed), media_type="application/json")
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(compressed, media_type="application/json", headers=headers)
