"""Pipelines of servers that tell less, answer otherwise, or fail for a moment."""

import json

from lineup.contract.pipelines import PipelineStep
from lineup.contract.wire import JsonObject
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.pipelines.editing import (
    FAST,
    ID,
    PAGE,
    button,
    press,
    serve,
    type_json,
)
from tests.dashboard.samples_of import convert_step, pipeline
from tests.dashboard.seen import words


def test_a_server_without_forms_gets_its_settings_as_json(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    serve(fake)
    fake.answer(f"PUT /pipelines/{ID}", pipeline(1, steps=[FAST]).model_dump(mode="json"))
    app = on_fake(PAGE, pipeline=ID)
    assert "This server doesn't tell what this step can be set to" in words(app)
    assert "Extract, after 0 Convert" in [button.label for button in app.button]
    app.text_area(key="setting-0.0-others").set_value('{"mode": "slow"}').run()
    assert f"PUT /pipelines/{ID}" in fake.asked
    assert "Saved." in words(app)
    assert not app.exception


_ALL_KINDS: JsonObject = {
    "colour": {"type": "string", "enum": ["a", "b", "c", "d", "e", "f"]},
    "share": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.5},
    "note": {"type": "string"},
    "story": {"type": "string", "maxLength": 900},
    "words": {"type": "array", "items": {"type": "string"}},
    "map": {"type": "object"},
    "old": {"type": "boolean", "deprecated": True},
}


def test_a_processor_of_any_schema_has_a_form(fake: FakeServer, on_fake: OpenPage) -> None:
    serve(fake, PipelineStep(type="dream"))
    fake.answer(
        f"PUT /pipelines/{ID}",
        pipeline(1, steps=[PipelineStep(type="dream")]).model_dump(mode="json"),
    )
    capabilities = {"server": "lineup", "version": "1", "features": ["processors"]}
    fake.answer("GET /lineup/capabilities", capabilities)
    dream = {"step_type": "dream", "title": "Dream", "may_follow": ["start"]}
    schema = {"settings_schema": {"properties": _ALL_KINDS}}
    fake.answer("GET /lineup/processors", {"processors": [dream | schema]})
    app = on_fake(PAGE, pipeline=ID)
    app.selectbox(key="setting-0.0-colour-choice").select("F").run()
    app.number_input(key="setting-0.0-share-number").set_value(0.75).run()
    app.text_input(key="setting-0.0-note-text").set_value("*x*").run()
    app.text_area(key="setting-0.0-story-long text").set_value("Once").run()
    app.text_area(key="setting-0.0-words-words").set_value(" one\n\ntwo ").run()
    type_json(app, "map", [1])
    assert "It must be an object, { … }." in words(app).replace("\\", "")
    type_json(app, "map", {"a": 1})
    assert json.loads(fake.sent[-1])["steps"][0]["settings"] == {
        "colour": "f",
        "share": 0.75,
        "note": "*x*",
        "story": "Once",
        "words": ["one", "two"],
        "map": {"a": 1},
    }
    assert "old" not in [toggle.key for toggle in app.toggle]
    app.text_input(key="setting-0.0-note-text").set_value("").run()
    type_json(app, "map", "")
    sent = json.loads(fake.sent[-1])["steps"][0]["settings"]
    assert {"note", "map"}.isdisjoint(sent)
    assert not app.exception


def test_another_servers_custom_processors_can_be_added(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    serve(fake)
    listed = [{"processor_id": "cp_1", "name": "Stamp"}, {"processor_id": "cp_2", "archived": True}]
    fake.answer("GET /custom_processors", {"pipelines": listed})
    app = on_fake(PAGE, pipeline=ID)
    labels = [button.label for button in app.button]
    assert "Stamp, after 0 Convert" in labels
    assert not [label for label in labels if "cp" in label]


def test_another_servers_refusal_is_told_whatever_it_names(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    serve(fake)
    fake.answer(f"PUT /pipelines/{ID}", {"detail": "No such mode."}, 422)
    app = on_fake(PAGE, pipeline=ID)
    app.text_area(key="setting-0.0-others").set_value('{"mode": "slow"}').run()
    assert "No such mode." in words(app)
    assert "Not saved\\: the server did not take it." in words(app)
    assert app.text_area(key="setting-0.0-others").value == '{"mode": "slow"}'


def test_a_server_that_is_gone_for_a_moment_is_asked_again(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    serve(fake)
    fake.answer(f"PUT /pipelines/{ID}", {"detail": "Later."}, 500)
    app = on_fake(PAGE, pipeline=ID)
    app.text_area(key="setting-0.0-others").set_value('{"mode": "slow"}').run()
    fake.answer(f"PUT /pipelines/{ID}", pipeline(1, steps=[FAST]).model_dump(mode="json"))
    press(app, "Save again")
    assert "Saved." in words(app)


def test_a_draft_without_steps_can_be_given_one(fake: FakeServer, on_fake: OpenPage) -> None:
    serve(fake)
    own = pipeline(1, steps=[]).model_dump(mode="json")
    fake.answer(f"GET /pipelines/{ID}", own)
    app = on_fake(PAGE, pipeline=ID)
    assert "There are no steps yet." in words(app)
    press(app, "Convert, as the first step")
    assert f"PUT /pipelines/{ID}" in fake.asked
    assert "0 Convert" in words(app)


def test_a_step_that_the_server_does_not_know_can_be_read_and_removed(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    serve(fake, convert_step(), PipelineStep(type="dream", settings={"deep": True}))
    app = on_fake(PAGE, pipeline=ID, step="1")
    assert "Nothing is known of the step Dream." in words(app)
    assert '"deep": true' in (app.text_area(key="setting-0.1-others").value or "")
    assert not button(app, "Remove").disabled
