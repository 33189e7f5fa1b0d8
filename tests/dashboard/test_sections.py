"""How the sections of an execution are named, drawn, priced, chosen and run again."""

from typing import Any

import pytest

from components.execution_header import failed_step_text
from components.formatting import pages_text
from components.rerun import first_choice, rerun_steps, rerun_text
from components.result_choices import has_many
from components.step_graph import step_graph_alt, step_graph_dot
from components.step_names import cut_name, in_reading_order, step_names
from components.steps import steps_frame, timeline_bars, timeline_html
from lineup.contract.executions import ExecutionStep
from lineup.contract.rates import read_rate_breakdown
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.samples_of import NOON, execution, pipeline, result, section_step, step
from tests.dashboard.seen import address, words

PLANNED = [step(0), step(1, "segment"), step(2, "extract", source_step_type="segment")]
THREE = [
    *PLANNED,
    section_step(3, "Invoice", 0, 1),
    section_step(4, "Letter", 2, status="failed", error_message="It is blank."),
    section_step(5, "Invoice", 3),
]


def edges(steps: list[ExecutionStep]) -> list[str]:
    return [line.strip() for line in step_graph_dot(steps).splitlines() if "->" in line]


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        ([], "no page"),
        ([0], "page 1"),
        ([3, 1, 2, 7, 1], "pages 2-4, 8"),
    ],
)
def test_pages_are_told_as_people_count_them(pages: list[int], text: str) -> None:
    assert pages_text(pages) == text


def test_sections_come_before_the_step_that_merges_them() -> None:
    assert [step.step_index for step in in_reading_order(THREE)] == [0, 1, 3, 4, 5, 2]


def test_sections_have_names_and_are_numbered_where_two_have_the_same() -> None:
    assert list(step_names(THREE).values()) == [
        "0 convert",
        "1 segment",
        "2 extract",
        "Invoice (1) · pages 1-2",
        "Letter · page 3",
        "Invoice (2) · page 4",
    ]


def test_a_long_or_blank_name_fits_on_a_line() -> None:
    assert cut_name("a\nb  c" + "x" * 90, 10) == "a b cxxxx…"
    assert cut_name("  ") == "without a name"


def test_the_graph_goes_through_the_sections() -> None:
    # segment → Invoice (1), Letter, Invoice (2) → extract
    assert edges(THREE) == [
        "document -> step0",
        "step0 -> step1",
        *(f"step1 -> step{index}" for index in (3, 4, 5)),
        *(f"step{index} -> step2" for index in (3, 4, 5)),
    ]
    assert "Letter failed, then Invoice (2) completed" in step_graph_alt(THREE)


def test_of_thirty_sections_those_that_failed_are_drawn_and_the_rest_told() -> None:
    failed = {7, 20}
    many = [
        section_step(index, f"S{index}", index, status="failed" if index in failed else "completed")
        for index in range(3, 33)
    ]
    assert len(edges([*PLANNED, *many])) == 8
    words = step_graph_alt([*PLANNED, *many])
    assert "S7 failed, then S20 failed, then 28 more sections completed, then extract" in words
    assert "30 sections completed" in step_graph_alt(
        [*PLANNED, *(s.model_copy(update={"status": "completed"}) for s in many)]
    )


def test_the_table_shows_sections_below_segment_with_their_own_cost() -> None:
    entries = [
        {"step_index": index, "rate_per_1000_cents": 2_100, "billed_cents": cents, **more}
        for index, cents, more in ((2, 0, {}), (3, 4.2, {"section_of": 2}))
    ]
    frame = steps_frame(THREE[:4], read_rate_breakdown({"steps": entries}))
    assert frame["Step"].tolist() == [
        "0 convert",
        "1 segment",
        "↳ Invoice · pages 1-2",
        "2 extract",
    ]
    assert frame["Cost"].tolist() == ["–", "–", "$0.042", "in its sections"]


def test_the_timeline_names_sections_and_is_no_markup() -> None:
    hostile = section_step(3, "<b>x</b>", 0, started_at=NOON, finished_at=NOON)
    html = timeline_html(timeline_bars([*PLANNED, hostile], NOON))
    assert "<b>" not in html
    assert "↳ &lt;b&gt;x&lt;/b&gt; · page 1" in html


def test_a_failed_section_can_be_run_again_alone() -> None:
    of = execution(*THREE, rate_breakdown={"steps": []})
    possible = rerun_steps(of, has_results=True)
    assert [step.step_index for step in possible] == [0, 1, 2, 4]
    assert first_choice(possible) == 3
    assert rerun_text(of, 4) == (
        "Reuses the steps before and 2 sections free · Runs Letter · page 3 anew, billed by its pages"
    )
    assert rerun_steps(of, has_results=False) == [of.steps[0]]


def test_the_price_of_a_rerun_counts_each_rate_once() -> None:
    entries: list[dict[str, Any]] = [{"step_index": 2, "rate_per_1000_cents": 2_000}]
    entries += [{"step_index": 3, "rate_per_1000_cents": 2_000, "section_of": 2}]
    of = execution(*THREE, rate_breakdown={"steps": entries, "page_count": 1_000})
    text = rerun_text(of, 2)
    assert text == "Reuses 0 convert and 1 segment free · Runs 2 extract anew for about $20.00"


def test_other_sections_without_a_result_are_run_along() -> None:
    of = execution(*THREE, section_step(6, "Note", 4, status="failed"))
    assert "Letter · page 3 and 1 other section without a result anew" in rerun_text(of, 4)


def test_a_failed_section_tells_its_pages() -> None:
    text = failed_step_text(execution(*THREE), THREE[4])
    assert "Section Letter · page 3:** It is blank" in text
    assert "invoice\\.pdf · page 3" in text or "invoice.pdf · page 3" in text


def test_sections_are_chosen_from_a_list() -> None:
    assert has_many(THREE)
    assert not has_many(PLANNED)


def test_the_address_names_the_section(fake: FakeServer, on_fake: OpenPage) -> None:
    shown = execution(*(each.model_copy(update={"lookup_key": "key"}) for each in THREE))
    name = "pex_000000000001"
    fake.answer("GET /pipelines/pl_000000000001", pipeline().model_dump(mode="json"))
    fake.answer(f"GET /pipelines/executions/{name}", shown.model_dump(mode="json"))
    for index in (0, 5):
        body = result(markdown=f"# of step {index}").model_dump(mode="json", by_alias=True)
        fake.answer(f"GET /pipelines/executions/{name}/steps/{index}/result", body)

    app = on_fake("execution.py", id=name, step="5")
    assert "of step 5" in words(app)
    listed = next(box for box in app.selectbox if box.label == "Step")
    assert list(listed.options) == [
        "0 convert",
        "1 segment",
        "Invoice (1) · pages 1-2",
        "Invoice (2) · page 4",
        "2 extract",
    ]
    listed.select_index(0).run()
    assert "of step 0" in words(app)
    assert address(app, "step") == ["0"]


def test_a_few_steps_are_buttons_with_their_names(fake: FakeServer, on_fake: OpenPage) -> None:
    shown = execution(
        *(step(n, kind, lookup_key="key") for n, kind in enumerate(("convert", "extract")))
    )
    name = "pex_000000000001"
    fake.answer("GET /pipelines/pl_000000000001", pipeline().model_dump(mode="json"))
    fake.answer(f"GET /pipelines/executions/{name}", shown.model_dump(mode="json"))
    for index in (0, 1):
        body = result(markdown=f"# of step {index}").model_dump(mode="json", by_alias=True)
        fake.answer(f"GET /pipelines/executions/{name}/steps/{index}/result", body)

    app = on_fake("execution.py", id=name, step="1")
    assert "of step 1" in words(app)
    buttons = next(group for group in app.button_group if group.label == "Step")
    assert list(buttons.options) == ["0 convert", "1 extract"]
    buttons.set_value(0).run()
    assert "of step 0" in words(app)
    assert address(app, "step") == ["0"]
