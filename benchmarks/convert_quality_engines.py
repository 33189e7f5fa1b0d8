"""What reads the documents: our modes and their peers. Each run is a process of its own, for its memory to be its own.

`python -m benchmarks.convert_quality_engines NAME FILE…` prints a JSON object.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

_KIB_PER_MIB = 1024

Reader = Callable[[Path], str]
"""Returns the Markdown of one document."""


@dataclass(frozen=True)
class EngineRun:
    """What an engine made of the documents: Markdown by file name, the seconds of each, and its peak memory in MiB."""

    markdown: dict[str, str]
    seconds: dict[str, float]
    peak_mib: float


def run_engine(name: str, files: Sequence[Path]) -> EngineRun:
    """Return what the engine makes of the files, the first one read once more before to warm up."""
    command = [sys.executable, "-m", __name__, name, *map(str, files)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return EngineRun(**json.loads(done.stdout))


def time_of_fast(files: Sequence[Path], times: int) -> tuple[float, float]:
    """Return the least CPU seconds that bare liteparse and our `fast` take for all files, done in turns.

    Of wall time, what else the machine does would take its share from the longer one first.
    """
    bare, fast = _READERS["liteparse"](), _READERS["fast"]()
    taken = [(_seconds(bare, files), _seconds(fast, files)) for _ in range(times)]
    return min(first for first, _ in taken), min(second for _, second in taken)


def _seconds(read: Reader, files: Sequence[Path]) -> float:
    began = time.process_time()
    for file in files:
        read(file)
    return time.process_time() - began


def missing(name: str) -> bool:
    """Whether the engine's library is not installed."""
    return find_spec(_LIBRARIES.get(name, "lineup")) is None


def _bare_liteparse() -> Reader:
    from liteparse import LiteParse

    parser = LiteParse(ocr_enabled=False, output_format="markdown", quiet=True)
    return lambda path: "\n\n".join(page.markdown for page in parser.parse(path).pages)


def _docling_rs() -> Reader:
    from docling_rs import DocumentConverter

    converter = DocumentConverter(text_layer_only=True)
    return lambda path: str(converter.convert(path).document.export_to_markdown())


def _pypdfium2() -> Reader:
    from pypdfium2 import PdfDocument

    def read(path: Path) -> str:
        with PdfDocument(path) as pdf:
            return "\n\n".join(page.get_textpage().get_text_bounded() for page in pdf)

    return read


def _markitdown() -> Reader:
    from markitdown import MarkItDown  # type: ignore[import-not-found]  # a peer that may be missing

    converter = MarkItDown()
    return lambda path: str(converter.convert(path).text_content)


def _ours(mode: str) -> Reader:
    from lineup.engine.processors.convert import Convert
    from lineup.engine.processors.protocol import StepTask

    processor = Convert()
    folder = tempfile.TemporaryDirectory()
    settings = {"mode": mode, "include_images": False}

    def read(path: Path) -> str:
        output = processor.run(StepTask(path, path.name, settings, Path(folder.name)))
        for left in Path(folder.name).iterdir():
            left.unlink()
        return str(output.result["markdown"])

    return read


_READERS: dict[str, Callable[[], Reader]] = {
    "liteparse": _bare_liteparse,
    "docling-rs": _docling_rs,
    "pypdfium2": _pypdfium2,
    "markitdown": _markitdown,
    "fast": partial(_ours, "fast"),
    "balanced": partial(_ours, "balanced"),
    "accurate": partial(_ours, "accurate"),
}
_LIBRARIES = {
    "liteparse": "liteparse",
    "docling-rs": "docling_rs",
    "pypdfium2": "pypdfium2",
    "markitdown": "markitdown",
}


def main(name: str, files: Sequence[str]) -> None:
    """Print what the engine makes of the files."""
    read = _READERS[name]()
    read(Path(files[0]))
    markdown: dict[str, str] = {}
    seconds: dict[str, float] = {}
    for file in map(Path, files):
        began = time.perf_counter()
        markdown[file.stem] = read(file)
        seconds[file.stem] = time.perf_counter() - began
    print(json.dumps({"markdown": markdown, "seconds": seconds, "peak_mib": _peak_mib()}))


def _peak_mib() -> float:
    """Return this process's peak memory; Linux's resource usage would count its parent's from before the start."""
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / _KIB_PER_MIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_PER_MIB**2  # bytes on macOS


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
