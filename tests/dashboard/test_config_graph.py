import pytest

from components.config_diff import named_diff, sentences_markdown
from components.config_graph import config_graph_alt, config_graph_dot
from components.marks import mark_look
from lineup.compare.config import diff_config
from lineup.compare.config_changes import ConfigDiff, Mark
from lineup.comparing.config_sentences import config_sentences
from lineup.contract.pipelines import PipelineStep
from tests.dashboard.seen import run_script

CONVERT = PipelineStep(type="convert")
BALANCED = PipelineStep(type="convert", settings={"mode": "balanced"})
SEGMENT = PipelineStep(type="segment", settings={"segmentation_schema": {}})
EXTRACT = PipelineStep(type="extract", settings={"page_schema": {"properties": {"total": {}}}})
FILL = PipelineStep(type="fill", settings={"field_data": {}})


def _diff(before: list[PipelineStep], after: list[PipelineStep]) -> ConfigDiff:
    return diff_config(before, after)


def _edges(diff: ConfigDiff) -> list[str]:
    return [line.strip() for line in config_graph_dot(diff).splitlines() if "->" in line]


def _labels(diff: ConfigDiff) -> list[str]:
    lines = [line for line in config_graph_dot(diff).splitlines() if line.startswith("\tstep")]
    return [line.split('label="')[1].split('"')[0] for line in lines if "label=" in line]


def test_every_step_has_a_sign_a_word_and_what_differs() -> None:
    # (document) → [convert ≠] ⇢ [segment +] ⇢ [extract =]
    diff = _diff([CONVERT, EXTRACT], [BALANCED, SEGMENT, EXTRACT])
    assert config_graph_dot(diff) == (
        """digraph {
	graph [bgcolor=transparent margin=0 nodesep=0.2 rankdir=LR]
	node [fontcolor="#16202e" fontname="sans-serif" fontsize=11 margin="0.14,0.07" shape=box style="filled,rounded"]
	edge [arrowsize=0.7 color="#8391a5"]
	document [label=document color="#8391a5" fillcolor="#eceff4"]
	step0 [label="convert\\n≠ changed\\n1 setting" color="#c77700" fillcolor="#ffe3bd"]
	step1 [label="segment\\n+ added" color="#2e8b57" fillcolor="#cdeed6"]
	step2 [label="extract\\n= same" color="#7d8899" fillcolor="#dfe4ec"]
	document -> step0
	step0 -> step1 [color="#2e8b57" style=bold]
	step1 -> step2 [color="#2e8b57" style=bold]
	step0 -> step2 [color="#cc3d35" style=dashed]
}
"""
    )


@pytest.mark.parametrize(
    ("before", "after", "edges"),
    [
        ([CONVERT], [CONVERT], ["document -> step0"]),
        (
            [CONVERT],
            [FILL],
            [
                'document -> step1 [color="#2e8b57" style=bold]',
                'document -> step0 [color="#cc3d35" style=dashed]',
            ],
        ),
        (
            [CONVERT, EXTRACT],
            [CONVERT],
            ["document -> step0", 'step0 -> step1 [color="#cc3d35" style=dashed]'],
        ),
        ([], [CONVERT], ['document -> step0 [color="#2e8b57" style=bold]']),
        ([], [], []),
    ],
    ids=["nothing differs", "another first step", "a step less", "a first step", "no steps at all"],
)
def test_edges_show_how_both_lists_run(
    before: list[PipelineStep], after: list[PipelineStep], edges: list[str]
) -> None:
    assert _edges(_diff(before, after)) == edges


def test_schema_changes_are_counted_apart_from_settings() -> None:
    more = PipelineStep(
        type="extract", settings={"page_schema": {"properties": {"due": {}, "total": {}}}}
    )
    assert _labels(_diff([EXTRACT], [more])) == ["extract\\n≠ changed\\n1 schema change"]


def test_a_hostile_step_type_stays_text() -> None:
    hostile = PipelineStep(type='a\\N"]; evil -> b [label="' + "x" * 100)
    dot = config_graph_dot(_diff([], [hostile]))
    assert "a/N" in dot
    assert 'label="a/N\\"]; evil -> b [label…\\n+ added"' in dot


def test_the_graph_in_words_names_each_step_and_what_became_of_it() -> None:
    diff = _diff([CONVERT, EXTRACT], [CONVERT, SEGMENT])
    assert config_graph_alt(diff) == (
        "Steps of both: document, then convert same, then extract removed, then segment added"
    )


def test_every_mark_has_its_own_sign_and_word() -> None:
    looks = [mark_look(mark) for mark in Mark]
    assert len({look.sign for look in looks}) == len(looks)
    assert [look.word for look in looks] == [mark.value for mark in Mark]


def test_custom_steps_are_called_as_their_processors_are() -> None:
    stamp, seal = (
        PipelineStep(type="custom", custom_processor_id=name) for name in ("cp_1", "cp_2")
    )
    names = {"cp_1": "Stamp"}
    added = named_diff(_diff([CONVERT], [CONVERT, stamp]), names)
    assert _labels(added) == ["convert\\n= same", "Stamp\\n+ added"]
    assert config_sentences(added) == ("Stamp: step added",)
    changed = named_diff(_diff([seal], [stamp]), names)
    assert config_sentences(changed) == ("Stamp: processor cp_2 → Stamp",)
    assert config_sentences(named_diff(_diff([], [seal]), names)) == ("custom: step added",)


def test_a_value_with_line_ends_and_marks_stays_one_plain_line() -> None:
    told = sentences_markdown(["convert: settings.note a → *b*\n# c", "extract: step added"])
    assert told == "- convert\\: settings.note a → \\*b\\* \\# c\n- extract\\: step added"


def test_many_differences_are_folded_and_the_last_ones_counted() -> None:
    app = run_script(_draw_many)
    shown, folded = (element.value.split("\n") for element in app.markdown)
    assert (len(shown), len(folded)) == (12, 150)
    assert app.expander[0].label == "188 more differences"
    assert [caption.value for caption in app.caption] == ["38 more are not shown here."]


def _draw_many() -> None:
    from components.config_diff import draw_config_diff  # noqa: PLC0415 (run by itself)
    from lineup.compare.config import diff_config  # noqa: PLC0415 (likewise)
    from lineup.contract.pipelines import PipelineStep  # noqa: PLC0415 (likewise)

    one, other = (
        PipelineStep(type="convert", settings={f"setting_{number}": value for number in range(200)})
        for value in (1, 2)
    )
    draw_config_diff(diff_config([one], [other]))
