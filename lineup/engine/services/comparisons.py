"""Comparisons of a pipeline's variants, called evals before: asked for, read, and what they found (contract §8.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from lineup.contract.comparisons import Comparison, ComparisonList, EvalList, NewComparison
from lineup.contract.wire import JsonObject
from lineup.engine.blobs import BlobStore
from lineup.engine.callers import Caller
from lineup.engine.errors import InvalidRequest, NotFound, Problem
from lineup.engine.rate_card import RateCard
from lineup.engine.rates import pipeline_rate
from lineup.engine.services.comparison_variants import (
    VariantSteps,
    compared_step_of,
    plan_variants,
)
from lineup.engine.services.pipelines import PipelineService
from lineup.engine.services.step_catalog import StepCatalog
from lineup.engine.store.comparisons import (
    ComparisonStore,
    PlannedComparison,
    PlannedDocument,
    PlannedVariant,
)
from lineup.engine.store.files import FileStore

_NO_COLLECTIONS = "This engine has no collections: give the files themselves in file_ids."
_WHICH = "Give the files to compare the variants on in file_ids, 1 to 100 of them."
_DELETED = (
    "The differences were deleted with the results that they are between: run the comparison again."
)


@dataclass(frozen=True)
class ComparisonService:
    """Plans comparisons and reads them. Each variant on each file is an ordinary execution, which a worker starts."""

    store: ComparisonStore
    pipelines: PipelineService
    files: FileStore
    blobs: BlobStore
    catalog: StepCatalog
    card: RateCard

    def create_comparison(self, pipeline_id: str, new: NewComparison, caller: Caller) -> Comparison:
        """Return a new comparison, whose runs are still to be started.

        Raises NotFound for an unknown pipeline or version, InvalidRequest for what is wrong in the body, NotPossible for a
        pipeline that has nothing to compare.
        """
        _require_one_source(new)
        version, written = self.pipelines.resolve(pipeline_id, new.version)
        variants = plan_variants(written, new.variants, self.catalog.registry)
        planned = PlannedComparison(
            pipeline_id=pipeline_id,
            pipeline_version=version,
            compared_step=compared_step_of(written),
            variants=tuple(self._planned(variant) for variant in variants),
            documents=self._documents(new.file_ids or []),
            caller=caller,
        )
        return self.store.add_comparison(planned)

    def list_comparisons(
        self, pipeline_id: str | None, collection_id: int | None, *, limit: int, offset: int
    ) -> ComparisonList:
        """Return one page, newest first; none are of a collection, as there are no collections here."""
        if collection_id is not None:
            return ComparisonList(comparisons=[], total=0)
        found, total = self.store.list_comparisons(pipeline_id, limit=limit, offset=offset)
        return ComparisonList(comparisons=found, total=total)

    def list_evals(
        self, pipeline_id: str | None, collection_id: int | None, *, limit: int, offset: int
    ) -> EvalList:
        """Return the same under the older name."""
        page = self.list_comparisons(pipeline_id, collection_id, limit=limit, offset=offset)
        return EvalList(evals=page.comparisons, total=page.total)

    def get_differences(self, comparison_id: int, file_id: int) -> bytes:
        """Return where the variants read a file differently, as gzipped JSON, raising NotFound until that is known."""
        found = self.store.find_document(comparison_id, file_id)
        if not found.is_settled:
            message = f"The file {file_id} has not been compared yet: its differences are there once all variants have run."
            raise NotFound(message)
        if found.problem is not None:
            message = f"The file {file_id} could not be compared. {found.problem}"
            raise NotFound(message)
        if found.result_key is None:
            raise NotFound(_DELETED)
        try:
            return self.blobs.read_bytes(found.result_key)
        except FileNotFoundError as error:
            raise NotFound(_DELETED) from error

    def _planned(self, variant: VariantSteps) -> PlannedVariant:
        steps: list[JsonObject] = self.catalog.freeze(variant.steps)
        rate = pipeline_rate(self.card, steps, None).rate_per_1000_pages_cents
        return PlannedVariant(variant.name, variant.changes, tuple(steps), rate)

    def _documents(self, file_ids: list[int]) -> tuple[PlannedDocument, ...]:
        found = [self._document(at, file_id) for at, file_id in enumerate(dict.fromkeys(file_ids))]
        problems = [problem for problem in found if isinstance(problem, Problem)]
        if problems:
            raise InvalidRequest(*problems)
        return tuple(each for each in found if isinstance(each, PlannedDocument))

    def _document(self, at: int, file_id: int) -> PlannedDocument | Problem:
        try:
            file = self.files.find_file(str(file_id))
        except NotFound as error:
            return Problem(("body", "file_ids", at), str(error))
        if file.blob_key is None:
            message = (
                f"The file {file_id} was announced but its bytes never arrived: upload it again."
            )
            return Problem(("body", "file_ids", at), message)
        metadata = file.metadata
        return PlannedDocument(
            file_id, metadata.original_filename, metadata.reference, file.blob_key
        )


def _require_one_source(new: NewComparison) -> None:
    problems = list(_source_problems(new))
    if problems:
        raise InvalidRequest(*problems)


def _source_problems(new: NewComparison) -> Iterator[Problem]:
    if new.collection_id is not None:
        yield Problem(("body", "collection_id"), _NO_COLLECTIONS)
    elif new.file_ids is None:
        yield Problem(("body", "file_ids"), _WHICH)
