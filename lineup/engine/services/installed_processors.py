"""The installed processors as forms and editors need them."""

import inspect
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic.errors import PydanticUserError

from lineup.contract.installed_processors import InstalledProcessor, InstalledProcessors
from lineup.contract.wire import JsonObject
from lineup.engine.processors.composition import MAX_STEPS
from lineup.engine.processors.protocol import CustomProcessor, Processor
from lineup.engine.services.step_catalog import StepCatalog

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class InstalledProcessorService:
    """Tells of each installed processor what it does, where it may stand, and what may be set."""

    catalog: StepCatalog

    def list_processors(self) -> InstalledProcessors:
        """Return all processors, those of plain steps first, each group by its name; archived ones too."""
        return InstalledProcessors(
            processors=[*self._plain(), *self._custom()], max_steps=MAX_STEPS
        )

    def _plain(self) -> Iterator[InstalledProcessor]:
        for step_type, processor in sorted(self.catalog.registry.by_type.items()):
            yield InstalledProcessor(
                step_type=step_type,
                title=step_type.replace("_", " ").capitalize(),
                description=_first_paragraph(processor),
                settings_schema=_settings_schema(processor.settings_model),
                may_follow=sorted(processor.may_follow),
                may_be_followed_by=self._followers(step_type),
            )

    def _custom(self) -> Iterator[InstalledProcessor]:
        found = self.catalog.registry.custom.values()
        for custom in sorted(found, key=lambda each: (each.name, each.processor_id)):
            number = self.catalog.active_version(custom)
            version = next((each for each in custom.versions if each.number == number), None)
            if version is not None:
                yield InstalledProcessor(
                    step_type=custom.step_type,
                    custom_processor_id=custom.processor_id,
                    title=custom.name,
                    description=version.description,
                    settings_schema=_settings_schema(version.processor.settings_model),
                    may_follow=sorted(version.processor.may_follow),
                    may_be_followed_by=self._followers(custom.step_type),
                    active_version=number,
                    archived=self.catalog.is_archived(custom),
                )

    def _followers(self, step_type: str) -> list[str]:
        """Return the types of steps that some processor does after one of the type."""
        everything = self.catalog.registry.all()
        return sorted({each.step_type for each in everything if step_type in each.may_follow})


def _first_paragraph(processor: Processor | CustomProcessor) -> str:
    """Return what a processor says of itself in its docstring; empty where its class has none of its own."""
    told = inspect.cleandoc(type(processor).__doc__ or "")
    return " ".join(told.split("\n\n")[0].split())


def _settings_schema(model: type[BaseModel]) -> JsonObject | None:
    """Return the schema of the settings; None for a plug-in's model that JSON Schema can't describe, which the log tells."""
    try:
        return model.model_json_schema()
    except (PydanticUserError, TypeError, ValueError):
        _LOGGER.exception("no JSON Schema can be made of the settings %s", model.__qualname__)
        return None
