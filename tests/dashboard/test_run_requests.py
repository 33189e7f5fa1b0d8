import pytest

from components.run_options import RunChoices, webhook_problem
from components.run_requests import run_options
from lineup.contract.output_formats import asked_format
from lineup.contract.pipelines import PipelineStep
from tests.dashboard.samples_of import convert_step


@pytest.mark.parametrize(
    ("chosen", "steps", "asked"),
    [
        pytest.param("markdown", [convert_step()], "markdown,json", id="json beside the chosen"),
        pytest.param("json", [convert_step()], "json", id="json is not asked twice"),
        pytest.param(None, [convert_step()], "markdown,json", id="the default of convert"),
        pytest.param(
            None,
            [convert_step(output_format="html, chunks")],
            "html,chunks,json",
            id="what the version says",
        ),
        pytest.param(None, [], "markdown,json", id="a version without convert"),
    ],
)
def test_json_is_asked_beside_the_format_where_the_server_reads_a_list(
    chosen: str | None, steps: list[PipelineStep], asked: str
) -> None:
    assert asked_format(chosen, steps, takes_several=True) == asked


def test_another_server_is_asked_just_what_was_chosen() -> None:
    assert asked_format(None, [convert_step()], takes_several=False) is None
    assert asked_format("html", [convert_step()], takes_several=False) == "html"


def test_every_choice_reaches_the_request() -> None:
    choices = RunChoices(
        page_range_text="0,2-4",
        output_format="html",
        run_evals=True,
        skip_cache=True,
        webhook_url="https://example.org/hook",
        processing_location="eu",
    )
    options = run_options(choices, 0, [convert_step()], takes_several=False)
    assert options.form_fields() == {
        "page_range": "0,2-4",
        "output_format": "html",
        "run_evals": "true",
        "skip_cache": "true",
        "webhook_url": "https://example.org/hook",
        "processing_location": "eu",
        "version": "0",
    }


@pytest.mark.parametrize("url", ["", "https://example.org/hook", "http://10.0.0.1"])
def test_an_address_or_none_is_a_webhook(url: str) -> None:
    assert webhook_problem(url) is None


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org", "https://exa mple.org"])
def test_anything_else_is_none(url: str) -> None:
    assert webhook_problem(url) == "Write a full address that begins with https:// or http://."
