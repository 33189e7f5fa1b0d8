"""What a comparison says at a glance: cautions, the summary, the figures, and what changed in the pipeline."""

import streamlit as st

from components.comparison_config import draw_config_changes
from components.comparison_strip import draw_strip
from components.comparison_tiles import draw_tile_table, draw_tiles
from components.failure import plain
from components.side_choice import choose_side
from lineup.comparing.comparability import Concern, comparability
from lineup.comparing.letters import letter_of
from lineup.comparing.likeness import alike_concerns
from lineup.comparing.snapshots import Snapshot
from lineup.comparing.summaries import summaries
from lineup.comparing.tiles import side_tiles
from state import url
from state.comparison_view import ComparisonView
from state.connection import Connection
from state.draft_notes import draft_cautions


def show_figures(connection: Connection, snapshot: Snapshot, view: ComparisonView) -> None:
    """Show how comparable the sides are, the figures of all against the baseline, and what changed between them."""
    cautions = snapshot.derive(comparability)
    alike = snapshot.derive(alike_concerns, cautions)
    every = (*draft_cautions(connection, snapshot.reading), *cautions)
    draw_strip(alike, every, key="caution", on_show=_show_documents_of)
    for sentence in snapshot.derive(summaries):
        st.markdown(f"**{plain(sentence)}**")
    _show_tiles(snapshot, view)
    for other in snapshot.reading.others:
        draw_config_changes(other, key=f"config-{other.side.key}")


def _show_tiles(snapshot: Snapshot, view: ComparisonView) -> None:
    positions = [other.position for other in snapshot.reading.others]
    if len(positions) == 1:
        draw_tiles(snapshot.derive(side_tiles, positions[0]))
        return
    current = view.beside if view.beside in positions else None
    chosen = choose_side(positions, current, key=f"beside-{url.revision('beside')}")
    if chosen != current:
        url.go(beside=None if chosen is None else letter_of(chosen))
    if chosen is None:
        draw_tile_table([snapshot.derive(side_tiles, at) for at in positions])
    else:
        draw_tiles(snapshot.derive(side_tiles, chosen))


def _show_documents_of(concern: Concern) -> None:
    url.put(about=concern.value, show=None, group=None, cursor=None)
