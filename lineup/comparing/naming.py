"""What people name to be compared: `PIPELINE@VERSION`, `@0` the draft, or an execution's id."""

import hashlib
import json
from collections.abc import Sequence

from lineup.client import Client
from lineup.client.errors import ClientError, ErrorKind
from lineup.contract.executions import Execution
from lineup.contract.pipelines import DRAFT, Pipeline, PipelineStep
from lineup.contract.wire import JsonObject
from lineup.workspace.comparison_model import ComparedSide
from lineup.workspace.errors import UnknownError

EXECUTION_PREFIX = "pex_"
"""How the id of an execution begins."""

_PAGE = 200
_HASH_LENGTH = 8


def find_pipeline(client: Client, name: str) -> Pipeline:
    """Return the pipeline with the id or the name, raising UnknownError and ClientError."""
    try:
        return client.get_pipeline(name)
    except ClientError as error:
        if error.kind not in {ErrorKind.NOT_FOUND, ErrorKind.INVALID}:
            raise
    found = [known for known in _saved(client) if known.name == name]
    if len(found) != 1:
        how = "no pipeline" if not found else "more than one pipeline"
        message = f"There is {how} {name!r} on this server: name it by its id, pl_…."
        raise UnknownError(message)
    return found[0]


def version_side(client: Client, pipeline: Pipeline, version: int) -> ComparedSide:
    """Return the side that a version is, or the draft as it is now. Raises UnknownError and ClientError."""
    if version == DRAFT:
        steps = wire_steps(pipeline.steps)
        told = config_hash(steps)
        return _pipeline_side(pipeline, DRAFT, steps, key=f"draft-{told}", name=f"draft {told}")
    versions = client.list_versions(pipeline.pipeline_id).versions
    found = next((known for known in versions if known.version == version), None)
    if found is None:
        known = ", ".join(str(each.version) for each in reversed(versions)) or "none"
        message = f"{pipeline.title} has no version {version}; published: {known}."
        raise UnknownError(message)
    steps = wire_steps(found.steps)
    return _pipeline_side(pipeline, version, steps, key=str(version), name=f"v{version}")


def execution_side(execution: Execution, pipeline_name: str) -> ComparedSide:
    """Return the side that an execution of the past is; its steps are those it ran with."""
    steps = tuple((execution.config_snapshot or {}).get("steps") or ())
    version = execution.pipeline_version
    which = f"v{version}" if version else f"draft {config_hash(steps)}"
    return ComparedSide(
        key=execution.execution_id,
        label=f"{pipeline_name} {which}, {execution.execution_id}",
        pipeline_id=execution.pipeline_id,
        pipeline_name=pipeline_name,
        version=None,
        steps=steps,
        config_hash=config_hash(steps),
    )


def wire_steps(steps: Sequence[PipelineStep]) -> tuple[JsonObject, ...]:
    """Return steps as the API writes them."""
    return tuple(step.to_wire() for step in steps)


def config_hash(steps: Sequence[JsonObject]) -> str:
    """Return eight hexadecimal digits that tell one configuration from another."""
    told = json.dumps(list(steps), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]


def _pipeline_side(
    pipeline: Pipeline, version: int, steps: tuple[JsonObject, ...], *, key: str, name: str
) -> ComparedSide:
    return ComparedSide(
        key=f"{pipeline.pipeline_id}@{key}",
        label=f"{pipeline.title} {name}",
        pipeline_id=pipeline.pipeline_id,
        pipeline_name=pipeline.title,
        version=version,
        steps=steps,
        config_hash=config_hash(steps),
    )


def _saved(client: Client) -> list[Pipeline]:
    found: list[Pipeline] = []
    while True:
        page = client.list_pipelines(saved_only=True, limit=_PAGE, offset=len(found))
        found += page.pipelines
        if not page.pipelines or len(found) >= page.total:
            return found
