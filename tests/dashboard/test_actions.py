"""Cancel and re-run on the Execution page: where the server can, once for each press, and said as what they are."""

from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.cancellation import cancelled_text
from lineup.client import Client
from lineup.contract.executions import RunOptions
from lineup.contract.extension import Feature
from lineup.contract.pipelines import PipelineStep
from lineup.samples import SAMPLES
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.samples_of import NOON, execution, pipeline, result, step
from tests.dashboard.seen import address, run_until, words
from tests.waiting import wait_for, wait_until_ended

_PAGE = "execution.py"
_ID, _NEW = "pex_000000000001", "pex_000000000002"
_ALL = (Feature.CANCEL, Feature.RERUN, Feature.RECORD)
_FAILED = (step(lookup_key="key"), step(1, "extract", "failed", error_message="It broke."))


def _serve(fake: FakeServer, *features: str, of: Any, **record: Any) -> None:
    recorded: dict[str, Any] = {
        "execution_id": _ID,
        "source_execution_id": None,
        "cancelled_at": None,
        "results_deleted_at": None,
        "page_count": 1,
        "billed_cents": 0,
        "seconds": 1.0,
        "steps": [],
    }
    capabilities = {"server": "lineup", "version": "1", "features": list(features)}
    fake.answer("GET /lineup/capabilities", capabilities)
    fake.answer("GET /pipelines/pl_000000000001", pipeline().model_dump(mode="json"))
    fake.answer(f"GET /pipelines/executions/{_ID}", of.model_dump(mode="json"))
    fake.answer(f"GET /lineup/executions/{_ID}/record", recorded | record)
    body = result(markdown="# Text").model_dump(mode="json", by_alias=True)
    fake.answer(f"GET /pipelines/executions/{_ID}/steps/0/result", body)


def _labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def _press(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    return button.click().run()


def test_a_server_without_the_calls_gets_no_actions(fake: FakeServer, on_fake: OpenPage) -> None:
    for shown in (execution(step(status="running"), status="running"), execution(*_FAILED)):
        _serve(fake, of=shown)
        assert not [label for label in _labels(on_fake(_PAGE, id=_ID)) if "execution" in label]
        assert not [call for call in fake.asked if "record" in call]


def test_a_running_execution_can_be_cancelled_and_then_says_so(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    running = execution(step(status="running"), status="running")
    _serve(fake, *_ALL, of=running)
    app = on_fake(_PAGE, id=_ID)
    assert "Steps that have completed stay, and stay billed." in words(app)
    cancelled = execution(step(status="failed", error_message="Cancelled."), status="failed")
    fake.answer(f"POST /lineup/executions/{_ID}/cancel", cancelled.model_dump(mode="json"))
    _serve(fake, *_ALL, of=running, cancelled_at=NOON.isoformat())
    _press(app, "Cancel this execution")
    assert "Cancelled on 3 Nov 2026 12\\:00." in words(app)
    assert "⊘ cancelled" in words(app)
    assert "Cancel this execution" not in _labels(app)
    assert not app.error


def test_cancelling_that_fails_is_one_sentence(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake, *_ALL, of=execution(step(status="running"), status="running"))
    app = on_fake(_PAGE, id=_ID)
    _press(app, "Cancel this execution")
    assert app.error
    assert not app.exception


def test_a_failed_step_says_what_running_again_from_there_means_and_leads_to_it(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, *_ALL, of=execution(*_FAILED, status="failed"))
    app = on_fake(_PAGE, id=_ID)
    assert "Reuses 0 convert free · Runs 1 extract anew, which is billed" in words(app)
    new = execution(status="completed", execution_id=_NEW)
    fake.answer(f"POST /lineup/executions/{_ID}/rerun", new.model_dump(mode="json"))
    fake.answer(f"GET /pipelines/executions/{_NEW}", new.model_dump(mode="json"))
    app.button(key="rerun-failed").click().run()
    assert address(app, "id") == [_NEW]
    assert fake.asked.count(f"POST /lineup/executions/{_ID}/rerun") == 1


def test_a_rerun_that_is_refused_says_why_and_is_not_tried_again(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, *_ALL, of=execution(*_FAILED, status="failed"))
    fake.answer(f"POST /lineup/executions/{_ID}/rerun", {"detail": "No longer stored."}, 422)
    app = on_fake(_PAGE, id=_ID)
    app.button(key="rerun-failed").click().run()
    assert "No longer stored" in words(app)
    app.run()
    assert fake.asked.count(f"POST /lineup/executions/{_ID}/rerun") == 1
    assert "No longer stored" in words(app)


def test_another_step_can_be_chosen(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake, *_ALL, of=execution(step(lookup_key="key"), step(1, "extract")))
    app = on_fake(_PAGE, id=_ID)
    assert "Re-run from step 0 convert" in _labels(app)
    app.selectbox(key="rerun-step").select_index(1).run()
    assert "Re-run from step 1 extract" in _labels(app)


def test_after_results_were_deleted_only_the_first_step_is_offered(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    done = execution(step(lookup_key="key"), step(1, "extract"))
    _serve(fake, *_ALL, of=done, results_deleted_at=NOON.isoformat())
    assert len(on_fake(_PAGE, id=_ID).selectbox(key="rerun-step").options) == 1


def test_a_rerun_links_to_its_source(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake, *_ALL, of=execution(step(lookup_key="key")), source_execution_id=_NEW)
    shown = words(on_fake(_PAGE, id=_ID))
    assert f"Re-run of {_NEW}" in shown
    assert f"execution?id={_NEW}" in shown


def test_the_moment_of_a_cancellation_is_told_in_the_readers_zone() -> None:
    assert "3 Nov 2026 14\\:00" in cancelled_text(NOON, timezone(timedelta(hours=2)))


@pytest.fixture
def gated(client: Client, tmp_path: Path) -> tuple[str, Path]:
    """A run whose second step has begun and waits for the file, and the file."""
    gate, log = tmp_path / "gate", tmp_path / "log"
    settings = {"log": str(log), "gate": str(gate)}
    steps = [PipelineStep(type=kind, settings=settings) for kind in ("note", "linger")]
    made = client.create_pipeline(steps)
    options = RunOptions(skip_cache=True)
    run = client.run_pipeline_on_file(made.pipeline_id, SAMPLES[0].path, options)
    wait_for(lambda: log.exists() and "linger" in log.read_text(), "the second step")
    return run.execution_id, gate


def test_the_engine_cancels_and_runs_again_from_the_cancelled_step(
    on_engine: OpenPage, client: Client, gated: tuple[str, Path]
) -> None:
    execution_id, gate = gated
    app = run_until(on_engine(_PAGE, id=execution_id), "◐ running")
    _press(app, "Cancel this execution")
    run_until(app, "Cancelled on")
    gate.touch()
    app.button(key="rerun-failed").click().run()
    (new_id,) = address(app, "id")
    wait_until_ended(client, new_id)
    run_until(app, "✔ completed")
    assert next(iter(app.dataframe[0].value["Cost"])) == "free, from the run before"
    assert f"Re-run of {execution_id}" in words(app)
