"""What a segment step may be set to (contract §3.4)."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from lineup.contract.wire import JsonObject
from lineup.engine.processors.segment.schema import SegmentPlan, parse_schema, read_plan


def _checked(written: Any) -> JsonObject:  # noqa: ANN401 (a caller's JSON)
    schema = parse_schema(written)
    read_plan(schema)
    return schema


class SegmentSettings(BaseModel):
    """Which parts to look for. Unknown keys are kept."""

    model_config = ConfigDict(frozen=True, extra="allow")

    segmentation_schema: Annotated[
        JsonObject,
        BeforeValidator(_checked),
        Field(
            title="Parts to look for",
            description="The parts by name and description, or the strategy that finds them.",
            examples=[{"segmentation_strategy": "document_boundary"}],
        ),
    ]

    @property
    def plan(self) -> SegmentPlan:
        """The parts to look for."""
        return read_plan(self.segmentation_schema)
