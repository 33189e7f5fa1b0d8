"""The web node's memory while 200 MB go through it: with a run, as a file, and on to an object store."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.runs import completed, make_table, make_toil, run
from lineup.contract.files import MAX_FILE_BYTES
from tests.object_store import BUCKET, running_object_store
from tests.servers import running

LINE = b"bolt,4,1.25\n"
MIB = 1 << 20


def measure() -> Iterator[Figure]:
    """Yield the growth of the web node's memory at its peak, for each way that bytes come in and lie."""
    with tempfile.TemporaryDirectory() as name, running_object_store() as store:
        folder = Path(name)
        large = folder / "large.csv"
        large.write_bytes(LINE * (MAX_FILE_BYTES // len(LINE)))
        yield from _measure(folder, large, "a folder", {})
        remote = {"LINEUP_BLOB_URL": f"s3://{BUCKET}/uploads", **store.environment}
        yield from _measure(folder, large, "an object store", remote)


def _measure(
    folder: Path, large: Path, where: str, environment: Mapping[str, str]
) -> Iterator[Figure]:
    with ExitStack() as stack:
        server = stack.enter_context(running(folder / where, **environment))
        client = stack.enter_context(server.client())
        pipeline_id, small = make_toil(client, 0), make_table(folder)
        ways: Mapping[str, Callable[[Path], object]] = {
            "a run": lambda path: completed(client, run(client, pipeline_id, path)),
            "a file": lambda path: client.upload_file(path, path.name, "text/csv"),
        }
        for way, send in ways.items():
            send(small)
            grown = _growth(server.process.pid, partial(send, large))
            yield Figure(f"200 MB as {way} into {where}: web node's memory", grown, "MiB", 20)


def _growth(pid: int, work: Callable[[], object]) -> float:
    """Return by how much a process's resident memory grows at most while the work is done, in MiB."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")  # proc(5): forget the peak so far
    before = _memory(pid, "VmRSS")
    work()
    return (_memory(pid, "VmHWM") - before) / MIB


def _memory(pid: int, name: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    raise AssertionError(name)
