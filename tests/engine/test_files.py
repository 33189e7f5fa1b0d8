"""Files: announced, put by signed URL, confirmed, listed, given out, deleted, and run by reference."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import httpx
import pytest

from lineup.contract.files import FileMetadata
from lineup.engine.assembly import Services
from lineup.engine.blobs import page_image_key
from lineup.engine.errors import Forbidden, NotPossible
from lineup.engine.services.signed_urls import Signature, UrlSigner

pytestmark = pytest.mark.both_databases

CSV = b"item,quantity\nbolt,4\n"
OTHER = b"item,quantity\nnut,7\n"


def announce(api: httpx.Client, filename: str = "../stock.csv", **more: str) -> dict[str, Any]:
    body = {"filename": filename, "content_type": "text/csv"} | more
    answer = api.post("/api/v1/files/upload", json=body)
    assert answer.status_code == 200
    return dict(answer.json())


@pytest.fixture
def ticket(api: httpx.Client) -> dict[str, Any]:
    return announce(api)


@pytest.fixture
def stored(api: httpx.Client, ticket: dict[str, Any]) -> dict[str, Any]:
    """A file that arrived and was confirmed."""
    put(api, ticket["upload_url"])
    api.get(f"/api/v1/files/{ticket['file_id']}/confirm")
    return ticket


def put(api: httpx.Client, url: str, content: bytes = CSV) -> httpx.Response:
    """PUT without the API key, as storage takes it."""
    return api.put(url, content=content, headers={"X-API-Key": ""})


def get(api: httpx.Client, url: str) -> httpx.Response:
    """GET without the API key, as storage gives it."""
    return api.get(url, headers={"X-API-Key": ""})


def download_url(api: httpx.Client, file_id: int | str, expires_in: int = 3600) -> str:
    answer = api.get(f"/api/v1/files/{file_id}/download?expires_in={expires_in}")
    return str(answer.json()["download_url"])


def run(api: httpx.Client, reference: str) -> httpx.Response:
    steps = [{"type": "convert", "settings": {}}]
    pipeline_id = api.post("/api/v1/pipelines", json={"steps": steps}).json()["pipeline_id"]
    form = {"file_url": reference, "processing_location": "eu"}
    return api.post(f"/api/v1/pipelines/{pipeline_id}/run", data=form)


def stored_as(services: Services, ticket: dict[str, Any]) -> str:
    """Return the blob key of a file's bytes."""
    key = services.files.store.find_file(str(ticket["file_id"])).blob_key
    assert key is not None
    return key


def signature_of(url: str) -> Signature:
    params = httpx.URL(url).params
    return Signature(int(params["expires"]), params["signature"])


def test_a_file_that_arrived_is_confirmed_and_runs_by_its_reference(
    api: httpx.Client, ticket: dict[str, Any]
) -> None:
    assert put(api, ticket["upload_url"]).status_code == 200
    confirmed = api.get(f"/api/v1/files/{ticket['file_id']}/confirm").json()
    started = run(api, ticket["reference"])

    assert confirmed["success"]
    assert confirmed["reference"] == ticket["reference"]
    assert confirmed["created"]
    assert ticket["reference"].startswith("datalab://file-")
    assert started.status_code == 200
    assert started.json()["input_config"]["filename"] == "stock.csv"
    assert started.json()["input_config"]["processing_location"] == "eu"
    assert started.json()["rate_breakdown"]["total_rate_per_1000_cents"] == 500


def test_a_file_that_never_arrived_is_not_confirmed(
    api: httpx.Client, ticket: dict[str, Any]
) -> None:
    answer = api.get(f"/api/v1/files/{ticket['file_id']}/confirm")

    assert answer.status_code == 422
    assert "PUT them to its upload URL first" in answer.text


def test_a_reference_without_bytes_does_not_run(api: httpx.Client, ticket: dict[str, Any]) -> None:
    early = run(api, ticket["reference"])
    unknown = run(api, "datalab://file-nothing")

    assert "its bytes never arrived" in early.json()["detail"][0]["msg"]
    assert "There is no file" in unknown.json()["detail"][0]["msg"]
    assert unknown.json()["detail"][0]["loc"] == ["body", "file_url"]


def test_files_are_listed_latest_first_page_by_page(
    api: httpx.Client, stored: dict[str, Any]
) -> None:
    later = announce(api, "later.csv")

    whole = api.get("/api/v1/files").json()
    second = api.get("/api/v1/files?limit=1&offset=1").json()

    assert [each["file_id"] for each in whole["files"]] == [later["file_id"], stored["file_id"]]
    assert (whole["total"], whole["limit"], whole["offset"]) == (2, 50, 0)
    assert [each["original_filename"] for each in second["files"]] == ["stock.csv"]
    assert (second["total"], second["limit"], second["offset"]) == (2, 1, 1)


@pytest.mark.parametrize("limit", [0, 101])
def test_a_page_of_files_has_a_size(api: httpx.Client, limit: int) -> None:
    assert api.get(f"/api/v1/files?limit={limit}").status_code == 422


def test_a_file_is_found_by_its_number_and_by_its_hash_id(
    api: httpx.Client, stored: dict[str, Any]
) -> None:
    hash_id = stored["reference"].removeprefix("datalab://")
    names = [stored["file_id"], hash_id, hash_id.removeprefix("file-")]

    found = [FileMetadata.model_validate(api.get(f"/api/v1/files/{n}").json()) for n in names]

    assert found[0] == found[1] == found[2]
    assert found[0].file_id == stored["file_id"]
    assert (found[0].file_size, found[0].upload_status) == (len(CSV), "completed")


@pytest.mark.parametrize("name", ["999", "9" * 25, "file-nothing", "x", "\u0661"])
@pytest.mark.parametrize("call", ["", "/confirm", "/download"])
def test_an_unknown_file_is_not_found(api: httpx.Client, name: str, call: str) -> None:
    answer = api.get(f"/api/v1/files/{name}{call}")

    assert answer.status_code == 404
    assert "There is no file" in answer.json()["detail"]


def test_the_region_of_an_upload_is_recorded(api: httpx.Client) -> None:
    file_id = announce(api, processing_location="eu")["file_id"]

    assert api.get(f"/api/v1/files/{file_id}").json()["processing_location"] == "eu"


def test_an_unknown_region_of_an_upload_is_refused(api: httpx.Client) -> None:
    body = {"filename": "a", "content_type": "text/csv", "processing_location": "mars"}
    answer = api.post("/api/v1/files/upload", json=body)

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["body", "processing_location"]


def test_a_download_is_an_attachment_that_no_browser_interprets(
    api: httpx.Client, stored: dict[str, Any]
) -> None:
    answer = get(api, download_url(api, stored["file_id"]))

    assert (answer.status_code, answer.content) == (200, CSV)
    assert answer.headers["Content-Type"] == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="stock.csv"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Length"] == str(len(CSV))


@pytest.mark.parametrize(
    "kind", ["text/html\r\nX-Evil: 1", "ünfug/x", "nonsense", "text/csv; charset=a b"]
)
def test_a_content_type_that_fits_no_header_is_plain_bytes(api: httpx.Client, kind: str) -> None:
    ticket = announce(api, 'a "quoted"\u2028 name ü.csv', content_type=kind)
    put(api, ticket["upload_url"])

    answer = get(api, download_url(api, ticket["file_id"]))

    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "X-Evil" not in answer.headers
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''a%20%22quoted%22%20name%20%C3%BC.csv"
    )


@pytest.mark.parametrize("seconds", [59, 86_401])
def test_a_download_url_lasts_a_minute_to_a_day(
    api: httpx.Client, stored: dict[str, Any], seconds: int
) -> None:
    path = f"/api/v1/files/{stored['file_id']}/download?expires_in={seconds}"

    assert api.get(path).status_code == 422


def test_a_download_says_how_long_it_lasts(api: httpx.Client, stored: dict[str, Any]) -> None:
    answer = api.get(f"/api/v1/files/{stored['file_id']}/download?expires_in=60").json()

    assert (answer["expires_in"], answer["file_id"]) == (60, stored["file_id"])
    assert answer["original_filename"] == "stock.csv"


def test_a_file_without_bytes_has_no_download(api: httpx.Client, ticket: dict[str, Any]) -> None:
    answer = api.get(f"/api/v1/files/{ticket['file_id']}/download")

    assert answer.status_code == 422


@pytest.mark.parametrize("change", ["signature=0", "signature=é", "expires=9999999999"])
def test_a_changed_url_is_forbidden(api: httpx.Client, stored: dict[str, Any], change: str) -> None:
    name, _, value = change.partition("=")
    there = httpx.URL(stored["upload_url"]).copy_set_param(name, value)
    back = httpx.URL(download_url(api, stored["file_id"])).copy_set_param(name, value)

    assert put(api, str(there)).status_code == 403
    assert get(api, str(back)).status_code == 403
    assert "not valid or has expired" in get(api, str(back)).json()["detail"]


def test_an_upload_url_opens_no_download_and_the_reverse(
    api: httpx.Client, stored: dict[str, Any]
) -> None:
    assert get(api, stored["upload_url"]).status_code == 403
    assert put(api, download_url(api, stored["file_id"])).status_code == 403


def test_the_url_of_one_file_opens_no_other(
    api: httpx.Client, stored: dict[str, Any], services: Services
) -> None:
    other = announce(api)
    signature = signature_of(other["upload_url"])

    with pytest.raises(Forbidden):
        services.files.receive(int(stored["file_id"]), signature, BytesIO(CSV))


def test_signed_urls_expire(services: Services, stored: dict[str, Any], api: httpx.Client) -> None:
    file_id = int(stored["file_id"])
    signer = services.files.signer
    late = replace(services.files, signer=UrlSigner(signer.secret, epoch=lambda: 1e12))

    with pytest.raises(Forbidden, match="has expired"):
        late.receive(file_id, signature_of(stored["upload_url"]), BytesIO(CSV))
    back = signature_of(download_url(api, file_id))
    with pytest.raises(Forbidden, match="has expired"), late.open_download(file_id, back):
        pass


def test_bytes_can_be_put_again_until_they_are_confirmed(
    api: httpx.Client, services: Services, ticket: dict[str, Any]
) -> None:
    put(api, ticket["upload_url"])
    first = stored_as(services, ticket)
    assert put(api, ticket["upload_url"], OTHER).json()["upload_status"] == "pending"
    assert not services.files.blobs.exists(first)

    api.get(f"/api/v1/files/{ticket['file_id']}/confirm")
    late = put(api, ticket["upload_url"])

    assert late.status_code == 400
    assert "has been confirmed" in late.json()["detail"]
    assert get(api, download_url(api, ticket["file_id"])).content == OTHER


def test_a_file_confirmed_while_other_bytes_were_on_their_way_keeps_its_own(
    services: Services, api: httpx.Client, ticket: dict[str, Any]
) -> None:
    put(api, ticket["upload_url"])

    class Slow(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            services.files.confirm(str(ticket["file_id"]))
            return super().read(size)

    with pytest.raises(NotPossible, match="has been confirmed"):
        services.files.receive(
            int(ticket["file_id"]), signature_of(ticket["upload_url"]), Slow(OTHER)
        )

    assert get(api, download_url(api, ticket["file_id"])).content == CSV


def test_a_stored_file_of_no_known_type_is_refused(
    api: httpx.Client, ticket: dict[str, Any]
) -> None:
    answer = put(api, ticket["upload_url"], b"\x00\x01\x02")

    assert answer.status_code == 400
    assert "Invalid file type" in answer.json()["detail"]


def test_a_deleted_file_is_gone_with_its_bytes_and_page_images(
    api: httpx.Client, services: Services, stored: dict[str, Any]
) -> None:
    blobs, key = services.files.blobs, stored_as(services, stored)
    image, url = page_image_key(key, 0, 300), download_url(api, stored["file_id"])
    blobs.put_bytes(image, b"an image")

    answer = api.delete(f"/api/v1/files/{stored['file_id']}")

    assert answer.json() == {"success": True, "message": "The file 'stock.csv' is deleted."}
    assert api.delete(f"/api/v1/files/{stored['file_id']}").status_code == 404
    assert get(api, url).status_code == 404
    assert put(api, stored["upload_url"]).status_code == 404
    assert not blobs.exists(key)
    assert not blobs.exists(image)


def test_a_deleted_file_leaves_the_bytes_that_another_file_has(
    api: httpx.Client, stored: dict[str, Any]
) -> None:
    twin = announce(api)
    put(api, twin["upload_url"])

    api.delete(f"/api/v1/files/{stored['file_id']}")

    assert get(api, download_url(api, twin["file_id"])).content == CSV


def test_a_deleted_file_leaves_the_bytes_that_an_execution_has(
    api: httpx.Client, services: Services, stored: dict[str, Any]
) -> None:
    key = stored_as(services, stored)
    run(api, stored["reference"])

    api.delete(f"/api/v1/files/{stored['file_id']}")

    assert services.files.blobs.read_bytes(key) == CSV
    assert run(api, stored["reference"]).status_code == 422


class Refusing:
    """Deletes nothing."""

    def page_images(self, _blob_key: str) -> None:
        raise PermissionError

    def document(self, _blob_key: str) -> None:
        raise PermissionError


def test_a_file_whose_bytes_cannot_be_deleted_is_still_there(
    services: Services, stored: dict[str, Any]
) -> None:
    with pytest.raises(PermissionError):
        services.files.store.delete_file(str(stored["file_id"]), Refusing())

    assert services.files.store.find_file(str(stored["file_id"])).is_confirmed


def test_a_file_whose_bytes_were_lost_says_so(
    api: httpx.Client, services: Services, stored: dict[str, Any]
) -> None:
    url = download_url(api, stored["file_id"])
    services.files.blobs.delete(stored_as(services, stored))

    answer = get(api, url)

    assert answer.status_code == 404
    assert "no longer stored" in answer.json()["detail"]
