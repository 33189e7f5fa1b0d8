"""Calls of the official SDK that this engine does not serve: each is told so at once (rulings 9)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from datalab_sdk import DatalabClient
from datalab_sdk.exceptions import DatalabAPIError
from datalab_sdk.models import (
    CustomProcessorOptions,
    ExtractOptions,
    FormFillingOptions,
    SegmentOptions,
)

Call = Callable[[DatalabClient, Path], object]


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda sdk, path: sdk.convert(path), id="convert"),
        pytest.param(
            lambda sdk, path: sdk.extract(path, options=ExtractOptions(page_schema="{}")),
            id="extract",
        ),
        pytest.param(
            lambda sdk, path: sdk.segment(path, options=SegmentOptions(segmentation_schema="{}")),
            id="segment",
        ),
        pytest.param(
            lambda sdk, path: sdk.run_custom_processor(
                path, options=CustomProcessorOptions(pipeline_id="cp_1")
            ),
            id="custom processor",
        ),
        pytest.param(lambda sdk, path: sdk.track_changes(path), id="track changes"),
        pytest.param(lambda sdk, _: sdk.create_document("# A"), id="create document"),
        pytest.param(
            lambda sdk, path: sdk.fill(path, options=FormFillingOptions(field_data={"a": {}})),
            id="fill",
        ),
        pytest.param(lambda sdk, _: sdk.get_workflow(1), id="workflow"),
        pytest.param(lambda sdk, _: sdk.delete_workflow(1), id="delete a workflow"),
        pytest.param(lambda sdk, _: sdk.get_execution_status(1), id="workflow's execution"),
        pytest.param(lambda sdk, _: sdk.list_workflows(), id="workflows"),
        pytest.param(lambda sdk, _: sdk.get_step_types(), id="step types of workflows"),
    ],
)
def test_a_call_that_is_not_served_is_not_found(
    sdk: DatalabClient, document: Path, call: Call
) -> None:
    with pytest.raises(DatalabAPIError) as caught:
        call(sdk, document)

    assert caught.value.status_code == 404
