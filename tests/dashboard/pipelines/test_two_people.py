"""Two people who change one draft: nobody's work is overwritten unseen."""

from lineup.client import Client
from tests.dashboard.conftest import OpenPage
from tests.dashboard.pipelines.editing import (
    EXTRACT,
    FAST,
    PAGE,
    Made,
    button,
    change_elsewhere,
    choose,
    draft_of,
    press,
)
from tests.dashboard.seen import words


def test_what_somebody_else_changed_is_not_overwritten(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    app = on_engine(PAGE, pipeline=pipeline_id)
    change_elsewhere(client, pipeline_id)
    app.toggle(key="setting-0.0-paginate-switch").set_value(True).run()
    assert "The draft was changed elsewhere since it was loaded here." in words(app)
    assert "What you typed since then is not saved." in words(app)
    assert draft_of(client, pipeline_id)[0]["settings"] == {"mode": "accurate"}
    assert "settings.paginate removed\\: true" in words(app)
    app.toggle(key="setting-0.0-include_images-switch").set_value(False).run()
    assert "settings.include\\_images removed\\: false" in words(app)
    assert button(app, "Publish as v2").disabled
    press(app, "Load the newer one")
    assert "changed elsewhere" not in words(app)
    assert app.button_group(key="setting-1.0-mode-choice").value == "accurate"


def test_a_person_may_keep_their_own(on_engine: OpenPage, made: Made, client: Client) -> None:
    pipeline_id = made()
    app = on_engine(PAGE, pipeline=pipeline_id)
    change_elsewhere(client, pipeline_id)
    app.toggle(key="setting-0.0-paginate-switch").set_value(True).run()
    press(app, "Keep what is here, and save it over")
    assert draft_of(client, pipeline_id)[0]["settings"] == {"mode": "fast", "paginate": True}
    assert "changed elsewhere" not in words(app)


def test_what_both_typed_alike_is_no_conflict(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made()
    app = on_engine(PAGE, pipeline=pipeline_id)
    change_elsewhere(client, pipeline_id)
    choose(app, "mode", "accurate")
    assert "changed elsewhere" not in words(app)
    assert "Saved." in words(app)


def test_a_draft_that_somebody_else_changed_unseen_is_not_published_or_thrown_away(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    app = on_engine(PAGE, pipeline=pipeline_id)
    choose(app, "mode", "balanced")
    change_elsewhere(client, pipeline_id)
    press(app, "Publish as v2")
    assert "The draft was changed elsewhere since it was loaded here." in words(app)
    assert len(client.list_versions(pipeline_id).versions) == 1
    press(app, "Load the newer one")
    client.update_pipeline(pipeline_id, [FAST, EXTRACT])
    press(app, "Discard and go back to v1")
    assert "changed elsewhere" in words(app)
    assert len(draft_of(client, pipeline_id)) == 2


def test_a_version_that_somebody_else_has_just_published_is_there(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(published=True)
    app = on_engine(PAGE, pipeline=pipeline_id)
    client.create_version(pipeline_id, "Theirs")
    choose(app, "mode", "accurate")
    assert list(app.dataframe[0].value["Version"]) == ["v2 ● active", "v1"]
    assert "differs from v2" in words(app)
