"""Numbers, texts and settings at the edges: an answer with a sentence, never a server error."""

import threading
from pathlib import Path

import httpx
import pytest

from lineup.cli import main
from lineup.databases.opening import open_database, sqlite_url, writing
from lineup.engine.assembly import Services
from lineup.engine.keys import engine_key
from lineup.engine.outbound.addresses import is_public
from lineup.engine.processors.protocol import StepTask
from lineup.engine.store.steps import FinishedStep
from lineup.engine.worker import child
from lineup.engine.worker.child import StepCall, perform
from lineup.errors import StartError
from lineup.settings import Settings
from tests.engine.test_run_endpoint import CSV

pytestmark = pytest.mark.both_databases

HUGE = "9" * 25


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/api/v1/pipelines?offset={HUGE}", 422),
        (f"/api/v1/files/{HUGE}/confirm", 404),
        (f"/api/v1/lineup/executions?version={HUGE}", 422),
        (f"/api/v1/lineup/executions?cursor={HUGE}", 422),
        (f"/api/v1/lineup/executions?cursor={'9' * 5000}", 422),
        (f"/api/v1/pipelines/executions/pex_1/steps/{HUGE}/result", 404),
    ],
)
def test_a_number_beyond_all_bounds_is_refused(api: httpx.Client, path: str, status: int) -> None:
    assert api.get(path).status_code == status


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_a_number_that_no_row_can_have_is_a_refusal(api: httpx.Client, number: int) -> None:
    body = {"steps": [{"type": "convert", "eval_rubric_id": number}]}
    answer = api.post("/api/v1/pipelines", json=body)

    assert answer.status_code in {400, 422}
    assert answer.json()["detail"]


def test_half_a_surrogate_pair_is_refused_and_leaves_the_list_alone(api: httpx.Client) -> None:
    body = b'{"steps":[{"type":"convert","x":"\\ud800"}]}'
    json_type = {"Content-Type": "application/json"}
    answer = api.post("/api/v1/pipelines", content=body, headers=json_type)

    assert answer.status_code == 422
    assert "not valid Unicode" in answer.text
    assert api.get("/api/v1/pipelines?saved_only=false").json()["total"] == 0


def test_a_signature_of_odd_letters_is_refused_before_the_body_is_read(api: httpx.Client) -> None:
    answer = api.put("/api/v1/lineup/storage/1?expires=99&signature=%C3%A9", content=CSV)

    assert answer.status_code == 403


def test_an_upload_of_undeclared_size_is_refused_as_too_large(api: httpx.Client) -> None:
    body = (bytes(1 << 20) for _ in range(203))
    answer = api.post("/api/v1/pipelines", content=body)

    assert answer.status_code == 413


def test_a_location_that_has_no_price_is_refused(api: httpx.Client) -> None:
    steps = [{"type": "convert"}]
    pipeline = api.post("/api/v1/pipelines", json={"steps": steps}).json()["pipeline_id"]
    answer = api.get(f"/api/v1/pipelines/{pipeline}/rate?processing_location=mars")

    assert answer.status_code == 422
    assert "'mars' is not a processing location" in answer.text


@pytest.mark.parametrize("url", [" http://a.b/c", "http://a.b/c\nd", "http://a.b/c d"])
def test_an_address_with_white_space_is_refused(api: httpx.Client, url: str) -> None:
    pipeline = api.post("/api/v1/pipelines", json={"steps": [{"type": "convert"}]}).json()
    path = f"/api/v1/pipelines/{pipeline['pipeline_id']}/run"

    assert api.post(path, data={"file_url": url}).status_code == 422


@pytest.mark.parametrize(
    "address",
    ["fec0::1", "64:ff9b:1::7f00:1", "::127.0.0.1", "::ffff:0:127.0.0.1", "3fff::1", "192.0.0.8"],
)
def test_addresses_of_special_blocks_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_an_empty_key_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINEUP_ENGINE_API_KEY", "")
    monkeypatch.setenv("LINEUP_HOST", "")
    settings = Settings(data_dir=tmp_path)

    assert len(engine_key(settings).get_secret_value()) >= 40
    assert settings.host == "127.0.0.1"
    (tmp_path / "engine.key").write_text("")
    with pytest.raises(StartError, match="is empty"):
        engine_key(settings)


@pytest.mark.parametrize("port", ["abc", "99999"])
def test_a_setting_that_cannot_be_used_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    monkeypatch.setenv("LINEUP_PORT", port)

    assert main(["serve"]) == 1

    words = capsys.readouterr().err
    assert words.startswith("A setting can't be used. LINEUP_PORT")
    assert words.count("\n") == 1


def test_the_data_directory_is_the_same_from_every_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINEUP_DATA_DIR", "~/lineup-data")

    assert Settings().data_dir == Path.home() / "lineup-data"


def test_a_write_waits_for_the_one_before_from_its_first_read_on(tmp_path: Path) -> None:
    database = open_database(sqlite_url(tmp_path / "a.sqlite"))
    order: list[str] = []

    def second() -> None:
        with writing(database):
            order.append("second")

    with writing(database):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.3)
        order.append("first")
    thread.join()
    database.dispose()

    assert order == ["first", "second"]


def test_a_defect_in_a_processor_is_a_report(tmp_path: Path) -> None:
    task = StepTask(source=tmp_path / "missing", filename="a", settings={}, scratch=tmp_path)

    report = perform(StepCall("pex_1", {"type": "convert"}, task))

    assert report.error is not None
    assert "The convert step failed unexpectedly (FileNotFoundError" in report.error


def test_a_library_without_room_to_be_loaded_is_a_step_without_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(_processors: object, _call: StepCall) -> None:
        message = "_native.so: failed to map segment from shared object"
        raise ImportError(message)

    monkeypatch.setattr(child, "_run", run)
    task = StepTask(source=tmp_path / "a", filename="a", settings={}, scratch=tmp_path)

    report = perform(StepCall("pex_1", {"type": "convert"}, task))

    assert report.error == child.memory_sentence()


def test_a_document_without_page_images_says_so(services: Services, api: httpx.Client) -> None:
    pipeline = api.post("/api/v1/pipelines", json={"steps": [{"type": "convert"}]}).json()
    path = f"/api/v1/pipelines/{pipeline['pipeline_id']}/run"
    run = api.post(path, files={"file": ("a.html", b"<!doctype html><p>text</p>")}).json()
    step = services.executions.mark_step_running(run["execution_id"], 0)
    services.executions.mark_step_completed(
        run["execution_id"], step.step_index, FinishedStep("a", "b", 1, has_errors=False)
    )
    execution = services.executions.get_execution(run["execution_id"])

    images = api.get(f"/api/v1/thumbnails/{execution.steps[0].lookup_key}").json()

    assert images["success"] is False
    assert "no page images" in images["error"]
