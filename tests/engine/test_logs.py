"""The log: one line an event, the execution's id in each, and nothing of documents, addresses or keys."""

import io
import json
import logging
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import Connection, Engine

from lineup.client import Client
from lineup.contract.executions import RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.engine.api.application import create_application
from lineup.engine.assembly import Services, assemble
from lineup.engine.callers import Caller, Limits
from lineup.engine.processors.registry import ProcessorRegistry
from lineup.events import Event, LogLevel, log_event, log_failure
from lineup.logs import configure_logging, current_level
from lineup.settings import Settings
from tests.asgi import AsgiTransport
from tests.receivers import receiving
from tests.servers import READY, launch
from tests.waiting import wait_for, wait_until_ended

STOPPED = "Lineup has stopped."
"""How the last line on stdout begins, which comes the same way in tests."""

MARKER = "Zebrafink"
"""A word that stands in a document, in its name and in addresses, and nowhere else."""


class Terminal(io.StringIO):
    """A stream that takes itself for a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.fixture
def _restored() -> Iterator[None]:
    """Leave logging as it was."""
    root, own = logging.getLogger(), logging.getLogger("lineup")
    before = (root.handlers[:], root.level, own.level)
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    own.setLevel(before[2])


def logged(stream: io.StringIO) -> list[dict[str, Any]]:
    """Return the lines as objects."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.usefixtures("_restored")
def test_an_event_is_one_json_line() -> None:
    stream = io.StringIO()
    configure_logging(LogLevel.INFO, stream)

    log_event(Event.EXECUTION_ENDED, execution_id="pex_1", status="failed", seconds=1.5)

    [line] = logged(stream)
    moment = datetime.fromisoformat(line.pop("time"))
    assert moment.tzinfo == UTC
    assert list(line.items()) == [
        ("level", "info"),
        ("event", "execution_ended"),
        ("execution_id", "pex_1"),
        ("status", "failed"),
        ("seconds", 1.5),
    ]


def _quote(text: str) -> None:
    try:
        int(text)
    except ValueError as error:
        raise KeyError(text) from error


@pytest.mark.usefixtures("_restored")
def test_a_failure_tells_where_it_arose_and_not_what_it_said() -> None:
    stream = io.StringIO()
    configure_logging(LogLevel.INFO, stream)

    try:
        _quote(MARKER)
    except KeyError as error:
        log_failure(Event.STEP_BROKE, error, execution_id="pex_1")
        logging.getLogger("lineup.x").exception("a step failed")

    first, second = logged(stream)
    assert MARKER not in stream.getvalue()
    assert (first["event"], first["error"], first["cause"]) == (
        "step_broke",
        "KeyError",
        "ValueError",
    )
    assert "test_logs.py" in first["trace"][0]
    assert (second["message"], second["error"]) == ("a step failed", "KeyError")


@pytest.mark.usefixtures("_restored")
@pytest.mark.parametrize(
    ("level", "library", "own"),
    [
        pytest.param(LogLevel.DEBUG, ["info", "warning"], ["info", "warning"], id="debug"),
        pytest.param(LogLevel.INFO, ["warning"], ["info", "warning"], id="info"),
        pytest.param(LogLevel.WARNING, ["warning"], ["warning"], id="warning"),
        pytest.param(LogLevel.ERROR, [], [], id="error"),
    ],
)
def test_the_level_says_how_much_is_logged(
    level: LogLevel, library: list[str], own: list[str]
) -> None:
    stream = io.StringIO()
    configure_logging(level, stream)

    for name in ("httpx", "lineup.engine"):
        logging.getLogger(name).info("POST https://a.example/?token=%s", MARKER)
        logging.getLogger(name).warning("the page says %s", MARKER)

    lines = logged(stream)
    assert [line["level"] for line in lines if line["logger"] == "httpx"] == library
    assert [line["level"] for line in lines if line["logger"] != "httpx"] == own
    told = [MARKER in line["message"] for line in lines if line["logger"] == "httpx"]
    assert told == [level is LogLevel.DEBUG] * len(told)
    assert current_level() is level


@pytest.mark.usefixtures("_restored")
def test_a_terminal_gets_lines_for_people() -> None:
    stream = Terminal()
    configure_logging(LogLevel.INFO, stream)

    log_event(Event.EXECUTION_ENDED, execution_id="pex_1", status="completed", cents=None)
    log_event(Event.WORKER_RESTARTED, ends_in_a_row=1)
    log_failure(Event.CHORE_FAILED, KeyError(MARKER), chore="sweep")

    ended, restarted, failed = (line[8:] for line in stream.getvalue().splitlines())
    assert ended == "  execution ended  execution_id=pex_1  status=completed"
    assert restarted == "  warning: worker restarted  ends_in_a_row=1"
    assert failed == "  error: chore failed  chore=sweep  error=KeyError"


def test_the_level_can_be_written_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINEUP_LOG_LEVEL", "warning")

    assert Settings().log_level is LogLevel.WARNING


def events(caplog: pytest.LogCaptureFixture) -> list[tuple[str, dict[str, Any]]]:
    """Return the events that were logged in this process, with their facts."""
    return [
        (record.getMessage(), record.__dict__["facts"])
        for record in caplog.records
        if "facts" in record.__dict__
    ]


def test_a_transition_that_changes_nothing_is_not_an_event(
    local: Client, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "lineup")
    pipeline = local.create_pipeline([PipelineStep(type="convert")])
    run = local.run_pipeline_on_url(pipeline.pipeline_id, "https://a.example/x", RunOptions())
    services.executions.mark_running(run.execution_id)
    local.cancel_execution(run.execution_id)
    services.executions.mark_running(run.execution_id)
    services.executions.mark_step_running(run.execution_id, 0)
    services.executions.mark_ended(run.execution_id)

    told = events(caplog)
    assert [name for name, _ in told] == [
        "execution_submitted",
        "execution_started",
        "step_ended",
        "execution_ended",
    ]
    assert all(facts["execution_id"] == run.execution_id for _, facts in told)
    assert told[-1][1]["is_cancelled"] is True


class BrokenQueue:
    """A queue that takes nothing."""

    def enqueue(self, _connection: Connection, _execution_id: str) -> None:
        """Fail, within the transaction that would add the execution."""
        raise RuntimeError

    def cancel(self, _execution_id: str) -> None:
        """Do nothing."""


def test_what_was_rolled_back_is_not_an_event(
    local: Client,
    services: Services,
    settings: Settings,
    database: Engine,
    registry: ProcessorRegistry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    pipeline = local.create_pipeline([PipelineStep(type="convert")])
    run = local.run_pipeline_on_url(pipeline.pipeline_id, "https://a.example/x", RunOptions())
    caplog.set_level(logging.INFO, "lineup")
    caplog.clear()
    broken = assemble(settings, database, BrokenQueue(), registry)

    with pytest.raises(RuntimeError):
        broken.control.rerun(run.execution_id, 0, Caller(None, "own", Limits(), ""), "http://x")

    assert services.executions.list_open() == [run.execution_id]
    assert events(caplog) == []


def test_a_request_that_fails_is_told_by_its_call(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    application = create_application(services)

    @application.get("/broken/{execution_id}")
    def broken(execution_id: str) -> None:
        raise RuntimeError(MARKER + execution_id)

    transport = AsgiTransport(application)
    with httpx.Client(transport=transport, base_url="http://engine") as http:
        answer = http.get(f"/broken/pex_1?token={MARKER}")

    [(name, facts)] = events(caplog)
    assert answer.status_code == 500
    assert name == "request_failed"
    assert facts == {"method": "GET", "path": "/broken/{execution_id}", "execution_id": "pex_1"}


def test_a_whole_run_is_told_line_by_line_without_giving_anything_away(tmp_path: Path) -> None:
    document = tmp_path / f"{MARKER}.html"
    document.write_text(f"<!doctype html><p>{MARKER}</p>")
    environment = {
        "LINEUP_LOG_LEVEL": "INFO",
        "LINEUP_ALLOW_PRIVATE_URLS": "true",
        "LINEUP_ENGINE_API_KEY": f"key-{MARKER}",
        "LINEUP_WEBHOOK_SECRET": f"secret-{MARKER}",
    }
    words = []
    with receiving(200) as receiver:
        process = launch(tmp_path / "data", "serve", environment)
        assert process.stdout is not None
        while not (line := process.stdout.readline()).startswith(READY):
            words.append(line)
            assert line
        with Client(line.removeprefix(READY).strip(), SecretStr(f"key-{MARKER}")) as client:
            options = RunOptions(webhook_url=f"{receiver.url}?token={MARKER}")
            good = client.create_pipeline([PipelineStep(type="convert")])
            run = client.run_pipeline_on_file(good.pipeline_id, document, options)
            wait_until_ended(client, run.execution_id)
            wait_for(lambda: _is_delivered(client, run.execution_id), "the delivery")
            bad = client.create_pipeline(
                [PipelineStep(type="misbehave", settings={"how": "raise"})]
            )
            broken = client.run_pipeline_on_file(bad.pipeline_id, document, RunOptions())
            wait_until_ended(client, broken.execution_id)
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=60)

    text = "".join(words) + rest
    lines = [json.loads(line) for line in text.splitlines() if not line.startswith(STOPPED)]
    own = [line["event"] for line in lines if line.get("execution_id") == run.execution_id]
    others = [line["event"] for line in lines if "execution_id" not in line]
    assert MARKER not in text
    assert own == [
        "execution_submitted",
        "execution_started",
        "step_started",
        "step_ended",
        "execution_ended",
        "webhook_attempted",
    ]
    assert others == [
        "engine_started",
        "worker_started",
        "engine_ready",
        "worker_stopped",
        "engine_stopped",
    ]
    [defect] = [line for line in lines if line["event"] == "step_broke"]
    assert (defect["execution_id"], defect["error"]) == (broken.execution_id, "KeyError")
    [ended] = [
        line
        for line in lines
        if line["event"] == "execution_ended" and line["execution_id"] == run.execution_id
    ]
    assert (ended["status"], ended["pages"], ended["cents"]) == ("completed", 1, 1)


def _is_delivered(client: Client, execution_id: str) -> bool:
    return client.list_deliveries(execution_id).deliveries[0].state == "delivered"
