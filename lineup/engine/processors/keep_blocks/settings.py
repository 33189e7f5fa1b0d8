"""What a step that keeps or drops blocks may be set to."""

import re
import warnings
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from lineup.contract.page_ranges import PageRangeText
from lineup.engine.processors.convert.model.blocks import BlockType
from lineup.engine.processors.convert.settings import RenderSettings

MAX_RULES = 50
MAX_PATTERN = 500


class Action(StrEnum):
    """What becomes of the blocks that a rule fits."""

    KEEP = "keep"
    DROP = "drop"


class Rule(BaseModel):
    """Which blocks are meant: those that fit all conditions that are given.

    `types` are block types; `pages` a range of 0-based pages of the document; `pattern` a regular expression that is found
    in the block's text; `section` words of a heading that the block stands under, or is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    types: Annotated[tuple[BlockType, ...], Field(max_length=len(BlockType))] = ()
    pages: PageRangeText | None = None
    pattern: Annotated[str, Field(min_length=1, max_length=MAX_PATTERN)] | None = None
    section: Annotated[str, Field(min_length=1, max_length=MAX_PATTERN)] | None = None
    ignore_case: bool = True

    @field_validator("pattern")
    @classmethod
    def _check_pattern(cls, text: str | None) -> str | None:
        if text is not None:
            compiled(text, ignore_case=True)
        return text

    @model_validator(mode="after")
    def _require_condition(self) -> "Rule":
        if not self.types and self.pages is self.pattern is self.section is None:
            message = "a rule needs a condition: types, pages, pattern or section"
            raise ValueError(message)
        return self


class KeepBlocksSettings(RenderSettings):
    """Whether the blocks that any of the rules fits are kept, and all others dropped, or the other way round."""

    action: Annotated[
        Action,
        Field(title="What happens", description="What becomes of the blocks that any rule fits."),
    ] = Action.DROP
    rules: Annotated[
        tuple[Rule, ...],
        Field(
            title="Rules",
            description="Each has one condition or several: types of blocks, 0-based pages, a pattern, words of a heading.",
            min_length=1,
            max_length=MAX_RULES,
            examples=[[{"types": ["Footnote"]}]],
        ),
    ]


def compiled(pattern: str, *, ignore_case: bool) -> re.Pattern[str]:
    """Return the pattern ready for searching, raising ValueError with a sentence for one that is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of sets that look like nested ones: they work
            return re.compile(pattern, re.IGNORECASE if ignore_case else 0)
    except (re.error, OverflowError, RecursionError) as error:
        message = f"{pattern!r} is not a regular expression: {error}"
        raise ValueError(message) from error
