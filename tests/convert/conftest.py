"""Documents made for the tests, and a way to convert them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lineup.engine.processors.convert import Convert
from lineup.engine.processors.protocol import StepOutput, StepTask

Converter = Callable[..., StepOutput]


@pytest.fixture
def convert(tmp_path: Path) -> Converter:
    """Convert a file, or bytes, with the settings given as keywords."""
    calls = 0

    def run(
        source: Path | bytes, *, task: dict[str, Any] | None = None, **settings: Any
    ) -> StepOutput:
        nonlocal calls
        calls += 1
        scratch = tmp_path / f"scratch-{calls}"
        scratch.mkdir()
        if isinstance(source, bytes):
            file = tmp_path / f"source-{calls}"
            file.write_bytes(source)
            source = file
        return Convert().run(StepTask(source, "anything.bin", settings, scratch, **(task or {})))

    return run
