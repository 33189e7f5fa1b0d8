"""PowerPoint presentations made ready for docling, which tells neither the looks of their texts nor their links."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lineup.engine.processors.convert.model.inline import Mark, clean
from lineup.engine.processors.convert.office.archive_copy import (
    Rewrite,
    copy_rewritten,
    read_part,
)
from lineup.engine.processors.convert.office.markings import Marking, Markings, is_free

_SLIDE = re.compile(r"ppt/slides/(slide\d{1,6}\.xml)")
_RELATION = re.compile(r"<Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(r"""(?<![\w:])([\w:]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")
_RUN = re.compile(
    r"(<a:r>\s*<a:rPr\b([^<>]*?)(?:/>|>([^<]*+(?:<(?!/?a:rPr\b)[^<]*+){0,200}+)</a:rPr>)\s*<a:t>)([^<]+)(</a:t>)"
)
_LINK = re.compile(r"<a:hlinkClick\s([^<>]*)>")
_SWITCHED_ON = {"1", "true", "on"}


def prepared_slides(source: Path, target: Path) -> Markings | None:
    """Write a copy in which docling loses less; return what its markings mean, or None where there is no copy."""
    markings = Markings()
    try:
        with ZipFile(source) as archive:
            names = [name for name in archive.namelist() if _SLIDE.fullmatch(name)]
        rewrites = {name: _rewrite(source, name, markings) for name in names}
        copy_rewritten(source, target, rewrites)
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return None
    return markings


def _rewrite(source: Path, name: str, markings: Markings) -> Rewrite:
    relations = read_part(source, _SLIDE.sub(r"ppt/slides/_rels/\1.rels", name))
    links = dict(_links(relations))

    def rewrite(part: str) -> str:
        return _RUN.sub(lambda run: _marked(run, links, markings), part) if is_free(part) else part

    return rewrite


def _links(relations: str) -> Iterator[tuple[str, str]]:
    for tag in _RELATION.findall(relations):
        said = _attributes(tag)
        if said.get("TargetMode") == "External":
            yield said.get("Id", ""), said.get("Target", "")


def _attributes(tag: str) -> dict[str, str]:
    return {name: clean(unescape(one or other)) for name, one, other in _ATTRIBUTE.findall(tag)}


def _marked(run: re.Match[str], links: Mapping[str, str], markings: Markings) -> str:
    link = _LINK.search(run[3] or "")
    address = links.get(_attributes(link[1]).get("r:id", "")) if link else None
    marking = Marking(marks=tuple(_marks(_attributes(run[2]))), link=address)
    return run[0] if marking == Marking() else f"{run[1]}{markings.wrap(run[4], marking)}{run[5]}"


def _marks(look: Mapping[str, str]) -> Iterator[Mark]:
    if look.get("b") in _SWITCHED_ON:
        yield Mark.BOLD
    if look.get("i") in _SWITCHED_ON:
        yield Mark.ITALIC
    if look.get("strike", "noStrike") != "noStrike":
        yield Mark.STRIKE
    raised = look.get("baseline", "0").rstrip("%")
    if raised.lstrip("-").isdecimal() and int(raised):
        yield Mark.SUBSCRIPT if raised.startswith("-") else Mark.SUPERSCRIPT
