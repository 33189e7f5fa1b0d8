"""Publishing, restoring and comparing versions, and what is done to a pipeline as a whole."""

from lineup.client import Client
from tests.dashboard.conftest import OpenPage
from tests.dashboard.pipelines.editing import (
    FAST,
    PAGE,
    Made,
    button,
    change_elsewhere,
    choose,
    draft_of,
    press,
)
from tests.dashboard.seen import address, words


def test_a_draft_is_published_with_a_description(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    app = on_engine(PAGE, pipeline=pipeline_id)
    assert button(app, "Publish as v2").disabled
    choose(app, "mode", "balanced")
    app.text_area(key="publish-1-description").set_value("Reads scans").run()
    press(app, "Publish as v2")
    (newest, _) = client.list_versions(pipeline_id).versions
    assert (newest.description, newest.steps[0].settings) == ("Reads scans", {"mode": "balanced"})
    assert list(app.dataframe[0].value["Version"]) == ["v2 ● active", "v1"]
    assert "The draft is the same as v2." in words(app)
    assert app.text_area(key="publish-2-description").value == ""


def test_a_draft_is_thrown_away_after_a_confirmation(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    app = on_engine(PAGE, pipeline=pipeline_id)
    choose(app, "mode", "balanced")
    press(app, "Discard and go back to v1")
    assert draft_of(client, pipeline_id) == [FAST.to_wire()]
    assert app.button_group(key="setting-1.0-mode-choice").value == "fast"


def test_an_earlier_version_is_restored_into_the_draft(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    change_elsewhere(client, pipeline_id)
    client.create_version(pipeline_id)
    app = on_engine(PAGE, pipeline=pipeline_id)
    (choice,) = [box for box in app.selectbox if box.label == "Version"]
    choice.set_value(1).run()
    press(app, "Restore into the draft")
    assert draft_of(client, pipeline_id) == [FAST.to_wire()]
    assert client.get_pipeline(pipeline_id).active_version == 2


def test_the_difference_of_any_two_versions_is_in_the_address(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    change_elsewhere(client, pipeline_id)
    client.create_version(pipeline_id)
    app = on_engine(PAGE, pipeline=pipeline_id, **{"from": "1", "to": "2"})
    assert "settings.mode fast → accurate" in words(app)
    (first,) = [box for box in app.selectbox if box.label == "From"]
    first.set_value(2).run()
    assert (address(app, "from"), address(app, "to")) == (["2"], ["2"])
    assert "Nothing differs" in words(app)


def test_a_pipeline_leads_to_run_and_compare(on_engine: OpenPage, made: Made) -> None:
    pipeline_id = made(published=True)
    app = on_engine(PAGE, pipeline=pipeline_id)
    assert f"./?pipeline={pipeline_id}&amp;version=1" in words(app)
    assert "Compare with active" not in words(app)
    choose(app, "mode", "balanced")
    assert f"compare?version={pipeline_id}%401&amp;version={pipeline_id}%400" in words(app)


def test_a_pipeline_is_renamed(on_engine: OpenPage, made: Made, client: Client) -> None:
    pipeline_id = made(name="Letters")
    app = on_engine(PAGE, pipeline=pipeline_id)
    app.text_input(key="rename-Letters-name").set_value("*Post* for us").run()
    press(app, "Save the name")
    assert client.get_pipeline(pipeline_id).name == "*Post* for us"
    assert "\\*Post\\* for us" in words(app)


def test_a_pipeline_is_archived_and_brought_back(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made()
    app = on_engine(PAGE, pipeline=pipeline_id)
    press(app, "Archive it")
    assert client.get_pipeline(pipeline_id).archived
    assert "Run the draft" not in words(app)  # the Run page lists no archived pipelines
    press(app, "Bring back to the list")
    assert not client.get_pipeline(pipeline_id).archived


def test_a_pipeline_that_is_not_there_is_one_sentence(on_engine: OpenPage) -> None:
    app = on_engine(PAGE, pipeline="pl_nobodyhasit0")
    assert app.error
    assert not app.exception
