"""What changed in a configuration, as lines for people."""

import pytest

from lineup.compare.config import diff_config
from lineup.comparing.config_sentences import config_headline, config_sentences
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
            [
                (
                    "extract",
                    schema(date=TEXT | {"format": "date"}, buyer={}, total=NUMBER | {"minimum": 0}),
                )
            ],
            [
                (
                    "extract",
                    schema(
                        date=TEXT,
                        buyer=TEXT | {"description": "Buyer"},
                        total=NUMBER | {"minimum": 1},
                    ),
                )
            ],
            (
                "extract: schema date format removed: date",
                "extract: schema buyer type added: string",
                "extract: schema buyer description added: Buyer",
                "extract: schema total minimum 0 → 1",
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
    ids=[
        "nothing",
        "a setting",
        "a step",
        "a schema",
        "parts of fields",
        "another order",
        "a long value",
    ],
)
def test_every_change_is_a_line(
    before: list[tuple[str, JsonObject]],
    after: list[tuple[str, JsonObject]],
    lines: tuple[str, ...],
) -> None:
    assert config_sentences(diff_config(steps(*before), steps(*after))) == lines


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ([("convert", {"mode": "fast"})], [("convert", {"mode": "fast"})], ""),
        (
            [("convert", {"mode": "fast"}), ("extract", schema(due=TEXT, total=NUMBER))],
            [("convert", {"mode": "balanced"}), ("extract", schema(due=TEXT, total=TEXT, currency_code=TEXT))],
            "convert.mode fast → balanced · extract schema ~ total · extract schema + currency_code",
        ),
        (
            [("convert", {"paginate": True})],
            [("convert", {"extras": ["links"]}), ("extract", {}), ("redact", {}), ("fill", {})],
            "− convert.paginate · + convert.extras · + extract · + redact · 1 more",
        ),
        ([("convert", {}), ("redact", {})], [("redact", {}), ("convert", {})], "redact moved"),
        (
            [("extract", schema(due=TEXT)), ("convert", {"prompt": "a\nb"})],
            [("extract", {}), ("convert", {"prompt": "x" * 99})],
            f"− extract.page_schema · convert.prompt a b → {'x' * 32}…",
        ),
    ],
    ids=["nothing", "settings and schema", "many", "moved", "long values"],
)  # fmt: skip
def test_what_differs_fits_into_one_line(
    before: list[tuple[str, JsonObject]], after: list[tuple[str, JsonObject]], line: str
) -> None:
    assert config_headline(diff_config(steps(*before), steps(*after))) == line
