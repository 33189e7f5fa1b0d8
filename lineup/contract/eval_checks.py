"""The checks that a rubric's rule may declare in `check`. The shape is ours: the API's own is not documented (contract §8.1)."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from lineup.contract.safe_patterns import SafePattern
from lineup.contract.wire import PlainText, WireModel

MAX_FIELDS = 500
"""The most fields that a check may name; a limit of ours."""

FieldPath = Annotated[PlainText, Field(min_length=1, max_length=300)]
"""Where a field is in an extraction: names joined by dots; each item of a list is meant by `[]`, as in `items[].price`."""


class RuleType(StrEnum):
    """What a rule looks at: each block, each page, or the whole document (contract §4.8)."""

    BLOCK = "block"
    PAGE = "page"
    DOCUMENT = "document"


class _Check(WireModel):
    """A check. An option that it doesn't know is refused: a misspelt one would pass for a rule that holds."""

    model_config = ConfigDict(extra="forbid")


class RequiredFields(_Check):
    """Fields that an extraction must have found; without names those that the step's schema requires, else all of it."""

    kind: Literal["required_fields"] = "required_fields"
    fields: Annotated[list[FieldPath], Field(max_length=MAX_FIELDS)] = Field(default_factory=list)


class Pattern(_Check):
    """A regular expression that must match, or with `absent` must not: a field's values, or else the rule's blocks or pages.

    `block_types` names the blocks that are looked at, such as `Table`; none means all.
    """

    kind: Literal["pattern"] = "pattern"
    pattern: SafePattern
    field: FieldPath | None = None
    block_types: Annotated[list[PlainText], Field(max_length=50)] = Field(default_factory=list)
    absent: bool = False


class NoEmptyPage(_Check):
    """No page without so much text."""

    kind: Literal["no_empty_page"] = "no_empty_page"
    min_characters: Annotated[int, Field(ge=1, le=100_000)] = 1


class HeadingOrder(_Check):
    """No heading more than one level below the one before it."""

    kind: Literal["heading_order"] = "heading_order"


class TableShape(_Check):
    """Tables of at least so many rows and columns, whose cells fit, with headings, and not mostly empty."""

    kind: Literal["table_shape"] = "table_shape"
    min_rows: Annotated[int, Field(ge=1, le=10_000)] = 2
    min_columns: Annotated[int, Field(ge=1, le=1_000)] = 2
    max_empty_share: Annotated[float, Field(ge=0, le=1)] = 0.5


class TextAgreement(_Check):
    """The words read from each page are those of the PDF's own text layer."""

    kind: Literal["text_agreement"] = "text_agreement"


class SchemaValidity(_Check):
    """The extraction is valid by the step's schema."""

    kind: Literal["schema_validity"] = "schema_validity"


class Arithmetic(_Check):
    """The figures close: lines multiply and add up, net and tax make the total; in tables, totals are their columns' sums.

    `total` and `parts` name fields that must add up, instead of those that are known by their names.
    """

    kind: Literal["arithmetic"] = "arithmetic"
    total: FieldPath | None = None
    parts: Annotated[list[FieldPath], Field(max_length=MAX_FIELDS)] = Field(default_factory=list)


class Judged(_Check):
    """A language model judges the rule by its name and description."""

    kind: Literal["judged"] = "judged"


EvalCheck = Annotated[
    RequiredFields
    | Pattern
    | NoEmptyPage
    | HeadingOrder
    | TableShape
    | TextAgreement
    | SchemaValidity
    | Arithmetic
    | Judged,
    Field(discriminator="kind"),
]
"""What a rule declares."""

_ALL = frozenset(RuleType)
_DOCUMENT = frozenset({RuleType.DOCUMENT})
_NOT_BLOCKS = frozenset({RuleType.PAGE, RuleType.DOCUMENT})
_LOOKS_AT = {
    "required_fields": _DOCUMENT,
    "schema_validity": _DOCUMENT,
    "no_empty_page": _NOT_BLOCKS,
    "text_agreement": _NOT_BLOCKS,
}


def types_of(check: EvalCheck) -> frozenset[RuleType]:
    """Return what a rule with the check may look at."""
    if isinstance(check, Pattern) and check.field is not None:
        return _DOCUMENT
    return _LOOKS_AT.get(check.kind, _ALL)
