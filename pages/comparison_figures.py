"""What a comparison says at a glance: cautions, the summary, the figures, and what changed in the pipeline."""

import streamlit as st

from components.comparison_config import draw_config_changes
from components.comparison_strip import draw_strip
from components.comparison_tiles import draw_tile_table, draw_tiles
from components.failure import plain
from components.side_choice import ALL, draw_side_choice
from lineup.comparing.comparability import Concern, comparability
from lineup.comparing.letters import letter_of
from lineup.comparing.likeness import alike_concerns
from lineup.comparing.snapshots import Snapshot
from lineup.comparing.summaries import summaries
from lineup.comparing.tiles import side_tiles
from state import url
from state.comparison_view import ComparisonView
from state.url_widgets import put_chosen, widget_key


def show_figures(snapshot: Snapshot, view: ComparisonView) -> None:
    """Show how comparable the sides are, the figures of all against the baseline, and what changed between them."""
    cautions = snapshot.derive(comparability)
    alike = snapshot.derive(alike_concerns, cautions)
    draw_strip(alike, cautions, key="caution", on_show=_show_documents_of)
    st.markdown("  \n".join(f"**{plain(told)}**" for told in snapshot.derive(summaries)))
    _show_tiles(snapshot, view)
    draw_config_changes(snapshot.reading.others, key="config")


def _show_tiles(snapshot: Snapshot, view: ComparisonView) -> None:
    positions = [other.position for other in snapshot.reading.others]
    if len(positions) == 1:
        draw_tiles(snapshot.derive(side_tiles, positions[0]))
        return
    chosen = view.beside if view.beside in positions else None
    current = ALL if chosen is None else letter_of(chosen)
    draw_side_choice(
        [letter_of(at) for at in positions],
        current,
        key=widget_key("beside", current),
        on_choose=lambda key: put_chosen(key, "beside", ALL),
    )
    if chosen is None:
        draw_tile_table([snapshot.derive(side_tiles, at) for at in positions])
    else:
        draw_tiles(snapshot.derive(side_tiles, chosen))


def _show_documents_of(concern: Concern) -> None:
    url.put(about=concern.value, panel=None, show=None, group=None, cursor=None)
