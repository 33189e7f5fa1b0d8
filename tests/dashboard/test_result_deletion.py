from datetime import timedelta, timezone
from typing import Any

from components.result_deletion import results_deleted_text
from lineup.client import Client
from lineup.contract.executions import RunOptions
from lineup.contract.extension import Feature
from lineup.contract.pipelines import PipelineStep
from lineup.samples import SAMPLES
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.samples_of import NOON, execution, pipeline, result, step
from tests.dashboard.seen import run_until, words
from tests.waiting import wait_until_ended

_PAGE = "execution.py"
_ID = "pex_000000000001"


def _serve(fake: FakeServer, *features: str, deleted: Any = None) -> None:
    capabilities = {"server": "lineup", "version": "1", "features": list(features)}
    record = {
        "execution_id": _ID,
        "source_execution_id": None,
        "cancelled_at": None,
        "results_deleted_at": deleted,
        "page_count": 1,
        "billed_cents": 0,
        "seconds": 1.0,
        "steps": [],
    }
    fake.answer("GET /lineup/capabilities", capabilities)
    fake.answer("GET /pipelines/pl_000000000001", pipeline().model_dump(mode="json"))
    fake.answer(f"GET /pipelines/executions/{_ID}", execution(step()).model_dump(mode="json"))
    body = result(markdown="# Text").model_dump(mode="json", by_alias=True)
    fake.answer(f"GET /pipelines/executions/{_ID}/steps/0/result", body)
    fake.answer(f"GET /lineup/executions/{_ID}/record", record)


def test_deleted_results_are_told_with_their_time_in_the_readers_zone() -> None:
    assert results_deleted_text(NOON, timezone(timedelta(hours=2))) == (
        "**The results were deleted on 3 Nov 2026 14\\:00.**\n\n"
        "Steps, times and cost stay. Run the document again for new results."
    )


def test_in_place_of_deleted_results_stands_when_they_were_deleted(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, Feature.RECORD, Feature.DELETE_RESULTS, deleted=NOON.isoformat())
    app = on_fake(_PAGE, id=_ID)
    assert "The results were deleted on 3 Nov 2026 12\\:00." in words(app)
    assert "✔ completed" in str(app.dataframe[0].value)
    assert not [button for button in app.button if button.label == "Delete for good"]
    assert f"GET /pipelines/executions/{_ID}/steps/0/result" not in fake.asked


def test_a_result_that_somebody_else_deleted_is_not_shown_from_memory(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, Feature.RECORD)
    app = on_fake(_PAGE, id=_ID)
    assert "# Text" in words(app)
    _serve(fake, Feature.RECORD, deleted=NOON.isoformat())
    run_until(app, "were deleted on")  # the record is asked for once a second
    assert "# Text" not in words(app)


def test_a_server_that_cannot_delete_results_gets_no_button(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, Feature.RECORD)
    app = on_fake(_PAGE, id=_ID)
    assert "# Text" in words(app)
    assert not app.button


def test_a_server_that_does_not_know_the_record_still_shows_the_result(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, Feature.RECORD)
    fake.answers.pop(f"GET /lineup/executions/{_ID}/record")
    assert "# Text" in words(on_fake(_PAGE, id=_ID))


def test_a_deletion_that_fails_is_said_and_the_result_stays(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, Feature.RECORD, Feature.DELETE_RESULTS)
    fake.answer(f"DELETE /lineup/executions/{_ID}/results", {"detail": "Not now."}, 400)
    app = on_fake(_PAGE, id=_ID)
    app.button(key="delete-results-confirmed").click().run()
    assert "Not now." in words(app)
    assert "# Text" in words(app)


def test_results_are_deleted_once_confirmed_and_the_page_says_so(
    on_engine: OpenPage, client: Client
) -> None:
    made = client.create_pipeline([PipelineStep(type="convert", settings={"mode": "fast"})])
    options = RunOptions(skip_cache=True)
    started = client.run_pipeline_on_file(made.pipeline_id, SAMPLES[0].path, options)
    wait_until_ended(client, started.execution_id)
    app = on_engine(_PAGE, id=started.execution_id)
    assert "This can't be undone" in words(app)
    app.button(key="delete-results-confirmed").click().run()
    shown = words(app)
    assert "The results were deleted on" in shown
    assert "✔ completed" in str(app.dataframe[0].value)
    assert not app.exception
    assert client.get_record(started.execution_id).results_deleted_at is not None
