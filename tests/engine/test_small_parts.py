"""Names, keys, blobs, the lock and the settings."""

import stat
from pathlib import Path

import pytest
from pydantic import SecretStr

from lineup.engine.blobs import document_key, page_image_key
from lineup.engine.keys import engine_key, prepare_data_dir
from lineup.engine.lock import exclusive_lock
from lineup.engine.names import clean_filename
from lineup.errors import StartError
from lineup.ids import new_id
from lineup.settings import Settings


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        pytest.param("report.pdf", "report.pdf", id="a plain name"),
        pytest.param("../../etc/passwd", "passwd", id="a path upwards"),
        pytest.param("C:\\Users\\me\\a.docx", "a.docx", id="a Windows path"),
        pytest.param("invoice\u202efdp.exe", "invoicefdp.exe", id="a direction override"),
        pytest.param("a\x00b\n.pdf", "ab.pdf", id="control characters"),
        pytest.param("Übersicht 表.pdf", "Übersicht 表.pdf", id="other scripts"),
        pytest.param("", "document", id="nothing"),
        pytest.param("..", "document", id="the folder above"),
        pytest.param(None, "document", id="no name"),
        pytest.param("x" * 300 + ".pdf", "x" * 195 + "….pdf", id="a long name keeps its ending"),
        pytest.param("y" * 300, "y" * 200, id="a long name without an ending"),
    ],
)
def test_a_file_name_is_made_safe(name: str | None, clean: str) -> None:
    assert clean_filename(name) == clean


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")

    first, second = engine_key(settings), engine_key(settings)

    assert first == second
    assert len(first.get_secret_value()) >= 40
    assert stat.S_IMODE((tmp_path / "data" / "engine.key").stat().st_mode) == 0o600


def test_a_key_from_outside_comes_first(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, engine_api_key=SecretStr("given"))

    assert engine_key(settings).get_secret_value() == "given"
    assert "given" not in repr(settings)


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StartError, match="can't be written"):
        prepare_data_dir(tmp_path / "file" / "data")


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    with (
        exclusive_lock(tmp_path / "lock", "It is held."),
        pytest.raises(StartError, match="It is held"),
        exclusive_lock(tmp_path / "lock", "It is held.", wait_seconds=0.1),
    ):
        pass
    with exclusive_lock(tmp_path / "lock", "It is held."):
        pass


def test_keys_of_blobs_are_by_content() -> None:
    key = document_key("ab" + "c" * 62)

    assert key == "documents/ab/ab" + "c" * 62
    assert page_image_key(key, 3, 300) == "page-images/ab/ab" + "c" * 62 + "/3-300.jpg"


def test_ids_are_a_prefix_and_twelve_letters_and_digits() -> None:
    ids = {new_id("pl_") for _ in range(1000)}

    assert len(ids) == 1000
    assert all(len(i) == 15 and i.removeprefix("pl_").isalnum() and i.isascii() for i in ids)


def test_the_hosted_services_own_name_for_the_key_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATALAB_API_KEY", "hosted")
    monkeypatch.setenv("LINEUP_BASE_URL", "https://www.datalab.to")

    settings = Settings()

    assert settings.api_key == SecretStr("hosted")
    assert not settings.is_embedded
