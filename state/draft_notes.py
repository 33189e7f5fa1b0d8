"""What became of drafts since they were compared."""

from lineup.client import ClientError
from lineup.comparing.comparability import Caution, draft_warnings
from lineup.comparing.reading_model import ComparisonReading
from lineup.contract.pipelines import DRAFT
from lineup.servers import server_name
from lineup.settings import Settings
from state import queries
from state.connection import Connection


def draft_cautions(connection: Connection, reading: ComparisonReading) -> tuple[Caution, ...]:
    """Return whether the compared drafts have moved on; nothing where the server can't be asked, or is another one."""
    sides = reading.comparison.sides
    drafted = dict.fromkeys(side.pipeline_id for side in sides if side.version == DRAFT)
    if not drafted or reading.comparison.server != server_name(Settings()):
        return ()
    found: list[Caution] = []
    for pipeline_id in drafted:
        try:
            pipeline = queries.pipeline(connection, pipeline_id)
            versions = queries.versions(connection, pipeline_id)
        except ClientError:
            continue
        found += draft_warnings(reading, pipeline, versions)
    return tuple(found)
