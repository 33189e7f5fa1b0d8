"""The run endpoint through the front door: what it takes, and what it refuses with which field and sentence."""

from typing import Any

import httpx
import pytest

from tests.engine.conftest import KEY, RememberedQueue

pytestmark = pytest.mark.both_databases

CSV = b"item,quantity\nbolt,4\nnut,7\n"
ONE_PAGE_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


@pytest.fixture
def pipeline_id(api: httpx.Client) -> str:
    steps = [{"type": "convert", "settings": {"mode": "fast"}}]
    created = api.post("/api/v1/pipelines", json={"steps": steps})
    return str(created.json()["pipeline_id"])


def run(api: httpx.Client, pipeline_id: str, file: bytes | None = CSV, **fields: str) -> Any:
    """Send the form as multipart where there is a file, urlencoded otherwise, and return the response."""
    files = None if file is None else {"file": ("stock.csv", file)}
    return api.post(f"/api/v1/pipelines/{pipeline_id}/run", files=files, data=fields)


def test_an_upload_becomes_a_pending_execution_in_the_queue(
    api: httpx.Client, pipeline_id: str, queue: RememberedQueue
) -> None:
    answer = run(api, pipeline_id)

    execution = answer.json()
    assert answer.status_code == 200
    assert execution["status"] == "pending"
    assert execution["pipeline_version"] == 0
    assert [step["status"] for step in execution["steps"]] == ["pending"]
    assert execution["input_config"]["filename"] == "stock.csv"
    assert queue.waiting == [execution["execution_id"]]


@pytest.mark.parametrize("text", ["True", "true", "1"])
def test_booleans_are_taken_as_python_and_forms_write_them(
    api: httpx.Client, pipeline_id: str, text: str
) -> None:
    execution = run(api, pipeline_id, run_evals=text, skip_cache=text).json()

    assert execution["input_config"]["run_evals"] is True
    assert execution["input_config"]["skip_cache"] is True


def test_a_urlencoded_body_with_an_address_is_taken(api: httpx.Client, pipeline_id: str) -> None:
    answer = run(api, pipeline_id, None, file_url="https://example.com/a.pdf")

    assert answer.request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert answer.status_code == 200
    assert answer.json()["input_config"]["file_url"] == "https://example.com/a.pdf"


def test_a_quotation_mark_in_a_name_stays_one(api: httpx.Client, pipeline_id: str) -> None:
    path = f"/api/v1/pipelines/{pipeline_id}/run"
    answer = api.post(path, files={"file": ('6" pipe.csv', CSV)})

    assert answer.json()["input_config"]["filename"] == '6" pipe.csv'


def test_unknown_fields_are_let_be(api: httpx.Client, pipeline_id: str) -> None:
    assert run(api, pipeline_id, shape="round", colour="blue").status_code == 200


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        pytest.param({"page_range": "0,x"}, "page_range", "'x'", id="a range of letters"),
        pytest.param({"page_range": "4-2"}, "page_range", "'4-2' runs backwards", id="backwards"),
        pytest.param({"output_format": "pdf"}, "output_format", "'pdf'", id="a foreign format"),
        pytest.param(
            {"processing_location": "mars"}, "processing_location", "'mars'", id="a foreign region"
        ),
        pytest.param(
            {"processing_location": "eu"},
            "processing_location",
            "multipart uploads are rejected",
            id="a region with an upload",
        ),
        pytest.param({"webhook_url": "ftp://a"}, "webhook_url", "'ftp://a'", id="a foreign hook"),
        pytest.param(
            {"version": "-1"}, "version", "greater than or equal", id="a negative version"
        ),
        pytest.param({"file_url": "https://a.b/c"}, "file_url", "not both", id="file and address"),
    ],
)
def test_a_wrong_field_is_named_with_a_sentence(
    api: httpx.Client, pipeline_id: str, fields: dict[str, str], field: str, words: str
) -> None:
    answer = run(api, pipeline_id, CSV, **fields)

    assert answer.status_code == 422
    blamed = {item["loc"][-1]: item["msg"] for item in answer.json()["detail"]}
    assert words in blamed[field]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.b/c", "http://", "a.pdf", "http://[x"]
)
def test_an_address_that_is_none_is_refused(api: httpx.Client, pipeline_id: str, url: str) -> None:
    answer = run(api, pipeline_id, None, file_url=url)

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["body", "file_url"]


def test_neither_file_nor_address_names_both_fields(api: httpx.Client, pipeline_id: str) -> None:
    answer = run(api, pipeline_id, None)

    assert answer.status_code == 422
    assert {item["loc"][-1] for item in answer.json()["detail"]} == {"file", "file_url"}


def test_a_page_beyond_the_last_is_refused_before_the_run(
    api: httpx.Client, pipeline_id: str, queue: RememberedQueue
) -> None:
    answer = run(api, pipeline_id, ONE_PAGE_PDF, page_range="0,5")

    assert answer.status_code == 422
    assert "'5' reaches beyond the last page: the document has 1 page" in answer.text
    assert queue.waiting == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "The file is empty", id="zero bytes"),
        pytest.param(b"\x7fELF\x02\x01" + bytes(200), "Invalid file type", id="an executable"),
    ],
)
def test_a_file_of_no_known_type_is_refused(
    api: httpx.Client, pipeline_id: str, content: bytes, words: str
) -> None:
    answer = run(api, pipeline_id, content)

    assert answer.status_code == 400
    assert words in answer.json()["detail"]


def test_an_unknown_pipeline_is_not_found(api: httpx.Client) -> None:
    answer = run(api, "pl_nowhere")

    assert answer.status_code == 404
    assert "pl_nowhere" in answer.json()["detail"]


def test_an_unknown_version_says_which_there_are(api: httpx.Client, pipeline_id: str) -> None:
    api.post(f"/api/v1/pipelines/{pipeline_id}/versions", json={})

    answer = run(api, pipeline_id, version="9")

    assert answer.status_code == 404
    assert answer.json()["detail"].startswith(
        "There is no version 9 of this pipeline; published: 1."
    )


def test_without_a_version_the_active_one_runs_and_zero_is_the_draft(
    api: httpx.Client, pipeline_id: str
) -> None:
    api.post(f"/api/v1/pipelines/{pipeline_id}/versions")
    steps = [{"type": "convert", "settings": {"mode": "balanced"}}]
    api.put(f"/api/v1/pipelines/{pipeline_id}", json={"steps": steps})

    active = run(api, pipeline_id).json()
    draft = run(api, pipeline_id, version="0").json()

    assert (active["pipeline_version"], draft["pipeline_version"]) == (1, 0)
    assert active["config_snapshot"]["steps"][0]["settings"] == {"mode": "fast"}
    assert draft["config_snapshot"]["steps"][0]["settings"] == {"mode": "balanced"}


@pytest.mark.parametrize("key", ["", "wrong", KEY + "x", "ключ"])
def test_a_wrong_key_is_refused(api: httpx.Client, pipeline_id: str, key: str) -> None:
    path = f"/api/v1/pipelines/{pipeline_id}/run"
    answer = api.post(path, headers=[(b"X-API-Key", key.encode())], files={"file": ("a.csv", CSV)})

    assert answer.status_code == 401
    assert "X-API-Key" in answer.json()["detail"]


def test_health_needs_no_key(api: httpx.Client) -> None:
    answer = api.get("/api/v1/health", headers={"X-API-Key": ""})

    assert answer.json() == {"status": "ok"}
