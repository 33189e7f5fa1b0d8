"""A comparison by a running engine: a sample, two variants, nobody but the worker doing anything."""

from lineup.client import Client
from lineup.contract.comparisons import NewComparison, NewVariant
from lineup.contract.pipelines import PipelineStep
from lineup.samples import SAMPLES
from tests.waiting import wait_for

REPORT = next(sample for sample in SAMPLES if sample.name == "quarterly-report.pdf")
MODES = [
    NewVariant(name=mode.title(), steps={"convert": {"output_mode": mode}})
    for mode in ("fast", "balanced")
]


def test_a_sample_is_compared_in_two_modes(client: Client) -> None:
    pipeline_id = client.create_pipeline([PipelineStep(type="convert")]).pipeline_id
    stored = client.upload_file(REPORT.path, REPORT.name, "application/pdf")
    new = NewComparison(file_ids=[int(stored.file_id)], variants=MODES)

    number = client.create_comparison(pipeline_id, new).comparison_id
    wait_for(lambda: client.get_comparison(number).state.is_terminal, "the end of the comparison")

    found = client.get_comparison(number)
    executions = client.list_executions(pipeline_id).executions
    assert found.status == "completed"
    assert [each.name for each in found.variants] == ["Fast", "Balanced"]
    assert {each.documents[0].execution_id for each in found.variants} == {
        each.execution_id for each in executions
    }
    assert all(each.documents[0].page_count for each in found.variants)
    told = client.get_differences(number, int(stored.file_id))
    assert told.variant_names == ["Fast", "Balanced"]
    assert len(told.differences) == told.total
