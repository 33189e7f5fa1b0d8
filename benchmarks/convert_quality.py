"""How well documents are read, beside peers in one run: reading order, tables, headings, seconds a page, memory.

Needs a folder `convert` of one-page PDFs with `ground-truth/NAME.md` beside them, as opendataloader-bench has them.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean, median

from benchmarks.convert_quality_engines import EngineRun, missing, run_engine, time_of_fast
from benchmarks.convert_quality_scans import scan
from benchmarks.convert_quality_scores import Score, mean_of, score
from benchmarks.convert_quality_types import page_types
from benchmarks.figures import Figure
from lineup.engine.processors.convert.settings import Mode

NEEDS = "How well documents are read needs DATA=folder with convert/*.pdf and convert/ground-truth/*.md."
PEERS = ("liteparse", "docling-rs", "markitdown", "pypdfium2")
SAMPLE = 5  # every fifth is enough for what takes long
_FLOORS = {"fast": 0.88, "balanced, scanned": 0.77, "accurate, scanned": 0.79}
_MOST_TIMES_THE_LIBRARY = 2.0

Scores = Mapping[str, Score]
"""Scores by document."""


def measure(data: Path) -> Iterator[Figure]:
    """Yield the figures of all engines on the documents; nothing where the folder holds none."""
    files = sorted((data / "convert").glob("*.pdf"))
    if not files:
        print(NEEDS)
        return
    truths = {path.stem: _truth(path) for path in files}
    kinds = {path.stem: page_types(path, truths[path.stem]) for path in files}
    yield from _measure_digital(files, truths, kinds)
    with tempfile.TemporaryDirectory() as folder:
        scanned = scan(files[::SAMPLE], Path(folder))
        yield from _measure_scanned(scanned, truths, kinds)


def scores_of(run: EngineRun, truths: Mapping[str, str]) -> dict[str, Score]:
    """Return the score of each document of the run."""
    return {name: score(markdown, truths[name]) for name, markdown in run.markdown.items()}


def _truth(path: Path) -> str:
    return (path.parent / "ground-truth" / f"{path.stem}.md").read_text(encoding="utf-8")


def _measure_digital(
    files: Sequence[Path], truths: Mapping[str, str], kinds: Mapping[str, frozenset[str]]
) -> Iterator[Figure]:
    for name in (*PEERS, *_modes()):
        if missing(name):
            print(f"{name} is not installed: it is left out.")
            continue
        run = run_engine(name, files)
        yield from _figures(name, run, truths)
        if name == "fast":
            yield from _by_kind(name, scores_of(run, truths), kinds)
    bare, fast = time_of_fast(files[::SAMPLE], times=9)
    name = "fast ÷ bare liteparse, CPU time in turns (least of 9)"
    yield Figure(name, fast / bare, "×", goal=_MOST_TIMES_THE_LIBRARY)


def _measure_scanned(
    files: Sequence[Path], truths: Mapping[str, str], kinds: Mapping[str, frozenset[str]]
) -> Iterator[Figure]:
    for mode in _modes():
        if mode != "fast":
            run = run_engine(mode, files)
            name = f"{mode}, scanned"
            yield from _figures(name, run, truths)
            yield from _by_kind(name, scores_of(run, truths), kinds)


def _modes() -> list[str]:
    return [mode.value for mode in Mode]


def _figures(name: str, run: EngineRun, truths: Mapping[str, str]) -> Iterator[Figure]:
    scores = list(scores_of(run, truths).values())
    overall = fmean(one.overall for one in scores)
    note = f"{overall:.3f}, {_parts(scores)}"
    yield Figure(f"{name}: overall", overall, "", floor=_FLOORS.get(name), note=note)
    times = run.seconds.values()
    seconds = f"mean {fmean(times):.4f} s, peak memory {run.peak_mib:.0f} MiB"
    yield Figure(f"{name}: time a page (median)", 1000 * median(times), "ms", note=seconds)


def _by_kind(name: str, scores: Scores, kinds: Mapping[str, frozenset[str]]) -> Iterator[Figure]:
    for kind in sorted(set().union(*(kinds[document] for document in scores))):
        of_kind = [one for document, one in scores.items() if kind in kinds[document]]
        mean = mean_of(of_kind)
        note = (
            f"NID {mean.nid:.3f}, TEDS {_said(mean.teds)}, MHS {_said(mean.mhs)}, of {len(of_kind)}"
        )
        yield Figure(f"{name}, {kind}", fmean(one.overall for one in of_kind), "", note=note)


def _parts(scores: Sequence[Score]) -> str:
    mean = mean_of(list(scores))
    return f"NID {mean.nid:.3f}, TEDS {_said(mean.teds)}, MHS {_said(mean.mhs)}, of {len(scores)}"


def _said(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
