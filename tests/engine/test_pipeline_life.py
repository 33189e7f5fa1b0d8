"""A pipeline's life: published, edited, gone back to, archived and brought back; each version at its own price."""

from collections.abc import Callable
from decimal import Decimal

import httpx
import pytest

from lineup.client import Client
from lineup.client.errors import ClientError, ErrorKind
from lineup.contract.executions import RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.engine.assembly import Services

pytestmark = pytest.mark.both_databases

Write = Callable[[Client, str, list[PipelineStep]], object]

FAST = PipelineStep(type="convert", settings={"mode": "fast"})
BALANCED = PipelineStep(type="convert", settings={"mode": "balanced", "output_format": "html"})
PAGINATED = PipelineStep(type="convert", settings={"mode": "fast", "paginate": True})


@pytest.fixture
def published(local: Client) -> str:
    """A pipeline with version 1 fast, version 2 balanced and a paginated draft."""
    pipeline_id = local.create_pipeline([FAST]).pipeline_id
    local.save_pipeline(pipeline_id, "Letters")
    local.create_version(pipeline_id)
    local.update_pipeline(pipeline_id, [BALANCED])
    local.create_version(pipeline_id)
    local.update_pipeline(pipeline_id, [PAGINATED])
    return pipeline_id


@pytest.mark.parametrize(
    ("body", "steps"),
    [
        pytest.param(None, BALANCED, id="no body"),
        pytest.param(b"{}", BALANCED, id="an empty body"),
        pytest.param(b'{"version": null}', BALANCED, id="no version"),
        pytest.param(b'{"version": 1}', FAST, id="an older version"),
    ],
)
def test_discarding_the_draft_brings_a_versions_steps_back(
    api: httpx.Client, local: Client, published: str, body: bytes | None, steps: PipelineStep
) -> None:
    kind = {} if body is None else {"Content-Type": "application/json"}
    answer = api.post(f"/api/v1/pipelines/{published}/discard", content=body, headers=kind)

    assert answer.status_code == 200
    assert answer.json()["steps"] == [steps.to_wire()]
    assert answer.json()["active_version"] == 2
    assert local.list_versions(published).total == 2


def test_an_unknown_version_is_not_gone_back_to(local: Client, published: str) -> None:
    with pytest.raises(ClientError, match="no version 9 of this pipeline; published: 1, 2") as it:
        local.discard_draft(published, 9)

    assert it.value.kind is ErrorKind.NOT_FOUND
    assert local.get_pipeline(published).steps == [PAGINATED]


def test_a_draft_without_versions_has_nothing_to_go_back_to(local: Client) -> None:
    pipeline_id = local.create_pipeline([FAST]).pipeline_id

    with pytest.raises(ClientError, match="Nothing of this pipeline is published") as caught:
        local.discard_draft(pipeline_id)

    assert caught.value.status == 400


def test_many_versions_are_not_all_listed_in_a_sentence(local: Client, published: str) -> None:
    for _ in range(10):
        local.create_version(published)

    with pytest.raises(ClientError, match=r"published: 1, 2, …, 12\."):
        local.discard_draft(published, 13)


def test_an_archived_pipeline_leaves_the_list_and_comes_back(local: Client, published: str) -> None:
    local.archive_pipeline(published)
    hidden, asked_for = local.list_pipelines(), local.list_pipelines(include_archived=True)
    local.unarchive_pipeline(published)

    assert (hidden.total, asked_for.total) == (0, 1)
    assert asked_for.pipelines[0].archived
    assert [each.archived for each in local.list_pipelines().pipelines] == [False]


@pytest.mark.parametrize("call", ["archive", "unarchive"])
def test_archiving_answers_the_pipeline_and_twice_is_once(
    api: httpx.Client, published: str, call: str
) -> None:
    path = f"/api/v1/pipelines/{published}/{call}"
    first, second = api.post(path).json(), api.post(path).json()

    assert first["pipeline_id"] == published
    assert first == second


def test_an_archived_pipeline_still_runs_and_is_published(local: Client, published: str) -> None:
    local.archive_pipeline(published)

    run = local.run_pipeline_on_url(published, "https://example.org/a.pdf", RunOptions())

    assert run.pipeline_version == 2
    assert local.create_version(published).version == 3


@pytest.mark.parametrize(
    ("version", "location", "cents", "label"),
    [
        pytest.param(0, None, 400, "convert(markdown)", id="the draft"),
        pytest.param(2, None, 400, "convert(html)", id="a version"),
        pytest.param(2, "eu", 500, "convert(html)", id="a version in a region"),
    ],
)
def test_a_version_is_priced_by_its_own_steps(
    local: Client, published: str, version: int, location: str | None, cents: int, label: str
) -> None:
    rate = local.get_version_rate(published, version, location)

    assert rate.rate_per_1000_pages_cents == Decimal(cents)
    assert isinstance(rate.rate_breakdown, dict)
    assert rate.rate_breakdown["steps"][0]["label"] == label


def test_the_rate_of_an_unknown_version_is_not_found(local: Client, published: str) -> None:
    with pytest.raises(ClientError, match="published: 1, 2"):
        local.get_version_rate(published, 3)


def test_a_version_beyond_all_bounds_is_unknown(api: httpx.Client, published: str) -> None:
    form = {"file_url": "https://example.org/a.pdf", "version": "9" * 30}
    answer = api.post(f"/api/v1/pipelines/{published}/run", data=form)

    assert answer.status_code == 404


def test_a_name_of_a_page_is_refused(api: httpx.Client, published: str) -> None:
    answer = api.put(f"/api/v1/pipelines/{published}/save", json={"name": "x" * 201})

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["body", "name"]


def test_the_server_says_that_it_prices_versions(services: Services) -> None:
    assert "version_rates" in services.capabilities.features


@pytest.mark.parametrize("step_type", ["custom", "dream"])
@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda client, _, steps: client.create_pipeline(steps), id="create"),
        pytest.param(lambda client, own, steps: client.update_pipeline(own, steps), id="update"),
    ],
)
def test_a_step_that_nothing_here_does_is_named_with_what_there_is(
    local: Client, published: str, step_type: str, write: Write
) -> None:
    steps = [FAST, PipelineStep(type=step_type)]

    with pytest.raises(ClientError, match=f"Step 1 '{step_type}': .*(convert|installed)") as caught:
        write(local, published, steps)

    (blamed,) = caught.value.fields
    assert blamed.field.startswith("steps.1.")
    assert local.get_pipeline(published).steps == [PAGINATED]


def test_a_draft_whose_processor_is_gone_is_not_published(
    local: Client, services: Services
) -> None:
    pipeline = services.pipelines.store.add_pipeline([FAST, PipelineStep(type="dream")])

    with pytest.raises(ClientError, match="Step 1 'dream': This engine has no processor"):
        local.create_version(pipeline.pipeline_id)

    assert local.list_versions(pipeline.pipeline_id).total == 0
