"""The ways into Compare from other pages."""

import pytest

from components.comparison_links import comparing_address, comparing_of
from lineup.client import Client
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.samples import SAMPLES
from lineup.workspace.comparison_model import CellState
from lineup.workspace.opening import Workspace
from tests.dashboard.conftest import OpenPage
from tests.dashboard.samples_of import execution
from tests.dashboard.seen import address, words
from tests.waiting import wait_until_ended


def _run(number: int, version: int, document: str) -> Execution:
    return execution(
        execution_id=f"pex_{number}",
        pipeline_version=version,
        input_config={"filename": document},
    )


@pytest.mark.parametrize(
    ("runs", "leads_to"),
    [
        pytest.param([_run(1, 6, "a")], None, id="one execution"),
        pytest.param(
            [_run(1, 6, "a"), _run(2, 7, "a")],
            "compare?version=pex_1&version=pex_2",
            id="two of one document",
        ),
        pytest.param([_run(1, 6, "a"), _run(2, 6, "b")], None, id="one version, two documents"),
        pytest.param([_run(n, n, "a") for n in range(1, 6)], None, id="five versions"),
        pytest.param(
            [_run(1, 6, "a"), _run(2, 7, "a"), _run(3, 6, "b")],
            "compare?version=pl_000000000001%406&version=pl_000000000001%407&source=before"
            "&among=pex_1&among=pex_2&among=pex_3",
            id="versions on documents",
        ),
    ],
)
def test_what_ran_together_can_be_compared(runs: list[Execution], leads_to: str | None) -> None:
    assert comparing_address(runs) == leads_to


_SOME = [_run(1, 6, "a"), _run(2, 7, "a"), _run(3, 6, "b")]


@pytest.mark.parametrize(
    ("runs", "sentence", "is_offered"),
    [
        pytest.param(
            [_run(1, 6, "a")],
            "Select another execution, or compare this one with a version.",
            True,
            id="one",
        ),
        pytest.param(
            [_run(1, 6, "a"), execution(status="running")],
            "1 of these has not ended yet: wait to compare.",
            False,
            id="one still runs",
        ),
        pytest.param(
            _SOME[:2],
            "2 executions of one document; the first is the baseline.",
            True,
            id="two of one document",
        ),
        pytest.param(
            [_run(1, 6, "invoice.pdf"), execution(status="failed")],
            "1 of these failed and left no result to compare.",
            False,
            id="one of the two failed",
        ),
        pytest.param(
            [_run(n, 6, "a") for n in range(5)],
            "These are 5 executions of one document: select 2 to 4 executions of one document, or several versions.",
            False,
            id="too many of one document and version",
        ),
        pytest.param(
            [_run(1, 6, "a"), _run(2, 6, "b")],
            "These are 2 documents on one version: select 2 to 4 executions of one document, or several versions.",
            False,
            id="different documents on one version",
        ),
        pytest.param(
            [_run(n, n, "a" if n % 2 else "b") for n in range(1, 6)],
            "These are of 5 versions, and at most 4 are compared.",
            False,
            id="too many versions",
        ),
        pytest.param(
            [*_SOME, _run(4, 7, "b")],
            "2 versions on 2 documents.",
            True,
            id="versions on documents",
        ),
        pytest.param(
            [*_SOME, _run(4, 6, "b"), _run(5, 0, "a")],
            "3 versions on 2 documents; not each version ran on each document; "
            "of several runs of a document on a version the newest is taken; "
            "of a draft only what ran on it as it is now.",
            True,
            id="with gaps, repeats and a draft",
        ),
    ],
)
def test_what_comparing_selected_executions_means_is_said(
    runs: list[Execution], sentence: str, is_offered: bool
) -> None:
    comparing = comparing_of(runs)
    assert (comparing.sentence, comparing.address is not None) == (sentence, is_offered)


def test_versions_that_ran_on_documents_are_compared_without_a_run(
    on_engine: OpenPage, workspace: Workspace, client: Client
) -> None:
    made = client.create_pipeline([PipelineStep(type="convert", settings={"mode": "fast"})])
    client.save_pipeline(made.pipeline_id, "Ran together")
    client.create_version(made.pipeline_id)
    client.create_version(made.pipeline_id)
    older = client.run_pipeline_on_file(made.pipeline_id, SAMPLES[2].path, RunOptions(version=1))
    runs = [
        client.run_pipeline_on_file(made.pipeline_id, sample.path, RunOptions(version=version))
        for sample in SAMPLES[:2]
        for version in (1, 2)
    ]
    ids = [run.execution_id for run in runs]
    for run in (older, *runs):
        wait_until_ended(client, run.execution_id)

    app = on_engine("run.py", started=ids)
    assert "Compare these" in words(app.run())

    names = [f"{made.pipeline_id}@{version}" for version in (1, 2)]
    form = on_engine("compare.py", version=names, source="before", among=[*ids, "pex_gone"])
    assert "5 executions that ran together are compared" in words(form)
    form.text_input(key="comparison-person").set_value("Ada").run()
    form.button(key="compare").click().run()
    assert not form.exception
    cells = workspace.comparisons.cells(address(form, "comparison")[0])
    assert {cell.execution_id for cell in cells} == set(ids)
    assert {cell.state for cell in cells} == {CellState.RUNNING}

    single = on_engine("execution.py", id=ids[0])
    assert f'href="compare?version={ids[0]}"' in words(single)
    client.archive_pipeline(made.pipeline_id)
