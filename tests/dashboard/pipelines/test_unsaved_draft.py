"""A draft that can't be saved yet is there after a reload, and says so."""

import json

import streamlit as st

from lineup.client import Client
from tests.dashboard.conftest import OpenPage
from tests.dashboard.pipelines.editing import (
    EXTRACT,
    FAST,
    PAGE,
    SCHEMA,
    Made,
    change_elsewhere,
    press,
    type_json,
)
from tests.dashboard.seen import words

_TYPED = '{"properties": }'
_FIELD = "setting-0.1-page_schema-json"


def test_what_can_not_be_read_yet_is_there_after_a_reload(on_engine: OpenPage, made: Made) -> None:
    pipeline_id = made(FAST, EXTRACT)
    type_json(on_engine(PAGE, pipeline=pipeline_id, step="1"), "page_schema", _TYPED, step=1)

    app = on_engine(PAGE, pipeline=pipeline_id, step="1")
    assert app.text_area(key=_FIELD).value == _TYPED
    assert "Not saved yet\\: step 1 can't be read." in words(app)
    assert "Typed at an earlier visit" in words(app)

    press(app, "Take the saved draft instead")
    assert json.loads(app.text_area(key=_FIELD.replace("0.1", "1.1")).value or "") == SCHEMA
    assert "earlier visit" not in words(app)
    assert "earlier visit" not in words(on_engine(PAGE, pipeline=pipeline_id, step="1"))


def test_what_somebody_else_changed_meanwhile_is_a_conflict_after_a_reload(
    on_engine: OpenPage, made: Made, client: Client
) -> None:
    pipeline_id = made(FAST, EXTRACT)
    type_json(on_engine(PAGE, pipeline=pipeline_id, step="1"), "page_schema", _TYPED, step=1)
    change_elsewhere(client, pipeline_id)
    st.cache_data.clear()  # as some seconds do

    app = on_engine(PAGE, pipeline=pipeline_id, step="1")
    assert "The draft was changed elsewhere since it was loaded here." in words(app)
    assert app.text_area(key=_FIELD).value == _TYPED
    press(app, "Load the newer one")
    assert "earlier visit" not in words(on_engine(PAGE, pipeline=pipeline_id))


def test_what_the_server_refused_is_there_after_a_reload(on_engine: OpenPage, made: Made) -> None:
    pipeline_id = made(FAST, EXTRACT)
    app = on_engine(PAGE, pipeline=pipeline_id, step="1")
    type_json(app, "page_schema", {"properties": {}}, step=1)

    reloaded = words(on_engine(PAGE, pipeline=pipeline_id, step="1"))
    assert "Not saved\\: step 1 can't run like that." in reloaded
    assert "Typed at an earlier visit" in reloaded
