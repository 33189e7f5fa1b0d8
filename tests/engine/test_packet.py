"""The sample packet through its own pipeline: taken apart, and the same fields read from each of its documents."""

import pytest
from sqlalchemy import Engine

from lineup.client import Client
from lineup.clock import utc_now
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.extractions import ExtractedField, read_extraction
from lineup.contract.segments import read_segmentation
from lineup.engine.assembly import Services
from lineup.engine.seeds import SEEDS
from lineup.engine.store.seeding import add_seeds
from lineup.samples import SAMPLES
from tests.engine.working import Worker

PACKET = next(sample for sample in SAMPLES if sample.name == "supplier-packet.pdf")


@pytest.fixture
def ended(local: Client, services: Services, database: Engine) -> Execution:
    """The packet, run by the pipeline that comes with it."""
    add_seeds(database, SEEDS, utc_now)
    known = {each.name: each.pipeline_id for each in local.list_pipelines().pipelines}
    run = local.run_pipeline_on_file(known[PACKET.pipeline_name], PACKET.path, RunOptions())
    return Worker(services, database).work(run.execution_id)


def fields_of(local: Client, ended: Execution, step_index: int) -> dict[str, ExtractedField]:
    """Return what a step extracted, by the fields' names."""
    result = local.get_step_result(ended.execution_id, step_index)
    return {field.name: field for field in read_extraction(result.extraction_schema_json) or []}


def test_its_documents_are_told_apart(local: Client, ended: Execution) -> None:
    result = local.get_step_result(ended.execution_id, 1)
    found = read_segmentation(result.segmentation_results)
    assert found is not None
    assert [(each.name, each.pages) for each in found.segments] == [
        ("Letter", (0,)),
        ("Invoice", (1, 2)),
        ("Delivery note", (3,)),
        ("Terms", (4,)),
    ]


def test_the_merged_fields_are_those_of_the_invoice(local: Client, ended: Execution) -> None:
    assert ended.status == "completed"
    fields = fields_of(local, ended, 2)
    assert fields["invoice_number"].value == "TW-20417"
    assert fields["grand_total"].value == 10_044
    assert fields["grand_total"].citations[0].startswith("/page/2/")
    descriptions = [row["description"] for row in fields["line_items"].value]
    assert "Submersible pump SP-40, 4 kW" in descriptions
    assert "Commissioning on site, per day" in descriptions


def test_a_section_reads_its_own_pages_alone(local: Client, ended: Execution) -> None:
    (letter,) = [step for step in ended.steps if step.section and step.section.name == "Letter"]
    fields = fields_of(local, ended, letter.step_index)
    assert (fields["invoice_number"].value, fields["grand_total"].value) == (None, None)
    cited = [cited for field in fields.values() for cited in field.citations]
    assert all(each.startswith("/page/0/") for each in cited)


def test_five_pages_cost_what_the_rate_says(local: Client, ended: Execution) -> None:
    rate = local.get_rate(ended.pipeline_id).rate_per_1000_pages_cents
    assert ended.rate_breakdown is not None
    assert ended.rate_breakdown["billed_cents"] == 14  # 13.5, rounded up once
    assert rate * 5 / 1_000 == 13.5
