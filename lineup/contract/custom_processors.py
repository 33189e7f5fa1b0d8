"""Custom processors and their versions (contract §3.5)."""

from lineup.contract.wire import UtcDatetime, WireModel


class CustomProcessor(WireModel):
    """A processor that steps of type `custom` name by its id. `status` is processing, completed or failed.

    `active_version` is the one that new runs take. `archived` is our engine's own word; another server doesn't say.
    """

    processor_id: str
    name: str | None = None
    status: str = ""
    success: bool | None = None
    active_version: int = 0
    max_version: int = 0
    iteration_in_progress: bool = False
    pipeline_id: str | None = None
    created_at: UtcDatetime | None = None
    completed_at: UtcDatetime | None = None
    error_message: str | None = None
    eval_rubric_id: int | None = None
    archived: bool | None = None


class CustomProcessorList(WireModel):
    """One page of custom processors; the API calls them pipelines here. `total` is our engine's own."""

    pipelines: list[CustomProcessor]
    total: int | None = None


class CustomProcessorVersion(WireModel):
    """One version of a custom processor; `request_description` says what it does, `runtime` is in seconds."""

    version: int
    request_description: str = ""
    created_at: UtcDatetime | None = None
    runtime: float | None = None
    is_active: bool = False


class CustomProcessorVersionList(WireModel):
    """All versions of a custom processor, newest first."""

    versions: list[CustomProcessorVersion]
