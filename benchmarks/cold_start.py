"""From the command to an answer of the health endpoint, on data that exists already and on none."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from tests.servers import running


def measure() -> Iterator[Figure]:
    """Yield the seconds to healthy, for the dashboard with its engine."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("first start, empty data directory", "second start"):
            began = time.perf_counter()
            with running(Path(folder) / "data", "ui") as server, server.client() as client:
                client.get_health()
                yield Figure(f"cold start to healthy, {name}", time.perf_counter() - began, "s")
