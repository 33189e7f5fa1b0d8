"""The figures of a comparison: tiles of one side, or all sides in a table."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.failure import plain
from components.formatting import ABSENT
from components.outcomes import change_arrow, outcome_color, outcome_word
from lineup.comparing.letters import letter_of
from lineup.comparing.tile_model import Tile

_TILE_WIDTH = 170
"""Pixels that most values need, so that a phone shows two beside one another."""

_SAID = {"preference", "agreement", "noise"}
"""Tiles whose change is a sentence of its own, so that it needs no word for better or worse."""


def draw_tiles(tiles: Sequence[Tile]) -> None:
    """Draw the tiles as wide as they need, in as many rows as it takes."""
    with st.grid(min_column_width=_TILE_WIDTH, border=True, gap="xsmall"):
        for tile in tiles:
            st.markdown(tile_markdown(tile), help=plain_lines(tile.details))


def tile_markdown(tile: Tile) -> str:
    """Return a tile's lines: its title, both values, what the change means, and on how much it stands.

    Each part of the change has a badge of its own, as a badge is cut where the tile is narrower, and never wrapped.
    """
    values = f"{plain(tile.baseline)} → " if tile.baseline else ""
    change = change_text(tile)
    color, arrow = outcome_color(tile.outcome), change_arrow(tile.change)
    lines = (
        f":small[{tile.title}]",
        f"{values}**{plain(tile.value)}**",
        " ".join(
            f":{color}-badge[{plain(part)}]" for part in f"{arrow}{change}".split(", ") if part
        ),
        f":small[:gray[{plain(tile.count)}]]",
    )
    return "  \n".join(line for line in lines if line)


def change_text(tile: Tile) -> str:
    """Return `+12 %, worse`."""
    word = "" if tile.name in _SAID or tile.change.startswith("±") else outcome_word(tile.outcome)
    return ", ".join(part for part in (tile.change, word) if part)


def plain_lines(sentences: Sequence[str]) -> str | None:
    """Return sentences as a paragraph each; None without any."""
    return "\n\n".join(map(plain, sentences)) or None


def draw_tile_table(sides: Sequence[Sequence[Tile]]) -> None:
    """Draw the tiles of all sides behind the baseline as one table, a row for each figure."""
    frame = tile_frame(sides).map(plain)  # a table's cells are Markdown, and wrap on a phone
    st.table(frame, border="horizontal", hide_index=True, alt="Figures of all sides")
    st.caption("Each side stands beside A over the documents that both tell the figure of.")


def tile_frame(sides: Sequence[Sequence[Tile]]) -> pd.DataFrame:
    """Return a row for each figure: the baseline's value, then each side's with its change.

    Where the baseline's values are over other documents for each side, they stand in the sides' own cells.
    """
    named = [{tile.name: tile for tile in tiles} for tiles in sides]
    titles = {tile.name: tile.title for tiles in sides for tile in tiles}
    baselines = {
        name: {tiles[name].baseline for tiles in named if name in tiles} for name in titles
    }
    frame = {
        "Figure": list(titles.values()),
        "A": [min(told) if len(told) == 1 else "" for told in baselines.values()],
    }
    for at, tiles in enumerate(named, start=1):
        frame[letter_of(at)] = [
            _cell(tiles.get(name), with_baseline=len(told) > 1) for name, told in baselines.items()
        ]
    return pd.DataFrame(frame)


def _cell(tile: Tile | None, *, with_baseline: bool) -> str:
    if tile is None:
        return ABSENT
    value = f"{tile.baseline} → {tile.value}" if with_baseline else tile.value
    change = ", ".join(part for part in (change_text(tile), tile.doubt) if part)
    return f"{value} ({change})" if change else value
