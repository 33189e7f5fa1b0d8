"""A pipeline's draft: its settings and steps are saved as they are typed, within the rules."""

from lineup.client import Client
from lineup.contract.eval_rubrics import NewEvalRubric
from lineup.contract.pipelines import PipelineStep
from lineup.contract.wire import JsonObject
from tests.dashboard.conftest import OpenPage
from tests.dashboard.pipelines.editing import (
    EXTRACT,
    FAST,
    PAGE,
    SCHEMA,
    SEGMENT,
    Made,
    button,
    choose,
    draft_of,
    press,
    type_json,
)
from tests.dashboard.seen import address, words


def test_a_setting_is_saved_as_it_is_chosen(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    app = on_engine(PAGE, pipeline=pipeline_id)
    assert "Saved. Every change is saved by itself" in words(app)
    choose(app, "mode", "accurate")
    assert draft_of(client, pipeline_id) == [{"type": "convert", "settings": {"mode": "accurate"}}]
    assert "draft \\$10.00 per 1,000 pages" in words(app)
    assert "convert\\: settings.mode fast → accurate" in words(app)
    assert not app.exception


def test_every_kind_of_field_is_saved(on_engine: OpenPage, made: Made, client: Client) -> None:
    pipeline_id = made()
    app = on_engine(PAGE, pipeline=pipeline_id)
    choose(app, "output_format", ["markdown", "json"], kind="comma list")
    app.toggle(key="setting-0.0-paginate-switch").set_value(True).run()
    app.number_input(key="setting-0.0-max_pages-whole number").set_value(7).run()
    app.text_input(key="setting-0.0-page_range-pages").set_value("0,2-4").run()
    choose(app, "extras", ["extract_links"], kind="choices")
    assert "pages 1, 3-5" in words(app)
    assert draft_of(client, pipeline_id)[0]["settings"] == {
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
    app = on_engine(PAGE, pipeline=pipeline_id)
    app.toggle(key="setting-0.0-paginate-switch").set_value(True).run()
    app.toggle(key="setting-0.0-paginate-switch").set_value(False).run()
    assert draft_of(client, pipeline_id) == [FAST.to_wire()]
    assert "The draft is the same as v1." in words(app)


def test_a_mistake_in_json_is_told_with_its_place_and_stays_typed(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(FAST, EXTRACT, published=True)
    app = on_engine(PAGE, pipeline=pipeline_id, step="1")
    type_json(app, "page_schema", '{"properties": }', step=1)
    assert "Line 1, column 16\\: a value is missing here." in words(app)
    assert "Not saved yet\\: step 1 can't be read." in words(app)
    assert button(app, "Publish as v2").disabled
    app.radio[0].set_value(0).run()
    app.radio[0].set_value(1).run()
    assert app.text_area(key="setting-0.1-page_schema-json").value == '{"properties": }'
    assert draft_of(client, pipeline_id)[1]["settings"] == {"page_schema": SCHEMA}
    type_json(app, "page_schema", {"properties": {"due": {"type": "string"}}}, step=1)
    assert draft_of(client, pipeline_id)[1]["settings"]["page_schema"]["properties"].keys() == {
        "due"
    }
    assert "Saved." in words(app)


def test_another_order_of_fields_is_saved_too(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    both: JsonObject = {"a": {"type": "string"}, "b": {"type": "string"}}
    pipeline_id = made(
        FAST, PipelineStep(type="extract", settings={"page_schema": {"properties": both}})
    )
    app = on_engine(PAGE, pipeline=pipeline_id, step="1")
    type_json(app, "page_schema", {"properties": {"b": both["b"], "a": both["a"]}}, step=1)
    assert [*draft_of(client, pipeline_id)[1]["settings"]["page_schema"]["properties"]] == [
        "b",
        "a",
    ]


def test_pages_that_are_none_are_told_beside_their_field(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made()
    app = on_engine(PAGE, pipeline=pipeline_id)
    app.text_input(key="setting-0.0-page_range-pages").set_value("4-2").run()
    assert "'4\\-2' runs backwards\\: write '2\\-4'." in words(app)
    assert "page_range" not in draft_of(client, pipeline_id)[0]["settings"]


def test_what_the_server_refuses_is_told_beside_its_field_and_stays_typed(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(FAST, EXTRACT)
    app = on_engine(PAGE, pipeline=pipeline_id, step="1")
    type_json(app, "page_schema", {"properties": {}}, step=1)
    assert "It names no field\\: give a JSON Schema" in words(app)
    assert "Not saved\\: step 1 can't run like that." in words(app)
    assert "Somebody" not in words(app)
    assert draft_of(client, pipeline_id)[1]["settings"] == {"page_schema": SCHEMA}


def test_steps_are_added_moved_and_removed_within_the_rules(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(FAST, EXTRACT)
    app = on_engine(PAGE, pipeline=pipeline_id)
    assert button(app, "↑ Earlier").disabled
    assert button(app, "↓ Later").disabled
    assert "Fill can't follow Extract\\: it is always the first step." in words(app)
    press(app, "Segment, after 0 Convert")
    assert [step["type"] for step in draft_of(client, pipeline_id)] == [
        "convert",
        "segment",
        "extract",
    ]
    assert address(app, "step") == ["1"]
    assert "Can't be later\\: Extract" not in words(app)
    press(app, "Remove")
    assert [step["type"] for step in draft_of(client, pipeline_id)] == ["convert", "extract"]
    assert address(app, "step") == ["0"]


def test_what_can_not_be_removed_says_why(on_engine: OpenPage, made: Made) -> None:
    app = on_engine(PAGE, pipeline=made(FAST, SEGMENT))
    assert button(app, "Remove").disabled
    assert "Can't be removed\\: Segment can't be the first step" in words(app)


def test_a_steps_rubric_is_kept_and_can_be_chosen(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    definition = {
        "rules": [{"name": "Filled", "type": "document", "check": {"kind": "no_empty_page"}}]
    }
    new = NewEvalRubric(name="Reading", eval_definition=definition)
    _, rubric, _ = (client.create_rubric(new) for _ in range(3))  # a name may be there twice
    pipeline_id = made(FAST.model_copy(update={"eval_rubric_id": rubric.id}))
    app = on_engine(PAGE, pipeline=pipeline_id)
    choose(app, "mode", "balanced")
    assert draft_of(client, pipeline_id)[0]["eval_rubric_id"] == rubric.id
    app.selectbox(key="setting-0.0-rubric").select_index(0).run()
    assert draft_of(client, pipeline_id)[0]["eval_rubric_id"] is None


def test_settings_without_a_field_of_their_own_are_kept_and_edited_as_json(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(PipelineStep(type="convert", settings={"mode": "fast", "note": "mine"}))
    app = on_engine(PAGE, pipeline=pipeline_id)
    choose(app, "mode", "accurate")
    assert draft_of(client, pipeline_id)[0]["settings"] == {"mode": "accurate", "note": "mine"}
    app.text_area(key="setting-0.0-others").set_value('{"note": "yours"}').run()
    assert draft_of(client, pipeline_id)[0]["settings"] == {"mode": "accurate", "note": "yours"}
