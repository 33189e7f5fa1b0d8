"""Named keys: made, listed and revoked on the command line, and judged at the door."""

import stat
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, select

from lineup.cli import main
from lineup.client import Client, ClientError, ErrorKind
from lineup.engine.assembly import Services
from lineup.engine.callers import Limits
from lineup.engine.store.tables import ExecutionRow
from tests.asgi import AsgiTransport
from tests.engine.conftest import KEY
from tests.engine.test_run_endpoint import run
from tests.servers import Server

REFUSED = "Invalid API key provided. Set the X-API-Key header to your API key."


def with_key(transport: AsgiTransport, secret: str) -> httpx.Client:
    """Plain HTTP to the engine, with another key."""
    return httpx.Client(
        transport=transport, base_url="http://engine", headers=[(b"X-API-Key", secret.encode())]
    )


@pytest.mark.both_databases
def test_a_named_key_opens_the_api_until_it_is_revoked(
    services: Services, transport: AsgiTransport
) -> None:
    keys, bob = services.admission.keys, with_key(transport, "bobs-secret")
    keys.add_key("bob", "bobs-secret", Limits())

    before = bob.get("/api/v1/pipelines")
    keys.mark_revoked("bob")
    after = bob.get("/api/v1/pipelines")

    assert before.status_code == 200
    assert (after.status_code, after.json()) == (401, {"detail": REFUSED})


def test_the_engines_own_key_stays_good_beside_named_ones(
    services: Services, api: httpx.Client
) -> None:
    services.admission.keys.add_key("bob", "bobs-secret", Limits())

    assert api.get("/api/v1/pipelines").status_code == 200


@pytest.mark.parametrize("secret", ["", "bob", "bobs-secre", "bobs-secret-", KEY[:-1], "\x80"])
def test_what_is_no_key_is_refused(
    services: Services, transport: AsgiTransport, secret: str
) -> None:
    services.admission.keys.add_key("bob", "bobs-secret", Limits())

    answer = with_key(transport, secret).get("/api/v1/pipelines")

    assert (answer.status_code, answer.json()) == (401, {"detail": REFUSED})


def test_a_secret_is_nowhere_in_the_store(services: Services, tmp_path: Path) -> None:
    services.admission.keys.add_key("bob", "bobs-secret", Limits())

    files = [path.read_bytes() for path in (tmp_path / "data").iterdir() if path.is_file()]

    assert any(b"bob" in content for content in files)
    assert not any(b"bobs-secret" in content for content in files)


def test_a_key_revoked_twice_keeps_its_first_time(services: Services) -> None:
    keys = services.admission.keys
    keys.add_key("bob", "bobs-secret", Limits())

    first, second = keys.mark_revoked("bob"), keys.mark_revoked("bob")

    assert first is not None
    assert first == second


@pytest.mark.both_databases
def test_an_execution_remembers_whose_key_asked_for_it(
    services: Services, api: httpx.Client, transport: AsgiTransport, database: Engine
) -> None:
    services.admission.keys.add_key("bob", "bobs-secret", Limits())
    pipeline = api.post("/api/v1/pipelines", json={"steps": [{"type": "convert"}]}).json()

    run(api, pipeline["pipeline_id"])
    run(with_key(transport, "bobs-secret"), pipeline["pipeline_id"])

    with database.connect() as connection:
        query = select(ExecutionRow.key_id).order_by(ExecutionRow.id)
        owners = connection.scalars(query).all()
    bob = services.admission.keys.find_key("bobs-secret")
    assert bob is not None
    assert owners == [None, bob.key_id]


def test_a_key_is_made_listed_and_revoked_while_the_engine_runs(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--data-dir", str(server.data_dir)]
    assert main(["key", "add", "runner", "--requests-per-minute", "7", *folder]) == 0
    secret = capsys.readouterr().out.strip()
    with Client(server.base_url, SecretStr(secret)) as client:
        client.list_pipelines()
        main(["key", "list", *folder])
        listed = capsys.readouterr().out
        assert main(["key", *folder, "revoke", "runner"]) == 0
        with pytest.raises(ClientError) as caught:
            client.list_pipelines()

    assert secret.startswith("lineup_")
    assert len(secret) == len("lineup_") + 43
    assert secret not in listed
    assert [line.split()[-1] for line in listed.splitlines()] == ["state", "good"]
    assert " 7 " in listed
    assert caught.value.kind is ErrorKind.AUTHENTICATION


def test_a_key_can_be_made_before_the_engine_ever_ran(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--data-dir", str(tmp_path / "data")]

    assert main(["key", "list", *folder]) == 0
    assert "There are no named keys" in capsys.readouterr().out
    assert main(["key", "add", "Bob's laptop", *folder]) == 0
    main(["key", "revoke", "Bob's laptop", *folder])
    capsys.readouterr()
    main(["key", "list", *folder])

    row = capsys.readouterr().out.splitlines()[1]
    assert row.startswith("Bob's laptop  ")
    assert "400" in row
    assert "revoked 2" in row
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(["add", "bob"], "There is, or was, a key named 'bob'", id="a taken name"),
        pytest.param(["revoke", "eve"], "There is no key named 'eve'", id="an unknown name"),
    ],
)
def test_a_name_that_does_not_do_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    folder = ["--data-dir", str(tmp_path / "data")]
    main(["key", "add", "bob", *folder])
    main(["key", "revoke", "bob", *folder])
    capsys.readouterr()

    assert main(["key", *arguments, *folder]) == 1

    words = capsys.readouterr().err
    assert words.startswith(sentence)
    assert words.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", " "],
        ["add", "a\x1b[31m"],
        ["add", "x" * 101],
        ["add", "bob", "--requests-per-minute", "0"],
        ["add", "bob", "--concurrent-runs", "100001"],
        ["add", "bob", "--concurrent-runs", "9" * 5000],
        ["add", "bob", "--concurrent-runs", "many"],
    ],
)
def test_an_odd_name_or_limit_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["key", *arguments, "--data-dir", str(tmp_path)])

    assert "is not a" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
