"""How well extract finds the values of business papers, field by field, on invoices whose values are known."""

import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from omni_extract_bench import score

from benchmarks.figures import Figure
from lineup.engine.processors.convert import Convert
from lineup.engine.processors.convert.model.checkpoint import document_from_json
from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.extract.deterministic import Deterministic
from lineup.engine.processors.extract.schema.fields import FieldSchema
from lineup.engine.processors.extract.schema.reading import read_schema
from lineup.engine.processors.extract.settings import ExtractionMode
from lineup.engine.processors.extract.shaping import extraction_json
from lineup.engine.processors.protocol import StepTask

NEEDS = "Extract on known invoices: needs DATA=folder with extract/*.pdf, extract/schema.json and extract/gold.jsonl."

_GOAL = 0.88
_LOSES = 0.85
"""Fields with an F1 below this are listed as those it loses."""


@dataclass(frozen=True)
class _Scored:
    """One document's verdicts by field, its accuracy, and how long extracting took, in seconds."""

    verdicts: Mapping[str, Counter[str]]
    accuracy: float
    seconds: float


def measure(data: Path) -> Iterator[Figure]:
    """Yield precision, recall, F1 and accuracy over all values, then F1 by field."""
    folder = data / "extract"
    if not (folder / "gold.jsonl").exists():
        print(NEEDS)
        return
    schema = json.loads((folder / "schema.json").read_text("utf-8"))
    lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()
    scored = [_score(folder, json.loads(line), schema) for line in lines]
    yield from _whole(scored)
    yield Figure("extract: F1 on the half it was tuned on", _f1(_sum(scored[::2])), "")
    note = "0.85 before anybody looked at it; kinds of errors, not documents, were mended since"
    yield Figure("extract: F1 on the other half", _f1(_sum(scored[1::2])), "", note=note)
    yield from _by_field(scored)
    quickest_half = sorted(each.seconds for each in scored)[: len(scored) // 2 + 1]
    yield Figure("extract: a document, median", quickest_half[-1] * 1000, "ms", goal=100)


def _score(folder: Path, known: Mapping[str, Any], schema: dict[str, Any]) -> _Scored:
    document = _read(folder / known["file"])
    fields = read_schema(schema)
    began = time.perf_counter()
    found = _extract(fields, document)
    seconds = time.perf_counter() - began
    result = score(found, known["gold"], schema, verdicts=True)
    verdicts: dict[str, Counter[str]] = {}
    for verdict in result["verdicts"]:
        name = ".".join(str(key) for kind, key in verdict.address if kind == "k")
        verdicts.setdefault(name, Counter())[verdict.verdict] += 1
    return _Scored(verdicts, result["accuracy"], seconds)


def _read(file: Path) -> Document:
    with tempfile.TemporaryDirectory() as scratch:
        settings = {"include_images": False}
        read = Convert().run(StepTask(file, file.name, settings, Path(scratch)))
    return document_from_json(read.checkpoint)


def _extract(fields: FieldSchema, document: Document) -> dict[str, Any]:
    return extraction_json(Deterministic().extract(fields, document).root, ExtractionMode.TURBO)


def _whole(scored: list[_Scored]) -> Iterator[Figure]:
    verdicts = _sum(scored)
    accuracy = sum(each.accuracy for each in scored) / len(scored)
    note = f"{len(scored)} invoices, development set"
    yield Figure("extract: micro-F1 over all values", _f1(verdicts), "", floor=_GOAL, note=note)
    yield Figure("extract: precision", _precision(verdicts), "", note=note)
    yield Figure("extract: recall", _recall(verdicts), "", note=note)
    yield Figure("extract: accuracy by omni-extract-bench 0.1.7", accuracy, "", note=note)


def _by_field(scored: list[_Scored]) -> Iterator[Figure]:
    names = dict.fromkeys(name for each in scored for name in each.verdicts)
    fields = {
        name: _add(each.verdicts.get(name, Counter()) for each in scored) for name in sorted(names)
    }
    for name, verdicts in fields.items():
        note = f"precision {_precision(verdicts):.2f}, recall {_recall(verdicts):.2f}"
        yield Figure(f"extract: F1 of {name}", _f1(verdicts), "", note=note)
    lost = [name for name, verdicts in fields.items() if _f1(verdicts) < _LOSES]
    note = ", ".join(lost) or "none"
    yield Figure(f"extract: fields with an F1 below {_LOSES}", len(lost), "", note=note)


def _sum(scored: Iterable[_Scored]) -> Counter[str]:
    return _add(verdicts for each in scored for verdicts in each.verdicts.values())


def _add(counters: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counter in counters:
        total += counter
    return total


def _precision(verdicts: Counter[str]) -> float:
    invented = verdicts["fabricated"] + verdicts["invented_item"] + verdicts["invented_field"]
    told = verdicts["matched"] + verdicts["misread"] + invented
    return verdicts["matched"] / told if told else 0.0


def _recall(verdicts: Counter[str]) -> float:
    there = verdicts["matched"] + verdicts["misread"] + verdicts["unfound"]
    return verdicts["matched"] / there if there else 0.0


def _f1(verdicts: Counter[str]) -> float:
    precision, recall = _precision(verdicts), _recall(verdicts)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
