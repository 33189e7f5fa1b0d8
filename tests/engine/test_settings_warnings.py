"""Settings that nothing reads are kept, and told in the result."""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from lineup.engine.processors.protocol import StepOutput, StepTask
from lineup.engine.processors.settings_warnings import settings_warnings, with_warnings
from lineup.engine.worker.child import RESULT_FILE, StepCall, perform


class Settings(BaseModel):
    model_config = ConfigDict(extra="allow")

    paginate: bool = False
    mode: Annotated[str, Field(validation_alias=AliasChoices("mode", "output_mode"))] = "fast"
    width: Annotated[int, Field(validation_alias="thumb_width")] = 1


class Lenient(Settings):
    model_config = ConfigDict(populate_by_name=True)


@pytest.mark.parametrize(
    ("settings", "warnings"),
    [
        pytest.param(
            {"paginate": True, "mode": "a", "output_mode": "b"}, [], id="known, by any name"
        ),
        pytest.param(
            {"paginat": True},
            [
                "The setting 'paginat' is not known to convert and has no effect. Did you mean 'paginate'?"
            ],
            id="a misspelling",
        ),
        pytest.param(
            {"skip_cache": True},
            ["The setting 'skip_cache' is the run's rather than a step's, and has no effect here."],
            id="a setting of the run",
        ),
        pytest.param(
            {"colour": "red"},
            ["The setting 'colour' is not known to convert and has no effect."],
            id="like nothing there is",
        ),
        pytest.param(
            {"width": 1},
            [
                "The setting 'width' is not known to convert and has no effect. Did you mean 'thumb_width'?"
            ],
            id="the name where only the alias is read",
        ),
        pytest.param(
            {"x" * 500: 1},
            [f"The setting '{'x' * 60}…' is not known to convert and has no effect."],
            id="a long one is cut",
        ),
    ],
)
def test_an_unknown_setting_is_a_sentence(settings: dict[str, Any], warnings: list[str]) -> None:
    assert settings_warnings(Settings, settings, "convert") == warnings


def test_a_model_that_reads_names_beside_aliases_knows_both() -> None:
    assert settings_warnings(Lenient, {"width": 1, "thumb_width": 1}, "convert") == []


def test_a_flood_of_unknown_settings_is_counted() -> None:
    warnings = settings_warnings(Settings, {f"k{n}": n for n in range(1_000)}, "convert")

    assert len(warnings) == 21
    assert warnings[-1] == "980 more settings are not known and have no effect."


@pytest.mark.parametrize(
    ("metadata", "warnings"),
    [
        pytest.param({}, ["new"], id="a result without metadata"),
        pytest.param(
            {"metadata": {"page_kind": "page", "warnings": ["old"]}}, ["new", "old"], id="one with"
        ),
    ],
)
def test_warnings_join_those_of_the_result(
    metadata: Mapping[str, Any], warnings: list[str]
) -> None:
    output = StepOutput(result={"markdown": "text", **metadata}, page_count=1)

    told = with_warnings(output, ["new"])

    assert told.result["metadata"]["warnings"] == warnings
    assert told.result["markdown"] == "text"
    assert with_warnings(output, []) is output


def test_a_misspelt_setting_is_told_in_the_steps_result(tmp_path: Path) -> None:
    source = tmp_path / "a.html"
    source.write_text("<!doctype html><p>text</p>")
    task = StepTask(source, "a.html", {"paginat": True}, tmp_path)

    report = perform(StepCall("pex_1", {"type": "convert", "settings": {"paginat": True}}, task))

    result = json.loads(gzip.decompress((tmp_path / RESULT_FILE).read_bytes()))
    assert report.error is None
    assert "Did you mean 'paginate'?" in result["metadata"]["warnings"][0]
