"""What the engine's processes import before there is work: each of them pays for it in memory and time."""

import subprocess
import sys

import pytest

LARGE = {"numpy", "cv2", "scipy", "onnxruntime", "pandas", "streamlit", "rapidocr"}

_PROGRAM = """
import sys
{work}
print(*sys.modules)
"""


@pytest.mark.parametrize(
    "work",
    [
        pytest.param("import lineup.engine.worker.worker, lineup.engine.worker.main", id="worker"),
        pytest.param(
            "from lineup.engine.processors.installed import load_processors\n"
            "for processor in load_processors().all():\n"
            "    getattr(processor, 'warm_up', int)()",
            id="a child, warmed up",
        ),
    ],
)
def test_a_process_that_waits_for_work_has_imported_nothing_large(work: str) -> None:
    program = [sys.executable, "-c", _PROGRAM.format(work=work)]
    modules = subprocess.run(program, capture_output=True, text=True, check=True).stdout.split()

    assert "lineup.engine.processors" in modules
    assert not LARGE.intersection(modules)
