"""Comparisons of a pipeline's variants, which were called evals before (contract §8.2).

The calls are in open beta and only partly documented. Ours, and assumed: the words of a status, which are those of an
execution; the shape of a variant's `steps`, settings by step type; what a document, a file and a box hold; the words of
`verdict` and `decided_by`; and the list's envelope, which carries the name that it was asked under.
"""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from lineup.contract.extraction_schemas import ShortName
from lineup.contract.pipelines import MAX_VERSION
from lineup.contract.results import Box
from lineup.contract.statuses import ExecutionStatus
from lineup.contract.wire import Cents, JsonObject, UtcDatetime, WireModel

MAX_FILES = 100
"""The most files of a comparison."""

FEWEST_VARIANTS, MOST_VARIANTS = 2, 4
"""How many variants are compared."""

MAX_ID = 2**31 - 1
"""The largest number of a comparison or a file."""

_NAMES = ("eval_id", "comparison_id")


class NewVariant(WireModel):
    """A variant that is asked for: the settings that it changes, by step type: `{"convert": {"output_mode": "fast"}}`.

    `convert_settings` and `extract_settings`, the names of the answer, are taken too.
    """

    name: ShortName
    steps: dict[str, JsonObject] = Field(default_factory=dict)
    convert_settings: JsonObject | None = None
    extract_settings: JsonObject | None = None

    @property
    def changes(self) -> dict[str, JsonObject]:
        """The settings that the variant changes, by step type."""
        named = {"convert": self.convert_settings, "extract": self.extract_settings}
        types = dict.fromkeys([*self.steps, *(name for name, given in named.items() if given)])
        return {name: self.steps.get(name, {}) | (named.get(name) or {}) for name in types}


class NewComparison(WireModel):
    """The body that starts a comparison; without variants the modes fast, balanced and accurate are compared."""

    collection_id: Annotated[int | None, Field(ge=0, le=MAX_ID)] = None
    file_ids: Annotated[
        list[Annotated[int, Field(ge=0, le=MAX_ID)]] | None,
        Field(min_length=1, max_length=MAX_FILES),
    ] = None
    variants: Annotated[list[NewVariant] | None, Field(min_length=1, max_length=MOST_VARIANTS)] = (
        None
    )
    version: Annotated[int | None, Field(ge=0, le=MAX_VERSION)] = None


class VariantDocument(WireModel):
    """One document as a variant ran it; beside `file_name` and `status` all is an addition of ours."""

    file_name: str | None = None
    status: str
    file_id: int | None = None
    execution_id: str | None = None
    page_count: int | None = None
    billed_cents: Cents | None = None
    error: str | None = None


class Variant(WireModel):
    """How a variant fared: it `won` so many of the `decided` differences, which is its `share`.

    `seconds_per_page` is over runs that did all their work anew. Our engine sends a share of 0 where nothing is decided.
    """

    name: str
    steps: JsonObject | list[Any] = Field(default_factory=dict)
    status: str
    share: float | None = None
    won: int = 0
    decided: int = 0
    undecided: int = 0
    documents_compared: int = 0
    documents_total: int = 0
    page_breaks_passed: int = 0
    page_breaks_total: int = 0
    convert_settings: JsonObject | None = None
    extract_settings: JsonObject | None = None
    rate_per_1000_pages_cents: Cents | None = None
    seconds_per_page: float | None = None
    documents: list[VariantDocument] = Field(default_factory=list)


class ComparedFile(WireModel):
    """A file of the comparison: whether it has been compared, and why not in a sentence where it can't be."""

    file_id: int
    file_name: str | None = None
    status: str | None = None
    error: str | None = None


def _named_twice(value: Any) -> Any:  # noqa: ANN401 (JSON)
    """Return the object with its number under both names, as another server may send one of them."""
    if not isinstance(value, dict):
        return value
    number = next((value[name] for name in _NAMES if value.get(name) is not None), None)
    return value if number is None else dict.fromkeys(_NAMES, number) | value


class Comparison(WireModel):
    """A comparison, or eval: the same object under both names, so it has its number twice."""

    eval_id: int
    comparison_id: int
    pipeline_id: str
    pipeline_version: int
    collection_id: int | None = None
    file_ids: list[int] | None = None
    status: str
    created: UtcDatetime | None = None
    pipeline_name: str | None = None
    compared_step: str | None = None
    variants: list[Variant]
    files: list[ComparedFile] = Field(default_factory=list)

    _both_names = model_validator(mode="before")(_named_twice)

    @property
    def state(self) -> ExecutionStatus:
        """The status as a closed set; a word we don't know is UNKNOWN, and `status` keeps it."""
        return ExecutionStatus(self.status)


class EvalList(WireModel):
    """One page of comparisons under their older name, newest first, without the documents."""

    evals: list[Comparison]
    total: int


def _under_one_name(value: Any) -> Any:  # noqa: ANN401 (JSON)
    if isinstance(value, dict) and "comparisons" not in value and "evals" in value:
        return {**value, "comparisons": value["evals"]}
    return value


class ComparisonList(WireModel):
    """One page of comparisons, newest first, without the documents."""

    comparisons: list[Comparison]
    total: int

    _either_name = model_validator(mode="before")(_under_one_name)


class ReadingBox(WireModel):
    """Where a variant read what it reads: its position, the 0-based page, and the box in the page's own points."""

    variant: int
    page: int
    bbox: Box
    block_id: str | None = None


_Sentence = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]


class VariantDifference(WireModel):
    """A place where the variants read a document differently; `page` is 0-based, None where no page is known.

    `readings` has one text per variant, `winners` the positions of those who read it right. Additions of ours: `id`,
    `kind`, `path` of a field or a cell, and `states`, which tells an empty reading from none.
    """

    page: int | None = None
    before: _Sentence = ""
    after: _Sentence = ""
    readings: list[str]
    winners: list[int] = Field(default_factory=list)
    verdict: str | None = None
    decided_by: str | None = None
    weight: float = 1.0
    question: _Sentence = ""
    boxes: list[Any] = Field(default_factory=list)
    description: _Sentence = ""
    id: str | None = None
    kind: str | None = None
    path: str | None = None
    states: list[str] | None = None


class FileDifferences(WireModel):
    """Where the variants read one file differently, worst first. `total` and `notes` are additions of ours.

    `total` may be more than are listed; `notes` are sentences about what was compared in another way than asked.
    """

    file_id: int
    variant_names: list[str]
    differences: list[VariantDifference]
    total: int | None = None
    notes: list[str] = Field(default_factory=list)
