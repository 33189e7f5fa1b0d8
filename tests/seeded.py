"""The pipelines that an engine begins with, among those that other tests have made on it meanwhile."""

from lineup.client import Client

_MOST = 200
"""As many as one answer holds."""


def pipeline_named(client: Client, name: str) -> str:
    """Return the id of the pipeline with the name; which one is the newest, and on the first page, is chance."""
    listed = client.list_pipelines(limit=_MOST).pipelines
    return next(pipeline.pipeline_id for pipeline in listed if pipeline.name == name)
