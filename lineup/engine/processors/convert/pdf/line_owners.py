"""Which lines make up a block."""

from collections.abc import Sequence

from liteparse import LayoutBlock

from lineup.engine.processors.convert.pdf.line_items import LineItem

_MARGIN = 1.0  # points


def owners_of(lines: Sequence[LineItem], blocks: Sequence[LayoutBlock]) -> list[int | None]:
    """Return for each line the block that its middle is in, the smallest of several; None where it is in none."""
    areas = sorted(
        (rect.width * rect.height, rect.x, rect.y, rect.x + rect.width, rect.y + rect.height, at)
        for at, block in enumerate(blocks)
        if (rect := block.bbox) is not None and block.kind != "rule"
    )
    owners: list[int | None] = []
    for line in lines:
        x = (line.box[0] + line.box[2]) / 2
        y = (line.box[1] + line.box[3]) / 2
        owner = None
        for _, x0, y0, x1, y1, at in areas:
            if y0 - _MARGIN <= y <= y1 + _MARGIN and x0 - _MARGIN <= x <= x1 + _MARGIN:
                owner = at
                break
        owners.append(owner)
    return owners


def lines_by_owner(
    blocks: Sequence[LayoutBlock], lines: Sequence[LineItem]
) -> list[list[LineItem]]:
    """Return the lines of each block, in liteparse's order."""
    held: list[list[LineItem]] = [[] for _ in blocks]
    for line, owner in zip(lines, owners_of(lines, blocks), strict=True):
        if owner is not None:
            held[owner].append(line)
    return held
