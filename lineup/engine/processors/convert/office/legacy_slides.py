"""The slides of a PowerPoint presentation of 1997 to 2003, told apart.

docling reads all slides into one row of texts, those of the layouts among them. So it reads the presentation once for
each slide, the others being made unreadable in place, and once without any: what is left then is the layouts'. The
file keeps its length and all its offsets.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from lineup.engine.processors.convert.office.compound import Stream, find_stream
from lineup.engine.processors.convert.office.legacy_records import (
    Parts,
    Record,
    parts_of,
    record_at,
    records,
)

_STREAM = ("PowerPoint Document",)
_DOCUMENT, _LIST, _SLIDE_LISTED, _SLIDE = 1000, 4080, 1011, 1006
_OF_SLIDES = 0  # a list's instance: 1 is the layouts', 2 the notes'
_NOTHING = struct.pack("<H", 0x0FFF)  # a type that no record has


_Slide = list[Record]
"""All records that are one slide's: its own, and in the list of slides its entry and its texts."""


@dataclass(frozen=True)
class LegacySlides:
    """The slides in their order."""

    whole: bytes
    stream: Stream
    slides: tuple[_Slide, ...]

    def alone(self, number: int) -> bytes:
        """Return the presentation with one slide alone, by its 0-based number."""
        return self._without(self.slides[:number] + self.slides[number + 1 :])

    def none(self) -> bytes:
        """Return the presentation without any slide."""
        return self._without(self.slides)

    def _without(self, slides: Iterable[_Slide]) -> bytes:
        changed = bytearray(self.whole)
        for record in (record for slide in slides for record in slide):
            self.stream.overwrite(changed, record.at + 2, _NOTHING)
        return bytes(changed)


def legacy_slides(whole: bytes) -> LegacySlides | None:
    """Return the slides; None where they can't be told apart."""
    stream = find_stream(whole, _STREAM)
    parts = parts_of(stream.content) if stream else None
    if stream is None or parts is None:
        return None
    slides = tuple(_slides(stream.content, parts))
    return LegacySlides(whole, stream, slides) if slides else None


def _slides(content: bytes, parts: Parts) -> list[_Slide]:
    document = record_at(content, parts.places.get(parts.document, len(content)))
    if document is None or document.type != _DOCUMENT:
        return []
    slides: list[_Slide] = []
    for held in records(content, document.body, document.end):
        if (held.type, held.instance) != (_LIST, _OF_SLIDES):
            continue
        for record in records(content, held.body, held.end):
            if record.type == _SLIDE_LISTED:
                slides.append(_itself(content, parts, record))
            if slides:
                slides[-1].append(record)
    return slides


def _itself(content: bytes, parts: Parts, listed: Record) -> _Slide:
    """Return the slide's own record, if it is where its entry in the list says."""
    number = int.from_bytes(content[listed.body : listed.body + 4], "little")
    slide = record_at(content, parts.places.get(number, len(content)))
    return [slide] if slide is not None and slide.type == _SLIDE else []
