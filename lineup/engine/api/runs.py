"""The run endpoint, as its published specification has it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Cookie, Depends, File, Form, Request, UploadFile

from lineup.contract.executions import Execution, RunOptions
from lineup.engine.api.dependencies import (
    EngineCaller,
    EngineServices,
    ServerUrl,
    require_key,
)
from lineup.engine.api.routers import KeyedRoute
from lineup.engine.api.schemas import PipelineExecutionResponse
from lineup.engine.services.run_requests import RunRequest, UploadedFile

# Without the errors that other calls document: its OpenAPI equals the published one (rulings 6).
router = APIRouter(
    prefix="/api/v1/pipelines",
    tags=["pipelines"],
    dependencies=[Depends(require_key)],
    route_class=KeyedRoute,
)


def browser_session(
    wos_session: Annotated[str | None, Cookie(alias="wos-session")] = None,
    datalab_active_team: Annotated[str | None, Cookie()] = None,
) -> tuple[str | None, str | None]:
    """Return the cookies that the hosted service knows a browser by; this engine goes by its key alone."""
    return wos_session, datalab_active_team


@dataclass(frozen=True)
class RunForm:
    """The form's fields."""

    options: RunOptions
    file_url: str | None
    file: UploadedFile | None


async def newer_field(request: Request) -> str | None:
    """Return `checkpoint_id`, which the published specification doesn't have yet, and so neither has our OpenAPI."""
    value = (await request.form()).get("checkpoint_id")
    return value if isinstance(value, str) else None


def read_form(  # noqa: PLR0913 (the specification's nine fields, and a newer one)
    *,
    file_url: Annotated[
        str | None,
        Form(description="Address of the document (http, https), or a datalab:// reference."),
    ] = None,
    page_range: Annotated[
        str | None, Form(description="0-based pages to process, such as '0,2-4'.")
    ] = None,
    output_format: Annotated[
        str | None, Form(description="json, html, markdown or chunks; several with commas.")
    ] = None,
    run_evals: Annotated[bool, Form(description="Score the steps by their rubrics.")] = False,
    skip_cache: Annotated[bool, Form(description="Run every step anew.")] = False,
    webhook_url: Annotated[
        str | None, Form(description="Address that is told when the execution ends.")
    ] = None,
    processing_location: Annotated[
        str | None, Form(description="Region to process in (us, eu); not with an upload.")
    ] = None,
    version: Annotated[
        int | None,
        Form(ge=0, description="Version to run; 0 is the draft, none the active version."),
    ] = None,
    file: Annotated[UploadFile | None, File(description="The document as an upload.")] = None,
    checkpoint_id: Annotated[str | None, Depends(newer_field)] = None,
) -> RunForm:
    """Return the form with empty texts taken as not given."""
    options = RunOptions(
        page_range=page_range or None,
        output_format=output_format or None,
        run_evals=run_evals,
        skip_cache=skip_cache,
        webhook_url=webhook_url or None,
        processing_location=processing_location or None,
        version=version,
        checkpoint_id=checkpoint_id or None,
    )
    upload = UploadedFile(file.file, _filename(file)) if file is not None else None
    return RunForm(options=options, file_url=file_url or None, file=upload)


def _filename(file: UploadFile) -> str:
    """Return the name as its owner wrote it: browsers and clients write a quotation mark as %22 (HTML's multipart form)."""
    return (file.filename or "").replace("%22", '"')


@router.post(
    "/{pipeline_id}/run",
    response_model=PipelineExecutionResponse,
    dependencies=[Depends(browser_session)],
)
def run_pipeline(
    services: EngineServices,
    caller: EngineCaller,
    server_url: ServerUrl,
    pipeline_id: str,
    form: Annotated[RunForm, Depends(read_form)],
) -> Execution:
    """Run a pipeline on a document: the answer is the pending execution."""
    request = RunRequest(pipeline_id, form.file, form.file_url, form.options, caller, server_url)
    return services.runs.run(request)
