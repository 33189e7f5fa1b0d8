import json
from datetime import UTC

import pytest
from streamlit.testing.v1 import AppTest

from components.selected_executions import selection_words
from lineup.client import Client
from lineup.contract.executions import Execution, RunOptions
from lineup.samples import SAMPLES
from state.selected_executions import selected_after
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.samples_of import NOON, execution, pipeline, row
from tests.dashboard.seen import address, words
from tests.seeded import pipeline_named
from tests.waiting import wait_until_ended

_PAGE = "executions.py"
_FEATURES = ["execution_search", "execution_sort"]
_CAPABILITIES = {"server": "lineup", "version": "1", "features": _FEATURES}


@pytest.fixture
def ended(client: Client) -> Execution:
    """A completed execution of the first sample."""
    pipeline_id = pipeline_named(client, "Convert (balanced)")
    started = client.run_pipeline_on_file(
        pipeline_id, SAMPLES[0].path, RunOptions(output_format="markdown,json")
    )
    return wait_until_ended(client, started.execution_id)


def _serve(fake: FakeServer, rows: list[object], total: int, following: str | None = None) -> None:
    fake.answer("GET /lineup/capabilities", _CAPABILITIES)
    fake.answer("GET /pipelines", {"pipelines": [], "total": 0})
    body = {"rows": rows, "total": total, "next_cursor": following}
    fake.answer("GET /lineup/executions", body)


def _row(number: int, status: str = "completed") -> object:
    return row(execution_id=f"pex_{number:012}", status=status).model_dump(mode="json")


def test_an_execution_is_found_in_the_table(on_engine: OpenPage, ended: Execution) -> None:
    table = on_engine(_PAGE, search=ended.execution_id).dataframe[0].value
    assert list(table["Document"]) == [SAMPLES[0].path.name]
    assert list(table["Status"]) == ["✔ completed"]
    assert list(table["Pages"]) == ["3"]


def test_filters_in_the_address_are_those_of_the_widgets(
    on_engine: OpenPage, ended: Execution
) -> None:
    app = on_engine(
        _PAGE,
        status=["failed", "nonsense"],
        pipeline=ended.pipeline_id,
        version="0",
        search="no such document",
    )
    assert app.multiselect[0].value == ["failed"]
    assert [box.value for box in app.selectbox] == [ended.pipeline_id, 0, "newest"]
    assert app.text_input[0].value == "no such document"
    assert "No execution matches these filters." in words(app)


def test_a_filter_that_is_set_goes_into_the_address(on_engine: OpenPage, ended: Execution) -> None:
    app = on_engine(_PAGE, search=ended.execution_id)
    app.multiselect[0].set_value(["completed"]).run()
    assert address(app, "status") == ["completed"]
    assert address(app, "search") == [ended.execution_id]
    assert len(app.dataframe[0].value) == 1


def test_another_pipeline_forgets_the_version(on_engine: OpenPage, ended: Execution) -> None:
    app = on_engine(_PAGE, pipeline=ended.pipeline_id, version="1")
    app.selectbox[0].select_index(1).run()
    assert address(app, "pipeline") != [ended.pipeline_id]
    assert address(app, "version") == []


def test_choosing_a_row_shows_that_execution_with_a_way_back(
    on_engine: OpenPage, ended: Execution
) -> None:
    app = on_engine(_PAGE, search=ended.execution_id)
    key = app.dataframe[0].key
    assert key
    app.session_state[key] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.query_params["execution"] = ended.execution_id
    app.run()
    assert SAMPLES[0].path.name in words(app).replace("\\", "")
    assert f"executions?search={ended.execution_id}" in words(app)


def test_before_anything_has_run_the_page_says_what_to_do(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, [], 0)
    app = on_fake(_PAGE)
    assert "Nothing has run yet." in words(app)
    assert "Run a sample document" in words(app)


def test_next_and_previous_turn_the_pages_by_the_servers_cursors(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, [_row(n) for n in range(50)], 10_000, "next")
    app = on_fake(_PAGE)
    assert "1 to 50 of 10,000 executions" in words(app)
    app.button(key="turn-next").click().run()
    assert address(app, "cursor") == ["next"]
    assert "51 to 100 of 10,000 executions" in words(app)
    assert any("cursor=next" in call for call in fake.asked)
    app.button(key="turn-previous").click().run()
    assert address(app, "cursor") == []
    app.button(key="turn-next").click().run()
    app.button(key="turn-first").click().run()
    assert address(app, "cursor") == []


def test_another_order_is_asked_of_the_server_and_begins_with_its_first_page(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, [_row(n) for n in range(50)], 10_000, "next")
    app = on_fake(_PAGE, cursor=["somewhere"])
    app.selectbox[2].select("longest").run()
    assert (address(app, "sort"), address(app, "cursor")) == (["longest"], [])
    assert any("sort=longest" in call for call in fake.asked)
    assert "1 to 50 of 10,000 executions" in words(app)
    app.selectbox[2].select("newest").run()
    assert address(app, "sort") == []


def test_an_order_and_a_search_that_no_server_knows_are_left_out(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, [_row(1)], 1)
    app = on_fake(_PAGE, sort="random", search="\0" + "x" * 300)
    assert app.selectbox[2].value == "newest"
    assert app.text_input[0].value == "x" * 200


def test_a_server_that_does_not_sort_is_not_asked_to(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake, [_row(1)], 1)
    fake.answer("GET /lineup/capabilities", _CAPABILITIES | {"features": ["execution_search"]})
    assert len(on_fake(_PAGE).selectbox) == 2


def test_a_list_that_was_not_counted_to_its_end_says_so(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, [_row(n) for n in range(50)], 10_000, "next")
    body = fake.answers["GET /lineup/executions"][1] | {"is_total_exact": False}
    fake.answer("GET /lineup/executions", body)
    assert "1 to 50 of more than 10,000 executions" in words(on_fake(_PAGE))


def test_an_empty_last_page_says_so(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake, [], 50)
    assert "No more of 50 executions" in words(on_fake(_PAGE, cursor=["a"]))


def test_running_executions_are_followed(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake, [_row(1, "running"), _row(2, "paused")], 2)
    app = on_fake(_PAGE)
    assert list(app.dataframe[0].value["Status"]) == ["◐ running", "? paused"]


def test_what_is_selected_stays_over_pages_and_leads_to_compare(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, [_row(n) for n in range(50)], 10_000, "next")
    names = [f"pex_{number:012}" for number in (60, 1, 2)]
    for name in names[:2]:
        told = execution(execution_id=name, created=NOON).model_dump(mode="json")
        fake.answer(f"GET /pipelines/executions/{name}", told)
    app = on_fake(_PAGE, selected=[*names[:2], "pex_000000000099", "../hostile"])
    assert "This server doesn't have 1 selected execution." in words(app)
    assert f"compare?version={names[0]}&amp;version={names[1]}" in words(app)
    assert _ticked(app) == [1]
    app.button(key="turn-next").click().run()
    assert (_ticked(app), app.multiselect[1].value) == ([1], names[:2])

    app.multiselect[1].set_value(names[1:2]).run()
    assert address(app, "selected") == names[1:2]
    assert "Select another execution" in words(app)
    assert f"execution?id={names[1]}" in words(app)
    app.button(key="selected-none").click().run()
    assert (address(app, "selected"), _ticked(app)) == ([], [])


def _ticked(app: AppTest) -> list[int]:
    told = json.loads(app.dataframe[0].proto.selection_default)
    return list(told["selection"]["rows"])


@pytest.mark.parametrize(
    ("selected", "ticked", "after"),
    [
        pytest.param([], ["b"], ["b"], id="the first"),
        pytest.param(["z", "b"], ["a", "b"], ["z", "b", "a"], id="one more, those before first"),
        pytest.param(["z", "b"], [], ["z"], id="those of other pages stay"),
        pytest.param(
            [f"p{n}" for n in range(50)], ["a"], [f"p{n}" for n in range(50)], id="no more than 50"
        ),
    ],
)
def test_ticking_rows_changes_what_is_selected_of_them(
    selected: list[str], ticked: list[str], after: list[str]
) -> None:
    assert selected_after(selected, ["a", "b"], ticked) == after


def test_no_two_executions_are_told_by_the_same_words() -> None:
    rows = [
        row(execution_id=name, document_name=told) for name, told in zip("abc", "xxy", strict=True)
    ]
    assert selection_words(rows, UTC) == {
        "a": "x · Invoices v6 · 3 Nov 12:00:00 · a",
        "b": "x · Invoices v6 · 3 Nov 12:00:00 · b",
        "c": "y · Invoices v6 · 3 Nov 12:00:00",
    }


def test_a_server_that_fails_is_said_on_the_page(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake, [], 0)
    fake.answer("GET /lineup/executions", {"detail": "Out of order"}, 500)
    app = on_fake(_PAGE)
    assert "That is the server's fault" in words(app)
    assert not app.exception


def _serve_pipeline(fake: FakeServer, total: int) -> None:
    first, other = pipeline(), pipeline(pipeline_id="pl_000000000002", name="Letters")
    each = [first.model_dump(mode="json"), other.model_dump(mode="json")]
    fake.answer("GET /pipelines", {"pipelines": each, "total": 2})
    listed = [execution().model_dump(mode="json")] if total else []
    for one in (first, other):
        body = {"executions": listed, "total": total}
        fake.answer(f"GET /pipelines/{one.pipeline_id}/executions", body)


def test_a_server_without_our_extension_lists_one_pipeline_at_a_time(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve_pipeline(fake, 120)
    app = on_fake(_PAGE)
    assert list(app.dataframe[0].value["Pipeline"]) == ["Invoices"]
    app.selectbox[0].select("pl_000000000002").run()
    assert address(app, "pipeline") == ["pl_000000000002"]
    app.button(key="turn-next").click().run()
    app.button(key="turn-next").click().run()
    assert address(app, "cursor") == ["100"]
    assert any("offset=100" in call for call in fake.asked)
    app.button(key="turn-previous").click().run()
    assert address(app, "cursor") == ["50"]


def test_there_too_an_address_past_the_end_asks_for_the_first_page(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve_pipeline(fake, 0)
    on_fake(_PAGE, cursor="99999")
    asked = [call for call in fake.asked if "/executions?" in call]
    assert ["offset=99999" in call for call in asked] == [True, False]


def test_there_too_nothing_run_says_what_to_do(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve_pipeline(fake, 0)
    assert "Nothing has run yet." in words(on_fake(_PAGE))


def test_there_too_no_pipelines_is_no_failure(fake: FakeServer, on_fake: OpenPage) -> None:
    fake.answer("GET /pipelines", {"pipelines": [], "total": 0})
    assert "Nothing has run yet." in words(on_fake(_PAGE))
