"""Comparisons with real servers: in the background, through the live one that its file names, and with one of their own."""

import json
from pathlib import Path

import pytest
from pydantic import SecretStr

from lineup.cli import main
from lineup.client import Client
from lineup.comparing.background import comparing_in_background
from lineup.comparing.naming import version_side
from lineup.contract.pipelines import Pipeline, PipelineStep
from lineup.live_server import LIVE_FILE, announced, announced_url
from lineup.servers import server_key, server_name, server_url
from lineup.settings import Settings
from lineup.workspace.comparison_model import CellState, ComparedDocument, NewComparison
from lineup.workspace.opening import open_workspace
from tests.servers import Server
from tests.waiting import wait_for


@pytest.fixture(autouse=True)
def _own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo what the command line leaves in the environment."""
    monkeypatch.setenv("LINEUP_DATA_DIR", str(tmp_path / "none"))


@pytest.fixture
def stamps(client: Client) -> Pipeline:
    """A pipeline of two versions that stamp in another colour."""
    steps = [
        PipelineStep(type="custom", custom_processor_id="cp_stampTwice12", settings={"ink": colour})
        for colour in ("black", "red")
    ]
    pipeline = client.create_pipeline(steps[:1])
    client.save_pipeline(pipeline.pipeline_id, "Stamps")
    client.create_version(pipeline.pipeline_id)
    client.update_pipeline(pipeline.pipeline_id, steps[1:])
    client.create_version(pipeline.pipeline_id)
    return client.get_pipeline(pipeline.pipeline_id)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.html"
    path.write_text("<h1>A letter</h1><p>Dear all, nothing has changed.</p>")
    return path


def test_a_comparison_goes_on_with_no_browser_open(
    server: Server, client: Client, stamps: Pipeline, letter: Path, tmp_path: Path
) -> None:
    settings = Settings(
        data_dir=tmp_path / "data", base_url=server.base_url, LINEUP_API_KEY=SecretStr(server.key)
    )
    with open_workspace(settings) as workspace:
        kept = workspace.documents.add(letter, letter.name)
        sides = tuple(version_side(client, stamps, version) for version in (1, 2))
        document = ComparedDocument(kept.sha256, kept.name)
        made = workspace.comparisons.add(
            NewComparison("stamps", server_name(settings), sides, (document,), "Ada")
        )

        def are_done() -> bool:
            cells = workspace.comparisons.cells(made.comparison_id)
            return {cell.state for cell in cells} == {CellState.DONE}

        with comparing_in_background(settings):
            wait_for(are_done, "the comparison")


def test_a_command_uses_the_live_server_that_the_data_directory_names(
    server: Server, stamps: Pipeline, letter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert announced_url(server.data_dir) == server.base_url
    sides = [f"{stamps.pipeline_id}@{version}" for version in (1, 2)]

    status = main(
        ["compare", *sides, "--documents", str(letter), "--json", "--fail-on", "difference",
         "--data-dir", str(server.data_dir)]
    )  # fmt: skip

    assert status == 1
    told = json.loads(capsys.readouterr().out)
    readings = [one["text"] for one in told["differences"][0]["readings"]]
    assert readings == ["black", "red"]


def test_a_command_without_a_live_server_starts_one_for_itself(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / LIVE_FILE).write_text(
        '{"url": "http://127.0.0.1:9", "pid": 1}'
    )  # of one that was killed

    status = main(["run", "Convert (fast)", str(letter), "--json", "--data-dir", str(data)])

    assert status == 0
    assert json.loads(capsys.readouterr().out)[0]["status"] == "completed"
    assert not (data / LIVE_FILE).exists()


def test_a_server_takes_only_its_own_name_away(tmp_path: Path) -> None:
    with announced(tmp_path, "http://127.0.0.1:1"):
        assert announced_url(tmp_path) == "http://127.0.0.1:1"
        (tmp_path / LIVE_FILE).write_text('{"url": "http://127.0.0.1:2", "pid": 1}')
    assert announced_url(tmp_path) == "http://127.0.0.1:2"
    (tmp_path / LIVE_FILE).write_text("[")
    assert announced_url(tmp_path) is None
    with announced(None, "http://127.0.0.1:1"):
        assert announced_url(tmp_path) is None


def test_the_server_of_the_settings(tmp_path: Path) -> None:
    own = Settings(data_dir=tmp_path, host="::", port=1234)
    assert (server_url(own), server_name(own)) == ("http://127.0.0.1:1234", "embedded")
    assert server_key(own) is None
    (tmp_path / "engine.key").write_text("the-key\n")
    assert server_key(own) == SecretStr("the-key")
    assert server_url(Settings(data_dir=tmp_path, host="::1", port=8501)) == "http://[::1]:8501"
    other = Settings(
        data_dir=tmp_path, base_url="https://a.example/", LINEUP_API_KEY=SecretStr("k")
    )
    assert (server_url(other), server_name(other)) == ("https://a.example",) * 2
    assert server_key(other) == SecretStr("k")
