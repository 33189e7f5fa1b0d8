"""The queue of pending executions, kept by DBOS in the engine's database."""

from dbos import DBOS, DBOSClient, EnqueueOptions
from sqlalchemy import Connection, Engine

APPLICATION = "lineup"
"""The name under which DBOS keeps our workflows."""

QUEUE = "executions"
"""The queue that workers drain."""

WORKFLOW = "execution"
"""The registered name of the workflow that carries an execution out."""

APPLICATION_VERSION = "1"
"""Fixed by hand: DBOS's default is a hash of the code, and after an update it would not resume what was running."""


class ExecutionQueue:
    """Puts executions where a worker finds them."""

    def __init__(self, engine: Engine) -> None:
        self._url = engine.url.render_as_string(hide_password=False)
        self._client = DBOSClient(
            system_database_engine=engine, application_name=APPLICATION, lazy=True
        )

    def prepare(self) -> None:
        """Make DBOS's own tables or bring them up to date, which a worker also does when it starts."""
        DBOS.migrate(self._url)

    def enqueue(self, connection: Connection, execution_id: str) -> None:
        """Put an execution in the queue as part of the connection's transaction."""
        options: EnqueueOptions = {
            "queue_name": QUEUE,
            "workflow_name": WORKFLOW,
            "workflow_id": execution_id,
            "app_version": APPLICATION_VERSION,
        }
        self._client.enqueue_in_transaction(connection, options, execution_id)

    def cancel(self, execution_id: str) -> None:
        """Stop the work on an execution: its worker notices within a second and ends the child."""
        self._client.cancel_workflow(execution_id)
