from datetime import UTC
from decimal import Decimal

import pytest

from components.pipeline_header import compare_address, run_address
from components.pipelines_table import draft_state
from components.version_history import two_shown, versions_frame
from lineup.contract.installed_processors import InstalledProcessors, documented_processors
from lineup.contract.pipelines import Pipeline, PipelineStep, PipelineVersion
from tests.dashboard.samples_of import NOON, convert_step, pipeline, version
from tests.dashboard.seen import run_script

_KNOWN = InstalledProcessors(processors=documented_processors())
_THREE = [version(3), version(2), version(1)]


@pytest.mark.parametrize(
    ("asked", "active", "differs", "shown"),
    [
        ((None, None), 3, True, (3, 0)),
        ((None, None), 3, False, (2, 3)),
        ((None, None), 1, False, (1, 0)),
        ((1, 2), 3, True, (1, 2)),
        ((1, None), 3, True, (1, 0)),
        ((9, 0), 3, True, (3, 0)),
        ((0, 3), 3, True, (0, 3)),
        ((None, None), 7, True, (0, 0)),
        ((None, None), 0, False, (0, 0)),
    ],
    ids=[
        "a changed draft", "a draft like the active one", "one version alone", "two asked for",
        "one asked for", "one that isn't there", "the draft asked for", "an active one not listed",
        "nothing published",
    ],
)  # fmt: skip
def test_the_two_that_are_shown_are_those_asked_for_or_the_latest_change(
    asked: tuple[int | None, int | None], active: int, differs: bool, shown: tuple[int, int]
) -> None:
    assert two_shown(asked, _THREE, active, differs=differs) == shown


def test_versions_are_told_with_the_active_one_marked() -> None:
    described = version(2, convert_step(), PipelineStep(type="extract")).model_copy(
        update={"description": "Extracts as well"}
    )
    rates: dict[int, Decimal | None] = {2: Decimal(2500), 1: None}
    frame = versions_frame([described, version(1)], 2, rates, _KNOWN, (NOON, UTC))
    assert frame.to_numpy().tolist() == [
        ["v2 ● active", "just now", "Extracts as well", "Convert → Extract", "$25.00"],
        ["v1", "just now", "–", "Convert", "–"],
    ]


@pytest.mark.parametrize(
    ("of", "active", "told"),
    [
        (pipeline(0), None, "not published"),
        (pipeline(2), None, "–"),
        (pipeline(2), version(2), "as v2"),
        (pipeline(2, steps=[convert_step(mode="fast")]), version(2), "differs from v2"),
    ],
    ids=["never published", "versions not told", "the same", "another"],
)
def test_how_the_draft_stands_to_the_active_version(
    of: Pipeline, active: PipelineVersion | None, told: str
) -> None:
    assert draft_state(of, active) == told


def test_links_lead_to_run_and_to_a_comparison_with_the_active_version_first() -> None:
    assert run_address(pipeline(2), 0) == "./?pipeline=pl_000000000001&version=0"
    assert compare_address(pipeline(2)) == (
        "compare?version=pl_000000000001%402&version=pl_000000000001%400"
    )


def test_of_many_versions_the_newest_are_listed_until_all_are_asked_for() -> None:
    app = run_script(_list_many)
    assert [text.value for text in app.text] == ["30 99"]
    app.toggle[0].set_value(True).run()
    assert [text.value for text in app.text] == ["99 99"]


def _list_many() -> None:
    import streamlit as st  # noqa: PLC0415 (AppTest runs this function's source by itself)

    from components.version_history import choose_shown  # noqa: PLC0415 (likewise)
    from tests.dashboard.samples_of import version  # noqa: PLC0415 (likewise)

    shown = choose_shown([version(number) for number in range(99, 0, -1)], key="all")
    st.text(f"{len(shown)} {shown[0].version}")
