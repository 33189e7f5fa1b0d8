"""Requests made up from the engine's own OpenAPI: nothing fails, and nothing is answered that is not documented.

They go to the real application in process, whose queue nobody drains: so no address that was made up is ever fetched.
"""

import gzip
import io
from datetime import timedelta
from itertools import cycle
from typing import Any, cast

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as example_settings
from PIL import Image
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from lineup.client import Client
from lineup.contract.comparisons import NewComparison
from lineup.contract.eval_rubrics import NewEvalRubric
from lineup.contract.executions import RunOptions
from lineup.contract.extraction_schemas import NewExtractionSchema
from lineup.contract.pipelines import PipelineStep
from lineup.engine.api.application import create_application
from lineup.engine.api.routers import ERRORS
from lineup.engine.assembly import Services
from lineup.engine.store.steps import FinishedStep
from tests.engine.conftest import KEY

RUN = "POST /api/v1/pipelines/{pipeline_id}/run"
STORAGE = "/api/v1/lineup/storage/{file_id}"
NO_KEY_NEEDED = {"GET /api/v1/health", f"PUT {STORAGE}", f"GET {STORAGE}"}
Case = schemathesis.Case[Any]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def documented() -> dict[str, Any]:
    """Return the engine's OpenAPI; the run call's gets the errors of all calls, which the published one leaves out."""
    raw = create_application(cast("Services", None)).openapi()
    run = raw["paths"]["/api/v1/pipelines/{pipeline_id}/run"]["post"]
    any_other = raw["paths"]["/api/v1/pipelines"]["post"]["responses"]
    run["responses"] |= {str(status): any_other[str(status)] for status in ERRORS}
    return raw


SCHEMA = schemathesis.openapi.from_dict(documented())
OPERATIONS = {
    found.ok().label: found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)
}
load_all_checks()


@pytest.fixture
def existing(api: httpx.Client, local: Client, services: Services) -> dict[str, Any]:
    """What there is, by the name of the parameter that asks for it, and the queries that open the file storage."""
    pipeline_id = local.create_pipeline([PipelineStep(type="convert")]).pipeline_id
    local.create_version(pipeline_id)
    ticket = local.request_upload("a.png", "image/png")
    api.put(ticket.upload_url, content=drawn())
    run = local.run_pipeline_on_url(pipeline_id, ticket.reference, RunOptions()).execution_id
    services.executions.mark_step_running(run, 0)
    services.executions.mark_step_completed(run, 0, left_behind(services))
    services.executions.mark_ended(run)
    download = local.get_download_url(ticket.file_id)
    schema = {"name": "a", "schema_json": {"properties": {"a": {"type": "string"}}}}
    rubric = {"name": "a", "eval_definition": {"rules": [{"name": "a", "type": "page"}]}}
    compared = local.create_comparison(
        pipeline_id, NewComparison(file_ids=[int(ticket.file_id)])
    ).comparison_id
    return {
        "eval_id": compared,
        "comparison_id": compared,
        "schema_id": local.create_schema(NewExtractionSchema.model_validate(schema)).schema_id,
        "rubric_id": local.create_rubric(NewEvalRubric.model_validate(rubric)).id,
        "processor_id": local.list_custom_processors().pipelines[0].processor_id,
        "pipeline_id": pipeline_id,
        "version": 1,
        "execution_id": run,
        "step_index": 0,
        "lookup_key": local.get_execution(run).steps[0].lookup_key,
        "file_id": ticket.file_id,
        f"PUT {STORAGE}": dict(httpx.URL(ticket.upload_url).params),
        f"GET {STORAGE}": dict(httpx.URL(download.download_url).params),
    }


def drawn() -> bytes:
    """Return a small image."""
    image = io.BytesIO()
    Image.new("RGB", (8, 8)).save(image, "PNG")
    return image.getvalue()


def left_behind(services: Services) -> FinishedStep:
    """Return what a completed step leaves, its result stored."""
    services.results.blobs.put_bytes("results/a", gzip.compress(b"{}"))
    return FinishedStep("results/a", "results/b", page_count=1, has_errors=False)


def send(api: httpx.Client, case: Case) -> httpx.Response:
    """Return the application's answer to a made-up request that carries the right key."""
    parts = case.as_transport_kwargs(base_url="http://engine", headers={"X-API-Key": KEY})
    prepared = requests.Request(**parts).prepare()
    body = prepared.body.encode() if isinstance(prepared.body, str) else prepared.body
    request = httpx.Request(
        str(prepared.method),
        str(prepared.url),
        headers=cast("dict[str, str]", dict(prepared.headers)),
        content=cast("bytes | None", body),
    )
    answer = api.send(request)
    answer.elapsed = timedelta()  # which an answer that was there at once lacks
    return answer


def check_operation(label: str, api: httpx.Client, existing: dict[str, Any], examples: int) -> None:
    """Send that many made-up requests of one call; every second one is about what exists."""
    known = cycle([{}, existing])

    @given(case=OPERATIONS[label].as_strategy())
    @example_settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        phases=[Phase.generate],  # a made-up request is small enough to be read as it is
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    def check(case: Case) -> None:
        there = next(known)
        case.path_parameters |= {k: there[k] for k in case.path_parameters if k in there}
        case.query |= there.get(label, {})
        case.validate_response(schemathesis.Response.from_any(send(api, case)), checks=CHECKS)

    check()


@pytest.mark.parametrize("label", OPERATIONS)
def test_any_request_is_answered_as_documented(
    label: str, api: httpx.Client, existing: dict[str, Any]
) -> None:
    check_operation(label, api, existing, 4)


@pytest.mark.soak
@pytest.mark.parametrize("label", OPERATIONS)
def test_hundreds_of_requests_are_answered_as_documented(
    label: str, api: httpx.Client, existing: dict[str, Any]
) -> None:
    check_operation(label, api, existing, 300)


def test_no_call_but_a_few_is_answered_without_the_key(api: httpx.Client) -> None:
    answered = set()
    for label in OPERATIONS:
        method, _, path = label.partition(" ")
        if api.request(method, path, headers={"X-API-Key": ""}).status_code != 401:
            answered.add(label)

    assert answered == NO_KEY_NEEDED
