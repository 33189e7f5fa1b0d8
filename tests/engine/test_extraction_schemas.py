"""Saved extraction schemas through our client and, where a client would not send it, plain HTTP."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from lineup.client import Client
from lineup.client.errors import ClientError, ErrorKind
from lineup.contract.extraction_schemas import (
    ExtractionSchema,
    ExtractionSchemaChange,
    NewExtractionSchema,
)

PATH = "/api/v1/extraction_schemas"
TOTAL = {"type": "object", "properties": {"total": {"type": "number"}}}
DATED = {"type": "object", "properties": {"date": {"type": "string", "format": "date"}}}


@pytest.fixture
def saved(local: Client) -> ExtractionSchema:
    return local.create_schema(
        NewExtractionSchema(name="Invoice", description="Sums.", definition=TOTAL)
    )


def test_a_schema_is_saved_as_its_first_version(local: Client, saved: ExtractionSchema) -> None:
    assert saved.schema_id.startswith("sch_")
    assert (saved.name, saved.description, saved.definition) == ("Invoice", "Sums.", TOTAL)
    assert (saved.version, saved.version_history, saved.archived) == (1, None, False)
    assert saved.created == saved.updated is not None
    assert local.get_schema(saved.schema_id) == saved


@pytest.mark.both_databases
def test_schemas_are_listed_the_latest_first_by_pages(local: Client) -> None:
    for name in ("one", "two", "three"):
        local.create_schema(NewExtractionSchema(name=name, definition=TOTAL))

    first = local.list_schemas(limit=2)
    second = local.list_schemas(limit=2, offset=2)

    assert [schema.name for schema in first.schemas] == ["three", "two"]
    assert [schema.name for schema in second.schemas] == ["one"]
    assert (first.total, second.total) == (3, 3)


def test_a_change_edits_the_version_in_place(local: Client, saved: ExtractionSchema) -> None:
    changed = local.update_schema(
        saved.schema_id, ExtractionSchemaChange(name="Bill", definition=DATED)
    )

    assert (changed.name, changed.description, changed.definition) == ("Bill", "Sums.", DATED)
    assert (changed.version, changed.version_history) == (1, None)
    assert changed.updated > saved.updated  # type: ignore[operator]
    assert local.get_schema(saved.schema_id) == changed


@pytest.mark.both_databases
def test_a_new_version_keeps_the_earlier_ones(local: Client, saved: ExtractionSchema) -> None:
    for definition in (DATED, TOTAL):
        change = ExtractionSchemaChange(definition=definition, create_new_version=True)
        changed = local.update_schema(saved.schema_id, change)

    assert (changed.version, changed.definition) == (3, TOTAL)
    assert changed.version_history is not None
    assert [(old.version, old.definition) for old in changed.version_history] == [
        (1, TOTAL),
        (2, DATED),
    ]
    assert changed.version_history[0].name == "Invoice"


@pytest.mark.both_databases
def test_deleting_archives(local: Client, saved: ExtractionSchema) -> None:
    archived = local.archive_schema(saved.schema_id)

    assert archived.archived
    assert local.get_schema(saved.schema_id).archived
    assert local.list_schemas().total == 0
    assert [s.schema_id for s in local.list_schemas(include_archived=True).schemas] == [
        saved.schema_id
    ]


def test_an_archived_schema_can_be_brought_back(local: Client, saved: ExtractionSchema) -> None:
    local.archive_schema(saved.schema_id)

    back = local.update_schema(saved.schema_id, ExtractionSchemaChange(archived=False))

    assert not back.archived
    assert local.list_schemas().total == 1


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(json.dumps(TOTAL), id="a text of JSON"),
        pytest.param({"total": {"type": "number"}}, id="a bare map of fields"),
    ],
)
def test_what_sdks_send_for_a_schema_is_taken(api: httpx.Client, given: Any) -> None:
    answer = api.post(PATH, json={"name": "Invoice", "schema_json": given, "unknown": 1})

    expected = json.loads(given) if isinstance(given, str) else given
    assert answer.status_code == 200
    assert answer.json()["schema_json"] == expected


def test_what_is_no_schema_is_refused_with_its_field(
    api: httpx.Client, saved: ExtractionSchema
) -> None:
    created = api.post(PATH, json={"name": "Invoice", "schema_json": {}})
    changed = api.put(f"{PATH}/{saved.schema_id}", json={"schema_json": {}})

    for answer in (created, changed):
        assert answer.status_code == 422
        (problem,) = answer.json()["detail"]
        assert problem["loc"] == ["body", "schema_json"]
        assert "it names no field" in problem["msg"]


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda client, number: client.get_schema(number), id="get"),
        pytest.param(lambda client, number: client.archive_schema(number), id="archive"),
        pytest.param(
            lambda client, number: client.update_schema(number, ExtractionSchemaChange(name="x")),
            id="update",
        ),
    ],
)
def test_an_unknown_schema_is_not_found(
    local: Client, call: Callable[[Client, str], object]
) -> None:
    with pytest.raises(ClientError, match="no extraction schema 'sch_nowhere'") as caught:
        call(local, "sch_nowhere")

    assert caught.value.kind is ErrorKind.NOT_FOUND
