"""Comparing what the variants made of one document: in a child, as it may take long, and may crash over a document."""

import json
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from lineup.contract.wire import JsonObject
from lineup.documents.child import ChildError, ChildFailure, ChildLimits, run_in_child
from lineup.documents.page_texts import page_texts
from lineup.engine.blobs import BlobStore, results_folder
from lineup.engine.packed_json import pack
from lineup.engine.store.comparison_work import (
    GONE,
    ComparisonWork,
    DocumentClaim,
    EndedRun,
    RunTally,
)
from lineup.events import Event, log_failure

LIMITS = ChildLimits(seconds=120, memory_bytes=2 << 30)
"""What comparing one document may take; two results of 500 pages take about three seconds."""

_PROGRAM = "lineup.engine.services.comparison_program"
_FEWEST = 2


@dataclass(frozen=True)
class DocumentComparer:
    """Compares documents whose runs have ended, and keeps what differs beside the results that it is between."""

    work: ComparisonWork
    blobs: BlobStore
    limits: ChildLimits = LIMITS

    def compare_ended(self) -> None:
        """Compare all documents that are ready for it, one after another."""
        while (claim := self.work.claim_next()) is not None:
            self._compare(claim)

    def _compare(self, claim: DocumentClaim) -> None:
        if sum(_result_key(claim, run) is not None for run in claim.runs) < _FEWEST:
            self.work.mark_not_compared(claim, _too_few(_reasons(claim)))
            return
        try:
            with ExitStack() as held:
                answer = run_in_child(_PROGRAM, self._request(claim, held), limits=self.limits)
        except FileNotFoundError:
            self.work.mark_not_compared(claim, GONE)
        except ChildError as error:
            self.work.mark_not_compared(claim, _broken_off(error))
        else:
            self._keep(claim, answer)

    def _request(self, claim: DocumentClaim, held: ExitStack) -> JsonObject:
        return {
            "document": claim.blob_key.rpartition("/")[2],
            "text_layers": page_texts(Path(self._open(claim.blob_key, held))),
            "compared_step": claim.compared_step,
            "sides": [self._side(claim, run, held) for run in claim.runs],
        }

    def _side(self, claim: DocumentClaim, run: EndedRun, held: ExitStack) -> JsonObject:
        execution, key = run.execution, _result_key(claim, run)
        path = None if key is None else self._open(key, held)
        told = None if execution is None else execution.model_dump(mode="json")
        return {"name": run.variant, "execution": told, "result": path, "gone": run.problem}

    def _open(self, key: str, held: ExitStack) -> str:
        """Return where the child finds a blob, raising FileNotFoundError for one that is gone."""
        if not self.blobs.exists(key):
            raise FileNotFoundError(key)
        return str(held.enter_context(self.blobs.local_copy(key)))

    def _keep(self, claim: DocumentClaim, answer: JsonObject) -> None:
        sides: list[JsonObject] = answer["sides"]
        if sum(side["is_compared"] for side in sides) < _FEWEST:
            reasons = {side["name"]: side["reason"] for side in sides if side["reason"]}
            self.work.mark_not_compared(claim, _too_few(reasons))
            return
        found = {
            "file_id": claim.file_id,
            "variant_names": [side["name"] for side in sides],
            "differences": answer["differences"],
            "total": answer["total"],
            "notes": answer["notes"],
        }
        key = _key(claim)
        self.blobs.put_bytes(key, pack(json.dumps(found, separators=(",", ":")).encode()))
        tallies = {
            run.run_id: RunTally(side["is_compared"], *side["tally"])
            for run, side in zip(claim.runs, sides, strict=True)
        }
        self.work.mark_compared(claim, key, tallies)


def _broken_off(error: ChildError) -> str:
    if error.failure is ChildFailure.CRASHED:
        log_failure(Event.COMPARING_BROKE, error)
        return "Comparing the variants crashed over this document; others are not affected."
    return f"Comparing the variants broke off. {error}"


def _key(claim: DocumentClaim) -> str:
    """Return where the differences lie: in the folder of an execution, with whose results they go."""
    owner = next(run.execution.execution_id for run in claim.runs if run.execution is not None)
    return f"{results_folder(owner)}/comparisons/{claim.comparison}.json.gz"


def _result_key(claim: DocumentClaim, run: EndedRun) -> str | None:
    """Return where the result lies that is compared: that of the last step of the compared type."""
    steps = () if run.execution is None else run.execution.steps
    own = [
        step.step_index
        for step in steps
        if step.step_type == claim.compared_step and step.section is None
    ]
    return run.result_keys.get(own[-1]) if own else None


def _reasons(claim: DocumentClaim) -> Mapping[str, str]:
    return {
        run.variant: (run.execution.error_message if run.execution else run.problem) or "no result"
        for run in claim.runs
        if _result_key(claim, run) is None
    }


def _too_few(reasons: Mapping[str, str]) -> str:
    told = "; ".join(f"{name}: {reason}" for name, reason in reasons.items())
    return f"Fewer than two variants gave something to compare ({told})."
