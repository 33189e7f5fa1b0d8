"""Runs and what came of them (contract §1.4 to 1.6, §4)."""

from pathlib import Path

from lineup.client.answers import validate
from lineup.client.content_types import guess_content_type
from lineup.client.files import UPLOAD_TIMEOUT, FileCalls
from lineup.client.paths import to
from lineup.client.step_results import overlay, read_fields, signed_address
from lineup.contract.executions import Execution, ExecutionList, RunOptions
from lineup.contract.results import StepResult, Thumbnails


class ExecutionCalls(FileCalls):
    """The calls that start runs and read them."""

    def run_pipeline_on_file(
        self,
        pipeline_id: str,
        path: Path,
        options: RunOptions,
        *,
        filename: str | None = None,
        content_type: str | None = None,
    ) -> Execution:
        """Start a run on a file, streamed from disk, and return the pending execution.

        With a processing location the service refuses files in the request (§7.5): the file is then stored first, and
        the run gets its reference. Raises OSError where the file can't be read.
        """
        name = filename or path.name
        kind = content_type or guess_content_type(name)
        if options.processing_location:
            stored = self.upload_file(path, name, kind, options.processing_location)
            return self.run_pipeline_on_url(pipeline_id, stored.reference, options)
        with path.open("rb") as file:
            return self._call(
                Execution,
                "POST",
                to("pipelines", pipeline_id, "run"),
                data=options.form_fields(),
                files={"file": (name, file, kind)},
                timeout=UPLOAD_TIMEOUT,
            )

    def run_pipeline_on_url(
        self, pipeline_id: str, file_url: str, options: RunOptions
    ) -> Execution:
        """Start a run on a web address or a `datalab://` reference, and return the pending execution."""
        form = {"file_url": file_url} | options.form_fields()
        return self._call(Execution, "POST", to("pipelines", pipeline_id, "run"), data=form)

    def list_executions(
        self, pipeline_id: str, *, limit: int = 20, offset: int = 0
    ) -> ExecutionList:
        """Fetch one page of a pipeline's executions, newest first; `limit` is 1 to 100."""
        params = {"limit": limit, "offset": offset}
        path = to("pipelines", pipeline_id, "executions")
        return self._call(ExecutionList, "GET", path, params=params)

    def get_execution(self, execution_id: str) -> Execution:
        """Fetch one execution with its steps."""
        return self._call(Execution, "GET", to("pipelines", "executions", execution_id))

    def get_step_result(self, execution_id: str, step_index: int) -> StepResult:
        """Fetch what a step produced; `step_index` is 0-based.

        A body that the service keeps elsewhere is fetched from its signed address, without the key.
        """
        path = to("pipelines", "executions", execution_id, "steps", step_index, "result")
        fields = read_fields(self._fetch("GET", path))
        address = signed_address(fields)
        if address is not None:
            fields = overlay(read_fields(self._transfer("GET", address)), fields)
        return validate(StepResult, fields)

    def get_thumbnails(
        self, lookup_key: str, *, width: int = 300, page_range: str | None = None
    ) -> Thumbnails:
        """Fetch page images as base64 JPEG; `width` in pixels, `page_range` 0-based, None for all pages."""
        pages = {} if page_range is None else {"page_range": page_range}
        params = {"thumb_width": width} | pages
        return self._call(Thumbnails, "GET", to("thumbnails", lookup_key), params=params)
