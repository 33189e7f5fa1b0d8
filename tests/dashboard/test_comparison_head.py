from collections.abc import Iterator
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from components.comparison_header import file_name
from components.comparison_progress import (
    FailedRuns,
    failed_runs,
    failed_text,
    new_text,
    retriable,
    stopped_text,
)
from components.comparison_publishing import evidence_text
from components.comparison_tokens import steps_text, token_text, what_text
from lineup.client import Client
from lineup.comparing.naming import version_side
from lineup.comparing.reading import ComparisonReader
from lineup.contract.executions import RunOptions
from lineup.contract.pipelines import MAX_DESCRIPTION, Pipeline, PipelineStep
from lineup.samples import SAMPLES
from lineup.workspace.comparison_model import (
    Cell,
    CellState,
    ComparedDocument,
    ComparedSide,
    Comparison,
    NewComparison,
)
from lineup.workspace.opening import Workspace
from lineup.workspace.summaries import RunCounts
from state.comparison_drafts import why_not_published
from state.comparison_exports import exports_of
from state.comparison_order import with_baseline, without
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.seen import address, words
from tests.servers import Server
from tests.waiting import wait_until_ended
from tests.workspace.samples import PAST, A, B, new_comparison

_DRAFT = ComparedSide("pl_a@draft-1", "Invoices draft 1", "pl_a", "Invoices", 0, (), "1")


def _steps(mode: str) -> list[PipelineStep]:
    return [PipelineStep(type="convert", settings={"mode": mode})]


@pytest.fixture
def published(client: Client) -> Iterator[Pipeline]:
    """A pipeline with a version and a draft that differs; archived afterwards, for the tests that list them."""
    made = client.create_pipeline(_steps("fast"))
    client.save_pipeline(made.pipeline_id, "Head of comparisons")
    client.create_version(made.pipeline_id)
    client.update_pipeline(made.pipeline_id, _steps("balanced"))
    yield client.get_pipeline(made.pipeline_id)
    client.archive_pipeline(made.pipeline_id)


@pytest.fixture
def comparison(
    client: Client, server: Server, workspace: Workspace, published: Pipeline
) -> Comparison:
    """A comparison of the version and the draft on two documents, of which nothing has run yet."""
    kept = [workspace.documents.add(sample.path, sample.name) for sample in SAMPLES[:2]]
    sides = tuple(version_side(client, published, number) for number in (1, 0))
    documents = tuple(ComparedDocument(one.sha256, one.name) for one in kept)
    new = NewComparison("1 or draft", server.base_url, sides, documents, "Ada")
    return workspace.comparisons.add(new)


def _open(open_page: OpenPage, comparison: Comparison, **more: str | list[str]) -> AppTest:
    app = open_page("compare.py", comparison=comparison.comparison_id, **more)
    assert not app.exception
    return app


def _end(workspace: Workspace, comparison: Comparison, error: str | None, count: int = 99) -> None:
    for cell in workspace.comparisons.cells(comparison.comparison_id)[:count]:
        workspace.comparisons.mark_starting(cell.cell_id)
        workspace.comparisons.mark_running(cell.cell_id, f"pex_{cell.cell_id}")
        workspace.comparisons.mark_ended(cell.cell_id, error)


def _states(workspace: Workspace, comparison: Comparison) -> set[CellState]:
    return {cell.state for cell in workspace.comparisons.cells(comparison.comparison_id)}


def _cell(document: str, side: str, error: str | None) -> Cell:
    state = CellState.FAILED if error else CellState.DONE
    return Cell(1, ComparedDocument(document, document), side, 0, 0, state, error=error)


@pytest.mark.parametrize(
    ("side", "position", "token", "what"),
    [
        pytest.param(A, 0, "**A** Invoices v6 · baseline", "Version 6", id="a version"),
        pytest.param(_DRAFT, 1, "**B** Invoices draft 1", "The draft as it was", id="a draft"),
        pytest.param(PAST, 2, "**C** yesterday", "Executions of the past", id="of the past"),
    ],
)
def test_a_token_says_what_its_side_is(
    side: ComparedSide, position: int, token: str, what: str
) -> None:
    assert token_text(side, position) == token
    assert what_text(side).startswith(what)


def test_a_hostile_label_stays_text_in_a_token() -> None:
    hostile = ComparedSide("x@1", "[a](http://evil) :red[b]", "x", "x", 1)
    assert "\\[a\\]\\(\u2060http\\://evil\\)" in token_text(hostile, 0)


def test_steps_are_told_in_their_order() -> None:
    both = ComparedSide("x@1", "x", "x", "x", 1, ({"type": "convert"}, {"type": "extract"}, {}))
    assert steps_text(both) == "convert → extract → ?"


def test_failures_are_told_by_their_reason() -> None:
    cells = [
        _cell("one", A.key, "Too large."),
        _cell("two", B.key, "It is empty."),
        _cell("one", B.key, "It is empty."),
        _cell("two", A.key, None),
        _cell("one", "hidden", "Not shown."),
    ]
    assert failed_runs(cells, (A, B)) == [
        FailedRuns("It is empty.", ("B",), ("two", "one")),
        FailedRuns("Too large.", ("A",), ("one",)),
    ]
    assert retriable(cells, (A, B)) == 3
    assert retriable([_cell("one", PAST.key, "Gone.")], (A, PAST)) == 0


def test_many_documents_of_a_failure_are_cut_short() -> None:
    failed = FailedRuns("No.", ("A", "B"), ("1", "2", "3", "4", "5"))
    assert failed_text(failed) == "**A and B · 1, 2, 3 and 2 more:** No."


@pytest.mark.parametrize(
    ("now", "text"),
    [
        pytest.param(RunCounts(waiting=2, done=2), "", id="nothing new"),
        pytest.param(RunCounts(waiting=1, done=3), "Show what has come: 1 run", id="one"),
        pytest.param(RunCounts(done=3, failed=1), "Show what has come: 2 runs", id="two"),
    ],
)
def test_what_has_come_meanwhile_is_counted(now: RunCounts, text: str) -> None:
    assert new_text(now, RunCounts(waiting=2, done=2)) == text


def test_a_stop_says_what_is_left_undone() -> None:
    assert stopped_text(RunCounts(waiting=28, done=12)) == "Stopped: 28 runs of 40 not started."


@pytest.mark.parametrize(
    ("name", "address", "text"),
    [
        pytest.param(
            "6 or 7", "http://a/compare", "Compared in “6 or 7”: http://a/compare", id="short"
        ),
        pytest.param("n" * 600, "http://a", None, id="a long name is cut"),
        pytest.param(
            "n", "http://" + "a" * 600, None, id="an address that doesn't fit is left out"
        ),
    ],
)
def test_the_evidence_fits_into_a_description(name: str, address: str, text: str | None) -> None:
    told = evidence_text(name, address)
    assert text is None or told == text
    assert len(told) <= MAX_DESCRIPTION
    assert told.endswith(address) or len(address) > MAX_DESCRIPTION - 20


def test_sides_are_ordered_by_their_keys() -> None:
    assert with_baseline(["a", "b", "c"], "c") == ["c", "a", "b"]
    assert without(["a", "b", "c"], "b") == ["a", "c"]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        pytest.param("6 or 7", "6-or-7.csv", id="words"),
        pytest.param("../../etc/päss: v7?", "etc-päss-v7.csv", id="what files can't be called"),
        pytest.param("???", "comparison.csv", id="nothing left"),
    ],
)
def test_a_files_name_is_made_of_the_comparisons(name: str, file: str) -> None:
    assert file_name(name, "csv") == file


def test_each_export_is_made(workspace: Workspace) -> None:
    made = workspace.comparisons.add(new_comparison())
    reading = ComparisonReader.of(workspace).read(made.comparison_id)
    files = {one.ending: one.make() for one in exports_of(workspace, reading, ())}
    assert files["csv"].startswith(b"document,")
    assert b'"format": "lineup-comparison"' in files["json"]
    assert b"<!doctype html>" in files["html"].lower()
    assert files["zip"].startswith(b"PK")


def test_an_unknown_comparison_is_told(on_engine: OpenPage, workspace: Workspace) -> None:
    assert workspace.comparisons.list_comparisons() == []
    app = on_engine("compare.py", comparison="cmp_nowhere")
    assert not app.exception
    assert "There is no comparison" in words(app)


def test_the_head_says_what_is_compared_and_how_far_it_is(
    on_engine: OpenPage, workspace: Workspace, comparison: Comparison
) -> None:
    _end(workspace, comparison, None, count=1)
    app = _open(on_engine, comparison)
    assert "1 or draft" in words(app)
    assert "2 documents · 4 pages · Ada" in words(app)
    assert [bar.proto.text for bar in app.get("progress")] == ["1 of 4 runs done"]
    assert app.button(key="comparison-stop")


def test_a_comparison_is_stopped_and_goes_on(
    on_engine: OpenPage, workspace: Workspace, comparison: Comparison
) -> None:
    app = _open(on_engine, comparison)
    app.button(key="comparison-stop").click().run()
    assert "Stopped: 4 runs of 4 not started." in words(app)
    assert workspace.comparisons.get(comparison.comparison_id).stopped is not None
    app.button(key="comparison-go-on").click().run()
    assert workspace.comparisons.get(comparison.comparison_id).stopped is None
    assert app.button(key="comparison-stop")


def test_failed_runs_are_made_again(
    on_engine: OpenPage, workspace: Workspace, comparison: Comparison
) -> None:
    _end(workspace, comparison, "The *file* is empty.")
    app = _open(on_engine, comparison)
    assert "The \\*file\\* is empty." in words(app)
    assert app.button(key="comparison-retry").label == "Run the 4 failed ones again"
    app.button(key="comparison-retry").click().run()
    assert _states(workspace, comparison) == {CellState.WAITING}


def test_a_finished_comparison_has_no_bar(
    on_engine: OpenPage, workspace: Workspace, comparison: Comparison
) -> None:
    _end(workspace, comparison, None)
    app = _open(on_engine, comparison)
    assert not app.get("progress")
    assert "failed" not in words(app)


def test_one_of_another_server_is_read_but_not_run_on(
    on_engine: OpenPage, workspace: Workspace
) -> None:
    made = workspace.comparisons.add(new_comparison(server="https://a.example"))
    app = _open(on_engine, made, do="documents")
    assert "It was made on a.example" in words(app)
    keys = {button.key for button in app.button}
    assert not keys & {"comparison-stop", "panel-documents", "panel-side", "panel-do"}


def test_sides_are_swapped_and_the_baseline_kept(
    on_engine: OpenPage, workspace: Workspace, comparison: Comparison
) -> None:
    first, other = (side.key for side in comparison.sides)
    app = _open(on_engine, comparison)
    app.button(key="sides-swap").click().run()
    assert address(app, "side") == [other, first]
    app.button(key="keep-baseline").click().run()
    assert address(app, "side") == []
    assert workspace.comparisons.get(comparison.comparison_id).sides[0].key == other


def test_a_side_is_added_taken_out_of_view_and_shown_again(
    on_engine: OpenPage, workspace: Workspace, comparison: Comparison, client: Client
) -> None:
    pipeline_id = comparison.sides[0].pipeline_id
    client.create_version(pipeline_id, "balanced")
    client.update_pipeline(pipeline_id, _steps("accurate"))
    app = _open(on_engine, comparison)
    app.button(key="panel-side").click().run()
    assert address(app, "do") == ["side"]
    label = app.button(key="panel-do").label.replace("\\", "")
    assert label.startswith("Add Head of comparisons draft as C · 2 runs · 4 pages · about $")
    app.button(key="panel-do").click().run()
    keys = [side.key for side in workspace.comparisons.get(comparison.comparison_id).sides]
    assert len(keys) == 3

    again = _open(on_engine, comparison, do="side", version=f"{pipeline_id}@0")
    assert "This side is in the comparison already" in words(again)
    assert again.button(key="panel-do").disabled

    app.button(key=f"side-{keys[1]}-remove").click().run()
    assert address(app, "side") == [keys[0], keys[2]]
    app.button(key=f"sides-show-{keys[1]}").click().run()
    assert address(app, "side") == [keys[0], keys[2], keys[1]]
    app.button(key=f"side-{keys[2]}-baseline").click().run()
    assert address(app, "side") == [keys[2], keys[0], keys[1]]


def test_documents_are_added(
    on_engine: OpenPage, workspace: Workspace, comparison: Comparison
) -> None:
    app = _open(on_engine, comparison, do="documents", source="samples")
    assert app.button(key="panel-do").disabled
    app = _open(
        on_engine, comparison, do="documents", source="samples", sample="registration-form.pdf"
    )
    assert app.button(key="panel-do").label.startswith("Add 1 document · 2 runs · 2 pages")
    app.button(key="panel-do").click().run()
    assert not app.exception
    cells = workspace.comparisons.cells(comparison.comparison_id)
    assert len({cell.document.key for cell in cells}) == 3
    assert address(app, "do") == []


def test_a_side_is_run_again_once_for_each_press(
    on_engine: OpenPage, workspace: Workspace, comparison: Comparison
) -> None:
    app = _open(on_engine, comparison)
    key = f"side-{comparison.sides[0].key}-repeat"
    assert app.button(key=key).label == "Run A again"
    app.button(key=key).click().run()
    cells = workspace.comparisons.cells(comparison.comparison_id)
    assert sorted(cell.repeat for cell in cells) == [0, 0, 0, 0, 1, 1]


def test_a_comparison_is_renamed(
    on_engine: OpenPage, workspace: Workspace, comparison: Comparison
) -> None:
    app = _open(on_engine, comparison)
    app.text_input(key="rename-name").set_value("a better name")
    next(one for one in app.button if one.label == "Rename").click().run()
    assert workspace.comparisons.get(comparison.comparison_id).name == "a better name"
    assert "a better name" in words(app)


def test_a_draft_is_published_with_the_comparison_as_evidence(
    on_engine: OpenPage, comparison: Comparison, client: Client
) -> None:
    draft = comparison.sides[1]
    app = _open(on_engine, comparison)
    app.button(key=f"side-{draft.key}-publish").click().run()
    told = app.text_area(key="publish-description").value
    assert f"compare?comparison={comparison.comparison_id}" in str(told)
    app.button(key="panel-do").click().run()
    assert not app.exception
    newest = client.list_versions(draft.pipeline_id).versions[0]
    assert (newest.version, newest.description) == (2, told)
    assert "was published as version 2" in words(app)
    assert f"side-{draft.key}-publish" not in {button.key for button in app.button}


def test_a_draft_that_has_moved_on_is_not_published(
    on_engine: OpenPage, comparison: Comparison, client: Client
) -> None:
    draft = comparison.sides[1]
    app = _open(on_engine, comparison, do="publish")
    client.update_pipeline(draft.pipeline_id, _steps("accurate"))
    app.button(key="panel-do").click().run()
    assert "The draft has changed since it was compared" in words(app)
    assert client.list_versions(draft.pipeline_id).total == 1


def test_a_token_says_that_its_draft_has_moved_on(
    on_engine: OpenPage, comparison: Comparison, client: Client
) -> None:
    draft = comparison.sides[1]
    client.update_pipeline(draft.pipeline_id, _steps("accurate"))
    app = _open(on_engine, comparison)
    assert "since this was compared, so it can't be published from here." in words(app)
    assert f"side-{draft.key}-publish" not in {button.key for button in app.button}


@pytest.mark.parametrize(
    ("now", "published", "why_not"),
    [
        pytest.param("h1", {}, "", id="as it was"),
        pytest.param("h2", {}, "The draft has changed since this was compared,", id="changed"),
        pytest.param("h1", {"h1": 3}, "It was published as version 3.", id="published"),
        pytest.param("h2", {"h1": 3}, "It was published as version 3.", id="and then changed"),
    ],
)
def test_why_a_draft_is_not_published_is_said(
    now: str, published: dict[str, int], why_not: str
) -> None:
    told = why_not_published(replace(_DRAFT, config_hash="h1"), now, published)
    assert told.startswith(why_not)
    assert bool(told) == bool(why_not)


def test_a_draft_that_somebody_published_meanwhile_is_not_published_again(
    on_engine: OpenPage, comparison: Comparison, client: Client
) -> None:
    draft = comparison.sides[1]
    app = _open(on_engine, comparison, do="publish")
    client.create_version(draft.pipeline_id, "by somebody else")
    app.button(key="panel-do").click().run()
    assert "Version 2 is this draft already" in words(app)
    assert client.list_versions(draft.pipeline_id).total == 2


def test_a_past_execution_is_added_as_a_side(
    on_engine: OpenPage, workspace: Workspace, comparison: Comparison, client: Client
) -> None:
    pipeline_id = comparison.sides[0].pipeline_id
    run = client.run_pipeline_on_file(pipeline_id, SAMPLES[0].path, RunOptions(version=1))
    other = client.run_pipeline_on_file(pipeline_id, SAMPLES[2].path, RunOptions(version=1))
    for each in (run, other):
        wait_until_ended(client, each.execution_id)

    app = _open(on_engine, comparison, do="side", version=other.execution_id)
    app.button(key="panel-do").click().run()
    assert "read none of the comparison's documents" in words(app).replace("\\", "")

    app = _open(on_engine, comparison, do="side", version=run.execution_id)
    assert "as C" in app.button(key="panel-do").label
    app.button(key="panel-do").click().run()
    cells = workspace.comparisons.cells(comparison.comparison_id)
    added = [cell for cell in cells if cell.side == run.execution_id]
    assert [(cell.state, cell.execution_id) for cell in added] == [
        (CellState.RUNNING, run.execution_id),
        (CellState.FAILED, None),
    ]


def test_a_comparison_is_read_while_its_server_is_away(
    on_fake: OpenPage, fake: FakeServer, workspace: Workspace
) -> None:
    fake.answer("GET /lineup/capabilities", {"detail": "down"}, status=503)
    made = workspace.comparisons.add(new_comparison(server=fake.base_url))
    listed = on_fake("compare.py")
    assert made.name in words(listed)
    app = _open(on_fake, made)
    assert "does not answer" in words(app)
    assert made.name in words(app)
    form = on_fake("compare.py", new="1")
    assert not form.exception
    assert "New comparison" not in words(form)


def test_the_documents_are_saved_as_a_collection(
    on_engine: OpenPage, workspace: Workspace, comparison: Comparison
) -> None:
    for name, said in (("Of the head", "was made"), ("Of the head", "There is a collection named")):
        app = _open(on_engine, comparison, do="documents")
        app.text_input(key="collection-name").set_value(name)
        next(one for one in app.button if one.label == "Save").click().run()
        assert said in words(app) + "".join(toast.value for toast in app.toast)
    assert len(workspace.collections.get("Of the head").documents) == 2
