"""Custom processors and their versions (contract §3.5)."""

from lineup.client.funnel import Funnel
from lineup.client.paths import to
from lineup.contract.custom_processors import (
    CustomProcessor,
    CustomProcessorList,
    CustomProcessorVersionList,
)


class CustomProcessorCalls(Funnel):
    """The calls below `/custom_processors`. What a change answers is not documented, so it is not read."""

    def list_custom_processors(self, *, limit: int = 50, offset: int = 0) -> CustomProcessorList:
        """Fetch one page of custom processors."""
        params = {"limit": limit, "offset": offset}
        return self._call(CustomProcessorList, "GET", to("custom_processors"), params=params)

    def get_custom_processor(self, processor_id: str) -> CustomProcessor:
        """Fetch one custom processor of our engine; the hosted service asks for a request's key here."""
        return self._call(CustomProcessor, "GET", to("custom_processors", processor_id))

    def list_custom_processor_versions(self, processor_id: str) -> CustomProcessorVersionList:
        """Fetch all versions of a custom processor."""
        path = to("custom_processors", processor_id, "versions")
        return self._call(CustomProcessorVersionList, "GET", path)

    def set_active_processor_version(self, processor_id: str, version: int) -> None:
        """Make a version the one that new runs take."""
        path = to("custom_processors", processor_id, "set_active")
        self._fetch("POST", path, data={"version": str(version)})

    def archive_custom_processor(self, processor_id: str) -> None:
        """Take a custom processor out of use."""
        self._fetch("POST", to("custom_processors", processor_id, "archive"))
