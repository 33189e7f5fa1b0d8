"""Archiving from a server that answers as the hosted one may: results gone, an hour late, or not for the moment."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest

from lineup.client import Client
from lineup.client.errors import ClientError
from lineup.client.retries import NO_RETRIES
from lineup.comparing.archiving import archive_execution
from lineup.comparing.naming import version_side
from lineup.comparing.pricing import side_rate
from lineup.comparing.requests import document_of
from lineup.comparing.running import ComparisonRunner
from lineup.contract.executions import Execution
from lineup.workspace.comparison_model import (
    CellState,
    ComparedDocument,
    ComparedSide,
    NewComparison,
)
from lineup.workspace.opening import Workspace

SERVER = "https://a.example"
URL = "https://b.example/letter.pdf"
ENDED = {
    "execution_id": "pex_aaaaaaaaaaaa",
    "pipeline_id": "pl_aaaaaaaaaaaa",
    "pipeline_version": 1,
    "status": "completed_with_errors",
    "created": "2026-11-05T12:00:00",
    "steps": [
        {"step_index": 0, "step_type": "convert", "status": "completed"},
        {"step_index": 1, "step_type": "extract", "status": "failed", "error_message": "Too dark."},
    ],
}

Answer = Callable[[httpx.Request], httpx.Response]


def client_of(answers: dict[str, httpx.Response]) -> Client:
    """A client of a server that answers by the end of the path, and has nothing else."""

    def answer(request: httpx.Request) -> httpx.Response:
        for end, response in answers.items():
            if request.url.path.endswith(end):
                return response
        return httpx.Response(404, json={"detail": "Not Found"})

    transport = httpx.MockTransport(answer)
    return Client(SERVER, transport=transport, retries=NO_RETRIES)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (httpx.Response(404, json={"detail": "gone"}), "The server no longer has this result."),
        (httpx.Response(200, text="<html>"), None),
    ],
    ids=["gone after an hour", "no JSON"],
)
def test_a_result_that_can_t_be_had_is_a_sentence(
    workspace: Workspace, answer: httpx.Response, sentence: str | None
) -> None:
    execution = Execution.model_validate(ENDED)
    client = client_of({"/steps/0/result": answer})

    kept = archive_execution(client, workspace.archive, SERVER, execution, None)

    assert kept.results == {}
    assert kept.missing[1] == "Too dark."
    assert kept.missing[0] == sentence or (sentence is None and kept.missing[0])
    assert kept.record is None
    assert archive_execution(client_of({}), workspace.archive, SERVER, execution, None) == kept


JPEG = b"\xff\xd8\xff"


def _thumbnails(*images: bytes) -> httpx.Response:
    told = [base64.b64encode(image).decode() for image in images]
    return httpx.Response(200, json={"success": True, "thumbnails": told})


@pytest.mark.parametrize(
    ("asked", "pages", "answer", "kept"),
    [
        pytest.param(None, 2, _thumbnails(JPEG, JPEG + b"2"), {0: JPEG, 1: JPEG + b"2"}, id="all"),
        pytest.param("4,6", 2, _thumbnails(JPEG, JPEG), {4: JPEG, 6: JPEG}, id="some pages"),
        pytest.param(None, 3, _thumbnails(JPEG, JPEG), {}, id="other pages than asked"),
        pytest.param("?", 2, _thumbnails(JPEG, JPEG), {}, id="no page range"),
        pytest.param(None, 10**12, _thumbnails(JPEG), {}, id="more pages than there can be"),
        pytest.param(None, None, _thumbnails(JPEG), {}, id="no pages"),
        pytest.param(None, 2, httpx.Response(500, json={"detail": "no"}), {}, id="away"),
        pytest.param(
            None, 1, httpx.Response(200, json={"thumbnails": ["?"]}), {}, id="no picture at all"
        ),
    ],
)
def test_page_images_are_kept_of_what_the_workspace_does_not_have(
    workspace: Workspace,
    asked: str | None,
    pages: int | None,
    answer: httpx.Response,
    kept: dict[int, bytes],
) -> None:
    steps = [
        {"step_index": 0, "step_type": "convert", "status": "completed", "lookup_key": "req_1"}
    ]
    execution = Execution.model_validate(
        ENDED | {"steps": steps, "input_config": {"page_range": asked}}
    )
    result = {"markdown": "Hello."} | ({} if pages is None else {"page_count": pages})
    answers = {"/result": httpx.Response(200, json=result), "/thumbnails/req_1": answer}

    archived = archive_execution(
        client_of(answers), workspace.archive, SERVER, execution, None, with_images=True
    )

    assert {page: workspace.archive.image(archived, page) for page in archived.images} == kept
    assert workspace.archive.image(archived, 99) is None


def test_no_page_image_is_asked_for_where_the_workspace_has_the_document(
    workspace: Workspace,
) -> None:
    answers = {"/result": httpx.Response(200, json={"page_count": 1})}
    execution = Execution.model_validate(ENDED)
    archived = archive_execution(client_of(answers), workspace.archive, SERVER, execution, "a" * 64)
    assert archived.images == {}


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_a_server_that_is_away_loses_nothing(workspace: Workspace, status: int) -> None:
    execution = Execution.model_validate(ENDED)
    client = client_of({"/steps/0/result": httpx.Response(status, json={"detail": "no"})})
    with pytest.raises(ClientError):
        archive_execution(client, workspace.archive, SERVER, execution, None)
    assert workspace.archive.find(SERVER, [execution.execution_id]) == {}


def test_a_document_by_its_address_is_run_on_another_server(workspace: Workspace) -> None:
    sides = tuple(
        ComparedSide(f"pl_aaaaaaaaaaaa@{version}", f"v{version}", "pl_aaaaaaaaaaaa", "Any", version)
        for version in (1, 2)
    )
    document = ComparedDocument(URL, "letter.pdf")
    made = workspace.comparisons.add(NewComparison("two", SERVER, sides, (document,), "Ada"))
    pending = ENDED | {"status": "running"}
    answers = {
        "/run": httpx.Response(200, json=pending),
        "/pex_aaaaaaaaaaaa": httpx.Response(200, json=ENDED),
        "/steps/0/result": httpx.Response(200, json={"markdown": "Hello."}),
    }
    runner = ComparisonRunner(client_of(answers), workspace, SERVER, lambda: datetime.now(UTC))

    assert runner.advance(made.comparison_id)
    assert not runner.advance(made.comparison_id)

    assert {cell.state for cell in workspace.comparisons.cells(made.comparison_id)} == {
        CellState.DONE
    }


@pytest.mark.parametrize(
    ("status", "state"),
    [(422, CellState.FAILED), (402, CellState.FAILED), (429, CellState.WAITING)],
    ids=["refused for good", "no money left", "too much at once"],
)
def test_a_run_that_is_refused_says_why_or_waits(
    workspace: Workspace, status: int, state: CellState
) -> None:
    sides = tuple(
        ComparedSide(f"pl_aaaaaaaaaaaa@{version}", f"v{version}", "pl_aaaaaaaaaaaa", "Any", version)
        for version in (1, 2)
    )
    document = ComparedDocument(URL, "letter.pdf")
    made = workspace.comparisons.add(NewComparison("two", SERVER, sides, (document,), "Ada"))
    client = client_of({"/run": httpx.Response(status, json={"detail": "No."})})

    ComparisonRunner(client, workspace, SERVER, lambda: datetime.now(UTC)).advance(
        made.comparison_id
    )

    cell = workspace.comparisons.cells(made.comparison_id)[0]
    assert cell.state is state
    assert bool(cell.error) is (state is CellState.FAILED)


@pytest.mark.parametrize(
    ("told", "document"),
    [
        ({"sha256": "a" * 64, "filename": "a.pdf"}, ComparedDocument("a" * 64, "a.pdf")),
        ({"file_url": URL}, ComparedDocument(URL, URL)),
    ],
)
def test_the_document_of_an_execution(told: dict[str, str], document: ComparedDocument) -> None:
    assert document_of(Execution.model_validate(ENDED | {"input_config": told})) == document
    named = document_of(Execution.model_validate(ENDED | {"input_config": {"filename": "a.pdf"}}))
    assert (len(named.key), named.name) == (64, "a.pdf")


def test_a_rate_is_told_of_the_version_that_runs_by_default_only() -> None:
    def steps(mode: str) -> list[dict[str, object]]:
        return [{"type": "convert", "settings": {"mode": mode}}]

    versions = [
        {
            "id": number,
            "version": number,
            "steps": steps(mode),
            "description": None,
            "created": None,
        }
        for number, mode in ((2, "accurate"), (1, "fast"))
    ]
    pipeline = {
        "id": 1, "pipeline_id": "pl_a", "name": "Any", "steps": steps("fast"), "is_saved": True,
        "archived": False, "active_version": 2, "created": None, "updated": None,
    }  # fmt: skip
    client = client_of(
        {
            "/versions": httpx.Response(200, json={"versions": versions, "total": 2}),
            "/rate": httpx.Response(200, json={"rate_per_1000_pages_cents": 400}),
            "/pl_a": httpx.Response(200, json=pipeline),
        }
    )
    told = client.get_pipeline("pl_a")
    assert side_rate(client, version_side(client, told, 2)) == 400
    assert side_rate(client, version_side(client, told, 1)) is None
