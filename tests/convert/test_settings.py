"""Convert's settings."""

from typing import Any

import pytest

from lineup.engine.processors.convert.settings import Mode, OutputFormat, convert_settings
from lineup.engine.processors.protocol import ProcessorError


def read(settings: dict[str, Any], **overrides: str) -> Any:
    return convert_settings(
        settings,
        output_format=overrides.get("output_format"),
        page_range=overrides.get("page_range"),
    )


def test_without_settings_the_mode_is_fast_and_the_format_markdown() -> None:
    settings = read({})
    assert (settings.mode, settings.formats) == (Mode.FAST, (OutputFormat.MARKDOWN,))


def test_output_mode_is_another_name_for_mode() -> None:
    assert read({"output_mode": "balanced"}).mode is Mode.BALANCED


def test_formats_are_a_comma_list_in_any_case_each_once() -> None:
    settings = read({"output_format": "JSON, markdown,json"})
    assert settings.formats == (OutputFormat.JSON, OutputFormat.MARKDOWN)


def test_what_the_run_asks_for_wins_over_the_settings() -> None:
    asked = {"output_format": "html", "page_range": "5"}
    settings = read(asked, output_format="chunks", page_range="1-2")
    assert (settings.output_format, settings.page_range) == ("chunks", "1-2")


def test_no_page_range_means_all_pages() -> None:
    assert read({"page_range": None}).page_range is None


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        pytest.param(
            {"mode": "turbo"},
            "'turbo' is not a mode: choose 'fast', 'balanced' or 'accurate'",
            id="no mode",
        ),
        pytest.param({"mode": 3}, "3 is not a mode", id="a mode that is a number"),
        pytest.param({"output_format": "pdf"}, "'pdf' is not an output format", id="no format"),
        pytest.param({"output_format": " , "}, "is not an output format", id="an empty format"),
        pytest.param({"max_pages": 0}, "max_pages: ", id="no pages"),
        pytest.param({"page_range": "4-2"}, "'4-2' runs backwards", id="a reversed range"),
        pytest.param({"paginate": "perhaps"}, "paginate: ", id="no boolean"),
    ],
)
def test_a_wrong_setting_is_refused_with_a_sentence(
    settings: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ProcessorError, match="The convert settings can't be used") as refusal:
        read(settings)
    assert sentence in str(refusal.value)
