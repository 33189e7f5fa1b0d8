"""Logging to stderr: one JSON object a line, or lines for people where stderr is a terminal.

What libraries say may hold parts of documents and addresses: only that they spoke is told, unless the level is DEBUG.
"""

import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import TextIO

from pythonjsonlogger.json import JsonFormatter

from lineup.events import FACTS, Fact, LogLevel

_OWN = "lineup"
_PLUMBING = {_OWN, "uvicorn", "asyncio", "alembic"}
"""Whose words can be told: they speak of connections and migrations, never of documents."""

_UNTOLD = "a library has something to say: LINEUP_LOG_LEVEL=DEBUG shows it"

Facts = dict[str, Fact | list[str]]
"""What a line tells, in its order."""


def configure_logging(level: LogLevel, stream: TextIO | None = None) -> None:
    """Send all logging and warnings of this process to the stream, by default stderr."""
    target = stream or sys.stderr
    is_open = level is LogLevel.DEBUG
    handler = logging.StreamHandler(target)
    handler.setFormatter(PlainLines(is_open) if target.isatty() else JsonLines(is_open))
    libraries = logging.INFO if is_open else max(logging.WARNING, _number(level))
    logging.basicConfig(handlers=[handler], level=libraries, force=True)
    logging.getLogger(_OWN).setLevel(_number(level))
    logging.captureWarnings(capture=True)


def current_level() -> LogLevel:
    """Return the level at which this process logs, to be handed on to a child."""
    number = logging.getLogger(_OWN).getEffectiveLevel()
    return next((level for level in LogLevel if _number(level) >= number), LogLevel.ERROR)


class JsonLines(JsonFormatter):
    """Writes a record as one JSON object: time, level, event, then its facts."""

    def __init__(self, is_open: bool) -> None:
        super().__init__()
        self._is_open = is_open

    def add_fields(
        self,
        log_data: dict[str, object],
        record: logging.LogRecord,
        message_dict: dict[str, object],  # noqa: ARG002 (the base class's own signature)
    ) -> None:
        """Fill in what the line tells."""
        log_data["time"] = _moment(record).isoformat(timespec="milliseconds")
        log_data["level"] = record.levelname.lower()
        log_data |= facts_of(record, self._is_open)


class PlainLines(logging.Formatter):
    """Writes a record as a line: the time of day, the event in words, its facts; under it where an error arose."""

    def __init__(self, is_open: bool) -> None:
        super().__init__()
        self._is_open = is_open

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        facts = facts_of(record, self._is_open)
        event, trace = str(facts.pop("event")).replace("_", " "), facts.pop("trace", [])
        level = "" if record.levelno <= logging.INFO else f"{record.levelname.lower()}: "
        clock = _moment(record).astimezone().strftime("%H:%M:%S")
        told = (f"{name}={value}" for name, value in facts.items() if value is not None)
        line = "  ".join([clock, f"{level}{event}", *told])
        return "\n    ".join([line, *trace] if isinstance(trace, list) else [line])


def facts_of(record: logging.LogRecord, is_open: bool) -> Facts:
    """Return what may be told of a record: the event and its facts, or whose message it is, and where an error arose."""
    error = record.exc_info[1] if record.exc_info else None
    origin = {} if error is None else _origin(error)
    if hasattr(record, FACTS):
        return {"event": record.getMessage(), **getattr(record, FACTS), **origin}
    may_tell = is_open or record.name.partition(".")[0] in _PLUMBING
    message = record.getMessage().partition("\n")[0] if may_tell else _UNTOLD
    return {"event": "message", "logger": record.name, "message": message, **origin}


def _origin(error: BaseException) -> Facts:
    """Return an error's type and the places it came through, without its words, which may quote a document."""
    cause = error.__cause__ or error.__context__
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__name__,
        "cause": None if cause is None else type(cause).__name__,
        "trace": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _moment(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _number(level: LogLevel) -> int:
    return logging.getLevelNamesMapping()[level]
