"""Which lines make up a block."""

from collections.abc import Sequence

from liteparse import LayoutBlock

from lineup.engine.processors.convert.pdf.line_items import LineItem

_MARGIN = 1.0  # points


def owners_of(lines: Sequence[LineItem], blocks: Sequence[LayoutBlock]) -> list[int | None]:
    """Return for each line the block that its middle is in, the smallest of several; None where it is in none."""
    areas = sorted(
        (
            rect.width * rect.height,
            rect.x - _MARGIN,
            rect.y - _MARGIN,
            rect.x + rect.width + _MARGIN,
            rect.y + rect.height + _MARGIN,
            at,
        )
        for at, block in enumerate(blocks)
        if (rect := block.bbox) is not None and block.kind != "rule"
    )
    owners: list[int | None] = []
    for line in lines:
        left, top, right, bottom = line.box
        x, y = (left + right) / 2, (top + bottom) / 2
        owner = None
        for _, x0, y0, x1, y1, at in areas:
            if y0 <= y <= y1 and x0 <= x <= x1:
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
