"""What a convert step may be set to (contract §3.2)."""

from enum import StrEnum
from typing import Annotated

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from lineup.contract.executions import OUTPUT_FORMATS
from lineup.contract.files import MAX_PAGES
from lineup.contract.page_ranges import PageRangeText
from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.additional_config import (
    AdditionalConfig,
    read_additional_config,
)
from lineup.engine.processors.convert.extras import Extra, read_extras
from lineup.engine.processors.form_hints import (
    OLDER_NAME,
    PAGES,
    SELDOM_SET,
    also_read_as,
    comma_list,
)
from lineup.engine.processors.step_settings import read_settings


class Mode(StrEnum):
    """How much effort is spent: `balanced` also reads scanned pages, `accurate` reads them better and looks at all."""

    FAST = "fast"
    BALANCED = "balanced"
    ACCURATE = "accurate"


class OutputFormat(StrEnum):
    """What a document can be rendered as."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    CHUNKS = "chunks"


_DISABLED = {
    "disable_image_extraction": "include_images",
    "disable_image_captions": "include_image_captions",
}
_TRUE = {"true", "1", "yes", "on", "t", "y"}  # as pydantic reads a boolean


class RenderSettings(BaseModel):
    """How a document is rendered; what convert and the processors after it share. Unknown keys are kept.

    `include_image_captions` is about the descriptions that authors gave their pictures: no mode makes any up, so
    `fence_synthetic_captions` never finds one to fence. `disable_html_prettify` is taken: HTML is never prettified.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    output_format: Annotated[
        str,
        Field(
            title="Output format",
            description="What the document is rendered as; several at once are possible. A run can ask for another.",
            json_schema_extra=comma_list(OutputFormat),
        ),
    ] = OutputFormat.MARKDOWN.value
    paginate: Annotated[
        bool,
        Field(title="Mark pages", description="Markdown and HTML tell where each page begins."),
    ] = False
    include_images: Annotated[
        bool,
        Field(title="Keep pictures", description="The document's pictures are part of the result."),
    ] = True
    include_image_captions: Annotated[
        bool,
        Field(
            title="Keep picture descriptions",
            description="The descriptions that authors gave their pictures; none are made up.",
        ),
    ] = True
    include_headers_footers: Annotated[
        bool,
        Field(
            title="Keep page headers and footers",
            description="The lines that run along the top and the bottom of the pages.",
        ),
    ] = False
    add_block_ids: Annotated[
        bool,
        Field(
            title="Write block ids", description="HTML names the id of every block, for citations."
        ),
    ] = False
    fence_synthetic_captions: Annotated[
        bool,
        Field(
            title="Fence made-up captions",
            description="Without effect here: no captions are made up.",
            json_schema_extra=SELDOM_SET,
        ),
    ] = False
    include_markdown_in_chunks: Annotated[
        bool,
        Field(
            title="Markdown in chunks",
            description="Each chunk carries its text as Markdown as well.",
            json_schema_extra=SELDOM_SET,
        ),
    ] = False
    token_efficient_markdown: Annotated[
        bool,
        Field(
            title="Short Markdown",
            description="Markdown with as few characters as possible, for language models.",
            json_schema_extra=SELDOM_SET,
        ),
    ] = False
    word_bboxes: Annotated[
        bool,
        Field(
            title="Places of words",
            description="HTML, JSON and chunks tell the place of each word.",
            json_schema_extra=SELDOM_SET,
        ),
    ] = False
    disable_image_extraction: Annotated[
        bool, Field(title="Leave pictures out", json_schema_extra=OLDER_NAME)
    ] = False
    disable_image_captions: Annotated[
        bool, Field(title="Leave picture descriptions out", json_schema_extra=OLDER_NAME)
    ] = False
    disable_html_prettify: Annotated[
        bool, Field(title="Leave HTML unprettified", json_schema_extra=OLDER_NAME)
    ] = False
    extras: Annotated[
        tuple[Extra, ...],
        Field(
            title="Extras",
            description="Further things to read or tell, each of which takes time.",
            json_schema_extra=SELDOM_SET,
        ),
    ] = ()
    additional_config: Annotated[
        AdditionalConfig,
        Field(
            title="Additional settings",
            description="Page headers, page footers and the formatting of spreadsheets, each by itself.",
            json_schema_extra=SELDOM_SET,
        ),
    ] = AdditionalConfig()

    @model_validator(mode="before")
    @classmethod
    def _disabling_wins(cls, given: object) -> object:
        if not isinstance(given, dict):
            return given
        off = {kept: False for name, kept in _DISABLED.items() if _is_true(given.get(name))}
        return given | off

    @field_validator("output_format")
    @classmethod
    def _write_formats_once(cls, text: str) -> str:
        return ",".join(_formats(text))

    @field_validator("extras", mode="before")
    @classmethod
    def _read_extras(cls, asked: object) -> tuple[Extra, ...]:
        return () if asked is None else read_extras(asked)

    @field_validator("additional_config", mode="before")
    @classmethod
    def _read_additional_config(cls, written: object) -> object:
        return read_additional_config(written)

    @property
    def formats(self) -> tuple[OutputFormat, ...]:
        """The output formats asked for, in the order they were asked."""
        return tuple(OutputFormat(name) for name in self.output_format.split(","))

    @property
    def gives_cell_boxes(self) -> bool:
        """Whether HTML tells where the cells of tables are."""
        return bool({Extra.TABLE_CELL_BBOXES, Extra.TABLE_ROW_BBOXES} & set(self.extras))


class ConvertSettings(RenderSettings):
    """The settings of a convert step. `page_range` wins over `max_pages`; of a spreadsheet it chooses sheets."""

    mode: Annotated[
        Mode,
        Field(
            title="Mode",
            description="Fast reads the text that a document has, balanced scanned pages too, accurate looks at all pages.",
            validation_alias=AliasChoices("mode", "output_mode"),
            json_schema_extra=also_read_as("output_mode"),
        ),
    ] = Mode.FAST
    max_pages: Annotated[
        int | None,
        Field(
            title="Most pages",
            description="Only so many pages from the first one on; all where nothing is set.",
            ge=1,
            le=MAX_PAGES,
            json_schema_extra=SELDOM_SET,
        ),
    ] = None
    page_range: Annotated[
        PageRangeText | None,
        Field(
            title="Pages",
            description="Which pages, counted from 0, such as 0,2-4; of a spreadsheet, which sheets. Wins over the most pages.",
            json_schema_extra={**PAGES, **SELDOM_SET},
        ),
    ] = None
    merge_cross_page: Annotated[
        bool,
        Field(
            title="Join over pages",
            description="Tables and paragraphs that go on overleaf become one.",
            json_schema_extra=SELDOM_SET,
        ),
    ] = False

    @field_validator("mode", mode="before")
    @classmethod
    def _refuse_unknown_modes(cls, mode: object) -> object:
        if mode not in list(Mode):
            message = f"{mode!r} is not a mode: choose 'fast', 'balanced' or 'accurate'"
            raise ValueError(message)
        return mode


def convert_settings(
    settings: JsonObject, *, output_format: str | None, page_range: str | None
) -> ConvertSettings:
    """Return the step's settings with the run's overrides. Raises ProcessorError with a sentence for each that is wrong."""
    overrides = {"output_format": output_format, "page_range": page_range}
    asked = settings | {name: value for name, value in overrides.items() if value}
    return read_settings(ConvertSettings, asked, "convert")


def _is_true(value: object) -> bool:
    return str(value).strip().lower() in _TRUE


def _formats(text: str) -> list[str]:
    names = list(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    wrong = next((name for name in names if name not in OUTPUT_FORMATS), None)
    if wrong is not None or not names:
        message = (
            f"{wrong or text!r} is not an output format: choose from {', '.join(OUTPUT_FORMATS)}"
        )
        raise ValueError(message)
    return names
