"""A party's address, whole or in parts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lineup.engine.processors.extract.kinds.kind import Kind
from lineup.engine.processors.extract.search.candidates import Candidate
from lineup.engine.processors.extract.search.names import has_postcode, is_street, split_town
from lineup.engine.processors.extract.search.parties import Parties
from lineup.engine.processors.extract.text.segments import Segment

_WHOLE, _PART, _DOUBTFUL = 0.8, 0.78, 0.55
_NO_COUNTRY = re.compile(r"\d")


def address_parts(kind: Kind, parties: Parties, party: str) -> Iterator[Candidate]:
    """Yield what a party's address has of a kind: all of it, its street, postal code, town or country."""
    labelled = list(_labelled(parties, party))
    line = parties.address_line(party)
    if line is not None and not labelled:
        yield from _of_sender(kind, *line)
        return
    block = parties.block_of(party)
    lines = labelled or (list(block.address) if block is not None else [])
    if not lines:
        return
    reason = "Below the name." if not labelled else "Beside the label of an address."
    if kind is Kind.ADDRESS:
        score = _WHOLE if _is_address(lines) else _DOUBTFUL
        yield Candidate(_joined(lines), score, tuple(lines), reason)
    elif kind is Kind.COUNTRY:
        yield from _country(lines, reason)
    else:
        yield from islice(_of_lines(kind, lines, reason), 1)


def _of_sender(kind: Kind, line: Segment, address: str) -> Iterator[Candidate]:
    """Yield the parts of an address in one line, between commas."""
    reason = "The sender's line with its address."
    if kind is Kind.ADDRESS:
        yield Candidate(address, _WHOLE, (line,), reason)
    elif kind is not Kind.COUNTRY:
        parts = [replace(line, text=part.strip()) for part in address.split(",")]
        yield from islice(_of_lines(kind, parts, reason), 1)


def _of_lines(kind: Kind, lines: list[Segment], reason: str) -> Iterator[Candidate]:
    for line in lines:
        town = split_town(line.text)
        if kind is Kind.STREET and town is None and is_street(line.text):
            yield Candidate(line.text.strip(" ,"), _PART, (line,), reason)
        elif kind is not Kind.STREET and town is not None:
            value = town[0] if kind is Kind.POSTCODE else town[1]
            if value:
                yield Candidate(value, _PART, (line,), reason)


def _country(lines: list[Segment], reason: str) -> Iterator[Candidate]:
    """Yield the line after the town."""
    at = next((place for place, line in enumerate(lines) if has_postcode(line.text)), None)
    if at is not None and at + 1 < len(lines) and not _NO_COUNTRY.search(lines[at + 1].text):
        yield Candidate(lines[at + 1].text.strip(" ,"), _PART, (lines[at + 1],), reason)


def _labelled(parties: Parties, party: str) -> Iterator[Segment]:
    """Yield the lines beside and below "Address:" in a party's part of the page."""
    for label in parties.labels.of("address"):
        if parties.sections.party_of(label.segment) != party or not label.is_whole:
            continue
        beside = parties.sheet.after(label.segment)[:1]
        for first in beside:
            yield first
            for below in parties.sheet.rows[first.row + 1 : first.row + 5]:
                if below[0].page != first.page or abs(below[0].left - first.left) > 6:  # noqa: PLR2004
                    return
                yield below[0]
        return


def _is_address(lines: list[Segment]) -> bool:
    return any(has_postcode(line.text) or is_street(line.text) for line in lines)


def _joined(lines: list[Segment]) -> str:
    return " ".join(
        text if text.endswith(",") or at == len(lines) - 1 else f"{text},"
        for at, text in enumerate(line.text.strip() for line in lines)
    )
