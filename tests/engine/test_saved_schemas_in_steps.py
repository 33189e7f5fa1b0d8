"""Extract steps that name a saved schema."""

import pytest

from lineup.client import Client, ClientError
from lineup.contract.extraction_schemas import ExtractionSchemaChange, NewExtractionSchema
from lineup.contract.pipelines import PipelineStep
from lineup.contract.wire import JsonObject
from lineup.engine.assembly import Services

TOTAL = {"type": "object", "properties": {"total": {"type": "number"}}}
DATE = {"type": "object", "properties": {"date": {"type": "string"}}}


def saved(services: Services) -> str:
    """Return the id of a schema with two versions."""
    schema = services.schemas.add_schema(NewExtractionSchema(name="Bill", definition=TOTAL))
    change = ExtractionSchemaChange(definition=DATE, create_new_version=True)
    services.schemas.change_schema(schema.schema_id, change)
    return schema.schema_id


def extract(schema_id: str, **settings: int) -> PipelineStep:
    return PipelineStep(type="extract", settings={"schema_id": schema_id, **settings})


def frozen(services: Services, step: PipelineStep) -> JsonObject:
    [only] = services.catalog.freeze([step.to_wire()])
    return only


def test_a_run_takes_the_latest_version_along(services: Services) -> None:
    schema_id = saved(services)
    step = frozen(services, extract(schema_id))
    assert step["settings"] == {"page_schema": DATE}
    assert step["extraction_schema"] == {"schema_id": schema_id, "version": 2}


def test_a_run_takes_the_version_that_is_asked_for(services: Services) -> None:
    step = frozen(services, extract(saved(services), schema_version=1))
    assert step["settings"] == {"page_schema": TOTAL}


@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        pytest.param({}, "no extraction schema 'sch_none'", id="no schema"),
        pytest.param({"schema_version": 7}, "has no version 7; its latest is 2", id="no version"),
    ],
)
def test_what_is_not_there_is_refused_when_the_pipeline_is_written(
    local: Client, services: Services, version: dict[str, int], sentence: str
) -> None:
    schema_id = saved(services) if version else "sch_none"
    with pytest.raises(ClientError, match=sentence) as caught:
        local.create_pipeline([extract(schema_id, **version)])
    assert [blamed.field for blamed in caught.value.fields] == ["steps.0.settings.schema_id"]
