"""Blobs in a folder and in an object store: the same behaviour, and sentences for what each does on its own."""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lineup.engine.blobs import BlobStore, document_key
from lineup.engine.errors import StorageError
from lineup.engine.storage.opening import open_blobs
from lineup.errors import StartError
from tests.object_store import BUCKET, ObjectStore, running_object_store, running_short_store

BIG = 12 * 1024 * 1024
"""Larger than the parts in which a file is uploaded."""

BUCKET_URL = f"s3://{BUCKET}/some/prefix"


@pytest.fixture(scope="module")
def started_store() -> Iterator[ObjectStore]:
    with running_object_store() as store:
        yield store


@pytest.fixture
def object_store(started_store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> ObjectStore:
    for name, value in started_store.environment.items():
        monkeypatch.setenv(name, value)
    return started_store


@pytest.fixture(params=["folder", "object store"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    if request.param == "folder":
        return open_blobs(str(tmp_path / "blobs"))
    request.getfixturevalue("object_store")
    return open_blobs(f"s3://{BUCKET}/{tmp_path.name}")


@pytest.fixture
def bucket(object_store: ObjectStore) -> BlobStore:
    assert object_store
    return open_blobs(BUCKET_URL)


def test_a_blob_comes_back_as_it_went(blobs: BlobStore, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"from a file")

    blobs.put_file("a/b", source)
    blobs.put_bytes("a/c", b"from memory")

    assert blobs.read_bytes("a/c") == b"from memory"
    with blobs.local_copy("a/b") as path:
        assert path.read_bytes() == b"from a file"


def test_a_blob_put_again_is_replaced(blobs: BlobStore) -> None:
    blobs.put_bytes("a/b", b"first")
    blobs.put_bytes("a/b", b"second")

    assert blobs.read_bytes("a/b") == b"second"
    assert list(blobs.list_keys("a")) == ["a/b"]


def test_a_large_file_comes_back_whole(blobs: BlobStore, tmp_path: Path) -> None:
    content = os.urandom(BIG)
    key = document_key(hashlib.sha256(content).hexdigest())
    source = tmp_path / "source"
    source.write_bytes(content)

    blobs.put_file(key, source)

    with blobs.local_copy(key) as path:
        assert path.read_bytes() == content


def test_an_empty_blob_is_a_blob(blobs: BlobStore, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.touch()

    blobs.put_file("a/b", source)

    assert blobs.exists("a/b")
    assert blobs.read_bytes("a/b") == b""


def test_what_is_not_there_is_a_missing_file(blobs: BlobStore) -> None:
    blobs.put_bytes("a/b", b"there")

    assert blobs.exists("a/b")
    assert not blobs.exists("a/d")
    with pytest.raises(FileNotFoundError):
        blobs.read_bytes("a/d")


def test_keys_are_listed_by_folder_not_by_beginning(blobs: BlobStore) -> None:
    for key in ("results/one/0/x", "results/one/1/x", "results/one-more/0/x", "documents/y"):
        blobs.put_bytes(key, b"")

    assert sorted(blobs.list_keys("results/one")) == ["results/one/0/x", "results/one/1/x"]
    assert list(blobs.list_keys("results/none")) == []


def test_a_folder_of_keys_is_deleted_without_its_neighbours(blobs: BlobStore) -> None:
    for key in ("results/one/0/x", "results/one/1/x", "results/one-more/0/x"):
        blobs.put_bytes(key, b"")

    blobs.delete_folder("results/one")

    assert list(blobs.list_keys("results")) == ["results/one-more/0/x"]


def test_deleting_what_is_not_there_is_fine(blobs: BlobStore) -> None:
    blobs.put_bytes("a/b", b"")

    blobs.delete("a/b")
    blobs.delete("a/b")
    blobs.delete_folder("a")

    assert not blobs.exists("a/b")


def test_a_usable_place_is_left_as_it_was(blobs: BlobStore) -> None:
    blobs.put_bytes("a/b", b"")

    blobs.require_usable()

    assert list(blobs.list_keys("")) == ["a/b"]


def test_a_failed_write_leaves_no_half_blob(tmp_path: Path) -> None:
    blobs = open_blobs(str(tmp_path / "blobs"))

    with pytest.raises(FileNotFoundError):
        blobs.put_file("a/b", tmp_path / "missing")
    with pytest.raises(IsADirectoryError):
        blobs.put_file("a/b", tmp_path)

    assert [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()] == []


def test_what_a_killed_process_left_half_written_goes_after_a_day(tmp_path: Path) -> None:
    parts = tmp_path / "blobs" / ".parts"
    parts.mkdir(parents=True)
    old, new = parts / "old", parts / "new"
    old.touch()
    new.touch()
    two_days_ago = time.time() - 48 * 3600
    os.utime(old, (two_days_ago, two_days_ago))

    open_blobs(str(tmp_path / "blobs")).require_usable()

    assert [path.name for path in parts.iterdir()] == ["new"]


def test_a_folder_by_url_is_the_same_folder(tmp_path: Path) -> None:
    open_blobs(f"file://{tmp_path}/with%20space").put_bytes("a", b"one")

    assert open_blobs(str(tmp_path / "with space")).read_bytes("a") == b"one"


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StartError, match=r"can't be written .*LINEUP_BLOB_URL"):
        open_blobs(str(tmp_path / "file" / "blobs")).require_usable()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        pytest.param("memory://x", "can't begin with memory://", id="memory"),
        pytest.param("ftp://host/x", "can't begin with ftp://", id="an unknown scheme"),
        pytest.param("file://srv/x", "needs three slashes", id="two slashes"),
        pytest.param("file://", "needs three slashes", id="no path"),
        pytest.param("s3://", "s3://bucket/prefix and nothing else", id="no bucket"),
        pytest.param("s3://id:secret@b/x", "credentials go into", id="credentials in the URL"),
        pytest.param("s3://b/x?region=eu", "s3://bucket/prefix and nothing else", id="a query"),
    ],
)
def test_a_url_of_no_place_is_refused_with_a_sentence(url: str, sentence: str) -> None:
    with pytest.raises(StartError, match=sentence) as refused:
        open_blobs(url)

    assert "secret@" not in str(refused.value)


@pytest.mark.parametrize(
    ("endpoint", "allow"),
    [
        pytest.param("http://127.0.0.1:9000", "", id="this machine by address"),
        pytest.param("http://localhost:9000", "", id="this machine by name"),
        pytest.param("http://store:9000", "true", id="another one, allowed"),
        pytest.param("https://store", "", id="an encrypted one"),
    ],
)
def test_an_endpoint_may_be_plain_where_it_is_safe(endpoint: str, allow: str) -> None:
    environment = {"AWS_ENDPOINT_URL": endpoint, "AWS_ALLOW_HTTP": allow}

    assert open_blobs(BUCKET_URL, environment=environment)


@pytest.mark.parametrize("endpoint", ["http://store:9000", "http://10.0.0.7"])
def test_a_plain_endpoint_elsewhere_is_refused(endpoint: str) -> None:
    with pytest.raises(StartError, match="not encrypted"):
        open_blobs(BUCKET_URL, environment={"AWS_ENDPOINT_URL": endpoint})


def test_a_missing_bucket_keeps_the_engine_from_starting(object_store: ObjectStore) -> None:
    assert object_store

    with pytest.raises(StartError, match="The bucket 'nowhere' does not exist: make it"):
        open_blobs("s3://nowhere/x").require_usable()


def test_a_bucket_that_vanishes_is_not_taken_for_a_missing_blob(object_store: ObjectStore) -> None:
    object_store.make_bucket("vanishing")
    blobs = open_blobs("s3://vanishing")
    blobs.require_usable()
    object_store.remove_bucket("vanishing")

    with pytest.raises(StorageError, match="does not exist"):
        blobs.put_bytes("a/b", b"")
    with pytest.raises(StorageError, match="does not exist"):
        blobs.read_bytes("a/b")
    with pytest.raises(StorageError, match="does not exist"):
        list(blobs.list_keys("a"))


def test_a_refused_key_is_a_sentence(object_store: ObjectStore, bucket: BlobStore) -> None:
    with (
        object_store.judging_keys(),
        pytest.raises(StartError, match=r"refuses access .*\(InvalidAccessKeyId\): check AWS_ACC"),
    ):
        bucket.require_usable()


def test_a_store_that_does_not_run_is_a_sentence() -> None:
    blobs = open_blobs(BUCKET_URL, environment={"AWS_ENDPOINT_URL": "http://127.0.0.1:1"})

    with pytest.raises(StartError, match="can't be used: check that it runs"):
        blobs.require_usable()


def test_changed_bytes_are_not_taken_for_the_document(bucket: BlobStore) -> None:
    key = document_key(hashlib.sha256(b"the document").hexdigest())
    bucket.put_bytes(key, b"something else")

    with pytest.raises(StorageError, match="arrived damaged"), bucket.local_copy(key):
        pass


def test_half_a_download_is_not_taken_for_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SKIP_SIGNATURE", "true")
    with running_short_store() as endpoint:
        blobs = open_blobs(BUCKET_URL, environment={"AWS_ENDPOINT_URL": endpoint})

        with pytest.raises(StorageError), blobs.local_copy("results/x"):
            pass


def test_a_local_copy_lies_in_the_scratch_folder_and_goes(
    object_store: ObjectStore, tmp_path: Path
) -> None:
    blobs = open_blobs(BUCKET_URL, tmp_path, object_store.environment)
    blobs.put_bytes("a/b", b"content")

    with blobs.local_copy("a/b") as path:
        assert tmp_path in path.parents

    assert list(tmp_path.iterdir()) == []
