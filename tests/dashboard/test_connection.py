from datetime import UTC
from pathlib import Path

import pytest
from pydantic import SecretStr

from state.browser import zone_of
from state.connection import Connection, connection_fingerprint, current_connection


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("LINEUP_BASE_URL", "LINEUP_API_KEY", "DATALAB_API_KEY", "LINEUP_ENGINE_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LINEUP_DATA_DIR", str(tmp_path))


def test_the_embedded_engine_is_reached_with_the_key_in_the_data_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "engine.key").write_text("stored\n")
    monkeypatch.setenv("LINEUP_PORT", "8600")
    connection = current_connection()
    assert connection == Connection(
        "http://127.0.0.1:8600", SecretStr("stored"), None, is_embedded=True
    )
    assert connection.label == "Embedded engine"


def test_a_key_from_the_environment_wins_over_the_stored_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "engine.key").write_text("stored")
    monkeypatch.setenv("LINEUP_ENGINE_API_KEY", "given")
    assert current_connection().api_key == SecretStr("given")


def test_without_any_key_there_is_none() -> None:
    assert current_connection().api_key is None


@pytest.mark.parametrize(
    ("host", "reached"),
    [
        pytest.param("0.0.0.0", "http://127.0.0.1:8501", id="every address"),
        pytest.param("::", "http://127.0.0.1:8501", id="every address of both kinds"),
        pytest.param("::1", "http://[::1]:8501", id="an IPv6 address"),
        pytest.param("192.168.0.7", "http://192.168.0.7:8501", id="one address"),
    ],
)
def test_an_engine_is_reached_where_it_listens(
    host: str, reached: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINEUP_HOST", host)
    monkeypatch.delenv("LINEUP_PORT", raising=False)
    assert current_connection().base_url == reached


def test_another_server_is_reached_with_its_own_key_and_team(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LINEUP_BASE_URL", "https://www.example.org/")
    monkeypatch.setenv("DATALAB_API_KEY", "key")
    monkeypatch.setenv("LINEUP_TEAM", "team")
    connection = current_connection()
    assert connection == Connection(
        "https://www.example.org", SecretStr("key"), "team", is_embedded=False
    )
    assert connection.label == "www.example.org"


def test_the_fingerprint_tells_servers_and_keys_apart_and_shows_neither() -> None:
    connections = [
        Connection("https://a", SecretStr("k1"), None, is_embedded=False),
        Connection("https://b", SecretStr("k1"), None, is_embedded=False),
        Connection("https://a", SecretStr("k2"), None, is_embedded=False),
        Connection("https://a", None, None, is_embedded=False),
        Connection("https://a", SecretStr("k1"), "team", is_embedded=False),
    ]
    fingerprints = {connection_fingerprint(each) for each in connections}
    assert len(fingerprints) == len(connections)
    assert "k1" not in "".join(fingerprints)


def test_a_zone_that_is_not_known_is_utc() -> None:
    assert [zone_of(name) for name in (None, "No/Where", "../etc")] == [UTC, UTC, UTC]
    assert str(zone_of("Europe/Berlin")) == "Europe/Berlin"
