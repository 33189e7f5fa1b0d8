from components.step_graph import step_graph_alt, step_graph_dot
from lineup.contract.executions import ExecutionStep
from tests.dashboard.samples_of import step, timed_step

_HEAD = """digraph {
	graph [bgcolor=transparent margin=0 nodesep=0.2 rankdir=LR]
	node [fontcolor="#16202e" fontname="sans-serif" fontsize=11 margin="0.14,0.07" shape=box style="filled,rounded"]
	edge [arrowsize=0.7 color="#8391a5"]
	document [label=document color="#8391a5" fillcolor="#eceff4"]
"""


def _edges(*steps: ExecutionStep) -> list[str]:
    return [line.strip() for line in step_graph_dot(steps).splitlines() if "->" in line]


def test_one_finished_step_is_drawn_with_its_word_and_time() -> None:
    # (document) → [0 convert ✔]
    assert step_graph_dot([timed_step(0, "convert", 0, 2.34)]) == (
        _HEAD
        + """	step0 [label="0 convert\\n✔ completed\\n2.3 s" color="#2e8b57" fillcolor="#cdeed6"]
	document -> step0
}
"""
    )


def test_a_chain_follows_the_order_of_its_steps() -> None:
    # (document) → 0 → 1 → 2
    chain = _edges(step(0), step(1, "segment"), step(2, "extract"))
    assert chain == ["document -> step0", "step0 -> step1", "step1 -> step2"]


def test_a_step_that_names_its_source_is_drawn_after_it() -> None:
    # (document) → 0 → 1,  0 → 2
    branches = _edges(
        step(0),
        step(1, "extract", source_step_type="convert"),
        step(2, "extract", source_step_type="convert"),
    )
    assert branches == ["document -> step0", "step0 -> step1", "step0 -> step2"]


def test_a_source_that_is_not_there_leaves_the_step_before() -> None:
    assert _edges(step(0), step(1, "extract", source_step_type="custom"))[1] == "step0 -> step1"


def test_a_name_that_dot_would_read_as_an_escape_is_defused() -> None:
    assert "0 a/N" in step_graph_dot([step(0, "a\\N")])


def test_the_graph_in_words_names_each_step_and_its_status() -> None:
    words = step_graph_alt([step(0), step(1, "extract", "pending")])
    assert words == "Step graph: document, then convert completed, then extract waiting"
