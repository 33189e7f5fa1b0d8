"""The Pipelines page: the list, a new pipeline, its draft, publishing, and its versions."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lineup.client import Client
from lineup.contract.eval_rubrics import NewEvalRubric
from lineup.contract.pipelines import PipelineStep
from lineup.contract.wire import JsonObject
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.samples_of import convert_step, pipeline, version
from tests.dashboard.seen import address, words

_PAGE = "pipelines.py"
_ID = "pl_000000000001"
_SCHEMA: JsonObject = {"type": "object", "properties": {"total": {"type": "number"}}}
_FAST = PipelineStep(type="convert", settings={"mode": "fast"})
_SEGMENT = PipelineStep(
    type="segment", settings={"segmentation_schema": {"segmentation_strategy": "document_boundary"}}
)
_EXTRACT = PipelineStep(type="extract", settings={"page_schema": _SCHEMA})

Made = Callable[..., str]


@pytest.fixture
def made(client: Client) -> Made:
    """Makes a saved pipeline of steps, published if asked, and returns its id."""

    def make(*steps: PipelineStep, name: str = "Letters", published: bool = False) -> str:
        pipeline_id = client.create_pipeline(steps or [_FAST]).pipeline_id
        client.save_pipeline(pipeline_id, name)
        if published:
            client.create_version(pipeline_id, "The first one")
        return pipeline_id

    return make


def _press(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    return button.click().run()


def _button(app: AppTest, label: str) -> Any:
    return next(button for button in app.button if button.label == label)


def _type(app: AppTest, name: str, value: Any, step: int = 0) -> AppTest:
    """Type a value as JSON into the field of a setting."""
    text = value if isinstance(value, str) else json.dumps(value)
    app.text_area(key=f"setting-0.{step}-{name}-json").set_value(text)
    return app.run()


def _choose(app: AppTest, name: str, value: Any, step: int = 0, kind: str = "choice") -> AppTest:
    app.button_group(key=f"setting-0.{step}-{name}-{kind}").set_value(value)
    return app.run()


def _draft(client: Client, pipeline_id: str) -> list[JsonObject]:
    return [step.to_wire() for step in client.get_pipeline(pipeline_id).steps]


# The list


def test_a_server_without_pipelines_offers_to_make_the_first(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    fake.answer("GET /pipelines", {"pipelines": [], "total": 0})
    app = on_fake(_PAGE)
    assert "There are no pipelines yet." in words(app)
    assert _button(app, "Create")
    assert not app.exception


def test_the_list_tells_each_pipeline_in_one_row(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(_FAST, _EXTRACT, name="A listed one", published=True)
    client.update_pipeline(pipeline_id, [_FAST])
    app = on_engine(_PAGE)
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
    (row,) = on_fake(_PAGE).dataframe[0].value.to_dict("records")
    assert (row["Versions"], row["Draft"], row["Per 1,000 pages"]) == ("–", "–", "–")


def test_a_long_list_is_turned_page_by_page(fake: FakeServer, on_fake: OpenPage) -> None:
    fake.answer("GET /pipelines", {"pipelines": [pipeline().model_dump(mode="json")], "total": 60})
    app = on_fake(_PAGE)
    assert "1 to 1 of 60 pipelines" in words(app)
    _press(app, "Next ›")
    assert address(app, "cursor") == ["25"]
    assert any("offset=25" in call for call in fake.asked)


def test_an_address_past_the_lists_end_shows_its_first_page(on_engine: OpenPage) -> None:
    app = on_engine(_PAGE, cursor="99999")
    assert len(app.dataframe[0].value)
    assert not app.exception
    assert "No more of" not in words(app)
    assert all(button.disabled for button in app.button if button.label == "‹ Previous")


# A new pipeline


def test_a_template_becomes_a_named_pipeline_that_is_opened(
    on_engine: OpenPage, client: Client
) -> None:
    app = on_engine(_PAGE)
    position = app.radio(key="new-template").options.index("Split and extract")
    app.radio(key="new-template").set_value(position)
    app.text_input(key="new-name").set_value(" My packets ")
    _press(app, "Create")
    (opened,) = address(app, "pipeline")
    found = client.get_pipeline(opened)
    assert (found.name, found.is_saved) == ("My packets", True)
    assert [step.type for step in found.steps] == ["convert", "segment", "extract"]
    assert found.steps[0].settings == {"mode": "balanced"}
    assert "Nothing is published yet" in words(app)


def test_a_pipeline_that_the_server_refuses_says_why(fake: FakeServer, on_fake: OpenPage) -> None:
    fake.answer("GET /pipelines", {"pipelines": [], "total": 0})
    fake.answer("POST /pipelines", {"detail": "You have too many pipelines."}, 403)
    app = on_fake(_PAGE)
    _press(app, "Create")
    assert "You have too many pipelines." in words(app)
    assert "A pipeline was made" not in words(app)
    assert not address(app, "pipeline")


def test_a_pipeline_that_could_not_be_saved_is_saved_by_the_next_press(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake)
    own = pipeline().model_dump(mode="json")
    fake.answer("GET /pipelines", {"pipelines": [], "total": 0})
    fake.answer("POST /pipelines", own)
    fake.answer(f"PUT /pipelines/{_ID}", own)
    fake.answer(f"PUT /pipelines/{_ID}/save", {"detail": "Names are closed."}, 403)
    app = on_fake(_PAGE)
    app.text_input(key="new-name").set_value("Letters")
    _press(app, "Create")
    assert "Names are closed." in words(app)
    assert "Press Create again" in words(app)
    assert f"pipelines?pipeline={_ID}" in words(app)
    assert app.text_input(key="new-name").value == "Letters"

    fake.answer(f"PUT /pipelines/{_ID}/save", own)
    _press(app, "Create")
    assert address(app, "pipeline") == [_ID]
    assert fake.asked.count("POST /pipelines") == 1
    assert json.loads(fake.sent[-1]) == {"name": "Letters"}


def test_an_unsaved_pipeline_that_is_gone_meanwhile_is_made_anew(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    fake.answer("GET /pipelines", {"pipelines": [], "total": 0})
    fake.answer("POST /pipelines", pipeline().model_dump(mode="json"))
    app = on_fake(_PAGE)
    _press(app, "Create")
    _press(app, "Create")
    assert fake.asked.count("POST /pipelines") == 2


# The draft


def test_a_setting_is_saved_as_it_is_chosen(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    app = on_engine(_PAGE, pipeline=pipeline_id)
    assert "Saved. Every change is saved by itself" in words(app)
    _choose(app, "mode", "accurate")
    assert _draft(client, pipeline_id) == [{"type": "convert", "settings": {"mode": "accurate"}}]
    assert "draft \\$10.00 per 1,000 pages" in words(app)
    assert "convert\\: settings.mode fast → accurate" in words(app)
    assert not app.exception


def test_every_kind_of_field_is_saved(on_engine: OpenPage, made: Made, client: Client) -> None:
    pipeline_id = made()
    app = on_engine(_PAGE, pipeline=pipeline_id)
    _choose(app, "output_format", ["markdown", "json"], kind="comma list")
    app.toggle(key="setting-0.0-paginate-switch").set_value(True).run()
    app.number_input(key="setting-0.0-max_pages-whole number").set_value(7).run()
    app.text_input(key="setting-0.0-page_range-pages").set_value("0,2-4").run()
    _choose(app, "extras", ["extract_links"], kind="choices")
    assert "pages 1, 3-5" in words(app)
    assert _draft(client, pipeline_id)[0]["settings"] == {
        "mode": "fast",
        "output_format": "markdown,json",
        "paginate": True,
        "max_pages": 7,
        "page_range": "0,2-4",
        "extras": ["extract_links"],
    }


def test_a_setting_back_at_its_default_leaves_nothing_changed(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    app = on_engine(_PAGE, pipeline=pipeline_id)
    app.toggle(key="setting-0.0-paginate-switch").set_value(True).run()
    app.toggle(key="setting-0.0-paginate-switch").set_value(False).run()
    assert _draft(client, pipeline_id) == [_FAST.to_wire()]
    assert "The draft is the same as v1." in words(app)


def test_a_mistake_in_json_is_told_with_its_place_and_stays_typed(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(_FAST, _EXTRACT, published=True)
    app = on_engine(_PAGE, pipeline=pipeline_id, step="1")
    _type(app, "page_schema", '{"properties": }', step=1)
    assert "Line 1, column 16\\: a value is missing here." in words(app)
    assert "Not saved yet\\: step 1 can't be read." in words(app)
    assert _button(app, "Publish as v2").disabled
    app.radio[0].set_value(0).run()
    app.radio[0].set_value(1).run()
    assert app.text_area(key="setting-0.1-page_schema-json").value == '{"properties": }'
    assert _draft(client, pipeline_id)[1]["settings"] == {"page_schema": _SCHEMA}
    _type(app, "page_schema", {"properties": {"due": {"type": "string"}}}, step=1)
    assert _draft(client, pipeline_id)[1]["settings"]["page_schema"]["properties"].keys() == {"due"}
    assert "Saved." in words(app)


def test_what_can_not_be_read_yet_is_there_after_a_reload(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(_FAST, _EXTRACT)
    app = on_engine(_PAGE, pipeline=pipeline_id, step="1")
    _type(app, "page_schema", '{"properties": }', step=1)
    app = on_engine(_PAGE, pipeline=pipeline_id, step="1")
    field = "setting-0.1-page_schema-json"
    assert app.text_area(key=field).value == '{"properties": }'
    assert "Not saved yet\\: step 1 can't be read." in words(app)
    assert "Typed at an earlier visit" in words(app)
    _press(app, "Take the saved draft instead")
    assert json.loads(app.text_area(key=field.replace("0.1", "1.1")).value or "") == _SCHEMA
    assert "earlier visit" not in words(app)
    assert "earlier visit" not in words(on_engine(_PAGE, pipeline=pipeline_id, step="1"))

    app = on_engine(_PAGE, pipeline=pipeline_id, step="1")
    _type(app, "page_schema", '{"properties": }', step=1)
    _changed_elsewhere(client, pipeline_id)
    st.cache_data.clear()  # as some seconds do
    app = on_engine(_PAGE, pipeline=pipeline_id, step="1")
    assert "The draft was changed elsewhere since it was loaded here." in words(app)
    assert app.text_area(key=field).value == '{"properties": }'
    _press(app, "Load the newer one")
    assert "earlier visit" not in words(on_engine(_PAGE, pipeline=pipeline_id))


def test_another_order_of_fields_is_saved_too(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    both: JsonObject = {"a": {"type": "string"}, "b": {"type": "string"}}
    pipeline_id = made(
        _FAST, PipelineStep(type="extract", settings={"page_schema": {"properties": both}})
    )
    app = on_engine(_PAGE, pipeline=pipeline_id, step="1")
    _type(app, "page_schema", {"properties": {"b": both["b"], "a": both["a"]}}, step=1)
    assert [*_draft(client, pipeline_id)[1]["settings"]["page_schema"]["properties"]] == ["b", "a"]


def test_pages_that_are_none_are_told_beside_their_field(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made()
    app = on_engine(_PAGE, pipeline=pipeline_id)
    app.text_input(key="setting-0.0-page_range-pages").set_value("4-2").run()
    assert "'4\\-2' runs backwards\\: write '2\\-4'." in words(app)
    assert "page_range" not in _draft(client, pipeline_id)[0]["settings"]


def test_what_the_server_refuses_is_told_beside_its_field_and_stays_typed(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(_FAST, _EXTRACT)
    app = on_engine(_PAGE, pipeline=pipeline_id, step="1")
    _type(app, "page_schema", {"properties": {}}, step=1)
    assert "It names no field\\: give a JSON Schema" in words(app)
    assert "Not saved\\: step 1 can't run like that." in words(app)
    assert "Somebody" not in words(app)
    assert _draft(client, pipeline_id)[1]["settings"] == {"page_schema": _SCHEMA}
    reloaded = words(on_engine(_PAGE, pipeline=pipeline_id, step="1"))
    assert "Not saved\\: step 1 can't run like that." in reloaded
    assert "Typed at an earlier visit" in reloaded


def test_steps_are_added_moved_and_removed_within_the_rules(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(_FAST, _EXTRACT)
    app = on_engine(_PAGE, pipeline=pipeline_id)
    assert _button(app, "↑ Earlier").disabled
    assert _button(app, "↓ Later").disabled
    assert "Fill can't follow Extract\\: it is always the first step." in words(app)
    _press(app, "Segment, after 0 Convert")
    assert [step["type"] for step in _draft(client, pipeline_id)] == [
        "convert",
        "segment",
        "extract",
    ]
    assert address(app, "step") == ["1"]
    assert "Can't be later\\: Extract" not in words(app)
    _press(app, "Remove")
    assert [step["type"] for step in _draft(client, pipeline_id)] == ["convert", "extract"]
    assert address(app, "step") == ["0"]


def test_what_can_not_be_removed_says_why(on_engine: OpenPage, made: Made) -> None:
    app = on_engine(_PAGE, pipeline=made(_FAST, _SEGMENT))
    assert _button(app, "Remove").disabled
    assert "Can't be removed\\: Segment can't be the first step" in words(app)


def test_a_steps_rubric_is_kept_and_can_be_chosen(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    definition = {
        "rules": [{"name": "Filled", "type": "document", "check": {"kind": "no_empty_page"}}]
    }
    rubric = client.create_rubric(NewEvalRubric(name="Reading", eval_definition=definition))
    pipeline_id = made(_FAST.model_copy(update={"eval_rubric_id": rubric.id}))
    app = on_engine(_PAGE, pipeline=pipeline_id)
    _choose(app, "mode", "balanced")
    assert _draft(client, pipeline_id)[0]["eval_rubric_id"] == rubric.id
    app.selectbox(key="setting-0.0-rubric").select_index(0).run()
    assert _draft(client, pipeline_id)[0]["eval_rubric_id"] is None


def test_settings_without_a_field_of_their_own_are_kept_and_edited_as_json(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(PipelineStep(type="convert", settings={"mode": "fast", "note": "mine"}))
    app = on_engine(_PAGE, pipeline=pipeline_id)
    _choose(app, "mode", "accurate")
    assert _draft(client, pipeline_id)[0]["settings"] == {"mode": "accurate", "note": "mine"}
    app.text_area(key="setting-0.0-others").set_value('{"note": "yours"}').run()
    assert _draft(client, pipeline_id)[0]["settings"] == {"mode": "accurate", "note": "yours"}


# Two people


def _changed_elsewhere(client: Client, pipeline_id: str) -> None:
    client.update_pipeline(
        pipeline_id, [PipelineStep(type="convert", settings={"mode": "accurate"})]
    )


def test_what_somebody_else_changed_is_not_overwritten(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    app = on_engine(_PAGE, pipeline=pipeline_id)
    _changed_elsewhere(client, pipeline_id)
    app.toggle(key="setting-0.0-paginate-switch").set_value(True).run()
    assert "The draft was changed elsewhere since it was loaded here." in words(app)
    assert "What you typed since then is not saved." in words(app)
    assert _draft(client, pipeline_id)[0]["settings"] == {"mode": "accurate"}
    assert "settings.paginate removed\\: true" in words(app)
    app.toggle(key="setting-0.0-include_images-switch").set_value(False).run()
    assert "settings.include\\_images removed\\: false" in words(app)
    assert _button(app, "Publish as v2").disabled
    _press(app, "Load the newer one")
    assert "changed elsewhere" not in words(app)
    assert app.button_group(key="setting-1.0-mode-choice").value == "accurate"


def test_a_person_may_keep_their_own(on_engine: OpenPage, made: Made, client: Client) -> None:
    pipeline_id = made()
    app = on_engine(_PAGE, pipeline=pipeline_id)
    _changed_elsewhere(client, pipeline_id)
    app.toggle(key="setting-0.0-paginate-switch").set_value(True).run()
    _press(app, "Keep what is here, and save it over")
    assert _draft(client, pipeline_id)[0]["settings"] == {"mode": "fast", "paginate": True}
    assert "changed elsewhere" not in words(app)


def test_what_both_typed_alike_is_no_conflict(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made()
    app = on_engine(_PAGE, pipeline=pipeline_id)
    _changed_elsewhere(client, pipeline_id)
    _choose(app, "mode", "accurate")
    assert "changed elsewhere" not in words(app)
    assert "Saved." in words(app)


def test_a_draft_that_somebody_else_changed_unseen_is_not_published_or_thrown_away(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    app = on_engine(_PAGE, pipeline=pipeline_id)
    _choose(app, "mode", "balanced")
    _changed_elsewhere(client, pipeline_id)
    _press(app, "Publish as v2")
    assert "The draft was changed elsewhere since it was loaded here." in words(app)
    assert len(client.list_versions(pipeline_id).versions) == 1
    _press(app, "Load the newer one")
    client.update_pipeline(pipeline_id, [_FAST, _EXTRACT])
    _press(app, "Discard and go back to v1")
    assert "changed elsewhere" in words(app)
    assert len(_draft(client, pipeline_id)) == 2


# Publishing


def test_a_draft_is_published_with_a_description(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    app = on_engine(_PAGE, pipeline=pipeline_id)
    assert _button(app, "Publish as v2").disabled
    _choose(app, "mode", "balanced")
    app.text_area(key="publish-1-description").set_value("Reads scans").run()
    _press(app, "Publish as v2")
    (newest, _) = client.list_versions(pipeline_id).versions
    assert (newest.description, newest.steps[0].settings) == ("Reads scans", {"mode": "balanced"})
    assert list(app.dataframe[0].value["Version"]) == ["v2 ● active", "v1"]
    assert "The draft is the same as v2." in words(app)
    assert app.text_area(key="publish-2-description").value == ""


def test_a_draft_is_thrown_away_after_a_confirmation(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    app = on_engine(_PAGE, pipeline=pipeline_id)
    _choose(app, "mode", "balanced")
    _press(app, "Discard and go back to v1")
    assert _draft(client, pipeline_id) == [_FAST.to_wire()]
    assert app.button_group(key="setting-1.0-mode-choice").value == "fast"


def test_an_earlier_version_is_restored_into_the_draft(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    client.update_pipeline(
        pipeline_id, [PipelineStep(type="convert", settings={"mode": "accurate"})]
    )
    client.create_version(pipeline_id)
    app = on_engine(_PAGE, pipeline=pipeline_id)
    (choice,) = [box for box in app.selectbox if box.label == "Version"]
    choice.set_value(1).run()
    _press(app, "Restore into the draft")
    assert _draft(client, pipeline_id) == [_FAST.to_wire()]
    assert client.get_pipeline(pipeline_id).active_version == 2


def test_the_difference_of_any_two_versions_is_in_the_address(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    client.update_pipeline(
        pipeline_id, [PipelineStep(type="convert", settings={"mode": "accurate"})]
    )
    client.create_version(pipeline_id)
    app = on_engine(_PAGE, pipeline=pipeline_id, **{"from": "1", "to": "2"})
    assert "settings.mode fast → accurate" in words(app)
    (first,) = [box for box in app.selectbox if box.label == "From"]
    first.set_value(2).run()
    assert (address(app, "from"), address(app, "to")) == (["2"], ["2"])
    assert "Nothing differs" in words(app)


def test_a_pipeline_leads_to_run_and_compare(on_engine: OpenPage, made: Made) -> None:
    pipeline_id = made(published=True)
    app = on_engine(_PAGE, pipeline=pipeline_id)
    assert f"./?pipeline={pipeline_id}&amp;version=1" in words(app)
    assert "Compare with active" not in words(app)
    _choose(app, "mode", "balanced")
    assert f"compare?version={pipeline_id}%401&amp;version={pipeline_id}%400" in words(app)


# The pipeline as a whole


def test_a_pipeline_is_renamed(on_engine: OpenPage, made: Made, client: Client) -> None:
    pipeline_id = made(name="Letters")
    app = on_engine(_PAGE, pipeline=pipeline_id)
    app.text_input(key="rename-Letters-name").set_value("*Post* for us").run()
    _press(app, "Save the name")
    assert client.get_pipeline(pipeline_id).name == "*Post* for us"
    assert "\\*Post\\* for us" in words(app)


def test_a_pipeline_is_archived_and_brought_back(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made()
    app = on_engine(_PAGE, pipeline=pipeline_id)
    _press(app, "Archive it")
    assert client.get_pipeline(pipeline_id).archived
    assert "Run the draft" not in words(app)  # the Run page lists no archived pipelines
    _press(app, "Bring back to the list")
    assert not client.get_pipeline(pipeline_id).archived


def test_a_pipeline_that_is_not_there_is_one_sentence(on_engine: OpenPage) -> None:
    app = on_engine(_PAGE, pipeline="pl_nobodyhasit0")
    assert app.error
    assert not app.exception


# Another server


def _serve(fake: FakeServer, *steps: PipelineStep) -> None:
    own = pipeline(1, steps=list(steps) or [convert_step(mode="fast")])
    fake.answer(f"GET /pipelines/{_ID}", own.model_dump(mode="json"))
    versions = {"versions": [version(1, *own.steps).model_dump(mode="json")], "total": 1}
    fake.answer(f"GET /pipelines/{_ID}/versions", versions)


def test_a_server_without_forms_gets_its_settings_as_json(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake)
    fake.answer(f"PUT /pipelines/{_ID}", pipeline(1, steps=[_FAST]).model_dump(mode="json"))
    app = on_fake(_PAGE, pipeline=_ID)
    assert "This server doesn't tell what this step can be set to" in words(app)
    assert "Extract, after 0 Convert" in [button.label for button in app.button]
    app.text_area(key="setting-0.0-others").set_value('{"mode": "slow"}').run()
    assert f"PUT /pipelines/{_ID}" in fake.asked
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
    _serve(fake, PipelineStep(type="dream"))
    fake.answer(
        f"PUT /pipelines/{_ID}",
        pipeline(1, steps=[PipelineStep(type="dream")]).model_dump(mode="json"),
    )
    capabilities = {"server": "lineup", "version": "1", "features": ["processors"]}
    fake.answer("GET /lineup/capabilities", capabilities)
    dream = {"step_type": "dream", "title": "Dream", "may_follow": ["start"]}
    schema = {"settings_schema": {"properties": _ALL_KINDS}}
    fake.answer("GET /lineup/processors", {"processors": [dream | schema]})
    app = on_fake(_PAGE, pipeline=_ID)
    app.selectbox(key="setting-0.0-colour-choice").select("F").run()
    app.number_input(key="setting-0.0-share-number").set_value(0.75).run()
    app.text_input(key="setting-0.0-note-text").set_value("*x*").run()
    app.text_area(key="setting-0.0-story-long text").set_value("Once").run()
    app.text_area(key="setting-0.0-words-words").set_value(" one\n\ntwo ").run()
    _type(app, "map", [1])
    assert "It must be an object, { … }." in words(app).replace("\\", "")
    _type(app, "map", {"a": 1})
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
    _type(app, "map", "")
    sent = json.loads(fake.sent[-1])["steps"][0]["settings"]
    assert {"note", "map"}.isdisjoint(sent)
    assert not app.exception


def test_another_servers_custom_processors_can_be_added(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake)
    listed = [{"processor_id": "cp_1", "name": "Stamp"}, {"processor_id": "cp_2", "archived": True}]
    fake.answer("GET /custom_processors", {"pipelines": listed})
    app = on_fake(_PAGE, pipeline=_ID)
    labels = [button.label for button in app.button]
    assert "Stamp, after 0 Convert" in labels
    assert not [label for label in labels if "cp" in label]


def test_another_servers_refusal_is_told_whatever_it_names(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake)
    fake.answer(f"PUT /pipelines/{_ID}", {"detail": "No such mode."}, 422)
    app = on_fake(_PAGE, pipeline=_ID)
    app.text_area(key="setting-0.0-others").set_value('{"mode": "slow"}').run()
    assert "No such mode." in words(app)
    assert "Not saved\\: the server did not take it." in words(app)
    assert app.text_area(key="setting-0.0-others").value == '{"mode": "slow"}'


def test_a_server_that_is_gone_for_a_moment_is_asked_again(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake)
    fake.answer(f"PUT /pipelines/{_ID}", {"detail": "Later."}, 500)
    app = on_fake(_PAGE, pipeline=_ID)
    app.text_area(key="setting-0.0-others").set_value('{"mode": "slow"}').run()
    fake.answer(f"PUT /pipelines/{_ID}", pipeline(1, steps=[_FAST]).model_dump(mode="json"))
    _press(app, "Save again")
    assert "Saved." in words(app)


def test_a_draft_without_steps_can_be_given_one(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake)
    own = pipeline(1, steps=[]).model_dump(mode="json")
    fake.answer(f"GET /pipelines/{_ID}", own)
    app = on_fake(_PAGE, pipeline=_ID)
    assert "There are no steps yet." in words(app)
    _press(app, "Convert, as the first step")
    assert f"PUT /pipelines/{_ID}" in fake.asked
    assert "0 Convert" in words(app)


def test_a_step_that_the_server_does_not_know_can_be_read_and_removed(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, convert_step(), PipelineStep(type="dream", settings={"deep": True}))
    app = on_fake(_PAGE, pipeline=_ID, step="1")
    assert "Nothing is known of the step Dream." in words(app)
    assert '"deep": true' in (app.text_area(key="setting-0.1-others").value or "")
    assert not _button(app, "Remove").disabled


def test_a_version_that_somebody_else_has_just_published_is_there(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    app = on_engine(_PAGE, pipeline=pipeline_id)
    client.create_version(pipeline_id, "Theirs")
    _choose(app, "mode", "accurate")
    assert list(app.dataframe[0].value["Version"]) == ["v2 ● active", "v1"]
    assert "differs from v2" in words(app)
