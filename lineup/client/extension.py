"""What is asked of the server itself: its health, and our engine's own calls (rulings 2)."""

from lineup.client.errors import ClientError, ErrorKind
from lineup.client.funnel import Funnel
from lineup.client.paths import to
from lineup.contract.deliveries import Deliveries
from lineup.contract.extension import Capabilities, ExecutionQuery, ExecutionRows
from lineup.contract.health import Health
from lineup.contract.installed_processors import InstalledProcessors
from lineup.contract.pipelines import PipelineRate
from lineup.contract.usage import Usage, UsageQuery


class ExtensionCalls(Funnel):
    """The health call, and the calls below `/lineup`."""

    def get_health(self) -> Health:
        """Fetch whether the server serves; needs no key."""
        return self._call(Health, "GET", to("health"))

    def get_capabilities(self) -> Capabilities | None:
        """Fetch what the server can do beyond the Pipelines API; None from one that lacks our extension.

        A server that answers every unknown path with a web page lacks it too.
        """
        try:
            return self._call(Capabilities, "GET", to("lineup", "capabilities"))
        except ClientError as error:
            if error.kind in {ErrorKind.NOT_FOUND, ErrorKind.BAD_ANSWER}:
                return None
            raise

    def list_execution_rows(self, query: ExecutionQuery) -> ExecutionRows:
        """Fetch one page of the executions of all pipelines, newest first."""
        params = query.model_dump(mode="json", exclude_none=True)
        return self._call(ExecutionRows, "GET", to("lineup", "executions"), params=params)

    def get_version_rate(
        self, pipeline_id: str, version: int, location: str | None = None
    ) -> PipelineRate:
        """Fetch what one version costs, in cents per 1,000 pages; 0 is the draft."""
        params = {} if location is None else {"processing_location": location}
        path = to("lineup", "pipelines", pipeline_id, "versions", version, "rate")
        return self._call(PipelineRate, "GET", path, params=params)

    def list_processors(self) -> InstalledProcessors:
        """Fetch what each processor of the server does, where its steps may stand, and what may be set."""
        return self._call(InstalledProcessors, "GET", to("lineup", "processors"))

    def get_usage(self, query: UsageQuery) -> Usage:
        """Fetch what was run and billed, by day, pipeline, version or step type."""
        params = query.model_dump(mode="json", by_alias=True, exclude_none=True)
        return self._call(Usage, "GET", to("lineup", "usage"), params=params)

    def list_deliveries(self, execution_id: str) -> Deliveries:
        """Fetch what became of the execution's webhooks."""
        return self._call(Deliveries, "GET", to("lineup", "executions", execution_id, "deliveries"))
