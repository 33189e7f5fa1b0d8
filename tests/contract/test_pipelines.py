"""Pipelines, steps and versions on the wire."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from lineup.contract.pipelines import (
    DRAFT,
    Pipeline,
    PipelineName,
    PipelineStep,
    PipelineSteps,
    PipelineVersionList,
    VersionDescription,
)

PIPELINE: dict[str, Any] = {
    "id": 123,
    "pipeline_id": "pl_k8Hx9mP2nQ4v",
    "name": None,
    "steps": [{"type": "convert", "settings": {"mode": "balanced"}}],
    "is_saved": False,
    "archived": False,
    "active_version": 0,
    "created": "2026-01-01T00:00:00",
    "updated": None,
}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
steps = st.fixed_dictionaries(
    {"type": st.text(max_size=8), "settings": st.dictionaries(st.text(max_size=5), json_values)},
    optional={
        "custom_processor_id": st.none() | st.text(max_size=5),
        "eval_rubric_id": st.none() | st.integers(0, 99),
        "pending_name": st.none() | st.text(max_size=5),
        "priority": json_values,
        "copy": json_values,  # also the name of a method of every model
    },
)


def test_a_pipeline_as_documented_is_read() -> None:
    pipeline = Pipeline.model_validate(PIPELINE)

    assert pipeline.steps[0].settings == {"mode": "balanced"}
    assert pipeline.created == datetime(2026, 1, 1, tzinfo=UTC)
    assert pipeline.updated is None


@pytest.mark.parametrize("key", sorted(PIPELINE))
def test_every_key_of_a_pipeline_is_required(key: str) -> None:
    body = {name: value for name, value in PIPELINE.items() if name != key}

    with pytest.raises(ValidationError, match=f"{key}\n  Field required"):
        Pipeline.model_validate(body)


def test_a_pipeline_is_called_by_its_name() -> None:
    assert Pipeline.model_validate(PIPELINE | {"name": "Invoices"}).title == "Invoices"


def test_a_pipeline_that_was_never_saved_is_called_by_its_id() -> None:
    assert Pipeline.model_validate(PIPELINE).title == "Unsaved draft pl_k8Hx9mP2nQ4v"


def test_a_run_takes_the_active_version() -> None:
    assert Pipeline.model_validate(PIPELINE | {"active_version": 6}).default_version == 6


def test_a_run_takes_the_draft_where_nothing_is_published() -> None:
    assert Pipeline.model_validate(PIPELINE).default_version == DRAFT


def test_a_step_is_written_without_the_keys_that_were_never_given() -> None:
    assert PipelineStep(type="convert").to_wire() == {"type": "convert", "settings": {}}


def test_a_step_is_written_with_the_nulls_that_were_given() -> None:
    step = PipelineStep.model_validate({"type": "custom", "custom_processor_id": None})

    assert step.to_wire() == {"type": "custom", "settings": {}, "custom_processor_id": None}


@given(steps)
def test_a_step_is_written_as_it_was_read_with_its_unknown_fields(body: dict[str, Any]) -> None:
    assert PipelineStep.model_validate(body).to_wire() == body


def test_a_step_is_written_in_the_same_order_every_time() -> None:
    body = {
        "zone": 1,
        "pending_name": "n",
        "eval_rubric_id": 7,
        "custom_processor_id": "cp_1",
        "type": "custom",
        "area": 2,
    }

    assert list(PipelineStep.model_validate(body).to_wire()) == [
        "type",
        "settings",
        "custom_processor_id",
        "eval_rubric_id",
        "pending_name",
        "zone",
        "area",
    ]


def test_a_pipeline_is_written_with_its_steps_as_they_were_read() -> None:
    written = json.loads(Pipeline.model_validate(PIPELINE).model_dump_json())

    assert written == PIPELINE | {"created": "2026-01-01T00:00:00Z"}


def test_a_pipeline_without_steps_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        PipelineSteps(steps=[])


def test_saving_without_a_name_asks_the_server_to_make_one() -> None:
    assert PipelineName().model_dump() == {"name": ""}


def test_a_version_has_a_description_of_at_most_500_characters() -> None:
    assert VersionDescription(description="x" * 500).description == "x" * 500
    with pytest.raises(ValidationError, match="at most 500 characters"):
        VersionDescription(description="x" * 501)


def test_published_versions_are_read_with_their_steps() -> None:
    version = {"id": 1, "version": 2, "steps": [{"type": "convert"}], "description": None}
    body = {"versions": [version | {"created": "2026-01-01T00:00:00Z"}], "total": 1}

    assert PipelineVersionList.model_validate(body).versions[0].steps[0].type == "convert"
