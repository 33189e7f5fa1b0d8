from datetime import UTC, datetime, timedelta

import pytest

from components.comparison_words import (
    elsewhere_text,
    options_text,
    runs_look,
    runs_text,
    side_text,
    sides_text,
)
from components.comparisons_list import facts_text, row_html
from lineup.servers import EMBEDDED
from lineup.workspace.comparison_model import ComparedSide, Comparison
from lineup.workspace.opening import Workspace
from lineup.workspace.summaries import ComparisonSummary, RunCounts
from tests.dashboard.conftest import OpenPage
from tests.dashboard.seen import address, words
from tests.workspace.samples import PAST, A, B, new_comparison

_NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)
_FINISHED = RunCounts(done=4)
_HERE = "http://127.0.0.1:8501"


def _summary(runs: RunCounts = _FINISHED, judged: int = 0, **more: object) -> ComparisonSummary:
    parts: dict[str, object] = {
        "comparison_id": "cmp_1",
        "name": "6 or 7",
        "server": _HERE,
        "sides": (A, B),
        "options": {},
        "rules": {},
        "created": _NOON - timedelta(minutes=5),
        "created_by": "Ada",
    }
    return ComparisonSummary(Comparison(**(parts | more)), 2, runs, judged)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("runs", "is_stopped", "look", "text"),
    [
        pytest.param(RunCounts(waiting=4), False, "○ waiting", "0 of 4 runs done", id="not begun"),
        pytest.param(
            RunCounts(waiting=26, started=2, done=9, failed=3),
            False,
            "◐ running",
            "12 of 40 runs done, 3 failed",
            id="running",
        ),
        pytest.param(RunCounts(done=4), False, "✔ finished", "4 runs", id="finished"),
        pytest.param(RunCounts(done=1), False, "✔ finished", "1 run", id="one run"),
        pytest.param(
            RunCounts(done=3, failed=1), False, "▲ finished", "4 runs, 1 failed", id="some failed"
        ),
        pytest.param(RunCounts(failed=4), False, "✖ failed", "4 runs, 4 failed", id="all failed"),
        pytest.param(
            RunCounts(waiting=3, done=1), True, "⊘ stopped", "1 of 4 runs done", id="stopped"
        ),
        pytest.param(
            RunCounts(waiting=2, started=1, done=1),
            True,
            "◐ running",
            "1 of 4 runs done, stopping",
            id="stopping",
        ),
        pytest.param(RunCounts(done=4), True, "✔ finished", "4 runs", id="stopped at its end"),
    ],
)
def test_the_state_is_told_in_words(
    runs: RunCounts, *, is_stopped: bool, look: str, text: str
) -> None:
    assert runs_look(runs, is_stopped=is_stopped).text == look
    assert runs_text(runs, is_stopped=is_stopped) == text


def test_one_of_another_server_waits_for_it() -> None:
    assert runs_look(RunCounts(started=1), is_stopped=False, is_here=False).text == "○ waiting"
    elsewhere = _summary(server="https://a.example").comparison
    assert "It was made on a.example" in elsewhere_text(elsewhere)
    embedded = _summary(server=EMBEDDED).comparison
    assert "It was made on the embedded engine" in elsewhere_text(embedded)


def test_sides_are_lettered_and_an_executions_id_is_left_out() -> None:
    past = ComparedSide("pex_1", "Invoices v6, pex_1", "pl_a", "Invoices", None)
    assert side_text(past) == "Invoices v6"
    assert side_text(PAST) == "yesterday"
    assert sides_text((A, past)) == "A Invoices v6 · B Invoices v6"


@pytest.mark.parametrize(
    ("options", "text"),
    [
        pytest.param({}, "", id="none"),
        pytest.param(
            {"page_range": "0,2-4", "output_format": "html", "run_evals": True, "skip_cache": True},
            "pages 1, 3-5, as HTML, with evaluation, without cache",
            id="all",
        ),
        pytest.param({"processing_location": "eu"}, "in eu", id="a location"),
        pytest.param({"page_range": "x"}, "pages x", id="a range that can't be read"),
        pytest.param({"skip_cache": False, "later": 1}, "", id="not chosen, not known"),
    ],
)
def test_options_are_told_in_words(options: dict[str, object], text: str) -> None:
    assert options_text(options) == text


def test_the_facts_of_a_row() -> None:
    assert facts_text(_summary(), _NOON, UTC, server=_HERE) == "2 documents · Ada · 5 min ago"
    elsewhere = facts_text(_summary(judged=12), _NOON, UTC, server="https://a.example")
    assert elsewhere == "2 documents · 12 judged · Ada · 5 min ago · on 127.0.0.1:8501"


def test_a_hostile_name_stays_text() -> None:
    row = _summary(name="<img src=x onerror=alert(1)>", created_by="<script>")
    html = row_html(row, _NOON, UTC, server=_HERE, address='compare?comparison="><script>')
    assert "<img" not in html
    assert "<script" not in html
    assert 'target="_self"' in html


@pytest.mark.usefixtures("workspace")
def test_an_empty_list_explains_and_leads_on(on_engine: OpenPage) -> None:
    app = on_engine("compare.py")
    assert not app.exception
    assert "Nothing has been compared yet." in words(app)
    assert 'href="compare?new=1"' in words(app)


def test_the_sample_is_made_and_opened_by_one_click(
    on_engine: OpenPage, workspace: Workspace
) -> None:
    app = on_engine("compare.py")
    button = app.button(key="sample-comparison")
    assert button.label.startswith(
        "Try a sample: Compare 2 documents × 2 versions · 4 runs · 8 pages"
    )
    button.click().run()
    made = workspace.comparisons.list_comparisons()
    assert [one.name for one in made] == ["Sample: balanced or accurate"]
    assert address(app, "comparison") == [made[0].comparison_id]
    assert len(workspace.comparisons.cells(made[0].comparison_id)) == 4


def test_each_row_is_a_link_to_its_comparison(on_engine: OpenPage, workspace: Workspace) -> None:
    made = workspace.comparisons.add(new_comparison())
    app = on_engine("compare.py")
    assert f'<a href="compare?comparison={made.comparison_id}" target="_self"' in words(app)
    assert "A Invoices v6 · B Invoices v7" in words(app)
    assert "1 comparison" in words(app)


def test_the_list_is_searched_by_the_address(on_engine: OpenPage, workspace: Workspace) -> None:
    workspace.comparisons.add(new_comparison("Letters"))
    workspace.comparisons.add(new_comparison("Invoices"))
    app = on_engine("compare.py", search="lett")
    assert "Letters" in words(app)
    assert "Invoices</span>" not in words(app)
    app.text_input[0].set_value("nowhere").run()
    assert address(app, "search") == ["nowhere"]
    assert "No comparison has this" in words(app)


def test_pages_of_a_long_list_are_turned(on_engine: OpenPage, workspace: Workspace) -> None:
    for number in range(51):
        workspace.comparisons.add(new_comparison(f"number {number}"))
    app = on_engine("compare.py")
    assert "1 to 50 of 51 comparisons" in words(app)
    app.button(key="turn-next").click().run()
    assert address(app, "from") == ["50"]
    assert "51 to 51 of 51 comparisons" in words(app)
    assert "number 0<" in words(app)
    app.query_params["from"] = "999999999"
    assert "1 to 50 of 51 comparisons" in words(app.run())
