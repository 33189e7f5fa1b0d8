"""What a convert step may be set to (contract §3.2)."""

from enum import StrEnum
from typing import Annotated

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, field_validator

from lineup.contract.executions import OUTPUT_FORMATS
from lineup.contract.files import MAX_PAGES
from lineup.contract.page_ranges import parse_page_range
from lineup.contract.wire import JsonObject
from lineup.engine.processors.step_settings import read_settings


class Mode(StrEnum):
    """How much effort is spent: `balanced` also reads scanned pages."""

    FAST = "fast"
    BALANCED = "balanced"


class OutputFormat(StrEnum):
    """What a document can be rendered as."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    CHUNKS = "chunks"


class RenderSettings(BaseModel):
    """How a document is rendered; what convert and the processors after it share. Unknown keys are kept.

    `include_image_captions` is about the descriptions that authors gave their pictures: neither mode makes any up, so
    `fence_synthetic_captions` never finds one to fence.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    output_format: str = OutputFormat.MARKDOWN.value
    paginate: bool = False
    include_images: bool = True
    include_image_captions: bool = True
    include_headers_footers: bool = False
    add_block_ids: bool = False
    fence_synthetic_captions: bool = False
    include_markdown_in_chunks: bool = False

    @field_validator("output_format")
    @classmethod
    def _write_formats_once(cls, text: str) -> str:
        return ",".join(_formats(text))

    @property
    def formats(self) -> tuple[OutputFormat, ...]:
        """The output formats asked for, in the order they were asked."""
        return tuple(OutputFormat(name) for name in self.output_format.split(","))


class ConvertSettings(RenderSettings):
    """The settings of a convert step. `page_range` wins over `max_pages`."""

    mode: Annotated[Mode, Field(validation_alias=AliasChoices("mode", "output_mode"))] = Mode.FAST
    max_pages: Annotated[int | None, Field(ge=1, le=MAX_PAGES)] = None
    page_range: str | None = None

    @field_validator("mode", mode="before")
    @classmethod
    def _refuse_unavailable_modes(cls, mode: object) -> object:
        if mode == "accurate":
            message = "the mode 'accurate' is not available yet: choose 'fast' or 'balanced'"
            raise ValueError(message)
        if mode not in list(Mode):
            message = f"{mode!r} is not a mode: choose 'fast' or 'balanced'"
            raise ValueError(message)
        return mode

    @field_validator("page_range")
    @classmethod
    def _check_page_range(cls, text: str | None) -> str | None:
        if text is not None:
            parse_page_range(text)
        return text


def convert_settings(
    settings: JsonObject, *, output_format: str | None, page_range: str | None
) -> ConvertSettings:
    """Return the step's settings with the run's overrides. Raises ProcessorError with a sentence for each that is wrong."""
    overrides = {"output_format": output_format, "page_range": page_range}
    asked = settings | {name: value for name, value in overrides.items() if value}
    return read_settings(ConvertSettings, asked, "convert")


def _formats(text: str) -> list[str]:
    names = list(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    wrong = next((name for name in names if name not in OUTPUT_FORMATS), None)
    if wrong is not None or not names:
        message = (
            f"{wrong or text!r} is not an output format: choose from {', '.join(OUTPUT_FORMATS)}"
        )
        raise ValueError(message)
    return names
