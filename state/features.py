"""What the server can do beyond the Pipelines API, and what only such a server records."""

from lineup.client import ClientError
from lineup.contract.extension import Feature
from lineup.contract.records import ExecutionRecord
from state import queries
from state.connection import Connection


def has_feature(connection: Connection, feature: Feature) -> bool:
    """Whether the server can do something beyond the Pipelines API, raising ClientError if it doesn't answer."""
    capabilities = queries.capabilities(connection)
    return capabilities is not None and capabilities.has(feature)


def find_record(connection: Connection, execution_id: str) -> ExecutionRecord | None:
    """Return what the server recorded of the execution beyond the API; None where it can't tell."""
    if not has_feature(connection, Feature.RECORD):
        return None
    try:
        return queries.record(connection, execution_id)
    except ClientError:
        return None
