"""Paths below `/api/v1`, put together from segments that may be anybody's text."""

from urllib.parse import quote

from lineup.client.errors import ClientError, ErrorKind


def to(*segments: str | int) -> str:
    """Return the path of the segments, each quoted so that it stays one segment whatever it holds."""
    return "/api/v1/" + "/".join(_quoted(str(segment)) for segment in segments)


def _quoted(segment: str) -> str:
    if not segment:
        sentence = "There is nothing under an empty id: choose an entry of the list."
        raise ClientError(ErrorKind.NOT_FOUND, sentence)
    if set(segment) == {"."}:
        return "%2E" * len(segment)  # else `..` would be resolved and ask for something else
    return quote(segment, safe="")
