"""Every call: what it asks, and what it returns."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from lineup.client import Client, ClientError, ErrorKind
from lineup.contract.comparisons import NewComparison, NewVariant
from lineup.contract.executions import RunOptions
from lineup.contract.extension import ExecutionQuery
from lineup.contract.pipelines import PipelineStep

PIPELINE = {
    "id": 1,
    "pipeline_id": "pl_1",
    "name": None,
    "steps": [],
    "is_saved": False,
    "archived": False,
    "active_version": 0,
    "created": None,
    "updated": None,
}
VERSION = {"id": 1, "version": 2, "steps": [], "description": None, "created": None}
EXECUTION = {
    "execution_id": "pex_1",
    "pipeline_id": "pl_1",
    "pipeline_version": 0,
    "status": "pending",
    "steps": [],
}
TICKET = {"file_id": 7, "upload_url": "https://s/x", "expires_in": 1, "reference": "datalab://f"}
CONFIRMATION = {"success": True, "file_id": 7, "reference": "datalab://f", "message": ""}
METADATA = {
    "file_id": 7,
    "original_filename": "a.pdf",
    "upload_status": "completed",
    "reference": "datalab://f",
}
COMPARISON = {
    "eval_id": 3,
    "comparison_id": 3,
    "pipeline_id": "pl_1",
    "pipeline_version": 1,
    "collection_id": None,
    "file_ids": [7],
    "status": "running",
    "variants": [],
    "created": None,
}
STEPS = [PipelineStep(type="convert", settings={"mode": "fast"})]
FAST = {"convert": {"output_mode": "fast"}}
WIRE_STEPS = {"steps": [{"type": "convert", "settings": {"mode": "fast"}}]}

Call = Callable[[Client], Any]


@pytest.mark.parametrize(
    ("call", "asked", "answer"),
    [
        pytest.param(
            lambda c: c.list_pipelines(),
            "GET /api/v1/pipelines?saved_only=true&include_archived=false&limit=50&offset=0",
            {"pipelines": [PIPELINE], "total": 1},
            id="list pipelines",
        ),
        pytest.param(
            lambda c: c.list_pipelines(saved_only=False, include_archived=True, limit=9, offset=3),
            "GET /api/v1/pipelines?saved_only=false&include_archived=true&limit=9&offset=3",
            {"pipelines": [], "total": 0},
            id="list drafts and archived pipelines",
        ),
        pytest.param(
            lambda c: c.get_pipeline("pl_1"), "GET /api/v1/pipelines/pl_1", PIPELINE, id="get"
        ),
        pytest.param(
            lambda c: c.list_versions("pl_1"),
            "GET /api/v1/pipelines/pl_1/versions",
            {"versions": [VERSION], "total": 1},
            id="list versions",
        ),
        pytest.param(
            lambda c: c.get_rate("pl_1"),
            "GET /api/v1/pipelines/pl_1/rate",
            {"rate_per_1000_pages_cents": 400, "rate_breakdown": {}},
            id="rate",
        ),
        pytest.param(
            lambda c: c.get_rate("pl_1", processing_location="eu"),
            "GET /api/v1/pipelines/pl_1/rate?processing_location=eu",
            {"rate_per_1000_pages_cents": 500},
            id="rate in a region",
        ),
        pytest.param(
            lambda c: c.get_version_rate("pl_1", 3),
            "GET /api/v1/lineup/pipelines/pl_1/versions/3/rate",
            {"rate_per_1000_pages_cents": 400},
            id="rate of a version",
        ),
        pytest.param(
            lambda c: c.get_version_rate("pl_1", 0, "eu"),
            "GET /api/v1/lineup/pipelines/pl_1/versions/0/rate?processing_location=eu",
            {"rate_per_1000_pages_cents": 500},
            id="rate of the draft in a region",
        ),
        pytest.param(
            lambda c: c.list_executions("pl_1"),
            "GET /api/v1/pipelines/pl_1/executions?limit=20&offset=0",
            {"executions": [EXECUTION], "total": 1},
            id="list executions",
        ),
        pytest.param(
            lambda c: c.list_executions("pl_1", limit=100, offset=40),
            "GET /api/v1/pipelines/pl_1/executions?limit=100&offset=40",
            {"executions": [], "total": 41},
            id="list later executions",
        ),
        pytest.param(
            lambda c: c.get_execution("pex_1"),
            "GET /api/v1/pipelines/executions/pex_1",
            EXECUTION,
            id="get an execution",
        ),
        pytest.param(
            lambda c: c.get_step_result("pex_1", 2),
            "GET /api/v1/pipelines/executions/pex_1/steps/2/result",
            {"status": "complete", "markdown": "# A"},
            id="get a step result",
        ),
        pytest.param(
            lambda c: c.get_thumbnails("look_1"),
            "GET /api/v1/thumbnails/look_1?thumb_width=300",
            {"success": True, "error": None, "thumbnails": ["aGk="]},
            id="thumbnails",
        ),
        pytest.param(
            lambda c: c.get_thumbnails("look_1", width=900, page_range="0-2"),
            "GET /api/v1/thumbnails/look_1?thumb_width=900&page_range=0-2",
            {"success": True, "error": None, "thumbnails": []},
            id="thumbnails of some pages",
        ),
        pytest.param(
            lambda c: c.list_comparisons("pl_1", limit=5, offset=10),
            "GET /api/v1/comparisons?limit=5&offset=10&pipeline_id=pl_1",
            {"comparisons": [COMPARISON], "total": 11},
            id="list comparisons",
        ),
        pytest.param(
            lambda c: c.get_comparison(3),
            "GET /api/v1/comparisons/3",
            COMPARISON,
            id="get a comparison",
        ),
        pytest.param(
            lambda c: c.get_differences(3, 7),
            "GET /api/v1/comparisons/3/files/7/differences",
            {"file_id": 7, "variant_names": ["A", "B"], "differences": []},
            id="differences of a file",
        ),
        pytest.param(
            lambda c: c.confirm_upload(7),
            "GET /api/v1/files/7/confirm",
            CONFIRMATION,
            id="confirm an upload",
        ),
        pytest.param(
            lambda c: c.list_files(limit=5, offset=10),
            "GET /api/v1/files?limit=5&offset=10",
            {"files": [METADATA], "total": 11, "limit": 5, "offset": 10},
            id="list files",
        ),
        pytest.param(lambda c: c.get_file("h4sh"), "GET /api/v1/files/h4sh", METADATA, id="file"),
        pytest.param(
            lambda c: c.get_download_url(7, expires_in=60),
            "GET /api/v1/files/7/download?expires_in=60",
            {"download_url": "https://s/x", "expires_in": 60, "file_id": 7},
            id="download address",
        ),
        pytest.param(
            lambda c: c.delete_file(7),
            "DELETE /api/v1/files/7",
            {"success": True, "message": "Gone."},
            id="delete a file",
        ),
        pytest.param(lambda c: c.get_health(), "GET /api/v1/health", {"status": "ok"}, id="health"),
        pytest.param(
            lambda c: c.get_capabilities(),
            "GET /api/v1/lineup/capabilities",
            {"server": "lineup", "version": "1", "features": ["execution_search"]},
            id="capabilities",
        ),
        pytest.param(
            lambda c: c.list_processors(),
            "GET /api/v1/lineup/processors",
            {"processors": [{"step_type": "fill", "title": "Fill"}], "max_steps": 20},
            id="installed processors",
        ),
        pytest.param(
            lambda c: c.list_execution_rows(ExecutionQuery()),
            "GET /api/v1/lineup/executions?sort=newest&limit=50",
            {"rows": [], "total": 0, "next_cursor": None},
            id="executions of all pipelines",
        ),
        pytest.param(
            lambda c: c.list_execution_rows(
                ExecutionQuery(status=["failed", "running"], version=0, search="a b", cursor="c+")
            ),
            "GET /api/v1/lineup/executions?status=failed&status=running&version=0&search=a+b&sort=newest&cursor=c%2B&limit=50",
            {"rows": [], "total": 0, "next_cursor": "d"},
            id="a search of executions",
        ),
    ],
)
def test_a_reading_call_asks_for_its_path_and_returns_what_it_found(
    client: Client, server: Any, call: Call, asked: str, answer: dict[str, Any]
) -> None:
    server.will(httpx.Response(200, json=answer))

    returned = call(client)

    assert f"{server.request.method} {server.request.url.raw_path.decode()}" == asked
    assert server.request.content == b""
    assert returned.model_dump(mode="json", by_alias=True, exclude_unset=True) == answer


@pytest.mark.parametrize(
    ("call", "asked", "body", "answer"),
    [
        pytest.param(
            lambda c: c.create_pipeline(STEPS),
            "POST /api/v1/pipelines",
            WIRE_STEPS,
            PIPELINE,
            id="create",
        ),
        pytest.param(
            lambda c: c.update_pipeline("pl_1", STEPS),
            "PUT /api/v1/pipelines/pl_1",
            WIRE_STEPS,
            PIPELINE,
            id="update",
        ),
        pytest.param(
            lambda c: c.save_pipeline("pl_1", "Invoices"),
            "PUT /api/v1/pipelines/pl_1/save",
            {"name": "Invoices"},
            PIPELINE,
            id="save",
        ),
        pytest.param(
            lambda c: c.save_pipeline("pl_1"),
            "PUT /api/v1/pipelines/pl_1/save",
            {"name": ""},
            PIPELINE,
            id="save without a name",
        ),
        pytest.param(
            lambda c: c.create_version("pl_1"),
            "POST /api/v1/pipelines/pl_1/versions",
            {},
            VERSION,
            id="publish",
        ),
        pytest.param(
            lambda c: c.create_version("pl_1", "Better."),
            "POST /api/v1/pipelines/pl_1/versions",
            {"description": "Better."},
            VERSION,
            id="publish with a description",
        ),
        pytest.param(
            lambda c: c.discard_draft("pl_1"),
            "POST /api/v1/pipelines/pl_1/discard",
            {"version": None},
            PIPELINE,
            id="discard",
        ),
        pytest.param(
            lambda c: c.discard_draft("pl_1", 2),
            "POST /api/v1/pipelines/pl_1/discard",
            {"version": 2},
            PIPELINE,
            id="go back to a version",
        ),
        pytest.param(
            lambda c: c.request_upload("a.pdf", "application/pdf"),
            "POST /api/v1/files/upload",
            {"filename": "a.pdf", "content_type": "application/pdf"},
            TICKET,
            id="ask for an upload",
        ),
        pytest.param(
            lambda c: c.request_upload("a.pdf", "application/pdf", "eu"),
            "POST /api/v1/files/upload",
            {"filename": "a.pdf", "content_type": "application/pdf", "processing_location": "eu"},
            TICKET,
            id="ask for an upload in a region",
        ),
        pytest.param(
            lambda c: c.create_comparison("pl_1", NewComparison(file_ids=[7])),
            "POST /api/v1/pipelines/pl_1/comparisons",
            {"file_ids": [7]},
            COMPARISON,
            id="compare the modes",
        ),
        pytest.param(
            lambda c: c.create_comparison(
                "pl_1",
                NewComparison(file_ids=[7], variants=[NewVariant(name="A", steps=FAST)], version=0),
            ),
            "POST /api/v1/pipelines/pl_1/comparisons",
            {"file_ids": [7], "variants": [{"name": "A", "steps": FAST}], "version": 0},
            COMPARISON,
            id="compare variants of the draft",
        ),
    ],
)
def test_a_writing_call_sends_exactly_the_documented_body(
    client: Client, server: Any, call: Call, asked: str, body: Any, answer: dict[str, Any]
) -> None:
    server.will(httpx.Response(200, json=answer))

    returned = call(client)

    assert f"{server.request.method} {server.request.url.raw_path.decode()}" == asked
    assert json.loads(server.request.content) == body
    assert returned.model_dump(mode="json", by_alias=True, exclude_unset=True) == answer


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(httpx.Response(200, json=PIPELINE), id="a pipeline"),
        pytest.param(httpx.Response(200, content=b"null"), id="null"),
        pytest.param(httpx.Response(204), id="nothing"),
    ],
)
@pytest.mark.parametrize("verb", ["archive", "unarchive"])
def test_archiving_does_not_depend_on_what_is_answered(
    client: Client, server: Any, verb: str, answer: httpx.Response
) -> None:
    server.will(answer)

    {"archive": client.archive_pipeline, "unarchive": client.unarchive_pipeline}[verb]("pl_1")

    assert server.request.method == "POST"
    assert server.request.url.path == f"/api/v1/pipelines/pl_1/{verb}"


@pytest.mark.parametrize("verb", ["archive", "unarchive"])
def test_archiving_that_is_refused_raises(client: Client, server: Any, verb: str) -> None:
    server.will(httpx.Response(404, json={"detail": "No such pipeline."}))

    with pytest.raises(ClientError, match=r"No such pipeline\."):
        {"archive": client.archive_pipeline, "unarchive": client.unarchive_pipeline}[verb]("pl_1")


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(httpx.Response(404, json={"detail": "Not Found"}), id="404"),
        pytest.param(httpx.Response(405), id="405"),
        pytest.param(httpx.Response(200, html="<html>Our site</html>"), id="a web page"),
    ],
)
def test_a_server_without_our_extension_has_no_capabilities(
    client: Client, server: Any, answer: httpx.Response
) -> None:
    server.will(answer)

    assert client.get_capabilities() is None


def test_a_key_that_is_refused_does_not_look_like_a_server_without_our_extension(
    client: Client, server: Any
) -> None:
    server.will(httpx.Response(401))

    with pytest.raises(ClientError) as caught:
        client.get_capabilities()

    assert caught.value.kind is ErrorKind.AUTHENTICATION


def test_a_run_on_an_address_is_sent_as_a_form_without_a_file(client: Client, server: Any) -> None:
    server.will(httpx.Response(200, json=EXECUTION))

    execution = client.run_pipeline_on_url(
        "pl_1", "https://x.example/ä b.pdf", RunOptions(page_range="0,2-4", version=0)
    )

    assert execution.execution_id == "pex_1"
    assert server.request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert dict(httpx.QueryParams(server.request.content.decode())) == {
        "file_url": "https://x.example/ä b.pdf",
        "page_range": "0,2-4",
        "version": "0",
    }


@pytest.mark.parametrize(
    "base_url", ["https://api.example", "https://api.example/", " https://api.example/ "]
)
def test_a_base_url_may_end_in_a_slash(server: Any, base_url: str) -> None:
    server.will(httpx.Response(200, json={"status": "ok"}))

    with Client(base_url, transport=server) as client:
        client.get_health()

    assert str(server.request.url) == "https://api.example/api/v1/health"


def test_a_server_may_live_below_a_path(server: Any) -> None:
    server.will(httpx.Response(200, json={"status": "ok"}))

    with Client("https://api.example/datalab", transport=server) as client:
        client.get_health()

    assert server.request.url.path == "/datalab/api/v1/health"


@pytest.mark.parametrize(
    "base_url",
    ["", "localhost:8501", "ftp://api.example", "https://", "http://host:port", "/api/v1"],
)
def test_an_address_that_is_none_is_refused_before_anything_is_sent(base_url: str) -> None:
    with pytest.raises(ClientError) as caught:
        Client(base_url)

    assert caught.value.kind is ErrorKind.INVALID
    assert [each.field for each in caught.value.fields] == ["base_url"]
    assert "http://" in caught.value.sentence
