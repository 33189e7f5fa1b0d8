"""Comparisons of a pipeline's variants, from the request to the differences, through our client in process."""

from decimal import Decimal
from typing import Any

import httpx
import pytest

from lineup.client import Client, ClientError, ErrorKind
from lineup.contract.comparisons import NewComparison
from lineup.contract.pipelines import PipelineStep
from tests.engine.comparisons.comparing import (
    PAGE,
    RIGHT,
    TWO,
    WRONG,
    Bench,
    asked,
    digital_pdf,
    store_file,
)

SCHEMA = {"properties": {"total": {"type": "number", "description": "the grand total"}}}


@pytest.mark.both_databases
def test_it_begins_with_nothing_started(local: Client, pipeline_id: str, file_id: int) -> None:
    made = local.create_comparison(pipeline_id, asked(file_id))

    assert made == local.get_comparison(made.comparison_id)
    assert (made.status, made.compared_step, made.file_ids) == ("pending", "convert", [file_id])
    assert made.eval_id == made.comparison_id
    assert [each.name for each in made.variants] == ["Quick", "Steady"]
    quick, steady = made.variants
    assert (quick.status, quick.rate_per_1000_pages_cents) == ("pending", Decimal(400))
    assert steady.convert_settings == {"output_mode": "balanced"}
    assert [each.status for each in quick.documents] == ["pending"]
    assert [(each.file_name, each.status) for each in made.files] == [("rate.pdf", "pending")]


@pytest.mark.both_databases
def test_each_variant_on_each_file_is_an_ordinary_execution(
    bench: Bench, api: httpx.Client, pipeline_id: str, file_id: int
) -> None:
    other = store_file(api, PAGE)
    made = bench.local.create_comparison(pipeline_id, asked(file_id, other, file_id))

    started = bench.start()

    assert len(started) == 4
    assert bench.start() == []
    listed = bench.local.list_executions(pipeline_id).executions
    assert [each.execution_id for each in reversed(listed)] == started
    modes = [(each.config_snapshot or {})["steps"][0]["settings"]["mode"] for each in listed]
    assert modes == ["balanced", "fast"] * 2
    assert {(each.input_config or {})["output_format"] for each in listed} == {"markdown,json"}
    found = bench.local.get_comparison(made.comparison_id)
    assert found.file_ids == [file_id, other]
    assert [each.execution_id for each in found.variants[0].documents] == started[::2]


@pytest.mark.both_databases
def test_the_pages_own_text_decides_who_is_right(
    bench: Bench, pipeline_id: str, file_id: int
) -> None:
    made = bench.local.create_comparison(pipeline_id, asked(file_id))
    right, wrong = bench.start()
    bench.complete(right, RIGHT)
    half = bench.local.get_comparison(made.comparison_id)
    bench.complete(wrong, WRONG)
    bench.comparer.compare_ended()

    found = bench.local.get_comparison(made.comparison_id)
    quick, steady = found.variants
    assert (half.status, half.variants[0].status, half.files[0].status) == (
        "running",
        "completed",
        "running",
    )
    assert (found.status, found.files[0].status) == ("completed", "completed")
    assert (quick.share, quick.won, quick.decided, quick.undecided) == (1.0, 1, 1, 0)
    assert (steady.share, steady.won, steady.decided) == (0.0, 0, 1)
    assert (quick.documents_compared, quick.documents_total) == (1, 1)
    assert quick.seconds_per_page is not None
    assert quick.documents[0].billed_cents == 1
    told = bench.local.get_differences(made.comparison_id, file_id)
    (difference,) = told.differences
    assert (told.variant_names, told.total) == (["Quick", "Steady"], 1)
    assert (difference.readings, difference.winners) == (["4711", "4117"], [0])
    assert (difference.before, difference.after) == ("The rate is", "as of May")
    assert (difference.verdict, difference.decided_by) == ("decided", "text_layer")
    assert difference.description == "The page's own text has the reading of Quick."


def test_what_the_page_does_not_tell_is_undecided(
    bench: Bench, api: httpx.Client, pipeline_id: str
) -> None:
    page = store_file(api, PAGE)
    made = bench.local.create_comparison(pipeline_id, asked(page))
    for execution_id, text in zip(bench.start(), (RIGHT, WRONG), strict=True):
        bench.complete(execution_id, text)
    bench.comparer.compare_ended()

    quick = bench.local.get_comparison(made.comparison_id).variants[0]
    told = bench.local.get_differences(made.comparison_id, page)
    assert (quick.share, quick.decided, quick.undecided) == (0.0, 0, 1)
    assert (told.differences[0].winners, told.differences[0].verdict) == ([], "undecided")
    assert "no text of its own" in told.notes[-1]


def test_variants_that_read_the_same_differ_nowhere(
    bench: Bench, pipeline_id: str, file_id: int
) -> None:
    made = bench.finish(bench.local.create_comparison(pipeline_id, asked(file_id)))

    assert made.status == "completed"
    assert bench.local.get_differences(made.comparison_id, file_id).differences == []


def test_the_same_comparison_again_is_served_from_the_cache(
    bench: Bench, pipeline_id: str, file_id: int
) -> None:
    bench.finish(bench.local.create_comparison(pipeline_id, asked(file_id)))
    again = bench.finish(bench.local.create_comparison(pipeline_id, asked(file_id)))

    variant = again.variants[0]
    assert (again.status, variant.status) == ("completed", "completed")
    assert variant.documents[0].billed_cents == 0
    assert variant.seconds_per_page is None


def test_a_pipeline_that_extracts_is_compared_by_its_fields(
    bench: Bench, api: httpx.Client
) -> None:
    steps = [
        PipelineStep(type="convert", settings={"mode": "fast"}),
        PipelineStep(type="extract", settings={"page_schema": SCHEMA}),
    ]
    pipeline_id = bench.local.create_pipeline(steps).pipeline_id
    invoice = store_file(api, digital_pdf("Invoice", "Grand total: 1,204.50"), "invoice.pdf")
    modes: list[dict[str, Any]] = [
        {"name": mode, "steps": {"extract": {"extraction_mode": mode}}}
        for mode in ("fast", "balanced")
    ]

    made = bench.finish(bench.local.create_comparison(pipeline_id, asked(invoice, variants=modes)))

    assert (made.status, made.compared_step) == ("completed", "extract")
    assert [each.extract_settings for each in made.variants] == [
        {"extraction_mode": "fast"},
        {"extraction_mode": "balanced"},
    ]
    assert [each.rate_per_1000_pages_cents for each in made.variants] == [600, 2500]
    assert bench.local.get_differences(made.comparison_id, invoice).differences == []


def test_without_variants_the_modes_are_compared(
    local: Client, pipeline_id: str, file_id: int
) -> None:
    made = local.create_comparison(pipeline_id, NewComparison(file_ids=[file_id]))

    assert [each.name for each in made.variants] == ["Fast", "Balanced", "Accurate"]
    assert [each.rate_per_1000_pages_cents for each in made.variants] == [400, 400, 1000]


def test_both_names_serve_the_same(
    bench: Bench, api: httpx.Client, pipeline_id: str, file_id: int
) -> None:
    body = {"file_ids": [file_id], "variants": TWO}
    made = api.post(f"/api/v1/pipelines/{pipeline_id}/evals", json=body).json()
    number = made["eval_id"]
    bench.finish(bench.local.get_comparison(number))

    one, other = (api.get(f"/api/v1/{name}/{number}").json() for name in ("evals", "comparisons"))
    differences = f"{number}/files/{file_id}/differences"
    found = [api.get(f"/api/v1/{name}/{differences}").json() for name in ("evals", "comparisons")]
    assert one == other
    assert found[0] == found[1]
    lists = [api.get(f"/api/v1/{name}").json() for name in ("evals", "comparisons")]
    assert lists[0]["evals"] == lists[1]["comparisons"]
    assert (lists[0]["total"], lists[0]["evals"][0]["variants"][0]["documents"]) == (1, [])


@pytest.mark.both_databases
def test_comparisons_are_listed_newest_first_by_pipeline(
    local: Client, api: httpx.Client, pipeline_id: str, file_id: int
) -> None:
    numbers = [local.create_comparison(pipeline_id, asked(file_id)).comparison_id for _ in range(3)]

    page = local.list_comparisons(pipeline_id, limit=2, offset=1)

    assert [each.comparison_id for each in page.comparisons] == numbers[1::-1]
    assert page.total == 3
    assert local.list_comparisons("pl_elsewhere").total == 0
    assert api.get("/api/v1/evals", params={"collection_id": 1}).json() == {"evals": [], "total": 0}


@pytest.mark.parametrize(
    ("body", "field", "sentence"),
    [
        pytest.param({"collection_id": 4}, "collection_id", "no collections", id="a collection"),
        pytest.param(
            {"collection_id": 4, "file_ids": [1]}, "collection_id", "no collections", id="both"
        ),
        pytest.param({}, "file_ids", "Give the files", id="neither"),
        pytest.param({"file_ids": [99]}, "file_ids.0", "There is no file '99'", id="unknown file"),
    ],
)
def test_what_is_wrong_in_the_body_is_blamed(
    local: Client, pipeline_id: str, body: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(ClientError) as caught:
        local.create_comparison(pipeline_id, NewComparison.model_validate(body))

    (blamed,) = caught.value.fields
    assert blamed.field == field
    assert sentence in blamed.message


def test_a_file_whose_bytes_never_came_is_refused(local: Client, pipeline_id: str) -> None:
    announced = local.request_upload("a.pdf", "application/pdf").file_id

    with pytest.raises(ClientError, match="its bytes never arrived"):
        local.create_comparison(pipeline_id, asked(int(announced)))


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        pytest.param(lambda c: c.get_comparison(99), "no comparison 99", id="comparison"),
        pytest.param(lambda c: c.get_differences(99, 1), "no comparison 99", id="differences"),
        pytest.param(
            lambda c: c.create_comparison("pl_nowhere", asked(1)), "pl_nowhere", id="pipeline"
        ),
    ],
)
def test_what_is_not_there_is_not_found(local: Client, call: Any, sentence: str) -> None:
    with pytest.raises(ClientError, match=sentence) as caught:
        call(local)

    assert caught.value.kind is ErrorKind.NOT_FOUND


def test_differences_are_not_found_before_they_are_made(
    local: Client, pipeline_id: str, file_id: int
) -> None:
    made = local.create_comparison(pipeline_id, asked(file_id)).comparison_id

    with pytest.raises(ClientError, match="has not been compared yet"):
        local.get_differences(made, file_id)
    with pytest.raises(ClientError, match=f"The file 99 is not part of comparison {made}"):
        local.get_differences(made, 99)


def test_an_unknown_version_is_not_found(local: Client, pipeline_id: str, file_id: int) -> None:
    with pytest.raises(ClientError, match="There is no version 7"):
        local.create_comparison(pipeline_id, NewComparison(file_ids=[file_id], version=7))
