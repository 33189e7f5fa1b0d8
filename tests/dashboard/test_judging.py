"""Judging differences: verdicts, undo, comments and golden values, on comparisons written into a workspace."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, TextInput

from lineup.comparing.grid import grid_rows
from lineup.comparing.reading import ComparisonReader
from lineup.settings import Settings
from lineup.workspace.comparison_model import Comparison
from lineup.workspace.opening import Workspace, open_workspace
from state import judging
from state.workspaces import OpenWorkspace
from tests.dashboard.compared import changed, compared, invoice
from tests.dashboard.conftest import OpenPage
from tests.dashboard.seen import address, words

_A = invoice()
_B = changed(_A, ("1,204.50", "1,240.50"), grand_total=1240.5, due_date="2026-06-03")
_C = changed(_A, grand_total=7)
_ONE, _TWO, _THREE = (f"pl_planted00000@{number}" for number in (1, 2, 3))


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("LINEUP_DATA_DIR", str(tmp_path / "data"))
    with open_workspace(Settings()) as opened:
        yield opened


def _made(workspace: Workspace, *answers: object) -> tuple[Comparison, str]:
    comparison = compared(workspace, {"invoice.pdf": list(answers)}, count=len(answers))
    return comparison, workspace.comparisons.cells(comparison.comparison_id)[0].document.key


def _open(on_fake: OpenPage, made: tuple[Comparison, str], **more: str) -> AppTest:
    comparison, key = made
    app = on_fake("compare.py", comparison=comparison.comparison_id, document=key, **more)
    app.session_state["told_person"] = "Ada"
    return app.run()


def _button(app: AppTest, label: str, at: int = 0) -> Button:
    return [button for button in app.button if button.label == label][at]


def _said(workspace: Workspace, comparison: Comparison) -> Sequence[tuple[object, str, str]]:
    history = workspace.verdicts.history(comparison.comparison_id)
    return [
        (None if told.right is None else sorted(told.right), told.judged_by, told.comment)
        for told in history
    ]


def test_a_verdict_waits_for_the_name_and_is_not_lost(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    comparison, key = _made(workspace, _A, _B)
    app = on_fake("compare.py", comparison=comparison.comparison_id, document=key)
    _button(app, "B is right").click().run()
    assert "Who judges?" in words(app)
    assert _said(workspace, comparison) == []

    next(field for field in app.text_input if field.label == "Your name").set_value("Ada").run()

    assert _said(workspace, comparison) == [([_TWO], "Ada", "")]
    assert "Difference 2 of 3" in words(app)
    assert "B is right · due\\_date" in words(app)


def test_verdicts_go_on_until_all_is_judged_and_undo_comes_back(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    made = _made(workspace, _A, _B)
    app = _open(on_fake, made)
    for label in ("Both right", "Neither right", "A is right"):
        _button(app, label).click().run()
    assert "All is judged" in "\n".join(element.value for element in app.success)
    assert [right for right, _, _ in _said(workspace, made[0])] == [[_ONE, _TWO], [], [_ONE]]

    _button(app, "Undo").click().run()
    assert "Difference 3 of 3" in words(app)
    _button(app, "Undo").click().run()
    assert "Difference 2 of 3" in words(app)
    assert "1 of 3 differences judged" in words(app)
    assert len(workspace.verdicts.current(made[0].comparison_id)) == 1


def test_undo_pressed_before_the_next_difference_is_drawn_counts_once(
    workspace: Workspace, on_fake: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _made(workspace, _A, _B)
    in_time = judging.undo

    def late(opened: OpenWorkspace, number: int, comparison_id: str) -> None:
        """Press the button of the difference before."""
        in_time(opened, number - 1, comparison_id)

    monkeypatch.setattr(judging, "undo", late)
    app = _open(on_fake, made)
    for label in ("Both right", "A is right"):
        _button(app, label).click().run()

    _button(app, "Undo").click().run()
    assert [right for right, _, _ in _said(workspace, made[0])] == [[_ONE, _TWO], [_ONE], None]
    assert "Difference 2 of 3" in words(app)

    _button(app, "Undo").click().run()
    assert len(_said(workspace, made[0])) == 3


def test_others_are_heard_and_disagreement_is_told(workspace: Workspace, on_fake: OpenPage) -> None:
    made = _made(workspace, _A, _B)
    app = _open(on_fake, made)
    first = address(_button(app, "Next").click().run(), "difference")
    _button(app, "Previous").click().run()
    opened = address(app, "difference")[0]
    assert first != [opened]
    workspace.verdicts.add(
        made[0].comparison_id, [opened], [_TWO], judged_by="Ben", comment="see stamp"
    )
    app.run()
    assert re.search(r'Ben said \*\*B\*\* · [^·]+ · "see stamp"', words(app))

    _button(app, "A is right").click().run()
    _button(app, "Previous").click().run()

    assert "People disagree: Ben said B, You said A. The newest counts, yours." in words(app)
    comment = next(field for field in app.text_input if field.label == "Comment")
    comment.set_value("the page says so").run()
    assert _said(workspace, made[0])[-1] == ([_ONE], "Ada", "the page says so")
    current = workspace.verdicts.current(made[0].comparison_id)[opened]
    assert current.judged_by == "Ada"


def test_a_comment_typed_before_the_verdict_is_kept_with_it(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    made = _made(workspace, _A, _B)
    app = _open(on_fake, made)
    comment = next(field for field in app.text_input if field.label == "Comment")
    comment.set_value("because").run()
    assert _said(workspace, made[0]) == []
    _button(app, "A is right").click().run()
    assert _said(workspace, made[0]) == [([_ONE], "Ada", "because")]


def _accuracy(workspace: Workspace, comparison: Comparison) -> list[float | None]:
    reading = ComparisonReader.of(workspace).read(comparison.comparison_id)
    return [cell.accuracy for cell in grid_rows(reading)[0].cells]


def test_one_press_makes_a_value_golden_and_the_accuracy_appears(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    made = _made(workspace, _A, _B)
    app = _open(on_fake, made)
    _button(app, "Next").click().run()
    assert _accuracy(workspace, made[0]) == [None, None]

    _button(app, "Right, and golden").click().run()

    assert _said(workspace, made[0]) == [([_ONE], "Ada", "")]
    golden = workspace.golden.current(made[1])
    assert {path: value.value for path, value in golden.items()} == {"grand_total": 1204.5}
    assert _accuracy(workspace, made[0]) == [1.0, 0.0]

    _button(app, "Undo").click().run()
    assert workspace.golden.current(made[1]) == {}
    assert "Golden value: none yet" in words(app)


def test_undo_brings_back_the_golden_value_that_was_said_before(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    made = _made(workspace, _A, _B)
    workspace.golden.add(made[1], {"grand_total": 7}, said_by="Ben")
    app = _open(on_fake, made)
    _button(app, "Next").click().run()
    _button(app, "Right, and golden").click().run()
    assert workspace.golden.current(made[1])["grand_total"].value == 1204.5

    _button(app, "Undo").click().run()
    told = workspace.golden.current(made[1])["grand_total"]
    assert (told.value, told.said_by) == (7, "Ben")


def test_undo_of_a_comment_leaves_verdict_and_golden_value(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    made = _made(workspace, _A, _B)
    app = _open(on_fake, made)
    _button(app, "Next").click().run()
    _button(app, "Right, and golden").click().run()
    [judged] = workspace.verdicts.current(made[0].comparison_id).values()
    workspace.verdicts.add(
        made[0].comparison_id, [judged.difference_id], judged.right, judged_by="Ada", comment="so"
    )

    _button(app, "Undo").click().run()
    assert [one.comment for one in workspace.verdicts.current(made[0].comparison_id).values()] == [
        ""
    ]
    assert workspace.golden.current(made[1])["grand_total"].value == 1204.5


def test_a_typed_value_is_checked_and_says_who_is_right(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    made = _made(workspace, _A, _B)
    app = _open(on_fake, made)
    _button(app, "Next").click().run()
    _golden_field(app).set_value("12,5").run()
    assert "The sides have a number here" in words(app)
    _golden_field(app).set_value(" ").run()
    assert "Type the right value" not in words(app)

    _golden_field(app).set_value("1240.50").run()

    assert _said(workspace, made[0]) == [([_TWO], "Ada", "")]
    assert workspace.golden.current(made[1])["grand_total"].value == 1240.5
    _button(app, "Previous").click().run()
    assert "Golden value: **1240.5** · you" in words(app)
    golden = [button for button in app.button if button.label == "Right, and golden"]
    assert [button.proto.icon for button in golden] == ["", ":material/check:"]
    _button(app, "Withdraw").click().run()
    assert workspace.golden.current(made[1]) == {}


def test_of_three_sides_two_can_be_right(workspace: Workspace, on_fake: OpenPage) -> None:
    made = _made(workspace, _A, _B, _C)
    app = _open(on_fake, made, kind="fields")
    while "**grand\\_total**" not in words(app):
        _button(app, "Next").click().run()
    groups: list[Any] = list(app.get("button_group"))
    several = next(group for group in groups if "Several" in group.label)
    several.set_value(["A", "C"]).run()
    _button(app, "Save these").click().run()
    assert _said(workspace, made[0]) == [([_ONE, _THREE], "Ada", "")]


def test_blind_verdicts_are_of_the_true_sides(workspace: Workspace, on_fake: OpenPage) -> None:
    made = _made(workspace, _A, _B)
    app = _open(on_fake, made, blind="1")
    html = [element.proto.body for element in app.get("html")]
    first = next(card for card in html if "says there is none" in card)
    letter = "A" if ">A</span>" in first else "B"
    _button(app, f"{letter} is right").click().run()
    assert _said(workspace, made[0]) == [([_ONE], "Ada", "")]


def _golden_field(app: AppTest) -> TextInput:
    return next(field for field in app.text_input if field.label == "Another value is right")
