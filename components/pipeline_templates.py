"""What a new pipeline can begin with, and the settings that a new step begins with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.setting_fields import FieldKind, SettingField
from components.settings_schema import setting_fields
from components.step_order import bare_step, order_problems
from lineup.contract.installed_processors import InstalledProcessor, InstalledProcessors
from lineup.contract.pipelines import PipelineStep
from lineup.contract.wire import JsonObject

_STARTERS: Mapping[str, JsonObject] = {
    "convert": {"mode": "balanced"},
    "segment": {"segmentation_schema": {"segmentation_strategy": "document_boundary"}},
    "extract": {
        "page_schema": {
            "type": "object",
            "properties": {
                "invoice_number": {"type": "string", "description": "The number of the invoice"},
                "issue_date": {"type": "string", "format": "date"},
                "total": {"type": "number", "description": "The amount to be paid"},
            },
        }
    },
    "fill": {"field_data": {"full_name": {"value": "", "description": "The person's full name"}}},
}

_CHAINS = (
    ("Convert", "Read documents and render them as text.", ("convert",)),
    (
        "Convert and extract",
        "Read documents and find the fields of a schema.",
        ("convert", "extract"),
    ),
    (
        "Split and extract",
        "Take files of several documents apart and find the same fields in each.",
        ("convert", "segment", "extract"),
    ),
    ("Fill a form", "Write values into the fields of a form.", ("fill",)),
)


@dataclass(frozen=True)
class Template:
    """Steps to begin with, and what they do."""

    title: str
    description: str
    steps: tuple[PipelineStep, ...]


def pipeline_templates(known: InstalledProcessors) -> list[Template]:
    """Return what the server's processors allow: the usual chains, and each custom processor after convert."""
    templates = [*_usual(known), *_custom(known)]
    return [each for each in templates if not order_problems(each.steps, known)]


def starter_step(processor: InstalledProcessor) -> PipelineStep:
    """Return a new step of the processor, with the settings that it can't be without."""
    own = {
        field.name: beginning[0]
        for field in _required(processor)
        if (beginning := _beginning(field))
    }
    settings = _STARTERS.get(processor.step_type, own)
    return bare_step(processor).model_copy(update={"settings": settings})


def _usual(known: InstalledProcessors) -> Iterator[Template]:
    for title, description, types in _CHAINS:
        steps = _chain(types, known)
        if len(steps) == len(types):
            yield Template(title, description, steps)


def _custom(known: InstalledProcessors) -> Iterator[Template]:
    """Yield a template for each custom processor that can begin without being told anything."""
    for processor in known.processors:
        is_offered = processor.custom_processor_id is not None and not processor.archived
        if is_offered and all(_beginning(field) for field in _required(processor)):
            steps = (*_chain(("convert",), known), starter_step(processor))
            yield Template(f"Convert, then {processor.title}", processor.description, steps)


def _chain(types: Sequence[str], known: InstalledProcessors) -> tuple[PipelineStep, ...]:
    found = (known.find(PipelineStep(type=name)) for name in types)
    return tuple(starter_step(each) for each in found if each is not None)


def _required(processor: InstalledProcessor) -> list[SettingField]:
    """Return the settings that must be there."""
    fields = setting_fields(processor.settings_schema or {})
    return [field for field in fields if field.is_required]


def _beginning(field: SettingField) -> list[Any]:
    """Return the value that a required setting begins with; none where nothing is known of it."""
    if field.examples or field.kind is FieldKind.CHOICE:
        return [*field.examples, *field.choices][:1]
    return [[field.choices[0]]] if field.kind is FieldKind.CHOICES else []
