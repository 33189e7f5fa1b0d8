"""What Lineup tells of itself while it runs: a closed set of events, each with facts that give nothing away."""

import logging
from enum import StrEnum

_LOGGER = logging.getLogger(__name__)
FACTS = "facts"
"""The name under which a log record carries an event's facts."""

Fact = str | int | float | bool | None
"""An id, a number, a status or a type. Never content or name of a document, an address, or a key."""


class LogLevel(StrEnum):
    """How much is logged. DEBUG also tells what libraries say, which may hold parts of documents and addresses."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class Event(StrEnum):
    """Something that happened."""

    ENGINE_STARTED = "engine_started"
    ENGINE_READY = "engine_ready"
    ENGINE_STOPPED = "engine_stopped"
    WORKER_STARTED = "worker_started"
    WORKER_STOPPED = "worker_stopped"
    WORKER_RESTARTED = "worker_restarted"
    WORKER_TAKEN_OVER = "worker_taken_over"
    EXECUTION_SUBMITTED = "execution_submitted"
    EXECUTION_STARTED = "execution_started"
    EXECUTION_ENDED = "execution_ended"
    STEP_STARTED = "step_started"
    STEP_ENDED = "step_ended"
    STEP_BROKE = "step_broke"
    WEBHOOK_ATTEMPTED = "webhook_attempted"
    WEBHOOK_BROKE = "webhook_broke"
    REQUEST_FAILED = "request_failed"
    COMPARING_BROKE = "comparing_broke"
    CHORE_FAILED = "chore_failed"
    MODEL_ASKED = "model_asked"


_ALARMING = {Event.WORKER_RESTARTED, Event.WORKER_TAKEN_OVER}


def log_event(event: Event, **facts: Fact) -> None:
    """Log that something happened."""
    level = logging.WARNING if event in _ALARMING else logging.INFO
    _LOGGER.log(level, event.value, extra={FACTS: facts})


def log_failure(event: Event, error: BaseException, **facts: Fact) -> None:
    """Log a failure that nobody expected, with where it came from; what the error itself says stays out of the log."""
    _LOGGER.error(event.value, extra={FACTS: facts}, exc_info=error)
