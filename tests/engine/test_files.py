"""Files: announced, put by signed URL, confirmed, and run by reference."""

from dataclasses import replace
from io import BytesIO

import httpx
import pytest

from lineup.engine.assembly import Services
from lineup.engine.errors import NotFound

pytestmark = pytest.mark.both_databases

CSV = b"item,quantity\nbolt,4\n"


@pytest.fixture
def ticket(api: httpx.Client) -> dict[str, str]:
    body = {"filename": "../stock.csv", "content_type": "text/csv"}
    answer = api.post("/api/v1/files/upload", json=body)
    assert answer.status_code == 200
    return dict(answer.json())


def put(api: httpx.Client, url: str, content: bytes = CSV) -> httpx.Response:
    """PUT without the API key, as storage takes it."""
    return api.put(url, content=content, headers={"X-API-Key": ""})


def test_a_file_that_arrived_is_confirmed_and_runs_by_its_reference(
    api: httpx.Client, ticket: dict[str, str]
) -> None:
    assert put(api, ticket["upload_url"]).status_code == 200
    confirmed = api.get(f"/api/v1/files/{ticket['file_id']}/confirm").json()
    steps = [{"type": "convert", "settings": {}}]
    pipeline_id = api.post("/api/v1/pipelines", json={"steps": steps}).json()["pipeline_id"]
    run = api.post(
        f"/api/v1/pipelines/{pipeline_id}/run",
        data={"file_url": ticket["reference"], "processing_location": "eu"},
    )

    assert confirmed["success"]
    assert confirmed["reference"] == ticket["reference"]
    assert ticket["reference"].startswith("datalab://file-")
    assert run.status_code == 200
    assert run.json()["input_config"]["filename"] == "stock.csv"
    assert run.json()["rate_breakdown"]["total_rate_per_1000_cents"] == 500


def test_a_file_that_never_arrived_is_not_confirmed(
    api: httpx.Client, ticket: dict[str, str]
) -> None:
    answer = api.get(f"/api/v1/files/{ticket['file_id']}/confirm")

    assert answer.status_code == 422
    assert "PUT them to its upload URL first" in answer.text


def test_a_reference_without_bytes_does_not_run(api: httpx.Client, ticket: dict[str, str]) -> None:
    pipeline = api.post("/api/v1/pipelines", json={"steps": [{"type": "convert"}]}).json()
    path = f"/api/v1/pipelines/{pipeline['pipeline_id']}/run"

    early = api.post(path, data={"file_url": ticket["reference"]})
    unknown = api.post(path, data={"file_url": "datalab://file-nothing"})

    assert "its bytes never arrived" in early.json()["detail"][0]["msg"]
    assert "There is no file" in unknown.json()["detail"][0]["msg"]
    assert unknown.json()["detail"][0]["loc"] == ["body", "file_url"]


@pytest.mark.parametrize("change", ["signature=0", "expires=9999999999"])
def test_a_changed_upload_url_is_refused(
    api: httpx.Client, ticket: dict[str, str], change: str
) -> None:
    name, _, value = change.partition("=")
    url = httpx.URL(ticket["upload_url"]).copy_set_param(name, value)

    assert put(api, str(url)).status_code == 404


def test_an_upload_url_expires(services: Services, ticket: dict[str, str]) -> None:
    url = httpx.URL(ticket["upload_url"])
    late = replace(services.files, epoch=lambda: 1e12)
    signature, expires = url.params["signature"], int(url.params["expires"])

    with pytest.raises(NotFound, match="has expired"):
        late.receive(int(ticket["file_id"]), expires, signature, BytesIO(CSV))


def test_a_stored_file_of_no_known_type_is_refused(
    api: httpx.Client, ticket: dict[str, str]
) -> None:
    answer = put(api, ticket["upload_url"], b"\x00\x01\x02")

    assert answer.status_code == 400
    assert "Invalid file type" in answer.json()["detail"]
