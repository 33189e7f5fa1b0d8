import pytest

from components.step_order import (
    bare_step,
    impossible_additions,
    moved,
    order_problems,
    possible_additions,
    step_title,
    why_not_moved,
    why_not_removed,
)
from lineup.contract.installed_processors import (
    InstalledProcessors,
    documented_custom_processor,
    documented_processors,
)
from lineup.contract.pipelines import PipelineStep

STAMP = documented_custom_processor("cp_1", "Stamp")
KNOWN = InstalledProcessors(processors=[*documented_processors(), STAMP], max_steps=4)
CONVERT, SEGMENT, EXTRACT, FILL, DREAM = (
    PipelineStep(type=name) for name in ("convert", "segment", "extract", "fill", "dream")
)
STAMPED = PipelineStep(type="custom", custom_processor_id="cp_1")


@pytest.mark.parametrize(
    ("steps", "problems"),
    [
        ([CONVERT], []),
        ([CONVERT, SEGMENT, EXTRACT], []),
        ([CONVERT, STAMPED, EXTRACT], []),
        ([FILL], []),
        ([SEGMENT], ["Segment can't be the first step: it follows Convert."]),
        (
            [EXTRACT],
            ["Extract can't be the first step: it follows Convert, Segment or a custom step."],
        ),
        ([CONVERT, FILL], ["Fill can't follow Convert: it is always the first step."]),
        ([DREAM], ["This server has nothing that does the step Dream."]),
        (
            [CONVERT, SEGMENT, STAMPED],
            ["Stamp can't follow Segment: it follows Convert."],
        ),
        (
            [CONVERT] * 5,
            ["A pipeline has at most 4 steps."]
            + ["Convert can't follow Convert: it is always the first step."] * 4,
        ),
    ],
    ids=[
        "one step", "three steps", "a custom step", "fill", "segment first", "extract first",
        "fill later", "an unknown step", "custom after segment", "too many",
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_order_is_told(
    steps: list[PipelineStep], problems: list[str]
) -> None:
    assert order_problems(steps, KNOWN) == problems


@pytest.mark.parametrize(
    ("steps", "offered"),
    [
        ([CONVERT], [("Segment", 1), ("Extract", 1), ("Stamp", 1)]),
        ([CONVERT, EXTRACT], [("Segment", 1), ("Stamp", 1)]),
        ([CONVERT, SEGMENT], [("Extract", 2)]),
        ([FILL], []),
        ([CONVERT, DREAM], [("Segment", 1), ("Extract", 1), ("Stamp", 1)]),
    ],
    ids=["after convert", "between", "at the end", "nothing beside fill", "beside an unknown step"],
)
def test_what_can_be_added_is_offered_with_its_place(
    steps: list[PipelineStep], offered: list[tuple[str, int]]
) -> None:
    additions = possible_additions(steps, KNOWN)
    assert [(each.processor.title, each.position) for each in additions] == offered


def test_what_can_not_be_added_says_why() -> None:
    assert impossible_additions([CONVERT, SEGMENT], KNOWN) == [
        "Convert can't follow Segment: it is always the first step.",
        "Segment can't follow Segment: it follows Convert.",
        "Fill can't follow Segment: it is always the first step.",
        "Stamp can't follow Segment: it follows Convert.",
    ]


def test_an_archived_processor_is_not_offered() -> None:
    archived = STAMP.model_copy(update={"archived": True})
    known = InstalledProcessors(processors=[*documented_processors(), archived])
    titles = [each.processor.title for each in possible_additions([CONVERT], known)]
    assert titles == ["Segment", "Extract"]
    assert step_title(STAMPED, known) == "Stamp"


@pytest.mark.parametrize(
    ("steps", "position", "to", "why"),
    [
        ([CONVERT, EXTRACT], 0, -1, "It is the first step."),
        ([CONVERT, EXTRACT], 1, 2, "It is the last step."),
        (
            [CONVERT, EXTRACT],
            1,
            0,
            "Extract can't be the first step: it follows Convert, Segment or a custom step.",
        ),
        ([SEGMENT, CONVERT], 0, 1, None),
    ],
    ids=["above the first", "below the last", "against the rules", "into the rules"],
)
def test_a_move_that_is_not_possible_says_why(
    steps: list[PipelineStep], position: int, to: int, why: str | None
) -> None:
    assert why_not_moved(steps, position, to, KNOWN) == why


@pytest.mark.parametrize(
    ("steps", "position", "why"),
    [
        ([CONVERT], 0, "A pipeline has at least one step."),
        ([CONVERT, SEGMENT], 0, "Segment can't be the first step: it follows Convert."),
        ([CONVERT, SEGMENT, EXTRACT], 1, None),
        ([CONVERT, DREAM], 1, None),
    ],
    ids=["the only one", "what others need", "one between", "an unknown one"],
)
def test_a_removal_that_is_not_possible_says_why(
    steps: list[PipelineStep], position: int, why: str | None
) -> None:
    assert why_not_removed(steps, position, KNOWN) == why


def test_a_new_step_names_its_processor() -> None:
    assert bare_step(STAMP).to_wire() == {
        "type": "custom", "settings": {}, "custom_processor_id": "cp_1",
    }  # fmt: skip
    assert bare_step(documented_processors()[0]).to_wire() == {"type": "convert", "settings": {}}


def test_moving_changes_the_order_alone() -> None:
    assert moved("abcd", 0, 2) == ["b", "c", "a", "d"]
    assert moved("abcd", 3, 0) == ["d", "a", "b", "c"]
