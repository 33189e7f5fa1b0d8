"""What changes a pipeline beside its draft's steps. Each raises ClientError."""

from lineup.compare.config import diff_config
from state.clients import client_for
from state.connection import Connection
from state.drafts import begin_anew, forget_reads


def rename(connection: Connection, pipeline_id: str, name: str) -> None:
    """Give the pipeline another name, which also puts an unsaved one on the list."""
    client_for(connection).save_pipeline(pipeline_id, name)
    forget_reads(connection, pipeline_id)


def archive(connection: Connection, pipeline_id: str) -> None:
    """Take the pipeline off the list."""
    client_for(connection).archive_pipeline(pipeline_id)
    forget_reads(connection, pipeline_id)


def unarchive(connection: Connection, pipeline_id: str) -> None:
    """Put the pipeline back on the list."""
    client_for(connection).unarchive_pipeline(pipeline_id)
    forget_reads(connection, pipeline_id)


def publish(connection: Connection, pipeline_id: str, description: str) -> None:
    """Publish the server's draft, unless it is the active version already: a second click publishes nothing again."""
    client = client_for(connection)
    pipeline = client.get_pipeline(pipeline_id)
    versions = client.list_versions(pipeline_id).versions
    active = next((each for each in versions if each.version == pipeline.active_version), None)
    if active is None or not diff_config(active.steps, pipeline.steps).is_same:
        client.create_version(pipeline_id, description.strip() or None)
    forget_reads(connection, pipeline_id)


def reset_draft(connection: Connection, pipeline_id: str, version: int | None) -> None:
    """Put a version's steps into the draft in place of its own; None takes the active version's."""
    pipeline = client_for(connection).discard_draft(pipeline_id, version)
    begin_anew(connection, pipeline_id, pipeline.steps)
