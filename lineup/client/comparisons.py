"""Comparisons of a pipeline's variants (contract §8.2)."""

from typing import Any

from lineup.client.funnel import Funnel
from lineup.client.paths import to
from lineup.contract.comparisons import (
    Comparison,
    ComparisonList,
    FileDifferences,
    NewComparison,
)


class ComparisonCalls(Funnel):
    """The calls below `/comparisons`, under the newer of their two names."""

    def create_comparison(self, pipeline_id: str, new: NewComparison) -> Comparison:
        """Start the variants on the files and return the comparison, which is still to be made."""
        body = new.model_dump(mode="json", exclude_unset=True)
        path = to("pipelines", pipeline_id, "comparisons")
        return self._call(Comparison, "POST", path, json=body)

    def list_comparisons(
        self, pipeline_id: str | None = None, *, limit: int = 20, offset: int = 0
    ) -> ComparisonList:
        """Fetch one page of comparisons, newest first; `limit` is 1 to 100. That servers list them is assumed."""
        params: dict[str, Any] = {"limit": limit, "offset": offset}
        if pipeline_id is not None:
            params["pipeline_id"] = pipeline_id
        return self._call(ComparisonList, "GET", to("comparisons"), params=params)

    def get_comparison(self, comparison_id: int) -> Comparison:
        """Fetch a comparison as it stands."""
        return self._call(Comparison, "GET", to("comparisons", comparison_id))

    def get_differences(self, comparison_id: int, file_id: int) -> FileDifferences:
        """Fetch where the variants read one file differently. The path is assumed by analogy to the older name's."""
        path = to("comparisons", comparison_id, "files", file_id, "differences")
        return self._call(FileDifferences, "GET", path)
