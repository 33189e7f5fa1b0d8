"""What changed in a configuration, as lines for people."""

import pytest

from lineup.compare.config import diff_config
from lineup.comparing.config_sentences import config_sentences
from lineup.contract.pipelines import PipelineStep
from lineup.contract.wire import JsonObject


def steps(*told: tuple[str, JsonObject]) -> list[PipelineStep]:
    return [PipelineStep(type=name, settings=settings) for name, settings in told]


def schema(**fields: JsonObject) -> JsonObject:
    return {"page_schema": {"type": "object", "properties": fields}}


NUMBER: JsonObject = {"type": "number"}
TEXT: JsonObject = {"type": "string"}


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ([("convert", {"mode": "fast"})], [("convert", {"mode": "fast"})], ()),
        (
            [("convert", {"mode": "fast"})],
            [("convert", {"mode": "balanced"})],
            ("convert: settings.mode fast → balanced",),
        ),
        (
            [("convert", {"paginate": True})],
            [("convert", {"extras": ["links"]}), ("extract", {})],
            (
                "convert: settings.paginate removed: true",
                'convert: settings.extras added: ["links"]',
                "extract: step added",
            ),
        ),
        (
            [("extract", schema(total=NUMBER, due=TEXT, supplier_name=TEXT))],
            [("extract", schema(total=TEXT, supplier_names=TEXT, currency=NUMBER))],
            (
                "extract: schema total type number → string",
                "extract: schema supplier_name renamed to supplier_names",
                "extract: schema currency added",
                "extract: schema due removed",
            ),
        ),
        (
            [("convert", {}), ("segment", {}), ("extract", {})],
            [("convert", {}), ("extract", {}), ("segment", {})],
            ("extract: moved from step 2 to step 1",),
        ),
        (
            [("convert", {"note": "a"})],
            [("convert", {"note": "b" * 300})],
            (f"convert: settings.note a → {'b' * 200}…",),
        ),
    ],
    ids=["nothing", "a setting", "a step", "a schema", "another order", "a long value"],
)
def test_every_change_is_a_line(
    before: list[tuple[str, JsonObject]],
    after: list[tuple[str, JsonObject]],
    lines: tuple[str, ...],
) -> None:
    assert config_sentences(diff_config(steps(*before), steps(*after))) == lines
