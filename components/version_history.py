"""The versions of a pipeline: a table, and the choice of two of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Literal

import pandas as pd
import streamlit as st

from components.draft_steps import steps_text
from components.formatting import ABSENT, money_text, time_text, version_text
from lineup.contract.installed_processors import InstalledProcessors
from lineup.contract.pipelines import DRAFT, PipelineVersion

_MOST_ROWS, _HEIGHT = 12, 440
_MOST_SHOWN = 30
"""How many versions are listed unless all are asked for."""

_COLUMNS = {
    "Version": st.column_config.TextColumn(width="small"),
    "Published": st.column_config.TextColumn(width="small"),
    "Description": st.column_config.TextColumn(width="large"),
    "Steps": st.column_config.TextColumn(width="medium"),
    "Per 1,000 pages": st.column_config.TextColumn(width="small", alignment="right"),
}


def choose_shown(versions: Sequence[PipelineVersion], *, key: str) -> Sequence[PipelineVersion]:
    """Return the newest versions; of many, draw a switch that asks for all of them."""
    if len(versions) <= _MOST_SHOWN:
        return versions
    is_all = st.toggle(f"Show all {len(versions):,} versions", key=key)
    return versions if is_all else versions[:_MOST_SHOWN]


def draw_versions(frame: pd.DataFrame) -> None:
    """Draw the versions; many of them scroll."""
    height: int | Literal["content"] = "content" if len(frame) <= _MOST_ROWS else _HEIGHT
    st.dataframe(frame, hide_index=True, height=height, column_config=_COLUMNS, alt="Versions")


def versions_frame(
    versions: Sequence[PipelineVersion],
    active: int,
    rates: Mapping[int, Decimal | None],
    known: InstalledProcessors,
    moment: tuple[datetime, tzinfo],
) -> pd.DataFrame:
    """Return the versions as a table, times as seen from now; `moment` is now, and the zone."""
    return pd.DataFrame(
        {
            "Version": [named(version.version, active) for version in versions],
            "Published": [time_text(version.created, *moment) for version in versions],
            "Description": [version.description or ABSENT for version in versions],
            "Steps": [steps_text(version.steps, known) for version in versions],
            "Per 1,000 pages": [money_text(rates.get(version.version)) for version in versions],
        }
    )


def named(version: int, active: int) -> str:
    """Return a version's name, and that it is the active one."""
    return (
        f"{version_text(version)} ● active"
        if version and version == active
        else version_text(version)
    )


def choose_two(
    versions: Sequence[PipelineVersion], shown: tuple[int, int], active: int, *, key: str
) -> tuple[int, int]:
    """Draw two choices of a version or the draft, and return what they say, at first what is shown."""
    numbers = [DRAFT, *(version.version for version in versions)]
    chosen = []
    for column, label, number in zip(st.columns(2), ("From", "To"), shown, strict=True):
        with column:
            picked = st.selectbox(
                label,
                numbers,
                numbers.index(number),
                lambda each: named(each, active),
                key=f"{key}-{label.lower()}",
            )
        chosen.append(number if picked is None else picked)
    return chosen[0], chosen[1]


def two_shown(
    asked: tuple[int | None, int | None],
    versions: Sequence[PipelineVersion],
    active: int,
    *,
    differs: bool,
) -> tuple[int, int]:
    """Return the two that are shown: those asked for, where there are such.

    Else the active version and the draft, or where these are the same the version before and the active one.
    """
    numbers = [DRAFT, *(version.version for version in versions)]
    earlier = max((each for each in numbers if each < active), default=DRAFT)
    default = (active, DRAFT) if differs or not earlier else (earlier, active)
    first, second = (
        number if number in numbers and number is not None else usual if usual in numbers else DRAFT
        for number, usual in zip(asked, default, strict=True)
    )
    return first, second


def choose_restoring(
    versions: Sequence[PipelineVersion], active: int, *, can: bool, key: str
) -> int | None:
    """Draw the choice of a version whose steps become the draft, with a confirmation, and return it once confirmed."""
    with st.popover("Restore a version", icon=":material/history:", key=key, disabled=not can):
        number = st.selectbox(
            "Version",
            [version.version for version in versions],
            format_func=lambda each: named(each, active),
            key=f"{key}-version",
        )
        st.markdown(
            "Puts its steps into the draft, in place of what is there. Nothing that is published changes; to make it the "
            "active version, publish the draft then."
        )
        is_given = st.button("Restore into the draft", type="primary", key=f"{key}-confirmed")
    return number if is_given else None
