"""The custom processors that are installed: listed, their versions chosen, taken out of use.

They come from installed packages, so each is `completed`, made when its newest version was, and found by its own id where
the API asks for the key of the request that made it.
"""

from dataclasses import dataclass

from lineup.contract.custom_processors import (
    CustomProcessor,
    CustomProcessorList,
    CustomProcessorVersion,
    CustomProcessorVersionList,
)
from lineup.engine.errors import NotFound
from lineup.engine.processors.protocol import CustomProcessor as InstalledProcessor
from lineup.engine.processors.registry import UnknownProcessorError, newest
from lineup.engine.services.step_catalog import StepCatalog

_MADE = "completed"


@dataclass(frozen=True)
class CustomProcessorService:
    """Shows what is installed, and changes what was chosen about it."""

    catalog: StepCatalog

    def list_processors(
        self, *, include_archived: bool, limit: int, offset: int
    ) -> CustomProcessorList:
        """Return one page of the processors by their ids, without the archived ones unless asked (our decision)."""
        installed = sorted(self.catalog.registry.custom.items())
        shown = [self._to_wire(processor) for _, processor in installed]
        listed = [each for each in shown if include_archived or not each.archived]
        return CustomProcessorList(pipelines=listed[offset : offset + limit], total=len(listed))

    def get_processor(self, processor_id: str) -> CustomProcessor:
        """Return one processor, an archived one too, raising NotFound."""
        return self._to_wire(self._find(processor_id))

    def list_versions(self, processor_id: str) -> CustomProcessorVersionList:
        """Return all versions of a processor, newest first, raising NotFound."""
        processor = self._find(processor_id)
        active = self.catalog.active_version(processor)
        versions = sorted(processor.versions, key=lambda version: version.number, reverse=True)
        return CustomProcessorVersionList(
            versions=[
                CustomProcessorVersion(
                    version=version.number,
                    request_description=version.description,
                    created_at=version.created,
                    is_active=version.number == active,
                )
                for version in versions
            ]
        )

    def set_active(self, processor_id: str, version: int) -> CustomProcessor:
        """Make a version the one that new runs take, raising NotFound with those there are.

        An archived processor comes back into use: the API has no other call for that (our decision).
        """
        processor = self._find(processor_id)
        numbers = sorted(each.number for each in processor.versions)
        if version not in numbers:
            known = ", ".join(str(number) for number in numbers)
            message = (
                f"The processor {processor.name!r} has no version {version}; installed: {known}."
            )
            raise NotFound(message)
        self.catalog.choices.mark_active(processor_id, version)
        return self._to_wire(processor)

    def archive(self, processor_id: str) -> CustomProcessor:
        """Take a processor out of use, raising NotFound; what was published with it still runs."""
        processor = self._find(processor_id)
        self.catalog.choices.mark_archived(processor_id, self.catalog.active_version(processor))
        return self._to_wire(processor)

    def _find(self, processor_id: str) -> InstalledProcessor:
        try:
            return self.catalog.registry.find_custom(processor_id)
        except UnknownProcessorError as error:
            raise NotFound(str(error)) from error

    def _to_wire(self, processor: InstalledProcessor) -> CustomProcessor:
        latest = newest(processor)
        return CustomProcessor(
            processor_id=processor.processor_id,
            name=processor.name,
            status=_MADE,
            success=True,
            active_version=self.catalog.active_version(processor),
            max_version=latest.number,
            created_at=latest.created,
            completed_at=latest.created,
            archived=self.catalog.is_archived(processor),
        )
