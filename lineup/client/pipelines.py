"""Pipelines, their drafts, versions and rates (contract §1)."""

from collections.abc import Sequence

from lineup.client.funnel import Funnel
from lineup.client.paths import to
from lineup.contract.pipelines import (
    Pipeline,
    PipelineList,
    PipelineRate,
    PipelineStep,
    PipelineVersion,
    PipelineVersionList,
)
from lineup.contract.wire import JsonObject


class PipelineCalls(Funnel):
    """The calls below `/pipelines` that are about pipelines themselves."""

    def list_pipelines(
        self,
        *,
        saved_only: bool = True,
        include_archived: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> PipelineList:
        """Fetch one page of pipelines; `limit` is 1 to 200."""
        params = {
            "saved_only": saved_only,
            "include_archived": include_archived,
            "limit": limit,
            "offset": offset,
        }
        return self._call(PipelineList, "GET", to("pipelines"), params=params)

    def create_pipeline(self, steps: Sequence[PipelineStep]) -> Pipeline:
        """Create an unsaved draft of the steps."""
        return self._call(Pipeline, "POST", to("pipelines"), json=_body(steps))

    def get_pipeline(self, pipeline_id: str) -> Pipeline:
        """Fetch one pipeline with its draft."""
        return self._call(Pipeline, "GET", to("pipelines", pipeline_id))

    def update_pipeline(self, pipeline_id: str, steps: Sequence[PipelineStep]) -> Pipeline:
        """Replace the draft's steps; published versions stay as they are."""
        return self._call(Pipeline, "PUT", to("pipelines", pipeline_id), json=_body(steps))

    def save_pipeline(self, pipeline_id: str, name: str = "") -> Pipeline:
        """Name the pipeline and put it on the list; an empty name asks the server to make one."""
        path = to("pipelines", pipeline_id, "save")
        return self._call(Pipeline, "PUT", path, json={"name": name})

    def archive_pipeline(self, pipeline_id: str) -> None:
        """Take the pipeline off the default list. What the service answers is not documented, so it is not read."""
        self._fetch("POST", to("pipelines", pipeline_id, "archive"))

    def unarchive_pipeline(self, pipeline_id: str) -> None:
        """Put the pipeline back on the list."""
        self._fetch("POST", to("pipelines", pipeline_id, "unarchive"))

    def create_version(self, pipeline_id: str, description: str | None = None) -> PipelineVersion:
        """Publish the draft as the next version, which becomes the active one; a description has at most 500 characters."""
        body = {} if description is None else {"description": description}
        return self._call(
            PipelineVersion, "POST", to("pipelines", pipeline_id, "versions"), json=body
        )

    def list_versions(self, pipeline_id: str) -> PipelineVersionList:
        """Fetch all published versions, newest first."""
        return self._call(PipelineVersionList, "GET", to("pipelines", pipeline_id, "versions"))

    def discard_draft(self, pipeline_id: str, version: int | None = None) -> Pipeline:
        """Reset the draft to a version's steps; None takes the active one."""
        path = to("pipelines", pipeline_id, "discard")
        return self._call(Pipeline, "POST", path, json={"version": version})

    def get_rate(self, pipeline_id: str, *, processing_location: str | None = None) -> PipelineRate:
        """Fetch what the version that runs by default costs, in cents per 1,000 pages."""
        params = {} if processing_location is None else {"processing_location": processing_location}
        return self._call(PipelineRate, "GET", to("pipelines", pipeline_id, "rate"), params=params)


def _body(steps: Sequence[PipelineStep]) -> JsonObject:
    return {"steps": [step.to_wire() for step in steps]}
