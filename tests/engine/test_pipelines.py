"""Pipelines through our client: drafts, names, versions, rates, and steps that are refused."""

import json
from decimal import Decimal

import pytest

from lineup.client import Client
from lineup.client.errors import ClientError, ErrorKind
from lineup.contract.pipelines import PipelineStep
from lineup.contract.rates import read_rate_breakdown
from lineup.contract.wire import JsonObject

pytestmark = pytest.mark.both_databases

FAST = PipelineStep(type="convert", settings={"mode": "fast"})
BALANCED = PipelineStep(type="convert", settings={"mode": "balanced"})


def test_a_new_pipeline_is_an_unsaved_draft(local: Client) -> None:
    pipeline = local.create_pipeline([FAST])

    assert pipeline.pipeline_id.startswith("pl_")
    assert (pipeline.name, pipeline.is_saved, pipeline.active_version) == (None, False, 0)
    assert pipeline.steps == [FAST]


def test_only_saved_pipelines_are_listed_unless_asked(local: Client) -> None:
    draft = local.create_pipeline([FAST])
    saved = local.save_pipeline(local.create_pipeline([FAST]).pipeline_id, "Invoices")

    listed = local.list_pipelines()
    everything = local.list_pipelines(saved_only=False)

    assert [p.pipeline_id for p in listed.pipelines] == [saved.pipeline_id]
    assert {p.pipeline_id for p in everything.pipelines} == {saved.pipeline_id, draft.pipeline_id}
    assert (listed.total, everything.total) == (1, 2)


def test_saving_without_a_name_makes_one(local: Client) -> None:
    pipeline = local.create_pipeline([FAST])

    saved = local.save_pipeline(pipeline.pipeline_id, "  ")

    assert saved.name is not None
    assert saved.name.startswith("convert ")


def test_publishing_counts_up_and_activates(local: Client) -> None:
    pipeline_id = local.create_pipeline([FAST]).pipeline_id

    first = local.create_version(pipeline_id, "the first")
    second = local.create_version(pipeline_id)

    assert (first.version, second.version) == (1, 2)
    assert local.get_pipeline(pipeline_id).active_version == 2
    versions = local.list_versions(pipeline_id).versions
    assert [(v.version, v.description) for v in versions] == [(2, None), (1, "the first")]


@pytest.mark.parametrize(
    ("before", "after"),
    [({"note": 1}, {"note": True}), ({"a": 1, "b": 2}, {"b": 2, "a": 1})],
    ids=["true for 1", "another order"],
)
def test_an_edit_that_python_takes_for_none_is_kept(
    local: Client, before: JsonObject, after: JsonObject
) -> None:
    pipeline = local.create_pipeline([PipelineStep(type="convert", settings=before)])

    local.update_pipeline(pipeline.pipeline_id, [PipelineStep(type="convert", settings=after)])

    (step,) = local.get_pipeline(pipeline.pipeline_id).steps
    assert json.dumps(step.settings) == json.dumps(after)


def test_an_edit_of_the_draft_leaves_published_versions_alone(local: Client) -> None:
    pipeline_id = local.create_pipeline([FAST]).pipeline_id
    local.create_version(pipeline_id)

    local.update_pipeline(pipeline_id, [BALANCED])

    assert local.get_pipeline(pipeline_id).steps == [BALANCED]
    assert local.list_versions(pipeline_id).versions[0].steps == [FAST]


@pytest.mark.parametrize(
    ("steps", "field", "words"),
    [
        pytest.param(
            [PipelineStep(type="dream")],
            "steps.0.type",
            "Step 0 'dream': This engine has no processor for 'dream'; it has: convert",
            id="a type that does not exist here",
        ),
        pytest.param([FAST, FAST], "steps.1.type", "it must be the first step", id="two converts"),
        pytest.param(
            [PipelineStep(type="convert", settings={"mode": "telepathic"})],
            "steps.0.settings.mode",
            "Step 0 'convert', setting 'mode'",
            id="a mode that does not exist",
        ),
        pytest.param([FAST] * 21, "steps", "at most 20 steps", id="too many steps"),
    ],
)
def test_steps_that_cannot_run_are_refused_by_name(
    local: Client, steps: list[PipelineStep], field: str, words: str
) -> None:
    with pytest.raises(ClientError) as caught:
        local.create_pipeline(steps)

    assert caught.value.kind is ErrorKind.INVALID
    assert any(f.field == field and words in f.message for f in caught.value.fields)


def test_the_rate_follows_the_active_version_and_the_location(local: Client) -> None:
    pipeline_id = local.create_pipeline([BALANCED]).pipeline_id

    home = local.get_rate(pipeline_id)
    europe = local.get_rate(pipeline_id, processing_location="eu")

    assert home.rate_per_1000_pages_cents == Decimal(400)
    assert europe.rate_per_1000_pages_cents == Decimal(500)
    breakdown = read_rate_breakdown(europe.rate_breakdown)
    assert breakdown is not None
    assert [(s.label, s.rate_per_1000_cents) for s in breakdown.steps] == [
        ("convert(markdown)", Decimal(500))
    ]


def test_an_unknown_pipeline_is_not_found(local: Client) -> None:
    with pytest.raises(ClientError) as caught:
        local.get_pipeline("pl_nowhere")

    assert caught.value.kind is ErrorKind.NOT_FOUND
    assert "pl_nowhere" in caught.value.sentence
