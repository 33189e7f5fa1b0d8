"""The list of pipelines, and the making of a new one."""

import json

from lineup.client import Client
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.pipelines.editing import EXTRACT, FAST, ID, PAGE, Made, button, press, serve
from tests.dashboard.samples_of import pipeline
from tests.dashboard.seen import address, words


def test_a_server_without_pipelines_offers_to_make_the_first(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    fake.answer("GET /pipelines", {"pipelines": [], "total": 0})
    app = on_fake(PAGE)
    assert "There are no pipelines yet." in words(app)
    assert button(app, "Create")
    assert not app.exception


def test_the_list_tells_each_pipeline_in_one_row(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(FAST, EXTRACT, name="A listed one", published=True)
    client.update_pipeline(pipeline_id, [FAST])
    app = on_engine(PAGE)
    (row,) = app.dataframe[0].value.query("Name == 'A listed one'").to_dict("records")
    row.pop("Last change")
    assert row == {
        "Name": "A listed one",
        "Active": "v1",
        "Draft": "differs from v1",
        "Versions": "1",
        "Steps": "Convert → Extract",
        "Per 1,000 pages": "$25.00",
    }


def test_a_call_that_fails_for_one_pipeline_leaves_the_list(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    fake.answer("GET /pipelines", {"pipelines": [pipeline(6).model_dump(mode="json")], "total": 1})
    (row,) = on_fake(PAGE).dataframe[0].value.to_dict("records")
    assert (row["Versions"], row["Draft"], row["Per 1,000 pages"]) == ("–", "–", "–")


def test_a_long_list_is_turned_page_by_page(fake: FakeServer, on_fake: OpenPage) -> None:
    fake.answer("GET /pipelines", {"pipelines": [pipeline().model_dump(mode="json")], "total": 60})
    app = on_fake(PAGE)
    assert "1 to 1 of 60 pipelines" in words(app)
    press(app, "Next ›")
    assert address(app, "cursor") == ["25"]
    assert any("offset=25" in call for call in fake.asked)


def test_an_address_past_the_lists_end_shows_its_first_page(on_engine: OpenPage) -> None:
    app = on_engine(PAGE, cursor="99999")
    assert len(app.dataframe[0].value)
    assert not app.exception
    assert "No more of" not in words(app)
    assert all(button.disabled for button in app.button if button.label == "‹ Previous")


def test_a_template_becomes_a_named_pipeline_that_is_opened(
    on_engine: OpenPage, client: Client
) -> None:
    app = on_engine(PAGE)
    position = app.radio(key="new-template").options.index("Split and extract")
    app.radio(key="new-template").set_value(position)
    app.text_input(key="new-name").set_value(" My packets ")
    press(app, "Create")
    (opened,) = address(app, "pipeline")
    found = client.get_pipeline(opened)
    assert (found.name, found.is_saved) == ("My packets", True)
    assert [step.type for step in found.steps] == ["convert", "segment", "extract"]
    assert found.steps[0].settings == {"mode": "balanced"}
    assert "Nothing is published yet" in words(app)


def test_a_pipeline_that_the_server_refuses_says_why(fake: FakeServer, on_fake: OpenPage) -> None:
    fake.answer("GET /pipelines", {"pipelines": [], "total": 0})
    fake.answer("POST /pipelines", {"detail": "You have too many pipelines."}, 403)
    app = on_fake(PAGE)
    press(app, "Create")
    assert "You have too many pipelines." in words(app)
    assert "A pipeline was made" not in words(app)
    assert not address(app, "pipeline")


def test_a_pipeline_that_could_not_be_saved_is_saved_by_the_next_press(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    serve(fake)
    own = pipeline().model_dump(mode="json")
    fake.answer("GET /pipelines", {"pipelines": [], "total": 0})
    fake.answer("POST /pipelines", own)
    fake.answer(f"PUT /pipelines/{ID}", own)
    fake.answer(f"PUT /pipelines/{ID}/save", {"detail": "Names are closed."}, 403)
    app = on_fake(PAGE)
    app.text_input(key="new-name").set_value("Letters")
    press(app, "Create")
    assert "Names are closed." in words(app)
    assert "Press Create again" in words(app)
    assert f"pipelines?pipeline={ID}" in words(app)
    assert app.text_input(key="new-name").value == "Letters"

    fake.answer(f"PUT /pipelines/{ID}/save", own)
    press(app, "Create")
    assert address(app, "pipeline") == [ID]
    assert fake.asked.count("POST /pipelines") == 1
    assert json.loads(fake.sent[-1]) == {"name": "Letters"}


def test_an_unsaved_pipeline_that_is_gone_meanwhile_is_made_anew(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    fake.answer("GET /pipelines", {"pipelines": [], "total": 0})
    fake.answer("POST /pipelines", pipeline().model_dump(mode="json"))
    app = on_fake(PAGE)
    press(app, "Create")
    press(app, "Create")
    assert fake.asked.count("POST /pipelines") == 2
