"""The command line: one sentence and exit status 1 for what can't start."""

import os
import socket
from pathlib import Path

import httpx
import pytest

from lineup.cli import main
from lineup.databases.opening import open_database, sqlite_url
from lineup.engine.worker.executors import sole_worker
from tests.servers import Server, launch


def test_the_key_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["key", "--data-dir", str(tmp_path)]) == 0

    assert capsys.readouterr().out == (tmp_path / "engine.key").read_text()


def test_a_relative_folder_is_left_whole_for_what_reads_it_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LINEUP_DATA_DIR", "data")

    assert main(["key"]) == 0

    assert os.environ["LINEUP_DATA_DIR"] == str(tmp_path / "data")


@pytest.mark.parametrize("command", ["serve", "ui"])
def test_a_taken_port_is_one_sentence(tmp_path: Path, command: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = launch(tmp_path / "data", command, {}, port=port)
        words, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert words.startswith(f"Port {port} on 127.0.0.1 can't be used")
    assert words.count("\n") == 1


def test_a_folder_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()

    assert main(["serve", "--port", "0", "--data-dir", str(tmp_path / "file" / "x")]) == 1

    assert "can't be written" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["http", "70000", "-1"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["serve", f"--port={port}"])

    assert caught.value.code == 2
    assert "is not a port" in capsys.readouterr().err


def test_the_engine_alone_serves_its_openapi(server: Server) -> None:
    document = httpx.get(f"{server.base_url}/openapi.json", trust_env=False).json()

    assert "/api/v1/pipelines/{pipeline_id}/run" in document["paths"]


def test_a_worker_beside_another_on_sqlite_is_refused_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with sole_worker(open_database(sqlite_url(tmp_path / "engine.sqlite"))):
        assert main(["worker", "--data-dir", str(tmp_path)]) == 1

    assert "SQLite takes only one" in capsys.readouterr().err


def test_a_worker_that_may_run_nothing_is_refused_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINEUP_WORKERS", "0")

    assert main(["worker", "--data-dir", str(tmp_path)]) == 1

    assert "LINEUP_WORKERS is 0" in capsys.readouterr().err


def test_a_server_without_its_database_says_so_in_one_sentence(tmp_path: Path) -> None:
    nowhere = {"LINEUP_DATABASE_URL": "postgresql://me:secret@127.0.0.1:1/none"}
    process = launch(tmp_path / "data", "serve", nowhere)
    words, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "check LINEUP_DATABASE_URL" in words
    assert "secret" not in words
    assert words.count("\n") == 1
