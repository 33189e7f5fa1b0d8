"""The difference reader in its states, on comparisons that were written into a workspace."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from lineup.settings import Settings
from lineup.workspace.comparison_model import Comparison
from lineup.workspace.opening import Workspace, open_workspace
from tests.dashboard.compared import Planted, changed, compared, invoice
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.seen import address, words

_PAGE = "compare.py"
_A = invoice()
_B = changed(_A, ("1,204.50", "1,240.50"), grand_total=1240.5, due_date="2026-06-03")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("LINEUP_DATA_DIR", str(tmp_path / "data"))
    with open_workspace(Settings()) as opened:
        yield opened


def _key(workspace: Workspace, comparison: Comparison, at: int = 0) -> str:
    return workspace.comparisons.cells(comparison.comparison_id)[at].document.key


def _open(
    workspace: Workspace, on_fake: OpenPage, planted: Planted, count: int = 2, **more: str
) -> AppTest:
    comparison = compared(workspace, planted, count=count)
    key = more.pop("document", _key(workspace, comparison))
    return on_fake(_PAGE, comparison=comparison.comparison_id, document=key, **more)


def test_the_first_difference_is_read_beside_its_page(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    app = _open(workspace, on_fake, {"invoice.pdf": [_A, _B]})
    shown = words(app)
    assert "invoice.pdf · 0 of 3 differences judged" in shown
    assert "Difference 1 of 3 · **due\\_date** · field" in shown
    assert "says there is none" in shown
    assert "2026-06-03" in shown
    assert "No page image" not in shown
    assert "no box on this page" in shown


def test_next_and_previous_go_through_the_differences(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    app = _open(workspace, on_fake, {"invoice.pdf": [_A, _B]})
    _button(app, "Next").click().run()
    assert "Difference 2 of 3 · **grand\\_total**" in words(app)
    assert "supports A" in words(app)
    assert address(app, "difference")
    _button(app, "Previous").click().run()
    assert "Difference 1 of 3" in words(app)


def test_after_the_last_difference_comes_the_next_document(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    app = _open(workspace, on_fake, {"one.pdf": [_A, _B], "two.pdf": [_A, _B]}, kind="text")
    _button(app, "Next document").click().run()
    assert "two.pdf · 0 of 3" in words(app)


def test_a_link_opens_the_same_difference_and_one_that_is_gone_says_so(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    app = _open(workspace, on_fake, {"invoice.pdf": [_A, _B]}, difference="df_gone")
    assert "no longer among this document's" in words(app)
    assert "Difference 1 of 3" in words(app)


def test_kinds_and_form_narrow_what_is_read(workspace: Workspace, on_fake: OpenPage) -> None:
    other = changed(_B, vendor="LIND")
    planted = {"invoice.pdf": [changed(_A, vendor="Lind"), other]}
    app = _open(workspace, on_fake, planted, kind="text")
    assert "Difference 1 of 1 · **page 1** · words" in words(app)
    assert any("Differences of form (1)" in toggle.label for toggle in app.toggle)
    form = next(toggle for toggle in app.toggle if "form" in toggle.label)
    form.set_value(True).run()
    assert address(app, "form") == ["1"]
    assert "of 4 differences judged" in words(app)


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        pytest.param({"a.pdf": [_A, _A]}, "The sides read this document alike.", id="alike"),
        pytest.param({"a.pdf": [_A, "It is locked."]}, "- B, v2: told above.", id="failed"),
        pytest.param({"a.pdf": [_A, None]}, "B, v2: It has not been run yet.", id="not run yet"),
    ],
)
def test_a_document_without_differences_says_why(
    workspace: Workspace, on_fake: OpenPage, planted: Planted, said: str
) -> None:
    app = _open(workspace, on_fake, planted)
    assert said in words(app)
    assert "Judge blind" not in [toggle.label for toggle in app.toggle]


def test_choices_that_leave_nothing_and_unknown_documents_say_so(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    nothing = _open(workspace, on_fake, {"a.pdf": [_A, _B]}, kind="segments")
    assert "No difference is left by these choices." in words(nothing)
    unknown = _open(workspace, on_fake, {"a.pdf": [_A, _B]}, document="nothing")
    assert "This document is not in the comparison." in words(unknown)


@pytest.mark.parametrize("name", ["a.html", "https://example.com/a.pdf"])
def test_a_document_without_page_images_is_read_all_the_same(
    workspace: Workspace, on_fake: OpenPage, fake: FakeServer, name: str
) -> None:
    shown = words(_open(workspace, on_fake, {name: [_A, _B]}))
    assert "No page image" in shown
    assert "Difference 1 of 3" in shown
    assert not [call for call in fake.asked if "thumbnails" in call]  # it is of another server


def test_a_page_is_drawn_from_what_was_archived_with_a_run(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (1_000, 1_400), "white").save(buffer, "JPEG")
    name = "https://example.com/a.pdf"
    comparison = compared(workspace, {name: [_A, _B]}, images={0: buffer.getvalue()})
    app = on_fake(_PAGE, comparison=comparison.comparison_id, document=name)
    assert "No page image" not in words(app)


def test_four_sides_one_of_them_failed_stand_side_by_side(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    planted = {"a.pdf": [_A, _B, changed(_A, grand_total=1.0), "It broke."]}
    app = _open(workspace, on_fake, planted, 4, kind="fields")
    _button(app, "Next").click().run()
    html = "\n".join(element.proto.body for element in app.get("html"))
    for text in ("1204.5", "1240.5", "1.0", "no result: It broke."):
        assert text in html


def test_a_difference_of_segments_shows_how_each_side_splits_the_document(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    splits = [
        {
            "segmentation_results": [
                {"name": name, "pages": [0, 1]},
                {"name": "annex", "pages": [2]},
            ]
        }
        for name in ("invoice", "letter")
    ]
    shown = words(_open(workspace, on_fake, {"a.pdf": splits}))
    assert "Pages 1-3 of 3 · framed: pages 1-2, which the sides name differently" in shown
    assert "invoice pages 1-2 · annex page 3" in shown
    assert "no box on this page" not in shown


def test_blind_hides_which_side_is_which(workspace: Workspace, on_fake: OpenPage) -> None:
    app = _open(workspace, on_fake, {"a.pdf": [_A, _B]}, blind="1")
    html = "\n".join(element.proto.body for element in app.get("html"))
    assert ">v1<" not in html
    assert ">A<" in html


def _button(app: AppTest, label: str) -> Button:
    return next(button for button in app.button if button.label == label)
